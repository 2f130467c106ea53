"""Every colour a picture may use, for light and dark: the one place colours live."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """The page's own colours, as `#RRGGBB`."""

    paper: str
    raised: str
    ink: str
    muted: str
    hairline: str
    accent: str
    accent_soft: str


LIGHT = Palette("#FBFAF7", "#FFFFFF", "#1F2933", "#5B6672", "#E3E0D8", "#0F766E", "#D5EDEA")
DARK = Palette("#12181B", "#1B2327", "#F2F4F3", "#9DAAB1", "#2C363B", "#5CC8BC", "#16403D")

DATA = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
"""Okabe & Ito's colours in our order; distinguishable with every common kind of colour blindness."""

NEUTRAL = "#8A929A"
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "x", "star", "hexagon")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "solid")


def palette(dark: bool) -> Palette:
    """The page's colours in dark or light."""
    return DARK if dark else LIGHT


def data_colour(dark: bool) -> str:
    """The one colour of a picture with a single hue: dark blue on light paper, sky blue on dark (7:1 there)."""
    return DATA[5] if dark else DATA[0]


def mix(colour: str, paper: str, share: float) -> str:
    """A colour thinned with paper: `share` 1 is the colour itself, 0 the paper."""
    parts = zip(_channels(colour), _channels(paper), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in parts)


def contrast(one: str, other: str) -> float:
    """The WCAG 2.2 contrast ratio of two colours, 1 to 21."""
    light, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dim + 0.05)


def readable_on(colour: str) -> str:
    """Ink or paper: whichever reads better as text on a colour."""
    return max((LIGHT.ink, LIGHT.raised), key=lambda text: contrast(text, colour))


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

"""What is said of a spectrum in one sentence: where people stand, how they moved, where they would like to be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from components.activities.spectrum.model import LEAST_FOR_WORDS, LEAST_NAMED, Config, Line
from components.charts import is_few
from components.text import say, t

Json = dict[str, Any]

STEADY = 5
"""A middle answer that moved by no more than this many points has stayed where it was."""


def number(value: float, language: str) -> str:
    """A number with at most one decimal, as it is written in a language."""
    text = f"{value:.1f}".removesuffix(".0")
    return text.replace(".", ",") if language == "es" else text


def standing(line: Line, part: Json, language: str) -> str:
    """Where the people on one line stand."""
    left, right = say(line.left, language), say(line.right, language)
    n = part["n"]
    ways = {"left": (left, part["right"]), "right": (right, part["left"])}
    for side, (pole, otherwise) in ways.items():
        if part[side] / n >= 0.6:
            if otherwise >= LEAST_NAMED and otherwise / n >= 0.15:
                return t(language, "charts.most_but", pole=pole, share=_share(otherwise / n, language))
            return t(language, "charts.most", pole=pole)
    if part["middle"] / n >= 0.6:
        return t(language, "charts.most_middle", left=left, right=right)
    if min(part["left"], part["right"]) >= LEAST_NAMED and min(part["left"], part["right"]) / n >= 0.3:
        return t(language, "charts.two_camps", left=left, right=right)
    return t(language, "charts.spread", left=left, right=right)


_SHARES = ((0.18, "fifth"), (0.29, "quarter"), (0.37, "third"), (1.0, "four_in_ten"))


def _share(part: float, language: str) -> str:
    return t(language, "charts.share_" + next(name for most, name in _SHARES if part <= most))


def closest(shown: Sequence[tuple[Line, Json]], language: str) -> str:
    """On which line people stand closest together, and on which furthest apart."""
    wide = [(_spread(part), say(line.stem, language)) for line, part in shown if part["n"] >= LEAST_FOR_WORDS]
    (narrow, near), (broad, far) = min(wide), max(wide)
    if broad - narrow < STEADY:
        return t(language, "charts.alike_everywhere")
    return t(language, "charts.closest_furthest", closest=_bare(near), furthest=_bare(far))


def _spread(part: Json) -> float:
    """The mean distance from the middle answer."""
    return float(sum(abs(dot - part["median"]) for dot in part["dots"])) / len(part["dots"])


def _bare(stem: str) -> str:
    """A question within a sentence: without what several share before a colon."""
    return stem.rpartition(": ")[2] or stem


def capital(text: str) -> str:
    """A sentence begins with a capital, behind `¿` too."""
    first = next((index for index, letter in enumerate(text) if letter.isalpha()), 0)
    return text[:first] + text[first : first + 1].upper() + text[first + 1 :]


def moved(config: Config, comparison: Json, language: str) -> str:
    """How the same people moved, on the line with most movement; "" where that is not known."""
    parts = comparison.get("lines", {})
    known = [(line, parts[line.id]) for line in config.lines if parts.get(line.id) and not is_few(parts[line.id])]
    if not known:
        return ""
    line, part = max(known, key=lambda pair: pair[1]["moved"])
    sentence = _movement(line, part, language)
    if len(config.lines) == 1 or not part["moved"]:
        return sentence
    return t(language, "charts.on_line", stem=capital(_bare(say(line.stem, language))), sentence=sentence)


def _movement(line: Line, part: Json, language: str) -> str:
    values = {"moved": part["moved"], "stayed": part["stayed"]}
    if not part["moved"]:
        return t(language, "charts.nobody_moved")
    to_right = part["right"] >= part["left"]
    more, fewer = max(part["left"], part["right"]), min(part["left"], part["right"])
    pole = say(line.right if to_right else line.left, language)
    other = say(line.left if to_right else line.right, language)
    if more == fewer:
        sentence = t(language, "charts.moved_both", **values, n=more, pole=pole, other=other)
    elif fewer == 0:
        sentence = t(language, "charts.moved_one_way", **values, pole=pole)
    elif fewer == 1:
        sentence = t(language, "charts.moved_mostly", **values, pole=pole)
    else:
        sentence = t(language, "charts.moved", **values, n=more, back=fewer, pole=pole)
    return sentence + _shift(line, part.get("shift"), language) + "."


def _shift(line: Line, shift: float | None, language: str) -> str:
    """The mean change, where it may be said and is worth saying."""
    if shift is None or abs(shift) < 1:
        return ""
    pole = say(line.right if shift > 0 else line.left, language)
    return t(language, "charts.shift", points=number(round(abs(shift)), language), pole=pole)


def wishing(config: Config, shown: Sequence[tuple[Line, Json]], language: str) -> str:
    """Which way most people would like to go: on several lines, where that is furthest. "" where nothing can be said.

    The words come from people's own two dots, never from one or two people's: `towards` is None for so few.
    """
    ways = [(line, part) for line, part in shown if part.get("wished", {}).get("towards")]
    if len(config.lines) > 1:
        ways = [(line, part) for line, part in ways if part["wished"]["towards"] in ("left", "right")]
    if not ways:
        return ""
    line, part = max(ways, key=lambda way: abs(way[1]["wished"]["median"] - way[1]["median"]))
    sentence = _wish(line, part["wished"]["towards"], language)
    if len(config.lines) == 1:
        return sentence
    return t(language, "charts.on_line", stem=capital(_bare(say(line.stem, language))), sentence=sentence)


def _wish(line: Line, towards: str, language: str) -> str:
    left, right = say(line.left, language), say(line.right, language)
    if towards == "here":
        return t(language, "spectrum.wished_here")
    if towards == "both":
        return t(language, "spectrum.wished_both", left=left, right=right)
    return t(language, "spectrum.wished_nearer", pole=left if towards == "left" else right)

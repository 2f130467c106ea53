"""A network's map: a tile for each place about where it lies, drawn here as SVG, with nothing fetched from anywhere.

A region is told by its colour and by its number; a place that a listed community serves by a dark edge and a dot.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from html import escape

from components.charts.palette import DATA, mix, readable_on
from components.text import say, t
from db.networks import Place, Region

_SIDE, _GAP = 52, 5
_PALE = 0.55
_INK = "#1F2933"


@dataclass(frozen=True)
class Land:
    """A network's places in their regions. `here` are the places that communities serve who wish to be found."""

    name: str
    regions: Sequence[Region]
    places: Sequence[Place]
    here: Mapping[str, int]

    @property
    def has_map(self) -> bool:
        return any(place.across is not None for place in self.places)

    def number(self, region_id: str) -> int:
        """A region's number, from 1."""
        return next((at for at, region in enumerate(self.regions, 1) if region.id == region_id), 0)

    def colour(self, region_id: str) -> str:
        return mix(DATA[(self.number(region_id) - 1) % len(DATA)], "#FFFFFF", _PALE)


def draw(
    land: Land, language: str, link: Callable[[Place], str] | None = None, lit: Set[str] = frozenset()
) -> str:  # fmt: skip
    """The map as SVG; `link` gives a tile's address, `lit` are the ids of places that were searched for."""
    tiles = [place for place in land.places if place.across is not None and place.down is not None]
    width = (max((place.across or 0) for place in tiles) + 1) * _SIDE + _GAP
    height = (max((place.down or 0) for place in tiles) + 1) * _SIDE + _GAP
    codes = shorts([place.name for place in tiles])
    drawn = "".join(_tile(place, codes[place.name], land, language, link, place.id in lit) for place in tiles)
    told = t(
        language, "directory.map_alt", name=land.name, places=len(tiles), regions=len(land.regions), here=len(land.here)
    )
    # A picture for who looks at it; the links in it, and the table below, are for everybody.
    role = 'role="group"' if link else 'role="img"'
    return (
        f'<svg class="map" viewBox="0 0 {width} {height}" width="{width}" {role} aria-label="{escape(told)}">'
        f"{drawn}</svg>"
    )


def _tile(
    place: Place, code: str, land: Land, language: str, link: Callable[[Place], str] | None, is_lit: bool
) -> str:  # fmt: skip
    x, y = (place.across or 0) * _SIDE + _GAP, (place.down or 0) * _SIDE + _GAP
    side, colour = _SIDE - _GAP, land.colour(place.region_id)
    count = land.here.get(place.id, 0)
    edge = f' class="{"lit" if is_lit else "here"}"' if count or is_lit else ""
    ink = readable_on(colour)
    name = about(place, land, language)
    dot = f'<circle cx="{x + side - 9}" cy="{y + 9}" r="4.5" fill="{_INK}"/>' if count else ""
    drawn = (
        f'<title>{escape(name)}</title><rect x="{x}" y="{y}" width="{side}" height="{side}" rx="8" '
        f'fill="{colour}"{edge}/><text x="{x + side / 2}" y="{y + side / 2 + 2}" fill="{ink}">'
        f"{escape(code)}</text>"
        f'<text class="region" x="{x + 8}" y="{y + 9}" fill="{ink}">{land.number(place.region_id)}</text>{dot}'
    )
    if link is None:
        return f"<g>{drawn}</g>"
    return f'<a href="{escape(link(place))}" aria-label="{escape(name)}">{drawn}</a>'


def about(place: Place, land: Land, language: str) -> str:
    """A place in words: its region, and how many listed communities serve it."""
    region = next((each for each in land.regions if each.id == place.region_id), None)
    count = land.here.get(place.id, 0)
    served = t(language, f"directory.served_{'none' if not count else 'one' if count == 1 else 'many'}", n=count)
    return f"{place.name} · {land.number(place.region_id)} {say(region.name, language) if region else ''} · {served}"


def shorts(names: Sequence[str]) -> dict[str, str]:
    """Three letters for the tile of each name: `HUM` for Humboldt, `SLO` for San Luis Obispo; where several would have
    the same, `MRN` for Marin and `MRP` for Mariposa."""
    first = {name: _initials(name) for name in names}
    many = Counter(first.values())
    return {name: code if many[code] == 1 else _consonants(name) for name, code in first.items()}


def _initials(name: str) -> str:
    words = _plain(name).split() or [""]
    if len(words) >= 3:
        return "".join(word[0] for word in words[:3])
    return words[0][:3] if len(words) == 1 else words[0][0] + words[1][:2]


def _consonants(name: str) -> str:
    """The first letter, then consonants of the last word, and its vowels where these are too few."""
    words = _plain(name).split()
    rest = words[-1] if len(words) > 1 else words[0][1:]
    return (words[0][0] + "".join(sorted(rest, key=lambda letter: letter in "AEIOU")))[:3]


def _plain(name: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKD", name) if not unicodedata.combining(each)).upper()


def key(land: Land, language: str) -> str:
    """The regions with their numbers and colours, as HTML."""
    items = "".join(
        f'<li><svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true"><rect width="26" height="26" rx="6" '
        f'fill="{land.colour(region.id)}"/><text x="13" y="14" text-anchor="middle" dominant-baseline="central" '
        f'font-size="13" font-weight="700" fill="{_INK}">{land.number(region.id)}</text></svg> '
        f"{escape(say(region.name, language))}</li>"
        for region in land.regions
    )
    return f'<ul class="key">{items}</ul>'


def table(land: Land, language: str) -> str:
    """The same as rows: place, region, and how many listed communities serve it."""
    head = "".join(f'<th scope="col">{escape(t(language, f"directory.{name}"))}</th>' for name in
                   ("place", "region", "communities"))  # fmt: skip
    names = {region.id: say(region.name, language) for region in land.regions}
    lines = "".join(
        f"<tr><td>{escape(place.name)}</td><td>{land.number(place.region_id)} "
        f"{escape(names.get(place.region_id, ''))}</td><td>{land.here.get(place.id, 0)}</td></tr>"
        for place in land.places
    )
    return f'<div class="table"><table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table></div>'

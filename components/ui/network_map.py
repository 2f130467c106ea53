"""A network as its members see it: the map, and what all its communities came to."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

import streamlit as st

from components.directory import tiles
from components.directory.rollup import Rolled, Sum
from components.directory.tiles import Land
from components.text import say, t
from components.ui.pictures import numbers_table
from db.networks import Network, Region

_CSS = Path(__file__).with_name("network.css")


def style() -> None:
    """The look of maps; once on each page that shows them."""
    st.html(f"<style>{_CSS.read_text(encoding='utf-8')}</style>")


def show_map(land: Land, network: Network, language: str) -> None:
    """A tile for each place about where it lies, its region told by colour and number; the same as a table."""
    if network.is_sample:
        st.caption(t(language, "directory.sample"))
    if land.has_map:
        placed = [place for place in land.places if place.across is not None and place.down is not None]
        codes = tiles.shorts([place.name for place in placed])
        cells = "".join(
            f'<span class="tile{" here" if land.here.get(place.id) else ""}" title="{escape(words)}" '
            f'style="grid-column:{(place.across or 0) + 1};grid-row:{(place.down or 0) + 1};'
            f'--of:{land.colour(place.region_id)}"><sup>{land.number(place.region_id)}</sup>{codes[place.name]}</span>'
            for place in placed
            for words in (tiles.about(place, land, language),)
        )
        alt = t(language, "directory.map_alt", name=land.name, places=len(placed), regions=len(land.regions),
                here=len(land.here))  # fmt: skip
        st.html(
            f'<div class="attune-land"><div class="attune-tiles" role="img" aria-label="{escape(alt)}">{cells}</div>'
            f"{_key(land, language)}</div>"
        )
    with st.expander(t(language, "directory.as_table")):
        st.html(numbers_table(_rows(land, language)))


def _key(land: Land, language: str) -> str:
    items = "".join(
        f'<li><span class="tile" style="--of:{land.colour(region.id)}">{land.number(region.id)}</span>'
        f"{escape(say(region.name, language))}</li>"
        for region in land.regions
    )
    return f'<ul class="attune-key">{items}<li>{escape(t(language, "network.key_here"))}</li></ul>'


def _rows(land: Land, language: str) -> list[dict[str, str | int | float]]:
    names = {region.id: f"{land.number(region.id)} {say(region.name, language)}" for region in land.regions}
    heads = [t(language, f"directory.{name}") for name in ("place", "region", "communities")]
    return [
        dict(zip(heads, (place.name, names.get(place.region_id, ""), land.here.get(place.id, 0)), strict=True))
        for place in land.places
    ]


def show_rollup(found: Rolled, regions: Sequence[Region], language: str) -> None:
    """What the network comes to, in large numbers; below it the same by region."""
    whole = found.whole
    told = [("communities", whole.communities), ("meetings", whole.meetings), ("people", whole.people),
            ("goals", whole.goals)]  # fmt: skip
    numbers = "".join(
        f"<div><b>{'–' if n is None else n}</b><span>{escape(t(language, f'network.sum_{name}'))}</span></div>"
        for name, n in told
    )
    st.html(f'<div class="attune-sums">{numbers}</div>')
    rows = [
        _row(say(region.name, language), found.regions.get(region.id, Sum(0, 0, 0, 0)), language) for region in regions
    ]
    if rows:
        st.html(numbers_table(rows))
    st.caption(t(language, "network.rule"))


def _row(name: str, numbers: Sum, language: str) -> dict[str, str | int | float]:
    cells = {"communities": numbers.communities, "meetings": numbers.meetings, "people": numbers.people,
             "goals": numbers.goals}  # fmt: skip
    told = {t(language, f"network.sum_{key}"): "–" if value is None else value for key, value in cells.items()}
    return {t(language, "directory.region"): name, **told}

"""The last screen of the wall: thanks, the words people chose to share, what was promised, and when it goes on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

import streamlit as st

from components.live.closing import Closing, Shared
from components.takeaway.when import hours, short_day
from components.ui.wall import Place, in_order, said

_LAYOUTS = ((4, 90, 40), (2, 230, 42), (1, 450, 42), (1, 10_000, 34))
"""How many texts stand on a page where none is longer than so many letters, and how large these are drawn."""
_HIGH, _LINE, _AROUND = 500, 1.3, 64
_LABEL, _LABEL_LETTERS = 44, 40
"""A line of what is said above a text is so high, and takes the place of so many letters."""
_SENTENCES = 3
_LONG_PLACE = 24


def ended(place: Place, closing: Closing, page: int = 0) -> None:
    """The end of a meeting; `page` counts on through the shared words and wraps around."""
    languages = place.languages
    where = " · ".join([in_order(place.community, languages)[0], in_order(place.title, languages)[0]])
    first, *others = said("display.thanks", languages).values()
    thanks = "".join(f"<small>{escape(text)}</small>" for text in others)
    parts = [_echoes(closing.echoes, languages, page), _facts(closing, languages)]
    shown = "".join(part for part in parts if part)
    size = ("quiet", "one", "")[sum(map(bool, parts))]
    st.html(
        f'<div class="wall wall-last {size}" data-attune="ended"><p class="wall-where">'
        f"{escape(where)}</p><h1>{escape(first)}{thanks}</h1>"
        f'<div class="body">{shown}</div>{_seen(closing.seen, languages)}</div>'
    )


def _echoes(echoes: Sequence[Shared], languages: Sequence[str], page: int) -> str:
    """A page of shared words; every page has texts of one size, so that none jumps."""
    if not echoes:
        return ""
    has_labels = any(echo.label for echo in echoes)
    longest = max(len(echo.text) for echo in echoes) + _LABEL_LETTERS * has_labels
    many, _, size = next(layout for layout in _LAYOUTS if longest <= layout[1] or layout is _LAYOUTS[-1])
    pages = math.ceil(len(echoes) / many)
    shown = echoes[page % pages * many :][:many]
    rows = math.ceil(len(shown) / 2) if many > 2 else len(shown)
    label = (_LABEL * (2 if many > 2 else 1)) * has_labels
    lines = int((_HIGH / rows - _AROUND - label) // (size * _LINE))
    cards = "".join(f"<li>{_side(echo, languages)}<span>{escape(echo.text)}</span></li>" for echo in shown)
    wide = " wide" if many <= 2 or len(shown) == 1 else ""
    return (
        f'<section class="echoes{wide}" style="--size: {size}; --lines: {max(1, lines)}" data-pages="{pages}">'
        f"{_head('echoes', languages)}<ul>{cards}</ul></section>"
    )


def _side(echo: Shared, languages: Sequence[str]) -> str:
    """Which half of a question a text answers: one that tells what went wrong is not read as what went right."""
    if not echo.label:
        return ""
    return f"<small>{escape(' · '.join(said(f'closing_phone.side_{echo.label}', languages).values()))}</small>"


def _facts(closing: Closing, languages: Sequence[str]) -> str:
    found = []
    if closing.commitments:
        key = "made_one" if closing.commitments == 1 else "made"
        found.append(_lines(list(said(f"closing_phone.{key}", languages, count=closing.commitments).values())))
    agreed = closing.next
    if agreed:
        first, *others = [
            [part for part in (short_day(agreed.held_on, tongue), hours(agreed, tongue)) if part]
            for tongue in languages
        ]
        when = "".join(f"<b>{escape(part)}</b>" for part in first)
        when += "".join(f"<small>{escape(' · '.join(parts))}</small>" for parts in others)
        where = in_order(agreed.place, languages) if agreed.place else []
        found.append(f"{_head('next', languages)}<p>{when}</p>{_lines(where, 'cut')}")
    tight = " tight" if agreed and any(len(text) > _LONG_PLACE for text in agreed.place.values()) else ""
    return f'<section class="facts{tight}">{"".join(f"<div>{part}</div>" for part in found)}</section>' if found else ""


def _head(name: str, languages: Sequence[str]) -> str:
    return f"<h2>{escape(' · '.join(said(f'closing_phone.{name}', languages).values()))}</h2>"


def _lines(texts: Sequence[str], look: str = "") -> str:
    """A text in the first language, the others smaller below it."""
    if not texts:
        return ""
    first, *others = texts
    second = "".join(f"<small>{escape(text)}</small>" for text in others)
    return f'<p class="{look}"><span>{escape(first)}</span>{second}</p>'


def _seen(names: Sequence[str], languages: Sequence[str]) -> str:
    """Who will see all this, in the first few sentences."""
    keys = [f"closing_phone.seen_{name}" for name in names[:_SENTENCES]]
    told = [" ".join(said(key, [tongue])[tongue] for key in keys) for tongue in languages]
    return f'<p class="seen">{"".join(f"<span>{escape(text)}</span>" for text in told)}</p>'

"""Pictures on a page for accounts, with the texts and the numbers behind them. What people wrote is escaped here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from itertools import zip_longest
from pathlib import Path

import streamlit as st

from components.activities.base import Json, translations_of
from components.charts import Cards, Figure, Look, Picture, Quote, SideBySide
from components.live.courtesy import answers_first
from components.text import say, t
from components.ui.live_figure import page_figure

_CSS = Path(__file__).with_name("pictures.css")
_AT_ONCE = 12
_FIGURE = re.compile(r"[\d.,\s%−–-]*")

Under = Callable[[str], Sequence[str]]
"""What stands below a text, smaller."""


def nothing_under(text: str) -> Sequence[str]:
    """For texts with nothing below them."""
    return ()


def under_in(tally: Json) -> Under:
    """What a facilitator wrote in other languages under the texts of a tally."""
    return lambda text: [other for other in translations_of(tally, text).values() if other != text]


Numbers = Sequence[Mapping[str, str | int | float]]


def style() -> None:
    """The look of pictures on a page; once on each page that shows them."""
    st.html(f"<style>{_CSS.read_text(encoding='utf-8')}</style>")


def page_look(language: str) -> Look:
    """How pictures are drawn on this page, in the theme it is read in."""
    return Look(language=language, size="page", dark=st.context.theme.type == "dark")


def show_picture(picture: Picture | None, look: Look, key: str, under: Under = nothing_under) -> None:
    """A figure, the first cards with the others behind a line, or a quote; nothing where there is no picture.

    `under` gives what stands below a card: the same in another language.
    """
    answers_first()
    if isinstance(picture, Figure):
        page_figure(picture, key)
    elif isinstance(picture, Cards):
        found = list(zip_longest(picture.texts, picture.marks, fillvalue=""))
        notes = dict(zip(picture.texts, picture.notes, strict=False))
        st.html(cards(found, look.language, lambda text: [*under(text), *notes.get(text, ())]))
    elif isinstance(picture, Quote):
        st.html(f'<p class="attune-quote">{escape(picture.text)}</p>')
    elif isinstance(picture, SideBySide):
        names = [say(head, look.language) for head in picture.heads]
        rows = [dict(zip(names, (say(text, look.language) for text in row), strict=True)) for row in picture.rows]
        st.html(numbers_table(rows))


def cards(texts: Sequence[tuple[str, str]], language: str, under: Under = nothing_under) -> str:
    """Texts as HTML, each with a mark or "", all beyond the first twelve behind a line that opens."""
    shown = [f"<p>{escape(text)}{_below(under(text))}{_mark(mark)}</p>" for text, mark in texts]
    html = f'<div class="attune-cards">{"".join(shown[:_AT_ONCE])}</div>'
    if len(shown) <= _AT_ONCE:
        return html
    words = escape(t(language, "history.all_texts", n=len(shown)))
    rest = f'<div class="attune-cards">{"".join(shown[_AT_ONCE:])}</div>'
    return f'{html}<details class="attune-more"><summary>{words}</summary>{rest}</details>'


def _below(others: Sequence[str]) -> str:
    return "".join(f"<small>{escape(other)}</small>" for other in others)


def _mark(words: str) -> str:
    return f'<span class="attune-tag on">{escape(words)}</span>' if words else ""


def numbers_table(rows: Numbers, caption: str = "") -> str:
    """A table as HTML: a column for every name that occurs, figures to the right."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    figures = {name for name in columns if all(_FIGURE.fullmatch(str(row.get(name, ""))) for row in rows)}
    sides = {name: ' class="number"' if name in figures else "" for name in columns}
    head = "".join(f'<th scope="col"{sides[name]}>{escape(name)}</th>' for name in columns)
    lines = "".join(
        "<tr>" + "".join(f"<td{sides[name]}>{escape(str(row.get(name, '')))}</td>" for name in columns) + "</tr>"
        for row in rows
    )
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    return (
        f'<div class="attune-numbers" tabindex="0"><table>{title}<thead><tr>{head}</tr></thead>'
        f"<tbody>{lines}</tbody></table></div>"
    )


def show_numbers(rows: Numbers, language: str, caption: str = "") -> None:
    """The table behind a picture, one click away; nothing where it has no rows."""
    if rows:
        with st.expander(t(language, "history.numbers")):
            st.html(numbers_table(rows, caption))

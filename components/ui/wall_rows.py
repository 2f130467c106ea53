"""Two columns of texts on the wall, row by row, in a size that lets them all be read from the back."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from components.charts import SideBySide
from components.ui.wall import in_order

_SIZES = (64, 52, 42, 36)
"""A row's first language is drawn in the largest of these at which everything fits, in units of a 1080 high screen."""
_LEAST = 34
"""No text is smaller: a narrow projector would show it below 22 pixels."""
_SECOND = 0.62
_COLUMN, _HEAD, _AROUND, _BETWEEN = 820, 60, 34, 6
_MOST = 5

Words = Mapping[str, str]
Row = tuple[Words, Words]


def rows(picture: SideBySide, languages: Sequence[str], page: int = 0, height: int = 520) -> None:
    """As many rows as fit; `page` counts on to the others and wraps around."""
    size, pages = _arranged(picture.rows, languages, height - _HEAD)
    shown = pages[page % len(pages)]
    heads = "".join(f"<p>{escape(' · '.join(in_order(head, languages)))}</p>" for head in picture.heads)
    lines = "".join(_row(row, languages, number) for number, row in enumerate(shown))
    st.html(
        f'<div class="wall wall-body wall-sides" style="--body: {height}; --size: {size}" data-rows="{len(shown)}">'
        f'<div><div class="heads">{heads}</div>{lines}</div></div>'
    )


def _row(row: Row, languages: Sequence[str], number: int) -> str:
    said, changed = (_cell(words, languages) for words in row)
    return f'<div class="row" style="--after: {number * 0.35:.2f}s">{said}<i></i>{changed}</div>'


def _cell(words: Words, languages: Sequence[str]) -> str:
    first, *others = in_order(words, languages)
    return f"<p>{escape(first)}{''.join(f'<small>{escape(text)}</small>' for text in others)}</p>"


def _arranged(found: Sequence[Row], languages: Sequence[str], height: int) -> tuple[int, list[Sequence[Row]]]:
    """The size of the letters and the rows of each page: as few pages as can be, in the largest letters for that."""
    ways = [(size, _pages(found, languages, size, height)) for size in _SIZES]
    whole = [way for way in ways if all(_high(row, languages, way[0]) <= height for row in found)]
    return min(whole or ways[-1:], key=lambda way: len(way[1]))


def _pages(found: Sequence[Row], languages: Sequence[str], size: int, height: int) -> list[Sequence[Row]]:
    pages: list[list[Row]] = [[]]
    for row in found:
        is_full = sum(_high(each, languages, size) for each in [*pages[-1], row]) > height
        if pages[-1] and (is_full or len(pages[-1]) == _MOST):
            pages.append([])
        pages[-1].append(row)
    return list(pages)


def _high(row: Row, languages: Sequence[str], size: int) -> int:
    """About how high a row is, on the generous side."""
    return max(_text_high(in_order(words, languages), size) for words in row) + _AROUND


def _text_high(texts: Sequence[str], size: int) -> int:
    sizes = [size, *[max(_LEAST, round(size * _SECOND))] * (len(texts) - 1)]
    lines = [math.ceil(len(text) * each * 0.53 / _COLUMN) for text, each in zip(texts, sizes, strict=True)]
    return round(sum(line * each * 1.25 + _BETWEEN for line, each in zip(lines, sizes, strict=True)))

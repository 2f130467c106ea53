"""The pieces the wall is made of. Everything people wrote is escaped here."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from html import escape
from itertools import accumulate
from pathlib import Path

import segno
import streamlit as st

from components.charts import Cards
from components.charts.palette import palette
from components.text import t
from components.ui.address import join_url, typed_address
from components.ui.pictures import Under, nothing_under
from db.ids import show_join_code

_CSS = Path(__file__).with_name("wall.css")
_NUMBERS_FROM = 10
"""The ring shows numbers only from this many people on: nobody is shamed by 9 of 10."""
_LONG_QUESTION, _LONG_TITLE = 90, 40
_QUOTES = ((60, ""), (150, " long"))
"""A text up to so many letters is drawn in this size; longer ones in the smallest."""
_GAP, _FOOT = 20, 150
_LONG_FOOT, _SUGGESTION = 200, 76
_CARDS_AT_ONCE, _MANY_CARDS, _FEW_CARDS = 12, 6, 3
_MARK_LETTERS = 13
_MOST_LINES, _ROW_LETTERS, _ROW_LINE, _ROW_AROUND = 3, 78, 44, 17
_ROOMY = 1.45
"""So much more room do rows take in larger letters, for lists that are short."""
_CARDS = {" many": (4, 43, 32), "": (4, 43, 44), " few": (3, 50, 60)}
"""By their size: how many cards are in a row, the height of a line and of what is around it, as wall.css has them."""


def style(*, dark: bool) -> None:
    """The wall's look, and none of Streamlit's chrome."""
    colours = "".join(f"--{name.replace('_', '-')}: {colour};" for name, colour in asdict(palette(dark)).items())
    st.html(f"<style>.stApp {{ {colours} }} {_CSS.read_text(encoding='utf-8')}</style>")


def picture_height(
    question: Mapping[str, str], languages: Sequence[str], *, with_code: bool, with_suggestion: bool = False
) -> int:
    """How high a picture may be below a question, in units of a 1080 high screen, so that nothing scrolls."""
    first, *others = in_order(question, languages)
    letters, line = (50, 56) if len(first) > _LONG_QUESTION else (38, 74)
    asked = math.ceil(len(first) / letters) * line + sum(math.ceil(len(text) / 84) * 44 + 14 for text in others)
    return max(
        360, 1080 - 36 - (212 if with_code else 116) - max(asked, 130) - _GAP - _FOOT - with_suggestion * _SUGGESTION
    )


def in_order(words: Mapping[str, str], languages: Sequence[str]) -> list[str]:
    """A text in each of the meeting's languages that it has, the first language first, no text twice."""
    found = [words[language] for language in languages if words.get(language)]
    return list(dict.fromkeys(found or words.values()))


def said(key: str, languages: Sequence[str], **values: object) -> dict[str, str]:
    """A catalog text in every language of the meeting."""
    return {language: t(language, key, **values) for language in languages}


@cache
def qr(url: str) -> str:
    """A QR code as an image's address."""
    return segno.make(url, error="m").svg_data_uri(border=1, scale=10, dark="#12181B", light="#fff")


@dataclass(frozen=True)
class Place:
    """What every view of the wall says about its meeting. `base` is None where phones cannot reach this machine."""

    title: Mapping[str, str]
    community: Mapping[str, str]
    languages: Sequence[str]
    code: str
    base: str | None
    lane: str
    is_rehearsal: bool
    funders: Mapping[str, str] = field(default_factory=dict)
    """What was agreed that funders and agencies see; empty where nothing was."""

    @property
    def shown_code(self) -> str:
        return show_join_code(self.code)

    @property
    def image(self) -> str:
        """The QR code as HTML; nothing where there is no address for it."""
        return f'<img alt="QR" src="{qr(join_url(self.base, self.code, self.lane))}">' if self.base else ""

    @property
    def address(self) -> str:
        return escape(typed_address(self.base, self.lane)) if self.base else ""


def lobby(place: Place, present: int) -> None:
    """Half the screen is the QR code, the other half says how to get in and how many are here."""
    languages = place.languages
    titles, names = in_order(place.title, languages), in_order(place.community, languages)
    size = ' class="long"' if len(titles[0]) > _LONG_TITLE else ""
    right = [f"<h1{size}>{escape(titles[0])}</h1><h2>{escape(' · '.join([*titles[1:], *names]))}</h2>"]
    if place.base:
        address = f"<b>{place.address}</b>"
        right += [f'<p class="how">{text}</p>' for text in said("display.join_at", languages, address=address).values()]
    else:
        right += [
            f'<p class="wall-warning">{escape(text)}</p>' for text in said("display.no_address", languages).values()
        ]
    here = " · ".join(said("display.here", languages, n=present).values())
    right.append(f'<span class="code">{escape(place.shown_code)}</span><p class="here">{escape(here)}</p>')
    right += [f'<p class="agreed">{escape(text)}</p>' for text in in_order(place.funders, languages)]
    right.append(_rehearsal(place))
    side = f"<div>{''.join(right)}</div>"
    image = place.image or "<span></span>"
    st.html(f'<div class="wall wall-lobby" data-attune="lobby" data-present="{present}">{image}{side}</div>')


def _rehearsal(place: Place) -> str:
    words = " · ".join(said("display.rehearsal", place.languages).values())
    return f'<p><span class="wall-try">{escape(words)}</span></p>' if place.is_rehearsal else ""


def top(place: Place, *, with_code: bool) -> None:
    """The small line that is always there, with the QR code while a round is open."""
    where = " · ".join([in_order(place.community, place.languages)[0], in_order(place.title, place.languages)[0]])
    code = f'<p class="address">{place.address}</p><p class="code">{escape(place.shown_code)}</p>'
    join = f'<div class="wall-join"><div>{code}</div>{place.image if with_code else ""}</div>' if place.base else ""
    size = " open" if with_code else ""
    left = f'<div><p class="wall-where">{escape(where)}</p>{_rehearsal(place)}</div>'
    st.html(f'<div class="wall wall-top{size}">{left}{join}</div>')


def ask(question: Mapping[str, str], languages: Sequence[str], *, ring: str = "") -> None:
    """The question in the meeting's languages, the first larger, and the ring of answers."""
    texts = in_order(question, languages)
    size = " long" if len(texts[0]) > _LONG_QUESTION else ""
    others = "".join(f"<h2>{escape(text)}</h2>" for text in texts[1:])
    st.html(f'<div class="wall wall-ask{size}"><div><h1>{escape(texts[0])}</h1>{others}</div>{ring}</div>')


def think(question: Mapping[str, str], languages: Sequence[str]) -> None:
    """The question alone in the middle, with a word that this is time to think."""
    texts = in_order(question, languages)
    size = " long" if len(texts[0]) > _LONG_QUESTION else ""
    others = "".join(f"<h2>{escape(text)}</h2>" for text in texts[1:])
    quietly = escape(" · ".join(said("display.think", languages).values()))
    st.html(
        f'<div class="wall wall-think{size}" data-attune="thinking"><div><h1>{escape(texts[0])}</h1>{others}'
        f"<p>{quietly}</p></div></div>"
    )


def ring(answered: int, present: int, languages: Sequence[str]) -> str:
    """A ring that fills towards the phones that are here."""
    of = max(present, answered, 1)
    words = f"<p>{escape(t(languages[0], 'display.answered_of', answered=answered, of=of))}</p>"
    label = escape(t(languages[0], "display.ring_label"))
    return (
        f'<div class="wall-ring" data-answered="{answered}" data-of="{of}"><div class="ring" role="img" '
        f'aria-label="{label}" style="--filled: {100 * answered / of:.1f}%"></div>'
        f"{words if of >= _NUMBERS_FROM else ''}</div>"
    )


def quiet(texts: Sequence[str], height: int = 520) -> None:
    """Where a picture would be while there is none to show."""
    lines = "".join(f'<p class="wall-quiet">{_lines(text)}</p>' for text in texts)
    st.html(f'<div class="wall wall-body quiet" style="--body: {height}"><div>{lines}</div></div>')


def quote(texts: Sequence[str], height: int = 520) -> None:
    """One text for the whole wall, the first language large."""
    size = next((size for most, size in _QUOTES if len(texts[0]) <= most), " longer")
    others = "".join(f'<p class="wall-quiet">{_lines(text)}</p>' for text in texts[1:])
    text = f'<p class="wall-quote{size}">{_lines(texts[0])}</p>'
    st.html(f'<div class="wall wall-body quiet" style="--body: {height}"><div>{text}{others}</div></div>')


def text_above(texts: Sequence[str], height: int) -> int:
    """A text that a picture is about, whole, the first language larger; returns how high the picture may still be."""
    st.html(f'<div class="wall wall-read">{"".join(f"<p>{_lines(text)}</p>" for text in texts)}</div>')
    sizes = [(120, 36), *[(125, 31)] * (len(texts) - 1)]
    lines = [sum(math.ceil(len(line) / wide) or 1 for line in text.splitlines())
             for text, (wide, _) in zip(texts, sizes, strict=True)]  # fmt: skip
    return height - 16 - sum(many * high + 8 for many, (_, high) in zip(lines, sizes, strict=True))


def _lines(text: str) -> str:
    """Each line its own block: browsers balance the words of a block, and none of one with breaks inside."""
    return "".join(f"<span>{escape(line) or '&nbsp;'}</span>" for line in text.splitlines())


def cards(picture: Cards, page: int = 0, height: int = 520, under: Under = nothing_under) -> None:
    """Written texts, at most twelve at once and about as many on every page; `page` counts on and wraps around.

    `under` gives what stands below a text, smaller: the same in another language.
    """
    on_each = math.ceil(len(picture.texts) / max(1, math.ceil(len(picture.texts) / _CARDS_AT_ONCE)))
    pages = list(picture.pages(on_each)) if on_each else []
    shown = pages[page % len(pages)] if pages else []
    size = " many" if len(shown) > _MANY_CARDS else " few" if len(shown) <= _FEW_CARDS else ""
    on_row, line, around = _CARDS[size]
    rows = math.ceil(len(shown) / on_row)
    lines = max(1, ((height + 20) // max(1, rows) - 20 - around) // line)
    st.html(
        f'<div class="wall wall-body" style="--body: {height}; --lines: {lines}"><div class="wall-cards{size}">'
        + "".join(_card(text, under(text), lines) for text in shown)
        + "</div></div>"
    )


def _card(text: str, under: Sequence[str], lines: int) -> str:
    """A text with what stands below it; together they have as many lines as a text by itself."""
    if not under:
        return f"<p><span>{escape(text)}</span></p>"
    first, second = max(1, math.ceil(lines / 2)), max(1, lines // 2)
    below = "".join(f'<span class="under" style="--lines: {second}">{escape(other)}</span>' for other in under)
    return f'<p><span style="--lines: {first}">{escape(text)}</span>{below}</p>'


def rows(picture: Cards, height: int = 520, under: Under = nothing_under) -> None:
    """The top of a list, each text whole with its mark in front, as many as there is room for.

    `under` gives what stands below a text, smaller: the same in another language; below that stand its notes, as many
    as fit.
    """
    most = max(map(len, picture.notes), default=0)
    for many in range(most, -1, -1):
        notes = [under_it[:many] for under_it in picture.notes] or [[] for _ in picture.texts]
        found = [
            (mark, text, [*under(text), *below])
            for mark, text, below in zip(picture.marks, picture.texts, notes, strict=False)
        ]
        ends = list(accumulate(_row_height(*each) for each in found))
        if ends[-1] <= height:
            break
    fit = sum(1 for high in ends if high <= height)
    items = "".join(_row(*each) for each in found[:fit])
    look = "wall-cards rows" if any(picture.marks) else "wall-cards rows bare"
    longest = max(len(words) for _, text, others in found for words in (text, *others))
    if ends[-1] * _ROOMY <= height and longest * _ROOMY <= _ROW_LETTERS:
        look += " roomy"
    st.html(f'<div class="wall wall-body" style="--body: {height}"><div class="{look}">{items}</div></div>')


def _row_height(mark: str, text: str, others: Sequence[str]) -> int:
    lines = max(math.ceil(len(mark) / _MARK_LETTERS), _row_lines(text) + sum(map(_row_lines, others)))
    return lines * _ROW_LINE + _ROW_AROUND


def _row_lines(text: str) -> int:
    return min(_MOST_LINES, math.ceil(len(text) / _ROW_LETTERS))


def _row(mark: str, text: str, others: Sequence[str]) -> str:
    said = f'<span style="--lines: {_row_lines(text)}">{escape(text)}</span>'
    below = "".join(f'<span class="under" style="--lines: {_row_lines(each)}">{escape(each)}</span>' for each in others)
    return f"<p><b>{escape(mark)}</b><i>{said}{below}</i></p>"


def foot(sentences: Sequence[str], after: float = 0, suggestion: Sequence[str] = ()) -> None:
    """One plain sentence about the picture, in each language, and what may come next; it appears `after` seconds."""
    told = [escape(text) for text in sentences if text] or [""]
    size = " long" if len("".join(told)) > _LONG_FOOT else ""
    others = "".join(f"<small>{text}</small>" for text in told[1:])
    sentence = f'<p class="said"><span>{told[0]}</span>{others}</p>{_suggestion(suggestion)}'
    st.html(f'<div class="wall wall-foot{size}" style="--after: {after:.1f}s">{sentence}</div>')


def _suggestion(texts: Sequence[str]) -> str:
    words = "".join(f"<span>{escape(text)}</span>" for text in texts)
    return f'<p class="next">{words}</p>' if words else ""


def planned(place: Place) -> None:
    """Before anybody can join: whose wall this is, and that it begins later."""
    titles = in_order(place.title, place.languages)
    names = " · ".join([*titles[1:], *in_order(place.community, place.languages)])
    waits = " · ".join(said("display.planned", place.languages).values())
    st.html(
        f'<div class="wall wall-end planned"><div><h1>{escape(titles[0])}</h1><h2>{escape(names)}</h2>'
        f"<p>{escape(waits)}</p></div></div>"
    )


def blank() -> None:
    st.html('<div class="wall wall-blank" data-attune="blank"></div>')

"""The pieces the wall is made of. Everything people wrote is escaped here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path

import segno
import streamlit as st

from components.charts import Cards, Quote
from components.text import t
from components.ui.address import join_url, typed_address

_CSS = Path(__file__).with_name("wall.css")
_RING = 2 * 3.14159265 * 54
_NUMBERS_FROM = 10
"""The ring shows numbers only from this many people on: nobody is shamed by 9 of 10."""
_LONG_QUESTION, _LONG_QUOTE = 90, 160
_CARDS_AT_ONCE, _MANY_CARDS = 12, 6


def style() -> None:
    """The wall's look, and none of Streamlit's chrome."""
    st.html(f"<style>{_CSS.read_text(encoding='utf-8')}</style>")


def in_order(words: Mapping[str, str], languages: Sequence[str]) -> list[str]:
    """A text in each of the meeting's languages that it has, the first language first, no text twice."""
    found = [words[language] for language in languages if words.get(language)]
    return list(dict.fromkeys(found or words.values()))


def said(key: str, languages: Sequence[str], **values: object) -> dict[str, str]:
    """A catalog text in every language of the meeting."""
    return {language: t(language, key, **values) for language in languages}


@cache
def _qr(url: str) -> str:
    return segno.make(url, error="m").svg_data_uri(border=1, scale=10, dark="#12181B", light="#fff")


def lobby(
    title: Mapping[str, str], community: Mapping[str, str], languages: Sequence[str], *, base: str | None, lane: str,
    code: str, shown_code: str, present: int, is_rehearsal: bool,
) -> None:  # fmt: skip
    """Half the screen is the QR code, the other half says how to get in and how many are here."""
    titles, names = in_order(title, languages), in_order(community, languages)
    right = [f"<h1>{escape(titles[0])}</h1><h2>{escape(' · '.join([*titles[1:], *names]))}</h2>"]
    if base:
        for language in languages:
            address = f"<b>{escape(typed_address(base, lane))}</b>"
            right.append(f'<p class="how">{t(language, "display.join_at", address=address)}</p>')
    else:
        for text in said("display.no_address", languages).values():
            right.append(f'<p class="wall-warning">{escape(text)}</p>')
    right.append(f'<span class="code">{escape(shown_code)}</span>')
    here = " · ".join(said("display.here", languages, n=present).values())
    right.append(f'<p class="here">{escape(here)}</p>')
    if is_rehearsal:
        right.append(_rehearsal(languages))
    image = f'<img alt="QR" src="{_qr(join_url(base or "http://localhost", code, lane))}">' if base else "<span></span>"
    side = f"<div>{''.join(right)}</div>"
    st.html(f'<div class="wall wall-lobby" data-attune="lobby" data-present="{present}">{image}{side}</div>')


def _rehearsal(languages: Sequence[str]) -> str:
    words = " · ".join(said("display.rehearsal", languages).values())
    return f'<span class="wall-try">{escape(words)}</span>'


def top(
    title: Mapping[str, str], community: Mapping[str, str], languages: Sequence[str], *, base: str | None, lane: str,
    code: str, shown_code: str, with_code: bool, is_rehearsal: bool,
) -> None:  # fmt: skip
    """The small line that is always there, with the code while a round is open."""
    where = escape(" · ".join([in_order(community, languages)[0], in_order(title, languages)[0]]))
    trial = f"<br>{_rehearsal(languages)}" if is_rehearsal else ""
    join = ""
    if base:
        image = f'<img alt="QR" src="{_qr(join_url(base, code, lane))}">' if with_code else ""
        join = (
            f'<div class="wall-join"><div><p class="address">{escape(typed_address(base, lane))}</p>'
            f'<p class="code">{escape(shown_code)}</p></div>{image}</div>'
        )
    st.html(f'<div class="wall wall-top"><p class="wall-where">{where}{trial}</p>{join}</div>')


def ask(question: Mapping[str, str], languages: Sequence[str], *, ring: str = "") -> None:
    """The question in the meeting's languages, the first larger, and the ring of answers."""
    texts = in_order(question, languages)
    size = " long" if len(texts[0]) > _LONG_QUESTION else ""
    others = "".join(f"<h2>{escape(text)}</h2>" for text in texts[1:])
    st.html(f'<div class="wall wall-ask{size}"><div><h1>{escape(texts[0])}</h1>{others}</div>{ring}</div>')


def ring(answered: int, present: int, languages: Sequence[str]) -> str:
    """A ring that fills towards the phones that are here."""
    of = max(present, answered, 1)
    rest = _RING * (1 - answered / of)
    words = ""
    if of >= _NUMBERS_FROM:
        words = f"<p>{escape(t(languages[0], 'display.answered_of', answered=answered, of=of))}</p>"
    label = escape(t(languages[0], "display.ring_label"))
    return (
        f'<div class="wall-ring" data-answered="{answered}" data-of="{of}"><svg viewBox="0 0 128 128" role="img" '
        f'aria-label="{label}"><circle class="rest" cx="64" cy="64" r="54"/><circle class="done" cx="64" cy="64" '
        f'r="54" stroke-dasharray="{_RING:.1f}" stroke-dashoffset="{rest:.1f}"/></svg>{words}</div>'
    )


def quiet(texts: Sequence[str]) -> None:
    """Where a picture would be while there is none to show."""
    lines = "".join(f'<p class="wall-quiet">{escape(text)}</p>' for text in texts)
    st.html(f'<div class="wall wall-body quiet"><div>{lines}</div></div>')


def quote(texts: Sequence[str]) -> None:
    """One text for the whole wall, the first language large."""
    size = " long" if len(texts[0]) > _LONG_QUOTE else ""
    others = "".join(f'<p class="wall-quiet">{escape(text)}</p>' for text in texts[1:])
    st.html(
        f'<div class="wall wall-body quiet"><div><p class="wall-quote{size}">{escape(texts[0])}</p>{others}</div></div>'
    )


def cards(picture: Cards, page: int = 0) -> None:
    """Written texts, at most twelve at once; `page` counts on and wraps around."""
    pages = list(picture.pages(_CARDS_AT_ONCE))
    shown = pages[page % len(pages)] if pages else []
    size = " many" if len(shown) > _MANY_CARDS else ""
    st.html(
        f'<div class="wall wall-body"><div class="wall-cards{size}">'
        + "".join(f"<p>{escape(text)}</p>" for text in shown)
        + "</div></div>"
    )


def foot(sentences: Sequence[str]) -> None:
    """One plain sentence about the picture."""
    first = escape(sentences[0]) if sentences else ""
    others = "".join(f"<small>{escape(text)}</small>" for text in sentences[1:] if text)
    st.html(f'<div class="wall wall-foot"><p class="said">{first}{others}</p></div>')


def ended(languages: Sequence[str]) -> None:
    first, *others = said("display.thanks", languages).values()
    st.html(f'<div class="wall wall-end"><div><h1>{escape(first)}</h1><p>{escape(" · ".join(others))}</p></div></div>')


def blank() -> None:
    st.html('<div class="wall wall-blank" data-attune="blank"></div>')


def talk(picture: Quote, words: Mapping[str, str] | None, languages: Sequence[str]) -> None:
    """A text for everybody, in every language it has."""
    quote(in_order(words, languages) if words else [picture.text])

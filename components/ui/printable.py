"""What a meeting needs on paper, as HTML: table tents, the way in, ballots. Everything people wrote is escaped here."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import ascii_uppercase
from typing import Any
from urllib.parse import quote

import streamlit as st

from components.activities.paper import Ask, Blanks, Boxes, Field, Line, Part, Scale, Write
from components.activities.registry import kind_of, paper_of
from components.text import say, t
from components.ui.address import link_url
from components.ui.invite import join_line
from components.ui.wall import Place, in_order, qr
from db import rounds
from db.activities import Activity
from db.engine import Store
from db.meetings import Meeting

_CSS = Path(__file__).with_name("printable.css")
_PER_SHEET = {2: "two", 4: "four"}
_LONG = 13
"""From so many rows on, a ballot has sheets of its own."""


def style() -> None:
    """The look of what is printed, and of the page it is printed from."""
    st.html(f"<style>{_CSS.read_text(encoding='utf-8')}</style>")


def show(html: str) -> None:
    """The sheets: a preview on the screen, and all there is on paper."""
    st.html(f'<div class="prints">{html}</div>')


def tents(place: Place, how_many: int, per_sheet: int) -> str:
    """Table tents: each face says the same, the upper one upside down until it is folded."""
    face = f'<div class="face">{place.image}<div>{_way(place)}</div></div>'
    tent = f'<div class="tent">{face}{face}</div>'
    sheets = [min(per_sheet, how_many - start) for start in range(0, how_many, per_sheet)]
    hint = f'<p class="tents-hint">{escape(t(place.languages[0], "paper.fold"))}</p>'
    return hint + "".join(f'<div class="tents {_PER_SHEET[per_sheet]}">{tent * count}</div>' for count in sheets)


def _way(place: Place) -> str:
    first, *others = place.languages
    title = f"<h2>{escape(t(first, 'paper.join'))}</h2>"
    also = "".join(f"<small>{escape(t(language, 'paper.join'))}</small>" for language in others)
    return f'{title}{also}<p>{place.address}</p><p class="code">{escape(place.shown_code)}</p>'


def way_in(place: Place, meeting: Meeting) -> str:
    """A sheet for the door: how to get in, in every language, and the line for a chat."""
    titles, names = in_order(place.title, place.languages), in_order(place.community, place.languages)
    address = f"<b>{place.address}</b>"
    told = [t(language, "paper.scan", address=address) for language in place.languages]
    more = [f"{t(language, 'paper.no_name')} {t(language, 'paper.no_phone')}" for language in place.languages]
    line = escape(join_line(meeting, place.base or "", place.lane)).replace("\n", "<br>")
    return (
        f'<section class="way-in"><h1>{escape(titles[0])}</h1><h2>{escape(" · ".join([*titles[1:], *names]))}</h2>'
        f"{place.image}{_paragraphs('how', told)}"
        f'<p class="code">{escape(place.shown_code)}</p>{_paragraphs("", [escape(text) for text in more])}'
        f'<div class="chat"><b>{escape(t(place.languages[0], "paper.for_chat"))}</b><p>{line}</p></div></section>'
    )


def links(place: Place, codes: Sequence[str]) -> str:
    """One-time links to cut apart: the code of each lets in one phone, once."""
    words = "<br>".join(escape(t(language, "paper.one_phone")) for language in place.languages)
    title = escape(in_order(place.title, place.languages)[0])
    images = [qr(link_url(place.base or "", place.code, place.lane, code)) for code in codes]
    cards = "".join(f'<li><img alt="QR" src="{image}"><b>{title}</b><p>{words}</p></li>' for image in images)
    return f'<ul class="one-time">{cards}</ul>'


def _paragraphs(name: str, texts: Sequence[str]) -> str:
    return "".join(f'<p class="{name}">{text}</p>' for text in texts)


@dataclass(frozen=True)
class Ballot:
    """One ballot: whose meeting, which activity, and what is asked."""

    meeting: str
    title: str
    place: str
    parts: Sequence[Part]

    @property
    def is_long(self) -> bool:
        return sum(_rows(part) for part in self.parts) >= _LONG


def ballots_of(db: Store, meeting: Meeting, activity: Activity, of: int, language: str) -> list[Ballot]:
    """The ballots of an activity, one for each of its steps that has something to answer, as it was asked last.

    `of` is how many activities the meeting has.
    """
    kind, found = kind_of(activity.kind), []
    place = t(language, "paper.place", position=activity.position, of=of)
    for step in kind.steps:
        asked = [rnd.config for rnd in rounds.of_activity(db, activity.id) if rnd.step == step]
        config = json.loads(asked[-1] if asked else activity.config)
        parsed = kind.parse_config(config)
        if step in (kind.first_step(parsed), kind.steps[-1]) and kind.can_open(parsed, step):
            parts = paper_of(activity.kind).ballot(config, step, language)
            found.append(Ballot(say(meeting.title, language), say(activity.title, language), place, parts))
    return found


def _rows(part: Part) -> int:
    """About how many rows of writing a part is high."""
    if isinstance(part, Boxes | Blanks):
        return len(part.labels)
    return {Line: 2, Scale: 2, Field: 9, Ask: 1}.get(type(part), 0) or (part.lines if isinstance(part, Write) else 1)


def ballots(given: Sequence[Ballot], copies: int, language: str) -> str:
    """So many copies of each ballot, those of one activity together, never one broken over a page if it fits on one."""
    return "".join(_ballot(ballot, language) * copies for ballot in given)


def _ballot(ballot: Ballot, language: str) -> str:
    parts = "".join(_DRAWN[type(part)](part) for part in ballot.parts)
    pass_box = f'<span class="pass"><i class="box"></i>{escape(t(language, "paper.pass_box"))}</span>'
    look = "ballot-paper long" if ballot.is_long else "ballot-paper"
    return (
        f'<article class="{look}" lang="{language}"><p class="where"><span>{escape(ballot.meeting)}</span>'
        f"<span>{escape(ballot.place)}</span></p><h2>{escape(ballot.title)}</h2>{parts}"
        f'<p class="note"><span>{escape(t(language, "paper.ballot_note"))}</span>{pass_box}</p></article>'
    )


def _ask(part: Ask) -> str:
    asked = f"<h3>{escape(part.text)}</h3>" if part.text else ""
    return asked + (f'<p class="hint">{escape(part.hint)}</p>' if part.hint else "")


def _boxes(part: Boxes) -> str:
    rows = "".join(f'<li><i class="box"></i><span>{escape(label)}</span></li>' for label in part.labels)
    return f'<ul class="boxes">{rows}</ul>'


def _blanks(part: Blanks) -> str:
    rows = "".join(f'<li><i class="blank"></i><span>{escape(label)}</span></li>' for label in part.labels)
    return f'<ul class="boxes">{rows}</ul>'


def _line(part: Line) -> str:
    ticks = "".join(f"M{x} 8v{8 if x in (1, 500, 999) else 4}" for x in (1, 250, 500, 750, 999))
    rule = _drawn('viewBox="0 0 1000 24" preserveAspectRatio="none" stroke-width="1.5"', f"M0 12h1000{ticks}")
    poles = f"<div><span>{escape(part.left)}</span><span>{escape(part.right)}</span></div>"
    return f'<div class="pole-line">{rule}{poles}</div>'


def _drawn(attributes: str, path: str) -> str:
    """A line drawing as an image: Streamlit takes drawings out of a page's HTML."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" fill="none" stroke="#111" {attributes}><path d="{path}"/></svg>'
    return f'<img alt="" src="data:image/svg+xml,{quote(svg)}">'


def _scale(part: Scale) -> str:
    marks = "".join(f"<li><b>{escape(number)}</b><span>{escape(word)}</span></li>" for number, word in part.marks)
    return f'<ul class="scale">{marks}</ul>'


def _field(part: Field) -> str:
    cross = _drawn('viewBox="0 0 100 100" stroke-width=".5"', "M.5 .5h99v99h-99zM50 0v100M0 50h100")
    sides = f'<div class="sides"><span>{escape(part.left)}</span><span>{escape(part.right)}</span></div>'
    items = zip(ascii_uppercase, part.items, strict=False)
    letters = "".join(f"<li><b>{letter}</b> {escape(item)}</li>" for letter, item in items)
    field = f'<div class="field"><span>{escape(part.top)}</span>{cross}{sides}<span>{escape(part.bottom)}</span></div>'
    return f'<div class="two-axes">{field}<ol>{letters}</ol></div>'


def _write(part: Write) -> str:
    label = f"<span>{escape(part.label)}</span>" if part.label else ""
    return f'<div class="writing">{label}{"<i></i>" * part.lines}</div>'


_DRAWN: dict[type[Any], Callable[[Any], str]] = {
    Ask: _ask, Boxes: _boxes, Blanks: _blanks, Line: _line, Scale: _scale, Field: _field, Write: _write,
}  # fmt: skip

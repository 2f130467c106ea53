"""The takeaway as one page: for a phone, and for paper. Every word somebody wrote is escaped here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from components.takeaway.told import Part, Told, row_in_words
from components.text import t

CSS, JS = (Path(__file__).with_name(f"takeaway.{name}").read_text(encoding="utf-8") for name in ("css", "js"))

_MOST_COLUMNS = 4
"""More do not fit on a phone, or on half a sheet of paper."""
_NOBODY: Mapping[int, Sequence[str]] = {}


@dataclass(frozen=True)
class Around:
    """What a phone's page has beside the words: its own commitments and answers, these by their place, and addresses.

    `style` and `script` are the addresses of files; `back` and `calendar` those of pages.
    """

    style: str
    script: str
    back: str
    calendar: str
    own: tuple[str, ...] = ()
    answers: Mapping[int, Sequence[str]] = field(default_factory=dict)


def paper(meetings: Sequence[Told]) -> str:
    """One meeting in each of its languages, a sheet of paper each, in a file that needs no other."""
    articles = "".join(_article(told) for told in meetings)
    return _document(meetings[0], f"<style>{CSS}</style>", articles)


def phone_page(told: Told, around: Around) -> str:
    """The same for a phone, with what only this phone knows."""
    files = f'<link rel="stylesheet" href="{escape(around.style)}"><script type="module" src="{escape(around.script)}">'
    language = told.language
    doors = [_door(around.back, t(language, "closing.back")), _door("me", t(language, "member.title"))]
    doors += [_door(around.calendar, t(language, "closing_phone.calendar"))] if told.next else []
    doors.append(f'<button type="button" id="print" hidden>{escape(t(language, "closing.print"))}</button>')
    own = _list(t(language, "closing_phone.own"), around.own, "own")
    body = f"<nav>{''.join(doors)}</nav>{_article(told, own, around.answers)}"
    return _document(told, f"{files}</script>", body)


def _document(told: Told, head: str, body: str) -> str:
    return (
        f'<!doctype html>\n<html lang="{told.language}">\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">\n'
        f'<title>{escape(told.title)}</title>\n<link rel="icon" href="data:,">\n{head}\n<main>{body}</main>\n'
    )


def _door(address: str, words: str) -> str:
    return f'<a href="{escape(address)}">{escape(words)}</a>'


def _article(told: Told, own: str = "", answers: Mapping[int, Sequence[str]] = _NOBODY) -> str:
    language = told.language
    parts = [_lead(told), own, _asked(told, answers)]
    parts += [
        _list(t(language, "closing.first"), told.first, "first", after=t(language, "closing.first_about")),
        _list(t(language, "closing_phone.echoes"), told.echoes, "echoes"),
        _commitments(told),
        _list(t(language, "library.reading"), told.reading, "reading"),
        _list(t(language, "closing_phone.next"), told.next, "next"),
        _list(t(language, "closing_phone.seen"), told.seen, "seen"),
    ]
    return f'<article lang="{language}">{"".join(parts)}</article>'


def _lead(told: Told) -> str:
    rehearsal = f"<p>{escape(t(told.language, 'closing.rehearsal'))}</p>" if told.is_rehearsal else ""
    return (
        f"<header><p>{escape(told.community)}</p><h1>{escape(told.title)}</h1><p>{escape(told.day)}</p>"
        f"{rehearsal}</header>"
    )


def _asked(told: Told, answers: Mapping[int, Sequence[str]]) -> str:
    if not told.parts:
        return ""
    parts = "".join(_part(part, answers.get(part.place, ()), told.language) for part in told.parts)
    return f'<section class="asked"><h2>{escape(t(told.language, "closing.asked"))}</h2>{parts}</section>'


def _part(part: Part, answers: Sequence[str], language: str) -> str:
    asked = f'<p class="question">{escape(part.asked)}</p>' if part.asked else ""
    said = "".join(f"<p>{escape(sentence)}</p>" for sentence in part.said)
    more = f"<p>{escape(t(language, 'closing.rows_more', n=part.left_out))}</p>" if part.left_out else ""
    own = _own_answers(answers, language)
    return f'<div class="part"><h3>{escape(part.title)}</h3>{asked}{said}{table(part.rows)}{more}{own}</div>'


def _own_answers(answers: Sequence[str], language: str) -> str:
    """What this phone answered, set apart from what the group did."""
    if not answers:
        return ""
    lines = "".join(f"<li>{escape(words)}</li>" for words in answers)
    return f'<div class="yours"><p>{escape(t(language, "closing.own_answer"))}</p><ul>{lines}</ul></div>'


def table(rows: Sequence[Mapping[str, object]]) -> str:
    """A table as HTML, a column for every name that occurs; a list where these would be too many. "" without rows."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    if not names:
        return ""
    if len(names) > _MOST_COLUMNS:
        lines = "".join(f"<li><b>{escape(about)}</b> {escape(rest)}</li>" for about, rest in map(row_in_words, rows))
        return f'<ul class="table">{lines}</ul>'
    head = "".join(f"<th>{escape(name)}</th>" for name in names)
    lines = "".join(
        "<tr>" + "".join(f"<td>{escape(str(row.get(name, '')))}</td>" for name in names) + "</tr>" for row in rows
    )
    return f'<div class="table"><table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table></div>'


def _commitments(told: Told) -> str:
    if not told.made:
        return ""
    items = "".join(f"<li>{escape(text)}</li>" for text in told.commitments)
    shared = f"<p>{escape(t(told.language, 'closing.made_shared'))}</p><ul>{items}</ul>" if items else ""
    head = escape(t(told.language, "closing.commitments"))
    return f'<section class="commitments"><h2>{head}</h2><p>{escape(told.made)}</p>{shared}</section>'


def _list(head: str, texts: Sequence[str], name: str, *, after: str = "") -> str:
    """A heading and a line for each text; "" without any."""
    if not texts:
        return ""
    kind = "ol" if name == "first" else "ul"
    items = "".join(f"<li>{escape(text)}</li>" for text in texts)
    below = f"<p>{escape(after)}</p>" if after else ""
    return f'<section class="{name}"><h2>{escape(head)}</h2><{kind}>{items}</{kind}>{below}</section>'

"""Somebody's own page between meetings, as HTML without any script. Every word somebody wrote is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path as File

from components.member.parts import Group, Line, Part, Path
from components.text import LANGUAGE_NAMES, LANGUAGES, t

CSS = File(__file__).with_name("member.css").read_text(encoding="utf-8")
STATUSES = ("done", "partly", "not_yet")
LONGEST_REPLY = 500
_WIDE, _HIGH, _DOT = 200, 14, 6


@dataclass(frozen=True)
class Asked:
    """The question that is open until the next meeting, and what this person replied."""

    id: str
    text: str
    reply: str


@dataclass(frozen=True)
class Own:
    """All there is on the page. `said` is what was just done, "" for nothing; `new_link` a link just made.

    `back` leads to the meeting this phone came from, "" for none.
    """

    language: str
    community: str
    parts: Sequence[Part]
    styles: Sequence[str]
    here: str
    asked: Asked | None = None
    next: Sequence[str] = ()
    said: str = ""
    new_link: str = ""
    has_link: bool = False
    by_link: bool = False
    back: str = ""


def member_page(own: Own) -> str:
    """The page."""
    language = own.language
    links = "".join(f'<link rel="stylesheet" href="{escape(each)}">' for each in own.styles)
    said = f'<p class="done" role="status">{escape(own.said)}</p>' if own.said else ""
    back = f'<a class="back" href="{escape(own.back)}">← {escape(t(language, "member.back"))}</a>' if own.back else ""
    others = "".join(
        f'<a href="?lang={other}" lang="{other}">{LANGUAGE_NAMES[other]}</a>'
        for other in LANGUAGES
        if other != language
    )
    parts = "".join(_part(part, own) for part in own.parts)
    empty = "" if own.parts or own.asked else f"<p>{escape(t(language, 'member.empty'))}</p>"
    return (
        f'<!doctype html>\n<html lang="{language}">\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">\n'
        f'<meta name="robots" content="noindex, nofollow">\n'
        f"<title>{escape(t(language, 'member.title'))} · {escape(own.community)}</title>\n"
        f'<link rel="icon" href="data:,">\n{links}\n<main><nav>{back}{others}</nav>'
        f"<header><p>{escape(own.community)}</p><h1>{escape(t(language, 'member.title'))}</h1>"
        f"<p>{escape(t(language, 'member.lead'))}</p></header>{said}{_new_link(own)}{_question(own)}{_next(own)}"
        f"{empty}{parts}{_keep(own)}</main>\n"
    )


def _form(own: Own, do: str, inside: str) -> str:
    return (
        f'<form method="post" action="{escape(own.here)}?lang={own.language}">'
        f'<input type="hidden" name="do" value="{do}">{inside}</form>'
    )


def _button(words: str, look: str = "first") -> str:
    return f'<button class="{look}">{escape(words)}</button>'


def _section(name: str, head: str, inside: str) -> str:
    return f'<section class="{name}"><h2>{escape(head)}</h2>{inside}</section>'


def _question(own: Own) -> str:
    if own.asked is None:
        return ""
    language, asked = own.language, own.asked
    field = (
        f'<input type="hidden" name="question" value="{escape(asked.id, quote=True)}">'
        f'<label for="reply">{escape(asked.text)}</label>'
        f'<textarea id="reply" name="reply" rows="4" maxlength="{LONGEST_REPLY}" aria-describedby="who">'
        f"{escape(asked.reply)}</textarea>"
        f'<p id="who" class="soft">{escape(t(language, "member.who_reads"))}</p>'
        f"{_button(t(language, 'member.change' if asked.reply else 'member.send'))}"
    )
    return _section("asked", t(language, "member.until_next"), _form(own, "reply", field))


def _next(own: Own) -> str:
    lines = "".join(f"<p>{escape(line)}</p>" for line in own.next)
    return _section("next", t(own.language, "member.next"), lines) if lines else ""


def _part(part: Part, own: Own) -> str:
    lead = f'<p class="soft">{escape(part.lead)}</p>' if part.lead else ""
    lines = "".join(_line(line, own) for line in part.lines)
    paths = "".join(_path(path) for path in part.paths)
    groups = "".join(_group(group, own) for group in part.groups)
    return _section(part.name, part.head, f"{lead}{f'<ul>{lines}</ul>' if lines else ''}{paths}{groups}")


def _line(line: Line, own: Own) -> str:
    about = "".join(f'<p class="soft">{escape(words)}</p>' for words in line.about)
    text = f"<b>{escape(line.text)}</b>"
    if line.link:
        text = f'<a href="{escape(line.link, quote=True)}" rel="noopener noreferrer">{text}</a>'
    return f"<li><p>{text}</p>{about}{_statuses(line, own) if line.promise else ''}</li>"


def _statuses(line: Line, own: Own) -> str:
    """Three buttons: what has become of a commitment so far."""
    buttons = "".join(
        f'<button name="status" value="{status}" aria-pressed="{"true" if status == line.status else "false"}">'
        f"{escape(t(own.language, f'member.status_{status}'))}</button>"
        for status in STATUSES
    )
    name = escape(t(own.language, "member.how_far", text=line.text), quote=True)
    promise = f'<input type="hidden" name="promise" value="{escape(line.promise, quote=True)}">'
    return _form(own, "mark", f'{promise}<div class="statuses" role="group" aria-label="{name}">{buttons}</div>')


def _path(path: Path) -> str:
    rows = "".join(
        f"<tr><th scope='row'>{escape(on)}</th><td>{_dot(at, is_last=place == len(path.stood))}</td></tr>"
        for place, (on, at) in enumerate(path.stood, 1)
    )
    poles = (
        f"<thead><tr><td></td><th><span>{escape(path.left)}</span><span>{escape(path.right)}</span></th></tr></thead>"
    )
    return f"<h3>{escape(path.asked)}</h3><table class='path'>{poles}<tbody>{rows}</tbody></table>"


def _dot(at: float, *, is_last: bool) -> str:
    """A dot on its line; read aloud it is its place from 0 to 100."""
    x = _DOT + at / 100 * (_WIDE - 2 * _DOT)
    middle, before = _HIGH / 2, "" if is_last else ' class="before"'
    return (
        f'<svg viewBox="0 0 {_WIDE} {_HIGH}" role="img" aria-label="{at:.0f} / 100">'
        f'<line x1="0" y1="{middle}" x2="{_WIDE}" y2="{middle}"/>'
        f'<circle cx="{x:.1f}" cy="{middle}" r="{_DOT - 0.5}"{before}/></svg>'
    )


def _group(group: Group, own: Own) -> str:
    lines = "".join(_line(line, own) for line in group.lines)
    tag = "" if group.is_folded else " open"
    return f"<details{tag}><summary>{escape(group.head)}</summary><ul>{lines}</ul></details>"


def _new_link(own: Own) -> str:
    if not own.new_link:
        return ""
    language = own.language
    told = f'<p class="link">{escape(own.new_link)}</p><p class="soft">{escape(t(language, "member.link_once"))}</p>'
    return _section("new-link", t(language, "member.link_new"), told)


def _keep(own: Own) -> str:
    """The link that opens this page elsewhere, and the ways to end it and to erase everything."""
    language = own.language
    make = _form(
        own, "link", _button(t(language, "member.link_again" if own.has_link else "member.link_make"), "second")
    )
    end = _form(own, "unlink", _button(t(language, "member.link_end"), "second")) if own.has_link else ""
    sure = _form(own, "erase", _button(t(language, "member.erase_sure"), "second"))
    erase = (
        f"<details><summary>{escape(t(language, 'member.erase'))}</summary>"
        f"<p>{escape(t(language, 'member.erase_about'))}</p>{sure}</details>"
    )
    about = t(language, "member.link_about")
    return _section("keep", t(language, "member.keep"), f'<p class="soft">{escape(about)}</p>{make}{end}{erase}')

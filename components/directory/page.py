"""A community's public page and the directory, as HTML that needs no other file. What people wrote is escaped."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from pathlib import Path
from urllib.parse import quote

from components.directory.learned import sayings
from components.directory.search import Listed
from components.takeaway.told import Told
from components.text import LANGUAGE_NAMES, LANGUAGES, say, t
from db.communities import Community
from db.public_pages import PublicPage

STYLE = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
POLICY = (
    f"default-src 'none'; style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
DIRECTORY, PAGES = "/communities", "/c"
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
_SITE = re.compile(r"https?://[^\s<>\"']+")


@dataclass(frozen=True)
class Shown:
    """What a public page shows: what organizers wrote, when people meet next (lines), what was learned."""

    page: PublicPage
    community: Community
    next: Sequence[str] = ()
    learned: Sequence[Told] = ()
    has_calendar: bool = False


def community_page(shown: Shown, language: str) -> str:
    """The page of one community."""
    page, name = shown.page, say(shown.community.name, language)
    parts = [f"<h1>{escape(name)}</h1>"]
    if page.purpose:
        parts.append(f'<p class="lead">{escape(say(page.purpose, language))}</p>')
    parts.append(_tags([*listed_words(page.places), *listed_words(say(page.topics, language))]))
    if shown.next:
        lines = "".join(f"<p>{escape(line)}</p>" for line in shown.next)
        file = f"{PAGES}/{page.token}/next-meeting.ics?lang={language}"
        lines += f'<p><a href="{escape(file)}">{_t(language, "calendar")}</a></p>' if shown.has_calendar else ""
        parts.append(f'<section class="next"><h2>{_t(language, "next")}</h2>{lines}</section>')
    if page.joining:
        parts.append(_section(_t(language, "joining"), f"<p>{escape(say(page.joining, language))}</p>"))
    if page.contact:
        parts.append(_section(_t(language, "contact"), f"<p>{contact(page.contact)}</p>"))
    if shown.learned:
        parts.append(_section(_t(language, "learned"), "".join(map(_meeting, shown.learned))))
    parts.append(f"<footer>{_t(language, 'made_with')}</footer>")
    back = f"{DIRECTORY}?lang={language}" if page.is_listed else ""
    return document(name, "".join(parts), language, f"{PAGES}/{page.token}", back=back, is_found=page.is_listed)


def directory_page(found: Sequence[Listed], query: str, maps: str, language: str, *, is_searched: bool) -> str:
    """The directory: a search, what was found, and the maps of networks as HTML."""
    hidden = f'<input type="hidden" name="lang" value="{language}">'
    head = (
        f'<h1>{_t(language, "find")}</h1><p class="lead">{_t(language, "find_lead")}</p>'
        f'<form action="{DIRECTORY}" method="get" role="search">{hidden}<label for="q">{_t(language, "place_or_topic")}'
        f'</label><input id="q" name="q" type="search" value="{escape(query)}" maxlength="80" autocomplete="off">'
        f"<button>{_t(language, 'search')}</button></form>"
    )
    items = "".join(_found(each, language) for each in found)
    count = "found_one" if len(found) == 1 else "found" if found else "found_none"
    title = t(language, f"directory.{count if is_searched or not found else 'all'}", n=len(found), query=query)
    if not found and not is_searched:
        title = t(language, "directory.empty")
    listed = f'<section aria-live="polite"><h2>{escape(title)}</h2><ul class="found">{items}</ul></section>'
    body = f'{head}<div class="two">{listed}{maps}</div><footer>{_t(language, "own_choice")}</footer>'
    again = f"&q={quote(query)}" if query else ""
    return document(t(language, "directory.find"), body, language, DIRECTORY, again=again, is_found=True, is_wide=True)


def document(
    title: str, body: str, language: str, address: str, *, back: str = "", again: str = "", is_found: bool = False,
    is_wide: bool = False,
) -> str:  # fmt: skip
    """A page with a way to read it in the other language; `is_found` lets search engines find it."""
    wide = ' class="wide"' if is_wide else ""
    robots = "" if is_found else '<meta name="robots" content="noindex">\n'
    ways = f'<a href="{escape(back)}">← {_t(language, "to_directory")}</a>' if back else "<span></span>"
    others = "".join(
        f'<a href="{escape(f"{address}?lang={other}{again}")}" lang="{other}" hreflang="{other}">'
        f"{LANGUAGE_NAMES[other]}</a>"
        for other in LANGUAGES
        if other != language
    )
    return (
        f'<!doctype html>\n<html lang="{language}">\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">\n{robots}'
        f'<title>{escape(title)}</title>\n<link rel="icon" href="data:,">\n<style>{STYLE}</style>\n'
        f"<main{wide}><nav>{ways}{others}</nav>{body}</main>\n</html>\n"
    )


def contact(text: str) -> str:
    """How to reach a community, as HTML: an address of mail or of a page becomes a link."""
    if _ADDRESS.fullmatch(text):
        return f'<a href="mailto:{escape(text)}">{escape(text)}</a>'
    if _SITE.fullmatch(text):
        return f'<a href="{escape(text)}" rel="noopener noreferrer nofollow">{escape(text)}</a>'
    return escape(text)


def listed_words(text: str) -> list[str]:
    """What is parted by commas."""
    return [word for word in (each.strip() for each in text.split(",")) if word]


def _found(each: Listed, language: str) -> str:
    where = " · ".join(say(words, language) for words in (*each.networks, *each.regions))
    around = f'<p class="soft">{escape(where)}</p>' if where else ""
    purpose = f"<p>{escape(say(each.page.purpose, language))}</p>" if each.page.purpose else ""
    tags = _tags([*each.places, *listed_words(each.page.places), *listed_words(say(each.page.topics, language))])
    address = escape(f"{PAGES}/{each.page.token}?lang={language}")
    return f'<li><a href="{address}">{escape(say(each.name, language))}</a>{around}{purpose}{tags}</li>'


def _meeting(digest: Told) -> str:
    rows = "".join(
        f"<div><dt>{escape(title)}</dt>{''.join(f'<dd>{escape(text)}</dd>' for text in said)}</div>"
        for title, said in sayings(digest)
    )
    said = f"<dl>{rows}</dl>" if rows else ""
    return (
        f'<article class="meeting" lang="{digest.language}"><h3>{escape(digest.title)}</h3>'
        f'<p class="soft">{escape(digest.day)}</p>{said}</article>'
    )


def _tags(words: Sequence[str]) -> str:
    items = "".join(f"<li>{escape(word)}</li>" for word in dict.fromkeys(words))
    return f'<ul class="tags">{items}</ul>' if items else ""


def _section(head: str, body: str) -> str:
    return f"<section><h2>{head}</h2>{body}</section>"


def _t(language: str, name: str) -> str:
    return escape(t(language, f"directory.{name}"))

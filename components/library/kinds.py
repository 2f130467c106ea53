"""What an entry of the library can be, what each kind asks beside title and text, and how an entry is checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from components.activities.written import clean
from db.library import Item

KINDS = ("worked", "did_not", "story", "tool", "inquiry", "advisory", "unexpected")
LESSONS = ("worked", "did_not")
DETAILS: Mapping[str, Sequence[str]] = {
    "inquiry": ("who_asks", "found", "implications"),
    "advisory": ("about", "who_asks", "answer"),
}
"""By kind what it asks beside: an inquiry and its implications for practice, a request for advice and its answer."""
ABOUT = ("product", "policy", "improvement")
"""What an advisory request is about."""
LONGEST_TITLE = 140
LONGEST_BODY = 20_000
LONGEST_DETAIL = 6000
LONGEST_TAG = 30
LONGEST_CREDIT = 80
LONGEST_LINK = 600
MOST_TAGS = 12


class NotAnEntry(ValueError):
    """An entry cannot be kept like this; `code` names a text in the `library` catalog."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def checked(item: Item) -> Item:
    """An entry with clean texts. Raises `NotAnEntry` without a title, or with a link that is none."""
    title = clean(item.title)[:LONGEST_TITLE]
    link = item.link.strip()
    if item.kind not in KINDS or not title:
        raise NotAnEntry("no_title")
    if link and not is_link(link):
        raise NotAnEntry("no_link")
    names = DETAILS.get(item.kind, ())
    detail = {name: clean(item.detail.get(name, ""), lines=True)[:LONGEST_DETAIL] for name in names}
    if "about" in detail and detail["about"] not in ABOUT:
        detail["about"] = ABOUT[0]
    return replace(
        item, title=title, body=clean(item.body, lines=True)[:LONGEST_BODY], link=link, tags=tags_in(item.tags),
        credit=clean(item.credit)[:LONGEST_CREDIT], detail={name: text for name, text in detail.items() if text},
    )  # fmt: skip


def is_link(text: str) -> bool:
    """Whether a text is an address on the web, and of no other sort: `http` or `https`, with a host."""
    if len(text) > LONGEST_LINK or any(not letter.isprintable() or letter in ' "<>\\' for letter in text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc


def tags_in(tags: Sequence[str]) -> tuple[str, ...]:
    """Tags in lower case, each once, without the sign some people put before them."""
    found = (clean(tag).lstrip("#").strip().casefold()[:LONGEST_TAG] for tag in tags)
    return tuple(dict.fromkeys(tag for tag in found if tag))[:MOST_TAGS]

"""The library's entries: the search with its filters, and each entry as a card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import urlsplit

import streamlit as st

from components.library.kinds import KINDS
from components.library.markdown import to_html, to_plain
from components.library.shelf import Filters, Shelf
from components.library.tried import made_of
from components.library.words import excerpt, marked
from components.live.about import parse_asked
from components.settings import is_community_cloud
from components.text import say, t
from components.text.days import day
from components.text.literal import literal
from components.ui.frame import tag
from components.ui.library_files import file_buttons
from db.accounts import Account
from db.communities import STAGES, Community
from db.engine import Wanted
from db.library import Item

_SHORT = 240


def sectors_of(community: Community, language: str) -> dict[str, str]:
    """The sectors a community knows, by id, in words."""
    return {
        name: say(words, language)
        for name, words in parse_asked(community.asks_about).choices.get("sector", {}).items()
    }


def filters(community: Community, shelf: Shelf, language: str) -> Filters:
    """The search field, the kinds, and what else narrows down where the library has something of it."""
    typed = st.text_input(
        t(language, "library.search"), key="library-typed", type="search", icon=":material/search:", live="400ms",
        placeholder=t(language, "library.search_example"), label_visibility="collapsed",
    )  # fmt: skip
    there = [kind for kind in KINDS if any(item.kind == kind for item in shelf.items.values())]
    kinds = st.pills(
        t(language, "library.kinds"), there, selection_mode="multi", key="library-kinds", label_visibility="collapsed",
        format_func=lambda kind: t(language, f"library.many_{kind}"),
    )  # fmt: skip
    chosen = {"typed": typed or "", "kinds": tuple(kinds or ())}
    used = {name for item in shelf.items.values() for name in item.themes}
    choices: Mapping[str, Mapping[str, str]] = {
        "theme": {name: say(theme.name, language) for name, theme in shelf.themes.items() if name in used},
        "stage": {name: t(language, f"facilitator.stage_{name}") for name in STAGES},
        "sector": sectors_of(community, language),
        "tag": {name: name for name in shelf.tags},
    }
    with st.container(key="library-filters", horizontal=True):
        for name, words in choices.items():
            if words:
                chosen[name] = _choose(name, words, language)
    return Filters(**chosen)  # type: ignore[arg-type]


def _choose(name: str, words: Mapping[str, str], language: str) -> str:
    label = t(language, f"library.{name}")
    picked = st.selectbox(
        label, list(words), None, key=f"library-{name}", placeholder=label, label_visibility="collapsed", width=160,
        format_func=lambda one: words.get(one, one),
    )  # fmt: skip
    return picked or ""


def entry(account: Account, community: Community, shelf: Shelf, item: Item, words: Wanted, language: str) -> str | None:
    """One entry; `edit`, `remove`, `read` or `unread` where that is wished."""
    with st.container(key=f"card-entry-{item.id}"):
        st.html(_head(community, shelf, item, words, language))
        text = to_plain(item.body)
        if text and text != item.title:
            st.html(f'<p class="attune-entry-text">{marked(excerpt(text, words), words)}</p>')
        if len(text) > _SHORT or item.detail or shelf.related(item):
            with st.expander(t(language, "library.read_more"), key=f"entry-more-{item.id}"):
                st.html(f'<div class="attune-entry-full">{_full(shelf, item, language)}</div>')
        if shelf.files.get(item.id):
            file_buttons(account, shelf.files[item.id], is_direct=is_community_cloud(), language=language)
        return _wishes(item, language)


def _head(community: Community, shelf: Shelf, item: Item, words: Wanted, language: str) -> str:
    facts = [tag(t(language, f"library.kind_{item.kind}"), is_on=False)]
    if item.reading_at:
        facts.append(tag(t(language, "library.reading_on"), is_on=True))
    told = [day(item.created_at[:10], language)]
    told += [t(language, f"facilitator.stage_{item.stage}")] if item.stage else []
    told += [name] if (name := sectors_of(community, language).get(item.sector)) else []
    told += [say(shelf.themes[name].name, language) for name in sorted(item.themes) if name in shelf.themes]
    told += [t(language, "library.by", name=item.credit)] if item.credit else []
    told += [t(language, "library.from_meeting")] if item.is_agreed else []
    if item.kind == "advisory" and not item.detail.get("answer"):
        told.append(t(language, "library.open_question"))
    tags = "".join(f" <em>#{escape(one)}</em>" for one in item.tags)
    return (
        f'<div class="attune-entry"><p>{"".join(facts)}</p><h3>{marked(item.title, words)}</h3>'
        f"<p>{escape(' · '.join(told))}{tags}</p>{_from(made_of(item, shelf, language))}{_link(item.link)}</div>"
    )


def _from(words: str) -> str:
    return f"<p>{escape(words)}</p>" if words else ""


def _link(address: str) -> str:
    """The address as it is, so that nobody is led elsewhere than they read."""
    if not address:
        return ""
    shown = urlsplit(address).hostname or address
    return (
        f'<p><a href="{escape(address)}" target="_blank" rel="noopener noreferrer nofollow" '
        f'title="{escape(address)}">{escape(shown)} ↗</a></p>'
    )


def _full(shelf: Shelf, item: Item, language: str) -> str:
    parts = [to_html(item.body)]
    for name, text in item.detail.items():
        told = f"<p>{escape(t(language, f'library.about_{text}'))}</p>" if name == "about" else to_html(text)
        parts.append(f"<h4>{escape(t(language, f'library.detail_{name}'))}</h4>{told}")
    related = shelf.related(item)
    if related:
        titles = "".join(f"<li>{escape(each.title)}</li>" for each in related)
        parts.append(f"<h4>{escape(t(language, 'library.related'))}</h4><ul>{titles}</ul>")
    return "".join(parts)


def _wishes(item: Item, language: str) -> str | None:
    wish = None
    reads = ("unread", "drop") if item.reading_at else ("read", "add")
    with st.container(horizontal=True, key=f"entry-do-{item.id}"):
        for name, words, icon in (
            (reads[0], f"reading_{reads[1]}", "bookmark_remove" if item.reading_at else "bookmark_add"),
            ("edit", "edit", "edit"),
            ("remove", "remove", "delete"),
        ):
            pressed = st.button(
                t(language, f"library.{words}"), key=f"entry-{name}-{item.id}", type="tertiary",
                icon=f":material/{icon}:",
            )  # fmt: skip
            wish = name if pressed else wish
    return wish


def reading_card(reading: Sequence[Item], language: str) -> None:
    """What to read for the next meeting, as a quiet list."""
    if not reading:
        return
    with st.container(key="card-reading"):
        st.markdown(f"**{literal(t(language, 'library.reading'))}**")
        st.caption(t(language, "library.reading_lead"))
        lines = "".join(f"<li>{escape(item.title)}{_beside(item.link)}</li>" for item in reading)
        st.html(f'<ul class="attune-reading">{lines}</ul>')


def _beside(address: str) -> str:
    return f" {_link(address)[3:-4]}" if address else ""

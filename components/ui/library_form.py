"""The dialog in which an entry of the library is written or changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from components.library.files import MOST_BYTES
from components.library.keeping import keep
from components.library.kinds import (
    ABOUT,
    DETAILS,
    KINDS,
    LONGEST_BODY,
    LONGEST_CREDIT,
    LONGEST_DETAIL,
    LONGEST_LINK,
    LONGEST_TITLE,
    MOST_TAGS,
    NotAnEntry,
)
from components.library.shelf import Shelf, read_shelf
from components.live.store import open_store
from components.text import say, t
from components.ui.guard import do, may_run
from components.ui.library_files import take_in
from components.ui.library_shelf import sectors_of
from db import library_files
from db.accounts import Account
from db.communities import STAGES, Community
from db.engine import Store
from db.library import Item

_NEW = Item("", KINDS[0], "")


def entry_dialog(account: Account, community: Community, item_id: str, language: str) -> None:
    """Inside a dialog: the entry with this id, or a new one for "". Saves it and ends the run."""
    if not may_run(account, community.id):
        st.rerun()
    with open_store() as db:
        shelf = read_shelf(db, community.id)
    item = shelf.items.get(item_id, _NEW)
    key = f"entry-form-{item_id or 'new'}"
    kind = st.selectbox(
        t(language, "library.field_kind"), KINDS, KINDS.index(item.kind), key=f"{key}-kind",
        format_func=lambda name: t(language, f"library.kind_{name}"),
    )  # fmt: skip
    title = st.text_input(t(language, "library.field_title"), item.title, LONGEST_TITLE, key=f"{key}-title")
    body = _text(item, kind, key, language)
    detail = {name: _detail(name, item.detail.get(name, ""), key, language) for name in DETAILS.get(kind, ())}
    link = st.text_input(
        t(language, "library.field_link"), item.link, LONGEST_LINK, key=f"{key}-link", placeholder="https://"
    )
    tags = st.multiselect(
        t(language, "library.field_tags"), list(dict.fromkeys([*item.tags, *shelf.tags])), list(item.tags),
        key=f"{key}-tags", accept_new_options=True, max_selections=MOST_TAGS,
        placeholder=t(language, "library.field_tags_hint"),
    )  # fmt: skip
    placed = _places(community, shelf, item, key, language)
    credit = item.credit
    if not item.is_agreed:
        credit = st.text_input(
            t(language, "library.field_credit"), item.credit, LONGEST_CREDIT, key=f"{key}-credit",
            help=t(language, "library.field_credit_hint"),
        )  # fmt: skip
    others = _others(shelf, item, key, language)
    uploaded = _files(account, community, shelf, item, key, language)
    if st.button(t(language, "library.save"), key=f"{key}-save", type="primary"):
        made = replace(placed, kind=kind, title=title, body=body, tags=tuple(tags), credit=credit, link=link,
                       detail=detail)  # fmt: skip
        _save(account, community, made, others, uploaded, language)


def _text(item: Item, kind: str, key: str, language: str) -> str:
    if item.is_agreed:
        st.caption(t(language, "library.agreed"))
        st.text(item.body)
        return item.body
    return st.text_area(
        t(language, "library.field_text"), item.body, 180, LONGEST_BODY, key=f"{key}-body",
        placeholder=t(language, f"library.about_{kind}"), help=t(language, "library.field_text_hint"),
    )  # fmt: skip


def _detail(name: str, text: str, key: str, language: str) -> str:
    label = t(language, f"library.detail_{name}")
    if name == "about":
        return st.selectbox(
            label, ABOUT, ABOUT.index(text) if text in ABOUT else 0, key=f"{key}-about",
            format_func=lambda one: t(language, f"library.about_{one}"),
        )  # fmt: skip
    return st.text_area(label, text, 90, LONGEST_DETAIL, key=f"{key}-{name}")


def _places(community: Community, shelf: Shelf, item: Item, key: str, language: str) -> Item:
    """The entry where it belongs now: themes, stage and sector."""
    used = [name for name, theme in shelf.themes.items() if not theme.put_away_at or name in item.themes]
    themes = item.themes
    if used:
        themes = frozenset(
            st.multiselect(
                t(language, "library.themes"), used, [name for name in used if name in item.themes],
                key=f"{key}-themes", format_func=lambda name: say(shelf.themes[name].name, language), placeholder="",
            )
        )  # fmt: skip
    left, right = st.columns(2)
    sectors = sectors_of(community, language)
    with left:
        stage = _one_of("stage", {name: t(language, f"facilitator.stage_{name}") for name in STAGES}, item.stage, key,
                        language)  # fmt: skip
    with right:
        sector = _one_of("sector", sectors, item.sector, key, language) if sectors else item.sector
    return replace(item, themes=themes, stage=stage, sector=sector)


def _one_of(name: str, words: Mapping[str, str], now: str, key: str, language: str) -> str:
    choices = ["", *words]
    return str(
        st.selectbox(
            t(language, f"library.{name}"), choices, choices.index(now) if now in choices else 0, key=f"{key}-{name}",
            format_func=lambda one: words.get(one, t(language, "library.any")),
        )
    )  # fmt: skip


def _others(shelf: Shelf, item: Item, key: str, language: str) -> list[str]:
    there = [name for name in shelf.items if name != item.id]
    if not there:
        return []
    return st.multiselect(
        t(language, "library.field_related"), there, sorted(shelf.linked.get(item.id, set()) & set(there)),
        key=f"{key}-related", format_func=lambda name: shelf.items[name].title, placeholder="",
    )  # fmt: skip


def _files(
    account: Account, community: Community, shelf: Shelf, item: Item, key: str, language: str
) -> list[object]:  # fmt: skip
    for file in shelf.files.get(item.id, ()):
        if st.button(t(language, "library.remove_file", name=file.name), key=f"{key}-file-{file.id}", type="tertiary"):
            do(account, community.id, partial(_remove_file, community.id, file.id), still="erasing")
            st.rerun(scope="fragment")
    return list(
        st.file_uploader(
            t(language, "library.field_files"), accept_multiple_files=True, key=f"{key}-files",
            help=t(language, "library.field_files_hint"), max_upload_size=MOST_BYTES // 1024 // 1024,
        )
        or ()
    )  # fmt: skip


def _remove_file(community_id: str, file_id: str, db: Store) -> None:
    library_files.remove(db, community_id, file_id)


def _save(
    account: Account, community: Community, item: Item, others: list[str], uploaded: list[object], language: str
) -> None:  # fmt: skip
    try:
        item_id = do(account, community.id, lambda db: keep(db, community.id, item, others))
    except NotAnEntry as error:
        st.error(t(language, f"library.{error.code}"))
        return
    if take_in(account, community, item_id, uploaded, language):
        st.rerun()

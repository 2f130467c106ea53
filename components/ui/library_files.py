"""Files beside an entry of the library: taken along by our own guarded address, and taken in within their limits."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st

from components.library.files import MOST_BYTES, FileRefused
from components.library.keeping import attach
from components.live.store import open_store
from components.settings import settings
from components.text import t
from components.text.literal import literal
from components.ui.guard import do, for_signed_in
from db import library_files
from db.accounts import Account
from db.communities import Community
from db.engine import Store
from db.library_files import File

_MEGABYTE = 1024 * 1024


def file_buttons(account: Account, files: Sequence[File], *, is_direct: bool, language: str) -> None:
    """A way to each file. `is_direct` is for hosts that let no route of ours through."""
    if is_direct:
        for file in files:
            st.download_button(
                literal(_named(file, language)), for_signed_in(account, partial(_content, file.id)), file.name,
                file.type, key=f"file-{file.id}", on_click="ignore", icon=":material/download:",
            )  # fmt: skip
        return
    links = "".join(
        f'<a href="library/file/{escape(file.id)}" download="{escape(file.name)}">{escape(_named(file, language))}</a>'
        for file in files
    )
    st.html(f'<p class="attune-files">{links}</p>')


def _content(file_id: str) -> bytes:
    with open_store() as db:
        return library_files.content(db, file_id)


def take_in(account: Account, community: Community, item_id: str, uploaded: Sequence[object], language: str) -> bool:
    """Keep what was given; whether all of it was taken. Says what was not, and why."""
    refused, most = [], settings().files_mb * _MEGABYTE
    for one in uploaded:
        name = str(getattr(one, "name", ""))
        if int(getattr(one, "size", 0)) > MOST_BYTES:
            refused.append(t(language, "library.file_large", name=literal(name)))
            continue
        content = one.getvalue()  # type: ignore[attr-defined]
        try:
            do(
                account, community.id,
                partial(_attach, community.id, item_id, name, content, most),
            )  # fmt: skip
        except FileRefused as error:
            refused.append(t(language, f"library.{error.code}", name=literal(name)))
    for words in refused:
        st.error(words)
    return not refused


def _attach(community_id: str, item_id: str, name: str, content: bytes, most: int, db: Store) -> None:
    attach(db, community_id, item_id, name, content, most)


def _named(file: File, language: str) -> str:
    return t(language, "library.file", name=file.name, size=_size(file.size))


def _size(size: int) -> str:
    """`640 KB`, `2.4 MB`."""
    return f"{size / _MEGABYTE:.1f} MB" if size >= _MEGABYTE else f"{max(1, size // 1024)} KB"

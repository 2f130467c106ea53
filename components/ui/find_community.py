"""The way to the public directory, and the addresses of pages for everybody."""

from __future__ import annotations

from urllib.parse import urljoin

import streamlit as st

from components.live.store import open_store
from components.settings import settings
from components.text import t
from components.ui.address import phone_base
from db import public_pages


def here() -> str:
    """Where this tab finds the app, without a slash at the end."""
    return urljoin(st.context.url or "http://localhost", ".").rstrip("/")


def base() -> str:
    """Where others find it, as far as this tab knows, without a slash at the end."""
    return (phone_base(settings().public_url, here()) or here()).rstrip("/")


def directory_link(words: str, language: str, *, is_quiet: bool = False) -> None:
    """A link to the directory."""
    address = f"{here()}/communities?lang={language}"
    st.link_button(words, address, icon=":material/travel_explore:", type="tertiary" if is_quiet else "secondary")


def find_community(language: str) -> None:
    """The same on the first page, for who has no code yet; nothing while nobody is in the directory."""
    with open_store() as db:
        is_worth_it = bool(public_pages.in_directory(db))
    if is_worth_it:
        directory_link(t(language, "directory.find"), language, is_quiet=True)

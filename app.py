"""Attune's one entry: an ASGI app when a server imports it, a Streamlit script when a browser tab runs it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager

from components import account_cookie, logs, welcome
from components.directory import routes as directory
from components.headers import Careful
from components.library import routes as library
from components.live.start import enter_lifespan, start
from components.phone.bundle import bundle
from components.phone.routes import routes
from components.phone.straight import Straight
from components.phone.trace import Traced
from components.reports import routes as reports
from components.settings import settings
from components.text import t
from components.text.literal import literal
from components.ui.address import network_address
from db.engine import StoreAway, StoreUnusable


def show_pages() -> None:
    """Find the page a tab asks for and run it. Every page guards itself."""
    # Imported here: outside a tab the sign-in library warns in the terminal of what it does not find.
    from components.accounts import reader_language
    from components.ui.away import away_page
    from components.ui.in_turn import in_turn

    with in_turn:
        try:
            start()
            welcome.prepare()
            language = reader_language()
        except StoreAway:
            away_page(settings().language)
            st.stop()
        except StoreUnusable as error:
            st.error(literal(welcome.sorry(error)))
            st.stop()
        page = _find_page(language)
    try:
        page.run()
    except StoreAway:
        away_page(language)


def _find_page(language: str) -> Any:
    """The page that a tab asks for."""
    pages = [
        _page("participant/join.py", "join", language, default=True),
        _page("display/screen.py", "display", language),
        _page("account/sign_in.py", "sign-in", language),
        _page("account/set_up.py", "set-up", language),
        _page("account/profile.py", "profile", language),
        _page("account/backup.py", "backup", language),
        _page("account/database.py", "database", language),
        _page("account/one_screen.py", "one-screen", language),
        _page("account/invited.py", "invited", language),
        _page("facilitator/meetings.py", "meetings", language),
        _page("facilitator/agenda.py", "agenda", language),
        _page("facilitator/control.py", "control", language),
        _page("facilitator/results.py", "results", language),
        _page("facilitator/themes.py", "themes", language),
        _page("facilitator/closing.py", "closing", language),
        _page("facilitator/print.py", "print", language),
        _page("facilitator/paper.py", "paper", language),
        _page("organizer/history.py", "history", language),
        _page("organizer/community.py", "community", language),
        _page("organizer/workgroups.py", "workgroups", language),
        _page("organizer/library.py", "library", language),
        _page("organizer/people.py", "people", language),
        _page("organizer/between.py", "between", language),
        _page("organizer/shown.py", "shown", language),
        _page("organizer/imports.py", "imports", language),
        _page("organizer/reports.py", "reports", language),
        _page("organizer/charter.py", "charter", language),
        _page("organizer/goals.py", "goals", language),
        _page("organizer/room.py", "room", language),
        _page("organizer/network.py", "network", language),
    ]
    return st.navigation(pages, position="hidden")


def _page(path: str, url: str, language: str, *, default: bool = False) -> Any:
    title = t(language, "facilitator.page_" + url.replace("-", "_")) + " · Attune"
    return st.Page(f"pages/{path}", title=title, url_path=url, default=default)


def say_sorry(error: Exception) -> bool:
    """Instead of Streamlit's own box: one sentence and the way on. The terminal has the traceback."""
    language = st.session_state.get("language") or settings().language
    if isinstance(error, StoreAway):
        from components.ui.away import trouble_note

        trouble_note(language, error)
        return True
    st.error(t(language, "errors.unexpected"))
    st.page_link("pages/facilitator/meetings.py", label=t(language, "errors.go_on"))
    return True


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[dict[str, Any]]:
    logs.begin(settings().log)
    async with enter_lifespan():
        greeting = asyncio.create_task(greet(await first_words()))
        ready = asyncio.create_task(asyncio.to_thread(bundle))  # hundreds may want it in the first second
        yield {}
        greeting.cancel()
        await ready


async def first_words() -> str | None:
    """What a start says; None while the database does not answer."""
    try:
        set_up = await asyncio.to_thread(welcome.prepare)
    except StoreAway:
        return None
    return welcome.greeting(settings(), int(st.get_option("server.port")), network_address(), set_up)


async def greet(words: str | None) -> None:
    """Print where to go: now, or as soon as the database answers."""
    while words is None:
        await asyncio.sleep(1)
        words = await first_words()
    print(words, flush=True)


if __name__ == "__main__":
    st.set_page_config(page_title="Attune", page_icon="components/ui/icon.svg", layout="wide")
    show_pages()
else:
    welcome.check()
    # A folder called pages turns on Streamlit's older router, which tells the first tab that /display is not found.
    PagesManager.uses_pages_directory = False
    app = st.App(
        __file__,
        routes=[*routes(), *reports.routes(), *directory.routes(), *library.routes(), *account_cookie.routes],
        middleware=[Middleware(Traced), Middleware(Careful, may_upload=account_cookie.is_shown), Middleware(Straight)],
        lifespan=lifespan,
        on_script_error=say_sorry,
    )

"""A community's charter for somebody who runs nothing in it: what holds, and what funders see, to read alone."""

from __future__ import annotations

from html import escape

import streamlit as st

from components.charter.parts import PARTS
from components.live.agreed import parse_agreed
from components.live.store import open_store
from components.reports.readers import readable_charter
from components.text import say, t
from components.text.days import day
from components.ui import charter_parts
from db.accounts import Account
from db.charters import CharterText
from db.communities import Community


def show_charter(account: Account, community: Community, language: str, *, is_first: bool) -> None:
    """The parts this reader may see, without the names of who wrote them; open where there is nothing else to read."""
    with open_store() as db:
        texts = {text.part: text for text in readable_charter(db, account.id, community.id)}
    agreed = say(parse_agreed(community.funders_see).told, language)
    with st.expander(t(language, "people.shown_charter"), expanded=is_first, icon=":material/history_edu:"):
        charter_parts.style()
        parts = [_part(texts[name], language) for name in PARTS if name in texts]
        none = f'<p class="attune-charter-none">{escape(t(language, "people.shown_charter_none"))}</p>'
        st.html("".join(parts) or none)
        words = agreed or t(language, "charter.funders_none")
        st.html(_card(t(language, "charter.funders"), f"<p>{escape(words)}</p>"))


def _part(text: CharterText, language: str) -> str:
    lines = "<br>".join(escape(line) for line in say(text.said.text, language).splitlines())
    since = t(language, "people.shown_since", day=day(text.adopted_on or text.created_at[:10], language))
    return _card(t(language, f"charter.part_{text.part}"), f"<p>{lines}</p><small>{escape(since)}</small>")


def _card(title: str, inner: str) -> str:
    head = f'<div class="attune-what attune-charter-head"><b>{escape(title)}</b></div>'
    return f'{head}<div class="attune-charter">{inner}</div>'

"""The line that brings people in from a chat: the address and the code, in the languages of the meeting."""

from __future__ import annotations

from urllib.parse import urljoin

import streamlit as st

from components.settings import settings
from components.text import say, t
from components.ui.address import join_url, phone_base
from components.ui.copy import copy_button
from components.ui.pulse import Reach, pulse
from db.ids import show_join_code
from db.meetings import Meeting


def base_of_tab(reach: Reach | None) -> str | None:
    """The address phones reach, as far as this tab knows; None where this machine is on no network."""
    opened_with = reach.origin if reach else urljoin(st.context.url or "http://localhost", ".")
    return phone_base(settings().public_url, opened_with)


def join_line(meeting: Meeting, base: str, lane: str) -> str:
    """What to paste into a chat, a line for each language."""
    url, code = join_url(base, meeting.join_code, lane), show_join_code(meeting.join_code)
    lines = [
        t(language, "invite.line", title=say(meeting.title, language), url=url, code=code)
        for language in meeting.languages
    ]
    return "\n".join(dict.fromkeys(lines))


def copy_join_line(meeting: Meeting, reach: Reach | None, language: str) -> None:
    """The button that copies the line; nothing where phones cannot reach this machine."""
    base = base_of_tab(reach)
    if base is None:
        return
    line = join_line(meeting, base, reach.lane if reach else "phone")
    copy_button(line, t(language, "invite.copy"), t(language, "invite.copied"), key=f"join-line-{meeting.id}")


@st.fragment
def invite(meeting: Meeting, language: str) -> None:
    """The same on a page that does not follow the meeting: this part alone does."""
    with st.container(key="join-line", horizontal=True, gap=None, width="content"):
        copy_join_line(meeting, pulse(meeting.join_code), language)

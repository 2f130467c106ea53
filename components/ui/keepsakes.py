"""What goes out of the room after a meeting, on its page: the digest, the page to print, the calendar file."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import partial

import streamlit as st

from components.live import past
from components.live.closing import closing_of
from components.live.room import UnknownMeeting
from components.live.store import open_store
from components.takeaway import calendar
from components.takeaway.digest import FORMS, MIME, digest
from components.takeaway.page import paper
from components.takeaway.told import Told, told
from components.text import LANGUAGE_NAMES, say, t
from components.ui.frame import CLOSING, link
from components.ui.guard import for_signed_in
from db import communities, library, meetings, next_meetings
from db.accounts import Account
from db.communities import Community
from db.engine import Store
from db.meetings import Meeting

_BOX = 380


def in_words(db: Store, meeting: Meeting, community: Community) -> list[Told]:
    """A meeting in words in each of its languages."""
    agenda, closing = past.agenda_of(db, meeting), closing_of(db, meeting)
    reading = library.reading_list_after(db, meeting)
    return [told(meeting, community, agenda, closing, language, reading) for language in meeting.languages]


def keepsake(account_id: str, meeting_id: str, form: str, is_named: bool = False) -> bytes:
    """A file to give away, for an account that may run the meeting at the moment it asks.

    `form` is one of the digest's, `paper`, or a language for the calendar file; a digest says who facilitated where it
    `is_named`. Raises `UnknownMeeting` where there is
    no such meeting for this account, or none that has ended and is agreed to go on.
    """
    with open_store() as db:
        meeting = meetings.by_id(db, meeting_id)
        community = communities.by_id(db, meeting.community_id) if meeting else None
        if meeting is None or community is None or communities.role_of(db, community.id, account_id) is None:
            raise UnknownMeeting(meeting_id)
        if form in FORMS:
            led_by = meeting.facilitated_by if is_named else ""
            return digest(in_words(db, meeting, community), form, led_by).encode()
        if form == "paper":
            return paper(in_words(db, meeting, community)).encode()
        agreed = next_meetings.of_meeting(db, meeting_id)
    if agreed is None:
        raise UnknownMeeting(meeting_id)
    return calendar.calendar_file(meeting, community, agreed, form, datetime.now(UTC))


def take_along(account: Account, meeting: Meeting, language: str) -> None:
    """The card on an ended meeting's page."""
    with st.container(key="card-keepsakes"):
        st.subheader(t(language, "closing.take_along"), anchor=False)
        st.caption(t(language, "closing.take_along_lead"))
        with st.container(key="doors-first-keepsakes", horizontal=True):
            link(t(language, "closing.to_closing"), CLOSING, {"meeting": meeting.id})
        _files(account, meeting, language)
        _digest(account, meeting, language)


def _files(account: Account, meeting: Meeting, language: str) -> None:
    with open_store() as db:
        agreed = next_meetings.of_meeting(db, meeting.id)
    with st.container(horizontal=True, key="downloads-keepsakes"):
        _download(account, meeting, "paper", t(language, "closing.get_paper"), "html", "text/html", language)
        for tongue in meeting.languages if agreed else ():
            words = t(language, "closing.get_calendar", language=LANGUAGE_NAMES[tongue])
            _download(account, meeting, tongue, words, "ics", calendar.MIME, language)
    if agreed is None:
        st.caption(t(language, "closing.no_next"))


def _digest(account: Account, meeting: Meeting, language: str) -> None:
    st.markdown(f"**{t(language, 'closing.digest')}**")
    st.caption(t(language, "closing.digest_lead"))
    form = st.segmented_control(
        t(language, "closing.digest_form"), FORMS, default=FORMS[0], key="digest-form", required=True,
        format_func=lambda name: t(language, f"closing.form_{name}"), label_visibility="collapsed",
    )  # fmt: skip
    is_named = bool(meeting.facilitated_by) and st.checkbox(
        t(language, "closing.name_facilitators"), key="digest-names"
    )
    st.code(keepsake(account.id, meeting.id, form, is_named).decode(), language=None, wrap_lines=True, height=_BOX)
    words = t(language, "closing.get_digest", form=t(language, f"closing.form_{form}"))
    _download(account, meeting, form, words, form, MIME[form], language, is_named)


def _download(
    account: Account, meeting: Meeting, form: str, words: str, ending: str, mime: str, language: str,
    is_named: bool = False,
) -> None:  # fmt: skip
    name = re.sub(r"\W+", "-", say(meeting.title, language).lower()).strip("-")[:40] or "meeting"
    what = "next" if ending == "ics" else "digest" if form in FORMS else "takeaway"
    st.download_button(
        words, for_signed_in(account, partial(keepsake, account.id, meeting.id, form, is_named)),
        f"{name}-{meeting.held_on}-{what}.{ending}", mime, key=f"get-{form}", on_click="ignore",
        icon=":material/download:",
    )  # fmt: skip

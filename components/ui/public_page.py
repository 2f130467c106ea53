"""A community's public page, for its organizers: what it says, opening and closing it, digests let out one by one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from components.activities.written import clean
from components.charter.parts import parts_of
from components.directory.learned import digest_of, sayings
from components.live.store import open_store
from components.text import say, t
from components.text.days import day
from components.ui.copy import copy_button
from components.ui.find_community import base, here
from components.ui.frame import confirm, section, tag
from components.ui.guard import do, may_run
from components.ui.words import every_language, words_input, writing_language
from db import charters, public_pages
from db.accounts import Account
from db.communities import Community
from db.meetings import Meeting
from db.public_pages import PublicPage

_LONGEST = {"purpose": 600, "joining": 600, "contact": 120, "topics": 160, "places": 160}
_AT_ONCE = 6


def public_page(
    account: Account, community: Community, page: PublicPage, held: Sequence[Meeting], released: Collection[str],
    language: str, *, is_open: bool,
) -> None:  # fmt: skip
    """The section of a page: whether everybody can see it and where, what it says, and what was learned."""
    section(t(language, "public.title"))
    st.caption(t(language, "public.lead"))
    with st.container(key="card-public"):
        _standing(account, community, page, language, is_open=is_open)
    written = _form(community, page, language, is_open=is_open)
    if written and is_open:
        do(account, community.id, partial(public_pages.put, page=written), "organizer")
        st.toast(t(language, "facilitator.saved"))
        st.rerun()
    _digests(account, community, held, released, language, is_open=is_open)


def _standing(account: Account, community: Community, page: PublicPage, language: str, *, is_open: bool) -> None:
    """Whether the page is open, its address, and the one button that changes that."""
    words = tag(t(language, "public.is_open" if page.is_open else "public.is_closed"), is_on=page.is_open)
    listed = tag(t(language, "public.is_listed"), is_on=True) if page.is_open and page.is_listed else ""
    about = t(language, "public.open_about" if page.is_open else "public.closed_about")
    st.html(f'<div class="attune-what">{words}{listed}<span>{escape(about)}</span></div>')
    if page.is_open:
        address = f"{base()}/c/{page.token}"
        st.code(address, language=None, wrap_lines=True)
        with st.container(horizontal=True):
            st.link_button(t(language, "public.look"), f"{here()}/c/{page.token}", icon=":material/open_in_new:")
            copy_button(address, t(language, "reports.copy"), t(language, "reports.copied"), key="copy-public")
            if is_open and st.button(t(language, "public.close"), key="public-close"):
                st.dialog(t(language, "public.close"))(_close)(account, community, language)
    elif is_open:
        if not page.purpose:
            st.caption(t(language, "public.write_first"))
        if st.button(t(language, "public.open"), key="public-open", type="primary", disabled=not page.purpose):
            do(account, community.id, partial(public_pages.open_page, community_id=community.id), "organizer")
            st.rerun()


def _close(account: Account, community: Community, language: str) -> None:
    if confirm(t(language, "public.close_about"), t(language, "public.close_yes"), language, key="public-close"):
        do(
            account,
            community.id,
            partial(public_pages.close_page, community_id=community.id),
            "organizer",
            still="people",
        )
        st.rerun()


def _form(community: Community, page: PublicPage, language: str, *, is_open: bool) -> PublicPage | None:
    """What the page says; once it is sent, the page as it shall be."""
    key = f"public-{community.id}"
    with (
        st.expander(t(language, "public.write"), expanded=not page.purpose, icon=":material/edit:"),
        st.form(key, border=False),
    ):
        adopted = {} if page.purpose else _adopted_purpose(community.id)
        if adopted:
            st.caption(t(language, "public.from_charter"))
        purpose = _long_text("purpose", page.purpose or adopted, community, language, key)
        joining = _long_text("joining", page.joining, community, language, key)
        contact = st.text_input(
            t(language, "public.contact"), page.contact, _LONGEST["contact"], key=f"{key}-contact",
            help=t(language, "public.contact_help"),
        )  # fmt: skip
        places = st.text_input(
            t(language, "public.places"), page.places, _LONGEST["places"], key=f"{key}-places",
            placeholder=t(language, "public.places_example"),
        )  # fmt: skip
        topics = every_language(
            t(language, "public.topics"), page.topics, community.languages, language, key=f"{key}-topics",
            most=_LONGEST["topics"],
        )  # fmt: skip
        shows_next = st.checkbox(t(language, "public.shows_next"), page.shows_next, key=f"{key}-next")
        is_listed = st.checkbox(
            t(language, "public.list"), page.is_listed, key=f"{key}-listed", help=t(language, "public.list_about")
        )
        is_sent = st.form_submit_button(t(language, "facilitator.save"), type="primary", disabled=not is_open)
    if not is_sent:
        return None
    return replace(
        page, purpose=purpose, joining=joining, contact=clean(contact), places=clean(places), topics=topics,
        shows_next=shows_next, is_listed=is_listed,
    )  # fmt: skip


def _adopted_purpose(community_id: str) -> dict[str, str]:
    """The purpose in a community's charter as the room adopted it, to begin with: nothing is typed twice."""
    with open_store() as db:
        parts = parts_of(charters.of_community(db, community_id))
    return next((part.holds.said.text for part in parts if part.name == "purpose" and part.holds), {})


def _long_text(name: str, words: dict[str, str], community: Community, language: str, key: str) -> dict[str, str]:
    """A text of some lines in each of the community's languages."""
    first = writing_language(community.languages, language)
    written = dict(words)
    for tongue in (first, *(each for each in community.languages if each != first)):
        label = t(language, f"public.{name}") if tongue == first else t(language, f"public.{name}_{tongue}")
        written = words_input(
            label, written, tongue, language, key=f"{key}-{name}.{tongue}", most=_LONGEST[name], lines=3
        )
    return written


def _digests(
    account: Account, community: Community, held: Sequence[Meeting], released: Collection[str], language: str, *,
    is_open: bool,
) -> None:  # fmt: skip
    """The latest meetings, each with whether its digest is on the page, and the way to change that."""
    if not held:
        return
    with st.expander(t(language, "public.learned", n=len(released)), icon=":material/lightbulb:"):
        st.caption(t(language, "public.learned_lead"))
        for meeting in [*held[:_AT_ONCE], *(each for each in held[_AT_ONCE:] if each.id in released)]:
            is_out = meeting.id in released
            with st.container(key=f"card-row-digest-{meeting.id}", horizontal=True, vertical_alignment="center"):
                title, on = escape(say(meeting.title, language)), escape(day(meeting.held_on, language))
                mark = tag(t(language, "public.on_page"), is_on=True) if is_out else ""
                st.html(f'<div class="attune-what"><b>{title}</b><span>{on}</span>{mark}</div>')
                words = "public.take_off" if is_out else "public.look_and_release"
                if st.button(t(language, words), key=f"digest-{meeting.id}", disabled=not is_open):
                    if is_out:
                        _take_off(account, community.id, meeting.id)
                    st.dialog(t(language, "public.release"), width="large")(_release)(
                        account, community, meeting, language
                    )


def _take_off(account: Account, community_id: str, meeting_id: str) -> None:
    job = partial(public_pages.take_back, community_id=community_id, meeting_id=meeting_id)
    do(account, community_id, job, "organizer", still="people")
    st.rerun()


def _release(account: Account, community: Community, meeting: Meeting, language: str) -> None:
    """What everybody would read, and the button that lets it out."""
    if not may_run(account, community.id):
        st.rerun()
    with open_store() as db:
        digest = digest_of(db, community, meeting, language)
    st.caption(t(language, "public.release_about"))
    rows = "".join(
        f"<li><b>{escape(title)}</b><br>{'<br>'.join(map(escape, said))}</li>" for title, said in sayings(digest)
    )
    st.html(f'<ul class="attune-troubles">{rows}</ul>' if rows else f"<p>{escape(t(language, 'public.nothing'))}</p>")
    if st.button(t(language, "public.release_yes"), key="release-yes", type="primary"):
        job = partial(public_pages.release, community_id=community.id, meeting_id=meeting.id)
        do(account, community.id, job, "organizer")
        st.rerun()

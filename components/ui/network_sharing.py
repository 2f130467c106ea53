"""Templates, prompts and lessons that communities of a network share: given as they were planned, taken as a copy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from html import escape

import streamlit as st

from components.library import lending
from components.live import sharing
from components.live.store import open_store
from components.page_turn import turn_to
from components.text import say, t
from components.text.days import day
from components.text.distinct import distinct
from components.text.literal import literal
from components.ui.agenda_list import kind_words
from components.ui.dates import PICKER, today
from components.ui.frame import AGENDA, LIBRARY, empty_state, section, tag
from components.ui.guard import do, may_run
from components.ui.words import every_language
from db import activities, meetings, network_offers
from db.accounts import Account
from db.communities import Community
from db.library import Item
from db.meetings import Meeting
from db.network_offers import Offer
from db.networks import Network

_LONGEST = 200
_WHOLE = ""


def shared(account: Account, community: Community, network: Network, language: str, *, is_open: bool) -> None:
    """What is shared in a network, each with a way to take a copy, and the way to share something."""
    section(t(language, "network.shared"))
    st.caption(t(language, "network.shared_lead"))
    with open_store() as db:
        found = network_offers.of_networks(db, [network.id])
    if not found:
        empty_state(t(language, "network.shared_empty"))
    for one in found:
        with st.container(key=f"card-row-offer-{one.id}", horizontal=True, vertical_alignment="center"):
            st.html(_line(one, language))
            own = one.community_id == community.id
            if own and is_open and st.button(t(language, "network.unshare"), key=f"unshare-{one.id}"):
                job = partial(network_offers.withdraw, community_id=community.id, offer_id=one.id)
                do(account, community.id, job, "organizer", still="people")
                st.rerun()
            if not own and st.button(t(language, "network.take"), key=f"take-{one.id}", icon=":material/content_copy:"):
                st.dialog(literal(say(one.title, language)), width="medium")(_take)(account, community, one, language)
    if is_open and st.button(
        t(language, "network.share"), key=f"share-{network.id}", icon=":material/volunteer_activism:"
    ):
        st.dialog(t(language, "network.share"), width="large")(_share)(account, community, network, language)


def _line(one: Offer, language: str) -> str:
    steps, lesson = sharing.steps_of(one), lending.lesson_of(one) if one.sort == "lesson" else None
    names = [t(language, f"library.kind_{lesson.kind}")] if lesson else [
        kind_words(step.kind, "name", language) for step in steps
    ]  # fmt: skip
    kinds = ", ".join(dict.fromkeys(names))
    about = f"<span>{escape(say(one.about, language))}</span>" if one.about else ""
    return (
        f'<div class="attune-what"><b>{escape(say(one.title, language) or kinds)}</b>'
        f"{tag(t(language, f'network.sort_of_{one.sort}'))}"
        f"<span>{escape(t(language, 'network.by', name=say(one.by, language)))}</span><span>{escape(kinds)}</span>"
        f"{about}</div>"
    )


def _take(account: Account, community: Community, one: Offer, language: str) -> None:
    """What is in it, and one button that makes a meeting of it or puts it on an agenda."""
    if not may_run(account, community.id):
        st.rerun()
    if one.sort == "lesson":
        _take_lesson(account, community, one, language)
        return
    _preview(sharing.texts_of(sharing.steps_of(one)))
    if one.sort == "template":
        held_on = st.date_input(
            t(language, "facilitator.held_on"), date.fromisoformat(today()), format=PICKER[language], key="take-day"
        )
        if st.button(t(language, "network.take_meeting"), key="take-yes", type="primary"):
            job = partial(sharing.take_template, community_id=community.id, offer_id=one.id,
                          held_on=held_on.isoformat())  # fmt: skip
            _to_agenda(do(account, community.id, job))
        return
    with open_store() as db:
        planned = [each for each in meetings.of_community(db, community.id) if each.phase != "ended"]
    if not planned:
        st.caption(t(language, "network.no_planned"))
        return
    chosen = _choose_meeting(t(language, "network.which_agenda"), planned, language, key="take-meeting")
    if st.button(t(language, "network.take_prompt"), key="take-yes", type="primary"):
        job = partial(sharing.take_prompt, community_id=community.id, offer_id=one.id, meeting_id=chosen.id)
        _to_agenda(do(account, community.id, job))


def _take_lesson(account: Account, community: Community, one: Offer, language: str) -> None:
    lesson = lending.lesson_of(one)
    _preview([lesson.title, lesson.body, *lesson.detail.values(), lesson.link] if lesson else [])
    if st.button(t(language, "network.take_lesson"), key="take-yes", type="primary", disabled=lesson is None):
        do(account, community.id, partial(lending.take_lesson, community_id=community.id, offer_id=one.id))
        turn_to(LIBRARY)


def _to_agenda(meeting_id: str | None) -> None:
    if meeting_id:
        turn_to(AGENDA, meeting=meeting_id)
    st.rerun()


def _share(account: Account, community: Community, network: Network, language: str) -> None:
    """Choose a lesson, or a meeting, all of it or one activity; read every word that goes along, and share it."""
    if not may_run(account, community.id):
        st.rerun()
    with open_store() as db:
        held, lessons = meetings.of_community(db, community.id), lending.lendable(db, community.id)
    if lessons:
        whence = st.segmented_control(
            t(language, "network.whence"), ("meeting", "library"), default="meeting", key="share-whence", required=True,
            format_func=lambda name: t(language, f"network.from_{name}"),
        )  # fmt: skip
        if whence == "library":
            _share_lesson(account, community, network, lessons, language)
            return
    if not held:
        st.caption(t(language, "network.nothing_to_share"))
        return
    meeting = _choose_meeting(t(language, "network.which_meeting"), held, language, key="share-meeting")
    with open_store() as db:
        agenda = sharing.shareable(db, community.id, meeting.id)
    names = {_WHOLE: t(language, "network.whole_agenda"), **{each.id: _called(each.id, language) for each in agenda}}
    names = distinct(names)
    part = st.selectbox(t(language, "network.what"), list(names), format_func=names.__getitem__, key="share-part")
    chosen = [each for each in agenda if part in (_WHOLE, each.id)]
    about = _good_for(community, language)
    if _is_agreed(sharing.texts_of(sharing.as_steps(chosen)), language) and chosen:
        job = (
            partial(sharing.share_meeting, meeting_id=meeting.id)
            if part == _WHOLE
            else partial(sharing.share_prompt, activity_id=str(part))
        )
        do(
            account, community.id,
            partial(job, community_id=community.id, network_id=network.id, about=about), "organizer",
        )  # fmt: skip
        st.rerun()


def _share_lesson(
    account: Account, community: Community, network: Network, lessons: Sequence[Item], language: str
) -> None:  # fmt: skip
    names = distinct({each.id: each.title for each in lessons})
    item_id = st.selectbox(t(language, "network.which_lesson"), list(names), format_func=names.__getitem__,
                           key="share-lesson")  # fmt: skip
    item = next(each for each in lessons if each.id == item_id)
    about = _good_for(community, language)
    if _is_agreed([item.title, item.body, *item.detail.values(), item.link], language):
        job = partial(lending.share_lesson, community_id=community.id, network_id=network.id, item_id=item.id,
                      about=about)  # fmt: skip
        do(account, community.id, job, "organizer")
        st.rerun()


def _good_for(community: Community, language: str) -> dict[str, str]:
    label = t(language, "network.about")
    return every_language(label, {}, community.languages, language, key="share-about", most=_LONGEST)


def _is_agreed(texts: Sequence[str], language: str) -> bool:
    """Every word that goes along; whether they were read and shall go."""
    _preview(texts)
    st.caption(t(language, "network.share_named"))
    is_read = st.checkbox(t(language, "network.is_read"), key="share-read")
    is_sent = st.button(t(language, "network.share_yes"), key="share-yes", type="primary", disabled=not is_read)
    return is_sent and is_read


def _called(activity_id: str, language: str) -> str:
    with open_store() as db:
        one = activities.by_id(db, activity_id)
    return say(one.title, language) or kind_words(one.kind, "name", language) if one else activity_id


def _choose_meeting(label: str, found: Sequence[Meeting], language: str, *, key: str) -> Meeting:
    names = distinct({each.id: f"{say(each.title, language)}, {day(each.held_on, language)}" for each in found})
    chosen = st.selectbox(label, list(names), format_func=names.__getitem__, key=key)
    return next(each for each in found if each.id == chosen)


def _preview(texts: Sequence[str]) -> None:
    st.html('<ul class="attune-troubles">' + "".join(f"<li>{escape(text)}</li>" for text in texts if text) + "</ul>")

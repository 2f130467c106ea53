"""What a meeting needs on paper: table tents, the way in, and ballots for people without a phone."""

from __future__ import annotations

import streamlit as st

from components.accounts import reader_language
from components.live import doors
from components.live.store import open_store
from components.text import LANGUAGE_NAMES, say, t
from components.text.literal import literal
from components.ui import printable
from components.ui.frame import AGENDA, MEETINGS, empty_state, frame
from components.ui.guard import do, require_meeting
from components.ui.invite import base_of_tab
from components.ui.print_button import print_button
from components.ui.pulse import pulse
from components.ui.wall import Place
from db import activities, communities, one_time_links

_THINGS = ("tents", "sheet", "ballots", "links")
_A_PAGE = 20  # links on one page, of A4 or Letter
_CODES = "print_codes"  # in session_state: the codes just made, for one meeting; nowhere else after that


def choose_ballots(language: str) -> str:
    """Which activities, in which language, how many of each; then the ballots."""
    tongue = meeting.languages[0]
    if len(meeting.languages) > 1:
        tongue = str(st.segmented_control(
            t(language, "paper.language"), meeting.languages, default=tongue, key="print-language", required=True,
            format_func=LANGUAGE_NAMES.__getitem__,
        ))  # fmt: skip
    with open_store() as db:
        by_activity = {each.id: printable.ballots_of(db, meeting, each, len(agenda), tongue) for each in agenda}
    names = {each.id: literal(say(each.title, language)) for each in agenda if by_activity[each.id]}
    chosen = st.pills(
        t(language, "paper.activities"), list(names), format_func=names.__getitem__, selection_mode="multi",
        default=list(names), key="print-activities",
    )  # fmt: skip
    copies = st.number_input(t(language, "paper.copies"), 1, 200, 10, key="print-copies", width=160)
    wanted = [ballot for name in names if name in chosen for ballot in by_activity[name]]
    return printable.ballots(wanted, int(copies), tongue)


def choose_tents(place: Place, language: str) -> str:
    """How many tents, and how large; then the tents."""
    with st.container(horizontal=True):
        how_many = st.number_input(t(language, "paper.how_many_tents"), 1, 100, 8, key="print-tents", width=160)
        per_sheet = st.segmented_control(
            t(language, "paper.per_page"), (2, 4), default=4, key="print-per-sheet", required=True
        )
    return printable.tents(place, int(how_many), int(per_sheet or 4))


def choose_links(place: Place, language: str) -> str:
    """How many one-time links to make; then their codes, which this tab alone knows."""
    st.caption(t(language, "paper.links_about"))
    with open_store() as db:
        there = one_time_links.of_meeting(db, meeting.id)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        how_many = st.number_input(
            t(language, "paper.how_many_links"), 1, doors.MOST_LINKS, _A_PAGE, key="print-links", width=160
        )
        is_wanted = st.button(t(language, "paper.make_links"), key="print-make-links")
        if is_wanted:
            made = do(account, meeting.community_id, lambda db: doors.make_links(db, meeting.id, int(how_many)))
            st.session_state[_CODES] = (meeting.id, made)
            st.rerun(scope="fragment")
        if there.unused and st.button(t(language, "paper.revoke_links"), key="print-revoke", type="tertiary"):
            do(account, meeting.community_id, lambda db: doors.revoke_links(db, meeting.id), still="erasing")
            st.session_state.pop(_CODES, None)
            st.toast(t(language, "paper.links_revoked"))
            st.rerun(scope="fragment")
    if there.unused or there.used:
        st.caption(t(language, "paper.links_there", unused=there.unused, used=there.used))
    owner, codes = st.session_state.get(_CODES, ("", []))
    return printable.links(place, codes) if codes and owner == meeting.id else ""


def choose(place: Place, language: str) -> str:
    """What to print, as HTML; empty where there is nothing, and why is said."""
    thing = st.segmented_control(
        t(language, "paper.what"), _THINGS, default=asked if asked in _THINGS else "tents", key="print-thing",
        required=True, format_func=lambda name: t(language, f"paper.{name}"),
    )  # fmt: skip
    if thing == "ballots":
        html = choose_ballots(language)
        if not html:
            empty_state(t(language, "paper.nothing"))
        return html
    if place.base is None:
        empty_state(t(language, "paper.no_address"))
        return ""
    if thing == "links":
        try:
            return choose_links(place, language)
        except doors.CannotControl as error:
            st.warning(t(language, f"errors.{error.code}"))
            return ""
    return choose_tents(place, language) if thing == "tents" else printable.way_in(place, meeting)


account, meeting = require_meeting()
asked = st.query_params.get("thing", "")
language = reader_language(account)
with open_store() as db:
    community = communities.by_id(db, meeting.community_id)
    agenda = activities.of_meeting(db, meeting.id)
assert community is not None, "a meeting's community exists by foreign key"
frame(
    t(language, "paper.page_title"), account, active="meetings", language=language, lead=t(language, "paper.lead"),
    crumbs=[(t(language, "facilitator.page_meetings"), MEETINGS, {"community": community.id}),
            (say(meeting.title, language), AGENDA, {"meeting": meeting.id})],
)  # fmt: skip
printable.style()


@st.fragment
def show_print() -> None:
    """What to print, and its preview; this part alone follows what the browser reaches."""
    with st.container(key="print-options"):
        reach = pulse(meeting.join_code)
        lane, base = reach.lane if reach else "phone", base_of_tab(reach)
        html = choose(
            Place(meeting.title, community_name, meeting.languages, meeting.join_code, base, lane, False), language
        )
        if html:
            with st.container(horizontal=True, vertical_alignment="center"):
                print_button(t(language, "paper.print"))
                st.caption(t(language, "paper.print_help"))
    if html:
        printable.show(html)


community_name = community.name
show_print()

"""The agenda of a meeting: its activities in order, or one of them in its editor beside the phone's preview."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.accounts import reader_language
from components.live import plans
from components.live.store import open_store
from components.text import say, t
from components.ui import one_screen
from components.ui.agenda_list import activity_row, facts_line, kind_picker, new_activity, offer_undo
from components.ui.cards import facts_form
from components.ui.editor import Edited, edit_activity
from components.ui.frame import CONTROL, MEETINGS, PRINT, confirm, empty_state, frame, link, turn_to
from components.ui.gathering import offers
from components.ui.guard import do, require_meeting
from components.ui.invite import invite
from components.ui.left_out import offer_left_out
from components.ui.matching import offers as match_offers
from components.ui.reuse import Found, earlier_picker
from db import activities, communities, rounds
from db.accounts import Account
from db.activities import Activity
from db.engine import RuleBroken, Store
from db.meetings import Meeting
from db.removal import Removed

_REMOVED = "removed_activity"
_REUSING = "is_reusing"


def ask_facts(account: Account, meeting: Meeting, language: str) -> None:
    """The dialog about the meeting itself."""
    with open_store() as db:
        promised = {
            "is_promised": plans.is_promised(db, meeting.id),
            "is_reading_promised": plans.is_reading_promised(db, meeting.id),
        }
    plan = facts_form(meeting, language, key=f"facts-{meeting.id}", **promised)
    if plan:
        do(
            account,
            meeting.community_id,
            lambda db: plans.change_facts(db, meeting, plan, account.name),
            still="record",
        )
        st.rerun()


def ask_new(account: Account, meeting: Meeting, language: str) -> None:
    """The dialog that adds an activity; it opens in its editor."""
    with open_store() as db:
        earlier = plans.reusable(db, meeting)
    if st.session_state.get(_REUSING):
        ask_earlier(account, meeting, earlier, language)
        return
    kind = kind_picker(language, partial(turn_to_earlier, True) if earlier else None)
    if kind:
        title, config = new_activity(kind)
        made = do(account, meeting.community_id, lambda db: activities.add(db, meeting.id, kind, title, config))
        turn_to({"meeting": meeting.id, "activity": made})


def turn_to_earlier(is_wanted: bool) -> None:
    """Turn the dialog to what was asked before, or back to the kinds."""
    st.session_state[_REUSING] = is_wanted


def ask_earlier(account: Account, meeting: Meeting, earlier: list[Found], language: str) -> None:
    """The same dialog with what was asked before; a copy of it opens in its editor."""
    st.button(
        t(language, "reuse.back"), key="reuse-back", type="tertiary", icon=":material/arrow_back:",
        on_click=turn_to_earlier, args=(False,),
    )  # fmt: skip
    chosen = earlier_picker(earlier, language)
    if chosen:
        made = do(account, meeting.community_id, lambda db: plans.reuse(db, meeting, chosen))
        turn_to({"meeting": meeting.id} | ({"activity": made} if made else {}))


def ask_remove(account: Account, meeting: Meeting, activity: Activity, language: str) -> None:
    """The dialog for an activity people have answered: its answers would go with it."""
    question = t(language, "facilitator.remove_answered", title=say(activity.title, language))
    agreed = confirm(question, t(language, "facilitator.delete_yes"), language, key=f"remove-{activity.id}")
    if agreed:
        remove(account, meeting, activity)
        st.rerun()


def remove(account: Account, meeting: Meeting, activity: Activity) -> None:
    """Take an activity out; this tab keeps it, to be put back."""
    removed = do(account, meeting.community_id, lambda db: activities.remove(db, activity), still="erasing")
    st.session_state[_REMOVED] = (activity, removed)


def put_back(account: Account, meeting: Meeting, removed: tuple[Activity, Removed], language: str) -> None:
    """Bring an activity back with its answers, or say that it cannot."""
    try:
        do(account, meeting.community_id, lambda db: activities.put_back(db, *removed), still="erasing")
    except RuleBroken:
        st.toast(t(language, "facilitator.gone_for_good"))


def show_facts(account: Account, meeting: Meeting, minutes: int, language: str) -> None:
    """When it is, in which languages, when its pictures appear, how long it takes; and the way to change that."""
    with st.container(key="doors-first-agenda", horizontal=True, vertical_alignment="center"):
        words = "control_planned" if meeting.phase == "planned" else "to_control"
        link(t(language, f"facilitator.{words}"), CONTROL, {"meeting": meeting.id})
        if st.button(t(language, "facilitator.change_facts"), key="facts", icon=":material/edit:"):
            st.dialog(t(language, "facilitator.change_facts"), width="medium")(ask_facts)(account, meeting, language)
        link(t(language, "paper.page_title"), PRINT, {"meeting": meeting.id}, icon=":material/print:")
        invite(meeting, language)
        one_screen.button(meeting, language)
    st.caption(facts_line(meeting, minutes, language))


def show_agenda(account: Account, meeting: Meeting, agenda: list[Activity], language: str) -> None:
    """The activities in order, and the way to another one."""
    with open_store() as db:
        answered = {activity.id for activity in agenda if rounds.of_activity(db, activity.id)}
    if offer_undo(st.session_state.get(_REMOVED), meeting, language):
        put_back(account, meeting, st.session_state.pop(_REMOVED), language)
        st.rerun()
    offer_changes(account, meeting, language)
    wanted = offers(meeting, language) or match_offers(meeting, language)
    if wanted:
        do(account, meeting.community_id, wanted)
        st.rerun()
    if not agenda:
        empty_state(t(language, "facilitator.no_activities"))
    for activity in agenda:
        wish = activity_row(
            activity, len(agenda), language, is_answered=activity.id in answered,
            is_on_now=activity.id == meeting.activity_id and meeting.phase != "ended",
        )  # fmt: skip
        if wish:
            grant(account, meeting, activity, wish, activity.id in answered, language)
    if meeting.phase == "planned":
        take_up(account, meeting, language)
    if st.button(t(language, "facilitator.add_activity"), key="add-activity", icon=":material/add:"):
        turn_to_earlier(False)
        st.dialog(t(language, "facilitator.add_activity"), width="medium")(ask_new)(account, meeting, language)


def offer_changes(account: Account, meeting: Meeting, language: str) -> None:
    """The way to open this meeting with *You said, we changed*, where there is any to tell."""
    with open_store() as db:
        untold = plans.untold(db, meeting)
    if not untold:
        return
    with st.container(key="card-untold", horizontal=True, vertical_alignment="center"):
        words = t(language, "closing.untold_one" if len(untold) == 1 else "closing.untold", n=len(untold))
        st.text(words, width="stretch")
        if st.button(t(language, "closing.open_with"), key="open-with"):
            do(account, meeting.community_id, lambda db: plans.open_with_changes(db, meeting))
            st.rerun()


def take_up(account: Account, meeting: Meeting, language: str) -> None:
    """Offer what the community's last meeting had no time for; what is wanted goes to the end of the agenda."""
    with open_store() as db:
        found = activities.skipped_last(db, meeting.community_id)
    wanted = offer_left_out(found, language)
    if wanted:
        do(account, meeting.community_id, lambda db: plans.take_up(db, meeting, wanted))
        st.rerun()


def grant(account: Account, meeting: Meeting, activity: Activity, wish: str, is_answered: bool, language: str) -> None:
    """Do what was asked of one activity."""
    if wish == "edit":
        turn_to({"meeting": meeting.id, "activity": activity.id})
    if wish == "remove" and is_answered:
        title = t(language, "facilitator.remove_title")
        st.dialog(title, width="medium")(ask_remove)(account, meeting, activity, language)
        return
    if wish == "remove":
        remove(account, meeting, activity)
    else:
        by = -1 if wish == "up" else 1
        do(account, meeting.community_id, lambda db: plans.move(db, activity, by))
    st.rerun()


def rewrite(account: Account, meeting: Meeting, activity: Activity, edited: Edited) -> None:
    """Save an activity as it was edited."""

    def job(db: Store) -> None:
        activities.change(
            db, activity, title=edited.title, config=edited.config, minutes=edited.minutes, notes=edited.notes,
            whom=edited.whom,
        )  # fmt: skip
        if edited.think_seconds != activity.think_seconds:
            activities.set_thinking(db, activity, edited.think_seconds)

    do(account, meeting.community_id, job)
    st.rerun()


account, meeting = require_meeting()
language = reader_language(account)
with open_store() as db:
    community = communities.by_id(db, meeting.community_id)
    agenda = activities.of_meeting(db, meeting.id)
    used = communities.prompts_used(db, meeting.community_id)
assert community is not None, "a meeting's community exists by foreign key"
st.session_state["prompts_used"] = used
st.session_state["prompts_stage"] = community.stage
editing = next((activity for activity in agenda if activity.id == st.query_params.get("activity")), None)
crumbs = [(t(language, "facilitator.page_meetings"), MEETINGS, {"community": community.id})]
if editing is None:
    frame(say(meeting.title, language), account, active="meetings", language=language, crumbs=crumbs, with_help=True)
    show_facts(account, meeting, sum(activity.minutes for activity in agenda), language)
    show_agenda(account, meeting, agenda, language)
else:
    crumbs.append((say(meeting.title, language), "", {"meeting": meeting.id}))
    frame(say(editing.title, language), account, active="meetings", language=language, crumbs=crumbs, with_help=True)
    edited = edit_activity(editing, meeting, community, len(agenda), language)
    if edited:
        rewrite(account, meeting, editing, edited)

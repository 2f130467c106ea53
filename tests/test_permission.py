"""Whoever may not change a community does not, by any function that changes one, and with no id of another one."""

from __future__ import annotations

import ast
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import jwt
import pytest
from websockets.exceptions import InvalidStatus

from components import account_cookie
from components.activities.base import piece_id
from components.history import joins
from components.imports.taking import File, Prepared, take
from components.leading import inviting, rota
from components.leading.inviting import Wish
from components.library import keeping, lending, promoting, tried
from components.live import (
    behalf,
    between,
    charter,
    closing,
    control,
    doing_away,
    doors,
    ending,
    gathering,
    handover,
    keeping_time,
    matching,
    next_agenda,
    pace,
    permission,
    plans,
    reading,
    record,
    sharing,
)  # fmt: skip
from components.live import workgroups as live_workgroups
from components.live.cast import Cast, Refused
from components.live.control import CannotControl
from components.live.ending import Onward
from components.live.permission import NotAllowed, save_for, save_own
from components.live.plans import Plan
from components.live.store import open_store, save
from components.settings import settings
from components.templates.charter import pulse
from components.text import t
from components.themes import moves
from components.themes.board import read_board
from components.ui.bringing_in import join
from components.ui.guard import for_signed_in
from components.ui.people import put_role
from db import (
    accounts,
    activities,
    changes,
    charters,
    communities,
    corrections,
    endings,
    goals,
    imports,
    insights,
    invitations,
    involvements,
    library,
    library_asks,
    library_files,
    measurements,
    meetings,
    network_offers,
    networks,
    next_meetings,
    notes,
    open_questions,
    participants,
    public_pages,
    resources,
    roles,
    same_things,
    stages,
    themes,
    theories,
    trials,
    wished_presence,
    workgroups,
)  # fmt: skip
from db.accounts import Account
from db.activities import Activity
from db.changes import Change
from db.charters import Said
from db.communities import Community
from db.engine import RuleBroken, Store
from db.goals import Goal, Metric
from db.ids import new_id, now
from db.involvements import Involvement
from db.library import Item, Stems
from db.measurements import Measurement
from db.meetings import Meeting
from db.next_meetings import NextMeeting
from db.public_pages import PublicPage
from db.removal import Removed
from db.resources import Resource
from db.theories import Area, Theory
from db.trials import Trial
from db.unlinking import MONTHS
from tests import streamlit_tab, writers
from tests.rooms import CARDS, EXIT, Made, answer, make_account, make_meeting, open_activity
from tests.servers import Server, serve
from tests.tabs import open_tab

TABLES = ("communities", "memberships", "meetings", "activities", "rounds", "answers", "moderations", "themes",
          "theme_pieces", "notes", "imports", "same_things", "changes", "next_meetings", "shared_reports",
          "corrections", "community_words", "hidden_words", "handovers", "accounts", "prompts_used",
          "contacts", "origins", "one_time_links", "charter_texts", "insight_notes", "stage_moves", "endings",
          "resources", "matches", "workgroups", "workgroup_notes",
          "roles", "invitations", "open_questions", "open_replies", "member_links",
          "own_marks", "involvements", "wished_presence", "public_pages", "public_digests", "networks",
          "network_regions", "network_places", "network_members", "network_served", "network_offers", "library_items",
          "library_themes", "library_links", "library_files", "library_asks", "library_sources",
          "goals", "metrics", "measurements", "theories", "practice_areas", "trials")  # fmt: skip
ORGANIZERS = {"between.ask", "between.stop", "inviting.invite", "invitations.revoke", "roles.begin",
              "roles.change", "roles.end", "roles.remove",
              "bringing_in.join", "people.put_role", "communities.change", "communities.ask_about",
              "communities.agree_on_funders", "reading.list_word", "reading.unlist_word", "taking.take",
              "imports.undo", "keeping_time.set_after", "doing_away.delete_community", "stages.move",
              "stages.take_back", "ending.close", "ending.go_on", "endings.reopen", "involvements.add",
              "involvements.end", "involvements.remove", "involvements.put_back", "wished_presence.put",
              "public_pages.put", "public_pages.open_page", "public_pages.close_page", "public_pages.release",
              "public_pages.take_back", "networks.join", "networks.leave", "networks.serve",
              "network_offers.withdraw", "sharing.share_meeting", "sharing.share_prompt",
              "lending.share_lesson"}  # fmt: skip
"""What only an organizer may."""
FOR_OTHERS = {
    "arrivals.arrive_all": "phones, at their door",
    "join.arrive": "phones, at their door",
    "cast.cast": "phones, at their door",
    "families.keep_about": "phones, about themselves",
    "inviting.accept": "whoever has an invitation, for themselves",
    "inviting.accept_new": "whoever has an invitation, for themselves",
    "handover.claim": "whoever has the token of an offer",
    "handover.take": "the phone that claimed an offer, once it was agreed to",
    "erasing.erase_from": "phones, about themselves",
    "consent.say": "phones, about their own words",
    "accounts.change": "an account, about itself",
    "communities.create": "an account, which organizes what it makes",
    "networks.create": "within `network_joining.make`",
    "network_joining.make": "an account, which keeps what it makes",
    "california.make": "within `network_joining.make`",
    "communities.add_member": "within `bringing_in.join` and `people.put_role`",
    "communities.remove_member": "within `people.put_role`",
    "accounts.create": "within `bringing_in.join` and `inviting.accept_new`",
    "meetings.change": "within the wishes of a control, which are here",
}


@dataclass(frozen=True)
class Place:
    """A meeting of one community, and something of every sort in it."""

    made: Made
    round_id: str
    answer_id: str
    note_id: str
    import_id: str
    same_id: str
    theme_id: str
    group_id: str
    step_id: str
    item_id: str
    file_id: str
    ask_id: str
    text_id: str
    resource_id: str
    role_id: str
    invitation_id: str
    reply_id: str
    involvement_id: str
    network_id: str
    offer_id: str
    goal_id: str
    metric_id: str
    measurement_id: str
    area_id: str
    trial_id: str

    @property
    def id(self) -> str:
        return self.made.id

    @property
    def community(self) -> str:
        return self.made.community_id

    @property
    def piece(self) -> tuple[str, str]:
        return self.answer_id, "text"


CHAIRS = Resource("", "space", "Chairs", "", None, "missing")


def furnish(db: Store, name: str) -> Place:
    made = make_meeting(db, account=make_account(db, name), configs={"icebreaker": CARDS, "reflection": EXIT,
                                                                     "talk": {"text": {"en": "Hello"}}})  # fmt: skip
    round_id = open_activity(db, made, "icebreaker")
    given = answer(db, made, round_id, "a phone", {"text": "A walk"}).id
    note_id = notes.add(db, made.community_id, "2026-05-04", None, {"en": "A strike"})
    brought = imports.create(db, made.community_id, name="a.csv", digest=name, account_id=made.account_id, people=1,
                             answers=1)  # fmt: skip
    same = same_things.add(db, made.community_id, "spectrum", "one", "other")
    theme_id = new_id()
    themes.add(db, made.community_id, theme_id, {"en": "Buses"})
    item_id = library.add(db, made.community_id, Item("", "tool", "A form"), Stems("form", ""))
    file_id = library_files.add(db, made.community_id, item_id, "a.txt", "text/plain", b"A")
    library_asks.ask(db, made.community_id, (given, "text"), "worked", "A walk", "A walk")
    [asked] = library_asks.of_answers(db, [given])
    text_id = charters.propose(db, made.community_id, "purpose", Said({"en": "We learn"}), "Ana")
    charters.adopt(db, made.community_id, "purpose", Said({"en": "We learn"}), "Ana", proposal=text_id)
    resource_id = resources.put(db, made.community_id, CHAIRS)
    insights.note(db, made.community_id, "safe", "begun", "Agreements", "Ana")
    group_id = workgroups.add(db, made.community_id, {"en": "Childcare"}, "2026-05-04")
    workgroups.write(db, made.community_id, group_id, "step", "Visit", "2026-05-04")
    [step] = workgroups.of_community(db, made.community_id)[0].steps
    [area_id] = theories.put_areas(db, made.community_id, [Area("", {"en": "Buses"})])
    theories.put(db, made.community_id, Theory({"then": {"en": "More buses"}}), "Ana")
    goal_id = goals.put(db, made.community_id, Goal("", {"en": "Buses"}, area_id))
    metric_id = goals.put_metric(db, made.community_id, Metric("", goal_id, {"en": "Lines"}, {}))
    [measured] = measurements.add(db, made.community_id, [Measurement("", metric_id, "2026-05-04", 3)], "Ana")
    trial_id = trials.put(db, made.community_id, Trial("", goal_id, {"plan": {"en": "A bus"}}, "adopt"), "Ana")
    role_id = roles.begin(db, made.community_id, "sponsor", f"Fund of {name}")
    invitation_id = invitations.add(
        db, made.community_id, "sponsor", f"secret of {name}", now(later=600), made.account_id
    )  # fmt: skip
    question = open_questions.open_question(db, made.community_id, {"en": "How is it going?"})
    person = participants.find(db, made.community_id, "a phone")
    assert person
    open_questions.put_reply(db, question, person, "Slowly")
    [reply] = open_questions.replies(db, question)
    involved = involvements.add(db, made.community_id, {"en": "A"}, {"en": "B"}, "decide", "2026-01-01")
    network_id = networks.create(db, made.account_id, {"en": name}, "states")
    for region in ("North", "South"):
        region_id = networks.add_region(db, made.account_id, network_id, {"en": region})
        assert region_id
        networks.add_places(db, made.account_id, region_id, {f"{region} {name}": None})
    networks.enter(db, network_id, made.community_id)
    offered = network_offers.offer(db, network_id, made.community_id, "prompt", {"en": name}, {}, "[]")
    assert offered
    public_pages.release(db, made.community_id, made.id)
    return Place(
        made, round_id, given, note_id, brought, same, theme_id, group_id, step.id, item_id, file_id or "", asked.id,
        text_id, resource_id, role_id, invitation_id, reply.id, involved, network_id, offered,
        goal_id, metric_id, measured, area_id, trial_id,
    )  # fmt: skip


@pytest.fixture
def north(database: str) -> Place:
    return save(lambda db: furnish(db, "ana"))


@pytest.fixture
def south(north: Place) -> Place:
    return save(lambda db: furnish(db, "bea"))


def meeting(db: Store, place: Place) -> Meeting:
    found = meetings.by_id(db, place.id)
    assert found
    return found


def community(db: Store, place: Place) -> Community:
    found = communities.by_id(db, place.community)
    assert found
    return found


def activity(db: Store, place: Place, kind: str = "talk") -> Activity:
    found = activities.by_id(db, place.made.activity_ids[kind])
    assert found
    return found


def ended(db: Store, place: Place) -> str:
    if meeting(db, place).phase != "ended":
        control.end(db, place.id)
    return place.id


def removed(db: Store, place: Place, one: Activity) -> Removed:
    return activities.remove(db, one)


def bring_back(db: Store, place: Place) -> None:
    record.bring_back(db, "Bea", place.id, record.forget(db, "Bea", place.id))


NOBODY = frozenset[frozenset[str]]()
PLAN = Plan({"en": "Another"}, "2026-06-01", ("en",), "at_five")
Act = Callable[[Store, Place, Place], object]
# Each acts in a place, and where it names anything within one by its id, with the ids of `at`.
ACTS: dict[str, Act] = {
    "control.go_live": lambda db, place, at: control.go_live(db, place.id),
    "control.rehearse": lambda db, place, at: control.rehearse(db, place.id),
    "control.start_for_real": lambda db, place, at: control.start_for_real(db, place.id),
    "control.show": lambda db, place, at: control.show(db, place.id, at.made.activity_ids["talk"]),
    "control.open_round": lambda db, place, at: control.open_round(db, place.id),
    "control.draw_another": lambda db, place, at: control.draw_another(db, place.id),
    "control.close": lambda db, place, at: control.close(db, place.id),
    "control.keep_open": lambda db, place, at: control.keep_open(db, place.id),
    "control.reveal": lambda db, place, at: control.reveal(db, place.id),
    "control.share": lambda db, place, at: control.share(db, place.id),
    "control.hide": lambda db, place, at: control.hide(db, place.id),
    "control.start_timer": lambda db, place, at: control.start_timer(db, place.id, 60),
    "control.stop_timer": lambda db, place, at: control.stop_timer(db, place.id),
    "control.blank": lambda db, place, at: control.blank(db, place.id, True),
    "control.end": lambda db, place, at: control.end(db, place.id),
    "control.go_on": lambda db, place, at: control.go_on(db, place.id),
    "control.reword_piece": lambda db, place, at: control.reword_piece(db, place.id, *at.piece, "Hm"),
    "control.merge_piece": lambda db, place, at: control.merge_piece(db, place.id, place.answer_id, "x", at.piece),
    "control.pick_piece": lambda db, place, at: control.pick_piece(db, place.id, *at.piece, True),
    "control.mark_piece": lambda db, place, at: control.mark_piece(db, place.id, *at.piece, "keep", True),
    "control.answer_for": lambda db, place, at: control.answer_for(
        db, place.id, Cast(new_id(), at.round_id, {"text": "A"})
    ),
    "behalf.give": lambda db, place, at: behalf.give(db, place.id, at.round_id, [{"text": "A"}]),
    "behalf.take_back": lambda db, place, at: behalf.take_back(db, place.id, [at.answer_id]),
    "pace.skip": lambda db, place, at: pace.skip(db, place.id, at.made.activity_ids["reflection"]),
    "pace.shorten": lambda db, place, at: pace.shorten(db, place.id),
    "pace.unshorten": lambda db, place, at: pace.unshorten(db, place.id),
    "pace.finish_on_phones": lambda db, place, at: pace.finish_on_phones(
        db, place.id, at.made.activity_ids["icebreaker"]
    ),
    "pace.take_back": lambda db, place, at: pace.take_back(db, place.id, at.made.activity_ids["icebreaker"]),
    "pace.open_now": lambda db, place, at: pace.open_now(db, place.id),
    "pace.not_yet": lambda db, place, at: pace.not_yet(db, place.id),
    "gathering.gather": lambda db, place, at: gathering.gather(
        db, place.id, at.made.activity_ids["icebreaker"], [{"en": "A"}, {"en": "B"}]
    ),
    "gathering.hear": lambda db, place, at: gathering.hear(db, meeting(db, place)),
    "matching.put_on_agenda": lambda db, place, at: matching.put_on_agenda(
        db, place.id, at.made.activity_ids["icebreaker"], [{"en": "A"}, {"en": "B"}]
    ),
    "matching.keep": lambda db, place, at: matching.keep(db, place.id, matching.Brought(at.round_id, {}, NOBODY), []),
    "workgroups.keep": lambda db, place, at: live_workgroups.keep(db, place.community, at.made.activity_ids["talk"]),
    "workgroups.put_on_agenda": lambda db, place, at: live_workgroups.put_on_agenda(
        db, place.community, at.group_id, planned(db, place)
    ),
    "workgroups.add": lambda db, place, at: workgroups.add(db, place.community, {"en": "Housing"}, "2026-05-04"),
    "workgroups.change": lambda db, place, at: workgroups.change(
        db, place.community, at.group_id, name={"en": "B"}, goal={}, lead="Bea", people=3, due_on=None
    ),
    "workgroups.close": lambda db, place, at: workgroups.close(db, place.community, at.group_id, "2026-05-04", {}),
    "workgroups.reopen": lambda db, place, at: workgroups.reopen(db, place.community, at.group_id),
    "workgroups.remove": lambda db, place, at: workgroups.remove(db, place.community, at.group_id),
    "workgroups.bring_back": lambda db, place, at: bring_group_back(db, place, at),
    "workgroups.write": lambda db, place, at: workgroups.write(
        db, place.community, at.group_id, "step", "Call", "2026-05-04"
    ),
    "workgroups.set_done": lambda db, place, at: workgroups.set_done(db, place.community, at.step_id, "2026-05-04"),
    "workgroups.erase": lambda db, place, at: workgroups.erase(db, place.community, at.step_id),
    "closing.let_through": lambda db, place, at: closing.let_through(db, meeting(db, place), [at.piece], True),
    "reading.let_through": lambda db, place, at: reading.let_through(db, place.id, [at.piece]),
    "reading.leave_out": lambda db, place, at: reading.leave_out(db, place.id, [at.piece]),
    "reading.bring_back": lambda db, place, at: reading.bring_back(db, place.id, [at.piece]),
    "reading.wait_again": lambda db, place, at: reading.wait_again(db, place.id, [at.piece]),
    "reading.translate": lambda db, place, at: reading.translate(db, place.id, [at.piece], "es", "Hola"),
    "reading.hide_word": lambda db, place, at: reading.hide_word(db, place.id, "walk"),
    "reading.bring_word_back": lambda db, place, at: reading.bring_word_back(db, place.id, "walk"),
    "reading.list_word": lambda db, place, at: reading.list_word(db, place.community, "walk", is_held=True),
    "reading.unlist_word": lambda db, place, at: reading.unlist_word(db, place.community, "walk"),
    "record.move": lambda db, place, at: record.move(db, "Bea", ended(db, place), "2026-01-01"),
    "record.leave_out": lambda db, place, at: record.leave_out(db, "Bea", ended(db, place), True),
    "record.withdraw": lambda db, place, at: record.withdraw(db, "Bea", ended(db, place), at.answer_id),
    "record.put_back": lambda db, place, at: record.put_back(db, "Bea", ended(db, place), at.answer_id),
    "record.forget": lambda db, place, at: record.forget(db, "Bea", place.id),
    "record.bring_back": lambda db, place, at: record.bring_back(
        db, "Bea", place.id, Removed({"meetings": [{"id": new_id(), "title": "{}"}]})
    ),
    "handover.offer": lambda db, place, at: handover.offer(db, place.id, account_of(db, place.made.account_id)),
    "handover.agree": lambda db, place, at: handover.agree(db, offered(db, place)),
    "handover.withdraw": lambda db, place, at: handover.withdraw(db, offered(db, place)),
    "next_agenda.make": lambda db, place, at: next_agenda.make(
        db, community(db, place), meeting(db, place), [], "2026-06-01"
    ),
    "plans.make": lambda db, place, at: plans.make(db, community(db, place), PLAN),
    "plans.copy": lambda db, place, at: plans.copy(db, meeting(db, place), title={"en": "B"}, held_on="2026-06-01"),
    "plans.change_facts": lambda db, place, at: plans.change_facts(db, meeting(db, place), PLAN, "Bea"),
    "plans.move": lambda db, place, at: plans.move(db, activity(db, place), -1),
    "plans.open_with_changes": lambda db, place, at: plans.open_with_changes(db, meeting(db, place)),
    "plans.reuse": lambda db, place, at: plans.reuse(db, meeting(db, place), at.made.activity_ids["talk"]),
    "plans.take_up": lambda db, place, at: plans.take_up(db, meeting(db, place), activity(db, place)),
    "activities.add": lambda db, place, at: activities.add(db, place.id, "talk", {"en": "A"}, "{}"),
    "activities.change": lambda db, place, at: activities.change(
        db, activity(db, place), title={"en": "A"}, config="{}", minutes=1
    ),
    "activities.set_thinking": lambda db, place, at: activities.set_thinking(db, activity(db, place), 30),
    "activities.remove": lambda db, place, at: activities.remove(db, activity(db, place)),
    "activities.put_back": lambda db, place, at: activities.put_back(
        db, activity(db, place), removed(db, place, activity(db, place))
    ),
    "changes.keep": lambda db, place, at: changes.keep(db, place.community, [Change({"en": "A"}, {"en": "B"})]),
    "next_meetings.put": lambda db, place, at: next_meetings.put(db, place.id, NextMeeting("2026-06-01")),
    "notes.add": lambda db, place, at: notes.add(db, place.community, "2026-05-04", None, {"en": "A"}),
    "notes.remove": lambda db, place, at: notes.remove(db, place.community, at.note_id),
    "notes.put_back": lambda db, place, at: put_note_back(db, place, at),
    "joins.join": lambda db, place, at: joins.join(db, place.community, "spectrum", *things(at)),
    "joins.separate": lambda db, place, at: joins.separate(
        db, place.community, "spectrum", things(at)[0], "2026-02-01"
    ),
    "joins.take_back": lambda db, place, at: joins.take_back(db, place.community, at.same_id, {"en": "A"}),
    "corrections.add": lambda db, place, at: corrections.add(db, place.community, "R", "import_undone", {"file": "b"}),
    "moves.apply": lambda db, place, at: moves.apply(
        db, read_board(db, meeting(db, place)), moves.parse_moves(board_moves(at)), "en"
    ),
    "taking.take": lambda db, place, at: take(
        db, place.community, File("b.csv", "digest", place.made.account_id), {"en": "A"}, Prepared((), (), {})
    ),
    "imports.undo": lambda db, place, at: imports.undo(db, place.community, at.import_id),
    "communities.change": lambda db, place, at: communities.change(
        db, place.community, name={"en": "Mine"}, stage=community(db, place).stage
    ),
    "communities.ask_about": lambda db, place, at: communities.ask_about(db, place.community, "{}"),
    "communities.agree_on_funders": lambda db, place, at: communities.agree_on_funders(db, place.community, "{}"),
    "keeping_time.set_after": lambda db, place, at: keeping_time.set_after(db, "Bea", place.community, MONTHS[0]),
    "doing_away.delete_community": lambda db, place, at: delete_community(db, place, at),
    "charter.put_to_room": lambda db, place, at: charter.put_to_room(db, place.community, at.id, pulse()),
    "charter.adopt": lambda db, place, at: charter.adopt(
        db, place.community, at.id, at.made.activity_ids["talk"], "Bea"
    ),
    "charters.propose": lambda db, place, at: charters.propose(db, place.community, "vision", Said({"en": "B"}), "Bea"),
    "charters.adopt": lambda db, place, at: charters.adopt(
        db, place.community, "purpose", Said({"en": "We learn"}), "Bea", proposal=at.text_id
    ),
    "charters.drop": lambda db, place, at: charters.drop(db, place.community, at.text_id),
    "charters.take_back": lambda db, place, at: charters.take_back(db, place.community, at.text_id),
    "charters.let_hold": lambda db, place, at: charters.let_hold(db, place.community, at.text_id),
    "insights.note": lambda db, place, at: insights.note(db, place.community, "safe", "in_place", "B", "Bea"),
    "stages.move": lambda db, place, at: stages.move(db, place.community, "sustaining", "Bea"),
    "stages.take_back": lambda db, place, at: stages.take_back(db, place.community),
    "ending.close": lambda db, place, at: ending.close(db, ended(db, place) and place.community, "Bea", {}, {}),
    "ending.go_on": lambda db, place, at: ending.go_on(
        db, place.community, "Bea", Onward({"en": "B"}, "Ana", at.made.account_id, "growing")
    ),
    "endings.reopen": lambda db, place, at: endings.reopen(db, place.community, "Bea"),
    "resources.put": lambda db, place, at: resources.put(
        db, place.community, replace(CHAIRS, id=at.resource_id, needed="Mine")
    ),
    "resources.remove": lambda db, place, at: resources.remove(db, place.community, at.resource_id),
    "goals.put": lambda db, place, at: goals.put(db, place.community, Goal(at.goal_id, {"en": "Mine"}, at.area_id)),
    "goals.put_away": lambda db, place, at: goals.put_away(db, place.community, at.goal_id),
    "goals.put_metric": lambda db, place, at: [
        goals.put_metric(db, place.community, Metric(name, at.goal_id, {"en": "Mine"}, {}))
        for name in ("", at.metric_id)
    ],
    "goals.put_metric_away": lambda db, place, at: goals.put_metric_away(db, place.community, at.metric_id),
    "measurements.add": lambda db, place, at: measurements.add(
        db, place.community, [Measurement("", at.metric_id, "2026-05-05", 4)], "Bea"
    ),
    "measurements.remove": lambda db, place, at: measurements.remove(db, place.community, [at.measurement_id]),
    "theories.put": lambda db, place, at: theories.put(db, place.community, Theory(), "Bea"),
    "theories.put_areas": lambda db, place, at: theories.put_areas(
        db, place.community, [Area(at.area_id, {"en": "Mine"})]
    ),
    "trials.put": lambda db, place, at: trials.put(db, place.community, Trial(at.trial_id, ""), "Bea"),
    "trials.remove": lambda db, place, at: trials.remove(db, place.community, at.trial_id),
    "doors.ask_for_links": lambda db, place, at: doors.ask_for_links(db, "Bea", place.id, True),
    "doors.make_links": lambda db, place, at: doors.make_links(db, place.id, 3),
    "doors.revoke_links": lambda db, place, at: doors.revoke_links(db, place.id),
    "doors.set_wave_aside": lambda db, place, at: doors.set_wave_aside(db, "Bea", place.id),
    "doors.let_count": lambda db, place, at: doors.let_count(db, "Bea", place.id, now()),
    "doors.calm": lambda db, place, at: doors.calm(db, place.id),
    "doors.say_people": lambda db, place, at: doors.say_people(db, place.id, 12),
    "keeping.keep": lambda db, place, at: keeping.keep(
        db, place.community, Item(at.item_id, "tool", "Mine", themes=frozenset([at.theme_id])), [at.item_id]
    ),
    "tried.keep_lesson": lambda db, place, at: tried.keep_lesson(db, place.community, at.trial_id, "en"),
    "keeping.attach": lambda db, place, at: keeping.attach(db, place.community, at.item_id, "b.txt", b"B", 100),
    "library.remove": lambda db, place, at: library.remove(db, place.community, at.item_id),
    "library.put_back": lambda db, place, at: library.put_back(
        db,
        place.community,
        Removed({"library_items": db.query("SELECT * FROM library_items WHERE id = :i", i=at.item_id)}),
    ),
    "library.read_next": lambda db, place, at: library.read_next(db, place.community, at.item_id, True),
    "library_files.remove": lambda db, place, at: library_files.remove(db, place.community, at.file_id),
    "library_asks.take_back": lambda db, place, at: library_asks.take_back(db, place.community, at.ask_id),
    "promoting.ask": lambda db, place, at: promoting.ask(db, meeting(db, place), piece_id(*at.piece), "worked", "Mine"),
    "between.ask": lambda db, place, at: between.ask(db, place.community, {"en": "How?"}),
    "between.stop": lambda db, place, at: between.stop(db, place.community),
    "open_questions.hide": lambda db, place, at: open_questions.hide(db, place.community, at.reply_id, True),
    "bringing_in.join": lambda db, place, at: join(db, place.community, "mallory", "organizer", "!", "en"),
    "inviting.invite": lambda db, place, at: inviting.invite(
        db, place.community, place.made.account_id, Wish("sponsor", 7, "Fund", at.role_id, at.id)
    ),
    "invitations.revoke": lambda db, place, at: invitations.revoke(db, place.community, at.invitation_id),
    "roles.begin": lambda db, place, at: roles.begin(db, place.community, "sponsor", "Fund"),
    "roles.change": lambda db, place, at: roles.change(
        db, place.community, at.role_id, name="Mine", began="2026-01-01", ended=None
    ),
    "roles.end": lambda db, place, at: roles.end(db, place.community, at.role_id),
    "roles.remove": lambda db, place, at: roles.remove(db, place.community, at.role_id),
    "roles.set_willing": lambda db, place, at: roles.set_willing(db, place.community, at.made.account_id, False),
    "rota.hand_over": lambda db, place, at: rota.hand_over(db, place.community, at.id, "Mallory"),
    "involvements.add": lambda db, place, at: involvements.add(
        db, place.community, {"en": "A"}, {"en": "B"}, "decide", "2026-01-01"
    ),
    "involvements.end": lambda db, place, at: involvements.end(db, place.community, at.involvement_id, "2026-02-01"),
    "involvements.remove": lambda db, place, at: involvements.remove(db, place.community, at.involvement_id),
    "involvements.put_back": lambda db, place, at: involvements.put_back(
        db, place.community, Involvement(new_id(), {"en": "A"}, {"en": "B"}, "decide", "2026-01-01")
    ),
    "wished_presence.put": lambda db, place, at: wished_presence.put(db, place.community, {("roles", "parent"): 40}),
    "public_pages.put": lambda db, place, at: public_pages.put(db, PublicPage(place.community, purpose={"en": "A"})),
    "public_pages.open_page": lambda db, place, at: public_pages.open_page(db, place.community),
    "public_pages.close_page": lambda db, place, at: public_pages.close_page(db, place.community),
    "public_pages.release": lambda db, place, at: public_pages.release(db, place.community, at.id),
    "public_pages.take_back": lambda db, place, at: public_pages.take_back(db, place.community, at.id),
    "networks.join": lambda db, place, at: networks.join(db, place.community, code_of(db, at)),
    "networks.leave": lambda db, place, at: networks.leave(db, at.network_id, place.community),
    "networks.serve": lambda db, place, at: networks.serve(
        db, at.network_id, place.community, None, [each.id for each in networks.places(db, at.network_id)]
    ),
    "network_offers.withdraw": lambda db, place, at: network_offers.withdraw(db, place.community, at.offer_id),
    "networks.invite_anew": lambda db, place, at: networks.invite_anew(db, place.made.account_id, at.network_id),
    "networks.delete": lambda db, place, at: networks.delete(db, place.made.account_id, at.network_id),
    "networks.add_region": lambda db, place, at: networks.add_region(
        db, place.made.account_id, at.network_id, {"en": "Mine"}
    ),
    "networks.add_places": lambda db, place, at: networks.add_places(
        db, place.made.account_id, networks.regions(db, at.network_id)[0].id, {"Mine": None}
    ),
    "networks.rename_regions": lambda db, place, at: networks.rename_regions(
        db, place.made.account_id, at.network_id, {networks.regions(db, at.network_id)[0].id: {"en": "Mine"}}
    ),
    "networks.move_places": lambda db, place, at: networks.move_places(
        db,
        place.made.account_id,
        at.network_id,
        {each.id: networks.regions(db, at.network_id)[1].id for each in networks.places(db, at.network_id)},
    ),
    "sharing.share_meeting": lambda db, place, at: sharing.share_meeting(
        db, place.community, at.network_id, at.id, {"en": "A"}
    ),
    "lending.share_lesson": lambda db, place, at: lending.share_lesson(
        db, place.community, at.network_id, at.item_id, {"en": "A"}
    ),
    "lending.take_lesson": lambda db, place, at: lending.take_lesson(db, place.community, at.offer_id),
    "sharing.share_prompt": lambda db, place, at: sharing.share_prompt(
        db, place.community, at.network_id, at.made.activity_ids["icebreaker"], {"en": "A"}
    ),
    "sharing.take_template": lambda db, place, at: sharing.take_template(
        db, place.community, at.offer_id, "2026-06-01"
    ),
    "sharing.take_prompt": lambda db, place, at: sharing.take_prompt(db, place.community, at.offer_id, at.id),
    "people.put_role": lambda db, place, at: put_role(db, place.community, at.made.account_id, None),
}


def code_of(db: Store, place: Place) -> str:
    found = networks.by_id(db, place.network_id)
    assert found
    return found.code or ""


def delete_community(db: Store, place: Place, at: Place) -> None:
    ended(db, place)
    doing_away.delete_community(db, place.made.account_id, at.community, "North Coast")


def account_of(db: Store, account_id: str) -> Account:
    found = accounts.by_id(db, account_id)
    assert found
    return found


def offered(db: Store, place: Place) -> handover.Offer:
    return handover.offer(db, place.id, account_of(db, place.made.account_id))


def planned(db: Store, place: Place) -> str:
    """A meeting that is still to come."""
    return meetings.create(db, place.community, {"en": "Next"}, held_on="2026-06-01")


def bring_group_back(db: Store, place: Place, at: Place) -> None:
    removed = workgroups.remove(db, at.community, at.group_id)
    assert removed
    workgroups.bring_back(db, place.community, removed)
    if place.community != at.community:
        workgroups.bring_back(db, at.community, removed)


def put_note_back(db: Store, place: Place, at: Place) -> None:
    found = next(note for note in notes.of_community(db, at.community) if note.id == at.note_id)
    notes.put_back(db, place.community, found)


def things(at: Place) -> tuple[Any, Any]:
    return (
        joins.Thing("one", {"en": "A"}, (at.id, "later"), ("2026-01-01", "2026-02-01")),
        joins.Thing("other", {"en": "B"}, ("latest",), ("2026-03-01",)),
    )


def board_moves(at: Place) -> list[dict[str, Any]]:
    cards = [piece_id(*at.piece)]
    return [
        {"id": new_id(), "do": do, "theme": at.theme_id, "name": "Mine", "cards": cards}
        for do in ("make", "rename", "move", "away", "back", "remove")
    ]


# The list


def test_every_change_that_a_page_offers_is_forged_here() -> None:
    assert sorted(writers.offered() - ACTS.keys() - FOR_OTHERS.keys()) == []
    by_table = {
        "moves.apply",
        "taking.take",
    }  # called through a table or an object
    assert (ACTS.keys() | FOR_OTHERS.keys()) - writers.offered() == by_table


MAY_SAVE = {
    "pages.participant.join": "phones, at their door",
    "components.ui.one_screen": "the phone that claims and takes a control by its token",
    "components.accounts": "an account signs itself out",
    "components.account_forms": "the first account, and an account about itself",
    "components.ui.invited": "whoever has an invitation, which is asked for in the same transaction",
    "components.ui.away": "asks the writer what the trouble is",
    "components.credentials": "tries, and accounts from the settings and the command line",
    "components.history.joins": "numbers kept for the next time, which say nothing new",
    "components.reports.links": "asks by itself, in the same transaction",
    "components.imports.bringing": "rows that wait in tables nobody else sees; the import itself asks permission",
}


def test_screens_write_only_through_permission() -> None:
    """Stores that are opened to read refuse to write; so this is every way a page has."""
    screens = [
        name
        for name in writers.modules()
        if not name.startswith(("components.live.", "components.phone.", "db.")) and name != "components.live"
    ]
    ways = {("components.live.store", way) for way in ("save", "the_writer")}
    users = {name for name in screens if ways & set(writers.named_in(name, writers.modules()[name]))}
    assert users - MAY_SAVE.keys() == set()


def test_a_store_that_is_opened_to_read_writes_nothing(north: Place) -> None:
    with open_store() as db, pytest.raises(Exception, match=r"read|only"):
        meetings.change(db, north.id, notes="Mine")


# Whoever may not


def stored() -> dict[str, list[Any]]:
    with open_store() as db:
        return {table: db.query(f"SELECT * FROM {table} ORDER BY 1, 2") for table in TABLES}


def of(place: Place) -> dict[str, list[Any]]:
    """All rows that belong to a place, or name anything in it."""
    own = {place.id, place.community, place.answer_id, place.theme_id, place.round_id, place.made.account_id}
    own |= set(place.made.activity_ids.values())
    return {table: [row for row in rows if own & set(map(str, row.values()))] for table, rows in stored().items()}


def reader(north: Place, role: str) -> Account:
    """Somebody of this very community, in a role that reads what was shown."""

    def make(db: Store) -> Account:
        account_id = make_account(db, role)
        roles.begin(db, north.community, role, role, account_id=account_id)
        return account_of(db, account_id)

    return save(make)


def intruders(north: Place, south: Place) -> dict[str, Account]:
    """A stranger, somebody of another community, and Ana before she signed out."""
    with open_store() as db:
        ana, bea = account_of(db, north.made.account_id), account_of(db, south.made.account_id)
    stranger = replace(ana, id=new_id(), username="eve")
    readers = {f"a {name}": reader(north, name) for name in roles.READ}
    ended = replace(ana, signed_out_at="2020-01-01T00:00:00.000Z")
    return {"a stranger": stranger, "a participant": replace(ana, id=""), "another community": bea, "signed out": ended,
            **readers}  # fmt: skip


@pytest.mark.parametrize("name", ACTS)
def test_nobody_else_changes_a_community(north: Place, south: Place, name: str) -> None:
    others = intruders(north, south)
    before = stored()
    for intruder in others.values():
        with pytest.raises(NotAllowed):
            save_for(intruder, north.community, lambda db: ACTS[name](db, north, north))
    assert stored() == before


@pytest.mark.parametrize("name", ACTS)
def test_an_id_of_another_community_changes_nothing_there(north: Place, south: Place, name: str) -> None:
    with open_store() as db:
        bea = account_of(db, south.made.account_id)
    before = of(north)
    with suppress(CannotControl, Refused, RuleBroken):
        save_for(bea, south.community, lambda db: ACTS[name](db, south, north))
    assert of(north) == before


@pytest.mark.parametrize("name", ACTS)
def test_whoever_may_is_not_kept_from_it(north: Place, name: str) -> None:
    """What is refused here is refused by the state of the meeting alone: the other tests forge real acts."""
    with open_store() as db:
        ana = account_of(db, north.made.account_id)
    code = ""
    try:
        save_for(ana, north.community, lambda db: ACTS[name](db, north, north), "organizer")
    except (CannotControl, Refused, RuleBroken) as error:
        code = str(getattr(error, "code", ""))
    assert code not in ("unknown_activity", "unknown_answer", "unknown_round")


@pytest.mark.parametrize("name", sorted(ORGANIZERS))
def test_what_is_for_organizers_is_done_by_no_facilitator(north: Place, south: Place, name: str) -> None:
    save(lambda db: communities.add_member(db, north.community, south.made.account_id, "facilitator"))
    with open_store() as db:
        bea = account_of(db, south.made.account_id)
    before = stored()
    with pytest.raises(NotAllowed):
        save_for(bea, north.community, lambda db: ACTS[name](db, north, north), "organizer")
    assert stored() == before


def test_permission_ends_with_membership_and_with_the_sign_in(north: Place) -> None:
    with open_store() as db:
        ana = account_of(db, north.made.account_id)
    assert save_for(ana, north.community, lambda db: "done") == save_own(ana, lambda db: "done") == "done"
    save(lambda db: communities.remove_member(db, north.community, ana.id))
    with pytest.raises(NotAllowed):
        save_for(ana, north.community, lambda db: "done")
    assert save_own(ana, lambda db: "done") == "done"
    save(lambda db: accounts.sign_out_everywhere(db, ana.id, now()))
    with pytest.raises(NotAllowed):
        save_own(ana, lambda db: "done")


def test_no_file_leaves_a_tab_whose_account_has_signed_out_elsewhere(north: Place) -> None:
    with open_store() as db:
        ana = account_of(db, north.made.account_id)
    download = for_signed_in(ana, lambda: b"answers")
    assert download() == b"answers"
    save(lambda db: accounts.sign_out_everywhere(db, ana.id, now()))
    with pytest.raises(NotAllowed):
        download()


def test_every_download_asks_for_that() -> None:
    found = [
        ast.unparse(call.args[1])
        for tree in writers.modules().values()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "download_button"
    ]
    assert len(found) >= 4
    assert [data for data in found if not data.startswith("for_signed_in(account, ")] == []


def test_a_permission_asked_for_a_community_that_is_gone_is_none(north: Place) -> None:
    with open_store() as db:
        ana = account_of(db, north.made.account_id)
        with pytest.raises(NotAllowed):
            permission.check(db, ana, new_id())


# On the pages


def test_a_facilitator_presses_what_only_organizers_may_in_vain(north: Place, south: Place) -> None:
    """A button that is greyed out, or a form that is closed, is only so in an honest browser."""
    save(lambda db: communities.add_member(db, north.community, south.made.account_id, "facilitator"))
    save(lambda db: communities.remove_member(db, south.community, south.made.account_id))
    for page in ("organizer/community.py", "organizer/people.py", "organizer/imports.py", "organizer/reports.py"):
        before = stored()
        tab = open_tab(page, south.made.account_id, community=north.community)
        for each in (*tab.text_input, *tab.button):
            each.proto.disabled = False  # as a forged tab has it
        for field in tab.text_input:
            field.set_value("mine")
        anybody = ("attune-in", "account", "another-community", "hand-over")  # one may make a community of one's own
        pressed = [button for button in tab.button if not any(name in str(button.key) for name in anybody)]
        for button in pressed:
            button.click()
        tab.run()
        assert not tab.exception
        assert stored() == before
        assert pressed or "community" not in page


def test_an_organizer_presses_the_same_and_it_is_done(north: Place) -> None:
    tab = open_tab("organizer/community.py", north.made.account_id, community=north.community)
    for field in tab.text_input:
        field.set_value("mine")
    before = stored()["communities"]
    next(button for button in tab.button if button.label == t("en", "facilitator.save")).click()
    tab.run()
    assert stored()["communities"] != before


# By Streamlit's own protocol, as no honest browser speaks it


def claims(server: Server, account_id: str) -> dict[str, Any]:
    return account_cookie.claims_of(server.read(lambda db: account_of(db, account_id)))


OWN = {"in", "account_sign_out"}
"""Parts of the ids of what anybody does for themselves: another language, signing out."""


@pytest.mark.slow
def test_what_a_facilitators_tab_sends_does_nothing_from_any_other(tmp_path: Path) -> None:
    """Every button of every page of a meeting: its id is no secret, and a server runs what a tab says was pressed."""
    with serve(tmp_path) as server, pytest.MonkeyPatch.context() as patch:
        north, south = server.save(lambda db: furnish(db, "ana")), server.save(lambda db: furnish(db, "bea"))
        patch.setenv("ATTUNE_DATABASE", server.database)
        settings.cache_clear()
        ana, bea = claims(server, north.made.account_id), claims(server, south.made.account_id)
        forged = jwt.encode({**ana, "aud": "cookie", "exp": 2**33}, "x" * 32, algorithm="HS256")
        others: list[dict[str, Any]] = [
            {}, {"claims": bea}, {"cookie": forged}, {"claims": {**ana, "after": "2020-01-01T00:00:00.000Z"}},
        ]  # fmt: skip
        query = f"meeting={north.id}&community={north.community}"

        def rows() -> dict[str, Any]:
            return server.read(lambda db: {table: db.query(f"SELECT * FROM {table}") for table in TABLES})

        for page in ("control", "agenda", "closing", "community"):
            with streamlit_tab.tab(server, ana) as honest:
                drawn = honest.run(page, query)
                assert "North Coast" in drawn or "Spring meeting" in drawn, page
                buttons = {each for each in honest.buttons().values() if not OWN & set(each.split("-"))}
                fragments = {honest.fragment_of(button) for button in buttons}
            assert buttons
            before = rows()
            for other in others if page == "control" else others[:2]:
                with streamlit_tab.tab(server, **other) as theirs:
                    theirs.patience = 2.0
                    theirs.run(page, query)
                    for fragment in fragments:
                        drawn = theirs.run(page, query, tuple(buttons), fragment=fragment)
                        assert north.made.code not in drawn
            assert rows() == before, page
        kept = {"account_sign_in": ana, "account_last": ana["username"], "account_keep": {"ticket": ""}}
        with streamlit_tab.tab(server) as theirs:
            for prefix in ("", "$$ID-0-"):
                drawn = theirs.run("control", query, kept={prefix + name: value for name, value in kept.items()})
                assert t("en", "account.please_sign_in") in drawn
                assert north.made.code not in drawn
        with streamlit_tab.tab(server, ana) as honest:
            honest.run("control", query)
            close = honest.buttons()[t("en", "control.do_close")]
            honest.run("control", query, (close,), fragment=honest.fragment_of(close))
        assert rows() != before
    settings.cache_clear()


@pytest.mark.slow
def test_a_page_of_another_site_opens_no_tab(tmp_path: Path) -> None:
    with serve(tmp_path) as server:
        for origin in ("https://evil.invalid", "null", f"http://127.0.0.1.evil.invalid:{server.port}"):
            with pytest.raises(InvalidStatus), streamlit_tab.tab(server, origin=origin):
                pass

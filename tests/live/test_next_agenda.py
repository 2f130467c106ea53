"""What the last meeting left behind, as an agenda for the next one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from components.activities.registry import ACTIVITIES, kind_of
from components.live import control, next_agenda, record
from components.live.entries import parsed_config
from components.live.next_agenda import Prepared, Proposal, Theme
from db import activities, answers, changes, communities, meetings, next_meetings
from db.changes import Change
from db.communities import Community
from db.engine import Store
from db.next_meetings import NextMeeting
from tests.rooms import EXIT, ITEMS, LINES, WORD, Made, answer, make_meeting, next_meeting, open_activity

TODAY = "2026-06-01"
COMMIT = {"questions": [{"id": "will", "text": {"en": "What will you try?"}, "type": "commitment"}]}
ASK = {"prompt": {"en": "What would you like to ask?"}, "wait": False}
FIST = {"statements": [{"id": "go", "text": {"en": "We go ahead."}}], "scale": "fist"}
CHOICE = {"question": {"en": "When?"}, "choices": [{"id": name, "text": {"en": name}} for name in ("noon", "evening")]}
GROUPS = {"groups": [{"id": "g1", "text": {"en": "Childcare"}}, {"id": "g2", "text": {"en": "Housing"}}]}


def place(at: int) -> dict[str, Any]:
    return {"lines": {"expertise": at}}


def hold(store: Store, made: Made, given: dict[str, list[Any]]) -> None:
    """Let people answer these activities, each a phone of its own, and end the meeting."""
    for kind, values in given.items():
        round_id = open_activity(store, made, kind)
        for person, value in enumerate(values):
            answer(store, made, round_id, f"phone {person}", value)
    control.end(store, made.id)


def held(store: Store, configs: dict[str, Any], given: dict[str, list[Any]], show: str = "at_once") -> Made:
    made = make_meeting(store, configs=configs, show=show)
    hold(store, made, given)
    return made


def community_of(store: Store, made: Made) -> Community:
    found = communities.by_id(store, made.community_id)
    assert found
    return found


def prepared(store: Store, made: Made, *themes: Theme) -> Prepared:
    found = next_agenda.prepare(store, community_of(store, made), TODAY, themes)
    assert found
    return found


def proposed(store: Store, made: Made, why: str) -> list[Proposal]:
    return [each for each in prepared(store, made).proposals if each.why == why]


def test_before_the_first_meeting_there_is_nothing_to_prepare(store: Store) -> None:
    made = make_meeting(store)
    assert next_agenda.prepare(store, community_of(store, made), TODAY) is None


def test_a_meeting_that_left_nothing_behind_is_nothing_to_go_on_from(store: Store) -> None:
    made = held(store, {"spectrum": LINES}, {"spectrum": [place(50)] * 6})
    found = prepared(store, made)
    assert [each.why for each in found.proposals] == ["welcome", "exit"]
    assert not found.is_worth_it


def test_commitments_that_are_due_bring_a_check_in_and_say_how_many_but_never_whose(store: Store) -> None:
    given = [{"will": {"text": f"Call family {n}", "by": "2026-05-20"}} for n in range(5)]
    made = held(
        store, {"reflection": COMMIT}, {"reflection": [*given, {"will": {"text": "Later", "by": "2027-01-01"}}]}
    )
    [due] = proposed(store, made, "due")
    assert due.n == 5
    assert due.step.kind == "checkin"
    assert "Call family" not in json.dumps([due.step.config, list(due.names)])


def test_of_fewer_than_five_people_with_commitments_no_number_is_told(store: Store) -> None:
    made = held(store, {"reflection": COMMIT}, {"reflection": [{"will": "Call"}] * 4})
    [due] = proposed(store, made, "due")
    assert due.n == 0


def test_a_commitment_that_was_done_or_withdrawn_is_not_due(store: Store) -> None:
    from components.activities.base import piece_id

    made = held(store, {"reflection": COMMIT}, {"reflection": [{"will": "Call"}, {"will": "Write"}]})
    later = next_meeting(store, made, {"checkin": ACTIVITIES["checkin"].starter()})
    promised = piece_id(made.activity_ids["reflection"], "will")
    hold(store, later, {"checkin": [{"did": {promised: "done"}}]})
    assert len(proposed(store, made, "due")) == 1, "the second phone has not said"
    [row] = store.query("SELECT id FROM answers WHERE value LIKE '%Write%'")
    record.withdraw(store, "Ana", made.id, row["id"])
    assert proposed(store, made, "due") == []


def test_what_was_skipped_or_never_opened_is_taken_up_once(store: Store) -> None:
    made = make_meeting(store, configs={"spectrum": LINES, "icebreaker": WORD, "ranking": ITEMS})
    found = activities.by_id(store, made.activity_ids["icebreaker"])
    assert found
    activities.set_skipped(store, found, True)
    hold(store, made, {"spectrum": [place(50)] * 5})
    skipped = proposed(store, made, "skipped")
    assert [each.taken_from for each in skipped] == [made.activity_ids["icebreaker"], made.activity_ids["ranking"]]
    assert [each.step.config for each in skipped] == [WORD, ITEMS]
    community, last = community_of(store, made), prepared(store, made).last
    next_agenda.make(store, community, last, skipped, TODAY)
    assert proposed(store, made, "skipped") == []


def test_a_usual_piece_that_was_skipped_is_not_proposed_twice(store: Store) -> None:
    made = held(store, {"spectrum": LINES}, {"spectrum": [place(50)] * 5})
    exit_step = next(each.step for each in prepared(store, made).proposals if each.why == "exit")
    later = next_meeting(store, made, {"spectrum": LINES, exit_step.kind: exit_step.config})
    hold(store, later, {"spectrum": [place(50)] * 5})
    found = prepared(store, later).proposals
    assert [each.why for each in found if each.step.kind == exit_step.kind] == ["skipped"]


@pytest.mark.parametrize(
    ("kind", "config", "apart", "together"),
    [
        ("spectrum", LINES, [place(5)] * 4 + [place(95)] * 4, [place(60)] * 6 + [place(5)] * 2),
        ("fist", FIST, [{"statements": {"go": 0}}] * 3 + [{"statements": {"go": 5}}] * 4,
         [{"statements": {"go": 0}}] * 2 + [{"statements": {"go": 5}}] * 6),
        ("choice", CHOICE, [{"choices": ["noon"]}] * 4 + [{"choices": ["evening"]}] * 4,
         [{"choices": ["noon"]}] * 6 + [{"choices": ["evening"]}] * 2),
        ("ranking", ITEMS, [{"order": ["housing", "transport"]}] * 4 + [{"order": ["transport", "housing"]}] * 3,
         [{"order": ["housing", "transport", "childcare", "language"]}] * 9),
    ],
)  # fmt: skip
def test_what_people_see_differently_is_asked_again_under_the_same_ids(
    store: Store, kind: str, config: dict[str, Any], apart: list[Any], together: list[Any]
) -> None:
    made = held(store, {kind: config}, {kind: apart})
    [found] = proposed(store, made, "contested")
    assert found.step.kind == kind
    assert found.names
    parsed_config(kind, json.dumps(found.step.config))
    assert json.dumps(found.step.config).count('"id"') == json.dumps(config).count('"id"')
    other = held(store, {kind: config}, {kind: together})
    assert proposed(store, other, "contested") == []


def test_of_several_lines_only_those_people_see_differently_are_asked_again(store: Store) -> None:
    lines = {"lines": [*LINES["lines"], {**LINES["lines"][0], "id": "engagement"}]}
    given = [{"lines": {"expertise": 5 if n < 4 else 95, "engagement": 50}} for n in range(8)]
    [found] = proposed(store, held(store, {"spectrum": lines}, {"spectrum": given}), "contested")
    assert [line["id"] for line in found.step.config["lines"]] == ["expertise"]


def test_what_too_few_answered_is_called_neither(store: Store) -> None:
    given = [place(5)] * 2 + [place(95)] * 2
    made = held(store, {"spectrum": LINES}, {"spectrum": given}, show="at_five")
    assert proposed(store, made, "contested") == []


def test_questions_nobody_answered_come_with_their_words(store: Store) -> None:
    made = make_meeting(store, configs={"questions": ASK}, texts_at_once=True)
    hold(store, made, {"questions": [{"questions": ["Who decides?"]}, {"questions": ["When do we start?"]}]})
    [row] = store.query("SELECT id FROM answers WHERE value LIKE '%start%'")
    answers.moderate(store, row["id"], "questions.0", marks=json.dumps(["answered"]))
    [found] = proposed(store, made, "asked")
    assert [dict(name) for name in found.names] == [{"en": "Who decides?"}]
    assert "Who decides?" in found.step.config["text"]["en"]
    assert "start" not in found.step.config["text"]["en"]


def test_workgroups_are_heard_and_changes_are_told(store: Store) -> None:
    made = held(store, {"workgroups": GROUPS}, {"workgroups": [{"group": "g1"}] * 5})
    changes.keep(store, made.community_id, [Change({"en": "Too long"}, {"en": "Shorter"})])
    [groups] = proposed(store, made, "groups")
    assert [dict(name) for name in groups.names] == [{"en": "Childcare"}]
    [told] = proposed(store, made, "changed")
    community, last = community_of(store, made), prepared(store, made).last
    next_agenda.make(store, community, last, [told], TODAY)
    assert proposed(store, made, "changed") == [], "it stands on an agenda"


def test_themes_that_came_back_are_taken_up(store: Store) -> None:
    made = held(store, {"spectrum": LINES}, {"spectrum": [place(50)] * 5})
    found = prepared(store, made, Theme({"en": "Childcare", "es": "Cuidado"}, 3))
    [theme] = [each for each in found.proposals if each.why == "themes"]
    assert found.is_worth_it
    assert "– Cuidado" in theme.step.config["text"]["es"]


def test_every_config_proposed_is_one_its_kind_takes(store: Store) -> None:
    long = {"en": "x" * 150, "es": "y" * 150}
    made = held(store, {"reflection": EXIT, "ranking": ITEMS}, {"reflection": [{"useful": 4}] * 5})
    found = prepared(store, made, *[Theme(long, 2)] * 5)
    for each in found.proposals:
        kind_of(each.step.kind).parse_config(each.step.config)


def test_a_meeting_that_is_left_out_is_not_gone_on_from(store: Store) -> None:
    first = held(store, {"spectrum": LINES}, {"spectrum": [place(50)] * 5})
    later = next_meeting(store, first, {"spectrum": LINES})
    hold(store, later, {"spectrum": [place(50)] * 5})
    assert prepared(store, first).last.id == later.id
    record.leave_out(store, "Ana", later.id, True)
    assert prepared(store, first).last.id == first.id


def test_the_meeting_is_made_on_the_agreed_day_in_the_ways_of_the_last_one(store: Store) -> None:
    made = make_meeting(store, configs={"spectrum": LINES, "ranking": ITEMS}, show="at_five", texts_at_once=True)
    meetings.change(store, made.id, format="hybrid", think_seconds=7)
    next_meetings.put(store, made.id, NextMeeting("2026-07-09"))
    hold(store, made, {"spectrum": [place(5)] * 4 + [place(95)] * 4})
    found = prepared(store, made)
    assert found.held_on == "2026-07-09"
    meeting_id = next_agenda.make(store, community_of(store, made), found.last, found.proposals, "2026-07-09")
    one = meetings.by_id(store, meeting_id)
    assert one
    assert (one.phase, one.held_on, one.show, one.format, one.think_seconds, one.texts_at_once) == (
        "planned", "2026-07-09", "at_five", "hybrid", 7, True,
    )  # fmt: skip
    agenda = activities.of_meeting(store, meeting_id)
    assert [each.kind for each in agenda] == ["talk", "ranking", "spectrum", "reflection"]
    assert json.loads(agenda[2].config)["lines"][0]["id"] == "expertise"

"""A phone is told of its own commitments, and of nobody else's."""

from __future__ import annotations

import json
from typing import Any

import pytest

from components.live import control
from components.live.mine import mine, mine_of_all
from components.live.recall import MEETINGS_BACK, recall
from components.live.room import read
from components.live.state import phone_state
from db import answers, meetings, participants
from db.engine import Store
from tests.examples.checkin import EXAMPLES
from tests.examples.company import EXAMPLES as COMPANY
from tests.rooms import WORD, Made, answer, make_account, make_meeting, next_meeting, open_activity

CHECKIN = EXAMPLES["both questions"]
COMMIT = {"questions": [{"id": "try", "text": {"en": "I'll try"}, "type": "commitment"}]}
BOTH = {"checkin": CHECKIN, "reflection": COMMIT}


def commit(store: Store, made: Made, **words: str) -> str:
    """A reflection in which each device commits to something; the round's id."""
    round_id = open_activity(store, made, "reflection")
    for device, text in words.items():
        answer(store, made, round_id, device, {"try": {"text": text, "by": "2031-05-30", "obstacle": "Time"}})
    control.end(store, made.id)
    return round_id


def own(store: Store, made: Made, device: str) -> Any:
    """What a device is told in the check-in that is open now."""
    persons = participants.seats_of_device(store, made.community_id, device)
    [message] = mine(read(store, made.id), persons)
    return message["own"]["commitments"]


def texts(store: Store, made: Made, device: str) -> list[str]:
    return [each["text"] for each in own(store, made, device)]


def check_in(store: Store, made: Made, device: str, status: str) -> None:
    """Open the check-in where it is not, and say the same of everything the device is asked about."""
    room = read(store, made.id)
    round_id = room.round.id if room.round else open_activity(store, made, "checkin")
    ids = [each["id"] for each in own(store, made, device)]
    answer(store, made, round_id, device, {"did": dict.fromkeys(ids, status)})


def test_at_the_next_meeting_a_phone_gets_its_own_words_alone(store: Store) -> None:
    first = make_meeting(store, configs=BOTH)
    commit(store, first, ana="Call two families", luis="Visit the clinic")
    second = next_meeting(store, first, BOTH)
    open_activity(store, second, "checkin")
    [told] = own(store, second, "ana")
    assert (told["text"], told["by"], told["obstacle"]) == ("Call two families", "2031-05-30", "Time")
    assert texts(store, second, "luis") == ["Visit the clinic"]


def test_all_phones_are_told_in_one_query_and_each_its_own(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    first = make_meeting(store, configs=BOTH)
    names = [f"phone{n}" for n in range(12)]
    commit(store, first, **{name: f"Thing of {name}" for name in names})
    second = next_meeting(store, first, BOTH)
    open_activity(store, second, "checkin")
    devices = [participants.seats_of_device(store, second.community_id, name) for name in names]
    asked: list[int] = []
    look = answers.of_earlier_meetings

    def counted(*given: Any) -> Any:
        asked.append(1)
        return look(*given)

    monkeypatch.setattr(answers, "of_earlier_meetings", counted)
    told = mine_of_all(read(store, second.id), devices)
    assert len(asked) == 1
    for name, [message] in zip(names, told, strict=True):
        assert [each["text"] for each in message["own"]["commitments"]] == [f"Thing of {name}"]


def test_a_phone_nobody_knows_has_no_commitment(store: Store) -> None:
    first = make_meeting(store, configs=BOTH)
    commit(store, first, ana="Call two families")
    second = next_meeting(store, first, BOTH)
    open_activity(store, second, "checkin")
    newcomer = participants.find_or_create(store, second.community_id, "somebody new")
    [message] = mine(read(store, second.id), [(newcomer, 1)])
    assert message["own"] == {"commitments": []}


def test_two_people_on_one_phone_are_each_told_their_own(store: Store) -> None:
    first = make_meeting(store, configs=BOTH)
    round_id = open_activity(store, first, "reflection")
    for seat in (1, 2):
        answer(store, first, round_id, "shared", {"try": f"Thing of seat {seat}"}, seat=seat)
    second = next_meeting(store, first, BOTH)
    open_activity(store, second, "checkin")
    persons = participants.seats_of_device(store, second.community_id, "shared")
    told = {
        message["seat"]: message["own"]["commitments"][0]["text"] for message in mine(read(store, second.id), persons)
    }
    assert told == {1: "Thing of seat 1", 2: "Thing of seat 2"}


def test_neither_the_state_nor_the_tally_holds_a_commitment(store: Store) -> None:
    first = make_meeting(store, configs=BOTH)
    people = [f"phone{n}" for n in range(6)]
    commit(store, first, **{name: f"Secret of {name}" for name in people})
    second = next_meeting(store, first, BOTH, show="at_five")
    round_id = open_activity(store, second, "checkin")
    for name in people:
        ids = [each["id"] for each in own(store, second, name)]
        answer(store, second, round_id, name, {"did": {ids[0]: "partly"}, "obstacle": f"Hindered {name}"})
    for act in (None, control.reveal):
        if act:
            act(store, second.id)
        room = read(store, second.id)
        sent = json.dumps([phone_state(room, 6), room.preview, room.comparison])
        assert "Secret" not in sent
        assert "Hindered" not in sent
    tally = read(store, second.id).tally
    assert tally
    assert tally["questions"]["did"]["partly"] == 6


def test_other_kinds_of_activity_are_told_nothing(store: Store) -> None:
    first = make_meeting(store, configs=BOTH)
    commit(store, first, ana="Call two families")
    second = next_meeting(store, first, {"icebreaker": WORD})
    open_activity(store, second, "icebreaker")
    [message] = mine(read(store, second.id), participants.seats_of_device(store, second.community_id, "ana"))
    assert "own" not in message


def test_what_is_committed_in_this_meeting_is_for_the_next(store: Store) -> None:
    made = make_meeting(store, configs=BOTH)
    round_id = open_activity(store, made, "reflection")
    answer(store, made, round_id, "ana", {"try": "Call two families"})
    open_activity(store, made, "checkin")
    assert own(store, made, "ana") == []


def test_a_meeting_that_came_later_is_not_looked_back_at(store: Store) -> None:
    first = make_meeting(store, configs=BOTH)
    second = next_meeting(store, first, BOTH)
    commit(store, second, ana="Call two families")
    open_activity(store, first, "checkin")
    store.execute("UPDATE meetings SET live_at = '2026-01-01T10:00:00.000Z' WHERE id = :id", id=first.id)
    assert own(store, first, "ana") == []


def test_a_rehearsal_is_nothing_to_be_reminded_of(store: Store) -> None:
    first = make_meeting(store, configs=BOTH, live=False)
    control.rehearse(store, first.id)
    commit(store, first, ana="Call two families")
    second = next_meeting(store, first, BOTH)
    open_activity(store, second, "checkin")
    assert own(store, second, "ana") == []


def test_another_community_knows_nothing_of_it(store: Store) -> None:
    first = make_meeting(store, configs=BOTH)
    commit(store, first, ana="Call two families")
    other = make_meeting(store, configs=BOTH, account=make_account(store, "luis"))
    open_activity(store, other, "checkin")
    persons = [(participants.find_or_create(store, other.community_id, "ana"), 1)]
    assert mine(read(store, other.id), persons)[0]["own"] == {"commitments": []}
    known = participants.find(store, first.community_id, "ana")
    assert known
    kind = read(store, other.id).kind
    assert kind
    assert recall(store, other.id, kind, [known]) == {known: {"commitments": []}}


def test_the_latest_words_count_and_a_pass_takes_none_back(store: Store) -> None:
    first = make_meeting(store, configs=BOTH)
    round_id = open_activity(store, first, "reflection")
    for words in ("Call two families", "Call three families"):
        answer(store, first, round_id, "ana", {"try": words})
    control.close(store, first.id, seconds=0)
    again = control.open_round(store, first.id)
    answer(store, first, again, "ana", {"pass": True})
    second = next_meeting(store, first, BOTH)
    open_activity(store, second, "checkin")
    assert texts(store, second, "ana") == ["Call three families"]


def test_a_commitment_is_carried_from_meeting_to_meeting_until_it_is_done(store: Store) -> None:
    made = make_meeting(store, configs=BOTH)
    commit(store, made, ana="Call two families", luis="Visit the clinic")
    asked = []
    for ana, luis in (("partly", "not_yet"), ("done", "not_yet"), ("", "")):
        made = next_meeting(store, made, BOTH)
        open_activity(store, made, "checkin")
        asked.append((texts(store, made, "ana"), texts(store, made, "luis")))
        for device, status in (("ana", ana), ("luis", luis)):
            if status:
                check_in(store, made, device, status)
                assert texts(store, made, device), "still there to be changed within the meeting"
        control.end(store, made.id)
    one, other = ["Call two families"], ["Visit the clinic"]
    assert asked == [(one, other), (one, other), ([], [])]


def test_what_is_many_meetings_old_is_left_in_peace(store: Store) -> None:
    made = make_meeting(store, configs=BOTH)
    commit(store, made, ana="Call two families")
    asked = []
    for _ in range(MEETINGS_BACK + 1):
        made = next_meeting(store, made, BOTH)
        open_activity(store, made, "checkin")
        asked.append(len(own(store, made, "ana")))
        control.end(store, made.id)
    assert asked == [1] * MEETINGS_BACK + [0]


def test_after_the_end_a_phone_still_reads_what_its_answer_was_about(store: Store) -> None:
    first = make_meeting(store, configs=BOTH)
    commit(store, first, ana="Call two families", luis="Visit the clinic")
    second = next_meeting(store, first, BOTH)
    check_in_round = open_activity(store, second, "checkin")
    check_in(store, second, "ana", "done")
    control.end(store, second.id)
    devices = [participants.seats_of_device(store, second.community_id, name) for name in ("ana", "luis")]
    told = mine_of_all(read(store, second.id), devices)
    [message] = told[0]
    assert (message["round"], message["own"]["commitments"][0]["text"]) == (check_in_round, "Call two families")
    assert told[1] == []


def test_a_meeting_planned_or_under_way_looks_back_at_all_that_were_live(store: Store) -> None:
    first = make_meeting(store, configs=BOTH)
    commit(store, first, ana="Call two families")
    planned = next_meeting(store, first, BOTH, live=False)
    kind = read(store, first.id).kind
    person = participants.find(store, first.community_id, "ana")
    meeting = meetings.by_id(store, planned.id)
    assert kind
    assert person
    assert meeting
    found = answers.of_earlier_meetings(store, planned.id, [person], ["reflection"], 1)
    assert [json.loads(each.value)["try"]["text"] for each in found] == ["Call two families"]


def test_company_knows_whether_somebody_has_said_today_or_before_what_they_will_try(store: Store) -> None:
    configs = {"reflection": COMMIT, "company": COMPANY["usual"]}
    first = make_meeting(store, configs=configs)
    reflection = open_activity(store, first, "reflection")
    answer(store, first, reflection, "ana", {"try": {"text": "Call two families"}})
    company = open_activity(store, first, "company")
    answer(store, first, company, "luis", {"join": True, "tag": "luis"})
    assert (promised(store, first, "ana"), promised(store, first, "luis")) == (True, False)
    control.end(store, first.id)
    second = next_meeting(store, first, configs)
    open_activity(store, second, "company")
    assert (promised(store, second, "ana"), promised(store, second, "luis")) == (True, False)


def promised(store: Store, made: Made, device: str) -> bool:
    persons = participants.seats_of_device(store, made.community_id, device)
    [message] = mine(read(store, made.id), persons)
    assert mine_of_all(read(store, made.id), [persons]) == [[message]]
    return bool(message["own"]["promised"])

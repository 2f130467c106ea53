from __future__ import annotations

from components.live import control
from db import answers, history, meetings
from db.engine import Store
from tests.rooms import ITEMS, LINES, WORD, Made, answer, make_account, make_meeting, open_activity


def place(at: int) -> dict[str, dict[str, int]]:
    return {"lines": {"expertise": at}}


def held(store: Store, made: Made, kind: str, *values: int) -> str:
    """One round of an activity with an answer for each value; the round's id."""
    round_id = open_activity(store, made, kind)
    for person, value in enumerate(values):
        answer(store, made, round_id, f"phone {person}", place(value))
    control.close(store, made.id, seconds=0)
    return round_id


def test_a_meeting_gives_every_round_in_the_order_of_its_agenda(store: Store) -> None:
    made = make_meeting(store, configs={"icebreaker": WORD, "spectrum": LINES})
    first = held(store, made, "spectrum", 10)
    second = held(store, made, "spectrum", 20)
    words = open_activity(store, made, "icebreaker")
    kept = history.rounds_of_meeting(store, made.id)
    assert [each.round.id for each in kept] == [words, first, second]
    assert [each.activity.kind for each in kept] == ["icebreaker", "spectrum", "spectrum"]


def test_only_the_latest_answer_of_a_person_counts(store: Store) -> None:
    made = make_meeting(store, configs={"spectrum": LINES})
    round_id = open_activity(store, made, "spectrum")
    answer(store, made, round_id, "a", place(10))
    latest = answer(store, made, round_id, "a", place(90))
    (kept,) = history.rounds_of_meeting(store, made.id)
    assert [each.id for each in kept.answers] == [latest.id]


def test_what_was_decided_about_texts_comes_along(store: Store) -> None:
    made = make_meeting(store, configs={"icebreaker": WORD})
    round_id = open_activity(store, made, "icebreaker")
    saved = answer(store, made, round_id, "a", {"word": "hope"})
    answers.moderate(store, saved.id, "word", is_hidden=1)
    (kept,) = history.rounds_of_meeting(store, made.id)
    assert [(each.part, each.is_hidden) for each in kept.moderations] == [("word", True)]


def test_a_community_gives_the_last_answered_round_of_each_activity(store: Store) -> None:
    made = make_meeting(store, configs={"spectrum": LINES})
    held(store, made, "spectrum", 10)
    final = held(store, made, "spectrum", 20)
    held(store, made, "spectrum")
    control.end(store, made.id)
    assert [each.round_id for each in history.final_rounds(store, made.community_id)] == [final]


def test_both_steps_of_an_activity_have_their_last_round(store: Store) -> None:
    made = make_meeting(store, configs={"ranking": {**ITEMS, "propose": True}})
    proposed = open_activity(store, made, "ranking", step="propose")
    answer(store, made, proposed, "a", {"items": ["A garden"]})
    control.close(store, made.id, seconds=0)
    ranked = control.open_round(store, made.id, step="answer")
    answer(store, made, ranked, "a", {"order": ["housing"]})
    control.end(store, made.id)
    assert [each.round_id for each in history.final_rounds(store, made.community_id)] == [proposed, ranked]


def test_meetings_come_in_the_order_they_were_held(store: Store) -> None:
    account = make_account(store)
    late, early = (make_meeting(store, configs={"spectrum": LINES}, account=account) for _ in range(2))
    meetings.change(store, late.id, held_on="2026-05-04")
    meetings.change(store, early.id, held_on="2026-03-12")
    store.execute("UPDATE meetings SET community_id = :c", c=late.community_id)
    for made in (late, early):
        held(store, made, "spectrum", 50)
        control.end(store, made.id)
    assert [each.meeting.id for each in history.final_rounds(store, late.community_id)] == [early.id, late.id]


def test_a_meeting_that_has_not_ended_is_no_history(store: Store) -> None:
    made = make_meeting(store, configs={"spectrum": LINES})
    held(store, made, "spectrum", 50)
    assert history.final_rounds(store, made.community_id) == []


def test_a_rehearsal_is_no_history(store: Store) -> None:
    made = make_meeting(store, configs={"spectrum": LINES}, live=False)
    control.rehearse(store, made.id)
    held(store, made, "spectrum", 50)
    control.end(store, made.id)
    assert history.final_rounds(store, made.community_id) == []


def test_another_community_has_its_own_history(store: Store) -> None:
    made = make_meeting(store, configs={"spectrum": LINES})
    held(store, made, "spectrum", 50)
    control.end(store, made.id)
    other = make_meeting(store, configs={"spectrum": LINES}, account=made.account_id)
    assert history.final_rounds(store, other.community_id) == []
    assert len(history.final_rounds(store, made.community_id)) == 1

"""After the end: reflections, and what was left to phones, for two days and only for those who were there."""

from __future__ import annotations

import json
from typing import Any

import pytest

from components.exports import rows_of, to_csv
from components.live import control, pace, past
from components.live.cast import Refused, Saved
from components.live.mine import mine
from components.live.past import PastRound
from components.live.room import read
from components.live.state import phone_state
from db import answers, meetings, participants, rounds
from db.engine import Store
from db.ids import now
from tests.rooms import EXIT, LINES, WORD, Made, answer, make_meeting, open_activity

AGENDA = {"icebreaker": WORD, "spectrum": LINES, "reflection": EXIT}
HOUR = 3600


def ended(store: Store, people: int = 5, show: str = "at_five") -> tuple[Made, dict[str, str]]:
    """A meeting that has just ended, with its rounds by kind; everybody found it useful. More than answered came."""
    made = make_meeting(store, show=show, configs=AGENDA)
    values: dict[str, Any] = {
        "icebreaker": {"word": "hope"},
        "spectrum": {"lines": {"expertise": 50}},
        "reflection": {"useful": 5},
    }
    opened = {}
    for kind, value in values.items():
        opened[kind] = open_activity(store, made, kind)
        for person in range(people):
            answer(store, made, opened[kind], f"phone {person}", value)
        if kind == "icebreaker":
            for person in range(people, people + 12):
                answer(store, made, opened[kind], f"phone {person}", {"pass": True})
    control.end(store, made.id)
    return made, opened


def end_hours_ago(store: Store, made: Made, hours: float) -> None:
    meetings.change(store, made.id, ended_at=now(later=-hours * HOUR))


def reflection(store: Store, made: Made) -> PastRound:
    meeting = meetings.by_id(store, made.id)
    assert meeting
    final = past.agenda_of(store, meeting)[-1].final
    assert final
    return final


def ratings(store: Store, made: Made) -> object:
    return reflection(store, made).tally.get("questions", {}).get("useful", {}).get("ratings")


def test_a_reflection_arrives_the_next_day_and_is_marked_as_late(store: Store) -> None:
    made, opened = ended(store)
    end_hours_ago(store, made, 24)
    for person in (5, 6):
        saved = answer(store, made, opened["reflection"], f"phone {person}", {"useful": 4})
        assert isinstance(saved, Saved)
        assert saved.is_new
    marks = [(each.is_late, json.loads(each.value)) for each in answers.current(store, opened["reflection"])]
    assert marks == [(False, {"useful": 5})] * 5 + [(True, {"useful": 4})] * 2


def test_two_days_later_it_is_closed(store: Store) -> None:
    made, opened = ended(store)
    end_hours_ago(store, made, 47.9)
    answer(store, made, opened["reflection"], "phone 0", {"useful": 1})
    end_hours_ago(store, made, 48)
    assert phone_state(read(store, made.id), 0)["still_open"] == []
    with pytest.raises(Refused) as refused:
        answer(store, made, opened["reflection"], "phone 0", {"useful": 2})
    assert refused.value.reason == "closed"


@pytest.mark.parametrize("kind", ["icebreaker", "spectrum"])
def test_what_was_for_the_room_stays_closed_after_the_end(store: Store, kind: str) -> None:
    made, opened = ended(store)
    values: dict[str, Any] = {"icebreaker": {"word": "late"}, "spectrum": {"lines": {"expertise": 1}}}
    with pytest.raises(Refused) as refused:
        answer(store, made, opened[kind], "phone 0", values[kind])
    assert refused.value.reason == "closed"


def test_an_earlier_round_of_a_reflection_stays_closed(store: Store) -> None:
    made = make_meeting(store, configs=AGENDA)
    first = open_activity(store, made, "reflection")
    answer(store, made, first, "phone", {"useful": 3})
    control.close(store, made.id, seconds=0)
    second = control.open_round(store, made.id)
    control.end(store, made.id)
    assert [each["round"]["id"] for each in phone_state(read(store, made.id), 0)["still_open"]] == [second]
    with pytest.raises(Refused):
        answer(store, made, first, "phone", {"useful": 4})
    answer(store, made, second, "phone", {"useful": 4})


def test_a_device_that_did_not_take_part_is_not_heard(store: Store) -> None:
    made, opened = ended(store)
    before = participants.count_of_meeting(store, made.id)
    with pytest.raises(Refused) as refused:
        answer(store, made, opened["reflection"], "a stranger", {"useful": 1})
    assert refused.value.reason == "closed"
    other = make_meeting(store, account=made.account_id, configs={"spectrum": LINES})
    elsewhere = open_activity(store, other, "spectrum")
    answer(store, other, elsewhere, "another meeting's phone", {"lines": {"expertise": 1}})
    with pytest.raises(Refused):
        answer(store, made, opened["reflection"], "another meeting's phone", {"useful": 1})
    assert participants.count_of_meeting(store, made.id) == before


def test_what_was_left_to_phones_stays_open_after_the_end_too(store: Store) -> None:
    made = make_meeting(store, configs=AGENDA)
    round_id = open_activity(store, made, "icebreaker")
    answer(store, made, round_id, "phone", {"word": "hope"})
    pace.finish_on_phones(store, made.id, made.activity_ids["icebreaker"])
    answer(store, made, round_id, "slow phone", {"word": "time"})
    control.end(store, made.id)
    end_hours_ago(store, made, 30)
    answer(store, made, round_id, "phone", {"word": "courage"})
    assert [each.is_late for each in answers.current(store, round_id)] == [False, True]
    [told] = phone_state(read(store, made.id), 0)["still_open"]
    assert told["until"] > now(later=17 * HOUR)
    end_hours_ago(store, made, 49)
    with pytest.raises(Refused):
        answer(store, made, round_id, "phone", {"word": "late"})


def test_a_meeting_that_goes_on_again_takes_answers_as_before(store: Store) -> None:
    made, opened = ended(store)
    control.go_on(store, made.id)
    with pytest.raises(Refused):
        answer(store, made, opened["reflection"], "phone 0", {"useful": 1})
    control.keep_open(store, made.id)
    answer(store, made, opened["reflection"], "phone 0", {"useful": 1})
    assert [each.is_late for each in answers.all_of_round(store, opened["reflection"])] == [False] * 6


def test_after_the_end_a_phone_is_told_its_own_late_answer(store: Store) -> None:
    made, opened = ended(store)
    answer(store, made, opened["reflection"], "phone 5", {"useful": 2})
    person = participants.find(store, made.community_id, "phone 5")
    assert person
    told = {each["round"]: each["value"] for each in mine(read(store, made.id), [(person, 1)])}
    assert told[opened["reflection"]] == {"useful": 2}


# Small groups


def test_late_answers_join_the_picture_three_at_a_time_and_all_in_the_end(store: Store) -> None:
    made, opened = ended(store)
    seen = [(ratings(store, made), reflection(store, made).waiting)]
    for person in range(5, 10):
        answer(store, made, opened["reflection"], f"phone {person}", {"useful": 1})
        seen.append((ratings(store, made), reflection(store, made).waiting))
    five, eight, ten = [0, 0, 0, 0, 5], [3, 0, 0, 0, 5], [5, 0, 0, 0, 5]
    assert seen == [(five, 0), (five, 1), (five, 2), (eight, 0), (eight, 1), (eight, 2)]
    assert reflection(store, made).late == 5
    end_hours_ago(store, made, 49)
    assert ratings(store, made) == ten
    assert reflection(store, made).late == 5
    assert reflection(store, made).open_until is None


def test_an_answer_changed_late_waits_as_a_new_one_does(store: Store) -> None:
    made, opened = ended(store)
    answer(store, made, opened["reflection"], "phone 0", {"useful": 1})
    assert ratings(store, made) == [0, 0, 0, 0, 5]
    assert (reflection(store, made).late, reflection(store, made).waiting) == (1, 1)
    end_hours_ago(store, made, 49)
    assert ratings(store, made) == [1, 0, 0, 0, 4]


def test_too_few_in_time_are_shown_once_late_ones_make_them_enough(store: Store) -> None:
    made, opened = ended(store, people=3)
    for person in (3, 4):
        assert reflection(store, made).is_hidden
        answer(store, made, opened["reflection"], f"phone {person}", {"useful": 1})
    assert ratings(store, made) == [2, 0, 0, 0, 3]


def test_the_facilitators_desk_does_not_show_a_single_late_answer_either(store: Store) -> None:
    made, opened = ended(store)
    for person in range(5):
        answer(store, made, opened["reflection"], f"phone {person + 5}", {"useful": 1, "try": f"Try {person}"})
        room = read(store, made.id)
        assert {json.loads(each.value)["useful"] for each in answers.current(store, opened["reflection"])} == {1, 5}
        assert len(room.released) == (5 if person < 2 else 8)


def test_a_trusted_group_sees_late_answers_at_once(store: Store) -> None:
    made, opened = ended(store, people=1, show="at_once")
    answer(store, made, opened["reflection"], "phone 1", {"useful": 1})
    assert ratings(store, made) == [1, 0, 0, 0, 1]


# What facilitators take along


def exported(store: Store, made: Made) -> tuple[object, list[str]]:
    """What an export says of the reflection: how many came late, and the mark of each rating."""
    meeting = meetings.by_id(store, made.id)
    assert meeting
    rows = [row for row in rows_of(meeting, past.agenda_of(store, meeting), "en") if row.kind == "reflection"]
    assert "T" not in "".join(filter(None, (row.late for row in rows)))
    assert now()[:10] not in to_csv(rows).decode()
    counts = [row.value for row in rows if row.field == "late" and row.answer is None]
    return (counts or [None])[0], sorted(row.late for row in rows if row.field == "useful")


def test_an_export_says_how_many_came_late_and_marks_them_only_among_enough(store: Store) -> None:
    made, opened = ended(store)
    assert exported(store, made) == (None, [""] * 5)
    for person in range(5, 9):
        answer(store, made, opened["reflection"], f"phone {person}", {"useful": 4})
    end_hours_ago(store, made, 49)
    assert exported(store, made) == (4, [""] * 9)


def test_five_late_answers_among_five_others_are_marked(store: Store) -> None:
    made, opened = ended(store)
    for person in range(5, 10):
        answer(store, made, opened["reflection"], f"phone {person}", {"useful": 4})
    end_hours_ago(store, made, 49)
    assert exported(store, made) == (5, [""] * 5 + ["yes"] * 5)


def test_where_people_wrote_it_takes_ten(store: Store) -> None:
    made, opened = ended(store, people=10)
    for person in range(10, 19):
        answer(store, made, opened["reflection"], f"phone {person}", {"useful": 4, "try": "More time"})
    end_hours_ago(store, made, 49)
    assert exported(store, made) == (9, [""] * 19)


def test_the_rounds_of_a_meeting_that_has_ended_are_all_there(store: Store) -> None:
    made = make_meeting(store, configs=AGENDA)
    round_id = open_activity(store, made, "icebreaker")
    answer(store, made, round_id, "phone", {"word": "hope"})
    pace.finish_on_phones(store, made.id, made.activity_ids["icebreaker"])
    control.end(store, made.id)
    meeting = meetings.by_id(store, made.id)
    assert meeting
    final = past.agenda_of(store, meeting)[0].final
    assert final
    assert final.tally["words"] == {"hope": 1}
    left = rounds.by_id(store, round_id)
    assert left
    assert left.phase == "open"

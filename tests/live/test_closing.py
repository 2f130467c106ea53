"""What a meeting ends with."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest

from components.activities.base import ActivityKind
from components.activities.registry import ACTIVITIES
from components.live import closing, control, past
from components.live.closing import Closing, closing_of, shared_texts
from components.live.control import CannotControl
from components.live.mine import mine
from components.live.room import read
from components.live.state import phone_state
from components.text import t
from db import answers, meetings, next_meetings, participants
from db.engine import Store
from db.meetings import Meeting
from db.next_meetings import NextMeeting
from tests.kinds import examples
from tests.rooms import USEFUL, Made, answer, make_meeting, open_activity

EXIT = {
    "questions": [
        USEFUL,
        {"id": "try", "text": {"en": "One thing I'll try"}, "type": "commitment"},
        {"id": "lesson", "text": {"en": "A lesson"}, "type": "lesson"},
    ]
}
TRIES = [
    {"try": {"text": f"Visit family {n}", "obstacle": "The bus"}, "share": ["try"] if n < 2 else []} for n in range(5)
]


def held(store: Store, values: list[dict[str, Any]], *, show: str = "at_five") -> Made:
    """A meeting whose reflection got these answers, one phone each."""
    made = make_meeting(store, show=show, configs={"reflection": EXIT})
    round_id = open_activity(store, made, "reflection")
    for number, value in enumerate(values):
        answer(store, made, round_id, f"phone {number}", value)
    control.close(store, made.id, seconds=0)
    return made


def meeting_of(store: Store, made: Made) -> Meeting:
    found = meetings.by_id(store, made.id)
    assert found
    return found


def shared(store: Store, made: Made) -> list[closing.Shared]:
    return shared_texts(past.agenda_of(store, meeting_of(store, made), with_open=True))


def ending(store: Store, made: Made) -> Closing:
    return closing_of(store, meeting_of(store, made))


def let_through(store: Store, made: Made, *texts: str) -> None:
    places = [each.place for each in shared(store, made) if each.text in texts]
    assert len(places) == len(texts)
    closing.let_through(store, meeting_of(store, made), places, True)


def test_only_what_its_author_shared_can_be_let_through(store: Store) -> None:
    made = held(store, TRIES)
    texts = {text.text for text in shared(store, made)}
    assert texts == {"Visit family 0", "Visit family 1", "The bus"}
    unshared = store.query("SELECT id FROM answers WHERE value LIKE '%family 4%'")[0]["id"]
    with pytest.raises(CannotControl) as refused:
        closing.let_through(store, meeting_of(store, made), [(unshared, "try")], True)
    assert refused.value.code == "not_shared"
    assert ending(store, made).echoes == ()


def test_an_echo_is_what_its_author_shared_and_a_facilitator_let_through(store: Store) -> None:
    made = held(store, TRIES)
    let_through(store, made, "Visit family 1")
    assert [(echo.text, echo.is_commitment) for echo in ending(store, made).echoes] == [("Visit family 1", True)]
    closing.let_through(store, meeting_of(store, made), [ending(store, made).echoes[0].place], False)
    assert ending(store, made).echoes == ()


def test_what_the_room_has_read_is_an_echo(store: Store) -> None:
    made = held(store, TRIES)
    first, other = [text for text in shared(store, made) if text.is_commitment]
    for text in (first, other):
        control.pick_piece(store, made.id, *text.place, True)
    control.pick_piece(store, made.id, *other.place, False)
    assert {echo.id for echo in ending(store, made).echoes} == {first.id, other.id}


def test_the_same_words_from_several_people_are_one_echo(store: Store) -> None:
    values = [{"try": text, "share": ["try"]} for text in ("Rest", "rest", "Visit")]
    made = held(store, values, show="at_once")
    let_through(store, made, "Rest", "rest", "Visit")
    assert sorted(echo.text.lower() for echo in ending(store, made).echoes) == ["rest", "visit"]


def test_an_author_who_changes_their_mind_is_heard(store: Store) -> None:
    made = held(store, TRIES)
    let_through(store, made, "Visit family 1")
    control.keep_open(store, made.id)
    [open_round] = store.query("SELECT id FROM rounds")
    answer(store, made, open_round["id"], "phone 1", {"try": "Visit family 1", "share": []})
    assert ending(store, made).echoes == ()


def test_a_hidden_text_is_no_echo_and_no_commitment(store: Store) -> None:
    made = held(store, TRIES)
    let_through(store, made, "Visit family 0", "Visit family 1")
    place = next(text.place for text in shared(store, made) if text.text == "Visit family 0")
    control.hide_piece(store, made.id, *place, True)
    end = ending(store, made)
    assert [echo.text for echo in end.echoes] == ["Visit family 1"]
    assert end.commitments == 4


def test_an_echo_is_in_the_facilitators_wording_and_knows_which_half_it_is(store: Store) -> None:
    lesson = {"lesson": {"worked": "Ana's idea", "did_not": "Letters"}, "share": ["lesson"]}
    made = held(store, [lesson], show="at_once")
    place = next(text.place for text in shared(store, made) if text.text == "Ana's idea")
    control.reword_piece(store, made.id, *place, "A colleague's idea")
    let_through(store, made, "A colleague's idea", "Letters")
    assert {(echo.side, echo.text) for echo in ending(store, made).echoes} == {
        ("worked", "A colleague's idea"),
        ("did_not", "Letters"),
    }


@pytest.mark.parametrize(("show", "people", "seen"), [("at_five", 4, 0), ("at_five", 5, 5), ("at_once", 2, 2)])
def test_commitments_are_counted_where_enough_people_answered(store: Store, show: str, people: int, seen: int) -> None:
    made = held(store, TRIES[:people], show=show)
    assert ending(store, made).commitments == seen
    assert bool(shared(store, made)) == bool(seen)


def test_a_question_too_few_answered_is_in_neither(store: Store) -> None:
    made = held(store, [*TRIES[:2], *[{"useful": 4}] * 3])
    assert ending(store, made).commitments == 0
    assert shared(store, made) == []


def test_the_latest_round_stands_for_the_activity(store: Store) -> None:
    made = held(store, TRIES)
    again = control.open_round(store, made.id)
    for number, value in enumerate(TRIES):
        answer(store, made, again, f"phone {number}", value)
    assert ending(store, made).commitments == 5


def test_phones_are_told_once_the_meeting_has_ended(store: Store) -> None:
    made = held(store, TRIES)
    let_through(store, made, "Visit family 0")
    place = {"en": "Library"}
    next_meetings.put(store, made.id, NextMeeting("2031-06-05", "18:00", None, "America/Los_Angeles", place))
    assert phone_state(read(store, made.id), 0)["closing"] is None
    control.end(store, made.id)
    told = phone_state(read(store, made.id), 0)["closing"]
    assert told == {
        "echoes": [{"text": "Visit family 0", "side": "will_try"}],
        "commitments": 5,
        "next": {
            "on": "2031-06-05", "begins": "18:00", "ends": None, "zone": "America/Los_Angeles", "place": place,
        },
        "seen": ["phones", "written", "list", "names", "five"],
    }  # fmt: skip
    secret = [row["id"] for table in ("participants", "answers") for row in store.query(f"SELECT id FROM {table}")]
    assert [each for each in secret if each in json.dumps(told)] == []


def test_a_phone_is_told_its_own_commitments_and_nobody_elses(store: Store) -> None:
    made = held(store, TRIES)
    control.end(store, made.id)
    person = participants.find(store, made.community_id, "phone 3")
    assert person
    [own] = mine(read(store, made.id), [(person, 1)])
    assert own["commitments"] == ["Visit family 3"]
    assert "family 1" not in json.dumps(own)


def test_a_pass_holds_no_commitment(store: Store) -> None:
    made = held(store, [{"pass": True}])
    control.end(store, made.id)
    person = participants.find(store, made.community_id, "phone 0")
    assert person
    assert [own["commitments"] for own in mine(read(store, made.id), [(person, 1)])] == [[]]


@pytest.mark.parametrize("kind", [kind for kind in ACTIVITIES.values() if kind.texts_stay])
def test_every_half_of_a_question_that_may_be_shared_has_a_name(kind: ActivityKind) -> None:
    step = kind.steps[-1]
    for config in map(kind.parse_config, examples(kind.name).values()):
        for seed in range(60) if kind.can_open(config, step) else ():
            given = kind.parse_answer(config, step, kind.pretend(config, step, Random(seed), 0))
            for piece in kind.pieces(config, step, given):
                side = piece.part.partition(".")[2]
                assert not kind.may_share(given, piece.part) or not side or t("en", f"closing_phone.side_{side}")


@pytest.mark.parametrize("show", meetings.SHOWS)
def test_who_will_see_it_is_said_in_sentences(store: Store, show: str) -> None:
    made = make_meeting(store, show=show)
    names = closing.seen_by(meeting_of(store, made))
    assert all(t("es", f"closing_phone.seen_{name}").endswith(".") for name in names)
    assert ("five" in names) == (show == "at_five")


def test_the_order_of_echoes_is_not_that_of_arrival(store: Store) -> None:
    texts = [f"Number {n:02d}" for n in range(12)]
    made = held(store, [{"try": text, "share": ["try"]} for text in texts])
    let_through(store, made, *texts)
    shown = [echo.text for echo in ending(store, made).echoes]
    assert sorted(shown) == texts
    assert shown != sorted(shown)
    given = answers.current(store, store.query("SELECT id FROM rounds")[0]["id"])
    assert [echo.place[0] for echo in ending(store, made).echoes] != [each.id for each in given]

"""Nobody who runs a meeting sees who said what, and what people write is only ever text."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from random import Random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from components.activities.registry import ACTIVITIES
from components.exports import inert
from components.live import control, past, plans
from components.live.cast import Cast, Delivery, cast
from components.live.control import CannotControl
from components.live.plans import Plan
from components.live.room import Room, read
from components.live.state import phone_state
from components.ui.results import texts_of
from components.ui.written import pieces
from db import answers, meetings, participants, rounds
from db.engine import Store
from db.ids import new_id
from tests.rooms import (
    CONFIGS,
    EXIT,
    LINES,
    WORD,
    Made,
    answer,
    in_memory,
    make_account,
    make_meeting,
    note,
    open_activity,
)

PROPOSE = {"items": [], "top": 3, "propose": True}
KINDS = sorted(name for name, kind in ACTIVITIES.items() if kind.steps)
COUNTED = [
    name for name in KINDS if not ACTIVITIES[name].is_exempt(ACTIVITIES[name].parse_config(CONFIGS[name]), "answer")
]


def on_behalf(store: Store, made: Made, round_id: str, value: dict[str, Any]) -> None:
    control.answer_for(store, made.id, Cast(new_id(), round_id, value))


def values_of(kind: str, people: int) -> list[dict[str, Any]]:
    """An answer for each of several people."""
    each: dict[str, dict[str, Any]] = {
        "icebreaker": {"word": "hope"},
        "spectrum": {"lines": {"expertise": 40}},
        "ranking": {"order": ["housing", "transport"]},
        "reflection": {"useful": 4, "try": "Ask a parent first", "share": ["try"]},
    }
    record = ACTIVITIES[kind]
    config = record.parse_config(CONFIGS[kind])
    return [each.get(kind) or record.pretend(config, record.first_step(config), Random(1), 0)] * people


def answered(store: Store, made: Made, kind: str, values: list[dict[str, Any]]) -> str:
    """An open round with one answer for each value."""
    round_id = open_activity(store, made, kind)
    for number, value in enumerate(values):
        answer(store, made, round_id, f"phone {number}", value)
    return round_id


# Small groups: whatever happens, no picture of fewer than five, and none that grows by fewer than three


class Watcher:
    """Somebody who remembers every picture that phones were sent, and whose word is whose: `w<person>x<times>`."""

    def __init__(self) -> None:
        self.before: set[str] | None = None
        self.seen = 0

    def look(self, room: Room) -> None:
        tally = phone_state(room, 0)["tally"]
        assert tally == room.preview, "the facilitator's own picture is no other"
        if not tally or tally == {"hidden": "few"} or not tally["n"]:
            self._sees_nothing(room, tally)
            return
        self.seen += 1
        found = {word.partition("x")[0] for word in tally["words"]}
        phones = {person for person in found if person.startswith("w")}
        assert len(phones) >= 5
        assert {shown.text.partition("x")[0] for shown in pieces(room)} <= found
        assert room.round
        if room.round.phase == "open" and self.before is not None and self.before != set(tally["words"]):
            assert len(phones - {word.partition("x")[0] for word in self.before}) >= 3
        self.before = set(tally["words"]) if room.round.phase == "open" else None

    def _sees_nothing(self, room: Room, tally: Any) -> None:
        assert not (tally or {}).get("words")
        assert pieces(room) == []


STEPS = st.one_of(
    st.tuples(st.just("answer"), st.integers(0, 13)),
    st.tuples(st.just("answer"), st.integers(0, 13)),
    st.tuples(st.just("pass"), st.integers(0, 13)),
    st.tuples(st.just("behalf"), st.just(0)),
    st.tuples(st.sampled_from(["close", "reveal", "hide", "reopen", "round"]), st.just(0)),
)


def take_step(store: Store, made: Made, name: str, person: int, turn: int) -> None:
    room = read(store, made.id)
    assert room.round
    is_open = room.round.phase == "open"
    match name:
        case "answer" if is_open:
            answer(store, made, room.round.id, f"phone {person}", {"word": f"w{person}x{turn}"})
        case "pass" if is_open:
            answer(store, made, room.round.id, f"phone {person}", {"pass": True})
        case "behalf" if is_open:
            on_behalf(store, made, room.round.id, {"word": f"behalf{turn}"})
        case "close" if is_open:
            control.close(store, made.id, seconds=0)
        case "reveal":
            control.reveal(store, made.id)
        case "hide" if not is_open:
            control.hide(store, made.id)
        case "reopen" if not is_open:
            control.keep_open(store, made.id)
        case "round" if not is_open:
            control.open_round(store, made.id)


@settings(max_examples=150)
@given(st.lists(STEPS, min_size=5, max_size=45))
@example([("answer", each) for each in (0, 4, 5, 6, 7, 1, 3)] + [("pass", 1), ("answer", 2)])
def test_no_sequence_of_answers_and_controls_shows_fewer_than_five_or_adds_fewer_than_three(
    steps: list[tuple[str, int]],
) -> None:
    with closing(in_memory()) as store:
        made = make_meeting(store, show="at_five", configs={"icebreaker": WORD})
        open_activity(store, made, "icebreaker")
        watcher, watched = Watcher(), ""
        for turn, (name, person) in enumerate(steps):
            take_step(store, made, name, person, turn)
            room = read(store, made.id)
            assert room.round
            if room.round.id != watched:
                watcher, watched = Watcher(), room.round.id
            watcher.look(room)


def test_the_watcher_of_that_test_does_see_pictures(store: Store) -> None:
    made = make_meeting(store, show="at_five", configs={"icebreaker": WORD})
    open_activity(store, made, "icebreaker")
    watcher = Watcher()
    for turn in range(9):
        take_step(store, made, "answer", turn, turn)
        watcher.look(read(store, made.id))
    assert watcher.seen == 5
    assert watcher.before
    assert len(watcher.before) == 8


@pytest.mark.parametrize("kind", COUNTED)
def test_four_answers_are_shown_on_no_screen_whatever_is_done(store: Store, kind: str) -> None:
    made = make_meeting(store, show="at_five")
    answered(store, made, kind, values_of(kind, 4))
    for act in (None, control.reveal, control.hide, control.keep_open, control.reveal):
        if act:
            act(store, made.id)
        room = read(store, made.id)
        assert phone_state(room, 4)["tally"] in (None, {"hidden": "few"})
        assert room.preview == {"hidden": "few"}
        assert pieces(room) == []
    meeting = meetings.by_id(store, made.id)
    assert meeting
    [kept] = [each for each in past.agenda_of(store, meeting) if each.rounds]
    assert kept.rounds[0].is_hidden


@pytest.mark.parametrize("kind", COUNTED)
def test_answers_given_for_others_bring_no_picture_nearer(store: Store, kind: str) -> None:
    made = make_meeting(store, show="at_five")
    round_id = answered(store, made, kind, values_of(kind, 4))
    for value in values_of(kind, 6):
        on_behalf(store, made, round_id, value)
    control.reveal(store, made.id)
    assert read(store, made.id).tally == {"hidden": "few"}
    control.keep_open(store, made.id)
    control.hide(store, made.id)
    control.keep_open(store, made.id)
    answer(store, made, round_id, "the fifth phone", values_of(kind, 1)[0])
    control.reveal(store, made.id)
    tally = read(store, made.id).tally
    assert tally
    assert tally["n"] == 11


def test_answers_given_for_others_let_no_picture_grow(store: Store) -> None:
    made = make_meeting(store, show="at_five", configs={"icebreaker": WORD})
    round_id = answered(store, made, "icebreaker", values_of("icebreaker", 5))
    for _ in range(3):
        on_behalf(store, made, round_id, {"word": "rain"})
    answer(store, made, round_id, "another phone", {"word": "doubt"})
    tally = read(store, made.id).tally
    assert tally
    assert tally["words"] == {"hope": 5}


def test_a_line_answered_by_four_phones_stays_hidden_however_many_are_given_for_others(store: Store) -> None:
    two = {"lines": [*LINES["lines"], {**LINES["lines"][0], "id": "engaged"}]}
    made = make_meeting(store, show="at_five", configs={"spectrum": two})
    values: list[Any] = [{"lines": {"expertise": 10, "engaged": 90 if person < 4 else None}} for person in range(5)]
    round_id = answered(store, made, "spectrum", values)
    on_behalf(store, made, round_id, {"lines": {"expertise": 10, "engaged": 90}})
    control.reveal(store, made.id)
    tally = read(store, made.id).tally
    assert tally
    assert tally["lines"]["expertise"]["n"] == 6
    assert tally["lines"]["engaged"] == {"n": 5, "hidden": "few"}


def test_a_trusted_group_counts_what_is_given_for_others(store: Store) -> None:
    made = make_meeting(store, show="at_once")
    on_behalf(store, made, open_activity(store, made, "spectrum"), {"lines": {"expertise": 10}})
    control.reveal(store, made.id)
    tally = read(store, made.id).tally
    assert tally
    assert tally["n"] == 1


PLACES = st.dictionaries(st.integers(0, 11), st.integers(0, 100), max_size=12)


@settings(max_examples=60)
@given(PLACES, PLACES)
def test_a_comparison_of_two_rounds_speaks_of_five_people_or_of_nobody(
    before: dict[int, int], after: dict[int, int]
) -> None:
    with closing(in_memory()) as store:
        made = make_meeting(store, show="at_five", configs={"spectrum": LINES})
        for number, places in enumerate((before, after)):
            round_id = control.open_round(store, made.id) if number else open_activity(store, made, "spectrum")
            for person, place in places.items():
                answer(store, made, round_id, f"phone {person}", {"lines": {"expertise": place}})
            control.reveal(store, made.id)
        room = read(store, made.id)
        assert room.comparison
        moved = room.comparison["lines"]["expertise"]
        both = before.keys() & after.keys()
        assert (moved == {"hidden": "few"}) == (len(both) < 5)
        if len(both) >= 5:
            assert moved["stayed"] == len(both)
            assert (moved["shift"] is None) == (before.keys() != after.keys())


# What was promised before anybody answered


@pytest.mark.parametrize(
    ("begins", "wished", "is_answered", "becomes"),
    [
        ("at_five", "at_once", False, "at_once"),
        ("at_five", "at_once", True, "at_five"),
        ("at_once", "at_five", True, "at_five"),
    ],
)
def test_pictures_appear_when_people_were_told_they_would(
    store: Store, begins: str, wished: str, is_answered: bool, becomes: str
) -> None:
    made = make_meeting(store, show=begins)
    if is_answered:
        answered(store, made, "spectrum", values_of("spectrum", 1))
    meeting = meetings.by_id(store, made.id)
    assert meeting
    plans.change_facts(store, meeting, Plan({"en": "Another title"}, "2026-05-04", ("en",), wished))
    changed = meetings.by_id(store, made.id)
    assert changed
    assert (changed.show, changed.title) == (becomes, {"en": "Another title"})


def test_a_rehearsal_promises_nothing(store: Store) -> None:
    made = make_meeting(store, show="at_five", live=False)
    control.rehearse(store, made.id)
    answered(store, made, "spectrum", values_of("spectrum", 1))
    assert not plans.is_promised(store, made.id)


def test_a_meeting_with_answers_is_no_rehearsal_afterwards(store: Store) -> None:
    made = make_meeting(store, show="at_five")
    answered(store, made, "spectrum", values_of("spectrum", 1))
    for is_ended in (False, True):
        if is_ended:
            control.end(store, made.id)
        with pytest.raises(CannotControl):
            control.rehearse(store, made.id)
        with pytest.raises(CannotControl):
            control.start_for_real(store, made.id)
    assert answers.count(store, rounds.of_meeting(store, made.id)[0].id) == 1


# What facilitators read


def test_texts_are_read_in_the_steps_of_the_picture(store: Store) -> None:
    for kind, config in (("reflection", EXIT), ("icebreaker", WORD)):
        made = make_meeting(store, show="at_five", configs={kind: config}, account=new_account(store))
        round_id = open_activity(store, made, kind)
        read_so_far = []
        for number, value in enumerate(values_of(kind, 9)):
            answer(store, made, round_id, f"phone {number}", value)
            read_so_far.append(len(pieces(read(store, made.id))))
        assert read_so_far == [0, 0, 0, 0, 5, 5, 5, 8, 8]
        control.close(store, made.id, seconds=0)
        assert len(pieces(read(store, made.id))) == 9


def new_account(store: Store) -> str:
    return make_account(store, f"account-{new_id()}")


def test_a_text_that_may_not_be_read_yet_cannot_be_picked(store: Store) -> None:
    made = make_meeting(store, show="at_five", configs={"reflection": EXIT})
    round_id = open_activity(store, made, "reflection")
    saved = [answer(store, made, round_id, f"phone {n}", each) for n, each in enumerate(values_of("reflection", 4))]
    for act in (None, control.close):
        if act:
            act(store, made.id, seconds=0)
        with pytest.raises(CannotControl):
            control.pick_piece(store, made.id, saved[0].id, "try", True)
    assert "texts" not in json.dumps(phone_state(read(store, made.id), 4))


def test_proposals_are_read_once_they_are_closed_however_few(store: Store) -> None:
    made = make_meeting(store, show="at_five", configs={"ranking": PROPOSE})
    answered(store, made, "ranking", [{"items": ["Childcare"]}, {"items": ["Buses"]}])
    assert pieces(read(store, made.id)) == []
    control.close(store, made.id, seconds=0)
    assert {shown.text for shown in pieces(read(store, made.id))} == {"Childcare", "Buses"}


def test_a_question_that_few_answered_is_read_nowhere(store: Store) -> None:
    made = make_meeting(store, show="at_five", configs={"reflection": EXIT})
    answered(store, made, "reflection", [*[{"useful": 4}] * 5, {"useful": 1, "try": "I alone wrote this"}])
    control.close(store, made.id, seconds=0)
    assert pieces(read(store, made.id)) == []
    meeting = meetings.by_id(store, made.id)
    assert meeting
    [kept] = past.agenda_of(store, meeting)
    assert kept.final
    assert texts_of(kept.final, "en") == {}


def test_the_order_of_texts_tells_nothing_about_who_was_when(store: Store) -> None:
    """The same answers in the opposite order come in the same order."""
    ids = [new_id() for _ in range(30)]
    orders = []
    for wanted in (ids, ids[::-1]):
        with closing(in_memory()) as own:
            made = make_meeting(own, configs={"reflection": EXIT})
            round_id = open_activity(own, made, "reflection")
            for answer_id in wanted:
                message = Cast(answer_id, round_id, {"try": answer_id})
                cast(own, Delivery(made.id, f"phone {answer_id}", message))
            orders.append([shown.text for shown in pieces(read(own, made.id))])
    assert orders[0] == orders[1]
    assert orders[0] not in (ids, ids[::-1])


# What phones and walls are sent


@pytest.mark.parametrize("kind", KINDS)
def test_a_state_names_no_participant_and_no_answer(store: Store, kind: str) -> None:
    made = make_meeting(store)
    meetings.change(store, made.id, notes="Rosa was late")
    note(store, made.activity_ids[kind], "Ask Luis first")
    answered(store, made, kind, values_of(kind, 6))
    control.reveal(store, made.id)
    sent = json.dumps(phone_state(read(store, made.id), 6))
    secret = [row["id"] for table in ("participants", "answers", "accounts") for row in ids(store, table)]
    secret += [row["device_hash"] for row in store.query("SELECT device_hash FROM participants")]
    secret += [made.display_key, "Rosa was late", "Ask Luis first"]
    assert len(secret) > 19
    assert [each for each in secret if each in sent] == []


def ids(store: Store, table: str) -> Iterator[dict[str, Any]]:
    yield from store.query(f"SELECT id FROM {table}")


def test_an_answer_given_for_somebody_belongs_to_nobodys_phone(store: Store) -> None:
    made = make_meeting(store)
    on_behalf(store, made, open_activity(store, made, "spectrum"), {"lines": {"expertise": 10}})
    [row] = store.query("SELECT device_hash FROM participants")
    assert row["device_hash"] != participants.hash_device("")
    assert participants.find(store, made.community_id, "") is None


def test_a_ranking_of_proposals_names_them_by_no_answer(store: Store) -> None:
    made = make_meeting(store, configs={"ranking": PROPOSE}, texts_at_once=True)
    answered(store, made, "ranking", [{"items": ["Childcare"]}, {"items": ["Buses"]}])
    control.close(store, made.id, seconds=0)
    control.open_round(store, made.id, step="answer")
    names = {item["id"] for item in read(store, made.id).config_json["items"]}
    given = [str(row["id"]) for row in ids(store, "answers")]
    assert len(names) == 2
    assert [name for name in names for each in given if name in each or each[:8] in name] == []


def test_two_texts_are_never_merged_into_each_other(store: Store) -> None:
    made = make_meeting(store, configs={"ranking": PROPOSE})
    round_id = open_activity(store, made, "ranking")
    one, other = (answer(store, made, round_id, phone, {"items": [phone]}).id for phone in ("Childcare", "Buses"))
    control.merge_piece(store, made.id, one, "items.0", (other, "items.0"))
    for piece, into in ((other, one), (one, one)):
        with pytest.raises(CannotControl):
            control.merge_piece(store, made.id, piece, "items.0", (into, "items.0"))
    assert Counter(m.merged_into is not None for m in answers.moderations(store, round_id)) == {True: 1}


# Sheets


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("hope;=HYPERLINK(1)", "hope;'=HYPERLINK(1)"),
        ("hope; @SUM(A1)", "hope; '@SUM(A1)"),
        ("one\n=cmd|' /C calc'!A0", "one\n'=cmd|' /C calc'!A0"),
        (";-1", ";'-1"),
        ("=1;=2", "'=1;'=2"),
        ("well-known; a = b", "well-known; a = b"),
    ],
)
def test_no_formula_begins_within_a_cell_where_sheets_part_at_semicolons(text: str, written: str) -> None:
    assert inert(text) == written

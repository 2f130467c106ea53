"""Whose turn it is, and how widely leading is spread."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.leading.rota import names_in, next_of, proposed, rota
from components.leading.spread import WINDOW, spread
from components.live.store import save
from db import meetings
from db.meetings import Meeting
from db.roles import Role
from tests.rooms import in_memory, make_meeting

TODAY = "2026-06-01"


def holder(name: str, role: str = "facilitator", **more: object) -> Role:
    made = Role(f"id-{name}", "c", role, name, None, "2026-01-01", None, True)
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def plain() -> Meeting:
    db = in_memory()
    found = meetings.by_id(db, make_meeting(db).id)
    assert found
    return found


def held(plain: Meeting, *led: tuple[str, str]) -> list[Meeting]:
    return [replace(plain, held_on=day, facilitated_by=by, phase="ended") for day, by in led]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("", ()), ("Rosa", ("Rosa",)), ("Rosa, Daniel", ("Rosa", "Daniel")), ("Rosa y Daniel", ("Rosa", "Daniel")),
        ("Rosa and Daniel", ("Rosa", "Daniel")), (" Rosa ;Daniel/ Lupe", ("Rosa", "Daniel", "Lupe")),
        ("Andy Sandys", ("Andy Sandys",)), ("Rosa, Rosa", ("Rosa",)),
    ],
)  # fmt: skip
def test_the_names_in_what_was_noted(said: str, names: tuple[str, ...]) -> None:
    assert names_in(said) == names


def test_who_facilitated_least_is_next_then_who_did_longest_ago(plain: Meeting) -> None:
    people = [holder("Rosa Aguilar"), holder("Daniel"), holder("Lupe"), holder("Amina")]
    past = held(plain, ("2026-02-01", "Rosa"), ("2026-03-01", "Lupe"), ("2026-04-01", "rosa"), ("2026-05-01", "Daniel"))
    turns = rota(people, past, TODAY)
    assert [(turn.name, turn.times, turn.last) for turn in turns] == [
        ("Amina", 0, ""), ("Lupe", 1, "2026-03-01"), ("Daniel", 1, "2026-05-01"), ("Rosa Aguilar", 2, "2026-04-01"),
    ]  # fmt: skip
    assert proposed(turns) == turns[0]


def test_who_is_not_willing_comes_last_and_is_not_proposed(plain: Meeting) -> None:
    turns = rota([holder("Rosa", is_willing=False), holder("Daniel")], held(plain, ("2026-02-01", "Daniel")), TODAY)
    assert [turn.name for turn in turns] == ["Daniel", "Rosa"]
    assert proposed(rota([holder("Rosa", is_willing=False)], [], TODAY)) is None
    assert proposed([]) is None


def test_only_who_may_run_meetings_today_takes_turns(plain: Meeting) -> None:
    people = [
        holder("Fund", "sponsor"), holder("Gone", ended="2026-05-01"), holder("Coming", began="2026-07-01"),
        holder("Ana", "organizer"), holder("Ana", "facilitator", id="again"),
    ]  # fmt: skip
    assert [turn.name for turn in rota(people, [], TODAY)] == ["Ana"]


def test_a_first_name_that_two_have_is_nobody_s(plain: Meeting) -> None:
    turns = rota([holder("Rosa Aguilar"), holder("Rosa Vega")], held(plain, ("2026-02-01", "Rosa")), TODAY)
    assert [turn.times for turn in turns] == [0, 0]


def test_the_meeting_to_hand_over_is_the_one_going_on_else_the_next(plain: Meeting) -> None:
    def at(phase: str, day: str) -> Meeting:
        return replace(plain, phase=phase, held_on=day)

    late, soon, live = at("planned", "2026-08-01"), at("planned", "2026-07-01"), at("live", "2026-06-01")
    assert next_of([late, soon], TODAY) == soon
    assert next_of([late, soon, live], TODAY) == live
    assert next_of([at("planned", "2026-01-01"), at("ended", "2026-06-01")], TODAY) is None


def test_spread_is_one_where_one_leads_and_the_number_of_people_where_turns_are_even() -> None:
    alone = spread([("2026-01-01", "Rosa"), ("2026-02-01", "Rosa")])[-1]
    assert (alone.meetings, alone.different, alone.evenly) == (2, 1, 1.0)
    even = spread([("2026-01-01", "Rosa"), ("2026-02-01", "Daniel"), ("2026-03-01", "Lupe")])[-1]
    assert (even.different, round(even.evenly, 9)) == (3, 3.0)
    together = spread([("2026-01-01", "Rosa, Daniel")])[-1]
    assert (together.different, together.evenly) == (2, 2.0)


def test_meetings_of_which_nobody_noted_who_led_are_left_out() -> None:
    assert spread([("2026-01-01", ""), ("2026-02-01", "Rosa")]) == spread([("2026-02-01", "Rosa")])
    assert spread([]) == []


@given(st.lists(st.lists(st.sampled_from("ABCDEFG"), min_size=1, max_size=3, unique=True), min_size=1, max_size=20))
def test_the_effective_number_lies_between_one_and_how_many_there_are(led: list[list[str]]) -> None:
    found = spread([(f"2026-01-{day:02d}", ", ".join(names)) for day, names in enumerate(led, 1)])
    for each in found:
        assert each.meetings <= WINDOW
        assert 1 - 1e-9 <= each.evenly <= each.different + 1e-9


def test_handing_over_is_for_meetings_of_the_community_that_have_not_ended(database: str) -> None:
    from components.leading.rota import hand_over

    made, other = save(make_meeting), save(make_meeting)
    assert save(lambda db: hand_over(db, made.community_id, made.id, "Rosa"))
    assert save(lambda db: hand_over(db, made.community_id, made.id, "Daniel"))
    assert save(lambda db: hand_over(db, made.community_id, made.id, "Rosa"))
    assert save(lambda db: meetings.by_id(db, made.id)).facilitated_by == "Daniel, Rosa"  # type: ignore[union-attr]
    assert not save(lambda db: hand_over(db, made.community_id, other.id, "Rosa"))
    save(lambda db: meetings.change(db, made.id, phase="ended"))
    assert not save(lambda db: hand_over(db, made.community_id, made.id, "Lupe"))

"""What is unusual about new phones: never a room of people behind one address, always a script in a hurry."""

from __future__ import annotations

from random import Random

import pytest

from components.live.waves import AT_ONCE, LEAST, WITHIN, NewPhone, wave_of


def room_of(people: int, seed: int = 1, *, within: float = 90.0) -> list[NewPhone]:
    """People behind one address who scan the code while a question is open: each needs some seconds to answer."""
    rng = Random(seed)
    came = [rng.uniform(0, within) for _ in range(people)]
    return [
        NewPhone(f"person {n}", "hall", at, at + 2.5 + rng.expovariate(1 / 15) if rng.random() < 0.9 else None)
        for n, at in enumerate(came)
    ]


def script_of(devices: int, *, within: float = 60.0, takes: float = 0.3) -> list[NewPhone]:
    """Fresh devices, each of which answers as soon as it is there."""
    came = [n * within / devices for n in range(devices)]
    return [NewPhone(f"bot {n}", "hall", at, at + takes) for n, at in enumerate(came)]


@pytest.mark.parametrize("seed", range(10))
def test_an_honest_room_of_500_behind_one_address_raises_nothing(seed: int) -> None:
    assert wave_of(room_of(500, seed)) is None
    assert wave_of(room_of(500, seed, within=5), people=500, present=500) is None


def test_a_script_of_200_fresh_devices_in_a_minute_is_a_wave_and_no_person_is_in_it() -> None:
    found = wave_of(room_of(500) + script_of(200))
    assert found
    assert set(found.phones) == {f"bot {n}" for n in range(200)}


def test_who_was_quick_by_chance_is_no_wave() -> None:
    few = script_of(LEAST - 1)
    apart = script_of(200, within=200 * WITHIN / (LEAST - 2))
    from_everywhere = [NewPhone(each.id, each.id, each.came, each.answered) for each in script_of(200)]
    for quick in (few, apart, from_everywhere):
        assert wave_of(room_of(300) + quick) is None


def test_two_seconds_are_where_people_begin() -> None:
    assert wave_of(script_of(LEAST, takes=AT_ONCE))
    assert wave_of(script_of(200, takes=AT_ONCE + 0.01)) is None


def test_phones_that_only_look_are_none() -> None:
    assert wave_of([NewPhone(f"{n}", "hall", 0.0) for n in range(400)]) is None


@pytest.mark.parametrize(
    ("people", "present", "is_unusual"),
    [(40, 44, False), (40, 45, False), (40, 46, True), (500, 550, False), (500, 551, True)],
)
def test_more_phones_than_people_are_told_with_some_to_spare(people: int, present: int, is_unusual: bool) -> None:
    slow = room_of(10)
    found = wave_of(slow, people=people, present=present)
    assert bool(found) == is_unusual
    if found:
        assert (found.phones, found.people) == ((), people)


def test_what_was_seen_before_and_grew_no_more_is_not_told_again() -> None:
    assert wave_of([], people=40, present=200) is None

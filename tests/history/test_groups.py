"""For whom it holds, and that nobody is given away by looking."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.activities.measure import Measure
from components.history.groups import BACK, NEW, PRESENCE, Crowd, broken_down, crowd_of, presence, shown_at
from components.history.summaries import Summary, past_of
from components.history.worked import EVERYBODY, what_worked
from components.live import control
from db import communities, history, participants
from db.engine import Store
from db.meetings import Meeting
from tests.rooms import LINES, Made, answer, make_meeting, next_meeting, open_activity

ASKS = {
    "roles": [{"id": "parent", "text": {"en": "Parent"}}, {"id": "staff", "text": {"en": "Staff"}}],
    "region": [{"id": "north", "text": {"en": "North"}}, {"id": "south", "text": {"en": "South"}}],
}


def hold(db: Store, made: Made, places: Mapping[str, float]) -> None:
    rnd = open_activity(db, made, "spectrum")
    for phone, place in places.items():
        answer(db, made, rnd, phone, {"lines": {"expertise": place}})
    control.end(db, made.id)


def say(db: Store, made: Made, **said: str | list[str]) -> None:
    """Let phones say something about themselves: `phone_3={...}`."""
    for phone, about in said.items():
        known = participants.find(db, made.community_id, phone.replace("_", " "))
        assert known
        participants.set_attributes(db, known, json.dumps(about))


def people(first: int, last: int, place: float) -> dict[str, float]:
    return {f"phone {n}": place + n % 3 for n in range(first, last)}


def room(db: Store, parents: int, staff: int, silent: int = 0) -> Made:
    """A meeting whose parents answered about 80 and whose staff answered about 20."""
    made = make_meeting(db, configs={"spectrum": LINES})
    communities.ask_about(db, made.community_id, json.dumps(ASKS))
    end = parents + staff + silent
    hold(db, made, people(0, parents, 80) | people(parents, parents + staff, 20) | people(parents + staff, end, 50))
    for n in range(parents + staff):
        say(db, made, **{f"phone_{n}": {"roles": ["parent" if n < parents else "staff"]}})  # type: ignore[arg-type]
    return made


def looked_at(db: Store, made: Made, attribute: str) -> dict[str, int]:
    """Of the latest meeting the groups that are shown, with their averages in whole numbers."""
    community = communities.by_id(db, made.community_id)
    assert community
    found = broken_down(past_of(db, made.community_id).summaries, crowd_of(db, community), attribute)
    return {value: round(group.mean) for value, group in found[0].rows[-1][1].items()} if found else {}


def test_groups_are_told_by_their_averages(store: Store) -> None:
    made = room(store, parents=10, staff=12)
    assert looked_at(store, made, "roles") == {"parent": 81, "staff": 21}


def test_groups_that_differ_by_more_than_chance_are_said_to(store: Store) -> None:
    made = room(store, parents=10, staff=12)
    community = communities.by_id(store, made.community_id)
    assert community
    [found] = broken_down(past_of(store, made.community_id).summaries, crowd_of(store, community), "roles")
    assert (found.certainty, round(found.apart)) == ("clear", 60)


def test_a_group_of_four_is_not_told_nor_the_one_that_would_give_it_away(store: Store) -> None:
    assert looked_at(store, room(store, parents=4, staff=12), "roles") == {}


def test_four_who_said_nothing_are_not_what_is_left_over(store: Store) -> None:
    assert looked_at(store, room(store, parents=10, staff=12, silent=4), "roles") == {"staff": 21}


def test_who_was_here_before_is_known_by_the_phones(store: Store) -> None:
    made = room(store, parents=10, staff=12)
    second = next_meeting(store, made, {"spectrum": LINES})
    hold(store, second, people(0, 10, 60) | people(50, 60, 30))
    assert looked_at(store, made, PRESENCE) == {NEW: 31, BACK: 61}


def test_what_a_community_asks_no_more_is_not_looked_at(store: Store) -> None:
    made = room(store, parents=10, staff=12)
    communities.ask_about(store, made.community_id, "{}")
    community = communities.by_id(store, made.community_id)
    assert community
    assert crowd_of(store, community).attributes == [PRESENCE]


def test_groups_of_seven_are_told_without_a_word_on_chance(store: Store) -> None:
    made = room(store, parents=7, staff=7)
    community = communities.by_id(store, made.community_id)
    assert community
    [found] = broken_down(past_of(store, made.community_id).summaries, crowd_of(store, community), "roles")
    assert found.certainty == "few"
    assert all(group.interval is None for group in found.rows[0][1].values())


ATTRIBUTES = {"roles": 3, "sector": 3, "region": 2, "size": 2}
PERSON = st.fixed_dictionaries({name: st.integers(0, count) for name, count in ATTRIBUTES.items()})


def meeting(number: int) -> Meeting:
    return Meeting(
        f"meeting {number}", "community", {"en": "One"}, f"2031-0{number}-01", "ended", "at_five", "none", ("en",),
        "", "", None, False, False, False, None, None, "", 1, 1, None, None, 0,
    )  # fmt: skip


@settings(max_examples=80)
@given(st.lists(PERSON, min_size=5, max_size=12), st.sets(st.integers(0, 11)))
def test_no_few_people_follow_from_a_whole_dashboard(people: list[dict[str, int]], newcomers: set[int]) -> None:
    """Everything shown under every choice, each number an equation: no sum of one to four people follows from it."""
    names = [str(number) for number in range(len(people))]
    members: dict[tuple[str, str], frozenset[str]] = {}
    for attribute, count in ATTRIBUTES.items():
        for number in range(1, count + 1):
            who = (name for name, person in zip(names, people, strict=True) if person[attribute] == number)
            members[attribute, str(number)] = frozenset(who)
    first = {name: "meeting 1" if int(name) in newcomers else "before" for name in names}
    crowd = Crowd({group: {"en": "group"} for group in members}, members, first)
    measure = Measure("line", {"en": "A line"}, {name: float(int(name) * 7 % 100) for name in names})
    summary = Summary(meeting(1), "a", {}, "spectrum", "answer", {}, {"n": len(names)}, len(names), (measure,))
    shown = [frozenset(names)]
    for attribute in (*ATTRIBUTES, PRESENCE):
        groups = crowd.at("meeting 1", names)
        for found in broken_down([summary], crowd, attribute):
            for value, mean in found.rows[-1][1].items():
                shown.append(groups[attribute, value])
                assert mean.people == len(shown[-1])
    told = np.array([[float(name in group) for name in names] for group in shown])
    for size in range(1, min(5, len(names))):
        for few in combinations(range(len(names)), size):
            wanted = np.zeros(len(names))
            wanted[list(few)] = 1
            weights, *_ = np.linalg.lstsq(told.T, wanted, rcond=None)
            assert np.abs(told.T @ weights - wanted).max() > 1e-6


HERE = st.lists(st.sets(st.integers(0, 8), min_size=5), min_size=2, max_size=3)


@settings(max_examples=30, deadline=None)
@given(st.lists(PERSON, min_size=9, max_size=9), HERE, st.lists(st.sampled_from(["onsite", "distance"]), min_size=3))
def test_no_few_people_follow_from_all_meetings_and_what_worked(
    people: list[dict[str, int]], here: list[set[int]], held: list[str]
) -> None:
    """Every average of every meeting and of every way of coming together is an equation in what each person gave at
    each meeting: no sum of one to four people of a meeting follows from all of them."""
    names = [str(number) for number in range(len(people))]
    members = {
        (attribute, str(number)): frozenset(
            name for name, person in zip(names, people, strict=True) if person[attribute] == number
        )
        for attribute, count in ATTRIBUTES.items()
        for number in range(1, count + 1)
    }
    there = [sorted(str(number) for number in who) for who in here]
    first = {
        name: f"meeting {next(n for n, who in enumerate(there, 1) if name in who)}" for who in there for name in who
    }
    crowd = Crowd({group: {"en": "group"} for group in members}, members, first)
    past = [asked_at(number, held[number - 1], who) for number, who in enumerate(there, 1)]
    unknown = [(number, name) for number, who in enumerate(there, 1) for name in who]

    def equation(parts: Mapping[int, frozenset[str]]) -> list[float]:
        return [float(name in parts.get(number, ())) for number, name in unknown]

    told = [equation({number: frozenset(who)}) for number, who in enumerate(there, 1)]
    for attribute in (*ATTRIBUTES, PRESENCE):
        for broken in broken_down(past, crowd, attribute, is_whole=True):
            for at, groups in broken.rows:
                number = int(at.id.partition(" ")[2])
                in_it = crowd.at(at.id, there[number - 1])
                told += [equation({number: in_it[attribute, value]}) for value in groups]
        for worked in what_worked(past, crowd, attribute):
            numbers = [number for number in range(1, len(there) + 1) if held[number - 1] == worked.format]
            for value, group in worked.groups.items():
                shown = {number: shown_at(f"meeting {number}", frozenset(there[number - 1]), crowd, attribute)
                         for number in numbers}  # fmt: skip
                parts = {number: groups[value] for number, groups in shown.items() if value in groups}
                told.append(equation(parts))
                assert group.people == sum(map(len, parts.values()))
    matrix = np.array(told)
    reach = np.linalg.pinv(matrix) @ matrix
    for number, who in enumerate(there, 1):
        for size in range(1, min(5, len(who))):
            for few in combinations(who, size):
                wanted = np.array(equation({number: frozenset(few)}))
                assert np.abs(wanted @ reach - wanted).max() > 1e-6, few


def asked_at(number: int, held: str, who: Collection[str]) -> Summary:
    """A meeting at which these people gave a rating."""
    values = {name: float((int(name) * 7 + number) % 5 * 25) for name in who}
    measure = Measure("useful", {"en": "Useful?"}, values, "rating", ends=(1, 5))
    where = replace(meeting(number), format=held)
    return Summary(where, f"a{number}", {}, "reflection", "answer", {}, {"n": len(values)}, len(values), (measure,))


def test_all_meetings_are_told_where_that_is_wanted() -> None:
    past = [asked_at(number, "onsite", [str(each) for each in range(10)]) for number in (1, 2, 3)]
    crowd = Crowd({}, {("roles", "parent"): frozenset(map(str, range(5)))}, {})
    [ends] = broken_down(past, crowd, "roles")
    [whole] = broken_down(past, crowd, "roles", is_whole=True)
    assert [len(each.rows) for each in (ends, whole)] == [2, 3]
    assert ends.asked == whole.asked == 3
    assert whole.rows[::2] == ends.rows


@pytest.mark.parametrize("attribute", [*ATTRIBUTES, PRESENCE])
def test_what_few_answered_is_not_looked_at(attribute: str) -> None:
    measure = Measure("line", {"en": "A line"}, {str(number): 50.0 for number in range(4)})
    summary = Summary(meeting(1), "a", {}, "spectrum", "answer", {}, {"n": 4}, 4, (measure,))
    assert broken_down([summary], Crowd({}, {}, {}), attribute) == []


def test_who_came_is_told_by_groups_of_five_or_more(store: Store) -> None:
    made = room(store, parents=10, staff=12)
    community = communities.by_id(store, made.community_id)
    assert community
    crowd, there = crowd_of(store, community), history.present(store, made.community_id)
    assert presence(there, [made.id], crowd) == {
        ("roles", "parent"): [10], ("roles", "staff"): [12], ("region", "north"): [None], ("region", "south"): [None],
    }  # fmt: skip


def test_a_few_who_came_are_not_told_by_what_is_left(store: Store) -> None:
    made = room(store, parents=4, staff=12)
    community = communities.by_id(store, made.community_id)
    assert community
    crowd, there = crowd_of(store, community), history.present(store, made.community_id)
    assert presence(there, [made.id], crowd)["roles", "staff"] == [None]


def rated(number: int, held: str, *ratings: float) -> Summary:
    """A meeting held in some way, whose people, each of another number, gave these ratings."""
    values = {f"{place}": rating for place, rating in enumerate(ratings)}
    measure = Measure("useful", {"en": "Useful?"}, values, "rating", ends=(1, 5))
    where = replace(meeting(number), format=held)
    return Summary(where, f"a{number}", {}, "reflection", "answer", {}, {"n": len(values)}, len(values), (measure,))


def test_what_works_is_told_by_how_people_came_together() -> None:
    parents, staff = (frozenset(str(n) for n in numbers) for numbers in (range(5), range(5, 12)))
    crowd = Crowd({}, {("roles", "parent"): parents, ("roles", "staff"): staff}, {})
    held = [
        rated(1, "onsite", *[100] * 5, *[50] * 7),
        rated(2, "onsite", *[50] * 5, *[50] * 7),
        rated(3, "distance", *[25] * 5, *[75] * 7),
        rated(4, "", *[0] * 12),
    ]
    onsite, distance = what_worked(held, crowd, "roles")
    assert (onsite.format, onsite.meetings, onsite.whole.people) == ("onsite", 2, 24)
    assert {value: mean.mean for value, mean in onsite.groups.items()} == {"parent": 75, "staff": 50}
    assert {value: mean.mean for value, mean in distance.groups.items()} == {"parent": 25, "staff": 75}


def test_what_works_leaves_out_the_groups_that_are_not_shown() -> None:
    parents, staff = (frozenset(str(n) for n in numbers) for numbers in (range(4), range(4, 12)))
    crowd = Crowd({}, {("roles", "parent"): parents, ("roles", "staff"): staff}, {})
    [onsite] = what_worked([rated(1, "onsite", *[100] * 4, *[50] * 8)], crowd, "roles")
    assert onsite.groups == {}


def test_how_far_a_pooled_rating_may_be_off_follows_from_the_meetings() -> None:
    crowd = Crowd({}, {("roles", "staff"): frozenset(map(str, range(8)))}, {})
    past = [rated(number, "onsite", *[50, 75] * 8) for number in (1, 2)]
    [single] = what_worked(past[:1], crowd, "roles")
    [onsite] = what_worked(past, crowd, "roles")
    for one, both in ((single.whole, onsite.whole), (single.groups["staff"], onsite.groups["staff"])):
        assert one.interval
        assert both.interval == pytest.approx(one.interval) or both.interval == one.interval
    [few] = what_worked([*past, rated(3, "onsite", *[50] * 7)], crowd, "roles")
    assert few.whole.interval is None, "one of its meetings was rated by seven"


def test_what_works_says_whether_it_could_be_chance() -> None:
    crowd = Crowd({}, {("roles", "staff"): frozenset(map(str, range(10))),
                       ("roles", "parent"): frozenset(map(str, range(10, 16)))}, {})  # fmt: skip
    high, low = ([*[level, level - 25] * 5, *[50, 75] * 3] for level in (100, 25))
    found, _ = what_worked([rated(1, "onsite", *high), rated(2, "distance", *low)], crowd, "roles")
    assert found.certainty["staff"] == "clear"
    assert found.certainty["parent"] == "few"
    same, _ = what_worked([rated(1, "onsite", *high), rated(2, "distance", *high[::-1])], crowd, "roles")
    assert same.certainty[EVERYBODY] == "chance"

"""Who is in the room against who is wished for, and whose voice is missing, with nobody given away."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from components.history.groups import Crowd, crowd_of, presence
from components.history.in_room import Came, quietest, voices, wanted
from components.live import control
from components.live.cast import Saved
from components.stats.disclosure import tells_of_few
from db import communities, history, participants
from db import voices as said
from db.engine import Store
from db.voices import Heard
from tests.rooms import EXIT, LINES, Made, answer, make_meeting, open_activity

ASKS = {"roles": [{"id": "parent", "text": {"en": "Parent"}}, {"id": "staff", "text": {"en": "Staff"}}]}
PARENT, STAFF = ("roles", "parent"), ("roles", "staff")


def meet(db: Store, parents: int, staff: int, passing: int) -> Made:
    """A meeting where so many parents of those who came pass, and everybody else answers."""
    made = make_meeting(db, configs={"spectrum": LINES, "reflection": EXIT})
    communities.ask_about(db, made.community_id, json.dumps(ASKS))
    round_id = open_activity(db, made, "spectrum")
    for n in range(parents + staff):
        value = {"pass": True} if n < passing else {"lines": {"expertise": 50}}
        assert isinstance(answer(db, made, round_id, f"phone {n}", value), Saved)
        known = participants.find(db, made.community_id, f"phone {n}")
        assert known
        said_of = {"roles": ["parent" if n < parents else "staff"]}
        participants.set_attributes(db, known, json.dumps(said_of))
    control.end(db, made.id)
    return made


def crowd(db: Store, made: Made) -> Crowd:
    community = communities.by_id(db, made.community_id)
    assert community
    return crowd_of(db, community)


def test_who_passed_has_no_voice_in_the_answers(store: Store) -> None:
    made = meet(store, parents=10, staff=8, passing=5)
    people, heard = history.present(store, made.community_id)[made.id], said.heard(store, made.community_id, 8)[made.id]
    assert (len(people), heard.asked, len(heard.answered)) == (18, 1, 13)
    found = voices(people, heard, crowd(store, made), made.id)
    assert found.everybody == 7
    assert found.groups == {PARENT: 5, STAFF: 10}
    assert quietest(found) == [PARENT]


def test_a_later_answer_gives_a_voice_and_a_withdrawn_one_takes_it(store: Store) -> None:
    made = make_meeting(store, configs={"spectrum": LINES})
    round_id = open_activity(store, made, "spectrum")
    answer(store, made, round_id, "one", {"pass": True})
    answer(store, made, round_id, "one", {"lines": {"expertise": 1}})
    answer(store, made, round_id, "two", {"lines": {"expertise": 1}})
    gone = answer(store, made, round_id, "three", {"lines": {"expertise": 1}})
    control.end(store, made.id)
    store.execute("UPDATE answers SET withdrawn_at = 'now' WHERE id = :id", id=gone.id)
    heard = said.heard(store, made.community_id, 8)[made.id]
    assert (heard.asked, list(heard.answered.values())) == (1, [1, 1])


def test_what_only_families_were_asked_makes_nobody_else_silent(store: Store) -> None:
    made = meet(store, parents=10, staff=8, passing=0)
    store.execute("UPDATE activities SET whom = 'families' WHERE meeting_id = :m", m=made.id)
    assert said.heard(store, made.community_id, 8) == {}


def test_of_fewer_than_five_nothing_is_told(store: Store) -> None:
    made = meet(store, parents=4, staff=14, passing=2)
    people, heard = history.present(store, made.community_id)[made.id], said.heard(store, made.community_id, 8)[made.id]
    assert voices(people, heard, crowd(store, made), made.id).groups == {PARENT: None, STAFF: None}
    assert voices(frozenset(list(people)[:4]), heard, crowd(store, made), made.id).everybody is None


def test_who_is_wanted_is_held_against_who_came(store: Store) -> None:
    made = meet(store, parents=6, staff=14, passing=0)
    shown = presence(history.present(store, made.community_id), [made.id], crowd(store, made))
    gone = ("sector", "asked about no more")
    found = wanted({PARENT: 50, STAFF: 50, gone: None}, shown, [20])
    assert [(each.group, each.latest, each.came[0].share, each.times) for each in found] == [
        (PARENT, "fewer", 30, 1), (STAFF, "there", 70, 1),
    ]  # fmt: skip


def test_a_group_that_is_not_told_stands_neither_as_missing_nor_as_there() -> None:
    assert Came(None, 20).standing(50) == Came(None, 20).standing(None) == "untold"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.integers(0, 3)), min_size=1, max_size=24))
def test_no_room_gives_few_away_by_who_answered(room: list[tuple[bool, bool, int]]) -> None:
    people = {f"p{n}": facts for n, facts in enumerate(room)}
    parents = frozenset(person for person, (is_parent, _, _) in people.items() if is_parent)
    staff = frozenset(person for person, (_, is_staff, _) in people.items() if is_staff)
    heard = Heard(3, {person: given for person, (_, _, given) in people.items() if given})
    here = frozenset(people)
    found = voices(here, heard, Crowd({PARENT: {}, STAFF: {}}, {PARENT: parents, STAFF: staff}, {}), "m")
    groups = {PARENT: parents, STAFF: staff}
    told = [groups[group] for group, tenths in found.groups.items() if tenths is not None]
    assert (found.everybody is None) == (len(here) < 5)
    assert not told or not tells_of_few(here, told)

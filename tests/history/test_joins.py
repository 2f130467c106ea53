"""One thing under two names is followed as one, and two under one name as two."""

from __future__ import annotations

import pytest

from components.history.joins import Thing, followed, join, look_alike, may_join, separate, take_back, things_of
from components.history.story import changes_of
from components.live import control
from components.ui.correct import in_words
from db import corrections, meetings
from db.engine import Store
from tests.rooms import Made, answer, make_meeting, next_meeting, open_activity


def items(*ids: str) -> dict[str, object]:
    return {"items": [{"id": name, "text": {"en": name.replace("-", " ").title()}} for name in ids], "top": 2}


def hold(db: Store, made: Made, first: str) -> None:
    rnd = open_activity(db, made, "ranking")
    for number in range(10):
        answer(db, made, rnd, f"phone {number}", {"order": [first]})
    control.end(db, made.id)


def two_names(db: Store) -> Made:
    """Childcare at the first meeting, Child care at the second."""
    made = make_meeting(db, configs={"ranking": items("childcare", "housing", "transport")})
    hold(db, made, "childcare")
    second = next_meeting(db, made, {"ranking": items("child-care", "housing", "transport")})
    meetings.change(db, second.id, held_on="2099-01-01")
    hold(db, second, "child-care")
    return made


def things(db: Store, made: Made) -> dict[str, Thing]:
    return {thing.id: thing for thing in things_of(followed(db, made.community_id).summaries)}


def followed_ids(db: Store, made: Made) -> set[str]:
    return {change.measure.id for change in changes_of(followed(db, made.community_id).by_kind())}


def test_two_names_are_two_things_until_they_are_joined(store: Store) -> None:
    made = two_names(store)
    assert followed_ids(store, made) == {"housing", "transport"}
    found = things(store, made)
    join(store, made.community_id, "ranking", found["childcare"], found["child-care"])
    assert followed_ids(store, made) == {"childcare", "housing", "transport"}
    assert [len(thing.meetings) for thing in things(store, made).values()] == [2, 2, 2]


def test_a_join_can_be_taken_back(store: Store) -> None:
    made = two_names(store)
    found = things(store, made)
    decided = join(store, made.community_id, "ranking", found["childcare"], found["child-care"])
    take_back(store, made.community_id, decided, found["childcare"].words, "Rosa")
    assert followed_ids(store, made) == {"housing", "transport"}


def test_what_is_joined_set_apart_and_taken_back_is_written_down(store: Store) -> None:
    made = two_names(store)
    found = things(store, made)
    decided = join(store, made.community_id, "ranking", found["childcare"], found["child-care"], "Rosa")
    separate(store, made.community_id, "ranking", found["housing"], found["housing"].days[-1], "Rosa")
    for _ in range(2):
        take_back(store, made.community_id, decided, found["childcare"].words, "Rosa")
    log = corrections.of_community(store, made.community_id)
    assert [one.what for one in log] == ["as_before", "separated", "joined"], "what is gone is not taken back twice"
    for one in log:
        assert one.by_name == "Rosa"
        assert all("{" not in in_words(one, language) for language in ("en", "es"))


def test_tallies_follow_too(store: Store) -> None:
    made = two_names(store)
    found = things(store, made)
    join(store, made.community_id, "ranking", found["childcare"], found["child-care"])
    [_, latest] = followed(store, made.community_id).summaries
    assert latest.tally["tiers"][0] == ["childcare"]
    assert latest.config["items"][0] == {"id": "childcare", "text": {"en": "Child Care"}}


def test_what_one_meeting_asked_beside_each_other_cannot_be_joined(store: Store) -> None:
    made = two_names(store)
    found = things(store, made)
    assert not may_join(found["housing"], found["transport"])
    with pytest.raises(ValueError):
        join(store, made.community_id, "ranking", found["housing"], found["transport"])


def test_names_that_are_written_alike_are_offered(store: Store) -> None:
    made = two_names(store)
    [(one, other)] = look_alike(list(things(store, made).values()))
    assert (one.id, other.id) == ("childcare", "child-care")


def test_a_name_that_came_to_mean_something_else_is_set_apart(store: Store) -> None:
    made = two_names(store)
    housing = things(store, made)["housing"]
    separate(store, made.community_id, "ranking", housing, housing.days[-1])
    assert followed_ids(store, made) == {"transport"}


def test_joins_go_on_from_one_to_the_next(store: Store) -> None:
    made = two_names(store)
    third = next_meeting(store, made, {"ranking": items("kids", "housing", "transport")})
    meetings.change(store, third.id, held_on="2099-02-01")
    hold(store, third, "kids")
    found = things(store, made)
    join(store, made.community_id, "ranking", found["child-care"], found["kids"])
    found = things(store, made)
    join(store, made.community_id, "ranking", found["childcare"], found["child-care"])
    assert len(things(store, made)["childcare"].meetings) == 3


def test_nothing_is_joined_in_another_community(store: Store) -> None:
    made, other = two_names(store), two_names(store)
    found = things(store, made)
    join(store, made.community_id, "ranking", found["childcare"], found["child-care"])
    assert followed_ids(store, other) == {"housing", "transport"}

"""What history follows of each kind: a number from 0 to 100 for everybody who gave one."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest

from components.activities.base import Entry
from components.activities.measure import Measure
from components.activities.registry import ACTIVITIES, kind_of
from tests.kinds import all_examples


def entries(kind: str, config: Any, *values: Any) -> list[Entry]:
    model = kind_of(kind)
    step = model.steps[-1]
    return [Entry(f"p{n}", f"a{n}", model.parse_answer(config, step, value)) for n, value in enumerate(values)]


def followed(kind: str, config: dict[str, Any], *values: Any) -> dict[str, Measure]:
    parsed = kind_of(kind).parse_config(config)
    return {each.id: each for each in kind_of(kind).measures(parsed, entries(kind, parsed, *values))}


@pytest.mark.parametrize(("kind", "config"), all_examples().values(), ids=all_examples().keys())
def test_every_measure_is_of_people_who_answered_and_within_its_scale(kind: str, config: dict[str, Any]) -> None:
    model = ACTIVITIES[kind]
    if not model.steps:
        return
    parsed, step = model.parse_config(config), model.steps[-1]
    given = (
        [model.pretend(parsed, step, Random(n), (n - 6) / 6) for n in range(12)] if model.can_open(parsed, step) else []
    )
    found = entries(kind, parsed, *json.loads(json.dumps(given)))
    measures = model.measures(parsed, found)
    assert len({each.id for each in measures}) == len(measures)
    for each in measures:
        assert set(each.values) <= {entry.person for entry in found}
        assert all(0 <= value <= 100 for value in each.values.values())
        assert each.words


T = {"en": "Words"}


def test_a_choice_is_followed_by_who_chose_it() -> None:
    config = {"question": T, "choices": [{"id": "a", "text": T}, {"id": "b", "text": T}], "several": True}
    found = followed("choice", config, {"choices": ["a"]}, {"choices": ["a", "b"]})
    assert {id: list(each.values.values()) for id, each in found.items()} == {"a": [100, 100], "b": [0, 100]}


def test_an_item_is_followed_by_who_put_it_among_the_first() -> None:
    items = [{"id": name, "text": T} for name in "abcde"]
    found = followed("ranking", {"items": items, "top": 2}, {"order": ["a", "b", "c"]}, {"order": ["c"]})
    assert {id: list(each.values.values()) for id, each in found.items()} == {
        "a": [100, 0], "b": [100, 0], "c": [0, 100], "d": [0, 0], "e": [0, 0],
    }  # fmt: skip
    assert found["a"].ends == (0, 2)


def test_an_order_of_two_is_followed_by_what_came_first() -> None:
    items = [{"id": name, "text": T} for name in "ab"]
    assert followed("ranking", {"items": items, "top": 3}, {"order": ["b", "a"]})["a"].values == {"p0": 0}


def test_a_rating_is_followed_by_those_who_gave_one() -> None:
    questions = [{"id": "useful", "text": T, "type": "rating"}, {"id": "why", "text": T, "type": "text"}]
    found = followed("reflection", {"questions": questions}, {"useful": 1}, {"useful": 5}, {"why": "Because"})
    assert {id: dict(each.values) for id, each in found.items()} == {"useful": {"p0": 0, "p1": 100}}


def test_a_statement_on_another_scale_is_another_measure() -> None:
    statements = [{"id": "go", "text": T}]
    hands = followed("fist", {"statements": statements, "scale": "fist"}, {"statements": {"go": 5}})
    words = followed("fist", {"statements": statements, "scale": "agree"}, {"statements": {"go": 5}})
    assert (list(hands), list(words)) == (["go.fist"], ["go.agree"])
    assert hands["go.fist"].grain == 20
    assert words["go.agree"].grain == 25


def test_what_is_partly_done_counts_half() -> None:
    config = {"questions": [{"id": "did", "text": T}]}
    found = followed("checkin", config, {"did": {"a": "done", "b": "not_yet", "c": "partly"}}, {"did": "none"})
    assert found["did"].values == {"p0": 50}


def test_a_place_on_a_field_is_followed_both_ways() -> None:
    config = {"items": [{"id": "a", "text": T}], "x": {"left": T, "right": T}, "y": {"bottom": T, "top": T}}
    found = followed("twobytwo", config, {"items": {"a": [20, 70]}})
    assert {id: each.values["p0"] for id, each in found.items()} == {"a.x": 20, "a.y": 70}

"""Company: groups of two to four, found by a word the phone made up."""

from __future__ import annotations

import pytest

from components.activities.base import Entry, InvalidAnswer, InvalidConfig
from components.activities.company.model import (
    Answer,
    groups_of,
    keep_groups,
    keeps,
    parse_answer,
    parse_config,
    starter,
    tally,
)

CONFIG = parse_config(starter())


@pytest.mark.parametrize("n", range(2, 501))
def test_everybody_has_company_of_one_to_three(n: int) -> None:
    tags = [f"{each:04}" for each in range(n)]
    groups = groups_of(tags)
    assert sorted(tag for group in groups for tag in group) == tags
    assert {len(group) for group in groups} <= {2, 3, 4}


def test_nobody_is_no_group_and_one_is_told_so() -> None:
    assert groups_of([]) == []
    assert groups_of(["a"]) == [["a"]]


def test_groups_are_the_same_in_whatever_order_answers_came() -> None:
    tags = [f"{each:04}" for each in range(11)]
    assert groups_of(tags[::-1]) == groups_of(tags)


def test_the_tally_counts_people_and_knows_no_one() -> None:
    entries = [Entry(f"p{n}", f"a{n}", Answer(n < 7, f"t{n}" if n < 7 else "")) for n in range(9)]
    found = tally(CONFIG, "answer", entries, 5)
    assert (found["n"], found["joined"], len(found["groups"])) == (9, 7, 2)
    assert not any(entry.person in str(found) or entry.answer_id in str(found) for entry in entries)


@pytest.mark.parametrize("value", [{"join": True}, {"join": False, "tag": "a"}, {"join": 1, "tag": "a"}, {}])
def test_a_tag_comes_with_company_alone(value: dict[str, object]) -> None:
    with pytest.raises(InvalidAnswer):
        parse_answer(CONFIG, "answer", value)


def test_groups_that_were_shown_stay_and_latecomers_go_where_fewest_are() -> None:
    shown = groups_of([f"t{n}" for n in range(8)])
    found = keep_groups([*(f"t{n}" for n in range(8)), "a", "b"], shown)
    assert [set(group) >= set(before) for group, before in zip(found, shown, strict=True)] == [True] * len(shown)
    assert sorted(map(len, found)) == [3, 3, 4]


def test_who_is_left_alone_joins_others_and_no_other_sign_changes() -> None:
    found = keep_groups(["b", "c", "d"], [["a", "b"], ["c", "d"]])
    assert found == [[], ["b", "c", "d"]]


def test_those_who_are_left_of_every_group_find_each_other() -> None:
    assert keep_groups(["a", "d"], [["a", "b"], ["c", "d"]]) == [["a", "d"], []]


def test_nobody_of_those_who_were_shown_leaves_the_others_new_groups() -> None:
    assert keep_groups(["x", "y"], [["a", "b"]]) == [["x", "y"]]


def test_what_is_kept_of_a_reveal_is_a_config_again() -> None:
    kept = keeps(starter(), {"groups": [["a", "b"], []]})
    assert parse_config(kept).shown == (("a", "b"), ())
    with pytest.raises(InvalidConfig):
        parse_config(starter() | {"shown": [["a"], ["a"]]})

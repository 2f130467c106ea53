"""Company: groups of two to four, found by a word the phone made up."""

from __future__ import annotations

import pytest

from components.activities.base import Entry, InvalidAnswer
from components.activities.company.model import Answer, groups_of, parse_answer, parse_config, starter, tally

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

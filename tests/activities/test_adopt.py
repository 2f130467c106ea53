"""Adopt: where people stand on a text, and what would make it work."""

from __future__ import annotations

from typing import Any

import pytest

from components.activities.adopt.chart import headline, picture
from components.activities.adopt.model import KIND, parse_answer, parse_config
from components.activities.base import Entry, InvalidAnswer, Json, count
from components.charts import Look, Quote
from tests.examples.adopt import EXAMPLES

SHORT = parse_config(EXAMPLES["short"])


def entries(*stands: str, **more: Any) -> list[Entry]:
    return [
        Entry(f"p{n}", f"a{n}", parse_answer(SHORT, "answer", {"stand": stand, "wish": f"Wish {n}"}), **more)
        for n, stand in enumerate(stands)
    ]


def tally(*stands: str) -> Json:
    return count(KIND, SHORT, "answer", entries(*stands), 5)


def said(*stands: str) -> str:
    return headline(EXAMPLES["short"], "answer", tally(*stands), "en")


def test_the_tally_counts_where_people_stand_apart_from_what_they_wish() -> None:
    assert tally(*["support"] * 4, "problem") == {
        "n": 5, "stands": {"support": 4, "can_live": 0, "problem": 1}, "wishes": [], "passed": 0,
    }  # fmt: skip


def test_a_wish_is_on_the_wall_by_itself_while_it_is_picked_and_not_when_it_is_hidden() -> None:
    shown = count(KIND, SHORT, "answer", entries(*["support"] * 5, picked=frozenset({"wish"})), 5)
    assert picture(EXAMPLES["short"], "answer", shown, Look("en", "wall")) == Quote("Wish 0")
    hidden = entries(*["support"] * 5, picked=frozenset({"wish"}), hidden=frozenset({"wish"}))
    assert count(KIND, SHORT, "answer", hidden, 5)["wishes"] == []


@pytest.mark.parametrize("value", [{}, {"stand": "maybe"}, {"stand": 1}, {"stand": "support", "wish": "x" * 281}])
def test_an_answer_that_stands_nowhere_is_refused(value: Json) -> None:
    with pytest.raises(InvalidAnswer):
        parse_answer(SHORT, "answer", value)


def test_the_sentence_counts_nobody_out() -> None:
    assert said(*["support"] * 5) == "Everybody supports it."
    assert said(*["support"] * 4, "can_live") == "Nobody sees a problem: everybody can go along."
    for problems in (1, 2):
        assert said(*["support"] * 5, *["problem"] * problems) == "Nearly everybody can go along."
    assert said(*["support"] * 7, *["problem"] * 3) == "Most can go along; 3 people see a problem."
    assert said(*["support"] * 3, *["problem"] * 3) == "Not yet: 3 people see a problem."


def test_a_short_text_is_the_walls_question_and_a_long_one_has_the_wall_for_itself() -> None:
    assert (KIND.asks(SHORT), KIND.reads(SHORT)) == (SHORT.text, None)
    long = parse_config(EXAMPLES["as long as may be"])
    assert (KIND.asks(long), KIND.reads(long)) == (None, long.text)


def test_only_a_text_for_a_part_is_proposed_for_the_charter() -> None:
    assert KIND.proposes(SHORT) is None
    proposed = KIND.proposes(parse_config(EXAMPLES["for a part"]))
    assert proposed
    assert (proposed.part, proposed.id) == ("structure", "0199c0de")

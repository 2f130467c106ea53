"""Choice: one or several, how they are counted, and what is said about them."""

from __future__ import annotations

from typing import Any

import pytest

from components.activities.base import Entry, InvalidAnswer, InvalidConfig, Json, count
from components.activities.choice import chart
from components.activities.choice.model import KIND, Answer, Config
from components.charts import Figure, Look, Moment

CHOICES = [{"id": name, "text": {"en": name.title(), "es": f"{name} (es)"}} for name in ("visit", "train", "listen")]
ONE: Json = {"question": {"en": "What next?", "es": "¿Qué sigue?"}, "choices": CHOICES}
TWO: Json = {**ONE, "several": True, "most": 2}


def chose(*choices: str, start: int = 0, **more: Any) -> list[Entry]:
    """One person for each text of ids between blanks."""
    return [
        Entry(f"p{start + number}", f"a{start + number}", Answer(tuple(names.split())), **more)
        for number, names in enumerate(choices)
    ]


def tally(config: Json, *choices: str) -> Json:
    return count(KIND, KIND.parse_config(config), "answer", chose(*choices), 1)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"choices": CHOICES[:1]}, "too_few"),
        ({"choices": [{"id": f"c{n}", "text": {"en": "One"}} for n in range(13)]}, "too_many"),
        ({"choices": [CHOICES[0], CHOICES[0]]}, "same_id_twice"),
        ({"choices": [CHOICES[0], {"id": "blank", "text": {"en": " "}}]}, "empty"),
        ({"choices": [CHOICES[0], {"id": "long", "text": {"en": "x" * 61}}]}, "too_long"),
        ({"question": {}}, "empty"),
        ({"several": 1}, "wrong_shape"),
        ({"most": 0}, "out_of_range"),
        ({"most": 13}, "out_of_range"),
    ],
)
def test_a_config_that_cannot_be_asked_is_refused(change: Json, code: str) -> None:
    with pytest.raises(InvalidConfig) as refusal:
        KIND.parse_config({**ONE, **change})
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("config", "choices", "code"),
    [
        (ONE, [], "empty"),
        (ONE, ["visit", "train"], "too_many"),
        (TWO, ["visit", "train", "listen"], "too_many"),
        (TWO, ["visit", "visit"], "same_id_twice"),
        (TWO, ["visit", "dance"], "unknown_choice"),
        (TWO, ["visit", ["train"]], "unknown_choice"),
        (TWO, "visit", "wrong_shape"),
    ],
)
def test_an_answer_that_was_not_offered_is_refused(config: Json, choices: Any, code: str) -> None:
    with pytest.raises(InvalidAnswer) as refusal:
        KIND.parse_answer(KIND.parse_config(config), "answer", {"choices": choices})
    assert refusal.value.code == code


def test_the_order_of_tapping_means_nothing() -> None:
    config = KIND.parse_config(TWO)
    first, second = (
        KIND.parse_answer(config, "answer", {"choices": order}) for order in (["listen", "visit"], ["visit", "listen"])
    )
    assert first == second == Answer(("visit", "listen"))


@pytest.mark.parametrize(
    ("more", "limit"),
    [({}, 1), ({"most": 3}, 1), ({"several": True}, 3), ({"several": True, "most": 2}, 2),
     ({"several": True, "most": 12}, 3)],
)  # fmt: skip
def test_nobody_can_choose_more_than_there_is_or_than_is_wanted(more: Json, limit: int) -> None:
    config: Config = KIND.parse_config({**ONE, **more})
    assert config.limit == limit


def test_everybody_is_counted_once_and_every_choice_as_often_as_it_was_chosen() -> None:
    entries = [*chose("visit", "visit listen"), *chose("listen", start=2, people=3)]
    found = KIND.tally(KIND.parse_config(TWO), "answer", entries, 1)
    assert found == {"n": 5, "choices": {"visit": 2, "train": 0, "listen": 4}}


def test_a_few_answers_are_hidden() -> None:
    assert count(KIND, KIND.parse_config(ONE), "answer", chose(*["visit"] * 4), 5) == {"hidden": "few"}


def test_a_spreadsheet_has_a_cell_for_each_choice() -> None:
    assert KIND.flat(KIND.parse_config(TWO), "answer", Answer(("train",))) == {
        "visit": None,
        "train": 1,
        "listen": None,
    }


def test_between_rounds_it_is_counted_how_many_of_the_same_people_chose_otherwise() -> None:
    before = chose("visit", "visit", "train", "train", "listen")
    after = chose("visit", "listen", "listen", "listen", "listen", "visit")
    assert KIND.compare(KIND.parse_config(ONE), before, after, 5) == {"stayed": 5, "changed": 3}
    assert KIND.compare(KIND.parse_config(ONE), before[:4], after, 5) == {"hidden": "few"}


@pytest.mark.parametrize(
    ("choices", "sentence"),
    [
        (["visit"] * 3, "The first answers are in."),
        (["visit"] * 6, "All of us chose “Visit”."),
        (["visit"] * 4 + ["train"], "More than half of us chose “Visit”."),
        (["visit"] * 4 + ["train"] * 3 + ["listen"], "Most chosen: “Visit”."),
        (["visit"] * 3 + ["train"] * 3, "“Visit” and “Train” were chosen equally often."),
        (["visit"] * 2 + ["train"] * 2 + ["listen"] * 2, "No choice stands out."),
    ],
)
def test_a_sentence_says_what_was_chosen_most(choices: list[str], sentence: str) -> None:
    assert chart.headline(ONE, "answer", tally(ONE, *choices), "en") == sentence


@pytest.mark.parametrize(
    ("changed", "stayed", "sentence"),
    [
        (0, 9, "Everybody chose the same as last time."),
        (1, 9, "Nearly everybody chose the same as last time."),
        (2, 9, "Nearly everybody chose the same as last time."),
        (4, 9, "4 of 9 chose differently this time."),
        (8, 9, "Nearly everybody chose differently this time."),
    ],
)
def test_how_many_changed_is_said_without_counting_out_one_or_two(changed: int, stayed: int, sentence: str) -> None:
    said = chart.headline(ONE, "answer", tally(ONE, *["visit"] * 9), "en", {"stayed": stayed, "changed": changed})
    assert said == f"{sentence} All of us chose “Visit”."


def test_the_wall_says_counts_and_shares_in_words() -> None:
    picture = chart.picture(ONE, "answer", tally(ONE, *["visit"] * 4, *["train"] * 2), Look("es", "wall"))
    assert isinstance(picture, Figure)
    ends = next(trace for trace in picture.figure.data if trace.meta["part"] == "values")
    assert list(ends.text) == [
        "<b>4</b>&nbsp;&nbsp;unos dos tercios",
        "<b>2</b>&nbsp;&nbsp;cerca de un tercio",
        "<b>0</b>",
    ]
    bars = next(trace for trace in picture.figure.data if trace.meta["part"] == "bars")
    assert list(bars.x)[:2] == pytest.approx([4 / 6, 2 / 6])


def test_labels_of_twelve_choices_are_whole_on_the_wall() -> None:
    texts = [f"{n} {'Somebody who comes to the house and listens to us all ' * 2}"[:60].strip() for n in range(12)]
    config = {**ONE, "choices": [{"id": f"c{n}", "text": {"en": text}} for n, text in enumerate(texts)]}
    picture = chart.picture(config, "answer", {"n": 9, "choices": {"c1": 9}}, Look("en", "wall"))
    assert isinstance(picture, Figure)
    labels = next(trace for trace in picture.figure.data if trace.meta["part"] == "labels")
    assert list(labels.text) == texts


def test_a_choice_is_followed_by_its_id_from_meeting_to_meeting() -> None:
    other = {**ONE, "choices": [{**each, "id": f"other-{each['id']}"} for each in CHOICES]}
    found = [
        Moment("m1", "", "2026-01-10", ONE, "answer", tally(ONE, "visit", "visit", "train", "visit", "visit")),
        Moment("m2", "", "2026-02-10", ONE, "answer", tally(ONE, "train", "train", "train", "visit", "visit")),
        Moment("m3", "", "2026-03-10", other, "answer", {"n": 5, "choices": {"other-visit": 5}}),
    ]
    first, second = chart.trend(found, Look("en"))
    assert isinstance(first, Figure)
    assert first.figure.layout.meta["numbers"]["choices"] == {"visit": [4, 2], "train": [1, 3], "listen": [0, 0]}
    assert first.alt.startswith("Chosen most was “Visit”, at the latest meeting “Train”. What next?")
    assert isinstance(second, Figure)
    assert second.alt.startswith("What was chosen so far.")

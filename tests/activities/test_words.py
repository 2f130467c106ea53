"""Words: how they are told apart, counted, moderated and shown."""

from __future__ import annotations

from typing import Any

import pytest

from components.activities.base import Entry, InvalidAnswer, InvalidConfig, Json, Piece, count
from components.activities.words import chart
from components.activities.words.model import KIND, Answer
from components.activities.written import count_words, spelling
from components.charts import Figure, Look, Moment
from components.charts.wording import width_of

CONFIG: Json = {"prompt": {"en": "What do you take with you?", "es": "¿Qué se lleva?"}, "most": 3}
PARSED = KIND.parse_config(CONFIG)


def said(*answers: str, **more: Any) -> list[Entry]:
    """One person for each text of words between commas."""
    return [
        Entry(f"p{number}", f"a{number}", Answer(tuple(words.split(", "))), **more)
        for number, words in enumerate(answers)
    ]


def tally(*answers: str) -> Json:
    return count(KIND, PARSED, "answer", said(*answers), 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hope", "hope"), ("esperanza", "Esperánza"), ("calm", "calm!"), ("«paz»", "paz"), ("e\u0301l", "él"),
     ("STRASSE", "straße"), ("one  step", "one step")],
)  # fmt: skip
def test_case_accents_and_signs_around_make_no_other_word(one: str, other: str) -> None:
    assert spelling(one) == spelling(other)


@pytest.mark.parametrize(("one", "other"), [("año", "ano"), ("friend", "friends"), ("co-op", "coop"), ("❤️", "👍")])
def test_other_letters_and_the_plural_do(one: str, other: str) -> None:
    assert spelling(one) != spelling(other)


def test_words_are_counted_most_first_as_most_people_wrote_them() -> None:
    words = [("hope", 1), ("Hope", 1), ("Hope", 1), ("calm", 1), ("árbol", 2), ("Árbol", 1), ("ARBOL", 1)]
    assert count_words(words) == [("árbol", 4), ("Hope", 3), ("calm", 1)]


@pytest.mark.parametrize(
    ("change", "code"),
    [({"most": 0}, "out_of_range"), ({"most": 4}, "out_of_range"), ({"most": True}, "wrong_shape"),
     ({"prompt": {"en": "x" * 161}}, "too_long"), ({"prompt": {}}, "empty")],
)  # fmt: skip
def test_a_config_that_cannot_be_asked_is_refused(change: Json, code: str) -> None:
    with pytest.raises(InvalidConfig) as refusal:
        KIND.parse_config({**CONFIG, **change})
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([], "empty"),
        (["hope", " "], "empty"),
        (["a", "b", "c", "d"], "too_many"),
        (["x" * 41], "too_long"),
        ([3], "wrong_shape"),
        ("hope", "wrong_shape"),
    ],
)
def test_words_of_another_shape_are_refused(words: Any, code: str) -> None:
    with pytest.raises(InvalidAnswer) as refusal:
        KIND.parse_answer(PARSED, "answer", {"words": words})
    assert refusal.value.code == code


def test_the_same_word_twice_is_said_once() -> None:
    answer = KIND.parse_answer(PARSED, "answer", {"words": ["Hope", "calm", "hópe"]})
    assert answer == Answer(("Hope", "calm"))


def test_everybody_counts_once_for_a_word_and_a_table_with_all_at_it() -> None:
    entries = [*said("hope, calm", "Hope"), Entry("t", "t", Answer(("calm", "trust")), people=4)]
    found = KIND.tally(PARSED, "answer", entries, 1)
    assert found == {"n": 6, "words": [["calm", 5], ["trust", 4], ["Hope", 2]]}


def test_each_word_is_hidden_and_reworded_by_itself() -> None:
    answer = Answer(("hope", "damn", "clam"))
    written = [Piece("word1", "hope"), Piece("word2", "damn"), Piece("word3", "clam")]
    assert KIND.pieces(PARSED, "answer", answer) == written
    entry = Entry("p", "a", answer, hidden=frozenset({"word2"}), wording={"word3": "Hope"})
    assert KIND.tally(PARSED, "answer", [entry], 1) == {"n": 1, "words": [["hope", 1]]}


def test_a_few_are_hidden() -> None:
    assert count(KIND, PARSED, "answer", said(*["hope"] * 4), 5) == {"hidden": "few"}


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (["hope"] * 3, "The first answers are in."),
        (["hope"] * 4 + ["calm"], "“hope” came up most: 4 people."),
        (["hope, calm"] * 3 + ["trust"] * 2, "“calm” and “hope” came up most: 3 people each."),
        (["hope"] * 2 + ["calm", "trust", "luck"], "4 different words."),
        (["hope"] * 5, "“hope” came up most: 5 people."),
    ],
)
def test_a_sentence_names_a_word_only_where_several_said_it(answers: list[str], sentence: str) -> None:
    assert chart.headline(CONFIG, "answer", tally(*answers), "en") == sentence


def test_the_more_people_said_a_word_the_larger_it_is_and_the_number_stands_beside_it() -> None:
    picture = chart.picture(CONFIG, "answer", tally(*["hope"] * 9, *["calm"] * 4, "luck"), Look("en", "wall"))
    assert isinstance(picture, Figure)
    (trace,) = picture.figure.data
    assert list(trace.text) == ["<b>hope</b>&nbsp;9", "<b>calm</b>&nbsp;4", "<b>luck</b>&nbsp;1"]
    largest, middle, least = trace.textfont.size
    assert largest > middle > least >= 34


@pytest.mark.parametrize("size", ["wall", "page"])
@pytest.mark.parametrize("many", [1, 12, 40, 180])
def test_however_many_and_long_they_are_words_stay_apart_and_inside(size: Any, many: int) -> None:
    words = [[f"{n} {'a long way to go together with all'}"[:40], 1 + (many - n) // 9] for n in range(many)]
    picture = chart.picture(CONFIG, "answer", {"n": 60, "words": words}, Look("en", size))
    assert isinstance(picture, Figure)
    (trace,), layout = picture.figure.data, picture.figure.layout
    texts = [text.replace("<b>", "").replace("</b>", "").replace("&nbsp;", " ") for text in trace.text]
    boxes = [
        (x, y - letters / 2, x + width_of(text, letters), y + letters / 2)
        for x, y, letters, text in zip(trace.x, trace.y, trace.textfont.size, texts, strict=True)
    ]
    width, height = layout.xaxis.range[1], layout.yaxis.range[0]
    assert all(left >= 0 and right <= width and top >= 0 and bottom <= height for left, top, right, bottom in boxes)
    for index, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[index + 1 :]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] + 0.01 or other[3] <= top + 0.01
    rest = many - len(boxes)
    told = " ".join(each.text for each in layout.annotations)
    assert (f"and {rest} more words" in told) is (rest > 0)


def test_words_are_followed_where_the_same_was_asked() -> None:
    other = {"prompt": {"en": "What worries you?"}}
    found = [
        Moment("m1", "", "2026-01-10", CONFIG, "answer", tally("hope, calm", "Hope", "luck")),
        Moment("m2", "", "2026-02-10", {"prompt": {"es": "¿Qué se lleva?"}}, "answer", tally("hope", "hope", "calm")),
        Moment("m3", "", "2026-03-10", other, "answer", tally("time", "money")),
    ]
    first, second = chart.trend(found, Look("en"))
    assert isinstance(first, Figure)
    assert first.alt == "“hope” came up every time. ¿Qué se lleva? Jan 10, 2026: Hope 2; Feb 10, 2026: hope 2."
    assert isinstance(second, Figure)
    assert second.alt == "What came up. What worries you? Mar 10, 2026: 2 different words."

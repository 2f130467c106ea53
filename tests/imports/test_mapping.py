"""What each kind makes of a question passes its own gates, whatever stands in the cells."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.activities.base import InvalidAnswer, InvalidConfig
from components.activities.registry import ACTIVITIES, kind_of
from components.activities.taken import Told, Way, number_of, scale_of, separator_of
from components.imports.found import Question
from components.imports.mapping import all_ways, guess, kind_named, known_in, same_words, wishes_for
from components.text import LANGUAGES, t
from db.activities import Activity
from tests.rooms import EXIT, ITEMS, LINES

CELLS = st.one_of(st.text(max_size=20), st.sampled_from(["", "1", "2", "5", "n/a", "Yes", "No", "A;B;", "a, b", "10"]))


def question(words: str, *cells: str) -> Question:
    return Question("q", words, ("",), tuple((cell,) for cell in cells))


def told(*cells: str, words: str = "?") -> Told:
    return question(words, *cells).told


def activity(kind: str, config: object, title: str = "Title") -> Activity:
    return Activity("a", "m", 1, kind, {"en": title}, json.dumps(config), 5)


@pytest.mark.parametrize("name", list(all_ways()))
def test_every_way_is_named_in_every_language(name: str) -> None:
    assert all(t(language, f"{kind_named(name)}.taken_{all_ways()[name].name}") for language in LANGUAGES)


def test_the_kinds_say_what_they_take() -> None:
    assert {kind_named(name) for name in all_ways()} == {kind.name for kind in ACTIVITIES.values() if kind.takes}
    assert len(all_ways()) >= 7


@pytest.mark.parametrize("name", list(all_ways()))
@given(
    words=st.text(min_size=1, max_size=30),
    parts=st.sampled_from([("",), ("A", "B"), ("Monday", "Tuesday", "Friday")]),
    data=st.data(),
)
def test_whatever_stands_in_cells_passes_the_gates_or_is_refused(
    name: str, words: str, parts: tuple[str, ...], data: st.DataObject
) -> None:
    rows = data.draw(st.lists(st.tuples(*[CELLS.map(str.strip)] * len(parts)), min_size=1, max_size=8))
    asked = Question("q", words, parts, tuple(rows))
    way, kind = all_ways()[name], kind_of(kind_named(name))
    if not way.fit(asked.told):
        return
    wishes = wishes_for(asked, "en")
    try:
        config = way.config(asked.told, wishes)
        parsed = kind.parse_config(config)
    except InvalidConfig:
        return
    for cells in rows:
        with suppress(InvalidAnswer):
            value = way.value(asked.told, wishes, config, cells) if any(cells) else None
            if value is not None:
                assert kind.parse_answer(parsed, kind.steps[-1], value)


@pytest.mark.parametrize(
    ("cells", "way"),
    [
        (("1", "5", "3", "n/a", "2"), "reflection.rating"),
        (("1", "10", "7", "4", "2"), "spectrum.line"),
        (("0", "100", "62,5", "33"), "spectrum.line"),
        (("4 - Agree", "5 - Strongly agree", "1 - No"), "reflection.rating"),
        (("Yes", "No", "Yes", "yes"), "choice.one"),
        (("A, B", "B", "A", "B, C", "C"), "choice.several"),
        (("Hope", "Courage", "Trust", "Patience"), "words.words"),
        (("I would like to hear more from families next time, and less from us.",) * 2, "choice.one"),
        (("We talked about the school for a long time.", "The bus came late again, as it does."), "reflection.text"),
    ],
)  # fmt: skip
def test_a_question_is_taken_as_what_it_looks_like(cells: tuple[str, ...], way: str) -> None:
    assert guess(question("What?", *cells), "en", {}).way == way


def test_a_scale_is_what_the_question_says_or_the_narrowest_that_holds_it() -> None:
    assert scale_of(told("1", "4")) == (1, 5)
    assert scale_of(told("0", "4")) == (0, 5)
    assert scale_of(told("3", "9")) == (1, 10)
    assert scale_of(told("3", "4", words="How sure? (1-10)")) == (1, 10)
    assert scale_of(told("3", "40", words="¿Qué tan segura? 0 a 100")) == (0, 100)
    assert scale_of(told("a")) == (0, 100)


@pytest.mark.parametrize(
    ("cell", "number"),
    [("4", 4.0), ("4,5", 4.5), ("-3", -3.0), ("80%", 80.0), ("4 - Agree", 4.0), ("7/10", 7.0), ("1. Yes", 1.0),
     ("2026-05-04", None), ("n/a", None), ("3 people", None), ("", None), ("1e9", None), ("²", None)],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(cell: str, number: float | None) -> None:
    assert number_of(cell) == number


def test_a_comma_within_sentences_separates_nothing() -> None:
    assert separator_of(told("Well, yes", "No, never", "Perhaps")) == ""
    assert separator_of(told("A;", "B;", "A;")) == ";"


def test_a_scale_lands_between_the_poles() -> None:
    asked = question("Sure? (1-10)", "1", "10", "5.5")
    way, wishes = all_ways()["spectrum.line"], wishes_for(asked, "en")
    config = way.config(asked.told, wishes)
    places = [way.value(asked.told, wishes, config, row) for row in asked.said]
    line = config["lines"][0]["id"]
    assert places == [{"lines": {line: place}} for place in (0.0, 100.0, 50.0)]
    turned = replace(wishes, is_turned=True)
    assert way.value(asked.told, turned, config, ("1",)) == {"lines": {line: 100.0}}
    assert config["lines"][0]["stem"] == {"en": "Sure?"}


def test_a_rating_of_another_scale_becomes_the_nearest_of_five() -> None:
    asked = question("Useful? (0-10)", *map(str, range(11)))
    way, wishes = all_ways()["reflection.rating"], wishes_for(asked, "en")
    config = way.config(asked.told, wishes)
    found = [way.value(asked.told, wishes, config, row) for row in asked.said]
    assert [rating for each in found for rating in (each or {}).values()] == [1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 5]


def test_what_is_followed_already_is_found_by_its_words_in_any_language() -> None:
    known = known_in(
        [activity("spectrum", LINES), activity("reflection", EXIT), activity("ranking", ITEMS, "Priorities")]
    )
    assert [each.id for each in known["spectrum.line"]] == ["expertise"]
    assert [each.id for each in known["reflection.rating"]] == ["useful"]
    assert [each.words for each in known["ranking.places"]] == [{"en": "Priorities"}]
    guessed = guess(question("¿quien SABE? (1 a 10)", "3", "9", "7"), "es", known)
    assert (guessed.way, guessed.wishes.same and guessed.wishes.same.id) == ("spectrum.line", "expertise")
    config = all_ways()["spectrum.line"].config(told("3"), guessed.wishes)
    assert config["lines"] == LINES["lines"]
    assert same_words("Somebody else?", known["spectrum.line"]) is None


def test_a_rating_that_was_asked_before_goes_on_even_where_it_looks_like_a_line() -> None:
    known = known_in([activity("reflection", EXIT)])
    assert guess(question("How useful?", "8", "9", "3"), "en", known).way == "reflection.rating"


def test_options_with_the_same_words_are_the_same_in_history_and_others_are_added() -> None:
    earlier = {"question": {"en": "Where?"}, "choices": [{"id": "lib", "text": {"en": "Library", "es": "Biblioteca"}},
                                                         {"id": "sch", "text": {"en": "School"}}]}  # fmt: skip
    [same] = known_in([activity("choice", earlier)])["choice.one"]
    asked = question("¿Dónde?", "biblioteca", "Parque", "BIBLIOTECA")
    wishes = replace(wishes_for(asked, "es"), same=same)
    way = all_ways()["choice.one"]
    config = way.config(asked.told, wishes)
    assert [choice["id"] for choice in config["choices"]][:2] == ["lib", "sch"]
    assert [choice["text"] for choice in config["choices"]][2:] == [{"es": "Parque"}]
    assert way.value(asked.told, wishes, config, ("Biblioteca",)) == {"choices": ["lib"]}


def test_the_same_words_in_another_file_are_the_same_thing() -> None:
    way: Way = all_ways()["spectrum.line"]
    first, second = question("Sure? (1-10)", "3", "9"), question("sure?", "30", "90")
    ids = []
    for asked in (first, second):
        wishes = replace(wishes_for(asked, "en"), left="No", right="Yes")
        ids.append(way.config(asked.told, wishes)["lines"][0]["id"])
    assert ids[0] == ids[1]


def test_long_options_that_begin_alike_stay_apart() -> None:
    start = "We should meet in the library on the first Monday of every second month "
    asked = question("When?", start + "at nine", start + "at ten", start + "at ten")
    way, wishes = all_ways()["choice.one"], wishes_for(asked, "en")
    config = way.config(asked.told, wishes)
    kind_of("choice").parse_config(config)
    chosen = [way.value(asked.told, wishes, config, row) for row in asked.said]
    assert chosen[1] == chosen[2] != chosen[0]

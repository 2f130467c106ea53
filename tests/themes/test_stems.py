"""Words of several languages are found to be the same word, and nobody's texts are put together by them."""

from __future__ import annotations

import subprocess
import sys
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.themes.stems import STEMMERS, Said, people_in, shared, stems

BOTH = ("en", "es")


def words(*texts: str, least: int = 3) -> list[tuple[str, int]]:
    said = [Said(str(n), "q", text) for n, text in enumerate(texts)]
    return [(one.word, one.people) for one in shared(said, BOTH, least)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The bus is late", "Buses that run at night"),
        ("I ride with her", "We need rides to the meeting"),
        ("Más reuniones por la tarde", "La reunión es muy tarde"),
        ("La reunion fue corta", "Las reuniones son largas"),
        ("Guardería cerca de la escuela", "No hay guarderia por aquí"),
        ("Los niños no tienen dónde ir", "Para las niñas del barrio"),
    ],
)
def test_forms_of_a_word_have_a_stem_in_common(one: str, other: str) -> None:
    assert stems(one, BOTH).keys() & stems(other, BOTH).keys()


def test_a_text_is_read_in_the_language_of_its_little_words() -> None:
    assert set(stems("My son and the bus", ("es", "en"))) == {"son", "bus"}
    assert set(stems("Los camiones son lentos", BOTH)) == {"camion", "lent"}


def test_words_that_say_nothing_are_left_out() -> None:
    assert stems("It is what it is, and that is how we do it", BOTH) == {}


def test_ñ_is_a_letter_of_its_own() -> None:
    assert stems("El año es largo", ("es",)).keys().isdisjoint(stems("El ano es largo", ("es",)))


@pytest.mark.parametrize("language", [*STEMMERS, "sw", "xx"])
def test_every_language_has_its_words_counted(language: str) -> None:
    said = [Said(str(n), "q", "Zebra") for n in range(3)]
    assert [(one.word, one.people) for one in shared(said, [language])] == [("zebra", 3)]


def test_a_word_is_told_as_most_wrote_it_and_once() -> None:
    assert words("Buses now", "A bus for us", "The bus", "buses?", "one bus") == [("bus", 5)]


def test_a_word_of_two_people_is_not_told() -> None:
    assert words("childcare", "childcare", "transport") == []
    assert words("childcare", "childcare", "childcare") == [("childcare", 3)]


def test_people_are_counted_by_one_question_so_that_two_texts_of_one_person_are_not_found() -> None:
    twice = [Said("a", "q1", "bus"), Said("b", "q1", "bus"), Said("c", "q2", "bus"), Said("d", "q2", "bus")]
    assert people_in(twice) == 2
    assert shared(twice, BOTH) == []


def test_what_a_facilitator_typed_for_others_does_not_make_a_word_known() -> None:
    own = [Said("a", "q", "bus"), Said("b", "q", "bus")]
    typed = [Said(name, "q", "bus", is_own=False) for name in ("c", "d")]
    assert shared([*own, *typed], BOTH) == []
    assert [one.people for one in shared([*own, Said("e", "q", "bus"), *typed], BOTH)] == [5]


SOME = st.lists(
    st.builds(
        Said,
        id=st.uuids().map(str),
        question=st.sampled_from(["q1", "q2", "q3"]),
        text=st.lists(
            st.sampled_from(["bus", "buses", "autobús", "ride", "rides", "casa", "niños", "niñas"]), max_size=4
        ).map(" ".join),
        is_own=st.booleans(),
    ),
    max_size=14,
)


@given(SOME, st.randoms())
def test_every_word_told_was_used_by_as_many_and_the_order_of_texts_does_not_matter(
    said: list[Said], rng: object
) -> None:
    found = shared(said, BOTH)
    by_id = {each.id: each for each in said}
    for one in found:
        within = [by_id[name] for name in one.texts]
        assert one.people == people_in(within) >= 3
        assert people_in(each for each in within if each.is_own) >= 3
        assert all(one.stem in stems(each.text, BOTH) for each in within)
    rng.shuffle(said)  # type: ignore[attr-defined]
    assert shared(said, BOTH) == found


def test_of_two_stems_of_a_word_the_one_more_texts_have_counts_in_any_order() -> None:
    """ "buses" has the stems "bus" and "buse"; only one of them is that of "bus" too."""
    said = [Said("0", "q1", "bus", is_own=False), *(Said(str(n), "q2", "buses") for n in (1, 2, 3))]
    for order in permutations(said):
        [found] = shared(order, BOTH)
        assert (found.stem, len(found.texts)) == ("bus", 4)


@given(st.text(max_size=80))
def test_any_text_has_stems(text: str) -> None:
    assert all(stem and word for stem, word in stems(text, ("en", "es", "hu", "xx")).items())


def test_the_libraries_are_loaded_when_first_used() -> None:
    script = (
        "import sys, components.themes.board, components.history.written\n"
        "print(sorted({'snowballstemmer', 'stopwordsiso'} & set(sys.modules)))"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

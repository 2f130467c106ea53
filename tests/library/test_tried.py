"""Lessons that are made of small tests of change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from components.library.keeping import keep
from components.library.shelf import read_shelf
from components.library.tried import keep_lesson, lesson_of, made_of
from db import goals, library, trials
from db.engine import Store
from db.goals import Goal
from db.trials import DECISIONS, Trial
from tests.rooms import make_meeting

WORDS = {
    "plan": {"en": "Evening care at the library", "es": "Cuidado por la tarde"},
    "seen": {"en": "Seven of eight families stayed."},
    "whom": {"en": "Late shifts"},
    "why": {"en": "It is on the bus line."},
}


@pytest.fixture
def place(store: Store) -> str:
    return make_meeting(store, live=False).community_id


@pytest.mark.parametrize(("decision", "kind"), list(zip(DECISIONS, ("worked", "worked", "did_not"), strict=True)))
def test_a_lesson_is_from_success_or_from_failure_as_was_decided(decision: str, kind: str) -> None:
    assert lesson_of(Trial("1", "", WORDS, decision), "en").kind == kind


def test_a_lesson_holds_what_was_written_down_in_the_readers_language() -> None:
    item = lesson_of(Trial("1", "", WORDS, "adopt"), "es")
    assert item.title == "Cuidado por la tarde"
    assert "¿Para quién funcionó?\nLate shifts" in item.body
    assert "Cuidado" not in item.body, "its title says that already"


def test_a_lesson_is_named_by_what_was_learned_and_a_long_one_is_whole_in_its_text() -> None:
    learned = "Begin where families go already, " + "and go there again " * 8
    item = lesson_of(Trial("1", "", {**WORDS, "lesson": {"en": learned.strip()}}, "adopt"), "en")
    assert item.title.startswith("Begin where families go already")
    assert item.title.endswith(" …")
    assert learned.strip() in item.body


def test_an_undecided_test_has_no_lesson_and_a_decided_one_has_one(store: Store, place: str) -> None:
    trial_id = trials.put(store, place, Trial("", "", WORDS), "Ana")
    assert keep_lesson(store, place, trial_id, "en") is None
    trials.put(store, place, Trial(trial_id, "", WORDS, "adopt"), "Ana")
    item_id = keep_lesson(store, place, trial_id, "en")
    assert item_id
    assert keep_lesson(store, place, trial_id, "en") is None
    assert library.of_trials(store, place) == {trial_id: item_id}


def test_a_lesson_stays_with_its_test_while_it_is_rewritten_and_while_the_test_is_away(
    store: Store, place: str
) -> None:
    goal_id = goals.put(store, place, Goal("", {"en": "More care"}))
    trial = Trial("t1", goal_id, WORDS, "adopt", "2026-05-01")
    trials.put(store, place, trial, "Ana")
    item_id = keep_lesson(store, place, "t1", "en")
    [item] = library.of_community(store, place)
    keep(store, place, replace(item, title="Better words"))
    assert library.of_trials(store, place) == {"t1": item_id}
    shelf = read_shelf(store, place)
    [item] = shelf.items.values()
    assert made_of(item, shelf, "en") == "From the small test “Evening care at the library”, for the goal “More care”"
    trials.remove(store, place, "t1")
    assert made_of(item, read_shelf(store, place), "en") == ""
    trials.put(store, place, trial, "Ana")
    assert made_of(item, read_shelf(store, place), "en") != ""

"""The help panel's words."""

from __future__ import annotations

import pytest

from components.text import LANGUAGES, catalog
from components.ui.help import QUESTIONS, told


@pytest.mark.parametrize("language", LANGUAGES)
def test_ten_questions_are_answered_in_a_few_sentences(language: str) -> None:
    answered = told(language)
    assert len({each["asked"] for each in answered}) == len(QUESTIONS) == 10
    for each in answered:
        assert "?" in each["asked"]
        assert 2 <= each["told"].count(".") <= 6, each


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_button_is_called_what_it_says_on_the_screen(language: str) -> None:
    labels = [label for each in told(language) for label in each["told"].split("*")[1::2]]
    on_screens = {text for area in ("control", "facilitator", "reading", "reuse", "closing")
                  for text in catalog(language, area).values()}  # fmt: skip
    assert len(labels) > 15
    assert [label for label in labels if label not in on_screens] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_gap_is_left_open(language: str) -> None:
    everything = "".join(each["told"] for each in told(language))
    assert not set("{}") & set(everything)
    assert all(each["told"].count("*") % 2 == 0 for each in told(language))

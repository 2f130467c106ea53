"""The words of the help panel and of the guides."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from components.templates import TEMPLATES
from components.text import LANGUAGES, catalog, say
from components.ui.help import QUESTIONS, told

DOCS = Path(__file__).parents[2] / "docs"


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
    on_screens = {text for area in ("control", "facilitator", "reading", "reuse", "closing", "paper")
                  for text in catalog(language, area).values()}  # fmt: skip
    assert len(labels) > 15
    assert [label for label in labels if label not in on_screens] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_gap_is_left_open(language: str) -> None:
    everything = "".join(each["told"] for each in told(language))
    assert not set("{}") & set(everything)
    assert all(each["told"].count("*") % 2 == 0 for each in told(language))


@pytest.mark.parametrize(("language", "guide"), [("en", "facilitators-guide"), ("es", "guia-para-facilitar")])
def test_a_guide_calls_everything_what_it_says_on_the_screen_and_shows_pictures_that_are_there(
    language: str, guide: str
) -> None:
    text = (DOCS / f"{guide}.md").read_text(encoding="utf-8")
    areas = {path.stem for path in (DOCS.parent / "components" / "text" / language).glob("*.po")}
    on_screens = {words.split(":")[0] for area in areas for words in catalog(language, area).values()}
    on_screens |= {say(template.title, language) for template in TEMPLATES.values()}
    labels = re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", text)
    assert len(labels) > 30
    assert [label for label in labels if label not in on_screens] == []
    pictures = re.findall(r"\]\((images/[^)]+)\)", text)
    assert len(pictures) == 4
    assert [picture for picture in pictures if not (DOCS / picture).exists()] == []

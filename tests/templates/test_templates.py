from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from components.activities.icebreaker.library import STAGES
from components.activities.registry import ACTIVITIES
from components.activities.spectrum.presets import PRESETS
from components.templates import TEMPLATES, Step, Template, UnknownStage, stage_review
from components.text import LANGUAGES

FAMILIAR = {"tú", "te", "ti", "tu", "tus", "contigo", "vuestro", "vuestra", "vosotros"}

every_agenda = pytest.mark.parametrize(("template", "stage"), list(product(TEMPLATES.values(), STAGES)))


def words_in(value: Any) -> Iterator[dict[str, str]]:
    """Every map from language to text, however deep."""
    if isinstance(value, dict) and value and all(isinstance(text, str) for text in value.values()) and "en" in value:
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from words_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from words_in(inner)


def kinds(steps: list[Step]) -> list[str]:
    return [step.kind for step in steps]


def test_there_are_six_templates_under_their_ids() -> None:
    assert list(TEMPLATES) == [
        "first_meeting", "regular_meeting", "stage_review", "peer_exchange", "try_together", "keep_going",
    ]  # fmt: skip
    assert [template.id for template in TEMPLATES.values()] == list(TEMPLATES)


@every_agenda
def test_every_config_is_one_its_kind_accepts(template: Template, stage: str) -> None:
    for step in template.activities(stage):
        ACTIVITIES[step.kind].parse_config(step.config)


@every_agenda
def test_every_text_is_in_every_language(template: Template, stage: str) -> None:
    steps = template.activities(stage)
    texts = [dict(template.title), dict(template.description), *(dict(step.title) for step in steps)]
    for step in steps:
        texts.extend(words_in(step.config))
    assert len(texts) > 2 + len(steps)
    for text in texts:
        assert set(text) == set(LANGUAGES)
        assert all(value.strip() for value in text.values())
        assert not {word.strip(".,:;¿?¡!").lower() for word in text["es"].split()} & FAMILIAR


@every_agenda
def test_every_activity_has_its_minutes(template: Template, stage: str) -> None:
    minutes = [step.minutes for step in template.activities(stage)]
    assert all(2 <= each <= 30 for each in minutes)
    assert 45 <= sum(minutes) <= 120


@every_agenda
def test_an_agenda_can_be_changed_without_changing_the_template(template: Template, stage: str) -> None:
    before = template.activities(stage)
    for step in template.activities(stage):
        for text in words_in(step.config):
            text["en"] = "Something else"
        step.config["more"] = True
    assert template.activities(stage) == before


def test_a_first_meeting_goes_from_welcome_to_closing() -> None:
    steps = TEMPLATES["first_meeting"].activities("getting_started")
    assert kinds(steps) == ["talk", "icebreaker", "spectrum", "ranking", "reflection", "talk"]
    assert [step.config["style"] for step in steps if step.kind == "talk"] == ["welcome", "closing"]


def test_every_meeting_but_the_first_begins_with_what_became_of_commitments() -> None:
    begins = {name: template.activities("growing")[0].kind for name, template in TEMPLATES.items()}
    assert begins.pop("first_meeting") == "talk"
    assert set(begins.values()) == {"checkin"}


def test_a_first_meeting_asks_the_source_s_questions() -> None:
    steps = {step.kind: step for step in TEMPLATES["first_meeting"].activities("getting_started")}
    assert steps["icebreaker"].config["prompt"]["en"].startswith("How do you learn as a professional?")
    assert [line["id"] for line in steps["spectrum"].config["lines"]] == list(PRESETS)
    assert steps["ranking"].title["en"] == "What should we work on first?"
    assert steps["ranking"].config["propose"] is True
    assert steps["reflection"].config["set"] == "exit"


def test_a_regular_meeting_has_a_word_a_talk_in_pairs_and_a_reflection() -> None:
    steps = TEMPLATES["regular_meeting"].activities("growing")
    assert kinds(steps) == ["checkin", "talk", "icebreaker", "spectrum", "talk", "ranking", "reflection"]
    assert steps[2].config["answer"] == "word"
    assert len(steps[3].config["lines"]) <= 2
    assert steps[4].config["style"] == "pairs"
    assert steps[6].config["set"] == "exit"


def test_who_tries_something_finds_company_after_the_commitment() -> None:
    steps = TEMPLATES["try_together"].activities("growing")
    assert kinds(steps) == ["checkin", "talk", "talk", "reflection", "company"]


def test_a_regular_meeting_keeps_its_lines_over_the_stages() -> None:
    spectra = [TEMPLATES["regular_meeting"].activities(stage)[3].config for stage in STAGES]
    assert spectra[0] == spectra[1] == spectra[2]


def test_the_pairs_talk_about_their_stage_s_question() -> None:
    asked = [TEMPLATES["regular_meeting"].activities(stage)[4].config["text"]["en"] for stage in STAGES]
    assert len(set(asked)) == 3
    assert asked[1] == "What are we learning and how are we applying it?"


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_review_reflects_on_its_stage(stage: str) -> None:
    steps = stage_review(stage)
    assert kinds(steps) == ["checkin", "talk", "spectrum", "reflection", "talk"]
    assert steps[3].config["set"] == stage
    assert TEMPLATES["stage_review"].activities(stage) == steps


CHANGES = [{"said": {"en": "Too late"}, "changed": {"en": "We begin at ten"}}]


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("name", ["regular_meeting", "stage_review"])
def test_what_was_changed_is_told_right_after_the_welcome(name: str, stage: str) -> None:
    steps = TEMPLATES[name].activities(stage, CHANGES)
    assert [step.config.get("style") for step in steps[1:3]] == ["welcome", "changed"]
    assert steps[2].config["changes"] == CHANGES
    assert ACTIVITIES["talk"].changes(ACTIVITIES["talk"].parse_config(steps[2].config))
    assert steps[:2] + steps[3:] == TEMPLATES[name].activities(stage)


@pytest.mark.parametrize("stage", STAGES)
def test_a_first_meeting_has_changed_nothing_yet(stage: str) -> None:
    assert TEMPLATES["first_meeting"].activities(stage, CHANGES) == TEMPLATES["first_meeting"].activities(stage)


@every_agenda
def test_an_unknown_stage_is_refused(template: Template, stage: str) -> None:
    with pytest.raises(UnknownStage):
        template.activities(stage + "!")

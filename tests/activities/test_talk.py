"""Talk: something to read, nothing to answer."""

from __future__ import annotations

from typing import Any

import pytest

from components.activities.base import InvalidAnswer, InvalidConfig, Json, count
from components.activities.talk.chart import picture
from components.activities.talk.model import KIND
from components.activities.talk.presets import PRESETS, changed
from components.charts import Look, SideBySide

WELCOME = KIND.parse_config(PRESETS["welcome"])


@pytest.mark.parametrize("value", [{}, {"text": "Hello"}, {"pass": True}, None, []])
def test_a_talk_takes_no_answers(value: Any) -> None:
    with pytest.raises(InvalidAnswer) as refusal:
        KIND.parse_answer(WELCOME, "answer", value)
    assert refusal.value.code == "takes_no_answers"
    assert KIND.steps == ()


def test_its_tally_is_empty() -> None:
    assert count(KIND, WELCOME, "answer", [], 5) == {"n": 0, "passed": 0}


def test_there_is_a_preset_for_every_moment() -> None:
    assert list(PRESETS) == ["welcome", "pairs", "groups", "break", "closing"]
    assert [KIND.parse_config(preset).style for preset in PRESETS.values()] == list(PRESETS)


def test_a_talk_without_a_style_is_a_welcome() -> None:
    assert KIND.parse_config({"text": {"en": "Hello"}}).style == "welcome"


@pytest.mark.parametrize(
    ("config", "code"),
    [
        ({"text": {"en": "Hello"}, "style": "party"}, "wrong_shape"),
        ({"text": {"en": "x" * 401}}, "too_long"),
        ({"text": {"en": "\n"}}, "empty"),
        ({"style": "break"}, "wrong_shape"),
    ],
)
def test_a_talk_that_says_nothing_is_refused(config: Json, code: str) -> None:
    with pytest.raises(InvalidConfig) as refusal:
        KIND.parse_config(config)
    assert refusal.value.code == code


BUS = {"said": {"en": "The bus comes too late"}, "changed": {"en": "We begin at ten", "es": "Empezamos a las diez"}}


def test_what_was_changed_stands_beside_what_was_said() -> None:
    config = changed([BUS])
    parsed = KIND.parse_config(config)
    assert [(change.said, change.changed) for change in parsed.changes] == [(BUS["said"], BUS["changed"])]
    assert KIND.changes(parsed) == [BUS["changed"]]
    shown = picture(config, "", {}, Look("es"))
    assert isinstance(shown, SideBySide)
    assert [head["es"] for head in shown.heads] == ["Ustedes dijeron", "Cambiamos"]
    assert shown.rows == [(BUS["said"], BUS["changed"])]


@pytest.mark.parametrize("style", list(PRESETS))
def test_every_other_moment_tells_of_no_change(style: str) -> None:
    assert KIND.changes(KIND.parse_config(PRESETS[style])) == []
    with pytest.raises(InvalidConfig):
        KIND.parse_config({**PRESETS[style], "changes": [BUS]})


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ([], "empty"),
        ([BUS] * 13, "too_many"),
        ([{"said": BUS["said"]}], "wrong_shape"),
        ([{**BUS, "changed": {}}], "empty"),
        ([{**BUS, "said": {"en": "x" * 121}}], "too_long"),
        ([{**BUS, "who": "Ana"}], "unknown_keys"),
    ],
)
def test_there_is_something_to_tell_and_every_half_of_it_is_written(changes: list[Json], code: str) -> None:
    with pytest.raises(InvalidConfig) as refusal:
        KIND.parse_config({**changed([BUS]), "changes": changes})
    assert refusal.value.code == code


@pytest.mark.parametrize(("style", "switches"), [("pairs", True), ("break", False)])
def test_only_pairs_switch_at_half_time(style: str, switches: bool) -> None:
    assert KIND.switches_at_half(KIND.parse_config(PRESETS[style])) is switches

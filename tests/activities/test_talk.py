"""Talk: something to read, nothing to answer."""

from __future__ import annotations

from typing import Any

import pytest

from components.activities.base import InvalidAnswer, InvalidConfig, Json, count
from components.activities.talk.model import KIND
from components.activities.talk.presets import PRESETS

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
    assert list(PRESETS) == ["welcome", "pairs", "break", "closing"]
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


@pytest.mark.parametrize(("style", "switches"), [("pairs", True), ("break", False)])
def test_only_pairs_switch_at_half_time(style: str, switches: bool) -> None:
    assert KIND.switches_at_half(KIND.parse_config(PRESETS[style])) is switches

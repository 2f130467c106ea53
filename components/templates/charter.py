"""What a community puts to the room about itself: its charter by parts, its three elements, and whether to go on."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from copy import deepcopy
from pathlib import Path

from components.activities.base import Json, Proposed
from components.activities.reflection.presets import PRESETS as QUESTIONS
from components.templates.templates import Step, Template, usual, you_said

_WORDS: dict[str, dict[str, dict[str, str]]] = json.loads(
    (Path(__file__).parent / "charter.json").read_text(encoding="utf-8")
)
ELEMENTS = ("element-time", "element-engagement", "element-willing", "element-able")
"""The ids of the pulse's statements, the same in every meeting, so that history follows them."""


def ask_for_proposals(part: str) -> Step:
    """The room writes what it would say, and votes for what others wrote."""
    return Step("questions", _title(part, "ask"), {"prompt": dict(_WORDS[part]["prompt"]), "wait": True}, 12)


def put_in_order(part: str) -> Step:
    """The room proposes, the facilitator joins what says the same, everybody puts it in order."""
    return Step("ranking", _title(part, "rank"), {"items": [], "top": 3, "propose": True}, 20)


def part_asked_about(title: Mapping[str, str]) -> str | None:
    """The part of the charter that an activity with this title asks the room about, None for any other activity."""
    parts = [name for name, words in _WORDS.items() if "prompt" in words]
    return next((part for part in parts if title in (_title(part, "ask"), _title(part, "rank"))), None)


def adopt(proposed: Proposed) -> Step:
    """The room says whether it can live with a text."""
    config = {"text": dict(proposed.text), "part": proposed.part, "proposal": proposed.id}
    return Step("adopt", _title(proposed.part, "adopt"), config, 8)


def pulse() -> Step:
    """Where the group stands on the three elements of a learning community."""
    statements = [{"id": name, "text": dict(_WORDS[name]["text"])} for name in ELEMENTS]
    return Step("fist", dict(_WORDS["pulse"]["title"]), {"statements": statements, "scale": "agree"}, 8)


def stage_questions(stage: str) -> Step:
    """The source's questions for a community at a stage."""
    return Step("reflection", dict(_WORDS[f"review_{stage}"]["title"]), deepcopy(QUESTIONS[stage]), 20)


def keep_going(stage: str, changes: Sequence[Json] = ()) -> list[Step]:
    """The last stage's questions, then whether to keep going and with what; a round to say it aloud, and a farewell."""
    questions = [
        each for each in QUESTIONS["sustaining"]["questions"] if each["id"] in ("feedback", "value", "shifting")
    ]
    choices = [{"id": name, "text": dict(_WORDS[f"go_{name}"]["text"])} for name in ("on", "new", "rest", "close")]
    _, check_in, _ = usual(stage)
    return [
        check_in,
        _talk("going_welcome", "welcome", 5),
        *([you_said(changes)] if changes else []),
        Step(
            "reflection", dict(_WORDS["going_look"]["title"]),
            {"set": "sustaining", "questions": deepcopy(questions)}, 15,
        ),
        _talk("going_pairs", "pairs", 12),
        Step(
            "choice", dict(_WORDS["going_choice"]["title"]),
            {"question": dict(_WORDS["going_choice"]["text"]), "choices": choices, "several": False, "most": None}, 8,
        ),
        Step(
            "questions", dict(_WORDS["going_on"]["title"]), {"prompt": dict(_WORDS["going_on"]["text"]), "wait": True},
            12,
        ),
        _talk("going_closing", "closing", 6),
    ]  # fmt: skip


def _talk(name: str, style: str, minutes: int) -> Step:
    return Step("talk", dict(_WORDS[name]["title"]), {"text": dict(_WORDS[name]["text"]), "style": style}, minutes)


def _title(part: str, way: str) -> dict[str, str]:
    return {tongue: f"{text}: {_WORDS[way]['title'][tongue]}" for tongue, text in _WORDS[part]["title"].items()}


KEEP_GOING = Template(
    "keep_going", dict(_WORDS["keep_going"]["title"]), dict(_WORDS["keep_going"]["description"]), keep_going
)

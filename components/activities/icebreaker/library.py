"""The library of icebreaker prompts, and how one is drawn.

A good prompt can be answered by a parent and a director in 20 seconds, assumes no job, home, faith or money, is
safe beside one's funder, and has at most 15 words in every language. The first one is the source documents' own
and stays in their words.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from components.activities.base import Json

STAGES = ("getting_started", "growing", "sustaining")
MOODS = ("warm", "playful", "thoughtful", "practical")
ANSWERS = ("text", "word", "choice")
GROUPS = ("any", "small", "large")


class NoPrompt(LookupError):
    """The library has no prompt like the one asked for."""


@dataclass(frozen=True)
class Choice:
    """One answer to tap, with its text by language."""

    id: str
    text: Mapping[str, str]


@dataclass(frozen=True)
class Prompt:
    """A question to open a meeting with.

    `stage` is one of `STAGES` or `any`; `risk` goes from 1 (nobody minds) to 3 (for people who know each other);
    `minutes` includes reading the answers together; `choices` is empty unless `answer` is `choice`.
    """

    id: str
    text: Mapping[str, str]
    stage: str
    mood: str
    risk: int
    group: str
    minutes: int
    answer: str
    choices: tuple[Choice, ...] = ()
    source: bool = False


def _read(entry: Mapping[str, Any]) -> Prompt:
    choices = tuple(Choice(**choice) for choice in entry.get("choices", ()))
    return Prompt(**{**entry, "choices": choices})


PROMPTS: tuple[Prompt, ...] = tuple(
    _read(entry) for entry in json.loads((Path(__file__).parent / "prompts.json").read_text(encoding="utf-8"))
)
_BY_ID = {prompt.id: prompt for prompt in PROMPTS}


def prompt_of(prompt_id: str) -> Prompt:
    """The prompt with this id; raises `NoPrompt`."""
    try:
        return _BY_ID[prompt_id]
    except KeyError:
        raise NoPrompt(prompt_id) from None


def draw(
    used: Collection[str],
    rng: Random,
    *,
    stage: str | None = None,
    answer: str | None = None,
    mood: str | None = None,
) -> Prompt:
    """A prompt at random: one used least often so far, and among those one of the lowest risk.

    `used` holds the ids this community has had, one entry for each time, so that nothing repeats until every
    matching prompt has had its turn, in the second pass as in the first. A `stage` also matches prompts for
    any stage. Raises `NoPrompt` where nothing matches.
    """
    times = Counter(used)
    matching = [
        prompt
        for prompt in PROMPTS
        if stage in (None, prompt.stage) or prompt.stage == "any"
        if answer in (None, prompt.answer) and mood in (None, prompt.mood)
    ]
    if not matching:
        raise NoPrompt(f"stage={stage} answer={answer} mood={mood}")
    first = min((times[prompt.id], prompt.risk) for prompt in matching)
    return rng.choice([prompt for prompt in matching if (times[prompt.id], prompt.risk) == first])


def config_of(prompt: Prompt) -> Json:
    """The icebreaker config that asks this prompt."""
    return {
        "prompt": dict(prompt.text),
        "answer": prompt.answer,
        "choices": [{"id": choice.id, "text": dict(choice.text)} for choice in prompt.choices],
        "prompt_id": prompt.id,
    }

"""Talk: a text for the wall; there is nothing to answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from random import Random

from components.activities.base import ActivityKind, Entry, InvalidAnswer, InvalidConfig, Json
from components.activities.shapes import read_list, read_object, read_one_of, read_words
from components.activities.talk.presets import PRESETS

STYLES = ("welcome", "changed", "groups", "pairs", "break", "closing")
LONGEST_TEXT = 400
LONGEST_CHANGE = 120
MOST_CHANGES = 12


@dataclass(frozen=True)
class Change:
    """What people said, and what was changed since."""

    said: Mapping[str, str]
    changed: Mapping[str, str]


@dataclass(frozen=True)
class Config:
    """What the wall says, and for which moment of the meeting; the moment `changed` has `changes`, at least one."""

    text: Mapping[str, str]
    style: str
    changes: tuple[Change, ...] = ()


def starter() -> Json:
    """A welcome."""
    return deepcopy(PRESETS["welcome"])


def parse_config(json: Json) -> Config:
    """A text, and a style, which is `welcome` where none is given; raises `InvalidConfig`."""
    found = read_object(json, InvalidConfig, ["text"], ["style", "changes"])
    style = read_one_of(found.get("style", "welcome"), InvalidConfig, STYLES)
    if style != "changed" and "changes" in found:
        raise InvalidConfig("unknown_keys")
    told = read_list(found.get("changes", []), InvalidConfig, 1, MOST_CHANGES) if style == "changed" else []
    return Config(read_words(found["text"], LONGEST_TEXT, lines=True), style, tuple(_change(change) for change in told))


def _change(json: object) -> Change:
    found = read_object(json, InvalidConfig, ["said", "changed"])
    return Change(read_words(found["said"], LONGEST_CHANGE), read_words(found["changed"], LONGEST_CHANGE))


def parse_answer(config: Config, step: str, json: Json) -> None:
    """Always raises `InvalidAnswer`: a talk takes no answers."""
    raise InvalidAnswer("takes_no_answers")


def tally(config: Config, step: str, entries: Sequence[Entry], least: int) -> Json:
    """Nobody answered, since nobody was asked."""
    return {"n": 0}


def pretend(config: Config, step: str, rng: Random, mood: float) -> Json:
    """The one answer every kind knows: a pass."""
    return {"pass": True}


def flat(config: Config, step: str, answer: object) -> dict[str, str | int | float | None]:
    """No cells."""
    return {}


def _switches_at_half(config: Config) -> bool:
    """Pairs change who speaks at half-time."""
    return config.style == "pairs"


def _changes(config: Config) -> list[Mapping[str, str]]:
    return [change.changed for change in config.changes]


KIND = ActivityKind(
    name="talk",
    steps=(),
    starter=starter,
    parse_config=parse_config,
    parse_answer=parse_answer,
    tally=tally,
    pretend=pretend,
    flat=flat,
    switches_at_half=_switches_at_half,
    changes=_changes,
    hears=lambda config: config.style == "groups",
)

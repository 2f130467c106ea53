"""Fist: config, answer, tally and movement. An answer is a level on each statement: 0 to 5 fingers, or 1 to 5."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from components.activities.base import ActivityKind, Contested, Entry, InvalidAnswer, InvalidConfig, Json, are_few
from components.activities.measure import Measure, levels
from components.activities.shapes import (
    check_distinct,
    read_id,
    read_list,
    read_object,
    read_one_of,
    read_whole,
    read_words,
)
from components.stats.consensus import LOW_CONSENSUS, ordinal_consensus

MOST_STATEMENTS = 6
LONGEST_STATEMENT = 120
SCALES: dict[str, tuple[int, ...]] = {"fist": (0, 1, 2, 3, 4, 5), "agree": (1, 2, 3, 4, 5), "often": (1, 2, 3, 4, 5)}
"""The levels of each scale. A fist is 0 fingers: I cannot go along; from 3 fingers on people can."""
GOES_ALONG = 3
LEAST_FOR_WORDS = 5
LEAST_NAMED = 3
"""Of fewer people than this on a side nothing is said."""


@dataclass(frozen=True)
class Statement:
    """Something to go along with or not; its id is what trends follow."""

    id: str
    text: Mapping[str, str]


@dataclass(frozen=True)
class Config:
    """`scale` is one of `SCALES`."""

    statements: tuple[Statement, ...]
    scale: str = "fist"

    @property
    def levels(self) -> tuple[int, ...]:
        """What may be answered to each statement, the lowest first."""
        return SCALES[self.scale]


@dataclass(frozen=True)
class Answer:
    """A level for every statement of the config, None where the person gave none."""

    statements: Mapping[str, int | None]


def starter() -> Json:
    """A check before going on: can everybody go along?"""
    return {
        "statements": [
            {
                "id": "go-ahead",
                "text": {
                    "en": "We go ahead with what we just talked about.",
                    "es": "Seguimos adelante con lo que acabamos de conversar.",
                },
            }
        ],
        "scale": "fist",
    }


def parse_config(json: Json) -> Config:
    """1 to 6 statements with different ids and a scale; raises `InvalidConfig`."""
    found = read_object(json, InvalidConfig, ["statements"], ["scale"])
    statements = tuple(_statement(each) for each in read_list(found["statements"], InvalidConfig, 1, MOST_STATEMENTS))
    check_distinct([statement.id for statement in statements], InvalidConfig)
    return Config(statements, read_one_of(found.get("scale", "fist"), InvalidConfig, SCALES))


def _statement(json: object) -> Statement:
    statement = read_object(json, InvalidConfig, ["id", "text"])
    return Statement(read_id(statement["id"], InvalidConfig), read_words(statement["text"], LONGEST_STATEMENT))


def parse_answer(config: Config, step: str, json: Json) -> Answer:
    """A whole number within the scale or null per statement, missing ones being null; raises `InvalidAnswer`.

    All null is refused: that is a pass, and is sent as one.
    """
    ids = [statement.id for statement in config.statements]
    given = read_object(read_object(json, InvalidAnswer, ["statements"])["statements"], InvalidAnswer, [], ids)
    levels = {name: _level(config, given.get(name)) for name in ids}
    if all(level is None for level in levels.values()):
        raise InvalidAnswer("empty")
    return Answer(levels)


def _level(config: Config, value: object) -> int | None:
    if isinstance(value, bool):
        raise InvalidAnswer("wrong_shape")
    return None if value is None else read_whole(value, InvalidAnswer, config.levels[0], config.levels[-1])


def tally(config: Config, step: str, entries: Sequence[Entry], least: int) -> Json:
    """Per statement how many people gave each level, the lowest first; hidden where fewer than `least` gave one.

    A table that answers together counts with everybody at it, and is one answer for `least`.
    """
    statements = {statement.id: _picture(config, statement.id, entries, least) for statement in config.statements}
    return {"n": sum(entry.people for entry in entries), "statements": statements}


def _picture(config: Config, name: str, entries: Sequence[Entry], least: int) -> Json:
    given = [entry for entry in entries if entry.answer.statements[name] is not None]
    n = sum(entry.people for entry in given)
    if are_few(given, least):
        return {"n": n, "hidden": "few"}
    counts = dict.fromkeys(config.levels, 0)
    for entry in given:
        counts[entry.answer.statements[name]] += entry.people
    return {"n": n, "levels": list(counts.values())}


def compare(config: Config, before: Sequence[Entry], after: Sequence[Entry], least: int) -> Json:
    """How many people gave a level in both rounds (`stayed`), and how many of them went `up` and `down`.

    A statement with fewer than `least` in both is hidden. No average: beside two whole pictures it could tell where
    somebody stands who was in one round only.
    """
    return {"statements": {each.id: _movement(each.id, before, after, least) for each in config.statements}}


def _movement(name: str, before: Sequence[Entry], after: Sequence[Entry], least: int) -> Json:
    earlier, later = _by_person(name, before), _by_person(name, after)
    both = earlier.keys() & later.keys()
    if len(both) < max(least, 1):
        return {"hidden": "few"}
    people = {person: min(earlier[person][0], later[person][0]) for person in both}
    ways = {person: later[person][1] - earlier[person][1] for person in both}
    return {
        "stayed": sum(people.values()),
        "up": sum(people[person] for person, way in ways.items() if way > 0),
        "down": sum(people[person] for person, way in ways.items() if way < 0),
    }


def _by_person(name: str, entries: Sequence[Entry]) -> dict[str, tuple[int, int]]:
    """By person: how many people the level speaks for, and which it is."""
    given = [entry for entry in entries if isinstance(entry.answer, Answer)]
    levels = {entry.person: (entry.people, entry.answer.statements.get(name)) for entry in given}
    return {person: (people, level) for person, (people, level) in levels.items() if level is not None}


def pretend(config: Config, step: str, rng: Random, mood: float) -> Json:
    """A believable answer: most people a little above the middle, higher in a high mood; now and then one left out."""
    low, high = config.levels[0], config.levels[-1]
    centre = (low + high) / 2 + 0.6 + 1.3 * mood
    levels: dict[str, int | None] = {
        statement.id: round(max(low, min(high, rng.gauss(centre, 1.1)))) for statement in config.statements
    }
    if len(levels) > 1 and rng.random() < 0.08:
        levels[rng.choice(list(levels))] = None
    return {"statements": levels}


def flat(config: Config, step: str, answer: Answer) -> dict[str, str | int | float | None]:
    """A cell per statement, named by its id."""
    return dict(answer.statements)


def _asks(config: Config) -> Mapping[str, str] | None:
    """The statement, where there is only one."""
    return config.statements[0].text if len(config.statements) == 1 else None


def measures(config: Config, entries: Sequence[Entry]) -> list[Measure]:
    """How far everybody goes along with each statement; the same statement on another scale is another measure."""
    ends = (config.levels[0], config.levels[-1])
    return [
        levels(f"{each.id}.{config.scale}", each.text, {e.person: e.answer.statements[each.id] for e in entries}, ends)
        for each in config.statements
    ]


def contested(config: Json, tally: Json) -> Contested | None:
    """The statements with people in the lower and the upper half of the scale, three at least, and low consensus."""
    parts = tally.get("statements", {})
    apart = [each for each in config["statements"] if _is_apart(parts.get(each["id"], {}).get("levels", []))]
    return Contested([each["text"] for each in apart], {**config, "statements": apart}) if apart else None


def _is_apart(levels: Sequence[int]) -> bool:
    half = len(levels) // 2
    if sum(levels) < LEAST_FOR_WORDS or min(sum(levels[:half]), sum(levels[len(levels) - half :])) < LEAST_NAMED:
        return False
    agreed = ordinal_consensus(levels)
    return agreed is not None and agreed < LOW_CONSENSUS


KIND = ActivityKind(
    name="fist",
    steps=("answer",),
    starter=starter,
    parse_config=parse_config,
    parse_answer=parse_answer,
    tally=tally,
    pretend=pretend,
    flat=flat,
    compare=compare,
    contested=contested,
    asks=_asks,
    measures=measures,
)

"""Spectrum: config, answer, tally and movement. An answer is a place from 0 (left pole) to 100 on each line."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from random import Random
from statistics import median

from components.activities.base import ActivityKind, Entry, InvalidAnswer, InvalidConfig, Json, are_few
from components.activities.shapes import check_distinct, read_id, read_list, read_number, read_object, read_words
from components.activities.spectrum.presets import PRESETS

MOST_LINES = 8
LONGEST_STEM = 160
LONGEST_POLE = 60
LEFT_UP_TO = 33
RIGHT_FROM = 67
MOVE = 5
"""A move is more than this many points."""


@dataclass(frozen=True)
class Line:
    """A line between two poles; its id is what trends follow."""

    id: str
    stem: Mapping[str, str]
    left: Mapping[str, str]
    right: Mapping[str, str]


@dataclass(frozen=True)
class Config:
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Answer:
    """A place on every line of the config: 0..100, or None where the person passed on that line."""

    lines: Mapping[str, float | None]


def starter() -> Json:
    """One line, the first preset."""
    return {"lines": [deepcopy(PRESETS["expertise"])]}


def parse_config(json: Json) -> Config:
    """1 to 8 lines with different ids; raises `InvalidConfig`."""
    found = read_list(read_object(json, InvalidConfig, ["lines"])["lines"], InvalidConfig, 1, MOST_LINES)
    lines = tuple(_line(line) for line in found)
    check_distinct([line.id for line in lines], InvalidConfig)
    return Config(lines)


def _line(json: object) -> Line:
    line = read_object(json, InvalidConfig, ["id", "stem", "left", "right"])
    return Line(
        id=read_id(line["id"], InvalidConfig),
        stem=read_words(line["stem"], LONGEST_STEM),
        left=read_words(line["left"], LONGEST_POLE),
        right=read_words(line["right"], LONGEST_POLE),
    )


def parse_answer(config: Config, step: str, json: Json) -> Answer:
    """A number 0..100 or null per line, missing lines being null; raises `InvalidAnswer`.

    All lines null is refused: that is a pass, and is sent as one.
    """
    ids = [line.id for line in config.lines]
    given = read_object(read_object(json, InvalidAnswer, ["lines"])["lines"], InvalidAnswer, [], ids)
    places = {line: _place(given.get(line)) for line in ids}
    if all(place is None for place in places.values()):
        raise InvalidAnswer("empty")
    return Answer(places)


def _place(value: object) -> float | None:
    return None if value is None else read_number(value, InvalidAnswer, 0, 100)


def tally(config: Config, step: str, entries: Sequence[Entry], least: int) -> Json:
    """Per line the dots (whole numbers, sorted), their median, and how many are left, in the middle and right.

    A table that answers together has a dot for everybody at it, and is one answer for `least`.
    """
    lines = {line.id: _picture(line.id, entries, least) for line in config.lines}
    return {"n": sum(entry.people for entry in entries), "lines": lines}


def _picture(line: str, entries: Sequence[Entry], least: int) -> Json:
    placed = _placed(line, entries)
    dots = sorted(nearest(place) for entry, place in placed for _ in range(entry.people))
    if are_few([entry for entry, _ in placed], least):
        return {"n": len(dots), "hidden": "few"}
    left = sum(dot <= LEFT_UP_TO for dot in dots)
    right = sum(dot >= RIGHT_FROM for dot in dots)
    return {
        "n": len(dots),
        "dots": dots,
        "median": median(dots) if dots else None,
        "left": left,
        "middle": len(dots) - left - right,
        "right": right,
    }


def nearest(place: float) -> int:
    """The nearest whole number, halves upwards."""
    return math.floor(place + 0.5)


def _placed(line: str, entries: Sequence[Entry]) -> list[tuple[Entry, float]]:
    """The entries with a dot on the line, and where it is."""
    return [
        (entry, place)
        for entry in entries
        if isinstance(entry.answer, Answer) and (place := entry.answer.lines.get(line)) is not None
    ]


def compare(config: Config, before: Sequence[Entry], after: Sequence[Entry], least: int) -> Json:
    """How the people who placed a dot in both rounds moved, per line.

    `stayed` people are in both, `moved` of them by more than 5 points: `left` and `right` say which way.
    `shift` is their mean change in points, and None as soon as somebody is in one round only: beside the two
    whole pictures it would tell where that person stands. A line with fewer than `least` in both is hidden.
    """
    return {"lines": {line.id: _movement(line.id, before, after, least) for line in config.lines}}


def _movement(line: str, before: Sequence[Entry], after: Sequence[Entry], least: int) -> Json:
    earlier, later = _by_person(line, before), _by_person(line, after)
    both = sorted(earlier.keys() & later.keys())
    if len(both) < max(least, 1):
        return {"hidden": "few"}
    changes = [
        later[person][1] - earlier[person][1]
        for person in both
        for _ in range(min(earlier[person][0], later[person][0]))
    ]
    left = sum(change < -MOVE for change in changes)
    right = sum(change > MOVE for change in changes)
    shift = round(math.fsum(changes) / len(changes), 1) if _people(earlier) == _people(later) else None
    return {"stayed": len(changes), "moved": left + right, "left": left, "right": right, "shift": shift}


_Placed = Mapping[str, tuple[int, float]]
"""By person: how many people the dot speaks for, and where it is."""


def _by_person(line: str, entries: Sequence[Entry]) -> _Placed:
    return {entry.person: (entry.people, place) for entry, place in _placed(line, entries)}


def _people(placed: _Placed) -> dict[str, int]:
    return {person: people for person, (people, _) in placed.items()}


def pretend(config: Config, step: str, rng: Random, mood: float) -> Json:
    """A believable answer: most people near 50 + 35 x mood, one in five on the other side, a line left out now and
    then."""
    lines: dict[str, int | None] = {line.id: _believable(rng, mood) for line in config.lines}
    if len(lines) > 1 and rng.random() < 0.08:
        lines[rng.choice(list(lines))] = None
    return {"lines": lines}


def _believable(rng: Random, mood: float) -> int:
    centre = 50 + 35 * max(-1.0, min(1.0, mood))
    if rng.random() < 0.2:
        centre = 100 - centre if abs(centre - 50) > 10 else rng.choice((22, 78))
    return nearest(max(0.0, min(100.0, rng.gauss(centre, 12))))


def flat(config: Config, step: str, answer: Answer) -> dict[str, str | int | float | None]:
    """A cell per line, named by its id."""
    return dict(answer.lines)


def _asks(config: Config) -> Mapping[str, str] | None:
    """The stem of the line, where there is only one."""
    return config.lines[0].stem if len(config.lines) == 1 else None


KIND = ActivityKind(
    name="spectrum",
    steps=("answer",),
    starter=starter,
    parse_config=parse_config,
    parse_answer=parse_answer,
    tally=tally,
    pretend=pretend,
    flat=flat,
    compare=compare,
    asks=_asks,
)

"""What works for whom: how ways of coming together were rated, by everybody and by groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import fsum

from components.activities.base import LEAST_AT_FIVE
from components.activities.measure import Measure
from components.history.groups import Crowd, GroupMean, means, shown_at
from components.history.story import CHANCE, Certainty
from components.history.summaries import Summary
from components.stats.intervals import Interval, together
from components.stats.overlapping import holm, mean_change

EVERYBODY = ""
"""Stands for no group but all who answered."""
Given = Mapping[str, list[float]]
"""By person all that they gave."""


@dataclass(frozen=True)
class Worked:
    """How a way of coming together was rated: on average by everybody (`whole`), and by each group that is shown.

    A group's average is that of the averages it has at the meetings held so, weighted by their people, and so is how
    far it may be from the truth: both follow from what is shown of each of them, and tell no more. `certainty` is, of
    a group and of `EVERYBODY`, whether the ways it rated differ by more than chance; only what rated two is in it.
    """

    measure: Measure
    format: str
    meetings: int
    whole: GroupMean
    groups: Mapping[str, GroupMean]
    certainty: Mapping[str, Certainty]


@dataclass(frozen=True)
class _Held:
    """A rating at one meeting: what everybody gave, and who is in the groups that are shown."""

    measure: Measure
    groups: Mapping[str, frozenset[str]]


def what_worked(summaries: Sequence[Summary], crowd: Crowd, attribute: str) -> list[Worked]:
    """For every rating, and every way of coming together that is known of at least one meeting that asked for it."""
    asked: dict[str, dict[str, dict[str, _Held]]] = {}
    latest: dict[str, Measure] = {}
    for summary in summaries:
        for measure in summary.measures:
            if measure.unit == "rating" and len(measure.values) >= LEAST_AT_FIVE:
                latest[measure.id] = measure
                held = summary.meeting.format
                if held:
                    groups = shown_at(summary.meeting.id, frozenset(measure.values), crowd, attribute)
                    by_format = asked.setdefault(measure.id, {}).setdefault(held, {})
                    by_format[summary.meeting.id] = _Held(measure, groups)
    sure = _certainty(asked)
    return [
        _worked(latest[name], held, list(meetings.values()), sure[name])
        for name, by_format in asked.items()
        for held, meetings in by_format.items()
    ]


def _worked(measure: Measure, held: str, meetings: Sequence[_Held], sure: Mapping[str, Certainty]) -> Worked:
    parts: dict[str, list[GroupMean]] = {}
    for each in meetings:
        everybody = {EVERYBODY: frozenset(each.measure.values)}
        for value, group in means(each.measure, {**everybody, **each.groups}).items():
            parts.setdefault(value, []).append(group)
    whole = _pooled(parts.pop(EVERYBODY))
    return Worked(measure, held, len(meetings), whole, {value: _pooled(parts[value]) for value in sorted(parts)}, sure)


def _pooled(found: Sequence[GroupMean]) -> GroupMean:
    people = sum(each.people for each in found)
    mean = fsum(each.people * each.mean for each in found) / people
    known = [each.interval for each in found if each.interval]
    interval: Interval | None = None
    if len(known) == len(found):
        interval = together(known, [each.people for each in found])
    return GroupMean(people, mean, interval)


def _certainty(asked: Mapping[str, Mapping[str, Mapping[str, _Held]]]) -> dict[str, dict[str, Certainty]]:
    """By rating and group; all that can be tested is tested together."""
    found: dict[str, dict[str, Certainty]] = {name: {} for name in asked}
    tests: list[tuple[str, str, float]] = []
    for name, by_format in asked.items():
        given: dict[str, list[Given]] = {}
        for meetings in by_format.values():
            for value, people in _given(list(meetings.values())).items():
                given.setdefault(value, []).append(people)
        for value, ways in given.items():
            if len(ways) > 1:
                found[name][value] = "few"
                p = _chance(ways)
                tests += [] if p is None else [(name, value, p)]
    for (name, value, _), p in zip(tests, holm([p for _, _, p in tests]), strict=True):
        found[name][value] = "clear" if p < CHANCE else "chance"
    return found


def _given(meetings: Sequence[_Held]) -> dict[str, dict[str, list[float]]]:
    """By group, and for everybody, what each person gave at meetings that were held in one way."""
    found: dict[str, dict[str, list[float]]] = {}
    for each in meetings:
        for value, people in {EVERYBODY: frozenset(each.measure.values), **each.groups}.items():
            for person in people:
                found.setdefault(value, {}).setdefault(person, []).append(each.measure.values[person])
    return found


def _chance(ways: Sequence[Given]) -> float | None:
    """How often chance alone sets some two ways apart as far, everybody counted once for each of them; None where no
    two were rated by eight people."""
    by_person = [{person: fsum(given) / len(given) for person, given in sorted(way.items())} for way in ways]
    changes = [mean_change(one, other) for one, other in combinations(by_person, 2)]
    found = [change.p for change in changes if change]
    return min(1.0, min(found) * len(found)) if found else None

"""What has changed, in words: how far an average went, whose doing that was, and what the sentence rests on."""

from __future__ import annotations

from babel.numbers import format_decimal

from components.history.story import Change
from components.text import say, t
from components.text.days import day

_UNITS = {"poles": "points", "allotted": "points", "rating": "levels"}
"""What a change is told in, beside percentage points."""


def how_far(change: Change, language: str) -> str:
    """How far the average went, or that it stayed; between two poles, towards which."""
    first, last = (day(meeting.held_on, language) for meeting in (change.first, change.last))
    measure, (before, after) = change.measure, (_number(change, end, language) for end in change.ends)
    values = {
        "first": first, "last": last, "before": before, "after": after, "stem": say(measure.words, language),
        "of": say(measure.of, language) if measure.of else "", "most": measure.ends[1],
    }  # fmt: skip
    moved, _, _ = change.told
    if not moved:
        return t(language, f"story.steady_{measure.unit}", **values)
    if measure.unit != "poles":
        return t(language, f"story.moved_{measure.unit}", **values)
    name = "moved_one" if abs(moved) == 1 else "moved"
    return t(language, f"story.{name}", points=abs(moved), pole=_pole(change, moved, language), **values)


def whose(change: Change, language: str) -> str:
    """Which part of a change people made who were at both meetings, and which is that different people came.

    The two add up to the change as it is told; "" where they are not told, or nothing has changed.
    """
    moved, stayed, came = change.told
    if change.split is None or not moved:
        return ""
    values = {name: _number(change, abs(part), language) for name, part in (("stayed", stayed), ("came", came))}
    if stayed * moved >= 0 and came * moved >= 0:
        return t(language, "story.parts", **values)
    if change.measure.unit == "poles":
        poles = {"stayed_pole": _pole(change, stayed, language), "came_pole": _pole(change, came, language)}
        return t(language, "story.parts_apart", **values, **poles)
    return t(language, "story.parts_up" if stayed > came else "story.parts_down", **values)


def rests_on(change: Change, language: str) -> list[str]:
    """What a sentence rests on: the range of the true change, and how many were recognised."""
    told = []
    if change.bounds and change.bounds.low < change.bounds.high:
        told.append(t(language, "story.bounds", **_range(change, language)))
    if change.split:
        values = {"both": change.split.both, "of": len(change.measure.values)}
        told.append(t(language, "story.recognised", **values))
    return told


def method(language: str) -> list[str]:
    """How all this is computed, a paragraph each."""
    return [t(language, f"story.method_{name}") for name in ("split", "sure", "few")]


def _range(change: Change, language: str) -> dict[str, str]:
    """The range of the true change, positive in the direction of the change itself."""
    assert change.bounds
    way = -1 if change.points < 0 else 1
    share = 1 / change.measure.grain if change.is_told_in_tenths else 1.0
    ends = sorted(way * end * share for end in (change.bounds.low, change.bounds.high))
    low, high = (_signed(end, 1 if change.is_told_in_tenths else 0, language) for end in ends)
    return {"low": low, "high": high, "unit": t(language, f"story.unit_{_UNITS.get(change.measure.unit, 'percent')}")}


def _signed(value: float, decimals: int, language: str) -> str:
    rounded = round(value, decimals)
    sign = "−" if rounded < 0 else "+" if rounded > 0 else ""
    return sign + str(format_decimal(abs(rounded), format="0.0" if decimals else "0", locale=language))


def _number(change: Change, ticks: int, language: str) -> str:
    if not change.is_told_in_tenths:
        return str(ticks)
    return str(format_decimal(ticks / 10, format="0.0", locale=language))


def _pole(change: Change, points: float, language: str) -> str:
    return say(change.measure.high if points > 0 else change.measure.low, language)

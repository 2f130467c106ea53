"""A chart as plain numbers: what a report draws small and light, and what slides hold as a chart one can edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from components.charts.palette import DATA, LIGHT, NEUTRAL, mix
from components.charts.picture import Moment, is_few
from components.charts.timeline import day_in_words

Form = Literal["bars", "stacked", "piled", "lines", "field"]
Tone = Literal["data", "poles", "levels", "parts"]
Numbers = tuple[float | None, ...]


@dataclass(frozen=True)
class Editable:
    """A chart in numbers; `title` says what is seen, `note` what the numbers are.

    `bars` lie side by side for each of the `categories`; `stacked` ones fill the width together and carry their counts,
    `piled` ones are as high as their counts; `lines` go from category to category. A `field` has for each series its
    place, two numbers from 0 to 100, and the four ends of its axes (left, right, bottom, top) as categories. `is_share`
    is for parts of one, `is_place` for places of which 1 is the top.
    """

    title: str
    categories: tuple[str, ...]
    series: tuple[tuple[str, Numbers], ...]
    form: Form
    note: str = ""
    tone: Tone = "data"
    is_share: bool = False
    is_place: bool = False

    @property
    def colours(self) -> list[str]:
        """A colour for each series, which never stands alone: names, numbers or dashes stand beside it."""
        return _colours(self.tone, len(self.series))

    @property
    def is_empty(self) -> bool:
        """Whether there is no number in it."""
        return all(number is None for _, numbers in self.series for number in numbers)


def _colours(tone: Tone, many: int) -> list[str]:
    soft, grey = mix(DATA[4], LIGHT.raised, 0.55), mix(NEUTRAL, LIGHT.raised, 0.45)
    if tone == "poles":
        return [DATA[4], grey, DATA[0]][:many]
    if tone == "parts":
        return [DATA[0], DATA[5], grey][:many]
    if tone == "levels":
        low = [DATA[4], soft, grey if many == 5 else mix(DATA[4], LIGHT.raised, 0.3)]
        return [*low, *([] if many == 5 else [mix(DATA[5], LIGHT.raised, 0.5)]), DATA[5], DATA[0]]
    return [DATA[index] if index < len(DATA) else NEUTRAL for index in range(many)]


def in_order(moments: Sequence[Moment]) -> list[Moment]:
    """The moments that may be shown, the oldest first, one of each meeting: its latest."""
    found = {each.meeting_id: each for each in sorted(moments, key=lambda one: one.held_on) if not is_few(each.tally)}
    return list(found.values())


def days_of(moments: Sequence[Moment], language: str) -> tuple[str, ...]:
    """The days of meetings as categories."""
    return tuple(day_in_words(moment.held_on, language) for moment in moments)


def columns(moments: Sequence[Moment], counts: Sequence[int], title: str, name: str, language: str) -> list[Editable]:
    """One number for each meeting; nothing without meetings."""
    if not moments:
        return []
    return [Editable(title, days_of(moments, language), ((name, tuple(counts)),), "bars")]

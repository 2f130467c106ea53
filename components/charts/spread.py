"""How many different people facilitated, from meeting to meeting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from babel.numbers import format_decimal

from components.charts.columns import draw_columns
from components.charts.picture import Figure, Look
from components.charts.template import tell
from components.charts.timeline import day_in_words
from components.text import t


class Told(Protocol):
    """The last `meetings` meetings up to a day, how many different people led them, and as if how many evenly."""

    @property
    def held_on(self) -> str: ...
    @property
    def meetings(self) -> int: ...
    @property
    def different(self) -> int: ...
    @property
    def evenly(self) -> float: ...


def spread_picture(found: Sequence[Told], look: Look) -> Figure:
    """A column for each meeting: how many different people facilitated up to then, with a sentence about the last."""
    days, counts = [each.held_on for each in found], [each.different for each in found]
    title = _sentence(found[-1], look.language)
    figure = draw_columns(days, counts, title, t(look.language, "people.spread_note"), look)
    tell(figure, {"different": counts})
    told = ", ".join(
        t(look.language, "people.spread_each", day=day_in_words(each.held_on, look.language), n=each.different)
        for each in found
    )
    return Figure(figure, f"{title} {told}.")


def _sentence(last: Told, language: str) -> str:
    if last.meetings == 1:
        return t(language, "people.spread_first", n=last.different)
    if last.different == 1:
        return t(language, "people.spread_alone", meetings=last.meetings)
    evenly = format_decimal(round(last.evenly, 1), locale=language)
    return t(language, "people.spread", n=last.different, meetings=last.meetings, evenly=evenly)

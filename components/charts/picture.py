"""What a kind of activity hands to a screen: a figure, cards or one text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import plotly.graph_objects as go

from components.charts.drawing import Drawing
from components.charts.wording import Both
from components.text import say, t

Json = dict[str, Any]
REVEAL_STEP = 0.9
"""Seconds from one row to the next where a wall reveals a picture from the bottom (`ui/live_figure.js`)."""


@dataclass(frozen=True)
class Look:
    """Where a picture will hang: its language, on the wall or on a page, on dark or light paper.

    Where a room speaks two languages, `also` is the second one, which stands below the first in all that is drawn.
    """

    language: str = "en"
    size: Literal["wall", "page"] = "page"
    dark: bool = False
    also: str = ""

    @property
    def is_wall(self) -> bool:
        return self.size == "wall"

    def say(self, words: Mapping[str, str]) -> str:
        """What somebody wrote, in the languages of this look."""
        return self.in_each(lambda language: say(words, language))

    def t(self, key: str, **values: object) -> str:
        """A text of the catalogs, in the languages of this look."""
        return self.in_each(lambda language: t(language, key, **values))

    def in_each(self, write: Callable[[str], str]) -> str:
        """What `write` gives for a language, as `Both` where the second language has it in other words."""
        first, also = write(self.language), write(self.also) if self.also else ""
        return Both(first, also) if also and also != first else first


@dataclass(frozen=True)
class Figure:
    """What was drawn and the same in words. `alt` is plain text: never markup, never markdown."""

    drawn: Drawing
    alt: str

    @cached_property
    def figure(self) -> go.Figure:
        """What was drawn, as a plotly figure."""
        return self.drawn.figure()

    @cached_property
    def json(self) -> str:
        """What was drawn, as plotly.js reads it."""
        return self.drawn.as_text()

    @property
    def reveal_seconds(self) -> float:
        """How long a wall takes to reveal it row by row when it is first drawn."""
        return REVEAL_STEP * int(self.drawn.layout["meta"].get("reveal", 0))


@dataclass(frozen=True)
class Cards:
    """Written texts as plain text, in the order to show them; a screen shows at most twelve at once.

    With `marks`, a short text for each, they are a list whose order means something, and a wall shows its top alone.
    Of the `notes`, for each text those that stand below it, the first matter most: a wall shows as many as fit.
    """

    texts: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    notes: list[list[str]] = field(default_factory=list)

    def pages(self, at_once: int = 12) -> Iterator[list[str]]:
        """The texts, `at_once` at a time."""
        for start in range(0, len(self.texts), at_once):
            yield self.texts[start : start + at_once]


@dataclass(frozen=True)
class Quote:
    """One text for the whole wall, as plain text."""

    text: str


@dataclass(frozen=True)
class SideBySide:
    """Two columns of texts for the whole wall, row by row, under their two heads; every text by language."""

    heads: tuple[Mapping[str, str], Mapping[str, str]]
    rows: list[tuple[Mapping[str, str], Mapping[str, str]]]


Picture = Figure | Cards | Quote | SideBySide


@dataclass(frozen=True)
class Moment:
    """One activity of one meeting, as the history sees it; `held_on` is an ISO date."""

    meeting_id: str
    title: str
    held_on: str
    config: Json
    step: str
    tally: Json


CONFIG: Json = {
    "showSendToCloud": False,
    "displaylogo": False,
    "displayModeBar": False,
    "typesetMath": False,
    "responsive": True,
    "doubleClick": False,
}
"""Plotly's settings for every picture: nothing leaves the page, and no formulas are read into people's words."""


def plotly_config(look: Look) -> Json:
    """`CONFIG`; on the wall the picture does not answer to a mouse."""
    return {**CONFIG, "staticPlot": look.is_wall}


def is_few(tally: Json) -> bool:
    """Whether a tally, or a part of one, is withheld because too few have answered."""
    return tally.get("hidden") == "few"

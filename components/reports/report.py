"""A report: what History and a meeting's page show, chosen and ordered for those who will read it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.charts.editable import Editable

AUDIENCES = ("organizers", "families", "agency", "funder")
OUTSIDE = ("agency", "funder")
"""Those who see what the group agreed they see."""
SPONSOR, PEER = "sponsor", "peer"
"""Who signs in to see what the wall showed of a meeting: a sponsor unless something else is agreed, a participant."""
Rows = Sequence[Mapping[str, str | int | float]]


class NotAgreed(Exception):
    """The group has not agreed that funders and agencies see anything; `code` names a text in the `errors` catalog."""

    code = "report_not_agreed"


class NothingToReport(Exception):
    """No meeting that was chosen has ended with anything to show."""

    code = "report_nothing"


@dataclass(frozen=True)
class Order:
    """What somebody asks for. Without `meetings` it is all there are, those to come too."""

    community_id: str
    audience: str
    language: str
    meetings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """The table behind one activity of one meeting."""

    title: str
    meeting: str
    held_on: str
    said: str
    rows: Rows


@dataclass(frozen=True)
class Part:
    """One heading of a report with its sentences, items, charts and, for organizers, the table behind them."""

    head: str
    said: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    charts: tuple[Editable, ...] = ()
    rows: Rows = ()


@dataclass(frozen=True)
class Article:
    """A report in one language. Every text is plain text; what it is put into must escape it.

    `told` are the sentences it begins with, each with what it rests on; `notes` how it was computed and what is
    withheld.
    """

    language: str
    audience: str
    community: str
    title: str
    days: str
    made: str
    told: tuple[tuple[str, str], ...] = ()
    parts: tuple[Part, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def charts(self) -> list[tuple[Part, Editable]]:
        """Every chart with the part it stands in."""
        return [(part, chart) for part in self.parts for chart in part.charts]


@dataclass(frozen=True)
class Report:
    """The same report in one or several languages, and the sheets that lie behind it in the first one."""

    articles: tuple[Article, ...]
    sheets: tuple[Sheet, ...] = ()

    @property
    def first(self) -> Article:
        return self.articles[0]

    @property
    def is_one_page(self) -> bool:
        """Whether it has to fit one sheet of paper."""
        return self.first.audience != "organizers"

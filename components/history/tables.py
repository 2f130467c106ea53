"""What ended meetings came to, as charts read it and as the tables behind them hold it."""

from __future__ import annotations

from collections.abc import Sequence

from components.activities.registry import chart_of
from components.charts import Moment
from components.history.summaries import Summary
from components.text import say, t
from components.text.days import day
from db.history import Attendance
from db.meetings import Meeting

Row = dict[str, str | int | float]


def moment_of(each: Summary, language: str) -> Moment:
    """A summary as charts read it."""
    title = say(each.meeting.title, language)
    return Moment(each.meeting.id, title, each.meeting.held_on, each.config, each.step, each.tally)


def numbers_of(found: Sequence[Summary], language: str) -> list[Row]:
    """The table behind a kind's pictures: that of every meeting, with its day and title in front.

    Of a table only the rows with a number in them; where there are none, how many answers there were.
    """
    rows: list[Row] = []
    for each in found:
        plain = chart_of(each.kind).plain(each.config, each.step, each.tally, language)
        counted = [row for row in plain if any(isinstance(cell, int | float) for cell in row.values())]
        answers: list[Row] = [{t(language, "charts.column_answers"): each.answered}]
        rows += [_head(each.meeting, language) | row for row in counted or answers]
    return rows


def participation_of(attended: Sequence[Attendance], language: str) -> list[Row]:
    """The table behind who came: phones, those that had been there before, and new ones."""
    names = [t(language, f"participation.{name}") for name in ("phones", "back", "new")]
    return [
        _head(each.meeting, language)
        | dict(zip(names, (each.present, each.returning, each.present - each.returning), strict=True))
        for each in attended
    ]


def _head(meeting: Meeting, language: str) -> Row:
    """What stands in front of a meeting's row."""
    return {
        t(language, "history.column_day"): day(meeting.held_on, language),
        t(language, "history.column_meeting"): say(meeting.title, language),
    }

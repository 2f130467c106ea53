"""For whom it holds, in a report: what History's *Look at it by* shows, for every attribute a community asks about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from components.charts.editable import Editable
from components.charts.timeline import day_in_words
from components.history.group_words import asked_of, headline, label, rows_of, scaled, worked_rows
from components.history.groups import Broken, Crowd, broken_down
from components.history.summaries import Summary
from components.history.worked import EVERYBODY, Worked, what_worked
from components.reports.report import Part, Rows
from components.text import t

_MOST_CHARTS = 1
"""For each attribute: the groups furthest apart."""


def group_parts(
    by_kind: Mapping[str, Sequence[Summary]], crowd: Crowd, language: str, *, is_whole: bool = False
) -> list[Part]:  # fmt: skip
    """A part for each attribute of which any group is shown, and one for what works for whom.

    Which groups are shown is decided as on the page: for all attributes together. With `is_whole` the tables tell of
    every meeting, without it of the first and the latest.
    """
    parts = [_attribute(by_kind, crowd, attribute, language, is_whole) for attribute in crowd.attributes]
    return [part for part in [*parts, _what_works(by_kind, crowd, language)] if part.rows]


def _attribute(
    by_kind: Mapping[str, Sequence[Summary]], crowd: Crowd, attribute: str, language: str, is_whole: bool
) -> Part:  # fmt: skip
    found = [
        each
        for summaries in by_kind.values()
        for each in broken_down([one for one in summaries if not one.is_hidden], crowd, attribute, is_whole=is_whole)
    ]
    found.sort(key=lambda each: (each.certainty != "clear", -each.apart))
    several = [each for each in found if len(each.rows[-1][1]) > 1]
    return Part(
        t(language, "groups.report_head", by=t(language, f"groups.by_{attribute}")),
        charts=tuple(_chart(each, attribute, crowd, language) for each in several[:_MOST_CHARTS]),
        rows=rows_of(found, attribute, crowd, language),
    )


def _chart(broken: Broken, attribute: str, crowd: Crowd, language: str) -> Editable:
    """The groups of the latest meeting, beside each where it was at the first one that showed it."""
    names = {value: label(crowd, attribute, value, language) for value in broken.values}
    measure, (latest, groups) = broken.measure, broken.rows[-1]
    in_order = sorted(groups, key=lambda value: (-groups[value].mean, names[value]))
    now: tuple[float | None, ...] = tuple(scaled(measure, groups[value].mean) for value in in_order)
    series = [(day_in_words(latest.held_on, language), now)]
    earlier = [(meeting, found) for meeting, found in broken.rows[:-1] if any(value in found for value in in_order)]
    if earlier:
        meeting, found = earlier[0]
        before = tuple(scaled(measure, found[value].mean) if value in found else None for value in in_order)
        series.insert(0, (day_in_words(meeting.held_on, language), before))
    sure = t(language, f"groups.{broken.certainty}")
    legend = t(language, f"groups.legend_{measure.unit}", first=measure.ends[0], most=measure.ends[1])
    title = headline(broken, names, language)
    return Editable(title, tuple(names[value] for value in in_order), tuple(series), "bars", f"{sure} {legend}")


def _what_works(by_kind: Mapping[str, Sequence[Summary]], crowd: Crowd, language: str) -> Part:
    """How ways of coming together were rated by everybody and by every group; nothing before there are two."""
    summaries = [one for found in by_kind.values() for one in found]
    rows: list[Mapping[str, str | int | float]] = []
    charts: list[Editable] = []
    for attribute in crowd.attributes:
        worked = what_worked([one for one in summaries if not one.is_hidden], crowd, attribute)
        if len({each.format for each in worked}) > 1:
            rows += _new(worked_rows(worked, attribute, crowd, language), rows)
            charts = charts or _ways(worked, attribute, crowd, language)
    return Part(t(language, "groups.by_format"), charts=tuple(charts), rows=rows)


def _ways(worked: Sequence[Worked], attribute: str, crowd: Crowd, language: str) -> list[Editable]:
    """For ratings of which several ways of coming together are known: everybody and the groups, a bar for each way."""
    by_rating: dict[str, list[Worked]] = {}
    for each in worked:
        by_rating.setdefault(each.measure.id, []).append(each)
    return [_way(ways, attribute, crowd, language) for ways in list(by_rating.values())[:_MOST_CHARTS] if len(ways) > 1]


def _way(ways: Sequence[Worked], attribute: str, crowd: Crowd, language: str) -> Editable:
    measure, of = ways[0].measure, [{EVERYBODY: way.whole, **way.groups} for way in ways]
    values = list(dict.fromkeys(value for groups in of for value in groups))
    series = tuple(
        (
            t(language, f"context.format_{way.format}"),
            tuple(scaled(measure, groups[value].mean) if value in groups else None for value in values),
        )
        for way, groups in zip(ways, of, strict=True)
    )
    note = t(language, "groups.by_format_note")
    names = tuple(label(crowd, attribute, value, language) for value in values)
    return Editable(asked_of(measure, language), names, series, "bars", note)


def _new(rows: Rows, known: Rows) -> list[Mapping[str, str | int | float]]:
    """Rows that are not there yet: everybody is told of once."""
    return [row for row in rows if row not in known]

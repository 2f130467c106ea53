"""Groups in words and rows: what a page and a report tell of them, in the same numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from babel.numbers import format_decimal

from components.activities.measure import Measure
from components.history.groups import PRESENCE, Broken, Crowd, GroupMean
from components.history.worked import EVERYBODY, Worked
from components.text import say, t
from components.text.days import day

Row = dict[str, str | int | float]


def label(crowd: Crowd, attribute: str, value: str, language: str) -> str:
    """What a group is called, and everybody."""
    if value == EVERYBODY:
        return t(language, "groups.everybody")
    if attribute == PRESENCE:
        return t(language, f"groups.{value}")
    return say(crowd.labels[attribute, value], language)


def asked_of(measure: Measure, language: str) -> str:
    """What was asked, and of what where it was asked of several."""
    asked = say(measure.words, language)
    return f"{asked} {say(measure.of, language)}" if measure.of and say(measure.of, language) != asked else asked


def headline(broken: Broken, names: Mapping[str, str], language: str) -> str:
    """What was asked, and which groups of the latest meeting are furthest apart."""
    measure, (_, groups) = broken.measure, broken.rows[-1]
    asked = asked_of(measure, language)
    in_order = sorted(groups, key=lambda value: (-groups[value].mean, value))
    numbers = {value: shown(measure, groups[value], language) for value in in_order}
    if len(in_order) == 1:
        [value] = in_order
        return t(language, "groups.one", asked=asked, name=names[value], number=numbers[value])
    high, low = in_order[0], in_order[-1]
    if numbers[high] == numbers[low]:
        return t(language, "groups.same", asked=asked, number=numbers[high])
    values = {"high": names[high], "low": names[low], "most": numbers[high], "least": numbers[low]}
    return t(language, "groups.apart", asked=asked, **values)


def scaled(measure: Measure, mean: float) -> float:
    """An average as it is told: of a rating on its own scale, to a tenth; of all else in whole numbers."""
    if measure.unit != "rating":
        return round(mean)
    low, high = measure.ends
    return round(low + mean * (high - low) / 100, 1)


def shown(measure: Measure, group: GroupMean, language: str) -> str:
    """A group's average in figures."""
    return figures(measure, group.mean, language)


def figures(measure: Measure, mean: float, language: str) -> str:
    """An average of 100 in figures, on the scale it was asked on."""
    value = scaled(measure, mean)
    if measure.unit == "rating":
        return str(format_decimal(value, format="0.0", locale=language))
    return t(language, "groups.percent", n=value) if measure.unit in ("share", "top", "kept") else str(value)


def within(group: GroupMean) -> tuple[float, float]:
    """Where the average plausibly lies, within what can be answered at all."""
    assert group.interval
    return max(0.0, group.interval.low), min(100.0, group.interval.high)


def plausibly(measure: Measure, group: GroupMean, language: str) -> str:
    """The same in figures; "" where it is not told."""
    return "–".join(figures(measure, end, language) for end in within(group)) if group.interval else ""


def rows_of(found: Sequence[Broken], attribute: str, crowd: Crowd, language: str) -> list[Row]:
    """A row for each group at each meeting, with where its average plausibly lies."""
    return [
        {
            t(language, "history.column_day"): day(meeting.held_on, language),
            t(language, "groups.column_asked"): say(broken.measure.of or broken.measure.words, language),
            t(language, "groups.column_group"): label(crowd, attribute, value, language),
            t(language, "groups.column_people"): group.people,
            t(language, "groups.column_average"): shown(broken.measure, group, language),
            t(language, "groups.column_range"): plausibly(broken.measure, group, language),
        }
        for broken in found
        for meeting, groups in broken.rows
        for value, group in groups.items()
    ]


def worked_rows(found: Sequence[Worked], attribute: str, crowd: Crowd, language: str) -> list[Row]:
    """A row for each way of coming together and everybody or a group that rated it."""
    return [
        {
            t(language, "groups.column_asked"): asked_of(each.measure, language),
            t(language, "groups.column_format"): t(language, f"context.format_{each.format}"),
            t(language, "groups.column_meetings"): each.meetings,
            t(language, "groups.column_group"): label(crowd, attribute, value, language),
            t(language, "groups.column_people"): group.people,
            t(language, "groups.column_average"): shown(each.measure, group, language),
            t(language, "groups.column_range"): plausibly(each.measure, group, language),
            t(language, "groups.column_certainty"): _sure(each, value, language),
        }
        for each in found
        for value, group in {EVERYBODY: each.whole, **each.groups}.items()
    ]


def _sure(worked: Worked, value: str, language: str) -> str:
    certainty = worked.certainty.get(value)
    return t(language, f"groups.formats_{certainty}") if certainty else ""

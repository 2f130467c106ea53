"""For whom it holds: a kind's answers by what people said about themselves, chosen on the spot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st
from babel.numbers import format_decimal

from components.activities.measure import Measure
from components.charts import Figure, Look
from components.charts.group_means import GroupRow, draw_group_means
from components.charts.template import tell
from components.history.groups import PRESENCE, Broken, Crowd, GroupMean, broken_down, what_worked
from components.history.summaries import Summary
from components.text import say, t
from components.text.days import day
from components.ui.pictures import Numbers, numbers_table, show_numbers, show_picture

MOST_SHOWN = 6
_SIDE_BY_SIDE = 2


@st.fragment
def by_group(name: str, found: Sequence[Summary], crowd: Crowd, look: Look) -> None:
    """A choice of what to look by, and the pictures of it; nothing for kinds of which no number is followed."""
    language = look.language
    if not any(summary.measures for summary in found):
        return
    attribute = st.segmented_control(
        t(language, "groups.look_by"), crowd.attributes, key=f"by-{name}",
        format_func=lambda each: t(language, f"groups.by_{each}"),
    )  # fmt: skip
    if attribute is None:
        return
    broken = broken_down(found, crowd, attribute)
    if not broken:
        st.caption(t(language, "groups.nothing"))
        return
    shown = broken[:MOST_SHOWN]
    for start in range(0, len(shown), _SIDE_BY_SIDE):
        columns = st.columns(min(_SIDE_BY_SIDE, len(shown)), gap="large")
        for offset, each in enumerate(shown[start : start + _SIDE_BY_SIDE]):
            with columns[offset]:
                picture = group_picture(each, attribute, crowd, look)
                show_picture(picture, look, key=f"groups-{name}-{attribute}-{start + offset}")
    st.caption(f"{t(language, 'groups.legend_before')} {t(language, 'groups.rule')}")
    show_numbers(_numbers(broken, attribute, crowd, language), language)
    _by_format(found, attribute, crowd, language)
    with st.expander(t(language, "story.method_title")):
        for paragraph in ("method_groups", "method_chance"):
            st.markdown(t(language, f"groups.{paragraph}"))


def _by_format(found: Sequence[Summary], attribute: str, crowd: Crowd, language: str) -> None:
    """How each way of coming together was rated, by everybody and by the groups; nothing before there are two."""
    worked = what_worked(found, crowd, attribute)
    if len({each.format for each in worked}) < 2:
        return
    rows: list[dict[str, str | int | float]] = []
    for each in worked:
        groups = {label(crowd, attribute, value, language): mean for value, mean in each.groups.items()}
        means = {t(language, "groups.everybody"): each.whole, **groups}
        rows.append({
            t(language, "groups.column_asked"): say(each.measure.words, language),
            t(language, "groups.column_format"): t(language, f"context.format_{each.format}"),
            t(language, "groups.column_meetings"): each.meetings,
            **{name: _shown(each.measure, mean, language) for name, mean in means.items()},
        })  # fmt: skip
    st.html(numbers_table(rows, t(language, "groups.by_format")))
    st.caption(t(language, "groups.by_format_note"))


def group_picture(broken: Broken, attribute: str, crowd: Crowd, look: Look) -> Figure:
    """The averages of the groups at the latest meeting, and where each was when it was first shown."""
    look, language, measure = replace(look, size="page"), look.language, broken.measure
    names = {value: label(crowd, attribute, value, language) for value in broken.values}
    meeting, groups = broken.rows[-1]
    rows = [
        _row(broken, value, names[value], language)
        for value in sorted(groups, key=lambda value: (-groups[value].mean, names[value]))
    ]
    title = headline(broken, names, language)
    ends = (say(measure.low, language), say(measure.high, language)) if measure.low else _ends(measure, language)
    legend = t(language, f"groups.legend_{measure.unit}", first=measure.ends[0], most=measure.ends[1])
    sure = t(language, f"groups.{broken.certainty}") if len(groups) > 1 else ""
    figure = draw_group_means(rows, ends, title, f"{sure} {legend}".strip(), look)
    tell(figure, {"groups": {row.label: row.shown for row in rows}, "day": meeting.held_on})
    told = "; ".join(
        f"{day(each.held_on, language)}: "
        + ", ".join(f"{names[value]} {_shown(measure, group, language)}" for value, group in found.items())
        for each, found in broken.rows
        if found
    )
    return Figure(figure, " ".join(filter(None, [title, sure, f"{told}."])))


def _row(broken: Broken, value: str, name: str, language: str) -> GroupRow:
    """A group as it is now, with its average at the first meeting it was shown at."""
    now = broken.rows[-1][1][value]
    first = next(groups[value].mean for _, groups in broken.rows if value in groups)
    low, high = _within(now) if now.interval else (None, None)
    before = None if first is now.mean or len(broken.rows) == 1 else first
    return GroupRow(name, _shown(broken.measure, now, language), now.mean, low, high, before)


def _ends(measure: Measure, language: str) -> tuple[str, str]:
    low, high = _number(measure, 0, language), _number(measure, 100, language)
    return (str(measure.ends[0]), str(measure.ends[1])) if measure.unit == "rating" else (low, high)


def label(crowd: Crowd, attribute: str, value: str, language: str) -> str:
    """What a group is called."""
    if attribute == PRESENCE:
        return t(language, f"groups.{value}")
    return say(crowd.labels[attribute, value], language)


def headline(broken: Broken, names: dict[str, str], language: str) -> str:
    """What was asked, and which groups of the latest meeting are furthest apart."""
    measure, (_, groups) = broken.measure, broken.rows[-1]
    asked = say(measure.words, language)
    if measure.of and say(measure.of, language) != asked:
        asked = f"{asked} {say(measure.of, language)}"
    in_order = sorted(groups, key=lambda value: (-groups[value].mean, value))
    numbers = {value: _shown(measure, groups[value], language) for value in in_order}
    if len(in_order) == 1:
        [value] = in_order
        return t(language, "groups.one", asked=asked, name=names[value], number=numbers[value])
    high, low = in_order[0], in_order[-1]
    if numbers[high] == numbers[low]:
        return t(language, "groups.same", asked=asked, number=numbers[high])
    values = {"high": names[high], "low": names[low], "most": numbers[high], "least": numbers[low]}
    return t(language, "groups.apart", asked=asked, **values)


def _scaled(measure: Measure, mean: float) -> float:
    """An average as it is told: of a rating on its own scale, to a tenth; of all else in whole numbers."""
    if measure.unit != "rating":
        return round(mean)
    low, high = measure.ends
    return round(low + mean * (high - low) / 100, 1)


def _shown(measure: Measure, group: GroupMean, language: str) -> str:
    return _number(measure, group.mean, language)


def _number(measure: Measure, mean: float, language: str) -> str:
    value = _scaled(measure, mean)
    if measure.unit == "rating":
        return str(format_decimal(value, format="0.0", locale=language))
    return t(language, "groups.percent", n=value) if measure.unit in ("share", "top", "kept") else str(value)


def _numbers(found: Sequence[Broken], attribute: str, crowd: Crowd, language: str) -> Numbers:
    """A row for each group at each meeting, with where its average plausibly lies."""
    rows: list[dict[str, str | int | float]] = []
    for broken in found:
        measure = broken.measure
        for meeting, groups in broken.rows:
            for value, group in groups.items():
                between = group.interval and [_number(measure, end, language) for end in _within(group)]
                rows.append({
                    t(language, "history.column_day"): day(meeting.held_on, language),
                    t(language, "groups.column_asked"): say(measure.of or measure.words, language),
                    t(language, "groups.column_group"): label(crowd, attribute, value, language),
                    t(language, "groups.column_people"): group.people,
                    t(language, "groups.column_average"): _shown(measure, group, language),
                    t(language, "groups.column_range"): "–".join(between) if between else "",
                })  # fmt: skip
    return rows


def _within(group: GroupMean) -> tuple[float, float]:
    """Where the average plausibly lies, within what can be answered at all."""
    assert group.interval
    return max(0.0, group.interval.low), min(100.0, group.interval.high)

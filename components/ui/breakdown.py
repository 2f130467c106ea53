"""For whom it holds: a kind's answers by what people said about themselves, chosen on the spot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from components.activities.measure import Measure
from components.charts import Figure, Look
from components.charts.group_means import GroupRow, draw_group_means
from components.charts.group_paths import draw_group_paths
from components.charts.paths import Path
from components.charts.template import tell
from components.history.group_words import figures, headline, label, rows_of, shown, within
from components.history.groups import Broken, Crowd, broken_down
from components.history.summaries import Summary
from components.text import say, t
from components.text.days import day
from components.ui.pictures import show_numbers, show_picture
from components.ui.what_works import show_what_works

AT_ONCE = 2
"""Pictures; a browser draws them in one go, and nothing else moves meanwhile."""
_MOST_SHOWN = 6
_SIDE_BY_SIDE = 2
_LATEST, _WHOLE = "latest", "whole"
_ENOUGH_FOR_A_PATH = 3
"""Meetings; of two, the picture of the latest shows both."""


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
    is_whole = max(each.asked for each in broken) >= _ENOUGH_FOR_A_PATH and _is_whole(name, language)
    if is_whole:
        with st.spinner(t(language, "groups.reckoning")):
            broken = broken_down(found, crowd, attribute, is_whole=True)
    followed = [each for each in broken if len(each.rows) > 1] if is_whole else broken
    _pictures(
        followed[: _how_many(len(followed), name, language)],
        attribute,
        crowd,
        look,
        key=f"groups-{name}-{attribute}",
        is_whole=is_whole,
    )
    legend = t(language, "groups.legend_whole" if is_whole else "groups.legend_before")
    st.caption(f"{legend} {t(language, 'groups.rule')}")
    show_numbers(rows_of(broken, attribute, crowd, language), language)
    show_what_works(found, attribute, crowd, look, key=f"works-{name}-{attribute}")
    with st.expander(t(language, "story.method_title")):
        for paragraph in ("method_groups", "method_chance"):
            st.markdown(t(language, f"groups.{paragraph}"))


def _how_many(there_are: int, name: str, language: str) -> int:
    """How many pictures are drawn: the first, and the others once they are wanted."""
    more = min(there_are, _MOST_SHOWN) - AT_ONCE
    if more <= 0:
        return AT_ONCE
    words = t(language, "groups.more_one" if more == 1 else "groups.more", n=more)
    return _MOST_SHOWN if st.toggle(words, key=f"more-{name}") else AT_ONCE


def _is_whole(name: str, language: str) -> bool:
    """Whether all meetings are looked at, and not the latest beside the first."""
    chosen = st.segmented_control(
        t(language, "groups.look_at"), (_LATEST, _WHOLE), default=_LATEST, key=f"over-{name}",
        format_func=lambda each: t(language, f"groups.at_{each}"),
    )  # fmt: skip
    return chosen == _WHOLE


def _pictures(
    broken: Sequence[Broken], attribute: str, crowd: Crowd, look: Look, *, key: str, is_whole: bool
) -> None:  # fmt: skip
    draw = path_picture if is_whole else group_picture
    for start in range(0, len(broken), _SIDE_BY_SIDE):
        columns = st.columns(min(_SIDE_BY_SIDE, len(broken)), gap="large")
        for offset, each in enumerate(broken[start : start + _SIDE_BY_SIDE]):
            with columns[offset]:
                show_picture(draw(each, attribute, crowd, look), look, key=f"{key}-{start + offset}")


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
    figure = draw_group_means(rows, ends_of(measure, language), title, _legend(broken, language), look)
    tell(figure, {"groups": {row.label: row.shown for row in rows}, "day": meeting.held_on})
    return Figure(figure, _in_words(broken, names, title, language))


def path_picture(broken: Broken, attribute: str, crowd: Crowd, look: Look) -> Figure:
    """The averages of the groups from meeting to meeting."""
    look, language, measure = replace(look, size="page"), look.language, broken.measure
    names = {value: label(crowd, attribute, value, language) for value in broken.values}
    _, latest = broken.rows[-1]
    paths = [
        Path(
            f"{shown(measure, latest[value], language)} {names[value]}",
            [groups[value].mean if value in groups else None for _, groups in broken.rows],
        )
        for value in latest
    ]
    title, days = headline(broken, names, language), [meeting.held_on for meeting, _ in broken.rows]
    figure = draw_group_paths(paths, days, ends_of(measure, language), title, _legend(broken, language), look)
    tell(figure, {"paths": {path.label: list(path.values) for path in paths}, "days": days})
    return Figure(figure, _in_words(broken, names, title, language))


def _legend(broken: Broken, language: str) -> str:
    measure = broken.measure
    legend = t(language, f"groups.legend_{measure.unit}", first=measure.ends[0], most=measure.ends[1])
    return f"{_sure(broken, language)} {legend}".strip()


def _sure(broken: Broken, language: str) -> str:
    return t(language, f"groups.{broken.certainty}") if len(broken.rows[-1][1]) > 1 else ""


def _in_words(broken: Broken, names: dict[str, str], title: str, language: str) -> str:
    told = "; ".join(
        f"{day(each.held_on, language)}: "
        + ", ".join(f"{names[value]} {shown(broken.measure, group, language)}" for value, group in found.items())
        for each, found in broken.rows
        if found
    )
    return " ".join(filter(None, [title, _sure(broken, language), f"{told}."]))


def _row(broken: Broken, value: str, name: str, language: str) -> GroupRow:
    """A group as it is now, with its average at the first meeting it was shown at."""
    now = broken.rows[-1][1][value]
    first = next(groups[value].mean for _, groups in broken.rows if value in groups)
    low, high = within(now) if now.interval else (None, None)
    before = None if first is now.mean or len(broken.rows) == 1 else first
    return GroupRow(name, shown(broken.measure, now, language), now.mean, low, high, before)


def ends_of(measure: Measure, language: str) -> tuple[str, str]:
    """What the two ends of a scale are called."""
    if measure.low:
        return say(measure.low, language), say(measure.high, language)
    if measure.unit == "rating":
        return str(measure.ends[0]), str(measure.ends[1])
    return figures(measure, 0, language), figures(measure, 100, language)

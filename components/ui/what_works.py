"""What works for whom: how ways of coming together were rated, as pictures with the numbers behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from components.charts import Figure, Look
from components.charts.group_means import GroupRow, draw_group_means
from components.charts.template import tell
from components.history.group_words import asked_of, label, plausibly, shown, within, worked_rows
from components.history.groups import Crowd
from components.history.summaries import Summary
from components.history.worked import EVERYBODY, Worked, what_worked
from components.text import t
from components.ui.pictures import show_numbers, show_picture

_MOST_SHOWN = 4
_SIDE_BY_SIDE = 2


def show_what_works(found: Sequence[Summary], attribute: str, crowd: Crowd, look: Look, *, key: str) -> None:
    """A picture for each rating, of everybody and of each group; nothing before there are two ways to come together."""
    language = look.language
    worked = what_worked(found, crowd, attribute)
    if len({each.format for each in worked}) < 2:
        return
    st.html(f'<div class="attune-part"><h2>{t(language, "groups.by_format")}</h2></div>')
    by_rating: dict[str, list[Worked]] = {}
    for each in worked:
        by_rating.setdefault(each.measure.id, []).append(each)
    several = [ways for ways in by_rating.values() if len(ways) > 1][:_MOST_SHOWN]
    for start in range(0, len(several), _SIDE_BY_SIDE):
        columns = st.columns(min(_SIDE_BY_SIDE, len(several)), gap="large")
        for offset, ways in enumerate(several[start : start + _SIDE_BY_SIDE]):
            with columns[offset]:
                picture = worked_picture(ways, attribute, crowd, look)
                show_picture(picture, look, key=f"{key}-{start + offset}")
    st.caption(t(language, "groups.by_format_note"))
    show_numbers(worked_rows(worked, attribute, crowd, language), language, t(language, "groups.by_format"))
    with st.expander(t(language, "story.method_title")):
        st.markdown(t(language, "groups.method_formats"))


def worked_picture(ways: Sequence[Worked], attribute: str, crowd: Crowd, look: Look) -> Figure:
    """One rating: for everybody and each group that is shown, the ways of coming together it rated."""
    look, language, measure = replace(look, size="page"), look.language, ways[0].measure
    ways = sorted(ways, key=lambda each: (-each.whole.mean, each.format))
    rows = [
        _row(each, value, f"{label(crowd, attribute, value, language)} · {_held(each, language)}", language)
        for value in [EVERYBODY, *sorted({value for each in ways for value in each.groups})]
        for each in ways
        if value == EVERYBODY or value in each.groups
    ]
    title = _title(ways, language)
    low, high = measure.ends
    legend = t(language, "groups.legend_rating", first=low, most=high)
    words = _in_words(ways, attribute, crowd, language)
    figure = draw_group_means(rows, (str(low), str(high)), title, f"{words} {legend}".strip(), look)
    tell(figure, {"worked": {row.label: row.shown for row in rows}})
    numbers = "; ".join(f"{row.label}: {row.shown}" for row in rows)
    return Figure(figure, " ".join(filter(None, [title, words, f"{numbers}."])))


def _title(ways: Sequence[Worked], language: str) -> str:
    """What was asked, and how everybody rated the best and the least liked way."""
    asked, best, least = asked_of(ways[0].measure, language), ways[0], ways[-1]
    most, fewest = shown(best.measure, best.whole, language), shown(least.measure, least.whole, language)
    if most == fewest:
        return t(language, "groups.same_formats", asked=asked, number=most)
    values = {"high": _held(best, language), "low": _held(least, language), "most": most, "least": fewest}
    return t(language, "groups.apart", asked=asked, **values)


def _held(worked: Worked, language: str) -> str:
    return t(language, f"context.format_{worked.format}")


def _in_words(ways: Sequence[Worked], attribute: str, crowd: Crowd, language: str) -> str:
    """For whom the difference is clear; if for nobody, what everybody's is."""
    sure = ways[0].certainty
    clear = [label(crowd, attribute, value, language) for value, certainty in sure.items() if certainty == "clear"]
    if clear:
        return t(language, "groups.formats_clear_for", names=", ".join(clear))
    return t(language, f"groups.formats_{sure.get(EVERYBODY, 'few')}")


def _row(worked: Worked, value: str, name: str, language: str) -> GroupRow:
    group = worked.whole if value == EVERYBODY else worked.groups[value]
    low, high = within(group) if plausibly(worked.measure, group, language) else (None, None)
    return GroupRow(name, shown(worked.measure, group, language), group.mean, low, high)

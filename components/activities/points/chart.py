"""100 points: who got how much, how far people differ, and how that changes from meeting to meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from components.activities.base import Entry
from components.activities.points.model import Answer, parse_config
from components.charts import Figure, Look, Moment, Picture, is_few
from components.charts.averages import Average, draw_averages
from components.charts.editable import Editable, days_of, in_order
from components.charts.paths import Path, draw_paths
from components.charts.template import tell
from components.charts.timeline import day_in_words
from components.text import t

Json = dict[str, Any]

LEAST_FOR_WORDS = 5
"""Fewer answers than this are not put into words."""
LEAST_NAMED = 3
"""No sentence counts out fewer people than this."""
_ALIKE, _FAR = 10, 25
"""The middle half lies within so many points where people give much alike, and at least so many where they differ."""


def picture(
    config: Json, step: str, tally: Json, look: Look, previous: Json | None = None, comparison: Json | None = None
) -> Picture | None:
    """A bar for each item in the group's order, with what half of the people gave; the round before hollow."""
    if is_few(tally):
        return None
    language, before = look.language, {} if previous is None or is_few(previous) else previous.get("points", {})
    names, gaps = _names(config, look), tally.get("gaps", [])
    rows = [
        Average(
            id=item,
            label=names.get(item, item),
            mean=part["mean"],
            shown=_number(part["mean"], language),
            spread=look.in_each(partial(_spread, part)),
            before=before.get(item, {}).get("mean"),
            is_close=gaps[place : place + 1] not in ([], ["clear"]),
        )
        for place, (item, part) in enumerate(_ordered(tally))
    ]
    figure = draw_averages(rows, look.in_each(partial(_note, rows)), look)
    tell(figure, {"points": {row.id: row.mean for row in rows}})
    if not rows:
        return Figure(figure, t(language, "charts.no_answers"))
    told = "; ".join(t(language, "points.alt", item=row.label, mean=row.shown, spread=row.spread) for row in rows)
    return Figure(figure, f"{headline(config, step, tally, language, comparison)} {told}.".strip())


def _ordered(tally: Json) -> list[tuple[str, Json]]:
    return [(item, tally["points"][item]) for item in tally.get("order", [])]


def _names(config: Json, look: Look) -> dict[str, str]:
    return {item.id: look.say(item.text) for item in parse_config(config).items}


def _spread(part: Json, language: str) -> str:
    """How far people differ about one item: what at least half of them gave it."""
    name = "half_same" if part["low"] == part["high"] else "half"
    return t(language, f"points.{name}", low=part["low"], high=part["high"])


def _note(rows: Sequence[Average], language: str) -> str:
    """What the marks of the picture mean, as far as there are any."""
    notes = ["note_before"] if any(row.before is not None for row in rows) else []
    notes += ["note_close"] if any(row.is_close for row in rows) else []
    return " · ".join(t(language, f"points.{name}") for name in notes)


def _number(value: float, language: str) -> str:
    """A mean with one decimal, or none where it has none."""
    text = f"{value:.1f}".removesuffix(".0")
    return text.replace(".", ",") if language == "es" else text


def headline(config: Json, step: str, tally: Json, language: str, comparison: Json | None = None) -> str:
    """What gets most, how sure that is and where people differ most; or what changed since the round before."""
    if is_few(tally):
        return t(language, "charts.after_five")
    if not tally.get("n"):
        return ""
    if tally["n"] < LEAST_FOR_WORDS:
        return t(language, "charts.first_answers")
    names = _names(config, Look(language))
    moved = _moved(names, comparison or {}, language)
    return moved or f"{_first(names, tally, language)} {_differ(names, tally, language)}".strip()


def _first(names: dict[str, str], tally: Json, language: str) -> str:
    (first, part), (second, other) = _ordered(tally)[:2]
    words = {
        "first": names.get(first, first),
        "second": names.get(second, second),
        "points": _number(part["mean"], language),
        "less": _number(other["mean"], language),
    }
    return t(language, f"points.first_{tally['gaps'][0]}", **words)


def _differ(names: dict[str, str], tally: Json, language: str) -> str:
    """The item people differ most about; "" where they differ neither little nor much."""
    width = {item: part["high"] - part["low"] for item, part in _ordered(tally)}
    widest = max(width, key=width.__getitem__)
    if width[widest] <= _ALIKE:
        return t(language, "points.alike")
    if width[widest] < _FAR:
        return ""
    part = tally["points"][widest]
    return t(language, "points.differ", item=names.get(widest, widest), low=part["low"], high=part["high"])


def _moved(names: dict[str, str], comparison: Json, language: str) -> str:
    """How those who answered both rounds changed their points, on the item with the clearest direction."""
    parts = comparison.get("points", {})
    known = {item: parts[item] for item in names if parts.get(item) and not is_few(parts[item])}
    if not known:
        return ""
    item = max(known, key=lambda name: abs(known[name]["more"] - known[name]["fewer"]))
    part = known[item]
    way, other = ("more", "fewer") if part["more"] >= part["fewer"] else ("fewer", "more")
    if part[way] < LEAST_NAMED or part[way] == part[other]:
        return t(language, "points.little_moved")
    words = {"item": names[item], "n": part[way], "of": part["stayed"], "other": part[other]}
    name = f"moved_{way}_both" if part[other] >= LEAST_NAMED else f"moved_{way}"
    return t(language, f"points.{name}", **words)


def trend(moments: Sequence[Moment], look: Look, span: tuple[str, str] | None = None) -> list[Picture]:
    """One picture of means over time; an item is the same where its id is."""
    look = replace(look, size="page")
    kept: dict[str, Moment] = {}
    for moment in sorted(moments, key=lambda each: each.held_on):
        if not is_few(moment.tally) and moment.tally.get("order"):
            kept[moment.meeting_id] = moment
    meetings = list(kept.values())
    if not meetings:
        return []
    language, days = look.language, [moment.held_on for moment in meetings]
    names = {item: name for moment in meetings for item, name in _names(moment.config, Look(language)).items()}
    means = {item: [moment.tally["points"].get(item, {}).get("mean") for moment in meetings] for item in names}
    paths = [Path(names[item], values) for item, values in means.items()]
    title = _title(names, meetings, language)
    figure = draw_paths(paths, days, title, t(language, "points.trend_legend"), look, span)
    tell(figure, {"means": means, "days": days})
    return [Figure(figure, f"{title} {'; '.join(_dated(path, days, language) for path in paths)}.")]


def _dated(path: Path, days: Sequence[str], language: str) -> str:
    known = zip(path.values, days, strict=True)
    values = ", ".join(f"{_number(v, language)} ({day_in_words(day, language)})" for v, day in known if v is not None)
    return f"{path.label}: {values}"


def _title(names: dict[str, str], meetings: Sequence[Moment], language: str) -> str:
    """What got most at the first meeting and at the latest, where that can be told."""
    if len(meetings) == 1:
        return t(language, "points.trend_one")
    first, last = meetings[0].tally, meetings[-1].tally
    if first["gaps"][0] == "tied" or last["gaps"][0] == "tied":
        return t(language, "points.trend_tied")
    words = {"first": names[first["order"][0]], "last": names[last["order"][0]]}
    return t(
        language, "points.trend_same" if first["order"][0] == last["order"][0] else "points.trend_changed", **words
    )


def editable(moments: Sequence[Moment], language: str) -> list[Editable]:
    """What each item got on average: at one meeting, or from meeting to meeting."""
    meetings = [moment for moment in in_order(moments) if moment.tally.get("order")]
    if not meetings:
        return []
    names = {item: name for moment in meetings for item, name in _names(moment.config, Look(language)).items()}
    note = t(language, "reports.points_note")
    if len(meetings) == 1:
        [only] = meetings
        values = tuple(part["mean"] for _, part in _ordered(only.tally))
        labels = tuple(names.get(item, item) for item, _ in _ordered(only.tally))
        title = headline(only.config, only.step, only.tally, language)
        return [Editable(title, labels, ((t(language, "points.column_mean"), values),), "bars", note)]
    series = tuple(
        (name, tuple(moment.tally["points"].get(item, {}).get("mean") for moment in meetings))
        for item, name in names.items()
    )
    return [Editable(_title(names, meetings, language), days_of(meetings, language), series, "lines", note)]


def details(config: Json, step: str, entries: Sequence[Entry], look: Look) -> list[Picture]:
    """Nothing beyond the picture."""
    return []


def own(config: Json, step: str, answer: Answer, language: str) -> list[str]:
    """How one person spread the points, most first."""
    names = _names(config, Look(language))
    given = sorted(answer.points.items(), key=lambda each: -each[1])
    return [f"{names[item]}: {points}" for item, points in given if points]


def plain(config: Json, step: str, tally: Json, language: str) -> list[dict[str, str | int | float]]:
    """A row per item: its mean, what half of the people gave, how many gave it any, and how it stands to the next."""
    if is_few(tally):
        return []
    names = _names(config, Look(language))
    gaps = [*(t(language, f"charts.{gap}") for gap in tally.get("gaps", [])), ""]
    return [
        {
            t(language, "points.column_item"): names.get(item, item),
            t(language, "points.column_mean"): _number(part["mean"], language),
            t(language, "points.column_half"): _spread(part, language),
            t(language, "points.column_any"): part["people"],
            t(language, "charts.column_next"): gap,
        }
        for (item, part), gap in zip(_ordered(tally), gaps, strict=False)
    ]

"""Two by two: its picture, its sentence and its path from meeting to meeting.

No corner is the good one: nothing here says so, and no sentence points at one or two people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from components.activities.base import Entry
from components.activities.twobytwo.model import Answer, Config, Item, Place, parse_config
from components.charts import Figure, Look, Moment, Picture, is_few
from components.charts.editable import Editable
from components.charts.field import Poles
from components.charts.field_dots import Cloud, draw_cloud
from components.charts.field_marks import Mark, draw_marks
from components.charts.template import tell
from components.text import say, t

Json = dict[str, Any]

LEAST_FOR_WORDS = 5
"""Fewer answers than this are not put into words, and have no soft shape around them."""

LEAST_NAMED = 3
"""No sentence speaks of fewer people than this."""

_MOST = 0.6
_MANY = 0.3
_HALF = 50
_STEADY = 8
"""A middle answer that moved by no more than this many points has stayed where it was."""


def picture(
    config: Json, step: str, tally: Json, look: Look, previous: Json | None = None, comparison: Json | None = None
) -> Picture | None:
    """A mark for each item at its middle answer, or everybody's dots where there is one item; the round before paler.

    None while too few have answered.
    """
    if is_few(tally):
        return None
    parsed = parse_config(config)
    before = {} if previous is None or is_few(previous) else previous["items"]
    draw = _draw_dots if len(parsed.items) == 1 else _draw_marks
    figure = draw(parsed, tally["items"], before, look)
    tell(figure, {"items": {item.id: tally["items"].get(item.id, {}) for item in parsed.items}})
    sentence = headline(config, step, tally, look.language, comparison)
    return Figure(figure, " ".join(filter(None, [sentence, *_in_words(parsed, tally["items"], look.language)])))


def _poles(config: Config, look: Look) -> Poles:
    ends = (config.left, config.right, config.bottom, config.top)
    return Poles(*map(look.say, ends))


def _draw_marks(config: Config, now: Json, before: Json, look: Look) -> Any:
    marks = [_mark(item, now.get(item.id, {}), before.get(item.id, {}), look) for item in config.items]
    legend = ["twobytwo.last_time"] if any(mark.path for mark in marks) else []
    legend += ["twobytwo.spread"] if any(mark.spread for mark in marks) else []
    signs = look.in_each(lambda language: "   ".join(t(language, name) for name in legend))
    return draw_marks(marks, _poles(config, look), signs, look)


def _mark(item: Item, part: Json, before: Json, look: Look) -> Mark:
    spot, was, spread = _middle(part), _middle(before), part.get("spread")
    is_shaped = spread is not None and part["n"] >= LEAST_FOR_WORDS
    return Mark(
        id=item.id,
        label=look.say(item.text),
        spot=spot,
        spread=(tuple(spread["x"]), tuple(spread["y"])) if spread and is_shaped else None,
        path=[was] if was and spot else [],
        note="" if spot else look.t("twobytwo.few" if is_few(part) else "charts.no_answers"),
    )


def _middle(part: Json) -> Place | None:
    return None if part.get("x") is None else (part["x"], part["y"])


def _draw_dots(config: Config, now: Json, before: Json, look: Look) -> Any:
    [item] = config.items
    part, was = now.get(item.id, {}), before.get(item.id, {})
    is_shown = bool(part.get("dots"))
    top_left, top_right, low_left, low_right = (
        [look.in_each(partial(_people, count)) for count in part["quadrants"]] if is_shown else [""] * 4
    )
    cloud = Cloud(
        dots=[(x, y) for x, y in part.get("dots", ())],
        middle=_middle(part),
        corners=(top_left, top_right, low_left, low_right),
        before=[(x, y) for x, y in was.get("dots", ())] if is_shown else (),
        before_middle=_middle(was) if is_shown else None,
        note=look.t("charts.after_five") if is_few(part) else "",
    )
    name = "middle_cross_before" if cloud.before else "middle_cross"
    return draw_cloud(cloud, _poles(config, look), look.t(f"twobytwo.{name}"), look)


def _people(count: int, language: str) -> str:
    return t(language, "charts.one_person" if count == 1 else "charts.people", n=count)


def _in_words(config: Config, parts: Json, language: str) -> list[str]:
    """The axes, then where each item lies and how many lie in each corner."""
    poles = _poles(config, Look(language))
    said = [t(language, "twobytwo.axes_alt", **vars(poles))]
    for item in config.items:
        part, name = parts.get(item.id, {}), say(item.text, language)
        if part.get("x") is None:
            said.append(f"{name}: {t(language, 'charts.after_five' if is_few(part) else 'charts.no_answers')}")
            continue
        corners = ", ".join(
            f"{corner}: {count}" for corner, count in zip(_corners(config, language), part["quadrants"], strict=True)
        )
        x, y = _number(part["x"], language), _number(part["y"], language)
        said.append(t(language, "twobytwo.item_alt", item=name, x=x, y=y, corners=corners))
    return said


def _corners(config: Config, language: str) -> list[str]:
    """The names of the four corners, in the order of a tally's `quadrants`."""
    poles = _poles(config, Look(language))
    return [f"{y} · {x}" for y in (poles.top, poles.bottom) for x in (poles.left, poles.right)]


def _number(value: float, language: str) -> str:
    text = f"{value:.1f}".removesuffix(".0")
    return text.replace(".", ",") if language == "es" else text


def headline(config: Json, step: str, tally: Json, language: str, comparison: Json | None = None) -> str:
    """Where the group agrees, or what moved since the round before; "" before anybody answered."""
    if is_few(tally):
        return t(language, "charts.after_five")
    if not tally.get("n"):
        return ""
    parsed = parse_config(config)
    moved = _moved(parsed, comparison or {}, language)
    if moved:
        return moved
    shown = [(item, part) for item in parsed.items if (part := tally["items"].get(item.id, {})).get("x") is not None]
    if not shown:
        return t(language, "charts.after_five")
    told = [(item, part) for item, part in shown if part["n"] >= LEAST_FOR_WORDS]
    if not told:
        return t(language, "charts.first_answers")
    return _standing(parsed, told[0][1], language) if len(parsed.items) == 1 else _agreed(parsed, told, language)


def _standing(config: Config, part: Json, language: str) -> str:
    """Where people place the one item there is."""
    corners, counts, n = _corners(config, language), part["quadrants"], part["n"]
    first, second = sorted(range(4), key=lambda corner: -counts[corner])[:2]
    if counts[first] / n >= _MOST:
        return t(language, "twobytwo.most", corner=corners[first])
    if counts[second] / n >= _MANY and counts[second] >= LEAST_NAMED:
        return t(language, "twobytwo.two_ways", first=corners[first], second=corners[second])
    return t(language, "twobytwo.spread_out")


def _agreed(config: Config, told: Sequence[tuple[Item, Json]], language: str) -> str:
    """The item that most people have in one corner, if there is one."""
    item, part = max(told, key=lambda pair: max(pair[1]["quadrants"]) / pair[1]["n"])
    counts = part["quadrants"]
    if max(counts) / part["n"] < _MOST:
        return t(language, "twobytwo.different")
    corner = _corners(config, language)[counts.index(max(counts))]
    return t(language, "twobytwo.most_item", item=say(item.text, language), corner=corner)


def _moved(config: Config, comparison: Json, language: str) -> str:
    """How many moved an item to another corner, for the one that moved most; "" where that is not known."""
    parts = comparison.get("items", {})
    known = [(item, parts[item.id]) for item in config.items if parts.get(item.id) and not is_few(parts[item.id])]
    if not known:
        return ""
    item, part = max(known, key=lambda pair: pair[1]["moved"])
    values = {"moved": part["moved"], "stayed": part["stayed"], "item": say(item.text, language)}
    if part["moved"] < LEAST_NAMED:
        return t(language, "twobytwo.nobody_moved" if not part["moved"] else "twobytwo.hardly_moved")
    into = part.get("into") or [0]
    if max(into) >= LEAST_NAMED and max(into) * 2 > part["moved"]:
        corner = _corners(config, language)[into.index(max(into))]
        return t(language, "twobytwo.moved_into", **values, corner=corner)
    return t(language, "twobytwo.moved", **values)


def trend(moments: Sequence[Moment], look: Look, span: tuple[str, str] | None = None) -> list[Picture]:
    """One picture for each pair of axes: the items of the latest meeting, each with its way from meeting to meeting."""
    look = replace(look, size="page")
    found: dict[tuple[Any, ...], dict[str, tuple[Config, Json]]] = {}
    for moment in sorted(moments, key=lambda each: each.held_on):
        if is_few(moment.tally):
            continue
        parsed = parse_config(moment.config)
        if any(part.get("x") is not None for part in moment.tally.get("items", {}).values()):
            axes = tuple(tuple(sorted(words.items())) for words in _ends(parsed))
            found.setdefault(axes, {})[moment.meeting_id] = (parsed, moment.tally["items"])
    return [_path(list(meetings.values()), look) for meetings in found.values()]


def _ends(config: Config) -> tuple[Any, ...]:
    return config.left, config.right, config.bottom, config.top


def _path(meetings: Sequence[tuple[Config, Json]], look: Look) -> Figure:
    language, latest = look.language, meetings[-1][0]
    ways = {
        item.id: [spot for _, parts in meetings if (spot := _middle(parts.get(item.id, {})))] for item in latest.items
    }
    marks = [
        Mark(item.id, say(item.text, language), way[-1], path=way[:-1])
        if (way := ways[item.id])
        else Mark(item.id, say(item.text, language), None, note=t(language, "charts.no_answers"))
        for item in latest.items
    ]
    title = _drift(latest, ways, len(meetings), language)
    has_path = any(mark.path for mark in marks)
    legend = t(language, "twobytwo.path_legend" if has_path else "twobytwo.path_legend_one")
    figure = draw_marks(marks, _poles(latest, look), legend, look, title)
    tell(figure, {"items": {item: [list(spot) for spot in way] for item, way in ways.items()}})
    said = "; ".join(
        f"{mark.label}: {' → '.join(f'{_number(x, language)} / {_number(y, language)}' for x, y in ways[mark.id])}"
        for mark in marks
    )
    return Figure(figure, f"{title} {t(language, 'twobytwo.axes_alt', **vars(_poles(latest, Look(language))))} {said}")


def _drift(config: Config, ways: dict[str, list[Place]], meetings: int, language: str) -> str:
    """Which item went furthest since it was first placed, and towards which end."""
    if meetings == 1 or not any(len(way) > 1 for way in ways.values()):
        return t(language, "twobytwo.path_one")
    item = max(config.items, key=lambda each: _distance(ways[each.id]))
    way = ways[item.id]
    if _distance(way) <= _STEADY:
        return t(language, "twobytwo.path_steady")
    (x0, y0), (x1, y1) = way[0], way[-1]
    across, up = x1 - x0, y1 - y0
    pole = (config.right if across > 0 else config.left) if abs(across) > abs(up) else (
        config.top if up > 0 else config.bottom
    )  # fmt: skip
    return t(language, "twobytwo.path_moved", item=say(item.text, language), pole=say(pole, language))


def _distance(way: Sequence[Place]) -> float:
    if len(way) < 2:
        return 0.0
    (x0, y0), (x1, y1) = way[0], way[-1]
    return float(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5)


def editable(moments: Sequence[Moment], language: str) -> list[Editable]:
    """For each pair of axes where the items lie at the latest meeting, each at its middle answer."""
    found: dict[tuple[Any, ...], Moment] = {}
    for moment in sorted(moments, key=lambda each: each.held_on):
        if not is_few(moment.tally):
            axes = tuple(tuple(sorted(words.items())) for words in _ends(parse_config(moment.config)))
            found[axes] = moment
    charts = [_in_numbers(moment, language) for moment in found.values()]
    return [chart for chart in charts if not chart.is_empty]


def _in_numbers(moment: Moment, language: str) -> Editable:
    config, parts = parse_config(moment.config), moment.tally.get("items", {})
    spots = [(say(item.text, language), _middle(parts.get(item.id, {}))) for item in config.items]
    title = headline(moment.config, moment.step, moment.tally, language)
    ends = tuple(say(words, language) for words in _ends(config))
    series = tuple((name, spot) for name, spot in spots if spot)
    return Editable(title, ends, series, "field", t(language, "reports.field_note"))


def details(config: Json, step: str, entries: Sequence[Entry], look: Look) -> list[Picture]:
    """Nothing beyond the picture."""
    return []


def own(config: Json, step: str, answer: Answer, language: str) -> list[str]:
    """The corner in which one person put each item."""
    parsed = parse_config(config)
    placed = [(item, answer.items.get(item.id)) for item in parsed.items]
    told = [(item, _corner(parsed, place, language)) for item, place in placed if place is not None]
    return [f"{say(item.text, language)}: {corner}" for item, corner in told]


def _corner(config: Config, place: Place, language: str) -> str:
    across, up = place
    ends = (config.left if across < _HALF else config.right, config.bottom if up < _HALF else config.top)
    return " · ".join(say(end, language) for end in ends)


def plain(config: Json, step: str, tally: Json, language: str) -> list[dict[str, str | int | float]]:
    """A row per item: how many placed it, its middle answer each way, and how many have it in each corner."""
    if is_few(tally):
        return []
    parsed = parse_config(config)
    rows: list[dict[str, str | int | float]] = []
    for item in parsed.items:
        part = tally["items"].get(item.id, {})
        row: dict[str, str | int | float] = {t(language, "twobytwo.column_item"): say(item.text, language)}
        if is_few(part):
            rows.append(row | {t(language, "charts.column_answers"): t(language, "charts.after_five")})
            continue
        row[t(language, "charts.column_answers")] = part.get("n", 0)
        for way in ("x", "y"):
            middle = part.get(way)
            row[t(language, f"twobytwo.column_{way}")] = "" if middle is None else _number(middle, language)
        row |= dict(zip(_corners(parsed, language), part.get("quadrants", [0] * 4), strict=True))
        rows.append(row)
    return rows

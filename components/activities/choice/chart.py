"""Choice: how many chose what, and how that changes from meeting to meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from components.activities.base import Entry
from components.activities.choice.model import Answer, Config, parse_config
from components.charts import Figure, Look, Moment, Picture, is_few
from components.charts.editable import Editable, days_of
from components.charts.shares import Path, Share, draw_shares, draw_shares_path
from components.charts.template import tell
from components.charts.timeline import day_in_words
from components.text import say, t

Json = dict[str, Any]

LEAST_FOR_WORDS = 5
"""Fewer answers than this are not put into words: "most of us" of four would point at somebody."""

LEAST_NAMED = 3
"""No sentence counts out fewer people than this."""

_SHARES = (
    (0.07, ""), (0.15, "tenth"), (0.22, "fifth"), (0.29, "quarter"), (0.37, "third"), (0.46, "four_in_ten"),
    (0.54, "half"), (0.63, "more"), (0.7, "two_thirds"), (0.8, "three_quarters"), (0.9, "four_fifths"), (1.0, "nearly"),
)  # fmt: skip
"""Words for a share below so much."""


def picture(
    config: Json, step: str, tally: Json, look: Look, previous: Json | None = None, comparison: Json | None = None
) -> Picture | None:
    """A bar for each choice in the order of the config; None while too few have answered."""
    if is_few(tally):
        return None
    parsed, language, n = parse_config(config), look.language, int(tally.get("n", 0))
    chosen = _counts(parsed, tally)
    rows = [
        _share(choice.id, look.say(choice.text), count, n, look)
        for choice, count in zip(parsed.choices, chosen, strict=True)
    ]
    note = look.t("choice.of_people" if parsed.several else "choice.of_people_one", n=n) if n else ""
    figure = draw_shares(rows, look, note)
    tell(figure, {"choices": {row.id: row.count for row in rows}})
    if not n:
        return Figure(figure, t(language, "charts.no_answers"))
    counts = t(language, "charts.bars_alt", bars=", ".join(f"{row.label}: {row.count}" for row in rows))
    return Figure(figure, " ".join(filter(None, [headline(config, step, tally, language), counts, note])))


def _share(name: str, label: str, count: int, n: int, look: Look) -> Share:
    in_words = share_in_words if look.is_wall else _percent
    shown = look.in_each(lambda language: in_words(_part(count, n), language))
    return Share(name, label, _part(count, n), count, shown)


def _counts(config: Config, tally: Json) -> list[int]:
    return [int(tally.get("choices", {}).get(name, 0)) for name in config.ids]


def _part(count: int, n: int) -> float:
    return count / n if n else 0.0


def _percent(share: float, language: str) -> str:
    return f"{round(100 * share)} %"


def share_in_words(share: float, language: str) -> str:
    """A share of everybody as people say it; "" for hardly anybody."""
    if share >= 1:
        return t(language, "choice.share_all")
    name = next(name for below, name in _SHARES if share < below)
    return t(language, f"choice.share_{name}") if name else ""


def headline(config: Json, step: str, tally: Json, language: str, comparison: Json | None = None) -> str:
    """What was chosen most, after how many chose otherwise than last time; "" before anybody answered."""
    if is_few(tally):
        return t(language, "charts.after_five")
    n = int(tally.get("n", 0))
    if not n:
        return ""
    if n < LEAST_FOR_WORDS:
        return t(language, "charts.first_answers")
    return " ".join(filter(None, [_changed(comparison, language), _standing(parse_config(config), tally, n, language)]))


def _standing(config: Config, tally: Json, n: int, language: str) -> str:
    counts = _counts(config, tally)
    most = max(counts)
    top = [say(choice.text, language) for choice, count in zip(config.choices, counts, strict=True) if count == most]
    if len(top) > 2:
        return t(language, "choice.none_stands_out")
    if len(top) == 2:
        return t(language, "charts.tied_choice", first=top[0], second=top[1])
    if most == n:
        return t(language, "choice.all_chose", choice=top[0])
    return t(language, "charts.more_than_half" if most * 2 > n else "charts.most_chose", choice=top[0])


def _changed(comparison: Json | None, language: str) -> str:
    """How many of the same people chose otherwise, in words that count nobody out."""
    if not comparison or is_few(comparison):
        return ""
    stayed, changed = comparison["stayed"], comparison["changed"]
    if not changed:
        return t(language, "choice.none_changed")
    if changed < LEAST_NAMED:
        return t(language, "choice.nearly_none_changed")
    if stayed - changed < LEAST_NAMED:
        return t(language, "choice.nearly_all_changed")
    return t(language, "choice.changed", changed=changed, stayed=stayed)


def trend(moments: Sequence[Moment], look: Look, span: tuple[str, str] | None = None) -> list[Picture]:
    """A picture for each question: the share of each choice, which is the same wherever its id is."""
    look = replace(look, size="page")
    return [_path(list(group.values()), look, span) for group in _asked_alike(moments)]


def _asked_alike(moments: Sequence[Moment]) -> list[dict[str, Moment]]:
    """For each question the meetings that asked it, the oldest first: those that have a choice in common."""
    groups: list[dict[str, Moment]] = []
    for moment in sorted(moments, key=lambda each: each.held_on):
        if is_few(moment.tally) or not moment.tally.get("n"):
            continue
        ids = set(moment.tally["choices"])
        group = next((each for each in groups if any(ids & set(m.tally["choices"]) for m in each.values())), None)
        if group is None:
            groups.append(group := {})
        group[moment.meeting_id] = moment
    return groups


def _path(meetings: Sequence[Moment], look: Look, span: tuple[str, str] | None) -> Figure:
    language = look.language
    days = [moment.held_on for moment in meetings]
    labels = {choice.id: say(choice.text, language) for m in meetings for choice in parse_config(m.config).choices}
    counts = {name: [m.tally["choices"].get(name) for m in meetings] for name in labels}
    people = [int(moment.tally["n"]) for moment in meetings]
    paths = [
        Path(labels[name], [None if count is None else count / n for count, n in zip(row, people, strict=True)])
        for name, row in counts.items()
    ]
    title = _title(meetings, labels, language)
    figure = draw_shares_path(paths, days, title, t(language, "choice.path_legend"), look, span)
    tell(figure, {"choices": counts, "days": days, "n": people})
    told = [
        t(language, "choice.path_alt", choice=labels[name], counts=_dated(row, people, days, language))
        for name, row in counts.items()
    ]
    return Figure(figure, f"{title} {'; '.join(told)}.")


def _dated(row: Sequence[int | None], people: Sequence[int], days: Sequence[str], language: str) -> str:
    known = zip(row, people, days, strict=True)
    return ", ".join(f"{count}/{n} ({day_in_words(day, language)})" for count, n, day in known if count is not None)


def _title(meetings: Sequence[Moment], labels: dict[str, str], language: str) -> str:
    question = say(parse_config(meetings[-1].config).question, language)
    first, last = (_first(meetings[at]) for at in (0, -1))
    if len(meetings) == 1:
        return t(language, "choice.path_one", question=question)
    if first is None or last is None:
        return t(language, "choice.path_tied", question=question)
    if first == last:
        return t(language, "choice.path_same", question=question, choice=labels[first])
    return t(language, "choice.path_changed", question=question, first=labels[first], last=labels[last])


def _first(moment: Moment) -> str | None:
    """The one choice more people chose than any other."""
    counts: dict[str, int] = moment.tally["choices"]
    top = [name for name, count in counts.items() if count == max(counts.values())]
    return top[0] if len(top) == 1 else None


def editable(moments: Sequence[Moment], language: str) -> list[Editable]:
    """For each question how many chose what: people at one meeting, shares from meeting to meeting."""
    return [_in_numbers(list(group.values()), language) for group in _asked_alike(moments)]


def _in_numbers(meetings: Sequence[Moment], language: str) -> Editable:
    labels = {choice.id: say(choice.text, language) for m in meetings for choice in parse_config(m.config).choices}
    title = _title(meetings, labels, language)
    if len(meetings) == 1:
        [only] = meetings
        title = headline(only.config, only.step, only.tally, language) or title
        counts = tuple(meetings[0].tally["choices"].get(name, 0) for name in labels)
        people = t(language, "charts.column_people")
        return Editable(title, tuple(labels.values()), ((people, counts),), "bars", t(language, "reports.people_note"))
    shares = tuple(
        (label, tuple(_share_at(moment, name) for moment in meetings)) for name, label in labels.items()
    )  # fmt: skip
    note = t(language, "reports.share_note")
    return Editable(title, days_of(meetings, language), shares, "lines", note, is_share=True)


def _share_at(moment: Moment, name: str) -> float | None:
    count = moment.tally["choices"].get(name)
    return None if count is None else count / int(moment.tally["n"])


def details(config: Json, step: str, entries: Sequence[Entry], look: Look) -> list[Picture]:
    """Nothing beyond the picture."""
    return []


def own(config: Json, step: str, answer: Answer, language: str) -> list[str]:
    """What one person chose."""
    return [say(choice.text, language) for choice in parse_config(config).choices if choice.id in answer.choices]


def plain(config: Json, step: str, tally: Json, language: str) -> list[dict[str, str | int | float]]:
    """A row per choice: how many people, and which share of them that is."""
    if is_few(tally):
        return []
    parsed, n = parse_config(config), int(tally.get("n", 0))
    return [
        {
            t(language, "choice.column_choice"): say(choice.text, language),
            t(language, "charts.column_people"): count,
            t(language, "choice.column_share"): _percent(_part(count, n), language),
        }
        for choice, count in zip(parsed.choices, _counts(parsed, tally), strict=True)
    ]

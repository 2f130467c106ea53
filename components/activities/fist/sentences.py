"""What is said about a fist to five: never about one or two people; and after doubts, what it would take."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten
from typing import Any

from components.activities.fist.model import GOES_ALONG, Config, Statement
from components.charts.picture import is_few
from components.text import say, t

Json = dict[str, Any]

LEAST_FOR_WORDS = 5
"""Fewer answers than this are not put into words: "most of us" of four would point at somebody."""

LEAST_NAMED = 3
"""No sentence counts out fewer people than this."""

_QUOTED = 60
"""So much of a statement is said again within a sentence about several."""

_ALIKE = 0.3
"""Statements whose mean levels differ by less are seen about alike."""

Shown = Sequence[tuple[Statement, Sequence[int]]]


def standing(config: Config, shown: Shown, language: str) -> str:
    """How the group stands on the statements it has answered; `shown` holds how many are on each level."""
    shown = [(each, counts) for each, counts in shown if sum(counts) >= LEAST_FOR_WORDS]
    if not shown:
        return t(language, "charts.first_answers")
    if len(config.statements) > 1:
        return _several(config, shown, language)
    counts = shown[0][1]
    return _hands(counts, language) if config.scale == "fist" else _sides(config.scale, counts, language)


def _hands(counts: Sequence[int], language: str) -> str:
    along, of = sum(counts[GOES_ALONG:]), sum(counts)
    if along == of:
        return t(language, "fist.fist_all_support" if not counts[GOES_ALONG] else "fist.fist_all")
    if of - along < LEAST_NAMED:
        return t(language, "fist.fist_not_yet")
    if along * 2 > of:
        return t(language, "fist.fist_some", n=along, of=of)
    return t(language, "fist.fist_many")


def _sides(scale: str, counts: Sequence[int], language: str) -> str:
    low, apart, high = sum(counts[:2]), counts[2], sum(counts[3:])
    of = low + apart + high
    for side, other, name in ((high, low, "most"), (low, high, "least")):
        if side / of >= 0.6:
            has_others = other >= LEAST_NAMED and other / of >= 0.15
            return t(language, f"fist.{scale}_{name}" + ("_but" if has_others else ""))
    if apart / of >= 0.6:
        return t(language, f"fist.{scale}_middle")
    if min(low, high) >= LEAST_NAMED and min(low, high) / of >= 0.3:
        return t(language, f"fist.{scale}_two_camps")
    return t(language, f"fist.{scale}_spread")


def _several(config: Config, shown: Shown, language: str) -> str:
    """Which statement people go along with most, and which least."""
    is_fine = config.scale == "fist" and not any(sum(counts[:GOES_ALONG]) for _, counts in shown)
    if is_fine and len(shown) == len(config.statements):
        return t(language, "fist.fist_all_of_them")
    means = [(_mean(counts), shorten(say(each.text, language), _QUOTED, placeholder="…")) for each, counts in shown]
    (most, best), (least, worst) = max(means), min(means)
    if most - least < _ALIKE:
        return "" if is_fine else t(language, f"fist.{config.scale}_alike")
    return t(language, f"fist.{config.scale}_best_worst", best=best, worst=worst)


def _mean(counts: Sequence[int]) -> float:
    return sum(level * count for level, count in enumerate(counts)) / sum(counts)


def moved(config: Config, comparison: Json | None, language: str) -> str:
    """How the same people moved, on the statement with most movement; "" where that is not known."""
    parts = (comparison or {}).get("statements", {})
    known = [(each, parts[each.id]) for each in config.statements if parts.get(each.id) and not is_few(parts[each.id])]
    if not known:
        return ""
    statement, part = max(known, key=lambda pair: pair[1]["up"] + pair[1]["down"])
    sentence = _movement(config.scale, part, language)
    if len(config.statements) == 1:
        return sentence
    return t(
        language,
        "fist.on_statement",
        statement=shorten(say(statement.text, language), _QUOTED, placeholder="…"),
        sentence=sentence,
    )


def _movement(scale: str, part: Json, language: str) -> str:
    up, down, stayed = part["up"], part["down"], part["stayed"]
    if not up + down:
        return t(language, "fist.nobody_moved")
    if up + down < LEAST_NAMED:
        return t(language, "fist.hardly_moved")
    ways = {name: t(language, f"fist.{scale}_{name}") for name in ("up", "down")}
    way, other = (ways["up"], ways["down"]) if up >= down else (ways["down"], ways["up"])
    more, fewer = max(up, down), min(up, down)
    values = {"moved": up + down, "stayed": stayed, "way": way}
    if not fewer:
        return t(language, "fist.moved_one_way", **values)
    if fewer < LEAST_NAMED and more > fewer:
        return t(language, "fist.moved_mostly", **values)
    return t(language, "fist.moved", **values, n=more, back=fewer, other=other)

"""Adopt: how many support a text, can live with it, or see a problem; how that was for each text that was put."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from components.activities.adopt.model import STANDS, Answer
from components.activities.base import Entry
from components.charts import Figure, Look, Moment, Picture, Quote, is_few
from components.charts.editable import Editable, in_order
from components.charts.shares import Share, draw_shares
from components.charts.template import tell
from components.text import say, t

Json = dict[str, Any]

LEAST_FOR_WORDS = 5
"""Fewer answers than this are not put into words."""
LEAST_NAMED = 3
"""No sentence counts out fewer people than this."""


def picture(
    config: Json, step: str, tally: Json, look: Look, previous: Json | None = None, comparison: Json | None = None
) -> Picture | None:
    """A bar for each place to stand; on the wall a wish by itself while a facilitator shows it there."""
    if is_few(tally):
        return None
    if look.is_wall and tally.get("wishes"):
        return Quote(tally["wishes"][0])
    n, language = int(tally.get("n", 0)), look.language
    counts = _counts(tally)
    rows = [
        Share(
            stand, look.t(f"adopt.{stand}"), count / n if n else 0.0, count, "" if look.is_wall else _percent(count, n)
        )
        for stand, count in zip(STANDS, counts, strict=True)
    ]  # fmt: skip
    figure = draw_shares(rows, look, look.t("adopt.of_people", n=n) if n else "")
    tell(figure, {"stands": dict(zip(STANDS, counts, strict=True))})
    if not n:
        return Figure(figure, t(language, "charts.no_answers"))
    bars = ", ".join(f"{t(language, f'adopt.{row.id}')}: {row.count}" for row in rows)
    said = headline(config, step, tally, language)
    return Figure(figure, " ".join(filter(None, [said, t(language, "charts.bars_alt", bars=bars)])))


def _counts(tally: Json) -> list[int]:
    return [int(tally.get("stands", {}).get(stand, 0)) for stand in STANDS]


def _percent(count: int, n: int) -> str:
    return f"{round(100 * count / n)} %" if n else ""


def headline(config: Json, step: str, tally: Json, language: str, comparison: Json | None = None) -> str:
    """Whether everybody can go along, in words that count nobody out; "" before anybody answered."""
    if is_few(tally):
        return t(language, "charts.after_five")
    n = int(tally.get("n", 0))
    if not n:
        return ""
    if n < LEAST_FOR_WORDS:
        return t(language, "charts.first_answers")
    support, _, problem = _counts(tally)
    if not problem:
        return t(language, "adopt.all_support" if support == n else "adopt.all_go_along")
    if problem < LEAST_NAMED:
        return t(language, "adopt.nearly_all")
    return t(language, "adopt.most" if 2 * problem < n else "adopt.not_yet", n=problem)


def trend(moments: Sequence[Moment], look: Look, span: tuple[str, str] | None = None) -> list[Picture]:
    """Nothing: each text is another one, and the charter has them all with how many went along."""
    return []


def editable(moments: Sequence[Moment], language: str) -> list[Editable]:
    """For each text how many stand where."""
    people = t(language, "charts.column_people")
    labels = tuple(t(language, f"adopt.{stand}") for stand in STANDS)
    return [
        Editable(
            say(moment.config["text"], language), labels, ((people, tuple(_counts(moment.tally))),), "bars",
            t(language, "reports.people_note"),
        )
        for moment in in_order(moments)
        if moment.tally.get("n")
    ]  # fmt: skip


def details(config: Json, step: str, entries: Sequence[Entry], look: Look) -> list[Picture]:
    """Nothing beyond the picture."""
    return []


def own(config: Json, step: str, answer: Answer, language: str) -> list[str]:
    """Where one person stands, and what would make it work for them."""
    wish = [t(language, "adopt.own_wish", wish=answer.wish)] if answer.wish else []
    return [t(language, f"adopt.{answer.stand}"), *wish]


def plain(config: Json, step: str, tally: Json, language: str) -> list[dict[str, str | int | float]]:
    """A row per place to stand: how many people, and which share of them that is."""
    if is_few(tally) or not tally.get("n"):
        return []
    return [
        {
            t(language, "adopt.column_stand"): t(language, f"adopt.{stand}"),
            t(language, "charts.column_people"): count,
            t(language, "choice.column_share"): _percent(count, int(tally["n"])),
        }
        for stand, count in zip(STANDS, _counts(tally), strict=True)
    ]

"""Matches: on which issues people have solved something or face it, how many meet on each, and what they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from components.activities.base import Entry, with_translations
from components.activities.match.model import FACING, SOLVED, Came, Issue, parse_config
from components.activities.matches import Stance
from components.charts import Cards, Figure, Look, Moment, Picture, Quote, is_few
from components.charts.columns import draw_columns
from components.charts.editable import Editable, columns, in_order
from components.charts.template import tell
from components.charts.timeline import day_in_words
from components.text import say, t

Json = dict[str, Any]

NO_BREAK = "\N{NO-BREAK SPACE}"
LEAST_NAMED = 3
"""No sentence counts out fewer people than this."""


def picture(
    config: Json, step: str, tally: Json, look: Look, previous: Json | None = None, comparison: Json | None = None
) -> Picture | None:
    """The issues as a list, each with its numbers and, below it, its name in other languages and what is shared."""
    if is_few(tally) or (step == "propose" and not tally.get("n")):
        return None
    language, issues = look.language, parse_config(config).issues
    if step == "propose":
        marks = [_stand_mark(tally["issues"][issue.id], language) for issue in issues]
        return Cards([say(issue.text, language) for issue in issues], marks, [_others(i, language) for i in issues])
    shown = [issue for issue in issues if tally["issues"].get(issue.id) or tally["notes"].get(issue.id)]
    notes = [[*_others(issue, language), *tally["notes"].get(issue.id, [])] for issue in shown]
    marks = [matches(tally["issues"].get(issue.id, 0), language) for issue in shown]
    if not shown:
        return Quote(t(language, "match.find"))
    return Cards([say(issue.text, language) for issue in shown], marks, notes)


def _others(issue: Issue, language: str) -> list[str]:
    """The issue's name in its other languages."""
    name = say(issue.text, language)
    return [text for text in dict.fromkeys(issue.text.values()) if text != name]


def _stand_mark(found: Json, language: str) -> str:
    """How many have solved it and how many are facing it."""
    if is_few(found):
        return t(language, "match.too_few_to_tell")
    both = [t(language, f"match.n_{stand}", n=found[stand]).replace(" ", NO_BREAK) for stand in (SOLVED, FACING)]
    return ", ".join(both)


def matches(n: int, language: str) -> str:
    """So many matches, in words; "" for none that may be told."""
    return "" if not n else t(language, "match.one_match" if n == 1 else "match.matches", n=n)


def headline(config: Json, step: str, tally: Json, language: str, comparison: Json | None = None) -> str:
    """What is solved in the room; then how many matches there are and where to see one's own."""
    if is_few(tally):
        return t(language, "charts.after_five")
    if step == "propose":
        return _offers(config, tally, language)
    made = matches(tally.get("groups", 0), language)
    look = t(language, "match.look_at_phone")
    met = tally.get("met", {})
    if not is_few(met) and met.get("yes", 0) >= LEAST_NAMED:
        look = t(language, "match.have_met", n=met["yes"])
    return f"{made}. {look}" if made else look


def _offers(config: Json, tally: Json, language: str) -> str:
    """On how many issues somebody has a solution and somebody else needs one."""
    n = tally.get("n", 0)
    if not n:
        return ""
    if n < LEAST_NAMED:
        return t(language, "charts.first_answers")
    both = sum(bool(each.get(SOLVED)) and bool(each.get(FACING)) for each in tally["issues"].values())
    name = "none_both" if not both else "one_both" if both == 1 else "some_both"
    return t(language, f"match.{name}", n=both)


def trend(moments: Sequence[Moment], look: Look, span: tuple[str, str] | None = None) -> list[Picture]:
    """How many matches were made at each meeting."""
    look = replace(look, size="page")
    made = [(moment.held_on, _made(moment)) for moment in in_order(moments) if _made(moment)]
    if not made:
        return []
    language, days, counts = look.language, [day for day, _ in made], [n for _, n in made]
    title = t(language, "match.trend_title", n=len(made)) if len(made) > 1 else t(language, "match.trend")
    figure = draw_columns(days, counts, title, t(language, "match.trend_note"), look, span)
    tell(figure, {"matches": [list(row) for row in made]})
    said = "; ".join(f"{day_in_words(day, language)}: {matches(n, language)}" for day, n in made)
    return [Figure(figure, f"{title} {said}.")]


def _made(moment: Moment) -> int:
    return 0 if moment.step == "propose" else int(moment.tally.get("groups", 0))


def editable(moments: Sequence[Moment], language: str) -> list[Editable]:
    """How many matches on each issue at one meeting, or how many from meeting to meeting."""
    meetings = [moment for moment in in_order(moments) if _made(moment)]
    column = t(language, "match.column_matches")
    if len(meetings) == 1:
        [only] = meetings
        shown = [issue for issue in parse_config(only.config).issues if only.tally["issues"].get(issue.id)]
        counts = tuple(only.tally["issues"][issue.id] for issue in shown)
        labels = tuple(say(issue.text, language) for issue in shown)
        title = headline(only.config, only.step, only.tally, language)
        return [Editable(title, labels, ((column, counts),), "bars")] if shown else []
    title = t(language, "match.trend_title", n=len(meetings)) if meetings else ""
    return columns(meetings, [_made(moment) for moment in meetings], title, column, language)


def details(config: Json, step: str, entries: Sequence[Entry], look: Look) -> list[Picture]:
    """Nothing beyond the picture."""
    return []


def own(config: Json, step: str, answer: Stance | Came, language: str) -> list[str]:
    """Where one person stands on each issue; or whether they met their match, and what came of it."""
    if isinstance(answer, Came):
        met = t(language, "match.met" if answer.has_met else "match.not_met")
        return [met, answer.note] if answer.note else [met]
    issues = {issue.id: say(issue.text, language) for issue in parse_config(config).issues}
    return [t(language, f"match.own_{stand}", issue=issues[name]) for name, stand in answer.stands.items()]


def met(config: Json, told: Json, language: str) -> list[str]:
    """Whom one person was matched with and on what, as their phone was told it; nothing without a match."""
    if not told.get("number"):
        return []
    issues = {issue.id: say(issue.text, language) for issue in parse_config(config).issues}
    named = [", ".join(filter(None, [each.get("name"), each.get("from")])) for each in told["others"]]
    who = "; ".join(name or t(language, "match_phone.somebody") for name in named)
    issue = issues.get(told["issue"], "")
    words = (
        t(language, "match.own_match_on", issue=issue, who=who) if issue else t(language, "match.own_match", who=who)
    )
    return [words] if who else []


def plain(config: Json, step: str, tally: Json, language: str) -> list[dict[str, str | int | float]]:
    """A row per issue: who has solved it and who is facing it; or how many matches, and what is shared of them."""
    if is_few(tally) or (step == "propose" and not tally.get("n")):
        return []
    issue_column = t(language, "match.column_issue")
    issues = [(issue.id, say(issue.text, language)) for issue in parse_config(config).issues]
    if step == "propose":
        names = {stand: t(language, f"match.column_{stand}") for stand in (SOLVED, FACING)}
        told = [(name, tally["issues"][issue]) for issue, name in issues if not is_few(tally["issues"][issue])]
        return [{issue_column: name} | {names[stand]: found[stand] for stand in names} for name, found in told]
    return [
        {
            issue_column: name,
            t(language, "match.column_matches"): tally["issues"].get(issue, ""),
            t(language, "match.column_notes"): " · ".join(
                with_translations(tally, note) for note in tally["notes"].get(issue, [])
            ),
        }
        for issue, name in issues
        if issue in tally["issues"] or issue in tally["notes"]
    ]

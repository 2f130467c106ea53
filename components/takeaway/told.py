"""A meeting in words, in one language: what the room has seen of it and may take along, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from components.activities.registry import chart_of
from components.activities.written import clean
from components.live.agreed import parse_agreed
from components.live.closing import Closing, Shared
from components.live.past import PastActivity, PastRound
from components.takeaway.when import full_day, lines
from components.text import say, t
from db.communities import Community
from db.library import Item
from db.meetings import Meeting

MOST_ROWS = 12
Rows = Sequence[Mapping[str, str | int | float]]


def row_in_words(row: Mapping[str, object]) -> tuple[str, str]:
    """A table's row as a line: what it is about, and the rest with a name each; empty cells are left out."""
    (name, first), *rest = row.items()
    about = str(first) if isinstance(first, str) else f"{name}: {first}"
    return about, " · ".join(f"{key}: {value}" for key, value in rest if value != "")


@dataclass(frozen=True)
class Part:
    """One activity: its title, the question where that is another, what its picture says, and its table."""

    title: str
    asked: str
    said: tuple[str, ...]
    rows: Rows = ()
    left_out: int = 0
    place: int = 0
    """The activity's in the agenda, from 1."""


@dataclass(frozen=True)
class Told:
    """A meeting as people may take it along. Every text is plain text; what it is put into must escape it."""

    language: str
    community: str
    title: str
    day: str
    parts: tuple[Part, ...]
    first: tuple[str, ...]
    echoes: tuple[str, ...]
    made: str
    commitments: tuple[str, ...]
    next: tuple[str, ...]
    seen: tuple[str, ...]
    is_rehearsal: bool = False
    reading: tuple[str, ...] = ()
    """What to read until the next meeting, each with its address on the web where it has one."""


def told(
    meeting: Meeting, community: Community, agenda: Sequence[PastActivity], closing: Closing, language: str,
    reading: Sequence[Item] = (),
) -> Told:  # fmt: skip
    """The meeting in the words of one language, under the same rules for small groups as everywhere.

    `reading` is what the community wants to have read until the next one.
    """
    shown = [(activity, _shown(activity)) for activity in agenda if activity.rounds]
    stays = "stays" if closing.echoes else "stays_all"
    return Told(
        language=language,
        community=clean(say(community.name, language)),
        title=clean(say(meeting.title, language)),
        day=full_day(meeting.held_on, language),
        parts=tuple(_part(activity, rnd, stays, language) for activity, rnd in shown),
        first=tuple(clean(say(text, language)) for _, rnd in shown if rnd for text in _leads(rnd)),
        echoes=tuple(_echo(text, language) for text in closing.echoes if not text.is_commitment),
        made=_made(closing.commitments, language),
        commitments=tuple(_echo(text, language) for text in closing.echoes if text.is_commitment),
        next=tuple(clean(text) for text in lines(closing.next, language)),
        seen=(*(t(language, f"closing_phone.seen_{name}") for name in closing.seen), *_agreed(community, language)),
        is_rehearsal=meeting.is_rehearsal,
        reading=tuple(f"{clean(item.title)}{f': {item.link}' if item.link else ''}" for item in reading),
    )


def sentences(activity: PastActivity, rnd: PastRound, language: str) -> list[str]:
    """What a round's picture says, and how the group moved since the round before."""
    if rnd.is_hidden:
        return [t(language, "history.few", least=rnd.least)]
    if not rnd.given:
        return [t(language, "history.nobody")]
    headline = partial(chart_of(rnd.kind.name).headline, rnd.config_json, rnd.step, rnd.tally, language)
    comparison = activity.comparison(rnd)
    return list(dict.fromkeys(filter(None, [headline(), headline(comparison) if comparison else ""])))


def _shown(activity: PastActivity) -> PastRound | None:
    """The latest round whose picture the room has seen; None where it has seen none."""
    if activity.kind.is_quiet:
        return None
    seen = [
        rnd
        for rnd in activity.rounds
        if not rnd.is_kept and (rnd.round.phase == "revealed" or rnd.kind.shows_live(rnd.config, rnd.step))
    ]
    answered = [rnd for rnd in seen if rnd.entries] or seen
    return answered[-1] if answered else None


def _part(activity: PastActivity, rnd: PastRound | None, stays: str, language: str) -> Part:
    """`stays` names the text about what is not shown because it is for facilitators alone."""
    title, place = clean(say(activity.activity.title, language)), activity.activity.position
    if rnd is None:
        why = stays if activity.kind.is_quiet else "not_shown"
        words = t(language, f"closing.{'families' if activity.activity.is_for_families else why}")
        return Part(title, "", (words,), place=place)
    asked = clean(say(rnd.kind.asks(rnd.config) or {}, language))
    rows = _table(rnd, language)
    return Part(
        title, asked if asked != title else "", tuple(clean(text) for text in sentences(activity, rnd, language)),
        rows[:MOST_ROWS], max(0, len(rows) - MOST_ROWS), place,
    )  # fmt: skip


def _table(rnd: PastRound, language: str) -> Rows:
    """The table behind the picture. What people wrote is not in it, but where they were told that it goes along."""
    if rnd.is_hidden or not rnd.given:
        return []
    if not rnd.kind.texts_go_along and any(rnd.kind.pieces(rnd.config, rnd.step, entry.answer) for entry in rnd.given):
        return []
    rows = chart_of(rnd.kind.name).plain(rnd.config_json, rnd.step, rnd.tally, language)
    return [{clean(name): _cell(value) for name, value in row.items()} for row in rows]


def _leads(rnd: PastRound) -> Sequence[Mapping[str, str]]:
    return [] if rnd.is_hidden else rnd.kind.leads(rnd.config, rnd.tally)


def _agreed(community: Community, language: str) -> Sequence[str]:
    """What was agreed that funders and agencies see, in this language."""
    agreed = parse_agreed(community.funders_see).told
    return [clean(say(agreed, language))] if agreed else []


def _made(count: int, language: str) -> str:
    return t(language, "closing.made_one" if count == 1 else "closing.made", count=count) if count else ""


def _echo(echo: Shared, language: str) -> str:
    """Somebody's words as words, with the half of the question they answer."""
    quoted = t(language, "closing.quoted", text=clean(echo.text))
    if not echo.side:
        return quoted
    return t(language, "closing.sided", side=t(language, f"closing_phone.side_{echo.side}"), text=quoted)


def _cell(value: str | int | float) -> str | int | float:
    return clean(value) if isinstance(value, str) else value

"""One thing under two names, or two things under one: what a community's history follows as the same.

Every kind has its things (lines, items, choices, questions) under ids that its config, tally and measures share. Two
things are joined by giving one the id of the other, wherever it stands; nothing that is stored changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from components.activities.base import Json, Words
from components.history.summaries import Past, Summary, past_of
from components.live.store import open_store, save
from db import corrections, same_things, summaries
from db.engine import Store
from db.same_things import SameThing

_LONGEST = 50
"""An id has at most 64 letters, a day ten."""


@dataclass(frozen=True)
class Thing:
    """Something that is followed: its words as last asked, and the meetings that asked it, the oldest first."""

    id: str
    words: Words
    meetings: tuple[str, ...]
    days: tuple[str, ...]


def things_of(summaries: Iterable[Summary]) -> list[Thing]:
    """What the activities of one kind asked, in the order it first came; only what numbers are followed of."""
    found: dict[str, Thing] = {}
    for summary in summaries:
        followed = {measure.id.partition(".")[0] for measure in summary.measures}
        for name, words in _named(summary.config).items():
            if name not in followed:
                continue
            before = found.get(name, Thing(name, {}, (), ()))
            meetings, days = before.meetings, before.days
            if summary.meeting.id not in meetings:
                meetings, days = (*meetings, summary.meeting.id), (*days, summary.meeting.held_on)
            found[name] = Thing(name, words, meetings, days)
    return list(found.values())


def _named(config: Json) -> dict[str, Words]:
    """Everything in a config that has an id, with its words."""
    parts = [part for value in config.values() if isinstance(value, list) for part in value if isinstance(part, dict)]
    return {str(part["id"]): part.get("text") or part.get("stem") or {} for part in parts if "id" in part}


def may_join(one: Thing, other: Thing) -> bool:
    """Whether two things may be the same: not if a meeting asked both."""
    return one.id != other.id and not set(one.meetings) & set(other.meetings)


def look_alike(things: Sequence[Thing]) -> list[tuple[Thing, Thing]]:
    """Pairs that may be joined and are written alike but for case, spaces and signs: "Child care" and "Childcare"."""
    return [
        (one, other)
        for at, one in enumerate(things)
        for other in things[at + 1 :]
        if may_join(one, other) and _letters(one.words) & _letters(other.words)
    ]


def _letters(words: Words) -> set[str]:
    plain = {"".join(letter for letter in text.casefold() if letter.isalnum()) for text in words.values()}
    return plain - {""}


def join(db: Store, community_id: str, kind: str, one: Thing, other: Thing, by: str = "") -> str:
    """Follow the second as the first, which is written down; returns the id to take that back by.

    Raises:
        ValueError: a meeting asked both.
    """
    if not may_join(one, other):
        raise ValueError("asked at the same meeting")
    corrections.add(db, community_id, by, "joined", {"thing": dict(one.words), "other": dict(other.words)})
    return same_things.add(db, community_id, kind, other.id, one.id)


def separate(db: Store, community_id: str, kind: str, thing: Thing, since: str, by: str = "") -> str:
    """Follow a thing as another one from a day on, which is not the first that asked it, and write that down; returns
    the id to take it back by."""
    if since not in thing.days or since <= thing.days[0]:
        raise ValueError("nothing would be left before")
    corrections.add(db, community_id, by, "separated", {"thing": dict(thing.words), "since": since})
    return same_things.add(db, community_id, kind, thing.id, f"{thing.id[:_LONGEST]}-{since}", since)


def take_back(db: Store, community_id: str, id: str, words: Words, by: str = "") -> None:
    """Follow what was joined or set apart as before; `words` are what the log calls it."""
    if any(each.id == id for each in same_things.of_community(db, community_id)):
        same_things.remove(db, community_id, id)
        corrections.add(db, community_id, by, "as_before", {"thing": dict(words)})


def joined(summaries: Iterable[Summary], decided: Sequence[SameThing]) -> tuple[Summary, ...]:
    """The summaries as they are followed: what was decided later goes for what was decided before."""
    if not decided:
        return tuple(summaries)
    return tuple(_renamed(summary, _names_for(summary, decided)) for summary in summaries)


def followed(db: Store, community_id: str) -> Past:
    """A community's past (`past_of`), with what is the same followed as the same."""
    past = past_of(db, community_id)
    return replace(past, summaries=joined(past.summaries, same_things.of_community(db, community_id)))


def look_back(community_id: str) -> Past:
    """The same, with what was counted just now kept for the next time."""
    with open_store() as db:
        past = followed(db, community_id)
    if past.fresh:
        save(lambda db: summaries.keep(db, past.fresh))
    return past


def _names_for(summary: Summary, decided: Sequence[SameThing]) -> dict[str, str]:
    """By old id the new one, in one meeting."""
    names: dict[str, str] = {}
    for each in decided:
        if each.kind == summary.kind and each.since <= summary.meeting.held_on:
            names = {old: each.same_as if new == each.part else new for old, new in names.items()}
            names.setdefault(each.part, each.same_as)
    own = set(_named(summary.config))
    used = {old: new for old, new in names.items() if old in own}
    # two things of one meeting stay two, whatever was decided about others
    taken = [used.get(name, name) for name in own]
    return {old: new for old, new in used.items() if taken.count(new) == 1}


def _renamed(summary: Summary, names: Mapping[str, str]) -> Summary:
    if not names:
        return summary
    measures = tuple(replace(each, id=_measure_id(each.id, names)) for each in summary.measures)
    return replace(
        summary, config=_with_names(summary.config, names), tally=_with_names(summary.tally, names), measures=measures
    )


def _measure_id(id: str, names: Mapping[str, str]) -> str:
    name, dot, rest = id.partition(".")
    return names.get(name, name) + dot + rest


def _with_names(json: Any, names: Mapping[str, str]) -> Any:
    """Some JSON with other ids: where they are names of parts, stand under `id`, or in lists. Words stay."""
    if isinstance(json, dict):
        return {
            names.get(key, key): names.get(value, value) if key == "id" else _with_names(value, names)
            for key, value in json.items()
        }
    if isinstance(json, list):
        return [names.get(each, each) if isinstance(each, str) else _with_names(each, names) for each in json]
    return json

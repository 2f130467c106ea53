"""The page for families: one sheet in plain words and large type, in each language of the community."""

from __future__ import annotations

import json
from collections.abc import Sequence

from components.activities.base import LEAST_AT_FIVE
from components.activities.registry import chart_of
from components.activities.written import asked_and_said, clean
from components.charts import Look, SideBySide
from components.history.story import Change, changes_of, top_of
from components.history.summaries import Summary
from components.history.told import how_far
from components.live import past
from components.live.closing import Closing, closing_of
from components.live.past import PastActivity
from components.reports.report import Article, Part, Report
from components.reports.room import seen_in_room
from components.takeaway.told import Told, told
from components.text import say, t
from db.communities import Community
from db.engine import Store

_MOST_TALKED, _MOST_CHANGED, _MOST_SHARED = 3, 2, 3


def report(db: Store, community: Community, found: Sequence[Summary]) -> Report:
    """The latest of the meetings as its room saw it, what has changed since the first, and when it goes on."""
    latest = found[-1].meeting
    agenda, closing = past.agenda_of(db, latest), closing_of(db, latest)
    by_kind: dict[str, list[Summary]] = {}
    for each in found:
        if each.answered >= LEAST_AT_FIVE:
            by_kind.setdefault(each.kind, []).append(each)
    changes = top_of(changes_of(by_kind), _MOST_CHANGED)
    seen = seen_in_room(db, latest)
    shown = [activity for activity in agenda if activity.activity.id in seen]
    return Report(
        tuple(
            _article(told(latest, community, shown, closing, language), community, agenda, closing, changes)
            for language in community.languages
        )
    )


def _article(
    told: Told, community: Community, agenda: Sequence[PastActivity], closing: Closing, changes: Sequence[Change]
) -> Article:
    language = told.language
    parts = (
        Part(t(language, "reports.talked"), items=tuple(_talked(told))[:_MOST_TALKED]),
        Part(t(language, "story.title"), items=tuple(_changed(change, language) for change in changes)),
        Part(t(language, "reports.we_changed"), items=_we_changed(agenda, language)),
        Part(
            t(language, "closing.commitments"),
            (told.made,) if told.made else (),
            told.commitments[:_MOST_SHARED],
        ),
        Part(t(language, "closing_phone.next"), items=told.next),
    )
    return Article(
        language, "families", told.community, told.title, told.day, "",
        parts=tuple(part for part in parts if part.said or part.items),
        notes=(t(language, "reports.note_families"),),
    )  # fmt: skip


def _talked(told: Told) -> list[str]:
    """One line for each thing that was asked: its title and what was seen, without how that came about."""
    return [asked_and_said(part.title, part.said[0]) for part in told.parts if part.said]


def _changed(change: Change, language: str) -> str:
    sure = t(language, f"story.{change.certainty}") if change.told[0] else ""
    return clean(" ".join(filter(None, [how_far(change, language), sure])))


def _we_changed(agenda: Sequence[PastActivity], language: str) -> tuple[str, ...]:
    """What people were told came of what they had said."""
    found = []
    for activity in agenda:
        kind = activity.kind
        config = json.loads(activity.activity.config)
        if not kind.changes(kind.parse_config(config)):
            continue
        picture = chart_of(kind.name).picture(config, "", {}, Look(language))
        rows = picture.rows if isinstance(picture, SideBySide) else []
        found += [
            t(language, "reports.said_changed", said=clean(say(said, language)), changed=clean(say(did, language)))
            for said, did in rows
        ]
    return tuple(found[:_MOST_SHARED])

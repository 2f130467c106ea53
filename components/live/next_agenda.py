"""Prepare the next meeting: what the last one left behind, as a proposed agenda, each piece with why."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Literal

from components.activities.base import LEAST_AT_FIVE, Words
from components.activities.registry import ACTIVITIES
from components.live import past, plans
from components.live.past import PastActivity, PastRound
from components.live.recall import due_now
from components.templates import (
    Step,
    answer_questions,
    follow_up,
    hear_from,
    next_title,
    take_up_themes,
    usual,
    you_said,
)
from db import activities, changes, endings, meetings, next_meetings, workgroups
from db.activities import Activity
from db.communities import Community
from db.engine import Store
from db.meetings import Meeting
from db.workgroups import Workgroup

Why = Literal["welcome", "due", "changed", "workgroup", "groups", "asked", "skipped", "contested", "themes", "exit"]
MOST_QUESTIONS = 5
MOST_THEMES = 3


@dataclass(frozen=True)
class Theme:
    """What came back: its name by language, and in how many meetings it was found."""

    name: Words
    meetings: int


@dataclass(frozen=True)
class Proposal:
    """One piece of a proposed agenda. `names` are what it is about, `n` how many; 0 where that is not said.

    `taken_from` is the activity of the last meeting it takes up, `whom` whom that was for.
    """

    step: Step
    why: Why
    names: Sequence[Words] = ()
    n: int = 0
    taken_from: str | None = None
    whom: str = "everybody"

    @property
    def is_usual(self) -> bool:
        """Whether a meeting has this anyway, and not because of the last one."""
        return self.why in ("welcome", "exit")


@dataclass(frozen=True)
class Prepared:
    """The meeting a proposed agenda goes on from, the day of the next one where that is agreed, and its agenda."""

    last: Meeting
    held_on: str | None
    proposals: Sequence[Proposal] = field(default_factory=tuple)

    @property
    def is_worth_it(self) -> bool:
        """Whether the last meeting left anything behind."""
        return any(not each.is_usual for each in self.proposals)


def prepare(db: Store, community: Community, day: str, themes: Sequence[Theme] = ()) -> Prepared | None:
    """What the next meeting of a community could be made of, on its agreed day, else on `day`; None before the first.

    `themes` are those that came back, the most frequent first.
    """
    last = meetings.latest(db, community.id)
    if last is None:
        return None
    agreed = next_meetings.of_meeting(db, last.id)
    held_on = agreed.held_on if agreed and agreed.held_on >= day else None
    welcome, check_in, leave = usual(community.stage)
    agenda, own = past.agenda_of(db, last), workgroups.of_community(db, community.id)
    found = [
        *_due(db, community, held_on or day, check_in),
        Proposal(welcome, "welcome"),
        *_told(db, community),
        *_workgroups(own),
        *_heard(agenda, own),
        *_asked(agenda),
        *_skipped(db, last, agenda),
        *_contested(agenda),
        *_themes(themes),
        Proposal(leave, "exit"),
    ]
    return Prepared(last, held_on, _each_once(found))


def make(db: Store, community: Community, last: Meeting, chosen: Sequence[Proposal], held_on: str) -> str:
    """Plan a meeting with what was chosen of a proposed agenda, in the ways of the last one; its id.

    Lines and items keep their ids, so that history goes on. Raises `CommunityClosed`.
    """
    endings.refuse_closed(db, community.id)
    meeting_id = meetings.create(
        db, community.id, next_title(), held_on=held_on, languages=last.languages, show=last.show,
        texts_at_once=last.texts_at_once, think_seconds=last.think_seconds, format=last.format,
    )  # fmt: skip
    for proposal in chosen:
        step = proposal.step
        plans.add_step(db, community.id, meeting_id, step, taken_from=proposal.taken_from, whom=proposal.whom)
    return meeting_id


def _due(db: Store, community: Community, day: str, check_in: Step) -> Iterator[Proposal]:
    """A check-in where commitments are due; how many is said where five people have any."""
    due = [each for kind in ACTIVITIES.values() for each in due_now(db, community.id, kind, day)]
    if due:
        yield Proposal(check_in, "due", n=sum(due) if len(due) >= LEAST_AT_FIVE else 0)


def _told(db: Store, community: Community) -> Iterator[Proposal]:
    ready = changes.ready(db, community.id)
    if ready:
        yield Proposal(you_said([asdict(change) for change in ready]), "changed", n=len(ready))


def _workgroups(own: Sequence[Workgroup]) -> Iterator[Proposal]:
    """What becomes of each workgroup that is at work."""
    for group in own:
        if group.is_open:
            step = follow_up(group.name, group.goal, [each.text for each in group.ahead])
            yield Proposal(step, "workgroup", [group.name], len(group.ahead))


def _heard(agenda: Sequence[PastActivity], own: Sequence[Workgroup]) -> Iterator[Proposal]:
    """The groups of the last meeting that are no workgroups of the community yet."""
    known = [group.name for group in own]
    found = [words for rnd in _shown(agenda) for words in rnd.kind.reports(rnd.config, rnd.tally)]
    groups = [words for words in found if dict(words) not in known]
    if groups:
        yield Proposal(hear_from(groups), "groups", groups, len(groups))


def _asked(agenda: Sequence[PastActivity]) -> Iterator[Proposal]:
    asked = [words for rnd in _shown(agenda) for words in rnd.kind.unanswered(rnd.config, rnd.tally)]
    if asked:
        yield Proposal(answer_questions(asked[:MOST_QUESTIONS]), "asked", asked[:MOST_QUESTIONS], len(asked))


def _skipped(db: Store, last: Meeting, agenda: Sequence[PastActivity]) -> Iterator[Proposal]:
    """What was skipped or never opened, with the minutes it was planned with."""
    asked = {activity.activity.id for activity in agenda if activity.rounds or not activity.kind.steps}
    for one in activities.not_taken_up(db, last.id):
        if one.skipped_at or one.id not in asked:
            yield Proposal(_as_it_was(one), "skipped", taken_from=one.id, whom=one.whom)


def _contested(agenda: Sequence[PastActivity]) -> Iterator[Proposal]:
    for activity in agenda:
        for rnd in _shown([activity]):
            found = rnd.kind.contested(rnd.config_json, rnd.tally)
            if found:
                one = activity.activity
                step = Step(one.kind, one.title, found.config, one.planned_minutes)
                yield Proposal(step, "contested", found.words, len(found.words), whom=one.whom)


def _themes(themes: Sequence[Theme]) -> Iterator[Proposal]:
    names = [theme.name for theme in themes[:MOST_THEMES]]
    if names:
        yield Proposal(take_up_themes(names), "themes", names, len(names))


def _shown(agenda: Sequence[PastActivity]) -> list[PastRound]:
    """The rounds that stand for their activities and that everybody may see the picture of."""
    finals = [activity.final for activity in agenda if activity.kind.steps]
    return [
        rnd
        for rnd in finals
        if rnd and rnd.given and not rnd.is_hidden and not rnd.is_kept and rnd.step == rnd.kind.steps[-1]
    ]


def _as_it_was(one: Activity) -> Step:
    return Step(one.kind, one.title, json.loads(one.config), one.planned_minutes)


def _each_once(found: Sequence[Proposal]) -> list[Proposal]:
    """Without what asks the very same again: what a usual piece would ask, the last meeting's own is taken for."""
    own = {_same(each) for each in found if each.why == "skipped"}
    kept: dict[str, Proposal] = {}
    for each in found:
        if each.why == "skipped" or _same(each) not in own:
            kept.setdefault(_same(each), each)
    return list(kept.values())


def _same(proposal: Proposal) -> str:
    return json.dumps([proposal.step.kind, proposal.step.config], sort_keys=True)

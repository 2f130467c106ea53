"""Opening an activity's answers: the round phones get, with the words it has at that moment."""

from __future__ import annotations

import json

from components.activities.base import LEAST_AT_FIVE, Entry, InvalidConfig, Json
from components.activities.registry import kind_of
from components.live.entries import entries_of, parsed_config
from components.live.gate import Gate, gate_of
from components.live.matched import asked_in, groups_of
from components.live.room import Room
from db import answers, communities, matches, meetings, rounds
from db.activities import Activity
from db.engine import Store
from db.rounds import Round


class CannotControl(Exception):
    """An action is not possible now; `code` names a text in the `errors` catalog."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def ask(db: Store, room: Room, activity: Activity, step: str, *, opens_at: str | None = None) -> str:
    """Open a round of an activity and return its id; answers are taken at once, or from `opens_at` on."""
    kind = kind_of(activity.kind)
    if step not in kind.steps:
        raise CannotControl("unknown_step")
    earlier = rounds.of_activity(db, activity.id)
    config = _config_now(db, activity, step)
    round_id = rounds.create(db, activity.id, len(earlier) + 1, step, config, opens_at=opens_at)
    asked = asked_in(db, activity.id) if kind.matches and step == "answer" else None
    if asked:
        matches.show(db, asked.id, round_id)
    prompt_id = kind.prompt_id(kind.parse_config(json.loads(config)))
    if prompt_id and not earlier and not room.meeting.is_rehearsal:
        communities.mark_prompt_used(db, room.community.id, prompt_id)
    return round_id


def can_ask(db: Store, activity: Activity, step: str) -> bool:
    """Whether there is anything to answer in a step of an activity as it stands."""
    try:
        _config_now(db, activity, step)
    except CannotControl:
        return False
    return True


def _config_now(db: Store, activity: Activity, step: str) -> str:
    """The activity's config as phones get it, with what was let through of its latest propose round folded in."""
    kind, entries = kind_of(activity.kind), list[Entry]()
    config = json.loads(activity.config)
    proposed = [r for r in rounds.of_activity(db, activity.id) if r.step == "propose"]
    if step == "answer" and proposed:
        given = answers.current(db, proposed[-1].id)
        decided = answers.moderations(db, proposed[-1].id)
        entries = entries_of(kind, proposed[-1], given, decided, _gate(db, activity))
        config = kind.with_proposals(config, entries)
    if kind.matches and step == "answer":
        config = _matched(db, activity, config)
    try:
        can_open = kind.can_open(kind.parse_config(config), step)
    except InvalidConfig as error:
        raise CannotControl(error.code) from error
    if not can_open:
        raise CannotControl("all_wait" if any(each.held for each in entries) else "nothing_to_answer")
    return json.dumps(config, ensure_ascii=False)


def _matched(db: Store, activity: Activity, config: Json) -> Json:
    """The config of the step in which people meet."""
    kind, meeting, groups = kind_of(activity.kind), meetings.by_id(db, activity.meeting_id), groups_of(db, activity)
    if not groups or not kind.matches or not meeting:
        raise CannotControl("match.not_made")
    return kind.matches.made(config, groups, 1 if meeting.shown == "at_once" else LEAST_AT_FIVE)


def _gate(db: Store, activity: Activity) -> Gate:
    meeting = meetings.by_id(db, activity.meeting_id)
    assert meeting
    return gate_of(db, meeting)


def forget(db: Store, room: Room, activity: Activity, rnd: Round) -> None:
    """Take back a round nobody has answered, and that its prompt was asked."""
    prompt_id = kind_of(activity.kind).prompt_id(parsed_config(activity.kind, rnd.config))
    if prompt_id and rnd.number == 1 and not room.meeting.is_rehearsal:
        communities.unmark_prompt_used(db, room.community.id, prompt_id)
    rounds.delete(db, rnd.id)

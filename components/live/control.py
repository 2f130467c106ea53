"""What a facilitator does to a live meeting. Each action checks what it saw, so that two people cannot fight."""

from __future__ import annotations

import json
from dataclasses import dataclass
from random import Random

from components.activities.base import piece_id
from components.activities.registry import kind_of
from components.live import opening
from components.live.cast import Cast, Delivery, cast
from components.live.entries import parsed_config
from components.live.opening import CannotControl as CannotControl
from components.live.room import Room, read
from db import activities, answers, communities, endings, meetings, origins, participants, rounds, words
from db.endings import CommunityClosed
from db.engine import Store
from db.ids import new_secret, now

CLOSING_SECONDS = 10


@dataclass(frozen=True)
class Seen:
    """Where the meeting stood on the screen an action was taken from."""

    phase: str
    activity_id: str | None
    round_id: str | None
    round_phase: str | None

    @classmethod
    def of(cls, room: Room) -> Seen:
        rnd = room.thinking or room.round
        phase = "thinking" if room.thinking else rnd.phase if rnd else None
        return cls(room.meeting.phase, room.meeting.activity_id, rnd.id if rnd else None, phase)


def current(db: Store, meeting_id: str, seen: Seen | None) -> Room:
    """The room now; refuses an action that was taken from an older picture of it."""
    room = read(db, meeting_id)
    if seen is not None and seen != Seen.of(room):
        raise CannotControl("moved_on")
    return room


def go_live(db: Store, meeting_id: str, seen: Seen | None = None) -> None:
    """Let people in: the lobby with its code."""
    room = current(db, meeting_id, seen)
    if room.meeting.phase != "planned":
        raise CannotControl("already_live")
    if endings.closing(db, room.community.id):
        raise CannotControl(CommunityClosed.code)
    meetings.change(db, meeting_id, phase="lobby", live_at=now(), stage=room.community.stage)


def show(db: Store, meeting_id: str, activity_id: str, seen: Seen | None = None) -> None:
    """Bring an activity of the agenda to everybody; answers to the one before it close."""
    room = current(db, meeting_id, seen)
    if room.meeting.phase not in ("lobby", "live"):
        raise CannotControl("not_live")
    if activity_id not in {activity.id for activity in room.agenda}:
        raise CannotControl("unknown_activity")
    _close_open(db, room)
    activities.mark_shown(db, activity_id)
    for rnd in rounds.left_of_meeting(db, meeting_id):
        if rnd.activity_id == activity_id:
            rounds.set_left(db, rnd.id, False)
    begins = {} if room.meeting.phase == "live" else {"live_at": now()}  # arriving is not part of the agenda
    meetings.change(
        db, meeting_id, phase="live", activity_id=activity_id, timer_started_at=None, timer_ends_at=None, is_blank=0,
        **begins,
    )  # fmt: skip


def open_round(
    db: Store, meeting_id: str, seen: Seen | None = None, *, step: str | None = None, think: float = 0
) -> str:
    """Open answers to the current activity as a new round and return its id.

    Without a `step` the next sensible one: the kind's first, then `answer` for good. `think` is how many seconds
    everybody thinks in silence before answers are taken.
    """
    room = _live(db, meeting_id, seen)
    activity, kind = room.activity, room.kind
    assert activity
    assert kind
    if not kind.steps:
        raise CannotControl("takes_no_answers")
    if room.thinking or (room.round and room.round.phase == "open"):
        raise CannotControl("already_open")
    earlier = rounds.of_activity(db, activity.id)
    step = step or ("answer" if earlier else kind.first_step(parsed_config(kind.name, activity.config)))
    round_id = opening.ask(db, room, activity, step, opens_at=now(later=think) if think else None)
    meetings.change(db, meeting_id, is_blank=0)
    return round_id


def draw_another(db: Store, meeting_id: str, seen: Seen | None = None) -> None:
    """Ask something else from the kind's library instead, as long as nobody has been asked yet."""
    room = _live(db, meeting_id, seen)
    assert room.activity
    assert room.kind
    used = [*communities.prompts_used(db, room.community.id), *_drawn(room)]
    config = (
        room.kind.another(room.config_json, used, Random(), room.community.stage)
        if room.round is None and room.thinking is None
        else None
    )
    if config is None:
        raise CannotControl("nothing_else_to_ask")
    text = json.dumps(config, ensure_ascii=False)
    activities.change(db, room.activity, title=room.activity.title, config=text, minutes=room.activity.minutes)


def _drawn(room: Room) -> list[str]:
    """The library ids that stand on this agenda already."""
    found = [kind_of(one.kind).prompt_id(parsed_config(one.kind, one.config)) for one in room.agenda]
    return [prompt_id for prompt_id in found if prompt_id]


def close(db: Store, meeting_id: str, seen: Seen | None = None, *, seconds: float = CLOSING_SECONDS) -> None:
    """Close answers, after a countdown in which they are still taken (0: at once)."""
    room = _live(db, meeting_id, seen)
    if not room.round or room.round.phase != "open":
        raise CannotControl("not_open")
    if seconds:
        rounds.set_closing(db, room.round.id, now(later=seconds))
    else:
        rounds.set_phase(db, room.round.id, "closed")
    meetings.touch(db, meeting_id, at_once=True)


def keep_open(db: Store, meeting_id: str, seen: Seen | None = None) -> None:
    """Take back a close: stop its countdown, or open a closed round's answers again."""
    room = _live(db, meeting_id, seen)
    if not room.round:
        raise CannotControl("not_open")
    rounds.set_closing(db, room.round.id, None)
    if room.round.phase == "closed":
        rounds.set_phase(db, room.round.id, "open")
    meetings.touch(db, meeting_id, at_once=True)


def reveal(db: Store, meeting_id: str, seen: Seen | None = None) -> None:
    """Show the group's picture to everybody it is for; an open round closes first."""
    _set_phase(db, meeting_id, seen, "revealed")
    room = read(db, meeting_id)
    if room.round and room.kind and room.preview:
        kept = room.kind.keeps(room.config_json, room.preview)
        if kept != room.config_json:
            rounds.set_config(db, room.round.id, json.dumps(kept, ensure_ascii=False))


def share(db: Store, meeting_id: str, seen: Seen | None = None) -> None:
    """Show everybody what families have seen; what is for families alone is not shown: `CannotControl`."""
    room = _live(db, meeting_id, seen)
    if not room.round or room.round.phase != "revealed":
        raise CannotControl("nothing_to_reveal")
    if not room.activity or room.activity.whom != "families_first":
        raise CannotControl("stays_with_families")
    rounds.share(db, room.round.id)
    meetings.touch(db, meeting_id, at_once=True)


def hide(db: Store, meeting_id: str, seen: Seen | None = None) -> None:
    """Take a reveal back."""
    _set_phase(db, meeting_id, seen, "closed")


def _set_phase(db: Store, meeting_id: str, seen: Seen | None, phase: str) -> None:
    room = _live(db, meeting_id, seen)
    if not room.round:
        raise CannotControl("nothing_to_reveal")
    rounds.set_phase(db, room.round.id, phase)
    meetings.touch(db, meeting_id, at_once=True)


def settle(db: Store) -> None:
    """Open every round whose time to think is over, and close those whose countdown is."""
    for row in rounds.due_to_open(db, now()):
        rounds.open_at_once(db, row["id"])
        meetings.touch(db, row["meeting_id"], at_once=True)
    for row in rounds.due(db, now()):
        rounds.set_phase(db, row["id"], "closed")
        meetings.touch(db, row["meeting_id"], at_once=True)


def start_timer(db: Store, meeting_id: str, seconds: float) -> None:
    """Start the countdown everybody sees, or start it anew."""
    meetings.change(db, meeting_id, timer_started_at=now(), timer_ends_at=now(later=seconds))


def stop_timer(db: Store, meeting_id: str) -> None:
    meetings.change(db, meeting_id, timer_started_at=None, timer_ends_at=None)


def blank(db: Store, meeting_id: str, is_blank: bool) -> None:
    """Turn the wall dark, or back on."""
    meetings.change(db, meeting_id, is_blank=int(is_blank))


def end(db: Store, meeting_id: str, seen: Seen | None = None) -> None:
    """Close what is open and thank everybody."""
    room = current(db, meeting_id, seen)
    if room.meeting.phase not in ("lobby", "live"):
        raise CannotControl("not_live")
    _close_open(db, room)
    meetings.change(db, meeting_id, phase="ended", ended_at=now(), timer_started_at=None, timer_ends_at=None)
    origins.forget(db, [meeting_id])


def go_on(db: Store, meeting_id: str, seen: Seen | None = None) -> None:
    """Take an end back."""
    room = current(db, meeting_id, seen)
    if room.meeting.phase != "ended":
        raise CannotControl("not_ended")
    meetings.change(db, meeting_id, phase="live" if room.activity else "lobby", ended_at=None)


def rehearse(db: Store, meeting_id: str, seen: Seen | None = None) -> None:
    """Go live as a try-out with pretend phones; its pictures appear at once."""
    go_live(db, meeting_id, seen)
    meetings.change(db, meeting_id, is_rehearsal=1)


def start_for_real(db: Store, meeting_id: str) -> None:
    """Clear a rehearsal: every answer, pretend phone and round of it; the meeting is planned again."""
    room = read(db, meeting_id)
    if not room.meeting.is_rehearsal:
        raise CannotControl("not_a_rehearsal")
    rounds.delete_of_meeting(db, meeting_id)
    activities.begin_anew(db, meeting_id)
    participants.forget_attendance(db, meeting_id)
    participants.delete_pretend(db, room.community.id)
    words.bring_all_back(db, meeting_id)
    meetings.change(
        db, meeting_id, phase="planned", activity_id=None, is_rehearsal=0, is_blank=0, live_at=None, ended_at=None,
        timer_started_at=None, timer_ends_at=None,
    )  # fmt: skip


def hide_piece(db: Store, meeting_id: str, answer_id: str, part: str, is_hidden: bool) -> None:
    """Take one written text off every screen, or bring it back."""
    _moderate(db, meeting_id, answer_id, part, is_hidden=int(is_hidden))


def reword_piece(db: Store, meeting_id: str, answer_id: str, part: str, wording: str | None) -> None:
    """Show a written text in other words; None brings the author's own back."""
    _moderate(db, meeting_id, answer_id, part, wording=wording)


def merge_piece(db: Store, meeting_id: str, answer_id: str, part: str, into: tuple[str, str] | None) -> None:
    """Count a written text as the same as another one, named by answer id and part; None takes it back."""
    if into and answers.meeting_of(db, into[0]) != meeting_id:
        raise CannotControl("unknown_answer")
    # Two texts merged into each other would both be gone.
    if into and (into == (answer_id, part) or answers.is_merged(db, *into)):
        raise CannotControl("moved_on")
    _moderate(db, meeting_id, answer_id, part, merged_into=piece_id(*into) if into else None)


def pick_piece(db: Store, meeting_id: str, answer_id: str, part: str, is_picked: bool) -> None:
    """Put one text on the wall, alone, or take it off. Only texts whose author allowed it: else `CannotControl`.

    What the room has read is an echo from then on.
    """
    room = read(db, meeting_id)
    entry = next((entry for entry, piece in room.written if (entry.answer_id, piece.part) == (answer_id, part)), None)
    if not room.round or not room.kind or entry is None or not room.kind.may_share(entry.answer, part):
        raise CannotControl("not_shared")
    answers.unpick_all(db, room.round.id)
    # Who puts it on the wall has let it through.
    more = {"is_let": 1, "is_echo": 1} if is_picked else {}
    _moderate(db, meeting_id, answer_id, part, is_picked=int(is_picked), **more)


def mark_piece(db: Store, meeting_id: str, answer_id: str, part: str, mark: str, is_on: bool) -> None:
    """Decide one of the things the kind has marks for, or take it back. Raises `CannotControl`."""
    room = read(db, meeting_id)
    if not room.round or not room.kind or mark not in room.kind.marks(room.config, room.round.step):
        raise CannotControl("moved_on")
    _moderate(db, meeting_id, answer_id, part, marks=answers.marks_with(db, answer_id, part, mark, is_on))


def _moderate(db: Store, meeting_id: str, answer_id: str, part: str, **columns: object) -> None:
    if answers.meeting_of(db, answer_id) != meeting_id:
        raise CannotControl("unknown_answer")
    answers.moderate(db, answer_id, part, **columns)
    meetings.touch(db, meeting_id, at_once=True)


def answer_for(db: Store, meeting_id: str, answer: Cast) -> None:
    """Save an answer for somebody without a device, marked as given on their behalf. Raises `Refused`."""
    cast(db, Delivery(meeting_id, f"none-{new_secret()}", answer, is_for_somebody=True))
    answers.mark_on_behalf(db, answer.id)


def _live(db: Store, meeting_id: str, seen: Seen | None) -> Room:
    room = current(db, meeting_id, seen)
    if room.meeting.phase != "live" or room.activity is None:
        raise CannotControl("not_live")
    return room


def _close_open(db: Store, room: Room) -> None:
    """End what is open in the room; what was left to phones stays, and what nobody could answer yet is forgotten."""
    if room.thinking and room.activity:
        opening.forget(db, room, room.activity, room.thinking)
    elif room.round and room.round.phase == "open" and not room.round.left_at:
        rounds.set_phase(db, room.round.id, "closed")

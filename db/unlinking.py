"""Answers that can be told to be nobody's any more: not one person's in two meetings, and not a phone's.

What a meeting came to stays; through whom it changed is lost, for good.
"""

from __future__ import annotations

import json
import random
import uuid
from datetime import date

from db import corrections, history, library_asks, matches, meetings
from db.engine import Row, Store
from db.ids import new_secret, now
from db.meetings import Meeting
from db.participants import hash_device

MONTHS = (6, 12, 24, 36)
_STAYS = ("roles", "sector", "region", "size", "new", "family")
"""What somebody said about themselves that stays beside their answers; a written name of an organization does not."""
_OF_THEMSELVES = ("from", "name")
_ROUNDS = "SELECT r.id FROM rounds r JOIN activities a ON a.id = r.activity_id WHERE a.meeting_id = :m"


def due_on(held_on: str, months: int) -> str:
    """The day on which a meeting's answers become unlinkable; the last of a month where it has not so many days."""
    day = date.fromisoformat(held_on)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - date.resolution).day
    return date(year, month + 1, min(day.day, last)).isoformat()


def due(db: Store) -> list[Meeting]:
    """The ended meetings whose time is over, by what their communities have set, the oldest first."""
    rows = db.query(
        """SELECT m.id, m.held_on, c.unlink_after FROM meetings m JOIN communities c ON c.id = m.community_id
           WHERE c.unlink_after IS NOT NULL AND m.unlinked_at IS NULL AND m.phase = 'ended' ORDER BY m.held_on"""
    )
    today = now()[:10]
    wanted = [row["id"] for row in rows if due_on(row["held_on"], row["unlink_after"]) <= today]
    return [meeting for meeting in (meetings.by_id(db, each) for each in wanted) if meeting]


def unlink(db: Store, meeting_id: str) -> int:
    """Cut what ties a meeting's answers to people, their phones and other meetings; how many people they are of.

    Who had been at an earlier meeting is written down as a yes or no first, so that its numbers stay. Everybody gets
    another, random id that is theirs in this meeting alone. Who met whom and what they said of themselves for that,
    answers that were replaced or withdrawn, how people can be reached, the order and the time of day in which answers
    came are deleted.
    """
    history.keep_who_came_back(db, meeting_id)
    people = db.query(
        f"""SELECT * FROM participants WHERE id IN (SELECT participant_id FROM attendances WHERE meeting_id = :m
            UNION SELECT participant_id FROM answers WHERE round_id IN ({_ROUNDS}))""",
        m=meeting_id,
    )
    library_asks.let_go(db, meeting_id)
    _keep_the_current(db, meeting_id)
    _drop_who_they_are(db, meeting_id)
    random.SystemRandom().shuffle(people)
    for person in people:
        _stand_in(db, meeting_id, person)
    _shuffle(db, meeting_id)
    matches.forget(db, meeting_id)
    for table in ("one_time_links", "origins"):
        db.execute(f"DELETE FROM {table} WHERE meeting_id = :m", m=meeting_id)
    _unlink_what_was_before(db, meeting_id)
    db.execute(f"DELETE FROM summaries WHERE round_id IN ({_ROUNDS})", m=meeting_id)
    meetings.change(db, meeting_id, unlinked_at=now())
    return len(people)


def _unlink_what_was_before(db: Store, meeting_id: str) -> None:
    """What people replied and noted between meetings, up to this one, is nobody's any more either."""
    row = db.one("SELECT community_id, COALESCE(live_at, held_on) AS at FROM meetings WHERE id = :m", m=meeting_id)
    if row is None:
        return
    db.execute(
        """UPDATE open_replies SET participant_id = NULL WHERE question_id IN
           (SELECT id FROM open_questions WHERE community_id = :c AND opened_at <= :at)""",
        c=row["community_id"], at=row["at"],
    )  # fmt: skip
    db.execute(
        """DELETE FROM own_marks WHERE at <= :at AND participant_id IN
           (SELECT id FROM participants WHERE community_id = :c)""",
        c=row["community_id"], at=row["at"],
    )  # fmt: skip


def unlink_and_note(db: Store, meeting: Meeting) -> int:
    """The same, written down for the organizers; nobody did it but the community's own setting."""
    people = unlink(db, meeting.id)
    corrections.add(db, meeting.community_id, "", "unlinked", {"meeting": meeting.title, "held_on": meeting.held_on})
    return people


def _keep_the_current(db: Store, meeting_id: str) -> None:
    db.execute(
        f"""DELETE FROM answers WHERE round_id IN ({_ROUNDS}) AND seq NOT IN
            (SELECT MAX(n.seq) FROM answers n WHERE n.round_id IN ({_ROUNDS}) AND n.withdrawn_at IS NULL
             GROUP BY n.round_id, n.participant_id)""",
        m=meeting_id,
    )
    db.execute(
        f"DELETE FROM contacts WHERE answer_id IN (SELECT id FROM answers WHERE round_id IN ({_ROUNDS}))", m=meeting_id
    )


def _drop_who_they_are(db: Store, meeting_id: str) -> None:
    """Take where people come from and their first names, which only their matches were told, out of their answers."""
    for row in db.query(f"SELECT id, value FROM answers WHERE round_id IN ({_ROUNDS})", m=meeting_id):
        value = json.loads(row["value"])
        kept = {name: part for name, part in value.items() if name not in _OF_THEMSELVES}
        if kept != value:
            told = json.dumps(kept, ensure_ascii=False)
            db.execute("UPDATE answers SET value = :v WHERE id = :id", id=row["id"], v=told)


def _stand_in(db: Store, meeting_id: str, person: Row) -> None:
    """Put somebody new in a person's place in one meeting; who is in no other one goes."""
    new = str(uuid.uuid4())  # not one that tells when it was made
    said = json.loads(person["attributes"])
    kept = {name: said[name] for name in _STAYS if name in said}
    day = {"at": "T00:00:00.000Z", "m": meeting_id, "new": new, "old": person["id"]}
    db.insert("participants", {
        **person, "id": new, "device_hash": hash_device(new_secret()), "seat": 1,
        "attributes": json.dumps(kept, ensure_ascii=False), "created_at": person["created_at"][:7] + "-01" + day["at"],
    })  # fmt: skip
    db.execute(
        f"""UPDATE answers SET participant_id = :new, at = SUBSTR(at, 1, 10) || :at
            WHERE participant_id = :old AND round_id IN ({_ROUNDS})""",
        **day,
    )
    db.execute(
        """UPDATE attendances SET participant_id = :new, first_at = SUBSTR(first_at, 1, 10) || :at
           WHERE participant_id = :old AND meeting_id = :m""",
        **day,
    )
    db.execute(
        """DELETE FROM participants WHERE id = :old
           AND NOT EXISTS (SELECT 1 FROM attendances WHERE participant_id = :old)
           AND NOT EXISTS (SELECT 1 FROM answers WHERE participant_id = :old)""",
        old=person["id"],
    )


def _shuffle(db: Store, meeting_id: str) -> None:
    """Let the numbers of answers say nothing about who came when: those of a round are dealt out anew."""
    for rnd in db.query(_ROUNDS, m=meeting_id):
        rows = db.query("SELECT seq FROM answers WHERE round_id = :r ORDER BY seq", r=rnd["id"])
        numbers = [row["seq"] for row in rows]
        db.execute("UPDATE answers SET seq = -seq WHERE round_id = :r", r=rnd["id"])
        dealt = random.SystemRandom().sample(numbers, len(numbers))
        for before, after in zip(numbers, dealt, strict=True):
            db.execute("UPDATE answers SET seq = :after WHERE seq = :before", before=-before, after=after)

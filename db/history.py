"""What meetings leave behind: their rounds with the answers that count."""

from __future__ import annotations

from dataclasses import dataclass

from db import activities, answers, meetings, rounds
from db.activities import Activity
from db.answers import Answer, Moderation
from db.engine import Store
from db.meetings import IN_HISTORY, Meeting
from db.rounds import Round


@dataclass(frozen=True)
class KeptRound:
    """A round with each participant's latest answer, and what was decided about the texts in them."""

    activity: Activity
    round: Round
    answers: tuple[Answer, ...]
    moderations: tuple[Moderation, ...]


def rounds_of_meeting(db: Store, meeting_id: str) -> list[KeptRound]:
    """Every round of a meeting, in the order of its agenda and then first to latest."""
    agenda = {activity.id: activity for activity in activities.of_meeting(db, meeting_id)}
    return [_kept(db, agenda[rnd.activity_id], rnd) for rnd in rounds.of_meeting(db, meeting_id)]


@dataclass(frozen=True)
class FinalRound:
    """The last answered round of an activity of an ended meeting, with how many answers were ever given to it."""

    meeting: Meeting
    round_id: str
    answers: int


def final_rounds(db: Store, community_id: str) -> list[FinalRound]:
    """Those of each activity of each ended meeting of a community, the oldest meeting first.

    An activity with two steps gives the last round of each. Rehearsals, meetings that have not ended, and those
    that were left out of history are not there, and no answer that was withdrawn.
    """
    rows = db.query(
        f"""SELECT m.id AS meeting_id, r.id AS round_id,
               (SELECT COUNT(*) FROM answers c WHERE c.round_id = r.id AND c.withdrawn_at IS NULL) AS answers
           FROM (SELECT * FROM meetings WHERE community_id = :id AND {IN_HISTORY}) m
           JOIN activities a ON a.meeting_id = m.id JOIN rounds r ON r.activity_id = a.id
           WHERE r.number =
               (SELECT MAX(s.number) FROM rounds s WHERE s.activity_id = r.activity_id AND s.step = r.step
                AND EXISTS (SELECT 1 FROM answers n WHERE n.round_id = s.id AND n.withdrawn_at IS NULL))
           ORDER BY m.held_on, m.created_at, a.position, r.number""",
        id=community_id,
    )
    held = {meeting.id: meeting for meeting in meetings.of_community(db, community_id)}
    return [FinalRound(held[row["meeting_id"]], row["round_id"], int(row["answers"])) for row in rows]


_BEEN_BEFORE = """CASE WHEN EXISTS
               (SELECT 1 FROM attendances o JOIN held e ON e.id = o.meeting_id
                WHERE o.participant_id = a.participant_id AND o.set_aside_at IS NULL
                AND (e.held_on < h.held_on OR e.held_on = h.held_on AND e.created_at < h.created_at))
               THEN 1 ELSE 0 END"""
"""Whether somebody who attended (`a`) a meeting (`h`) had been at an earlier one of those that are `held`."""


@dataclass(frozen=True)
class Attendance:
    """How many phones took part in an ended meeting, and how many of them had been at an earlier one.

    A phone that was only at meetings that were made unlinkable before this one was held counts as new.
    """

    meeting: Meeting
    present: int
    returning: int

    @property
    def held_on(self) -> str:
        return self.meeting.held_on


def attendance(db: Store, community_id: str) -> list[Attendance]:
    """For every ended meeting of a community that was joined, the oldest first; rehearsals are not there, nor what was
    left out of history.

    Somebody who answered without a phone counts as one, and as a new one each time.
    """
    rows = db.query(
        f"""WITH held AS
               (SELECT id, held_on, created_at FROM meetings WHERE community_id = :id AND {IN_HISTORY})
           SELECT h.id, COUNT(*) AS present, SUM(COALESCE(a.been_before, {_BEEN_BEFORE})) AS back
           FROM held h JOIN attendances a ON a.meeting_id = h.id AND a.set_aside_at IS NULL
           GROUP BY h.id, h.held_on, h.created_at ORDER BY h.held_on, h.created_at""",
        id=community_id,
    )
    held = {meeting.id: meeting for meeting in meetings.of_community(db, community_id)}
    return [Attendance(held[row["id"]], int(row["present"]), int(row["back"])) for row in rows]


def keep_who_came_back(db: Store, meeting_id: str) -> None:
    """Write down for every phone at the ended meetings of this meeting's community whether it had been at an earlier
    one, before that can be computed no more; what was written down before stays."""
    db.execute(
        f"""WITH held AS (SELECT id, held_on, created_at FROM meetings WHERE {IN_HISTORY}
                AND community_id = (SELECT community_id FROM meetings WHERE id = :m))
            UPDATE attendances AS a SET been_before = (SELECT {_BEEN_BEFORE} FROM held h WHERE h.id = a.meeting_id)
            WHERE a.been_before IS NULL AND a.meeting_id IN (SELECT id FROM held)""",
        m=meeting_id,
    )


def first_meetings(db: Store, community_id: str) -> dict[str, str]:
    """By participant the first ended meeting of a community they were at; rehearsals are left out.

    "" for who had been at an earlier one that was made unlinkable.
    """
    rows = db.query(
        f"""SELECT a.participant_id, MIN(m.held_on || ' ' || m.created_at || ' ' ||
               CASE WHEN a.been_before = 1 THEN '' ELSE m.id END) AS first
           FROM attendances a JOIN (SELECT * FROM meetings WHERE community_id = :id AND {IN_HISTORY}) m
           ON m.id = a.meeting_id WHERE a.set_aside_at IS NULL GROUP BY a.participant_id""",
        id=community_id,
    )
    return {row["participant_id"]: row["first"].rpartition(" ")[2] for row in rows}


def present(db: Store, community_id: str) -> dict[str, frozenset[str]]:
    """By ended meeting of a community the participants who took part; rehearsals are left out."""
    rows = db.query(
        f"""SELECT meeting_id, participant_id FROM attendances
           WHERE set_aside_at IS NULL
             AND meeting_id IN (SELECT id FROM meetings WHERE community_id = :id AND {IN_HISTORY})""",
        id=community_id,
    )
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row["meeting_id"], set()).add(row["participant_id"])
    return {meeting: frozenset(people) for meeting, people in found.items()}


def kept_round(db: Store, round_id: str) -> KeptRound:
    """A round that is there, by its id."""
    rnd = rounds.by_id(db, round_id)
    assert rnd is not None, "the id has just been read"
    activity = activities.by_id(db, rnd.activity_id)
    assert activity is not None, "a round's activity exists by foreign key"
    return _kept(db, activity, rnd)


def _kept(db: Store, activity: Activity, rnd: Round) -> KeptRound:
    given, decided = answers.current(db, rnd.id), answers.moderations(db, rnd.id)
    return KeptRound(activity, rnd, tuple(given), tuple(decided))

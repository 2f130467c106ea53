"""Workgroups between meetings: what they set out to do, who leads them, their steps, and what came of them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from db.engine import Row, Store
from db.ids import new_id, now
from db.removal import Removed, put_back, take_out

KINDS = ("step", "note")


@dataclass(frozen=True)
class Note:
    """Something a workgroup wants to do (`step`, with the day it was done) or wants to remember (`note`)."""

    id: str
    kind: str
    text: str
    on_day: str
    done_on: str | None


@dataclass(frozen=True)
class Workgroup:
    """Days are ISO days. `lead` is a name as the community says it, `people` how many are in it, where that is known.

    `activity_id` and `group_id` name where people joined it, for one that came from a meeting.
    """

    id: str
    community_id: str
    name: dict[str, str]
    goal: dict[str, str] = field(default_factory=dict)
    lead: str = ""
    people: int | None = None
    began_on: str = ""
    due_on: str | None = None
    activity_id: str | None = None
    group_id: str | None = None
    closed_on: str | None = None
    outcome: dict[str, str] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it still works."""
        return self.closed_on is None

    @property
    def steps(self) -> list[Note]:
        """What it wants to do, the first named first."""
        return [note for note in self.notes if note.kind == "step"]

    @property
    def ahead(self) -> list[Note]:
        """The steps that are not done."""
        return [step for step in self.steps if not step.done_on]


def of_community(db: Store, community_id: str) -> list[Workgroup]:
    """All workgroups with their notes: the open ones first, the newest of each first."""
    rows = db.query(
        """SELECT * FROM workgroups WHERE community_id = :id
           ORDER BY CASE WHEN closed_on IS NULL THEN 0 ELSE 1 END, began_on DESC, id""",
        id=community_id,
    )
    notes = db.query(
        """SELECT n.* FROM workgroup_notes n JOIN workgroups w ON w.id = n.workgroup_id
           WHERE w.community_id = :id ORDER BY n.on_day, n.id""",
        id=community_id,
    )
    by_group: dict[str, list[Note]] = {}
    for row in notes:
        by_group.setdefault(row["workgroup_id"], []).append(_note(row))
    return [_workgroup(row, tuple(by_group.get(row["id"], ()))) for row in rows]


def by_id(db: Store, workgroup_id: str) -> Workgroup | None:
    """The workgroup with this id, of whatever community."""
    row = db.one("SELECT community_id FROM workgroups WHERE id = :id", id=workgroup_id)
    return find(db, row["community_id"], workgroup_id) if row else None


def find(db: Store, community_id: str, workgroup_id: str) -> Workgroup | None:
    """A workgroup of this community, None where it has no such one."""
    return next((each for each in of_community(db, community_id) if each.id == workgroup_id), None)


def add(
    db: Store, community_id: str, name: dict[str, str], began_on: str, *, goal: dict[str, str] | None = None,
    lead: str = "", people: int | None = None, due_on: str | None = None, came_from: tuple[str, str] | None = None,
) -> str:  # fmt: skip
    """Make a workgroup and return its id; `came_from` is the activity and the group in it that people joined."""
    activity_id, group_id = came_from or (None, None)
    row = {
        "id": new_id(), "community_id": community_id, "name": _text(name), "goal": _text(goal or {}), "lead": lead,
        "people": people, "began_on": began_on, "due_on": due_on, "activity_id": activity_id, "group_id": group_id,
        "created_at": now(),
    }  # fmt: skip
    db.insert("workgroups", row)
    return str(row["id"])


def change(
    db: Store, community_id: str, workgroup_id: str, *, name: dict[str, str], goal: dict[str, str], lead: str,
    people: int | None, due_on: str | None,
) -> None:  # fmt: skip
    """Say anew what a workgroup of this community is about."""
    _update(db, community_id, workgroup_id, name=_text(name), goal=_text(goal), lead=lead, people=people, due_on=due_on)


def close(db: Store, community_id: str, workgroup_id: str, on_day: str, outcome: dict[str, str]) -> None:
    """Close a workgroup with what came of it."""
    _update(db, community_id, workgroup_id, closed_on=on_day, outcome=_text(outcome))


def reopen(db: Store, community_id: str, workgroup_id: str) -> None:
    """Let a closed workgroup go on; what came of it so far stays written."""
    _update(db, community_id, workgroup_id, closed_on=None)


def count_anew(db: Store, community_id: str, workgroup_id: str, people: int, came_from: tuple[str, str]) -> None:
    """Let a workgroup that people joined at another meeting have their number, and go on where it was closed."""
    activity_id, group_id = came_from
    _update(db, community_id, workgroup_id, people=people, activity_id=activity_id, group_id=group_id, closed_on=None)


def remove(db: Store, community_id: str, workgroup_id: str) -> Removed | None:
    """Delete a workgroup of this community with its notes; what `bring_back` needs, None where it has no such one."""
    return take_out(db, "workgroups", workgroup_id) if find(db, community_id, workgroup_id) else None


def bring_back(db: Store, community_id: str, removed: Removed) -> None:
    """Undo `remove` in this community. Raises `RuleBroken` where it is there again, or its community is gone."""
    if all(row["community_id"] == community_id for row in removed.rows["workgroups"]):
        put_back(db, removed)


def name_in(removed: Removed) -> dict[str, str]:
    """What a workgroup that was removed is called."""
    [row] = removed.rows["workgroups"]
    name: dict[str, str] = json.loads(row["name"])
    return name


def write(db: Store, community_id: str, workgroup_id: str, kind: str, text: str, on_day: str) -> None:
    """Write a step or a note down for a workgroup of this community."""
    if find(db, community_id, workgroup_id):
        row = {"id": new_id(), "workgroup_id": workgroup_id, "kind": kind, "text": text, "on_day": on_day}
        db.insert("workgroup_notes", row)


def set_done(db: Store, community_id: str, note_id: str, done_on: str | None) -> None:
    """Say that a step was done on a day, or that it was not."""
    db.execute(f"UPDATE workgroup_notes SET done_on = :day WHERE {_OWN_NOTE}", day=done_on, id=note_id, c=community_id)


def erase(db: Store, community_id: str, note_id: str) -> None:
    """Take a step or a note away."""
    db.execute(f"DELETE FROM workgroup_notes WHERE {_OWN_NOTE}", id=note_id, c=community_id)


_OWN_NOTE = "id = :id AND workgroup_id IN (SELECT id FROM workgroups WHERE community_id = :c)"


def _update(db: Store, community_id: str, workgroup_id: str, **columns: Any) -> None:
    sets = ", ".join(f"{name} = :{name}" for name in columns)
    db.execute(
        f"UPDATE workgroups SET {sets} WHERE id = :w AND community_id = :c",
        w=workgroup_id, c=community_id, **columns,
    )  # fmt: skip


def _text(words: dict[str, str]) -> str:
    return json.dumps(words, ensure_ascii=False)


def _workgroup(row: Row, notes: tuple[Note, ...]) -> Workgroup:
    read = {name: json.loads(row[name]) for name in ("name", "goal", "outcome")}
    return Workgroup(**{n: row[n] for n in Workgroup.__dataclass_fields__ if n != "notes"} | read, notes=notes)


def _note(row: Row) -> Note:
    return Note(**{name: row[name] for name in Note.__dataclass_fields__})

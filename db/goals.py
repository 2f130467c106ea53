"""Shared goals and their metrics: what a community wants to reach, and the numbers that tell how far it has come."""

from __future__ import annotations

import json
from dataclasses import dataclass

from db.engine import Row, Store
from db.ids import new_id, now

Words = dict[str, str]


@dataclass(frozen=True)
class Goal:
    """`area_id` is one of the community's areas of practice or "". What was put away stays as it was, out of sight."""

    id: str
    title: Words
    area_id: str = ""
    is_away: bool = False


@dataclass(frozen=True)
class Metric:
    """One number a goal is followed by. `due` is an ISO day; `source` is "" where people write measurements down, else
    the name of what is asked at meetings that its numbers come from."""

    id: str
    goal_id: str
    name: Words
    unit: Words
    baseline: float | None = None
    target: float | None = None
    due: str | None = None
    source: str = ""
    is_away: bool = False


def of_community(db: Store, community_id: str) -> list[Goal]:
    """All goals, those that were put away too, in the order they were set."""
    rows = db.query("SELECT * FROM goals WHERE community_id = :id ORDER BY position, id", id=community_id)
    return [
        Goal(row["id"], json.loads(row["title"]), row["area_id"], row["put_away_at"] is not None) for row in rows
    ]  # fmt: skip


def put(db: Store, community_id: str, goal: Goal) -> str:
    """Set a goal, or change the one of this community with its id; returns the id."""
    told = json.dumps(goal.title, ensure_ascii=False)
    if goal.id:
        db.execute(
            "UPDATE goals SET title = :title, area_id = :area WHERE id = :id AND community_id = :community",
            id=goal.id, community=community_id, title=told, area=goal.area_id,
        )  # fmt: skip
        return goal.id
    goal_id = new_id()
    row = db.one("SELECT MAX(position) AS last FROM goals WHERE community_id = :id", id=community_id)
    position = int(row["last"] or 0) + 1 if row else 1
    new = {"id": goal_id, "community_id": community_id, "title": told, "area_id": goal.area_id, "position": position}
    db.insert("goals", {**new, "created_at": now()})
    return goal_id


def put_away(db: Store, community_id: str, goal_id: str, is_away: bool = True) -> None:
    """Put a goal out of sight with all that belongs to it, or take it up again."""
    db.execute(
        "UPDATE goals SET put_away_at = :at WHERE id = :id AND community_id = :community",
        id=goal_id, community=community_id, at=now() if is_away else None,
    )  # fmt: skip


def metrics(db: Store, community_id: str) -> list[Metric]:
    """The metrics of all goals, those that were put away too, in the order they were made."""
    rows = db.query(
        """SELECT m.* FROM metrics m JOIN goals g ON g.id = m.goal_id WHERE g.community_id = :id
           ORDER BY m.position, m.id""",
        id=community_id,
    )
    return [_metric(row) for row in rows]


def put_metric(db: Store, community_id: str, metric: Metric) -> str:
    """Give a goal of this community a metric, or change the metric with its id; returns the id. Elsewhere nothing."""
    row = {
        "name": json.dumps(metric.name, ensure_ascii=False), "unit": json.dumps(metric.unit, ensure_ascii=False),
        "baseline": _text(metric.baseline), "target": _text(metric.target), "due": metric.due, "source": metric.source,
    }  # fmt: skip
    if metric.id:
        db.execute(
            """UPDATE metrics SET name = :name, unit = :unit, baseline = :baseline, target = :target, due = :due,
               source = :source
               WHERE id = :id AND goal_id IN (SELECT id FROM goals WHERE community_id = :community)""",
            id=metric.id, community=community_id, **row,
        )  # fmt: skip
        return metric.id
    metric_id, goal_id = new_id(), metric.goal_id
    if db.one("SELECT 1 AS is_there FROM goals WHERE id = :id AND community_id = :c", id=goal_id, c=community_id):
        last = db.one("SELECT MAX(position) AS last FROM metrics WHERE goal_id = :id", id=goal_id)
        position = int(last["last"] or 0) + 1 if last else 1
        new = {"id": metric_id, "goal_id": goal_id, **row, "position": position, "created_at": now()}
        db.insert("metrics", new)
    return metric_id


def put_metric_away(db: Store, community_id: str, metric_id: str, is_away: bool = True) -> None:
    """Put a metric out of sight with its measurements, or take it up again."""
    db.execute(
        """UPDATE metrics SET put_away_at = :at
           WHERE id = :id AND goal_id IN (SELECT id FROM goals WHERE community_id = :community)""",
        id=metric_id, community=community_id, at=now() if is_away else None,
    )  # fmt: skip


def _text(number: float | None) -> str | None:
    return None if number is None else repr(float(number))


def _metric(row: Row) -> Metric:
    return Metric(
        row["id"], row["goal_id"], json.loads(row["name"]), json.loads(row["unit"]), _number(row["baseline"]),
        _number(row["target"]), row["due"], row["source"], row["put_away_at"] is not None,
    )  # fmt: skip


def _number(text: str | None) -> float | None:
    return None if text is None else float(text)

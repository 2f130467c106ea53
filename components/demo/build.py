"""The demo as a whole: an account, a community, six past meetings and perhaps one to run."""

from __future__ import annotations

import json
import secrets
from datetime import UTC, datetime, timedelta

from components.activities.base import Json
from components.demo import (
    around,
    between,
    charter,
    goals,
    history,
    in_room,
    lessons,
    network,
    roles,
    sorting,
    together,
)
from components.demo.about import ASKS
from components.demo.history import Story
from components.demo.people import MEETINGS, everybody
from components.demo.plans import COMMUNITY, LIVE_TITLE, PAST, STAGE, live_agenda
from components.live import control
from components.passwords import hash_password
from db import accounts, activities, communities, meetings
from db.engine import Store
from db.ids import CROCKFORD, stamp

USERNAME = "demo"
_BETWEEN = timedelta(weeks=6)
_THURSDAY = 3


def build(db: Store, *, live: bool) -> Json:
    """Fill a database without meetings and say how to get in.

    Returns `account` and `password` of an organizer, and of the live meeting, else of the newest past one,
    `display_url_path`, `join_code`, `meeting_id` and `activities` (`id`, `kind`, `position`).
    """
    password = "-".join("".join(secrets.choice(CROCKFORD.lower()) for _ in range(4)) for _ in range(4))
    username = _free_username(db)
    account_id = accounts.create(db, username, "Demo", hash_password(password, username))
    community_id = communities.create(db, COMMUNITY, account_id, stage=STAGE)
    communities.ask_about(db, community_id, json.dumps(ASKS, ensure_ascii=False))
    days = [_day_of(index, datetime.now(UTC)) for index in range(MEETINGS)]
    _date_back(db, account_id, community_id, days[0] - timedelta(weeks=3))
    story, held = Story(db, community_id, everybody()), list[str]()
    for index, (plan, begins) in enumerate(zip(PAST, days, strict=True)):
        meeting_id = history.hold(story, index, plan, begins)
        held.append(meeting_id)
        around.describe(db, index, meeting_id)
        together.gather(db, community_id, index, meeting_id)
        sorting.sort(db, community_id, index, meeting_id)
    around.note(db, community_id, days[0])
    charter.write(db, community_id, held, days)
    goals.write(db, community_id, days)
    roles.hold(db, community_id, account_id, days[0])
    between.go_on(db, community_id, story.devices, days)
    in_room.fill(db, community_id, days[0])
    network.fill(db, account_id, community_id, days[-1], held[-2:])
    lessons.fill(db, community_id, days[0], held)
    if live:
        steps = live_agenda(story.item_ids)
        meeting_id = history.prepare(db, community_id, LIVE_TITLE, steps, datetime.now(UTC))
        control.go_live(db, meeting_id)
    else:
        around.change(db, community_id)
    return {"account": username, "password": password, **_address(db, meeting_id)}


def _free_username(db: Store) -> str:
    """`demo`, or with a number where somebody has that name already."""
    names = [USERNAME, *(f"{USERNAME}{number}" for number in range(2, 100))]
    return next(name for name in names if accounts.by_username(db, name) is None)


def _day_of(index: int, today: datetime) -> datetime:
    """When a past meeting began: six weeks apart, on a Thursday at 17:30 UTC (a morning on the coast)."""
    day = today - (MEETINGS - index) * _BETWEEN
    day -= timedelta(days=(day.weekday() - _THURSDAY) % 7)
    return day.replace(hour=17, minute=30, second=0, microsecond=0)


def _date_back(db: Store, account_id: str, community_id: str, made: datetime) -> None:
    """Let the account and the community be older than their first meeting."""
    at = stamp(made)
    db.execute("UPDATE accounts SET created_at = :at WHERE id = :id", at=at, id=account_id)
    db.execute("UPDATE communities SET created_at = :at WHERE id = :id", at=at, id=community_id)
    db.execute("UPDATE memberships SET created_at = :at WHERE community_id = :id", at=at, id=community_id)


def _address(db: Store, meeting_id: str) -> Json:
    meeting = meetings.by_id(db, meeting_id)
    assert meeting is not None
    return {
        "display_url_path": f"/display?key={meeting.display_key}",
        "join_code": meeting.join_code,
        "meeting_id": meeting.id,
        "activities": [
            {"id": activity.id, "kind": activity.kind, "position": activity.position}
            for activity in activities.of_meeting(db, meeting_id)
        ],
    }

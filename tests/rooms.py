"""Meetings for tests: a community, an agenda and answers, stored for real."""

from __future__ import annotations

import json
import sqlite3
import uuid
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import bcrypt

from components.activities.registry import ACTIVITIES
from components.live import control, matching
from components.live.cast import Cast, Delivery, Saved, cast
from components.live.room import read
from components.matching.drawing import draw
from components.passwords import _digest
from db import accounts, activities, communities, meetings
from db.engine import Store, engine_at
from db.ids import new_id, now
from db.migrations import migrate
from db.sqlite import SqliteStore
from db.versions import MIGRATIONS
from tests.kinds import examples

LINES: dict[str, Any] = {"lines": [{"id": "expertise", "stem": {"en": "Who has the expertise?", "es": "¿Quién sabe?"},
                    "left": {"en": "Authority", "es": "Autoridad"},
                    "right": {"en": "Lived experience", "es": "Experiencia vivida"}}]}  # fmt: skip
ITEMS = {"items": [{"id": name, "text": {"en": name.title(), "es": name.title()}} for name in
                   ("childcare", "transport", "housing", "language")], "top": 3}  # fmt: skip
WORD = {"prompt": {"en": "One word for today?", "es": "¿Una palabra para hoy?"}, "answer": "word"}
CARDS = {"prompt": {"en": "What helped you learn?", "es": "¿Qué le ayudó a aprender?"}, "answer": "text"}
USEFUL = {"id": "useful", "text": {"en": "How useful?", "es": "¿Qué tan útil?"}, "type": "rating"}
TRY = {"id": "try", "text": {"en": "One thing to try", "es": "Algo que probar"}, "type": "text"}
EXIT = {"questions": [USEFUL, TRY]}
TALK = {"text": {"en": "Welcome", "es": "Bienvenida"}, "style": "welcome"}
CORE: dict[str, Any] = {"icebreaker": WORD, "spectrum": LINES, "ranking": ITEMS, "reflection": EXIT, "talk": TALK}
CONFIGS = {name: CORE.get(name) or list(examples(name).values())[:2][-1] for name in ACTIVITIES}


@dataclass(frozen=True)
class Made:
    """A meeting made for a test."""

    id: str
    community_id: str
    account_id: str
    code: str
    display_key: str
    activity_ids: dict[str, str]


def in_memory() -> Store:
    """A migrated store that is nowhere but here."""
    store = SqliteStore(sqlite3.connect(":memory:", isolation_level=None))
    MIGRATIONS.apply(store.tables)
    return store


def open_migrated(address: str | Path) -> Store:
    """A store to write to, as another process would open it."""
    engine = engine_at(address)
    store = engine.open_writer()
    try:
        migrate(store, engine)
    except BaseException:
        store.close()
        raise
    return store


def make_account(db: Store, username: str = "ana", name: str = "", password: str = "") -> str:
    """The account of this name, made unless it is there; without a password nobody can sign in to it."""
    known = accounts.by_username(db, username)
    if known:
        return known.id
    account_id = new_id()
    row = {"id": account_id, "username": username, "name": name or username.title(), "created_at": now()}
    db.insert("accounts", {**row, "password_hash": quick_hash(password) if password else "!"})
    return account_id


@cache
def quick_hash(password: str) -> str:
    """A real hash of a password, with the least work bcrypt can do: the one the app makes takes a quarter of a second
    to make, and again to check."""
    return bcrypt.hashpw(_digest(password), bcrypt.gensalt(4)).decode()


def make_meeting(
    db: Store, *, show: str = "at_once", live: bool = True, configs: dict[str, Any] | None = None, account: str = "",
    texts_at_once: bool = False,
) -> Made:  # fmt: skip
    """A meeting with one activity of every kind; `live` opens its lobby."""
    account = account or make_account(db)
    community = communities.create(db, {"en": "North Coast", "es": "Costa Norte"}, account)
    chosen = configs or {name: CONFIGS[name] for name in ACTIVITIES}
    return _meeting(db, community, account, chosen, live, show=show, texts_at_once=texts_at_once)


def next_meeting(db: Store, before: Made, configs: dict[str, Any], *, show: str = "at_once", live: bool = True) -> Made:
    """Another meeting of the same community."""
    return _meeting(db, before.community_id, before.account_id, configs, live, show=show)


def _meeting(db: Store, community: str, account: str, configs: dict[str, Any], live: bool, **settings: Any) -> Made:
    title = {"en": "Spring meeting", "es": "Reunión de primavera"}
    meeting = meetings.create(db, community, title, think_seconds=0, **settings)
    ids = {
        kind: activities.add(db, meeting, kind, {"en": kind.title(), "es": kind.title()}, json.dumps(config))
        for kind, config in configs.items()
    }
    if live:
        control.go_live(db, meeting)
    found = meetings.by_id(db, meeting)
    assert found
    return Made(meeting, community, account, found.join_code, found.display_key, ids)


def note(db: Store, activity_id: str, notes: str) -> None:
    """What a facilitator writes down beforehand about an activity."""
    found = activities.by_id(db, activity_id)
    assert found
    activities.change(db, found, title=found.title, config=found.config, minutes=found.minutes, notes=notes)


def open_activity(db: Store, made: Made, kind: str, step: str | None = None) -> str:
    """Show an activity and open a round of it; returns the round's id."""
    control.show(db, made.id, made.activity_ids[kind])
    return control.open_round(db, made.id, step=step)


def answer(db: Store, made: Made, round_id: str, device: str, value: dict[str, Any], **more: Any) -> Saved:
    """One phone's answer, through the door phones use."""
    message = Cast(str(uuid.uuid4()), round_id, value, **more)
    return cast(db, Delivery(made.id, device, message))


def make_matches(db: Store, made: Made, seed: int = 1) -> None:
    """Match those who said something in the round before with each other."""
    brought = matching.brought(read(db, made.id))
    matching.keep(db, made.id, brought, draw(brought.order(seed)))

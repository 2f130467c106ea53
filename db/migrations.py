"""Bringing the schema up to date: a copy first, then all or nothing."""

from __future__ import annotations

from pathlib import Path

from db import facts
from db.engine import Engine, Store, StoreUnusable
from db.ids import now
from db.versions import MIGRATIONS


def pending(store: Store) -> list[str]:
    """The names of the migrations a database has yet to have, first to latest.

    Raises:
        StoreUnusable: it is from a newer version.
    """
    had = set(store.applied(MIGRATIONS))
    known = [migration.name for migration in MIGRATIONS._migrations]
    if had - set(known):
        raise StoreUnusable("database_newer", "")
    return [name for name in known if name not in had]


def migrate(store: Store, engine: Engine) -> Path | None:
    """Bring the schema up to date: a copy first, then every pending migration in one transaction.

    Returns the copy's path, or None where there was nothing to do or nothing to copy. When a migration
    fails, its error is raised and the database is as it was.

    Raises:
        StoreUnusable: it is from a newer version, holds half a copy, or has no rights to define tables.
    """
    try:
        waiting = pending(store)
    except StoreUnusable as error:
        raise StoreUnusable(error.code, engine.name) from error
    if not waiting:
        _refuse_half(store, engine)
        return None
    copy = None
    if store.applied(MIGRATIONS):
        copy = engine.folder / f"{_stem(engine)}-before-{waiting[0]}-{now().replace(':', '')}.db"
        engine.backup(store, copy)
    with store.atomic():
        store.apply(MIGRATIONS)
    return copy


def _stem(engine: Engine) -> str:
    """The start of a copy's name: the file's or the database's own."""
    return Path(engine.name).stem or "attune"


def _refuse_half(store: Store, engine: Engine) -> None:
    if facts.get(store, facts.HALF_COPIED):
        raise StoreUnusable("database_half", engine.name)

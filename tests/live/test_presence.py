"""Several processes on one database say together how many phones are there, and notice settings that differ."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import pytest

from components.live import presence
from components.live.hub import PRESENT_FOR, Hub
from components.live.presence import Presence
from components.live.writer import Writer
from components.settings import settings
from db import meetings, processes
from db.engine import Engine, Store
from db.ids import now
from tests.rooms import Made, make_meeting

ANA, LUZ, SAM = "0190-ana-00000000001", "0190-luz-00000000002", "0190-sam-00000000003"


@dataclass
class Side:
    """One of several processes: what it knows of phones, and what tells the others."""

    writer: Writer
    hub: Hub


@contextmanager
def side(engine: Engine) -> Iterator[Side]:
    writer = Writer(engine)
    hub = Hub(writer)
    writer.add_chore(Presence(writer, hub))
    try:
        yield Side(writer, hub)
    finally:
        writer.stop()


@pytest.fixture(autouse=True)
def hurry(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence, "_EVERY", 0.05)


@pytest.fixture
def made(store: Store) -> Made:
    with store.atomic():
        return make_meeting(store)


@pytest.fixture
def both(engine: Engine, monkeypatch: pytest.MonkeyPatch, made: Made) -> Iterator[tuple[Side, Side]]:
    """Two processes, each with a wall of the meeting; no event loop is there to wake it."""
    monkeypatch.setattr(Hub, "meetings", lambda self: [made.id])
    with ExitStack() as stack:
        yield stack.enter_context(side(engine)), stack.enter_context(side(engine))


def comes(read: Callable[[], object], wanted: object) -> None:
    deadline = time.monotonic() + 20
    while read() != wanted and time.monotonic() < deadline:
        time.sleep(0.02)
    assert read() == wanted


def test_phones_of_all_processes_are_counted_once(both: tuple[Side, Side], made: Made) -> None:
    one, other = both
    here = one.hub.stays(made.id, ANA)
    one.hub.stays(made.id, LUZ)
    other.hub.stays(made.id, SAM)
    for each in both:
        comes(lambda each=each: each.hub.present(made.id), 3)  # type: ignore[misc]
    one.hub.goes(made.id, ANA, here)
    other.hub.stays(made.id, ANA)
    time.sleep(0.3)
    assert [each.hub.present(made.id) for each in both] == [3, 3]


def test_a_process_that_makes_pages_alone_knows_the_phones_of_others(engine: Engine, made: Made) -> None:
    with side(engine) as phones, side(engine) as pages:
        phones.hub.stays(made.id, ANA)
        comes(lambda: pages.hub.present(made.id), 1)


def test_who_has_been_away_for_two_minutes_counts_nowhere(both: tuple[Side, Side], made: Made) -> None:
    one, other = both
    one.hub.saw(made.id, ANA)
    comes(lambda: other.hub.present(made.id), 1)
    one.hub.saw(made.id, ANA, time.monotonic() - PRESENT_FOR)
    comes(lambda: other.hub.present(made.id), 0)


def test_the_phones_of_a_process_that_died_count_until_they_had_time_to_come_back(
    engine: Engine, store: Store, both: tuple[Side, Side], made: Made
) -> None:
    one, other = both
    one.hub.stays(made.id, ANA)
    one.hub.stays(made.id, LUZ)
    comes(lambda: other.hub.present(made.id), 2)
    one.writer.stop()
    other.hub.stays(made.id, LUZ)
    time.sleep(0.3)
    assert other.hub.present(made.id) == 2
    store.execute("UPDATE processes SET at = :at WHERE id IN (SELECT process_id FROM presence WHERE people LIKE :ana)",
                  at=now(-processes.KEPT_FOR - 1), ana=f"%{ANA[-12:]}%")  # fmt: skip
    comes(lambda: other.hub.present(made.id), 1)
    with side(engine):
        comes(lambda: store.one("SELECT COUNT(*) AS n FROM processes"), {"n": 2})


def test_what_was_taken_away_is_told_again(store: Store, both: tuple[Side, Side], made: Made) -> None:
    one, other = both
    one.hub.stays(made.id, ANA)
    comes(lambda: other.hub.present(made.id), 1)
    store.execute("DELETE FROM processes")
    one.hub.stays(made.id, LUZ)
    comes(lambda: other.hub.present(made.id), 2)


def test_a_meeting_that_is_gone_stops_nobody(store: Store, both: tuple[Side, Side], made: Made) -> None:
    one, other = both
    one.hub.stays("gone", ANA)
    one.hub.stays(made.id, LUZ)
    comes(lambda: other.hub.present(made.id), 1)
    with store.atomic():
        store.execute("DELETE FROM meetings WHERE id = :id", id=made.id)
    assert store.query("SELECT * FROM presence") == []
    one.hub.stays(made.id, SAM)
    time.sleep(0.3)
    assert meetings.by_id(store, made.id) is None
    assert one.writer.trouble is None


def test_nothing_is_written_while_nobody_is_there(engine: Engine, store: Store) -> None:
    with side(engine):
        comes(lambda: store.one("SELECT COUNT(*) AS n FROM processes"), {"n": 1})
        store.execute("UPDATE processes SET at = :at", at=now(-5))
        before = store.query("SELECT at FROM processes")
        time.sleep(0.5)
        assert store.query("SELECT at FROM processes") == before


def test_settings_that_differ_between_processes_are_named(
    engine: Engine, both: tuple[Side, Side], database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATTUNE_SECRET_KEY", "Vq8-another-one-mX2r-7LpZ-kettle-w0")
    settings.cache_clear()
    with side(engine) as third:
        comes(lambda: third.hub.differing, ["ATTUNE_SECRET_KEY"])
        comes(lambda: both[0].hub.differing, ["ATTUNE_SECRET_KEY"])

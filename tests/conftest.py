"""What every test may use."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from components.live.house import close_house
from components.settings import settings as settings_of_process
from db.engine import Store, open_writer
from db.migrations import migrate

# How fast a machine is says nothing about whether the maths hold.
settings.register_profile("attune", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("attune")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Slow tests run last, so that a plain mistake shows within seconds."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is not None)


@pytest.fixture
def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """This process's database for the length of a test: a path in a temporary folder, and an empty house."""
    path = tmp_path / "attune.db"
    monkeypatch.setenv("ATTUNE_DATABASE", str(path))
    close_house()
    settings_of_process.cache_clear()
    yield path
    close_house()
    settings_of_process.cache_clear()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A migrated store to write to, in a file of its own."""
    path = tmp_path / "store.db"
    opened = open_writer(path)
    migrate(opened, path)
    yield opened
    opened.close()

"""What every test may use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from components.live.house import close_house
from components.phone.guesses import THE_GUESSES
from components.settings import settings as settings_of_process
from db.engine import Engine, Store, engine_at
from db.schema import tables
from tests import postgres
from tests.rooms import open_migrated
from tests.servers import free_port as find_free_port

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ON_BOTH_ENGINES = (
    "db/", "live/", "history/", "themes/", "imports/", "phone/test_protocol.py", "phone/test_processes.py",
    "test_accounts.py",
    "browser/test_backup.py",
)  # fmt: skip

# How fast a machine is says nothing about whether the maths hold.
settings.register_profile("attune", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("attune")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Slow tests run last, so that a plain mistake shows within seconds.

    What a browser does in time depends on what else its machine does: such a test has a second try, and the summary
    names each that needed it. One that needs it again and again has found something. What may be lost once in many
    tries has no second try.
    """
    items.sort(key=_is_slow)
    if config.pluginmanager.hasplugin("rerunfailures"):
        for item in filter(_is_slow, items):
            if "torture" not in item.path.parts:
                item.add_marker(pytest.mark.flaky(reruns=1))


def _is_slow(item: pytest.Item) -> bool:
    return item.get_closest_marker("slow") is not None


@pytest.fixture
def free_port() -> int:
    """A port on loopback that nobody listens on."""
    return find_free_port()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a module; as long as it is open, `asyncio.run` is refused in these tests."""
    from tests.phone.lane import open_chromium  # most tests need none

    with open_chromium() as opened:
        yield opened


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--engine", choices=("sqlite", "postgresql", "both"), help="run every test on this engine")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Storage and the protocol are tested on both engines; pages and pictures, which only use them, on one."""
    if "engine_name" not in metafunc.fixturenames:
        return
    chosen = metafunc.config.getoption("--engine")
    if chosen is None:
        where = metafunc.definition.path.relative_to(Path(__file__).parent).as_posix()
        chosen = "both" if where.startswith(ON_BOTH_ENGINES) else "sqlite"
    metafunc.parametrize("engine_name", ["sqlite", "postgresql"] if chosen == "both" else [chosen])


@pytest.fixture(scope="session")
def cluster() -> Iterator[postgres.Cluster]:
    """A PostgreSQL server for the tests of this process, with a migrated database to copy: `ready`."""
    reason = postgres.missing()
    if reason and os.environ.get("CI"):
        pytest.fail(f"CI has to test on PostgreSQL, and there is {reason}")
    if reason:
        pytest.skip(f"there is {reason}")
    with postgres.cluster() as made:
        made.execute("CREATE DATABASE ready")
        open_migrated(made.url("ready")).close()
        made.execute("CREATE DATABASE work TEMPLATE ready")
        yield made


@pytest.fixture
def new_address(engine_name: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Where a new database would be, on the engine this test runs on; nothing is there yet, or no table."""
    if engine_name == "sqlite":
        yield str(tmp_path / "store.db")
        return
    server: postgres.Cluster = request.getfixturevalue("cluster")
    url = server.new_database()
    yield url
    server.drop(url)


@pytest.fixture
def emptied(cluster: postgres.Cluster) -> str:
    """The address of a migrated database with nothing in it: to make a new one for every test takes long."""
    url = cluster.url("work")
    store = engine_at(url).open_writer()
    with store.atomic():
        store.execute("; ".join(f"DELETE FROM {table.name}" for table in reversed(tables())))
    store.close()
    return url


@pytest.fixture(scope="session")
def ready_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy: to run every migration for every test takes long."""
    path = tmp_path_factory.mktemp("ready") / "ready.db"
    open_migrated(path).close()
    assert not path.with_name("ready.db-wal").exists(), "a copy of this file alone is not the whole database"
    return path


@pytest.fixture
def database(
    engine_name: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """This process's database for the length of a test, and an empty house."""
    if engine_name == "postgresql":
        place = request.getfixturevalue("emptied")
    else:
        place = str(copyfile(request.getfixturevalue("ready_file"), tmp_path / "attune.db"))
    monkeypatch.setenv("ATTUNE_DATABASE", place)
    monkeypatch.setenv("ATTUNE_COPIES", str(tmp_path))
    close_house()
    settings_of_process.cache_clear()
    THE_GUESSES.forget()
    yield place
    close_house()
    settings_of_process.cache_clear()


@pytest.fixture
def engine(engine_name: str, tmp_path: Path, request: pytest.FixtureRequest) -> Engine:
    """A migrated database of this test's own."""
    if engine_name == "postgresql":
        return engine_at(request.getfixturevalue("emptied"), tmp_path)
    return engine_at(copyfile(request.getfixturevalue("ready_file"), tmp_path / "store.db"))


@pytest.fixture
def engine_apart(new_address: str, tmp_path: Path) -> Engine:
    """A migrated database that nobody else will use, for tests that leave more in it than rows."""
    open_migrated(new_address).close()
    return engine_at(new_address, tmp_path)


@pytest.fixture
def store(engine: Engine) -> Iterator[Store]:
    """A migrated store to write to, in a database of its own."""
    opened = engine.open_writer()
    yield opened
    opened.close()

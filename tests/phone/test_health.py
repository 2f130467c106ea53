"""What a process tells whoever runs it: whether it works, whether there is room, and its figures."""

from __future__ import annotations

import json
import re
import resource
import threading
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from components.live import connections, figures
from components.live.store import save, the_writer
from components.phone.app import app
from components.settings import settings
from db.engine import Store, StoreAway
from db.versions import MIGRATIONS
from tests import postgres
from tests.lanes import lane_process
from tests.rooms import Made, make_meeting, open_activity
from tests.servers import serve

TOKEN = "figures-for-the-watch-alone"


@pytest.fixture
def server(database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv("ATTUNE_METRICS_TOKEN", TOKEN)
    settings.cache_clear()
    with TestClient(app) as client:
        yield client


@pytest.fixture
def made(server: TestClient) -> Made:
    return save(make_meeting)


def figures_of(server: TestClient) -> dict[str, float]:
    """Every sample of the figures; a line that is neither one nor a comment fails."""
    answer = server.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    found = {}
    for line in answer.text.splitlines():
        if not line.startswith("# "):
            sample = re.fullmatch(r'([a-z_]+(?:\{[a-z]+="[^"\\]*"\})?) (\S+)', line)
            assert sample, line
            found[sample[1]] = float(sample[2])
    return found


def answer_message(round_id: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"type": "answer", "id": str(uuid.uuid4()), "round": round_id, "value": value}


def test_a_process_that_works_says_so(server: TestClient) -> None:
    told = server.get("/healthz")
    assert told.status_code == 200
    assert told.json() == {"status": "ok", "database": "reachable", "writer": "alive", "waiting": 0}
    assert told.headers["cache-control"] == "no-store"
    assert server.get("/readyz").json()["status"] == "ready"


def test_a_database_that_takes_nothing_is_told_with_its_reason(
    server: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(db: Store) -> None:
        raise StoreAway("database_full", "/secret/place")

    with pytest.raises(StoreAway):
        save(full)
    for place in ("/healthz", "/readyz"):
        told = server.get(place)
        assert told.status_code == 503
        assert told.json() == {"status": "trouble", "reason": "database_full", "waiting": 0}


def test_a_writer_that_is_held_up_or_has_stopped_is_told(server: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    held, go_on = threading.Event(), threading.Event()

    def hold(db: Store) -> None:
        held.set()
        go_on.wait(20)

    monkeypatch.setattr("components.live.writer._STUCK_AFTER", 0.0)
    writer = the_writer()
    held_up = writer.put(hold)
    held.wait(20)
    writer.put(lambda db: None)
    told = server.get("/healthz")
    assert (told.status_code, told.json()["reason"], told.json()["waiting"]) == (503, "writer_stuck", 1)
    go_on.set()
    held_up.result(20)
    writer.stop()
    assert server.get("/healthz").json()["reason"] == "writer_stopped"


def test_a_process_with_older_tables_is_not_ready(server: TestClient) -> None:
    newest = MIGRATIONS._migrations[-1].name
    save(lambda db: db.execute("DELETE FROM _sqlite_migrations WHERE name = :name", name=newest))
    assert server.get("/readyz").json()["reason"] == "not_migrated"
    assert server.get("/healthz").status_code == 200


def test_a_process_is_full_when_its_system_gives_it_no_more_connections(
    server: TestClient, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = server.get("/readyz").json()
    with server.websocket_connect(f"/j/{made.code}/live") as phone:
        phone.receive_text()
        told = server.get("/readyz").json()
        assert (told["phones"], told["room"]) == (1, before["room"] - 1)
        limit = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
        monkeypatch.setattr(connections, "_OWN_USE", limit - 1)
        full = server.get("/readyz")
        assert (full.status_code, full.json()["reason"]) == (503, "no_room")
        assert server.get("/healthz").status_code == 200


def test_figures_are_there_for_the_token_alone(server: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    for shown in ("", "Bearer ", "Bearer wrong", "Bearer é", TOKEN[:-1]):
        refused = server.get("/metrics", headers={b"Authorization": shown.encode()})
        assert (refused.status_code, refused.text) == (401, "")
    assert figures_of(server)["attune_phones_connected"] == 0
    monkeypatch.delenv("ATTUNE_METRICS_TOKEN")
    settings.cache_clear()
    assert server.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 404
    assert server.get("/metrics", headers={"Authorization": "Bearer None"}).status_code == 404


def test_figures_follow_what_happens(server: TestClient, made: Made) -> None:
    round_id = save(lambda db: open_activity(db, made, "spectrum"))
    before = figures_of(server)
    place = {"lines": {"expertise": 70}}
    with (
        server.websocket_connect(f"/j/{made.code}/live") as phone,
        server.websocket_connect(f"/j/{made.code}/pulse") as wall,
    ):
        wall.receive_text()
        for message in (answer_message(round_id, place), answer_message(round_id, {"lines": 7})):
            phone.send_text(json.dumps(message))
            while json.loads(phone.receive_text())["type"] not in ("saved", "refused"):
                pass
        while (json.loads(phone.receive_text()).get("activity") or {}).get("answered") != 1:
            pass
        during = figures_of(server)
        phone.send_text("x" * 70_000)
        with pytest.raises(WebSocketDisconnect) as closed:
            while True:
                phone.receive_text()
        assert closed.value.code == 1009
    after = figures_of(server)

    def grown(name: str) -> float:
        return after[name] - before.get(name, 0)

    assert (during["attune_phones_connected"], during["attune_walls_connected"]) == (1, 1)
    assert grown("attune_answers_saved_total") == grown("attune_acknowledgement_seconds_count") == 1
    assert grown('attune_answers_refused_total{reason="invalid"}') == 1
    assert grown("attune_commit_jobs_count") >= 2
    assert grown("attune_commit_jobs_sum") >= grown("attune_commit_jobs_count")
    assert grown("attune_state_messages_total") >= 1
    assert grown('attune_connections_ended_total{how="server 1009"}') == 1
    assert grown('attune_connections_ended_total{how="client 1000"}') == 1


def test_steps_of_a_spread_hold_what_is_at_most_so_large() -> None:
    spread = figures.Spread("made_up", "Nothing.", (1.0, 2.5))
    for value in (0.5, 1.0, 2.0, 100.0):
        spread.add(value)
    assert list(spread.lines())[2:] == [
        'made_up_bucket{le="1"} 2',
        'made_up_bucket{le="2.5"} 3',
        'made_up_bucket{le="+Inf"} 4',
        "made_up_sum 103.500000",
        "made_up_count 4",
    ]


# In processes of their own


def ask(port: int, place: str) -> tuple[int, dict[str, Any]]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{place}", timeout=20) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.loads(error.read() or "{}")


@pytest.mark.slow
def test_a_lane_without_its_server_says_why_and_nothing_else(tmp_path: Path) -> None:
    reason = postgres.missing()
    if reason:
        pytest.skip(f"there is {reason}")
    with postgres.cluster() as made:
        address = made.new_database()
        with lane_process(tmp_path, address) as port:
            assert ask(port, "/healthz")[0] == ask(port, "/readyz")[0] == 200
            made.stop()
            status, told = ask(port, "/healthz")
            while told["status"] == "ok":
                status, told = ask(port, "/healthz")
            assert (status, {**told, "waiting": 0}) == (
                503, {"status": "trouble", "reason": "database_away", "waiting": 0}
            )  # fmt: skip
            assert ask(port, "/readyz")[0] == 503
            made.start()
            while ask(port, "/healthz")[0] == 503:
                pass
            assert ask(port, "/readyz")[0] == 200


@pytest.mark.slow
def test_the_whole_app_says_how_it_is_too(tmp_path: Path) -> None:
    with serve(tmp_path) as server:
        assert ask(server.port, "/healthz")[1]["status"] == "ok"
        assert ask(server.port, "/readyz")[1]["status"] == "ready"
        assert ask(server.port, "/metrics")[0] == 404

"""The log of a server: one line of JSON each, that helps whoever runs it and says nothing about anybody."""

from __future__ import annotations

import io
import json
import logging
import re
import urllib.error
import urllib.request
import uuid
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import connect

from components.live import control
from components.logs import JsonLines, request_id
from components.phone.identity import COOKIE, new_device
from db import participants
from tests.lanes import lane_process
from tests.rooms import CARDS, Made, make_meeting, open_activity, open_migrated
from tests.servers import serve

SAID = "My neighbour Dolores drove me here"
QUESTION = "What helped you learn?"
QUIET = ("/healthz", "/readyz", "/j/ping", "/_stcore/health")


def ask(url: str, headers: dict[str, str] | None = None, body: dict[str, Any] | None = None) -> tuple[int, str | None]:
    """The status and the request id of an answer, where it tells one."""
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(url, data, {"User-Agent": "OldPhone/7", **(headers or {})})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.headers["X-Request-Id"]
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers["X-Request-Id"]


def logger_into(out: io.StringIO) -> logging.Logger:
    logger = logging.Logger("somebody.else")
    handler = logging.StreamHandler(out)
    handler.setFormatter(JsonLines())
    logger.addHandler(handler)
    return logger


def meet(port: int, made: Made, round_id: str, device: str) -> None:
    """Everything a phone does, and some things it should not."""
    page, cookie = f"http://127.0.0.1:{port}/j/{made.code}", {"Cookie": f"{COOKIE}={device}"}
    ask(f"{page}?lang=es", cookie)
    ask(f"http://127.0.0.1:{port}/j?code={made.code}", cookie)
    ask(f"http://127.0.0.1:{port}/{made.code}/nowhere", cookie)
    ask(f"{page}/state", cookie)
    message = {"type": "answer", "id": str(uuid.uuid4()), "round": round_id, "value": {"text": SAID}}
    with connect(f"ws://127.0.0.1:{port}/j/{made.code}/live", additional_headers=cookie) as socket:
        for each in (message, message | {"value": {"text": SAID * 9}}, {"type": SAID}):
            socket.send(json.dumps(each))
        while json.loads(socket.recv(timeout=20))["type"] != "saved":
            pass
    ask(f"{page}/answers", cookie, message | {"id": str(uuid.uuid4())})
    ask(f"{page}/answers", cookie, {"type": "answer", "id": SAID})


def lines_of(text: str) -> list[dict[str, Any]]:
    """The lines of a log; what a server prints of itself before it has begun is none."""
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


@pytest.mark.slow
def test_the_log_of_a_meeting_says_what_happened_and_nothing_about_anybody(tmp_path: Path) -> None:
    database = str(tmp_path / "attune.db")
    store, device = open_migrated(database), new_device()
    with store.atomic():
        made = make_meeting(store, configs={"icebreaker": CARDS})
        round_id = open_activity(store, made, "icebreaker")
    with lane_process(tmp_path, database, log_level="debug", ATTUNE_LOG="json") as port:
        meet(port, made, round_id, device)
        given = ask(f"http://127.0.0.1:{port}/j/{made.code}", {"X-Request-Id": "from-the-proxy-1"})
        made_up = ask(f"http://127.0.0.1:{port}/j/nowhere", {"X-Request-Id": f"{SAID}!"})
        well = ask(f"http://127.0.0.1:{port}/j/{made.code}")
        ask(f"http://127.0.0.1:{port}/healthz")
        with store.atomic():
            control.reveal(store, made.id)
    person = participants.find(store, made.community_id, device)
    store.close()
    [log] = tmp_path.glob("lane-*.log")
    text = log.read_text()
    lines = lines_of(text)
    assert len(lines) == len(text[text.index("{") :].splitlines())
    routes = [(line.get("method"), line.get("route"), line.get("outcome")) for line in lines]
    assert ("GET", "/j/{code}", 200) in routes
    assert ("GET", "elsewhere", 404) in routes
    assert ("POST", "/j/{code}/answers", 200) in routes
    assert ("POST", "/j/{code}/answers", 422) in routes
    assert ("WEBSOCKET", "/j/{code}/live", 1000) in routes
    assert all(route != "/healthz" for _, route, _ in routes)
    assert [line["said"] for line in lines][:1] == ["started"]
    assert [line["said"] for line in lines][-1:] == ["stopped"]
    assert given == (200, "from-the-proxy-1")
    assert well == (200, None)
    assert made_up[1]
    assert re.fullmatch(r"[\w-]{16}", made_up[1])
    assert {given[1], made_up[1]} <= {line.get("request") for line in lines}
    private = [made.code, made.code[:4], device, person, SAID, "Dolores", "127.0.0.1", "lang=es", "OldPhone", round_id,
               made.display_key, made.id, QUESTION, COOKIE]  # fmt: skip
    assert [word for word in private if str(word).lower() in text.lower()] == []


@pytest.mark.slow
def test_the_whole_app_logs_alike(tmp_path: Path) -> None:
    with serve(tmp_path, ATTUNE_LOG="json") as server:
        made = server.save(make_meeting)
        for place in (f"/j/{made.code}", f"/r/{made.display_key}", f"/display?key={made.display_key}", "/nobody-knows"):
            ask(f"{server.url}{place}")
        for place in QUIET:
            ask(f"{server.url}{place}")
    lines = lines_of(server.log)
    routes = {line.get("route") for line in lines}
    assert {"/j/{code}", "/r/{token}"} <= routes
    assert not routes & set(QUIET), "what a proxy asks every few seconds would fill the log"
    written = "\n".join(map(json.dumps, lines))
    assert [word for word in (made.code, made.display_key, "127.0.0.1", "nobody-knows") if word in written] == []


@pytest.mark.slow
def test_without_the_setting_nothing_is_logged(tmp_path: Path) -> None:
    store = open_migrated(tmp_path / "attune.db")
    with store.atomic():
        made = make_meeting(store)
    store.close()
    with lane_process(tmp_path, str(tmp_path / "attune.db")) as port:
        assert ask(f"http://127.0.0.1:{port}/j/{made.code}")[0] == 200
    [log] = tmp_path.glob("lane-*.log")
    assert log.read_text() == ""


def test_an_error_is_told_by_its_type_and_place_without_its_words() -> None:
    out = io.StringIO()
    try:
        raise ValueError(SAID)
    except ValueError:
        logger_into(out).exception("it went wrong for %s", SAID)
    [line] = lines_of(out.getvalue())
    assert line["said"] == "it went wrong for %s"
    assert line["error"]["type"] == "ValueError"
    assert line["error"]["at"][-1].startswith("tests/test_logs.py:")
    assert "Dolores" not in out.getvalue()


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("203.0.113.9:4711 - GET /j/K7QF2M/live?lang=es refused", "...:4711 - GET .../live... refused"),
        ("from 2001:db8:0:1::9 to /r/abc_DEF", "from ...:9 to ..."),
        ("plain words stay: at 10:15", "plain words stay: at 10:15"),
    ],
)
def test_what_a_library_puts_into_its_own_words_is_taken_out(said: str, kept: str) -> None:
    out = io.StringIO()
    logger_into(out).warning(said)
    [line] = lines_of(out.getvalue())
    assert line["said"] == kept


def test_a_line_has_the_id_of_the_request_it_belongs_to() -> None:
    out = io.StringIO()
    token = request_id.set("the-one-asked")
    try:
        logger_into(out).warning("inside")
    finally:
        request_id.reset(token)
    logger_into(out).warning("outside")
    assert [line.get("request") for line in lines_of(out.getvalue())] == ["the-one-asked", None]

"""Malformed messages and requests of every sort: the server goes on answering, and its log can be read."""

from __future__ import annotations

import asyncio
import http.client
import json
import socket
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.routing import Route
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from components import account_cookie
from components.activities.registry import ACTIVITIES
from components.live.entries import parsed_config
from components.phone.identity import COOKIE, new_device
from components.phone.routes import routes
from components.reports import routes as reports
from db import rounds
from tests.lanes import Lane, lane
from tests.rooms import CONFIGS, make_meeting, open_activity, open_migrated
from tests.servers import Server, serve
from tests.torture.crowd import crowd, run
from tests.torture.size import IS_FULL, SIZE

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3600 if IS_FULL else 240)]

AT_ONCE = 20
LONGEST_LINE = 1000
ASKED = [kind for kind in ACTIVITIES if ACTIVITIES[kind].steps]
Tell = Callable[..., None]


@dataclass(frozen=True)
class Asked:
    """An open round of a kind, and how to answer it well."""

    code: str
    round_id: str
    kind: str
    config: Any
    step: str

    def answer(self, rng: Random) -> dict[str, Any]:
        value = ACTIVITIES[self.kind].pretend(self.config, self.step, rng, 0.0)
        return {
            "type": "answer",
            "id": str(uuid.UUID(int=rng.getrandbits(128))),
            "round": self.round_id,
            "value": value,
        }


def ask_everything(address: str) -> list[Asked]:
    """A meeting for every kind of activity that is answered, with its round open."""
    store = open_migrated(address)
    found = []
    with store.atomic():
        for kind in ASKED:
            made = make_meeting(store, configs={kind: CONFIGS[kind]})
            round_id = open_activity(store, made, kind)
            [opened] = rounds.of_activity(store, made.activity_ids[kind])
            found.append(Asked(made.code, round_id, kind, parsed_config(kind, opened.config), opened.step))
    store.close()
    return found


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Lane, list[Asked]]]:
    folder = tmp_path_factory.mktemp("fuzz")
    everything = ask_everything(str(folder / "attune.db"))
    with lane(folder, str(folder / "attune.db")) as server:
        yield server, everything


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, str]]:
    folder = tmp_path_factory.mktemp("fuzz-app")
    code = ask_everything(str(folder / "attune.db"))[0].code
    with serve(folder) as server:
        yield server, code


# What is malformed

WORDS = st.text() | st.sampled_from(
    ["", "\0", "\ud800", "\u202e", "'; DROP TABLE answers; --", "../..", "<script>", "x" * 5000]
)
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=8,
)


@st.composite
def spoiled(draw: st.DrawFn, whole: Any) -> Any:
    """Something whole with one part of it, at any depth, put wrong, left out or added to."""
    if not isinstance(whole, dict | list) or not whole or draw(st.integers(0, 3)) == 0:
        return draw(JUNK)
    if isinstance(whole, list):
        at = draw(st.integers(0, len(whole) - 1))
        return [*whole[:at], draw(spoiled(whole[at])), *whole[at + draw(st.integers(0, 1)) :]]
    name = draw(st.sampled_from(sorted(whole)))
    how = draw(st.sampled_from(["wrong", "wrong", "gone", "more"]))
    if how == "gone":
        return {key: value for key, value in whole.items() if key != name}
    if how == "more":
        return whole | {draw(WORDS): draw(JUNK)}
    return whole | {name: draw(spoiled(whole[name]))}


def malformed(asked: Asked) -> st.SearchStrategy[str]:
    """Texts that a phone of this kind of round never sends."""
    answers = st.integers(0, 2**32).map(lambda seed: asked.answer(Random(seed)))
    about = {"type": "about", "attributes": {"sector": "a", "roles": ["b"], "new": "new", "family": "yes"}}
    bodies = answers.flatmap(spoiled) | answers.flatmap(spoiled) | spoiled(about) | JUNK
    deep = st.integers(1, 20_000).map(lambda depth: "[" * depth)
    return bodies.map(json.dumps) | st.text().filter(lambda text: text.isprintable()) | deep


def test_malformed_messages_leave_the_server_answering_and_the_log_readable(
    room: tuple[Lane, list[Asked]], tell: Tell
) -> None:
    server, everything = room
    sent = 0

    @settings(max_examples=SIZE.malformed // AT_ONCE)
    @given(data=st.data(), asked=st.sampled_from(everything))
    def send(data: st.DataObject, asked: Asked) -> None:
        nonlocal sent
        texts = data.draw(st.lists(malformed(asked), min_size=AT_ONCE, max_size=AT_ONCE))
        asyncio.run(send_all(server.port, asked.code, texts))
        sent += len(texts)

    send()
    assert sent >= SIZE.malformed * 0.9
    go_on(server, everything[0])
    check_readable(server.log.read_text())
    tell("Malformed messages", messages=sent, **{"that stopped the server": 0, "tracebacks in the log": 0})


async def send_all(port: int, code: str, texts: list[str]) -> None:
    """Send texts from one phone; at the end it is still connected and answered."""
    headers = {"Cookie": f"{COOKIE}={new_device()}"}
    async with connect(f"ws://127.0.0.1:{port}/j/{code}/live", additional_headers=headers) as phone:
        for text in (*texts, json.dumps({"type": "answer", "id": "the last"})):
            await phone.send(text)
        async with asyncio.timeout(30):
            async for reply in phone:
                if json.loads(reply).get("id") == "the last":
                    return
    raise AssertionError("the connection was closed")


def go_on(server: Lane, asked: Asked) -> None:
    """An honest phone is served as ever."""

    async def meet() -> None:
        async with crowd(asked.code, asked.round_id, server.port, 1, is_answering=False) as gathered:
            message = asked.answer(Random(1))
            gathered.phones[0].unsent[message["id"]] = message
            await gathered.phones[0].empty(within=30, every=0.2)

    run(meet, within=60)


def check_readable(log: str) -> None:
    assert "Traceback" not in log
    assert all(len(line) <= LONGEST_LINE and (line.isprintable() or not line) for line in log.splitlines())


@settings(max_examples=SIZE.examples)
@given(
    frames=st.lists(st.binary(max_size=200) | st.text(max_size=200), max_size=5), asked=st.integers(0, len(ASKED) - 1)
)
def test_frames_of_bytes_close_one_connection_alone(
    room: tuple[Lane, list[Asked]], frames: list[bytes | str], asked: int
) -> None:
    server, everything = room

    async def meet() -> None:
        with suppress(ConnectionClosed):
            async with connect(f"ws://127.0.0.1:{server.port}/j/{everything[asked].code}/live") as phone:
                for frame in frames:
                    await phone.send(frame)

    run(meet, within=60)
    check_readable(server.log.read_text())


# Requests

OURS = [route.path for route in (*routes(), *reports.routes(), *account_cookie.routes) if isinstance(route, Route)]
METHODS = st.sampled_from(["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"])
HEADER = st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=300).map(str.strip)


@settings(max_examples=SIZE.examples * 4)
@given(
    path=st.sampled_from(OURS), method=METHODS, words=st.lists(WORDS, min_size=3, max_size=3), knows=st.booleans(),
    body=st.binary(max_size=2000) | JUNK.map(lambda junk: json.dumps(junk).encode()), cookie=HEADER, origin=HEADER,
    asked=st.dictionaries(st.sampled_from(["code", "link", "lang", "key", "x"]), WORDS, max_size=3),
)  # fmt: skip
def test_malformed_requests_are_refused_and_no_error_of_the_server(
    app: tuple[Server, str], path: str, method: str, words: list[str], knows: bool, body: bytes, cookie: str,
    origin: str, asked: dict[str, str],
) -> None:  # fmt: skip
    server, code = app
    for name, word in zip(("{code}", "{version}", "{name:path}", "{token}"), (code, *words), strict=True):
        path = path.replace(name, _quoted(word if name != "{code}" or knows else words[0]) or "-")
    query = "&".join(f"{name}={_quoted(word)}" for name, word in asked.items())
    headers = {"Cookie": f"{COOKIE}={cookie}", "Origin": origin or server.url, "Content-Type": "application/json"}
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    try:
        connection.request(
            method, f"{path}?{query}", body, {name: value.encode("latin-1") for name, value in headers.items()}
        )
        assert connection.getresponse().status < 500
    finally:
        connection.close()


def _quoted(word: str) -> str:
    return quote(word.encode("utf-8", "surrogatepass"), safe="")[:6000]


@settings(max_examples=SIZE.examples)
@given(said=st.binary(max_size=500))
def test_bytes_that_are_no_request_at_all_harm_nobody(app: tuple[Server, str], said: bytes) -> None:
    server, _ = app
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as line, suppress(OSError):
        line.sendall(said)
        line.shutdown(socket.SHUT_WR)
        line.recv(1000)


def test_after_all_this_the_app_answers_and_its_log_is_readable(app: tuple[Server, str]) -> None:
    server, code = app
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("GET", f"/j/{code}")
    assert connection.getresponse().status == 200
    connection.close()
    check_readable(server.log)

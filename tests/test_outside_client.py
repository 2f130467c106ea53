"""A client that speaks only docs/protocol.md, on the demo's live meeting, steered from a terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from websockets.sync.client import ClientConnection, connect

from tests.servers import ROOT, Server, serve

pytestmark = pytest.mark.slow


def command(server: Server, *words: str) -> dict[str, Any]:
    """Run `python -m db ...` beside the running server; its last line as JSON."""
    environment = os.environ | {"ATTUNE_DATABASE": str(server.database)}
    done = subprocess.run(
        [sys.executable, "-m", "db", *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serve(tmp_path_factory.mktemp("outside")) as running:
        yield running


@pytest.fixture(scope="module")
def demo(server: Server) -> dict[str, Any]:
    return command(server, "demo", "--live")


def value_for(config: dict[str, Any], kind: str) -> dict[str, Any]:
    """An answer to any config, read off the protocol's table."""
    if kind == "spectrum":
        return {"lines": {line["id"]: 64 for line in config["lines"]}}
    if kind == "ranking":
        return {"order": [item["id"] for item in config["items"][:3]]}
    if kind == "icebreaker":
        choices = config.get("choices") or [{"id": ""}]
        return {"text": {"text": "Listening"}, "word": {"word": "Listening"}, "choice": {"choice": choices[0]["id"]}}[
            config["answer"]
        ]
    by_type = {"rating": 4, "text": "More of this", "lesson": {"worked": "Small groups"}, "commitment": "Call Rosa"}
    return {question["id"]: by_type[question["type"]] for question in config["questions"]}


def hear(socket: ClientConnection, wanted: Any) -> dict[str, Any]:
    for _ in range(60):
        message: dict[str, Any] = json.loads(socket.recv(timeout=20))
        if wanted(message):
            return message
    raise AssertionError("it did not come")


def is_round(message: dict[str, Any], kind: str, phase: str) -> bool:
    activity = message["type"] == "state" and message["activity"]
    return bool(activity and activity["kind"] == kind and activity["round"] and activity["round"]["phase"] == phase)


@pytest.mark.parametrize("kind", ["icebreaker", "spectrum", "ranking", "reflection"])
def test_phones_that_know_only_the_protocol_answer_and_see_the_result(
    server: Server, demo: dict[str, Any], kind: str
) -> None:
    position = next(activity["position"] for activity in demo["activities"] if activity["kind"] == kind)
    address = f"ws://127.0.0.1:{server.port}/j/{demo['join_code']}/live"
    with ExitStack() as open_phones:
        phones = [open_phones.enter_context(connect(address)) for _ in range(5)]
        opened = command(server, "open", demo["join_code"], str(position))
        assert opened["round"]["step"] == "answer"
        for phone in phones:
            state = hear(phone, lambda message: is_round(message, kind, "open"))
            value = value_for(state["activity"]["config"], kind)
            answer = {"type": "answer", "id": str(uuid.uuid4()), "round": opened["round"]["id"], "value": value}
            phone.send(json.dumps(answer))
            reply = hear(phone, lambda message: message["type"] in ("saved", "refused"))
            assert reply == {"type": "saved", "id": answer["id"]}
        command(server, "close", demo["join_code"])
        command(server, "reveal", demo["join_code"])
        tallies = [hear(phone, lambda message: is_round(message, kind, "revealed"))["tally"] for phone in phones]
    assert [tally["n"] for tally in tallies] == [5] * 5


def test_an_open_step_and_another_round_are_steered_from_the_terminal(server: Server, demo: dict[str, Any]) -> None:
    position = next(activity["position"] for activity in demo["activities"] if activity["kind"] == "ranking")
    first = command(server, "open", demo["join_code"], str(position), "--step", "propose")
    assert first["round"]["step"] == "propose"
    again = command(server, "round", demo["join_code"], "--step", "answer")
    assert (again["round"]["step"], again["round"]["number"]) == ("answer", first["round"]["number"] + 1)

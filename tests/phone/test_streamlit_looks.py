"""How often a phone on Streamlit's lane has its page run: no more than it must."""

from __future__ import annotations

import asyncio
import json
import uuid
from pathlib import Path

import pytest
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from benchmarks.place import a_room, dots
from benchmarks.streamlit_lane import BALLOT, NO_OTHER, PULSE, Tab
from components.phone.identity import COOKIE, new_device
from tests.servers import Server, serve

pytestmark = pytest.mark.slow


async def come_and_answer(server: Server, code: str, round_id: str) -> tuple[float, float, int]:
    """After how long a phone is told to look again, first and in the end, and the runs its answer took."""
    cookie = {"Cookie": f"{COOKIE}={new_device()}"}
    address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
    streamlit = [Subprotocol("streamlit")]
    async with connect(address, additional_headers=cookie, subprotocols=streamlit, max_size=None) as socket:
        tab = Tab(socket, code)
        await tab.run()
        first = tab.every
        if not first:
            await tab.run(fragment=tab.fragment, said=(PULSE, "reached", NO_OTHER))
        before = tab.runs
        message = {"type": "answer", "id": str(uuid.uuid4()), "round": round_id, "value": dots(7)}
        await tab.run(fragment=tab.fragment, said=(BALLOT, "answer", message))
        assert [each["type"] for each in json.loads(tab.shown)["acks"]] == ["saved"]
        return first, tab.every, tab.runs - before


def test_an_answer_is_one_run_and_the_next_phone_looks_again_from_its_first(tmp_path: Path) -> None:
    with serve(tmp_path) as server:
        made, round_id = server.save(a_room)
        assert asyncio.run(come_and_answer(server, made.code, round_id)) == (0, 5, 1)
        assert asyncio.run(come_and_answer(server, made.code, round_id)) == (5, 5, 1)

"""What gets in a server's way: each runs until it is cancelled."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import socket
import uuid
from contextlib import suppress

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from components.phone.identity import COOKIE, new_device
from tests.torture.size import SIZE

_AT_ONCE = 50
TOO_MUCH = "x" * 100_000


async def slow_readers(port: int, code: str, round_id: str) -> None:
    """Phones that ask and ask, and take nothing of what they are told."""
    async with asyncio.TaskGroup() as group:
        for _ in range(SIZE.idle // 10):
            group.create_task(_ask_without_listening(port, code))


async def half_open(port: int, code: str, round_id: str) -> None:
    """Connections that begin to say what they want and stop there."""
    await _hold(port, [b"GET /j/" + code.encode() + b"/live HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgr"] * SIZE.idle)


async def idle(port: int, code: str, round_id: str) -> None:
    """Phones that connect and then say nothing and hear nothing."""
    await _hold(port, [_handshake(code) for _ in range(SIZE.idle)])


async def reconnects(port: int, code: str, round_id: str) -> None:
    """A hundred connections a second that are over as soon as they have begun."""
    async with asyncio.TaskGroup() as group:
        while True:
            group.create_task(_come_and_go(port, code))
            await asyncio.sleep(0.01)


async def large_frames(port: int, code: str, round_id: str) -> None:
    """Messages over the limit, as fast as they are taken."""
    async with asyncio.TaskGroup() as group:
        for _ in range(10):
            group.create_task(_send_too_much(port, code))


async def flood(port: int, code: str, round_id: str) -> None:
    """A phone that sends a thousand answers a second, and comes again whenever it is let go."""
    device = new_device()
    while True:
        with suppress(ConnectionClosed, InvalidHandshake, OSError):
            async with _connected(port, code, device) as phone:
                while True:
                    await phone.send(answer_to(round_id))
                    await asyncio.sleep(0.001)
        await asyncio.sleep(0.01)


def answer_to(round_id: str) -> str:
    value = {"lines": {"expertise": 50, "second": 50}}
    return json.dumps({"type": "answer", "id": str(uuid.uuid4()), "round": round_id, "value": value})


def _connected(port: int, code: str, device: str) -> connect:
    headers = {"Cookie": f"{COOKIE}={device}"}
    return connect(f"ws://127.0.0.1:{port}/j/{code}/live", additional_headers=headers, close_timeout=0.5)


def _handshake(code: str) -> bytes:
    key = base64.b64encode(os.urandom(16)).decode()
    lines = [f"GET /j/{code}/live HTTP/1.1", "Host: 127.0.0.1", "Upgrade: websocket", "Connection: Upgrade",
             f"Cookie: {COOKIE}={new_device()}", f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Version: 13"]  # fmt: skip
    return "\r\n".join([*lines, "", ""]).encode()


async def _hold(port: int, beginnings: list[bytes]) -> None:
    """Open a connection for each of these, say it, and then hold it without reading."""
    held: list[socket.socket] = []
    try:
        for at in range(0, len(beginnings), _AT_ONCE):
            await asyncio.gather(*(_begin(port, said, held) for said in beginnings[at : at + _AT_ONCE]))
        await asyncio.Event().wait()
    finally:
        for each in held:
            each.close()


async def _begin(port: int, said: bytes, held: list[socket.socket]) -> socket.socket:
    loop, opened = asyncio.get_running_loop(), socket.socket()
    held.append(opened)
    opened.setblocking(False)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    await loop.sock_connect(opened, ("127.0.0.1", port))
    await loop.sock_sendall(opened, said)
    return opened


async def _ask_without_listening(port: int, code: str) -> None:
    """Send messages for as long as the server takes them, each as browsers send it: masked, here with zeros."""
    text = b'{"type":"?"}'
    frame = bytes([0x81, 0x80 | len(text), 0, 0, 0, 0]) + text
    while True:
        held: list[socket.socket] = []
        try:
            opened = await _begin(port, _handshake(code), held)
            while True:
                await asyncio.get_running_loop().sock_sendall(opened, frame * 5)
                await asyncio.sleep(0.3)
        except OSError:
            await asyncio.sleep(0.1)
        finally:
            for each in held:
                each.close()


async def _come_and_go(port: int, code: str) -> None:
    with suppress(ConnectionClosed, InvalidHandshake, OSError, TimeoutError):
        async with _connected(port, code, new_device()):
            return


async def _send_too_much(port: int, code: str) -> None:
    while True:
        with suppress(ConnectionClosed, InvalidHandshake, OSError):
            async with _connected(port, code, new_device()) as phone:
                await phone.send(TOO_MUCH)
                await phone.wait_closed()
        await asyncio.sleep(0.02)

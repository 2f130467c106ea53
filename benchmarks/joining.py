"""How soon a phone is in: `python -m benchmarks.joining [--phones 500] [--repeat 5]`.

In Chromium, as a slow phone on a slow network (4 Mbit/s, 80 ms, a processor four times slower): bytes over the wire,
requests, and time until the ballot can be used. And many phones that come within ten seconds, each with its page, its
scripts and its socket. Prints JSON, in milliseconds.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import Browser

from benchmarks.crowd import Crowd, Phone, itself
from benchmarks.place import a_room, in_ms, spread
from components.phone.identity import COOKIE, new_device
from tests.phone.lane import new_phone, open_chromium
from tests.servers import Server, serve

WITHIN = 10.0
_NETWORK = {"offline": False, "latency": 80, "downloadThroughput": 500_000, "uploadThroughput": 500_000}
_SLOWER = 4
_PART = re.compile(r'(?:src|href)="(/j/assets/[^"]+)"')


def slow_phone(browser: Browser, server: Server, code: str) -> dict[str, float]:
    """A phone nobody has used yet opens the page of a meeting."""
    context = new_phone(browser)
    page = context.new_page()
    wire = context.new_cdp_session(page)
    sizes: list[float] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", _NETWORK)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    began = perf_counter()
    page.goto(f"{server.url}/j/{code}", wait_until="commit")
    page.locator("#dot-expertise").wait_for()
    usable = perf_counter() - began
    page.wait_for_timeout(1500)
    context.close()
    return {"usable": in_ms(usable), "bytes": sum(sizes), "requests": len(sizes)}


async def get(port: int, path: str, device: str) -> None:
    """Fetch something as a browser would, to its end."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {COOKIE}={device}\r\n"
    writer.write(f"{head}Accept-Encoding: gzip\r\nConnection: close\r\n\r\n".encode())
    answer = await reader.read()
    assert b" 200 " in answer[:20], answer[:200]
    writer.close()


async def come(server: Server, code: str, parts: list[str], crowd: Crowd) -> float:
    """One phone with its page, the parts of it and its socket; seconds until it has its first state."""
    began, device = perf_counter(), new_device()
    await get(server.port, f"/j/{code}", device)
    await asyncio.gather(*(get(server.port, part, device) for part in parts))
    phone = Phone(code, device, crowd)
    crowd.phones.append(phone)
    await asyncio.get_running_loop().create_connection(itself(phone), "127.0.0.1", server.port)
    while phone.seen[0] < 0:
        await asyncio.sleep(0.005)
    return perf_counter() - began


async def all_come(server: Server, code: str, n: int) -> list[float]:
    """So many phones, evenly within ten seconds."""
    with urlopen(f"{server.url}/j/{code}") as answer:
        parts = _PART.findall(answer.read().decode())
    crowd = Crowd(code, [server.port])

    async def one(number: int) -> float:
        await asyncio.sleep(WITHIN * number / n)
        return await come(server, code, parts, crowd)

    try:
        found = await asyncio.gather(*(one(number) for number in range(n)))
        crowd.check()
    finally:
        crowd.leave()
    return list(found)


def measure(n: int = 500, repeat: int = 5) -> dict[str, Any]:
    """See the module."""
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder)) as server:
        made, _ = server.save(a_room)
        with open_chromium() as browser:
            slow = [slow_phone(browser, server, made.code) for _ in range(repeat)]
        many = asyncio.run(all_come(server, made.code, n))
    alone = {name: median(each[name] for each in slow) for name in slow[0]}
    return {"slow_phone": alone, "phones": n, "within_seconds": WITHIN, "until_the_first_state": spread(many)}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--phones", type=int, default=500)
    options.add_argument("--repeat", type=int, default=5)
    chosen = options.parse_args()
    print(json.dumps(measure(chosen.phones, chosen.repeat), indent=2))


if __name__ == "__main__":
    main()

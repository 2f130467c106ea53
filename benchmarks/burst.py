"""All phones answer at the same instant: `python -m benchmarks.burst [--phones N ...] [--repeat N] [--computing]`.

A real Attune in a process of its own, phones in another. Prints JSON, medians in milliseconds: until the last answer is
acknowledged, which is after its commit; until the last phone has the final count. Beside it, burst by burst in turn,
the raw limit: the same answers through a bare WebSocket server and one grouped transaction each time, and how many
times as long Attune takes for the last acknowledgement. Then once more with a display in Chromium, which takes its part
of the cores, and the time until it shows the count.

With `--computing` script threads compute meanwhile: a history of five years is drawn over and over; reports are made.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import secrets
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Page

from benchmarks.crowd import Burst, Crowd
from benchmarks.long_past import build
from benchmarks.place import a_room, again_and_again, aside, cpu_seconds, dots, in_ms, next_round, process_of
from benchmarks.raw_limit import raw_server
from components import account_cookie
from components.history.summaries import past_of
from components.settings import settings
from components.text import t
from db import accounts, summaries
from db.engine import Store
from tests.browser.people import Wall
from tests.phone.lane import open_chromium
from tests.rooms import Made
from tests.servers import Server, serve
from tests.streamlit_tab import Tab, tab

SIZES = (100, 300, 1000, 3000)
_QUIET = 1.5
"""Seconds before each burst, so that nothing of what came before is still under way."""
_NOTE = """() => {
  window.counts = [];
  const look = () => {
    const ring = document.querySelector('.wall-ring');
    if (ring) window.counts.push([Number(ring.dataset.answered), Date.now() / 1000]);
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
}"""


class Display:
    """The wall in a browser, which notes on its own clock when it shows which count."""

    def __init__(self, page: Page) -> None:
        self._page = page
        page.evaluate(_NOTE)

    def shows(self, burst: Burst) -> float:
        """Seconds from the burst until the display showed its count."""
        self._page.wait_for_function("n => window.counts.some(([count]) => count === n)", arg=burst.n, timeout=60_000)
        return self.counted(burst.began_at)[burst.n] - burst.began_at

    def counted(self, since: float) -> dict[int, float]:
        """From a time of day on, when each count was first shown."""
        found: dict[int, float] = {}
        for count, at in self._page.evaluate("window.counts"):
            if at >= since:
                found.setdefault(count, at)
        return found


async def one_burst(server: Server, made: Made, crowd: Crowd) -> Burst:
    """Everybody answers in a round of its own."""
    round_id = next_round(server, made)
    await asyncio.sleep(_QUIET)
    before = cpu_seconds(process_of(server))
    burst = await crowd.burst(round_id, dots)
    crowd.check()
    return replace(burst, worked=cpu_seconds(process_of(server)) - before)


async def bursts(server: Server, made: Made, n: int, repeat: int) -> list[Burst]:
    """So many bursts of `n` phones, after one that is not counted."""
    crowd = Crowd(made.code, [server.port])
    try:
        await crowd.grow(n)
        return [await one_burst(server, made, crowd) for _ in range(repeat + 1)][1:]
    finally:
        crowd.leave()


async def beside_the_limit(
    server: Server, made: Made, port: int, n: int, repeat: int
) -> tuple[list[Burst], list[Burst]]:
    """So many bursts, and as many through the bare server on a port; in turn, so that both meet the machine alike."""
    crowd, raw = Crowd(made.code, [server.port]), Crowd("RAW", [port])
    found, limit = [], []
    try:
        await crowd.grow(n)
        await raw.grow(n)
        for number in range(repeat + 1):
            found.append(await one_burst(server, made, crowd))
            await asyncio.sleep(_QUIET)
            limit.append(await raw.burst("0190a0b1-raw0-7000-8000-000000000000", dots, n * (number + 1)))
            raw.check()
    finally:
        crowd.leave()
        raw.leave()
    return found[1:], limit[1:]


def middle(found: Sequence[Burst]) -> dict[str, float]:
    return {
        "last_acknowledged": in_ms(median(each.all_saved for each in found)),
        "last_phone_has_the_count": in_ms(median(each.all_seen for each in found)),
    }


def measure(n: int, repeat: int) -> dict[str, Any]:
    """A burst of `n` phones, the raw limit beside it, and the same burst with a display."""
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder)) as server:
        made, _ = server.save(a_room)
        with raw_server(Path(folder)) as port:
            alone, raw = aside(lambda: asyncio.run(beside_the_limit(server, made, port, n, repeat)))
        with open_chromium() as browser:
            display = Display(Wall(browser, server.url, made.display_key).page)
            seen = aside(lambda: asyncio.run(bursts(server, made, n, repeat)))
            shown = in_ms(median(display.shows(each) for each in seen))
    told, limit = middle(alone), middle(raw)
    return {
        "phones": n,
        **told,
        "raw_limit": limit,
        "times_the_raw_limit": round(told["last_acknowledged"] / limit["last_acknowledged"], 2),
        "core_ms_for_1000": in_ms(median(each.worked for each in alone) * 1000 / n),
        "with_a_display": {**middle(seen), "display_shows_it": shown},
    }


def a_past(db: Store) -> tuple[str, str]:
    """The long past of `long_past`, counted once as history does; an account that may see it, and its community."""
    account_id, community_id = build(db)
    summaries.keep(db, past_of(db, community_id).fresh)
    return account_id, community_id


def one_key_for_both() -> None:
    """Let this process sign what the server believes."""
    os.environ["ATTUNE_SECRET_KEY"] = secrets.token_urlsafe(32)
    settings.cache_clear()


@contextmanager
def a_history_is_read(one: Tab, other: Tab, community_id: str) -> Iterator[None]:
    """Two tabs have the history drawn over and over."""
    read = f"community={community_id}"
    assert "attune-story" in one.run("history", read), "the tab is not shown the history"
    with again_and_again(lambda: one.run("history", read)), again_and_again(lambda: other.run("history", read)):
        yield


@contextmanager
def reports_are_made(one: Tab, other: Tab, community_id: str) -> Iterator[None]:
    """Two tabs have a report made and wait for it, over and over."""
    read = f"community={community_id}"
    make, cancel = t("en", "reports.make"), t("en", "reports.cancel")

    def have_one_made(own: Tab) -> None:
        own.run("reports", read)
        button = own.buttons()[make]
        own.run("reports", read, (button,), fragment=own.fragment_of(button))
        while cancel in own.buttons():
            own.run("reports", read)

    with again_and_again(lambda: have_one_made(one)), again_and_again(lambda: have_one_made(other)):
        yield


def measure_computing(n: int, repeat: int) -> list[dict[str, Any]]:
    """A burst of `n` phones while script threads compute, once for each thing they compute."""
    one_key_for_both()
    found = []
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder)) as server:
        account_id, community_id = server.save(a_past)
        account = server.read(lambda db: accounts.by_id(db, account_id))
        assert account
        claims = account_cookie.claims_of(account)
        for name, computed in COMPUTED.items():
            made, _ = server.save(a_room)
            with tab(server, claims) as one, tab(server, claims) as other:
                one.patience = other.patience = 60.0
                with computed(one, other, community_id):
                    seen = asyncio.run(bursts(server, made, n, repeat))
            slowest = in_ms(max(each.all_saved for each in seen))
            found.append({"while": name, "phones": n, **middle(seen), "slowest_last_acknowledged": slowest})
    return found


COMPUTED = {"a history is read": a_history_is_read, "reports are made": reports_are_made}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--phones", type=int, nargs="+", default=list(SIZES))
    options.add_argument("--repeat", type=int, default=7)
    options.add_argument("--computing", action="store_true")
    chosen = options.parse_args()
    if chosen.computing:
        found = [each for n in chosen.phones for each in measure_computing(n, chosen.repeat)]
    else:
        found = [measure(n, chosen.repeat) for n in chosen.phones]
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()

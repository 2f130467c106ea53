"""A whole meeting through the proxy, two phone lanes, one Streamlit process and PostgreSQL, of which two go away."""

from __future__ import annotations

import asyncio
import json
import threading
import urllib.request
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect
from websockets.asyncio.client import connect

from components.phone.identity import COOKIE
from db import answers, rounds
from db.answers import Answer
from db.engine import Store
from tests import caddy, postgres
from tests.browser.people import Facilitator, Phone, Wall, phones, plan_meeting, see
from tests.deployed import Deployed, deploy
from tests.lanes import HonestPhone
from tests.phone.lane import open_chromium
from tests.rooms import LINES, WORD, Made, make_meeting

pytestmark = pytest.mark.slow

OTHERS = 20
"""Phones that speak the protocol, beside three in a browser."""
PLACES, LATER = (15, 55, 85), 70


@pytest.fixture(scope="module")
def cluster_apart() -> Iterator[postgres.Cluster]:
    """A database server of this module's own, for it is stopped."""
    require(postgres.missing())
    with postgres.cluster() as made:
        yield made


@pytest.fixture(scope="module")
def deployed(cluster_apart: postgres.Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployed]:
    require(caddy.missing())
    with deploy(tmp_path_factory.mktemp("deployed"), cluster_apart.new_database()) as made:
        yield made


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One that takes the proxy's own certificate; clients of the protocol check it."""
    with open_chromium("--ignore-certificate-errors") as opened:
        yield opened


def require(reason: str | None) -> None:
    if reason:
        pytest.skip(f"there is {reason}")


# The proxy


def ask(deployed: Deployed, path: str, **headers: str) -> httpx.Response:
    """An answer through the proxy, asked by its name, for which no resolver is needed."""
    outside = deployed.proxy
    with httpx.Client(verify=outside.trust(), timeout=20) as client:
        return client.get(
            f"https://127.0.0.1:{outside.port}{path}", headers={"Host": outside.host, **headers},
            extensions={"sni_hostname": caddy.HOST},
        )  # fmt: skip


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics", "/_stcore/metrics", "//healthz"])
def test_how_processes_are_is_not_told_to_the_world(deployed: Deployed, path: str) -> None:
    assert ask(deployed, path).status_code == 404


def test_pages_are_packed_and_a_browser_stays_with_its_process(deployed: Deployed) -> None:
    answer = ask(deployed, "/", **{"Accept-Encoding": "zstd, gzip"})
    assert answer.status_code == 200
    assert answer.headers["Content-Encoding"] in ("zstd", "gzip")
    assert answer.headers["Strict-Transport-Security"]
    assert "attune_process" in answer.cookies


def test_a_phones_cookie_goes_over_https_alone(deployed: Deployed) -> None:
    made = deployed.app.save(make_meeting)
    answer = ask(deployed, f"/j/{made.code}")
    assert answer.status_code == 200
    [cookie] = [each for each in answer.headers.get_list("Set-Cookie") if each.startswith(COOKIE)]
    assert "; Secure" in cookie


# The meeting


class PhoneOutside(HonestPhone):
    """A phone that knows the proxy's address alone."""

    proxy: caddy.Proxy

    async def _listen(self, address: str) -> None:
        cookie = {"Cookie": f"{COOKIE}={self.device}"}
        at = f"wss://{self.proxy.host}/j/{self.code}/live"
        async with connect(
            at, additional_headers=cookie, ssl=self.proxy.trust(), host="127.0.0.1", port=self.proxy.port
        ) as socket:
            self.socket = socket
            await self.flush()
            async for text in socket:
                await self._hear(json.loads(text))


class Room:
    """Phones of the protocol on an event loop of their own, for a browser's has the test's thread."""

    def __init__(self, deployed: Deployed, code: str) -> None:
        self.phones = [PhoneOutside([deployed.proxy.port], code) for _ in range(OTHERS)]
        for phone in self.phones:
            phone.proxy = deployed.proxy
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()
        self._lines = [self._soon(phone.live()) for phone in self.phones]

    def _soon(self, work: Any) -> Future[Any]:
        return asyncio.run_coroutine_threadsafe(work, self.loop)

    def answer(self, round_id: str, at: int) -> None:
        """Each phone gives an answer, and goes on sending it."""

        async def send() -> None:
            for phone in self.phones:
                phone.answer(round_id, {"lines": {"expertise": at}})
                await phone.flush()

        self._soon(send()).result(20)

    def is_saved(self, within: float = 40) -> None:
        """Wait until every phone was told that all it said is saved."""

        async def empty() -> None:
            await asyncio.gather(*(phone.empty(within, every=0.5) for phone in self.phones))

        self._soon(empty()).result(within + 10)

    def saved(self) -> set[str]:
        return set().union(*(phone.saved for phone in self.phones))

    def leave(self) -> None:
        for phone in self.phones:
            self._soon(phone.leave()).result(20)
        for line in self._lines:
            line.result(20)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self.loop.close()


@contextmanager
def room(deployed: Deployed, code: str) -> Iterator[Room]:
    made = Room(deployed, code)
    try:
        yield made
    finally:
        made.leave()


def of_round(deployed: Deployed, made: Made) -> tuple[str, list[Answer]]:
    """The round of the spectrum, and every answer stored in it."""

    def job(db: Store) -> tuple[str, list[Answer]]:
        [opened] = rounds.of_activity(db, made.activity_ids["spectrum"])
        return opened.id, answers.all_of_round(db, opened.id)

    return deployed.app.read(job)


def connected(deployed: Deployed, lane: int) -> int:
    """How many phones a lane has, by its own word."""
    with urllib.request.urlopen(f"{deployed.phones[lane].url}/readyz", timeout=20) as answer:
        return int(json.load(answer)["phones"])


def dots(wall: Wall) -> list[int]:
    return list((wall.numbers() or {}).get("lines", {}).get("expertise", {}).get("dots", []))


def test_a_meeting_loses_nothing_when_a_phone_lane_is_killed_and_the_database_restarted(
    deployed: Deployed, cluster_apart: postgres.Cluster, browser: Browser
) -> None:
    made = deployed.app.save(lambda db: plan_meeting(db, configs={"spectrum": LINES, "icebreaker": WORD}))
    url, everybody = deployed.proxy.url, OTHERS + len(PLACES)
    wall = Wall(browser, url, made.display_key)
    host = Facilitator(browser, url)
    host.take_control("facilitator.to_control")
    with phones(browser, f"{url}/j/{made.code}", ("en", "en", "es")) as three, room(deployed, made.code) as others:
        for phone in three:
            phone.at("lobby")
        host.does("first", title="Spectrum")
        host.does("open")
        host.sees("open")
        round_id, _ = of_round(deployed, made)
        others.answer(round_id, 40)
        placed = [answer(phone, at) for phone, at in zip(three[:2], PLACES, strict=False)]
        others.is_saved()
        see(wall.page, wall.ring, (everybody - 1, everybody))
        see(wall.page, lambda: min(connected(deployed, 0), connected(deployed, 1)) > 0, True)

        deployed.phones[0].kill()
        others.answer(round_id, 60)
        placed.append(answer(three[2], PLACES[2]))
        others.is_saved()
        see(wall.page, lambda: connected(deployed, 1), everybody)
        see(wall.page, wall.ring, (everybody, everybody))
        host.sees_answered(everybody)
        three[1].page.reload()
        for phone, at in zip(three, placed, strict=True):
            phone.tap("change_answer")
            assert phone.placed("expertise") == at
            phone.tap("keep_answer")
            phone.is_saved()

        deployed.phones[0].start()
        cluster_apart.stop(at_once=True)
        others.answer(round_id, 80)
        three[0].tap("change_answer")
        placed[0] = three[0].place("expertise", LATER)
        three[0].tap("send")
        expect(three[0].page.locator(".stamp.waiting .word")).to_have_text(three[0].words("kept"))
        cluster_apart.start()
        others.is_saved()
        for phone in three:
            phone.is_saved()
        host.does("close", "reveal")
        see(wall.page, lambda: dots(wall), sorted([*placed, *[80] * OTHERS]))
        for phone in three:
            phone.at("revealed")
        host.does("next", title="Icebreaker")
        host.sees("ready")
        wall.says("One word for today?")

    _, stored = of_round(deployed, made)
    assert len({each.id for each in stored}) == len(stored) == 3 * OTHERS + 4
    assert others.saved() <= {each.id for each in stored}
    assert len(others.saved()) == 3 * OTHERS
    host.page.context.close()
    wall.page.context.close()


def answer(phone: Phone, at: int) -> int:
    """Place a dot and wait until it is saved; where it came to lie."""
    phone.at("ask")
    placed = phone.place("expertise", at)
    phone.send()
    return placed

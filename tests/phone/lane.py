"""The real phone lane in this process, and real phones in Chromium."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from components.live.store import open_store, save
from components.phone.app import app
from db import answers
from tests.browsers import SWITCHES, chromium
from tests.rooms import Made, make_meeting, open_activity

PATIENCE = 30.0
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@contextmanager
def serve_lane(port: int) -> Iterator[str]:
    """The phone lane on loopback, over this process's database; gives its address."""
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_level="critical", ws="websockets-sansio")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    assert server.started
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        server.force_exit = True
        thread.join(timeout=20)


@contextmanager
def open_chromium(*switches: str) -> Iterator[Browser]:
    """A browser to drive, with further switches; what is expected of its pages may take its time."""
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*SWITCHES, *switches])
        yield browser
        browser.close()


def new_phone(browser: Browser, **options: Any) -> BrowserContext:
    """A phone nobody has used yet: 390 x 844, touch, English."""
    return browser.new_context(**{**PHONE, "locale": "en-US", **options})


def join(phone: BrowserContext, address: str, code: str) -> Page:
    """The phone's page of a meeting."""
    page = phone.new_page()
    page.goto(f"{address}/j/{code}")
    return page


def make(kind: str, config: dict[str, Any], **more: Any) -> Made:
    """A live meeting with one activity."""
    return save(lambda db: make_meeting(db, configs={kind: config}, **more))


def ask(made: Made, kind: str, step: str | None = None) -> str:
    """Open a round of an activity; returns its id."""
    return save(lambda db: open_activity(db, made, kind, step))


def stored(round_id: str) -> list[dict[str, Any]]:
    """The current answers of a round."""
    with open_store() as db:
        return [json.loads(found.value) for found in answers.current(db, round_id)]


def press(page: Page, name: str) -> None:
    """Tap the button that says this."""
    page.get_by_role("button", name=name, exact=True).tap()


def saved(page: Page) -> None:
    """Wait until the phone says that its answer is kept."""
    expect(page.locator(".stamp.saved .word")).to_have_text("Saved")

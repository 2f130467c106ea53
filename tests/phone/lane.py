"""The real phone lane in this process, and real phones in Chromium."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from components.phone.app import app
from tests.browsers import SWITCHES, chromium

PATIENCE = 20.0
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
def open_chromium() -> Iterator[Browser]:
    """A browser to drive; what is expected of its pages may take its time."""
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=SWITCHES)
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

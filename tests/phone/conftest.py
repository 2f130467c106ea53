"""Phones and the phone lane, for tests of what phones show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.phone.lane import new_phone, open_chromium, serve_lane


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_chromium() as opened:
        yield opened


@pytest.fixture
def address(database: Path, free_port: int) -> Iterator[str]:
    with serve_lane(free_port) as opened:
        yield opened


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    opened = new_phone(browser)
    yield opened
    opened.close()

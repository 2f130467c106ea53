"""Phones and the phone lane, for tests of what phones show."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.phone.lane import new_phone, serve_lane


@pytest.fixture
def address(database: str, free_port: int) -> Iterator[str]:
    with serve_lane(free_port) as opened:
        yield opened


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    opened = new_phone(browser)
    yield opened
    opened.close()

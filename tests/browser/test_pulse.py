"""How often a screen is told that its meeting has changed: its script alone, in a real browser with its clock held."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PULSE = (ROOT / "components" / "ui" / "pulse.js").read_text(encoding="utf-8")
BEGIN = """calm => {
  window.WebSocket = class { constructor() { window.line = this; } close() {} };
  window.told = [];
  const tell = (name, value) => window.told.push([name, value]);
  const data = { code: "K7RB-M4QX-X3QP", every: 0, calm };
  window.pulse({ parentElement: document.body, data, setTriggerValue: tell });
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.route("**/*", lambda route: route.fulfill(body="<body></body>", content_type="text/html"))
    page.clock.install()
    page.goto("http://attune.test/")
    page.clock.pause_at(page.evaluate("Date.now() + 10000"))
    page.add_script_tag(content=PULSE.replace("export default function", "window.pulse = function"))
    yield page
    page.close()


def hear(page: Page, revision: int, done: int = 1, trouble: str | None = None) -> None:
    """The server says where the meeting stands."""
    message: dict[str, Any] = {"revision": revision, "done": done, "present": 3, "trouble": trouble}
    page.evaluate("text => window.line.onmessage({ data: text })", json.dumps(message))


def beats(page: Page) -> list[str]:
    """What the screen was told, its first word apart."""
    first, *others = page.evaluate("window.told")
    assert first[0] == "reached"
    assert {name for name, _ in others} <= {"beat"}
    return [value for _, value in others]


def test_a_wall_is_told_of_each_change(page: Page) -> None:
    page.evaluate(BEGIN, 0)
    for revision in range(1, 5):
        hear(page, revision)
    assert beats(page) == ["2.3.", "3.3.", "4.3."]


def test_a_control_is_told_of_answers_once_a_second_and_of_the_last(page: Page) -> None:
    page.evaluate(BEGIN, 1)
    for revision in range(1, 5):
        hear(page, revision)
    assert beats(page) == ["2.3."]
    page.clock.run_for(900)
    assert beats(page) == ["2.3."]
    page.clock.run_for(200)
    assert beats(page) == ["2.3.", "4.3."]
    page.clock.run_for(5000)
    assert beats(page) == ["2.3.", "4.3."]


def test_what_a_facilitator_does_and_trouble_are_told_at_once(page: Page) -> None:
    page.evaluate(BEGIN, 1)
    for revision in range(1, 4):
        hear(page, revision)
    hear(page, 4, done=2)
    hear(page, 4, done=2, trouble="database_full")
    assert beats(page) == ["2.3.", "4.3.", "4.3.database_full"]
    page.clock.run_for(5000)
    assert len(beats(page)) == 3

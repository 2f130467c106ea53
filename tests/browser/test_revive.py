"""What is drawn reaches the browser whole; where Streamlit's own script fails all the same, the page comes back."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from components import account_cookie
from components.settings import settings
from db import accounts
from tests.browser.people import Facilitator, Wall, plan_meeting
from tests.rooms import LINES
from tests.servers import Server, serve
from tests.streamlit_tab import tab

pytestmark = pytest.mark.slow
EMPTY = "document.getElementById('root').replaceChildren()"
IS_EMPTY = "document.getElementById('root').childElementCount === 0"


def fail(page: Page) -> None:
    """Leave the page as Streamlit's own script does when it fails: with nothing on it."""
    page.wait_for_function("window.attuneRevive")
    page.evaluate(EMPTY)
    assert page.evaluate(IS_EMPTY)


def test_a_wall_that_went_empty_comes_back_by_itself(browser: Browser, server: Server) -> None:
    made = server.save(lambda db: plan_meeting(db, configs={"spectrum": LINES}))
    wall = Wall(browser, server.url, made.display_key).page
    code = wall.get_by_text(f"{made.code[:4]}-{made.code[4:]}").first
    expect(code).to_be_visible()
    fail(wall)
    expect(code).to_be_visible()
    wall.context.close()


def test_a_control_that_went_empty_comes_back_signed_in(browser: Browser, server: Server) -> None:
    made = server.save(lambda db: plan_meeting(db, configs={"spectrum": LINES}))
    host = Facilitator(browser, server.url)
    host.page.goto(f"{server.url}/control?meeting={made.id}")
    expect(host.page.locator(".desk-numbers")).to_be_visible()
    fail(host.page)
    expect(host.page.locator(".desk-numbers")).to_be_visible()
    fail(host.page)
    host.page.wait_for_timeout(1500)
    assert host.page.evaluate(IS_EMPTY), "a page that fails at once each time is not loaded all the time"
    host.page.context.close()


@pytest.fixture
def own_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server of this test's own that believes what this process signs."""
    monkeypatch.setenv("ATTUNE_SECRET_KEY", secrets.token_urlsafe(32))
    settings.cache_clear()
    with serve(tmp_path) as server:
        yield server
    settings.cache_clear()


def test_no_part_is_sent_as_one_that_the_browser_has_already(own_server: Server) -> None:
    """Such a reference outlives the parts around it when a fragment runs again, and then leaves the window empty."""
    made = own_server.save(lambda db: plan_meeting(db, configs={"spectrum": LINES}))
    account = own_server.read(lambda db: accounts.by_id(db, made.account_id))
    assert account
    with tab(own_server, account_cookie.claims_of(account)) as own:
        own.run("control", f"meeting={made.id}")
        first = {tuple(each.metadata.delta_path): each for each in own.drawn}
        assert max(each.ByteSize() for each in first.values()) > 10_000, "large enough to be kept by a browser"
        own.run("control", f"meeting={made.id}", known=[each.hash for each in first.values()])
        assert {tuple(each.metadata.delta_path) for each in own.drawn} == set(first)

"""Another page in the same tab, while the browser still reports to the page before it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from components.text import t
from tests.browser.people import PASSWORD, USERNAME, plan_meeting
from tests.phone.lane import PATIENCE
from tests.servers import serve

SAYS_IT_AGAIN = """
const send = WebSocket.prototype.send;
WebSocket.prototype.send = function (message) {
  window.say = () => send.call(this, message);
  window.said = (window.said ?? 0) + 1;
  return send.call(this, message);
};
window.sayAgain = () => {
  const report = window.say;
  setInterval(report, 8);
};
"""
"""What a slow browser says a little too late, said all the time."""


@pytest.mark.slow
def test_whoever_signs_in_sees_their_meetings_though_the_browser_reports_late(browser: Browser, tmp_path: Path) -> None:
    with serve(tmp_path) as server:
        server.save(plan_meeting)
        context = browser.new_context(locale="en-US")
        page = context.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        page.add_init_script(SAYS_IT_AGAIN)
        page.goto(f"{server.url}/sign-in")
        page.wait_for_function("window.said === 2")  # asked for the page, and told which cookies there are
        page.evaluate("sayAgain()")
        page.get_by_role("textbox", name=t("en", "account.username")).fill(USERNAME)
        page.get_by_role("textbox", name=t("en", "account.password")).fill(PASSWORD)
        page.get_by_role("button", name=t("en", "account.sign_in"), exact=True).click()
        page.wait_for_url("**/meetings")
        expect(page.get_by_text("Spring meeting")).to_be_visible()
        page.wait_for_timeout(1000)  # a page that is cleared is cleared after it was drawn
        expect(page.get_by_text("Spring meeting")).to_be_visible()
        assert "Couldn't find fragment" not in server.log
        context.close()

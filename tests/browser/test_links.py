"""A link that is pressed leads on, whatever else the page is busy with."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from components.text import t
from tests.browser.people import Facilitator, plan_meeting
from tests.servers import Server

pytestmark = pytest.mark.slow

# Ends a press after our own ear heard it and before Streamlit's does, and stops the browser's own way.
LOSE = """document.addEventListener("click", (event) => {
    if (event.target.closest("a")) { event.preventDefault(); event.stopImmediatePropagation(); }
}, { capture: true, once: true })"""


def test_a_link_whose_press_was_lost_leads_on_all_the_same(browser: Browser, server: Server) -> None:
    made = server.save(plan_meeting)
    host = Facilitator(browser, server.url)
    host.page.goto(f"{server.url}/control?meeting={made.id}")
    link = host.page.get_by_role("link", name=t("en", "closing.to_closing"), exact=True)
    expect(link).to_be_visible()
    expect(host.page.locator(".st-key-links .stBidiComponent")).to_be_attached()
    host.page.wait_for_load_state("networkidle")  # its code has come
    host.page.evaluate(LOSE)
    link.click()
    expect(host.page).to_have_url(re.compile(rf"/closing\?meeting={made.id}"))
    expect(host.page.get_by_role("heading", name=t("en", "facilitator.page_closing"), exact=True)).to_be_visible()
    host.page.context.close()


def test_a_link_to_the_page_one_is_on_starts_nothing_anew(browser: Browser, server: Server) -> None:
    server.save(plan_meeting)
    host = Facilitator(browser, server.url)
    host.page.goto(f"{server.url}/meetings")
    link = host.page.get_by_role("link", name=t("en", "facilitator.page_meetings"), exact=True).first
    expect(link).to_be_visible()
    expect(host.page.locator(".st-key-links .stBidiComponent")).to_be_attached()
    host.page.wait_for_load_state("networkidle")
    host.page.evaluate("window.same = true")
    link.click()
    host.page.wait_for_timeout(6000)  # longer than a lost press is waited for
    assert host.page.evaluate("window.same")
    host.page.context.close()


def test_who_has_gone_on_and_come_back_stays(browser: Browser, server: Server) -> None:
    server.save(plan_meeting)
    host = Facilitator(browser, server.url)
    host.page.goto(f"{server.url}/meetings")
    there, back = (
        host.page.get_by_role("link", name=t("en", f"facilitator.page_{name}"), exact=True).first
        for name in ("community", "meetings")
    )
    expect(host.page.locator(".st-key-links .stBidiComponent")).to_be_attached()
    host.page.wait_for_load_state("networkidle")
    host.page.evaluate("window.same = true")
    there.click()
    expect(host.page).to_have_url(re.compile("/community"))
    back.click()
    expect(host.page).to_have_url(re.compile("/meetings"))
    host.page.wait_for_timeout(6000)
    assert host.page.evaluate("[window.same, location.pathname]") == [True, "/meetings"]
    host.page.context.close()

"""Two stories in a real browser: a colleague invited by a link, and somebody's own page between meetings."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, expect

from components import account_cookie
from components.text import t
from tests.browser.people import LAPTOP, Facilitator, plan_meeting, see
from tests.phone.lane import new_phone
from tests.rooms import LINES, answer, open_activity
from tests.servers import Server

pytestmark = pytest.mark.slow
COMMIT = {"questions": [{"id": "try", "text": {"en": "One thing I'll try"}, "type": "commitment"}]}


def test_a_colleague_comes_in_by_a_link_and_the_meeting_is_handed_over(browser: Browser, server: Server) -> None:
    server.save(lambda db: plan_meeting(db, configs={"spectrum": LINES}))
    page = Facilitator(browser, server.url).page
    page.goto(f"{server.url}/people")
    page.get_by_role("textbox", name=t("en", "people.invite_name"), exact=True).fill("Daniel Reyes")
    page.get_by_role("button", name=t("en", "people.invite"), exact=True).click()
    address = page.locator(".st-key-card-new-invitation code").inner_text()
    assert re.search(r"/invited\?token=[\w-]{32}$", address)

    colleague = browser.new_context(viewport=LAPTOP, locale="en-US").new_page()  # type: ignore[arg-type]
    colleague.goto(f"{server.url}/invited?{address.partition('?')[2]}")
    expect(colleague.get_by_text(t("en", "people.may_facilitator"))).to_be_visible()
    expect(colleague.get_by_role("textbox", name=t("en", "account.name"), exact=True)).to_have_value("Daniel Reyes")
    colleague.get_by_role("textbox", name=t("en", "account.username"), exact=True).first.fill(
        f"daniel-{uuid4().hex[:6]}"
    )
    colleague.get_by_role("textbox", name=t("en", "account.password_new"), exact=True).fill(
        "seven tall lanterns by the sea"
    )
    colleague.get_by_role("button", name=t("en", "people.join")).click()
    expect(colleague.get_by_text("Spring meeting").first).to_be_visible()
    see(colleague, lambda: account_cookie.NAME in [each.get("name") for each in colleague.context.cookies()], True)
    colleague.reload()
    expect(colleague.get_by_text("Spring meeting").first).to_be_visible()

    page.reload()
    expect(page.get_by_text("Next could be Daniel Reyes: has not facilitated yet.")).to_be_visible()
    page.get_by_role("button", name=t("en", "people.hand_over"), exact=True).click()
    expect(page.get_by_text(re.compile("Spring meeting”.*: Daniel Reyes"))).to_be_visible()


def test_ones_own_page_is_replied_on_kept_by_a_link_and_ended(browser: Browser, server: Server) -> None:
    made = server.save(lambda db: plan_meeting(db, configs={"spectrum": LINES, "reflection": COMMIT}))
    phone = new_phone(browser)
    page = phone.new_page()
    page.goto(f"{server.url}/j/{made.code}")
    expect(page.locator("[data-screen]")).to_be_visible()
    [device] = [str(each["value"]) for each in phone.cookies() if each["name"] == "attune_device"]

    def hold(db):  # type: ignore[no-untyped-def]
        from components.live import between, control

        round_id = open_activity(db, made, "spectrum")
        answer(db, made, round_id, device, {"lines": {"expertise": 80}})
        control.close(db, made.id, seconds=0)
        round_id = open_activity(db, made, "reflection")
        answer(db, made, round_id, device, {"try": "Call Rosa"})
        control.end(db, made.id)
        between.ask(db, made.community_id, {"en": "What are we learning?"})

    page.get_by_role("link", name=t("en", "phone.mine")).click()
    expect(page.get_by_text(t("en", "phone.kind_nobody_yet_title"))).to_be_visible()
    page.go_back()
    server.save(hold)
    page.get_by_role("link", name=t("en", "closing_phone.me")).click()
    expect(page.get_by_role("heading", name=t("en", "member.title"))).to_be_visible()
    page.get_by_role("link", name=t("en", "member.back")).click()
    page.get_by_role("link", name=t("en", "closing_phone.me")).click()
    page.get_by_label("What are we learning?").fill("To listen first")
    page.get_by_role("button", name=t("en", "member.send"), exact=True).click()
    expect(page.get_by_role("status")).to_have_text(t("en", "member.done_reply"))
    page.get_by_role("button", name=t("en", "member.status_partly"), exact=True).click()
    expect(page.get_by_role("button", name=t("en", "member.status_partly"))).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name=t("en", "member.link_make")).click()
    link = page.locator(".link").inner_text()
    elsewhere = browser.new_context(locale="es-MX").new_page()
    elsewhere.goto(link)
    expect(elsewhere.get_by_text("Call Rosa")).to_be_visible()
    expect(elsewhere.get_by_text("To listen first")).to_be_visible()
    elsewhere.get_by_role("button", name=t("es", "member.link_end")).click()
    expect(elsewhere.get_by_text(t("es", "phone.kind_link_gone_title"))).to_be_visible()
    elsewhere.goto(link)
    see(elsewhere, lambda: "Call Rosa" in elsewhere.content(), False)

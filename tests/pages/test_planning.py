"""A facilitator's first minutes in a real browser: a community, a meeting, an activity and the phone beside it."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from components.live import control
from components.text import t
from db import meetings
from db.engine import Store
from tests.rooms import LINES, Made, answer, make_account, make_meeting, open_activity
from tests.servers import Server, serve

PASSWORD = "lluvia mesa roja 7"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serve(tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_context(locale="en-US", viewport={"width": 1280, "height": 800}).new_page()
    page.set_default_timeout(30_000)
    yield page
    page.context.close()


def words(name: str, **values: object) -> str:
    return t("en", f"facilitator.{name}", **values)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=words(name), exact=True).click()


def sign_in(server: Server, page: Page, username: str) -> None:
    page.goto(f"{server.url}/meetings")
    page.get_by_label(t("en", "account.username")).fill(username)
    page.get_by_label(t("en", "account.password"), exact=True).fill(PASSWORD)
    page.get_by_role("button", name=t("en", "account.sign_in"), exact=True).click()


def test_the_first_minutes_of_a_facilitator(server: Server, page: Page) -> None:
    server.save(lambda db: make_account(db, "rosa", "Rosa Díaz", PASSWORD))
    sign_in(server, page, "rosa")
    page.get_by_label(words("community_name")).fill("North Coast")
    press(page, "create_community")
    page.locator("label", has_text=words("from_nothing_title")).click()
    page.get_by_label(words("meeting_title")).fill("Harvest meeting")
    press(page, "make_meeting")
    expect(page.get_by_role("heading", name="Harvest meeting")).to_be_visible()

    press(page, "add_activity")
    picker = page.get_by_role("dialog")
    picker.locator("[class*='st-key-card-kind-spectrum']").get_by_role("button").click()
    expect(page.get_by_role("heading", name=t("en", "spectrum.title"))).to_be_visible()
    phone = page.frame_locator(f"iframe[title='{words('preview_label')}']")
    expect(phone.get_by_text("Lived experience")).to_be_visible()
    page.get_by_label(words("line_right")).fill("Lived experience and stories")
    expect(phone.get_by_text("Lived experience and stories")).to_be_visible()
    press(page, "save")
    expect(page.get_by_text(words("all_saved"))).to_be_visible()

    phone.get_by_role("slider").press("ArrowRight")
    phone.get_by_role("button", name=t("en", "phone.send"), exact=True).click()
    expect(phone.get_by_text(t("en", "phone.saved"), exact=True)).to_be_visible()
    assert server.read(lambda db: db.one("SELECT COUNT(*) AS n FROM answers")) == {"n": 0}, "a preview saves nothing"

    page.get_by_role("button", name="Harvest meeting").click()
    expect(page.get_by_role("button", name=words("add_activity"))).to_be_visible()
    press(page, "take_out")
    expect(page.get_by_text(words("no_activities"))).to_be_visible()
    press(page, "undo")
    expect(page.get_by_text(t("en", "spectrum.title"))).to_be_visible()


def held_meeting(db: Store, username: str) -> Made:
    """A meeting of somebody who has no other, in which one phone answered; and no answer besides."""
    db.execute("DELETE FROM answers")
    made = make_meeting(db, account=make_account(db, username, "Luz Vega", PASSWORD), configs={"spectrum": LINES})
    answer(db, made, open_activity(db, made, "spectrum"), "ana", {"lines": {"expertise": 20}})
    control.end(db, made.id)
    return made


def test_a_meeting_is_copied_deleted_with_its_answers_and_taken_back(server: Server, page: Page) -> None:
    luz = f"luz-{uuid4().hex[:6]}"
    made = server.save(lambda db: held_meeting(db, luz))
    sign_in(server, page, luz)

    page.get_by_role("button", name=words("more")).click()
    page.get_by_text(words("copy"), exact=True).click()
    page.get_by_role("dialog").get_by_role("textbox").first.fill("Summer meeting")
    page.get_by_role("dialog").get_by_role("button", name=words("make_copy")).click()
    expect(page.get_by_role("heading", name="Summer meeting")).to_be_visible()

    page.get_by_role("link", name=words("page_meetings")).first.click()
    page.locator("[class*='st-key-card-meeting']", has_text="Spring meeting").get_by_role("button").click()
    page.get_by_text(words("delete"), exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name=words("delete_yes"), exact=True).click()
    expect(page.get_by_text(words("deleted", title="Spring meeting"))).to_be_visible()
    found = server.read(lambda db: meetings.of_community(db, made.community_id))
    assert [meeting.title["en"] for meeting in found] == ["Summer meeting"]
    press(page, "undo")
    expect(page.get_by_text("Spring meeting", exact=True)).to_be_visible()
    assert values(server) == ['{"lines": {"expertise": 20}}']

    page.goto(f"{server.url}/agenda?meeting={made.id}")
    press(page, "take_out")
    page.get_by_role("dialog").get_by_role("button", name=words("delete_yes"), exact=True).click()
    expect(page.get_by_text(words("no_activities"))).to_be_visible()
    assert values(server) == []
    press(page, "undo")
    expect(page.get_by_text(words("no_activities"))).to_have_count(0)
    expect(page.get_by_role("button", name=words("undo"))).to_have_count(0)
    assert values(server) == ['{"lines": {"expertise": 20}}']


def values(server: Server) -> list[str]:
    return [row["value"] for row in server.read(lambda db: db.query("SELECT value FROM answers"))]

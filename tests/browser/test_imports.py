"""An organizer brings the past along: five files of different shapes, broken ones too, and takes one out again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from components.live import control
from components.text import t
from db import imports, meetings
from db.engine import Store
from tests.browser.people import Facilitator, plan_meeting, see
from tests.imports.files import google_forms, mentimeter, microsoft_forms, plain, slido
from tests.rooms import LINES, Made, answer, open_activity
from tests.servers import Server

pytestmark = pytest.mark.slow
ASKED = "Who has the expertise? (1-10)"


def one_meeting(db: Store) -> Made:
    """A meeting of today that asked where the expertise is."""
    made = plan_meeting(db, configs={"spectrum": LINES})
    round_id = open_activity(db, made, "spectrum")
    for person in range(8):
        answer(db, made, round_id, f"phone {person}", {"lines": {"expertise": 80 + person}})
    control.end(db, made.id)
    return made


class Organizer(Facilitator):
    """Somebody on the page for imports, which they came to by the link in history."""

    def opens_imports(self) -> None:
        self.page.get_by_role("link", name=t("en", "facilitator.page_history"), exact=True).first.click()
        self.page.get_by_role("link", name=t("en", "imports.link"), exact=True).click()
        expect(self.page.get_by_role("heading", name=t("en", "imports.title"))).to_be_visible()

    def chooses(self, name: str, data: bytes) -> None:
        mime = "text/csv" if name.endswith("csv") else "application/octet-stream"
        self.page.locator("input[type=file]").set_input_files({"name": name, "mimeType": mime, "buffer": data})

    def sees_file(self, tool: str, people: int, questions: int) -> None:
        """Wait until the file is read and recognised."""
        counted = [t("en", "imports.people", n=people), t("en", f"imports.questions{'_one' if questions == 1 else ''}",
                                                         n=questions)]  # fmt: skip
        words = t("en", "imports.seen", tool=t("en", f"imports.tool_{tool}"), people=counted[0], questions=counted[1])
        expect(self.page.locator(".attune-file")).to_contain_text(words)

    def makes(self, question: str, way: str) -> None:
        """Say what a question becomes. A list that is opened while the page still scrolls to it closes again."""
        field = self.page.get_by_label(t("en", "imports.becomes_of", words=question))
        field.scroll_into_view_if_needed()
        self.page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        field.click()
        self.page.get_by_role("option", name=t("en", way), exact=True).click()

    def types_day(self, month: str, day: str, year: str) -> None:
        """Into the parts of the field, one after the other; leaving the field takes the day."""
        self.page.get_by_test_id("stDateInput").get_by_role("spinbutton").first.click()
        self.page.keyboard.type(month + day + year)
        self.page.get_by_role("heading", name=t("en", "imports.title")).click()

    def imports(self, meetings: int, people: int) -> None:
        """Press the one button, and wait until it is done."""
        self.button("imports.go").click()
        told = self.page.get_by_test_id("stAlert")
        expect(told).to_contain_text(t("en", f"imports.meetings{'_one' if meetings == 1 else ''}", n=meetings))
        expect(told).to_contain_text(t("en", "imports.people", n=people))


def days(db: Store, community: str) -> list[str]:
    return sorted(meeting.held_on for meeting in meetings.of_community(db, community))[:-1]


@pytest.fixture
def made(server: Server) -> Made:
    return server.save(one_meeting)


@pytest.fixture
def host(browser: Browser, server: Server, made: Made) -> Iterator[Organizer]:
    organizer = Organizer(browser, server.url)
    organizer.page.goto(f"{server.url}/history?community={made.community_id}")
    organizer.opens_imports()
    yield organizer
    organizer.page.context.close()


def reasons(page: Page) -> list[str]:
    return page.locator(".attune-troubles li").all_inner_texts()


def test_five_files_become_history_and_one_goes_again(host: Organizer, server: Server, made: Made) -> None:
    page = host.page
    host.chooses("Broken.xlsx", b"PK\x03\x04 this is no workbook")
    expect(page.get_by_text(t("en", "imports.not_excel"))).to_be_visible()

    host.chooses("Spring (Responses).csv", google_forms(broken=True))
    host.sees_file("google_forms", 8, 4)
    expect(page.get_by_text(t("en", "imports.left_out_people", names="Email Address"))).to_be_visible()
    expect(page.get_by_label(t("en", "imports.same"))).to_have_count(1)
    expect(page.get_by_text("Left: Authority. Right: Lived experience.")).to_be_visible()
    words = [
        t("en", "imports.not_a_number", cell="n/a", low=1, high=10),
        t("en", "imports.off_the_scale", cell="14", low=1, high=10),
    ]
    told = [t("en", "imports.in_question", reason=each, question=ASKED) for each in words]
    lines = zip((4, 5, 7), (*told, t("en", "imports.too_many_cells")), strict=True)
    see(page, lambda: reasons(page), [t("en", "imports.line", line=line, reason=reason) for line, reason in lines])
    host.imports(1, 8)

    host.chooses("Forms.xlsx", microsoft_forms())
    host.sees_file("microsoft_forms", 6, 3)
    host.imports(1, 6)

    host.chooses("Menti.xlsx", mentimeter())
    host.sees_file("mentimeter", 7, 2)
    expect(page.get_by_text(t("en", "imports.no_day")).first).to_be_visible()
    expect(host.button("imports.go")).to_be_disabled()
    host.types_day("06", "02", "2025")
    expect(host.button("imports.go")).to_be_enabled()
    host.imports(1, 7)

    host.chooses("Slido.csv", slido())
    host.sees_file("counted", 12, 2)
    host.types_day("07", "01", "2025")
    host.imports(1, 12)

    host.chooses("Marzo.csv", plain(broken=True))
    host.sees_file("plain", 6, 1)
    see(page, lambda: len(reasons(page)), 1)
    host.imports(1, 5)
    held = ["2024-03-14", "2025-03-14", "2025-05-12", "2025-06-02", "2025-07-01"]
    assert server.read(lambda db: days(db, made.community_id)) == held

    page.get_by_role("link", name=t("en", "imports.see_history"), exact=True).click()
    story = page.locator(".attune-story").first.locator("li")
    expect(story.first).to_contain_text("March 14, 2025")
    for kind in ("spectrum", "choice", "ranking", "reflection", "words"):
        picture = page.locator(f"[class*=st-key-trend-{kind}]").first
        picture.scroll_into_view_if_needed()
        expect(picture.locator(".js-plotly-plot")).to_be_visible()

    host.opens_imports()
    undo = page.locator("[class*=st-key-card-row-import]").filter(has_text="Spring (Responses).csv")
    undo.get_by_role("button", name=t("en", "imports.undo"), exact=True).click()
    host.button("imports.undo_yes").click()
    expect(page.get_by_text(t("en", "imports.undone"))).to_be_visible()
    held.remove("2025-03-14")
    see(page, lambda: server.read(lambda db: days(db, made.community_id)), held)
    assert len(server.read(lambda db: imports.of_community(db, made.community_id))) == 4


def test_a_guess_is_corrected_and_a_file_put_away(host: Organizer, server: Server, made: Made) -> None:
    page = host.page
    host.chooses("Spring.csv", google_forms())
    host.sees_file("google_forms", 8, 4)
    whole = page.locator(".st-key-save-bar")
    expect(whole).to_contain_text(t("en", "imports.answers", n=32))
    host.makes("What do you take with you?", "imports.leave_out")
    expect(whole).to_contain_text(t("en", "imports.answers", n=24))
    page.get_by_label(t("en", "imports.highest")).first.fill("3")
    page.keyboard.press("Tab")
    expect(page.locator(".attune-troubles li").first).to_contain_text("“4”")
    expect(whole).to_contain_text(t("en", "imports.answers", n=22))
    page.get_by_label(t("en", "imports.lowest")).first.fill("9")
    page.keyboard.press("Tab")
    expect(page.get_by_text(t("en", "imports.scale_upside_down"))).to_be_visible()
    expect(host.button("imports.go")).to_be_disabled()
    host.button("imports.another").click()
    expect(page.get_by_text(t("en", "imports.about"))).to_be_visible()
    assert server.read(lambda db: imports.of_community(db, made.community_id)) == []


def test_a_large_import_is_stopped_and_nothing_of_it_is_there(host: Organizer, server: Server, made: Made) -> None:
    rows = "\n".join(f"2025-03-14 10:00:00,{person % 5 + 1},{person % 4 + 1}" for person in range(4000))
    host.chooses("Large.csv", f"Timestamp,How useful?,How clear?\n{rows}\n".encode())
    expect(host.button("imports.go")).to_be_enabled()
    before = server.read(lambda db: days(db, made.community_id))
    with server.writing():  # or it may be done before anybody can press
        host.button("imports.go").click()
        expect(host.button("imports.cancel")).to_be_enabled()
        expect(host.button("imports.go")).to_be_disabled()
        host.button("imports.cancel").click()
        expect(host.button("imports.cancel")).to_be_disabled()
    expect(host.page.get_by_text(t("en", "errors.import_stopped"))).to_be_visible()
    assert server.read(lambda db: days(db, made.community_id)) == before

"""A facilitator sorts what people wrote: by mouse, by keyboard, by finger; and the themes come along."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from components.live import control
from components.text import t
from db import meetings, themes
from db.engine import Store
from tests.browser.people import Facilitator, plan_meeting, see
from tests.rooms import Made, answer, next_meeting, open_activity
from tests.servers import Server

pytestmark = pytest.mark.slow
ASKED: dict[str, Any] = {
    "questions": [{"id": "try", "text": {"en": "What would help?", "es": "¿Qué ayudaría?"}, "type": "text"}]
}
TEXTS = [
    "A bus at night", "Buses on Sunday", "The bus is late", "Más reuniones por la tarde", "La reunion es larga",
    "Reunión con niños", "Warm food", "<b>Interpreters</b> please", "So much to say. " * 30,
]  # fmt: skip
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def hold(db: Store, made: Made, day: str, texts: list[str]) -> None:
    rnd = open_activity(db, made, "reflection")
    for n, text in enumerate(texts):
        answer(db, made, rnd, f"phone {n}", {"try": text})
    control.end(db, made.id)
    meetings.change(db, made.id, held_on=day)


def held(db: Store) -> Made:
    made = plan_meeting(db, configs={"reflection": ASKED})
    hold(db, made, "2026-03-02", TEXTS)
    return made


def again(db: Store, before: Made) -> Made:
    made = next_meeting(db, before, {"reflection": ASKED})
    hold(db, made, "2026-05-04", ["No bus", "Bus stop", "The bus again", "Late buses", "Rides"])
    return made


class BoardPage:
    """The board of a meeting on a facilitator's screen."""

    def __init__(self, browser: Browser, server: Server, made: Made, **options: Any) -> None:
        self.page: Page = Facilitator(browser, server.url, **options).page
        self.server, self.made = server, made
        self.open(made)

    def open(self, made: Made) -> None:
        self.made = made
        self.page.goto(f"{self.server.url}/themes?meeting={made.id}")
        expect(self.page.locator(".board .card").first).to_be_visible()

    def card(self, text: str) -> Locator:
        return self.page.locator(".board .card:not(.ghost)").filter(has=self.page.get_by_text(text, exact=True))

    def theme(self, name: str) -> Locator:
        """The column of a theme by its name, which stands in a field."""
        names = self.page.locator(".themes .name")
        see(self.page, lambda: name in [each.input_value() for each in names.all()], True)
        index = [each.input_value() for each in names.all()].index(name)
        return self.page.locator(".themes .column").nth(index)

    def press(self, key: str, **words: object) -> None:
        self.page.get_by_role("button", name=t("en", f"themes.{key}", **words), exact=True).first.click()

    def type_name(self, name: str) -> None:
        self.page.keyboard.type(name)
        self.page.keyboard.press("Enter")

    def drag(self, what: Locator, to: Locator) -> None:
        """With the mouse, as a hand does it."""
        what.scroll_into_view_if_needed()
        start, end = what.bounding_box(), to.bounding_box()
        assert start
        assert end
        mouse = self.page.mouse
        mouse.move(start["x"] + 40, start["y"] + 40)
        mouse.down()
        mouse.move(start["x"] + 70, start["y"] + 60, steps=3)
        mouse.move(end["x"] + 50, end["y"] + 30, steps=6)
        mouse.up()

    def stored(self) -> dict[str, list[str]]:
        """By theme name, the texts that are stored in it."""

        def read(db: Store) -> dict[str, list[str]]:
            found: dict[str, list[str]] = {}
            for theme in themes.of_community(db, self.made.community_id):
                sql = "SELECT n.value FROM theme_pieces p JOIN answers n ON n.id = p.answer_id WHERE p.theme_id = :id"
                rows = db.query(sql, id=theme.id)
                found[theme.name["en"]] = sorted(text for text in TEXTS if any(text in row["value"] for row in rows))
            return found

        return self.server.read(read)

    def keeps(self, wanted: dict[str, list[str]]) -> None:
        see(self.page, self.stored, wanted)

    def says(self, key: str, **words: object) -> None:
        expect(self.page.locator(".board [role=status]")).to_have_text(t("en", f"themes.{key}", **words))


def test_a_text_is_dragged_to_a_new_theme_named_and_taken_back(browser: Browser, server: Server) -> None:
    board = BoardPage(browser, server, server.save(held))
    page = board.page
    expect(page.locator(".board .card")).to_have_count(len(TEXTS))
    expect(board.card("<b>Interpreters</b> please")).to_be_visible()
    board.drag(board.card("Warm food"), page.locator(".fresh"))
    board.says("theme_made")
    board.type_name("Food")
    board.keeps({"Food": ["Warm food"]})
    board.drag(board.card("<b>Interpreters</b> please"), board.theme("Food"))
    board.keeps({"Food": ["<b>Interpreters</b> please", "Warm food"]})
    board.press("undo")
    board.keeps({"Food": ["Warm food"]})
    page.locator(".pool h3").focus()
    page.keyboard.press("Control+z")
    board.keeps({"New theme": ["Warm food"]})
    page.keyboard.press("Control+z")
    board.keeps({})
    expect(page.locator(".pool .card:not(.ghost)")).to_have_count(len(TEXTS))
    expect(page.locator(".board .undo")).to_be_disabled()
    page.context.close()


def test_everything_is_done_with_the_keyboard_alone(browser: Browser, server: Server) -> None:
    board = BoardPage(browser, server, server.save(held))
    page = board.page
    page.locator(".fresh").press("Enter")
    board.type_name("Food")
    board.keeps({"Food": []})
    card = board.card("Warm food")
    card.focus()
    page.keyboard.press("Space")
    board.says("lifted", name=t("en", "themes.loose"))
    page.keyboard.press("ArrowRight")
    board.says("over", name="Food", n=t("en", "themes.count", n=0))
    page.keyboard.press("Escape")
    board.says("kept", name=t("en", "themes.loose"))
    assert board.stored() == {"Food": []}
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    board.says("dropped", name="Food")
    board.keeps({"Food": ["Warm food"]})
    expect(card).to_be_focused()
    page.keyboard.press("Tab")
    expect(card.get_by_role("button", name=t("en", "themes.move_to"))).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem", name=t("en", "themes.loose"))).to_be_focused()
    page.keyboard.press("Enter")
    board.keeps({"Food": []})
    expect(card).to_be_focused()
    page.context.close()


def test_a_suggestion_asks_and_groups_nothing_by_itself(browser: Browser, server: Server) -> None:
    board = BoardPage(browser, server, server.save(held))
    page = board.page
    asked = page.locator(".ask")
    expect(asked).to_have_count(2)
    spanish = asked.filter(has_text="“reunión”")
    expect(spanish).to_contain_text("3")
    spanish.get_by_role("button", name=t("en", "themes.look")).click()
    expect(page.locator(".card.marked")).to_have_count(3)
    assert board.stored() == {}
    asked.filter(has_text="“bus”").get_by_role("button", name=t("en", "themes.not_these")).click()
    expect(asked).to_have_count(1)
    spanish.get_by_role("button", name=t("en", "themes.make")).click()
    board.keeps({"Reunión": TEXTS[4:5] + TEXTS[3:4] + TEXTS[5:6]})
    expect(asked).to_have_count(0)
    page.locator(".fresh").click()
    board.type_name("Bus rides")
    chip = board.card("Buses on Sunday").locator(".chip")
    expect(chip).to_have_text(t("en", "themes.hint", name="Bus rides"))
    assert board.stored()["Bus rides"] == []
    chip.click()
    see(page, lambda: board.stored()["Bus rides"], ["Buses on Sunday"])
    page.context.close()


def test_themes_come_along_to_the_next_meeting_and_history_shows_them(browser: Browser, server: Server) -> None:
    made = server.save(held)
    later = server.save(lambda db: again(db, made))
    board = BoardPage(browser, server, made)
    page = board.page
    page.locator(".ask").filter(has_text="“bus”").get_by_role("button", name=t("en", "themes.make")).click()
    board.type_name("Getting there")
    board.keeps({"Getting there": ["A bus at night", "Buses on Sunday", "The bus is late"]})
    page.get_by_role("link", name="Spring meeting").click()
    page.get_by_role("link", name=t("en", "themes.door")).click()
    expect(board.theme("Getting there")).to_contain_text(t("en", "themes.count", n=3))
    board.open(later)
    column = board.theme("Getting there")
    expect(column).to_contain_text(t("en", "themes.before", n=3))
    expect(column.locator(".card")).to_have_count(0)
    for text in ("No bus", "Bus stop", "The bus again", "Late buses"):
        board.card(text).locator(".chip").click()
    expect(column.locator(".card")).to_have_count(4)
    see(page, lambda: server.read(lambda db: len(themes.placed(db, made.community_id))), 7)
    page.goto(f"{server.url}/history?community={made.community_id}")
    page.locator("[class*=st-key-trend-themes]").scroll_into_view_if_needed()
    figure = page.locator("[class*=st-key-trend-themes] .js-plotly-plot")
    expect(figure).to_be_visible()
    expect(figure).to_contain_text("Getting there")
    expect(page.locator("[class*=st-key-trend-words]")).to_contain_text("bus")
    page.locator("[class*=st-key-card-past-themes] summary").click()
    expect(page.locator("[class*=st-key-card-past-themes] table")).to_contain_text(t("en", "themes.fewer"))
    board.open(later)
    board.theme("Getting there").get_by_role("button", name=t("en", "themes.away")).click()
    expect(board.theme("Getting there")).to_contain_text(t("en", "themes.is_away"))
    page.context.close()


def test_two_facilitators_sort_at_once_and_nothing_is_lost(browser: Browser, server: Server) -> None:
    made = server.save(held)
    one, other = BoardPage(browser, server, made), BoardPage(browser, server, made)
    one.page.locator(".fresh").click()
    one.type_name("Food")
    other.page.locator(".fresh").click()
    other.type_name("Buses")
    one.keeps({"Food": [], "Buses": []})
    one.drag(one.card("Warm food"), one.theme("Food"))
    other.drag(other.card("The bus is late"), other.theme("Buses"))
    one.keeps({"Food": ["Warm food"], "Buses": ["The bus is late"]})
    expect(one.theme("Buses").locator(".card")).to_have_count(1)
    expect(other.theme("Food").locator(".card")).to_have_count(1)
    one.page.context.close()
    other.page.context.close()


def test_on_a_phone_a_finger_scrolls_carries_by_the_grip_and_finds_every_theme_within_reach(
    browser: Browser, server: Server
) -> None:
    board = BoardPage(browser, server, server.save(held), **PHONE)
    page = board.page
    page.locator(".fresh").tap()
    board.type_name("Food")
    board.keeps({"Food": []})
    card = board.card("Warm food")
    card.scroll_into_view_if_needed()
    start = card.locator(".grip").bounding_box()
    assert start
    finger = page.context.new_cdp_session(page)

    def touch(kind: str, x: float, y: float) -> None:
        points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    x, y = start["x"] + 12, start["y"] + 12
    touch("touchStart", x, y)
    touch("touchMove", x - 10, y + 20)
    touch("touchMove", x - 20, y + 30)
    place = page.locator(".tray .place").filter(has_text="Food")
    expect(place).to_be_visible()
    end = place.bounding_box()
    assert end
    touch("touchMove", end["x"] + 20, end["y"] + 15)
    expect(place).to_have_class("place over")
    touch("touchEnd", 0, 0)
    board.keeps({"Food": ["Warm food"]})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.close()

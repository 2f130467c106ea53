"""Phones in a real Chromium against the real phone lane."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from components.live import control
from components.live.store import save
from components.phone import bundle
from tests.phone.lane import ask, join, make, new_phone, press, saved, stored
from tests.rooms import LINES, Made, answer, make_meeting

pytestmark = pytest.mark.slow

NAMES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
MANY = {"items": [{"id": name, "text": {"en": name.title()}} for name in NAMES], "top": 3}
FOUR = [
    {"id": name, "stem": {"en": name}, "left": {"en": "Little"}, "right": {"en": "Much"}}
    for name in ("trust", "time", "money", "joy")
]
REFLECTION = {
    "questions": [
        {"id": "useful", "text": {"en": "How useful?"}, "type": "rating"},
        {"id": "most", "text": {"en": "Most useful?"}, "type": "text", "max_length": 40},
        {"id": "lesson", "text": {"en": "A lesson"}, "type": "lesson"},
        {"id": "try", "text": {"en": "I'll try"}, "type": "commitment"},
    ]
}
BROKEN_SOCKETS = """
  const Real = WebSocket;
  window.WebSocket = class extends Real { constructor() { super(`ws://${location.host}/closed`); } };
"""

HELD_BACK = """
  const Real = WebSocket, held = [];
  window.letGo = () => held.splice(0).forEach((give) => give());
  window.WebSocket = class extends Real {
    set onmessage(hear) {
      super.onmessage = (event) => {
        if (JSON.parse(event.data).type === "mine") held.push(() => hear(event));
        else hear(event);
      };
    }
  };
"""
"""What the phone has answered is on its way longer than all else."""


@pytest.fixture
def made(address: str) -> Made:
    return save(make_meeting)


def tap_line(page: Page, share: float, line: int = 0) -> None:
    box = page.locator(".track").nth(line).bounding_box()
    assert box
    page.touchscreen.tap(box["x"] + 26 + (box["width"] - 52) * share, box["y"] + box["height"] / 2)


def test_the_lobby_says_who_will_see_what(made: Made, address: str, phone: BrowserContext) -> None:
    page = join(phone, address, made.code)
    expect(page.get_by_role("heading", name="Spring meeting")).to_be_visible()
    expect(page.locator("main")).to_contain_text("This phone is remembered so that the group can see change.")
    expect(page.locator("main")).to_contain_text("Pictures appear with the first answer.")


def test_the_language_is_one_tap_away_and_remembered(made: Made, address: str, phone: BrowserContext) -> None:
    page = join(phone, address, made.code)
    press(page, "Español")
    expect(page.get_by_role("heading", name="Reunión de primavera")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Reunión de primavera")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "es"


def test_a_ballot_speaks_the_new_language_too_and_keeps_what_was_begun(
    made: Made, address: str, phone: BrowserContext
) -> None:
    round_id = ask(made, "spectrum")
    page = join(phone, address, made.code)
    expect(page.get_by_role("slider")).to_have_attribute("aria-valuetext", "Drag the dot, or tap the line")
    tap_line(page, 0.8)
    press(page, "Español")
    expect(page.get_by_role("slider")).to_have_attribute("aria-valuetext", "Cerca de: Experiencia vivida")
    press(page, "¿Quién ve esto?")
    expect(page.get_by_role("dialog")).to_contain_text("Solo este teléfono marca cuál es el suyo.")
    press(page, "Cerrar")
    press(page, "English")
    expect(page.get_by_role("slider")).to_have_attribute("aria-valuetext", "Close to: Lived experience")
    press(page, "Send")
    saved(page)
    assert stored(round_id) == [{"lines": {"expertise": 80}}]


def test_a_dot_nobody_touched_is_no_answer(made: Made, address: str, phone: BrowserContext) -> None:
    round_id = ask(made, "spectrum")
    page = join(phone, address, made.code)
    expect(page.get_by_role("slider")).to_have_attribute("aria-valuetext", "Drag the dot, or tap the line")
    expect(page.get_by_role("button", name="Send")).to_be_disabled()
    tap_line(page, 0.8)
    expect(page.get_by_role("slider")).to_have_attribute("aria-valuetext", "Close to: Lived experience")
    press(page, "Send")
    saved(page)
    assert stored(round_id) == [{"lines": {"expertise": 80}}]


def test_the_dot_moves_by_keyboard(made: Made, address: str, phone: BrowserContext) -> None:
    round_id = ask(made, "spectrum")
    page = join(phone, address, made.code)
    page.get_by_role("slider").press("End")
    page.get_by_role("slider").press("ArrowLeft")
    press(page, "Send")
    saved(page)
    assert stored(round_id) == [{"lines": {"expertise": 95}}]


def test_one_line_of_several_may_be_passed_and_others_left(address: str, phone: BrowserContext) -> None:
    made = make("spectrum", {"lines": FOUR})
    round_id = ask(made, "spectrum")
    page = join(phone, address, made.code)
    tap_line(page, 0.5, line=0)
    page.get_by_role("button", name="Pass on this line").nth(1).tap()
    press(page, "Send")
    saved(page)
    assert stored(round_id) == [{"lines": {"trust": 50, "time": None}}]


def test_both_dots_of_a_line_are_placed_with_a_thumb_or_the_keyboard(address: str, phone: BrowserContext) -> None:
    made = make("spectrum", {**LINES, "wished": True})
    round_id = ask(made, "spectrum")
    page = join(phone, address, made.code)
    tap_line(page, 0.2, line=0)
    tap_line(page, 0.7, line=1)
    page.get_by_role("slider", name="Where we would like to be").press("ArrowRight")
    press(page, "Send")
    saved(page)
    assert stored(round_id) == [{"lines": {"expertise": 20}, "wished": {"expertise": 75}}]


def test_the_second_dot_may_be_left_out_and_taken_back(address: str, phone: BrowserContext) -> None:
    made = make("spectrum", {**LINES, "wished": True})
    round_id = ask(made, "spectrum")
    page = join(phone, address, made.code)
    tap_line(page, 0.2, line=0)
    press(page, "Send")
    saved(page)
    assert stored(round_id) == [{"lines": {"expertise": 20}, "wished": {}}]
    press(page, "Change my answer")
    tap_line(page, 0.7, line=1)
    page.get_by_role("button", name="Pass on this line").tap()
    press(page, "Send")
    saved(page)
    assert stored(round_id) == [{"lines": {"expertise": 20}, "wished": {"expertise": None}}]


def test_an_answer_can_be_changed_and_passing_counts(made: Made, address: str, phone: BrowserContext) -> None:
    round_id = ask(made, "spectrum")
    page = join(phone, address, made.code)
    press(page, "Pass")
    expect(page.locator(".stamp")).to_contain_text("You passed, and that counts.")
    press(page, "Answer after all")
    tap_line(page, 0.1)
    press(page, "Send")
    saved(page)
    press(page, "Change my answer")
    press(page, "Keep it as it was")
    saved(page)
    assert stored(round_id) == [{"lines": {"expertise": 10}}]


def test_a_new_round_starts_with_the_old_dot_pale(made: Made, address: str, phone: BrowserContext) -> None:
    ask(made, "spectrum")
    page = join(phone, address, made.code)
    tap_line(page, 0.3)
    press(page, "Send")
    saved(page)
    save(lambda db: control.reveal(db, made.id))
    expect(page.locator(".swarm .you")).to_have_count(1)
    save(lambda db: control.open_round(db, made.id))
    expect(page.locator(".was")).to_be_visible()
    expect(page.locator(".dot.empty")).to_be_visible()


def test_the_group_stays_hidden_until_revealed_and_few_stay_hidden_then(address: str, phone: BrowserContext) -> None:
    made = make("spectrum", LINES, show="at_five")
    round_id = ask(made, "spectrum")
    page = join(phone, address, made.code)
    tap_line(page, 0.3)
    press(page, "Send")
    saved(page)
    save(lambda db: control.reveal(db, made.id))
    expect(page.locator("main")).to_contain_text("The picture appears after 5 answers")
    assert len(stored(round_id)) == 1
    assert page.locator(".swarm").count() == 0


def test_an_answer_waits_on_the_phone_for_the_connection(made: Made, address: str, phone: BrowserContext) -> None:
    round_id = ask(made, "spectrum")
    page = join(phone, address, made.code)
    tap_line(page, 0.7)
    phone.set_offline(True)
    press(page, "Send")
    waiting = "Waiting for the connection. Your answer is kept on this phone."
    expect(page.locator(".stamp.waiting")).to_have_text(waiting)
    assert stored(round_id) == []
    phone.set_offline(False)
    saved(page)
    assert stored(round_id) == [{"lines": {"expertise": 70}}]


def test_a_draft_and_an_unsent_answer_outlive_a_reload(made: Made, address: str, phone: BrowserContext) -> None:
    round_id = ask(made, "icebreaker")
    page = join(phone, address, made.code)
    page.get_by_label("One word").fill("curious")
    page.reload()
    expect(page.get_by_label("One word")).to_have_value("curious")
    phone.set_offline(True)
    press(page, "Send")
    expect(page.locator(".stamp.waiting")).to_be_visible()
    page.close()
    phone.set_offline(False)
    saved(join(phone, address, made.code))
    assert stored(round_id) == [{"word": "curious"}]


def test_two_tabs_of_one_phone_count_once(made: Made, address: str, phone: BrowserContext) -> None:
    round_id = ask(made, "icebreaker")
    for word in ("first", "second"):
        page = join(phone, address, made.code)
        if word == "second":
            press(page, "Change my answer")
        page.get_by_label("One word").fill(word)
        press(page, "Send")
        saved(page)
    assert stored(round_id) == [{"word": "second"}]


def test_where_websockets_cannot_be_opened_plain_requests_do(made: Made, address: str, phone: BrowserContext) -> None:
    round_id = ask(made, "spectrum")
    phone.add_init_script(BROKEN_SOCKETS)
    page = join(phone, address, made.code)
    expect(page.get_by_role("slider")).to_be_visible(timeout=20_000)
    tap_line(page, 0.4)
    press(page, "Send")
    saved(page)
    assert stored(round_id) == [{"lines": {"expertise": 40}}]


def test_a_moved_but_unsent_answer_is_asked_about_while_answers_close(
    made: Made, address: str, phone: BrowserContext
) -> None:
    round_id = ask(made, "spectrum")
    page = join(phone, address, made.code)
    tap_line(page, 0.6)
    save(lambda db: control.close(db, made.id, seconds=60))
    expect(page.locator(".closing")).to_contain_text("Send it now?")
    expect(page.locator(".seconds")).to_have_text(re.compile(r"Answers close in \d+ s"))
    press(page, "Send")
    saved(page)
    assert stored(round_id) == [{"lines": {"expertise": 60}}]


def test_a_closed_round_says_so(made: Made, address: str, phone: BrowserContext) -> None:
    ask(made, "spectrum")
    page = join(phone, address, made.code)
    expect(page.get_by_role("slider")).to_be_visible()
    save(lambda db: control.close(db, made.id, seconds=0))
    expect(page.locator(".stamp .word")).to_have_text("Answers are closed")
    expect(page.get_by_role("button", name="Send")).to_have_count(0)


def test_items_are_put_in_order_by_dragging(made: Made, address: str, phone: BrowserContext) -> None:
    round_id = ask(made, "ranking")
    page = join(phone, address, made.code)
    shown = page.locator(".rank")
    wanted = [str(shown.nth(place).get_attribute("data-id")) for place in (3, 2)]
    for item in reversed(wanted):
        drag_to_the_top(page, item)
    expect(shown.first).to_have_attribute("data-id", wanted[0])
    press(page, "Send")
    saved(page)
    assert stored(round_id) == [{"order": wanted}]


def drag_to_the_top(page: Page, item: str) -> None:
    grip = page.locator(f'[data-id="{item}"] .grip').bounding_box()
    top = page.locator("ol").bounding_box()
    assert grip
    assert top
    x, y = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 21):
        page.mouse.move(x, y + (top["y"] - 10 - y) * step / 20)
    page.mouse.up()


def test_items_are_put_in_order_by_buttons_and_three_are_enough(
    made: Made, address: str, phone: BrowserContext
) -> None:
    round_id = ask(made, "ranking")
    page = join(phone, address, made.code)
    for item in ("Housing", "Childcare", "Transport", "Language"):
        page.get_by_role("button", name=f"Move up: {item}").press("Enter")
    page.get_by_role("button", name="Move up: Childcare").press("Enter")
    press(page, "Send")
    saved(page)
    assert stored(round_id) == [{"order": ["childcare", "housing", "transport"]}]


def test_of_many_items_five_are_picked_first(address: str, phone: BrowserContext) -> None:
    made = make("ranking", MANY)
    round_id = ask(made, "ranking")
    page = join(phone, address, made.code)
    for name in ("Three", "One", "Ten", "Six", "Two"):
        press(page, name)
    expect(page.get_by_role("button", name="Nine")).to_be_disabled()
    press(page, "Put them in order")
    page.get_by_role("button", name="Move up: One").tap()
    press(page, "Send")
    saved(page)
    assert stored(round_id) == [{"order": ["one", "three", "ten", "six", "two"]}]


def test_items_lie_in_another_order_on_every_phone_but_stay_there(address: str, browser: Browser) -> None:
    made = make("ranking", MANY)
    ask(made, "ranking")
    orders = []
    for _ in range(3):
        phone = new_phone(browser)
        page = join(phone, address, made.code)
        expect(page.locator(".pick")).to_have_count(len(NAMES))
        first = page.locator(".pick").all_text_contents()
        page.reload()
        expect(page.locator(".pick")).to_have_count(len(NAMES))
        assert page.locator(".pick").all_text_contents() == first
        orders.append(tuple(first))
        phone.close()
    assert len(set(orders)) > 1


def test_a_reflection_is_for_facilitators_unless_its_writer_says_otherwise(address: str, phone: BrowserContext) -> None:
    made = make("reflection", REFLECTION)
    round_id = ask(made, "reflection")
    page = join(phone, address, made.code)
    page.get_by_role("radio", name="4").tap()
    page.locator("#q-most-").fill("The small groups")
    page.get_by_label("What did not").fill("Calling at noon")
    page.locator("#share-try-true").check()
    page.locator("#q-try-text").fill("Call two families")
    page.get_by_label("By when").fill("2031-05-30")
    press(page, "Send")
    saved(page)
    assert stored(round_id) == [
        {
            "useful": 4,
            "most": "The small groups",
            "lesson": {"did_not": "Calling at noon"},
            "try": {"text": "Call two families", "by": "2031-05-30", "obstacle": ""},
            "share": ["try"],
        }
    ]


def test_everybody_who_took_part_gets_their_own_answers_at_the_end(
    made: Made, address: str, phone: BrowserContext
) -> None:
    page = join(phone, address, made.code)
    ask(made, "icebreaker")
    page.get_by_label("One word").fill("curious")
    press(page, "Send")
    saved(page)
    ask(made, "spectrum")
    expect(page.locator(".ballot.spectrum")).to_be_visible()
    press(page, "Pass")
    expect(page.locator(".stamp.saved")).to_be_visible()
    save(lambda db: control.end(db, made.id))
    for _ in range(2):
        expect(page.get_by_role("heading", name="Thank you for taking part")).to_be_visible()
        expect(page.locator(".ballot.icebreaker")).to_contain_text("curious")
        expect(page.locator(".ballot.spectrum")).to_contain_text("You passed, and that counts.")
        page.reload()


def test_an_own_answer_that_comes_after_the_last_screen_is_shown_on_it(address: str, phone: BrowserContext) -> None:
    """A reflection is open beyond the end: without its answer the screen would go on asking for one."""
    made = make("reflection", REFLECTION)
    ask(made, "reflection")
    page = join(phone, address, made.code)
    page.locator("#q-most-").fill("Call the Pérez family")
    press(page, "Send")
    saved(page)
    save(lambda db: control.end(db, made.id))
    expect(page.locator(".ballot.reflection")).to_contain_text("Call the Pérez family")
    page.add_init_script(HELD_BACK)
    page.reload()
    expect(page.get_by_role("button", name="Answer", exact=True)).to_be_visible()
    page.evaluate("window.letGo()")
    expect(page.locator(".ballot.reflection")).to_contain_text("Call the Pérez family")
    expect(page.get_by_role("button", name="Answer", exact=True)).to_have_count(0)
    expect(page.get_by_role("button", name="Change my answer")).to_be_visible()


def test_what_somebody_writes_is_shown_as_text(made: Made, address: str, phone: BrowserContext) -> None:
    round_id = ask(made, "icebreaker")
    save(lambda db: answer(db, made, round_id, "another", {"word": "<img src=x onerror=alert(1)>"}))
    page = join(phone, address, made.code)
    page.get_by_label("One word").fill("<b>bold</b>")
    press(page, "Send")
    expect(page.locator(".counts")).to_contain_text("<img src=x onerror=alert(1)>")
    expect(page.locator(".counts")).to_contain_text("<b>bold</b>")
    assert page.locator(".counts img").count() == 0


def test_a_talk_asks_nothing_and_shows_the_time(made: Made, address: str, phone: BrowserContext) -> None:
    save(lambda db: control.show(db, made.id, made.activity_ids["talk"]))
    save(lambda db: control.start_timer(db, made.id, 300))
    page = join(phone, address, made.code)
    expect(page.locator(".timer b")).to_have_text(re.compile(r"[45]:\d\d"))
    expect(page.locator(".speech")).to_have_text("Welcome")
    expect(page.get_by_role("button", name="Send")).to_have_count(0)


def test_other_phones_never_disturb_somebody_who_is_typing(made: Made, address: str, phone: BrowserContext) -> None:
    round_id = ask(made, "icebreaker")
    page = phone.new_page()
    with page.expect_websocket() as opened:
        page.goto(f"{address}/j/{made.code}")
    page.get_by_label("One word").press_sequentially("cur")
    with opened.value.expect_event("framereceived", lambda frame: '"answered":1' in str(frame)):
        save(lambda db: answer(db, made, round_id, "another", {"word": "calm"}))
    page.keyboard.type("ious")
    press(page, "Send")
    saved(page)
    expect(page.locator(".counts")).to_contain_text("calm")
    assert {"word": "curious"} in stored(round_id)


def test_a_whole_meeting_is_small_and_stays_with_our_own_origin(
    made: Made, address: str, phone: BrowserContext
) -> None:
    page = phone.new_page()
    network = phone.new_cdp_session(page)
    network.send("Network.enable")
    sizes: list[float] = []
    seen: list[str] = []
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    network.on("Network.requestWillBeSent", lambda event: seen.append(event["request"]["url"]))
    page.goto(f"{address}/j/{made.code}")
    for kind in ("icebreaker", "spectrum", "ranking", "reflection"):
        ask(made, kind)
        expect(page.locator(f".ballot.{kind} > *").first).to_be_visible()
    assert sum(sizes) <= 25 * 1024
    assert all(url.startswith((address, "data:")) for url in seen)
    assert len(sizes) >= 7


def test_the_streamlit_bundle_runs_the_same_phone(browser: Browser, phone: BrowserContext) -> None:
    page = phone.new_page()
    page.set_content('<div id="here"></div>')
    page.add_style_tag(content=bundle.stylesheet())
    page.evaluate(
        """async (source) => {
          const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
          const { default: component } = await import(url);
          window.sent = [];
          const parentElement = document.getElementById("here");
          const setTriggerValue = (name, value) => sent.push([name, value]);
          window.give = (data) => component({ data, parentElement, setTriggerValue });
        }""",
        bundle.bundle(),
    )
    state: dict[str, Any] = {
        "type": "state", "revision": 1, "now": "2026-01-01T10:00:00Z", "present": 1, "tally": None, "timer": None,
        "meeting": {"id": "m", "title": {"en": "Spring"}, "community": {"en": "Coast"}, "phase": "live",
                    "show": "at_five", "names": "none", "languages": ["en"]},
        "activity": {"id": "a", "kind": "spectrum", "position": 1, "of": 2, "title": {"en": "Values"}, "answered": 0,
                     "config": LINES,
                     "round": {"id": "r", "number": 1, "step": "answer", "phase": "open", "closes_at": None}},
    }  # fmt: skip
    data = {"state": state, "mine": {}, "acks": [], "language": "en", "needs_device": True}
    page.evaluate("(data) => give(data)", data)
    press(page, "Español")
    expect(page.get_by_role("slider")).to_have_attribute("aria-valuetext", "Arrastre el punto o toque la línea")
    press(page, "English")
    page.get_by_role("slider").press("Home")
    expect(page.get_by_role("slider")).to_have_attribute("aria-valuetext", "All the way to: Authority")
    press(page, "Send")
    expect(page.locator(".stamp.sending")).to_be_visible()
    sent = page.evaluate("sent")
    assert [name for name, _ in sent] == ["device", "answer"]
    assert re.fullmatch(r"[0-9a-f]{32}", sent[0][1])
    assert sent[1][1]["value"] == {"lines": {"expertise": 0}}
    page.evaluate("(data) => give(data)", {**data, "acks": [{"type": "saved", "id": sent[1][1]["id"]}]})
    saved(page)

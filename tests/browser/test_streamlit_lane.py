"""The same meeting on a host that lets none of our own routes through: everything goes through Streamlit's pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from statistics import median

import pytest
from playwright.sync_api import Browser, Page, expect

from components.text import t
from components.ui.address import join_url, network_address, typed_address
from components.ui.wall import qr
from db import answers, rounds
from db.engine import Store
from tests.browser.line import Line, line
from tests.browser.people import Facilitator, Phone, Wall, phones, plan_meeting, see
from tests.rooms import EXIT, ITEMS, LINES, WORD, Made, open_activity
from tests.servers import ROOT, Server, serve

pytestmark = pytest.mark.slow

AGENDA = {"icebreaker": WORD, "spectrum": LINES, "ranking": ITEMS, "reflection": EXIT}
AS_A_SCRIPT = f"import runpy\nrunpy.run_path({str(ROOT / 'app.py')!r}, run_name='__main__')\n"


@pytest.fixture(scope="module")
def host_without_routes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that runs app.py as a script and so has no route but Streamlit's own."""
    folder = tmp_path_factory.mktemp("host")
    script = folder / "host.py"
    script.write_text(AS_A_SCRIPT, encoding="utf-8")
    (folder / "pages").symlink_to(ROOT / "pages")  # Streamlit looks for pages beside the script it was given
    with serve(folder, script=script) as started:
        yield started


@pytest.fixture
def base(host_without_routes: Server) -> str:
    """The address that the wall gives to phones."""
    address = network_address()
    if address is None:
        pytest.skip("this machine is on no network, so its wall has no address to show")
    return f"http://{address}:{host_without_routes.port}"


def test_a_meeting_runs_where_no_route_of_ours_comes_through(
    browser: Browser, host_without_routes: Server, base: str
) -> None:
    server = host_without_routes
    made = server.save(lambda db: plan_meeting(db, live=False, configs=AGENDA))
    host = Facilitator(browser, server.url)
    host.take_control("facilitator.control_planned")
    host.does("go_live")
    wall = Wall(browser, server.url, made.display_key)
    with line(server.port) as wire, phones(browser, f"{wire.url}/?code={made.code}", ("en", "es")) as both:
        the_wall_leads_to_the_streamlit_lane(wall, base, made)
        words_are_counted(host, wall, both)
        placed = dots_are_revealed(host, wall, both)
        placed += a_second_round_survives_a_lost_line(host, wall, both, wire)
        stored = server.read(lambda db: stored_dots(db, made))
        assert stored == placed
        priorities_are_revealed(host, wall, both)
        everybody_is_thanked(host, wall, both)


def the_wall_leads_to_the_streamlit_lane(wall: Wall, base: str, made: Made) -> None:
    address = typed_address(base, "streamlit")
    expect(wall.page.locator(".how b").first).to_have_text(address)
    expect(wall.page.get_by_alt_text("QR")).to_have_attribute("src", qr(join_url(base, made.code, "streamlit")))
    wall.says(t("en", "display.here", n=2))


def begin(host: Facilitator, both: list[Phone], name: str, title: str) -> None:
    host.does(name, title=title)
    host.sees("ready")
    host.does("open")
    host.sees("open")
    for phone in both:
        phone.at("ask")


def finish(host: Facilitator, wall: Wall) -> None:
    see(wall.page, wall.ring, (2, 2))
    host.sees_answered(2)
    host.does("close", "close_now")
    host.sees("closed")


def words_are_counted(host: Facilitator, wall: Wall, both: list[Phone]) -> None:
    begin(host, both, "first", "Icebreaker")
    for phone in both:
        phone.write("ready")
        phone.send()
    see(wall.page, lambda: "ready: 2" in picture(wall.page), True)
    finish(host, wall)


def picture(page: Page) -> str:
    """What the picture says of itself to who cannot see it; "" where there is none."""
    shown = page.locator("[role=figure][aria-label]", has=page.locator("svg.main-svg"))
    return (shown.first.get_attribute("aria-label") or "") if shown.count() else ""


def dots_are_revealed(host: Facilitator, wall: Wall, both: list[Phone]) -> list[int]:
    begin(host, both, "next", "Spectrum")
    placed = [phone.place("expertise", at) for phone, at in zip(both, (20, 90), strict=True)]
    for phone in both:
        phone.send()
    reload_shows_the_saved_answer(both[0], placed[0])
    finish(host, wall)
    assert picture(wall.page) == ""
    host.does("reveal")
    see(wall.page, lambda: in_words(placed, left=1, middle=0, right=1) in picture(wall.page), True)
    for phone in both:
        phone.at("revealed")
        expect(phone.page.locator(".swarm circle")).to_have_count(2)
    return placed


def in_words(placed: list[int], **counts: int) -> str:
    """What the picture of a spectrum says of itself."""
    return t(
        "en", "charts.line_alt", stem="Who has the expertise?", left_pole="Authority", right_pole="Lived experience",
        median=f"{median(placed):g}", **counts,
    )  # fmt: skip


def a_second_round_survives_a_lost_line(host: Facilitator, wall: Wall, both: list[Phone], wire: Line) -> list[int]:
    host.does("another")
    for phone in both:
        phone.at("ask")
    wire.lose()
    placed = [phone.place("expertise", at) for phone, at in zip(both, (60, 80), strict=True)]
    for phone in both:
        phone.tap("send")
        expect(phone.page.locator(".stamp.sending")).to_be_visible()
    see(wall.page, wall.ring, (0, 2))
    wire.mend()
    for phone in both:
        phone.is_saved()
    finish(host, wall)
    host.does("reveal")
    see(wall.page, lambda: in_words(placed, left=0, middle=1, right=1) in picture(wall.page), True)
    return placed


def stored_dots(db: Store, made: Made) -> list[int]:
    """Every dot ever saved in the meeting, round by round in the order of their places."""
    opened = rounds.of_activity(db, made.activity_ids["spectrum"])
    given = [[json.loads(each.value) for each in answers.all_of_round(db, each.id)] for each in opened]
    return [place for values in given for place in sorted(value["lines"]["expertise"] for value in values)]


def reload_shows_the_saved_answer(phone: Phone, placed: int) -> None:
    phone.page.reload()
    phone.is_saved()
    phone.tap("change_answer")
    phone.at("ask")
    assert phone.placed("expertise") == placed
    phone.tap("keep_answer")
    phone.is_saved()


def priorities_are_revealed(host: Facilitator, wall: Wall, both: list[Phone]) -> None:
    begin(host, both, "next", "Ranking")
    for phone in both:
        phone.order(("housing", "transport"))
        phone.send()
    finish(host, wall)
    host.does("reveal")
    see(wall.page, lambda: "1. Housing (1.0), 2. Transport (2.0)" in picture(wall.page), True)


def everybody_is_thanked(host: Facilitator, wall: Wall, both: list[Phone]) -> None:
    host.page.get_by_role("button", name=t("en", "control.do_finish"), exact=True).last.click()
    wall.says(t("en", "display.thanks"))
    for phone in both:
        phone.at("ended")
        expect(phone.page.locator(".ballot.icebreaker")).to_contain_text("ready")


def test_a_phone_may_come_by_streamlits_page_on_any_host(browser: Browser, server: Server) -> None:
    made = server.save(lambda db: plan_meeting(db, configs=AGENDA))
    with phones(browser, f"{server.url}/?code={made.code}", ("en",)) as [phone]:
        phone.at("lobby")
        server.save(lambda db: open_activity(db, made, "spectrum"))
        phone.at("ask")
        placed = phone.place("expertise", 70)
        phone.send()
        phone.page.reload()
        phone.is_saved()
        phone.tap("change_answer")
        assert phone.placed("expertise") == placed

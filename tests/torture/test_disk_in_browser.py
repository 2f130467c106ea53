"""What a facilitator sees while the disk is full, in English and in Spanish, and what a phone says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from components.text import t
from db.engine import Store
from tests.browser.people import Facilitator, phones, plan_meeting
from tests.rooms import LINES, open_activity
from tests.servers import Server
from tests.torture.power import Machine

pytestmark = pytest.mark.slow


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path / "folder", tmp_path / "disk")
    made.folder.mkdir()
    made.come_up()
    return made


@pytest.fixture
def room(machine: Machine) -> Iterator[Server]:
    server = Server(machine.folder, settings=machine.environment)
    server.start()
    yield server
    server.stop()


def speak_spanish(db: Store) -> None:
    db.execute("UPDATE accounts SET language = 'es'")


def says_why(page: Page, language: str) -> None:
    sentence = t(language, "errors.database_full", path="\0").split("\0")[0].strip()
    expect(page.get_by_text(t(language, "errors.away_control"))).to_be_visible()
    expect(page.get_by_text(sentence)).to_be_visible()


def test_a_facilitator_sees_that_the_disk_is_full_and_a_phone_that_its_answer_is_kept(
    browser: Browser, machine: Machine, room: Server
) -> None:
    made = room.save(lambda db: plan_meeting(db, configs={"spectrum": LINES}))
    room.save(lambda db: open_activity(db, made, "spectrum"))
    host = Facilitator(browser, room.url)
    host.take_control("facilitator.to_control")
    room.save(speak_spanish)
    other = host.page.context.new_page()
    other.goto(host.page.url)
    expect(other.get_by_text(t("es", "control.stands_open"))).to_be_visible()
    with phones(browser, f"{room.url}/j/{made.code}", ("en", "es")) as (ana, luz):
        for phone in (ana, luz):
            phone.at("ask")
            phone.place("expertise", 30)
        machine.fill(is_full=True)
        for phone in (ana, luz):
            phone.tap("send")
            expect(phone.page.locator(".stamp.waiting .word")).to_have_text(phone.words("kept"))
        says_why(host.page, "en")
        says_why(other, "es")
        machine.fill(is_full=False)
        for phone in (ana, luz):
            phone.is_saved()
        for page, language in ((host.page, "en"), (other, "es")):
            expect(page.get_by_text(t(language, "errors.away_control"))).to_be_hidden()
        host.sees_answered(2)
    host.page.context.close()

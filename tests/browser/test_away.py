"""The database goes away in the middle of a round and comes back: what phones, the control and the wall show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from components.text import t
from db import answers
from tests import postgres
from tests.browser.people import Facilitator, Wall, phones, plan_meeting, see
from tests.rooms import LINES
from tests.servers import Server, serve

pytestmark = pytest.mark.slow


@pytest.fixture
def own_cluster() -> Iterator[postgres.Cluster]:
    """A server of this test's own, for it is stopped."""
    reason = postgres.missing()
    if reason:
        pytest.skip(f"there is {reason}")
    with postgres.cluster() as made:
        yield made


@pytest.fixture
def room(own_cluster: postgres.Cluster, tmp_path: Path) -> Iterator[Server]:
    with serve(tmp_path, at=own_cluster.new_database()) as started:
        yield started


def test_phones_keep_their_answers_and_the_facilitator_sees_why(
    browser: Browser, own_cluster: postgres.Cluster, room: Server
) -> None:
    made = room.save(lambda db: plan_meeting(db, configs={"spectrum": LINES}))
    host = Facilitator(browser, room.url)
    host.take_control("facilitator.to_control")
    wall = Wall(browser, room.url, made.display_key)
    with phones(browser, f"{room.url}/j/{made.code}", ("en", "es")) as (ana, luz):
        ana.at("lobby")
        host.does("first", title="Spectrum")
        host.does("open")
        host.sees("open")
        ana.at("ask")
        ana.place("expertise", 20)
        ana.send()
        wall.says("Who has the expertise?")
        own_cluster.stop()
        expect(host.page.get_by_text(t("en", "errors.away_control"))).to_be_visible()
        luz.at("ask")
        luz.place("expertise", 80)
        luz.tap("send")
        expect(luz.page.locator(".stamp.waiting .word")).to_have_text(t("es", "phone.kept"))
        wall.says("Who has the expertise?")
        own_cluster.start()
        luz.is_saved()
        ana.is_saved()
        expect(host.page.get_by_text(t("en", "errors.away_control"))).to_be_hidden()
        host.sees_answered(2)
        see(wall.page, wall.ring, (2, 2))
        host.does("close", "close_now", "reveal")
        for phone in (ana, luz):
            phone.at("revealed")
    stored = room.read(lambda db: [a.value for a in answers.all_of_round(db, _round_of(room))])
    assert len(stored) == 2
    host.page.context.close()
    wall.page.context.close()


def _round_of(room: Server) -> str:
    found = room.read(lambda db: db.one("SELECT id FROM rounds"))
    assert found
    return str(found["id"])

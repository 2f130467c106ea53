"""Half of all phones are iPhones: the phone's page in WebKit."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from components.live import control
from db import answers
from tests.browser.line import line
from tests.browser.people import plan_meeting
from tests.browser.webkit import WebKitPhone, open_webkit, why_not
from tests.rooms import Made, open_activity
from tests.servers import Server

pytestmark = [pytest.mark.slow, pytest.mark.skipif(why_not() is not None, reason=str(why_not()))]


@pytest.fixture(scope="module")
def made(server: Server) -> Made:
    return server.save(plan_meeting)


@pytest.fixture(scope="module")
def phone(server: Server, made: Made) -> Iterator[WebKitPhone]:
    """One iPhone for all of these tests, already in the meeting."""
    with open_webkit() as driver:
        joined = WebKitPhone(driver, f"{server.url}/j/{made.code}")
        joined.at("lobby")
        yield joined


def begin(server: Server, made: Made, phone: WebKitPhone, kind: str) -> str:
    round_id = server.save(lambda db: open_activity(db, made, kind))
    phone.at("ask")
    phone.one(f".ballot.{kind}")
    return round_id


def stored(server: Server, round_id: str) -> list[Any]:
    return [json.loads(each.value) for each in server.read(lambda db: answers.all_of_round(db, round_id))]


def reveal(server: Server, made: Made, phone: WebKitPhone) -> None:
    server.save(lambda db: control.reveal(db, made.id))
    phone.at("revealed")


def test_a_word_is_saved_and_seen_among_the_others(server: Server, made: Made, phone: WebKitPhone) -> None:
    round_id = begin(server, made, phone, "icebreaker")
    phone.write("curious")
    phone.send()
    assert stored(server, round_id) == [{"word": "curious"}]
    assert "curious" in phone.one(".counts").text


def test_a_dot_is_placed_and_the_groups_dots_are_seen(server: Server, made: Made, phone: WebKitPhone) -> None:
    round_id = begin(server, made, phone, "spectrum")
    placed = phone.place("expertise", 80)
    phone.send()
    phone.driver.refresh()
    phone.is_saved()
    assert stored(server, round_id) == [{"lines": {"expertise": placed}}]
    reveal(server, made, phone)
    assert len(phone.all(".swarm circle")) == 1
    assert [count.text for count in phone.all(".thirds b")] == ["0", "0", "1"]


def test_priorities_are_dragged_and_tapped_into_an_order(server: Server, made: Made, phone: WebKitPhone) -> None:
    round_id = begin(server, made, phone, "ranking")
    phone.drag_to_the_top("transport")
    phone.one("#up-housing").click()
    phone.send()
    assert stored(server, round_id) == [{"order": ["transport", "housing"]}]
    reveal(server, made, phone)
    assert phone.all(".rank")[0].get_attribute("class") == "rank chosen"
    assert "Transport" in phone.all(".rank")[0].text


def test_a_reflection_is_saved_and_stays_off_the_phones(server: Server, made: Made, phone: WebKitPhone) -> None:
    round_id = begin(server, made, phone, "reflection")
    phone.rate("useful", 4)
    phone.reflect("try", "Visit one classroom")
    phone.send()
    assert stored(server, round_id) == [{"useful": 4, "try": "Visit one classroom", "share": []}]
    reveal(server, made, phone)
    assert "Visit one classroom" in phone.one(".ballot.reflection").text


def test_an_answer_given_without_a_connection_is_sent_later(server: Server, made: Made, phone: WebKitPhone) -> None:
    with line(server.port) as wire:
        phone.driver.get(f"{wire.url}/j/{made.code}")
        round_id = begin(server, made, phone, "spectrum")
        wire.lose()
        placed = phone.place("expertise", 20)
        phone.tap("send")
        phone.one(".stamp.sending, .stamp.waiting")
        wire.mend()
        phone.is_saved()
        assert stored(server, round_id) == [{"lines": {"expertise": placed}}]
    phone.driver.get(f"{server.url}/j/{made.code}")
    phone.is_saved()


def test_the_end_shows_this_phones_own_answers(server: Server, made: Made, phone: WebKitPhone) -> None:
    server.save(lambda db: control.end(db, made.id))
    phone.at("ended")
    phone.driver.refresh()
    phone.at("ended")
    assert "curious" in phone.one(".ballot.icebreaker").text

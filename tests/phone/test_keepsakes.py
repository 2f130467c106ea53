"""What a phone that took part may take along, and what others may not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest
from icalendar import Calendar
from starlette.testclient import TestClient

from components.live import control
from components.live.store import save
from components.phone.app import app
from components.phone.identity import COOKIE
from components.text import t
from db import meetings, next_meetings
from tests.hostile import PAYLOADS
from tests.rooms import Made, make_meeting
from tests.takeaway.held import device, hold


@pytest.fixture
def server(database: str) -> Iterator[TestClient]:
    with TestClient(app, follow_redirects=False) as client:
        yield client


@pytest.fixture
def made(server: TestClient) -> Made:
    return save(hold)


def as_phone(server: TestClient, number: int) -> TestClient:
    """One of the phones that were there."""
    server.cookies.set(COOKIE, device(number))
    return server


def test_a_phone_that_took_part_gets_the_page_with_its_own_commitment(server: TestClient, made: Made) -> None:
    for number, own, other in ((1, "Call Rosa", "Sleep"), (2, "Sleep", "Call Rosa")):
        page = as_phone(server, number).get(f"/j/{made.code}/takeaway")
        assert page.status_code == 200
        assert page.headers["cache-control"] == "no-store"
        assert own in page.text
        assert other not in page.text
        assert "“Visit one family”" in page.text


def test_the_page_has_its_own_answers_beside_the_group_s_and_nobody_else_s(server: TestClient, made: Made) -> None:
    first, second = (yours(as_phone(server, number).get(f"/j/{made.code}/takeaway").text) for number in (1, 4))
    assert first == [
        ["hope"],
        ["Towards “Lived experience”"],
        ["1. Housing", "2. Childcare", "3. Transport"],
        ["How useful? 4 of 5", "What else? Names somebody"],
    ]
    assert second[0] == ["secretword"]
    assert second[3] == ["What else? Fine", "A lesson: What worked: All"]


def yours(page: str) -> list[list[str]]:
    """What the page says this phone answered, by activity."""
    found = re.findall(r'<div class="yours"><p>[^<]*</p><ul>(.*?)</ul>', page)
    return [[unescape(line) for line in re.findall("<li>(.*?)</li>", lines)] for lines in found]


def test_it_speaks_the_language_of_the_phone(server: TestClient, made: Made) -> None:
    page = as_phone(server, 1).get(f"/j/{made.code}/takeaway?lang=es").text
    assert '<html lang="es">' in page
    assert t("es", "closing_phone.next") in page
    assert t("en", "closing_phone.next") not in page
    assert "Biblioteca" in page


@pytest.mark.parametrize("name", ["takeaway", "next-meeting.ics"])
def test_who_was_not_there_gets_the_page_to_type_a_code_in(server: TestClient, made: Made, name: str) -> None:
    stranger = server.get(f"/j/{made.code}/{name}")
    assert stranger.status_code == 404
    assert t("en", "phone.kind_has_ended") in unescape(stranger.text)
    assert "Spring meeting" not in stranger.text
    server.cookies.set(COOKIE, "x" * 22)
    assert server.get(f"/j/{made.code}/{name}").status_code == 404
    assert server.get(f"/j/ZZZZZZ/{name}").status_code == 404


@pytest.mark.parametrize("name", ["takeaway", "next-meeting.ics"])
def test_while_the_meeting_goes_on_it_leads_back_to_it(server: TestClient, made: Made, name: str) -> None:
    save(lambda db: control.go_on(db, made.id))
    assert as_phone(server, 1).get(f"/j/{made.code}/{name}").headers["location"] == f"/j/{made.code}"


def test_the_page_runs_no_script_from_elsewhere_and_everything_it_names_is_served(
    server: TestClient, made: Made
) -> None:
    page = as_phone(server, 1).get(f"/j/{made.code}/takeaway")
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert not re.search(r"<style|style=|<script(?![^>]*src=)| on\w+=", page.text)
    named = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert len(named) >= 4
    for url in [url for url in named if not url.startswith("data:")]:
        served = server.get(str(server.base_url.join(f"/j/{made.code}/takeaway").join(url)))
        assert served.status_code == 200, url


def test_the_calendar_file_is_the_next_meeting(server: TestClient, made: Made) -> None:
    served = as_phone(server, 1).get(f"/j/{made.code}/next-meeting.ics?lang=es")
    assert served.headers["content-type"] == "text/calendar; charset=utf-8"
    events: list[Any] = Calendar.from_ical(served.content).walk("VEVENT")
    [event] = events
    assert event["dtstart"].dt.astimezone(UTC) == datetime(2031, 6, 6, 1, tzinfo=UTC)
    assert str(event["summary"]) == "Reunión de Costa Norte"


def test_without_a_next_date_there_is_no_calendar_file(server: TestClient, made: Made) -> None:
    save(lambda db: next_meetings.put(db, made.id, None))
    phone = as_phone(server, 1)
    assert phone.get(f"/j/{made.code}/next-meeting.ics").status_code == 303
    assert "next-meeting.ics" not in phone.get(f"/j/{made.code}/takeaway").text


def test_the_page_follows_what_is_decided_after_the_end(server: TestClient, made: Made) -> None:
    phone = as_phone(server, 1)
    assert "Library" in phone.get(f"/j/{made.code}/takeaway").text
    save(lambda db: next_meetings.put(db, made.id, None))
    assert "Library" not in phone.get(f"/j/{made.code}/takeaway").text


def test_nothing_people_wrote_is_markup(server: TestClient) -> None:
    made = save(make_meeting)
    server.get(f"/j/{made.code}")
    server.get(f"/j/{made.code}/state")
    words = " ".join(PAYLOADS)
    save(lambda db: meetings.change(db, made.id, title={"en": words}))
    save(lambda db: control.end(db, made.id))
    page = server.get(f"/j/{made.code}/takeaway")
    assert page.status_code == 200
    assert "<img" not in page.text
    assert "<svg" not in page.text
    assert " ".join(words.split()) in unescape(page.text)

"""The calendar file, read back by the library that reads everybody's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from icalendar import Calendar

from components.takeaway.calendar import calendar_file
from db.communities import Community
from db.meetings import Meeting
from db.next_meetings import NextMeeting
from tests.hostile import PAYLOADS
from tests.takeaway.held import AGREED

MEETING = Meeting(
    "0190", "c", {"en": "Spring meeting", "es": "Reunión de primavera"}, "2031-05-04", "ended", "at_five", "none",
    ("en", "es"), "K7QF2M", "key", None, False, False, False, None, None, "", 7, 1, None, None, 20,
)  # fmt: skip
COMMUNITY = Community("c", {"en": "North Coast", "es": "Costa Norte"}, "growing", ("en", "es"), "{}")
NOW = datetime(2031, 5, 4, 20, tzinfo=UTC)


def event(agreed: NextMeeting = AGREED, language: str = "en", **changed: Any) -> Any:
    """The one event of the file."""
    body = calendar_file(replace(MEETING, **changed), COMMUNITY, agreed, language, NOW)
    [found] = Calendar.from_ical(body).walk("VEVENT")
    return found


def test_it_is_at_that_time_where_the_organizer_is() -> None:
    found = event()
    assert found["dtstart"].dt.astimezone(UTC) == datetime(2031, 6, 6, 1, tzinfo=UTC)
    assert found["dtend"].dt.astimezone(UTC) == datetime(2031, 6, 6, 2, 30, tzinfo=UTC)
    assert found["dtstart"].params["TZID"] == "America/Los_Angeles"


def test_the_zone_comes_with_the_file() -> None:
    body = calendar_file(MEETING, COMMUNITY, AGREED, "en", NOW)
    zones = [str(zone["tzid"]) for zone in Calendar.from_ical(body).walk("VTIMEZONE")]
    assert zones == ["America/Los_Angeles"]


def test_in_winter_the_same_clock_is_another_hour() -> None:
    found = event(replace(AGREED, held_on="2031-12-05"))
    assert found["dtstart"].dt.astimezone(UTC).hour == 2


def test_without_a_zone_of_its_own_it_is_in_utc() -> None:
    found = event(replace(AGREED, zone="UTC"))
    assert found["dtstart"].to_ical() == b"20310605T180000Z"


def test_without_a_time_it_is_a_whole_day() -> None:
    found = event(NextMeeting("2031-06-05"))
    assert found["dtstart"].dt == date(2031, 6, 5)
    assert found["dtstart"].params["VALUE"] == "DATE"
    assert "dtend" not in found
    assert "location" not in found


def test_a_later_file_takes_the_place_of_an_earlier_one() -> None:
    first, later = event(), event(replace(AGREED, held_on="2031-06-12"), revision=9)
    assert first["uid"] == later["uid"] == event(language="es")["uid"]
    assert later["sequence"] > first["sequence"]
    assert event(id="0191")["uid"] != first["uid"]
    assert MEETING.id not in first["uid"]


@pytest.mark.parametrize(
    ("language", "title", "place"),
    [("en", "Meeting of North Coast", "Library"), ("es", "Reunión de Costa Norte", "Biblioteca")],
)
def test_it_is_in_the_readers_language(language: str, title: str, place: str) -> None:
    found = event(language=language)
    assert (str(found["summary"]), str(found["location"])) == (title, place)
    assert ("Spring" in found["description"]) == (language == "en")


@pytest.mark.parametrize(
    "payload", [*PAYLOADS, "a\r\nBEGIN:VALARM\r\nEND:VALARM", "x;y,z\\n\nATTACH:http://evil.invalid"]
)
def test_what_people_write_stays_one_text(payload: str) -> None:
    line = " ".join(payload.split())
    community = replace(COMMUNITY, name={"en": payload})
    body = calendar_file(
        replace(MEETING, title={"en": payload}), community, replace(AGREED, place={"en": payload}), "en", NOW
    )
    calendar = Calendar.from_ical(body)
    [found] = calendar.walk("VEVENT")
    assert str(found["summary"]) == f"Meeting of {line}"
    assert str(found["location"]) == line
    assert sorted(found.keys()) == sorted(event().keys())
    assert calendar.walk("VALARM") == []

"""The next meeting as a calendar file (RFC 5545)."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256

from icalendar import Calendar, Event

from components.activities.written import clean
from components.takeaway.when import full_day, moment
from components.text import say, t
from db.communities import Community
from db.meetings import Meeting
from db.next_meetings import NextMeeting

NAME = "next-meeting.ics"
MIME = "text/calendar"


def calendar_file(meeting: Meeting, community: Community, agreed: NextMeeting, language: str, at: datetime) -> bytes:
    """What was agreed at a meeting as a file made `at` a moment in UTC, in the reader's language.

    A later file takes the place of an earlier one in people's calendars: its UID stays, its SEQUENCE grows. Without a
    time it is a whole day. The library escapes what people wrote.
    """
    event = Event()
    event.add("uid", f"{sha256(f'next {meeting.id}'.encode()).hexdigest()[:32]}@attune")
    event.add("sequence", meeting.revision)
    event.add("dtstamp", at)
    event.add("summary", clean(t(language, "closing.event", community=say(community.name, language))))
    event.add("description", clean(_about(meeting, language)))
    if agreed.place:
        event.add("location", clean(say(agreed.place, language)))
    event.add("dtstart", moment(agreed, agreed.begins) if agreed.begins else date.fromisoformat(agreed.held_on))
    if agreed.begins and agreed.ends:
        event.add("dtend", moment(agreed, agreed.ends))
    calendar = Calendar()
    calendar.add("prodid", "-//Attune//Attune//EN")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _about(meeting: Meeting, language: str) -> str:
    return t(
        language, "closing.event_about", title=say(meeting.title, language), day=full_day(meeting.held_on, language)
    )

"""The next meeting in words."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time, get_timezone_name

from components.text import say, t
from db.next_meetings import NextMeeting

_NARROW_SPACE = "\u202f"


def short_day(held_on: str, language: str) -> str:
    """A day of the coming months: `Thursday, June 5`, `Jueves 5 de junio`."""
    words = str(format_date(date.fromisoformat(held_on), t(language, "closing.day_pattern"), locale=language))
    return words[:1].upper() + words[1:]


def full_day(held_on: str, language: str) -> str:
    """The same for a paper that may be read much later: `Thursday, June 5, 2031`."""
    words = str(format_date(date.fromisoformat(held_on), "full", locale=language))
    return words[:1].upper() + words[1:]


def hours(agreed: NextMeeting, language: str) -> str:
    """From when till when, on the clocks of the place: `6:00 PM – 7:30 PM`; "" for a whole day."""
    if not agreed.begins:
        return ""
    begins = _clock(agreed.begins, language)
    if not agreed.ends:
        return begins
    return t(language, "closing.from_to", begins=begins, ends=_clock(agreed.ends, language))


def hours_and_zone(agreed: NextMeeting, language: str) -> str:
    """The same for people who may be elsewhere: `6:00 PM – 7:30 PM (Pacific Time)`; "" for a whole day."""
    told = hours(agreed, language)
    return t(language, "closing.in_zone", time=told, zone=zone_name(agreed.zone, language)) if told else ""


def zone_name(zone: str, language: str) -> str:
    """What people call a time zone: `Pacific Time`, `hora del Pacífico`."""
    return zone if zone == "UTC" else str(get_timezone_name(ZoneInfo(zone), locale=language))


def moment(agreed: NextMeeting, at: str) -> datetime:
    """A time on that day, in its zone."""
    return datetime.combine(date.fromisoformat(agreed.held_on), time.fromisoformat(at), ZoneInfo(agreed.zone))


def lines(agreed: NextMeeting | None, language: str) -> list[str]:
    """Day, time and place, a line each, as far as they are known."""
    if agreed is None:
        return []
    told = [full_day(agreed.held_on, language), hours_and_zone(agreed, language), say(agreed.place, language)]
    return [line for line in told if line]


def _clock(at: str, language: str) -> str:
    return str(format_time(time.fromisoformat(at), "short", locale=language)).replace(_NARROW_SPACE, " ")

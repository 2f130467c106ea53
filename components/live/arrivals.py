"""Phones as they come in: each noted as attending, however many at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.live.mine import Person
from components.settings import settings
from db import asides, meetings, one_time_links, origins, participants
from db.engine import Store
from db.ids import new_id
from db.participants import seat_of


@dataclass(frozen=True)
class Arrival:
    """A device that comes to a meeting."""

    meeting_id: str
    community_id: str
    device: str
    origin: str = ""
    """From where, as `live.origins` has it; "" where nobody looks."""
    link: str = ""
    """The code of a one-time link it brings."""


class ShutOut(Exception):
    """The device may not come in: `code` is `one_time` or `too_many_here`, the name of a sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def known(db: Store, arrival: Arrival) -> tuple[Person, ...]:
    """The participants on a device that is noted as attending already; none otherwise."""
    persons = participants.seats_of_device(db, arrival.community_id, arrival.device)
    return tuple(persons) if persons and participants.took_part(db, arrival.meeting_id, arrival.device) else ()


def arrive_all(db: Store, arrivals: Sequence[Arrival]) -> list[tuple[Person, ...] | ShutOut]:
    """The participants on each device, the first one made now if need be and noted as attending; or why it stays out.

    A one-time link that lets a device in is used up.
    """
    shut = {index: found for index, each in enumerate(arrivals) if (found := _shut_out(db, each))}
    let_in = [each for index, each in enumerate(arrivals) if index not in shut]
    came = iter(_let_in(db, let_in))
    return [shut[index] if index in shut else next(came) for index in range(len(arrivals))]


def door_of(db: Store, arrival: Arrival) -> str | None:
    """Why a device may not come in at this moment, as the name of a text; None where it may. Uses nothing up."""
    meeting = meetings.by_id(db, arrival.meeting_id)
    most = settings().max_per_address
    if meeting is None or (meeting.one_time_since is None and not most):
        return None
    if asides.standing(db, meeting.id, [arrival.device]):
        return None
    if meeting.one_time_since is not None:
        return None if one_time_links.is_unused(db, meeting.id, arrival.link) else "one_time"
    return "too_many_here" if most and _is_full(db, arrival, most) else None


def _shut_out(db: Store, arrival: Arrival) -> ShutOut | None:
    code = door_of(db, arrival)
    if code is None and arrival.link and _needs_link(db, arrival):
        one_time_links.use(db, arrival.meeting_id, arrival.link)
    return ShutOut(code) if code else None


def _needs_link(db: Store, arrival: Arrival) -> bool:
    meeting = meetings.by_id(db, arrival.meeting_id)
    is_asked = meeting is not None and meeting.one_time_since is not None
    return is_asked and not asides.standing(db, arrival.meeting_id, [arrival.device])


def _is_full(db: Store, arrival: Arrival, most: int) -> bool:
    return bool(arrival.origin) and origins.count(db, arrival.meeting_id, arrival.origin) >= most


def _let_in(db: Store, arrivals: Sequence[Arrival]) -> list[tuple[Person, ...]]:
    first = [seat_of(each.community_id, each.device) for each in arrivals]
    found = participants.find_all(db, first)
    newcomers = {seat: new_id() for seat in dict.fromkeys(first) if seat not in found}
    participants.add_all(db, newcomers)
    found |= newcomers
    attending = [(each.meeting_id, found[seat]) for each, seat in zip(arrivals, first, strict=True)]
    participants.attend_all(db, dict.fromkeys(attending))
    origins.keep_all(db, [(*pair, each.origin) for pair, each in zip(attending, arrivals, strict=True)])
    seats = {
        community_id: participants.seats_of_devices(
            db, community_id, [each.device for each in arrivals if each.community_id == community_id]
        )
        for community_id in {each.community_id for each in arrivals}
    }
    return [tuple(seats[each.community_id][each.device]) for each in arrivals]

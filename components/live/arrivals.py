"""Phones as they come in: each noted as attending, however many at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.live.mine import Person
from db import participants
from db.engine import Store
from db.ids import new_id
from db.participants import seat_of


@dataclass(frozen=True)
class Arrival:
    """A device that comes to a meeting."""

    meeting_id: str
    community_id: str
    device: str


def known(db: Store, arrival: Arrival) -> tuple[Person, ...]:
    """The participants on a device that is noted as attending already; none otherwise."""
    persons = participants.seats_of_device(db, arrival.community_id, arrival.device)
    return tuple(persons) if persons and participants.took_part(db, arrival.meeting_id, arrival.device) else ()


def arrive_all(db: Store, arrivals: Sequence[Arrival]) -> list[tuple[Person, ...]]:
    """The participants on each device, the first one made now if need be and noted as attending."""
    first = [seat_of(each.community_id, each.device) for each in arrivals]
    found = participants.find_all(db, first)
    newcomers = {seat: new_id() for seat in dict.fromkeys(first) if seat not in found}
    participants.add_all(db, newcomers)
    found |= newcomers
    attending = [(each.meeting_id, found[seat]) for each, seat in zip(arrivals, first, strict=True)]
    participants.attend_all(db, dict.fromkeys(attending))
    seats = {
        community_id: participants.seats_of_devices(
            db, community_id, [each.device for each in arrivals if each.community_id == community_id]
        )
        for community_id in {each.community_id for each in arrivals}
    }
    return [tuple(seats[each.community_id][each.device]) for each in arrivals]

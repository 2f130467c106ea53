"""A phone's answer on its way in: checked at the edge, then saved."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from components.activities.base import CONTACT, PASS, InvalidAnswer, Json
from components.activities.registry import kind_of
from components.live import late
from components.live.about import parse_asked
from components.live.entries import parse_value, parsed_config
from components.live.families import FAMILY, side_of
from components.live.kept import keep_decided
from components.settings import settings
from db import answers, asides, contacts, meetings, origins, participants, rounds
from db.engine import Store
from db.ids import new_id
from db.participants import Seat
from db.rounds import Asked

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_KEYS = {"type", "id", "round", "value", "seat", "people"}
_MOST_SEATS = 9
_MOST_PEOPLE = 20
_stored = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True)
class Cast:
    """An answer as a phone sent it: its shape is checked, its value is not yet."""

    id: str
    round_id: str
    value: Json
    seat: int = 1
    people: int = 1


@dataclass(frozen=True)
class Saved:
    """The answer is committed. `is_new` is false for one that was stored before."""

    id: str
    is_new: bool
    person: str


class Refused(Exception):
    """The answer was not taken: `reason` is closed, invalid, unknown, families, door or too fast.

    `code` names the sentence.
    """

    def __init__(self, answer_id: str | None, reason: str, code: str) -> None:
        super().__init__(code)
        self.id = answer_id
        self.reason = reason
        self.code = code


def parse(message: Any) -> Cast:
    """An `answer` message from outside. Raises `Refused`."""
    if not isinstance(message, dict):
        raise Refused(None, "invalid", "wrong_shape")
    answer_id = message.get("id")
    shown = answer_id if isinstance(answer_id, str) and len(answer_id) <= 64 else None
    if shown is None or not _UUID.fullmatch(shown):
        raise Refused(shown, "invalid", "wrong_shape")
    if set(message) - _KEYS:
        raise Refused(shown, "invalid", "unknown_keys")
    round_id, value = message.get("round"), message.get("value")
    if not isinstance(round_id, str) or not isinstance(value, dict):
        raise Refused(shown, "invalid", "wrong_shape")
    seat, people = message.get("seat", 1), message.get("people", 1)
    if not _is_count(seat, _MOST_SEATS) or not _is_count(people, _MOST_PEOPLE):
        raise Refused(shown, "invalid", "out_of_range")
    return Cast(shown.lower(), round_id, value, seat, people)


def _is_count(value: Any, most: int) -> bool:
    return type(value) is int and 1 <= value <= most


@dataclass(frozen=True)
class Delivery:
    """An answer at the door: to which meeting, from which device. `may_send` takes from that device's rate."""

    meeting_id: str
    device: str
    answer: Cast
    may_send: Callable[[], bool] = lambda: True
    is_pretend: bool = False
    is_for_somebody: bool = False
    """Given by a facilitator for somebody without a device."""
    origin: str = ""
    """From where, for a device that did not come in before it answered; as `live.origins` has it."""


def cast(db: Store, sent: Delivery) -> Saved:
    """Save one answer; see `cast_all`. Raises `Refused`."""
    [result] = cast_all(db, [sent])
    if isinstance(result, Refused):
        raise result
    return result


def cast_all(db: Store, sent: Sequence[Delivery]) -> list[Saved | Refused]:
    """Save answers in their order, in as few statements as one of them would take.

    The same id from the same phone is stored once and answered alike. A phone's rate is asked only for answers that
    would be stored. After the end of a meeting only devices that took part are heard.
    """
    asked = rounds.asked(db, [one.answer.round_id for one in sent])
    owners = answers.owners_of(db, [one.answer.id for one in sent])
    seats = [_seat(asked[one.answer.round_id], one) for one in sent if one.answer.round_id in asked]
    door = _Door(
        asked, owners, participants.find_all(db, seats), _came(db, asked, sent), _families(db, asked, sent),
        *_standing(db, asked, sent),
    )  # fmt: skip
    results = [door.take(one) for one in sent]
    if door.given:
        participants.add_all(db, door.newcomers, pretend=door.pretend)
        participants.attend_all(db, dict.fromkeys(door.attending))
        origins.keep_all(db, door.came_from)
        answers.add_all(db, door.given)
        for answer_id, contact in door.contacts:
            contacts.keep(db, answer_id, contact)
        keep_decided(db, asked, [new for new in door.given if new.participant_id not in door.newcomers.values()])
        meetings.touch(db, *dict.fromkeys(meeting_id for meeting_id, _ in door.attending))
    return results


def _came(db: Store, asked: dict[str, Asked], sent: Sequence[Delivery]) -> set[tuple[str, str]]:
    """Of the answers that come after an end, the meetings and devices that took part in them."""
    ended = [one for one in sent if one.answer.round_id in asked and asked[one.answer.round_id].ended_at]
    pairs = {(one.meeting_id, one.device) for one in ended}
    return {pair for pair in pairs if participants.took_part(db, *pair)}


@dataclass
class _Door:
    """What is known when answers come in, and what is to be stored of them."""

    asked: dict[str, Asked]
    owners: dict[str, str]
    persons: dict[Seat, str]
    came: set[tuple[str, str]]
    """Meetings that have ended, with the devices that took part in them."""
    families: frozenset[Seat]
    standing: dict[tuple[str, str], bool]
    """Meetings and devices that are in, where that matters: whether each was set aside."""
    left: dict[tuple[str, str], int]
    """By meeting and origin how many phones may still come in from there, where somebody counts."""
    newcomers: dict[Seat, str] = field(default_factory=dict)
    pretend: set[Seat] = field(default_factory=set)
    attending: list[tuple[str, str]] = field(default_factory=list)
    given: list[answers.New] = field(default_factory=list)
    contacts: list[tuple[str, str]] = field(default_factory=list)
    came_from: list[tuple[str, str, str]] = field(default_factory=list)

    def take(self, sent: Delivery) -> Saved | Refused:
        """Check one answer and set down what is to be stored."""
        try:
            return self._take(sent)
        except Refused as refused:
            return refused

    def _take(self, sent: Delivery) -> Saved:
        answer = sent.answer
        asked = self.asked.get(answer.round_id)
        if asked is None or asked.meeting_id != sent.meeting_id:
            raise Refused(answer.id, "unknown", "unknown_round")
        seat = _seat(asked, sent)
        person, owner = self.persons.get(seat), self.owners.get(answer.id)
        if owner is not None:
            if owner != person:
                raise Refused(answer.id, "invalid", "taken_id")
            return Saved(answer.id, False, owner)
        when = late.when_taken(asked)
        if when is None or (when == "late" and (sent.meeting_id, sent.device) not in self.came):
            raise Refused(answer.id, "closed", "closed_round")
        self._check_standing(asked, sent)
        if asked.whom != "everybody" and not self._is_family(asked, sent):
            raise Refused(answer.id, "families", "for_families")
        if not sent.may_send():
            raise Refused(answer.id, "too fast", "too_fast")
        value, contact = _checked_value(asked, answer)
        person = person or self._welcome(seat, sent.is_pretend)
        self.owners[answer.id] = person
        self.attending.append((sent.meeting_id, person))
        self.came_from += [(sent.meeting_id, person, sent.origin)] if sent.origin else []
        is_late = when == "late"
        self.given.append(answers.New(answer.id, asked.round_id, person, value, answer.people, is_late=is_late))
        self.contacts += [] if contact is None else [(answer.id, contact)]
        return Saved(answer.id, True, person)

    def _check_standing(self, asked: Asked, sent: Delivery) -> None:
        """Refuse what comes from a phone that was set aside, or may not come in any more."""
        is_aside = self.standing.get((sent.meeting_id, sent.device))
        if is_aside:
            raise Refused(sent.answer.id, "door", "phone_set_aside")
        if is_aside is not None or sent.is_pretend or sent.is_for_somebody:
            return
        if asked.is_one_time:
            raise Refused(sent.answer.id, "door", "one_time")
        place = (sent.meeting_id, sent.origin)
        if place in self.left:
            if self.left[place] <= 0:
                raise Refused(sent.answer.id, "door", "too_many_here")
            self.left[place] -= 1
            self.standing[sent.meeting_id, sent.device] = False

    def _is_family(self, asked: Asked, sent: Delivery) -> bool:
        return sent.is_pretend or sent.is_for_somebody or _first_seat(asked, sent) in self.families

    def _welcome(self, seat: Seat, is_pretend: bool) -> str:
        person = self.persons[seat] = self.newcomers[seat] = new_id()
        if is_pretend:
            self.pretend.add(seat)
        return person


def _standing(
    db: Store, asked: dict[str, Asked], sent: Sequence[Delivery]
) -> tuple[dict[tuple[str, str], bool], dict[tuple[str, str], int]]:
    """Where it matters: which devices are in, and how many more may come in from where they are."""
    most = settings().max_per_address
    wanted: dict[str, set[str]] = {}
    for one in sent:
        rnd = asked.get(one.answer.round_id)
        if rnd and (rnd.is_one_time or rnd.has_asides or (most and one.origin)):
            wanted.setdefault(one.meeting_id, set()).add(one.device)
    standing = {
        (meeting_id, device): is_aside
        for meeting_id, devices in wanted.items()
        for device, is_aside in asides.standing(db, meeting_id, devices).items()
    }
    places = {(one.meeting_id, one.origin) for one in sent if most and one.origin}
    return standing, {place: (most or 0) - origins.count(db, *place) for place in places}


def _seat(asked: Asked, sent: Delivery) -> Seat:
    return participants.seat_of(asked.community_id, sent.device, sent.answer.seat)


def _first_seat(asked: Asked, sent: Delivery) -> Seat:
    """What a phone said about its owner belongs to its first seat."""
    return participants.seat_of(asked.community_id, sent.device)


def _families(db: Store, asked: dict[str, Asked], sent: Sequence[Delivery]) -> frozenset[Seat]:
    """The first seats of the phones that said they are a family's, where that is asked for."""
    wanted = [(asked[one.answer.round_id], one) for one in sent if one.answer.round_id in asked]
    about = {_first_seat(rnd, one): rnd for rnd, one in wanted if rnd.whom != "everybody"}
    persons = participants.find_all(db, about)
    said = participants.attributes_of(db, set(persons.values()))
    return frozenset(
        seat for seat, person in persons.items() if side_of(said[person], parse_asked(about[seat].asks_about)) == FAMILY
    )


def _checked_value(asked: Asked, answer: Cast) -> tuple[str, str | None]:
    """What is stored of an answer, and apart from it how its author may be reached: None in kinds that never ask."""
    kind = kind_of(asked.kind)
    try:
        value = parse_value(kind, parsed_config(asked.kind, asked.config), asked.step, answer.value)
    except InvalidAnswer as error:
        raise Refused(answer.id, "invalid", error.code) from error
    if kind.contact is None:
        return _stored(answer.value), None
    kept = {name: part for name, part in answer.value.items() if name != CONTACT}
    return _stored(kept), "" if value is PASS else kind.contact(value)

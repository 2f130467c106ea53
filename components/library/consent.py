"""An author's yes or no, from the phone the words were written on. Without a yes nothing goes into the library."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from components.library.kinds import LONGEST_CREDIT, checked
from components.library.words import stems_of
from db import library, library_asks
from db.engine import Store
from db.library import Item
from db.library_asks import NO, YES

_LONGEST_ID = 64


class NobodyAsked(LookupError):
    """This device is not asked that, or not any more."""


@dataclass(frozen=True)
class Said:
    """What somebody said about one of the asks; `credit` is how they want to be named, "" for not at all."""

    ask_id: str
    is_yes: bool
    credit: str


def parse_said(message: Any) -> Said | None:
    """`{"type": "consent", "ask": .., "yes": true, "credit": ".."}`; None for anything else."""
    if not isinstance(message, dict) or set(message) != {"type", "ask", "yes", "credit"}:
        return None
    ask_id, is_yes, credit = message["ask"], message["yes"], message["credit"]
    if message["type"] != "consent" or not isinstance(ask_id, str) or len(ask_id) > _LONGEST_ID:
        return None
    if not isinstance(is_yes, bool) or not isinstance(credit, str) or len(credit) > 4 * LONGEST_CREDIT:
        return None
    return Said(ask_id, is_yes, credit if is_yes else "")


def take(db: Store, community_id: str, people: Collection[str], said: Said) -> None:
    """Do what an author said: with a yes the very words that were shown go in, with a no they are forgotten here.

    `people` are the participants on the device that says so. Raises `NobodyAsked`.
    """
    asked = [ask for asks in library_asks.of_people(db, community_id, people).values() for ask in asks]
    ask = next((each for each in asked if each.id == said.ask_id), None)
    if ask is None:
        raise NobodyAsked(said.ask_id)
    if said.is_yes:
        item = checked(Item("", ask.kind, ask.title, ask.body, credit=said.credit, is_agreed=True))
        item_id = library.add(db, community_id, item, stems_of(item))
        library.come_from(db, item_id, ask.answer_id, ask.part)
    library_asks.say(db, ask.id, YES if said.is_yes else NO)

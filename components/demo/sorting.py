"""The themes the demo's facilitators made of what people wrote, carried from each meeting to the next."""

from __future__ import annotations

from dataclasses import dataclass

from components.live import past
from components.themes.cards import cards_of
from db import meetings, themes
from db.engine import Store
from db.ids import new_id


@dataclass(frozen=True, eq=False)
class _Theme:
    """A theme with the beginnings of words by which a reader would know a text as its own; made at the meeting with
    this place among the past ones."""

    name: dict[str, str]
    words: tuple[str, ...]
    since: int = 0


_THEMES = (
    _Theme({"en": "Parents lead", "es": "Las familias dirigen"},
           ("parent", "father", "families", "family", "mom", "mamá", "papá", "padre", "familia")),
    _Theme({"en": "Working across agencies", "es": "Trabajar entre agencias"},
           ("agenc", "clinic", "handoff", "referral", "partner", "county", "counties", "office", "director", "form")),
    _Theme({"en": "Languages", "es": "Idiomas"},
           ("spanish", "translat", "interpret", "mixteco", "español", "intérprete", "idioma", "language")),
    _Theme({"en": "Time and money", "es": "Tiempo y dinero"},
           ("time", "hour", "pay", "paid", "budget", "money", "calendar", "staff", "wait", "hora", "tiempo"), 1),
    _Theme({"en": "Getting there", "es": "Llegar"},
           ("bus", "drive", "van", "road", "ride", "north", "room", "visit"), 2),
)  # fmt: skip


def sort(db: Store, community_id: str, index: int, meeting_id: str) -> None:
    """Put what was written at a past meeting into themes; what fits none stays in none."""
    ids = {theme.name["en"]: theme.id for theme in themes.of_community(db, community_id)}
    for theme in _THEMES:
        if theme.since == index:
            ids[theme.name["en"]] = new_id()
            themes.add(db, community_id, ids[theme.name["en"]], dict(theme.name))
    meeting = meetings.by_id(db, meeting_id)
    assert meeting is not None
    for card in cards_of(past.agenda_of(db, meeting)):
        fitting = _fitting(card.text, index)
        if fitting:
            themes.place(db, [card.place], ids[fitting.name["en"]])


def _fitting(text: str, index: int) -> _Theme | None:
    """The theme that has most of a text's words, of those that were there already."""
    words = [word.strip(".,;:!?¿¡\"'()") for word in text.casefold().split()]
    found = {theme: sum(word.startswith(theme.words) for word in words) for theme in _THEMES if theme.since <= index}
    best = max(found, key=found.__getitem__)
    return best if found[best] else None

"""Communities to report on, and what tests read off a report."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from components.history.summaries import past_of
from components.live import control
from components.live.agreed import Agreed
from components.reports.report import Order
from db import communities, meetings
from db.engine import Store
from tests.rooms import LINES, Made, answer, make_meeting, next_meeting, open_activity

FIST: dict[str, Any] = {
    "scale": "fist", "statements": [{"id": "plan", "text": {"en": "We start in May", "es": "Empezamos en mayo"}}]
}  # fmt: skip
HOSTILE = "=cmd|' /C calc'!A0 <script>alert(1)</script>"
CHOICE: dict[str, Any] = {
    "question": {"en": "Where do we begin?", "es": "¿Por dónde empezamos?"},
    "choices": [{"id": "a", "text": {"en": HOSTILE}}, {"id": "b", "text": {"en": "Housing", "es": "Vivienda"}}],
}  # fmt: skip
CONFIGS: dict[str, Any] = {"spectrum": LINES, "choice": CHOICE}
PEOPLE = 12


def two_meetings(db: Store, show: str = "at_five", configs: dict[str, Any] | None = None) -> Made:
    """Twelve people at 20 and then at 70, of whom 4 and then 9 choose what is hostile."""
    configs = configs or CONFIGS
    first = make_meeting(db, configs=configs, show=show)
    for place, hostile, held_on in ((20, 4, "2026-03-12"), (70, 9, "2026-05-14")):
        made = first if place == 20 else next_meeting(db, first, configs, show=show)
        hold(db, made, place, hostile)
        meetings.change(db, made.id, held_on=held_on)
    return first


def hold(db: Store, made: Made, place: int = 50, hostile: int = 6, people: int = PEOPLE) -> None:
    """A meeting from its first question to its end, with every picture shown."""
    for kind in made.activity_ids:
        round_id = open_activity(db, made, kind)
        for person in range(people):
            values: dict[str, dict[str, Any]] = {
                "spectrum": {"lines": {"expertise": place + person % 5}},
                "choice": {"choices": ["a" if person < hostile else "b"]},
                "reflection": {"useful": 4, "try": f"Private thought {person}"},
                "icebreaker": {"word": "hope"},
            }
            answer(db, made, round_id, f"phone {person}", values[kind])
        control.close(db, made.id)
        control.reveal(db, made.id)
    control.end(db, made.id)


def order(made: Made, audience: str = "organizers", language: str = "en", meetings: tuple[str, ...] = ()) -> Order:
    return Order(made.community_id, audience, language, meetings)


def agree(db: Store, made: Made, sees: str) -> None:
    """Set down that funders and agencies see this much."""
    told = {"en": f"We agreed on {sees}.", "es": f"Acordamos {sees}."}
    communities.agree_on_funders(db, made.community_id, Agreed(sees, {}, told).stored())


def tallies(db: Store, made: Made, kind: str) -> list[dict[str, Any]]:
    """What a kind came to at each meeting, the oldest first."""
    return [each.tally for each in past_of(db, made.community_id).summaries if each.kind == kind]


class Tags(HTMLParser):
    """Every tag of a page with its attributes, and all its texts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def values(self, *names: str) -> Iterator[str]:
        for _, attributes in self.tags:
            yield from (value or "" for name, value in attributes.items() if name in names)


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)

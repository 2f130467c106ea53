"""What the demo's people think: places on the spectrum lines in two camps, and how much each issue matters to them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.demo.people import Person, stream

_CROSSING = 0.15
"""The chance that somebody stands with the other camp on one line."""


@dataclass(frozen=True)
class Line:
    """Where the two camps stand on a line (0..100) at each meeting, and how far a discussion takes open people."""

    camps: tuple[tuple[float, ...], tuple[float, ...]]
    talk: float


LINES: Mapping[str, Line] = {
    # Both camps come to trust lived experience more.
    "expertise": Line(((24, 27, 33, 37, 43, 47), (63, 65, 68, 72, 76, 79)), talk=9),
    # A lone voice at first, many later; the camps stay apart.
    "diversity": Line(((36, 37, 40, 43, 45, 48), (66, 68, 69, 71, 74, 75)), talk=5),
    # The camps come together.
    "approach": Line(((27, 32, 40, 46, 52, 57), (70, 70, 69, 72, 71, 73)), talk=7),
    # A tiring third meeting, and a split that does not close.
    "engagement": Line(((42, 44, 31, 37, 36, 40), (67, 70, 60, 72, 75, 78)), talk=-4),
}


def camp_on(person: Person, line: str) -> int:
    """The camp somebody stands with on a line."""
    crosses = stream("crossing", person.number, line).random() < _CROSSING
    return 1 - person.camp if crosses else person.camp


def expected(people: Sequence[Person], line: str, meeting: int) -> float:
    """The mean the model has for these people on a line at a meeting, before anybody's own leaning and noise."""
    return sum(LINES[line].camps[camp_on(person, line)][meeting] for person in people) / len(people)


def place(person: Person, line: str, meeting: int, number: int) -> int:
    """Where somebody puts their dot in a round: camp, own leaning, the day, and what was said since round 1."""
    centre = LINES[line].camps[camp_on(person, line)][meeting]
    leaning = stream("leaning", person.number, line).gauss(0, 8)
    day = stream("day", person.number, line, meeting).gauss(0, 6)
    where = centre + leaning + day
    for round_number in range(2, number + 1):
        where += person.openness * (LINES[line].talk + 0.25 * (55 - where))
        where += stream("again", person.number, line, meeting, round_number).gauss(0, 2.5)
    return max(0, min(100, round(where)))


@dataclass(frozen=True)
class Issue:
    """Something the community could work on: how much it matters at the first and at the last meeting, to whom more
    (`tilt` above 0: camp 1), and the words people propose it in."""

    name: str
    text: Mapping[str, str]
    matters: tuple[float, float]
    tilt: float
    proposed: tuple[str, ...]


ISSUES: tuple[Issue, ...] = (
    Issue("childcare", {"en": "Childcare families can reach", "es": "Cuidado infantil al alcance de las familias"},
          (1.9, 0.7), 0.1, ("Childcare", "childcare", "Child care for families", "Cuidado de niños", "More day care")),
    Issue("housing", {"en": "Housing that families can afford", "es": "Vivienda que las familias puedan pagar"},
          (0.5, 2.0), 0.2, ("Housing", "Rents!", "Affordable housing", "Vivienda", "Families doubling up")),
    Issue("transport", {"en": "Getting there: transport", "es": "Cómo llegar: transporte"},
          (1.2, 0.9), -0.1, ("Transport", "Buses", "Rides to appointments", "Transporte", "No bus after six")),
    Issue("languages", {"en": "Services in people's own languages", "es": "Servicios en el idioma de cada quien"},
          (0.6, 1.1), 0.6, ("Interpreters", "Forms in Spanish", "Language access", "Formularios en español")),
    Issue("mental_health", {"en": "Mental health of parents", "es": "Salud mental de madres y padres"},
          (0.9, 1.3), 0.0, ("Mental health", "Postpartum depression", "Parents' stress", "Salud mental")),
    Issue("one_door", {"en": "One door: agencies that talk together", "es": "Una sola puerta: agencias que se hablan"},
          (1.0, 0.6), -0.7, ("Agencies that talk to each other", "One referral form", "Warm handoffs", "Fewer forms")),
    Issue("parents_lead", {"en": "Parents at the table", "es": "Padres y madres en la mesa"},
          (0.1, 1.2), 0.9, ("Parents in decisions", "Pay parent leaders", "Escuchar a las familias", "Parent council")),
    Issue("new_staff", {"en": "Training for new staff", "es": "Capacitación para personal nuevo"},
          (0.5, 0.1), -0.8, ("Training new staff", "Turnover", "Onboarding", "Capacitación")),
)  # fmt: skip

STRAY = (
    "Better coffee",
    "Start at nine, not at half past eight",
    "A newsletter",
    "Parking",
    "?",
    "Un grupo de WhatsApp",
)
"""Proposals a facilitator thanks for and leaves out."""


def weight(person: Person, issue: Issue, meeting: int, meetings: int) -> float:
    """How much an issue matters to somebody at a meeting, on the scale of a Plackett-Luce model."""
    start, end = issue.matters
    drift = start + (end - start) * meeting / (meetings - 1)
    taste = stream("taste", person.number, issue.name).gauss(0, 0.8)
    return drift + issue.tilt * (1 if person.camp else -1) / 2 + taste


def preferred(person: Person, meeting: int, meetings: int) -> list[str]:
    """The issues as somebody would put them in order at a meeting, by name, most important first."""
    rng = stream("order", person.number, meeting)
    felt = {
        issue.name: weight(person, issue, meeting, meetings) - 0.6 * math.log(-math.log(rng.uniform(1e-9, 1 - 1e-9)))
        for issue in ISSUES
    }
    return sorted(felt, key=felt.__getitem__, reverse=True)

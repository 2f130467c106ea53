"""What pretend phones propose and prefer, for rehearsals and the demo."""

from __future__ import annotations

import math
from collections.abc import Sequence
from hashlib import sha256
from random import Random

ISSUES = {
    "en": (
        "Childcare",
        "Transport",
        "Housing",
        "Language access",
        "Mental health support",
        "Food at home",
        "Finding steady work",
        "After-school programs",
        "Coordination between agencies",
        "Training for new staff",
        "Trust between families and services",
        "Time to meet",
        "Health insurance",
        "Safe places for young people",
        "Shorter waiting lists",
        "Help with forms",
    ),
    "es": (
        "Cuidado de niños",
        "Transporte",
        "Vivienda",
        "Atención en varios idiomas",
        "Apoyo a la salud mental",
        "Comida en casa",
        "Encontrar trabajo estable",
        "Programas después de la escuela",
        "Coordinación entre agencias",
        "Capacitación para personal nuevo",
        "Confianza entre familias y servicios",
        "Tiempo para reunirse",
        "Seguro de salud",
        "Lugares seguros para jóvenes",
        "Listas de espera más cortas",
        "Ayuda con los formularios",
    ),
}
_LIKING = 1.2
_LEAN = 1.5


def propose(rng: Random, language: str, most: int) -> list[str]:
    """One to `most` different issues, in Spanish where the activity's items are, else in English."""
    return rng.sample(ISSUES.get(language, ISSUES["en"]), rng.randint(1, most))


def put_in_order(rng: Random, ids: Sequence[str], top: int | None, mood: float) -> list[str]:
    """A believable partial order: some items are liked more by everybody, and tastes differ (Plackett-Luce).

    A mood towards 1 favours the first items, one towards -1 the last. Now and then somebody ranks fewer
    than asked.
    """
    mood = max(-1.0, min(1.0, mood))
    middle = max((len(ids) - 1) / 2, 0.5)
    strength = {
        item: _LIKING * (_popularity(item) - 0.5) + _LEAN * mood * (middle - place) / middle + _gumbel(rng)
        for place, item in enumerate(ids)
    }
    wanted = min(top or len(ids), len(ids))
    if wanted > 1 and rng.random() < 0.15:
        wanted -= 1
    return sorted(ids, key=lambda item: -strength[item])[:wanted]


def _popularity(item: str) -> float:
    """How well liked an item is, 0..1: the same for everybody, at every meeting."""
    return int.from_bytes(sha256(item.encode()).digest()[:4], "big") / 2**32


def _gumbel(rng: Random) -> float:
    return -math.log(-math.log(rng.uniform(1e-9, 1 - 1e-9)))

"""Where pretend people come from, and what came of their matches, for rehearsals and the demo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

PLACES: Sequence[str] = (
    "First 5 Humboldt",
    "Del Norte Family Center",
    "Mendocino County",
    "Lake County Schools",
    "Two Rivers Clinic",
    "Redwood Parents United",
    "Karuk Tribe",
    "Ukiah Library",
    "Coast Housing",
    "Trinity County",
    "Siskiyou First",
    "North Bay Transit",
)
NOTES: Mapping[str, Sequence[str]] = {
    "en": (
        "They lent us their one-page form, and we will try it with ten families.",
        "Begin with the bus drivers: they know who stopped coming.",
        "We will visit their Saturday group in the spring.",
        "Two of their three steps need no money at all.",
        "They told us what did not work first. That saved us a year.",
        "We exchange our waiting lists on Fridays from now on.",
    ),
    "es": (
        "Nos prestaron su formulario de una página y lo probaremos con diez familias.",
        "Empezar con los choferes: saben quién dejó de venir.",
        "Visitaremos su grupo de los sábados en primavera.",
        "Dos de sus tres pasos no cuestan nada.",
        "Nos contaron lo que no funcionó al principio. Nos ahorró un año.",
        "Desde ahora intercambiamos listas de espera los viernes.",
    ),
}

"""First steps for rehearsals and the demo, by language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

STEPS: Mapping[str, Sequence[str]] = {
    "en": (
        "Invite two parents to our first call.",
        "Find a date in the next two weeks.",
        "Ask the library for a room.",
        "Write down who already works on this.",
        "Visit one family together and listen.",
        "Share what the clinic tried last year.",
    ),
    "es": (
        "Invitar a dos madres o padres a la primera llamada.",
        "Buscar una fecha en las próximas dos semanas.",
        "Pedir una sala en la biblioteca.",
        "Anotar quién ya trabaja en esto.",
        "Visitar juntos a una familia y escuchar.",
        "Compartir lo que la clínica probó el año pasado.",
    ),
}

"""The exit reflection, and the stage reviews in the words of the documents learning communities work from.

Ratings run from 1, "not at all", to 5, "very much". Ids stay, so that trends follow a question.
"""

from __future__ import annotations

from components.activities.base import Json


def _ask(name: str, type_: str, en: str, es: str) -> Json:
    return {"id": name, "type": type_, "text": {"en": en, "es": es}}


_EXIT = [
    _ask("useful", "rating", "How useful was today for you?", "¿Qué tan útil le resultó el día de hoy?"),
    _ask(
        "differently",
        "text",
        "What was most useful, and what should we do differently?",
        "¿Qué fue lo más útil y qué deberíamos hacer de otra manera?",
    ),
    _ask("try", "commitment", "One thing I'll try, and by when", "Algo que voy a intentar, y para cuándo"),
    _ask(
        "lesson",
        "lesson",
        "A lesson: something that worked or did not, or something unexpected",
        "Una lección: algo que funcionó o que no, o algo inesperado",
    ),
]

_GETTING_STARTED = [
    _ask(
        "purpose",
        "text",
        "Purpose: what do we want to learn about together?",
        "Propósito: ¿sobre qué queremos aprender en grupo?",
    ),
    _ask(
        "values",
        "text",
        "Values of learning: what matters to us in how we learn?",
        "Valores del aprendizaje: ¿qué nos importa en la manera de aprender?",
    ),
    _ask(
        "roles",
        "text",
        "Roles and responsibilities of membership: what can each of us take on?",
        "Funciones y responsabilidades: ¿de qué puede encargarse cada quien?",
    ),
    _ask(
        "agreements",
        "text",
        "Design features: what do we agree on for duration, membership and structure?",
        "Diseño del grupo: ¿qué acordamos sobre duración, integrantes y estructura?",
    ),
    _ask(
        "cohesion",
        "rating",
        "Learner engagement and group cohesion: do I feel part of this group?",
        "Participación y unión del grupo: ¿me siento parte de este grupo?",
    ),
    _ask(
        "quiet",
        "rating",
        "Is there respect for quiet contributions?",
        "¿Se respetan los aportes de quienes hablan poco?",
    ),
]

_GROWING = [
    _ask(
        "learning",
        "text",
        "What are we learning and how are we applying it?",
        "¿Qué estamos aprendiendo y cómo lo estamos aplicando?",
    ),
    _ask(
        "outcomes",
        "text",
        "What impacts and outcomes are we beginning to see?",
        "¿Qué efectos y resultados empezamos a ver?",
    ),
    _ask(
        "momentum",
        "text",
        "How can we maintain our momentum?",
        "¿Cómo podemos mantener el impulso?",
    ),
    _ask(
        "expand",
        "rating",
        "Expand, mentor new members?",
        "¿Crecer y acompañar a nuevos integrantes?",
    ),
    _ask(
        "sharing",
        "text",
        "How to share learning with key stakeholders?",
        "¿Cómo compartir lo aprendido con las personas e instituciones clave?",
    ),
]

_SUSTAINING = [
    _ask(
        "feedback",
        "text",
        "What feedback are we receiving from stakeholders?",
        "¿Qué comentarios recibimos de las personas e instituciones clave?",
    ),
    _ask(
        "value",
        "text",
        "What sense of purpose and value are we experiencing?",
        "¿Qué sentido de propósito y de valor estamos viviendo?",
    ),
    _ask(
        "shifting",
        "text",
        "How might our original purpose/focus now be shifting?",
        "¿Cómo podría estar cambiando nuestro propósito o enfoque original?",
    ),
    _ask("keep_going", "rating", "Do we want to keep going?", "¿Queremos seguir adelante?"),
    _ask(
        "continue",
        "text",
        "And, if so, what do we want to continue learning?",
        "Y, si es así, ¿qué queremos seguir aprendiendo?",
    ),
]

PRESETS: dict[str, Json] = {
    "exit": {"set": "exit", "questions": _EXIT},
    "getting_started": {"set": "getting_started", "questions": _GETTING_STARTED},
    "growing": {"set": "growing", "questions": _GROWING},
    "sustaining": {"set": "sustaining", "questions": _SUSTAINING},
}
"""Config by set, ready to use."""

"""What the columns of other tools are called, in the languages people here are likely to have them in."""

from __future__ import annotations

import re

from components.activities.written import spelling

TIMES = frozenset(
    {
        "timestamp", "start time", "completion time", "last modified time", "submitted at", "submission time", "date",
        "day", "time", "created at", "created", "answered at", "time submitted", "submit date", "date and time",
        "start date", "end date", "joined at", "response time",
        "marca temporal", "hora de inicio", "hora de finalizacion", "hora de la ultima modificacion", "fecha", "dia",
        "fecha y hora", "enviado", "hora",
    }
)  # fmt: skip
PEOPLE = frozenset(
    {
        "id", "#", "no", "nr", "row", "name", "full name", "your name", "first name", "last name", "surname",
        "email", "e-mail", "mail", "email address", "e-mail address", "your email", "username", "user", "user name",
        "user id", "user email", "voter", "voter id", "voter name", "participant", "participant id",
        "participant name", "participant email", "respondent", "respondent id", "person", "phone", "phone number",
        "telephone", "ip", "ip address", "ip-address", "company", "user company", "student", "attendee",
        "attendee name", "total points", "quiz feedback", "grade posted time",
        "nombre", "nombre completo", "nombre y apellido", "nombre y apellidos", "su nombre", "apellido",
        "apellidos", "correo", "correo electronico", "direccion de correo electronico", "telefono", "celular",
        "nombre de usuario", "usuario", "persona", "participante", "empresa",
    }
)  # fmt: skip
VOTES = frozenset(
    {
        "votes", "vote", "count", "responses", "answers", "voters", "number of votes", "vote count", "votes count",
        "number of responses", "respondents", "people", "n",
        "votos", "respuestas", "cantidad", "numero de votos", "numero de respuestas", "personas", "conteo",
    }
)  # fmt: skip
OPTIONS = frozenset(
    {
        "option", "options", "answer", "answer option", "choice", "choices", "alternative", "label", "item", "response",
        "poll option", "value", "text", "word",
        "opcion", "opciones", "respuesta", "alternativa", "texto", "palabra", "eleccion",
    }
)  # fmt: skip
QUESTIONS = frozenset(
    {
        "question", "poll", "poll question", "question text", "slide", "title", "poll title", "poll name", "prompt",
        "pregunta", "encuesta", "sondeo", "titulo", "diapositiva",
    }
)  # fmt: skip
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]{2,}")


def is_called(name: str, known: frozenset[str]) -> bool:
    """Whether a column has one of these names, in whatever case and accents."""
    return spelling(name) in known


def is_email(cell: str) -> bool:
    """Whether a cell is somebody's address."""
    return _EMAIL.fullmatch(cell) is not None


def asks_for_a_person(name: str) -> bool:
    """Whether a question asks who somebody is: what it was answered is never taken in."""
    told = spelling(name)
    return told in PEOPLE or bool(
        re.search(r"\b(e-?mail|correo electronico|(your|su|full|first|last) (full )?(name|nombre)|"
                  r"(phone|cell) number|numero de telefono|nombre completo|apellidos?)\b", told)
    )  # fmt: skip

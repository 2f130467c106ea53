"""The words and numbers of the demo's goals, its theory of change and its small tests of change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Words = dict[str, str]


@dataclass(frozen=True)
class Aim:
    """A metric; without `measured` it is how many people come to meetings."""

    name: dict[str, str]
    unit: dict[str, str]
    baseline: float | None
    target: float
    measured: tuple[float, ...] = ()
    notes: Mapping[int, str] = field(default_factory=dict)


THEORY = {
    "if_we": {
        "en": "bring families, providers and agencies to one table every six weeks",
        "es": "sentamos a familias, proveedores y agencias a una misma mesa cada seis semanas",
    },
    "then": {
        "en": "more families will find child care and a way to get there",
        "es": "más familias encontrarán cuidado infantil y cómo llegar a él",
    },
    "because": {
        "en": "those who live with a problem know what works, and those who decide hear it from them",
        "es": "quienes viven un problema saben qué funciona, y quienes deciden lo oyen de ellos",
    },
}
AREAS = (
    {"en": "Child care close to home", "es": "Cuidado infantil cerca de casa"},
    {"en": "Families at the table", "es": "Familias en la mesa"},
    {"en": "Getting there", "es": "Cómo llegar"},
)
GOALS = (
    (
        {"en": "More families find child care close to home", "es": "Más familias encuentran cuidado infantil cerca"},
        0,
        (
            Aim(
                {"en": "Open places within 20 minutes", "es": "Lugares disponibles a menos de 20 minutos"},
                {"en": "places", "es": "lugares"}, 84, 160, (86, 91, 88, 104, 118, 127),
                {2: "Two homes closed after the fires", 3: "Evening care at the library began"},
            ),
            Aim(
                {"en": "Weeks until a family has a place", "es": "Semanas hasta que una familia tiene lugar"},
                {"en": "weeks", "es": "semanas"}, 11, 6, (11, 10, 11, 9, 8, 7.5),
            ),
        ),
    ),
    (
        {"en": "Families have a seat wherever it is decided", "es": "Las familias están donde se decide"},
        1,
        (
            Aim(
                {"en": "People at our meetings", "es": "Personas en nuestras reuniones"},
                {}, None, 50,
            ),
        ),
    ),
)  # fmt: skip
TRIALS = (
    (
        0, 1, "adopt",
        {
            "plan": {
                "en": "Offer evening care at the library on two days for six weeks, for ten families who work late.",
                "es": "Ofrecer cuidado por la tarde en la biblioteca dos días por semana, para diez familias.",
            },
            "tried": {
                "en": "Two days a week, with two providers in turn; eight families came.",
                "es": "Dos días por semana, con dos proveedoras por turnos; vinieron ocho familias.",
            },
            "seen": {
                "en": "Seven of eight families stayed to the end. Three parents took more hours at work.",
                "es": "Siete de ocho familias se quedaron hasta el final. Tres padres tomaron más horas de trabajo.",
            },
            "whom": {
                "en": "It worked for parents on late shifts in town; not for families up the valley.",
                "es": "Funcionó para quienes trabajan tarde en el pueblo; no para las familias del valle.",
            },
            "why": {
                "en": "The library is on the bus line, and families know and trust the place.",
                "es": "La biblioteca está en la línea de autobús y las familias conocen el lugar y confían en él.",
            },
            "lesson": {
                "en": "Begin where families already go.",
                "es": "Empezar donde las familias ya van.",
            },
        },
    ),
    (
        0, 3, "adapt",
        {
            "plan": {
                "en": "One form for all five providers, so that a family tells its story once.",
                "es": "Un solo formulario para las cinco proveedoras, para que la familia cuente su historia una vez.",
            },
            "tried": {
                "en": "Three providers used it for a month.",
                "es": "Tres proveedoras lo usaron un mes.",
            },
            "seen": {
                "en": "Half the time per family, but every second form came back with gaps.",
                "es": "La mitad del tiempo por familia, pero uno de cada dos formularios volvió incompleto.",
            },
            "whom": {
                "en": "It worked for families who read English well.",
                "es": "Funcionó para familias que leen bien el inglés.",
            },
            "why": {
                "en": "The Spanish form was a word-for-word translation. We write it anew with parents.",
                "es": "El formulario en español era una traducción literal. Lo reescribimos con madres y padres.",
            },
        },
    ),
    (
        1, 5, "",
        {
            "plan": {
                "en": "Pay for travel and a meal for parents at the next two meetings, and ask who came because of it.",
                "es": "Pagar el viaje y la comida a madres y padres en dos reuniones, y preguntar quién vino por eso.",
            },
        },
    ),
)  # fmt: skip

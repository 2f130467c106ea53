"""The words of the demo's charter, its checklist and its list of needs."""

from __future__ import annotations

from dataclasses import dataclass

from db.charters import Said


@dataclass(frozen=True)
class Text:
    """A text for a part of the charter."""

    part: str
    said: Said


def _said(first: dict[str, str], choices: dict[str, str], own: dict[str, str]) -> Said:
    text = {tongue: "\n".join(filter(None, [first.get(tongue, ""), own.get(tongue, "")])) for tongue in ("en", "es")}
    return Said(text, choices, own)


TEXTS = (
    Text(
        "purpose",
        _said({}, {}, {
            "en": "We learn how families find help before things get hard.",
            "es": "Aprendemos cómo encuentran ayuda las familias antes de que las cosas se pongan difíciles.",
        }),
    ),
    Text(
        "agreements",
        _said({}, {}, {
            "en": "What is said here stays here; what is learned here leaves here.\nWe name failures before somebody "
            "else does, and nobody pays for it.",
            "es": "Lo que se dice aquí se queda aquí; lo que se aprende aquí sale de aquí.\nContamos lo que no salió "
            "antes que nadie, y nadie paga por eso.",
        }),
    ),
    Text(
        "structure",
        _said(
            {"en": "We meet every six weeks. Some come in person, some join from a distance. We take turns to "
             "facilitate.",
             "es": "Nos reunimos cada seis semanas. Hay quienes vienen y quienes se conectan a distancia. Facilitamos "
             "por turnos."},
            {"frequency": "six_weeks", "format": "hybrid", "facilitation": "rotating"},
            {"en": "Each county hosts once a year, and there is food.",
             "es": "Cada condado recibe al grupo una vez al año, y hay comida."},
        ),
    ),
    Text(
        "purpose",
        _said(
            {"en": "We learn how to work together across systems.", "es": "Aprendemos a colaborar entre sistemas."},
            {"about": "collaboration"},
            {"en": "Families and agencies of the North Coast learn side by side how a family finds help at the first "
             "door it knocks on.",
             "es": "Familias y agencias de la Costa Norte aprenden lado a lado cómo una familia encuentra ayuda en la "
             "primera puerta que toca."},
        ),
    ),
    Text(
        "vision",
        _said({}, {}, {
            "en": "In ten years no family on the North Coast has to tell its story twice to get help.",
            "es": "En diez años ninguna familia de la Costa Norte tendrá que contar su historia dos veces para recibir "
            "ayuda.",
        }),
    ),
    Text(
        "membership",
        _said(
            {"en": "We come from several systems. The group is open, and people may come and go. We are about 40 "
             "people.",
             "es": "Venimos de varios sistemas. El grupo es abierto: se puede llegar y salir. Somos unas 40 personas."},
            {"reach": "across_systems", "doors": "open", "number": "40"},
            {"en": "Every agency brings a parent leader, who decides like everybody else.",
             "es": "Cada agencia trae a una madre o un padre líder, que decide igual que todos."},
        ),
    ),
)  # fmt: skip
"""In the order the past meetings adopted them."""
PROPOSAL = Text(
    "duration",
    _said(
        {"en": "We learn together for the long term.", "es": "Aprendemos en grupo a largo plazo."},
        {"term": "long"},
        {"en": "After every eighth meeting we ask each other whether we want to keep going.",
         "es": "Después de cada octava reunión nos preguntamos si queremos seguir adelante."},
    ),
)  # fmt: skip
WORDS = {
    "en": "We know each other now, and two counties already changed their referral form because of us.",
    "es": "Ya nos conocemos, y dos condados cambiaron su formulario de referencia gracias a nosotros.",
}
"""What the group said when it moved on."""

OWN = {
    "en": "For the round on what failed they leave the room.",
    "es": "En la ronda sobre lo que no salió, no están en la sala.",
}
"""What it adds, in its own words, to what funders and agencies see."""

INSIGHTS = (
    ("relevant", 0, "begun", "We asked everybody what they would need on Monday morning."),
    ("who", 1, "begun", "No fathers yet, and nobody from probation."),
    ("safe", 1, "begun", "Agreements adopted. We tried the round on failures, and it held."),
    ("relevant", 2, "in_place", "Priorities come from the room, and the agenda comes from them."),
    ("resources", 2, "not_yet", "Stipends end in June. Ask the county and First 5."),
    ("fluid", 3, "in_place", "The exit reflection changed three things: start time, food, fewer slides."),
    ("vision", 4, "in_place", "No family tells its story twice: people quote it."),
    ("who", 4, "in_place", "Every agency brings a parent leader. Two fathers came to the last meeting."),
    ("unanticipated", 5, "begun", "The bus line came up in a talk in pairs. Nobody had it in a plan."),
    ("daily", 5, "begun", "Two agencies use our question in their own team meetings."),
)
"""An insight, the place of the past meeting after which it was noted, how it stood, and the note."""

RESOURCES = (
    ("time", "Two hours every six weeks, for 30 people from agencies", "Agencies", None, "have"),
    ("time", "A day a month to prepare and to check in with people", "North Coast FRC", 4800, "have"),
    ("facilitation", "Stipends for parents who facilitate", "First 5", 2400, "asked"),
    ("facilitation", "A day of training for new facilitators", "", 1200, "missing"),
    ("space", "Rooms in three counties", "Libraries", None, "have"),
    ("space", "Bus passes and mileage for families", "County", 1800, "asked"),
    ("food", "Supper for forty, eight times", "Coastal Food Co-op", 2600, "have"),
    ("food", "Somebody who looks after the children", "", 1600, "missing"),
    ("research", "An evaluation in the second year", "Humboldt students", 900, "asked"),
    ("technology", "A good microphone for those who join from a distance", "", 350, "missing"),
    ("dissemination", "A guide in both languages", "North Coast FRC", 700, "have"),
)
"""What is needed: its sort, the words, who brings it, dollars a year, and whether it is there."""

"""What the demo's community asks about people, and what its people say about themselves."""

from __future__ import annotations

from components.activities.base import Json
from components.demo.people import Person, stream

ASKS: Json = {
    "roles": [
        {"id": "parent", "text": {"en": "Parent or family member", "es": "Madre, padre o familiar"}, "family": True},
        {"id": "staff", "text": {"en": "Works with families", "es": "Trabaja con familias"}},
        {"id": "leader", "text": {"en": "Leads an organization", "es": "Dirige una organización"}},
    ],
    "sector": [
        {"id": "schools", "text": {"en": "Early learning and schools", "es": "Primera infancia y escuelas"}},
        {"id": "health", "text": {"en": "Health", "es": "Salud"}},
        {"id": "services", "text": {"en": "Family services", "es": "Servicios para familias"}},
    ],
    "size": [
        {"id": "size-1", "text": {"en": "1–9 people", "es": "1–9 personas"}},
        {"id": "size-2", "text": {"en": "10–49 people", "es": "10–49 personas"}},
        {"id": "size-3", "text": {"en": "50–249 people", "es": "50–249 personas"}},
        {"id": "size-4", "text": {"en": "250 people or more", "es": "250 personas o más"}},
    ],
}
_SAY_NOTHING = 0.12


def says(person: Person) -> Json:
    """What somebody says about themselves, the same at every meeting; nothing for one in eight."""
    rng = stream("about", person.number)
    if rng.random() < _SAY_NOTHING:
        return {}
    likely = ("parent", "parent", "parent", "staff", "leader") if person.camp else ("staff", "staff", "staff", "leader")
    roles = [rng.choice(likely)]
    if roles == ["staff"] and rng.random() < 0.15:
        roles.append("parent")
    said = {"roles": roles, "sector": rng.choice(("schools", "schools", "health", "services"))}
    if roles == ["parent"]:
        return said
    return {**said, "size": rng.choice(("size-1", "size-2", "size-2", "size-3", "size-3", "size-4"))}

"""Who the demo's community wants in the room, and which decisions it makes with whom."""

from __future__ import annotations

from datetime import datetime, timedelta

from db import involvements, wished_presence
from db.engine import Store

_PARENTS = {"en": "Parents and family members", "es": "Madres, padres y familiares"}
_LINES = (
    (0, {"en": "What we work on first", "es": "En qué trabajamos primero"}, _PARENTS, "consulted"),
    (120, {"en": "What we work on first", "es": "En qué trabajamos primero"}, _PARENTS, "decide"),
    (60, {"en": "How the childcare stipend is spent", "es": "En qué se gasta el apoyo para cuidado infantil"},
     {"en": "The parent council of the resource center", "es": "El consejo de familias del centro de recursos"},
     "decide"),
    (30, {"en": "When and where we meet", "es": "Cuándo y dónde nos reunimos"},
     {"en": "Everybody who came to the last meeting", "es": "Todas las personas que vinieron a la última reunión"},
     "consulted"),
    (90, {"en": "The county's prevention plan", "es": "El plan de prevención del condado"}, _PARENTS, "informed"),
)  # fmt: skip


def fill(db: Store, community_id: str, first: datetime) -> None:
    """Write down what an organizer would have, from the first meeting on."""
    for days, decision, people, part in _LINES:
        since = (first + timedelta(days=days)).date().isoformat()
        made = involvements.add(db, community_id, decision, people, part, since)
        if days == 0:
            involvements.end(db, community_id, made, (first + timedelta(days=120)).date().isoformat())
    wished_presence.put(db, community_id, {
        ("roles", "parent"): 40, ("roles", "leader"): None, ("sector", "health"): 25, ("sector", "schools"): None,
    })  # fmt: skip

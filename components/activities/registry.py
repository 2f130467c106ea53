"""The kinds of activity there are. A new kind is one folder and one line here."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType

from components.activities.base import ActivityKind
from components.activities.icebreaker.model import KIND as ICEBREAKER
from components.activities.ranking.model import KIND as RANKING
from components.activities.reflection.model import KIND as REFLECTION
from components.activities.spectrum.model import KIND as SPECTRUM
from components.activities.talk.model import KIND as TALK

ACTIVITIES: dict[str, ActivityKind] = {
    "icebreaker": ICEBREAKER,
    "spectrum": SPECTRUM,
    "ranking": RANKING,
    "reflection": REFLECTION,
    "talk": TALK,
}


class UnknownKind(ValueError):
    """No kind of activity has this name; `code` names a text in the `errors` catalog."""

    code = "unknown_kind"


def kind_of(name: str) -> ActivityKind:
    """The kind with this name; raises `UnknownKind`."""
    if name not in ACTIVITIES:
        raise UnknownKind(name)
    return ACTIVITIES[name]


def chart_of(name: str) -> ModuleType:
    """The kind's chart module, imported when first asked for (it brings plotly); raises `UnknownKind`."""
    return import_module(f"{kind_of(name).package}.chart")


def views_of(name: str) -> ModuleType:
    """The kind's Streamlit module, imported when first asked for (it brings streamlit); raises `UnknownKind`."""
    return import_module(f"{kind_of(name).package}.views")


def ballot_path(name: str) -> Path:
    """Where the kind's part of the phone page lies; raises `UnknownKind`."""
    return Path(__file__).parent / kind_of(name).name / "ballot.js"

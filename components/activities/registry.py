"""The kinds of activity there are. A new kind is one folder and one line here."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType

from components.activities.base import ActivityKind

NAMES = (
    "icebreaker",
    "spectrum",
    "ranking",
    "reflection",
    "talk",
    "choice",
    "fist",
    "questions",
    "twobytwo",
    "checkin",
    "words",
    "points",
    "workgroups",
    "match",
    "adopt",
    "company",
)
"""In the order a facilitator meets them; each is the name of its folder here and of its texts' files."""

ACTIVITIES: dict[str, ActivityKind] = {
    name: import_module(f"components.activities.{name}.model").KIND for name in NAMES
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


def paper_of(name: str) -> ModuleType:
    """The kind's paper ballot; raises `UnknownKind`."""
    return import_module(f"{kind_of(name).package}.paper")


def ballot_path(name: str) -> Path:
    """Where the kind's part of the phone page lies; raises `UnknownKind`."""
    return Path(__file__).parent / kind_of(name).name / "ballot.js"

"""What every kind of activity is tried with."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from components.activities.base import Json
from components.activities.registry import ACTIVITIES


def examples(kind: str) -> dict[str, Json]:
    """Configs by name: the kind's starter, then the `EXAMPLES` of `tests/examples/<kind>.py` where there is one."""
    name = f"tests.examples.{kind}"
    more: dict[str, Json] = import_module(name).EXAMPLES if find_spec(name) else {}
    return {"starter": ACTIVITIES[kind].starter(), **more}


def all_examples() -> dict[str, tuple[str, Json]]:
    """Kind and config of every example there is a file for, by name."""
    found = {kind: list(examples(kind).items())[1:] for kind in ACTIVITIES}
    return {f"{kind}: {name}": (kind, config) for kind, named in found.items() for name, config in named}

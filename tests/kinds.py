"""What every kind of activity is tried with."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType

from components.activities.base import Json
from components.activities.registry import ACTIVITIES


def examples(kind: str) -> dict[str, Json]:
    """Configs by name: the kind's starter, then the `EXAMPLES` of `tests/examples/<kind>.py` where there is one."""
    more: dict[str, Json] = getattr(_file_of(kind), "EXAMPLES", {})
    return {"starter": ACTIVITIES[kind].starter(), **more}


def _file_of(kind: str) -> ModuleType | None:
    """The kind's file of examples, None where it has none."""
    is_there = (Path(__file__).parent / "examples" / f"{kind}.py").exists()
    return import_module(f"tests.examples.{kind}") if is_there else None


def longest(kind: str, number: int, config: Json) -> Json | None:
    """An answer with texts as long as they may be, where the kind's file of examples has a `longest`."""
    make = getattr(_file_of(kind), "longest", None)
    return make(number, config) if make else None


def all_examples() -> dict[str, tuple[str, Json]]:
    """Kind and config of every example there is a file for, by name."""
    found = {kind: list(examples(kind).items())[1:] for kind in ACTIVITIES}
    return {f"{kind}: {name}": (kind, config) for kind, named in found.items() for name, config in named}

"""Which functions of the product write, found by reading it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
_VERBS = {"execute", "insert", "upsert", "insert_all"}
_STORES = {"db", "store"}
_ENGINES = {
    "db.engine",
    "db.sqlite",
    "db.postgres",
    "db.migrations",
    "db.versions",
    "db.schema",
    "db.copying",
    "db.__main__",
}
Function = tuple[str, str]
"""A module's dotted name, and the name of a function at its top."""


@cache
def modules() -> dict[str, ast.Module]:
    """All modules below `components`, `db` and `pages`, by their dotted names."""
    paths = [path for top in ("components", "db", "pages") for path in sorted((ROOT / top).rglob("*.py"))]
    named = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in paths}
    return {name: ast.parse(path.read_text("utf-8")) for name, path in named.items()}


@cache
def functions() -> dict[Function, ast.FunctionDef]:
    return {
        (module, node.name): node
        for module, tree in modules().items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }


@cache
def _imported(module: str) -> dict[str, str]:
    """What each name in a module stands for, dotted."""
    return {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(modules()[module])
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }


def named_in(module: str, node: ast.AST) -> Iterator[Function]:
    """The functions of the product that some code in a module names."""
    known = _imported(module)
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name):
            yield known.get(part.value.id, ""), part.attr
        elif isinstance(part, ast.Name):
            home, _, name = known.get(part.id, f"{module}.{part.id}").rpartition(".")
            yield home, name


@cache
def writers() -> frozenset[Function]:
    """Every function that is given a store and writes to it, by itself or by another one."""
    given = {
        key: node
        for key, node in functions().items()
        if key[0] not in _ENGINES and _STORES & {argument.arg for argument in node.args.args}
    }
    found = {key for key, node in given.items() if any(map(_is_write, ast.walk(node)))}
    while True:
        more = {key for key, node in given.items() if key not in found and found & set(named_in(key[0], node))}
        if not more:
            return frozenset(found)
        found |= more


def _is_write(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Attribute)
        and node.attr in _VERBS
        and isinstance(node.value, ast.Name)
        and node.value.id in _STORES
    )


def offered() -> set[str]:
    """The writers that pages, and the parts they are made of, name: `control.reveal`, by module and function."""
    screens = [name for name in modules() if name.startswith(("pages.", "components.ui."))]
    named = {one for screen in screens for one in named_in(screen, modules()[screen])}
    named |= {key for key in writers() if key[0].startswith("components.ui.")}
    return {f"{module.rpartition('.')[2]}.{name}" for module, name in named & writers() if name[0] != "_"}

"""What SECURITY.md promises is held by tests that exist, and every way in is one that somebody has tried."""

from __future__ import annotations

import ast
import re
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from tests import writers

ROOT = Path(__file__).parents[1]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def names_in(path: str) -> frozenset[str]:
    """The names of a file's tests; none where there is no such file."""
    if not (ROOT / path).exists():
        return frozenset()
    return frozenset(node.name for node in ast.walk(ast.parse(read(path))) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("name", ["SECURITY.md", "docs/threat-model.md"])
def test_every_test_that_is_named_exists(name: str) -> None:
    found = NAMED.findall(read(name))
    assert found
    assert [f"{path}::{test}" for path, test in found if test not in names_in(path)] == []
    assert len(NAMED.findall(read(name))) == len(re.findall(r"`tests/[^`]*::", read(name))), "each in the same form"


def test_every_promise_names_the_tests_that_hold_it() -> None:
    promises = re.findall(r"^- (.*?)(?=^- |^#|^<!--|\Z)", read("SECURITY.md").partition("## Promises")[2], re.M | re.S)
    assert len(promises) > 20
    assert [promise for promise in promises if not NAMED.search(promise)] == []


def test_every_way_in_is_in_the_threat_model() -> None:
    table = read("docs/threat-model.md").partition("## Every way in")[2]
    told = {way for row in re.findall(r"^\| (`.*?) \|", table, re.M) for way in re.findall(r"`(.+?)`", row)}
    assert ways_in() - told == set()
    assert told - ways_in() == set()


def ways_in() -> set[str]:
    """The paths of all routes, and the names of all parameters that pages read from their address."""
    return {
        said_by(module, expression)
        for module, tree in writers.modules().items()
        for node in ast.walk(tree)
        for expression in (route_in(node), parameter_in(node))
        if expression is not None
    }


def said_by(module: str, expression: ast.expr) -> str:
    """A text, or a constant of a module."""
    if isinstance(expression, ast.Constant):
        return str(expression.value)
    return str(eval(ast.unparse(expression), vars(import_module(module))))


def route_in(node: ast.AST) -> ast.expr | None:
    is_route = isinstance(node, ast.Call) and ast.unparse(node.func) in ("Route", "WebSocketRoute")
    return node.args[0] if is_route else None  # type: ignore[attr-defined]


def parameter_in(node: ast.AST) -> ast.expr | None:
    """What `query_params` is asked for."""
    if isinstance(node, ast.Call) and re.search(r"query_params\.(get|pop)$", ast.unparse(node.func)):
        return node.args[0]
    if isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith("query_params"):
        return node.slice
    return None

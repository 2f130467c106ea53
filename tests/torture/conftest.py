"""What the tests measured on the way is told in the summary, and by `make torture` kept for the docs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.torture import record
from tests.torture.size import IS_FULL

_LEFTOVERS = (
    "ignore:.*unclosed:ResourceWarning",
    "ignore:Exception ignored in.*([Ss]ocket|Transport):pytest.PytestUnraisableExceptionWarning",
)
_TOLD = pytest.StashKey[list[str]]()


def pytest_itemcollected(item: pytest.Item) -> None:
    """A phone whose line is cut while it connects leaves its socket behind, to be found unclosed in a later test."""
    if item.path.parent == Path(__file__).parent:
        for leftover in _LEFTOVERS:
            item.add_marker(pytest.mark.filterwarnings(leftover))


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Say what was measured, as figures by name, under the name of what was done."""
    told = request.config.stash.setdefault(_TOLD, [])

    def measured(what: str, **figures: float) -> None:
        told.append(f"{what}: {', '.join(f'{name} {figure:g}' for name, figure in figures.items())}")
        if IS_FULL:
            record.keep(what, figures)

    return measured


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    lines = config.stash.get(_TOLD, [])
    if lines and IS_FULL:
        terminalreporter.section("measured under torture")
        for line in lines:
            terminalreporter.line(line)

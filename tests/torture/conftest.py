"""What the tests measured on the way is told in the summary."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.torture.size import IS_FULL

_TOLD = pytest.StashKey[list[str]]()


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Add a line to the summary."""
    told = request.config.stash.setdefault(_TOLD, [])
    return lambda line: told.append(f"{request.node.name}: {line}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    lines = config.stash.get(_TOLD, [])
    if lines and IS_FULL:
        terminalreporter.section("measured under torture")
        for line in lines:
            terminalreporter.line(line)

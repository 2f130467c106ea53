"""Long work goes on in a process of its own, says how far it has come, and can be stopped."""

from __future__ import annotations

from components.live.apart import Apart


def test_what_such_a_process_cannot_do_is_said_by_its_name(database: str) -> None:
    work = Apart("components.reports", "/nowhere/report.html", "html", order='{"not": "an order"}')
    work.wait()
    assert work.problem == "unexpected"


def test_stopped_before_its_turn_it_never_begins(database: str) -> None:
    works = [Apart("timeit", "-n", "1", "-r", "1", "import time; time.sleep(20)") for _ in range(3)]
    for work in reversed(works):
        work.cancel()
    for work in works:
        work.wait()
        assert work.is_cancelled
    assert works[-1].part == 0.0

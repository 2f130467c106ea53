"""What this process has done so far, as figures: counted where it happens, told in Prometheus's text format.

Written by hand: it is these lines, and everything is counted in whole numbers of one process, whose scraper asks each.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from time import perf_counter
from typing import Any

TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
_JOBS = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0)


@dataclass
class Count:
    """Something counted upwards, apart by the value of one label or of none."""

    name: str
    about: str
    label: str = ""
    values: Counter[str] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock)

    def add(self, n: int = 1, of: str = "") -> None:
        """Count `n` more; `of` is the label's value and must be one of a few."""
        with self._lock:
            self.values[of] += n

    def lines(self) -> Iterator[str]:
        """See `told`."""
        yield from _head(self.name, "counter", self.about)
        with self._lock:
            found = dict(self.values) if self.label else {"": self.values[""]}
        for value, n in sorted(found.items()):
            yield f"{self.name}{_labelled(self.label, value)} {n}"


@dataclass
class Spread:
    """Measured values, counted in steps: how many were at most so large."""

    name: str
    about: str
    steps: Sequence[float]
    total: float = 0.0
    counts: list[int] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self.counts = [0] * (len(self.steps) + 1)

    def add(self, value: float) -> None:
        """Count one measured value."""
        with self._lock:
            self.counts[bisect_left(self.steps, value)] += 1
            self.total += value

    def lines(self) -> Iterator[str]:
        """See `told`."""
        yield from _head(self.name, "histogram", self.about)
        with self._lock:
            counts, total = list(self.counts), self.total
        so_far = 0
        for step, n in zip((*(f"{step:g}" for step in self.steps), "+Inf"), counts, strict=True):
            so_far += n
            yield f"{self.name}_bucket{_labelled('le', step)} {so_far}"
        yield f"{self.name}_sum {total:.6f}"
        yield f"{self.name}_count {so_far}"


SAVED = Count("attune_answers_saved_total", "Answers from phones that are committed.")
REFUSED = Count("attune_answers_refused_total", "Answers from phones that were not taken, by reason.", "reason")
WAITING = Count("attune_answers_waiting_total", "Answers that phones were told to keep: the database was away.")
ACKNOWLEDGED = Spread("attune_acknowledgement_seconds", "From an answer's arrival to its acknowledgement.", _SECONDS)
COMMITS = Spread("attune_commit_jobs", "Commits of this process's writer, by how many jobs each held.", _JOBS)
STATES = Count("attune_state_messages_total", "State messages handed to phones' connections.")
ENDED = Count("attune_connections_ended_total", "WebSockets that ended, by who ended them and the code.", "how")
_ALL = (SAVED, REFUSED, WAITING, ACKNOWLEDGED, COMMITS, STATES, ENDED)


def replied(reply: Mapping[str, Any], since: float) -> None:
    """Count what became of an answer that arrived at `since`, by `time.perf_counter`."""
    if reply["type"] == "saved":
        SAVED.add()
        ACKNOWLEDGED.add(perf_counter() - since)
    elif reply["type"] == "refused":
        REFUSED.add(of=reply["reason"])
    else:
        WAITING.add()


def told(now: Iterable[tuple[str, str, float]]) -> str:
    """All figures in Prometheus's text format; `now` are those that go up and down: name, what it is, value."""
    lines = [line for each in _ALL for line in each.lines()]
    for name, about, value in now:
        lines += [*_head(name, "gauge", about), f"{name} {value:g}"]
    return "\n".join(lines) + "\n"


def _head(name: str, kind: str, about: str) -> tuple[str, str]:
    return f"# HELP {name} {about}", f"# TYPE {name} {kind}"


def _labelled(label: str, value: str) -> str:
    """Labels come from this code alone, so nothing in them needs to be escaped."""
    return f'{{{label}="{value}"}}' if label else ""

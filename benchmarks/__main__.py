"""All that `docs/performance.md` tells, measured anew: `python -m benchmarks [--only NAME ...]`, or `make bench`.

Takes about twenty minutes and wants a machine that does nothing else. Writes `docs/performance.json`, and from it the
page and its picture. `--only` measures some parts and keeps the others; `--page` measures nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks import (
    burst,
    growth,
    history_in_browser,
    history_page,
    idle,
    joining,
    report,
    steady,
    streamlit_lane,
    writer,
)
from benchmarks.place import machine
from db.ids import now

PARTS: dict[str, Callable[[], Any]] = {
    "burst": lambda: [burst.measure(n, 7) for n in burst.SIZES],
    "computing": lambda: [each for n in (300, 1000) for each in burst.measure_computing(n, 7)],
    "steady": steady.measure,
    "joining": joining.measure,
    "streamlit_lane": streamlit_lane.measure,
    "idle": idle.measure,
    "writer": writer.measure,
    "growth": growth.measure,
    "history": lambda: in_a_folder(history_page.measure),
    "history_in_browser": lambda: in_a_folder(history_in_browser.measure),
}


def in_a_folder(job: Callable[[Path], Any]) -> Any:
    """Measure something that builds its database in a file, which goes with the folder."""
    with tempfile.TemporaryDirectory() as folder:
        return job(Path(folder) / "past.db")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--only", nargs="+", choices=list(PARTS), default=[])
    options.add_argument("--page", action="store_true")
    chosen = options.parse_args()
    found = json.loads(report.FIGURES.read_text()) if report.FIGURES.exists() else {}
    for name in [] if chosen.page else chosen.only or PARTS:
        began = perf_counter()
        found[name] = {"on": now()[:10], "found": PARTS[name]()}
        found["machine"] = machine()
        print(f"{name}: {perf_counter() - began:.0f} s", file=sys.stderr)
        report.FIGURES.write_text(json.dumps(found, indent=1) + "\n")
    report.write(found)


if __name__ == "__main__":
    main()

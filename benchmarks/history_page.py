"""How long a long past takes to read, beside what a short one takes: `python -m benchmarks.history_page [file]`.

Builds the community of `benchmarks/long_past.py` (once, if a file is named), and prints JSON: seconds for each part,
and how many times as long it takes as the same for the newest meeting alone.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from benchmarks.long_past import build
from components.activities.registry import chart_of
from components.charts import Figure, Look, Moment
from components.history.groups import broken_down, crowd_of
from components.history.story import changes_of
from components.history.summaries import Past, Summary, past_of
from components.history.written import over_time
from db import communities, summaries
from db.engine import Store
from db.migrations import migrate
from db.sqlite import SqliteFile

T = TypeVar("T")


def timed(job: Callable[[], T]) -> tuple[T, float]:
    """What a job returns, and how many seconds it took."""
    began = perf_counter()
    return job(), perf_counter() - began


def draw(past: dict[str, list[Summary]]) -> int:
    """Draw everything; how many letters of JSON the browser gets."""
    letters = 0
    for name, found in past.items():
        moments = [
            Moment(each.meeting.id, "", each.meeting.held_on, each.config, each.step, each.tally) for each in found
        ]
        pictures = chart_of(name).trend(moments, Look(), (moments[0].held_on, moments[-1].held_on))
        letters += sum(len(picture.json) for picture in pictures if isinstance(picture, Figure))
    return letters


def measured(db: Store, community_id: str) -> dict[str, float]:
    """Seconds for the parts of a history page, and the whole as a multiple of the newest meeting's."""
    db.execute("DELETE FROM summaries")
    first, counting = timed(lambda: past_of(db, community_id))
    with db.atomic():
        summaries.keep(db, first.fresh)
    past, reading = timed(lambda: past_of(db, community_id))
    community = communities.by_id(db, community_id)
    assert community
    crowd, knowing = timed(lambda: crowd_of(db, community))
    by_kind = past.by_kind()
    _, telling = timed(lambda: changes_of(by_kind))
    _, sorting = timed(lambda: over_time(db, community_id, past.summaries))
    letters, drawing = timed(lambda: draw(by_kind))
    _, looking = timed(lambda: broken_down(by_kind["spectrum"], crowd, "roles"))
    _, looking_again = timed(lambda: broken_down(by_kind["spectrum"], crowd, "sector"))
    _, newest = timed(lambda: _newest(past))
    whole = reading + knowing + telling + sorting + drawing
    return {
        "counted for the first time": counting, "read": reading, "who is in which group": knowing,
        "what has changed": telling, "themes and words": sorting, "drawn": drawing, "letters drawn": letters,
        "looked at by role": looking, "looked at by sector": looking_again, "whole page": whole,
        "times the newest meeting alone": whole / newest,
    }  # fmt: skip


def _newest(past: Past) -> int:
    latest = past.summaries[-1].meeting.id
    by_kind = past.by_kind([latest])
    changes_of(by_kind)
    return draw(by_kind)


def measure(path: Path) -> dict[str, float]:
    """What was measured on the past in a file, which is built where it is not there yet."""
    is_new = not path.exists()
    engine = SqliteFile(path)
    db = engine.open_writer()
    migrate(db, engine)
    if is_new:
        with db.atomic():
            build(db)
    row = db.one("SELECT id FROM communities")
    assert row
    return {name: round(value, 3) for name, value in measured(db, row["id"]).items()}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(Path(sys.argv[1] if sys.argv[1:] else f"{folder}/past.db")), indent=1))

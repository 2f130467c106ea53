"""How large what is sent and kept is: `python -m benchmarks.sizes [--json FILE]`.

In bytes, so that every machine finds the same, but for the few by which random places differ. `open` and `revealed` are
a state message while a spectrum of one line is answered and once it is revealed, by how many people answered;
`packed` is the latter as Python's zlib packs it, about what a WebSocket that compresses sends. `person` and `answer`
are what a phone that comes and an answer add to an SQLite file, indexes with them.
"""

from __future__ import annotations

import argparse
import json
import zlib
from pathlib import Path
from random import Random
from typing import Any

from components.live import control
from components.live.room import read
from components.live.screens import dumps
from components.live.state import phone_state
from db.engine import Store
from tests.rooms import LINES, Made, answer, in_memory, make_meeting, open_activity

PHONES = (100, 1000, 10_000)
_TABLES = {"person": ("participants", "attendances"), "answer": ("answers",)}


def kept(db: Store, *tables: str) -> int:
    """The bytes these tables and their indexes take."""
    names = ", ".join(f"'{table}'" for table in tables)
    found = db.one(
        f"""SELECT SUM(pgsize) AS size FROM dbstat
            WHERE name IN (SELECT name FROM sqlite_schema WHERE tbl_name IN ({names}))"""
    )
    return int(found["size"]) if found else 0


def state(db: Store, made: Made, phones: int) -> bytes:
    return dumps(phone_state(read(db, made.id), phones)).encode()


def measured(phones: int) -> dict[str, Any]:
    """The sizes with so many phones, each of which has answered once."""
    db, rng = in_memory(), Random(7)
    made = make_meeting(db, configs={"spectrum": LINES})
    round_id = open_activity(db, made, "spectrum")
    before = {what: kept(db, *tables) for what, tables in _TABLES.items()}
    for n in range(phones):
        answer(db, made, round_id, f"device-{n:012d}", {"lines": {"expertise": rng.randrange(101)}})
    asked = state(db, made, phones)
    control.reveal(db, made.id)
    revealed = state(db, made, phones)
    added = {what: round((kept(db, *tables) - before[what]) / phones) for what, tables in _TABLES.items()}
    db.close()
    packed = len(zlib.compress(revealed))
    return {"phones": phones, "open": len(asked), "revealed": len(revealed), "packed": packed} | added


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, help="write the sizes into this file")
    found = [measured(phones) for phones in PHONES]
    wanted = parser.parse_args().json
    text = json.dumps({"sizes": found}, indent=1)
    if wanted:
        wanted.write_text(text + "\n")
    print(text)


if __name__ == "__main__":
    main()

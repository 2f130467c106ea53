"""`python -m components.history`: count a community's past and keep what it came to, as `components.live.apart` says.

The order is the community's id.
"""

from __future__ import annotations

import sys

from components.history.summaries import count, uncounted
from components.live.apart import give_up, tell
from components.settings import settings
from db import summaries
from db.engine import Store, StoreUnusable, engine_at

_AT_ONCE = 10
"""How many rounds are counted between two looks at how far it has come; what was counted is kept each time."""


def count_all(db: Store, community_id: str) -> None:
    """Count every round of which nothing true is kept yet."""
    rounds = uncounted(db, community_id)
    for start in range(0, len(rounds), _AT_ONCE):
        found = count(db, community_id, rounds[start : start + _AT_ONCE])
        with db.atomic():
            summaries.keep(db, found)
        tell(min(1.0, (start + _AT_ONCE) / len(rounds)))


def main() -> int:
    """Count; returns the exit code."""
    try:
        db = engine_at(settings().database, settings().copies).open_writer()
    except StoreUnusable as error:
        give_up(error.code)
        return 1
    try:
        count_all(db, sys.stdin.read().strip())
    except StoreUnusable as error:
        give_up(error.code)
        return 1
    finally:
        db.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""What a room has seen of its meeting: what may leave it."""

from __future__ import annotations

from collections.abc import Mapping

from components.live import past
from db.engine import Store
from db.meetings import Meeting

Words = Mapping[str, str]


def seen_in_room(db: Store, meeting: Meeting) -> set[str]:
    """The ids of the activities whose last picture the wall showed; never what is for families alone."""
    found = set()
    for activity in past.agenda_of(db, meeting):
        rnd = activity.final
        if rnd is None or rnd.is_kept or activity.kind.is_quiet:
            continue
        if rnd.round.phase == "revealed" or rnd.kind.shows_live(rnd.config, rnd.step):
            found.add(activity.activity.id)
    return found

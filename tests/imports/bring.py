"""Large imports, begun as the page begins them."""

from __future__ import annotations

from datetime import date

from components.activities.base import Json
from components.imports.bringing import Bringing
from components.imports.taking import Asked, File, Held, Layout, Prepared
from components.live.store import open_store
from db import accounts
from tests.rooms import Made

CONFIG: Json = {"question": {"en": "Shall we?"}, "options": [{"id": "yes", "text": {"en": "Yes"}}]}


def begin(made: Made, people: int, questions: int = 3) -> Bringing:
    """Begin to import one meeting, for the account that organizes the community."""
    given: dict[int, Json] = {person: {"options": ["yes"]} for person in range(people)}
    asked = tuple(Asked("choice", {"en": f"Question {n}"}, CONFIG, given) for n in range(questions))
    layout = Layout(
        made.community_id, File("Large.csv", "1" * 64, made.account_id), {"en": "Large"},
        Prepared((Held(date(2025, 3, 1), asked),), (), {}),
    )  # fmt: skip
    with open_store() as db:
        account = accounts.by_id(db, made.account_id)
    assert account
    return Bringing(account, layout)

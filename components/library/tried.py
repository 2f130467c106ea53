"""Lessons out of small tests of change: what an entry is made of once one was decided, and where it came from."""

from __future__ import annotations

from components.library.keeping import keep
from components.library.kinds import LESSONS, LONGEST_TITLE
from components.library.shelf import Shelf
from components.library.words import first_words
from components.text import say, t
from db import library, trials
from db.engine import Store
from db.library import Item
from db.trials import PARTS, Trial

_WORKED, _DID_NOT = LESSONS


def keep_lesson(db: Store, community_id: str, trial_id: str, language: str) -> str | None:
    """Put the lesson of a decided test of this community into the library, in this language; the entry's id.

    None where nothing is decided yet, or where an entry was made of the test before.
    """
    found = next((each for each in trials.of_community(db, community_id) if each.id == trial_id), None)
    if found is None or not found.decision or trial_id in library.of_trials(db, community_id):
        return None
    return keep(db, community_id, lesson_of(found, language))


def lesson_of(trial: Trial, language: str) -> Item:
    """A decided test as an entry: named by what was learned, else by its plan; below it all that was written down."""
    told = {part: say(trial.words[part], language) for part in PARTS if trial.words.get(part)}
    title = first_words(told.get("lesson") or told.get("plan", ""), LONGEST_TITLE)
    body = "\n\n".join(f"{t(language, f'goals.trial_{part}')}\n{text}" for part, text in told.items() if text != title)
    kind = _DID_NOT if trial.decision == "abandon" else _WORKED
    return Item("", kind, title, body, trial_id=trial.id)


def made_of(item: Item, shelf: Shelf, language: str) -> str:
    """From which test of change an entry is, and for which goal; "" for one made of none that is still there."""
    trial = shelf.trials.get(item.trial_id)
    if trial is None:
        return ""
    test, goal = first_words(say(trial.words.get("plan", {}), language)), shelf.goals.get(trial.goal_id)
    if goal is None:
        return t(language, "library.from_trial", test=test)
    return t(language, "library.from_trial_goal", test=test, goal=say(goal.title, language))

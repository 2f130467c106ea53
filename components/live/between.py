"""The question a community keeps open between two meetings, as those who prepare the next one may read the replies.

While it is open nothing is read, so that nobody can tell whose reply came last; afterwards all of it, without names,
once five people have replied. With fewer it stays unread.
"""

from __future__ import annotations

from dataclasses import dataclass

from components.activities.base import LEAST_AT_FIVE
from components.live.control import CannotControl
from components.wordlist import WordList, word_list
from db import open_questions, words
from db.engine import Store
from db.open_questions import OpenQuestion, Reply

QUESTIONS_BACK = 12
"""So many questions are looked back at."""


@dataclass(frozen=True)
class Replies:
    """A question, and how it stands with the replies; `texts` are there only where they may be read.

    `listed` are the ids of those that have a word of the list in them.
    """

    question: OpenQuestion
    are_enough: bool
    texts: tuple[Reply, ...] = ()
    listed: frozenset[str] = frozenset()


def replies_of(db: Store, community_id: str) -> list[Replies]:
    """How it stands with what a community asked, the latest first."""
    edits = words.of_community(db, community_id)
    listed = word_list(frozenset(edits.held), frozenset(edits.allowed))
    asked = open_questions.of_community(db, community_id, most=QUESTIONS_BACK)
    return [_replies(db, question, listed) for question in asked]


def _replies(db: Store, question: OpenQuestion, listed: WordList) -> Replies:
    found = open_questions.replies(db, question.id)
    are_enough = len(found) >= LEAST_AT_FIVE
    if question.is_open or not are_enough:
        return Replies(question, are_enough)
    return Replies(question, True, tuple(found), frozenset(each.id for each in found if listed.has(each.text)))


def ask(db: Store, community_id: str, text: dict[str, str]) -> str:
    """Ask a community something until its next meeting. Raises `CannotControl` for no words."""
    if not text:
        raise CannotControl("no_question")
    return open_questions.open_question(db, community_id, text)


def stop(db: Store, community_id: str) -> None:
    """Take no more replies, for good: opened again, the newest reply could be told from the others."""
    open_questions.close(db, community_id)

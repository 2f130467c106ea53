"""What the demo's facilitator did with what people wrote, in the way a real one does it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from components.activities.base import ActivityKind, Entry, Json, Pass, Piece, piece_id
from components.demo.beliefs import ISSUES
from components.live.entries import entries_of, parsed_config
from components.live.gate import OPEN
from db import answers, rounds
from db.engine import Store

_ISSUE_OF = {text.casefold(): issue for issue in ISSUES for text in issue.proposed}


def settle_proposals(db: Store, kind: ActivityKind, config: Json, round_id: str) -> tuple[Json, Mapping[str, str]]:
    """Merge proposals that mean the same, reword the one that is kept, leave stray ones out.

    Returns the config with the proposed items, and their ids by name of issue.
    """
    kept: dict[str, str] = {}
    for entry, piece in _written(db, kind, round_id):
        issue = _ISSUE_OF.get(piece.text.casefold())
        if issue is None:
            answers.moderate(db, entry.answer_id, piece.part, is_hidden=1)
        elif issue.name in kept:
            answers.moderate(db, entry.answer_id, piece.part, merged_into=kept[issue.name])
        else:
            kept[issue.name] = piece_id(entry.answer_id, piece.part)
            answers.moderate(db, entry.answer_id, piece.part, wording=issue.text["en"], is_let=1)
    return kind.with_proposals(config, _entries(db, kind, round_id)), kept


def let_through(db: Store, kind: ActivityKind, config: Json, round_id: str) -> None:
    """Let the room see every sentence that waits for that."""
    rnd = rounds.by_id(db, round_id)
    assert rnd is not None
    if not kind.is_quiet and not kind.counts_words(kind.parse_config(config), rnd.step):
        for entry, piece in _written(db, kind, round_id):
            answers.moderate(db, entry.answer_id, piece.part, is_let=1)


def pick_one(db: Store, kind: ActivityKind, round_id: str) -> None:
    """Put the first text on the wall that its writer allowed to be read aloud."""
    for entry, piece in _written(db, kind, round_id):
        if kind.may_share(entry.answer, piece.part):
            answers.moderate(db, entry.answer_id, piece.part, is_picked=1, is_echo=1)
            return


def _written(db: Store, kind: ActivityKind, round_id: str) -> Iterator[tuple[Entry, Piece]]:
    """Every text of a round with the answer it stands in."""
    rnd = rounds.by_id(db, round_id)
    assert rnd is not None
    config = parsed_config(kind.name, rnd.config)
    for entry in _entries(db, kind, round_id):
        if not isinstance(entry.answer, Pass):
            for piece in kind.pieces(config, rnd.step, entry.answer):
                yield entry, piece


def _entries(db: Store, kind: ActivityKind, round_id: str) -> list[Entry]:
    rnd = rounds.by_id(db, round_id)
    assert rnd is not None
    return entries_of(kind, rnd, answers.current(db, round_id), answers.moderations(db, round_id), OPEN)

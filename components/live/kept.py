"""What was decided about a text holds when its author sends the same text again, beside something new."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from components.activities.base import PASS, Piece, piece_id
from components.activities.registry import kind_of
from components.live.entries import parse_value, parsed_config
from db import answers, themes
from db.answers import Answer, New
from db.engine import Store
from db.rounds import Asked

Place = tuple[str, str]
"""Where a text stands: an answer's id and the part of it."""


def keep_decided(db: Store, asked: Mapping[str, Asked], given: Sequence[New]) -> None:
    """For answers just stored: take over what was decided about the same texts in the same person's earlier ones.

    `asked` has the rounds by id. A text that was changed is a new one, about which nothing has been decided.
    """
    written = [new for new in given if kind_of(asked[new.round_id].kind).writes]
    if not written:
        return
    past: dict[tuple[str, str], list[Answer]] = {}
    for answer in answers.all_of(db, {new.round_id for new in written}, {new.participant_id for new in written}):
        past.setdefault((answer.round_id, answer.participant_id), []).append(answer)
    for new in written:
        given_before = past[new.round_id, new.participant_id]
        own = next(index for index, answer in enumerate(given_before) if answer.id == new.id)
        for before, after in _same(asked[new.round_id], given_before[:own], given_before[own]):
            answers.decide_alike(db, before, after)
            answers.merge_elsewhere(db, piece_id(*before), piece_id(*after))
            themes.place_alike(db, before, after)


def _same(asked: Asked, earlier: Sequence[Answer], answer: Answer) -> Iterable[tuple[Place, Place]]:
    """Where each text of an answer stood the last time its author sent it, and where it stands now."""
    waiting = {(_question(piece), piece.text): piece.part for piece in _pieces(asked, answer)}
    for before in reversed(earlier):
        if not waiting:
            return
        for piece in _pieces(asked, before):
            part = waiting.pop((_question(piece), piece.text), None)
            if part is not None:
                yield (before.id, piece.part), (answer.id, part)


def _question(piece: Piece) -> str:
    return piece.part.partition(".")[0]


def _pieces(asked: Asked, answer: Answer) -> list[Piece]:
    kind, config = kind_of(asked.kind), parsed_config(asked.kind, asked.config)
    value = parse_value(kind, config, asked.step, json.loads(answer.value))
    return [] if value is PASS else kind.pieces(config, asked.step, value)

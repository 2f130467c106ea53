"""What facilitators do on a board, one move at a time: two who sort at once undo nothing of each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from components.activities.written import clean
from components.themes.board import Board
from db import themes
from db.engine import Store

LONGEST_NAME = 60
_MOST_CARDS = 2000
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)


@dataclass(frozen=True)
class Move:
    """One thing done on a board; done twice it is as if done once.

    `do` is `make` a theme called `name` with these cards, `move` cards into a `theme` ("" for none), `rename` one,
    `remove` one (its cards are in none then), put one `away`, or take it `back`. With `was`, a move touches only what
    is still there: the cards that are in that theme, the name that a theme still has. With `if_empty` a theme that
    somebody has put something into stays.
    """

    id: str
    do: str
    theme: str = ""
    name: str = ""
    cards: tuple[str, ...] = ()
    was: str | None = None
    if_empty: bool = False


def parse_moves(told: Any) -> list[Move]:
    """What a board sent, in its order; whatever is not a move is left out."""
    found = [_parse(each) for each in told] if isinstance(told, Sequence) and not isinstance(told, str) else []
    return [move for move in found if move]


def _parse(told: Any) -> Move | None:
    if not isinstance(told, Mapping):
        return None
    texts = {name: told.get(name, "") for name in ("id", "do", "theme", "name")}
    cards, was = told.get("cards", []), told.get("was")
    is_known = all(isinstance(text, str) for text in texts.values()) and isinstance(was, str | None)
    if not is_known or texts["do"] not in _DO or not isinstance(cards, Sequence) or len(cards) > _MOST_CARDS:
        return None
    if texts["theme"] and not _ID.fullmatch(texts["theme"]):
        return None
    return Move(**texts, cards=tuple(map(str, cards)), was=was, if_empty=told.get("if_empty") is True)


def apply(db: Store, board: Board, moves: Sequence[Move], language: str) -> None:
    """Do what was done on a board, for its own community's themes and its own cards only; names are in `language`.

    `board` may be older than the store: where each card is now is read anew.
    """
    for move in moves:
        theme = themes.by_id(db, move.theme) if move.theme else None
        if theme is None or theme.community_id == board.meeting.community_id:
            _DO[move.do](db, board, move, language)


def _make(db: Store, board: Board, move: Move, language: str) -> None:
    name = clean(move.name)[:LONGEST_NAME]
    if not move.theme or not name:
        return
    themes.add(db, board.meeting.community_id, move.theme, {language: name})
    themes.use_again(db, move.theme)
    _place(db, board, move)


def _move(db: Store, board: Board, move: Move, language: str) -> None:
    if not move.theme or themes.by_id(db, move.theme):
        _place(db, board, move)


def _place(db: Store, board: Board, move: Move) -> None:
    wanted = set(move.cards)
    places = [card.place for card in board.cards if card.id in wanted]
    if move.was is not None:
        now = themes.placed(db, board.meeting.community_id)
        places = [place for place in places if now.get(place, "") == move.was]
    themes.place(db, places, move.theme or None)


def _rename(db: Store, board: Board, move: Move, language: str) -> None:
    theme, name = themes.by_id(db, move.theme), clean(move.name)[:LONGEST_NAME]
    if theme and name and move.was in (None, theme.name.get(language), *theme.name.values()):
        themes.rename(db, theme.id, {**theme.name, language: name})


def _remove(db: Store, board: Board, move: Move, language: str) -> None:
    """What other meetings have sorted into a theme keeps it: it is put away then."""
    counts = themes.counts(db, board.meeting.community_id).get(move.theme, {})
    if not counts or (set(counts) == {board.meeting.id} and not move.if_empty):
        themes.remove(db, move.theme)
    elif not move.if_empty:
        _away(db, board, move, language)


def _away(db: Store, board: Board, move: Move, language: str) -> None:
    themes.put_away(db, move.theme)


def _back(db: Store, board: Board, move: Move, language: str) -> None:
    themes.use_again(db, move.theme)


_DO: dict[str, Callable[[Store, Board, Move, str], None]] = {
    "make": _make, "move": _move, "rename": _rename, "remove": _remove, "away": _away, "back": _back,
}  # fmt: skip

"""The board on which a facilitator sorts a meeting's texts into themes: our own component, and what it is told."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import streamlit as st

from components.activities.base import Json
from components.exports import names_in
from components.live.permission import NotAllowed, save_for
from components.live.store import open_store
from components.text import reason, say, t
from components.themes.board import Board, Column, Group, groups, hints, read_board
from components.themes.cards import Card
from components.themes.moves import LONGEST_NAME, apply, parse_moves
from components.ui.guard import stay
from components.ui.results import heading_of
from components.ui.scripts import joined
from db import endings
from db.accounts import Account
from db.endings import CommunityClosed
from db.ids import new_secret
from db.meetings import Meeting

LOOK_AGAIN = 5.0
"""Seconds until a board looks for what somebody else has sorted."""
_CSS = Path(__file__).with_name("theme_board.css")
_KEY = "theme-board"
_SCRIPTS = ("theme_moves", "theme_faces", "theme_drag", "theme_board")
_MOST_HEARD = 200
_WORDS = (
    "loose", "new_theme", "new_hint", "name", "move_to", "undo", "undone", "nothing", "away", "remove", "make", "look",
    "not_these", "help", "more", "less", "lifted", "over", "dropped", "kept", "count", "count_one", "menu",
    "all_sorted", "hint", "theme_made", "theme_gone", "drop_hint", "is_away",
)  # fmt: skip


@cache
def _component() -> Any:
    return st.components.v2.component("attune_theme_board", css=_CSS.read_text(encoding="utf-8"), js=script())


def script() -> str:
    """The board's JavaScript, joined: components take theirs as one text."""
    return joined(*_SCRIPTS)


@st.fragment(run_every=LOOK_AGAIN)
def theme_board(account: Account, meeting: Meeting, language: str) -> None:
    """The board, kept up to date while others sort too. What is done on it is saved before it is drawn again."""
    stay(account, meeting)
    with open_store() as db:
        board = read_board(db, meeting)
        is_open = endings.closing(db, meeting.community_id) is None
    if not is_open:
        st.info(reason(language, CommunityClosed.code))
    data = told(board, language, _order_of(meeting.id)) | {"heard": st.session_state.get(f"{_KEY}-heard", [])}
    _component()(
        key=_KEY, data=data, on_moves_change=lambda: _done(account, board, language)
    )  # fmt: skip


def _done(account: Account, board: Board, language: str) -> None:
    """Save what was done on the board since this tab last looked."""
    moves = parse_moves(st.session_state[_KEY].moves)
    if not moves:
        return
    with open_store() as db:
        fresh = read_board(db, board.meeting)
    with suppress(NotAllowed, CommunityClosed):  # the run that follows says so
        save_for(account, board.meeting.community_id, lambda db: apply(db, fresh, moves, language))
    heard = [*st.session_state.get(f"{_KEY}-heard", []), *(move.id for move in moves)]
    st.session_state[f"{_KEY}-heard"] = heard[-_MOST_HEARD:]


def _order_of(meeting_id: str) -> str:
    """What the order of the cards is drawn from: another one at each visit, the same while it lasts."""
    drawn: str = st.session_state.setdefault(f"{_KEY}-order-{meeting_id}", new_secret())
    return drawn


def told(board: Board, language: str, order: str) -> Json:
    """What the board shows, as JSON: cards in the drawn order, themes, and what may be suggested."""
    hinted = hints(board)
    names = {column.theme.id: say(column.theme.name, language) for column in board.columns}
    cards = [_card(card, board, language) for card in board.cards]
    for card in cards:
        hint = hinted.get(card["id"])
        if hint:
            words = t(language, "themes.hint_why", words=_listed(hint.words, language), name=names[hint.theme_id])
            card["hint"] = {"theme": hint.theme_id, "why": words}
    if len({card["question"] for card in cards}) == 1:
        cards = [card | {"question": ""} for card in cards]
    return {
        "cards": sorted(cards, key=lambda card: Random(order + card["id"]).random()),
        "themes": [_theme(column, board, names[column.theme.id], language) for column in board.columns],
        "groups": [_group(group, language) for group in groups(board, hinted)],
        "longest": LONGEST_NAME,
        "words": {name: t(language, f"themes.{name}") for name in _WORDS},
    }


def _card(card: Card, board: Board, language: str) -> Json:
    question = heading_of(card.piece.part, names_in(card.rnd.config_json, language), language)
    if question == card.piece.part:  # an activity that asks one thing
        question = say(card.rnd.kind.asks(card.rnd.config) or card.rnd.kept.activity.title, language)
    return {
        "id": card.id,
        "text": card.text,
        "others": card.others,
        "question": question,
        "mark": t(language, "history.may_be_read") if card.may_be_read else "",
        "theme": board.placed.get(card.id, ""),
    }


def _theme(column: Column, board: Board, name: str, language: str) -> Json:
    before = ""
    if column.before:
        before = t(language, "themes.before_one" if column.before == 1 else "themes.before", n=column.before)
    if column.theme.put_away_at:
        before = t(language, "themes.is_away")
    return {
        "id": column.theme.id, "name": name, "before": before, "stays": column.is_elsewhere,
        "is_away": bool(column.theme.put_away_at),
    }  # fmt: skip


def _group(group: Group, language: str) -> Json:
    words = _listed(group.words, language)
    return {
        "cards": sorted(group.cards),
        "name": group.words[0].capitalize(),
        "title": t(language, "themes.share", n=len(group.cards), words=words),
    }


def _listed(words: Sequence[str], language: str) -> str:
    """Words in quotation marks, one after the other."""
    return ", ".join(t(language, "themes.quoted", word=word) for word in words)

"""Texts are sorted into themes by facilitators alone, and the themes come along to the next meeting."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.live import control, reading
from components.themes.board import Board, groups, hints, read_board
from components.themes.moves import LONGEST_NAME, Move, apply, parse_moves
from components.ui import theme_board
from components.ui.theme_board import told
from db import activities, answers, meetings, themes
from db.engine import Store
from db.ids import new_id
from tests.rooms import Made, answer, in_memory, make_meeting, next_meeting, open_activity

ASKED: dict[str, Any] = {
    "questions": [
        {"id": "try", "text": {"en": "What would help?", "es": "¿Qué ayudaría?"}, "type": "text"},
        {"id": "les", "text": {"en": "What worked?", "es": "¿Qué funcionó?"}, "type": "lesson"},
    ]
}
BUSES = ["A bus at night", "Buses on Sunday", "The bus is late", "Warm food", "A quiet room"]


def write(db: Store, made: Made, texts: list[str], **more: Any) -> str:
    """Everybody answers with one text, and the round is closed."""
    rnd = open_activity(db, made, "reflection")
    for n, text in enumerate(texts):
        answer(db, made, rnd, f"phone {n}", {"try": text, **more})
    control.close(db, made.id, seconds=0)
    return rnd


def held(db: Store, texts: list[str], **wishes: Any) -> Made:
    made = make_meeting(db, configs={"reflection": ASKED}, **wishes)
    write(db, made, texts)
    control.end(db, made.id)
    return made


def board_of(db: Store, made: Made) -> Board:
    meeting = meetings.by_id(db, made.id)
    assert meeting
    return read_board(db, meeting)


def does(db: Store, made: Made, *moves: Move, language: str = "en") -> None:
    apply(db, board_of(db, made), moves, language)


def with_text(board: Board, *texts: str) -> tuple[str, ...]:
    return tuple(card.id for card in board.cards if card.text in texts)


def make(db: Store, made: Made, name: str, *texts: str) -> str:
    """A theme with these texts."""
    theme = new_id()
    does(db, made, Move(new_id(), "make", theme, name, with_text(board_of(db, made), *texts)))
    return theme


def sorted_texts(db: Store, made: Made) -> dict[str, list[str]]:
    """By theme name, the texts in it; themes with none too."""
    board = board_of(db, made)
    found = {next(iter(column.theme.name.values())): column.theme.id for column in board.columns}
    return {
        name: sorted(card.text for card in board.cards if board.placed.get(card.id) == theme)
        for name, theme in found.items()
    }


def test_what_is_sorted_stays_sorted_and_the_rest_is_in_no_theme(store: Store) -> None:
    made = held(store, BUSES)
    make(store, made, "Getting there", "A bus at night", "The bus is late")
    assert sorted_texts(store, made) == {"Getting there": ["A bus at night", "The bus is late"]}
    assert sorted(card.text for card in board_of(store, made).loose) == ["A quiet room", "Buses on Sunday", "Warm food"]


def test_a_theme_comes_along_to_the_next_meeting_empty_and_says_how_many_it_had(store: Store) -> None:
    made = held(store, BUSES)
    make(store, made, "Getting there", "A bus at night", "The bus is late")
    later = next_meeting(store, made, {"reflection": ASKED})
    write(store, later, ["No bus again", "Good talk"])
    assert sorted_texts(store, later) == {"Getting there": []}
    [column] = board_of(store, later).columns
    assert (column.before, column.is_elsewhere) == (2, True)
    [first] = board_of(store, made).columns
    assert (first.before, first.is_elsewhere) == (0, False)


def test_a_theme_put_away_comes_to_no_later_meeting_and_stays_where_it_has_texts(store: Store) -> None:
    made = held(store, BUSES)
    theme = make(store, made, "Getting there", "The bus is late")
    later = next_meeting(store, made, {"reflection": ASKED})
    write(store, later, ["No bus again"])
    does(store, later, Move(new_id(), "away", theme))
    assert sorted_texts(store, later) == {}
    assert sorted_texts(store, made) == {"Getting there": ["The bus is late"]}
    does(store, later, Move(new_id(), "back", theme))
    assert sorted_texts(store, later) == {"Getting there": []}


def test_a_theme_that_other_meetings_use_is_put_away_instead_of_removed(store: Store) -> None:
    made = held(store, BUSES)
    theme = make(store, made, "Getting there", "The bus is late")
    later = next_meeting(store, made, {"reflection": ASKED})
    does(store, later, Move(new_id(), "remove", theme))
    assert sorted_texts(store, made) == {"Getting there": ["The bus is late"]}
    does(store, made, Move(new_id(), "remove", make(store, made, "Food", "Warm food")))
    assert sorted_texts(store, made) == {"Getting there": ["The bus is late"]}
    assert len(board_of(store, made).loose) == 4


def test_words_in_common_are_suggested_and_nothing_is_grouped_by_itself(store: Store) -> None:
    made = held(store, BUSES)
    board = board_of(store, made)
    [group] = groups(board)
    assert group.words == ("bus",)
    assert group.cards == set(with_text(board, *BUSES[:3]))
    assert board_of(store, made).placed == {}
    assert themes.placed(store, made.community_id) == {}
    theme = make(store, made, "Bus", "The bus is late")
    board = board_of(store, made)
    suggested = hints(board)
    assert set(suggested) == set(with_text(board, "A bus at night", "Buses on Sunday"))
    assert {(hint.theme_id, hint.words) for hint in suggested.values()} == {(theme, ("bus",)), (theme, ("buses",))}
    assert board.placed == dict.fromkeys(with_text(board, "The bus is late"), theme)


def test_the_texts_a_theme_had_last_time_help_to_suggest_it(store: Store) -> None:
    made = held(store, BUSES)
    make(store, made, "Getting there", *BUSES[:3])
    later = next_meeting(store, made, {"reflection": ASKED})
    write(store, later, ["No bus again", "Good talk", "A night out"])
    board = board_of(store, later)
    assert set(hints(board)) == set(with_text(board, "No bus again"))
    assert board.placed == {}


def test_spanish_texts_are_suggested_by_their_stems(store: Store) -> None:
    made = held(store, ["Más reuniones por la tarde", "La reunion es larga", "Reunión con niños", "Comida", "Calle"])
    [group] = groups(board_of(store, made))
    assert len(group.cards) == 3
    make(store, made, "Reuniones")
    assert set(hints(board_of(store, made))) == group.cards


def test_what_facilitators_may_not_read_or_hear_of_is_on_no_board(store: Store) -> None:
    made = make_meeting(store, configs={"reflection": ASKED})
    rnd = write(store, made, BUSES)
    board = board_of(store, made)
    by_text = {card.text: card.place for card in board.cards}
    reading.leave_out(store, made.id, [by_text["Warm food"]])
    reading.hide_word(store, made.id, "quiet")
    [into] = with_text(board, "The bus is late")
    answers.moderate(store, *by_text["A bus at night"], merged_into=into)
    assert {card.text for card in board_of(store, made).cards} == {"Buses on Sunday", "The bus is late"}
    found = activities.by_id(store, made.activity_ids["reflection"])
    assert found
    assert rnd
    store.execute("UPDATE activities SET whom = 'families' WHERE id = :id", id=found.id)
    assert board_of(store, made).cards == ()


def test_a_question_that_too_few_answered_is_on_no_board(store: Store) -> None:
    made = make_meeting(store, configs={"reflection": ASKED}, show="at_five")
    rnd = open_activity(store, made, "reflection")
    for n in range(6):
        extra = {"les": {"worked": "The food", "did_not": ""}} if n < 3 else {}
        answer(store, made, rnd, f"phone {n}", {"try": f"Bus {n}", **extra})
    control.close(store, made.id, seconds=0)
    assert {card.text for card in board_of(store, made).cards} == {f"Bus {n}" for n in range(6)}


def test_an_open_round_is_not_sorted_yet(store: Store) -> None:
    made = make_meeting(store, configs={"reflection": ASKED})
    rnd = open_activity(store, made, "reflection")
    answer(store, made, rnd, "phone", {"try": "The bus"})
    assert board_of(store, made).cards == ()


def test_a_text_sent_again_stays_in_its_theme_and_a_new_one_is_in_none(store: Store) -> None:
    made = make_meeting(store, configs={"reflection": ASKED})
    write(store, made, BUSES)
    make(store, made, "Getting there", "The bus is late", "Buses on Sunday")
    control.end(store, made.id)
    rnd = store.query("SELECT id FROM rounds")[0]["id"]
    answer(store, made, rnd, "phone 2", {"try": "The bus is late", "les": {"worked": "Talking", "did_not": ""}})
    answer(store, made, rnd, "phone 1", {"try": "No buses on Sunday"})
    assert sorted_texts(store, made) == {"Getting there": ["The bus is late"]}
    assert [column.before for column in board_of(store, made).columns] == [0]
    assert sum(themes.counts(store, made.community_id).popitem()[1].values()) == 1


def test_two_who_sort_at_once_undo_nothing_of_each_other(store: Store) -> None:
    made = held(store, BUSES)
    one, other = make(store, made, "Getting there"), make(store, made, "Food")
    before = board_of(store, made)
    first, second = with_text(before, "The bus is late"), with_text(before, "Warm food")
    apply(store, before, [Move(new_id(), "move", one, cards=first)], "en")
    apply(store, before, [Move(new_id(), "move", other, cards=second)], "en")
    assert sorted_texts(store, made) == {"Getting there": ["The bus is late"], "Food": ["Warm food"]}
    apply(store, before, [Move(new_id(), "move", other, cards=first)], "en")
    apply(
        store, before, [Move(new_id(), "move", "", cards=first, was=one)], "en"
    )  # the first takes hers back, too late
    assert sorted_texts(store, made) == {"Getting there": [], "Food": ["The bus is late", "Warm food"]}
    apply(store, before, [Move(new_id(), "remove", other, if_empty=True)], "en")
    assert "Food" in sorted_texts(store, made)


def test_a_name_is_in_the_language_it_was_written_in_and_no_longer_than_it_may_be(store: Store) -> None:
    made = held(store, BUSES)
    theme = make(store, made, "Getting there")
    does(store, made, Move(new_id(), "rename", theme, "Cómo\n llegar" + "!" * 90), language="es")
    found = themes.by_id(store, theme)
    assert found
    assert found.name["en"] == "Getting there"
    assert found.name["es"].startswith("Cómo llegar!!")
    assert len(found.name["es"]) == LONGEST_NAME
    does(store, made, Move(new_id(), "rename", theme, "Rides", was="what it never was"))
    does(store, made, Move(new_id(), "rename", theme, "  "))
    assert themes.by_id(store, theme) == found


def test_a_board_touches_only_its_own_communitys_themes_and_its_own_meetings_texts(store: Store) -> None:
    made, other = held(store, BUSES), held(store, ["Theirs"] * 3)
    own, theirs = make(store, made, "Ours"), make(store, other, "Theirs", "Theirs")
    foreign = with_text(board_of(store, other), "Theirs")
    moves = [
        Move(new_id(), "rename", theirs, "Ours now"), Move(new_id(), "remove", theirs), Move(new_id(), "away", theirs),
        Move(new_id(), "move", own, cards=foreign), Move(new_id(), "move", "", cards=foreign),
        Move(new_id(), "make", theirs, "Taken", with_text(board_of(store, made), "The bus is late")),
        Move(new_id(), "move", new_id(), cards=with_text(board_of(store, made), "Warm food")),
    ]  # fmt: skip
    does(store, made, *moves)
    assert sorted_texts(store, other) == {"Theirs": ["Theirs"] * 3}
    assert sorted_texts(store, made) == {"Ours": []}


def test_what_is_no_move_is_left_out() -> None:
    theme = new_id()
    good = {"id": "1", "do": "move", "theme": theme, "cards": ["a"], "was": ""}
    bad: list[Any] = [
        None, 3, {}, {"do": "drop"}, {**good, "do": []}, {**good, "theme": 4}, {**good, "theme": "x' OR 1"},
        {**good, "cards": 5}, {**good, "was": 1}, {**good, "name": {}}, {**good, "cards": ["a"] * 3000},
    ]  # fmt: skip
    assert parse_moves([*bad, good]) == [Move("1", "move", theme, cards=("a",), was="")]
    assert parse_moves(None) == parse_moves("moves") == parse_moves({"do": "move"}) == []


def test_a_removed_meeting_takes_its_sorting_along_and_brings_it_back(store: Store) -> None:
    made = held(store, BUSES)
    make(store, made, "Getting there", "The bus is late")
    removed = meetings.delete(store, made.id)
    assert themes.placed(store, made.community_id) == {}
    assert [theme.name["en"] for theme in themes.of_community(store, made.community_id)] == ["Getting there"]
    meetings.put_back(store, made.id, removed)
    assert sorted_texts(store, made) == {"Getting there": ["The bus is late"]}


def test_what_is_sorted_in_a_rehearsal_is_gone_with_it(store: Store) -> None:
    made = make_meeting(store, configs={"reflection": ASKED}, live=False)
    control.rehearse(store, made.id)
    write(store, made, BUSES)
    make(store, made, "Getting there", "The bus is late")
    control.start_for_real(store, made.id)
    assert themes.placed(store, made.community_id) == {}


def test_what_the_board_is_told_leads_to_nobody(store: Store) -> None:
    made = make_meeting(store, configs={"reflection": ASKED})
    write(store, made, BUSES, les={"worked": "Talking", "did_not": "Too short"})
    control.end(store, made.id)
    board = board_of(store, made)
    first, second = told(board, "en", "one"), told(board, "en", "another")
    assert [card["id"] for card in first["cards"]] != [card["id"] for card in second["cards"]]
    assert sorted(card["id"] for card in first["cards"]) == sorted(card["id"] for card in second["cards"])
    known = {row[name] for row in store.query("SELECT id, participant_id FROM answers") for name in row}
    assert known
    assert not any(secret in str(first) for secret in known)
    assert [set(card) for card in first["cards"]] == [{"id", "text", "others", "question", "mark", "theme"}] * 15


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["make", "move", "rename", "remove", "away", "back"]), st.integers(0, 2),
        st.sets(st.integers(0, 4)), st.sampled_from([None, "", 0, 1, 2]), st.booleans(),
    ),
    max_size=8,
)  # fmt: skip


@settings(max_examples=40)
@given(MOVES)
def test_moves_told_twice_are_as_if_told_once_and_lose_no_text(drawn: list[tuple[Any, ...]]) -> None:
    states = []
    for times in (1, 2):
        store = in_memory()
        made = held(store, BUSES)
        ids = [f"01900000-0000-7000-8000-00000000000{n}" for n in range(3)]
        board = board_of(store, made)
        at = {card.text: card.id for card in board.cards}
        for do, theme, cards, was, if_empty in drawn:
            move = Move(
                new_id(), do, ids[theme], f"Theme {theme}", tuple(at[BUSES[n]] for n in sorted(cards)),
                ids[was] if isinstance(was, int) and do != "rename" else None, if_empty,
            )  # fmt: skip
            for _ in range(times):
                apply(store, board, [replace(move, id=new_id())], "en")
        assert len(board_of(store, made).cards) == len(BUSES)
        states.append(sorted_texts(store, made))
        store.close()
    assert states[0] == states[1]


def test_a_theme_needs_no_catalog_of_its_own_for_either_language(store: Store) -> None:
    made = held(store, BUSES)
    make(store, made, "Getting there", "The bus is late")
    for language in ("en", "es"):
        shown = told(board_of(store, made), language, "x")
        assert shown["themes"][0]["name"] == "Getting there"
        assert all(shown["words"].values())


def test_every_word_the_board_uses_is_told_to_it(store: Store) -> None:
    used = set(re.findall(r"words\.(\w+)|say\(\"(\w+)\"", theme_board.script()))
    words = told(board_of(store, held(store, BUSES)), "en", "x")["words"]
    assert {one or other for one, other in used} == set(words)


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_suggestion_says_which_words_it_is_about(store: Store, language: str) -> None:
    made = held(store, BUSES)
    assert "bus" in told(board_of(store, made), language, "x")["groups"][0]["title"]

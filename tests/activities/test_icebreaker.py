"""Icebreaker: texts, words and choices, and what the room sees of them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.activities.base import Entry, InvalidAnswer, InvalidConfig, Json, Piece, count, piece_id
from components.activities.icebreaker.library import PROMPTS, config_of
from components.activities.icebreaker.model import KIND, Answer, Config
from components.activities.written import clean

PROMPT = {"en": "What helps you listen?"}
CHOICES = [{"id": "tea", "text": {"en": "Tea"}}, {"id": "coffee", "text": {"en": "Coffee"}}]
TEXT = KIND.parse_config({"prompt": PROMPT, "answer": "text"})
WORD = KIND.parse_config({"prompt": PROMPT, "answer": "word", "choices": []})
CHOICE = KIND.parse_config({"prompt": PROMPT, "answer": "choice", "choices": CHOICES})


def said(*words: str, **more: Any) -> list[Entry]:
    return [Entry(f"p{number}", f"a{number}", Answer(word), **more) for number, word in enumerate(words)]


def test_the_starter_is_the_first_prompt_of_the_library() -> None:
    assert KIND.parse_config(KIND.starter()) == KIND.parse_config(config_of(PROMPTS[0]))


@pytest.mark.parametrize(
    ("config", "value", "code"),
    [
        (TEXT, {"text": "x" * 281}, "too_long"),
        (TEXT, {"text": "  "}, "empty"),
        (TEXT, {"text": "\u200b\u202e\u2066\u3164"}, "empty"),
        (TEXT, {"text": None}, "empty"),
        (TEXT, {"text": 5}, "wrong_shape"),
        (TEXT, {"word": "Tea"}, "unknown_keys"),
        (TEXT, {"text": "Tea", "name": "Ana"}, "unknown_keys"),
        (TEXT, {}, "wrong_shape"),
        (WORD, {"word": "x" * 41}, "too_long"),
        (WORD, {"text": "Tea"}, "unknown_keys"),
        (CHOICE, {"choice": "milk"}, "unknown_choice"),
        (CHOICE, {"choice": ["tea"]}, "unknown_choice"),
        (CHOICE, {"choice": True}, "unknown_choice"),
    ],
)
def test_an_answer_of_another_shape_is_refused(config: Config, value: Any, code: str) -> None:
    with pytest.raises(InvalidAnswer) as refusal:
        KIND.parse_answer(config, "answer", value)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"answer": "essay"}, "wrong_shape"),
        ({"answer": ["text"]}, "wrong_shape"),
        ({"answer": "text"}, "too_many"),
        ({"choices": []}, "empty"),
        ({"choices": CHOICES[:1]}, "too_few"),
        ({"choices": [CHOICES[0], CHOICES[0]]}, "same_id_twice"),
        ({"choices": [{"id": f"c{n}", "text": {"en": "One"}} for n in range(9)]}, "too_many"),
        ({"prompt": {"en": ""}}, "empty"),
        ({"prompt": {"en": "x" * 241}}, "too_long"),
        ({"prompt_id": "no spaces please"}, "wrong_shape"),
        ({"mood": "warm"}, "unknown_keys"),
    ],
)
def test_a_config_that_cannot_be_asked_is_refused(change: Json, code: str) -> None:
    with pytest.raises(InvalidConfig) as refusal:
        KIND.parse_config({"prompt": PROMPT, "answer": "choice", "choices": CHOICES, **change})
    assert refusal.value.code == code


def test_a_text_is_kept_without_what_cannot_be_seen() -> None:
    written = {"text": "  Cafe\u0301\u202e with\u0000 my\tneigh\u200bbor\r\n\r\n\r\n\r\nand\ud800 time \u2028"}
    assert KIND.parse_answer(TEXT, "answer", written).said == "Café with my neighbor\n\nand time"


def test_a_word_stays_on_one_line() -> None:
    assert KIND.parse_answer(WORD, "answer", {"word": "good\nneighbors"}).said == "good neighbors"


@pytest.mark.parametrize("text", ["👨‍👩‍👧", "می‌خواهم", "क्‍ष", "❤️"])
def test_joined_emoji_and_scripts_that_need_joiners_stay_whole(text: str) -> None:
    assert clean(text) == text


@given(st.text(st.characters(codec=None)), st.booleans())
def test_cleaning_a_clean_text_changes_nothing(text: str, lines: bool) -> None:
    once = clean(text, lines=lines)
    assert clean(once, lines=lines) == once
    assert once.encode().decode() == once
    assert not set(once) & set("\u200b\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\r\t\0")


def test_cards_are_in_an_order_that_tells_nothing() -> None:
    texts = [f"Card {number}" for number in range(20)]
    shown = KIND.tally(TEXT, "answer", said(*texts), 1)["texts"]
    assert sorted(shown) == sorted(texts)
    assert shown != texts
    assert shown == [text for _, text in sorted((piece_id(f"a{n}", "text"), text) for n, text in enumerate(texts))]


def test_a_hidden_card_is_not_shown_and_an_edited_one_reads_as_edited() -> None:
    entries = [
        *said("Fine"),
        Entry("p8", "a8", Answer("Rude"), hidden=frozenset({"text"})),
        Entry("p9", "a9", Answer("Ask Ana Perez"), wording={"text": "Ask a neighbor"}),
    ]
    found = KIND.tally(TEXT, "answer", entries, 1)
    assert found["n"] == 3
    assert sorted(found["texts"]) == ["Ask a neighbor", "Fine"]


def test_words_are_counted_in_any_case_under_their_usual_spelling() -> None:
    entries = said("hope", "Hope", "Hope", "HOPE", "calm", "Árbol", "árbol")
    assert KIND.tally(WORD, "answer", entries, 1)["words"] == {"Hope": 4, "Árbol": 2, "calm": 1}


def test_the_words_said_most_come_first() -> None:
    words = KIND.tally(WORD, "answer", said("b", "c", "c", "a"), 1)["words"]
    assert list(words) == ["c", "a", "b"]


def test_a_hidden_word_is_not_counted_and_an_edited_one_counts_as_edited() -> None:
    entries = [
        *said("calm"),
        Entry("p8", "a8", Answer("damn"), hidden=frozenset({"word"})),
        Entry("p9", "a9", Answer("clam"), wording={"word": "Calm"}),
    ]
    assert KIND.tally(WORD, "answer", entries, 1) == {"n": 3, "words": {"Calm": 2}}


def test_every_choice_is_counted_even_when_nobody_chose_it() -> None:
    assert KIND.tally(CHOICE, "answer", said("tea", "tea"), 1) == {"n": 2, "choices": {"tea": 2, "coffee": 0}}


def test_a_table_counts_with_everybody_at_it() -> None:
    assert KIND.tally(CHOICE, "answer", said("tea", people=4), 1) == {"n": 4, "choices": {"tea": 4, "coffee": 0}}
    assert KIND.tally(WORD, "answer", said("calm", people=4), 1) == {"n": 4, "words": {"calm": 4}}
    assert KIND.tally(TEXT, "answer", said("Calm.", people=4), 1) == {"n": 4, "texts": ["Calm."]}


def test_only_cards_show_below_the_threshold() -> None:
    assert count(KIND, TEXT, "answer", said("One card"), 5) == {"n": 1, "texts": ["One card"], "passed": 0}
    assert count(KIND, WORD, "answer", said("calm"), 5) == {"hidden": "few"}
    assert count(KIND, CHOICE, "answer", said("tea"), 5) == {"hidden": "few"}


@pytest.mark.parametrize("config", [TEXT, WORD, CHOICE])
def test_answers_appear_while_the_round_is_open(config: Config) -> None:
    assert KIND.shows_live(config, "answer")
    assert KIND.asks(config) == PROMPT


def test_what_was_written_can_be_moderated_and_a_choice_cannot() -> None:
    assert KIND.pieces(TEXT, "answer", Answer("Hi")) == [Piece("text", "Hi")]
    assert KIND.pieces(WORD, "answer", Answer("Hi")) == [Piece("word", "Hi")]
    assert KIND.pieces(CHOICE, "answer", Answer("tea")) == []

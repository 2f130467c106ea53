"""A meeting in words: what may be taken along, and what stays."""

from __future__ import annotations

import json
import re
from dataclasses import asdict

import pytest

from components.live import control
from components.takeaway.told import row_in_words
from components.text import LANGUAGES, t
from db import answers, meetings
from db.engine import Store
from tests.rooms import answer, make_meeting
from tests.takeaway.held import AGENDA, hold, in_words

SECRETS = ("Names somebody", "Call Rosa", "Sleep", "secretword", "Coffee")


def test_it_says_what_was_asked_and_seen(store: Store) -> None:
    words = in_words(store, hold(store))
    assert (words.community, words.title, words.day) == ("North Coast", "Spring meeting", "Sunday, May 4, 2031")
    assert [part.title for part in words.parts] == ["Icebreaker", "Spectrum", "Ranking", "Reflection"]
    icebreaker, spectrum, ranking, reflection = words.parts
    assert icebreaker.asked == "One word for today?"
    assert "Most of us sit towards “Lived experience”" in spectrum.said[0]
    assert spectrum.rows
    assert "Housing" in ranking.said[0]
    assert len(ranking.rows) == 4
    assert reflection.said == (t("en", "closing.stays"),)
    assert not reflection.rows


def test_the_first_items_are_named(store: Store) -> None:
    assert in_words(store, hold(store)).first == ("Housing", "Childcare", "Transport")


def test_only_words_that_were_shared_and_let_through_go_along(store: Store) -> None:
    words = in_words(store, hold(store))
    assert sorted(words.echoes) == ["What did not work: “Letters”", "“More pairs”"]
    assert words.commitments == ("“Visit one family”",)
    assert words.made == "6 commitments were made."
    everything = json.dumps(asdict(words))
    assert [text for text in SECRETS if text in everything] == []


def test_what_the_room_did_not_see_is_only_named(store: Store) -> None:
    words = in_words(store, hold(store, reveal=False))
    spectrum, ranking = words.parts[1:3]
    assert spectrum.said == ranking.said == (t("en", "closing.not_shown"),)
    assert not spectrum.rows
    assert words.first == ()


def test_an_earlier_round_that_was_shown_stands_for_a_later_one_that_was_not(store: Store) -> None:
    made = hold(store)
    control.go_on(store, made.id)
    control.show(store, made.id, made.activity_ids["spectrum"])
    again = control.open_round(store, made.id)
    for number in range(5):
        answer(store, made, again, f"phone {number}", {"lines": {"expertise": 5}})
    control.end(store, made.id)
    spectrum = in_words(store, made).parts[1]
    assert "Most of us sit towards “Lived experience”" in spectrum.said[0]


def test_small_groups_are_not_shown(store: Store) -> None:
    words = in_words(store, hold(store, people=4))
    few = t("en", "history.few", least=5)
    assert [part.said for part in words.parts[:3]] == [(few,)] * 3
    assert (words.first, words.echoes, words.made) == ((), (), "")
    assert not any(part.rows for part in words.parts)


def test_what_was_not_asked_is_left_out(store: Store) -> None:
    made = make_meeting(store, configs=AGENDA)
    control.end(store, made.id)
    words = in_words(store, made)
    assert (words.parts, words.next, words.made) == ((), (), "")
    assert words.seen


def test_a_long_table_is_cut_and_says_so(store: Store) -> None:
    items = [{"id": f"i{n}", "text": {"en": f"Thing {n}"}} for n in range(15)]
    made = make_meeting(store, configs={"ranking": {"items": items, "top": 3}})
    control.show(store, made.id, made.activity_ids["ranking"])
    answer(store, made, control.open_round(store, made.id), "phone", {"order": ["i3"]})
    control.reveal(store, made.id)
    [part] = in_words(store, made).parts
    assert (len(part.rows), part.left_out) == (12, 3)


def test_the_next_date_is_in_words(store: Store) -> None:
    made = hold(store)
    assert in_words(store, made).next == ("Thursday, June 5, 2031", "6:00 PM – 7:30 PM (Pacific Time)", "Library")
    assert in_words(store, made, "es").next == (
        "Jueves, 5 de junio de 2031",
        "18:00 – 19:30 (hora del Pacífico)",
        "Biblioteca",
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_it_leads_back_to_a_person_or_a_moment(store: Store, language: str) -> None:
    made = hold(store)
    everything = json.dumps(asdict(in_words(store, made, language)))
    tables = ("participants", "answers", "rounds", "meetings")
    secret = [row["id"] for table in tables for row in store.query(f"SELECT id FROM {table}")]
    secret += [row["device_hash"] for row in store.query("SELECT device_hash FROM participants")]
    assert [each for each in secret if each in everything or each[:8] in everything] == []
    assert not re.search(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d", everything)


def test_a_hidden_word_is_gone_from_it(store: Store) -> None:
    made = hold(store)
    row = store.one("SELECT id FROM answers WHERE value LIKE '%More pairs%'")
    assert row
    answers.moderate(store, row["id"], "differently", is_hidden=1)
    assert "More pairs" not in json.dumps(asdict(in_words(store, made)))


def test_a_rehearsal_says_that_it_was_one(store: Store) -> None:
    made = hold(store)
    meetings.change(store, made.id, is_rehearsal=1)
    assert in_words(store, made).is_rehearsal


def test_words_to_be_found_below_are_spoken_of_only_where_there_are_any(store: Store) -> None:
    made = hold(store)
    assert in_words(store, made).parts[-1].said == (t("en", "closing.stays"),)
    store.execute("UPDATE moderations SET is_echo = 0")
    assert in_words(store, made).parts[-1].said == (t("en", "closing.stays_all"),)


def test_a_row_in_words_says_what_it_is_about_first() -> None:
    assert row_in_words({"Line": "Who?", "Answers": 5, "Note": ""}) == ("Who?", "Answers: 5")
    assert row_in_words({"Place": 1, "Priority": "Housing"}) == ("Place: 1", "Priority: Housing")

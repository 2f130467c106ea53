"""What the room reads of what was written: after one tap, past the list, and without the words of the day."""

from __future__ import annotations

import codecs
import json
from random import Random
from typing import Any

import pytest

from components.activities.base import translations_of
from components.activities.registry import ACTIVITIES
from components.exports import Row, rows_of
from components.live import control, past, plans, reading
from components.live.control import CannotControl
from components.live.plans import Plan
from components.live.room import read
from components.live.state import phone_state
from db import answers, meetings, words
from db.engine import Store
from tests.rooms import CARDS, CONFIGS, EXIT, WORD, Made, answer, make_meeting, open_activity

PROPOSE = {"items": [], "top": 3, "propose": True}
RUDE = codecs.decode("chgn", "rot13")
RUDER = codecs.decode("Lbh snttbg", "rot13")


def tally(store: Store, made: Made) -> dict[str, Any]:
    """What phones are sent, through JSON as they get it."""
    told = json.loads(json.dumps(phone_state(read(store, made.id), 0)["tally"]))
    assert isinstance(told, dict)
    return told


def shown(store: Store, made: Made) -> list[str]:
    """The texts, words or proposals everybody sees."""
    found = tally(store, made)
    return sorted(found.get("texts") or found.get("items") or found.get("words") or [])


def waiting(store: Store, made: Made) -> list[str]:
    return sorted(piece.text for _, piece in read(store, made.id).waiting)


def cards(store: Store, *texts: str, **wishes: Any) -> tuple[Made, str, list[str]]:
    """A meeting with an open round of cards and an answer for each text: the meeting, the round, the answers' ids."""
    made = make_meeting(store, configs={"icebreaker": CARDS}, **wishes)
    round_id = open_activity(store, made, "icebreaker")
    return made, round_id, [answer(store, made, round_id, f"phone {n}", {"text": x}).id for n, x in enumerate(texts)]


def the_meeting(store: Store, made: Made) -> meetings.Meeting:
    found = meetings.by_id(store, made.id)
    assert found
    return found


def exported(store: Store, made: Made) -> list[Row]:
    meeting = the_meeting(store, made)
    return rows_of(meeting, past.agenda_of(store, meeting), "en")


# One tap


@pytest.mark.parametrize("show", meetings.SHOWS)
def test_a_sentence_is_seen_nowhere_before_it_is_let_through(store: Store, show: str) -> None:
    made, _, ids = cards(store, "A walk", "A talk", show=show)
    assert shown(store, made) == []
    assert tally(store, made)["n"] == 2
    assert waiting(store, made) == ["A talk", "A walk"]
    reading.let_through(store, made.id, [(ids[0], "text")])
    assert shown(store, made) == ["A walk"]
    assert waiting(store, made) == ["A talk"]


def test_it_waits_in_a_rehearsal_as_well(store: Store) -> None:
    made = make_meeting(store, configs={"icebreaker": CARDS}, live=False)
    control.rehearse(store, made.id)
    answer(store, made, open_activity(store, made, "icebreaker"), "phone", {"text": "A walk"})
    assert (shown(store, made), waiting(store, made)) == ([], ["A walk"])


def test_all_are_let_through_and_taken_back(store: Store) -> None:
    made, _, ids = cards(store, "A walk", "A talk")
    places = [(answer_id, "text") for answer_id in ids]
    reading.let_through(store, made.id, places)
    assert shown(store, made) == ["A talk", "A walk"]
    reading.wait_again(store, made.id, places)
    assert shown(store, made) == []
    assert waiting(store, made) == ["A talk", "A walk"]


def test_what_is_left_out_is_kept_and_waits_no_more(store: Store) -> None:
    made, round_id, ids = cards(store, "A walk")
    reading.leave_out(store, made.id, [(ids[0], "text")])
    assert (shown(store, made), waiting(store, made)) == ([], [])
    assert [piece.text for _, piece in read(store, made.id).written] == ["A walk"]
    assert len(answers.current(store, round_id)) == 1
    reading.let_through(store, made.id, [(ids[0], "text")])
    assert shown(store, made) == ["A walk"]


def test_an_answer_its_author_changes_waits_again(store: Store) -> None:
    made, round_id, ids = cards(store, "A walk")
    reading.let_through(store, made.id, [(ids[0], "text")])
    answer(store, made, round_id, "phone 0", {"text": "A run"})
    assert (shown(store, made), waiting(store, made)) == ([], ["A run"])


def test_a_meeting_may_show_written_answers_at_once(store: Store) -> None:
    made, _, _ = cards(store, "A walk", texts_at_once=True)
    assert (shown(store, made), waiting(store, made)) == (["A walk"], [])


def test_phones_are_told_whether_somebody_reads_first(store: Store) -> None:
    made, _, _ = cards(store)
    other, _, _ = cards(store, texts_at_once=True, account=made.account_id)
    told = [phone_state(read(store, each.id), 0)["activity"]["written"] for each in (made, other)]
    assert told == ["wait", "at_once"]


ASK = {"prompt": {"en": "Ask!"}}


def asked(store: Store, made: Made) -> list[str]:
    return [each["text"] for each in tally(store, made)["questions"]]


@pytest.mark.parametrize("texts_at_once", [False, True])
@pytest.mark.parametrize("wait", [False, True])
def test_a_question_wall_decides_by_itself_whether_its_questions_wait(
    store: Store, wait: bool, texts_at_once: bool
) -> None:
    made = make_meeting(store, configs={"questions": {**ASK, "wait": wait}}, texts_at_once=texts_at_once)
    given = answer(store, made, open_activity(store, made, "questions"), "ana", {"questions": ["When?"]})
    told = phone_state(read(store, made.id), 0)["activity"]["written"]
    assert (asked(store, made), told) == (([], "wait") if wait else (["When?"], "at_once"))
    reading.let_through(store, made.id, [(given.id, "questions.0")])
    assert asked(store, made) == ["When?"]


def test_a_question_with_a_word_on_the_list_waits_where_the_others_do_not(store: Store) -> None:
    made = make_meeting(store, configs={"questions": {**ASK, "wait": False}}, texts_at_once=True)
    value = {"questions": [f"{RUDER}?", "When?"]}
    given = answer(store, made, open_activity(store, made, "questions"), "ana", value)
    assert (asked(store, made), waiting(store, made)) == (["When?"], [f"{RUDER}?"])
    assert tally(store, made)["waiting"] == 1
    reading.leave_out(store, made.id, [(given.id, "questions.0")])
    assert (asked(store, made), tally(store, made)["waiting"]) == (["When?"], 0)
    reading.bring_back(store, made.id, [(given.id, "questions.0")])
    assert waiting(store, made) == [f"{RUDER}?"]


@pytest.mark.parametrize("decide", ["mark", "pick"])
def test_who_marks_a_question_or_puts_it_on_the_wall_has_let_it_through(store: Store, decide: str) -> None:
    made = make_meeting(store, configs={"questions": ASK})
    given = answer(store, made, open_activity(store, made, "questions"), "ana", {"questions": ["When?"]})
    if decide == "mark":
        control.mark_piece(store, made.id, given.id, "questions.0", "answered", True)
    else:
        control.pick_piece(store, made.id, given.id, "questions.0", True)
    assert (asked(store, made), waiting(store, made)) == (["When?"], [])


def test_a_text_stays_let_through_and_translated_when_its_author_sends_it_again(store: Store) -> None:
    made, round_id, ids = cards(store, "A walk")
    reading.let_through(store, made.id, [(ids[0], "text")])
    reading.translate(store, made.id, [(ids[0], "text")], "es", "Un paseo")
    answer(store, made, round_id, "phone 0", {"text": "A walk"})
    assert shown(store, made) == ["A walk"]
    assert translations_of(tally(store, made), "A walk") == {"es": "Un paseo"}


def test_only_proposals_that_were_let_through_are_put_in_order(store: Store) -> None:
    made = make_meeting(store, configs={"ranking": PROPOSE})
    round_id = open_activity(store, made, "ranking")
    given = answer(store, made, round_id, "a", {"items": ["Childcare", "Buses"]})
    control.reveal(store, made.id)
    assert shown(store, made) == []
    with pytest.raises(CannotControl) as refused:
        control.open_round(store, made.id)
    assert refused.value.code == "all_wait"
    reading.let_through(store, made.id, [(given.id, "items.1")])
    assert shown(store, made) == ["Buses"]
    control.open_round(store, made.id)
    assert [item["text"]["en"] for item in read(store, made.id).config_json["items"]] == ["Buses"]


def test_a_proposal_merged_into_another_waits_no_more(store: Store) -> None:
    made = make_meeting(store, configs={"ranking": PROPOSE})
    given = answer(store, made, open_activity(store, made, "ranking"), "a", {"items": ["Child care", "Childcare"]})
    control.merge_piece(store, made.id, given.id, "items.0", (given.id, "items.1"))
    assert waiting(store, made) == ["Childcare"]
    control.merge_piece(store, made.id, given.id, "items.0", None)
    assert waiting(store, made) == ["Child care", "Childcare"]


def test_reflections_do_not_wait_and_one_that_is_put_on_the_wall_has_been_let_through(store: Store) -> None:
    made = make_meeting(store, configs={"reflection": EXIT})
    given = answer(store, made, open_activity(store, made, "reflection"), "a", {"try": RUDER, "share": ["try"]})
    other = answer(store, made, read(store, made.id).round.id, "b", {"try": "Rest"})  # type: ignore[union-attr]
    assert waiting(store, made) == []
    assert [entry.held for entry in read(store, made.id).entries if entry.answer_id == given.id] == [{"try"}]
    control.pick_piece(store, made.id, given.id, "try", True)
    assert tally(store, made)["questions"]["try"]["texts"] == [RUDER]
    assert other.is_new


def test_texts_of_another_meeting_are_let_through_by_nobody(store: Store) -> None:
    made, _, ids = cards(store, "A walk")
    other = make_meeting(store, account=made.account_id)
    for act in (reading.let_through, reading.leave_out, reading.wait_again):
        with pytest.raises(CannotControl) as refused:
            act(store, other.id, [(ids[0], "text")])
        assert refused.value.code == "unknown_answer"
    with pytest.raises(CannotControl):
        reading.translate(store, other.id, [(ids[0], "text")], "es", "Un paseo")
    assert waiting(store, made) == ["A walk"]


@pytest.mark.parametrize(("begins", "wished", "is_asked", "becomes"), [
    (False, True, False, True), (False, True, True, False), (True, False, True, False), (True, True, True, True),
])  # fmt: skip
def test_what_was_written_to_be_read_first_is_not_shown_unread_by_a_later_wish(
    store: Store, begins: bool, wished: bool, is_asked: bool, becomes: bool
) -> None:
    made = make_meeting(store, configs={"icebreaker": CARDS}, texts_at_once=begins)
    if is_asked:
        open_activity(store, made, "icebreaker")
    plan = Plan({"en": "Spring"}, "2026-05-04", ("en",), "at_once", texts_at_once=wished)
    plans.change_facts(store, the_meeting(store, made), plan)
    assert the_meeting(store, made).texts_at_once == becomes


# The list


@pytest.mark.parametrize("texts_at_once", [True, False])
def test_a_word_on_the_list_is_counted_nowhere_until_it_is_let_through(store: Store, texts_at_once: bool) -> None:
    made = make_meeting(store, configs={"icebreaker": WORD}, texts_at_once=texts_at_once)
    round_id = open_activity(store, made, "icebreaker")
    answer(store, made, round_id, "a", {"word": "hope"})
    held = answer(store, made, round_id, "b", {"word": RUDE.upper()})
    assert tally(store, made)["words"] == {"hope": 1}
    assert waiting(store, made) == [RUDE.upper()]
    reading.let_through(store, made.id, [(held.id, "word")])
    assert tally(store, made)["words"] == {RUDE.upper(): 1, "hope": 1}


def test_a_sentence_with_a_word_on_the_list_waits_even_where_sentences_show_at_once(store: Store) -> None:
    made, _, ids = cards(store, "A walk", RUDER, texts_at_once=True)
    assert (shown(store, made), waiting(store, made)) == (["A walk"], [RUDER])
    control.reword_piece(store, made.id, ids[1], "text", "You there")
    assert shown(store, made) == ["A walk", "You there"]


def test_a_community_adds_words_and_takes_words_off(store: Store) -> None:
    made, _, _ = cards(store, "The budget again", RUDER, texts_at_once=True)
    before = the_meeting(store, made).control_revision
    reading.list_word(store, made.community_id, " Budget ", is_held=True)
    assert the_meeting(store, made).control_revision > before
    reading.list_word(store, made.community_id, RUDER.split()[1], is_held=False)
    assert (shown(store, made), waiting(store, made)) == ([RUDER], ["The budget again"])
    assert words.of_community(store, made.community_id) == words.Edits(("budget",), (RUDER.split()[1],))
    reading.unlist_word(store, made.community_id, "budget")
    assert shown(store, made) == sorted(["The budget again", RUDER])


def test_a_later_wish_about_a_word_replaces_the_earlier_one(store: Store) -> None:
    made, _, _ = cards(store)
    for is_held in (True, False):
        reading.list_word(store, made.community_id, "budget", is_held=is_held)
    assert words.of_community(store, made.community_id) == words.Edits((), ("budget",))


@pytest.mark.parametrize("word", ["", "   ", "\u200b", "!!", "42"])
def test_no_word_is_refused(store: Store, word: str) -> None:
    made, _, _ = cards(store)
    with pytest.raises(CannotControl) as refused:
        reading.hide_word(store, made.id, word)
    assert refused.value.code == "no_word"
    with pytest.raises(CannotControl) as unlisted:
        reading.list_word(store, made.community_id, word, is_held=True)
    assert unlisted.value.code == "no_word"


@pytest.mark.parametrize("kind", [name for name, record in ACTIVITIES.items() if record.steps])
def test_no_kind_shows_a_text_of_the_list_to_the_room(store: Store, kind: str) -> None:
    """Every text of every answer is a slur: nothing of them is in what phones, walls and exports are made of."""
    made = make_meeting(store)
    record = ACTIVITIES[kind]
    config = record.parse_config(CONFIGS[kind])
    round_id = open_activity(store, made, kind)
    for person in range(6):
        value = _rude(kind, record.pretend(config, record.first_step(config), Random(person), 0.0))
        answer(store, made, round_id, f"phone {person}", value)
    control.reveal(store, made.id)
    assert RUDE not in json.dumps(phone_state(read(store, made.id), 6))
    assert RUDE not in str(exported(store, made))


def _rude(kind: str, value: Any) -> Any:
    """A believable answer with a slur in the place of everything somebody may write."""
    free = {"text", "word", "words", "items", "questions", "worked", "did_not", "obstacle", "try", "useful", "lesson"}
    if isinstance(value, dict):
        return {name: _swap(part) if name in free else part for name, part in value.items()}
    return value


def _swap(part: Any) -> Any:
    if isinstance(part, str):
        return f"{RUDE} {len(part)}"[:40]
    if isinstance(part, list):
        return [_swap(each) for each in part]
    return (
        {name: _swap(each) if name != "by" else each for name, each in part.items()} if isinstance(part, dict) else part
    )


# The words of the day


def test_a_word_hidden_today_hides_what_has_it_in_its_translation(store: Store) -> None:
    made, _, ids = cards(store, "The budget", texts_at_once=True)
    reading.translate(store, made.id, [(ids[0], "text")], "es", "El presupuesto")
    reading.hide_word(store, made.id, "presupuesto")
    assert shown(store, made) == []


def test_a_word_hidden_today_is_gone_everywhere_at_once_and_comes_back(store: Store) -> None:
    made, round_id, ids = cards(store, "The budget", "A walk", texts_at_once=False)
    reading.let_through(store, made.id, [(answer_id, "text") for answer_id in ids])
    reading.hide_word(store, made.id, "Budget")
    assert shown(store, made) == ["A walk"]
    answer(store, made, round_id, "late", {"text": "Budgets!"})
    assert waiting(store, made) == []
    reading.bring_word_back(store, made.id, "budget")
    assert (shown(store, made), waiting(store, made)) == (["A walk", "The budget"], ["Budgets!"])


def test_it_is_hidden_in_this_meeting_alone(store: Store) -> None:
    made, _, _ = cards(store, "hope", texts_at_once=True)
    other = make_meeting(store, configs={"icebreaker": CARDS}, account=made.account_id, texts_at_once=True)
    answer(store, other, open_activity(store, other, "icebreaker"), "phone", {"text": "hope"})
    reading.hide_word(store, made.id, "hope")
    assert (shown(store, made), shown(store, other)) == ([], ["hope"])


def test_starting_for_real_forgets_the_words_of_a_rehearsal(store: Store) -> None:
    made = make_meeting(store, configs={"icebreaker": WORD}, live=False)
    control.rehearse(store, made.id)
    reading.hide_word(store, made.id, "hope")
    control.start_for_real(store, made.id)
    assert words.hidden(store, [made.id]) == {}


# A translation


def test_a_translation_comes_with_the_text_it_stands_under(store: Store) -> None:
    made, _, ids = cards(store, "A walk", "A talk")
    reading.translate(store, made.id, [(ids[0], "text")], "es", " Un paseo ")
    assert "Un paseo" not in json.dumps(tally(store, made))
    reading.let_through(store, made.id, [(answer_id, "text") for answer_id in ids])
    found = tally(store, made)
    assert translations_of(found, "A walk") == {"es": "Un paseo"}
    assert translations_of(found, "A talk") == {}
    reading.translate(store, made.id, [(ids[0], "text")], "es", "")
    assert "translations" not in tally(store, made)


def test_a_counted_word_is_translated_however_it_is_written(store: Store) -> None:
    made = make_meeting(store, configs={"icebreaker": WORD})
    round_id = open_activity(store, made, "icebreaker")
    answer(store, made, round_id, "a", {"word": "Esperanza"})
    given = answer(store, made, round_id, "b", {"word": "esperanza"})
    answer(store, made, round_id, "c", {"word": "Esperanza"})
    reading.translate(store, made.id, [(given.id, "word")], "en", "hope")
    assert tally(store, made)["translations"] == {"Esperanza": {"en": "hope"}}


@pytest.mark.parametrize(("language", "translated", "item"), [
    ("es", "Autobuses", {"en": "Buses", "es": "Autobuses"}), ("en", "Buses", {"es": "Buses", "en": "Buses"}),
])  # fmt: skip
def test_a_proposal_is_put_in_order_in_both_languages(
    store: Store, language: str, translated: str, item: dict[str, str]
) -> None:
    made = make_meeting(store, configs={"ranking": PROPOSE})
    given = answer(store, made, open_activity(store, made, "ranking"), "a", {"items": ["Buses"]})
    reading.let_through(store, made.id, [(given.id, "items.0")])
    reading.translate(store, made.id, [(given.id, "items.0")], language, translated)
    control.reveal(store, made.id)
    control.open_round(store, made.id)
    assert [each["text"] for each in read(store, made.id).config_json["items"]] == [item]


def test_a_language_the_meeting_does_not_speak_is_refused(store: Store) -> None:
    made, _, ids = cards(store, "A walk")
    with pytest.raises(CannotControl) as refused:
        reading.translate(store, made.id, [(ids[0], "text")], "fr", "Une promenade")
    assert refused.value.code == "unknown_language"


# Afterwards


def test_results_and_exports_hold_what_the_room_saw_and_what_is_let_through_later(store: Store) -> None:
    made, _, ids = cards(store, "A walk", "A talk", "A cry")
    reading.let_through(store, made.id, [(ids[0], "text")])
    reading.leave_out(store, made.id, [(ids[2], "text")])
    control.end(store, made.id)
    meeting = the_meeting(store, made)
    [activity] = past.agenda_of(store, meeting)
    assert activity.final
    assert activity.final.tally["texts"] == ["A walk"]
    assert [row.value for row in exported(store, made) if row.field == "text"] == ["A walk"]
    reading.let_through(store, made.id, [(ids[1], "text")])
    assert sorted(str(row.value) for row in exported(store, made) if row.field == "text") == ["A talk", "A walk"]

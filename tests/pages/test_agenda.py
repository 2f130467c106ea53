"""The agenda page: the list, and every kind's editor."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.activities.icebreaker.library import PROMPTS
from components.activities.reflection.presets import PRESETS as SETS
from components.activities.registry import ACTIVITIES
from components.activities.spectrum.presets import PRESETS as LINES
from components.activities.talk.presets import PRESETS as TALKS
from components.live import control, plans
from components.live.store import open_store, save
from components.text import t
from components.ui.agenda_list import kind_words, new_activity
from components.ui.reuse import search
from db import activities, communities, meetings
from db.activities import Activity
from tests.rooms import CONFIGS, Made, make_account, make_meeting, next_meeting, open_activity
from tests.tabs import one, open_tab, said

PAGE = "facilitator/agenda.py"


pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def made() -> Made:
    return save(lambda db: make_meeting(db, live=False))


def words(name: str, **values: object) -> str:
    return t("en", f"facilitator.{name}", **values)


def agenda(made: Made) -> list[Activity]:
    with open_store() as db:
        return activities.of_meeting(db, made.id)


def opened(made: Made, **query: str) -> AppTest:
    return open_tab(PAGE, made.account_id, meeting=made.id, **query)


def editor(made: Made, kind: str) -> AppTest:
    return opened(made, activity=made.activity_ids[kind])


def press(tab: AppTest, label: str, nth: int = 0) -> AppTest:
    return [button for button in tab.button if button.label == label][nth].click().run()


def picks(tab: AppTest) -> list[Any]:
    """The rows of buttons of which one is chosen."""
    return list(tab.get("button_group"))


def saved(tab: AppTest, made: Made, kind: str) -> Any:
    """The config as stored after pressing *Save*."""
    press(tab, words("save"))
    assert not tab.exception
    with open_store() as db:
        activity = activities.by_id(db, made.activity_ids[kind])
    assert activity is not None
    return json.loads(activity.config)


def config(made: Made, kind: str) -> Any:
    with open_store() as db:
        activity = activities.by_id(db, made.activity_ids[kind])
    assert activity is not None
    return json.loads(activity.config)


# Who may see it


def test_nobody_sees_an_agenda_without_signing_in(made: Made) -> None:
    tab = open_tab(PAGE, meeting=made.id)
    assert t("en", "account.please_sign_in") in said(tab)
    assert "Spring meeting" not in said(tab)


def test_another_communitys_meeting_is_like_an_unknown_one(made: Made) -> None:
    bea = save(lambda db: make_account(db, "bea"))
    foreign = said(open_tab(PAGE, bea, meeting=made.id))
    assert words("no_meeting") in foreign
    assert foreign == said(open_tab(PAGE, bea, meeting="no-such-meeting"))


def test_an_activity_of_another_meeting_is_not_edited_here(made: Made) -> None:
    other = save(lambda db: make_meeting(db, account=make_account(db, "bea")))
    tab = opened(made, activity=other.activity_ids["talk"])
    assert words("add_activity") in [button.label for button in tab.button]


# The list


def test_the_agenda_is_in_order_with_its_minutes(made: Made) -> None:
    text = said(opened(made))
    places = [text.index(f"<b>{kind.title()}</b>") for kind in ACTIVITIES]
    assert places == sorted(places)
    assert words("minutes_in_all", minutes=5 * len(ACTIVITIES)) in text


def test_an_editor_opens_from_the_list_and_leads_back(made: Made) -> None:
    tab = press(opened(made), words("edit"), nth=1)
    assert f"<h1>{agenda(made)[1].title['en']}</h1>" in said(tab)
    press(tab, words("back_to_agenda"))
    assert words("add_activity") in [button.label for button in tab.button]


def test_an_activity_moves_down_and_up(made: Made) -> None:
    before = [activity.id for activity in agenda(made)]
    tab = press(opened(made), words("move_down"))
    assert [activity.id for activity in agenda(made)] == [before[1], before[0], *before[2:]]
    press(tab, words("move_up"), nth=1)
    assert [activity.id for activity in agenda(made)] == before


def test_a_removed_activity_comes_back_to_its_place(made: Made) -> None:
    before = [(activity.kind, activity.config) for activity in agenda(made)]
    tab = press(opened(made), words("take_out"), nth=2)
    assert [activity.kind for activity in agenda(made)] == [kind for kind, _ in before if kind != before[2][0]]
    press(tab, words("undo"))
    assert [(activity.kind, activity.config) for activity in agenda(made)] == before


def test_an_answered_activity_is_removed_only_after_asking(made: Made) -> None:
    save(lambda db: control.go_live(db, made.id))
    save(lambda db: control.show(db, made.id, made.activity_ids["spectrum"]))
    save(lambda db: control.open_round(db, made.id))
    save(lambda db: control.show(db, made.id, made.activity_ids["talk"]))
    place = [activity.kind for activity in agenda(made)].index("spectrum")
    tab = press(opened(made), words("take_out"), nth=place)
    assert "spectrum" in [activity.kind for activity in agenda(made)]
    assert words("remove_answered", title="Spectrum") in said(tab)


def test_what_is_on_now_cannot_be_removed(made: Made) -> None:
    save(lambda db: control.go_live(db, made.id))
    save(lambda db: control.show(db, made.id, made.activity_ids["spectrum"]))
    tab = opened(made)
    removable = {button.key: not button.disabled for button in tab.button if button.label == words("take_out")}
    assert not removable[f"remove-{made.activity_ids['spectrum']}"]
    assert removable[f"remove-{made.activity_ids['talk']}"]


@pytest.mark.parametrize("kind", list(ACTIVITIES))
def test_a_new_activity_of_every_kind_opens_in_its_editor(made: Made, kind: str) -> None:
    title, start = new_activity(kind)
    assert set(title) == {"en", "es"}
    added = save(lambda db: activities.add(db, made.id, kind, title, start))
    tab = opened(made, activity=added)
    assert f"<h1>{title['en']}</h1>" in said(tab)
    assert one(tab.button, words("save")).disabled, "nothing to save, and nothing missing"


def test_the_picker_offers_every_kind_with_a_sentence(made: Made) -> None:
    text = said(press(opened(made), words("add_activity")))
    for kind in ACTIVITIES:
        assert kind_words(kind, "about", "en") in text


# What was asked before


@pytest.fixture
def held(made: Made) -> Made:
    """An earlier meeting of the same community that has ended, with two activities."""
    earlier = save(lambda db: next_meeting(db, made, {"spectrum": LINES_OF_BEFORE, "talk": CONFIGS["talk"]}))
    save(lambda db: control.end(db, earlier.id))
    return earlier


LINES_OF_BEFORE = {"lines": [{"id": "trust", "stem": {"en": "Whom do we trust?", "es": "¿En quién confiamos?"},
                              "left": {"en": "Rules"}, "right": {"en": "People"}}]}  # fmt: skip


def test_a_community_without_a_past_is_offered_kinds_alone(made: Made) -> None:
    tab = press(opened(made), words("add_activity"))
    assert t("en", "reuse.choose") not in [button.label for button in tab.button]


def test_a_community_with_a_past_is_offered_it_first(made: Made, held: Made) -> None:
    tab = press(opened(made), words("add_activity"))
    assert said(tab).index(t("en", "reuse.from_earlier")) < said(tab).index(kind_words("icebreaker", "about", "en"))
    assert t("en", "reuse.choose") in [button.label for button in tab.button]


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [("", ["spectrum", "talk"]), ("EN QUIEN", ["spectrum"]), ("spring reunión", ["spectrum", "talk"]),
     ("Welcome", ["talk"]), ("welcome trust", []), ("xylophone", [])],
)  # fmt: skip
def test_it_is_found_by_words_with_or_without_their_accents(
    made: Made, held: Made, typed: str, kinds: list[str]
) -> None:
    with open_store() as db:
        meeting = meetings.by_id(db, made.id)
        assert meeting
        earlier = plans.reusable(db, meeting)
    assert [activity.kind for activity, _ in search(earlier, typed, "en")] == kinds


# Notes


def test_notes_are_kept_with_an_activity(made: Made) -> None:
    tab = editor(made, "spectrum")
    one(tab.text_area, words("activity_notes")).set_value("Ask Rosa first\nThen the others").run()
    saved(tab, made, "spectrum")
    assert [activity.notes for activity in agenda(made) if activity.notes] == ["Ask Rosa first\nThen the others"]
    assert one(editor(made, "spectrum").text_area, words("activity_notes")).value == "Ask Rosa first\nThen the others"


# Every editor


@pytest.mark.parametrize("kind", list(ACTIVITIES))
def test_opening_an_editor_changes_nothing(made: Made, kind: str) -> None:
    tab = editor(made, kind)
    assert not tab.exception
    assert one(tab.button, words("save")).disabled
    assert words("all_saved") in said(tab)


@pytest.mark.parametrize("kind", list(ACTIVITIES))
def test_a_new_title_keeps_the_other_language_and_the_config(made: Made, kind: str) -> None:
    before = config(made, kind)
    tab = editor(made, kind)
    one(tab.text_input, words("activity_title")).set_value("A better title").run()
    one(tab.number_input, words("activity_minutes")).set_value(12).run()
    after = saved(tab, made, kind)
    parse = ACTIVITIES[kind].parse_config
    assert parse(after) == parse(before)
    activity = next(a for a in agenda(made) if a.kind == kind)
    assert (activity.title, activity.minutes) == ({"en": "A better title", "es": kind.title()}, 12)


def test_discarding_brings_back_what_was_stored(made: Made) -> None:
    tab = editor(made, "spectrum")
    one(tab.text_input, words("line_left")).set_value("Something else").run()
    press(tab, words("discard"))
    assert one(tab.text_input, words("line_left")).value == "Authority"
    assert one(tab.button, words("save")).disabled


def test_nothing_without_words_is_saved(made: Made) -> None:
    tab = editor(made, "talk")
    one(tab.text_input, words("activity_title")).set_value("").run()
    assert not one(tab.button, words("save")).disabled, "the Spanish title is still there"
    save(
        lambda db: activities.change(
            db, agenda(made)[-1], title={"en": "Talk"}, config=agenda(made)[-1].config, minutes=5
        )
    )
    tab = opened(made, activity=agenda(made)[-1].id)
    one(tab.text_input, words("activity_title")).set_value("").run()
    assert one(tab.button, words("save")).disabled
    assert words("config_title_missing") in said(tab)


def test_opened_rounds_are_said_to_keep_their_wording(made: Made) -> None:
    assert words("rounds_keep") not in said(editor(made, "spectrum"))
    save(lambda db: control.go_live(db, made.id))
    save(lambda db: control.show(db, made.id, made.activity_ids["spectrum"]))
    save(lambda db: control.open_round(db, made.id))
    assert words("rounds_keep") in said(editor(made, "spectrum"))


def test_a_meeting_in_spanish_is_written_in_spanish(made: Made) -> None:
    save(lambda db: meetings.change(db, made.id, languages=["es"]))
    tab = editor(made, "spectrum")
    assert one(tab.text_input, words("line_left")).value == "Autoridad"


# Spectrum


def test_another_pole_makes_another_line_and_the_old_pole_the_old_one(made: Made) -> None:
    tab = editor(made, "spectrum")
    pole = one(tab.text_input, words("line_left"))
    pole.set_value("The office").run()
    (line,) = saved(tab, made, "spectrum")["lines"]
    assert line["id"] != "expertise"
    assert line["left"] == {"en": "The office", "es": "Autoridad"}
    assert words("still_in", language="Español", text="Autoridad") not in said(tab)


def test_a_pole_put_back_before_saving_is_the_same_line(made: Made) -> None:
    tab = editor(made, "spectrum")
    one(tab.text_input, words("line_left")).set_value("The office").run()
    assert words("still_in", language="Español", text="Autoridad") in said(tab)
    one(tab.text_input, words("line_left")).set_value("Authority").run()
    assert one(tab.button, words("save")).disabled


def test_another_question_is_still_the_same_line(made: Made) -> None:
    tab = editor(made, "spectrum")
    one(tab.text_area, words("line_stem")).set_value("Who knows best?").run()
    (line,) = saved(tab, made, "spectrum")["lines"]
    assert (line["id"], line["stem"]["en"]) == ("expertise", "Who knows best?")


def test_presets_are_added_as_they_are_and_each_once(made: Made) -> None:
    tab = editor(made, "spectrum")
    press(tab, "Event – Process")
    assert "Event – Process" not in [button.label for button in tab.button]
    lines = saved(tab, made, "spectrum")["lines"]
    assert lines[1] == LINES["approach"]


def test_lines_move_and_go_and_come_back(made: Made) -> None:
    tab = press(press(editor(made, "spectrum"), "Event – Process"), "Passive – Active")
    press(tab, words("move_up"), nth=2)
    press(tab, words("take_out"), nth=0)
    press(tab, words("undo"))
    assert [line["id"] for line in saved(tab, made, "spectrum")["lines"]] == ["expertise", "engagement", "approach"]


def test_a_line_without_words_is_not_saved(made: Made) -> None:
    tab = press(editor(made, "spectrum"), words("line_own"))
    assert one(tab.button, words("save")).disabled
    assert words("config_empty") in said(tab)


# Ranking


def test_items_keep_their_ids_and_new_ones_get_their_own(made: Made) -> None:
    tab = editor(made, "ranking")
    one(tab.text_input, words("item_number", n=1)).set_value("Child care").run()
    press(tab, words("ranking_add"))
    one(tab.text_input, words("item_number", n=5)).set_value("Food").run()
    items = saved(tab, made, "ranking")["items"]
    assert [item["id"] for item in items[:4]] == ["childcare", "transport", "housing", "language"]
    assert items[0]["text"] == {"en": "Child care", "es": "Childcare"}
    assert items[4]["text"] == {"en": "Food"}


def test_a_list_becomes_items(made: Made) -> None:
    tab = editor(made, "ranking")
    one(tab.text_area, words("ranking_many_help")).set_value("Food\n\n  Parks \n")
    press(tab, words("add"))
    items = saved(tab, made, "ranking")["items"]
    assert [item["text"] for item in items[4:]] == [{"en": "Food"}, {"en": "Parks"}]
    assert len({item["id"] for item in items}) == 6


def test_the_room_proposing_and_the_top_are_kept(made: Made) -> None:
    tab = editor(made, "ranking")
    one(tab.toggle, words("ranking_propose")).set_value(True)
    one(tab.selectbox, words("ranking_top")).set_value(5).run()
    after = saved(tab, made, "ranking")
    assert (after["propose"], after["top"]) == (True, 5)


def test_all_items_may_be_ranked(made: Made) -> None:
    tab = editor(made, "ranking")
    one(tab.selectbox, words("ranking_top")).set_value(0).run()
    assert saved(tab, made, "ranking")["top"] is None


# Icebreaker


def test_another_prompt_is_one_this_community_has_not_had(made: Made) -> None:
    used = {prompt.id for prompt in PROMPTS[: len(PROMPTS) // 2]}
    for prompt_id in used:
        save(partial(communities.mark_prompt_used, community_id=made.community_id, prompt_id=prompt_id))
    tab = editor(made, "icebreaker")
    shown = set()
    for _ in range(6):
        press(tab, words("another_prompt"))
        shown.add(one(tab.text_area, words("prompt")).value)
    texts = {prompt.text["en"]: prompt.id for prompt in PROMPTS}
    assert len(shown) == 6
    assert not {texts[text] for text in shown} & used
    assert config(made, "icebreaker")["prompt"]["en"] == "One word for today?", "drawing saves nothing"


def test_a_drawn_prompt_keeps_its_library_id_until_it_is_reworded(made: Made) -> None:
    tab = press(editor(made, "icebreaker"), words("another_prompt"))
    after = saved(tab, made, "icebreaker")
    drawn = next(prompt for prompt in PROMPTS if prompt.id == after["prompt_id"])
    assert (after["prompt"], after["answer"]) == (dict(drawn.text), drawn.answer)
    one(tab.text_area, words("prompt")).set_value("How was your way here?").run()
    after = saved(tab, made, "icebreaker")
    assert (after["prompt"]["en"], after["prompt_id"]) == ("How was your way here?", None)


def test_a_choice_needs_two_things_to_choose_from(made: Made) -> None:
    tab = editor(made, "icebreaker")
    picks(tab)[0].set_value("choice").run()
    assert one(tab.button, words("save")).disabled
    for n, text in enumerate(("Tea", "Coffee"), start=1):
        one(tab.text_input, words("choice_number", n=n)).set_value(text).run()
    after = saved(tab, made, "icebreaker")
    assert [choice["text"] for choice in after["choices"]] == [{"en": "Tea"}, {"en": "Coffee"}]


# Reflection


def test_a_set_replaces_the_questions_and_can_be_taken_back(made: Made) -> None:
    tab = press(editor(made, "reflection"), words("set_growing", n=len(SETS["growing"]["questions"])))
    assert len(questions(tab)) == len(SETS["growing"]["questions"])
    press(tab, words("undo"))
    assert [field.value for field in questions(tab)] == ["How useful?", "One thing to try"]
    press(tab, words("set_growing", n=len(SETS["growing"]["questions"])))
    after = saved(tab, made, "reflection")
    assert after == SETS["growing"]


def questions(tab: AppTest) -> list[Any]:
    """The fields of the questions, without the one for notes."""
    return [field for field in tab.text_area if field.label != words("activity_notes")]


def test_a_question_answered_in_another_way_is_another_question(made: Made) -> None:
    tab = editor(made, "reflection")
    picks(tab)[1].set_value("lesson").run()
    questions = saved(tab, made, "reflection")["questions"]
    assert questions[0]["id"] == "useful"
    assert questions[1]["id"] != "try"
    assert questions[1]["type"] == "lesson"


def test_four_questions_are_enough(made: Made) -> None:
    tab = editor(made, "reflection")
    for _ in range(2):
        press(tab, words("question_add"))
    assert words("question_add") not in [button.label for button in tab.button]
    assert words("question_enough", n=4) in said(tab)


# Talk


def test_an_untouched_text_follows_the_moment_and_own_words_stay(made: Made) -> None:
    title, start = new_activity("talk")
    added = save(lambda db: activities.add(db, made.id, "talk", title, start))
    tab = opened(made, activity=added)
    picks(tab)[0].set_value("pairs").run()
    assert one(tab.text_area, words("talk_text")).value == TALKS["pairs"]["text"]["en"]
    one(tab.text_area, words("talk_text")).set_value("Talk about the river.").run()
    picks(tab)[0].set_value("break").run()
    assert one(tab.text_area, words("talk_text")).value == "Talk about the river."


# Answering for somebody without a device


FORM = """
import streamlit as st
from components.activities.registry import views_of

kind, config, step = (st.session_state[name] for name in ("kind", "config", "step"))
value = views_of(kind).answer_form(config, step, "en", "form")
if value is not None:
    st.session_state["value"] = value
"""


def answered(kind: str, step: str = "answer") -> AppTest:
    """A page with nothing but the kind's form."""
    tab = AppTest.from_string(FORM, default_timeout=60)
    for name, value in {"kind": kind, "config": CONFIGS[kind], "step": step}.items():
        tab.session_state[name] = value
    return tab.run()


def sent(tab: AppTest, kind: str, step: str = "answer") -> Any:
    """The value of the form, which its kind accepts."""
    press(tab, words("send_for"))
    assert not tab.exception
    value = tab.session_state["value"]
    config: Any = CONFIGS[kind]
    ACTIVITIES[kind].parse_answer(ACTIVITIES[kind].parse_config(config), step, value)
    return value


@pytest.mark.parametrize("kind", [kind for kind in ACTIVITIES if ACTIVITIES[kind].steps])
def test_somebody_without_a_device_may_pass(kind: str) -> None:
    tab = press(answered(kind), words("pass_for"))
    assert tab.session_state["value"] == {"pass": True}


def test_a_place_is_given_for_somebody() -> None:
    tab = answered("spectrum")
    tab.slider[0].set_value(70)
    assert sent(tab, "spectrum") == {"lines": {"expertise": 70}}


def test_an_order_is_given_for_somebody() -> None:
    tab = answered("ranking")
    tab.multiselect[0].set_value(["housing", "childcare"])
    assert sent(tab, "ranking") == {"order": ["housing", "childcare"]}


def test_proposals_are_given_for_somebody() -> None:
    tab = answered("ranking", "propose")
    tab.text_input[0].set_value(" A bus ")
    assert sent(tab, "ranking", "propose") == {"items": ["A bus"]}


def test_a_word_is_given_for_somebody() -> None:
    tab = answered("icebreaker")
    tab.text_input[0].set_value("hopeful")
    assert sent(tab, "icebreaker") == {"word": "hopeful"}


def test_a_reflection_is_given_for_somebody_with_what_may_be_read() -> None:
    tab = answered("reflection")
    picks(tab)[0].set_value(4)
    tab.text_area[0].set_value("Call the clinic")
    tab.checkbox[0].set_value(True)
    assert sent(tab, "reflection") == {"useful": 4, "try": "Call the clinic", "share": ["try"]}


def test_a_facilitator_says_whom_an_activity_is_for_and_the_agenda_says_it(made: Made) -> None:
    tab = editor(made, "spectrum")
    one(tab.selectbox, words("whom")).set_value("families").run()
    press(tab, words("save"))
    [spectrum] = [activity for activity in agenda(made) if activity.kind == "spectrum"]
    assert spectrum.whom == "families"
    assert words("whom_short_families") in said(opened(made))


def test_whom_an_activity_is_for_cannot_be_changed_once_it_was_opened(made: Made) -> None:
    save(lambda db: control.go_live(db, made.id))
    save(partial(open_activity, made=made, kind="spectrum"))
    assert one(editor(made, "spectrum").selectbox, words("whom")).disabled


def test_nobody_is_asked_whom_a_talk_is_for(made: Made) -> None:
    assert words("whom") not in [field.label for field in editor(made, "talk").selectbox]


def test_the_next_meeting_like_this_one_is_for_the_same_people(made: Made) -> None:
    [activity] = [each for each in agenda(made) if each.kind == "spectrum"]
    save(
        lambda db: activities.change(
            db, activity, title=activity.title, config=activity.config, minutes=5, whom="families_first"
        )
    )
    with open_store() as db:
        meeting = meetings.by_id(db, made.id)
    assert meeting
    copied = save(lambda db: plans.copy(db, meeting, title={"en": "Next"}, held_on="2031-06-05"))
    with open_store() as db:
        assert [each.whom for each in activities.of_meeting(db, copied) if each.kind == "spectrum"] == [
            "families_first"
        ]

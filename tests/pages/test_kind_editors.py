"""Editors and forms of single kinds, each on a page of its own."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

from components.activities.base import Json
from components.activities.registry import ACTIVITIES
from components.text import t
from tests.examples.choice import EXAMPLES as CHOICES
from tests.examples.fist import EXAMPLES as FISTS
from tests.examples.words import EXAMPLES as WORDS
from tests.tabs import one

EDITOR = """
import streamlit as st
from components.activities.registry import views_of

kind, config = st.session_state["kind"], st.session_state["config"]
st.session_state["value"] = views_of(kind).edit(config, ("en", "es"), "en", "draft")
"""
FORM = """
import streamlit as st
from components.activities.registry import views_of

kind, config = st.session_state["kind"], st.session_state["config"]
value = views_of(kind).answer_form(config, "answer", "en", "form")
if value is not None:
    st.session_state["value"] = value
"""


def opened(script: str, kind: str, config: Json) -> AppTest:
    """A page with nothing but the kind's editor or form."""
    tab = AppTest.from_string(script, default_timeout=60)
    tab.session_state["kind"], tab.session_state["config"] = kind, config
    return tab.run()


def made_of(tab: AppTest, kind: str) -> Any:
    """The config in the editor as it stands, which its kind accepts."""
    assert not tab.exception
    config = tab.session_state["value"]
    ACTIVITIES[kind].parse_config(config)
    return config


def sent(tab: AppTest, kind: str, config: Json) -> Any:
    """What the form sends, which its kind accepts."""
    one(tab.button, t("en", "facilitator.send_for")).click().run()
    assert not tab.exception
    value = tab.session_state["value"]
    if value != {"pass": True}:
        ACTIVITIES[kind].parse_answer(ACTIVITIES[kind].parse_config(config), "answer", value)
    return value


def ids(config: Json) -> list[str]:
    return [choice["id"] for choice in config["choices"]]


def test_a_reworded_choice_is_another_one_and_the_rest_stay() -> None:
    tab = opened(EDITOR, "choice", CHOICES["one"])
    assert ids(made_of(tab, "choice")) == ["visit", "train", "listen"]
    tab.text_input[1].set_value("Learn together").run()
    first, second, third = made_of(tab, "choice")["choices"]
    assert (first["id"], third["id"]) == ("visit", "listen")
    assert second["id"] not in ids(CHOICES["one"])
    assert second["text"] == {"en": "Learn together", "es": "Capacitarnos juntos"}


def test_under_another_question_all_choices_are_others() -> None:
    tab = opened(EDITOR, "choice", CHOICES["one"])
    tab.text_area[0].set_value("What comes first?").run()
    assert not set(ids(made_of(tab, "choice"))) & set(ids(CHOICES["one"]))
    tab.text_area[0].set_value("What should we do next?").run()
    assert ids(made_of(tab, "choice")) == ids(CHOICES["one"])


def test_how_many_may_be_chosen_is_asked_only_where_several_may() -> None:
    tab = opened(EDITOR, "choice", CHOICES["one"])
    assert not tab.selectbox
    one(tab.toggle, t("en", "choice.several")).set_value(True).run()
    one(tab.selectbox, t("en", "choice.most")).set_value(2).run()
    assert (made_of(tab, "choice")["several"], made_of(tab, "choice")["most"]) == (True, 2)


def test_one_choice_or_several_are_given_for_somebody() -> None:
    tab = opened(FORM, "choice", CHOICES["one"])
    tab.radio[0].set_value("train")
    assert sent(tab, "choice", CHOICES["one"]) == {"choices": ["train"]}
    several = {**CHOICES["one"], "several": True, "most": 2}
    tab = opened(FORM, "choice", several)
    for box in tab.checkbox:
        box.set_value(True)
    assert sent(tab, "choice", several) == {"choices": ["visit", "train"]}
    assert sent(opened(FORM, "choice", several), "choice", several) == {"pass": True}


def test_another_scale_keeps_the_statements_and_a_reworded_statement_is_another() -> None:
    tab = opened(EDITOR, "fist", FISTS["three hands"])
    before = made_of(tab, "fist")
    assert before == FISTS["three hands"]
    picks: Any = tab.get("button_group")
    picks[0].set_value("agree").run()
    assert made_of(tab, "fist") == {**before, "scale": "agree"}
    tab.text_area[0].set_value("We meet less often").run()
    after = made_of(tab, "fist")["statements"]
    assert after[1:] == before["statements"][1:]
    assert after[0]["id"] != before["statements"][0]["id"]


def test_a_hand_is_given_for_somebody() -> None:
    config = FISTS["three hands"]
    tab = opened(FORM, "fist", config)
    tab.radio[1].set_value(0)
    assert sent(tab, "fist", config) == {"statements": {"s1": 0}}
    assert sent(opened(FORM, "fist", config), "fist", config) == {"pass": True}


def test_one_word_to_three_are_asked_for() -> None:
    tab = opened(EDITOR, "words", WORDS["three"])
    assert made_of(tab, "words") == WORDS["three"]
    tab.text_area[0].set_value("One word?").run()
    picks: Any = tab.get("button_group")
    picks[0].set_value(1).run()
    assert made_of(tab, "words") == {"prompt": {**WORDS["three"]["prompt"], "en": "One word?"}, "most": 1}


def test_words_are_given_for_somebody() -> None:
    config = WORDS["three"]
    tab = opened(FORM, "words", config)
    tab.text_input[0].set_value("trust")
    tab.text_input[2].set_value(" a plan ")
    assert sent(tab, "words", config) == {"words": ["trust", "a plan"]}
    assert sent(opened(FORM, "words", config), "words", config) == {"pass": True}

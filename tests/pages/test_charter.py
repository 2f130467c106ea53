"""The page of a community's charter."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from components.live import charter, control
from components.live.store import open_store, save
from components.text import t
from db import activities, charters, communities, meetings
from db.charters import CharterText, Said
from tests.rooms import answer, make_account, make_meeting, open_activity
from tests.tabs import open_tab, said

PAGE = "organizer/charter.py"
TEXT = {"en": "Families and agencies learn side by side.", "es": "Familias y agencias aprenden lado a lado."}

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def ana() -> str:
    return save(make_account)


@pytest.fixture
def community(ana: str) -> str:
    return save(lambda db: communities.create(db, {"en": "North Coast"}, ana))


def words(name: str, **values: object) -> str:
    return t("en", f"charter.{name}", **values)


def press(tab: AppTest, key: str) -> AppTest:
    return tab.button(key=key).click().run()


def within(tab: AppTest, opener: str, label: str) -> AppTest:
    """Press a button in the dialog another one opens. A tab here forgets a dialog, so that one is pressed again."""
    tab.button(key=opener).click()
    return next(each for each in tab.button if each.label == label).click().run()


def texts(community_id: str) -> list[CharterText]:
    with open_store() as db:
        return charters.of_community(db, community_id)


def test_an_empty_charter_teaches_and_offers_the_first_step(ana: str, community: str) -> None:
    tab = open_tab(PAGE, ana)
    assert words("empty") in said(tab)
    assert words("hint_vision") in said(tab)
    assert words("funders_none") in said(tab)
    assert tab.button(key="charter-write-purpose").label == words("write")


def test_a_part_is_written_of_choices_and_own_words_in_every_language(ana: str, community: str) -> None:
    tab = press(open_tab(PAGE, ana), "charter-write-structure")
    key = f"charter-{community}-structure"
    tab.button_group(key=f"{key}.facilitation").set_value("rotating")
    tab.text_area(key=f"{key}.own.en").set_value("Coffee first.")
    within(tab, "charter-write-structure", words("keep"))
    [text] = texts(community)
    assert text.said.choices == {"facilitation": "rotating"}
    assert text.said.text == {"en": "We take turns to facilitate.\nCoffee first.", "es": "Facilitamos por turnos."}
    assert (text.holds, text.by_name) == (False, "Ana")
    assert words("proposed") in said(open_tab(PAGE, ana))


def test_a_proposal_is_put_on_the_agenda_of_a_coming_meeting(ana: str, community: str) -> None:
    proposal = save(lambda db: charters.propose(db, community, "vision", Said(TEXT), "Ana"))
    meeting = save(lambda db: meetings.create(db, community, {"en": "Spring"}))
    tab = press(open_tab(PAGE, ana), "charter-put-vision")
    within(tab, "charter-put-vision", words("put_it"))
    with open_store() as db:
        [step] = activities.of_meeting(db, meeting)
    assert step.kind == "adopt"
    assert json.loads(step.config) == {"text": TEXT, "part": "vision", "proposal": proposal}


def test_without_a_coming_meeting_the_way_there_is_said(ana: str, community: str) -> None:
    tab = press(open_tab(PAGE, ana), "charter-put-purpose")
    assert words("no_meeting") in said(tab)


def test_what_the_room_went_along_with_is_adopted_on_the_meetings_page(ana: str) -> None:
    made = save(
        lambda db: make_meeting(db, account=ana, configs={"adopt": {"text": TEXT, "part": "vision", "proposal": ""}})
    )
    round_id = save(lambda db: open_activity(db, made, "adopt"))
    for number in range(5):
        save(lambda db, n=number: answer(db, made, round_id, f"phone {n}", {"stand": "support"}))  # type: ignore[misc]
    results = open_tab("facilitator/results.py", ana, meeting=made.id)
    assert words("adopt") not in [each.label for each in results.button]
    save(lambda db: control.close(db, made.id, seconds=0))
    results = open_tab("facilitator/results.py", ana, meeting=made.id)
    assert said(results)
    press(results, f"adopt-{made.activity_ids['adopt']}")
    [text] = texts(made.community_id)
    assert (text.holds, text.said.text, text.meeting_id) == (True, TEXT, made.id)
    assert text.stands == {"support": 5, "can_live": 0, "problem": 0}
    shown = said(open_tab(PAGE, ana))
    assert TEXT["en"] in shown
    assert "I support it: 5" in shown
    with pytest.raises(control.CannotControl):
        save(lambda db: charter.adopt(db, made.community_id, made.id, made.activity_ids["adopt"], "Ana"))


def test_an_adopted_text_is_taken_back_and_the_one_before_holds_again(ana: str, community: str) -> None:
    save(lambda db: charters.adopt(db, community, "purpose", Said({"en": "First words"}), "Ana"))
    save(lambda db: charters.adopt(db, community, "purpose", Said({"en": "Second words"}), "Ana"))
    tab = press(open_tab(PAGE, ana), "charter-back-purpose")
    assert [each.said.text["en"] for each in texts(community) if each.holds] == ["First words"]
    assert "Second words" in said(tab)
    press(tab, "charter-undo-it")
    assert [each.said.text["en"] for each in texts(community) if each.holds] == ["Second words", "First words"]

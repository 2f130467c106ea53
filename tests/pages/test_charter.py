"""The page of a community's charter."""

from __future__ import annotations

import json
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from components.live import charter, control
from components.live.store import open_store, save
from components.templates.charter import ELEMENTS, pulse, put_in_order
from components.text import t
from db import activities, charters, communities, meetings
from db.charters import CharterText, Said
from db.engine import Store
from tests.rooms import Made, answer, make_account, make_meeting, next_meeting, open_activity
from tests.tabs import figures, open_tab, said

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


def test_what_the_room_put_first_is_what_a_text_begins_with(ana: str) -> None:
    step = put_in_order("agreements")
    items = [{"id": name, "text": {"en": name.title(), "es": name}} for name in ("listen", "rest", "laugh")]
    made = save(lambda db: make_meeting(db, account=ana, configs={"ranking": {"items": items, "top": 2}}))
    with open_store() as db:
        [activity] = activities.of_meeting(db, made.id)
    save(lambda db: activities.change(db, activity, title=dict(step.title), config=activity.config, minutes=20))
    round_id = save(lambda db: open_activity(db, made, "ranking"))
    for number in range(6):
        save(lambda db, n=number: answer(db, made, round_id, f"phone {n}", {"order": ["laugh", "listen"]}))  # type: ignore[misc]
    write = "charter-write-agreements"
    assert len(press(open_tab(PAGE, ana), write).button_group) == 1  # the page's views alone
    save(lambda db: control.close(db, made.id, seconds=0))
    save(lambda db: control.reveal(db, made.id))
    results = open_tab("facilitator/results.py", ana, meeting=made.id)
    assert words("write_it_in") in [each.proto.label for each in results.get("page_link")]
    tab = press(open_tab(PAGE, ana), write)
    tab.button_group(key=f"charter-{made.community_id}-agreements.first").set_value(0)
    tab.button(key=write).click().run()
    assert [each.value for each in tab.text_area][:2] == ["Laugh", "laugh"]
    within(tab, write, words("keep"))
    [text] = texts(made.community_id)
    assert (text.part, text.said.text) == ("agreements", {"en": "Laugh", "es": "laugh"})


def test_an_adopted_text_is_taken_back_and_the_one_before_holds_again(ana: str, community: str) -> None:
    save(lambda db: charters.adopt(db, community, "purpose", Said({"en": "First words"}), "Ana"))
    save(lambda db: charters.adopt(db, community, "purpose", Said({"en": "Second words"}), "Ana"))
    tab = press(open_tab(PAGE, ana), "charter-back-purpose")
    assert [each.said.text["en"] for each in texts(community) if each.holds] == ["First words"]
    assert "Second words" in said(tab)
    press(tab, "charter-undo-it")
    assert [each.said.text["en"] for each in texts(community) if each.holds] == ["Second words", "First words"]


# The other views of the page


def view(tab: AppTest, name: str) -> AppTest:
    return tab.button_group(key="charter-view").set_value(name).run()


def test_a_facilitator_notes_how_it_stands_with_an_insight(ana: str, community: str) -> None:
    tab = view(open_tab(PAGE, ana), "checklist")
    assert words("pulse_none") in said(tab)
    assert words("insights_lead", n=0) in said(tab)
    tab.radio(key="insight-status-safe").set_value("in_place")
    tab.text_area(key="insight-note-safe").set_value("We name what failed first.")
    forms = [each for each in tab.button if each.label == t("en", "facilitator.save")]
    next(each for each in forms if "insight-form-safe" in str(each.form_id)).click().run()
    shown = said(tab)
    assert "We name what failed first." in shown
    assert words("insights_lead", n=1) in shown


def test_the_stage_is_moved_with_the_groups_words_and_back(ana: str, community: str) -> None:
    tab = press(view(open_tab(PAGE, ana), "stage"), "stage-move")
    assert "Purpose: what do we want to learn about together?" in said(tab)
    tab.text_area(key="stage.words.en").set_value("We know each other now.")
    within(tab, "stage-move", words("record"))
    assert "We know each other now." in said(tab)
    with open_store() as db:
        found = communities.by_id(db, community)
    assert found
    assert found.stage == "growing"
    assert "What are we learning and how are we applying it?" in said(tab)
    press(tab, "stage-undo")
    tab.button(key="stage-undo").click()
    press(tab, "unmove-yes")
    with open_store() as db:
        found = communities.by_id(db, community)
    assert found
    assert found.stage == "getting_started"


def test_only_organizers_move_the_stage_and_end_the_community(ana: str, community: str) -> None:
    bea = save(lambda db: make_account(db, "bea"))
    save(lambda db: communities.add_member(db, community, bea, "facilitator"))
    tab = view(open_tab(PAGE, bea), "stage")
    keys = {str(button.key) for button in tab.button}
    assert not keys & {"stage-move", "close-community", "go-on"}
    assert {"stage-put", "plan-keep-going"} <= keys


def test_a_community_closes_with_thanks_starts_nothing_and_is_opened_again(ana: str, community: str) -> None:
    save(lambda db: meetings.create(db, community, {"en": "Spring"}))
    tab = press(view(open_tab(PAGE, ana), "stage"), "close-community")
    tab.text_area(key="close.thanks.en").set_value("Thank you for seven years.")
    within(tab, "close-community", words("close_now"))
    assert words("close_missing") in said(tab)
    press(tab, "close-community")
    tab.text_area(key="close.thanks.en").set_value("Thank you for seven years.")
    tab.checkbox(key="close.agree").check()
    within(tab, "close-community", words("close_now"))
    shown = said(open_tab(PAGE, ana))
    assert "Thank you for seven years." in shown
    assert words("closed_about") in shown
    listed = open_tab("facilitator/meetings.py", ana)
    assert words("closed_meetings") in said(listed)
    assert "Spring" in said(listed)
    assert "new-meeting" not in {str(button.key) for button in listed.button}
    closed = open_tab(PAGE, ana)
    assert not any(str(button.key).startswith(("charter-write", "charter-put")) for button in closed.button)
    press(closed, "reopen")
    assert "new-meeting" in {str(button.key) for button in open_tab("facilitator/meetings.py", ana).button}


def test_going_on_as_something_new_changes_the_purpose_and_keeps_the_old_one(ana: str, community: str) -> None:
    save(lambda db: charters.adopt(db, community, "purpose", Said({"en": "Old purpose"}), "Ana"))
    tab = press(view(open_tab(PAGE, ana), "stage"), "go-on")
    tab.text_area(key="onward.purpose.en").set_value("New purpose")
    within(tab, "go-on", words("go_on_now"))
    shown = said(view(open_tab(PAGE, ana), "charter"))
    assert "New purpose" in shown
    assert "Old purpose" in shown


def test_what_is_needed_is_added_summed_up_and_brought_back(ana: str, community: str) -> None:
    tab = press(view(open_tab(PAGE, ana), "resources"), "resource-add-food")
    assert words("resources_empty") in said(tab)
    tab.text_input(key="resource-food.needed").set_value("Supper for forty")
    tab.number_input(key="resource-food.amount").set_value(1200)
    within(tab, "resource-add-food", t("en", "facilitator.save"))
    shown = said(tab)
    assert "Supper for forty" in shown
    assert "$1,200" in shown
    [drop] = [str(button.key) for button in tab.button if str(button.key).startswith("drop-")]
    press(tab, drop)
    assert words("resource_removed", needed="Supper for forty") in said(tab)
    press(tab, "resource-undo-it")
    assert "Supper for forty" in said(tab)


def take_pulse(db: Store, made: Made, level: int) -> None:
    """Six people give every statement the same level, and the meeting ends."""
    round_id = open_activity(db, made, "fist")
    for number in range(6):
        answer(db, made, round_id, f"phone {number}", {"statements": dict.fromkeys(ELEMENTS, level)})
    control.close(db, made.id, seconds=0)
    control.end(db, made.id)


def test_the_pulse_is_charted_over_the_meetings_that_took_it(ana: str) -> None:
    config = pulse().config
    first = save(lambda db: make_meeting(db, account=ana, show="at_five", configs={"fist": config}))
    second = save(lambda db: next_meeting(db, first, {"fist": config}, show="at_five"))
    for made, level in ((first, 2), (second, 4)):
        save(partial(take_pulse, made=made, level=level))
    drawn = figures(view(open_tab(PAGE, ana), "checklist"))
    assert sorted(drawn) == [f"elements-{n}" for n in range(4)]
    assert all("6" in alt for alt in drawn.values())

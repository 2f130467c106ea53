"""The page of a community."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from components.live.about import parse_asked
from components.live.room import read
from components.live.state import phone_state
from components.live.store import open_store, save
from components.text import t
from db import communities, meetings, stages
from db.engine import Store
from tests.rooms import make_account
from tests.tabs import one, open_tab, said

PAGE = "organizer/community.py"


pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def ana() -> str:
    return save(make_account)


@pytest.fixture
def bea() -> str:
    return save(lambda db: make_account(db, "bea"))


@pytest.fixture
def community(ana: str) -> str:
    return save(lambda db: communities.create(db, {"en": "North Coast", "es": "Costa Norte"}, ana))


def words(name: str) -> str:
    return t("en", f"facilitator.{name}")


def press(tab: AppTest, name: str) -> AppTest:
    return next(button for button in tab.button if button.label == words(name)).click().run()


def test_nobody_sees_a_community_without_signing_in(community: str) -> None:
    tab = open_tab(PAGE)
    assert t("en", "account.please_sign_in") in said(tab)
    assert not tab.radio


def test_an_organizer_renames_it_and_the_other_language_stays(ana: str, community: str) -> None:
    tab = open_tab(PAGE, ana)
    tab.text_input(key=f"community-{community}.name").set_value("North Shore")
    press(tab, "save")
    with open_store() as db:
        changed = communities.by_id(db, community)
    assert changed is not None
    assert changed.name == {"en": "North Shore", "es": "Costa Norte"}


def test_a_new_name_leaves_the_stage_that_somebody_moved_meanwhile(ana: str, community: str) -> None:
    tab = open_tab(PAGE, ana)
    save(lambda db: stages.move(db, community, "growing", "Bea"))
    tab.text_input(key=f"community-{community}.name").set_value("North Shore")
    press(tab, "save")
    with open_store() as db:
        changed = communities.by_id(db, community)
    assert changed
    assert (changed.name["en"], changed.stage) == ("North Shore", "growing")


def test_a_community_moves_on_where_the_group_says_why(ana: str, community: str) -> None:
    tab = open_tab(PAGE, ana)
    assert [each.key for each in tab.radio if str(each.key).startswith(f"community-{community}")] == []
    assert t("en", "charter.stands_at", stage=t("en", "facilitator.stage_getting_started")) in said(tab)
    assert t("en", "charter.to_stage") in [each.proto.label for each in tab.get("page_link")]


def test_a_facilitator_changes_nothing(ana: str, bea: str, community: str) -> None:
    save(lambda db: communities.add_member(db, community, bea, "facilitator"))
    tab = open_tab(PAGE, bea)
    assert words("organizers_only") in said(tab)
    saves = [button for button in tab.button if button.label == words("save")]
    assert len(saves) == 3
    assert all(button.disabled for button in saves)


def test_somebody_without_a_community_makes_one(bea: str, community: str) -> None:
    tab = open_tab(PAGE, bea)
    assert "North Coast" not in said(tab)
    one(tab.text_input, words("community_name")).set_value("Valley")
    press(tab, "create_community")
    with open_store() as db:
        assert [made.name for made in communities.of_account(db, bea)] == [{"en": "Valley"}]


def test_an_organizer_decides_what_people_may_say_about_themselves(ana: str, community: str) -> None:
    tab = open_tab(PAGE, ana)
    for name in ("about_roles", "about_size", "about_new"):
        one(tab.checkbox, words(name)).check()
    saves = [button for button in tab.button if button.label == words("save")]
    saves[1].click().run()
    with open_store() as db:
        found = communities.by_id(db, community)
    assert found
    asked = parse_asked(found.asks_about).as_json()
    assert asked
    assert asked.keys() == {"roles", "size", "new"}
    assert asked["roles"][0] == {"id": "roles-1", "text": {
        "en": "Parent or caregiver", "es": "Madre, padre o persona que cuida"}}  # fmt: skip
    assert [choice["text"]["en"] for choice in asked["size"]] == [
        "1–9 people", "10–49 people", "50–249 people", "250 people or more"
    ]  # fmt: skip
    assert parse_asked(found.asks_about).families == {"roles-1"}
    again = open_tab(PAGE, ana)
    assert one(again.checkbox, words("about_roles")).value
    assert not one(again.checkbox, words("about_sector")).value


def test_an_organizer_sets_down_what_funders_and_agencies_see(ana: str, community: str) -> None:
    made = save(lambda db: make_meeting_of(db, community))
    tab = open_tab(PAGE, ana)
    tab.radio(key=f"funders-{community}.choice").set_value("results")
    tab.text_input(key=f"funders-{community}.own.es").set_value("Se lo preguntamos cada año.")
    [button for button in tab.button if button.label == words("save")][2].click().run()
    with open_store() as db:
        found = phone_state(read(db, made), 0)["meeting"]["funders"]
    assert found == {
        "en": t("en", "facilitator.funders_told_results"),
        "es": f"{t('es', 'facilitator.funders_told_results')} Se lo preguntamos cada año.",
    }
    again = open_tab(PAGE, ana)
    assert again.radio(key=f"funders-{community}.choice").value == "results"
    assert again.text_input(key=f"funders-{community}.own.es").value == "Se lo preguntamos cada año."


def test_where_nothing_is_agreed_phones_are_told_nothing(ana: str, community: str) -> None:
    made = save(lambda db: make_meeting_of(db, community))
    with open_store() as db:
        assert phone_state(read(db, made), 0)["meeting"]["funders"] is None


def make_meeting_of(db: Store, community: str) -> str:
    return meetings.create(db, community, {"en": "Spring meeting"})

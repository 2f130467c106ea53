"""The page of a community's meetings."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from components.live import control, plans
from components.live.plans import Plan
from components.live.store import open_store, save
from components.templates import TEMPLATES
from components.text import t
from db import activities, communities, meetings, rounds
from db.meetings import Meeting
from tests.rooms import make_account, make_meeting
from tests.tabs import one, open_tab, said

PAGE = "facilitator/meetings.py"


pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def ana() -> str:
    return save(make_account)


@pytest.fixture
def community(ana: str) -> str:
    return save(lambda db: communities.create(db, {"en": "North Coast"}, ana))


def found(community_id: str) -> list[Meeting]:
    with open_store() as db:
        return meetings.of_community(db, community_id)


def planned(community_id: str, title: str = "Spring meeting") -> str:
    return save(lambda db: meetings.create(db, community_id, {"en": title}))


def words(name: str) -> str:
    return t("en", f"facilitator.{name}")


def press(tab: AppTest, name: str) -> AppTest:
    one(tab.button, words(name)).click()
    return tab.run()


def test_nobody_sees_meetings_without_signing_in(community: str) -> None:
    planned(community, "A quiet meeting")
    tab = open_tab(PAGE)
    assert t("en", "account.please_sign_in") in said(tab)
    assert "A quiet meeting" not in said(tab)


def test_a_newcomer_names_a_community_and_is_its_organizer(ana: str) -> None:
    tab = open_tab(PAGE, ana)
    assert t("en", "facilitator.welcome", name="Ana") in said(tab)
    one(tab.text_input, words("community_name")).set_value("Río Abajo")
    press(tab, "create_community")
    with open_store() as db:
        (made,) = communities.of_account(db, ana)
        assert communities.role_of(db, made.id, ana) == "organizer"
    assert made.name == {"en": "Río Abajo"}
    assert t("en", "facilitator.no_meetings", community="Río Abajo") in said(tab)


def test_a_community_without_a_name_is_asked_for_one(ana: str) -> None:
    tab = press(open_tab(PAGE, ana), "create_community")
    assert words("community_name_missing") in said(tab)
    with open_store() as db:
        assert communities.of_account(db, ana) == []


@pytest.mark.parametrize("template", list(TEMPLATES))
def test_a_meeting_from_a_template_has_its_activities_and_its_name(ana: str, community: str, template: str) -> None:
    tab = open_tab(PAGE, ana)
    one(tab.radio, words("start_from")).set_value(template)
    press(tab, "make_meeting")
    (made,) = found(community)
    assert made.title == TEMPLATES[template].title
    with open_store() as db:
        kinds = [activity.kind for activity in activities.of_meeting(db, made.id)]
    assert kinds == [step.kind for step in TEMPLATES[template].activities("getting_started")]
    assert dict(made.title)["en"] in said(tab), "its agenda opens"


def test_a_meeting_from_nothing_needs_a_title(ana: str, community: str) -> None:
    tab = open_tab(PAGE, ana)
    one(tab.radio, words("start_from")).set_value("")
    press(tab, "make_meeting")
    assert words("title_missing") in said(tab)
    assert found(community) == []


def test_title_and_pictures_are_as_chosen(ana: str, community: str) -> None:
    tab = open_tab(PAGE, ana)
    one(tab.text_input, words("meeting_title")).set_value("Winter meeting")
    one(tab.radio, words("show")).set_value("at_once")
    press(tab, "make_meeting")
    (made,) = found(community)
    assert (made.title, made.show, made.languages) == ({"en": "Winter meeting"}, "at_once", ("en", "es"))


def test_the_live_meeting_comes_first(ana: str, community: str) -> None:
    planned(community, "Later")
    live = planned(community, "Happening")
    save(lambda db: control.go_live(db, live))
    text = said(open_tab(PAGE, ana))
    assert text.index("Happening") < text.index("Later")
    assert words("phase_lobby") in text


def test_meetings_of_other_communities_are_not_shown(ana: str, community: str) -> None:
    planned(community, "Ours")
    other = save(lambda db: make_meeting(db, account=make_account(db, "bea")))
    tab = open_tab(PAGE, ana, community=other.community_id)
    assert "Ours" in said(tab)
    assert "Spring meeting" not in said(tab)


def test_two_communities_of_one_name_are_told_apart(ana: str, community: str) -> None:
    name = save(lambda db: communities.by_id(db, community)).name  # type: ignore[union-attr]
    for _ in range(2):
        save(lambda db: communities.create(db, name, ana))
    switcher = one(open_tab(PAGE, ana).selectbox, words("which_community"))
    assert switcher.options == [name["en"], f"{name['en']} (2)", f"{name['en']} (3)"]


def test_the_switcher_leads_to_the_other_community(ana: str, community: str) -> None:
    planned(community, "Of the first")
    second = save(lambda db: communities.create(db, {"en": "Valley"}, ana))
    planned(second, "Of the second")
    tab = open_tab(PAGE, ana)
    assert "Of the first" in said(tab)
    one(tab.selectbox, words("which_community")).set_value(second).run()
    assert "Of the second" in said(tab)
    assert "Of the first" not in said(tab)


def test_a_link_to_a_community_wins_over_the_one_chosen_before(ana: str, community: str) -> None:
    second = save(lambda db: communities.create(db, {"en": "Valley"}, ana))
    planned(second, "Of the second")
    tab = open_tab(PAGE, ana)
    assert "Of the second" not in said(tab)
    tab.query_params["community"] = second
    assert "Of the second" in said(tab.run())


# Plans


def test_a_copy_has_the_agenda_and_none_of_the_answers(ana: str) -> None:
    made = save(lambda db: make_meeting(db, account=ana))
    save(lambda db: control.show(db, made.id, made.activity_ids["spectrum"]))
    save(lambda db: control.open_round(db, made.id))
    with open_store() as db:
        meeting = meetings.by_id(db, made.id)
        agenda = activities.of_meeting(db, made.id)
    assert meeting is not None
    copied = save(lambda db: plans.copy(db, meeting, title={"en": "Again"}, held_on="2031-05-30"))
    with open_store() as db:
        copy = meetings.by_id(db, copied)
        assert copy is not None
        assert (copy.phase, copy.title, copy.held_on) == ("planned", {"en": "Again"}, "2031-05-30")
        assert copy.join_code != meeting.join_code
        assert rounds.of_meeting(db, copied) == []
        assert [(a.kind, a.config) for a in activities.of_meeting(db, copied)] == [(a.kind, a.config) for a in agenda]


def test_undo_after_deleting_is_one_button(ana: str, community: str) -> None:
    planned(community, "Stays")
    gone = planned(community, "Gone")
    with open_store() as db:
        meeting = meetings.by_id(db, gone)
    assert meeting is not None
    tab = open_tab(PAGE, ana)
    tab.session_state["removed_meeting"] = (meeting, save(lambda db: meetings.delete(db, gone)))
    tab.run()
    assert t("en", "facilitator.deleted", title="Gone") in said(tab)
    press(tab, "undo")
    assert {meeting.title["en"] for meeting in found(community)} == {"Stays", "Gone"}
    assert words("undo") not in [button.label for button in tab.button]


def test_a_plan_without_template_makes_an_empty_agenda(community: str) -> None:
    with open_store() as db:
        own = communities.by_id(db, community)
    assert own is not None
    plan = Plan({"en": "Bare"}, "2031-01-02", ("es",), "at_once")
    made = save(lambda db: plans.make(db, own, plan))
    with open_store() as db:
        meeting = meetings.by_id(db, made)
        assert activities.of_meeting(db, made) == []
    assert meeting is not None
    assert (meeting.held_on, meeting.languages, meeting.show) == ("2031-01-02", ("es",), "at_once")

"""The page of workgroups, as an organizer uses it."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from components.live import control
from components.live.store import open_store, save
from components.text import t
from db import activities, meetings, workgroups
from db.engine import Store
from db.workgroups import Workgroup
from tests.examples.workgroups import EXAMPLES
from tests.rooms import Made, answer, make_account, make_meeting, open_activity
from tests.tabs import one, open_tab, said

PAGE = "organizer/workgroups.py"


@pytest.fixture(autouse=True)
def _own_database(database: str) -> None:
    """Pages read the process's database."""


def held() -> Made:
    """A meeting that has ended, at which four people joined a group."""

    def hold(db: Store) -> Made:
        made = make_meeting(db, configs={"workgroups": EXAMPLES["three"]})
        round_id = open_activity(db, made, "workgroups")
        for person in range(4):
            answer(db, made, round_id, f"phone {person}", {"group": "housing", "contact": "rosa@example.org"})
        control.reveal(db, made.id)
        control.end(db, made.id)
        return made

    return save(hold)


def groups(made: Made) -> list[Workgroup]:
    with open_store() as db:
        return workgroups.of_community(db, made.community_id)


def write_down(made: Made) -> str:
    return save(lambda db: workgroups.add(db, made.community_id, {"en": "Housing"}, "2026-05-04", lead="Rosa"))


def open_group(made: Made, group_id: str) -> AppTest:
    return open_tab(PAGE, made.account_id, group=group_id)


def test_an_empty_page_says_what_workgroups_are_for_and_takes_the_first(database: str) -> None:
    made = save(lambda db: make_meeting(db, configs={"workgroups": EXAMPLES["three"]}))
    tab = open_tab(PAGE, made.account_id)
    assert t("en", "workgroup.none").partition("'")[0] in said(tab)
    tab.text_input(key=f"new-group-{made.community_id}.name.en").set_value("Housing")
    tab.text_input(key=f"new-group-{made.community_id}.goal.en").set_value("A list of rooms")
    one(tab.button, t("en", "workgroup.make")).click().run()
    [group] = groups(made)
    assert (group.name, group.goal, group.people) == ({"en": "Housing"}, {"en": "A list of rooms"}, None)
    assert "A list of rooms" in said(tab)


def test_a_workgroup_without_a_name_is_asked_for_one() -> None:
    made = held()
    tab = open_tab(PAGE, made.account_id)
    one(tab.button, t("en", "workgroup.make")).click().run()
    assert tab.error[0].value == t("en", "workgroup.name_missing")
    assert groups(made) == []


def test_one_tap_keeps_the_groups_people_joined() -> None:
    made = held()
    tab = open_tab(PAGE, made.account_id)
    assert "Housing (4)" in said(tab)
    one(tab.button, t("en", "workgroup.keep_one")).click().run()
    [group] = groups(made)
    assert group.people == 4
    assert "4 people" in said(tab)
    assert t("en", "workgroup.keep_one") not in [button.label for button in tab.button]


def test_where_a_meeting_ends_the_groups_people_joined_are_kept_with_the_same_tap() -> None:
    made = held()
    tab = open_tab("facilitator/closing.py", made.account_id, meeting=made.id)
    one(tab.button, t("en", "workgroup.keep_one")).click().run()
    assert [group.people for group in groups(made)] == [4]
    assert t("en", "workgroup.keep_one") not in [button.label for button in tab.button]


def test_a_workgroup_gets_steps_notes_and_a_place_on_the_next_agenda() -> None:
    made = held()
    group_id = write_down(made)
    coming = save(lambda db: meetings.create(db, made.community_id, {"en": "June"}, held_on="2100-06-01"))
    tab = open_group(made, group_id)
    tab.text_input(key=f"text-step-{group_id}").set_value("Call the county")
    one(tab.button, t("en", "workgroup.add_step")).click().run()
    tab.text_area(key=f"text-note-{group_id}").set_value("They said yes")
    one(tab.button, t("en", "workgroup.add_note")).click().run()
    one(tab.checkbox, "Call the county").check().run()
    [group] = groups(made)
    assert [note.text for note in group.notes] == ["Call the county", "They said yes"]
    assert group.steps[0].done_on
    one(tab.button, t("en", "workgroup.put_on")).click().run()
    with open_store() as db:
        assert [each.title["en"] for each in activities.of_meeting(db, coming)] == ["Workgroup: Housing"]
    assert "on the agenda of “June”" in said(tab)


def test_contacts_stand_on_the_page_of_the_workgroup_alone() -> None:
    made = held()
    tab = open_tab(PAGE, made.account_id)
    one(tab.button, t("en", "workgroup.keep_one")).click().run()
    assert "rosa@example.org" not in said(tab)
    assert "rosa@example.org" in said(open_group(made, groups(made)[0].id))


def test_a_workgroup_is_closed_with_what_came_of_it_and_goes_on_again() -> None:
    made = held()
    group_id = write_down(made)
    tab = open_group(made, group_id)
    one(tab.button, t("en", "workgroup.close")).click().run()
    assert tab.error[0].value == t("en", "workgroup.outcome_missing")
    tab.text_input(key=f"outcome-{group_id}.en").set_value("Nine families have rooms")
    one(tab.button, t("en", "workgroup.close")).click().run()
    assert not groups(made)[0].is_open
    assert "Nine families have rooms" in said(open_tab(PAGE, made.account_id))
    one(tab.button, t("en", "workgroup.go_on")).click().run()
    assert groups(made)[0].is_open


def test_a_deleted_workgroup_is_brought_back() -> None:
    made = held()
    tab = open_group(made, write_down(made))
    one(tab.button, t("en", "workgroup.delete")).click().run()
    assert groups(made) == []
    one(tab.button, t("en", "workgroup.undo")).click().run()
    assert [group.name["en"] for group in groups(made)] == ["Housing"]


def test_somebody_of_another_community_does_not_see_a_workgroup() -> None:
    made = held()
    group_id = write_down(made)
    other = save(lambda db: make_meeting(db, account=make_account(db, "bea"), configs={"talk": {"text": {"en": "A"}}}))
    tab = open_tab(PAGE, other.account_id, group=group_id)
    assert "Rosa" not in said(tab)
    assert t("en", "workgroup.about") in said(tab)


def test_what_people_wrote_is_text_on_the_page_and_nothing_else() -> None:
    made = held()
    name = "<b>Housing</b> **now** :red[x]"
    group_id = save(lambda db: workgroups.add(db, made.community_id, {"en": name}, "2026-05-04", lead=name))
    save(lambda db: workgroups.write(db, made.community_id, group_id, "step", name, "2026-05-04"))
    for tab in (open_tab(PAGE, made.account_id), open_group(made, group_id)):
        assert "<b>Housing</b>" not in said(tab)

"""A community's history, run as a tab runs it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components import account_cookie
from components.charts.timeline import day_in_words
from components.live import control
from components.live.store import open_store, save
from components.text import t
from components.text.days import day as day_of
from db import accounts, activities, communities, history, meetings, participants
from db.engine import Store
from db.history import Attendance
from db.meetings import Meeting
from tests.rooms import CONFIGS, LINES, Made, answer, make_account, make_meeting, next_meeting, open_activity
from tests.tabs import figures

PAGE = Path(__file__).parents[2] / "pages" / "organizer" / "history.py"
VALUES: dict[str, dict[str, Any]] = {
    "icebreaker": {"word": "hope"}, "spectrum": {"lines": {"expertise": 70}}, "ranking": {"order": ["housing"]},
    "reflection": {"useful": 4, "try": "Between us"},
}  # fmt: skip


@pytest.fixture(autouse=True)
def _own_database(database: str) -> None:
    """Pages read the process's database."""


def opened(account_id: str, language: str = "en", **query: str) -> AppTest:
    with open_store() as db:
        account = accounts.by_id(db, account_id)
    assert account
    tab = AppTest.from_file(str(PAGE), default_timeout=60)
    tab.session_state["account_sign_in"] = account_cookie.claims_of(account)
    for name, value in {"lang": language, **query}.items():
        tab.query_params[name] = value
    tab.run()
    assert not tab.exception
    return tab


def told(tab: AppTest) -> str:
    """Everything the page says, joined."""
    words = [str(element.value) for kind in (tab.markdown, tab.info, tab.caption, tab.text) for element in kind]
    return "\n".join([*words, *(element.proto.body for element in tab.get("html"))])


def drawn(tab: AppTest) -> list[str]:
    """The pictures of what was answered."""
    return [key for key in figures(tab) if key != "trend-participation"]


def hold(db: Store, made: Made, people: int, kinds: list[str]) -> None:
    """Let everybody answer these activities, and end the meeting."""
    for kind in kinds:
        round_id = open_activity(db, made, kind)
        for person in range(people):
            answer(db, made, round_id, f"phone {person}", VALUES[kind])
    control.end(db, made.id)


def two_meetings(db: Store, *, show: str = "at_once", people: int = 6) -> Made:
    """Two ended meetings of one community, six weeks apart."""
    first = make_meeting(db, show=show)
    second = make_meeting(db, show=show, account=first.account_id)
    db.execute("UPDATE meetings SET community_id = :c", c=first.community_id)
    communities.remove_member(db, second.community_id, first.account_id)
    for made, day in ((first, "2026-03-12"), (second, "2026-04-23")):
        meetings.change(db, made.id, held_on=day)
        hold(db, made, people, list(VALUES))
    return first


def test_every_kind_that_asks_something_has_a_picture_over_all_meetings() -> None:
    made = save(two_meetings)
    tab = opened(made.account_id)
    assert len(drawn(tab)) == len(VALUES) == 4
    labels = [expander.label for expander in tab.expander]
    assert labels.count(t("en", "history.numbers")) == len(VALUES) + 1, "and that of who took part"
    assert "2 meetings from March 12, 2026 to April 23, 2026" in told(tab)


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_has_changed_is_told_first_with_the_way_to_its_picture(language: str) -> None:
    made = save(moved_apart)
    said = told(opened(made.account_id, language))
    day, line = day_of(meetings_of(made)[0].held_on, language), LINES["lines"][0]
    moved = {"first": day, "last": day, "stem": line["stem"][language], "pole": line["right"][language], "points": 15}
    assert said.count(t(language, "story.moved", **moved)) == 2, "above, and beside its picture"
    assert said.count(t(language, "story.clear")) == 2
    assert said.count(t(language, "story.parts", stayed=15, came=0)) == 2
    assert 'href="#history-spectrum"' in said
    assert 'id="history-spectrum"' in said
    assert t(language, "story.recognised", both=12, of=12) in said
    assert t(language, "story.method_split") in said


def moved_apart(db: Store) -> Made:
    """Two meetings of the same twelve people, who moved 15 points."""
    first = make_meeting(db, configs={"spectrum": LINES})
    for made, place in ((first, 40), (next_meeting(db, first, {"spectrum": LINES}), 55)):
        stand(db, made, place)
    return first


def test_who_came_and_who_came_back_is_told() -> None:
    first = save(lambda db: make_meeting(db, configs={"spectrum": LINES}))
    save(lambda db: hold(db, first, 3, ["spectrum"]))
    second = save(lambda db: next_meeting(db, first, {"spectrum": LINES}))
    save(lambda db: hold(db, second, 7, ["spectrum"]))
    tab = opened(first.account_id)
    alt = figures(tab)["trend-participation"]
    day = day_in_words(meetings_of(first)[0].held_on, "en")
    assert t("en", "participation.last", n=7, back=3, day=day) in alt
    assert f"{t('en', 'participation.each', day=day, n=7, back=3)}." in alt
    with open_store() as db:
        assert [(each.present, each.returning) for each in history.attendance(db, first.community_id)] == [
            (3, 0),
            (7, 3),
        ]


def test_what_stayed_where_it_was_is_not_called_chance() -> None:
    made = save(lambda db: make_meeting(db, configs={"spectrum": LINES}))
    save(lambda db: stand(db, made, 40))
    save(lambda db: stand(db, next_meeting(db, made, {"spectrum": LINES}), 40))
    said = told(opened(made.account_id))
    assert said.count("stayed where it was.") == 2
    assert t("en", "story.chance") not in said


def test_any_two_meetings_are_compared() -> None:
    first = save(lambda db: make_meeting(db, configs={"spectrum": LINES}))
    for place in (20, 50, 70):
        made = first if place == 20 else save(lambda db: next_meeting(db, first, {"spectrum": LINES}))
        save(lambda db, at=made, to=place: stand(db, at, to))  # type: ignore[misc]
    tab = opened(first.account_id)
    assert "moved 50 points" in told(tab)
    ids = [each.meeting.id for each in attendance_of(first)]
    for chosen, points in (((ids[0], ids[1]), 30), ((ids[1], ids[2]), 20)):
        tab.select_slider[0].set_value(chosen).run()
        assert f"moved {points} points" in told(tab)
        assert "moved 50 points" not in told(tab)
    tab.select_slider[0].set_value((ids[1], ids[1])).run()
    assert not tab.exception
    assert "points towards" not in told(tab)


def stand(db: Store, made: Made, place: int) -> None:
    """Twelve people at one place of the line, and the end of the meeting."""
    round_id = open_activity(db, made, "spectrum")
    for person in range(12):
        answer(db, made, round_id, f"phone {person}", {"lines": {"expertise": place}})
    control.end(db, made.id)


def attendance_of(made: Made) -> list[Attendance]:
    with open_store() as db:
        return history.attendance(db, made.community_id)


def meetings_of(made: Made) -> list[Meeting]:
    with open_store() as db:
        return meetings.of_community(db, made.community_id)


def test_the_numbers_behind_name_each_meeting_and_no_text() -> None:
    said = told(opened(save(two_meetings).account_id))
    assert said.count("<td>March 12, 2026</td>") >= 4
    assert "Between us" not in said


def test_meetings_with_few_answers_are_left_out_and_counted() -> None:
    made = save(lambda db: two_meetings(db, show="at_five", people=4))
    tab = opened(made.account_id)
    assert not drawn(tab)
    assert told(tab).count("In 2 of them fewer than five people answered") == 4


def test_before_a_meeting_has_ended_the_page_says_what_to_do() -> None:
    made = save(lambda db: make_meeting(db, configs={"spectrum": LINES}))
    save(lambda db: open_activity(db, made, "spectrum"))
    tab = opened(made.account_id)
    assert t("en", "history.history_empty") in told(tab)
    assert not drawn(tab)


def test_who_has_no_community_is_told_how_to_begin() -> None:
    account = save(make_account)
    assert t("en", "history.no_community") in told(opened(account))


def test_another_communitys_history_looks_like_no_such_community() -> None:
    foreign = save(two_meetings)
    own = save(lambda db: make_meeting(db, account=make_account(db, "eve")))
    said = {told(opened(own.account_id, community=asked)) for asked in (foreign.community_id, "none")}
    assert len(said) == 1
    assert t("en", "history.history_empty") in said.pop()


def test_who_belongs_to_several_communities_switches_between_them() -> None:
    def prepare(db: Store) -> str:
        made = two_meetings(db)
        communities.create(db, {"en": "South Coast"}, made.account_id)
        return made.account_id

    tab = opened(save(prepare))
    assert len(drawn(tab)) == 4
    tab.selectbox[0].select_index(1).run()
    assert not tab.exception
    assert t("en", "history.history_empty") in told(tab)


def test_a_kind_nobody_was_asked_has_no_place() -> None:
    def prepare(db: Store) -> Made:
        made = make_meeting(db, configs={"spectrum": LINES, "talk": CONFIGS["talk"]})
        hold(db, made, 6, ["spectrum"])
        assert len(activities.of_meeting(db, made.id)) == 2
        return made

    tab = opened(save(prepare).account_id)
    assert len(drawn(tab)) == 1
    assert "One meeting so far" in told(tab)


def test_the_page_speaks_spanish() -> None:
    assert "2 reuniones, del 12 de marzo de 2026 al 23 de abril de 2026" in told(
        opened(save(two_meetings).account_id, "es")
    )


ROLES = {"roles": [{"id": "parent", "text": {"en": "Parent"}}, {"id": "staff", "text": {"en": "Staff"}}]}


def two_roles(db: Store, *formats: str) -> Made:
    """A meeting for each format, of six parents and six staff who rate it 5 and 3."""
    first = made = make_meeting(db, configs={"reflection": CONFIGS["reflection"]})
    communities.ask_about(db, first.community_id, json.dumps(ROLES))
    for number, held in enumerate(formats):
        made = first if not number else next_meeting(db, first, {"reflection": CONFIGS["reflection"]})
        meetings.change(db, made.id, format=held, held_on=f"2026-0{number + 3}-12")
        round_id = open_activity(db, made, "reflection")
        for person in range(12):
            role, useful = ("parent", 5) if person < 6 else ("staff", 3)
            answer(db, made, round_id, f"phone {person}", {"useful": useful})
            known = participants.find(db, made.community_id, f"phone {person}")
            assert known
            participants.set_attributes(db, known, json.dumps({"roles": [role]}))
        control.end(db, made.id)
    return first


def by_role(made: Made) -> AppTest:
    tab = opened(made.account_id)
    tab.segmented_control(key="by-reflection").set_value("roles").run()
    assert not tab.exception
    return tab


def test_who_was_there_is_told_by_the_groups_that_are_asked_about() -> None:
    said = told(opened(save(lambda db: two_roles(db, "onsite")).account_id))
    assert t("en", "participation.groups_title") in said
    assert '<td>Parent</td><td class="number">6</td>' in said


def test_what_is_looked_at_by_a_group_has_its_averages_and_what_is_withheld() -> None:
    said = told(by_role(save(lambda db: two_roles(db, "onsite"))))
    assert t("en", "groups.rule") in said
    assert '<td>Parent</td><td class="number">6</td><td class="number">5.0</td>' in said
    assert t("en", "groups.by_format") not in said, "one format has nothing beside it"


def test_what_works_for_whom_stands_beside_two_formats() -> None:
    said = told(by_role(save(lambda db: two_roles(db, "onsite", "distance"))))
    assert t("en", "groups.by_format") in said
    for held in ("onsite", "distance"):
        for who, answers, mean in (("Everybody", "12", "4.0"), ("Parent", "6", "5.0"), ("Staff", "6", "3.0")):
            cells = f'<td class="number">1</td><td>{who}</td><td class="number">{answers}</td><td class="number">{mean}'
            assert f"<td>{t('en', f'context.format_{held}')}</td>{cells}" in said


def test_the_path_of_the_groups_over_all_meetings_is_one_choice_away() -> None:
    tab = by_role(save(lambda db: two_roles(db, "onsite", "distance", "onsite")))
    assert t("en", "groups.legend_whole") not in told(tab)
    tab.segmented_control(key="over-reflection").set_value("whole").run()
    assert not tab.exception
    said = told(tab)
    assert t("en", "groups.legend_whole") in said
    assert said.count('<td>Parent</td><td class="number">6</td><td class="number">5.0</td>') >= 3

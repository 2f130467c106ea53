"""The page of a community's goals."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from components.goals.gauges import Gauge
from components.live.store import open_store, save
from components.text import t
from components.ui.goal_theory import areas_of
from components.ui.goal_words import gauge_name
from db import communities, goals, library, measurements, theories, trials
from db.goals import Goal, Metric
from db.measurements import Measurement
from db.theories import Area
from db.trials import Trial
from tests.rooms import make_account
from tests.tabs import figures, open_tab, said

PAGE = "organizer/goals.py"

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def ana() -> str:
    return save(make_account)


@pytest.fixture
def community(ana: str) -> str:
    return save(lambda db: communities.create(db, {"en": "North Coast"}, ana))


@pytest.fixture
def metric(community: str) -> str:
    goal = save(lambda db: goals.put(db, community, Goal("", {"en": "More care"})))
    return save(
        lambda db: goals.put_metric(db, community, Metric("", goal, {"en": "Places"}, {"en": "places"}, 80, 160))
    )


def words(name: str, /, **values: object) -> str:
    return t("en", f"goals.{name}", **values)


def within(tab: AppTest, opener: str, label: str) -> AppTest:
    """Press a button in the dialog another one opens. A tab here forgets a dialog, so that one is pressed again."""
    tab.button(key=opener).click()
    return next(each for each in tab.button if each.label == label).click().run()


def open_view(ana: str, view: str) -> AppTest:
    tab = open_tab(PAGE, ana)
    return tab.button_group(key="goals-view").set_value(view).run()


def test_a_page_without_goals_teaches_and_offers_the_first_step(ana: str, community: str) -> None:
    tab = open_tab(PAGE, ana)
    assert words("empty") in said(tab)
    tab.button(key="goal-add").click().run()
    tab.text_input(key="goal-.title").set_value("More care")
    within(tab, "goal-add", t("en", "facilitator.save"))
    with open_store() as db:
        [goal] = goals.of_community(db, community)
    assert goal.title == {"en": "More care"}
    assert "More care" in said(open_tab(PAGE, ana))


def test_a_number_is_written_down_drawn_and_taken_back(ana: str, community: str, metric: str) -> None:
    tab = open_tab(PAGE, ana)
    assert words("none_yet", name="Places") in said(tab)
    tab.button(key=f"measure-{metric}").click().run()
    tab.text_input(key=f"measurement-{metric}.value").set_value("120")
    tab = within(tab, f"measure-{metric}", t("en", "facilitator.save"))
    assert words("added", n=1) in said(tab)
    [alt] = figures(tab).values()
    assert "50% of the way from 80 places to 160 places" in alt
    tab.button(key="measure-undo").click().run()
    with open_store() as db:
        assert measurements.of_community(db, community) == {}


def test_what_is_no_number_is_asked_again(ana: str, community: str, metric: str) -> None:
    tab = open_tab(PAGE, ana)
    tab.button(key=f"measure-{metric}").click().run()
    tab.text_input(key=f"measurement-{metric}.value").set_value("many")
    tab = within(tab, f"measure-{metric}", t("en", "facilitator.save"))
    assert words("no_number") in said(tab)


def test_a_measurement_is_taken_out_and_brought_back(ana: str, community: str, metric: str) -> None:
    [one] = save(
        lambda db: measurements.add(db, community, [Measurement("", metric, "2026-05-04", 160, "Spring")], "Ana")
    )
    tab = open_tab(PAGE, ana)
    assert "is reached" in next(iter(figures(tab).values()))
    tab.button(key=f"take-out-{one}").click().run()
    assert figures(tab) == {}
    tab.button(key="measure-undo").click().run()
    with open_store() as db:
        [back] = measurements.of_community(db, community)[metric]
    assert (back.id, back.note) == (one, "Spring")


def test_goals_can_be_taken_along_as_soon_as_there_is_one(ana: str, community: str) -> None:
    def offered() -> list[str]:
        return [each.proto.label for each in open_tab(PAGE, ana).get("download_button")]

    assert offered() == []
    save(lambda db: goals.put(db, community, Goal("", {"en": "More care"})))
    assert offered() == [words("get_csv"), words("get_json")]


def test_what_is_put_away_can_be_taken_up_again(ana: str, community: str, metric: str) -> None:
    tab = open_tab(PAGE, ana)
    tab.button(key=f"metric-away-{metric}").click().run()
    assert f"measure-{metric}" not in {each.key for each in tab.button}
    tab.button(key=f"metric-again-{metric}").click().run()
    assert f"measure-{metric}" in {each.key for each in tab.button}


def test_how_change_happens_is_drawn_with_the_goals_of_each_area(ana: str, community: str) -> None:
    tab = open_view(ana, "theory")
    assert words("theory_empty") in said(tab)
    tab.button(key="theory-write").click().run()
    tab.text_area(key="theory.if_we").set_value("meet")
    tab.text_area(key="theory.areas").set_value("Buses\nCare")
    within(tab, "theory-write", t("en", "facilitator.save"))
    with open_store() as db:
        buses = theories.areas(db, community)[0]
    save(lambda db: goals.put(db, community, Goal("", {"en": "Line 12"}, buses.id)))
    shown = said(open_view(ana, "theory"))
    assert all(each in shown for each in ("meet", "Buses", "Line 12", words("area_empty")))


def test_an_area_whose_name_changes_stays_the_same_area() -> None:
    known = [Area("1", {"en": "Buses", "es": "Autobuses"}), Area("2", {"en": "Care"})]
    assert areas_of("Lines\nCare\n", known, "en") == [Area("1", {"es": "Autobuses", "en": "Lines"}), known[1]]
    assert areas_of("Care\nFood", known, "en") == [known[1], Area("", {"en": "Food"})]


def test_a_small_test_is_planned_and_decided(ana: str, community: str) -> None:
    tab = open_view(ana, "trials")
    tab.button(key="trial-add").click().run()
    tab.text_area(key="trial-.plan").set_value("Evening care")
    within(tab, "trial-add", t("en", "facilitator.save"))
    with open_store() as db:
        [trial] = trials.of_community(db, community)
    tab = open_view(ana, "trials")
    tab.button(key=f"trial-change-{trial.id}").click().run()
    tab.text_area(key=f"trial-{trial.id}.whom").set_value("Late shifts")
    tab.button_group(key=f"trial-{trial.id}.decision").set_value("adapt")
    within(tab, f"trial-change-{trial.id}", t("en", "facilitator.save"))
    with open_store() as db:
        [decided] = trials.of_community(db, community)
    assert (decided.decision, decided.stage, decided.words["whom"]) == ("adapt", "decided", {"en": "Late shifts"})
    tab = open_view(ana, "trials")
    assert words("decision_adapt") in said(tab)
    tab.button(key=f"trial-remove-{trial.id}").click().run()
    tab.button(key="trial-undo-it").click().run()
    with open_store() as db:
        assert trials.of_community(db, community) == [decided]


def test_a_decided_test_is_kept_as_a_lesson_once(ana: str, community: str) -> None:
    goal = save(lambda db: goals.put(db, community, Goal("", {"en": "More care"})))
    told = {"plan": {"en": "Evening care"}, "seen": {"en": "Seven stayed"}, "whom": {"en": "Late shifts"}}
    trial = save(lambda db: trials.put(db, community, Trial("", goal, told, "adapt", decided_on="2026-06-01"), "Ana"))
    waiting = save(lambda db: trials.put(db, community, Trial("", goal, told), "Ana"))
    tab = open_view(ana, "trials")
    assert f"trial-keep-{waiting}" not in {each.key for each in tab.button}
    tab.button(key=f"trial-keep-{trial}").click().run()
    assert words("lesson_kept") in said(tab)
    assert f"trial-keep-{trial}" not in {each.key for each in tab.button}
    assert words("lesson_open") in [each.proto.label for each in tab.get("page_link")]
    with open_store() as db:
        [item] = library.of_community(db, community)
    assert (item.kind, item.title, item.trial_id) == ("worked", "Evening care", trial)
    assert "Seven stayed" in item.body
    assert "Late shifts" in item.body
    shown = said(open_tab("organizer/library.py", ana, entry=item.id))
    assert t("en", "library.from_trial_goal", test="Evening care", goal="More care") in shown


def test_a_lesson_of_a_test_is_taken_out_again_and_offered_anew(ana: str, community: str) -> None:
    told = {"plan": {"en": "Evening care"}}
    trial = save(lambda db: trials.put(db, community, Trial("", "", told, "abandon"), "Ana"))
    tab = open_view(ana, "trials")
    tab.button(key=f"trial-keep-{trial}").click().run()
    tab.button(key="lesson-undo").click().run()
    with open_store() as db:
        assert library.of_community(db, community) == []
    assert f"trial-keep-{trial}" in {each.key for each in tab.button}
    tab.button(key=f"trial-keep-{trial}").click().run()
    with open_store() as db:
        [item] = library.of_community(db, community)
    assert item.kind == "did_not"
    page = open_tab("organizer/library.py", ana, entry=item.id)
    page.button(key=f"entry-remove-{item.id}").click().run()
    with open_store() as db:
        assert library.of_trials(db, community) == {}
    page.button(key="undo-entry").click().run()
    with open_store() as db:
        assert library.of_trials(db, community) == {trial: item.id}


def test_what_meetings_measure_is_named_once_where_its_question_and_its_answer_are_the_same() -> None:
    def named(of: dict[str, str] | None) -> str:
        return gauge_name(Gauge("ranking:bus", {"en": "Buses"}, "top", (), of), "en")

    assert named({"en": "Buses"}) == named(None) == "Buses"
    assert named({"en": "Yes"}) == "Buses · Yes"

"""Goals, metrics, measurements, theories and small tests, as they are stored."""

from __future__ import annotations

from dataclasses import replace

from db import communities, goals, measurements, theories, trials
from db.engine import Store
from db.goals import Goal, Metric
from db.measurements import Measurement
from db.theories import Area, Theory
from db.trials import Trial
from tests.rooms import make_meeting

TITLE = {"en": "More care", "es": "Más cuidado"}


def community(store: Store) -> str:
    return make_meeting(store, live=False).community_id


def followed(store: Store, place: str) -> str:
    goal_id = goals.put(store, place, Goal("", TITLE))
    return goals.put_metric(
        store, place, Metric("", goal_id, {"en": "Places"}, {"en": "places"}, 84, 160, "2027-01-31")
    )


def test_a_goal_keeps_its_metric_with_all_that_was_said_of_it(store: Store) -> None:
    place = community(store)
    metric_id = followed(store, place)
    [goal] = goals.of_community(store, place)
    [metric] = goals.metrics(store, place)
    assert goal.title == TITLE
    assert metric == Metric(metric_id, goal.id, {"en": "Places"}, {"en": "places"}, 84, 160, "2027-01-31")
    goals.put_metric(store, place, replace(metric, target=None, baseline=80.5))
    [changed] = goals.metrics(store, place)
    assert (changed.target, changed.baseline) == (None, 80.5)


def test_what_is_put_away_is_taken_up_again_as_it_was(store: Store) -> None:
    place = community(store)
    metric_id = followed(store, place)
    [before] = goals.of_community(store, place)
    goals.put_away(store, place, before.id)
    goals.put_metric_away(store, place, metric_id)
    assert goals.of_community(store, place)[0].is_away
    assert goals.metrics(store, place)[0].is_away
    goals.put_away(store, place, before.id, False)
    goals.put_metric_away(store, place, metric_id, False)
    assert goals.of_community(store, place) == [before]


def test_a_measurement_that_was_taken_out_comes_back_under_its_id(store: Store) -> None:
    place = community(store)
    metric_id = followed(store, place)
    later, first = Measurement("", metric_id, "2026-06-01", 91, "Fires"), Measurement("", metric_id, "2026-05-01", 7.5)
    ids = measurements.add(store, place, [later, first], "Ana")
    before = measurements.of_community(store, place)[metric_id]
    assert [each.value for each in before] == [7.5, 91]
    measurements.remove(store, place, [ids[0]])
    assert len(measurements.of_community(store, place)[metric_id]) == 1
    measurements.add(store, place, [before[1]], "Ana")
    assert measurements.of_community(store, place)[metric_id] == before


def test_an_area_that_goes_leaves_its_goals(store: Store) -> None:
    place = community(store)
    bus, care = theories.put_areas(store, place, [Area("", {"en": "Buses"}), Area("", {"en": "Care"})])
    goals.put(store, place, Goal("", TITLE, bus))
    assert theories.put_areas(store, place, [Area(care, {"en": "Child care"})]) == [care]
    assert theories.areas(store, place) == [Area(care, {"en": "Child care"})]
    assert goals.of_community(store, place)[0].area_id == ""


def test_a_theory_is_written_over(store: Store) -> None:
    place = community(store)
    assert theories.of_community(store, place) == Theory()
    for words in ("meet", "listen"):
        theories.put(store, place, Theory({"if_we": {"en": words}}), "Ana")
    assert theories.of_community(store, place).words == {"if_we": {"en": "listen"}}


def test_a_small_test_goes_from_plan_to_decision_and_comes_back_when_removed(store: Store) -> None:
    place = community(store)
    trial_id = trials.put(store, place, Trial("", "", {"plan": {"en": "Try"}}, begun_on="2026-05-01"), "Ana")
    [trial] = trials.of_community(store, place)
    assert trial.stage == "planned"
    stages = []
    for part in ("tried", "seen"):
        trial = replace(trial, words={**trial.words, part: {"en": "So"}})
        stages.append(trial.stage)
    decided = replace(trial, decision="adapt", decided_on="2026-06-01")
    trials.put(store, place, decided, "Ana")
    assert [*stages, decided.stage] == ["tried", "measured", "decided"]
    trials.remove(store, place, trial_id)
    assert trials.of_community(store, place) == []
    trials.put(store, place, decided, "Ana")
    assert trials.of_community(store, place) == [decided]


def test_with_a_community_all_of_it_goes(store: Store) -> None:
    place = community(store)
    metric_id = followed(store, place)
    measurements.add(store, place, [Measurement("", metric_id, "2026-06-01", 91)], "Ana")
    theories.put(store, place, Theory({"if_we": {"en": "meet"}}), "Ana")
    theories.put_areas(store, place, [Area("", {"en": "Buses"})])
    trials.put(store, place, Trial("", "", {"plan": {"en": "Try"}}), "Ana")
    store.execute("DELETE FROM communities WHERE id = :id", id=place)
    for table in ("goals", "metrics", "measurements", "theories", "practice_areas", "trials"):
        assert store.query(f"SELECT * FROM {table}") == []
    assert communities.by_id(store, place) is None

"""What a report holds, for whom, and what it never holds."""

from __future__ import annotations

import pytest

from components.history.story import changes_of
from components.history.summaries import past_of
from components.history.told import how_far
from components.reports.assembly import report_of
from components.reports.page import page
from components.reports.report import NotAgreed, NothingToReport
from components.text import t
from db import goals, measurements, meetings
from db.engine import Store
from db.goals import Goal, Metric
from db.measurements import Measurement
from tests.reports.reported import CONFIGS, agree, hold, order, tallies, two_meetings
from tests.rooms import EXIT, LINES, WORD, make_meeting, next_meeting

WRITTEN = {"spectrum": LINES, "icebreaker": WORD, "reflection": EXIT}


def aim(store: Store, community_id: str) -> None:
    """A goal that is half reached, one that is not followed, and one that was put away."""
    goal_id = goals.put(store, community_id, Goal("", {"en": "More care"}))
    metric = Metric("", goal_id, {"en": "Places"}, {"en": "places"}, 80, 160, "2027-01-31")
    metric_id = goals.put_metric(store, community_id, metric)
    measurements.add(store, community_id, [Measurement("", metric_id, "2026-05-04", 120)], "Ana")
    goals.put(store, community_id, Goal("", {"en": "Not followed yet"}))
    goals.put_away(store, community_id, goals.put(store, community_id, Goal("", {"en": "Gone"})))


def words_of(store: Store, wanted: object) -> str:
    return page(report_of(store, wanted))  # type: ignore[arg-type]


def test_charts_hold_the_numbers_of_the_tallies(store: Store) -> None:
    made = two_meetings(store)
    article = report_of(store, order(made)).first
    spectrum, choice, _ = (chart for _, chart in article.charts)
    lines = [tally["lines"]["expertise"] for tally in tallies(store, made, "spectrum")]
    zones = [tuple(line[zone] for line in lines) for zone in ("left", "middle", "right")]
    assert [numbers for _, numbers in spectrum.series] == zones
    assert zones == [(12, 0), (0, 0), (0, 12)]
    shares = [tuple(tally["choices"][name] / 12 for tally in tallies(store, made, "choice")) for name in "ab"]
    assert [numbers for _, numbers in choice.series] == shares


def test_it_begins_with_what_history_says(store: Store) -> None:
    made = two_meetings(store)
    changes = changes_of(past_of(store, made.community_id).by_kind())
    said = {sentence for sentence, _ in report_of(store, order(made)).first.told}
    assert said <= {how_far(change, "en") for change in changes}
    assert len(said) == 3


def test_it_is_about_the_meetings_that_were_chosen(store: Store) -> None:
    made = two_meetings(store)
    article = report_of(store, order(made, meetings=(made.id,))).first
    assert article.days == "March 12, 2026"
    assert article.told == ()
    assert [part.head for part in article.parts] == ["Spectrum", "Choice"]
    people = {name: value for part in article.parts for row in part.rows for name, value in row.items()}
    assert people[t("en", "charts.column_n_left")] == 12


def test_it_tells_organizers_how_far_the_goals_have_come(store: Store) -> None:
    made = two_meetings(store)
    before = report_of(store, order(made)).first.parts
    aim(store, made.community_id)
    report = report_of(store, order(made))
    *others, part = report.first.parts
    assert others == list(before)
    assert part.head == t("en", "goals.report_head")
    assert "50% of the way from 80 places to 160 places" in part.items[0]
    row = part.rows[0]
    assert (row["Goal"], row["What is measured"], row["Where it is now"]) == ("More care", "Places", "120 places")
    assert (row["By when"], row["Where it began"], row["Where it shall be"]) == (
        "January 31, 2027", "80 places", "160 places",
    )  # fmt: skip
    assert part.rows[1][t("en", "goals.column_goal")] == "Not followed yet"
    assert report.sheets[-1].rows == part.rows


def test_goals_are_of_all_meetings_and_for_organizers_alone(store: Store) -> None:
    made = two_meetings(store)
    aim(store, made.community_id)
    agree(store, made, "results")
    assert "More care" not in words_of(store, order(made, meetings=(made.id,)))
    for audience in ("families", "agency", "funder"):
        told = words_of(store, order(made, audience))
        assert "More care" not in told
        assert "Places" not in told


def test_it_speaks_the_language_that_was_chosen(store: Store) -> None:
    made = two_meetings(store)
    article = report_of(store, order(made, language="es")).first
    assert article.community == "Costa Norte"
    assert article.title == t("es", "story.title")
    assert "Experiencia vivida" in page(report_of(store, order(made, language="es")))


def test_what_too_few_answered_is_in_no_report(store: Store) -> None:
    made = make_meeting(store, configs=CONFIGS, show="at_five")
    hold(store, made, people=4)
    report = report_of(store, order(made))
    assert [part.said for part in report.first.parts] == [(t("en", "history.few", least=5),)] * 2
    assert report.first.charts == []
    assert report.sheets == ()


def test_what_is_not_over_is_in_no_report(store: Store) -> None:
    made = make_meeting(store, configs=CONFIGS)
    with pytest.raises(NothingToReport):
        report_of(store, order(made))


@pytest.mark.parametrize("audience", ["organizers", "families", "agency", "funder"])
def test_what_was_written_for_facilitators_is_in_no_report(store: Store, audience: str) -> None:
    made = make_meeting(store, configs=WRITTEN, show="at_once")
    hold(store, made)
    agree(store, made, "results")
    assert "Private thought" not in words_of(store, order(made, audience))


@pytest.mark.parametrize("audience", ["agency", "funder"])
def test_without_an_agreement_outsiders_get_nothing(store: Store, audience: str) -> None:
    made = two_meetings(store)
    with pytest.raises(NotAgreed):
        report_of(store, order(made, audience))


@pytest.mark.parametrize("audience", ["agency", "funder"])
def test_who_sees_the_wall_gets_what_the_wall_showed_last(store: Store, audience: str) -> None:
    made = two_meetings(store, configs=WRITTEN)
    agree(store, made, "wall")
    article = report_of(store, order(made, audience)).first
    assert article.days == "May 14, 2026"
    heads = [part.head for part in article.parts]
    assert heads == ["Spectrum", "Icebreaker"], "nobody saw the reflection on the wall"
    html = words_of(store, order(made, audience))
    assert t("en", "participation.title") not in html
    assert "March" not in html


def test_a_picture_that_was_not_revealed_is_not_what_the_wall_showed(store: Store) -> None:
    made = two_meetings(store)
    agree(store, made, "wall")
    store.execute("UPDATE rounds SET phase = 'closed'")
    assert report_of(store, order(made, "funder")).first.parts == ()


@pytest.mark.parametrize("audience", ["agency", "funder"])
def test_a_summary_holds_no_word_a_person_wrote(store: Store, audience: str) -> None:
    made = two_meetings(store, configs=WRITTEN)
    agree(store, made, "results")
    html = words_of(store, order(made, audience))
    assert "hope" not in html
    assert "We agreed on results." in html
    assert "Lived experience" in html
    assert "<table" not in html


def test_a_summary_counts_nobody_in_a_meeting_of_few(store: Store) -> None:
    made = make_meeting(store, configs={"spectrum": LINES}, show="at_once")
    hold(store, made, people=3)
    agree(store, made, "sent")
    article = report_of(store, order(made, "funder")).first
    assert all(chart.tone == "parts" for _, chart in article.charts), "participation alone"
    assert article.told == ()
    assert [part for part in article.parts if part.items] == []


def test_families_read_it_in_both_languages_and_without_numbers_behind(store: Store) -> None:
    made = two_meetings(store)
    report = report_of(store, order(made, "families"))
    assert [article.language for article in report.articles] == ["en", "es"]
    assert [article.community for article in report.articles] == ["North Coast", "Costa Norte"]
    assert [part.head for part in report.first.parts] == [t("en", "reports.talked"), t("en", "story.title")]
    assert report.first.charts == []


def test_families_read_what_they_said_and_what_was_changed(store: Store) -> None:
    made = two_meetings(store)
    told = {
        "text": {"en": "Since then"}, "style": "changed",
        "changes": [{"said": {"en": "Too late in the day"}, "changed": {"en": "We begin at five"}}],
    }  # fmt: skip
    last = next_meeting(store, made, {"talk": told, "spectrum": LINES})
    last.activity_ids.pop("talk")
    hold(store, last)
    meetings.change(store, last.id, held_on="2026-07-01")
    items = [item for part in report_of(store, order(made, "families")).first.parts for item in part.items]
    wanted = t("en", "reports.said_changed", said="Too late in the day", changed="We begin at five")
    assert wanted in items

"""The goals as files."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

from components.goals.aims import Aims
from components.goals.exports import to_csv, to_json
from components.goals.gauges import Gauge, Reading, gauges_of
from db import meetings
from db.engine import Store
from db.goals import Goal, Metric
from db.history import Attendance
from db.measurements import Measurement
from db.theories import Area
from tests.rooms import make_meeting

GAUGE = Gauge("participation", {}, "people", (Reading("2026-05-04", 12, 12),))


GOALS = [
    Goal("g", {"en": "=2+3", "es": "Más"}, "a"),
    Goal("h", {"en": "Alone"}),
    Goal("i", {"en": "Gone"}, "", True),
]
METRICS = [
    Metric("m", "g", {"en": "Places"}, {"en": "places"}, 80, 160.5, "2027-01-31"),
    Metric("n", "g", {"en": "Coming"}, {}, source="participation"),
    Metric("o", "g", {"en": "Waiting"}, {}),
    Metric("p", "g", {"en": "Away"}, {}, is_away=True),
]
MEASURED = {
    "m": [Measurement("1", "m", "2026-05-01", 90.0, "@Fires"), Measurement("2", "m", "2026-06-01", 91.5)],
    "p": [Measurement("3", "p", "2026-06-01", 7)],
}


def aims(**gauges: Gauge) -> Aims:
    """Goals of all sorts: followed by hand and by meetings, not followed, and put away."""
    return Aims(GOALS, METRICS, MEASURED, [Area("a", {"en": "Care"})], gauges or {"participation": GAUGE})


def rows(found: Aims) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to_csv(found, "en").decode("utf-8-sig"))))


def test_a_sheet_has_a_row_for_each_measurement_and_for_what_has_none() -> None:
    told = [(row["metric"], row["day"], row["value"], row["people"]) for row in rows(aims())]
    assert told == [
        ("Places", "2026-05-01", "90", ""), ("Places", "2026-06-01", "91.5", ""),
        ("Coming", "2026-05-04", "12", "12"), ("Waiting", "", "", ""), ("", "", "", ""),
    ]  # fmt: skip
    first = rows(aims())[0]
    assert (first["area"], first["unit"], first["baseline"], first["target"]) == ("Care", "places", "80", "160.5")
    assert (first["due"], first["measured_by"]) == ("2027-01-31", "hand")


def test_no_cell_is_a_formula() -> None:
    first = rows(aims())[0]
    assert (first["goal"], first["note"]) == ("'=2+3", "'@Fires")


def test_what_was_put_away_is_in_neither_file() -> None:
    for told in (to_csv(aims(), "en").decode(), to_json(aims(), "en").decode()):
        assert "Gone" not in told
        assert "Away" not in told


def test_what_few_people_gave_is_in_neither_file(store: Store) -> None:
    meeting = meetings.by_id(store, make_meeting(store, live=False).id)
    assert meeting
    came = [Attendance(replace(meeting, held_on=f"2026-0{n}-01"), n, 0) for n in (4, 5)]
    few = aims(**gauges_of([], came))
    assert [row["people"] for row in rows(few) if row["metric"] == "Coming"] == ["5"]
    [goal, _] = json.loads(to_json(few, "en"))
    assert [each["day"] for each in goal["metrics"][1]["measurements"]] == ["2026-05-01"]


def test_data_holds_the_same_by_goal() -> None:
    first, alone = json.loads(to_json(aims(), "es"))
    assert (first["goal"], alone["metrics"]) == ("Más", [])
    places, coming, waiting = first["metrics"]
    assert places["measurements"][0] == {"day": "2026-05-01", "value": 90, "people": None, "note": "@Fires"}
    assert [each["people"] for each in coming["measurements"]] == [12]
    assert waiting["measurements"] == []

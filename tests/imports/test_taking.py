"""An import is written whole or not at all, tells nobody apart, stands in history, and goes again without a trace."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from components.history.story import changes_of
from components.history.summaries import past_of
from components.imports.found import Found, Trouble
from components.imports.mapping import Decision, guess, known_in
from components.imports.moments import Gathering, days_of, gather
from components.imports.shapes import recognise
from components.imports.tables import read_tables
from components.imports.taking import File, Prepared, prepare, take
from components.live import control, past
from db import activities, history, imports, meetings, removal
from db.engine import Store
from db.schema import tables
from tests.imports.files import csv_file, google_forms, mentimeter, microsoft_forms, plain, slido
from tests.rooms import LINES, Made, answer, make_meeting, open_activity

TITLE = {"en": "Before Attune"}
FILES: dict[str, Callable[[], bytes]] = {
    "Google.csv": google_forms, "Microsoft.xlsx": microsoft_forms, "Menti.xlsx": mentimeter, "Slido.csv": slido,
    "Plain.csv": plain,
}  # fmt: skip


def found_in(data: bytes, name: str = "Spring.csv") -> Found:
    return recognise(read_tables(name, data), name)[0].found


def prepared(db: Store, made: Made, data: bytes, name: str = "Spring.csv", **decided: str) -> Prepared:
    """A file as the page maps it where nobody corrects anything but the `decided` ways by key."""
    found = found_in(data, name)
    known = known_in([each for each, _ in activities.of_earlier_meetings(db, made.community_id, but="")])
    guesses = {question.key: guess(question, "en", known) for question in found.questions}
    decisions = guesses | {key: replace(guesses[key], way=way) for key, way in decided.items()}
    held = gather(days_of(found.times, day_first=False))
    return prepare(found, decisions, held or [Gathering(date(2025, 2, 1), tuple(range(found.people)))])


def bring(db: Store, made: Made, ready: Prepared, name: str = "Spring.csv") -> str:
    return take(db, made.community_id, File(name, "0" * 64, made.account_id), TITLE, ready)


def everything(db: Store) -> dict[str, list[dict[str, Any]]]:
    return {table.name: db.query(f"SELECT * FROM {table.name} ORDER BY 1, 2") for table in tables()}


@pytest.fixture
def made(store: Store) -> Made:
    """A community that asked where the expertise is, at one meeting of its own."""
    made = make_meeting(store, configs={"spectrum": LINES})
    round_id = open_activity(store, made, "spectrum")
    for person in range(6):
        answer(store, made, round_id, f"phone {person}", {"lines": {"expertise": 80 + person}})
    control.end(store, made.id)
    return made


@pytest.mark.parametrize("name", list(FILES))
def test_a_file_becomes_an_ended_meeting_of_its_day(store: Store, made: Made, name: str) -> None:
    ready = prepared(store, made, FILES[name](), name)
    assert not ready.refused
    assert ready.troubles == ()
    bring(store, made, ready, name)
    meeting = meetings.of_community(store, made.community_id)[-1]
    assert (meeting.title, meeting.phase, meeting.show) == (TITLE, "ended", "at_five")
    assert meeting.held_on == ready.held[0].day.isoformat() < "2026"
    agenda = past.agenda_of(store, meeting)
    assert len(agenda) == ready.questions
    for activity in agenda:
        assert activity.final is not None
        assert activity.final.round.phase == "closed"
        assert not activity.final.is_hidden
        assert activity.final.tally["n"] >= 5
        assert activity.final.open_until is None
    assert [each.present for each in history.attendance(store, made.community_id)][0] == ready.people


def test_a_question_worded_as_before_goes_on_in_history(store: Store, made: Made) -> None:
    ready = prepared(store, made, google_forms(10))
    bring(store, made, ready)
    [change] = changes_of(past_of(store, made.community_id).by_kind())
    assert change.measure.id == "expertise"
    assert change.first.held_on == "2025-03-14"
    assert change.points == pytest.approx(32.5)
    assert change.split is None


def test_unreadable_cells_and_lines_are_left_out_and_told(store: Store, made: Made) -> None:
    ready = prepared(store, made, google_forms(broken=True))
    asked = "Who has the expertise? (1-10)"
    assert ready.troubles == (
        Trouble(4, "imports.not_a_number", "n/a", asked, 1, 10),
        Trouble(5, "imports.off_the_scale", "14", asked, 1, 10),
        Trouble(7, "imports.too_many_cells", "one too many"),
    )
    assert (ready.people, ready.answers) == (8, 30)


def test_nothing_that_says_who_somebody_is_reaches_the_store(store: Store, made: Made) -> None:
    for name, data in FILES.items():
        bring(store, made, prepared(store, made, data(), name), name)
    whole = json.dumps(everything(store), ensure_ascii=False, default=str)
    for secret in ("@example.org", "Person 0", "Voter 1", "Ana 1", "Nombre"):
        assert secret not in whole
    assert "Childcare" in whole


def test_an_import_that_fails_half_way_leaves_nothing(store: Store, made: Made) -> None:
    before = everything(store)
    ready = prepared(store, made, google_forms())
    last = ready.held[0].asked[-1]
    broken = replace(last, given={**last.given, 0: {"words": {1, 2}}})  # a set is no JSON and cannot be kept
    held = replace(ready.held[0], asked=(*ready.held[0].asked[:-1], broken))
    with pytest.raises(TypeError):
        bring(store, made, replace(ready, held=(held,)))
    assert everything(store) == before


def test_an_import_is_undone_whole_and_nothing_else_with_it(store: Store, made: Made) -> None:
    before = everything(store)
    first = bring(store, made, prepared(store, made, google_forms()))
    second = bring(store, made, prepared(store, made, slido(), "Slido.csv"), "Slido.csv")
    assert [each.id for each in imports.of_community(store, made.community_id)] == [second, first]
    assert imports.undo(store, made.community_id, second)
    assert imports.undo(store, made.community_id, first)
    assert everything(store) == before
    assert not imports.undo(store, made.community_id, first)


def test_another_community_cannot_undo_an_import(store: Store, made: Made) -> None:
    first = bring(store, made, prepared(store, made, google_forms()))
    other = make_meeting(store)
    assert not imports.undo(store, other.community_id, first)
    assert len(imports.of_community(store, made.community_id)) == 1


def test_a_phone_that_joins_an_imported_meeting_later_outlives_its_undo(store: Store, made: Made) -> None:
    first = bring(store, made, prepared(store, made, google_forms()))
    meeting = next(each for each in meetings.of_community(store, made.community_id) if each.title == TITLE)
    person = store.query("SELECT participant_id FROM attendances WHERE meeting_id = :id LIMIT 1", id=made.id)[0]
    store.insert("attendances", {"meeting_id": meeting.id, "first_at": "2026-01-01", **person})
    imports.undo(store, made.community_id, first)
    assert store.one("SELECT 1 FROM participants WHERE id = :id", id=person["participant_id"])


def test_a_deleted_imported_meeting_comes_back_whole(store: Store, made: Made) -> None:
    bring(store, made, prepared(store, made, google_forms()))
    meeting = next(each for each in meetings.of_community(store, made.community_id) if each.title == TITLE)
    before = everything(store)
    removed = meetings.delete(store, meeting.id)
    [told] = imports.of_community(store, made.community_id)
    assert told.days == ()
    removal.put_back(store, removed)
    assert everything(store) == before


def test_answers_months_apart_become_meetings_of_their_own(store: Store, made: Made) -> None:
    answered = [[f"2025-0{month}-0{n}", n] for month in (3, 9) for n in range(1, 6)]
    rows: list[list[Any]] = [["Timestamp", "Useful?"], *answered]
    ready = prepared(store, made, csv_file(rows))
    bring(store, made, ready)
    assert [(held.day, len(held.people)) for held in ready.held] == [(date(2025, 3, 1), 5), (date(2025, 9, 1), 5)]
    held_on = [each.held_on for each in meetings.of_community(store, made.community_id)]
    assert held_on[1:] == ["2025-09-01", "2025-03-01"]
    assert len(imports.of_community(store, made.community_id)) == 1


def test_a_group_under_five_stays_hidden_as_it_would_have_live(store: Store, made: Made) -> None:
    rows: list[list[Any]] = [["Timestamp", "Useful?"], *(["2025-03-01", n] for n in range(1, 5))]
    bring(store, made, prepared(store, made, csv_file(rows)))
    [moment] = past_of(store, made.community_id).by_kind()["reflection"]
    assert moment.is_hidden


def test_written_answers_may_not_be_read_aloud(store: Store, made: Made) -> None:
    rows = [["How was it?"], *([f"A long sentence that somebody wrote about the day, number {n}."] for n in range(5))]
    bring(store, made, prepared(store, made, csv_file(rows)))
    [moment] = past_of(store, made.community_id).by_kind()["reflection"]
    [question] = moment.tally["questions"].values()
    assert question == {"n": 5}
    [activity] = past.agenda_of(store, moment.meeting)
    assert activity.final
    assert not any(entry.answer.share for entry in activity.final.entries)


def test_a_scale_upside_down_is_refused() -> None:
    found = found_in(google_forms())
    guessed = {question.key: guess(question, "en", {}) for question in found.questions}
    wishes = replace(guessed["q1"].wishes, low=10, high=1)
    everybody = [Gathering(date(2025, 1, 1), tuple(range(8)))]
    ready = prepare(found, guessed | {"q1": Decision("spectrum.line", wishes)}, everybody)
    assert dict(ready.refused) == {"q1": "imports.scale_upside_down"}


def test_html_in_names_and_cells_is_text(store: Store, made: Made) -> None:
    rows = [["<img src=x onerror=alert(1)>"], *(["<b>Yes</b>"] for _ in range(4)), ["No"], ["No"]]
    bring(store, made, prepared(store, made, csv_file(rows)))
    [moment] = past_of(store, made.community_id).by_kind()["choice"]
    assert moment.config["question"] == {"en": "<img src=x onerror=alert(1)>"}


def test_what_was_not_imported_comes_back_too_where_both_are_taken_out(store: Store, made: Made) -> None:
    bring(store, made, prepared(store, made, google_forms()))
    before = everything(store)
    removed = removal.take_out(store, "communities", made.community_id)
    assert store.query("SELECT 1 FROM participants") == []
    removal.put_back(store, removed)
    assert everything(store) == before

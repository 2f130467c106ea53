"""What leaves with an export, and what never does."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from contextlib import closing
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.activities.registry import ACTIVITIES, kind_of
from components.exports import COLUMNS, ExportRefused, Row, inert, rows_of, said_in, to_csv, to_json
from components.live import control, past
from components.live.entries import parsed_config
from components.text import t
from db import answers, meetings
from db.engine import Store
from tests.rooms import CARDS, CONFIGS, EXIT, ITEMS, LINES, WORD, Made, answer, in_memory, make_meeting, open_activity

TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
TWO_LINES = {"lines": [*LINES["lines"], {**LINES["lines"][0], "id": "engagement", "stem": {"en": "How engaged?"}}]}

TWO_TEXTS = {"questions": [{"id": name, "text": {"en": name}, "type": "text"} for name in ("a", "b")]}


def answered(store: Store, made: Made, kind: str, values: list[dict[str, Any]]) -> str:
    """A closed round with one answer for each value, in this order."""
    round_id = open_activity(store, made, kind)
    for person, value in enumerate(values):
        answer(store, made, round_id, f"phone {person}", value)
    control.close(store, made.id, seconds=0)
    return round_id


def exported(store: Store, made: Made, seed: int = 7) -> list[Row]:
    meeting = meetings.by_id(store, made.id)
    assert meeting
    return rows_of(meeting, past.agenda_of(store, meeting), "en", Random(seed))


def sheet(rows: list[Row]) -> list[list[str]]:
    return list(csv.reader(io.StringIO(to_csv(rows).decode("utf-8-sig"))))


def values(rows: list[Row], field: str) -> list[Any]:
    return [row.value for row in rows if row.field == field and row.answer is not None]


@settings(max_examples=25)
@given(seed=st.integers(0, 2**32), people=st.integers(1, 9), show=st.sampled_from(meetings.SHOWS))
def test_no_export_holds_a_participant_an_answer_id_or_a_time(seed: int, people: int, show: str) -> None:
    rng = Random(seed)
    with closing(in_memory()) as store:
        made = make_meeting(store, show=show)
        for name in [name for name, kind in ACTIVITIES.items() if kind.steps]:
            config = parsed_config(name, json.dumps(CONFIGS[name]))
            pretended = [
                kind_of(name).pretend(config, kind_of(name).first_step(config), rng, 0.2) for _ in range(people)
            ]
            answered(store, made, name, [*pretended, {"pass": True}])
        rows = exported(store, made)
        text = to_csv(rows).decode() + to_json(rows).decode()
        tables = ("participants", "answers", "rounds")
        secret = [row["id"] for table in tables for row in store.query(f"SELECT id FROM {table}")]
        secret += [row["device_hash"] for row in store.query("SELECT device_hash FROM participants")]
        assert secret
        assert [each for each in secret if each in text or each[:8] in text] == []
        assert not TIME.search(text)
        assert rows


def test_the_rows_of_a_round_are_not_in_the_order_people_answered(store: Store) -> None:
    made = make_meeting(store)
    order = list(range(0, 100, 5))
    answered(store, made, "spectrum", [{"lines": {"expertise": at}} for at in order])
    drawn = values(exported(store, made, seed=7), "expertise")
    assert sorted(drawn) == order
    assert drawn != order
    assert drawn != values(exported(store, made, seed=8), "expertise")


def test_a_person_has_another_number_in_every_round(store: Store) -> None:
    made = make_meeting(store)
    for _ in range(2):
        answered(store, made, "spectrum", [{"lines": {"expertise": at}} for at in (10, 20, 30)])
    numbers = {number: {row.answer for row in exported(store, made) if row.round == number} for number in (1, 2)}
    assert len(numbers[1]) == len(numbers[2]) == 3
    assert not numbers[1] & numbers[2]


def test_the_cells_of_one_order_stay_together(store: Store) -> None:
    made = make_meeting(store)
    answered(store, made, "ranking", [{"order": ["housing", "transport"]}, {"order": ["language"]}])
    by_answer: dict[int | None, dict[str, Any]] = {}
    for row in exported(store, made):
        by_answer.setdefault(row.answer, {})[row.field] = row.value
    assert sorted(by_answer.values(), key=len) == [{"language": 1}, {"housing": 1, "transport": 2}]


def test_what_one_person_wrote_is_never_held_together(store: Store) -> None:
    made = make_meeting(store)
    answered(store, made, "reflection", [{"useful": 5, "try": f"Text {n}", "share": ["try"]} for n in range(3)])
    rows = exported(store, made)
    assert sorted(values(rows, "try")) == ["Text 0", "Text 1", "Text 2"]
    assert max(Counter(row.answer for row in rows).values()) == 1
    assert "share" not in {row.field for row in rows}


def test_each_text_says_whether_it_may_be_read_aloud(store: Store) -> None:
    made = make_meeting(store)
    answered(store, made, "reflection", [{"try": "Aloud", "share": ["try"]}, {"try": "Between us"}])
    assert {row.value: row.may_be_read_aloud for row in exported(store, made)} == {"Aloud": "yes", "Between us": "no"}


def test_a_table_that_answers_together_has_an_answer_for_everybody_at_it(store: Store) -> None:
    made = make_meeting(store)
    round_id = open_activity(store, made, "spectrum")
    answer(store, made, round_id, "a", {"lines": {"expertise": 40}}, people=3)
    control.close(store, made.id, seconds=0)
    rows = exported(store, made)
    assert values(rows, "expertise") == [40, 40, 40]
    assert len({row.answer for row in rows}) == 3


def test_a_table_that_writes_together_is_one_writer(store: Store) -> None:
    made = make_meeting(store)
    round_id = open_activity(store, made, "reflection")
    answer(store, made, round_id, "a", {"useful": 4, "try": "Together"}, people=6)
    control.close(store, made.id, seconds=0)
    rows = exported(store, made)
    assert values(rows, "useful") == [4] * 6
    assert values(rows, "try") == ["Together"]


def test_a_hidden_text_stays_hidden_and_a_reworded_one_reworded(store: Store) -> None:
    made = make_meeting(store, configs={"icebreaker": CARDS}, texts_at_once=True)
    round_id = open_activity(store, made, "icebreaker")
    names_somebody = answer(store, made, round_id, "a", {"text": "Maria is late"})
    clumsy = answer(store, made, round_id, "b", {"text": "Listning"})
    answers.moderate(store, names_somebody.id, "text", is_hidden=1)
    answers.moderate(store, clumsy.id, "text", wording="Listening")
    control.close(store, made.id, seconds=0)
    assert values(exported(store, made), "text") == ["Listening"]


def test_fewer_than_five_answers_are_withheld_and_the_row_says_so(store: Store) -> None:
    made = make_meeting(store, show="at_five")
    answered(store, made, "spectrum", [{"lines": {"expertise": at}} for at in (11, 22, 33, 44)])
    (row,) = exported(store, made)
    assert (row.field, row.answer) == ("withheld", None)
    assert row.value == t("en", "history.export_withheld", least=5)


def test_five_answers_are_not_withheld(store: Store) -> None:
    made = make_meeting(store, show="at_five")
    answered(store, made, "spectrum", [{"lines": {"expertise": at}} for at in (11, 22, 33, 44, 55)])
    assert sorted(values(exported(store, made), "expertise")) == [11, 22, 33, 44, 55]


def test_passes_do_not_lift_a_round_over_the_threshold(store: Store) -> None:
    made = make_meeting(store, show="at_five")
    answered(store, made, "spectrum", [{"lines": {"expertise": 11}}] * 4 + [{"pass": True}] * 4)
    assert [row.field for row in exported(store, made)] == ["withheld"]


def test_a_line_with_few_dots_is_withheld_alone(store: Store) -> None:
    made = make_meeting(store, show="at_five", configs={"spectrum": TWO_LINES})
    both = [{"lines": {"expertise": 50, "engagement": 60}}] * 4
    answered(store, made, "spectrum", [*both, {"lines": {"expertise": 50, "engagement": None}}])
    rows = exported(store, made)
    assert values(rows, "expertise") == [50] * 5
    assert values(rows, "engagement") == []
    assert [row.answer for row in rows if row.field == "engagement"] == [None]


def test_few_second_dots_are_withheld_and_the_first_are_not(store: Store) -> None:
    made = make_meeting(store, show="at_five", configs={"spectrum": {**LINES, "wished": True}})
    both = [{"lines": {"expertise": 50}, "wished": {"expertise": 80}}] * 4
    answered(store, made, "spectrum", [*both, {"lines": {"expertise": 50}}])
    rows = exported(store, made)
    assert values(rows, "expertise") == [50] * 5
    assert values(rows, "expertise.wished") == []
    assert [row.answer for row in rows if row.field == "expertise.wished"] == [None]


def test_a_trusted_group_takes_everything_along(store: Store) -> None:
    made = make_meeting(store, show="at_once")
    answered(store, made, "spectrum", [{"lines": {"expertise": 11}}])
    assert values(exported(store, made), "expertise") == [11]


def test_an_open_round_is_not_exported_yet(store: Store) -> None:
    made = make_meeting(store)
    answer(store, made, open_activity(store, made, "spectrum"), "a", {"lines": {"expertise": 11}})
    assert exported(store, made) == []


def test_passes_are_counted_for_the_round(store: Store) -> None:
    made = make_meeting(store)
    answered(store, made, "icebreaker", [{"word": "hope"}, {"pass": True}, {"pass": True}])
    assert [(row.answer, row.value) for row in exported(store, made) if row.field == "passed"] == [(None, 2)]


def test_a_rehearsal_is_refused(store: Store) -> None:
    made = make_meeting(store, live=False)
    control.rehearse(store, made.id)
    with pytest.raises(ExportRefused):
        exported(store, made)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])
def test_a_text_that_would_be_a_formula_gets_an_apostrophe(text: str) -> None:
    assert inert(text) == "'" + text


@pytest.mark.parametrize("cell", ["hope", "1 = 1", -3, 0.5, None, ""])
def test_other_cells_stay_as_they_are(cell: Any) -> None:
    assert inert(cell) == cell


def test_formulas_people_write_are_inert_in_the_sheet_and_plain_in_the_data(store: Store) -> None:
    made = make_meeting(store)
    answered(store, made, "icebreaker", [{"word": "=HYPERLINK(1)"}])
    rows = exported(store, made)
    assert sheet(rows)[1][COLUMNS.index("value")] == "'=HYPERLINK(1)"
    assert json.loads(to_json(rows))[0]["value"] == "=HYPERLINK(1)"


def test_no_cell_of_a_sheet_starts_a_formula(store: Store) -> None:
    made = make_meeting(store, configs={"icebreaker": WORD})
    meetings.change(store, made.id, title={"en": "=cmd"})
    store.execute("UPDATE activities SET title = :t", t=json.dumps({"en": "@here"}))
    answered(store, made, "icebreaker", [{"word": "-2"}])
    cells = [cell for line in sheet(exported(store, made)) for cell in line]
    assert "'=cmd" in cells
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def test_sheet_and_data_hold_the_same_rows(store: Store) -> None:
    made = make_meeting(store, configs={"ranking": ITEMS, "reflection": EXIT})
    answered(store, made, "ranking", [{"order": ["housing"]}])
    answered(store, made, "reflection", [{"useful": 3, "try": "Línea\nnueva"}])
    rows = exported(store, made)
    head, *lines = sheet(rows)
    assert tuple(head) == COLUMNS
    told = [["" if row[name] is None else str(row[name]) for name in COLUMNS] for row in json.loads(to_json(rows))]
    assert lines == told
    assert len(lines) == 3


def test_ids_come_with_their_words(store: Store) -> None:
    made = make_meeting(store)
    answered(store, made, "ranking", [{"order": ["housing"]}])
    assert [(row.field, row.label) for row in exported(store, made)] == [("housing", "Housing")]


@pytest.mark.parametrize("show", meetings.SHOWS)
def test_what_can_be_withdrawn_is_listed_with_no_more_than_an_export_tells(store: Store, show: str) -> None:
    made = make_meeting(store, show=show)
    for name in [name for name, kind in ACTIVITIES.items() if kind.steps]:
        config, rng = parsed_config(name, json.dumps(CONFIGS[name])), Random(3)
        answered(
            store,
            made,
            name,
            [kind_of(name).pretend(config, kind_of(name).first_step(config), rng, 0.2) for _ in range(6)],
        )
    meeting = meetings.by_id(store, made.id)
    assert meeting
    agenda = past.agenda_of(store, meeting)
    shown = {(row.field, row.value) for row in rows_of(meeting, agenda, "en") if row.answer is not None}
    listed = [each for one in agenda for rnd in one.rounds for each in said_in(rnd, "en", Random(3))]
    cells = {(field, value) for each in listed for field, _, value in each.cells}
    assert cells
    assert cells <= shown


def test_texts_of_one_answer_are_listed_apart_and_in_no_order_of_arrival(store: Store) -> None:
    made = make_meeting(store, configs={"reflection": TWO_TEXTS})
    answered(store, made, "reflection", [{"a": f"first {n}", "b": f"second {n}"} for n in range(6)])
    meeting = meetings.by_id(store, made.id)
    assert meeting
    [one] = past.agenda_of(store, meeting)
    assert one.final
    orders = [[str(each.cells[0][2]) for each in said_in(one.final, "en", Random(seed))] for seed in (1, 2)]
    assert all(len(each.cells) == 1 for each in said_in(one.final, "en", Random(1)))
    assert sorted(orders[0]) == sorted(orders[1])
    assert orders[0] != orders[1]


def test_a_text_that_was_left_out_is_not_listed(store: Store) -> None:
    made = make_meeting(store, configs={"icebreaker": CARDS})
    answered(store, made, "icebreaker", [{"text": "Names somebody"}, {"text": "Kind"}])
    [row] = store.query("SELECT id FROM answers WHERE value LIKE '%Names%'")
    for each in store.query("SELECT id FROM answers"):
        answers.moderate(store, each["id"], "text", is_let=1, is_hidden=int(each == row))
    meeting = meetings.by_id(store, made.id)
    assert meeting
    [one] = past.agenda_of(store, meeting)
    assert one.final
    assert [each.cells for each in said_in(one.final, "en", Random(1))] == [(("text", "", "Kind"),)]

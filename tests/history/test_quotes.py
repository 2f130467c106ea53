"""Words from the room beside a chart."""

from __future__ import annotations

from typing import Any

from components.history.quotes import MOST_BESIDE, quotes_beside
from components.history.summaries import past_of
from components.live import control
from db import answers
from db.engine import Store
from tests.rooms import EXIT, LINES, Made, answer, make_meeting, next_meeting, open_activity


def hold(store: Store, made: Made, texts: list[dict[str, Any]], *, let_out: tuple[str, ...] = ()) -> None:
    """A line and a reflection, with these texts; some of them may leave the room."""
    line = open_activity(store, made, "spectrum")
    for person in range(6):
        answer(store, made, line, f"phone {person}", {"lines": {"expertise": 40}})
    exit_round = open_activity(store, made, "reflection")
    for person, value in enumerate(texts):
        saved = answer(store, made, exit_round, f"phone {person}", {"useful": 4, **value})
        if value["try"] in let_out:
            answers.moderate(store, saved.id, "try", is_echo=1)
    control.end(store, made.id)


def beside(store: Store, made: Made) -> dict[str, list[str]]:
    found = quotes_beside(past_of(store, made.community_id).by_kind())
    return {kind: [each.text for each in quotes] for kind, quotes in found.items()}


def made(store: Store) -> Made:
    return make_meeting(store, configs={"spectrum": LINES, "reflection": EXIT})


def shared(text: str) -> dict[str, Any]:
    return {"try": text, "share": ["try"]}


def test_only_what_its_author_allowed_and_a_facilitator_let_out_is_quoted(store: Store) -> None:
    one = made(store)
    texts = [shared("Let out"), shared("Kept in"), {"try": "Not allowed"}]
    hold(store, one, texts, let_out=("Let out", "Not allowed"))
    assert beside(store, one) == {"spectrum": ["Let out"]}


def test_no_words_stand_beside_two_charts_and_at_most_three_beside_one(store: Store) -> None:
    one = made(store)
    texts = [shared(f"Word {n}") for n in range(5)]
    hold(store, one, texts, let_out=tuple(each["try"] for each in texts))
    found = beside(store, one)
    assert len(found["spectrum"]) == MOST_BESIDE
    assert sorted(found["spectrum"] + found["reflection"]) == [f"Word {n}" for n in range(5)]


def test_words_that_speak_of_what_was_asked_come_first(store: Store) -> None:
    one = made(store)
    texts = [*(shared(f"Something {n}") for n in range(3)), shared("Parents have the expertise")]
    hold(store, one, texts, let_out=tuple(each["try"] for each in texts))
    assert beside(store, one)["spectrum"][0] == "Parents have the expertise"


def test_a_withdrawn_answer_is_quoted_nowhere(store: Store) -> None:
    from components.live import record

    one = made(store)
    hold(store, one, [shared("Let out")], let_out=("Let out",))
    [row] = store.query("SELECT id FROM answers WHERE value LIKE '%Let out%'")
    record.withdraw(store, "Ana", one.id, row["id"])
    assert beside(store, one) == {}


def test_words_of_a_meeting_a_chart_does_not_show_are_not_beside_it(store: Store) -> None:
    one = made(store)
    hold(store, one, [shared("Early words")], let_out=("Early words",))
    later = next_meeting(store, one, {"reflection": EXIT})
    exit_round = open_activity(store, later, "reflection")
    saved = answer(store, later, exit_round, "phone 1", {"useful": 4, **shared("Later words")})
    answers.moderate(store, saved.id, "try", is_echo=1)
    control.end(store, later.id)
    found = beside(store, one)
    assert found["spectrum"] == ["Early words"]
    assert found["reflection"] == ["Later words"]

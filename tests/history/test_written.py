"""What history tells of themes and words: for three people or more, and never a number for fewer."""

from __future__ import annotations

from typing import Any

from components.charts import Look
from components.history.summaries import past_of
from components.history.written import OverTime, came_back, over_time
from components.live import control
from components.themes.moves import Move
from components.ui.theme_trends import path_title
from db.engine import Store
from db.ids import new_id
from tests.rooms import Made, answer, make_meeting, next_meeting, open_activity
from tests.themes.test_board import ASKED, BUSES, board_of, does, held, make, with_text, write


def told(db: Store, made: Made) -> OverTime:
    return over_time(db, made.community_id, past_of(db, made.community_id).summaries)


def counts(found: OverTime, name: str) -> dict[str, tuple[int | None, ...]]:
    return {next(iter(row.name.values())): row.counts for row in getattr(found, name).rows}


def again(db: Store, before: Made, texts: list[str]) -> Made:
    made = next_meeting(db, before, {"reflection": ASKED})
    write(db, made, texts)
    control.end(db, made.id)
    return made


def test_a_theme_is_followed_from_meeting_to_meeting(store: Store) -> None:
    first = held(store, BUSES)
    theme = make(store, first, "Getting there", *BUSES[:3])
    later = again(store, first, ["No bus", "Bus", "Late bus", "Bus stop", "Food"])
    assert theme == store.query("SELECT id FROM themes")[0]["id"]
    assert counts(told(store, first), "themes") == {"Getting there": (3,)}
    make(store, later, "Food", "Food")
    found = told(store, first)
    assert counts(found, "themes") == {"Getting there": (3, None)}
    assert [name["en"] for name in found.themes.few] == ["Food"]
    assert counts(found, "words") == {"bus": (3, 4)}


def test_fewer_than_three_are_never_a_number(store: Store) -> None:
    made = held(store, BUSES)
    make(store, made, "Two", *BUSES[:2])
    make(store, made, "None")
    found = told(store, made)
    assert found.themes.rows == ()
    assert {name["en"] for name in found.themes.few} == {"Two", "None"}


def test_two_texts_of_one_person_are_not_counted_as_two_nor_told_apart_from_those_of_two(store: Store) -> None:
    """Else whoever sorts could move two texts alone into a theme with two others, and see whether they are of one."""

    def of(texts: list[dict[str, Any]]) -> OverTime:
        made = make_meeting(store, configs={"reflection": ASKED})
        rnd = open_activity(store, made, "reflection")
        for n, value in enumerate(texts):
            answer(store, made, rnd, f"phone {n}", value)
        control.end(store, made.id)
        make(store, made, "All", "bus one", "bus two", "bus three", "bus four")
        return told(store, made)

    lesson = {"worked": "bus four", "did_not": ""}
    one = of([{"try": "bus one", "les": lesson}, {"try": "bus two"}, {"try": "bus three"}, {"try": "else"}])
    other = of([{"try": "bus one"}, {"try": "bus two"}, {"try": "bus three"}, {"les": lesson}])
    assert counts(one, "themes") == counts(other, "themes") == {"All": (3,)}
    assert counts(one, "words") == counts(other, "words") == {"bus": (3,)}


def test_a_meeting_at_which_nothing_was_sorted_is_left_out_of_the_themes_alone(store: Store) -> None:
    first = held(store, BUSES)
    later = again(store, first, BUSES)
    make(store, later, "Getting there", *BUSES[:3])
    found = told(store, first)
    assert [meeting.id for meeting in found.themes.meetings] == [later.id]
    assert counts(found, "words") == {"bus": (3, 3)}


def test_what_only_families_saw_is_in_neither(store: Store) -> None:
    made = held(store, BUSES)
    make(store, made, "Getting there", *BUSES[:3])
    store.execute("UPDATE activities SET whom = 'families'")
    assert told(store, made).is_empty


def test_a_community_that_wrote_nothing_has_nothing_to_tell(store: Store) -> None:
    made = make_meeting(store, configs={"reflection": ASKED})
    assert told(store, made).is_empty


def test_the_title_names_all_that_came_up_most(store: Store) -> None:
    made = held(store, [*BUSES[:3], "Warm food", "Food", "More food"])
    make(store, made, "Getting there", *BUSES[:3])
    make(store, made, "Food", "Warm food", "Food", "More food")
    title = path_title("themes", told(store, made).themes, Look().language)
    assert "“Getting there”" in title
    assert "“Food”" in title
    assert "at least 3" in title


def put(db: Store, made: Made, theme: str, *texts: str) -> None:
    does(db, made, Move(new_id(), "move", theme, cards=with_text(board_of(db, made), *texts)))


def back(db: Store, made: Made) -> list[tuple[str, int]]:
    found = came_back(db, made.community_id, past_of(db, made.community_id).summaries)
    return [(next(iter(each.name.values())), each.meetings) for each in found]


def test_a_theme_of_two_meetings_came_back(store: Store) -> None:
    first = held(store, BUSES)
    theme = make(store, first, "Getting there", *BUSES[:3])
    assert back(store, first) == []
    later = again(store, first, ["No bus", "Bus", "Late bus", "Bus stop", "Food"])
    put(store, later, theme, "No bus", "Bus", "Late bus")
    assert back(store, first) == [("Getting there", 2)]


def test_a_theme_that_few_wrote_of_this_time_did_not_come_back(store: Store) -> None:
    first = held(store, BUSES)
    theme = make(store, first, "Getting there", *BUSES[:3])
    later = again(store, first, ["No bus", "Bus", "Late bus", "Bus stop", "Food"])
    put(store, later, theme, "No bus", "Bus")
    assert back(store, first) == []

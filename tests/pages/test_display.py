from __future__ import annotations

import pytest

from components.live import control
from components.live.store import save
from db.ids import show_join_code
from tests.rooms import CARDS, Made, answer, make_meeting, open_activity
from tests.tabs import open_tab, said


def wall(made: Made) -> str:
    return said(open_tab("display/screen.py", key=made.display_key))


def test_a_wrong_link_says_so_plainly(database: str) -> None:
    made = save(make_meeting)
    shown = said(open_tab("display/screen.py", key="guessed"))
    assert "This display link does not work" in shown
    assert made.code not in shown


def test_the_lobby_shows_how_to_get_in(database: str) -> None:
    shown = wall(save(make_meeting))
    made_code = show_join_code(save(lambda db: _code(db)))
    assert made_code in shown
    assert "0 here · 0 aquí" in shown


def _code(db: object) -> str:
    from components.live.store import open_store

    with open_store() as store:
        row = store.one("SELECT join_code FROM meetings")
    assert row
    return str(row["join_code"])


@pytest.mark.parametrize("kind", ["icebreaker", "spectrum", "ranking", "reflection", "talk"])
def test_every_kind_has_its_place_on_the_wall(database: str, kind: str) -> None:
    made = save(make_meeting)
    save(lambda db: control.show(db, made.id, made.activity_ids[kind]))
    assert "wall-ask" in wall(made)


def test_the_code_stays_on_the_wall_while_answers_are_open(database: str) -> None:
    made = save(make_meeting)
    save(lambda db: open_activity(db, made, "spectrum"))
    assert "wall-top open" in wall(made)
    save(lambda db: control.close(db, made.id, seconds=0))
    shown = wall(made)
    assert "wall-top open" not in shown
    assert show_join_code(made.code) in shown


def test_nobody_is_shamed_by_nine_of_ten(database: str) -> None:
    made = save(make_meeting)
    round_id = save(lambda db: open_activity(db, made, "spectrum"))
    for person in range(9):
        save(lambda db, person=person: answer(db, made, round_id, str(person), {"pass": True}))  # type: ignore[misc]
    assert "9 of 9" not in wall(made)
    save(lambda db: answer(db, made, round_id, "tenth", {"pass": True}))
    assert "10 of 10" in wall(made)


def test_what_people_wrote_is_text_and_nothing_else(database: str) -> None:
    made = save(lambda db: make_meeting(db, configs={"icebreaker": CARDS}, texts_at_once=True))
    round_id = save(lambda db: open_activity(db, made, "icebreaker"))
    save(lambda db: answer(db, made, round_id, "phone", {"text": "<img src=x onerror=alert(1)>"}))
    shown = wall(made)
    assert "&lt;img src=x" in shown
    assert "<img src=x" not in shown


def test_the_wall_goes_dark_and_comes_back(database: str) -> None:
    made = save(make_meeting)
    save(lambda db: control.blank(db, made.id, True))
    assert "wall-blank" in wall(made)
    assert made.code not in wall(made)
    save(lambda db: control.blank(db, made.id, False))
    assert "wall-lobby" in wall(made)


def test_the_end_says_thank_you(database: str) -> None:
    made = save(make_meeting)
    save(lambda db: control.end(db, made.id))
    assert "Thank you" in wall(made)

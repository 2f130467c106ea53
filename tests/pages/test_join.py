from __future__ import annotations

from components.live import control
from components.live.store import open_store, save
from db import participants, public_pages
from db.public_pages import PublicPage
from tests.rooms import make_meeting
from tests.tabs import open_tab, said


def test_the_first_page_asks_for_a_code(database: str) -> None:
    assert "Join your meeting" in said(open_tab("participant/join.py"))


def test_the_first_page_speaks_spanish(database: str) -> None:
    assert "Entre a su reunión" in said(open_tab("participant/join.py", lang="es"))


def test_a_meeting_opens_by_its_code(database: str) -> None:
    made = save(make_meeting)
    assert "Join your meeting" not in said(open_tab("participant/join.py", code=made.code.lower()))


def test_an_unknown_code_and_a_planned_meeting_lead_back_to_the_form(database: str) -> None:
    planned = save(lambda db: make_meeting(db, live=False))
    for code in ("ZZZZZZ", planned.code):
        assert "Join your meeting" in said(open_tab("participant/join.py", code=code))


def test_looking_at_the_page_makes_nobody_a_participant(database: str) -> None:
    made = save(make_meeting)
    open_tab("participant/join.py", code=made.code)
    with open_store() as db:
        assert participants.count_of_meeting(db, made.id) == 0


def test_an_ended_meeting_is_closed_to_newcomers(database: str) -> None:
    made = save(make_meeting)
    save(lambda db: control.end(db, made.id))
    said(open_tab("participant/join.py", code=made.code))


def test_who_has_no_code_is_led_to_the_directory_once_anybody_is_in_it(database: str) -> None:
    made = save(make_meeting)
    assert not open_tab("participant/join.py").get("link_button")
    save(lambda db: public_pages.put(db, PublicPage(made.community_id, is_listed=True)))
    save(lambda db: public_pages.open_page(db, made.community_id))
    [found] = open_tab("participant/join.py").get("link_button")
    assert found.proto.url.endswith("/communities?lang=en")

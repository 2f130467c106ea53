"""Who is in the room, as an organizer keeps and reads it."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest

from components.live.store import open_store, save
from components.text import t
from db import communities, involvements, wished_presence
from db.engine import Store
from tests.history.test_in_room import PARENT, meet
from tests.rooms import Made, make_account, make_meeting
from tests.tabs import one, open_tab, said

PAGE = "organizer/room.py"


@pytest.fixture(autouse=True)
def _own_database(database: str) -> None:
    """Pages read the process's database."""


def held() -> Made:
    return save(lambda db: meet(db, parents=10, staff=8, passing=5))


@pytest.mark.parametrize("language", ["en", "es"])
def test_an_empty_page_says_what_it_is_for_and_offers_the_first_step(language: str) -> None:
    made = save(lambda db: make_meeting(db, live=False))
    told = unescape(said(open_tab(PAGE, made.account_id, lang=language)))
    for words in ("lead", "involved_empty", "asks_nothing", "voices_empty"):
        assert t(language, f"room.{words}") in told


def test_an_organizer_writes_down_who_decides_ends_it_and_takes_it_away_with_a_way_back() -> None:
    made = held()
    key = f"involved-{made.community_id}"
    tab = open_tab(PAGE, made.account_id)
    tab.text_input(key=f"{key}-decision.en").set_value("Where we meet")
    tab.text_input(key=f"{key}-people.en").set_value("The parent council")
    tab.date_input(key=f"{key}-since").set_value(date(2026, 1, 8))
    one(tab.button, t("en", "room.add")).click().run()
    assert "Where we meet" in said(tab)
    assert "since January 8, 2026" in said(tab)
    [end] = [each for each in tab.button if str(each.key).startswith("involved-end-")]
    end.click().run()
    assert "January 8, 2026 – " in said(tab)
    [remove] = [each for each in tab.button if str(each.key).startswith("involved-remove-")]
    remove.click().run()
    assert t("en", "room.involved_empty") in said(tab)
    tab.button(key="involved-undo").click().run()
    with open_store() as db:
        [kept] = involvements.of_community(db, made.community_id)
    assert (kept.part, kept.since, kept.until is None) == ("decide", "2026-01-08", False)


def test_the_page_tells_who_came_and_whose_voice_is_missing() -> None:
    made = held()
    save(lambda db: wished_presence.put(db, made.community_id, {PARENT: 70}))
    told = said(open_tab(PAGE, made.account_id))
    assert t("en", "room.told_fewer", name="Parent", n=10, share=56, wished=70) in told
    assert t("en", "room.quiet", name="Parent", n=5) in told


def test_a_facilitator_reads_it_and_changes_nothing() -> None:
    made = held()

    def share(db: Store) -> str:
        bea = make_account(db, "bea")
        communities.add_member(db, made.community_id, bea, "facilitator")
        involvements.add(db, made.community_id, {"en": "A plan"}, {"en": "Parents"}, "consulted", "2026-01-08")
        return bea

    tab = open_tab(PAGE, save(share))
    assert "A plan" in said(tab)
    assert t("en", "facilitator.organizers_only") in said(tab)
    assert not [each for each in tab.button if str(each.key).startswith("involved-")]

"""The page about what goes on between two meetings."""

from __future__ import annotations

import pytest

from components.live.store import open_store, save
from components.text import t
from db import communities, open_questions, participants
from db.engine import Store
from tests.rooms import make_account
from tests.tabs import one, open_tab, said

PAGE = "organizer/between.py"


pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def ana() -> str:
    return save(make_account)


@pytest.fixture
def community(ana: str) -> str:
    return save(lambda db: communities.create(db, {"en": "North Coast", "es": "Costa Norte"}, ana))


def reply(community: str, number: int) -> None:
    def job(db: Store) -> None:
        found = open_questions.latest(db, community)
        assert found
        for phone in range(number):
            person = participants.find_or_create(db, community, f"phone {phone}")
            open_questions.put_reply(db, found.id, person, f"Reply {phone}")

    save(job)


def test_an_organizer_asks_closes_and_reads_without_names(ana: str, community: str) -> None:
    tab = open_tab(PAGE, ana)
    one(tab.button, t("en", "between.ask")).click().run()
    assert t("en", "errors.no_question") in said(tab)
    tab.text_input(key="between-question.en").set_value("What are we learning?")
    one(tab.button, t("en", "between.ask")).click().run()
    assert "What are we learning?" in said(tab)
    reply(community, 6)
    tab = open_tab(PAGE, ana)
    assert t("en", "between.enough") in said(tab)
    assert "Reply 3" not in said(tab)
    tab.button(key="close-question").click().run()
    assert "Reply 3" in said(tab)
    with open_store() as db:
        found = open_questions.latest(db, community)
        assert found
        first = open_questions.replies(db, found.id)[0]
    tab.button(key=f"leave-out-{first.id}").click().run()
    assert first.text not in said(tab)
    tab.button(key=f"leave-out-{first.id}").click().run()
    assert first.text in said(tab)


def test_the_replies_of_fewer_than_five_are_not_shown(ana: str, community: str) -> None:
    save(lambda db: open_questions.open_question(db, community, {"en": "What are we learning?"}))
    reply(community, 4)
    tab = open_tab(PAGE, ana)
    assert t("en", "between.few") in said(tab)
    tab.button(key="close-question").click().run()
    assert t("en", "between.too_few") in said(tab)
    assert "Reply 1" not in said(tab)


def test_a_facilitator_reads_and_asks_nothing(ana: str, community: str) -> None:
    bea = save(lambda db: make_account(db, "bea"))
    save(lambda db: communities.add_member(db, community, bea, "facilitator"))
    tab = open_tab(PAGE, bea)
    assert t("en", "between.nothing_open") in said(tab)
    assert t("en", "between.ask") not in [button.label for button in tab.button]

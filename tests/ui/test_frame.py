"""The frame around the pages of an account."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from components.live.store import open_store, save
from components.text import t
from db import accounts, communities
from tests.rooms import make_account
from tests.tabs import one, open_tab, said

MEETINGS = "facilitator/meetings.py"


pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def ana() -> str:
    account = save(make_account)
    save(lambda db: communities.create(db, {"en": "North Coast"}, account))
    return account


def test_the_header_leads_to_the_three_places(ana: str) -> None:
    found: Sequence[Any] = open_tab(MEETINGS, ana).get("page_link")
    links = [link.label for link in found]
    assert links[:3] == [t("en", f"facilitator.page_{name}") for name in ("meetings", "history", "community")]


def test_the_language_switch_speaks_it_from_now_on_and_keeps_the_name(ana: str) -> None:
    tab = open_tab(MEETINGS, ana)
    one(tab.button, "Español").click().run()
    assert t("es", "facilitator.page_meetings") in said(tab)
    with open_store() as db:
        account = accounts.by_id(db, ana)
    assert account is not None
    assert (account.language, account.name) == ("es", "Ana")
    assert t("es", "facilitator.make_meeting") in [button.label for button in open_tab(MEETINGS, ana).button]


def test_signing_out_brings_the_sign_in_form(ana: str) -> None:
    tab = open_tab(MEETINGS, ana)
    one(tab.button, t("en", "account.sign_out")).click().run()
    assert t("en", "account.please_sign_in") in said(tab)


def test_streamlits_chrome_is_gone(ana: str) -> None:
    style = said(open_tab(MEETINGS, ana))
    assert "footer" in style
    assert "stAppToolbar" in style


def test_what_people_write_stays_text(ana: str) -> None:
    save(lambda db: accounts.change(db, ana, name="Ana", language="en"))
    save(lambda db: communities.create(db, {"en": "<script>alert(1)</script>"}, ana))
    tab = open_tab(MEETINGS, ana)
    with open_store() as db:
        odd = communities.of_account(db, ana)[1]
    one(tab.selectbox, t("en", "facilitator.which_community")).set_value(odd.id).run()
    assert "&lt;script&gt;" in said(tab)
    assert "<script>" not in said(tab)

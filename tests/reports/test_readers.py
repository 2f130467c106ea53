"""What a sponsor, a catalyst and a participant who sign in may read: what was agreed, and otherwise the wall."""

from __future__ import annotations

import json

import pytest

from components.live.store import open_store, save
from components.reports import making
from components.reports.assembly import report_of
from components.reports.making import NotOrganizer
from components.reports.page import page
from components.reports.readers import readable, readable_charter
from components.reports.report import NotAgreed, NothingToReport
from db import charters, communities, meetings, roles
from db.charters import Said
from db.engine import Store
from tests.reports.reported import order, two_meetings
from tests.rooms import EXIT, LINES, WORD, Made, make_account

CONFIGS = {"spectrum": LINES, "reflection": EXIT, "icebreaker": WORD}


@pytest.fixture
def made(database: str) -> Made:
    return save(lambda db: two_meetings(db, configs=CONFIGS))


def agree(made: Made, sees: str) -> None:
    told = json.dumps({"sees": sees, "told": {"en": "As agreed."}})
    save(lambda db: communities.agree_on_funders(db, made.community_id, told))


def hold_role(made: Made, role: str) -> str:
    def make(db: Store) -> str:
        bea = make_account(db, "bea")
        roles.begin(db, made.community_id, role, "Bea", account_id=bea)
        return bea

    return save(make)


@pytest.mark.parametrize(
    ("role", "sees", "found"),
    [
        ("sponsor", "none", ("sponsor",)), ("sponsor", "wall", ("sponsor",)), ("catalyst", "wall", ("sponsor",)),
        ("sponsor", "results", ("sponsor", "funder")), ("sponsor", "sent", ()), ("catalyst", "sent", ()),
        ("participant", "sent", ("peer",)), ("participant", "results", ("peer",)),
    ],
)  # fmt: skip
def test_what_is_agreed_decides(made: Made, role: str, sees: str, found: tuple[str, ...]) -> None:
    bea = hold_role(made, role)
    if sees != "none":
        agree(made, sees)
    with open_store() as db:
        assert readable(db, bea, made.community_id) == found
        assert readable(db, made.account_id, made.community_id) == (), "an organizer has pages of their own"
        assert readable(db, "nobody", made.community_id) == ()
    for audience in ("organizers", "families", "agency", "funder", "sponsor", "peer"):
        if audience not in found:
            with pytest.raises(NotOrganizer):
                making.begin_shown(bea, order(made, audience))


def test_a_sponsor_s_page_has_the_pictures_of_the_wall_and_no_word_somebody_wrote(made: Made) -> None:
    with open_store() as db:
        [latest, _] = meetings.of_community(db, made.community_id)
        report = report_of(db, order(made, "sponsor", meetings=(latest.id,)))
    html = page(report)
    assert "Who has the expertise?" in html or "lived experience" in html.lower()
    assert "Private thought" not in html
    assert "hope" not in html
    assert "<script" not in html


def test_what_the_wall_did_not_show_is_not_there_either(database: str) -> None:
    made = save(lambda db: two_meetings(db, configs={"icebreaker": WORD}))
    with open_store() as db, pytest.raises(NothingToReport):
        report_of(db, order(made, "sponsor"))


def test_nothing_is_shown_where_only_what_is_sent_was_agreed(made: Made) -> None:
    agree(made, "sent")
    with open_store() as db, pytest.raises(NotAgreed):
        report_of(db, order(made, "sponsor"))


@pytest.mark.parametrize(
    ("role", "sees", "parts"),
    [
        ("sponsor", "none", {"purpose"}), ("sponsor", "wall", {"purpose"}), ("catalyst", "results", {"purpose"}),
        ("sponsor", "sent", set()), ("participant", "sent", {"purpose", "vision"}),
    ],
)  # fmt: skip
def test_of_the_charter_a_sponsor_reads_what_the_room_adopted(
    made: Made, role: str, sees: str, parts: set[str]
) -> None:
    def write(db: Store) -> None:
        for part, meeting_id in (("purpose", made.id), ("vision", None)):
            charters.adopt(db, made.community_id, part, Said({"en": f"Our {part}"}), "Ana", meeting_id=meeting_id)
        charters.propose(db, made.community_id, "duration", Said({"en": "Three years"}), "Ana")

    save(write)
    bea = hold_role(made, role)
    if sees != "none":
        agree(made, sees)
    with open_store() as db:
        assert {text.part for text in readable_charter(db, bea, made.community_id)} == parts
        assert readable_charter(db, "nobody", made.community_id) == []
        [purpose] = [each for each in charters.of_community(db, made.community_id) if each.part == "purpose"]
    save(lambda db: charters.take_back(db, made.community_id, purpose.id))
    with open_store() as db:
        assert "purpose" not in {text.part for text in readable_charter(db, bea, made.community_id)}

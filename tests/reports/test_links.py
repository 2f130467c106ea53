"""A report by a link: read-only, for a while, and gone when it is taken back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components.live.store import open_store, save
from components.reports import links
from components.reports.making import NotOrganizer, begin, content_of
from components.reports.report import Order
from components.reports.routes import routes
from components.text import t
from db import communities, meetings, shared_reports
from db.engine import Store
from tests.reports.reported import agree, order, two_meetings
from tests.rooms import Made, make_account


@pytest.fixture
def made(database: str) -> Made:
    return save(two_meetings)


@pytest.fixture
def client() -> Iterator[TestClient]:
    with TestClient(Starlette(routes=list(routes()))) as opened:
        yield opened


def shared(made: Made, audience: str = "organizers", days: int = 7) -> str:
    return links.share(made.account_id, order(made, audience), days)


def test_a_link_shows_the_report_to_anybody(client: TestClient, made: Made) -> None:
    answer = client.get(f"/r/{shared(made)}")
    assert answer.status_code == 200
    assert "moved 50 points towards" in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert "noindex" in answer.headers["x-robots-tag"]
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'sha256-")
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert "set-cookie" not in answer.headers


def test_a_link_that_never_was_is_over_or_was_revoked_gets_the_same_answer(client: TestClient, made: Made) -> None:
    revoked, over = shared(made), shared(made)
    [latest, first] = links.shared(made.account_id, made.community_id)
    links.revoke(made.account_id, made.community_id, first.id)
    past = "2024-01-01T00:00:00.000Z"
    save(lambda db: db.execute("UPDATE shared_reports SET expires_at = :at WHERE id = :id", id=latest.id, at=past))
    found = [client.get(f"/r/{token}") for token in ("never-was", revoked, over, "x" * 500)]
    assert {answer.status_code for answer in found} == {404}
    assert len({answer.text for answer in found}) == 1
    assert len({tuple(sorted(answer.headers.items())) for answer in found}) == 1
    assert t("en", "reports.gone") in found[0].text
    assert links.shared(made.account_id, made.community_id) == []


def test_a_link_follows_corrections(client: TestClient, made: Made) -> None:
    token = shared(made)
    assert "March 12, 2026" in client.get(f"/r/{token}").text
    save(lambda db: meetings.change(db, made.id, held_on="2026-02-03"))
    corrected = client.get(f"/r/{token}").text
    assert "March 12, 2026" not in corrected
    assert "February 3, 2026" in corrected


def test_a_link_follows_an_answer_that_is_gone(client: TestClient, made: Made) -> None:
    token = shared(made)
    before = client.get(f"/r/{token}").text
    save(lambda db: db.execute("DELETE FROM answers WHERE id IN (SELECT id FROM answers LIMIT 1)"))
    assert client.get(f"/r/{token}").text != before


def test_a_link_for_a_funder_shows_nothing_once_the_group_takes_that_back(client: TestClient, made: Made) -> None:
    save(lambda db: agree(db, made, "results"))
    token = shared(made, "funder")
    assert client.get(f"/r/{token}").status_code == 200
    save(lambda db: agree(db, made, "none"))
    assert client.get(f"/r/{token}").status_code == 404


def test_a_link_can_only_be_read(client: TestClient, made: Made) -> None:
    token = shared(made)
    assert {client.request(verb, f"/r/{token}").status_code for verb in ("POST", "PUT", "DELETE")} == {405}


def test_no_secret_is_stored(made: Made) -> None:
    token = shared(made)
    with open_store() as db:
        [row] = db.query("SELECT * FROM shared_reports")
    assert token not in repr(row)
    assert row["token_hash"] == links.hash_of(token)
    assert len(token) >= 32


def test_only_an_organizer_makes_shares_and_revokes(made: Made) -> None:
    shared(made)
    [kept] = links.shared(made.account_id, made.community_id)
    helper = save(lambda db: make_account(db, "helper"))
    save(lambda db: communities.add_member(db, made.community_id, helper, "facilitator"))
    for account in (helper, save(lambda db: make_account(db, "stranger"))):
        with pytest.raises(NotOrganizer):
            links.share(account, order(made), 7)
        with pytest.raises(NotOrganizer):
            links.revoke(account, made.community_id, kept.id)
        with pytest.raises(NotOrganizer):
            links.shared(account, made.community_id)
        with pytest.raises(NotOrganizer):
            begin(account, order(made), "html")
        with pytest.raises(NotOrganizer):
            content_of(account, made.community_id, kept)  # type: ignore[arg-type]
    assert links.shared(made.account_id, made.community_id) == [kept]


def test_nobody_revokes_the_link_of_another_community(made: Made) -> None:
    shared(made)
    [kept] = links.shared(made.account_id, made.community_id)
    bea = save(lambda db: make_account(db, "bea"))
    own = save(lambda db: communities.create(db, {"en": "South"}, bea))
    links.revoke(bea, own, kept.id)
    assert links.shared(made.account_id, made.community_id) == [kept]


def test_all_meetings_means_those_to_come_too(made: Made) -> None:
    token = shared(made)
    with open_store() as db:
        assert links.order_of(db, token) == Order(made.community_id, "organizers", "en", ())


def test_links_go_with_their_community(made: Made) -> None:
    shared(made)

    def gone(db: Store) -> None:
        db.execute("DELETE FROM communities WHERE id = :id", id=made.community_id)

    save(gone)
    with open_store() as db:
        assert shared_reports.of_community(db, made.community_id) == []

"""Links to reports as they are stored."""

from __future__ import annotations

from db import communities, shared_reports
from db.engine import Store
from db.ids import now
from tests.rooms import make_account


def share(db: Store, community: str, token: str, later: float = 60) -> str:
    return shared_reports.share(db, community, token, "funder", "es", ("m1", "m2"), now(later=later))


def test_a_link_is_found_by_its_hash_until_it_is_over_or_revoked(store: Store) -> None:
    community = communities.create(store, {"en": "North"}, make_account(store))
    share_id = share(store, community, "hash")
    share(store, community, "over", later=-1)
    found = shared_reports.by_token_hash(store, "hash")
    assert found
    assert (found.id, found.audience, found.language, found.meetings) == (share_id, "funder", "es", ("m1", "m2"))
    assert shared_reports.by_token_hash(store, "over") is None
    assert shared_reports.by_token_hash(store, "other") is None
    assert shared_reports.of_community(store, community) == [found]
    shared_reports.revoke(store, "another", share_id)
    assert shared_reports.by_token_hash(store, "hash") == found
    shared_reports.revoke(store, community, share_id)
    assert shared_reports.by_token_hash(store, "hash") is None
    assert shared_reports.of_community(store, community) == []


def test_the_latest_link_comes_first(store: Store) -> None:
    community = communities.create(store, {"en": "North"}, make_account(store))
    made = [share(store, community, f"hash {number}") for number in range(3)]
    for number, share_id in enumerate(made):
        at = f"2026-03-0{number + 1}T10:00:00.000Z"
        store.execute("UPDATE shared_reports SET created_at = :at WHERE id = :id", id=share_id, at=at)
    assert [each.id for each in shared_reports.of_community(store, community)] == made[::-1]

"""Lessons that go to other communities: what organizers wrote, and never what somebody said."""

from __future__ import annotations

import json

from components.library import lending
from components.library.keeping import keep
from components.live import sharing
from db import communities, library, network_offers, networks
from db.engine import Store
from db.library import Item, Stems
from tests.rooms import CARDS, answer, make_account, make_meeting, open_activity


def neighbours(db: Store) -> tuple[str, str, str]:
    """A network and its two communities."""
    account = make_account(db)
    one, other = (communities.create(db, {"en": name}, account) for name in ("One", "Other"))
    network_id = networks.create(db, account, {"en": "N"}, "counties")
    for community in (one, other):
        networks.enter(db, network_id, community)
    return network_id, one, other


def test_a_lesson_is_taken_as_an_entry_of_ones_own_library(store: Store) -> None:
    network_id, one, other = neighbours(store)
    item_id = keep(store, one, Item("", "did_not", "Flyers", "Two came.", ("outreach",), link="https://a.example/x"))
    offer_id = lending.share_lesson(store, one, network_id, item_id, {"en": "Save the paper"})
    assert offer_id
    taken = lending.take_lesson(store, other, offer_id)
    [copied] = library.of_community(store, other)
    assert copied.id == taken != item_id
    assert (copied.kind, copied.title, copied.body, copied.tags, copied.link) == (
        "did_not", "Flyers", "Two came.", ("outreach",), "https://a.example/x",
    )  # fmt: skip
    library.remove(store, one, item_id)
    assert library.of_community(store, other) == [copied]


def test_words_whose_author_agreed_to_one_library_go_to_no_other(store: Store) -> None:
    network_id, one, _ = neighbours(store)
    made = make_meeting(store, configs={"icebreaker": CARDS})
    given = answer(store, made, open_activity(store, made, "icebreaker"), "a phone", {"text": "Mine"})
    agreed = library.add(store, one, Item("", "worked", "Hers", "Her words", is_agreed=True), Stems("", ""))
    said = library.add(store, one, Item("", "worked", "His", "His words"), Stems("", ""))
    library.come_from(store, said, given.id, "text")
    named = library.add(store, one, Item("", "story", "Theirs", credit="Rosa"), Stems("", ""))
    assert lending.lendable(store, one) == []
    for item_id in (agreed, said, named):
        assert lending.share_lesson(store, one, network_id, item_id, {}) is None
    assert network_offers.of_networks(store, [network_id]) == []


def test_nobody_outside_takes_a_lesson_and_none_becomes_a_meeting(store: Store) -> None:
    network_id, one, other = neighbours(store)
    offer_id = lending.share_lesson(store, one, network_id, keep(store, one, Item("", "tool", "A form")), {})
    assert offer_id
    stranger = communities.create(store, {"en": "Elsewhere"}, make_account(store, "eve"))
    assert lending.take_lesson(store, stranger, offer_id) is None
    assert lending.share_lesson(store, stranger, network_id, library.of_community(store, one)[0].id, {}) is None
    assert sharing.take_template(store, other, offer_id, "2026-06-01") is None


def test_a_lesson_that_this_app_cannot_keep_is_not_taken(store: Store) -> None:
    network_id, one, other = neighbours(store)
    link = "javascript:alert(1)"
    for told in ({"kind": "spell", "title": "A", "tags": []}, {"kind": "worked", "title": " ", "tags": []},
                 {"kind": "worked", "title": "A", "tags": [], "link": link}, {"title": "A"}):  # fmt: skip
        offer_id = network_offers.offer(store, network_id, one, "lesson", {"en": "A"}, {}, json.dumps(told))
        assert offer_id
        assert lending.take_lesson(store, other, offer_id) is None

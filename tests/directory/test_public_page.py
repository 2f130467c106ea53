"""A community's public page: off until it is opened, gone once it is closed, and never about a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from html.parser import HTMLParser

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components.directory.learned import counts_few, digest_of, learned, may_leave
from components.directory.page import contact
from components.directory.routes import routes
from components.live import control, past
from components.live.store import save
from components.text import t
from db import communities, meetings, next_meetings, public_pages
from db.engine import Store
from db.next_meetings import NextMeeting
from tests.hostile import KNOWN, TURNING
from tests.rooms import CARDS, EXIT, LINES, WORD, Made, answer, make_account, make_meeting, open_activity

PURPOSE = {"en": "Families who learn together", "es": "Familias que aprenden juntas"}


def held(db: Store, people: int = 6, whom: str = "everybody") -> Made:
    """A meeting that has ended, with a line, a text and an exit reflection."""
    made = make_meeting(db, configs={"spectrum": LINES, "icebreaker": CARDS, "reflection": EXIT})
    for kind, value in (
        ("spectrum", {"lines": {"expertise": 90}}), ("icebreaker", {"text": "Rosa told me her secret"}),
        ("reflection", {"useful": 5, "try": "Call Rosa", "share": ["try"]}),
    ):  # fmt: skip
        round_id = open_activity(db, made, kind)
        for person in range(people):
            answer(db, made, round_id, f"phone {person}", value)
        control.reveal(db, made.id)
    db.execute("UPDATE activities SET whom = :w WHERE id = :id", w=whom, id=made.activity_ids["spectrum"])
    control.end(db, made.id)
    return made


def opened(db: Store, made: Made, **more: object) -> str:
    """A public page with everything on it; its address's end."""
    page = replace(public_pages.of_community(db, made.community_id), purpose=PURPOSE, contact="hello@example.org")
    public_pages.put(db, replace(page, **more))  # type: ignore[arg-type]
    public_pages.open_page(db, made.community_id)
    token = public_pages.of_community(db, made.community_id).token
    assert token
    return token


@pytest.fixture
def made(database: str) -> Made:
    return save(held)


@pytest.fixture
def client() -> Iterator[TestClient]:
    with TestClient(Starlette(routes=list(routes()))) as opened_client:
        yield opened_client


def test_there_is_no_page_until_an_organizer_opens_one(client: TestClient, made: Made) -> None:
    def written(db: Store) -> None:
        public_pages.put(db, replace(public_pages.of_community(db, made.community_id), purpose=PURPOSE))

    save(written)
    for token in ("None", "", made.community_id, "x" * 2000):
        answered = client.get(f"/c/{token}")
        assert answered.status_code == 404
        assert PURPOSE["en"] not in answered.text


def test_an_open_page_says_what_organizers_wrote_in_the_readers_language(client: TestClient, made: Made) -> None:
    token = save(lambda db: opened(db, made))
    assert PURPOSE["en"] in client.get(f"/c/{token}").text
    spanish = client.get(f"/c/{token}?lang=es")
    assert '<html lang="es">' in spanish.text
    assert PURPOSE["es"] in spanish.text
    assert 'href="mailto:hello@example.org"' in spanish.text


def test_a_closed_page_is_answered_like_one_that_never_was_and_gets_another_address(
    client: TestClient, made: Made
) -> None:
    first = save(lambda db: opened(db, made, is_listed=True))
    save(lambda db: public_pages.close_page(db, made.community_id))
    gone, never = client.get(f"/c/{first}"), client.get("/c/never")
    assert (gone.status_code, gone.text, dict(gone.headers)) == (404, never.text, dict(never.headers))
    again = save(lambda db: opened(db, made))
    assert again != first
    assert client.get(f"/c/{first}").status_code == 404
    assert client.get(f"/c/{first}/next-meeting.ics").status_code == 404


def test_only_a_listed_page_may_be_found_by_search_engines(client: TestClient, made: Made) -> None:
    token = save(lambda db: opened(db, made))
    hidden = client.get(f"/c/{token}")
    assert "noindex" in hidden.headers["x-robots-tag"]
    assert '<meta name="robots" content="noindex">' in hidden.text
    save(lambda db: opened(db, made, is_listed=True))
    listed = client.get(f"/c/{token}")
    assert "x-robots-tag" not in listed.headers
    assert "noindex" not in listed.text


def test_a_page_asks_nothing_of_anybody_and_runs_nothing(client: TestClient, made: Made) -> None:
    for path in (f"/c/{save(lambda db: opened(db, made))}", "/communities", "/c/never"):
        answered = client.get(path)
        policy = answered.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "frame-ancestors 'none'" in policy
        assert answered.headers["cache-control"] == "no-store"
        assert answered.headers["referrer-policy"] == "no-referrer"
        assert "set-cookie" not in answered.headers
        assert "<script" not in answered.text
        assert "http://" not in answered.text
        assert "https://" not in answered.text


def test_a_digest_stands_there_only_once_it_was_let_out(client: TestClient, made: Made) -> None:
    token = save(lambda db: opened(db, made))
    assert "Spring meeting" not in client.get(f"/c/{token}").text
    save(lambda db: public_pages.release(db, made.community_id, made.id))
    told = client.get(f"/c/{token}").text
    assert "Spring meeting" in told
    assert t("en", "directory.learned") in told
    assert "lived experience" in told.lower()
    save(lambda db: public_pages.take_back(db, made.community_id, made.id))
    assert "Spring meeting" not in client.get(f"/c/{token}").text


def test_nothing_that_people_wrote_stands_on_it(client: TestClient, made: Made) -> None:
    token = save(lambda db: opened(db, made))
    save(lambda db: public_pages.release(db, made.community_id, made.id))
    for language in ("en", "es"):
        assert "Rosa" not in client.get(f"/c/{token}?lang={language}").text


@pytest.mark.parametrize(("people", "whom"), [(4, "everybody"), (6, "families")])
def test_neither_few_answers_nor_what_was_for_families_leave_the_room(store: Store, people: int, whom: str) -> None:
    made = held(store, people, whom)
    meeting, community = meetings.by_id(store, made.id), communities.by_id(store, made.community_id)
    assert meeting
    assert community
    agenda = {each.activity.kind: each for each in past.agenda_of(store, meeting)}
    assert not may_leave(agenda["spectrum"])
    assert "lived" not in str(digest_of(store, community, meeting, "en").parts).lower()


@pytest.mark.parametrize(
    ("sentence", "is_silent"),
    [("9 of 27 moved: 7 towards “Multiple”, 2 back.", True), ("27 of 29 put “A” above “B”.", True),
     ("21 of 29 put “A” above “B”.", False), ("Everybody agrees.", False), ("29 of 29 can go along.", False),
     ("In the middle: 3.5 of 10.", False)],
)  # fmt: skip
def test_a_sentence_that_counts_few_people_is_left_out(sentence: str, is_silent: bool) -> None:
    assert counts_few(sentence) == is_silent


def test_a_word_somebody_wrote_stays_in_the_room(store: Store) -> None:
    made = make_meeting(store, configs={"icebreaker": WORD})
    round_id = open_activity(store, made, "icebreaker")
    for person in range(6):
        answer(store, made, round_id, f"phone {person}", {"word": "Rosa"})
    control.reveal(store, made.id)
    control.end(store, made.id)
    meeting, community = meetings.by_id(store, made.id), communities.by_id(store, made.community_id)
    assert meeting
    assert community
    assert digest_of(store, community, meeting, "en").parts == ()


def test_what_is_corrected_is_corrected_there_too(store: Store) -> None:
    made = held(store)
    public_pages.release(store, made.community_id, made.id)
    community = communities.by_id(store, made.community_id)
    assert community
    [before] = learned(store, community, "en")
    meetings.change(store, made.id, title={"en": "Summer"})
    [after] = learned(store, community, "en")
    assert (before.title, after.title) == ("Spring meeting", "Summer")
    meetings.change(store, made.id, is_left_out=1)
    assert learned(store, community, "en") == []


def test_no_digest_of_another_community_is_let_out(store: Store) -> None:
    made, other = held(store), make_meeting(store, account=make_account(store, "bea"))
    public_pages.release(store, other.community_id, made.id)
    assert public_pages.released(store, other.community_id) == frozenset()


def test_the_next_meeting_stands_there_while_it_is_wished_and_to_come(client: TestClient, made: Made) -> None:
    token = save(lambda db: opened(db, made))
    save(lambda db: next_meetings.put(db, made.id, NextMeeting("2099-06-04", "18:30", None, "UTC", {"en": "Hall"})))
    assert "June 4, 2099" in client.get(f"/c/{token}").text
    file = client.get(f"/c/{token}/next-meeting.ics")
    assert file.headers["content-type"].startswith("text/calendar")
    assert b"20990604T183000" in file.content
    save(lambda db: opened(db, made, shows_next=False))
    assert "2099" not in client.get(f"/c/{token}").text
    assert client.get(f"/c/{token}/next-meeting.ics").status_code == 404
    save(lambda db: opened(db, made, shows_next=True))
    save(lambda db: next_meetings.put(db, made.id, NextMeeting("2020-06-04")))
    assert t("en", "directory.next") not in client.get(f"/c/{token}").text


TAGS = {"html", "meta", "title", "link", "style", "main", "nav", "span", "a", "h1", "h2", "p", "ul", "li", "section",
        "footer", "form", "input", "label", "button", "div"}  # fmt: skip


class Seen(HTMLParser):
    """The tags of a page and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.tags, self.links = set[str](), list[str]()
        self.attributes = set[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "action", "src")]


def test_what_organizers_write_is_only_ever_text(client: TestClient, made: Made) -> None:
    for text in (*KNOWN, TURNING):
        words = {"en": text[:300]}
        token = save(partial(opened, made=made, purpose=words, joining=words, topics=words, places=text[:160],
                             contact=text[:120], is_listed=True))  # fmt: skip
        for answered in (client.get(f"/c/{token}"), client.get("/communities", params={"q": text[:80]})):
            seen = Seen()
            seen.feed(answered.text)
            assert seen.tags <= TAGS, text
            assert {name for name in seen.attributes if name.startswith(("on", "src", "style"))} == set(), text
            assert all(link.startswith(("/c", "data:,", "mailto:", "http")) for link in seen.links), text


def test_only_an_address_becomes_a_link() -> None:
    assert contact("javascript:alert(1)") == "javascript:alert(1)"
    assert contact('https://a.example/" onclick="x') == "https://a.example/&quot; onclick=&quot;x"
    assert contact("https://a.example/join").startswith('<a href="https://a.example/join" rel="noopener')

"""One's own page between meetings: for the phone itself or by a personal link, and for nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from components.live import between, control
from components.live.store import open_store, save
from components.member.own import own_of
from components.member.parts import parts_of
from components.phone.app import app
from components.phone.identity import COOKIE, new_device
from components.text import t
from db import library, meetings, members, open_questions, participants
from db.engine import Store
from db.participants import hash_device
from tests.hostile import PAYLOADS
from tests.kinds import examples
from tests.rooms import LINES, Made, answer, make_meeting, next_meeting, open_activity
from tests.takeaway.held import device, hold

HERE = "http://testserver"
CHECKIN = next(iter(examples("checkin").values()))


@pytest.fixture
def server(database: str) -> Iterator[TestClient]:
    with TestClient(app, base_url=HERE, follow_redirects=False) as client:
        yield client


@pytest.fixture
def made(server: TestClient) -> Made:
    """A meeting that has ended, and after it another in which the first line was asked again and commitments too."""

    def hold_both(db: Store) -> Made:
        first = hold(db)
        later = next_meeting(db, first, {"spectrum": LINES, "checkin": CHECKIN})
        meetings.change(db, later.id, held_on="2031-06-05")
        round_id = open_activity(db, later, "spectrum")
        answer(db, later, round_id, device(1), {"lines": {"expertise": 35}})
        control.close(db, later.id, seconds=0)
        round_id = open_activity(db, later, "checkin")
        answer(db, later, round_id, device(1), {"did": {promise_of(db, first, 1): "partly"}})
        control.end(db, later.id)
        return first

    return save(hold_both)


def member_of(db: Store, made: Made, number: int) -> members.Member:
    found = members.on_device(db, made.community_id, hash_device(device(number)))
    assert found
    return found


def promise_of(db: Store, made: Made, number: int) -> str:
    member = member_of(db, made, number)
    parts = parts_of(db, member, own_of(db, member), "en")
    [name] = [line.promise for part in parts for line in part.lines if line.promise]
    return name


def as_phone(server: TestClient, number: int | None) -> TestClient:
    server.cookies.clear()
    if number is not None:
        server.cookies.set(COOKIE, device(number))
    return server


def page(server: TestClient, made: Made, number: int, lang: str = "en") -> str:
    replied = as_phone(server, number).get(f"/j/{made.code}/me?lang={lang}")
    assert replied.status_code == 200
    return unescape(replied.text)


def send(server: TestClient, address: str, origin: str = HERE, **form: str) -> Any:
    return server.post(address, data=form, headers={"origin": origin})


def link_of(server: TestClient, made: Made, number: int) -> str:
    replied = send(as_phone(server, number), f"/j/{made.code}/me", do="link")
    found = re.search(rf"{HERE}(/m/[\w-]{{32}})<", replied.text)
    assert found
    return found[1]


def test_a_phone_sees_its_own_page_and_nobody_elses(server: TestClient, made: Made) -> None:
    own, other = page(server, made, 1), page(server, made, 2)
    assert "Call Rosa" in own
    assert "Sleep" not in own
    assert "Sleep" in other
    assert "Call Rosa" not in other
    assert "1. Housing" in own
    stranger = as_phone(server, None).get(f"/j/{made.code}/me")
    assert stranger.status_code == 404
    assert "Call Rosa" not in stranger.text


def test_it_shows_how_ones_marks_moved_and_what_became_of_a_commitment(server: TestClient, made: Made) -> None:
    own = page(server, made, 1)
    stands = own.split(t("en", "member.stands"))[1].split("</section>")[0]
    assert re.findall(r'aria-label="(\d+) / 100"', stands) == ["80", "35"]
    assert stands.index("May 4, 2031") < stands.index("June 5, 2031")
    assert "June 5, 2031, at the meeting: Partly" in own
    assert 'value="partly" aria-pressed="true"' in own


def test_it_speaks_the_language_of_the_phone(server: TestClient, made: Made) -> None:
    own = page(server, made, 1, "es")
    assert '<html lang="es">' in own
    assert t("es", "member.commitments") in own
    assert t("en", "member.commitments") not in own


def test_a_note_about_a_commitment_is_kept_for_its_owner_alone(server: TestClient, made: Made) -> None:
    with open_store() as db:
        mine, theirs = promise_of(db, made, 1), promise_of(db, made, 2)
    for promise in (mine, theirs, "nothing"):
        done = send(as_phone(server, 1), f"/j/{made.code}/me", do="mark", promise=promise, status="done")
        assert done.status_code == 303
    assert t("en", "member.done_mark") in as_phone(server, 1).get(done.headers["location"]).text
    assert "noted by you: Kept" in page(server, made, 1)
    assert "noted by you" not in page(server, made, 2)
    with open_store() as db:
        assert [row["promise"] for row in db.query("SELECT promise FROM own_marks")] == [mine]


def ask(made: Made) -> str:
    return save(lambda db: between.ask(db, made.community_id, {"en": "What are we learning?"}))


def test_a_reply_is_kept_changed_and_taken_back_and_read_without_names_once_it_is_closed(
    server: TestClient, made: Made
) -> None:
    question = ask(made)
    for number in range(1, 7):
        send(as_phone(server, number), f"/j/{made.code}/me", do="reply", question=question, reply=f"Reply {number}")
    send(as_phone(server, 1), f"/j/{made.code}/me", do="reply", question=question, reply="I changed it")
    assert "I changed it</textarea>" in page(server, made, 1)
    assert "Reply 2</textarea>" not in page(server, made, 1)
    with open_store() as db:
        [now] = between.replies_of(db, made.community_id)
        assert (now.are_enough, now.texts) == (True, ()), "nothing is read while it is open"
    save(lambda db: between.stop(db, made.community_id))
    with open_store() as db:
        [closed] = between.replies_of(db, made.community_id)
    assert [reply.text for reply in closed.texts] == ["I changed it", *(f"Reply {number}" for number in range(2, 7))]
    send(as_phone(server, 1), f"/j/{made.code}/me", do="reply", question=question, reply="Too late")
    with open_store() as db:
        assert "Too late" not in str(between.replies_of(db, made.community_id))
    assert t("en", "member.who_reads") not in page(server, made, 1)


def test_fewer_than_five_replies_stay_unread_for_good(server: TestClient, made: Made) -> None:
    question = ask(made)
    for number in range(1, 5):
        send(as_phone(server, number), f"/j/{made.code}/me", do="reply", question=question, reply=f"Reply {number}")
    save(lambda db: between.stop(db, made.community_id))
    with open_store() as db:
        [closed] = between.replies_of(db, made.community_id)
    assert (closed.are_enough, closed.texts) == (False, ())


def test_a_question_closes_when_the_next_meeting_begins(server: TestClient, made: Made) -> None:
    ask(made)
    assert "What are we learning?" in page(server, made, 1)
    save(lambda db: db.execute("UPDATE open_questions SET opened_at = '2026-01-01T00:00:00.000Z'"))
    assert "What are we learning?" not in page(server, made, 1)
    with open_store() as db:
        found = open_questions.latest(db, made.community_id)
        assert found
        assert not found.is_open


def test_a_personal_link_opens_this_page_and_nothing_else(server: TestClient, made: Made) -> None:
    address = link_of(server, made, 1)
    replied = as_phone(server, None).get(address)
    assert "Call Rosa" in replied.text
    assert "set-cookie" not in replied.headers
    assert replied.headers["cache-control"] == "no-store"
    assert replied.headers["referrer-policy"] == "same-origin"
    assert "noindex" in replied.headers["x-robots-tag"]
    assert "frame-ancestors 'self'" in replied.headers["content-security-policy"]
    assert "<script" not in replied.text
    token = address.rpartition("/")[2]
    with open_store() as db:
        assert token not in str(db.query("SELECT * FROM member_links"))
    assert as_phone(server, None).get(f"/j/{made.code}").status_code == 404, "a meeting that has ended stays shut"


def test_a_link_that_never_was_or_was_taken_back_opens_nothing(server: TestClient, made: Made) -> None:
    first = link_of(server, made, 1)
    second = link_of(server, made, 1)
    gone = as_phone(server, None).get(first)
    assert (gone.status_code, "Call Rosa" in gone.text) == (404, False)
    assert as_phone(server, None).get(second).status_code == 200
    ended = send(as_phone(server, None), second, do="unlink")
    assert ended.status_code == 200
    for address in (first, second, "/m/x", "/m/" + "y" * 32, "/m/" + "z" * 300):
        assert as_phone(server, None).get(address).status_code == 404
        assert send(as_phone(server, None), address, do="link").status_code == 404


@pytest.mark.parametrize("by_link", [True, False])
def test_erasing_takes_everything_and_the_link_with_it(server: TestClient, made: Made, by_link: bool) -> None:
    question = ask(made)
    send(as_phone(server, 1), f"/j/{made.code}/me", do="reply", question=question, reply="Mine")
    link = link_of(server, made, 1)
    done = send(as_phone(server, None if by_link else 1), link if by_link else f"/j/{made.code}/me", do="erase")
    assert t("en", "phone.kind_all_erased_title") in done.text
    assert as_phone(server, None).get(link).status_code == 404
    with open_store() as db:
        assert participants.find(db, made.community_id, device(1)) is None
        assert "Mine" not in str(db.query("SELECT * FROM open_replies"))
        assert participants.find(db, made.community_id, device(2))
    assert "Sleep" in page(server, made, 2)


def test_no_page_elsewhere_sends_a_form_here(server: TestClient, made: Made) -> None:
    link = link_of(server, made, 1)
    for origin in ("https://elsewhere.example", "null"):
        for phone, address in ((1, f"/j/{made.code}/me"), (None, link)):
            for do in ("link", "unlink", "erase", "reply"):
                assert send(as_phone(server, phone), address, origin, do=do, reply="x").status_code == 403
    assert "Call Rosa" in as_phone(server, None).get(link).text


@pytest.mark.parametrize("form", [{}, {"do": "x"}, {"do": "mark", "promise": "x", "status": "great"},
                                  {"do": "mark", "status": "done"}, {"do": "reply"},
                                  {"do": "reply", "reply": "x" * 9000}])  # fmt: skip
def test_a_form_of_no_known_shape_changes_nothing(server: TestClient, made: Made, form: dict[str, str]) -> None:
    ask(made)
    assert send(as_phone(server, 1), f"/j/{made.code}/me", **form).status_code == 422


def test_a_phone_that_has_answered_nothing_here_has_no_page(server: TestClient, made: Made) -> None:
    live = save(lambda db: next_meeting(db, made, {"spectrum": LINES}))
    server.cookies.clear()
    server.cookies.set(COOKIE, new_device())
    replied = server.get(f"/j/{live.code}/me")
    assert replied.status_code == 404
    assert t("en", "phone.kind_nobody_yet_title") in unescape(replied.text)


def test_what_people_write_is_only_ever_text(server: TestClient, made: Made) -> None:
    question = ask(made)
    for payload in PAYLOADS[:60]:
        send(as_phone(server, 1), f"/j/{made.code}/me", do="reply", question=question, reply=payload)
        shown = as_phone(server, 1).get(f"/j/{made.code}/me").text
        inside = shown.split("<textarea")[1].split(">", 1)[1].split("</textarea>")[0]
        assert "<" not in inside


def test_another_community_stays_out(server: TestClient, made: Made) -> None:
    other = save(lambda db: make_meeting(db, configs={"spectrum": LINES}))
    save(lambda db: answer(db, other, open_activity(db, other, "spectrum"), device(1), {"lines": {"expertise": 5}}))
    assert "Call Rosa" not in page(server, other, 1)


def test_the_reading_list_is_there_with_links_that_lead_to_the_web_alone(server: TestClient, made: Made) -> None:
    def shelve(db: Store) -> None:
        for name, link in (("A brief", "https://example.org/brief"), ("A trick", "javascript:alert(1)")):
            added = library.add(db, made.community_id, library.Item("", "tool", name, link=link), library.Stems("", ""))
            library.read_next(db, made.community_id, added, True)

    save(shelve)
    own = page(server, made, 1)
    assert t("en", "library.reading") in own
    assert '<a href="https://example.org/brief" rel="noopener noreferrer"><b>A brief</b></a>' in own
    assert "A trick" in own
    assert "javascript:" not in own


def test_the_phones_own_page_leads_back_to_the_meeting_and_a_personal_link_does_not(
    server: TestClient, made: Made
) -> None:
    back = f'href="/j/{made.code}?lang=es"'
    assert back in page(server, made, 1, "es")
    save(lambda db: members.put_link(db, member_of(db, made, 1), "one"))
    assert t("en", "member.back") not in as_phone(server, None).get("/m/one?lang=en").text

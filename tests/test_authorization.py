"""Who may do what: on every page, with every id, and at the phones' door."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from playwright.sync_api import Error as PlaywrightError
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components.live import control, keeping, rehearsal
from components.live.cast import Cast, Refused
from components.live.control import CannotControl
from components.live.keeping import NotKeeper
from components.live.room import UnknownMeeting
from components.live.screens import Screen
from components.live.start import enter_lifespan
from components.live.store import open_store, save
from components.phone.identity import COOKIE, known_device
from components.phone.routes import routes
from components.text import t
from components.ui.people import put_role
from components.ui.results import export_file
from db import accounts, activities, answers, communities, meetings, participants, roles, rounds
from db.engine import Store
from db.ids import new_id, new_secret, now
from db.roles import READ
from tests.rooms import CARDS, Made, answer, make_account, make_meeting, note, open_activity
from tests.servers import Server, serve
from tests.tabs import open_tab, said

OWN_PAGES = ["facilitator/meetings.py", "organizer/history.py", "organizer/community.py", "organizer/imports.py",
             "organizer/people.py", "organizer/shown.py", "organizer/between.py", "organizer/reports.py",
             "organizer/charter.py", "organizer/library.py", "organizer/room.py", "organizer/network.py",
             "organizer/workgroups.py", "organizer/goals.py",
             "account/profile.py", "account/backup.py", "account/database.py"]  # fmt: skip
MEETING_PAGES = ["facilitator/agenda.py", "facilitator/control.py", "facilitator/results.py",
                 "facilitator/closing.py", "facilitator/themes.py", "facilitator/print.py",
                 "facilitator/paper.py"]  # fmt: skip
OPEN_PAGES = ["participant/join.py", "display/screen.py", "account/sign_in.py", "account/set_up.py",
              "account/one_screen.py", "account/invited.py"]  # fmt: skip
OWN_BUTTONS = ("attune-in-es", "account_sign_out")
PROPOSE = {"items": [], "top": 3, "propose": True}


@pytest.fixture
def made(database: str) -> Made:
    """A live meeting of Ana's with an open round."""
    made = save(make_meeting)
    save(lambda db: open_activity(db, made, "spectrum"))
    return made


@pytest.fixture
def other(made: Made) -> Made:
    """A live meeting of another community, run by Bea alone."""
    return save(lambda db: make_meeting(db, account=make_account(db, "bea")))


def everything(db: Store) -> dict[str, Any]:
    """All that is stored, but who is signed in since when."""
    tables = (
        "communities",
        "memberships",
        "roles",
        "invitations",
        "meetings",
        "activities",
        "rounds",
        "answers",
        "moderations",
    )
    return {table: db.query(f"SELECT * FROM {table}") for table in tables}


def stored() -> dict[str, Any]:
    with open_store() as db:
        return everything(db)


# Pages


def test_every_page_is_tried_by_strangers_or_is_for_them() -> None:
    folder = Path(__file__).parents[1] / "pages"
    found = {str(path.relative_to(folder)) for path in folder.rglob("*.py") if path.name != "__init__.py"}
    assert found == {*OWN_PAGES, *MEETING_PAGES, *OPEN_PAGES}


@pytest.mark.parametrize("page", OWN_PAGES + MEETING_PAGES)
def test_without_signing_in_a_page_is_the_sign_in_form(made: Made, page: str) -> None:
    before = stored()
    tab = open_tab(page, meeting=made.id, community=made.community_id, activity=made.activity_ids["talk"])
    assert t("en", "account.please_sign_in") in said(tab)
    assert {button.label for button in tab.button} == {t("en", "account.sign_in"), "Español"}
    for name in ("Spring meeting", "North Coast", "Spectrum", made.code, made.display_key):
        assert name not in said(tab)
    assert stored() == before


@pytest.mark.parametrize("page", OWN_PAGES + MEETING_PAGES)
def test_a_participant_sees_no_more_of_a_page_than_anybody(made: Made, page: str) -> None:
    device = new_secret()
    save(lambda db: participants.attend(db, made.id, participants.find_or_create(db, made.community_id, device)))
    tab = open_tab("participant/join.py", code=made.code)
    tab.session_state["device"] = device
    tab.run()
    tab.switch_page(f"pages/{page}")
    tab.query_params["meeting"] = made.id
    assert t("en", "account.please_sign_in") in said(tab.run())


@pytest.mark.parametrize("page", OWN_PAGES + MEETING_PAGES)
def test_an_account_sees_nothing_of_a_community_it_does_not_belong_to(made: Made, other: Made, page: str) -> None:
    words = json.dumps({"en": "Somebody else's"})
    save(lambda db: db.execute("UPDATE meetings SET title = :w, notes = 'Secret' WHERE id = :i", w=words, i=made.id))
    save(lambda db: db.execute("UPDATE communities SET name = :w WHERE id = :i", w=words, i=made.community_id))
    before = stored()
    tab = open_tab(page, other.account_id, meeting=made.id, community=made.community_id,
                   activity=made.activity_ids["spectrum"], key=made.display_key, code=made.code)  # fmt: skip
    shown = said(tab) + json.dumps([[element.label for element in kind] for kind in (tab.button, tab.selectbox)])
    for name in ("Somebody else", "Secret", made.id, made.code, made.display_key, "Ana"):
        assert name not in shown
    assert stored() == before


@pytest.mark.parametrize("role", READ)
@pytest.mark.parametrize("page", OWN_PAGES + MEETING_PAGES)
def test_who_only_reads_finds_nothing_private_on_any_page_and_presses_in_vain(
    made: Made, other: Made, page: str, role: str
) -> None:
    save(lambda db: communities.remove_member(db, other.community_id, other.account_id))
    save(lambda db: roles.begin(db, made.community_id, role, "Bea", account_id=other.account_id))
    save(lambda db: db.execute("UPDATE meetings SET notes = 'Secret' WHERE id = :i", i=made.id))
    before = stored()
    tab = open_tab(page, other.account_id, meeting=made.id, community=made.community_id,
                   activity=made.activity_ids["spectrum"])  # fmt: skip
    shown = said(tab) + json.dumps([[element.label for element in kind] for kind in (tab.button, tab.selectbox)])
    for name in ("Secret", made.id, made.code, made.display_key, "Spectrum"):
        assert name not in shown
    for button in [each for each in tab.button if not each.disabled and each.key not in OWN_BUTTONS]:
        button.click()
    assert not tab.run().exception
    assert stored() == before


@pytest.mark.parametrize("page", OWN_PAGES + MEETING_PAGES)
def test_a_sign_in_that_was_ended_elsewhere_does_nothing_more(made: Made, page: str) -> None:
    tab = open_tab(page, made.account_id, meeting=made.id)
    assert not tab.exception
    save(lambda db: accounts.sign_out_everywhere(db, made.account_id, now()))
    before = stored()
    for button in [each for each in tab.button if not each.disabled]:
        button.click()
    assert t("en", "account.please_sign_in") in said(tab.run())
    assert stored() == before


def test_who_left_a_community_presses_in_vain(made: Made, other: Made) -> None:
    for page in MEETING_PAGES[:2]:
        save(lambda db: communities.add_member(db, made.community_id, other.account_id, "facilitator"))
        tab = open_tab(page, other.account_id, meeting=made.id)
        assert "Spring meeting" in said(tab)
        save(lambda db: communities.remove_member(db, made.community_id, other.account_id))
        before = stored()
        for button in [each for each in tab.button if not each.disabled and each.key not in OWN_BUTTONS]:
            button.click()
        assert t("en", "facilitator.no_meeting_next") in said(tab.run())
        assert stored() == before


def test_what_another_community_deleted_is_not_put_back_by_a_forged_tab(made: Made, other: Made) -> None:
    with open_store() as db:
        meeting, agenda = meetings.by_id(db, made.id), activities.of_meeting(db, made.id)
    assert meeting
    gone = save(lambda db: meetings.delete(db, made.id))
    tab = open_tab("facilitator/meetings.py", other.account_id)
    tab.session_state["removed_meeting"] = (meeting, gone)
    tab.run()
    before = stored()
    tab.button(key="undo-meeting").click().run()
    assert stored() == before
    tab = open_tab("facilitator/agenda.py", other.account_id, meeting=other.id)
    tab.session_state["removed_activity"] = (agenda[0], gone)
    tab.run()
    assert [button for button in tab.button if button.key == "undo-activity"] == []


def test_an_export_asks_who_belongs_to_the_community_now(made: Made, other: Made) -> None:
    save(lambda db: communities.add_member(db, made.community_id, other.account_id, "facilitator"))
    assert export_file(other.account_id, made.id, "en", "csv")
    save(lambda db: communities.remove_member(db, made.community_id, other.account_id))
    for account_id in (other.account_id, "", "nobody"):
        with pytest.raises(UnknownMeeting):
            export_file(account_id, made.id, "en", "csv")


def test_a_backup_asks_who_is_a_keeper_now(made: Made, other: Made) -> None:
    save(lambda db: db.execute("UPDATE accounts SET is_keeper = 1 WHERE id = :id", id=other.account_id))
    making = keeping.begin_backup(other.account_id)
    assert making.is_over(within=60)
    file = making.file()
    content = keeping.content_of(other.account_id, file.path)
    save(lambda db: db.execute("UPDATE accounts SET is_keeper = 0"))
    before = stored()
    for account_id in (other.account_id, made.account_id, "", "nobody"):
        for act in (
            partial(keeping.begin_backup, account_id),
            partial(keeping.content_of, account_id, file.path),
            partial(keeping.take_in, account_id, "attune.db", content),
            partial(keeping.restore, account_id, file.path),
        ):
            with pytest.raises(NotKeeper):
                act()
    assert stored() == before


# The wall's key and the join code


@pytest.mark.parametrize("wrong", ["", " ", "%", "code", "meeting", "lower"])
def test_a_wall_opens_by_its_own_key_alone(made: Made, wrong: str) -> None:
    keys = {"code": made.code, "meeting": made.id, "lower": made.display_key[:-1]}
    tab = open_tab("display/screen.py", key=keys.get(wrong, wrong))
    assert t("en", "display.no_meeting") in said(tab)
    assert "Spring meeting" not in said(tab)


@pytest.mark.parametrize("phase", ["open", "closed", "revealed", "ended"])
def test_notes_reach_neither_a_wall_nor_a_phone(made: Made, lane: TestClient, phase: str) -> None:
    save(lambda db: meetings.change(db, made.id, notes="Ask Rosa"))
    save(lambda db: note(db, made.activity_ids["spectrum"], "Ask Luis"))
    acts: dict[str, Callable[[Store], None]] = {
        "open": lambda db: answer_all(db, made),
        "closed": lambda db: control.close(db, made.id, seconds=0),
        "revealed": lambda db: control.reveal(db, made.id),
        "ended": lambda db: control.end(db, made.id),
    }
    for name in list(acts)[: list(acts).index(phase) + 1]:
        save(acts[name])
    wall = open_tab("display/screen.py", key=made.display_key)
    phone = open_tab("participant/join.py", code=made.code)
    drawn = [component.proto.json for tab in (wall, phone) for component in tab.get("bidi_component")]
    assert made.code in "".join(drawn)
    replies = [lane.get(f"/j/{made.code}{path}") for path in ("", "/state")]
    assert phase == "ended" or [reply.status_code for reply in replies] == [200, 200]
    sent = "".join(reply.text for reply in replies)
    everything = said(wall) + said(phone) + "".join(drawn) + sent
    assert "Ask Rosa" not in everything
    assert "Ask Luis" not in everything


def test_a_wall_shows_neither_notes_nor_what_is_not_yet_revealed(made: Made) -> None:
    save(lambda db: meetings.change(db, made.id, notes="Ask Rosa"))
    save(lambda db: answer_all(db, made))
    tab = open_tab("display/screen.py", key=made.display_key)
    assert "Ask Rosa" not in said(tab)
    drawn = json.dumps([component.proto.json for component in tab.get("bidi_component")])
    assert made.code in drawn
    assert "figure" not in drawn
    assert not tab.button


def test_a_wall_in_ones_own_window_tells_neither_notes_nor_the_walls_own_key(made: Made) -> None:
    save(lambda db: meetings.change(db, made.id, notes="Ask Rosa"))
    save(lambda db: answer_all(db, made))
    tab = open_tab("display/screen.py", code=made.code)
    components = json.dumps([component.proto.json for component in tab.get("bidi_component")])
    assert "Who has the expertise?" in said(tab)
    for secret in ("Ask Rosa", made.display_key, made.id):
        assert secret not in said(tab) + components
    assert "figure" not in components
    assert not tab.button


def test_a_wall_in_ones_own_window_opens_for_whoever_may_answer(made: Made, other: Made) -> None:
    save(lambda db: meetings.change(db, made.id, phase="planned"))
    save(lambda db: control.end(db, other.id))
    for code in (made.code, other.code, made.display_key, made.id, ""):
        tab = open_tab("display/screen.py", code=code)
        assert t("en", "display.nothing_here") in said(tab)
        assert "Spring meeting" not in said(tab)


def answer_all(db: Store, made: Made) -> None:
    round_id = rounds.of_activity(db, made.activity_ids["spectrum"])[-1].id
    for phone in range(6):
        answer(db, made, round_id, f"phone {phone}", {"lines": {"expertise": 73}})


# Ids of other meetings in the actions of one's own


def refusal(act: Callable[[Store], Any]) -> str:
    try:
        save(act)
    except (CannotControl, Refused) as refused:
        return refused.code
    raise AssertionError("it was done")


def test_an_activity_of_another_meeting_is_not_shown(made: Made, other: Made) -> None:
    before = stored()
    assert refusal(lambda db: control.show(db, made.id, other.activity_ids["talk"])) == "unknown_activity"
    assert refusal(lambda db: control.show(db, made.id, "nothing")) == "unknown_activity"
    assert stored() == before


def test_an_answer_for_somebody_belongs_to_this_meeting(made: Made, other: Made) -> None:
    round_id = save(lambda db: open_activity(db, other, "spectrum"))
    given = Cast(new_id(), round_id, {"lines": {"expertise": 1}})
    assert refusal(lambda db: control.answer_for(db, made.id, given)) == "unknown_round"
    with open_store() as db:
        assert answers.count(db, round_id) == 0


@pytest.mark.parametrize("kind", ["icebreaker", "ranking", "reflection"])
def test_a_text_of_another_meeting_is_neither_hidden_nor_reworded_nor_merged_nor_picked(
    database: str, kind: str
) -> None:
    own = save(lambda db: make_meeting(db, configs={kind: WRITTEN[kind][0]}))
    strange = save(lambda db: make_meeting(db, configs={kind: WRITTEN[kind][0]}, account=make_account(db, "bea")))
    value, part = WRITTEN[kind][1:]
    ids = {}
    for made in (own, strange):
        ids[made.id] = save(partial(write, made, kind, value))
    before, theirs = stored(), (ids[strange.id], part)
    assert refusal(lambda db: control.hide_piece(db, own.id, *theirs, True)) == "unknown_answer"
    assert refusal(lambda db: control.reword_piece(db, own.id, *theirs, "Hm")) == "unknown_answer"
    assert refusal(lambda db: control.merge_piece(db, own.id, *theirs, (ids[own.id], part))) == "unknown_answer"
    assert refusal(lambda db: control.merge_piece(db, own.id, ids[own.id], part, theirs)) == "unknown_answer"
    assert refusal(lambda db: control.pick_piece(db, own.id, *theirs, True)) == "not_shared"
    assert stored() == before


def write(made: Made, kind: str, value: dict[str, Any], db: Store) -> str:
    """A round with one answer; the answer's id."""
    return answer(db, made, open_activity(db, made, kind), "phone", value).id


WRITTEN: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "icebreaker": (CARDS, {"text": "A walk"}, "text"),
    "ranking": (PROPOSE, {"items": ["Buses"]}, "items.0"),
    "reflection": (
        {"questions": [{"id": "try", "text": {"en": "One thing"}, "type": "text"}]},
        {"try": "Ask a parent", "share": ["try"]},
        "try",
    ),
}


# Who belongs to a community


def test_the_last_organizer_stays_whoever_asks_and_however_late(made: Made, other: Made) -> None:
    community, ana, bea = made.community_id, made.account_id, other.account_id
    save(lambda db: communities.add_member(db, community, bea, "organizer"))
    assert save(lambda db: put_role(db, community, bea, "facilitator"))
    for role in ("facilitator", None):
        assert not save(partial(put_role, community_id=community, account_id=ana, role=role))
    with open_store() as db:
        assert communities.role_of(db, community, ana) == "organizer"


def test_a_role_is_given_to_members_only(made: Made, other: Made) -> None:
    assert not save(lambda db: put_role(db, made.community_id, other.account_id, "organizer"))
    with open_store() as db:
        assert communities.role_of(db, made.community_id, other.account_id) is None


def test_a_facilitator_has_no_form_for_people(made: Made, other: Made) -> None:
    save(lambda db: communities.add_member(db, made.community_id, other.account_id, "facilitator"))
    tab = open_tab("organizer/people.py", other.account_id, community=made.community_id)
    assert "Ana" in said(tab)
    assert tab.get("menu_button") == []
    assert [field for field in tab.text_input if field.key == "colleague"] == []


# The phones' door


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    async with enter_lifespan():
        yield


@pytest.fixture
def lane(made: Made) -> Iterator[TestClient]:
    with TestClient(Starlette(routes=list(routes()), lifespan=_lifespan), follow_redirects=False) as client:
        yield client


def phone_of(lane: TestClient, device: str | None = None) -> TestClient:
    phone = TestClient(lane.app, follow_redirects=False, cookies={COOKIE: device} if device else None)
    phone.portal = lane.portal
    return phone


def message(round_id: str, value: Any) -> dict[str, Any]:
    return {"type": "answer", "id": str(uuid.uuid4()), "round": round_id, "value": value}


def how_many(table: str) -> int:
    with open_store() as db:
        row = db.one(f"SELECT COUNT(*) AS n FROM {table}")
    assert row
    return int(row["n"])


def open_round_of(made: Made) -> str:
    with open_store() as db:
        return rounds.of_activity(db, made.activity_ids["spectrum"])[-1].id


def test_asking_for_the_state_without_a_cookie_makes_nobody_a_participant(lane: TestClient, made: Made) -> None:
    for _ in range(5):
        asked = phone_of(lane).get(f"/j/{made.code}/state")
        assert asked.status_code == 200
        assert asked.json()["state"]["present"] == 0
        assert known_device(asked.cookies[COOKIE])
    assert (how_many("participants"), how_many("attendances")) == (0, 0)


def test_a_phone_that_shows_its_cookie_is_here(lane: TestClient, made: Made) -> None:
    phone = phone_of(lane, new_secret())
    assert phone.get(f"/j/{made.code}/state").json()["state"]["present"] == 1
    assert phone.get(f"/j/{made.code}/state").json()["state"]["present"] == 1
    assert how_many("participants") == 1


def test_a_phone_reads_its_own_answers_and_nobody_elses(lane: TestClient, made: Made, other: Made) -> None:
    one, two = phone_of(lane, new_secret()), phone_of(lane, new_secret())
    round_id = open_round_of(made)
    assert one.post(f"/j/{made.code}/answers", json=message(round_id, {"lines": {"expertise": 12}})).status_code == 200
    two.post(f"/j/{made.code}/answers", json=message(round_id, {"lines": {"expertise": 99}}))
    assert one.get(f"/j/{made.code}/state").json()["mine"]["value"] == {"lines": {"expertise": 12}}
    assert '"expertise":99' not in one.get(f"/j/{made.code}/state").text
    assert phone_of(lane).get(f"/j/{made.code}/state").json()["mine"] is None


def test_a_cookie_of_one_community_reads_nothing_in_another(lane: TestClient, made: Made, other: Made) -> None:
    phone = phone_of(lane, new_secret())
    phone.post(f"/j/{made.code}/answers", json=message(open_round_of(made), {"lines": {"expertise": 12}}))
    save(lambda db: open_activity(db, other, "spectrum"))
    for _ in range(2):
        mine = phone.get(f"/j/{other.code}/state").json()["mine"]
        assert (mine["value"], mine["previous"]) == (None, None)
    with open_store() as db:
        assert {row["community_id"] for row in db.query("SELECT community_id FROM participants")} == {
            made.community_id, other.community_id,
        }  # fmt: skip


def test_after_the_end_a_phone_that_was_not_there_sees_nothing(lane: TestClient, made: Made) -> None:
    save(lambda db: control.end(db, made.id))
    stranger = phone_of(lane, new_secret())
    assert stranger.get(f"/j/{made.code}/state").status_code == 404
    assert stranger.get(f"/j/{made.code}").status_code == 404
    late = stranger.post(f"/j/{made.code}/answers", json=message(open_round_of(made), {"lines": {"expertise": 1}}))
    assert (late.status_code, late.json()["reason"]) == (422, "closed")
    assert how_many("participants") == 0


@pytest.mark.parametrize("token", ["", "short", "x" * 65, "a b" * 10, "é" * 22, "'; DROP TABLE answers; --", "%00" * 8])
def test_what_is_no_device_token_is_nobody(token: str) -> None:
    assert known_device(token) is None


def test_no_phone_can_be_one_of_the_pretend_ones() -> None:
    assert [known_device(device) for device in rehearsal.devices(new_id())] == [None] * rehearsal.PRETEND_PHONES


@pytest.mark.parametrize("origin", ["https://evil.invalid", "null", "", "http://testserver.evil.invalid", "testserver"])
def test_no_page_elsewhere_answers_in_a_phones_name(lane: TestClient, made: Made, origin: str) -> None:
    phone = phone_of(lane, new_secret())
    body = message(open_round_of(made), {"lines": {"expertise": 12}})
    assert phone.post(f"/j/{made.code}/answers", json=body, headers={"origin": origin}).status_code == 403
    assert how_many("answers") == 0


BOMBS = {
    "deep": "[" * 30_000,
    "deep and closed": "[" * 900 + "]" * 900,
    "many digits": "1" * 60_000,
    "infinite": "1e999",
    "no number": "NaN",
    "half a character": '{"type": "answer", "id": "\\ud800", "round": "\\udfff"}',
    "half a character in an answer": '{"type":"answer","id":"ID","round":"ROUND","value":{"lines":{"\\ud800":1}}}',
    "half a character as a key": '{"type": "answer", "\\ud800": 1}',
    "unknown type": '{"type": "admin", "id": 7}',
    "no type": "{}",
    "nothing": "",
    "zero": "\u0000",
    "about half a character": '{"type": "about", "attributes": {"sector": "\\ud800"}}',
    "about too much": json.dumps({"type": "about", "attributes": {"sector": "x" * 5000}}),
    "people": '{"type":"answer","id":"ID","round":"ROUND","value":{"lines":{"expertise":1}},"people":true}',
    "seat": '{"type":"answer","id":"ID","round":"ROUND","value":{"lines":{"expertise":1}},"seat":1e1}',
    "too large": '{"type":"answer","id":"ID","round":"ROUND","value":{"lines":{"expertise":1e308}}}',
    "a round of half a character": '{"type":"answer","id":"ID","round":"\\ud800","value":{}}',
    "keys": '{"type":"answer","id":"ID","round":"ROUND","value":{"lines":{"expertise":1}},"participant":"me"}',
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_cannot_be_an_answer_is_refused_and_harms_nothing(lane: TestClient, made: Made, name: str) -> None:
    round_id = open_round_of(made)
    body = BOMBS[name].replace("ID", str(uuid.uuid4())).replace("ROUND", round_id)
    phone = phone_of(lane, new_secret())
    posted = phone.post(f"/j/{made.code}/answers", content=body.encode())
    assert (posted.status_code, posted.json()["type"]) == (422, "refused")
    with phone.websocket_connect(f"/j/{made.code}/live") as socket:
        socket.send_text(body)
        socket.send_text(json.dumps(message(round_id, {"lines": {"expertise": 12}})))
        kinds = []
        while "saved" not in kinds:
            kinds.append(json.loads(socket.receive_text())["type"])
        assert "refused" in kinds
    assert how_many("answers") == 1


def test_a_body_that_is_too_big_is_not_read_to_its_end(lane: TestClient, made: Made) -> None:
    posted = phone_of(lane).post(f"/j/{made.code}/answers", content=b"x" * 70_000)
    assert posted.status_code == 413


def test_a_screen_knows_how_much_its_phone_has_not_taken() -> None:
    screen = Screen()
    for _ in range(3):
        screen.tell("refused")
    assert screen.waiting == 3
    with ThreadPoolExecutor() as aside:  # a browser may have a loop running in this thread
        assert aside.submit(asyncio.run, screen.next()).result() == "refused"
    assert screen.waiting == 2


LONGEST = "K7QF2M" * 2000


NO_CODES = [LONGEST, "..%2f..%2fapp.py", "%00%00%00%00%00%00", "{{version}}", "a%0d%0aSet-Cookie:x=y", "<script>x",
            "%F0%9F%98%80", "ßß"]  # fmt: skip


@pytest.mark.parametrize("code", NO_CODES)
def test_a_code_that_is_none_gets_the_kind_page(lane: TestClient, code: str) -> None:
    for address in (f"/j/{code}", f"/j?code={code}", f"/j/{code}/state"):
        answered = lane.get(address)
        assert answered.status_code == 404, address
        assert "x=y" not in answered.headers.get("set-cookie", "")
        assert "<script>" not in answered.text
        assert len(answered.text) < 4000


@pytest.mark.parametrize("code", ["//evil.invalid", "https://evil.invalid", "K7QF2M/../..", "K7QF2M%0d%0aLocation:%20x",
                                  "@evil.invalid", "K7QF2M"])  # fmt: skip
def test_typing_a_code_leads_nowhere_but_to_a_meeting(lane: TestClient, code: str) -> None:
    answered = lane.get(f"/j?code={code}")
    assert answered.headers.get("location", "/j/") in ("/j/", "/j/K7QF2M")


@pytest.mark.parametrize("name", ["../routes.py", "..%2froutes.py", "%2e%2e/page.html", "/etc/passwd", "start.js",
                                  "core-en.js/../../page.html", "core-xx.js", "ballot/../../door.py"])  # fmt: skip
def test_nothing_but_the_pages_own_files_is_served(lane: TestClient, name: str) -> None:
    answered = lane.get(f"/j/assets/x/{name}", follow_redirects=True)
    assert answered.status_code == 404
    assert "import" not in answered.text


def test_what_concerns_one_phone_is_kept_by_no_cache(lane: TestClient, made: Made) -> None:
    phone = phone_of(lane, new_secret())
    body = message(open_round_of(made), {"lines": {"expertise": 12}})
    found = [phone.get(f"/j/{made.code}"), phone.get(f"/j/{made.code}/state"), phone.get("/j/ZZZZZZ/state"),
             phone.post(f"/j/{made.code}/answers", json=body), phone.post("/j/ZZZZZZ/answers", json=body),
             phone.get("/j/ZZZZZZ"), phone.get("/j")]  # fmt: skip
    for answered in found:
        assert answered.headers["cache-control"] == "no-store"
        assert answered.headers["x-content-type-options"] == "nosniff"


def test_the_phones_page_runs_no_script_within_itself(lane: TestClient, made: Made) -> None:
    for page in (lane.get(f"/j/{made.code}"), lane.get("/j")):
        policy = page.headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'self'" in policy
        assert " style=" not in page.text
        assert " on" not in "".join(part.partition(">")[0] for part in page.text.split("<")[1:] if part[0] == "s")


# A real server and a real browser

PASSWORD = "lluvia mesa roja 7"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serve(tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_context(locale="en-US").new_page()
    page.set_default_timeout(30_000)
    yield page
    page.context.close()


def sign_in(page: Page) -> None:
    page.get_by_label(t("en", "account.username")).fill("rosa")
    page.get_by_label(t("en", "account.password"), exact=True).fill(PASSWORD)
    page.get_by_role("button", name=t("en", "account.sign_in"), exact=True).click()


def press_if_there(button: Locator) -> None:
    """Press a button, unless the page has just taken it away by itself."""
    with suppress(PlaywrightError):
        button.click(timeout=5_000)


@pytest.mark.slow
def test_an_open_control_obeys_nobody_who_left_and_the_log_names_nobody(server: Server, page: Page) -> None:
    """The control is a fragment: it runs without the guard of its page."""
    rosa = server.save(lambda db: make_account(db, "rosa", "Rosa Díaz", PASSWORD))
    made = server.save(lambda db: make_meeting(db, live=False, account=rosa))
    page.goto(f"{server.url}/control?meeting={made.id}")
    sign_in(page)
    begin = page.get_by_role("button", name=t("en", "control.do_go_live"))
    expect(begin).to_be_visible()
    server.save(lambda db: communities.remove_member(db, made.community_id, rosa))
    press_if_there(begin)
    expect(page.get_by_text(t("en", "facilitator.no_meeting_next"))).to_be_visible(timeout=30_000)
    found = server.read(lambda db: meetings.by_id(db, made.id))
    assert found
    assert found.phase == "planned"

    server.save(lambda db: communities.add_member(db, made.community_id, rosa, "organizer"))
    page.goto(f"{server.url}/control?meeting={made.id}")
    expect(begin).to_be_visible()
    server.save(lambda db: accounts.sign_out_everywhere(db, rosa, now()))
    press_if_there(begin)
    expect(page.get_by_label(t("en", "account.username"))).to_be_visible(timeout=30_000)
    found = server.read(lambda db: meetings.by_id(db, made.id))
    assert found
    assert found.phase == "planned"

    page.goto(f"{server.url}/display?key={made.display_key}")
    expect(page.get_by_text("Spring meeting").first).to_be_visible(timeout=30_000)
    log = server.log
    tokens = [line for line in log.splitlines() if "token=" in line]
    assert len(tokens) == 1
    cookies = [cookie["value"] for cookie in page.context.cookies()]
    for secret in (made.display_key, made.code, made.id, rosa, "rosa", "Rosa", PASSWORD, "session", *cookies):
        assert secret not in log, secret


@pytest.mark.slow
def test_every_answer_of_the_server_says_that_no_other_site_may_frame_it(server: Server, page: Page) -> None:
    for path in ("/", "/control", "/display?key=x", "/j", "/_stcore/health", "/account/cookie", "/nothing"):
        headers = page.request.get(server.url + path).headers
        assert "frame-ancestors 'self'" in headers["content-security-policy"], path
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] in ("same-origin", "no-referrer")

"""Backups in the hands of a keeper: made in the browser, restored in the browser, in the middle of a meeting."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from components.text import t
from db import accounts, answers, backups, meetings
from db.engine import Store
from tests import postgres
from tests.browser.people import PASSWORD, USERNAME, Facilitator, Wall, phones, plan_meeting, see
from tests.rooms import LINES, Made, open_activity
from tests.servers import Server, serve

pytestmark = pytest.mark.slow


@pytest.fixture
def room(new_address: str, tmp_path: Path) -> Iterator[Server]:
    with serve(tmp_path, at=new_address) as started:
        yield started


def plan(db: Store) -> Made:
    """A live meeting with a round open, run by somebody who keeps the backups."""
    made = plan_meeting(db, configs={"spectrum": LINES})
    db.execute("UPDATE accounts SET is_keeper = 1 WHERE id = :id", id=made.account_id)
    open_activity(db, made, "spectrum")
    return made


class Keeper(Facilitator):
    """Somebody at the page for backups."""

    def open_backups(self) -> None:
        self.page.get_by_role("button", name="Rosa Díaz", exact=True).click()
        self.page.get_by_role("link", name=t("en", "facilitator.page_backup"), exact=True).click()
        expect(self.says("backup.take_title", role="heading")).to_be_visible()

    def says(self, key: str, *, role: str = "") -> Locator:
        words = t("en", key)
        return self.page.get_by_role("heading", name=words) if role else self.page.get_by_text(words)

    def take_backup(self, to: Path) -> Path:
        """Make a backup and download it."""
        self.button("backup.make").click()
        with self.page.expect_download() as download:
            self.page.get_by_role("button", name=t("en", "backup.download", size="").rstrip("()")).click()
        download.value.save_as(to)
        return to

    def bring(self, file: Path) -> None:
        self.page.locator("input[type=file]").set_input_files(file)

    def restore(self) -> None:
        """Press, say yes, and wait until it is done."""
        self.button("backup.restore").click()
        self.button("backup.confirm_yes").click()
        expect(self.says("backup.restored")).to_be_visible()

    def take_it_back(self) -> None:
        self.button("backup.undo").click()
        self.button("backup.undo_yes").click()
        expect(self.says("backup.undone")).to_be_visible()

    def is_still_signed_in(self) -> None:
        """Over a reload too, which only the cookie outlasts."""
        see(self.page, lambda: is_cookie_known(self.page), True)
        self.page.reload()
        expect(self.page.get_by_role("button", name="Rosa Díaz", exact=True)).to_be_visible()


def is_cookie_known(page: Page) -> bool:
    """Whether the server takes the cookie this browser has now."""
    return bool(page.evaluate("fetch('/account/cookie').then(reply => reply.status === 204)"))


def held(server: Server) -> backups.Contents:
    return server.read(backups.contents)


def test_a_backup_made_in_the_browser_restores_in_the_browser_while_a_meeting_goes_on(
    browser: Browser, room: Server, tmp_path: Path
) -> None:
    made = room.save(plan)
    keeper = Keeper(browser, room.url)
    keeper.open_backups()
    file = keeper.take_backup(tmp_path / "backup.db")
    wall = Wall(browser, room.url, made.display_key)
    with phones(browser, f"{room.url}/j/{made.code}", ("en", "es")) as (ana, luz):
        for phone, at in ((ana, 20), (luz, 80)):
            phone.at("ask")
            phone.place("expertise", at)
            phone.send()
        see(wall.page, wall.ring, (2, 2))
        keeper.bring(file)
        expect(keeper.page.get_by_text("1 community, 1 meeting, 0 answers").last).to_be_visible()
        assert held(room).answers == 2
        keeper.restore()
        assert held(room).answers == 0
        see(wall.page, wall.ring, (0, 2))
        ana.at("ask")
        ana.place("expertise", 50)
        ana.send()
        see(wall.page, wall.ring, (1, 2))
        keeper.take_it_back()
        see(wall.page, wall.ring, (2, 2))
        assert sorted(stored(room)) == [20, 80]
        ana.is_saved()
        luz.is_saved()
    keeper.is_still_signed_in()
    keeper.page.context.close()
    wall.page.context.close()


def stored(server: Server) -> list[int]:
    """Where the dots of the only round lie, to the nearest ten."""

    def job(db: Store) -> list[int]:
        [row] = db.query("SELECT id FROM rounds")
        given = [json.loads(answer.value) for answer in answers.all_of_round(db, row["id"])]
        return [round(value["lines"]["expertise"], -1) for value in given]

    return server.read(job)


def test_a_cut_off_file_is_refused_and_an_open_question_obeys_nobody_who_may_no_longer(
    browser: Browser, server: Server, tmp_path: Path
) -> None:
    server.save(plan)
    keeper = Keeper(browser, server.url)
    keeper.open_backups()
    file = keeper.take_backup(tmp_path / "backup.db")
    (tmp_path / "cut.db").write_bytes(file.read_bytes()[:-30_000])
    keeper.bring(tmp_path / "cut.db")
    expect(keeper.page.get_by_text(t("en", "errors.backup_damaged", path="cut.db"))).to_be_visible()
    keeper.bring(file)
    server.save(lambda db: meetings.create(db, community_of(db), {"en": "Later"}))
    keeper.button("backup.restore").click()
    expect(keeper.button("backup.confirm_yes")).to_be_visible()
    server.save(lambda db: db.execute("UPDATE accounts SET is_keeper = 0"))
    keeper.button("backup.confirm_yes").click()
    expect(keeper.says("backup.not_keeper")).to_be_visible()
    assert held(server).meetings == 2
    keeper.page.context.close()


def community_of(db: Store) -> str:
    [row] = db.query("SELECT id FROM communities")
    return str(row["id"])


# Waking up


def test_a_disk_that_was_wiped_gets_its_history_back_from_the_file(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first account, made anew from the settings, becomes who it was; its tab stays signed in."""
    monkeypatch.setenv("ATTUNE_DISK", "wiped")
    folder = tmp_path / "disk"
    folder.mkdir()
    with serve(folder) as before:
        made = before.save(plan)
        keeper = Keeper(browser, before.url)
        keeper.page.get_by_role("link", name=t("en", "backup.make_now")).click()
        file = keeper.take_backup(tmp_path / "backup.db")
        keeper.page.context.close()
    shutil.rmtree(folder)
    folder.mkdir()
    monkeypatch.setenv("ATTUNE_FIRST_ACCOUNT", USERNAME)
    monkeypatch.setenv("ATTUNE_FIRST_PASSWORD", PASSWORD)
    with serve(folder) as after:
        keeper = Keeper(browser, after.url)
        assert held(after).meetings == 0
        keeper.page.get_by_role("link", name=t("en", "backup.make_now")).click()
        keeper.bring(file)
        keeper.restore()
        keeper.is_still_signed_in()
        account = after.read(lambda db: accounts.by_username(db, USERNAME))
        assert account
        assert account.id == made.account_id
        keeper.page.get_by_role("link", name=t("en", "facilitator.page_meetings"), exact=True).click()
        expect(keeper.page.get_by_text("Spring meeting").first).to_be_visible()
        keeper.page.context.close()


def test_a_wake_up_on_an_empty_disk_finds_the_history_in_the_database(
    browser: Browser, cluster: postgres.Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who was signed in still is, phones know their meeting, and no first account is made."""
    at = cluster.new_database()
    (tmp_path / "before").mkdir()
    (tmp_path / "after").mkdir()
    with serve(tmp_path / "before", at=at) as asleep:
        made = asleep.save(plan)
        keeper = Facilitator(browser, asleep.url)
    shutil.rmtree(tmp_path / "before")
    monkeypatch.setenv("ATTUNE_FIRST_ACCOUNT", "maria")
    monkeypatch.setenv("ATTUNE_FIRST_PASSWORD", "eleven quiet lanterns")
    woken = Server(tmp_path / "after", port=asleep.port, at=at)
    woken.start()
    keeper.page.goto(woken.url + "/meetings")
    expect(keeper.page.get_by_text("Spring meeting").first).to_be_visible()
    with phones(browser, f"{woken.url}/j/{made.code}", ("en",)) as (ana,):
        ana.at("ask")
    known = woken.read(lambda db: [row["username"] for row in db.query("SELECT username FROM accounts")])
    woken.stop()
    keeper.page.context.close()
    cluster.drop(at)
    assert known == [USERNAME]

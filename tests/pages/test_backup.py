"""The page for backups, and the note while everything lies on a disk that will be wiped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.live.store import open_store, save
from components.settings import settings
from components.text import t
from db import accounts, backups, communities
from db.accounts import Account
from tests.rooms import Made, make_account, make_meeting, open_migrated
from tests.tabs import go_to, one, open_tab, said

PAGE, MEETINGS, DATABASE = "account/backup.py", "facilitator/meetings.py", "account/database.py"
pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def ana() -> str:
    """The keeper, with a community."""
    account = save(lambda db: accounts.create(db, "ana", "Ana", "hash of today"))
    save(lambda db: communities.create(db, {"en": "North Coast"}, account))
    return account


@pytest.fixture
def bea() -> str:
    """Somebody who runs meetings and keeps no backups."""
    return save(lambda db: make_account(db, "bea"))


def words(name: str, **values: object) -> str:
    return t("en", f"backup.{name}", **values)


def link_labels(tab: AppTest) -> list[str]:
    found: Any = tab.get("page_link")
    return [link.label for link in found]


def press(tab: AppTest, name: str) -> AppTest:
    one(tab.button, words(name)).click()
    return tab.run()


def agree(tab: AppTest, name: str, yes: str) -> AppTest:
    """Say yes in the dialog that a button has opened. A tab here forgets the dialog, so its button is pressed again."""
    one(tab.button, words(name)).click()
    one(tab.button, words(yes)).click()
    return tab.run()


def held() -> backups.Contents:
    with open_store() as db:
        return backups.contents(db)


def take(tab: AppTest) -> bytes:
    """Press the button and download what was made."""
    press(tab, "make")
    made = tab.session_state["backup-made"][0]
    return bytes(made.path.read_bytes())


def bring(tab: AppTest, content: bytes, name: str = "attune.db") -> AppTest:
    tab.file_uploader[0].set_value((name, content, "application/octet-stream"))
    return tab.run()


def found(username: str) -> Account:
    with open_store() as db:
        account = accounts.by_username(db, username)
    assert account
    return account


def test_only_a_keeper_has_the_link_to_it_under_the_name(ana: str, bea: str) -> None:
    save(lambda db: communities.create(db, {"en": "South Coast"}, bea))
    assert t("en", "facilitator.page_backup") in link_labels(open_tab(MEETINGS, ana))
    assert t("en", "facilitator.page_backup") not in link_labels(open_tab(MEETINGS, bea))


def test_who_keeps_no_backups_gets_one_sentence(ana: str, bea: str) -> None:
    tab = open_tab(PAGE, bea)
    assert words("not_keeper") in said(tab)
    assert not tab.file_uploader
    assert words("make") not in [button.label for button in tab.button]


def test_it_says_what_there_is_and_that_none_was_taken(ana: str) -> None:
    save(lambda db: make_meeting(db, account=ana))
    tab = open_tab(PAGE, ana)
    assert "2 communities, 1 meeting, 0 answers, the newest from" in said(tab)
    assert words("never_taken") in said(tab)


def test_a_backup_is_made_and_offered_for_download(ana: str) -> None:
    tab = open_tab(PAGE, ana)
    assert take(tab).startswith(b"SQLite format 3")
    buttons: Any = tab.get("download_button")
    assert [button.label for button in buttons][0].startswith(words("download", size="")[:-1])
    assert words("never_taken") not in said(tab)


def test_a_backup_replaces_everything_only_after_a_second_yes_and_is_taken_back(ana: str) -> None:
    tab = open_tab(PAGE, ana)
    content = take(tab)
    save(lambda db: make_meeting(db, account=ana))
    bring(tab, content)
    assert "attune.db" in said(tab)
    assert words("checked", what="1 community, 0 meetings, 0 answers, the newest from ")[:-1] in said(tab)
    press(tab, "restore")
    assert held().meetings == 1
    agree(tab, "restore", "confirm_yes")
    assert words("restored") in said(tab)
    assert held().meetings == 0
    assert found("ana").id == ana
    press(tab, "undo")
    assert held().meetings == 0
    agree(tab, "undo", "undo_yes")
    assert words("undone") in said(tab)
    assert held().meetings == 1


def test_another_file_may_be_chosen_instead(ana: str) -> None:
    tab = open_tab(PAGE, ana)
    bring(tab, take(tab))
    assert not tab.file_uploader
    press(tab, "another")
    assert tab.file_uploader
    assert held().meetings == 0


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "backup_damaged"), (b"Minutes of the spring meeting" * 50, "backup_foreign"), (None, "backup_damaged")],
)
def test_a_file_that_is_no_whole_backup_gets_one_sentence_with_its_name(
    ana: str, content: bytes | None, code: str
) -> None:
    save(lambda db: make_meeting(db, account=ana))
    tab = open_tab(PAGE, ana)
    whole = take(tab)
    before = held()
    bring(tab, whole[: len(whole) // 2] if content is None else content, "spring_*minutes*.db")
    [error] = tab.error
    assert t("en", f"errors.{code}", path="spring\\_\\*minutes\\*.db") == error.value
    assert tab.file_uploader
    assert words("restore") not in [button.label for button in tab.button]
    assert held() == before


def test_a_keeper_whom_the_backup_knows_by_another_id_stays_signed_in(ana: str, made_elsewhere: bytes) -> None:
    tab = open_tab(PAGE, ana)
    bring(tab, made_elsewhere)
    press(tab, "restore")
    agree(tab, "restore", "confirm_yes")
    assert words("restored") in said(tab)
    account = found("ana")
    assert account.id != ana
    assert account.password_hash == "hash of today"
    assert "South Coast" in said_in_meetings(tab)


@pytest.fixture
def made_elsewhere(tmp_path: Path) -> bytes:
    """A backup from another place, where Ana has another id and leads another community."""
    store = open_migrated(tmp_path / "elsewhere.db")
    account = accounts.create(store, "ana", "Ana", "old hash")
    communities.create(store, {"en": "South Coast"}, account)
    store.close()
    return bytes((tmp_path / "elsewhere.db").read_bytes())


def said_in_meetings(tab: AppTest) -> str:
    return said(go_to(tab, MEETINGS))


def test_who_is_no_keeper_any_more_presses_in_vain(ana: str, bea: str) -> None:
    tab = open_tab(PAGE, ana)
    bring(tab, take(tab))
    press(tab, "restore")
    save(lambda db: db.execute("UPDATE accounts SET is_keeper = 0"))
    save(lambda db: make_meeting(db, account=bea))
    agree(tab, "restore", "confirm_yes")
    assert words("not_keeper") in said(tab)
    assert held().meetings == 1


def test_who_was_signed_out_elsewhere_presses_in_vain(ana: str, bea: str) -> None:
    tab = open_tab(PAGE, ana)
    bring(tab, take(tab))
    press(tab, "restore")
    save(lambda db: accounts.sign_out_everywhere(db, ana, "2026-11-01T10:00:00.000Z"))
    save(lambda db: make_meeting(db, account=bea))
    agree(tab, "restore", "confirm_yes")
    assert t("en", "account.please_sign_in") in said(tab)
    assert held().meetings == 1


def test_it_speaks_spanish(ana: str) -> None:
    tab = open_tab(PAGE, ana, lang="es")
    for name in ("lead", "bring_lead", "never_taken"):
        assert t("es", f"backup.{name}") in said(tab)


# The note about the disk


@pytest.fixture
def wiped(engine_name: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Only what lies in a file on the disk goes with it, so only there is the note."""
    if engine_name == "postgresql":
        pytest.skip("a database elsewhere outlives the disk")
    monkeypatch.setenv("ATTUNE_DISK", "wiped")
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture
def made(ana: str) -> Made:
    return save(lambda db: make_meeting(db, account=ana))


@pytest.mark.usefixtures("wiped")
@pytest.mark.parametrize(
    "page",
    [MEETINGS, "facilitator/agenda.py", "facilitator/control.py", "facilitator/results.py", "organizer/history.py",
     "organizer/community.py"],
)  # fmt: skip
def test_every_page_says_so_while_the_disk_will_be_wiped_and_leads_out(ana: str, made: Made, page: str) -> None:
    tab = open_tab(page, ana, meeting=made.id)
    assert words("wiped") in said(tab)
    assert words("wiped_when") in said(tab)
    assert {words("make_now"), words("set_database")} <= set(link_labels(tab))


@pytest.mark.usefixtures("wiped")
def test_who_keeps_no_backups_is_told_whom_to_tell(ana: str, bea: str) -> None:
    save(lambda db: communities.create(db, {"en": "South Coast"}, bea))
    tab = open_tab(MEETINGS, bea)
    assert words("wiped_ask") in said(tab)
    assert words("make_now") not in link_labels(tab)


@pytest.mark.usefixtures("wiped")
def test_the_way_to_a_database_is_told_in_five_steps(ana: str) -> None:
    for language in ("en", "es"):
        tab = open_tab(DATABASE, ana, lang=language)
        for step in ("backup", "create", "address", "secret", "restore"):
            assert t(language, f"backup.step_{step}") in said(tab)


def test_nothing_is_said_where_the_disk_is_kept(ana: str) -> None:
    tab = open_tab(MEETINGS, ana)
    assert words("wiped") not in said(tab)
    assert words("set_database") not in link_labels(tab)

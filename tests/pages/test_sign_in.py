"""The account pages: set-up link, sign in, guards, profile; and the whole way in a real browser."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from streamlit.testing.v1 import AppTest

from components import account_cookie, credentials
from components.live.store import close_writer, open_store, save
from components.settings import settings
from components.text import t
from db import accounts, communities
from db.ids import now
from tests.rooms import make_account

ROOT = Path(__file__).parents[2]
PASSWORD = "lluvia mesa roja 7"
APP = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
if __name__ == "__main__":
    import streamlit as st
    from components import accounts
    accounts.HOME = "home.py"
    pages = [
        st.Page("home.py", title="Home", default=True),
        st.Page({str(ROOT / "pages/account/sign_in.py")!r}, title="Sign in", url_path="sign-in"),
        st.Page({str(ROOT / "pages/account/set_up.py")!r}, title="Set up", url_path="set-up"),
        st.Page({str(ROOT / "pages/account/profile.py")!r}, title="Account", url_path="account"),
    ]
    st.navigation(pages, position="hidden").run()
else:
    import streamlit as st
    from components import account_cookie
    app = st.App(__file__, routes=account_cookie.routes)
"""
NO_COOKIES = "type(st.context).cookies = property(lambda context: {})"
HOME = """
import streamlit as st
from components.accounts import require_facilitator, sign_out_button
account = require_facilitator(st.query_params.get("community"))
st.write(f"Hello {account.name}")
sign_out_button(account.language)
"""


pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def app_file(tmp_path: Path) -> Path:
    (tmp_path / "home.py").write_text(HOME)
    (tmp_path / "app.py").write_text(APP)
    return tmp_path / "app.py"


@pytest.fixture
def rosa() -> str:
    return save(lambda db: make_account(db, "rosa", "Rosa Díaz", PASSWORD))


def opened(path: Path, **query: str) -> AppTest:
    tab = AppTest.from_file(str(path), default_timeout=30)
    for name, value in query.items():
        tab.query_params[name] = value
    return tab.run()


def page(name: str) -> Path:
    return ROOT / "pages" / "account" / f"{name}.py"


def fill(tab: AppTest, language: str = "en", **fields: str) -> AppTest:
    """Type into fields by the catalog name of their label, and press the form's button."""
    for key, value in fields.items():
        label = t(language, f"account.{key}")
        next(field for field in tab.text_input if field.label == label).set_value(value)
    return tab.button[0].click().run()


def told(tab: AppTest) -> str:
    """Everything the page says, joined."""
    assert not tab.exception
    kinds = (tab.title, tab.markdown, tab.info, tab.error, tab.success)
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def signed_in(app_file: Path) -> AppTest:
    return fill(opened(app_file), username="rosa", password=PASSWORD)


# The guard


def test_a_guarded_page_shows_the_form_instead(app_file: Path, rosa: str) -> None:
    tab = opened(app_file)
    assert t("en", "account.please_sign_in") in told(tab)
    assert "Hello" not in told(tab)


def test_who_signs_in_at_a_guarded_page_sees_that_page(app_file: Path, rosa: str) -> None:
    assert "Hello Rosa Díaz" in told(signed_in(app_file))


def test_a_guarded_page_without_any_account_says_what_to_do(app_file: Path) -> None:
    tab = opened(app_file)
    assert told(tab) == t("en", "account.not_set_up")
    assert not tab.text_input


def test_a_page_of_another_community_is_refused(app_file: Path, rosa: str) -> None:
    eve = save(lambda db: make_account(db, "eve", "Eve", PASSWORD))
    mine = save(lambda db: communities.create(db, {"en": "Mine"}, rosa))
    other = save(lambda db: communities.create(db, {"en": "Other"}, eve))
    tab = signed_in(app_file)
    tab.query_params["community"] = mine
    assert "Hello Rosa Díaz" in told(tab.run())
    tab.query_params["community"] = other
    assert told(tab.run()) == t("en", "account.not_your_community")


def test_a_sign_out_elsewhere_ends_this_tab(app_file: Path, rosa: str) -> None:
    tab = signed_in(app_file)
    save(lambda db: accounts.sign_out_everywhere(db, rosa, now()))
    assert t("en", "account.please_sign_in") in told(tab.run())


def test_a_removed_account_ends_its_tab(app_file: Path, rosa: str) -> None:
    save(lambda db: make_account(db, "ben", "Ben", PASSWORD))
    tab = signed_in(app_file)
    save(lambda db: accounts.delete(db, rosa))
    assert t("en", "account.please_sign_in") in told(tab.run())


def test_signing_out_empties_the_tab(app_file: Path, rosa: str) -> None:
    tab = signed_in(app_file)
    tab.session_state["draft"] = "of Rosa"
    next(button for button in tab.button if button.label == t("en", "account.sign_out")).click().run()
    assert t("en", "account.please_sign_in") in told(tab)
    assert "draft" not in tab.session_state
    with open_store() as db:
        account = accounts.by_id(db, rosa)
    assert account is not None
    assert account.signed_out_at is not None


def test_drafts_stay_for_the_same_account_and_not_for_another(app_file: Path, rosa: str) -> None:
    save(lambda db: make_account(db, "ben", "Ben", PASSWORD))
    tab = signed_in(app_file)
    tab.session_state["draft"] = "of Rosa"
    save(lambda db: accounts.sign_out_everywhere(db, rosa, now()))
    fill(tab.run(), username="rosa", password=PASSWORD)
    assert tab.session_state["draft"] == "of Rosa"
    save(lambda db: accounts.sign_out_everywhere(db, rosa, now()))
    fill(tab.run(), username="ben", password=PASSWORD)
    assert "Hello Ben" in told(tab)
    assert "draft" not in tab.session_state


# Signing in


def test_a_wrong_password_and_an_unknown_name_get_the_same_sentence(rosa: str) -> None:
    for username in ("rosa", "nobody"):
        tab = fill(opened(page("sign_in")), username=username, password="wrong password")
        assert [error.value for error in tab.error] == [t("en", "account.sign_in_wrong")]


def test_too_many_tries_are_told_how_long_to_wait(rosa: str) -> None:
    for _ in range(20):
        save(lambda db: accounts.note_failure(db, "rosa", now()))
    tab = fill(opened(page("sign_in")), username="rosa", password=PASSWORD)
    assert [error.value for error in tab.error] == [t("en", "account.sign_in_wait_minutes", minutes=5)]


def test_the_sign_in_page_speaks_spanish(rosa: str) -> None:
    tab = opened(page("sign_in"), lang="es")
    assert t("es", "account.sign_in_title") in told(tab)
    fill(tab, "es", username="rosa", password="otra cosa")
    assert [error.value for error in tab.error] == [t("es", "account.sign_in_wrong")]


def test_the_language_chosen_in_a_tab_outlasts_signing_in_and_out(app_file: Path, rosa: str) -> None:
    tab = opened(app_file, lang="es")
    fill(tab, "es", username="rosa", password=PASSWORD)
    del tab.query_params["lang"]
    next(button for button in tab.run().button if button.label == t("en", "account.sign_out")).click().run()
    assert t("es", "account.please_sign_in") in told(tab)


def test_one_tap_changes_the_language(rosa: str) -> None:
    tab = opened(page("sign_in"))
    next(button for button in tab.button if button.label == "Español").click().run()
    assert tab.title[0].value == t("es", "account.sign_in_title")
    assert tab.query_params["lang"] == "es"


# Setting up


def token() -> str:
    given = credentials.prepare(settings())
    assert given is not None
    return given


@pytest.mark.parametrize("wrong", ["", "wrong", "../../etc"])
def test_a_wrong_set_up_link_says_what_to_do(wrong: str) -> None:
    token()
    tab = opened(page("set_up"), token=wrong)
    assert told(tab) == t("en", "account.set_up_wrong")
    assert not tab.text_input


def test_a_used_set_up_link_leads_to_the_sign_in_form(rosa: str) -> None:
    tab = opened(page("set_up"), token="whatever")
    assert t("en", "account.set_up_used") in told(tab)
    assert t("en", "account.sign_in_title") in told(tab)


def test_a_weak_password_is_refused_and_the_link_stays_good() -> None:
    tab = opened(page("set_up"), token=token(), lang="es")
    fill(tab, "es", name="Rosa", username="rosa", password_new="password123")
    assert [error.value for error in tab.error] == [t("es", "account.password_common")]
    fill(tab, "es", name="Rosa", username="two words", password_new=PASSWORD)
    assert [error.value for error in tab.error] == [t("es", "account.username_invalid")]
    with open_store() as db:
        assert not accounts.are_there_any(db)


def test_a_link_that_was_used_meanwhile_creates_no_second_account() -> None:
    given = token()
    tab = opened(page("set_up"), token=given)
    save(lambda db: make_account(db, "rosa", "Rosa", PASSWORD))
    fill(tab, name="Eve", username="eve", password_new=PASSWORD)
    assert t("en", "account.set_up_used") in told(tab)
    with open_store() as db:
        assert accounts.by_username(db, "eve") is None


# The profile


def test_the_profile_needs_an_account(rosa: str) -> None:
    assert t("en", "account.please_sign_in") in told(opened(page("profile")))


def test_a_new_password_ends_other_sign_ins_and_keeps_this_one(rosa: str) -> None:
    here, there = (fill(opened(page("profile")), username="rosa", password=PASSWORD) for _ in range(2))
    new = "tres gatos azules"
    for label, value in (("password_now", PASSWORD), ("password_new", new)):
        next(field for field in here.text_input if field.label == t("en", f"account.{label}")).set_value(value)
    next(button for button in here.button if button.label == t("en", "account.change_password")).click().run()
    assert t("en", "account.password_changed") in told(here)
    assert t("en", "account.profile_title") in told(here.run())
    assert t("en", "account.please_sign_in") in told(there.run())
    assert credentials.sign_in("rosa", new).id == rosa


def test_the_profile_changes_name_and_language(rosa: str) -> None:
    tab = fill(opened(page("profile")), username="rosa", password=PASSWORD)
    tab.text_input[0].set_value("Rosa D.")
    tab.selectbox[0].set_value("es")
    tab.button[0].click().run()
    assert t("es", "account.profile_title") in told(tab)
    with open_store() as db:
        account = accounts.by_id(db, rosa)
    assert account is not None
    assert (account.name, account.language) == ("Rosa D.", "es")


# In a real browser


@pytest.fixture
def server(app_file: Path, free_port: int, request: pytest.FixtureRequest) -> Iterator[str]:
    """A running app; parametrized with False it is one whose host lets neither routes nor cookies of ours through."""
    if not getattr(request, "param", True):
        app = APP.replace("routes=account_cookie.routes", "routes=[]")
        app_file.write_text(app.replace("accounts.HOME =", f"{NO_COOKIES}; accounts.HOME ="))
    address = f"http://127.0.0.1:{free_port}"
    command = [sys.executable, "-m", "streamlit", "run", str(app_file), "--server.port", str(free_port)]
    command += ["--server.address", "127.0.0.1", "--server.headless", "true", "--browser.gatherUsageStats", "false"]
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL
    )
    try:
        _wait_for(address)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            if httpx.get(f"{address}/_stcore/health").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("the app did not start")


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    with browser.new_page(viewport={"width": 1280, "height": 800}) as page:
        yield page


def text(key: str) -> str:
    return t("en", f"account.{key}")


def kept_cookie(tab: Page, name: str = account_cookie.NAME) -> dict[str, object]:
    """The account cookie, or another one, once the browser has it."""
    for _ in range(100):
        for cookie in tab.context.cookies():
            if cookie.get("name") == name:
                return dict(cookie)
        tab.wait_for_timeout(100)
    raise AssertionError("no cookie came")


def create_first_account(tab: Page, server: str) -> None:
    given = token()
    close_writer()
    tab.goto(f"{server}/set-up?token={given}")
    tab.get_by_label(text("name"), exact=True).fill("Rosa Díaz")
    tab.get_by_label(text("username"), exact=True).fill("rosa")
    tab.get_by_label(text("password_new"), exact=True).fill(PASSWORD)
    tab.get_by_role("button", name=text("set_up")).click()
    expect(tab.get_by_text("Hello Rosa Díaz")).to_be_visible(timeout=30000)


def sign_out_and_put_the_old_cookie_back(tab: Page, server: str) -> None:
    old = kept_cookie(tab)
    tab.get_by_role("button", name=text("sign_out")).click()
    expect(tab.get_by_text(text("please_sign_in"))).to_be_visible(timeout=30000)
    tab.wait_for_timeout(500)
    tab.context.clear_cookies()
    tab.context.add_cookies([old])  # type: ignore[list-item]
    tab.goto(server)
    expect(tab.get_by_text(text("please_sign_in"))).to_be_visible(timeout=30000)
    expect(tab.get_by_text("Hello")).to_have_count(0)


@pytest.mark.slow
def test_from_the_set_up_link_to_a_cookie_that_is_dead_after_signing_out(server: str, tab: Page) -> None:
    create_first_account(tab, server)
    cookie = kept_cookie(tab)
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Strict", "/")
    tab.reload()
    expect(tab.get_by_text("Hello Rosa Díaz")).to_be_visible(timeout=30000)
    tab.goto(f"{server}/sign-in")
    expect(tab.get_by_text("Hello Rosa Díaz")).to_be_visible(timeout=30000)
    sign_out_and_put_the_old_cookie_back(tab, server)
    sign_in(tab)
    expect(tab.get_by_text("Hello Rosa Díaz")).to_be_visible(timeout=30000)


@pytest.mark.slow
@pytest.mark.parametrize("server", [False], indirect=True)
def test_a_host_that_lets_no_route_through_keeps_people_signed_in_too(server: str, tab: Page) -> None:
    create_first_account(tab, server)
    cookie = kept_cookie(tab)
    assert (cookie["httpOnly"], cookie["sameSite"]) == (False, "Strict")
    tab.reload()
    expect(tab.get_by_text("Hello Rosa Díaz")).to_be_visible(timeout=30000)
    sign_out_and_put_the_old_cookie_back(tab, server)


@pytest.mark.slow
@pytest.mark.parametrize("server", [True, False], indirect=True)
def test_a_browser_that_signed_in_before_does_not_wait_for_what_others_try(
    server: str, tab: Page, browser: Browser
) -> None:
    create_first_account(tab, server)
    kept_cookie(tab, account_cookie.KNOWN)
    tab.reload()
    tab.get_by_role("button", name=text("sign_out")).click()
    expect(tab.get_by_text(text("please_sign_in"))).to_be_visible(timeout=30000)
    tab.goto(server)
    expect(tab.get_by_text(text("please_sign_in"))).to_be_visible(timeout=30000)
    for _ in range(12):
        save(lambda db: accounts.note_failure(db, "rosa", now(), credentials.Whence().mark(None)))
    close_writer()
    with browser.new_page() as other:
        other.goto(server)
        sign_in(other)
        expect(other.get_by_text("tried too often")).to_be_visible(timeout=30000)
    sign_in(tab)
    expect(tab.get_by_text("Hello Rosa Díaz")).to_be_visible(timeout=30000)


def sign_in(tab: Page) -> None:
    tab.get_by_label(text("username"), exact=True).fill("rosa")
    tab.get_by_label(text("password"), exact=True).fill(PASSWORD)
    tab.get_by_role("button", name=text("sign_in")).click()

"""Accounts on the screen: who is signed in, guards, the sign-in form. The only importer of streamlit_authenticator.

A sign-in is a signed token (`account_cookie`), checked against the account's row at every run of every page. It is
kept in the tab, and over a reload in the cookie `attune_account`: our own route sets that one HttpOnly; where a host
lets no route or cookie of ours through, streamlit-authenticator's JavaScript sets and reads it.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Never

import streamlit as st
from streamlit.components.v2 import component
from streamlit_authenticator.models import CookieModel

from components import account_cookie, credentials
from components.account_cookie import Claims
from components.credentials import Refused
from components.live.origins import address_of
from components.live.secret import signing_key
from components.live.store import open_store, save
from components.page_turn import turn_to
from components.passwords import LONGEST, SHORTEST, WeakPassword
from components.settings import settings
from components.text import LANGUAGE_NAMES, LANGUAGES, best_language, t
from db import accounts
from db.accounts import Account, InvalidAccount
from db.ids import now

HOME = "pages/facilitator/meetings.py"
SET_UP_PATH = "set-up"

_SIGN_IN = "account_sign_in"  # in session_state: the claims of this tab's sign-in
_LANGUAGE = "language"  # what was chosen in this tab; shared with components.ui.language
_LAST = "account_last"  # whose drafts this tab's session_state holds
_KEEP = "account_keep"  # what the browser has still to do with the cookie: {"method", "ticket"}
_KNOWN = "account_known"  # the cookie that stays, as the browser's JavaScript reads it
_PUT_UNTIL = "account_put_until"  # until when the browser's JavaScript is handed the cookie at every run
_PUT_SECONDS = 30
_KEEPER = "attune.account_cookie"
_KEEPER_JS = """
let job, done;
export default function ({ data, setTriggerValue }) {
  const address = new URL(data.path, location.href);
  const patience = () => ({ cache: "no-store", credentials: "same-origin", signal: AbortSignal.timeout(4000) });
  const keep = async () => {
    const headers = { "X-Attune-Ticket": data.ticket };
    const reply = await fetch(address, { ...patience(), method: data.method, headers });
    if (reply.status !== 204) return "lost";
    if (data.method === "DELETE") return "kept";
    return (await fetch(address, patience())).status === 204 ? "kept" : "lost";
  };
  if (job !== data.ticket) {
    job = data.ticket;
    done = keep().catch(() => "lost");
  }
  done.then((outcome) => setTriggerValue("outcome", outcome));
}
"""


class _Cookie(CookieModel):  # type: ignore[misc]
    """streamlit-authenticator's cookie with our token in it.

    The library puts an iframe on every page to read the cookie, and trusts whatever it once signed. Here the iframe
    comes only where it is needed (`in_browser`), and a token has to be of ours (see `account_cookie`).
    """

    def __init__(self, *, in_browser: bool = False) -> None:
        st.session_state.setdefault("logout", None)  # the library reads it before anything else
        if in_browser:
            super().__init__(account_cookie.NAME, signing_key(), account_cookie.DAYS)
        self.cookie_name = account_cookie.NAME

    def _token_decode(self) -> Claims | None | bool:
        return account_cookie.unseal(str(self.token)) or False

    def of_browser(self, name: str) -> str:
        """A cookie that only the browser can show us; "" too while it has not answered."""
        return str((self.cookie_manager.cookies or {}).get(name, ""))

    def put(self, claims: Claims) -> None:
        """Have the browser's JavaScript set both cookies, where our route cannot."""
        known = account_cookie.know(_known_text(), str(claims["username"]))
        self._set(self.cookie_name, account_cookie.seal(claims), account_cookie.DAYS)
        self._set(account_cookie.KNOWN, known, account_cookie.KNOWN_DAYS)

    def _set(self, name: str, text: str, days: int) -> None:
        self.cookie_manager.set(
            name, text, key=f"set-{name}", max_age=days * 86400, same_site="strict",
            secure=(st.context.url or "").startswith("https:"),
        )  # fmt: skip


def current_account() -> Account | None:
    """Who is signed in here, looked up anew: not if signed out meanwhile on any device, and not if removed."""
    claims = st.session_state.get(_SIGN_IN)
    if claims is None:
        claims = _Cookie().get_cookie()
    return _accept(claims) if claims else None


def _accept(claims: Claims) -> Account | None:
    """Take claims as this tab's sign-in if they still hold."""
    with open_store() as db:
        account = accounts.by_id(db, str(claims["username"]))
    if account is None or not account_cookie.is_alive(claims, account):
        st.session_state.pop(_SIGN_IN, None)
        return None
    st.session_state[_SIGN_IN] = claims
    st.session_state[_LAST] = account.id
    return account


def require_account() -> Account:
    """The account of this run. Whoever is not signed in gets the sign-in form in the page's place, and the run ends."""
    account = current_account()
    if account is None:
        _sign_in_form("account.please_sign_in")
        st.stop()
    _keep_cookie()
    return account


def require_facilitator(community_id: str | None = None, role: str = "facilitator") -> Account:
    """The account of this run, which may act in this role for this community (if one is given); else the run ends."""
    account = require_account()
    if community_id is not None:
        with open_store() as db:
            may = accounts.allowed(db, account.id, community_id, role)
        if not may:
            refuse(account, "account.not_your_community")
    return account


def refuse(account: Account | None, key: str) -> Never:
    """End the run with one plain sentence."""
    with narrow():
        st.info(t(reader_language(account), key))
    st.stop()


def reader_language(account: Account | None = None) -> str:
    """The language to speak: `?lang=` or what was chosen in this tab, else the account's, the browser's, the host's."""
    asked = st.query_params.get("lang")
    if asked in LANGUAGES:
        st.session_state[_LANGUAGE] = asked
    wanted = st.session_state.get(_LANGUAGE) or (account.language if account else None)
    if wanted in LANGUAGES:
        return str(wanted)
    usual = settings().language
    return best_language(st.context.locale or "", (usual, *(other for other in LANGUAGES if other != usual)))


def sign_in_form(*, is_part: bool = False) -> None:
    """Draw the form; when it succeeds the run starts again with somebody signed in.

    `is_part`: of a page that offers the other language itself.
    """
    _sign_in_form("account.sign_in_lead", is_part=is_part)


def _sign_in_form(lead: str, *, is_part: bool = False) -> None:
    language = reader_language()
    with open_store() as db:
        if not accounts.are_there_any(db):
            refuse(None, "account.not_set_up")
    with narrow():
        heading(t(language, "account.sign_in_title"), t(language, lead))
        with st.form("account_sign_in_form", border=False):
            username = st.text_input(t(language, "account.username"), autocomplete="username", max_chars=64)
            password = st.text_input(
                t(language, "account.password"), type="password", autocomplete="current-password", max_chars=200
            )
            is_sent = st.form_submit_button(t(language, "account.sign_in"), type="primary", width="stretch")
        if is_sent:
            try:
                enter(credentials.sign_in(username, password, whence=whence()))
            except Refused as refusal:
                st.error(sentence(language, refusal))
            else:
                st.rerun()
        aside(t(language, "account.forgotten"))
        if not is_part:
            language_choice(language)
    _keep_cookie()
    _ask_browser()


def whence() -> credentials.Whence:
    """Where this tab is, for the waits between tries."""
    device, known = account_cookie.known_here(_known_text())
    forwarded = st.context.headers.get("X-Forwarded-For", "")
    return credentials.Whence(address_of(st.context.ip_address, forwarded), device, known)


def _known_text() -> str:
    """The cookie that tells who signed in on this browser before, as the request or else the browser shows it."""
    return st.context.cookies.get(account_cookie.KNOWN) or str(st.session_state.get(_KNOWN, ""))


def enter(account: Account, days: int = account_cookie.DAYS) -> None:
    """Sign this tab in with a new token; drafts another account left in the tab are gone."""
    if st.session_state.get(_LAST) != account.id:
        _empty_tab()
    claims = account_cookie.claims_of(account, days)
    st.session_state[_SIGN_IN] = claims
    st.session_state[_LAST] = account.id
    st.session_state[_KEEP] = {"method": "POST", "ticket": account_cookie.ticket(claims)}


def sign_out() -> Never:
    """End this account's sign-ins on every device, empty the tab and start the run again."""
    account = current_account()
    if account is not None:
        account_id = account.id
        save(lambda db: accounts.sign_out_everywhere(db, account_id, now()))
    _empty_tab()
    st.session_state[_KEEP] = {"method": "DELETE", "ticket": now()}
    st.rerun()


def forget_tab() -> None:
    """Leave this tab with nobody signed in and no drafts, on the page it shows."""
    reach = st.session_state.get("reach")
    _empty_tab()
    if reach:
        st.session_state["reach"] = reach


def _empty_tab() -> None:
    """Forget all this tab holds, drafts too, but the language chosen in it."""
    language = st.session_state.get(_LANGUAGE)
    st.session_state.clear()
    if language:
        st.session_state[_LANGUAGE] = language


def sign_out_button(language: str, key: str = "account_sign_out") -> None:
    """A quiet button that signs out."""
    if st.button(t(language, "account.sign_out"), key=key, help=t(language, "account.sign_out_help")):
        sign_out()


def go_home() -> Never:
    """Leave for an account's first page, where `st.navigation` has it."""
    turn_to(HOME)


def set_up_link(address: str) -> str | None:
    """Prepare the accounts of a start; the one-time link to print in the terminal, or None where there are accounts.

    Raises:
        WrongSetting: the account in the settings cannot be made.
    """
    token = credentials.prepare(settings())
    return f"{address.rstrip('/')}/{SET_UP_PATH}?token={token}" if token else None


@st.fragment
def _ask_browser() -> None:
    """Start again signed in where only the browser can read the cookie; asked once nothing else has told.

    A fragment, as `_keep_cookie`: what a browser reports by itself must not end the run of a button somebody presses.
    """
    if st.session_state.get(_KEEP):
        return
    cookie = _Cookie(in_browser=True)
    st.session_state[_KNOWN] = cookie.of_browser(account_cookie.KNOWN)
    claims = account_cookie.unseal(cookie.of_browser(account_cookie.NAME))
    if claims and _accept(claims):
        st.rerun()


@st.fragment
def _keep_cookie() -> None:
    """Let the browser set or remove the cookie where that is still to be done."""
    job = st.session_state.get(_KEEP)
    if not job:
        _put_cookie()
        return
    keeper = component(_KEEPER, js=_KEEPER_JS)
    outcome = keeper(
        key="account_keeper", data={**job, "path": account_cookie.PATH}, on_outcome_change=lambda: None
    ).outcome
    if not outcome:
        return
    del st.session_state[_KEEP]
    if outcome == "lost" and job["method"] == "POST":
        st.session_state[_PUT_UNTIL] = time.monotonic() + _PUT_SECONDS
        _put_cookie()


def _put_cookie() -> None:
    """Hand the cookie to the browser's JavaScript, for a while at every run: a run that follows ends its iframe."""
    if _SIGN_IN in st.session_state and time.monotonic() < st.session_state.get(_PUT_UNTIL, 0):
        _Cookie(in_browser=True).put(st.session_state[_SIGN_IN])


@contextmanager
def narrow() -> Iterator[None]:
    """A calm column in the middle, as wide as one form needs."""
    st.html("<style>[data-testid='InputInstructions'] { display: none; }</style>")  # Streamlit's English
    st.space("medium")
    with st.container(horizontal_alignment="center"), st.container(width=416):
        yield


def heading(title: str, lead: str) -> None:
    """What a form is for: a title and one sentence."""
    st.title(title, anchor=False)
    st.markdown(lead)


def aside(text: str) -> None:
    """A smaller line in muted ink, still dark enough to read."""
    st.markdown(f":small[:gray[{text}]]")


def language_choice(language: str) -> None:
    """One quiet button for each other language."""
    for other in LANGUAGES:
        if other != language and st.button(LANGUAGE_NAMES[other], type="tertiary", key=f"account_in_{other}"):
            st.query_params["lang"] = other
            st.rerun()


def sentence(language: str, error: Refused | InvalidAccount | WeakPassword) -> str:
    """What an error says to the person, and what to do next."""
    if not isinstance(error, Refused) or not error.wait:
        return t(language, f"account.{error.code}", shortest=SHORTEST, longest=LONGEST)
    seconds = math.ceil(error.wait)
    if seconds <= 90:
        return t(language, "account.sign_in_wait", seconds=seconds)
    return t(language, "account.sign_in_wait_minutes", minutes=math.ceil(seconds / 60))

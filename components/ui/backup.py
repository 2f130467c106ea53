"""The parts of the page for backups: take one, bring one back, take that back. What is going on stays in the tab."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path

import streamlit as st
from babel.numbers import format_decimal

from components.accounts import enter
from components.live import keeping
from components.live.keeping import Backup, NotKeeper, Offered, PrivateFile
from components.text import t
from components.text.days import day
from components.text.literal import literal
from components.ui.dates import moment, today
from components.ui.frame import confirm
from components.ui.guard import for_signed_in, may_keep
from db.accounts import Account
from db.backups import Contents
from db.engine import StoreUnusable
from db.ids import now

_MAKING, _MADE, _OFFERED = "backup-making", "backup-made", "backup-offered"
_NOTE, _TURN = "backup-note", "backup-turn"
_MIME = "application/vnd.sqlite3"
_LOOK_AGAIN = 0.2


def take_card(account: Account, held: Contents, language: str) -> None:
    """Make a backup, see how far it is, and have it downloaded."""
    with st.container(key="card-take"):
        _head(t(language, "backup.take_title"), t(language, "backup.holds_now", what=in_words(held, language)))
        if _MAKING in st.session_state:
            _watch(st.session_state[_MAKING], language)
        _say_what_became("take", language)
        made: tuple[PrivateFile, str] | None = st.session_state.get(_MADE)
        when = t(language, "backup.taken", when=moment(made[1], language)) if made else ""
        st.caption(when or t(language, "backup.never_taken"))
        with st.container(horizontal=True):
            if made:
                size = _size(made[0].path, language)
                _download(account, made[0].path, t(language, "backup.download", size=size), "made", is_first=True)
            is_wanted = st.button(
                t(language, "backup.make"), key="make-backup", type="secondary" if made else "primary"
            )
        if is_wanted:
            _try(account, "take", lambda: st.session_state.update({_MAKING: keeping.begin_backup(account.id)}))


def bring_card(account: Account, held: Contents, language: str) -> None:
    """Take a file in, say what it holds, and ask before it replaces everything."""
    with st.container(key="card-bring"):
        offered: Offered | None = st.session_state.get(_OFFERED)
        _head(t(language, "backup.bring_title"), t(language, "backup.bring_lead"))
        _say_what_became("bring", language)
        if offered is None:
            _take_in(account, language)
            return
        whole = t(language, "backup.checked", what=in_words(offered.contents, language))
        st.html(f'<p class="attune-file"><b>{escape(offered.name)}</b><br>{escape(whole)}</p>')
        with st.container(horizontal=True):
            is_wanted = st.button(t(language, "backup.restore"), key="restore-backup", type="primary")
            if st.button(t(language, "backup.another"), key="another-backup", type="tertiary"):
                del st.session_state[_OFFERED]
                st.rerun()
        if is_wanted:
            _ask(account, offered.file.path, (held, offered.contents), "bring", language)


def before_card(account: Account, held: Contents, language: str) -> None:
    """What the last restore replaced: take the restore back, or download it."""
    last = keeping.last_replaced()
    if last is None:
        return
    with st.container(key="card-before"):
        what, when = in_words(last.held, language), moment(last.at, language)
        _head(t(language, "backup.before_title"), t(language, "backup.before", when=when, what=what))
        _say_what_became("before", language)
        if last.kept is None:
            st.caption(t(language, "backup.before_gone"))
            return
        with st.container(horizontal=True):
            is_wanted = st.button(t(language, "backup.undo"), key="undo-restore", icon=":material/undo:")
            _download(account, last.kept, t(language, "backup.download_before"), "before")
        if is_wanted:
            _ask(account, last.kept, (held, last.held), "before", language)


def in_words(held: Contents, language: str) -> str:
    """What a database holds: `2 communities, 7 meetings, 412 answers, the newest from May 4, 2026`."""
    counts = {"communities": held.communities, "meetings": held.meetings, "answers": held.answers}
    words = [
        t(language, f"backup.{name}_one" if n == 1 else f"backup.{name}", n=format_decimal(n, locale=language))
        for name, n in counts.items()
    ]
    if held.newest:
        words.append(t(language, "backup.newest", day=day(held.newest[:10], language)))
    return ", ".join(words)


def _say_what_became(card: str, language: str) -> None:
    """What the last press of a button in a card came to, until the next: a page may run twice for one press."""
    of, code, path = st.session_state.get(_NOTE, ("", "", ""))
    if of == card and code in ("restored", "undone"):
        st.success(t(language, f"backup.{code}"), icon=":material/check:")
    elif of == card:
        st.error(literal(t(language, f"errors.{code}", path=path)), icon=":material/error:")


def _watch(making: Backup, language: str) -> None:
    """Show how far a backup has come until it is there."""
    words = t(language, "backup.making")
    bar = st.progress(making.part, words)
    while not making.is_over(_LOOK_AGAIN):
        bar.progress(making.part, words)
    del st.session_state[_MAKING]
    try:
        st.session_state[_MADE] = (making.file(), now())
    except StoreUnusable as error:
        st.session_state[_NOTE] = ("take", error.code, str(error.path))
    st.rerun()


def _take_in(account: Account, language: str) -> None:
    """The field for a file. Once it has been looked at, Streamlit's own copy of it is let go."""
    turn = st.session_state.setdefault(_TURN, 0)
    size = int(st.get_option("server.maxUploadSize"))
    label, hint = t(language, "backup.choose"), t(language, "backup.choose_hint", size=size)
    # Streamlit's field speaks English only; the style rules of pages put these words in its place.
    st.html(f'<style>.stFileUploader {{ --button: "{escape(label)}"; --hint: "{escape(hint)}" }}</style>')
    brought = st.file_uploader(label, key=f"brought-{turn}", label_visibility="collapsed")
    if brought is None:
        return
    st.session_state[_TURN] = turn + 1
    _try(
        account,
        "bring",
        lambda: st.session_state.update({_OFFERED: keeping.take_in(account.id, brought.name, brought.getvalue())}),
    )


def _ask(account: Account, source: Path, both: tuple[Contents, Contents], card: str, language: str) -> None:
    """Say what will be replaced by what, and do it where that is wished."""
    title, question, yes, done = {
        "bring": ("confirm_title", "confirm", "confirm_yes", "restored"),
        "before": ("undo", "undo_confirm", "undo_yes", "undone"),
    }[card]

    def ask() -> None:
        held, then = (in_words(each, language) for each in both)
        words = t(language, f"backup.{question}", now=held, then=then)
        if confirm(words, t(language, f"backup.{yes}"), language, key=f"{card}-sure"):
            with st.spinner(t(language, "backup.restoring")):
                _try(account, card, lambda: _restore(account, source, card, done))

    st.dialog(t(language, f"backup.{title}"), width="medium")(ask)()


def _restore(account: Account, source: Path, card: str, done: str) -> None:
    """Replace everything; this tab goes on as the same person, who may have another id there."""
    enter(keeping.restore(account.id, source))
    st.session_state.pop(_OFFERED, None)
    st.session_state[_NOTE] = (card, done, "")


def _try(account: Account, card: str, act: Callable[[], None]) -> None:
    """Do what a keeper may, and draw anew; what cannot be done is said in one sentence."""
    st.session_state.pop(_NOTE, None)
    if may_keep(account):
        try:
            act()
        except NotKeeper:
            pass  # the page's guard says so
        except StoreUnusable as error:
            st.session_state[_NOTE] = (card, error.code, str(error.path))
    st.rerun()


def _download(account: Account, path: Path, label: str, key: str, *, is_first: bool = False) -> None:
    name = path.name if key == "before" else f"attune-{today()}.db"
    st.download_button(
        label, for_signed_in(account, partial(keeping.content_of, account.id, path)), name, _MIME,
        key=f"download-{key}", on_click="ignore", icon=":material/download:",
        type="primary" if is_first else "secondary",
    )  # fmt: skip


def _head(title: str, lead: str) -> None:
    st.html(f'<div class="attune-part"><h2>{escape(title)}</h2><p>{escape(lead)}</p></div>')


def _size(path: Path, language: str) -> str:
    kilobytes = max(1, round(path.stat().st_size / 1024))
    if kilobytes < 1024:
        return f"{kilobytes} KB"
    return f"{format_decimal(round(kilobytes / 1024, 1), locale=language)} MB"

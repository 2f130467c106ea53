"""What phones fetch is small, is words and code of our own only, and is complete."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from components.activities.registry import ACTIVITIES, ballot_path
from components.phone import bundle, files
from components.text import LANGUAGES, catalog

PHONE = Path(files.__file__).parent
SOURCES = [*sorted((PHONE / "assets").glob("*.js")), *(ballot_path(kind) for kind in ACTIVITIES)]
CORE_BYTES, BALLOT_BYTES, WHOLE_BYTES = 14 * 1024, 4 * 1024, 25 * 1024


def zipped(text: str) -> int:
    return len(gzip.compress(text.encode(), 9, mtime=0))


def core_bytes(language: str) -> int:
    page = zipped(files.page("page.html"))
    return page + zipped(bundle.core(language)) + zipped(bundle.stylesheet())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_core_with_the_texts_of_one_language_stays_within_14_kilobytes(language: str) -> None:
    assert core_bytes(language) <= CORE_BYTES


@pytest.mark.parametrize("kind", ACTIVITIES)
def test_a_ballot_stays_within_4_kilobytes(kind: str) -> None:
    assert zipped(bundle.ballot(kind)) <= BALLOT_BYTES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone_that_goes_through_every_kind_fetches_at_most_25_kilobytes(language: str) -> None:
    assert core_bytes(language) + sum(zipped(bundle.ballot(kind)) for kind in ACTIVITIES) <= WHOLE_BYTES


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_text_from_people_never_becomes_markup(source: Path) -> None:
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b", source.read_text("utf-8"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_nothing_the_browser_lacks_over_plain_http_is_used(source: Path) -> None:
    assert not re.search(r"randomUUID|crypto\.subtle|serviceWorker|clipboard|wakeLock", source.read_text("utf-8"))


@pytest.mark.parametrize("page", ["page.html", "kind_page.html"])
def test_pages_hold_no_inline_script_or_style(page: str) -> None:
    html = files.page(page)
    assert not re.search(r"<style|style=|<script(?![^>]*src=)| on\w+=", html)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_a_screen_or_ballot_asks_for_is_there(language: str) -> None:
    asked = {name for path in SOURCES for name in re.findall(r'\bt\("(\w+)"', path.read_text("utf-8"))}
    assert len(asked) > 30
    assert asked <= catalog(language, "phone").keys()


def test_texts_are_the_same_in_every_language() -> None:
    assert catalog("en", "phone").keys() == catalog("es", "phone").keys()
    for name, text in catalog("en", "phone").items():
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", catalog("es", "phone")[name])), name


@pytest.mark.parametrize("kind", ACTIVITIES)
def test_every_kind_says_who_sees_its_answers(kind: str) -> None:
    assert f"sees_{kind}" in catalog("en", "phone")


def test_comments_and_indentation_stay_behind() -> None:
    assert (
        bundle.lean("/** Promise. */\nfunction a() {\n  // why\n  return 1;\n}\n") == "function a() {\nreturn 1;\n}\n"
    )


def test_a_style_rule_for_everything_is_no_comment() -> None:
    assert "*,::before,::after{box-sizing:border-box}" in bundle.stylesheet()


def test_the_streamlit_bundle_holds_the_wanted_ballot_alone() -> None:
    alone = bundle.bundle("talk")
    assert '"talk": ' in alone
    assert '"spectrum": ' not in alone
    assert "export default function" in alone
    assert not re.search(r"^import ", bundle.bundle(), re.MULTILINE)

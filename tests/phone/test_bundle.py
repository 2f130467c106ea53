"""What phones fetch is small, is words and code of our own only, and is complete."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from components.activities.registry import ACTIVITIES, ballot_path
from components.phone import bundle, files
from components.phone.lean import lean_script
from components.text import LANGUAGES, catalog

PHONE = Path(files.__file__).parent
SHEETS = PHONE / "assets" / "more.js"
SCREENS = sorted({*(PHONE / "assets").glob("*.js")} - {SHEETS})
LATER = sorted(bundle.LATER)
SOURCES = [*SCREENS, SHEETS, *(ballot_path(kind) for kind in ACTIVITIES), *bundle.LATER.values()]
CORE_BYTES, BALLOT_BYTES, WHOLE_BYTES = 14 * 1024, 4 * 1024, 25 * 1024
CORE_KINDS = ("icebreaker", "spectrum", "ranking", "reflection")


def zipped(text: str) -> int:
    return len(gzip.compress(text.encode(), 9, mtime=0))


def core_bytes(language: str) -> int:
    page = zipped(files.page("page.html"))
    return page + zipped(bundle.core(language)) + zipped(bundle.stylesheet())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_core_with_the_texts_of_one_language_stays_within_14_kilobytes(language: str) -> None:
    assert core_bytes(language) <= CORE_BYTES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [*ACTIVITIES, *LATER])
def test_a_ballot_with_its_texts_stays_within_4_kilobytes(kind: str, language: str) -> None:
    assert zipped(bundle.ballot(kind, language)) <= BALLOT_BYTES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone_that_goes_through_the_core_kinds_fetches_at_most_25_kilobytes(language: str) -> None:
    assert core_bytes(language) + sum(zipped(bundle.ballot(kind, language)) for kind in CORE_KINDS) <= WHOLE_BYTES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [*ACTIVITIES, *LATER])
def test_a_kinds_own_texts_come_with_its_ballot_and_not_before(kind: str, language: str) -> None:
    own = set(bundle.ballot_texts(kind, language).values())
    assert own
    assert all(json.dumps(text, ensure_ascii=False) in bundle.ballot(kind, language) for text in own)
    assert own & set(bundle.texts(language).values()) == set()


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_text_from_people_never_becomes_markup(source: Path) -> None:
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b", source.read_text("utf-8"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_nothing_the_browser_lacks_over_plain_http_is_used(source: Path) -> None:
    assert not re.search(r"randomUUID|crypto\.subtle|serviceWorker|clipboard|wakeLock", source.read_text("utf-8"))


@pytest.mark.parametrize("page", ["page.html", "kind_page.html", "bring_page.html"])
def test_pages_hold_no_inline_script_or_style(page: str) -> None:
    html = files.page(page)
    assert not re.search(r"<style|style=|<script(?![^>]*src=)| on\w+=", html)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_a_screen_asks_for_is_there(language: str) -> None:
    asked = {name for path in SCREENS for name in asked_in(path)}
    assert len(asked) > 20
    assert asked <= bundle.texts(language).keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_sheets_some_phones_open_is_there(language: str) -> None:
    asked = asked_in(SHEETS)
    assert len(asked) > 10
    assert asked <= catalog(language, "phone_more").keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheets_some_phones_open_stay_within_4_kilobytes(language: str) -> None:
    assert zipped(bundle.more(language)) <= BALLOT_BYTES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [*ACTIVITIES, *LATER])
def test_every_text_a_ballot_asks_for_is_its_own_or_the_core_s(kind: str, language: str) -> None:
    known = bundle.ballot_texts(kind, language).keys() | bundle.texts(language).keys()
    assert asked_in(bundle.LATER.get(kind) or ballot_path(kind)) <= known


def asked_in(path: Path) -> set[str]:
    return set(re.findall(r'\bt\("(\w+)"', path.read_text("utf-8")))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ACTIVITIES)
def test_every_kind_says_who_sees_its_answers(kind: str, language: str) -> None:
    assert "sees" in bundle.ballot_texts(kind, language)


@pytest.mark.parametrize(
    ("source", "fetched"),
    [
        ("/** Promise. */\nfunction a() {\n  // why\n  return 1; // one\n}\n", "function a(){return 1}\n"),
        ("go(\n  a,\n  b,\n);\nstay()\n", "go(a,b);stay()\n"),
        ('say("a, b" + c , "// d");', 'say("a, b"+c,"// d");\n'),
        ("f(`a + ${b + `c - ${d}, ` } - e`, '1 , 2');", "f(`a + ${b+`c - ${d}, `} - e`,'1 , 2');\n"),
        ("a - -b + +c = -d", "a- -b+ +c=-d\n"),
    ],
)
def test_comments_and_needless_blanks_stay_behind_and_quotes_stay_whole(source: str, fetched: str) -> None:
    assert lean_script(source) == fetched


def test_a_style_rule_for_everything_is_no_comment() -> None:
    assert "*,::before,::after{box-sizing:border-box}" in bundle.stylesheet()


def test_the_streamlit_bundle_holds_the_wanted_ballot_alone() -> None:
    alone = bundle.bundle("talk")
    assert '"talk": ' in alone
    assert '"spectrum"' not in alone
    for language in LANGUAGES:
        assert json.dumps(bundle.ballot_texts("talk", language)["sees"], ensure_ascii=False) in alone
    assert "export default function" in alone
    assert not re.search(r"^import ", bundle.bundle(), re.MULTILINE)

"""The digest and the page: complete, and deaf to whatever people write."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from playwright.sync_api import sync_playwright

from components.takeaway.digest import FORMS, digest
from components.takeaway.page import paper
from components.takeaway.told import Part, Told
from components.text import t
from db.engine import Store
from tests.browsers import chromium
from tests.hostile import PAYLOADS
from tests.takeaway.held import hold, in_words

BARE = Told("en", "", "", "", (), (), (), "", (), (), ())
JOINER = "\u2060"


def hostile(text: str) -> Told:
    """A meeting that says this text wherever it can say anything."""
    line = " ".join(text.split())
    part = Part(line, line, (line,), [{line: line}])
    return Told("en", line, line, line, (part,), (line,), (line,), line, (line,), (line,), (line,))


@pytest.mark.parametrize("form", FORMS)
def test_everything_is_in_every_form_and_in_both_languages(store: Store, form: str) -> None:
    made = hold(store)
    told = digest([in_words(store, made), in_words(store, made, "es")], form)
    words = unescape(told).replace("\\", "").replace(JOINER, "")
    for text in ("Spring meeting", "Sunday, May 4, 2031", "One word for today?", "“More pairs”", "“Visit one family”",
                 "6 commitments were made.", "What did not work: “Letters”", "Thursday, June 5, 2031", "Library",
                 "Reunión de primavera", "Se hicieron 6 compromisos.", "Biblioteca", "18:00 – 19:30"):  # fmt: skip
        assert text in words, text
    assert words.index("Spring meeting") < words.index("Reunión de primavera")
    assert "Rosa" not in words
    assert told.endswith("\n")


@pytest.mark.parametrize("form", FORMS)
def test_one_language_alone_holds_no_word_of_the_other(store: Store, form: str) -> None:
    told = digest([in_words(store, hold(store), "es")], form).casefold()
    for name in ("asked", "first", "commitments", "made_shared", "stays"):
        assert t("en", f"closing.{name}").casefold() not in told
        assert t("es", f"closing.{name}").casefold() in told


@pytest.mark.parametrize("payload", PAYLOADS)
def test_plain_text_keeps_every_text_on_one_line(payload: str) -> None:
    line = " ".join(payload.split())
    assert f"- {line}" in digest([hostile(payload)], "txt").splitlines()


@pytest.mark.parametrize("form", FORMS)
def test_who_facilitated_is_named_only_where_somebody_asks_for_it(form: str) -> None:
    told = replace(BARE, title="A", community="B", day="C")
    assert "Rosa" not in digest([told], form)
    assert "Facilitated by Rosa" in digest([told], form, "Rosa")


@pytest.mark.slow
def test_no_reader_makes_anything_of_what_people_wrote() -> None:
    """HTML in a browser; and Markdown by the rules readers share: no mark of its own without a backslash."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        for payload in PAYLOADS:
            line, told = " ".join(payload.split()), hostile(payload)
            for markup in (paper([told]), digest([told], "html")):
                page.set_content(markup)
                made = page.evaluate("[...document.body.querySelectorAll('a, img, svg, script, b, i, form')].length")
                assert made == 0, payload
                shown = page.evaluate("[...document.body.querySelectorAll('li, td, h1, h3')].map(e => e.textContent)")
                assert set(shown) == {line}, payload
        assert [url for url in asked if not url.startswith(("data:", "about:"))] == []
        browser.close()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markdown_has_no_mark_of_anybodys_but_ours(payload: str) -> None:
    line = " ".join(payload.split())
    told = digest([hostile(payload)], "md").replace(JOINER, "")
    ours = re.sub(r"\\.", "x", told)
    assert not set(ours) & set("`*_[]<>~$&"), payload
    for row in filter(None, ours.splitlines()):
        assert re.match(r"#{1,3} [^-+#=>|]|- [^-+#=>|]|1\. [^-+#=>|]|\| |[^-+#=>|]", row), (payload, row)
        assert row.count("|") in (0, 2), payload
    assert re.sub(r"\\(.)", r"\1", told).count(line) >= 11, "and nothing of it is lost"


@pytest.mark.parametrize(
    "text", ["https://evil.invalid", "www.evil.invalid", "mallory@evil.invalid", "HTTP://evil.invalid"]
)
def test_no_address_in_markdown_becomes_a_link_by_itself(text: str) -> None:
    told = digest([replace(BARE, title="A", echoes=(text,))], "md")
    assert text not in told
    assert text in told.replace(JOINER, "").replace("\\", "")


def test_the_paper_has_a_sheet_for_each_language_and_needs_no_other_file(store: Store) -> None:
    made = hold(store)
    sheet = paper([in_words(store, made), in_words(store, made, "es")])
    assert re.findall(r'<article lang="(\w+)"', sheet) == ["en", "es"]
    assert "@media print" in sheet
    assert not re.search(r'(src|href)="(?!data:)', sheet)
    assert "<script" not in sheet

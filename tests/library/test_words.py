"""What is marked in a text, what Markdown becomes, and which links and tags are taken."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.library.kinds import KINDS, NotAnEntry, checked, is_link, tags_in
from components.library.markdown import to_html
from components.library.words import excerpt, marked, stems_of, wanted
from db.library import Item


def test_the_words_that_were_looked_for_are_marked_as_they_were_written() -> None:
    assert marked("Los niños de la Reunión", wanted("reuniones ninos")) == (
        "Los <mark>niños</mark> de la <mark>Reunión</mark>"
    )
    assert marked("<b>buses</b>", wanted("bus")) == "&lt;b&gt;<mark>buses</mark>&lt;/b&gt;"


@given(st.text(max_size=200), st.text(max_size=60))
def test_marking_changes_no_letter_and_lets_no_sign_through(text: str, typed: str) -> None:
    found = marked(text, wanted(typed))
    assert re.sub("</?mark>", "", found) == re.sub("</?mark>", "", marked(text, []))
    assert not re.search(r"<(?!/?mark>)", found)


@given(st.text(max_size=80), st.text(max_size=80))
def test_what_is_searched_for_is_letters_and_digits_alone(title: str, typed: str) -> None:
    kept = stems_of(Item("", "tool", title, typed))
    for forms in (*wanted(typed), kept.title.split(" "), kept.rest.split(" ")):
        assert all(form.removesuffix("*").isalnum() for form in forms if form)


def test_a_long_text_is_shown_around_the_word() -> None:
    text = "At first. " * 60 + "Then the van came. " + "At last. " * 60
    assert "van" in excerpt(text, wanted("vans"))
    assert excerpt(text, wanted("vans")).startswith("… ")
    assert excerpt("Short", wanted("x")) == "Short"


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("<script>alert(1)</script>", "<script"),
        ("[x](javascript:alert(1))", "href"),
        ("[x](data:text/html,1)", "href"),
        ("[x](//evil.example)", "onclick"),
        ("![x](https://example.org/a.png)", "<img"),
        ('<a href="https://x" onclick="1">x</a>', "<a href"),
        ("<style>*{}</style>", "<style"),
        ("[x](https://a.org 'a\" onmouseover=\"b')", '" onmouseover'),
    ],
)
def test_nothing_pasted_can_do_anything(text: str, gone: str) -> None:
    assert gone not in to_html(text)


def test_markdown_is_what_it_says() -> None:
    found = to_html("# Head\n\n**bold** [here](https://example.org)\n\n- one\n- two\n\n| a |\n|---|\n| b |")
    for part in ("<h3>Head</h3>", "<strong>bold</strong>", 'href="https://example.org"', "<li>two</li>", "<td>b</td>"):
        assert part in found
    assert 'rel="noopener noreferrer nofollow"' in found


@given(st.text(max_size=300))
def test_no_text_becomes_a_script(text: str) -> None:
    found = to_html(text).casefold()
    assert "<script" not in found
    assert not re.search(r"<[^>]*\s(on\w+|style|src)\s*=", found)
    assert not re.search(r'href="(?!https?:|[^":]*")', found)


@pytest.mark.parametrize("link", ["https://example.org/a?b=c", "http://10.0.0.1:8080/x", "https://es.example/ñ"])
def test_an_address_on_the_web_is_taken(link: str) -> None:
    assert is_link(link)


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "ftp://a.org", "https://", "//a.org", "a.org", "https://a.org/<b>", "https://u:p@a.org",
     "https://a b.org", "data:text/html,1", "https://[", 'https://a.org/"x'],
)  # fmt: skip
def test_any_other_address_is_not(link: str) -> None:
    assert not is_link(link)
    with pytest.raises(NotAnEntry):
        checked(Item("", "tool", "A", link=link))


def test_an_entry_needs_a_title_and_a_known_kind() -> None:
    for item in (Item("", "tool", " \u200b"), Item("", "nonsense", "A")):
        with pytest.raises(NotAnEntry):
            checked(item)
    assert checked(Item("", "advisory", "A", detail={"about": "x", "found": "y"})).detail == {"about": "product"}
    assert len(KINDS) == 7


def test_tags_are_alike_however_they_are_typed() -> None:
    assert tags_in(["#Bus", "bus ", "", "Niñez"]) == ("bus", "niñez")

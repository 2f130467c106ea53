"""What people write is only ever text, wherever it is shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser
from streamlit.testing.v1 import AppTest

from components.live import control
from components.live.store import open_store, save
from components.text.literal import literal
from db import accounts, activities, involvements, networks, public_pages
from db.engine import Store
from db.public_pages import PublicPage
from tests.hostile import KNOWN, PAYLOADS, TURNING
from tests.rooms import Made, answer, make_meeting
from tests.servers import serve
from tests.tabs import open_tab, said

JOINER = "\u2060"
TURNS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
LONG = "<b>" + "x" * 10_000
SHOWN = ["[click](http://evil.invalid) ![x](http://evil.invalid/a.png)", "<img src=x onerror=alert(1)>",
         ":red[danger] :material/home: $x^2$", TURNING, LONG]  # fmt: skip
MEETING_PAGES = [f"facilitator/{name}.py" for name in ("agenda", "control", "results")]
OTHER_PAGES = [
    "facilitator/meetings.py",
    "organizer/community.py",
    "organizer/history.py",
    "account/profile.py",
    "organizer/room.py",
    "organizer/network.py",
]


# One small function


@pytest.mark.parametrize("text", ["Spring meeting", "Café — ¿Qué?", "10:30, it's fine!", "50% (or 1/2)", "a, b; c"])
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert literal(text) == text


def test_marks_that_turn_the_writing_direction_are_gone() -> None:
    assert literal(TURNING) == "left right x y"


@given(st.text(st.one_of(st.characters(), st.sampled_from("\\`*_[]<>~$&:/-. "))))
def test_only_backslashes_and_joiners_are_added_and_no_mark_goes_without(text: str) -> None:
    text = text.replace(JOINER, "")
    made = literal(text).replace(JOINER, "")
    assert re.sub(r"\\(.)", r"\1", made) == " ".join(text.translate(dict.fromkeys(map(ord, TURNS))).split())
    assert not set(re.sub(r"\\.", "", made)) & set("\\`*_[]<>~$&")


@pytest.mark.slow
def test_no_browser_makes_anything_of_it(browser: Browser, tmp_path: Path) -> None:
    script = Path(__file__).parent / "ui" / "literal_app.py"
    with serve(tmp_path, script=script) as server, browser.new_page() as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(server.url)
        page.get_by_text("all of them").wait_for(timeout=60_000)
        boxes = page.locator("[class*=st-key-payload-]")
        assert boxes.count() == len(PAYLOADS)
        boxes.nth(len(KNOWN) - 1).locator("[data-testid=stSelectbox]").wait_for()
        made, written = page.evaluate(MADE), page.evaluate(WRITTEN)
        assert [url for url in asked if not url.startswith((server.url, "data:", "blob:"))] == []
    assert made == []
    for payload, told in zip(PAYLOADS, written, strict=True):
        wanted = " ".join(payload.split())
        shown = {" ".join(text.replace(JOINER, "").split()) for text in told}
        assert shown - {"", "0", "100"} == {wanted, f"1. {wanted}"}, payload  # a slider has its ends


MADE = """() => [...document.querySelectorAll("[data-testid=stMarkdownContainer]")].flatMap(place =>
  [...place.querySelectorAll("a, img, svg, script, style, em, code, pre, del, ul, ol, table, h1, h2, h3, hr, "
    + "blockquote, .katex, [data-testid=stIconMaterial], [class*=badge], [style*=background]")]
    .map(one => one.outerHTML))"""
WRITTEN = """() => [...document.querySelectorAll("[class*=st-key-payload-]")].map(box =>
  [...box.querySelectorAll("[data-testid=stMarkdownContainer]")].map(place => place.innerText))"""


# Every page


def overwrite(db: Store, made: Made, text: str) -> None:
    """Put a text wherever people write, past every limit of the forms."""
    words = json.dumps({"en": text})
    db.execute("UPDATE communities SET name = :w", w=words)
    db.execute("UPDATE meetings SET title = :w", w=words)
    db.execute("UPDATE activities SET title = :w", w=words)
    db.execute("UPDATE accounts SET name = :t, username = :t", t=text[:2000])
    db.execute("UPDATE meetings SET notes = :t", t=text)
    db.execute("UPDATE activities SET notes = :t", t=text)


def surround(db: Store, made: Made, text: str) -> None:
    """The same around the meetings: decisions, a public page, a network with a map, and what is shared in it."""
    words = {"en": text}
    involvements.add(db, made.community_id, words, words, "decide", "2026-01-01")
    public_pages.put(db, PublicPage(made.community_id, purpose=words, joining=words, topics=words, places=text))
    public_pages.open_page(db, made.community_id)
    network_id = networks.create(db, made.account_id, words, "counties")
    region_id = networks.add_region(db, made.account_id, network_id, words)
    assert region_id
    networks.add_places(db, made.account_id, region_id, {text: (0, 0)})
    networks.enter(db, network_id, made.community_id)
    networks.offer(db, network_id, made.community_id, "prompt", words, words, "[]")


def hostile_config(node: Any, text: str) -> Any:
    """A config with this text in every language of every text in it."""
    if isinstance(node, dict):
        return {key: text if key in ("en", "es") else hostile_config(value, text) for key, value in node.items()}
    return [hostile_config(item, text) for item in node] if isinstance(node, list) else node


def made_with(text: str) -> Made:
    """A live meeting that says this text wherever people write, in the middle of proposals."""
    made = save(make_meeting)
    proposing = {"items": [], "top": 3, "propose": True}

    def job(db: Store) -> None:
        for activity in activities.of_meeting(db, made.id):
            config = hostile_config(json.loads(activity.config), text[:40])
            db.execute("UPDATE activities SET config = :c WHERE id = :i", c=json.dumps(config), i=activity.id)
        ranking = made.activity_ids["ranking"]
        db.execute("UPDATE activities SET config = :c WHERE id = :i", c=json.dumps(proposing), i=ranking)
        control.show(db, made.id, ranking)
        round_id = control.open_round(db, made.id)
        one = answer(db, made, round_id, "a phone", {"items": [text[:120]]}).id
        other = answer(db, made, round_id, "another phone", {"items": [f"{text[:100]} again"]}).id
        control.merge_piece(db, made.id, other, "items.0", (one, "items.0"))
        overwrite(db, made, text)

    save(job)
    return made


def parts_of(node: Any) -> Iterator[Any]:
    """Everything below a node of the page: elements, and the blocks around them."""
    for child in node.children.values():
        yield child
        yield from parts_of(child) if hasattr(child, "children") else ()


def markdown_of(tab: AppTest) -> Iterator[str]:
    """Every string of the page that a browser reads as Markdown."""
    for part in parts_of(tab._tree):
        if part.proto is not None and type(part.proto).__name__ not in ("Text", "Html"):
            yield from labels_in(part.proto)


def labels_in(proto: Any) -> Iterator[str]:
    for field, value in proto.ListFields():
        if field.name in ("label", "body", "help", "title") and isinstance(value, str):
            yield value
        elif field.name == "options" and type(proto).__name__ == "Radio":
            yield from value
        elif hasattr(value, "ListFields"):
            yield from labels_in(value)


def assert_inert(tab: AppTest, text: str) -> None:
    """Nothing the page says holds the text, or the start of it, where a browser would read it as a language."""
    assert not tab.exception, [error.value for error in tab.exception]
    raw = [
        part
        for part in ("[click](", "![x](", "<img src=x", ":red[", ":material/home:", "$x^2$", "<b>xx")
        if part in text
    ]
    turning = [mark for mark in "\u202e\u2066\u200f" if mark in text]
    for shown in markdown_of(tab):
        assert [part for part in raw + turning if part in shown.replace("\\<", "")] == [], shown
    for part in [part for part in raw if part.startswith("<")]:
        assert part not in said_as_html(tab)


def said_as_html(tab: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in tab.get("html"))


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("text", SHOWN, ids=["links", "tags", "directives", "turning", "long"])
def test_every_page_shows_it_as_text(text: str) -> None:
    made = made_with(text)
    save(lambda db: surround(db, made, text))
    pages = [(page, {"meeting": made.id}) for page in MEETING_PAGES] + [(page, {}) for page in OTHER_PAGES]
    pages += [("facilitator/agenda.py", {"meeting": made.id, "activity": own}) for own in made.activity_ids.values()]
    for page, query in pages:
        assert_inert(open_tab(page, made.account_id, **query), text)
    assert_inert(open_tab("display/screen.py", key=made.display_key), text)
    assert_inert(open_tab("participant/join.py", code=made.code), text)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("kind", ["icebreaker", "spectrum", "ranking", "reflection"])
@pytest.mark.parametrize("shape", ["text", "word", "choice"])
def test_the_form_for_somebody_without_a_device_shows_it_as_text(kind: str, shape: str) -> None:
    text = "![x](http://evil.invalid) :red[a]"
    made = made_with(text)

    def job(db: Store) -> None:
        activity = activities.by_id(db, made.activity_ids[kind])
        assert activity
        config = json.loads(activity.config)
        if kind == "icebreaker":
            choices = [{"id": name, "text": {"en": f"{text} {name}"}} for name in "ab"] if shape == "choice" else []
            config |= {"answer": shape, "choices": choices}
        if kind == "ranking":
            config = {"items": [{"id": "a", "text": {"en": text}}], "top": 1}
        if kind == "reflection":
            config = {"questions": [{"id": one, "type": one, "text": {"en": text}} for one in
                                    ("rating", "text", "lesson", "commitment")]}  # fmt: skip
        changed = json.dumps(config)
        activities.change(db, activity, title=activity.title, config=changed, minutes=5)
        control.show(db, made.id, activity.id)
        control.open_round(db, made.id, step="answer")

    save(job)
    tab = open_tab("facilitator/control.py", made.account_id, meeting=made.id)
    assert_inert(tab, text)
    assert literal(text) in "\n".join(markdown_of(tab))


@pytest.mark.usefixtures("database")
def test_a_proposal_is_merged_into_words_and_not_into_a_picture() -> None:
    text = "![x](http://evil.invalid/a.png)"
    made = made_with(text)
    captions = "\n".join(markdown_of(open_tab("facilitator/control.py", made.account_id, meeting=made.id)))
    assert literal(text) in captions
    assert text not in captions


# On its way in


def test_a_name_keeps_no_mark_that_cannot_be_seen(store: Store) -> None:
    account_id = accounts.create(store, "rosa", f"Rosa\u202e\u0000 {TURNING}", "!")
    found = accounts.by_id(store, account_id)
    assert found
    assert found.name == "Rosa left right x y"
    accounts.change(store, account_id, name="Ro\u2066sa", language="en")
    changed = accounts.by_id(store, account_id)
    assert changed
    assert changed.name == "Rosa"


def _field() -> None:
    import streamlit as st

    from components.ui.words import words_input

    st.text(repr(words_input("Title", {"en": ""}, "en", "en", key="title", most=80)))


def test_what_facilitators_write_is_cleaned_as_what_phones_write() -> None:
    tab = AppTest.from_function(_field).run()
    tab.text_input(key="title").set_value(f" Spring\u200b {TURNING} ").run()
    assert tab.text[0].value == repr({"en": "Spring left right x y"})


@pytest.mark.usefixtures("database")
def test_a_meeting_without_any_title_still_has_a_page() -> None:
    made = save(make_meeting)
    save(lambda db: db.execute("UPDATE meetings SET title = '{}'"))
    assert "Spring" not in said(open_tab("facilitator/agenda.py", made.account_id, meeting=made.id))
    with open_store() as db:
        assert activities.of_meeting(db, made.id)

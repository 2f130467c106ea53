"""The library's page: searched, added to, removed and put back, and asked for from what people wrote."""

from __future__ import annotations

import csv
import io
import json

import pytest
from streamlit.testing.v1 import AppTest

from components.library.exports import to_csv, to_json, to_markdown
from components.library.keeping import keep
from components.library.shelf import Filters, read_shelf, search
from components.live import control
from components.live.store import open_store, save
from components.text import t
from components.ui.keepsakes import keepsake
from db import library, library_asks
from db.engine import Store
from db.library import Item
from tests.rooms import CARDS, EXIT, Made, answer, make_account, make_meeting, open_activity
from tests.tabs import open_tab, said

PAGE = "organizer/library.py"


def hold(db: Store) -> Made:
    made = make_meeting(db, configs={"icebreaker": CARDS}, texts_at_once=True)
    rnd = open_activity(db, made, "icebreaker")
    for n in range(6):
        answer(db, made, rnd, f"phone {n}", {"text": f"We tried number {n} <i>"})
    control.end(db, made.id)
    return made


@pytest.fixture
def made(database: str) -> Made:
    return save(hold)


def press(tab: AppTest, *keys: str) -> AppTest:
    """Press the first button of each key at once: a tab here forgets a dialog, so what opened it is pressed again."""
    for key in keys:
        next(button for button in tab.button if str(button.key).startswith(key)).click()
    return tab.run()


def test_an_empty_library_says_what_it_is_for(made: Made) -> None:
    assert t("en", "library.empty") in said(open_tab(PAGE, made.account_id))


def test_a_search_marks_what_it_found(made: Made) -> None:
    save(lambda db: keep(db, made.community_id, Item("", "tool", "Bus <b>passes</b>", "For *all* families")))
    save(lambda db: keep(db, made.community_id, Item("", "story", "Rain")))
    tab = open_tab(PAGE, made.account_id)
    next(field for field in tab.text_input if field.key == "library-typed").set_value("buses").run()
    words = said(tab)
    assert "<mark>Bus</mark> &lt;b&gt;passes&lt;/b&gt;" in words
    assert "Rain" not in words
    next(field for field in tab.text_input if field.key == "library-typed").set_value("snow").run()
    assert t("en", "library.nothing") in said(tab)


def test_an_excerpt_has_the_words_of_its_markdown_without_the_marks(made: Made) -> None:
    item = Item("", "worked", "Who opens", "**Twice as many** speak.\n\n- It is <i>theirs</i> & ours")
    save(lambda db: keep(db, made.community_id, item))
    words = said(open_tab(PAGE, made.account_id))
    assert "Twice as many speak. It is &lt;i&gt;theirs&lt;/i&gt; &amp; ours" in words


def test_what_is_chosen_beside_the_search_narrows_down(made: Made) -> None:
    save(lambda db: keep(db, made.community_id, Item("", "tool", "Vans", stage="growing", tags=("roads",))))
    save(lambda db: keep(db, made.community_id, Item("", "tool", "Rain", stage="sustaining")))
    tab = open_tab(PAGE, made.account_id)
    fields = {str(field.key): field for field in tab.selectbox}
    assert {"library-stage", "library-tag"} <= fields.keys()
    assert "library-theme" not in fields
    fields["library-stage"].set_value("growing")
    tab.run()
    words = said(tab)
    assert "Vans" in words
    assert "Rain" not in words


def test_an_entry_is_written_in_the_dialog(made: Made) -> None:
    tab = open_tab(PAGE, made.account_id)
    press(tab, "library-add")
    press(tab, "library-add", "entry-form-new-save")
    assert t("en", "library.no_title") in said(tab)
    next(field for field in tab.text_input if field.key == "entry-form-new-title").set_value("Vans")
    press(tab, "library-add", "entry-form-new-save")
    assert not tab.exception
    with open_store() as db:
        assert [item.title for item in library.of_community(db, made.community_id)] == ["Vans"]


def test_what_was_removed_can_be_brought_back(made: Made) -> None:
    item_id = save(lambda db: keep(db, made.community_id, Item("", "tool", "Vans")))
    tab = open_tab(PAGE, made.account_id)
    press(tab, f"entry-remove-{item_id}")
    assert "“Vans”" in said(tab)
    press(tab, "undo-entry")
    press(tab, f"entry-read-{item_id}")
    assert t("en", "library.reading_on") in said(tab)


def test_a_link_shows_one_entry_and_leads_to_all(made: Made) -> None:
    item_id = save(lambda db: keep(db, made.community_id, Item("", "tool", "Vans")))
    save(lambda db: keep(db, made.community_id, Item("", "story", "Rain")))
    tab = open_tab(PAGE, made.account_id, entry=item_id)
    assert "Vans" in said(tab)
    assert "Rain" not in said(tab)
    assert "Rain" in said(press(tab, "library-whole"))


def test_somebody_of_another_community_does_not_see_an_entry(made: Made) -> None:
    item_id = save(lambda db: keep(db, made.community_id, Item("", "tool", "Vans")))
    other = save(lambda db: make_meeting(db, account=make_account(db, "bea")))
    assert "Vans" not in said(open_tab(PAGE, other.account_id, entry=item_id, community=made.community_id))


def test_a_text_of_a_meeting_is_asked_for_and_says_so(made: Made) -> None:
    tab = open_tab(PAGE, made.account_id, meeting=made.id)
    assert "&lt;i&gt;" in said(tab)
    press(tab, "ask-")
    press(tab, "ask-", "ask-send-")
    assert t("en", "library.is_asked") in said(tab)
    with open_store() as db:
        assert library_asks.newest(db, made.community_id)
        assert library.of_community(db, made.community_id) == []


def test_the_way_from_a_meetings_page_leads_here(made: Made) -> None:
    tab = open_tab("facilitator/results.py", made.account_id, meeting=made.id)
    said(tab)
    assert t("en", "library.promote_door") in [link.proto.label for link in tab.get("page_link")]


def test_the_way_to_ask_an_author_stands_where_reflections_are_read(database: str) -> None:
    def reflect(db: Store) -> Made:
        made = make_meeting(db, configs={"reflection": EXIT})
        rnd = open_activity(db, made, "reflection")
        for n in range(6):
            answer(db, made, rnd, f"phone {n}", {"useful": 4, "try": f"We tried number {n}"})
        control.end(db, made.id)
        return made

    made = save(reflect)
    tab = open_tab("facilitator/results.py", made.account_id, meeting=made.id)
    expander = next(each for each in tab.expander if each.label == t("en", "history.texts", n=6))
    [door] = expander.get("page_link")
    assert door.proto.label == t("en", "library.promote_door")
    assert door.proto.query_string == f"community={made.community_id}&meeting={made.id}"


def test_filters_narrow_down_and_related_entries_are_found(made: Made) -> None:
    item = Item("", "tool", "Vans", tags=("roads",), stage="growing")
    first = save(lambda db: keep(db, made.community_id, item))
    other = save(lambda db: keep(db, made.community_id, Item("", "story", "Rain", tags=("roads",))))
    linked = save(lambda db: keep(db, made.community_id, Item("", "story", "Snow"), [first]))
    with open_store() as db:
        shelf = read_shelf(db, made.community_id)

        def found(**chosen: object) -> set[str]:
            return {each.id for each in search(db, made.community_id, shelf, Filters(**chosen))}  # type: ignore[arg-type]

        assert found(kinds=("story",)) == {other, linked}
        assert found(tag="roads", stage="growing") == {first}
        assert found(typed="rain", kinds=("tool",)) == set()
    assert [each.title for each in shelf.related(shelf.items[first])] == ["Snow", "Rain"]


def test_what_is_to_be_read_stands_in_the_digest_and_on_the_takeaway(made: Made) -> None:
    save(lambda db: keep(db, made.community_id, Item("", "tool", "Two pages", link="https://a.org/x")))
    with open_store() as db:
        [item] = library.of_community(db, made.community_id)
    save(lambda db: library.read_next(db, made.community_id, item.id, True))
    for form in ("txt", "md", "html", "paper"):
        told = keepsake(made.account_id, made.id, form).decode()
        assert "Two pages" in told
        assert t("en", "library.reading").casefold() in told.casefold()
    tab = open_tab("facilitator/meetings.py", made.account_id)
    assert "Two pages" in said(press(tab, "prepare-next"))


def test_the_library_can_be_taken_along(made: Made) -> None:
    item = Item("", "inquiry", "=1+1", "Text", tags=("a", "b"), detail={"found": "**Much**"}, link="https://a.org")
    save(lambda db: keep(db, made.community_id, item))
    with open_store() as db:
        shelf = read_shelf(db, made.community_id)
    [row] = csv.DictReader(io.StringIO(to_csv(shelf, {}, "en").decode("utf-8-sig")))
    assert (row["title"], row["tags"], row["detail_found"]) == ("'=1+1", "a; b", "**Much**")
    [told] = json.loads(to_json(shelf, {}, "es"))
    assert (told["kind"], told["link"]) == ("Indagación", "https://a.org")
    assert "**Much**" in to_markdown(shelf, {}, "en").decode()

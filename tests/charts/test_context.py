"""What was around the meetings, on any picture with the shared time axis."""

from __future__ import annotations

from typing import Any

import pytest

from components.charts import Cards, Figure, Look
from components.charts.columns import draw_columns
from components.charts.context import MOST_NOTES, Context, Happened, Held, hover_words, in_context
from tests.hostile import PAYLOADS

DAYS = ["2026-01-22", "2026-03-12", "2026-05-14", "2026-06-18"]
STAGES = ["", "getting_started", "getting_started", "growing"]
LOOK = Look("en")


def picture(look: Look = LOOK) -> Figure:
    return Figure(draw_columns(DAYS, [10, 8, 12, 9], "So many came.", "A note.", look), "So many came.")


def context(*notes: Happened, stages: list[str] = STAGES) -> Context:
    held = [Held(day, f"Meeting {day}", "Rosa", "hybrid", stage) for day, stage in zip(DAYS, stages, strict=True)]
    return Context(held, notes)


def drawn(*notes: Happened, look: Look = LOOK, stages: list[str] = STAGES) -> dict[str, Any]:
    found = in_context(picture(look), context(*notes, stages=stages), look)
    assert isinstance(found, Figure)
    layout: dict[str, Any] = found.drawn.to_json()["layout"]
    return layout | {"alt": found.alt, "data": found.drawn.data}


def shapes(layout: dict[str, Any], start: str) -> list[dict[str, Any]]:
    return [each for each in layout.get("shapes", []) if str(each.get("name", "")).startswith(start)]


BUS = Happened("2026-04-03", None, "New bus line 12 opened")
FIRE = Happened("2026-02-03", "2026-02-18", "Evacuations")


def test_a_span_is_a_band_and_a_day_is_a_line() -> None:
    layout = drawn(FIRE, BUS)
    band, line = shapes(layout, "note-")
    assert (band["type"], band["x0"][:10], band["x1"][:10]) == ("rect", "2026-02-03", "2026-02-19")
    assert (line["type"], line["x0"]) == ("line", line["x1"])
    assert all(each["layer"] == "below" for each in (band, line))


def test_each_note_is_told_in_words_after_its_letter() -> None:
    words = " ".join(each["text"] for each in drawn(FIRE, BUS)["annotations"])
    assert "<b>A</b> Feb 3, 2026 – Feb 18, 2026: Evacuations" in words.replace("<br>", " ")
    assert "<b>B</b> Apr 3, 2026: New bus line 12 opened" in words.replace("<br>", " ")


def test_stages_change_half_way_between_two_meetings_and_none_is_made_up() -> None:
    first, second = shapes(drawn(), "stage-")
    assert first["name"] == "stage-getting_started"
    assert first["x1"] == second["x0"]
    assert first["x1"][:10] == "2026-05-31"
    assert first["x0"][:10] > DAYS[0], "of the first meeting nobody knows the stage"
    assert shapes(drawn(stages=[""] * 4), "stage-") == []


def test_everything_the_picture_had_stays_where_it_was() -> None:
    plain, found = picture().drawn.to_json()["layout"], drawn(FIRE, BUS)
    height = plain["height"] - plain["margin"]["t"] - plain["margin"]["b"]
    assert found["height"] - found["margin"]["t"] - found["margin"]["b"] == height
    assert found["xaxis"]["range"] == plain["xaxis"]["range"]
    heading, footnote = plain["annotations"]
    assert found["annotations"][1] == footnote
    assert found["annotations"][0]["text"] == heading["text"]
    top = heading["yshift"]
    above = [each for each in found["annotations"][2:] if each["y"] > 1]
    assert above
    assert all(top <= (each["y"] - 1) * height < found["annotations"][0]["yshift"] for each in above)
    below = [each for each in found["annotations"][2:] if each["y"] == 0]
    assert len(below) == 2
    assert all(each["yshift"] < -plain["margin"]["b"] for each in below)
    assert all(-found["margin"]["b"] < each["yshift"] for each in below)


def test_letters_of_notes_that_lie_close_keep_apart() -> None:
    notes = [Happened(f"2026-04-{day:02d}", None, "x") for day in (3, 4, 5)]
    layout = drawn(*notes)
    letters = [each for each in layout["annotations"] if each["text"] in ("<b>A</b>", "<b>B</b>", "<b>C</b>")]
    assert [each["xshift"] for each in letters] == sorted(each["xshift"] for each in letters)
    assert letters[2]["xshift"] > 18


def test_what_happened_outside_the_picture_is_not_in_it_and_of_many_the_latest_are() -> None:
    assert shapes(drawn(Happened("2024-01-01", None, "Long ago")), "note-") == []
    many = [Happened(f"2026-04-{day:02d}", None, f"day {day}") for day in range(1, 13)]
    layout = drawn(*many)
    assert len(shapes(layout, "note-")) == MOST_NOTES
    assert "day 12" in layout["alt"]
    assert "day 4;" not in layout["alt"]


def test_a_meetings_facts_stand_in_its_hover_text() -> None:
    held = Held("2026-03-12", "Spring", "Rosa, Daniel", "hybrid", "growing", ["Welcome", "Priorities"])
    words = hover_words(held, LOOK)
    for part in ("Mar 12, 2026", "Spring", "Facilitated by Rosa, Daniel", "1. Welcome", "2. Priorities"):
        assert part in words
    layout = drawn()
    [trace] = [each for each in layout["data"] if each.get("meta", {}).get("part") == "context"]
    assert len(trace["hovertemplate"]) == len(trace["x"]) == len(DAYS)
    assert layout["hovermode"] == "x"


def test_whoever_cannot_see_it_reads_the_same() -> None:
    alt = drawn(FIRE, look=Look("es"))["alt"]
    assert "Comenzando, Creciendo" in alt
    assert "Evacuations" in alt


def test_the_original_is_left_as_it_was_and_cards_are_left_alone() -> None:
    before = picture()
    kept = before.drawn.to_json()
    in_context(before, context(FIRE), LOOK)
    assert before.drawn.to_json() == kept
    cards = Cards(["a"])
    assert in_context(cards, context(FIRE), LOOK) is cards


@pytest.mark.parametrize("text", PAYLOADS)
def test_what_people_write_is_only_ever_text(text: str) -> None:
    held = [Held(day, text, text, "", "", [text]) for day in DAYS]
    found = in_context(picture(), Context(held, [Happened("2026-04-03", None, text)]), LOOK)
    assert isinstance(found, Figure)
    layout = found.drawn.to_json()
    hovers = next(each for each in layout["data"] if each.get("meta", {}).get("part") == "context")["hovertemplate"]
    for words in [*(each["text"] for each in layout["layout"]["annotations"]), *hovers]:
        bare = words
        for ours in ("<b>", "</b>", "<br>", "<extra></extra>"):
            bare = bare.replace(ours, "")
        assert "<" not in bare
        assert "%{" not in bare


@pytest.mark.parametrize("dark", [False, True])
def test_plotly_takes_it_in_light_and_dark(dark: bool) -> None:
    import plotly.graph_objects as go

    look = Look("en", dark=dark)
    found = in_context(picture(look), context(FIRE, BUS), look)
    assert isinstance(found, Figure)
    go.Figure(found.drawn.to_json())

"""Every kind's pictures and sentences: right, legible, in one language, and safe with any words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from random import Random
from types import ModuleType
from typing import Any

import plotly.graph_objects as go
import pytest

from components.activities.base import ActivityKind, Entry, Json, count
from components.activities.icebreaker import chart as icebreaker
from components.activities.ranking import chart as ranking
from components.activities.reflection import chart as reflection
from components.activities.registry import ACTIVITIES, chart_of
from components.activities.spectrum import chart as spectrum
from components.activities.spectrum.model import Answer
from components.activities.spectrum.presets import PRESETS
from components.charts import CONFIG, Cards, Figure, Look, Moment, Picture, Quote, plotly_config
from components.charts.drawing import Drawing
from components.charts.palette import DARK, DATA, LIGHT, NEUTRAL, mix
from components.text import LANGUAGES, catalog
from tests.kinds import all_examples

SIZES = (0, 1, 12, 150, 400)
HOSTILE = "<b>x</b><a href='j:1'>y</a><br>$\\pi$%{meta}&amp;\u202e"
THINGS = ("Childcare", "Transport", "Housing", "Language", "Pay", "Health", "Jobs", "Food", "Parks", "Broadband")
COSAS = ("Cuidado", "Transporte", "Vivienda", "Idioma", "Pago", "Salud", "Empleo", "Comida", "Parques", "Internet")
LOOKS = [Look("en", "wall"), Look("es", "page", dark=True), Look("es", "wall", also="en")]


def items(number: int) -> list[Json]:
    pairs = zip(THINGS, COSAS, strict=True)
    return [{"id": en.lower(), "text": {"en": en, "es": es}} for en, es in list(pairs)[:number]]


CONFIGS: dict[str, tuple[str, Json]] = {
    "one line": ("spectrum", {"lines": [PRESETS["expertise"]]}),
    "four lines": ("spectrum", {"lines": list(PRESETS.values())}),
    "eight lines": (
        "spectrum",
        {"lines": [{**line, "id": f"{line['id']}-{half}"} for half in "ab" for line in PRESETS.values()]},
    ),
    "six things": ("ranking", {"items": items(6), "top": 3}),
    "ten things": ("ranking", {"items": items(10), "top": 3}),
    "texts": ("icebreaker", {"prompt": {"en": "How?", "es": "¿Cómo?"}, "answer": "text"}),
    "words": ("icebreaker", {"prompt": {"en": "How?", "es": "¿Cómo?"}, "answer": "word"}),
    "choices": ("icebreaker", {"prompt": {"en": "How?", "es": "¿Cómo?"}, "answer": "choice", "choices": items(4)}),
    "exit": ("reflection", ACTIVITIES["reflection"].starter()),
    "welcome": ("talk", ACTIVITIES["talk"].starter()),
    **all_examples(),
}
ROUNDS = [
    pytest.param(name, config, id=f"{title}") for title, (name, config) in CONFIGS.items() if ACTIVITIES[name].steps
]


def entries(kind: ActivityKind, config: Json, step: str, number: int, mood: float = 0.4, seed: int = 1) -> list[Entry]:
    parsed, rng = kind.parse_config(config), Random(seed)
    given = [kind.parse_answer(parsed, step, kind.pretend(parsed, step, rng, mood)) for _ in range(number)]
    return [Entry(f"person-{index}", f"answer-{seed}-{index}", answer) for index, answer in enumerate(given)]


def tally_of(name: str, config: Json, number: int, seed: int = 1) -> Json:
    return deepcopy(_tally(name, json.dumps(config), number, seed))


@cache
def _tally(name: str, config: str, number: int, seed: int) -> Json:
    kind, found = ACTIVITIES[name], json.loads(config)
    step = kind.steps[-1]
    return count(kind, kind.parse_config(found), step, entries(kind, found, step, number, seed=seed), 1)


def moments(name: str, config: Json, days: int = 6) -> list[Moment]:
    held = ["2025-09-18", "2025-11-06", "2026-01-22", "2026-03-12", "2026-05-14", "2026-06-18"][:days]
    step = ACTIVITIES[name].steps[-1]
    return [
        Moment(f"meeting-{index}", "A meeting", day, config, step, tally_of(name, config, 9 + 5 * index, seed=index))
        for index, day in enumerate(held)
    ]


def everything(name: str, config: Json, look: Look) -> tuple[Figure, ...]:
    """Every figure a kind can draw of a config; drawn once, for several tests look at the same ones."""
    return _everything(name, json.dumps(config), look)


@cache
def _everything(name: str, config: str, look: Look) -> tuple[Figure, ...]:
    return tuple(_draw(chart_of(name), name, json.loads(config), look))


def _draw(chart: ModuleType, name: str, config: Json, look: Look) -> Iterator[Figure]:
    for number in SIZES:
        picture = chart.picture(config, ACTIVITIES[name].steps[-1], tally_of(name, config, number), look)
        if isinstance(picture, Figure):
            yield picture
    before, after = tally_of(name, config, 20, seed=3), tally_of(name, config, 20, seed=4)
    again = chart.picture(config, ACTIVITIES[name].steps[-1], after, look, before)
    pictures = [again, *chart.trend(moments(name, config), look)]
    yield from (picture for picture in pictures if isinstance(picture, Figure))


def sizes_of_type(node: Any, where: str = "") -> Iterator[float]:
    """Every font size in a figure's JSON."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "size" and where.endswith("font"):
                yield from value if isinstance(value, list) else [value]
            else:
                yield from sizes_of_type(value, key)
    elif isinstance(node, list):
        for item in node:
            yield from sizes_of_type(item, where)


def texts_of(node: Any, where: str = "") -> Iterator[str]:
    """Every text plotly reads as markup."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in ("meta", "ids", "customdata", "template"):
                yield from texts_of(value, key)
    elif isinstance(node, list):
        for item in node:
            yield from texts_of(item, where)
    elif isinstance(node, str) and where in ("text", "ticktext", "name", "hovertemplate", "texttemplate"):
        yield node


def as_json(picture: Figure) -> Any:
    return json.loads(picture.json)


@pytest.mark.parametrize("size", ["wall", "page"])
@pytest.mark.parametrize(("name", "config"), ROUNDS)
def test_plotly_knows_every_word_of_a_figure_and_takes_every_value(name: str, config: Json, size: Any) -> None:
    for picture in everything(name, config, Look("en", size)):
        looked_at = go.Figure(picture.drawn.to_json())
        assert json.loads(looked_at.to_json()) == as_json(picture)


def test_the_figure_streamlit_draws_is_the_one_our_own_page_draws() -> None:
    for picture in everything(*CONFIGS["four lines"], Look("en", "wall")):
        assert json.loads(picture.figure.to_json()) == as_json(picture)


def test_plotly_refuses_what_it_does_not_know() -> None:
    drawn = Drawing()
    drawn.add_scatter(x=[1], y=[2], colour="red")
    with pytest.raises(ValueError, match="colour"):
        go.Figure(drawn.to_json())


@pytest.mark.parametrize(("name", "config"), ROUNDS)
def test_what_one_person_answered_is_said_in_words(name: str, config: Json) -> None:
    kind, chart = ACTIVITIES[name], chart_of(name)
    steps = [step for step in kind.steps if kind.can_open(kind.parse_config(config), step)]
    given = [(step, entry.answer) for step in steps for entry in entries(kind, config, step, 30)]
    told = [line for step, answer in given for name in LANGUAGES for line in chart.own(config, step, answer, name)]
    assert told
    assert all(line and not re.search(r"[{}<>]|None|\b0x", line) for line in told)


@pytest.mark.parametrize(("name", "config"), ROUNDS)
def test_all_type_on_the_wall_is_large(name: str, config: Json) -> None:
    for picture in everything(name, config, Look("en", "wall")):
        if picture.figure.layout.meta["size"] == "wall":
            assert min(sizes_of_type(as_json(picture))) >= 26


@pytest.mark.parametrize(("name", "config"), ROUNDS)
def test_all_type_on_a_page_is_readable(name: str, config: Json) -> None:
    for picture in everything(name, config, Look("es", "page", dark=True)):
        assert min(sizes_of_type(as_json(picture))) >= 14


@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize(("name", "config"), ROUNDS)
def test_every_colour_is_ours(name: str, config: Json, look: Look) -> None:
    tones = DARK if look.dark else LIGHT
    shades = {mix(hue, tones.paper, share / 100) for hue in (*DATA, NEUTRAL, tones.ink) for share in range(101)}
    ours = shades | set(vars(tones).values()) | {LIGHT.ink, LIGHT.raised}
    for picture in everything(name, config, look):
        used = set(re.findall(r"#[0-9A-Fa-f]{6}\b", json.dumps(as_json(picture))))
        assert used
        assert used <= ours


@pytest.mark.parametrize(("name", "config"), ROUNDS)
def test_red_never_stands_against_green_without_another_sign(name: str, config: Json) -> None:
    for picture in everything(name, config, Look("en", "page")):
        traces = as_json(picture)["data"]
        lines = [trace for trace in traces if (trace.get("meta") or {}).get("part") == "climb"]
        assert len({trace["marker"]["symbol"] for trace in lines}) == len(lines)
        others = json.dumps([trace for trace in traces if trace not in lines])
        assert not {DATA[1], DATA[2]} <= set(re.findall(r"#[0-9A-Fa-f]{6}", others))


@pytest.mark.parametrize(("name", "config"), ROUNDS)
def test_spanish_pictures_speak_spanish_only(name: str, config: Json) -> None:
    both = [(text, catalog("es", area)[key]) for area in ("charts", name) for key, text in catalog("en", area).items()]
    english = {text for text, spanish in both if text != spanish}
    plain = [text for text in english if "{" not in text]
    assert len(plain) > 20
    chart = chart_of(name)
    step = ACTIVITIES[name].steps[-1]
    for size in ("wall", "page"):
        for picture in everything(name, config, Look("es", size)):
            shown = " ".join([picture.alt, *texts_of(as_json(picture))]).replace("<br>", " ")
            assert not [text for text in plain if re.search(rf"(?<!\w){re.escape(text)}(?!\w)", shown)]
    table = chart.plain(config, step, tally_of(name, config, 12), "es")
    assert not {key for row in table for key in row} & english


WRITTEN_IN_BOTH = ["one line", "four lines", "six things", "ten things", "choices", "choice: one",
                   "points: three things", "twobytwo: four items"]  # fmt: skip


@pytest.mark.parametrize("title", WRITTEN_IN_BOTH)
def test_a_wall_for_two_languages_shows_what_was_written_in_both(title: str) -> None:
    name, config = CONFIGS[title]
    picture = chart_of(name).picture(config, "answer", tally_of(name, config, 12), Look("es", "wall", also="en"))
    shown = re.sub(r"<[^>]*>|&nbsp;", " ", " ".join(texts_of(as_json(picture))))
    kept = [words for words in texts_in(config) if words["es"].split()[0] in shown]
    assert len(kept) > 1
    assert not [words for words in kept if words["en"].split()[0] not in shown]
    assert not [words for words in kept if words["en"] in picture.alt.replace(words["es"], "")]


def texts_in(node: Any) -> Iterator[dict[str, str]]:
    """Every text of a config that is other words in English than in Spanish."""
    if isinstance(node, dict) and {"en", "es"} <= node.keys() and node["en"] != node["es"]:
        yield node
    for value in node.values() if isinstance(node, dict) else node if isinstance(node, list) else []:
        yield from texts_in(value)


def with_hostile_words(node: Any) -> Any:
    if isinstance(node, dict):
        return {
            key: HOSTILE if key in LANGUAGES and isinstance(value, str) else with_hostile_words(value)
            for key, value in node.items()
        }
    return [with_hostile_words(item) for item in node] if isinstance(node, list) else node


@pytest.mark.parametrize("size", ["wall", "page"])
@pytest.mark.parametrize(("name", "config"), ROUNDS)
def test_hostile_words_are_drawn_letter_by_letter(name: str, config: Json, size: Any) -> None:
    hostile = with_hostile_words(config)
    for picture in everything(name, hostile, Look("en", size, also="es" if size == "wall" else "")):
        for text in texts_of(as_json(picture)):
            bare = re.sub(r"</?b>|<br>|&nbsp;|</?span[^<>]*>", "", text)
            assert not set(bare) & set("<>$"), text
            assert "%{" not in bare


def test_a_hostile_word_is_drawn_letter_by_letter() -> None:
    config = CONFIGS["words"][1]
    picture = icebreaker.picture(config, "answer", {"n": 3, "words": {HOSTILE[:40]: 3}}, Look("en", "wall"))
    assert isinstance(picture, Figure)
    assert any("&lt;b&gt;" in text for text in texts_of(as_json(picture)))
    assert not any("<a" in text for text in texts_of(as_json(picture)))


@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize(("name", "config"), ROUNDS)
def test_too_few_answers_are_no_picture_but_a_sentence(name: str, config: Json, look: Look) -> None:
    few, chart, step = {"hidden": "few"}, chart_of(name), ACTIVITIES[name].steps[-1]
    assert chart.picture(config, step, few, look) is None
    assert chart.plain(config, step, few, look.language) == []
    assert chart.trend([Moment("m", "", "2026-01-22", config, step, few)], look) == []
    said = chart.headline(config, step, few, look.language)
    assert said == ("" if ACTIVITIES[name].is_quiet else catalog(look.language, "charts")["after_five"])


@pytest.mark.parametrize(("name", "config"), ROUNDS)
def test_every_figure_has_words_and_numbers_and_is_small(name: str, config: Json) -> None:
    for picture in everything(name, config, Look("en", "wall")):
        assert picture.alt.strip()
        assert picture.figure.layout.meta["numbers"]
        assert len(picture.json) < 300_000


def test_nothing_can_be_sent_to_a_cloud_and_the_wall_does_not_answer_a_mouse() -> None:
    assert CONFIG["showSendToCloud"] is False
    assert CONFIG["displaylogo"] is False
    assert CONFIG["typesetMath"] is False
    assert plotly_config(Look("en", "wall"))["staticPlot"] is True


# ---- spectrum ----

LINE = CONFIGS["one line"][1]


def standing(dots: list[int]) -> Json:
    left, right = sum(dot <= 33 for dot in dots), sum(dot >= 67 for dot in dots)
    middle = len(dots) - left - right
    part = {"n": len(dots), "dots": sorted(dots), "median": sorted(dots)[len(dots) // 2]}
    return {"n": len(dots), "lines": {"expertise": {**part, "left": left, "middle": middle, "right": right}}}


def trace(picture: Picture | None, part: str, place: int = 0) -> Any:
    assert isinstance(picture, Figure)
    found = [each for each in as_json(picture)["data"] if (each.get("meta") or {}).get("part") == part]
    return found[place]


def test_every_dot_is_where_somebody_put_it() -> None:
    dots = [5, 20, 20, 48, 70, 93]
    picture = spectrum.picture(LINE, "answer", standing(dots), Look("en", "wall"))
    assert trace(picture, "dots")["x"] == dots
    assert trace(picture, "dots")["ids"] == [f"dot-{rank}" for rank in range(6)]
    assert trace(picture, "median")["x"] == [48]
    assert isinstance(picture, Figure)
    assert picture.figure.layout.meta["numbers"]["lines"]["expertise"]["left"] == 3
    shown = " ".join(texts_of(as_json(picture)))
    for words in ("3 people", "1 person", "2 people", "Authority", "Lived experience"):
        assert words in shown


def test_the_round_before_is_paler_and_behind() -> None:
    picture = spectrum.picture(LINE, "answer", standing([60] * 6), Look("en", "wall"), standing([20] * 6))
    assert isinstance(picture, Figure)
    data = as_json(picture)["data"]
    before, dots = trace(picture, "before"), trace(picture, "dots")
    assert before["x"] == [20] * 6
    assert data.index(before) < data.index(dots)
    assert before["marker"]["color"] != dots["marker"]["color"]


def test_a_line_with_too_few_dots_says_so_and_shows_none() -> None:
    config = CONFIGS["four lines"][1]
    tally = {"n": 6, "lines": {**standing([10] * 6)["lines"], "approach": {"n": 2, "hidden": "few"}}}
    picture = spectrum.picture(config, "answer", tally, Look("en", "wall"), standing([1] * 6))
    assert trace(picture, "dots", 2)["x"] == []
    assert "The picture appears after 5 answers." in list(texts_of(as_json(picture)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("dots", "said"),
    [
        ([80] * 9 + [10] * 3, "Most of us sit towards “Lived experience”; about a quarter see it otherwise."),
        ([80] * 11 + [10], "Most of us sit towards “Lived experience”."),
        ([80] * 8 + [10] * 2, "Most of us sit towards “Lived experience”."),
        ([50] * 9 + [10], "Most of us sit in between “Authority” and “Lived experience”."),
        ([10] * 5 + [90] * 5, "We see it in two ways: many towards “Authority”, many towards “Lived experience”."),
        ([10, 30, 50, 50, 60, 80, 90], "We are spread out between “Authority” and “Lived experience”."),
        ([90, 90, 10], "The first answers are in."),
    ],
)
def test_a_sentence_says_where_the_group_stands_and_points_at_nobody(dots: list[int], said: str) -> None:
    assert spectrum.headline(LINE, "answer", standing(dots), "en") == said


@pytest.mark.parametrize(
    ("moved", "said"),
    [
        ((12, 2, 7, None), "9 of 12 moved: 7 towards “Lived experience”, 2 back."),
        ((12, 2, 7, 6.0), "9 of 12 moved: 7 towards “Lived experience”, 2 back; on average 6 points towards “Lived"),
        ((12, 7, 2, None), "9 of 12 moved: 7 towards “Authority”, 2 back."),
        ((12, 1, 8, None), "9 of 12 moved, most of them towards “Lived experience”."),
        ((12, 0, 5, None), "5 of 12 moved towards “Lived experience”."),
        ((12, 4, 4, None), "8 of 12 moved: 4 towards “Lived experience”, 4 towards “Authority”."),
        ((12, 0, 0, 0.4), "Nobody moved far since last time."),
    ],
)
def test_a_sentence_says_how_the_same_people_moved(moved: tuple[Any, ...], said: str) -> None:
    stayed, left, right, shift = moved
    part = {"stayed": stayed, "moved": left + right, "left": left, "right": right, "shift": shift}
    found = spectrum.headline(LINE, "answer", standing([50] * 12), "en", {"lines": {"expertise": part}})
    assert found.startswith(said)
    assert found.endswith(".")


def test_a_hidden_movement_leaves_the_sentence_about_standing() -> None:
    hidden = {"lines": {"expertise": {"hidden": "few"}}}
    assert "Most of us" in spectrum.headline(LINE, "answer", standing([80] * 9), "en", hidden)


def test_a_line_is_followed_by_its_id_from_meeting_to_meeting() -> None:
    renamed = {"lines": [{**PRESETS["expertise"], "stem": {"en": "Another wording"}}]}
    first, last = moments("spectrum", LINE, 2)
    again = Moment(last.meeting_id, "", last.held_on, renamed, "answer", last.tally)
    (path,) = spectrum.trend([first, again], Look("en"))
    assert isinstance(path, Figure)
    medians = [each.tally["lines"]["expertise"]["median"] for each in (first, last)]
    assert [median for _, median in path.figure.layout.meta["numbers"]["medians"]] == medians


def test_large_meetings_are_shapes_and_small_ones_dots() -> None:
    (path,) = spectrum.trend(moments("spectrum", LINE), Look("en"))
    assert isinstance(path, Figure)
    kinds = [each["type"] for each in as_json(path)["data"]]
    assert kinds == ["scatter", "scatter", "scatter", "violin", "violin", "violin", "scatter"]


TWO_DOTS = {**LINE, "wished": True}


def two_dots(wished: list[int], towards: str | None = None) -> Json:
    tally = standing([30] * 6)
    second = standing(wished)["lines"]["expertise"]
    tally["lines"]["expertise"]["wished"] = {**second, "towards": towards}
    return tally


def test_wished_dots_are_rings_on_a_line_below_those_of_today() -> None:
    picture = spectrum.picture(TWO_DOTS, "answer", two_dots([70, 80, 90]), Look("en", "wall"))
    today, wished = trace(picture, "dots"), trace(picture, "wished")
    assert list(wished["x"]) == [70, 80, 90]
    assert max(wished["y"]) < 0 < min(today["y"])
    assert today["marker"]["color"] != wished["marker"]["color"] == LIGHT.paper
    assert list(trace(picture, "wished-median")["x"]) == [80]
    assert isinstance(picture, Figure)
    assert "Where we would like to be: 0 people towards" in picture.alt


def test_few_wished_dots_leave_a_note_and_those_of_today() -> None:
    tally = standing([30] * 6)
    tally["lines"]["expertise"]["wished"] = {"n": 2, "hidden": "few"}
    picture = spectrum.picture(TWO_DOTS, "answer", tally, Look("en", "wall"))
    assert isinstance(picture, Figure)
    assert len(trace(picture, "dots")["x"]) == 6
    assert len(trace(picture, "wished")["x"]) == 0
    assert picture.alt.endswith("Where we would like to be appears after 5 answers.")


@pytest.mark.parametrize(
    ("towards", "said"),
    [
        ("right", "Most of us would like to be nearer to “Lived experience”."),
        ("left", "Most of us would like to be nearer to “Authority”."),
        ("here", "Most of us would like to stay about where we are."),
        ("both", "Some of us would like to be nearer to “Authority”, others to “Lived experience”."),
        (None, ""),
    ],
)
def test_a_sentence_says_where_most_would_like_to_be(towards: str | None, said: str) -> None:
    today = spectrum.headline(LINE, "answer", standing([30] * 6), "en")
    found = spectrum.headline(TWO_DOTS, "answer", two_dots([70] * 6, towards), "en")
    assert found == f"{today} {said}".strip()


def test_a_table_has_the_numbers_of_both_dots() -> None:
    (row,) = spectrum.plain(TWO_DOTS, "answer", two_dots([70, 80, 90]), "en")
    assert (row["Middle answer"], row["Middle answer, where we would like to be"]) == ("30", "80")


def test_a_phone_is_told_both_of_its_own_dots() -> None:
    answer = Answer({"expertise": 20}, {"expertise": 90})
    assert spectrum.own(TWO_DOTS, "answer", answer, "en") == [
        "Towards “Authority”",
        "Where you would like us to be: Towards “Lived experience”",
    ]


# ---- ranking ----

ORDER: Json = {
    "n": 12,
    "tiers": [["childcare"], ["housing", "transport"], ["language"]],
    "average": {"childcare": 1.5, "housing": 2.6, "transport": 2.6, "language": 3.3},
    "pairs": [
        {"winner": "childcare", "loser": "housing", "for": 9, "against": 3, "word": "close"},
        {"winner": "housing", "loser": "language", "for": 8, "against": 4, "word": "clear"},
    ],
    "fact": {"winner": "childcare", "loser": "housing", "for": 9, "of": 12},
}
THINGS_4 = {"items": items(4), "top": 3}


def test_the_order_shows_places_ties_and_how_sure_it_is() -> None:
    picture = ranking.picture(THINGS_4, "answer", ORDER, Look("en", "wall"))
    assert isinstance(picture, Figure)
    bars = trace(picture, "bars")
    assert bars["ids"] == ["childcare", "housing", "transport", "language"]
    assert bars["x"] == sorted(bars["x"], reverse=True)
    written = [each["text"] for each in as_json(picture)["layout"]["annotations"]]
    assert [text for text in written if text.startswith("<b>")] == ["<b>1</b>", "<b>2</b>", "<b>2</b>", "<b>4</b>"]
    assert [text for text in written if "<" not in text][:3] == ["too close to call", "tied", "clearly ahead"]


@pytest.mark.parametrize("revealed", [0, 1, 3, 4])
def test_places_are_revealed_from_the_bottom(revealed: int) -> None:
    picture = ranking.picture(THINGS_4, "answer", ORDER, Look("en", "wall"), revealed=revealed)
    labels = [text.replace("&nbsp;", "") for text in trace(picture, "labels")["text"]]
    order = ["Childcare", "Housing", "Transport", "Language"]
    assert labels == [""] * (4 - revealed) + order[4 - revealed :]
    assert isinstance(picture, Figure)
    hidden = order[: 4 - revealed]
    whole = json.dumps(as_json(picture)["layout"]) + picture.alt + json.dumps(trace(picture, "bars")["customdata"])
    assert not [word for word in hidden if word in whole]


def test_the_wall_is_told_to_reveal_row_by_row_and_a_page_is_not() -> None:
    wall = ranking.picture(THINGS_4, "answer", ORDER, Look("en", "wall"))
    page = ranking.picture(THINGS_4, "answer", ORDER, Look("en", "page"))
    assert isinstance(wall, Figure)
    assert isinstance(page, Figure)
    assert wall.figure.layout.meta["reveal"] == 4
    assert "reveal" not in page.figure.layout.meta


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "“Childcare” is just ahead, too close to call. 9 of 12 put “Childcare” above “Housing”."),
        ({"fact": None}, "“Childcare” is just ahead, too close to call."),
        ({"fact": {"winner": "childcare", "loser": "language", "for": 11, "of": 12}}, "Nearly all of us put"),
        ({"fact": {"winner": "childcare", "loser": "language", "for": 12, "of": 12}}, "All of us put"),
        ({"fact": {"winner": "childcare", "loser": "language", "for": 5, "of": 7}}, "Most of us put"),
        ({"tiers": [["childcare", "housing"], ["language"]]}, "“Childcare” and “Housing” share the first place."),
        ({"tiers": [["childcare", "housing", "language"]]}, "Everything is tied: no order yet."),
    ],
)
def test_a_sentence_says_what_comes_first_and_counts_nobody_out(change: Json, said: str) -> None:
    assert said in ranking.headline(THINGS_4, "answer", {**ORDER, **change}, "en")


def test_the_wall_has_eight_places_and_says_how_many_follow() -> None:
    picture = ranking.picture(
        CONFIGS["ten things"][1], "answer", tally_of("ranking", CONFIGS["ten things"][1], 30), Look()
    )
    on_wall = ranking.picture(
        CONFIGS["ten things"][1], "answer", tally_of("ranking", CONFIGS["ten things"][1], 30), Look("en", "wall")
    )
    assert len(trace(picture, "bars")["x"]) == 10
    assert len(trace(on_wall, "bars")["x"]) == 8
    assert any("2 more further down" in text for text in texts_of(as_json(on_wall)))  # type: ignore[arg-type]


def test_proposals_are_cards() -> None:
    picture = ranking.picture(THINGS_4, "propose", {"n": 2, "items": ["A <b>thing</b>", "Another"]}, Look("en", "wall"))
    assert picture == Cards(["A <b>thing</b>", "Another"])


def test_a_priority_is_the_same_by_its_id_or_by_its_words() -> None:
    later = {"items": [{"id": "new-id", "text": {"en": "  childcare! "}}, *items(3)[1:]], "top": 3}
    order = {**ORDER, "tiers": [["housing"], ["new-id"], ["transport"]], "average": {}}
    order["average"] = {"housing": 1.2, "new-id": 2, "transport": 2.8}
    (path,) = ranking.trend(
        [
            Moment("a", "", "2026-01-22", THINGS_4, "answer", ORDER),
            Moment("b", "", "2026-03-12", later, "answer", order),
        ],
        Look("en"),
    )
    assert isinstance(path, Figure)
    places = path.figure.layout.meta["numbers"]["places"]
    assert places == {"childcare!": [1, 2], "Housing": [2, 1], "Transport": [2, 3], "Language": [4, None]}
    lines = [each for each in as_json(path)["data"] if each["meta"]["part"] == "climb"]
    assert len(lines) == 3


def test_at_most_seven_priorities_are_followed_each_with_its_name() -> None:
    (path,) = ranking.trend(moments("ranking", CONFIGS["ten things"][1]), Look("en"))
    assert isinstance(path, Figure)
    lines = [each for each in as_json(path)["data"] if each["meta"]["part"] == "climb"]
    assert len(lines) == 7
    named = [text for text in texts_of(as_json(path)) if text in THINGS]
    assert len(set(named)) == 7


def test_other_rules_count_the_same_answers() -> None:
    kind = ACTIVITIES["ranking"]
    found = ranking.details(THINGS_4, "answer", entries(kind, THINGS_4, "answer", 15), Look("en"))
    rules = [each.figure.layout.meta["numbers"]["rule"] for each in found if isinstance(each, Figure)]
    assert rules == ["rule_head_to_head", "rule_first_choices", "rule_closest"]
    firsts = found[1].figure.layout.meta["numbers"]["scores"]  # type: ignore[union-attr]
    assert sum(firsts.values()) == pytest.approx(15)


# ---- icebreaker, reflection, talk ----


def test_words_are_bars_by_how_many_people_said_them() -> None:
    tally = {"n": 9, "words": {"calm": 2, "hope": 6, "joy": 1}}
    picture = icebreaker.picture(CONFIGS["words"][1], "answer", tally, Look("en", "wall"))
    assert trace(picture, "bars")["customdata"] == [6, 2, 1]
    assert icebreaker.headline(CONFIGS["words"][1], "answer", tally, "en") == "“hope” came up most: 6 people."


def test_choices_stay_in_the_order_they_were_offered() -> None:
    tally = {"n": 5, "choices": {"childcare": 1, "transport": 4, "housing": 0, "language": 0}}
    picture = icebreaker.picture(CONFIGS["choices"][1], "answer", tally, Look("en", "wall"))
    assert trace(picture, "bars")["customdata"] == [1, 4, 0, 0]
    assert (
        icebreaker.headline(CONFIGS["choices"][1], "answer", tally, "en") == "More than half of us chose “Transport”."
    )


def test_texts_are_cards_twelve_at_once() -> None:
    picture = icebreaker.picture(CONFIGS["texts"][1], "answer", {"n": 30, "texts": ["a"] * 30}, Look("en", "wall"))
    assert isinstance(picture, Cards)
    assert [len(page) for page in picture.pages()] == [12, 12, 6]


def test_a_reflection_is_on_the_wall_only_when_a_text_was_picked() -> None:
    config, tally = CONFIGS["exit"][1], tally_of("reflection", CONFIGS["exit"][1], 12)
    assert reflection.picture(config, "answer", tally, Look("en", "wall")) is None
    assert isinstance(reflection.picture(config, "answer", tally, Look("en", "page")), Figure)
    picked = {"n": 12, "questions": {"differently": {"n": 12, "texts": ["More time."]}}}
    assert reflection.picture(config, "answer", picked, Look("en", "wall")) == Quote("More time.")


def test_ratings_lie_on_both_sides_of_the_line_and_the_middle_apart() -> None:
    tally = {"n": 10, "questions": {"useful": {"n": 10, "ratings": [1, 2, 3, 4, 0]}}}
    picture = reflection.picture(CONFIGS["exit"][1], "answer", tally, Look("en", "page"))
    assert trace(picture, "rating-1")["x"] == [-0.1]
    assert trace(picture, "rating-2")["x"] == [-0.2]
    assert trace(picture, "rating-4")["x"] == [0.4]
    assert trace(picture, "rating-3")["xaxis"] == "x2"


def test_a_talk_is_its_text_in_the_readers_language() -> None:
    config = CONFIGS["welcome"][1]
    assert chart_of("talk").picture(config, "", {}, Look("es", "wall")) == Quote(config["text"]["es"])


@pytest.mark.parametrize(("name", "config"), ROUNDS)
def test_there_is_a_table_behind_every_picture(name: str, config: Json) -> None:
    tally = tally_of(name, config, 12)
    rows = chart_of(name).plain(config, ACTIVITIES[name].steps[-1], tally, "en")
    assert rows
    assert all(isinstance(cell, str | int | float) for row in rows for cell in row.values())

"""The figure that glides, in a real browser."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from components.ui.live_figure import FALLBACK_SCALE
from components.ui.scaled import scaled
from tests.servers import serve

pytestmark = pytest.mark.slow

# Notes, at every frame, where the last dot is and how long the first bar is.
WATCH = """() => {
  window.seen = [];
  const look = () => {
    const dots = [...document.querySelectorAll(".js-plotly-plot .scatterlayer .points path")];
    const far = (dot) => Number(/translate\\(([-\\d.]+)/.exec(dot.getAttribute("transform") || "")?.[1]);
    const bar = document.querySelector(".js-plotly-plot .barlayer .point path");
    const labels = [...document.querySelectorAll(".js-plotly-plot .textpoint text")].map((text) => text.textContent);
    if (dots.length) window.seen.push(dots.map(far));
    if (bar) window.seen.push({ bar: bar.getBBox().width, labels: labels.filter((text) => text.trim()).length });
    requestAnimationFrame(look);
  };
  look();
}"""
SIZE = {"width": 1280, "height": 720}
OpenFigure = Callable[..., Page]
LAST_DOT = "() => window.seen.map((places) => places[4 + 4])"  # behind four ticks come the dots
BARS = "() => window.seen.map((frame) => frame.bar)"
LABELS = "() => window.seen.map((frame) => frame.labels)"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve(tmp_path_factory.mktemp("figure"), script=Path(__file__).with_name("live_figure_app.py")) as server:
        yield server.url


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[BrowserContext]:
    """One window for all tests: a browser that is new to the scripts of a page takes seconds to read them."""
    opened = browser.new_context(viewport=SIZE)  # type: ignore[arg-type]
    yield opened
    opened.close()


@pytest.fixture
def figure(window: BrowserContext, address: str) -> Iterator[OpenFigure]:
    """Opens a figure by its query, in a tab of the test's own."""
    page = window.new_page()
    page.add_init_script(f"({WATCH})()")
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))

    def opened(query: str, *, is_still: bool = False) -> Page:
        page.emulate_media(reduced_motion="reduce" if is_still else "no-preference")
        page.goto(f"{address}/?{query}")
        return page

    yield opened
    page.close()


def numbers(page: Page) -> Any:
    return json.loads(page.locator("[data-attune-figure]").get_attribute("data-attune-figure") or "null")


def settled(page: Page, script: str, value: float) -> list[float]:
    """What was seen, once the last of it is `value` to within a pixel."""
    page.wait_for_function(f"() => Math.abs(({script})().at(-1) - {value}) < 1", timeout=20_000)
    return [seen for seen in page.evaluate(script) if seen is not None]


def places_between(seen: list[float], start: float, end: float) -> set[int]:
    low, high = sorted((start, end))
    return {round(place) for place in seen if low + 2 < place < high - 2}


def at(page: Page, value: float) -> float:
    """Where a value lies on the line, in pixels."""
    return float(page.evaluate(f"() => document.querySelector('.js-plotly-plot')._fullLayout.xaxis.c2p({value})"))


def test_dots_glide_from_the_middle_and_then_from_place_to_place(figure: OpenFigure) -> None:
    page = figure("case=spectrum")
    page.wait_for_selector(".js-plotly-plot .scatterlayer")
    middle, first, later = at(page, 50), at(page, 30), at(page, 90)
    seen = settled(page, LAST_DOT, first)
    assert seen[0] == pytest.approx(middle, abs=1)
    assert len(places_between(seen, middle, first)) >= 2
    page.evaluate("() => { window.seen = window.seen.slice(-1) }")
    page.get_by_role("button", name="move").click()
    seen = settled(page, LAST_DOT, later)
    assert len(places_between(seen, first, later)) >= 2
    assert numbers(page)["lines"]["line"]["dots"] == [70, 75, 80, 85, 90]


def test_nothing_moves_where_the_system_asks_for_none(figure: OpenFigure) -> None:
    page = figure("case=spectrum", is_still=True)
    page.wait_for_selector(".js-plotly-plot .scatterlayer")
    page.get_by_role("button", name="move").click()
    seen = settled(page, LAST_DOT, at(page, 90))
    assert {round(place) for place in seen} == {round(at(page, 30)), round(at(page, 90))}


def test_the_dots_of_a_whole_hall_are_there_at_once(figure: OpenFigure) -> None:
    page = figure("case=hall")
    page.wait_for_selector(".js-plotly-plot .scatterlayer")
    page.wait_for_function(f"() => ({LAST_DOT})().at(-1) !== undefined")
    page.get_by_role("button", name="move").click()
    page.wait_for_function("() => document.querySelector('[data-attune-figure]').dataset.attuneFigure.includes('90')")
    page.wait_for_timeout(1000)
    seen = {round(place) for place in page.evaluate(LAST_DOT) if place is not None}
    assert 2 <= len(seen) <= 3, "in the middle, perhaps, then where they are, then where they have moved to"


def test_bars_grow_and_glide(figure: OpenFigure) -> None:
    page = figure("case=words")
    page.wait_for_selector(".js-plotly-plot .barlayer .point")
    width = page.evaluate(
        "() => { const a = document.querySelector('.js-plotly-plot')._fullLayout; return a.xaxis.c2p(1) }"
    )
    seen = settled(page, BARS, width)
    assert len(places_between(seen, 0, width)) >= 2
    assert numbers(page) == {"bars": {"hope": 9, "calm": 3}}


def test_an_order_appears_from_the_bottom_to_the_top(figure: OpenFigure) -> None:
    page = figure("case=order")
    page.wait_for_function(f"() => ({LABELS})().at(-1) === 6", timeout=20_000)
    rising = list(dict.fromkeys(page.evaluate(LABELS)))
    assert rising == [0, 2, 4, 6], "each row brings its name and its number"


def test_words_are_words_and_the_figure_is_read_aloud(figure: OpenFigure) -> None:
    page = figure("case=spectrum")
    picture = page.get_by_role("img", name="5 in between")
    expect(picture).to_be_visible()
    expect(picture).to_contain_text("<img src=x")
    assert picture.locator("img, a, foreignObject").count() == 0


@pytest.mark.parametrize("case", ["spectrum", "words", "order"])
def test_the_smallest_letters_are_large_on_a_projector(figure: OpenFigure, case: str) -> None:
    page = figure(f"case={case}", is_still=True)
    page.wait_for_selector(".js-plotly-plot .main-svg text")
    sizes = page.evaluate(
        "() => [...document.querySelectorAll('.js-plotly-plot text')].filter((each) => each.textContent.trim())"
        ".map((each) => parseFloat(getComputedStyle(each).fontSize))"
    )
    assert min(sizes) >= 22


def test_a_figure_follows_its_window(figure: OpenFigure) -> None:
    page = figure("case=spectrum", is_still=True)
    page.wait_for_selector(".js-plotly-plot .main-svg")
    page.set_viewport_size({"width": 1920, "height": 1080})
    wanted = (
        "() => Math.abs(document.querySelector('.main-svg').getBoundingClientRect().height - innerHeight * .48) < 2"
    )
    page.wait_for_function(wanted, timeout=10_000)
    assert page.evaluate("() => parseFloat(getComputedStyle(document.querySelector('.annotation text')).fontSize)") > 30


def test_without_our_own_script_the_figure_is_still_drawn(figure: OpenFigure) -> None:
    page = figure("case=spectrum&lost=1")
    page.wait_for_selector("[data-testid=stPlotlyChart] .main-svg text")
    expect(page.locator("[data-testid=stPlotlyChart]")).to_contain_text("There")
    expect(page.locator(".attune-figure:visible")).to_have_count(0)


def test_a_smaller_figure_is_smaller_in_every_size_and_in_no_place() -> None:
    figure = {
        "data": [{"x": [50], "marker": {"size": 20, "line": {"width": 2}}, "meta": {"size": 20}}],
        "layout": {"height": 100, "font": {"size": 40}, "margin": {"l": 10}, "annotations": [{"x": 50, "xshift": 10}]},
    }
    smaller = scaled(figure, FALLBACK_SCALE)
    assert smaller["data"][0]["x"] == [50]
    assert smaller["data"][0]["meta"] == {"size": 20}
    assert smaller["data"][0]["marker"] == {"size": pytest.approx(13.6), "line": {"width": pytest.approx(1.36)}}
    assert smaller["layout"]["font"] == {"size": pytest.approx(27.2)}
    assert smaller["layout"]["height"] == pytest.approx(68)
    assert smaller["layout"]["annotations"] == [{"x": 50, "xshift": pytest.approx(6.8)}]

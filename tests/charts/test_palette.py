"""The one place colours live."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from components.charts.palette import DARK, DATA, LIGHT, Palette, contrast, data_colour, mix, readable_on

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("tones", [LIGHT, DARK])
def test_words_are_readable_on_paper(tones: Palette) -> None:
    assert contrast(tones.ink, tones.paper) >= 7
    assert contrast(tones.muted, tones.paper) >= 4.5


@pytest.mark.parametrize(("dark", "tones"), [(False, LIGHT), (True, DARK)])
def test_the_usual_colour_of_data_stands_out_from_paper(dark: bool, tones: Palette) -> None:
    assert contrast(data_colour(dark), tones.paper) >= 4.5


@pytest.mark.parametrize("colour", DATA)
def test_numbers_inside_bars_are_readable(colour: str) -> None:
    for share in (0.5, 1):
        bar = mix(colour, LIGHT.paper, share)
        assert contrast(readable_on(bar), bar) >= 3.5


def test_thinning_goes_from_paper_to_the_colour_itself() -> None:
    assert mix("#0072B2", "#FBFAF7", 1) == "#0072B2"
    assert mix("#0072B2", "#FBFAF7", 0) == "#FBFAF7"


def test_the_theme_of_the_screens_has_the_same_colours() -> None:
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]
    assert theme["chartCategoricalColors"] == list(DATA)
    for name, tones in (("light", LIGHT), ("dark", DARK)):
        assert theme[name]["backgroundColor"] == tones.paper
        assert theme[name]["textColor"] == tones.ink

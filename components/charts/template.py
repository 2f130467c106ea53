"""One plotly template for each look, and the sizes everything is drawn in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from components.charts.drawing import Drawing
from components.charts.palette import DATA, Palette, palette
from components.charts.picture import Json, Look

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif"


@dataclass(frozen=True)
class Measures:
    """Sizes in pixels. A wall is drawn at 1600x520 and scaled as a whole, a page at its size and at least 340 wide.

    `ui/live_figure` scales a wall to its place; a place two thirds of that size (a 1280x720 projector) still
    has text of 22 px.
    """

    width: int
    height: int
    small: int
    text: int
    strong: int
    title: int
    stroke: float


WALL = Measures(width=1600, height=520, small=34, text=36, strong=42, title=44, stroke=2.5)
PAGE = Measures(width=340, height=320, small=14, text=14, strong=16, title=16, stroke=1.0)


def measures(look: Look) -> Measures:
    """The sizes for a look."""
    return WALL if look.is_wall else PAGE


def colours(look: Look) -> Palette:
    """The page's colours for a look."""
    return palette(look.dark)


@cache
def template(look: Look) -> Json:
    """The look of every figure: plain axes, generous type, nothing moved by a pointer."""
    sizes, tones = measures(look), colours(look)
    axis = {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "fixedrange": True,
        "automargin": False,
        "color": tones.muted,
        "gridcolor": tones.hairline,
        "linecolor": tones.hairline,
        "tickfont": {"size": sizes.small, "color": tones.muted},
    }
    return {
        "layout": {
            "font": {"family": FONT, "size": sizes.text, "color": tones.ink},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "colorway": list(DATA),
            "xaxis": axis,
            "yaxis": axis,
            "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
            "showlegend": False,
            "dragmode": False,
            "hovermode": False,
            "hoverlabel": {"font": {"family": FONT, "size": sizes.text}},
            "bargap": 0.3,
        }
    }


def drawing(look: Look, height: int | None = None) -> Drawing:
    """An empty figure in a look; `height` in pixels where a page needs another than its usual one."""
    return Drawing(
        template=template(look),
        height=height or measures(look).height,
        uirevision="attune",
        transition={"duration": 600, "easing": "cubic-in-out"},
        meta={
            "size": look.size,
            "width": measures(look).width,
            "smallest": measures(look).small,
            "language": look.language,
        },
    )


def tell(figure: Drawing, numbers: dict[str, object]) -> None:
    """Note the numbers a figure shows, for whoever reads the page instead of looking at it."""
    figure.layout["meta"] = {**figure.layout["meta"], "numbers": numbers}

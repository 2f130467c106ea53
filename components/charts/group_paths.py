"""What groups answered on average from meeting to meeting: a line for each, its name at the line's end."""

from __future__ import annotations

from collections.abc import Sequence

from components.charts.drawing import Drawing
from components.charts.palette import DASHES, DATA, NEUTRAL, SYMBOLS
from components.charts.paths import MOST_LINES, Path, write_names
from components.charts.picture import Look
from components.charts.strips import heading_room, write_footnote, write_heading
from components.charts.template import colours, drawing, measures
from components.charts.timeline import iso, places, set_time_axis
from components.charts.wording import fitted

_TOP = 100.0


def draw_group_paths(
    paths: Sequence[Path], days: Sequence[str], ends: tuple[str, str], title: str, legend: str, look: Look
) -> Drawing:  # fmt: skip
    """At most 7 lines of averages from 0 to 100, those of the latest meeting; where a group is not shown, its line
    stops. The two ends of the scale are named."""
    sizes, tones = measures(look), colours(look)
    told = sorted((path for path in paths if path.values[-1] is not None), key=lambda path: -path.last)[:MOST_LINES]
    at = [iso(place) for place in places(days)]
    figure = drawing(look, 520)
    set_time_axis(figure, days, look, right=0.75)
    figure.update_yaxes(range=[-3, 103], visible=False)
    for y in (0, 50, 100):
        line = {"color": tones.hairline, "width": 1, "dash": "dot" if y == 50 else "solid"}
        figure.add_hline(y=y, line=line, layer="below")
    figure.update_layout(margin={"l": 8, "r": 8, "t": heading_room(title, look) + 30, "b": 138})
    for index, path in enumerate(told):
        colour = DATA[index] if index < len(DATA) else NEUTRAL
        figure.add_scatter(
            x=at, y=list(path.values), mode="lines+markers", connectgaps=False, hoverinfo="skip", cliponaxis=False,
            line={"color": colour, "width": 3, "dash": DASHES[index]}, meta={"part": "path"},
            marker={"size": 9, "symbol": SYMBOLS[index], "color": colour, "line": {"color": tones.paper, "width": 1}},
        )  # fmt: skip
    write_names(figure, told, at[-1] if at else "", _TOP, look)
    for name, y, anchor, shift in ((ends[1], 100, "bottom", 3), (ends[0], 0, "top", -3)):
        figure.add_annotation(
            text=fitted(name, sizes.width * 0.9, sizes.small, 1), showarrow=False, xref="paper", x=0, xanchor="left",
            y=y, yanchor=anchor, yshift=shift, font={"size": sizes.small, "color": tones.muted},
        )  # fmt: skip
    write_heading(figure, title, look)
    write_footnote(figure, legend, look)
    figure.update_xaxes(ticklabelstandoff=18)
    return figure

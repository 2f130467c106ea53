"""A figure while it is drawn: plain values in the words of plotly.

Plotly's own figure looks at all it holds each time something is added, which made most of the time a picture took.
Here adding is appending; plotly's figure is made once, of the whole, and only for whoever wants it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

import plotly.graph_objects as go
from plotly.io.json import to_json_plotly

Json = dict[str, Any]


def trace(kind: str, **values: Any) -> Json:
    """One thing that is drawn: `scatter`, `bar` or `violin`."""
    return {"type": kind, **values}


class Drawing:
    """Traces and a layout, as plotly reads them. `tests/activities/test_charts.py` has plotly look at every kind's."""

    def __init__(self, **layout: Any) -> None:
        self.data: list[Json] = []
        self.layout: Json = layout

    def add_trace(self, trace: Json) -> None:
        """Draw one thing more, on top of the others."""
        self.data.append(trace)

    def add_traces(self, traces: Iterable[Json]) -> None:
        """Draw these on top of the others, in their order."""
        self.data.extend(traces)

    def add_bar(self, **values: Any) -> None:
        """Draw bars."""
        self.add_trace(trace("bar", **values))

    def add_scatter(self, **values: Any) -> None:
        """Draw marks, lines or words."""
        self.add_trace(trace("scatter", **values))

    def add_annotation(self, **values: Any) -> None:
        """Write words on the drawing."""
        self.layout.setdefault("annotations", []).append(_given(values))

    def add_shape(self, **values: Any) -> None:
        """Draw a line or a rectangle."""
        self.layout.setdefault("shapes", []).append(_given(values))

    def add_hline(self, y: float, **values: Any) -> None:
        """Draw a line from the left end to the right one."""
        self.add_shape(type="line", xref="x domain", x0=0, x1=1, yref="y", y0=y, y1=y, **values)

    def update_layout(self, **values: Any) -> None:
        """Set what is given and leave the rest of the layout, at every depth."""
        _merge(self.layout, values)

    def update_xaxes(self, **values: Any) -> None:
        """Set what is given of the first axis from left to right."""
        self.update_layout(xaxis=values)

    def update_yaxes(self, **values: Any) -> None:
        """Set what is given of the first axis from bottom to top."""
        self.update_layout(yaxis=values)

    def to_json(self) -> Json:
        """A copy of the whole, as plotly.js reads it."""
        return deepcopy({"data": self.data, "layout": self.layout})

    def as_text(self) -> str:
        """The whole as JSON."""
        return str(to_json_plotly({"data": self.data, "layout": self.layout}))

    def figure(self) -> go.Figure:
        """The same as plotly's figure, which copies what it is given, made without a second look at each value."""
        return go.Figure({"data": self.data, "layout": self.layout}, _validate=False)


def _given(values: Json) -> Json:
    return {key: value for key, value in values.items() if value is not None}


def _merge(into: Json, values: Mapping[str, Any]) -> None:
    for key, value in values.items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            into[key] = dict(into[key])
            _merge(into[key], value)
        else:
            into[key] = value

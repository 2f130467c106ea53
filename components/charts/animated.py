"""Several figures of one sort as one plotly figure with frames."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from components.charts.picture import Figure, Json

_Key = tuple[Any, ...]
_KEPT = ("type", "mode", "orientation", "xaxis", "yaxis", "meta", "hoverinfo", "cliponaxis")
"""What a trace with nothing in it keeps."""
_SHARED = ("template", "height", "uirevision", "transition")
"""What is the same in all frames and therefore stands in the figure alone."""


def animated(figures: Sequence[Figure]) -> Json:
    """One figure with a frame for each, as plotly reads it; it starts as the first.

    Every frame has the same traces in the same order: where one comes or goes it is there with nothing in it. All are
    as high as the highest.
    """
    drawn = [figure.drawn.to_json() for figure in figures]
    keyed = [_keyed(each["data"]) for each in drawn]
    order = _order(keyed)
    empty = {key: _empty(next(each[key] for each in keyed if key in each)) for key in order}
    frames = [
        {
            "name": str(place),
            "data": [traces.get(key) or deepcopy(empty[key]) for key in order],
            "layout": {name: value for name, value in each["layout"].items() if name not in _SHARED},
        }
        for place, (each, traces) in enumerate(zip(drawn, keyed, strict=True))
    ]
    height = max(int(each["layout"].get("height") or 0) for each in drawn)
    layout = {**deepcopy(drawn[0]["layout"]), "height": height or None}
    return {"data": deepcopy(frames[0]["data"]), "layout": layout, "frames": frames}


def still(movie: Json, place: int) -> Json:
    """One frame of a figure by itself, with all that the frames share."""
    frame = movie["frames"][place]
    return {"data": frame["data"], "layout": {**movie["layout"], **frame["layout"]}}


def _keyed(traces: Sequence[Json]) -> dict[_Key, Json]:
    """Traces by what they stand for: the part of the picture, else their sort, and of those alike the how manieth."""
    found: dict[_Key, Json] = {}
    for trace in traces:
        meta = trace.get("meta") if isinstance(trace.get("meta"), dict) else {}
        part = tuple(str((meta or {}).get(name, "")) for name in ("part", "line", "item", "id"))
        key = (trace["type"], trace.get("mode", ""), trace.get("xaxis", ""), trace.get("yaxis", ""), *part)
        number = 0
        while (*key, number) in found:
            number += 1
        found[(*key, number)] = trace
    return found


def _order(keyed: Sequence[dict[_Key, Json]]) -> list[_Key]:
    """All traces there are, in the order of the fullest frame; one it lacks comes after its neighbour elsewhere."""
    order = max((list(traces) for traces in reversed(keyed)), key=len)
    for traces in keyed:
        before = -1
        for key in traces:
            if key in order:
                before = order.index(key)
            else:
                before += 1
                order.insert(before, key)
    return order


def _empty(trace: Json) -> Json:
    kept = {name: trace[name] for name in _KEPT if name in trace}
    lists: Json = {name: [] for name in ("x", "y", "ids", "text") if isinstance(trace.get(name), (list, tuple))}
    return {**kept, **lists}

"""A screen with one live figure, for the tests of `live_figure`: `?case=` says which, its button changes it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

import streamlit as st

HOSTILE = "<img src=x onerror=alert(1)>$\\pi$"


def spectrum(dots: list[int]) -> tuple[str, dict[str, Any], dict[str, Any]]:
    pole = {"en": HOSTILE}
    config = {"lines": [{"id": "line", "stem": {"en": "Where?"}, "left": pole, "right": {"en": "There"}}]}
    counts = {"left": 0, "middle": len(dots), "right": 0, "median": dots[len(dots) // 2]}
    part = {"n": len(dots), "dots": dots, **counts}
    return "spectrum", config, {"n": len(dots), "lines": {"line": part}}


def words(first: int) -> tuple[str, dict[str, Any], dict[str, Any]]:
    config = {"prompt": {"en": "A word?"}, "answer": "word"}
    return "icebreaker", config, {"n": 12, "words": {"calm": first, "hope": 12 - first}}


def order(up: bool) -> tuple[str, dict[str, Any], dict[str, Any]]:
    names = ["First", "Second", "Third"]
    config = {"items": [{"id": name.lower(), "text": {"en": name}} for name in names], "top": 3}
    ids = [name.lower() for name in (names if up else names[::-1])]
    pairs = [
        {"winner": a, "loser": b, "for": 5, "against": 2, "word": "close"} for a, b in zip(ids, ids[1:], strict=False)
    ]
    average = dict(zip(ids, (1.2, 2.1, 2.7), strict=True))
    return "ranking", config, {"n": 7, "tiers": [[each] for each in ids], "average": average, "pairs": pairs}


def show() -> None:
    from components.activities.registry import chart_of
    from components.charts import Figure, Look
    from components.ui.live_figure import live_figure

    moved = bool(st.session_state.get("moved"))
    cases = {
        "spectrum": spectrum([70, 75, 80, 85, 90] if moved else [10, 15, 20, 25, 30]),
        "hall": spectrum([90] * 500 if moved else [30] * 500),
        "words": words(9 if moved else 3),
        "order": order(not moved),
    }
    name, config, tally = cases[st.query_params["case"]]
    picture = chart_of(name).picture(config, "answer", tally, Look("en", "wall"))
    assert isinstance(picture, Figure)
    url = "nowhere.js" if "lost" in st.query_params else "j/plotly.js"
    live_figure(picture, key="figure", height="48vh", plotly_url=url)
    st.button("move", on_click=lambda: st.session_state.update(moved=True))


if __name__ == "__main__":
    st.set_page_config(layout="wide")
    show()
else:
    import plotly
    from starlette.responses import FileResponse
    from starlette.routing import Route

    FILE = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"

    async def plotly_js(request: object) -> FileResponse:
        return FileResponse(FILE, media_type="text/javascript")

    async def nothing(request: object) -> FileResponse:
        return FileResponse(__file__, media_type="text/plain", status_code=404)

    routes = [Route("/j/plotly.js", plotly_js), Route("/nowhere.js", nothing)]
    app = st.App(__file__, routes=routes)

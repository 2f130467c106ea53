"""What is said about speed was measured, and can be measured again."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from benchmarks import report
from benchmarks.burst import beside_the_limit
from benchmarks.place import a_room
from benchmarks.raw_limit import raw_server
from tests.servers import serve

FOUND = json.loads(report.FIGURES.read_text()) if report.FIGURES.exists() else {}


def test_the_page_about_speed_tells_what_was_measured_and_nothing_else() -> None:
    assert report.PAGE.read_text() == report.page(FOUND)
    assert report.PICTURE.read_text() == report.picture(FOUND["growth"]["found"])


def test_what_was_measured_does_not_tell_whose_machine_it_was() -> None:
    allowed = {"cores", "system", "python", "streamlit", "starlette", "uvicorn", "plotly", "sqlite-utils"}
    assert set(FOUND["machine"]) == allowed


@pytest.mark.slow
def test_a_burst_is_acknowledged_and_counted_in_full_by_both_servers(tmp_path: Path) -> None:
    with serve(tmp_path) as server, raw_server(tmp_path) as port:
        made, _ = server.save(a_room)
        [burst], [raw] = asyncio.run(beside_the_limit(server, made, port, 30, 1))
    for each in (burst, raw):
        assert each.n == 30
        assert 0 < each.first_saved <= each.half_saved <= each.all_saved
        assert each.all_seen > 0

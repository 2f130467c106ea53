"""Files are made apart from everything else, and can be stopped."""

from __future__ import annotations

import time
import zipfile

import pytest

from components.live.store import save
from components.reports import making
from components.reports.making import Making, NotMade
from tests.reports.reported import order, two_meetings
from tests.rooms import CONFIGS, Made, make_meeting

PATIENCE = 90


@pytest.fixture
def made(database: str) -> Made:
    return save(two_meetings)


def finished(work: Making) -> Making:
    assert work.is_over(PATIENCE)
    return work


def test_a_file_is_made_and_handed_out(made: Made) -> None:
    work = finished(making.begin(made.account_id, order(made), "pptx"))
    path = work.file().path
    assert zipfile.is_zipfile(path)
    assert making.content_of(made.account_id, made.community_id, path) == path.read_bytes()
    assert 0.5 < work.part <= 1


def test_what_cannot_be_made_says_why(made: Made) -> None:
    work = finished(making.begin(made.account_id, order(made, "funder"), "html"))
    with pytest.raises(NotMade) as problem:
        work.file()
    assert problem.value.code == "report_not_agreed"


def test_a_community_without_a_past_has_nothing_to_report(database: str) -> None:
    made = save(lambda db: make_meeting(db, configs={"spectrum": CONFIGS["spectrum"]}))
    work = finished(making.begin(made.account_id, order(made), "xlsx"))
    with pytest.raises(NotMade) as problem:
        work.file()
    assert problem.value.code == "report_nothing"


def test_it_can_be_stopped_while_it_is_made(made: Made) -> None:
    work = making.begin(made.account_id, order(made), "pptx")
    deadline = time.monotonic() + PATIENCE
    while work.part == 0 and time.monotonic() < deadline:
        assert not work.is_over(0.01)
    work.cancel()
    with pytest.raises(NotMade) as problem:
        finished(work).file()
    assert problem.value.code == "report_stopped"
    assert not work._file.path.exists()


def test_what_waits_for_its_turn_can_be_stopped_before_it(made: Made) -> None:
    works = [making.begin(made.account_id, order(made), "html") for _ in range(3)]
    works[-1].cancel()
    with pytest.raises(NotMade):
        finished(works[-1]).file()
    assert all(finished(work).file().path.exists() for work in works[:-1])


def test_a_file_is_gone_when_nobody_holds_it(made: Made) -> None:
    work = finished(making.begin(made.account_id, order(made), "json"))
    path = work.file().path
    assert path.stat().st_mode & 0o077 == 0 or path.parent.stat().st_mode & 0o077 == 0
    del work
    import gc

    gc.collect()
    assert not path.exists()

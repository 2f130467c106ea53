"""The page about this shows what was measured, and nothing else."""

from __future__ import annotations

import pytest

from tests.torture import record
from tests.torture.size import IS_FULL


@pytest.mark.skipif(IS_FULL, reason="it is written anew after these tests")
def test_the_page_shows_what_was_measured_last() -> None:
    text = record.PAGE.read_text()
    assert text == record.page(text, record.kept())
    assert "**" in text

"""What pages say while the database does not answer, and how they find back by themselves."""

from __future__ import annotations

import streamlit as st

from components.live.store import open_store, the_writer
from components.text import t
from components.text.literal import literal
from db.engine import StoreAway

_LOOK_AGAIN = 2


def away_page(language: str) -> None:
    """In the place of a whole page: one sentence; the page comes back when the database does."""
    from components.ui.frame import heading, style  # which the terminal would hear of at the start

    style()
    heading(t(language, "errors.away_title"), t(language, "errors.away_page"))

    @st.fragment(run_every=_LOOK_AGAIN)
    def look_again() -> None:
        try:
            with open_store() as db:
                db.one("SELECT 1 AS found")
        except StoreAway:
            return
        st.rerun()

    look_again()


def trouble_note(language: str, error: StoreAway | None = None) -> None:
    """For the facilitator: why nothing can be saved at the moment, and that nothing is lost. Nothing if all is well."""
    trouble = error or the_writer().trouble
    if trouble:
        reason = literal(t(language, f"errors.{trouble.code}", path=trouble.path))
        st.error(f"{t(language, 'errors.away_control')} {reason}", icon=":material/database_off:")

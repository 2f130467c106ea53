"""Browser tabs for tests of pages: the whole app, with somebody signed in, on a database of the test's own."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from components import account_cookie
from components.live.store import open_store
from db import accounts

ROOT = Path(__file__).parents[1]

# A server looks once through all installed packages for Streamlit components, a tab in a test each time it is opened.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


def open_tab(page: str, account_id: str | None = None, **query: str) -> AppTest:
    """The app on a page (its path under `pages/`), with the account signed in, if one is given."""
    tab = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    if account_id:
        with open_store() as db:
            account = accounts.by_id(db, account_id)
        assert account is not None
        tab.session_state["account_sign_in"] = account_cookie.claims_of(account)
    tab.run()
    return go_to(tab, page, **query)


def go_to(tab: AppTest, page: str, **query: str) -> AppTest:
    """Open another page in the same tab."""
    tab.switch_page(f"pages/{page}")
    tab.query_params.clear()
    tab.query_params.update(query)
    return tab.run()


def said(tab: AppTest) -> str:
    """Everything the page says, joined; fails where the page failed."""
    assert not tab.exception, [error.value for error in tab.exception]
    kinds = (tab.title, tab.markdown, tab.caption, tab.info, tab.error, tab.success, tab.text, tab.get("html"))
    texts = [
        str(getattr(element, "value", "") or getattr(element.proto, "body", "")) for kind in kinds for element in kind
    ]
    return "\n".join(texts)


def figures(tab: AppTest) -> dict[str, str]:
    """The figures on the page by their keys, each in words."""
    drawn = [each for each in tab.get("bidi_component") if each.proto.component_name.endswith("attune_live_figure")]
    return {str(each.key): json.loads(each.proto.json)["alt"] for each in drawn}


def one(elements: Any, label: str) -> Any:
    """The one element with this label."""
    found = [element for element in elements if element.label == label]
    assert len(found) == 1, (label, [element.label for element in elements])
    return found[0]


def primary(tab: AppTest) -> Any:
    """The control's one big button, whatever it does now."""
    [button] = [button for button in tab.button if str(button.key).startswith("primary-")]
    return button

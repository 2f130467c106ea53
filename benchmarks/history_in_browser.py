"""How soon an organizer reads a long past in a browser: `python -m benchmarks.history_in_browser [file] [--repeat N]`.

Opens the community of `benchmarks/long_past.py` in Chromium, from the list of meetings, and prints JSON: medians in
seconds from the click until the first sentence stands, until the first picture does, until the page is whole, and from
the choice of a group until its pictures stand; and the server's memory afterwards.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from playwright.sync_api import Page

from benchmarks.long_past import build
from components.text import t
from db.engine import Store
from tests.browser.people import LAPTOP, PASSWORD, USERNAME, Facilitator
from tests.phone.lane import open_chromium
from tests.rooms import make_account
from tests.servers import Server, serve

GROUPS = ("roles", "sector", "region")
_WAIT = 120_000
_IS_STILL = """() => {
  const app = document.querySelector('[data-testid=stApp]');
  const idle = app && app.dataset.testScriptState === 'notRunning';
  return idle && !document.querySelector('[data-testid=stSkeleton]');
}"""


def a_past(db: Store) -> None:
    """The long past, with somebody who can sign in to it."""
    account, community = build(db)
    reader = make_account(db, USERNAME, "Rosa Díaz", PASSWORD)
    db.execute(
        "UPDATE memberships SET account_id = :reader WHERE account_id = :account", reader=reader, account=account
    )


def opened(page: Page) -> dict[str, float]:
    """From the list of meetings to the history; seconds after the click."""
    link = page.get_by_role("link", name=t("en", "history.history_title"), exact=True).first
    link.wait_for(timeout=_WAIT)
    page.wait_for_function(_IS_STILL, timeout=_WAIT)
    began = perf_counter()
    link.click()
    seconds = {}
    page.locator(".attune-story li").first.wait_for(timeout=_WAIT)
    seconds["first sentence"] = perf_counter() - began
    page.locator("[class*=st-key-trend-]").first.scroll_into_view_if_needed(timeout=_WAIT)
    page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=_WAIT)
    seconds["first picture"] = perf_counter() - began
    page.wait_for_timeout(50)
    page.wait_for_function(_IS_STILL, timeout=_WAIT)
    seconds["page whole"] = perf_counter() - began
    return seconds


def looked_at(page: Page, group: str) -> float:
    """From the choice of a group until its first picture stands."""
    began = perf_counter()
    page.locator(".st-key-by-spectrum").get_by_text(t("en", f"groups.by_{group}"), exact=True).click()
    picture = page.locator(f"[class*=st-key-groups-spectrum-{group}]").first
    picture.scroll_into_view_if_needed(timeout=_WAIT)
    picture.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=_WAIT)
    return perf_counter() - began


def memory(server: Server) -> float:
    """The server's resident memory, in megabytes."""
    assert server.process
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    [line] = [line for line in status.splitlines() if line.startswith("VmRSS")]
    return int(line.split()[1]) / 1024


def measured(server: Server, repeat: int) -> dict[str, float]:
    """Medians over some openings of the page; the first, after which everything has been read once, apart."""
    with open_chromium() as browser:
        page = Facilitator(browser, server.url, viewport=LAPTOP).page
        found = {f"first time: {name}": seconds for name, seconds in opened(page).items()}
        rounds, looks = [], []
        for _ in range(repeat):
            page.get_by_role("link", name=t("en", "facilitator.page_meetings"), exact=True).first.click()
            rounds.append(opened(page))
            looks += [looked_at(page, group) for group in GROUPS]
        found |= {name: median(each[name] for each in rounds) for name in rounds[0]}
        return {**found, "looked at by a group": median(looks), "memory in MB": memory(server)}


def measure(file: Path | None, repeat: int = 5) -> dict[str, float]:
    """What was measured on the past in a file, or one that is built for it."""
    with tempfile.TemporaryDirectory() as folder:
        if file and file.exists():
            shutil.copy(file, Path(folder) / "attune.db")
        with serve(Path(folder)) as server:
            if not (file and file.exists()):
                server.save(a_past)
            found = measured(server, repeat)
    return {name: round(value, 3) for name, value in found.items()}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--repeat", type=int, default=5)
    chosen = parser.parse_args()
    print(json.dumps(measure(chosen.file, chosen.repeat), indent=1))

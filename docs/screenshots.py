"""Take the pictures of the README and the guides anew: `python docs/screenshots.py`.

It runs a demo meeting in a temporary folder.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from components.activities.registry import kind_of  # noqa: E402
from components.live import control  # noqa: E402
from components.live.cast import Cast, Delivery, cast  # noqa: E402
from components.live.room import read  # noqa: E402
from db.engine import Store  # noqa: E402
from tests.browsers import chromium  # noqa: E402
from tests.servers import Server, serve  # noqa: E402

IMAGES = Path(__file__).parent / "images"
PEOPLE = 34
WALL, LAPTOP, PHONE = {"width": 1920, "height": 1080}, {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def answer(db: Store, meeting_id: str, mood: float) -> None:
    """Everybody answers the open round."""
    room = read(db, meeting_id)
    assert room.round
    assert room.activity
    kind = kind_of(room.activity.kind)
    for person in range(PEOPLE):
        rng = Random(f"{person} {room.round.number}")
        lean = max(-1.0, min(1.0, mood + Random(person).uniform(-0.7, 0.7)))
        value = kind.pretend(room.config, room.round.step, rng, lean)
        message = Cast(str(uuid.uuid4()), room.round.id, value)
        cast(db, Delivery(meeting_id, f"device-{person}", message))


def shoot(page: Page, name: str) -> None:
    page.wait_for_timeout(2500)
    page.screenshot(path=IMAGES / f"{name}.png")


def sign_in(page: Page, server: Server, made: dict[str, Any]) -> None:
    page.goto(f"{server.url}/sign-in")
    fields = page.locator("input")
    fields.nth(0).fill(made["account"])
    fields.nth(1).fill(made["password"])
    page.get_by_role("button", name="Sign in").first.click()
    page.get_by_text("Meetings").first.wait_for()


def open_page(browser: Browser, size: dict[str, int], url: str, **more: Any) -> Page:
    context = browser.new_context(viewport=size, **more)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(url)
    return page


def shoot_control(page: Page, url: str) -> None:
    """The control, and help beside it."""
    page.goto(url)
    page.get_by_role("button", name="Close answers").wait_for()
    page.get_by_role("button", name="Help", exact=True).wait_for()
    page.wait_for_timeout(6000)
    shoot(page, "control")
    page.keyboard.press("?")
    page.locator("summary", has_text="too early").click()
    shoot(page, "help")
    page.keyboard.press("Escape")


def shoot_agenda(page: Page, url: str) -> None:
    page.goto(url)
    page.get_by_role("button", name="Add an activity").wait_for()
    shoot(page, "agenda")


def take(server: Server, browser: Browser, made: dict[str, Any]) -> None:
    """Walk through the live meeting and keep what is seen on the way."""
    meeting_id = made["meeting_id"]
    ids = {activity["kind"]: activity["id"] for activity in made["activities"]}
    wall = open_page(browser, WALL, server.url + made["display_url_path"])
    phone = open_page(browser, PHONE, f"{server.url}/j/{made['join_code']}", has_touch=True, device_scale_factor=2)
    spanish = open_page(browser, PHONE, f"{server.url}/j/{made['join_code']}", locale="es-MX", device_scale_factor=2)
    laptop = open_page(browser, LAPTOP, server.url)
    sign_in(laptop, server, made)
    shoot(wall, "wall-lobby")
    for kind, mood in (("spectrum", 0.35), ("ranking", 0.0), ("reflection", 0.4)):
        server.save(lambda db, kind=kind: control.show(db, meeting_id, ids[kind]))  # type: ignore[misc]
        server.save(lambda db: control.open_round(db, meeting_id))
        server.save(lambda db, mood=mood: answer(db, meeting_id, mood))  # type: ignore[misc]
        shoot(phone, f"phone-{kind}")
        shoot(spanish, f"phone-{kind}-es")
        if kind == "spectrum":
            shoot_control(laptop, f"{server.url}/control?meeting={meeting_id}")
            phone.locator(".track").first.click(position={"x": 250, "y": 40})
            shoot(phone, "phone-spectrum")
        server.save(lambda db: control.reveal(db, meeting_id))
        wall.wait_for_timeout(9000)
        shoot(wall, f"wall-{kind}")
    shoot_agenda(laptop, f"{server.url}/agenda?meeting={meeting_id}")
    laptop.set_viewport_size({"width": 1440, "height": 1300})
    laptop.goto(f"{server.url}/history")
    laptop.wait_for_timeout(4000)
    shoot(laptop, "history")


def main() -> None:
    """Build the demo, serve it, take the pictures."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder)) as server, sync_playwright() as playwright:
        command = [sys.executable, "-m", "db", "demo", "--live"]
        environment = {"ATTUNE_DATABASE": str(server.database)}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        made = json.loads(done.stdout.splitlines()[-1])
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        take(server, browser, made)
        browser.close()


if __name__ == "__main__":
    main()

"""Finding company on a real phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from components.activities.company.model import SIGNS, groups_of
from components.live import control
from components.live.store import save
from components.text import t
from tests.examples.company import EXAMPLES
from tests.phone.lane import ask, join, make, press, saved, stored
from tests.rooms import answer

pytestmark = pytest.mark.slow


def test_a_phone_shows_the_sign_of_its_own_group_once_it_is_revealed(address: str, phone: BrowserContext) -> None:
    made = make("company", EXAMPLES["usual"])
    round_id = ask(made, "company")
    for n in range(6):
        value = {"join": True, "tag": f"other{n}"} if n < 5 else {"join": False}
        save(lambda db, n=n, value=value: answer(db, made, round_id, f"phone {n}", value))  # type: ignore[misc]
    page = join(phone, address, made.code)
    expect(page.get_by_role("button", name="Send")).to_be_disabled()
    page.get_by_text(t("en", "company_phone.together")).tap()
    press(page, "Send")
    saved(page)
    expect(page.get_by_text(t("en", "company_phone.wait"))).to_be_visible()
    wanted = [each["tag"] for each in stored(round_id) if each["join"]]
    [own] = [tag for tag in wanted if not tag.startswith("other")]
    page.reload()
    press(page, "Change my answer")
    expect(page.locator("#together")).to_be_checked()
    press(page, "Send")
    saved(page)
    assert own in [each.get("tag") for each in stored(round_id)]
    save(lambda db: control.reveal(db, made.id))
    place = next(index for index, tags in enumerate(groups_of(wanted)) if own in tags)
    expect(page.locator(".sign")).to_have_text(t("en", f"company_phone.{SIGNS[place]}"))
    expect(page.get_by_text("People in your group: 3")).to_be_visible()
    expect(page.get_by_text("At the window")).to_be_visible()
    expect(page.get_by_text("What will you try first?")).to_be_visible()


def test_who_goes_alone_is_told_only_how_many_want_company(address: str, phone: BrowserContext) -> None:
    made = make("company", EXAMPLES["usual"])
    round_id = ask(made, "company")
    for n in range(5):
        save(lambda db, n=n: answer(db, made, round_id, f"phone {n}", {"join": True, "tag": f"t{n}"}))  # type: ignore[misc]
    page = join(phone, address, made.code)
    press(page, "Español")
    page.get_by_text(t("es", "company_phone.alone")).tap()
    press(page, "Enviar")
    expect(page.get_by_text(t("es", "company_phone.alone"))).to_be_visible()
    save(lambda db: control.reveal(db, made.id))
    expect(page.get_by_text("Personas que quieren compañía: 5")).to_be_visible()
    expect(page.locator(".sign")).to_have_count(0)


def test_who_has_not_said_what_they_will_try_is_asked_to_do_that_first(address: str, phone: BrowserContext) -> None:
    made = make("company", EXAMPLES["usual"])
    round_id = ask(made, "company")
    page = join(phone, address, made.code)
    words = page.get_by_text(t("en", "company_phone.promise_first"))
    page.get_by_text(t("en", "company_phone.alone")).tap()
    expect(words).to_be_hidden()
    page.get_by_text(t("en", "company_phone.together")).tap()
    expect(words).to_be_visible()
    press(page, "Send")
    saved(page)
    expect(words).to_be_visible()
    for n in range(4):
        save(lambda db, n=n: answer(db, made, round_id, f"phone {n}", {"join": False}))  # type: ignore[misc]
    save(lambda db: control.reveal(db, made.id))
    expect(page.get_by_text(t("en", "company_phone.nobody_else"))).to_be_visible()
    expect(page.locator(".sign")).to_have_count(0)

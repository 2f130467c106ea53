"""One community over three meetings: what it agrees on, forms, promises, learns and hands on, at its screens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from components.directory import california
from components.history.summaries import past_of
from components.live import control
from components.text import t
from db import charters, communities, library, matches, meetings, networks, rounds, workgroups
from db.engine import Store
from tests.browser.people import PASSWORD, USERNAME, Facilitator, Phone, phones
from tests.examples.checkin import EXAMPLES as CHECKINS
from tests.examples.match import EXAMPLES as MATCHES
from tests.rooms import ITEMS, TALK, Made, answer, make_account, make_meeting, next_meeting
from tests.servers import Server

pytestmark = pytest.mark.slow

VISION = "Families and agencies of our county learn side by side."
LESSON = "The van came at six"
PROMISE = {"en": "Call two families", "es": "Llamar a la clínica"}
NOTE = "They lent us their form."
MOVED = "We know each other now."
EXIT = {
    "questions": [
        {"id": "worked", "text": {"en": "What worked?", "es": "¿Qué funcionó?"}, "type": "text"},
        {"id": "try", "text": {"en": "I'll try", "es": "Voy a intentar"}, "type": "commitment"},
    ]
}
OTHERS = [f"phone {n}" for n in range(4)]
"""Phones nobody looks at, so that a group is large enough to be shown."""


@dataclass
class Story:
    """The people of one community; `made` is the meeting they are at."""

    server: Server
    made: Made
    rosa: Facilitator
    phones: Sequence[Phone]

    def opens(self, page: str, **query: str) -> Page:
        """Rosa opens one of the pages around the meetings."""
        asked = "&".join(f"{name}={value}" for name, value in query.items())
        self.rosa.page.goto(f"{self.server.url}/{page}?{asked}")
        return self.rosa.page

    def controls(self) -> None:
        self.opens("control", meeting=self.made.id)

    def begins(self, title: str) -> None:
        """Rosa brings an activity by its title in the list, and opens answers to it."""
        self.rosa.page.get_by_role("button", name=re.compile(rf"^\d+\. {re.escape(title)}")).click()
        self.rosa.sees("ready")
        self.rosa.does("open")
        for phone in self.phones:
            phone.at("ask")

    def others_say(self, kind: str, value: dict[str, Any]) -> None:
        """The phones nobody looks at answer the open round of an activity."""

        def job(db: Store) -> None:
            latest = rounds.of_activity(db, self.made.activity_ids[kind])[-1]
            for device in OTHERS:
                answer(db, self.made, latest.id, device, value)

        self.server.save(job)

    def closes(self, answered: int, *then: str) -> None:
        """Rosa closes answers once there are as many, and does what comes then; returns when the room sees it."""
        self.rosa.sees_answered(answered)
        self.rosa.does("close", "close_now")
        self.rosa.sees("closed")
        self.rosa.does(*then)
        if "reveal" in then:
            for phone in self.phones:
                phone.at("revealed")

    def ends(self) -> None:
        self.server.save(lambda db: control.end(db, self.made.id))

    def meets_again(self, configs: dict[str, Any]) -> None:
        """The next meeting, with the same phones."""
        self.made = self.server.save(lambda db: next_meeting(db, self.made, configs))
        for phone in self.phones:
            phone.page.goto(f"{self.server.url}/j/{self.made.code}")
            phone.at("lobby")
        self.controls()


def first(db: Store) -> Made:
    """The first meeting, and a colleague who may facilitate."""
    account = make_account(db, USERNAME, "Rosa Díaz", PASSWORD)
    configs = {"talk": TALK, "ranking": ITEMS, "reflection": EXIT}
    made = make_meeting(db, account=account, configs=configs, texts_at_once=True)
    communities.add_member(db, made.community_id, make_account(db, "daniel", "Daniel Reyes"), "facilitator")
    return made


@pytest.fixture
def story(browser: Browser, server: Server) -> Iterator[Story]:
    made = server.save(first)
    rosa = Facilitator(browser, server.url)
    with phones(browser, f"{server.url}/j/{made.code}", ("en", "es")) as both:
        yield Story(server, made, rosa, both)
    rosa.page.context.close()


def test_a_community_over_three_meetings(story: Story) -> None:
    the_vision_is_put_to_the_room_and_adopted(story)
    priorities_are_ranked_and_become_workgroups(story)
    everybody_makes_a_commitment_and_says_what_worked(story)
    the_groups_people_joined_are_kept(story)
    a_lesson_goes_into_the_library_with_its_authors_yes(story)
    the_second_meeting_matches_people_on_an_issue(story)
    commitments_are_looked_back_at(story)
    the_third_meeting_is_handed_over(story)
    the_community_moves_on_to_its_next_stage(story)
    the_digest_is_read(story)
    the_network_counts_the_three_meetings(story)


def the_vision_is_put_to_the_room_and_adopted(story: Story) -> None:
    rosa, page = story.rosa, story.opens("charter", community=story.made.community_id)
    page.locator(".st-key-charter-write-vision button").click()
    page.get_by_role("dialog").locator("textarea").first.fill(VISION)
    rosa.button("charter.keep").click()
    expect(page.locator(".attune-charter.waits")).to_contain_text(VISION)
    page.locator(".st-key-charter-put-vision button").click()
    rosa.button("charter.put_it").click()
    expect(page).to_have_url(f"{story.server.url}/agenda?meeting={story.made.id}")
    story.controls()
    story.begins("Our shared vision: can we live with this?")
    for phone in story.phones:
        expect(phone.page.locator(".text")).to_have_text(VISION)
        phone.page.get_by_text(t(phone.language, "adopt_phone.support")).tap()
        phone.send()
    story.closes(2)
    rosa.button("charter.adopt").click()
    expect(page.get_by_text(t("en", "charter.is_adopted"))).to_be_visible()
    rosa.does("reveal")
    texts = story.server.read(lambda db: charters.of_community(db, story.made.community_id))
    assert [(each.part, each.said.text["en"], bool(each.adopted_at)) for each in texts] == [("vision", VISION, True)]


def priorities_are_ranked_and_become_workgroups(story: Story) -> None:
    story.begins("Ranking")
    for phone in story.phones:
        phone.order(["housing", "childcare", "transport"])
        phone.send()
    story.others_say("ranking", {"order": ["housing", "childcare", "transport"]})
    story.closes(6, "reveal")
    story.rosa.button("workgroups.make", n=3).click()
    story.rosa.does("next", title=t("en", "workgroups.title"))
    story.rosa.does("open")
    for phone in story.phones:
        phone.at("ask")
        phone.page.get_by_text("Housing").tap()
        phone.send()
    story.closes(2, "reveal")


def everybody_makes_a_commitment_and_says_what_worked(story: Story) -> None:
    story.begins("Reflection")
    for phone in story.phones:
        phone.page.locator("#q-worked-").fill(LESSON if phone.language == "en" else "Escuchar")
        phone.page.locator("#q-try-text").fill(PROMISE[phone.language])
        phone.send()
    story.closes(2)
    story.ends()


def the_groups_people_joined_are_kept(story: Story) -> None:
    page = story.opens("workgroups", community=story.made.community_id)
    page.locator("[class*=st-key-keep-] button").click()
    expect(page.locator("[class*=st-key-card-group-]")).to_contain_text("Housing")
    [group] = story.server.read(lambda db: workgroups.of_community(db, story.made.community_id))
    assert (group.name["en"], group.people) == ("Housing", 2)


def a_lesson_goes_into_the_library_with_its_authors_yes(story: Story) -> None:
    page = story.opens("library", community=story.made.community_id, meeting=story.made.id)
    card = page.locator("[class*=st-key-card-row-text-]").filter(has_text=LESSON)
    card.get_by_role("button", name=t("en", "library.ask"), exact=True).click()
    story.rosa.button("library.ask_send").click()
    dialog = story.phones[0].page.get_by_role("dialog")
    expect(dialog).to_contain_text(LESSON)
    dialog.get_by_role("button", name="Yes").click()
    expect(dialog).to_contain_text("It is in the library now.")
    story.opens("library", community=story.made.community_id)
    page.get_by_role("searchbox").or_(page.locator(".st-key-library-typed input")).first.fill("van")
    expect(page.locator("[class*=st-key-card-entry-] mark").first).to_have_text("van")
    items = story.server.read(lambda db: library.of_community(db, story.made.community_id))
    assert [each.body for each in items] == [LESSON]


def the_second_meeting_matches_people_on_an_issue(story: Story) -> None:
    story.meets_again({"match": MATCHES["three"], "checkin": CHECKINS["both questions"]})
    story.begins("Match")
    for phone, stand in zip(story.phones, ("solved", "facing"), strict=True):
        stands = phone.page.locator("fieldset").filter(has_text=re.compile("Transport"))
        stands.get_by_text(t(phone.language, f"match_phone.{stand}")).tap()
        phone.page.locator("#from").fill(f"First 5 {phone.language}")
        phone.send()
    story.closes(2, "reveal", "make_matches")
    expect(story.rosa.page.get_by_text(t("en", "match.ready_one", n=1))).to_be_visible()
    story.rosa.does("meet")
    one, other = story.phones
    expect(one.page.locator(".with")).to_contain_text("First 5 es")
    expect(other.page.locator(".with")).to_contain_text("First 5 en")
    one.page.get_by_text(t("en", "match_phone.met"), exact=True).tap()
    one.page.locator("#note").fill(NOTE)
    one.send()
    assert len(story.server.read(lambda db: matches.met(db, story.made.community_id))) == 1


def commitments_are_looked_back_at(story: Story) -> None:
    story.controls()
    story.begins("Checkin")
    for phone in story.phones:
        expect(phone.page.locator(".said")).to_have_text(PROMISE[phone.language])
        phone.page.locator("#did-0-done").check()
        phone.send()
    story.closes(2, "reveal")
    for phone in story.phones:
        expect(phone.page.locator(".counts .count")).to_have_count(3)
    story.ends()
    past = story.server.read(lambda db: past_of(db, story.made.community_id))
    [counted] = past.by_kind()["checkin"]
    assert (counted.answered, counted.tally["questions"]["did"]["done"]) == (2, 2)


def the_third_meeting_is_handed_over(story: Story) -> None:
    story.meets_again({"ranking": ITEMS})
    page = story.opens("people", community=story.made.community_id)
    story.rosa.button("people.hand_over").click()
    expect(page.get_by_text(re.compile("Spring meeting”.*: Daniel Reyes"))).to_be_visible()
    handed = story.server.read(lambda db: meetings.by_id(db, story.made.id))
    assert handed
    assert handed.facilitated_by == "Daniel Reyes"
    story.controls()
    story.begins("Ranking")
    for phone in story.phones:
        phone.order(["childcare", "housing", "transport"])
        phone.send()
    story.others_say("ranking", {"order": ["childcare", "housing", "transport"]})
    story.closes(6, "reveal")
    story.ends()


def the_community_moves_on_to_its_next_stage(story: Story) -> None:
    page = story.opens("charter", community=story.made.community_id)
    page.get_by_role("radio", name=t("en", "charter.view_stage")).click(force=True)
    page.locator(".st-key-stage-move button").click()
    page.get_by_role("dialog").locator("textarea").first.fill(MOVED)
    story.rosa.button("charter.record").click()
    expect(page.locator("[class*=st-key-card-move-]")).to_contain_text(MOVED)
    found = story.server.read(lambda db: communities.by_id(db, story.made.community_id))
    assert found
    assert found.stage == "growing"


def the_digest_is_read(story: Story) -> None:
    page = story.opens("results", meeting=story.made.id)
    digest = page.locator("[data-testid=stCode]")
    expect(digest).to_contain_text("Spring meeting")
    expect(digest).to_contain_text("Childcare")
    expect(digest).not_to_contain_text("Daniel Reyes")


def the_network_counts_the_three_meetings(story: Story) -> None:
    def neighbours(db: Store) -> str:
        bea = make_account(db, "bea")
        network = california.make(db, bea)
        for _ in range(2):
            networks.enter(db, network, make_meeting(db, account=bea, configs={"talk": TALK}, live=False).community_id)
        found = networks.by_id(db, network)
        assert found
        assert found.code
        return found.code

    code = story.server.save(neighbours)
    page = story.opens("network", community=story.made.community_id)
    page.locator(".st-key-network-code input").fill(code)
    story.rosa.button("network.join").click()
    sums = page.locator(".attune-sums")
    expect(sums).to_contain_text(re.compile(rf"3\s*{re.escape(t('en', 'network.sum_meetings'))}", re.I))

"""Who does what in a community: the page, an invitation's way in, and what a sponsor sees."""

from __future__ import annotations

import json
import re
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from components.leading import inviting
from components.leading.inviting import Wish
from components.live import control
from components.live.store import open_store, save
from components.passwords import is_password
from components.text import t
from db import accounts, charters, communities, invitations, meetings, roles
from db.charters import Said
from db.engine import Store
from db.ids import now
from db.roles import READ, ROLES, RUN
from tests.rooms import Made, answer, make_account, make_meeting, open_activity
from tests.tabs import figures, one, open_tab, said

PAGE = "organizer/people.py"
PASSWORD = "seven tall lanterns by the sea"


pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def ana() -> str:
    return save(make_account)


@pytest.fixture
def bea() -> str:
    return save(lambda db: make_account(db, "bea"))


@pytest.fixture
def community(ana: str) -> str:
    return save(lambda db: communities.create(db, {"en": "North Coast", "es": "Costa Norte"}, ana))


def words(name: str) -> str:
    return t("en", f"facilitator.{name}")


def press(tab: AppTest, name: str) -> AppTest:
    label = t("en", name) if "." in name else words(name)
    return next(button for button in tab.button if button.label == label).click().run()


def role(community_id: str, account_id: str) -> str | None:
    with open_store() as db:
        return communities.role_of(db, community_id, account_id)


def held(community_id: str) -> list[roles.Role]:
    with open_store() as db:
        return roles.of_community(db, community_id)


def invite(community: str, by: str, wish: Wish) -> str:
    return save(lambda db: inviting.invite(db, community, by, wish))


def test_a_colleague_with_an_account_joins(ana: str, bea: str, community: str) -> None:
    tab = open_tab(PAGE, ana)
    one(tab.text_input, words("colleague")).set_value("BEA ")
    press(tab, "add_colleague")
    assert role(community, bea) == "facilitator"
    assert "Bea" in said(tab)


def test_a_colleague_without_an_account_gets_one_and_its_password_is_shown_once(ana: str, community: str) -> None:
    tab = open_tab(PAGE, ana)
    one(tab.text_input, words("colleague")).set_value("Carla")
    press(tab, "add_colleague")
    [shown] = [code.value for code in tab.code]
    with open_store() as db:
        made = accounts.by_username(db, "carla")
        assert made is not None
        assert communities.role_of(db, community, made.id) == "facilitator"
    assert is_password(shown, made.password_hash)
    assert not tab.run().code


def test_a_user_name_that_cannot_be_is_refused_with_a_sentence(ana: str, community: str) -> None:
    tab = open_tab(PAGE, ana)
    one(tab.text_input, words("colleague")).set_value("no spaces")
    press(tab, "add_colleague")
    assert tab.error
    with open_store() as db:
        assert len(communities.members(db, community)) == 1


def test_adding_somebody_twice_leaves_their_role(ana: str, community: str) -> None:
    tab = open_tab(PAGE, ana)
    one(tab.text_input, words("colleague")).set_value("ana")
    press(tab, "add_colleague")
    assert words("colleague_there") in said(tab)
    assert role(community, ana) == "organizer"


def test_the_last_organizer_cannot_be_taken_out(ana: str, bea: str, community: str) -> None:
    save(lambda db: communities.add_member(db, community, bea, "facilitator"))
    keys = {element.key for element in open_tab(PAGE, ana).get("menu_button")}
    assert f"person-{bea}" in keys
    assert f"person-{ana}" not in keys


def test_somebody_is_noted_by_name_and_the_role_ends_and_stays_in_the_record(ana: str, community: str) -> None:
    tab = open_tab(PAGE, ana)
    tab.text_input(key="note-name").set_value("Coast Fund")
    press(tab, "people.note")
    assert "Coast Fund" in said(tab)
    [noted] = [each for each in held(community) if each.role == "sponsor"]
    assert (noted.name, noted.account_id, noted.ended) == ("Coast Fund", None, None)
    save(lambda db: roles.change(db, community, noted.id, name="Fund", began="2026-01-01", ended=None))
    save(lambda db: roles.end(db, community, noted.id))
    tab = open_tab(PAGE, ana)
    assert t("en", "people.about_sponsor") not in said(tab)
    assert "<b>Fund</b><span>Sponsor or funder · January 1, 2026 – " in said(tab)
    [ended] = [each for each in held(community) if each.role == "sponsor"]
    assert (ended.began, ended.ended) == ("2026-01-01", now()[:10])


def test_a_name_is_asked_for(ana: str, community: str) -> None:
    tab = press(open_tab(PAGE, ana), "people.note")
    assert t("en", "people.name_missing") in said(tab)


def test_an_invitation_is_shown_once_listed_and_taken_back(ana: str, community: str) -> None:
    tab = open_tab(PAGE, ana)
    tab.text_input(key="invite-name").set_value("Carla")
    press(tab, "people.invite")
    [address] = [code.value for code in tab.code]
    token = re.search(r"/invited\?token=([\w-]{32})$", address)
    assert token
    again = open_tab(PAGE, ana)
    assert not again.code
    assert "Carla" in said(again)
    press(again, "people.take_back")
    assert "Carla" not in said(again)
    assert t("en", "people.over") in said(open_tab("account/invited.py", token=token[1]))


def test_whoever_is_invited_makes_an_account_and_may_do_what_the_role_allows(ana: str, community: str) -> None:
    token = invite(community, ana, Wish("facilitator", 7, "Carla Ortiz"))
    tab = open_tab("account/invited.py", token=token)
    shown = said(tab)
    assert "Ana invites you to North Coast" in shown
    assert t("en", "people.may_facilitator") in shown
    fields = {field.label: field for field in tab.text_input}
    assert fields[t("en", "account.name")].value == "Carla Ortiz"
    one([*tab.text_input][:3], t("en", "account.username")).set_value("carla")
    one([*tab.text_input][:3], t("en", "account.password_new")).set_value(PASSWORD)
    press(tab, "people.join")
    assert not tab.exception
    with open_store() as db:
        made = accounts.by_username(db, "carla")
        assert made
        assert is_password(PASSWORD, made.password_hash)
    assert role(community, made.id) == "facilitator"
    assert t("en", "people.over") in said(open_tab("account/invited.py", token=token)), "it works once"


def test_whoever_has_an_account_joins_with_one_tap_and_keeps_what_they_were(
    ana: str, bea: str, community: str
) -> None:  # fmt: skip
    tab = open_tab("account/invited.py", bea, token=invite(community, ana, Wish("organizer", 7)))
    tab.button(key="accept").click().run()
    assert role(community, bea) == "organizer"
    lesser = open_tab("account/invited.py", bea, token=invite(community, ana, Wish("facilitator", 7)))
    lesser.button(key="accept").click().run()
    assert role(community, bea) == "organizer", "nobody is made less than they are"


def test_an_invitation_is_worth_nothing_once_it_is_over_or_whoever_made_it_has_left(
    ana: str, bea: str, community: str
) -> None:
    save(lambda db: communities.add_member(db, community, bea, "organizer"))
    over, of_bea = (invite(community, by, Wish("facilitator", 7)) for by in (ana, bea))
    save(lambda db: db.execute("UPDATE invitations SET expires_at = :at WHERE invited_by = :a", at=now(), a=ana))
    save(lambda db: communities.add_member(db, community, bea, "facilitator"))
    for token in (over, of_bea, "", "x" * 32):
        assert t("en", "people.over") in said(open_tab("account/invited.py", token=token))
        with pytest.raises(inviting.InvitationOver):
            save(partial(inviting.accept, token=token, account_id=bea))


def test_what_somebody_held_by_name_is_theirs_once_they_have_an_account(ana: str, bea: str, community: str) -> None:
    noted = save(lambda db: roles.begin(db, community, "sponsor", "Coast Fund", began="2026-01-01"))
    token = invite(community, ana, Wish("sponsor", 7, "Coast Fund", noted))
    save(lambda db: inviting.accept(db, token, bea))
    [sponsor] = [each for each in held(community) if each.role == "sponsor"]
    assert (sponsor.account_id, sponsor.name, sponsor.began) == (bea, "Bea", "2026-01-01")


def test_roles_that_change_leave_a_record(ana: str, bea: str, community: str) -> None:
    save(lambda db: communities.add_member(db, community, bea, "facilitator"))
    save(lambda db: db.execute("UPDATE roles SET began = '2026-01-01'"))
    save(lambda db: communities.add_member(db, community, bea, "organizer"))
    save(lambda db: communities.remove_member(db, community, ana))
    today = now()[:10]
    assert [(each.name, each.role, each.began, each.ended) for each in held(community)] == [
        ("Ana", "organizer", "2026-01-01", today),
        ("Bea", "facilitator", "2026-01-01", today),
        ("Bea", "organizer", today, None),
    ]


# Turns


def meeting_of(community: str, day: str, by: str, *, is_over: bool = True) -> str:
    def make(db: Store) -> str:
        made = meetings.create(db, community, {"en": f"Of {day}"}, held_on=day, facilitated_by=by)
        if is_over:
            meetings.change(db, made, phase="ended")
        return made

    return save(make)


def test_the_page_proposes_who_is_next_and_hands_the_meeting_over(ana: str, community: str) -> None:
    for name in ("Rosa", "Daniel"):
        save(partial(roles.begin, community_id=community, role="facilitator", name=name))
    for day, by in (("2026-01-05", "Rosa, Daniel"), ("2026-02-05", "Rosa"), ("2026-03-05", "Ana")):
        meeting_of(community, day, by)
    planned = meeting_of(community, "2100-01-01", "", is_over=False)
    tab = open_tab(PAGE, ana)
    assert "Next could be Daniel: has facilitated once" in said(tab)
    [daniel] = [each for each in held(community) if each.name == "Daniel"]
    tab.toggle(key=f"willing-{daniel.id}").set_value(False).run()
    assert "Next could be Ana" in said(tab)
    chosen = tab.selectbox(key=f"turn-{planned}")
    chosen.set_value("name:daniel")
    tab.button(key="hand-over").click().run()
    with open_store() as db:
        found = meetings.by_id(db, planned)
    assert found
    assert found.facilitated_by == "Daniel"
    [asked] = [button for button in tab.button if str(button.key) == f"ask-{daniel.id}"]
    asked.click().run()
    with open_store() as db:
        [waiting] = invitations.of_community(db, community)
    assert (waiting.name, waiting.role, waiting.role_id, waiting.meeting_id) == (
        "Daniel", "facilitator", daniel.id, planned,
    )  # fmt: skip


def test_how_widely_leading_is_shared_is_drawn_and_told(ana: str, community: str) -> None:
    assert t("en", "people.spread_empty") in said(open_tab(PAGE, ana))
    for day, by in (("2026-01-05", "Rosa"), ("2026-02-05", "Rosa"), ("2026-03-05", "Lupe")):
        meeting_of(community, day, by)
    [told] = figures(open_tab(PAGE, ana)).values()
    assert "2 different people facilitated the last 3 meetings; as shared out as if 1.8 took even turns" in told


# A sponsor, and every other role


def shown() -> Made:
    """A meeting whose spectrum was revealed to the room, and a reflection with words in it."""

    def hold(db: Store) -> Made:
        made = make_meeting(db)
        round_id = open_activity(db, made, "spectrum")
        for person in range(7):
            answer(db, made, round_id, f"phone {person}", {"lines": {"expertise": 10 * person}})
        control.close(db, made.id, seconds=0)
        control.reveal(db, made.id)
        meetings.change(db, made.id, notes="Ask Rosa")
        control.end(db, made.id)
        return made

    return save(hold)


@pytest.mark.parametrize("name", READ)
def test_who_only_reads_sees_what_was_shown_and_nothing_else(name: str, bea: str) -> None:
    made = shown()
    save(lambda db: inviting.accept(db, inviting.invite(db, made.community_id, made.account_id, Wish(name, 7)), bea))
    tab = open_tab("organizer/shown.py", bea)
    tab.session_state["shown-making"][1].wait()
    assert "North Coast" in said(tab)
    assert "Spring meeting" in str(tab.selectbox(key=f"shown-which-{made.community_id}").options)
    assert role(made.community_id, bea) is None
    for page in ("facilitator/control.py", "facilitator/results.py", "facilitator/agenda.py", "facilitator/themes.py",
                 "facilitator/closing.py", "facilitator/print.py", "facilitator/paper.py"):  # fmt: skip
        other = open_tab(page, bea, meeting=made.id, activity=made.activity_ids["spectrum"])
        assert t("en", "facilitator.no_meeting_next") in said(other)
    for page in ("organizer/history.py", "organizer/community.py", "organizer/people.py", "organizer/imports.py",
                 "organizer/reports.py"):  # fmt: skip
        assert "Spring" not in said(open_tab(page, bea, community=made.community_id))


def test_a_sponsor_who_signs_in_begins_with_what_was_shown(bea: str) -> None:
    made = shown()
    save(lambda db: roles.begin(db, made.community_id, "sponsor", "Bea", account_id=bea))
    tab = open_tab("facilitator/meetings.py", bea)
    tab.session_state["shown-making"][1].wait()
    assert t("en", "people.shown_wall") in said(tab)


def test_a_sponsor_reads_the_charter_and_what_funders_see_but_not_who_wrote_it(bea: str) -> None:
    made = shown()

    def write(db: Store) -> None:
        said = Said({"en": "We learn about buses"})
        charters.adopt(db, made.community_id, "purpose", said, "Rosa Ramos", meeting_id=made.id)
        told = json.dumps({"sees": "wall", "told": {"en": "Funders see the wall."}})
        communities.agree_on_funders(db, made.community_id, told)
        roles.begin(db, made.community_id, "sponsor", "Bea", account_id=bea)

    save(write)
    tab = open_tab("organizer/shown.py", bea)
    tab.session_state["shown-making"][1].wait()
    for words in ("We learn about buses", t("en", "charter.part_purpose"), "Funders see the wall."):
        assert words in said(tab)
    assert "Rosa" not in said(tab)
    assert not [button for button in tab.button if "charter" in str(button.key)]


def test_every_role_is_said_in_words() -> None:
    assert {*RUN, *READ} == set(ROLES)
    for language in ("en", "es"):
        for part in ("role", "about", "as", "may"):
            assert all(t(language, f"people.{part}_{name}") for name in ROLES)

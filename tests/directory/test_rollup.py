"""What a network comes to, with nobody and no community told apart."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from components.directory.rollup import Counted, Sum, count, rolled
from components.live import control
from db import communities, networks
from db.engine import Store
from tests.rooms import LINES, answer, make_account, make_meeting, open_activity


def some(name: str, region: str | None, people: int, *, is_listed: bool = False, meetings: int = 2) -> Counted:
    return Counted(name, region, is_listed, meetings, frozenset(f"{name} {n}" for n in range(people)))


def test_all_communities_are_summed_and_so_is_each_region_of_three() -> None:
    found = [some(name, "north" if name in "abc" else "south", 10) for name in "abcdef"]
    assert rolled(found).whole == Sum(6, 12, 60, 0)
    assert rolled(found).regions == {"north": Sum(3, 6, 30, 0), "south": Sum(3, 6, 30, 0)}


def test_one_or_two_communities_that_did_not_choose_to_be_listed_are_not_told() -> None:
    few = [some("a", "north", 10), some("b", "south", 10)]
    assert rolled(few).whole == Sum(2, None, None, None)
    more = [*few, some("c", "south", 10), some("d", "south", 10)]
    assert rolled(more).whole == Sum(4, 8, 40, 0)
    assert rolled(more).regions["north"] == Sum(1, None, None, None)
    assert rolled(more).regions["south"] == Sum(3, None, None, None), "else the north is what is left"


def test_a_region_of_one_community_that_chose_to_be_listed_is_told() -> None:
    found = [some("a", "north", 10, is_listed=True), *(some(name, "south", 10) for name in "bcd")]
    assert rolled(found).regions == {"north": Sum(1, 2, 10, 0), "south": Sum(3, 6, 30, 0)}


def test_no_number_of_fewer_than_five_people_is_told() -> None:
    found = [some("a", "north", 4, is_listed=True), some("b", "south", 20, is_listed=True)]
    assert rolled(found).whole.people == 24
    assert [found.people for found in rolled(found).regions.values()] == [None, None]
    assert rolled(found[:1]).whole.people is None


def test_a_network_without_communities_is_nothing() -> None:
    assert rolled([]).whole == Sum(0, 0, None, 0)


def test_people_are_counted_over_the_meetings_of_a_communitys_history(store: Store) -> None:
    made = make_meeting(store, configs={"spectrum": LINES})
    network_id = networks.create(store, make_account(store), {"en": "N"}, "states")
    networks.enter(store, network_id, made.community_id)
    networks.enter(store, network_id, communities.create(store, {"en": "New"}, made.account_id))
    round_id = open_activity(store, made, "spectrum")
    for person in range(7):
        answer(store, made, round_id, f"phone {person}", {"lines": {"expertise": 1}})
    assert [len(each.people) for each in count(store, network_id)] == [0, 0], "it has not ended"
    control.end(store, made.id)
    assert [(each.meetings, len(each.people)) for each in count(store, network_id)] == [(1, 7), (0, 0)]


COMMUNITIES = st.lists(
    st.tuples(st.sampled_from(["north", "south", "west", None]), st.integers(0, 12), st.booleans()), max_size=12
)


@settings(max_examples=200, deadline=None)
@given(COMMUNITIES)
def test_no_shown_numbers_single_out_one_or_two_communities_or_fewer_than_five_people(
    made: list[tuple[str | None, int, bool]],
) -> None:
    found = [some(str(n), region, people, is_listed=listed) for n, (region, people, listed) in enumerate(made)]
    told = rolled(found)
    hidden = {each.community_id for each in found if not each.is_listed}
    sums = [frozenset(hidden)] if told.whole.meetings is not None else []
    crowds = [frozenset[str]().union(*(each.people for each in found))] if told.whole.people is not None else []
    for region, numbers in told.regions.items():
        own = [each for each in found if each.region_id == region]
        if numbers.meetings is not None:
            sums.append(frozenset(each.community_id for each in own) & hidden)
        if numbers.people is not None:
            crowds.append(frozenset[str]().union(*(each.people for each in own)))
    for sets, least in ((sums, 3), (crowds, 5)):
        for size in (1, 2, 3):
            for parts in combinations(sets[1:], size):
                left = sets[0].difference(*parts)
                assert not 0 < len(left) < least
        assert all(not 0 < len(each) < least for each in sets)

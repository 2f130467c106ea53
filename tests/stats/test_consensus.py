from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.stats.consensus import agreement_a, consensus, ordinal_consensus, polarization

# cran/agrmt, man/agreement.Rd, man/polarization.Rd and man/consensus.Rd
PUBLISHED = [30, 40, 210, 130, 530, 50, 10]
places = st.lists(st.floats(0, 100, allow_nan=False), min_size=1, max_size=30)
counts = st.lists(st.integers(0, 50), min_size=3, max_size=8).filter(any)


def test_consensus_gives_the_published_value() -> None:
    assert ordinal_consensus(PUBLISHED) == pytest.approx(0.7256876, abs=5e-8)


def test_a_gives_the_published_value() -> None:
    assert agreement_a(PUBLISHED) == pytest.approx(0.6113333, abs=5e-8)


def test_polarization_gives_the_published_value() -> None:
    assert polarization(PUBLISHED) == pytest.approx(0.1943333, abs=5e-8)


def test_one_mind_is_full_consensus() -> None:
    assert consensus([37.5, 37.5, 37.5]) == pytest.approx(1)
    assert ordinal_consensus([0, 9, 0]) == pytest.approx(1)
    assert agreement_a([0, 9, 0]) == pytest.approx(1)


def test_two_halves_at_the_ends_are_no_consensus() -> None:
    assert consensus([0, 0, 100, 100]) == pytest.approx(0)
    assert ordinal_consensus([4, 0, 0, 4]) == pytest.approx(0)
    assert agreement_a([4, 0, 0, 0, 4]) == pytest.approx(-1)


def test_all_categories_alike_are_no_agreement() -> None:
    assert agreement_a([5, 5, 5, 5]) == pytest.approx(0)


def test_raw_values_and_their_frequencies_agree() -> None:
    values = [0] * 3 + [25] * 4 + [50] * 21 + [75] * 13 + [100] * 5
    assert consensus(values) == pytest.approx(ordinal_consensus([3, 4, 21, 13, 5]))


def test_nothing_chosen_has_no_index() -> None:
    assert consensus([]) is None
    assert ordinal_consensus([0, 0, 0]) is None
    assert agreement_a([0, 0, 0]) is None
    assert polarization([0, 0, 0]) is None


def test_a_value_outside_the_scale_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="outside"):
        consensus([101])


def test_a_scale_has_enough_categories() -> None:
    with pytest.raises(ValueError, match="two categories"):
        ordinal_consensus([3])
    with pytest.raises(ValueError, match="three categories"):
        agreement_a([3, 3])


@given(places)
def test_neither_pole_counts_more(values: list[float]) -> None:
    found = consensus(values)
    assert found is not None
    assert 0 <= found <= 1
    assert consensus([100 - value for value in values]) == pytest.approx(found, abs=1e-6)


@given(counts)
def test_a_lies_between_its_ends_whichever_way_the_scale_is_read(frequencies: list[int]) -> None:
    found = agreement_a(frequencies)
    assert found is not None
    assert -1 - 1e-9 <= found <= 1 + 1e-9
    assert agreement_a(frequencies[::-1]) == pytest.approx(found, abs=1e-9)


@given(places)
def test_one_more_person_at_the_shared_place_never_lowers_consensus(values: list[float]) -> None:
    alike = [values[0]] * len(values)
    assert consensus([*alike, values[0]]) == pytest.approx(1)

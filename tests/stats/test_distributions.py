from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.stats.distributions import chi_square_tail, student_t_cdf, student_t_quantile


@pytest.mark.parametrize(
    ("p", "df", "t", "within"),
    [
        # closed forms: tan(pi (p - 1/2)) for one degree of freedom, (2p - 1) sqrt(2 / (4 p (1 - p))) for two
        (0.75, 1, 1.0, 1e-10),
        (0.975, 1, 12.706204736174698, 1e-10),
        (0.95, 2, 2.919985580353725, 1e-10),
        # NIST/SEMATECH e-Handbook of Statistical Methods, section 1.3.6.7.2, three decimals
        (0.975, 7, 2.365, 5e-4),
        (0.95, 7, 1.895, 5e-4),
        (0.975, 9, 2.262, 5e-4),
        (0.995, 30, 2.750, 5e-4),
        (0.95, 100, 1.660, 5e-4),
    ],
)
def test_quantiles_are_the_known_ones(p: float, df: float, t: float, within: float) -> None:
    assert student_t_quantile(p, df) == pytest.approx(t, abs=within)
    assert student_t_quantile(1 - p, df) == pytest.approx(-student_t_quantile(p, df), rel=1e-9)


@given(st.floats(0.0005, 0.9995), st.floats(1, 500))
def test_the_quantile_undoes_the_distribution(p: float, df: float) -> None:
    assert student_t_cdf(student_t_quantile(p, df), df) == pytest.approx(p, abs=1e-10)


def test_the_middle_of_t_is_zero() -> None:
    assert student_t_quantile(0.5, 4) == 0
    assert student_t_cdf(0, 4) == pytest.approx(0.5)


def test_many_degrees_of_freedom_come_close_to_the_bell_curve() -> None:
    assert student_t_quantile(0.975, 1e7) == pytest.approx(1.959964, abs=1e-6)


@pytest.mark.parametrize(
    ("x", "df", "p"),
    [
        # NIST/SEMATECH e-Handbook of Statistical Methods, section 1.3.6.7.4, three decimals of x
        (3.841, 1, 0.05),
        (18.307, 10, 0.05),
        (30.144, 19, 0.05),
        (2.156, 10, 0.995),
    ],
)
def test_chi_square_tails_are_the_known_ones(x: float, df: float, p: float) -> None:
    assert chi_square_tail(x, df) == pytest.approx(p, abs=5e-5)


def test_nothing_lies_below_zero_in_chi_square() -> None:
    assert chi_square_tail(0, 3) == 1


def test_probabilities_and_degrees_of_freedom_are_checked() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        student_t_quantile(1, 5)
    with pytest.raises(ValueError, match="positive"):
        student_t_cdf(1, 0)
    with pytest.raises(ValueError, match="positive"):
        chi_square_tail(1, 0)

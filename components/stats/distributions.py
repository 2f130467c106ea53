"""Student's t and chi-square, accurate to about twelve digits, so that Attune needs no large library for them."""

from __future__ import annotations

from functools import lru_cache
from math import exp, inf, lgamma, log, log1p

_TINY = 1e-300
_CLOSE = 1e-15
_MOST_TERMS = 10_000


def student_t_cdf(t: float, df: float) -> float:
    """P(T <= t) for Student's t with `df` > 0 degrees of freedom."""
    if df <= 0:
        raise ValueError("degrees of freedom must be positive")
    tail = incomplete_beta(df / 2, 0.5, df / (df + t * t)) / 2
    return tail if t < 0 else 1 - tail


@lru_cache(maxsize=4096)
def student_t_quantile(p: float, df: float) -> float:
    """The t with P(T <= t) = p, for 0 < p < 1, by bisection on the smaller tail."""
    if not 0 < p < 1:
        raise ValueError("a probability lies between 0 and 1")
    if p == 0.5:
        return 0.0
    tail = min(p, 1 - p)
    low, high = -1.0, 0.0
    while student_t_cdf(low, df) > tail:
        low, high = low * 2, low
    while high - low > _CLOSE * max(1.0, abs(low)) and low < (low + high) / 2 < high:
        middle = (low + high) / 2
        low, high = (middle, high) if student_t_cdf(middle, df) < tail else (low, middle)
    return (low + high) / 2 if p < 0.5 else -(low + high) / 2


def chi_square_tail(x: float, df: float) -> float:
    """P(X >= x) for chi-square with `df` > 0 degrees of freedom."""
    if df <= 0:
        raise ValueError("degrees of freedom must be positive")
    return 1.0 if x <= 0 else _upper_gamma(df / 2, x / 2)


def incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b) (Press et al. 2007, section 6.4)."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _beta_fraction(a, b, x) / a
    return 1 - front * _beta_fraction(b, a, 1 - x) / b


def _beta_fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz's method."""
    c, d = 1.0, 1 / _away_from_zero(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _MOST_TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        change = 1.0
        for term in (even, odd):
            d = 1 / _away_from_zero(1 + term * d)
            c = _away_from_zero(1 + term / c)
            change = c * d
            value *= change
        if abs(change - 1) < _CLOSE:
            break
    return value


def _upper_gamma(a: float, x: float) -> float:
    """The regularised upper incomplete gamma function Q(a, x) (Press et al. 2007, section 6.2)."""
    front = exp(a * log(x) - x - lgamma(a))
    if x < a + 1:
        term = total = 1 / a
        step = a
        while abs(term) > abs(total) * _CLOSE:
            step += 1
            term *= x / step
            total += term
        return 1 - front * total
    b = x + 1 - a
    c, d = inf, 1 / b
    value = d
    for i in range(1, _MOST_TERMS):
        b += 2
        d = 1 / _away_from_zero(b - i * (i - a) * d)
        c = _away_from_zero(b - i * (i - a) / c)
        value *= c * d
        if abs(c * d - 1) < _CLOSE:
            break
    return front * value


def _away_from_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY

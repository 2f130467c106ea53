"""How well people fit each other: who has solved an issue with who is facing it comes first."""

from __future__ import annotations

from collections.abc import Sequence

from components.matching.people import FACING, SOLVED, Pair, Person

_TOGETHER = {
    frozenset((SOLVED, FACING)): 100,
    frozenset((FACING,)): 50,
    frozenset((SOLVED,)): 30,
}
_BOTH_WAYS = 20
"""More, where each of two has solved what the other is facing."""
BEST = max(_TOGETHER.values()) + _BOTH_WAYS


def fit(one: Person, other: Person) -> int:
    """From 0 (nothing in common) to `BEST`."""
    stands, others = one.stands, other.stands
    common = [_TOGETHER[frozenset((stand, others[issue]))] for issue, stand in stands.items() if issue in others]
    if not common:
        return 0
    helped = {stands[issue] for issue in stands if issue in others and stands[issue] != others[issue]}
    return max(common) + (_BOTH_WAYS if len(helped) > 1 else 0)


def issue_of(people: Sequence[Person]) -> str:
    """What these people meet on: the issue they can help each other most with.

    Where they have none in common it is one that somebody is facing, and "" where nobody faces any.
    """
    issues = sorted({issue for person in people for issue in person.stands})
    worth = {issue: _worth(issue, people) for issue in issues}
    best = max(issues, key=lambda issue: worth[issue], default="")
    return best if best and worth[best] else ""


def _worth(issue: str, people: Sequence[Person]) -> int:
    """How much an issue brings these people, compared by twos; a little where it is faced by one of them alone."""
    stands = [person.stands[issue] for person in people if issue in person.stands]
    together = [_TOGETHER[frozenset((one, other))] for at, one in enumerate(stands) for other in stands[at + 1 :]]
    return sum(together) + (1 if FACING in stands else 0)


def broken(one: Person, other: Person, met: frozenset[Pair]) -> tuple[int, int]:
    """Which rules two people together would break, as counts: from the same place, met before."""
    is_same = bool(one.place) and one.place == other.place
    return int(is_same), int(frozenset((one.id, other.id)) in met)

"""Roles people hold in a community, from a day to a day: with an account or noted by name alone.

Who may *run* meetings is asked of `memberships`, which `communities` keeps; here is what was and is, and who of those
with an account may read what the group has shown.
"""

from __future__ import annotations

from dataclasses import dataclass

from db.engine import Row, Store
from db.ids import new_id, now

ROLES = ("catalyst", "sponsor", "organizer", "facilitator", "participant")
RUN = ("organizer", "facilitator")
"""Roles that run meetings, where they come with an account."""
READ = ("catalyst", "sponsor", "participant")
"""Roles that see with an account what the group has shown, and nothing else."""
_HOLDS = "r.began <= :today AND (r.ended IS NULL OR r.ended > :today)"


@dataclass(frozen=True)
class Role:
    """One person in one role. `began` and `ended` are ISO days; it is held up to the day before `ended`."""

    id: str
    community_id: str
    role: str
    name: str
    account_id: str | None
    began: str
    ended: str | None
    is_willing: bool
    """Whether this person is willing to facilitate when it is their turn."""

    @property
    def person(self) -> str:
        """The same text for everything one person holds: their account, else the name they are noted by."""
        return self.account_id or f"name:{self.name.casefold()}"

    def holds(self, day: str) -> bool:
        return self.began <= day and (self.ended is None or self.ended > day)


def begin(
    db: Store, community_id: str, role: str, name: str, *, account_id: str | None = None, began: str | None = None,
    ended: str | None = None,
) -> str:  # fmt: skip
    """Note that somebody holds a role from a day on, today if none is said; the id.

    An account that holds it already goes on holding it.
    """
    held = _held_by_account(db, community_id, account_id, (role,)) if account_id and ended is None else []
    if held:
        return held[0].id
    role_id = new_id()
    db.insert(
        "roles",
        {
            "id": role_id, "community_id": community_id, "role": role, "name": name, "account_id": account_id,
            "began": began or now()[:10], "ended": ended, "created_at": now(),
        },
    )  # fmt: skip
    return role_id


def succeed(db: Store, community_id: str, account_id: str, role: str | None) -> None:
    """Let an account run meetings in this role from today on, in none other; None: in none any more."""
    held = _held_by_account(db, community_id, account_id, RUN)
    if [each.role for each in held] == [role]:
        return
    for each in held:
        _close(db, each)
    if role:
        row = db.one("SELECT name FROM accounts WHERE id = :id", id=account_id)
        begin(db, community_id, role, str(row["name"]) if row else "", account_id=account_id)


def _held_by_account(db: Store, community_id: str, account_id: str, among: tuple[str, ...]) -> list[Role]:
    return [
        each
        for each in of_community(db, community_id)
        if each.account_id == account_id and each.role in among and each.ended is None
    ]


def _close(db: Store, held: Role) -> None:
    """End a role today; one that began today was none."""
    today = now()[:10]
    if held.began >= today:
        db.execute("DELETE FROM roles WHERE id = :id", id=held.id)
    else:
        db.execute("UPDATE roles SET ended = :day WHERE id = :id", id=held.id, day=today)


def change(db: Store, community_id: str, role_id: str, *, name: str, began: str, ended: str | None) -> None:
    """Correct the days of a role, and the name of somebody without an account.

    Whoever runs meetings with an account does so until that is ended: such a role keeps its open end, and its closed
    one stays closed.
    """
    held = by_id(db, community_id, role_id)
    if held is None:
        return
    runs = held.account_id is not None and held.role in RUN
    if runs:
        ended = held.ended and (ended or held.ended)
    db.execute(
        "UPDATE roles SET name = :name, began = :began, ended = :ended WHERE id = :id AND community_id = :c",
        id=role_id, c=community_id, name=held.name if held.account_id else name or held.name, began=began,
        ended=ended if ended is None or ended > began else began,
    )  # fmt: skip


def end(db: Store, community_id: str, role_id: str) -> None:
    """Let somebody hold a role no longer. Who runs meetings with an account is taken out by `communities`."""
    held = by_id(db, community_id, role_id)
    if held and not (held.account_id and held.role in RUN) and held.holds(now()[:10]):
        _close(db, held)


def remove(db: Store, community_id: str, role_id: str) -> None:
    """Take a role out of the record that was noted by mistake; not one that runs meetings with an account."""
    held = by_id(db, community_id, role_id)
    if held and not (held.account_id and held.role in RUN and held.ended is None):
        db.execute("DELETE FROM roles WHERE id = :id AND community_id = :c", id=role_id, c=community_id)


def give_account(db: Store, community_id: str, role_id: str, account_id: str) -> None:
    """Somebody who was noted by name has an account now: what they held is theirs."""
    db.execute(
        "UPDATE roles SET account_id = :a WHERE id = :id AND community_id = :c AND account_id IS NULL",
        id=role_id, c=community_id, a=account_id,
    )  # fmt: skip


def set_willing(db: Store, community_id: str, person: str, is_willing: bool) -> None:
    """Whether somebody, as `Role.person` names them, is willing to facilitate."""
    for each in of_community(db, community_id):
        if each.person == person:
            db.execute("UPDATE roles SET is_willing = :w WHERE id = :id", id=each.id, w=int(is_willing))


def by_id(db: Store, community_id: str, role_id: str) -> Role | None:
    return next((each for each in of_community(db, community_id) if each.id == role_id), None)


def of_community(db: Store, community_id: str) -> list[Role]:
    """All roles that are and were held, the first first; an account is called as it calls itself now."""
    rows = db.query(
        """SELECT r.*, a.name AS account_name FROM roles r LEFT JOIN accounts a ON a.id = r.account_id
           WHERE r.community_id = :id ORDER BY r.began, r.created_at, r.id""",
        id=community_id,
    )
    return [_role(row) for row in rows]


def read_by(db: Store, account_id: str) -> dict[str, set[str]]:
    """By community, the roles in which an account may read today what the group has shown; oldest community first."""
    rows = db.query(
        f"""SELECT r.community_id, r.role FROM roles r JOIN communities c ON c.id = r.community_id
            WHERE r.account_id = :a AND r.role IN ('catalyst', 'sponsor', 'participant') AND {_HOLDS}
            ORDER BY c.created_at""",
        a=account_id, today=now()[:10],
    )  # fmt: skip
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row["community_id"], set()).add(row["role"])
    return found


def _role(row: Row) -> Role:
    return Role(
        row["id"], row["community_id"], row["role"], row["account_name"] or row["name"], row["account_id"],
        row["began"], row["ended"], bool(row["is_willing"]),
    )  # fmt: skip

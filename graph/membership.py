"""Who belonged to a bloc on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.reference import Reference

if TYPE_CHECKING:
    from graph.store import Store

__all__ = ["Roll", "Standing", "call_roll", "call_stored_roll"]

_COUNTED = ("member", "suspended")


@dataclass(frozen=True, slots=True)
class Standing:
    """One member: since when, and until when if it has left; partial ISO dates.

    `status` is `member` or `suspended`, of the disputed any. `origin` tells who says so: the reference,
    articles, or both.
    """

    id: str
    name: str
    status: str
    since: str | None
    until: str | None
    origin: str = "reference"


@dataclass(frozen=True, slots=True)
class Roll:
    """The members of a bloc on a full ISO day, by id; the suspended count.

    `disputed` are those of whom sources differ whether they are members, `reported` those whom only articles
    call members without saying since when. Neither count.
    """

    bloc: str
    on: str
    members: tuple[Standing, ...]
    disputed: tuple[Standing, ...] = ()
    reported: tuple[Standing, ...] = ()


def call_roll(bloc: str, day: str, reference: Reference) -> Roll:
    """The members by the reference alone."""
    names = {c.id: c.name for c in reference.countries.values()} | {
        b.id: b.name for b in reference.blocs.values()
    }
    held = [
        (Standing(m.member, names[m.member], m.status, m.since, m.until), m.disputed)
        for m in reference.memberships
        if m.bloc == bloc and (m.disputed or m.status in _COUNTED) and m.holds_on(day)
    ]
    return Roll(
        bloc,
        day,
        _by_id(standing for standing, disputed in held if not disputed),
        _by_id(standing for standing, disputed in held if disputed),
    )


def call_stored_roll(bloc: str, day: str, store: "Store") -> Roll:
    """The members by a graph: the reference that it holds, and what its articles add to that.

    A member that only articles know counts from the day on which one says that it joined.
    """
    members: list[Standing] = []
    disputed: list[Standing] = []
    reported: list[Standing] = []
    for name, edge in store.memberships(bloc):
        begun = edge.since_day is None or edge.since_day <= day
        ended = edge.until_day is not None and edge.until_day <= day
        if not begun or ended or not (edge.disputed or edge.role in _COUNTED):
            continue
        standing = Standing(
            edge.key.subject, name, edge.role or "member", edge.since, edge.until, edge.origin
        )
        undated = edge.origin == "articles" and edge.since_day is None
        (disputed if edge.disputed else reported if undated else members).append(standing)
    return Roll(bloc, day, _by_id(members), _by_id(disputed), _by_id(reported))


def _by_id(standings: Iterable[Standing]) -> tuple[Standing, ...]:
    """Each actor once, rather as the reference has it."""
    ranked = sorted(standings, key=lambda s: (s.id, s.origin != "articles", s.since or "", s.status))
    return tuple({standing.id: standing for standing in ranked}.values())

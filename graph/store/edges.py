"""Typed edges: what asserted claims and the facts of the reference add up to. No database here.

All claims and facts between the same two ends come in together, whatever order they were loaded in, and the
same edges come out.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter
from typing import Any

from graph.model import ActorKind, Status, content_hash
from graph.ontology import RELATIONS
from graph.reference import day_after, first_day
from graph.store.independence import group_copies

__all__ = ["ENDS", "Edge", "Fact", "Key", "Outcome", "Support", "edges_between", "sum_unasserted"]

ENDS = {"withdrew_from": "member_of"}
"""Relations whose asserted claims close the period of another."""

_COUNT_AS = {"member": ("member", "suspended")}
"""A suspended member is still one: who is called a member may be found so in the reference."""
_NOT_HELD = frozenset({"declined"})
"""States of the reference that make no edge."""


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """Relation and ends of an edge; those of a symmetric relation stand in the order of their ids."""

    relation: str
    subject: str
    subject_kind: ActorKind
    object: str
    object_kind: ActorKind

    @classmethod
    def of(cls, relation: str, subject: tuple[str, ActorKind], object_: tuple[str, ActorKind]) -> "Key":
        """The key between two actors, each an id and a kind."""
        if RELATIONS[relation].symmetric and object_ < subject:
            subject, object_ = object_, subject
        return cls(relation, *subject, *object_)

    @classmethod
    def parse(cls, text: str) -> "Key":
        """The key that `str` wrote."""
        relation, subject_kind, subject, object_kind, object_ = text.split("|")
        return cls(relation, subject, ActorKind(subject_kind), object_, ActorKind(object_kind))

    def __str__(self) -> str:
        return f"{self.relation}|{self.subject_kind}|{self.subject}|{self.object_kind}|{self.object}"


@dataclass(frozen=True, slots=True)
class Support:
    """The part of an asserted claim, and of its article, that an edge is made of."""

    claim: str
    relation: str
    role: str | None
    since: str | None
    until: str | None
    date: str | None
    ended: bool
    confidence: float
    article: str
    published: str | None
    sketch: str

    @property
    def point(self) -> str | None:
        """A day on which it held, as far as the article says."""
        said = self.date or self.published
        return None if said is None else first_day(said)


@dataclass(frozen=True, slots=True)
class Fact:
    """A dated fact of the reference; `until` is the day from which it no longer held."""

    id: str
    key: Key
    role: str
    since: str | None
    until: str | None
    disputed: bool = False
    by: str | None = None
    checked: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A typed edge; dates as said, and as full days `[since_day, until_day)`.

    Where the `status` is not asserted, it is no edge of the graph, but the sum of such claims.
    """

    id: str
    key: Key
    role: str | None
    since: str | None
    until: str | None
    since_day: str | None
    until_day: str | None
    sources: int
    independent_sources: int
    first_reported: str | None
    last_reported: str | None
    confidence: float
    origin: str
    disputed: bool = False
    status: Status = Status.ASSERTED

    def properties(self) -> dict[str, Any]:
        """What the relationship holds."""
        row = {
            name: getattr(self, name)
            for name in self.__slots__
            if name not in {"key", "disputed", "status"} and getattr(self, name) is not None
        }
        return row | ({"disputed": True} if self.disputed else {})


@dataclass(slots=True)
class Outcome:
    """Edges by id, the edge that each claim joined, and the claims that the reference contradicts: why."""

    edges: dict[str, Edge] = field(default_factory=dict)
    joined: dict[str, str] = field(default_factory=dict)
    contradicted: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Period:
    role: str | None
    since: str | None = None
    until: str | None = None
    until_day: str | None = None
    fact: Fact | None = None
    claims: list[Support] = field(default_factory=list)

    @property
    def since_day(self) -> str | None:
        return None if self.since is None else first_day(self.since)

    def covers(self, day: str) -> bool:
        return (self.since_day or "") <= day and (self.until_day is None or day < self.until_day)

    def meets(self, date: str) -> bool:
        """Whether any day of a partial date lies in the period."""
        return (self.since_day or "") < day_after(date) and (
            self.until_day is None or first_day(date) < self.until_day
        )


def edges_between(key: Key, supports: Iterable[Support], facts: Iterable[Fact]) -> Outcome:
    """The edges of one relation between two actors."""
    outcome = Outcome()
    claims = sorted(supports, key=lambda s: s.claim)
    own = [s for s in claims if s.relation == key.relation]
    if RELATIONS[key.relation].lasting:
        ends = [s for s in claims if s.relation != key.relation or s.ended]
        periods = _periods([s for s in own if not s.ended], ends, list(facts), outcome)
    else:
        periods = _happenings(own)
    for period in periods:
        edge = _edge(key, period)
        outcome.edges[edge.id] = edge
        outcome.joined.update((s.claim, edge.id) for s in period.claims)
    return outcome


def sum_unasserted(key: Key, status: Status, supports: Iterable[Support]) -> Outcome:
    """What is only planned, or denied, between two actors, summed by role as edges are."""
    outcome = Outcome()
    for period in _happenings(sorted(supports, key=lambda s: s.claim)):
        summed = _edge(key, period)
        edge = replace(summed, id=content_hash(summed.id, status), status=status)
        outcome.edges[edge.id] = edge
        outcome.joined.update((s.claim, edge.id) for s in period.claims)
    return outcome


# ------------------------------------------------------------------------------------ things that happened


def _happenings(claims: Sequence[Support]) -> list[_Period]:
    """One edge for each role, since the first time it is said to have happened."""
    return [
        _Period(role, since=_earliest(s.since or s.date for s in group), claims=group)
        for role, group in sorted(_by_role(claims).items(), key=lambda item: item[0] or "")
    ]


def _by_role(claims: Iterable[Support]) -> dict[str | None, list[Support]]:
    groups: defaultdict[str | None, list[Support]] = defaultdict(list)
    for claim in claims:
        groups[claim.role].append(claim)
    return dict(groups)


def _earliest(dates: Iterable[str | None]) -> str | None:
    """The earliest of partial dates; of several that can be the same day, the one that says most."""
    said = sorted({date for date in dates if date})
    if not said:
        return None
    first = min(said, key=first_day)
    same = [date for date in said if first_day(date) < day_after(first)]
    return min(same, key=lambda date: (-len(date), date))


# --------------------------------------------------------------------------------- what holds for a period


def _periods(
    claims: Sequence[Support], ends: Sequence[Support], facts: Sequence[Fact], outcome: Outcome
) -> list[_Period]:
    known = [
        _Period(f.role, f.since, f.until, None if f.until is None else first_day(f.until), f)
        for f in sorted(facts, key=lambda f: (first_day(f.since) if f.since else "", f.id))
    ]
    if not known:
        return _said_periods(claims, ends)
    known = [period for period in known if period.role not in _NOT_HELD]
    known_until = _last_day(known)
    again = [s for s in claims if known_until and s.since and first_day(s.since) >= known_until]
    later_ends = [s for s in ends if known_until and s.date and first_day(s.date) >= known_until]
    _close(known, [s for s in ends if s not in later_ends], outcome)
    for claim in claims:
        if claim not in again:
            _join_known(claim, known, outcome)
    return known + _said_periods(again, later_ends)


def _last_day(periods: Sequence[_Period]) -> str | None:
    """The day from which nothing held any more; None while something does."""
    days = [period.until_day for period in periods]
    return None if None in days else max((day for day in days if day), default="0001-01-01")


def _close(known: Sequence[_Period], ends: Sequence[Support], outcome: Outcome) -> None:
    """A dated end closes a period that the reference leaves open; one that it does not know is reported."""
    dated = [s for s in ends if s.date]
    new = []
    for end in dated:
        date = end.date or ""
        agrees = any(
            p.until and first_day(p.until) <= day_after(date) and first_day(date) <= day_after(p.until)
            for p in known
        )
        open_ = any(p.until is None and (p.since_day or "") < day_after(date) for p in known)
        if agrees:
            continue
        if open_:
            new.append(date)
        else:
            outcome.contradicted[end.claim] = f"the reference has {_told(known)}"
    until = _earliest(new)
    if until is not None:
        for period in known:
            if period.until is None and (period.since_day or "") < day_after(until):
                period.until, period.until_day = until, day_after(until)


def _join_known(claim: Support, known: Sequence[_Period], outcome: Outcome) -> None:
    """The claim joins the period of the reference that it fits; what fits none is reported, no edge."""
    fitting = [p for p in known if p.role in _COUNT_AS.get(claim.role or "", (claim.role,))]
    if claim.since is not None:
        since = claim.since
        begun = [
            p
            for p in fitting
            if p.since and first_day(p.since) < day_after(since) and first_day(since) < day_after(p.since)
        ]
        chosen = (begun or [p for p in fitting if p.meets(since)])[:1]
        agrees = bool(begun) or bool(chosen and chosen[0].since is None)
    elif claim.point is not None:
        chosen = [p for p in fitting if p.covers(claim.point or "")][:1]
        agrees = bool(chosen)
    else:
        chosen = fitting[-1:]
        agrees = bool(chosen)
    for period in chosen:
        period.claims.append(claim)
    if not agrees:
        outcome.contradicted[claim.claim] = f"the reference has {_told(known)}"


def _told(periods: Sequence[_Period]) -> str:
    told = "; ".join(f"{p.role} {p.since or '…'}–{p.until or ''}" for p in periods)
    return told or "no membership"


def _said_periods(claims: Sequence[Support], ends: Sequence[Support]) -> list[_Period]:
    """Periods as the articles tell them: a start opens one, an end closes it, in each role."""
    said_ends = [s.date for s in ends if s.date]
    if not said_ends:  # an undated report: it ended before it was published
        said_ends = sorted(s.published for s in ends if s.published)[:1]
    periods = []
    for _, group in sorted(_by_role(claims).items(), key=lambda item: item[0] or ""):
        own_ends = [s.until for s in group if s.until]
        periods += _sweep(group, [*own_ends, *said_ends])
    return periods


def _sweep(group: Sequence[Support], ends: Sequence[str]) -> list[_Period]:
    role = group[0].role
    starts = {(first_day(s.since), 0, s.since) for s in group if s.since}
    marks = sorted(starts | {(first_day(end), 1, end) for end in ends})
    periods: list[_Period] = []
    for ending, run in groupby(marks, key=itemgetter(1)):
        bound = _earliest(date for *_, date in run) or ""
        if ending:
            if not periods:
                periods.append(_Period(role))
            periods[-1].until, periods[-1].until_day = bound, day_after(bound)
        else:
            if periods and periods[-1].until_day is not None:  # left and back within one partial date
                periods[-1].until_day = min(periods[-1].until_day, first_day(bound))
            periods.append(_Period(role, since=bound))
    if not periods:
        periods.append(_Period(role))
    for claim in group:
        _nearest(claim, periods).claims.append(claim)
    return [period for period in periods if period.claims]


def _nearest(claim: Support, periods: Sequence[_Period]) -> _Period:
    """The period of a claim: that of its start, or that covers its day, else the last begun before."""
    day = claim.point if claim.since is None else first_day(claim.since)
    if day is None:
        return periods[-1]
    begun = [p for p in periods if (p.since_day or "") <= day]
    covering = [p for p in begun if p.covers(day)]
    return (covering or begun or periods[:1])[-1]


# --------------------------------------------------------------------------------------- the sum of claims


def _edge(key: Key, period: _Period) -> Edge:
    start = period.since if RELATIONS[key.relation].lasting else None
    since = period.since or _earliest(s.since for s in period.claims)
    reported = sorted(s.published for s in period.claims if s.published)
    stories = group_copies({s.article: s.sketch for s in period.claims})
    best: dict[str, float] = {}
    for claim in period.claims:
        story = stories[claim.article]
        best[story] = max(best.get(story, 0.0), claim.confidence)
    origin = "articles" if period.fact is None else "both" if period.claims else "reference"
    return Edge(
        id=content_hash(key.subject, key.relation, key.object, period.role, start),
        key=key,
        role=period.role,
        since=since,
        until=period.until,
        since_day=None if since is None else first_day(since),
        until_day=period.until_day,
        sources=len(stories),
        independent_sources=len(best),
        first_reported=reported[0] if reported else None,
        last_reported=reported[-1] if reported else None,
        confidence=1.0 if period.fact is not None else _together(best),
        origin=origin,
        disputed=period.fact is not None and period.fact.disputed,
    )


def _together(best: Mapping[str, float]) -> float:
    """That not every independent source is wrong, rounded to three places."""
    doubt = 1.0
    for confidence in sorted(best.values()):
        doubt *= 1.0 - confidence
    return round(1.0 - doubt, 3)

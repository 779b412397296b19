"""The graph as a networkx multigraph: the one way out that views and exports share."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from graph.errors import UsageError
from graph.model import ActorKind, Article, Status
from graph.ontology import RELATIONS
from graph.reference import day_after, first_day

if TYPE_CHECKING:
    import networkx as nx

    from graph.store import Edge, Store, StoredClaim

__all__ = ["ReferenceShown", "project"]

ReferenceShown = Literal["all", "shown", "none"]
Finding: TypeAlias = "tuple[Edge, list[StoredClaim]]"


def project(
    store: "Store",
    *,
    relations: Collection[str] | None = None,
    statuses: Collection[str] = ("asserted",),
    since: str | None = None,
    until: str | None = None,
    as_of: str | None = None,
    min_sources: int = 0,
    around: str | None = None,
    depth: int = 1,
    bloc: str | None = None,
    region: str | None = None,
    reference: ReferenceShown = "shown",
) -> "nx.MultiDiGraph[str]":
    """The actors and edges that were asked for, with the evidence of each edge.

    Nodes have `kind`, `name`, `aliases`, countries `iso2`, `region` and `official_name`, blocs `bloc_kind`,
    `founded` and `dissolved`. The key of an edge is its id. `status` tells typed edges of the store
    (`asserted`) from claims that are only `planned` or `denied`, grouped by ends, relation and role;
    `evidence` lists the claims. The graph itself has `newest`, the newest day on which anything was
    reported, and `articles`, their number.

    Args:
        store: Where from.
        relations: Names of relations; None for all.
        statuses: Which of `asserted`, `planned`, `denied`.
        since: A partial ISO date: only what held, happened or was reported on or after its first day.
        until: A partial ISO date: only what began, happened or was reported on or before its last day.
        as_of: A partial ISO date: only what held on its last day, and what had happened by then.
        min_sources: Independent sources that an edge must have; one of the reference needs none.
        around: An actor's id: only those within `depth` steps of it.
        depth: Steps from `around`.
        bloc: A bloc's id: only it and its members (on `as_of`, else on any day), with the edges among them.
        region: A region: only its countries and what their edges lead to.
        reference: Which edges that stand only in the reference: `all`, those among actors `shown` by the
            edges of articles, or `none`.

    Raises:
        UsageError: An unknown relation, status, actor or region, or what is no date.
    """
    _check(relations, statuses, (since, until, as_of))
    actors = dict(_nodes(store))
    for id_ in (around, bloc):
        if id_ is not None and id_ not in actors:
            raise UsageError(f"there is no country, bloc or minister {id_!r} in the store")
    choice = _Choice(relations, since, until, as_of, min_sources)
    found = [finding for finding in store.findings(statuses) if choice.takes(finding[0])]
    asked = {id_ for id_ in (around, bloc) if id_ is not None}
    found = _of_reference(found, reference, asked)
    if bloc is not None:
        members = _members(store, bloc, as_of)
        found = [f for f in found if _ends(f) <= members]
    if region is not None:
        found = [f for f in found if _ends(f) & _in_region(actors, region)]
    if around is not None:
        reached = _reached(found, around, depth)
        found = [f for f in found if _ends(f) <= reached]
    return _multigraph(found, actors, asked, {a.id: a for a in store.articles(text=False)})


def _check(relations: Collection[str] | None, statuses: Collection[str], dates: Iterable[str | None]) -> None:
    for name in relations or ():
        if name not in RELATIONS:
            raise UsageError(f"there is no relation {name!r}; there are {', '.join(RELATIONS)}")
    for status in statuses:
        if status not in set(Status):
            raise UsageError(f"there is no status {status!r}; there are {', '.join(Status)}")
    for date in dates:
        try:
            first_day(date or "2000")
        except ValueError as error:
            raise UsageError(f"{date!r} is no date (2024, 2024-07 or 2024-07-06)") from error


def _multigraph(
    found: Sequence[Finding],
    actors: Mapping[str, dict[str, Any]],
    asked: Collection[str],
    articles: Mapping[str, Article],
) -> "nx.MultiDiGraph[str]":
    import networkx as nx  # noqa: PLC0415 - 0.7 s

    projection: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    ids = {id_ for finding in found for id_ in _ends(finding)} | set(asked)
    projection.add_nodes_from((id_, actors[id_]) for id_ in sorted(ids))
    for edge, claims in found:
        data = _edge(edge) | {"evidence": _evidence(claims, articles)}
        projection.add_edge(edge.key.subject, edge.key.object, key=edge.id, **data)
    newest = max((edge.last_reported for edge, _ in found if edge.last_reported), default=None)
    projection.graph.update(newest=newest, articles=len(articles))
    return projection


def _nodes(store: "Store") -> Iterator[tuple[str, dict[str, Any]]]:
    for kind, row in store.actor_rows():
        data: dict[str, Any] = {"kind": kind.value, "name": row["name"], "aliases": row.get("aliases") or []}
        if kind is ActorKind.COUNTRY:
            data |= {name: row.get(name) for name in ("iso2", "region", "official_name")}
        if kind is ActorKind.BLOC:
            data |= {"bloc_kind": row.get("kind")}
            data |= {name: row.get(name) for name in ("founded", "dissolved")}
        yield row["id"], data


_EDGE = (
    "role",
    "since",
    "until",
    "since_day",
    "until_day",
    "sources",
    "independent_sources",
    "first_reported",
    "last_reported",
    "confidence",
    "origin",
    "disputed",
)


def _edge(edge: "Edge") -> dict[str, Any]:
    return {
        "relation": edge.key.relation,
        "status": edge.status.value,
        **{name: getattr(edge, name) for name in _EDGE},
    }


def _evidence(claims: Iterable["StoredClaim"], articles: Mapping[str, Article]) -> list[dict[str, Any]]:
    records = []
    for stored in claims:
        claim, article = stored.claim, articles[stored.claim.article]
        records.append(
            {
                "claim": claim.id,
                "article": article.id,
                "title": article.title,
                "source": article.source,
                "url": article.url,
                "published": article.published,
                "quote": " … ".join(evidence.quote for evidence in claim.evidence),
                "date": claim.date,
                "status": claim.status.value,
                "certainty": claim.certainty.value,
                "stage": None if claim.stage is None else claim.stage.value,
                "attribution": claim.attribution,
                "office": claim.office,
                "amount": claim.amount,
                "currency": claim.currency,
                "detail": claim.detail,
                "via": claim.via,
            }
        )
    return sorted(records, key=lambda r: (r["published"] or "", r["article"], r["claim"]))


# ---------------------------------------------------------------------------------------- what is asked for


@dataclass(frozen=True, slots=True)
class _Choice:
    relations: Collection[str] | None
    since: str | None
    until: str | None
    as_of: str | None
    min_sources: int

    def takes(self, edge: "Edge") -> bool:
        """Whether an edge is of the relations, dates and sources that are asked for."""
        if self.relations is not None and edge.key.relation not in self.relations:
            return False
        if edge.origin == "articles" and edge.independent_sources < self.min_sources:
            return False
        return self._in_range(edge) and (self.as_of is None or _holds_on(edge, self.as_of))

    def _in_range(self, edge: "Edge") -> bool:
        if self.since is not None and not _reaches(edge, first_day(self.since)):
            return False
        begun = [day for day in (edge.since_day, edge.first_reported) if day]
        return self.until is None or not begun or min(begun) < day_after(self.until)


def _reaches(edge: "Edge", day: str) -> bool:
    """Whether it was reported, happened or, by the reference, held on that day or later."""
    told = [known for known in (edge.since_day, edge.last_reported) if known]
    held = edge.origin != "articles" and (edge.until_day is None or edge.until_day > day)
    return held or any(known >= day for known in told)


def _holds_on(edge: "Edge", date: str) -> bool:
    """Whether it held on the last day of a partial date; what has no end holds from its start on."""
    after = day_after(date)
    begun = edge.since_day or (edge.first_reported if edge.origin == "articles" else None) or ""
    return begun < after and (edge.until_day is None or edge.until_day >= after)


def _ends(finding: Finding) -> set[str]:
    return {finding[0].key.subject, finding[0].key.object}


def _of_reference(found: Sequence[Finding], shown: ReferenceShown, asked: Collection[str]) -> list[Finding]:
    """With all that only the reference has, with that among the actors of the articles' edges, or without."""
    if shown == "all":
        return list(found)
    told = [finding for finding in found if finding[0].origin != "reference"]
    actors = {id_ for finding in told for id_ in _ends(finding)} | set(asked)
    return [
        finding
        for finding in found
        if finding[0].origin != "reference" or (shown == "shown" and _ends(finding) <= actors)
    ]


def _members(store: "Store", bloc: str, as_of: str | None) -> set[str]:
    """The bloc and who is a member of it, on a day or ever."""
    held = (edge for edge in store.edges() if edge.key.relation == "member_of" and edge.key.object == bloc)
    return {bloc} | {e.key.subject for e in held if as_of is None or _holds_on(e, as_of)}


def _in_region(actors: Mapping[str, Mapping[str, Any]], region: str) -> set[str]:
    there = {
        id_ for id_, data in actors.items() if (data.get("region") or "").casefold() == region.casefold()
    }
    if not there:
        known = sorted({data["region"] for data in actors.values() if data.get("region")})
        raise UsageError(f"there is no region {region!r}; there are {', '.join(known)}")
    return there


def _reached(found: Sequence[Finding], start: str, depth: int) -> set[str]:
    """The actors within so many steps."""
    neighbours: defaultdict[str, set[str]] = defaultdict(set)
    for finding in found:
        for id_ in _ends(finding):
            neighbours[id_] |= _ends(finding)
    reached, front = {start}, {start}
    for _ in range(depth):
        front = {id_ for known in front for id_ in neighbours[known]} - reached
        reached |= front
    return reached

"""A page about one country, bloc or minister: what is told of it, by whom, and over time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import UsageError
from graph.model import ActorKind, Status
from graph.ontology import RELATIONS
from graph.views.document import render
from graph.views.records import Record, actor_records, clean, edge_records
from graph.views.timeline import SHAPES, Form, timeline
from graph.views.wording import day, period, reading, sources

if TYPE_CHECKING:
    import networkx as nx

    from graph.store import StoredClaim

__all__ = ["Links", "report_values", "write_report"]

_MOST_QUOTES = 12
"""Quotes shown of one edge; the page says how many more there are."""


@dataclass(frozen=True, slots=True)
class Links:
    """Where pages of actors and articles are, by their ids; empty outside a site."""

    actors: Mapping[str, str]
    articles: Mapping[str, str]
    home: str | None = None


NO_LINKS = Links({}, {})


def write_report(
    projection: "nx.MultiDiGraph[str]",
    actor: str,
    path: Path,
    *,
    contradictions: Iterable["StoredClaim"] = (),
    established: Iterable["StoredClaim"] = (),
) -> None:
    """Writes the report on an actor of the projection as one page without scripts.

    Args:
        projection: What is known around the actor, all statuses and the reference included.
        actor: Its id.
        path: Where the page goes.
        contradictions: Claims that the reference speaks against (`Store.contradictions`).
        established: Claims about the founding of a bloc.

    Raises:
        UsageError: The file cannot be written.
    """
    values = report_values(projection, actor, contradictions=contradictions, established=established)
    try:
        path.write_text(render("report.html", values), encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from error


def report_values(
    projection: "nx.MultiDiGraph[str]",
    actor: str,
    *,
    contradictions: Iterable["StoredClaim"] = (),
    established: Iterable["StoredClaim"] = (),
    links: Links = NO_LINKS,
) -> Record:
    """What the template of a report shows."""
    own = _star(projection, actor)
    everybody = {record["id"]: record for record in actor_records(own)}
    edges = [_edge(own, edge, actor, everybody) for edge in edge_records(own)]
    asserted = [e for e in edges if e["status"] == Status.ASSERTED]
    ties = [e for e in asserted if e["relation"] not in {"member_of", "holds_office"}]
    told = [item for e in edges for item in e["quotes"]]
    groups = _by_relation(ties)
    newest = str(projection.graph.get("newest") or "")
    return {
        "actor": everybody[actor],
        "facts": _facts(everybody[actor]),
        "names": _other_names(everybody[actor]),
        "links": links,
        "summary": _summary(told),
        "timelines": [drawn for form in Form if (drawn := timeline(ties, everybody, form))],
        "relations": groups,
        "shapes": {group["reading"]: shape for group, shape in zip(groups, cycle(SHAPES), strict=False)},
        "memberships": _memberships([e for e in asserted if e["relation"] == "member_of"], actor, newest),
        "offices": _ordered(e for e in asserted if e["relation"] == "holds_office"),
        "planned": _ordered(e for e in edges if e["status"] == Status.PLANNED),
        "denied": _ordered(e for e in edges if e["status"] == Status.DENIED),
        "established": [_statement(stored) for stored in established],
        "contradictions": [
            _statement(s) for s in contradictions if actor in {s.claim.subject, s.claim.object}
        ],
        "articles": _articles(told),
        "most_quotes": _MOST_QUOTES,
        "is_minister": everybody[actor]["kind"] == ActorKind.MINISTER,
    }


def _star(projection: "nx.MultiDiGraph[str]", actor: str) -> "nx.MultiDiGraph[str]":
    """The actor, its edges and their other ends."""
    star = projection.__class__()
    star.add_node(actor, **projection.nodes[actor])
    incoming = projection.in_edges(actor, keys=True, data=True)
    for subject, object_, key, data in [*projection.out_edges(actor, keys=True, data=True), *incoming]:
        for end in (subject, object_):
            star.add_node(end, **projection.nodes[end])
        star.add_edge(subject, object_, key=key, **data)
    return star


def _facts(actor: Record) -> list[str]:
    facts = [actor["kind"].capitalize(), actor.get("region"), actor.get("bloc_kind")]
    facts += [f"{word} {actor[word]}" for word in ("founded", "dissolved") if word in actor]
    return [fact for fact in facts if fact]


def _other_names(actor: Record) -> list[str]:
    names = dict.fromkeys([actor.get("official"), *actor.get("aliases", ())])
    return [name for name in names if name and name != actor["name"]]


def _edge(
    projection: "nx.MultiDiGraph[str]", record: Record, actor: str, everybody: Mapping[str, Record]
) -> Record:
    partner = record["object"] if record["subject"] == actor else record["subject"]
    data = projection.edges[record["subject"], record["object"], record["id"]]
    return {
        **record,
        "status": record.get("status", Status.ASSERTED.value),
        "partner": partner,
        "partner_name": everybody[partner]["name"],
        "reading": reading(record, actor),
        "period": period(record),
        "told_by": sources(record),
        "day": day(record),
        "role_shown": None if record.get("role") == "member" else record.get("role"),
        "quotes": [_quote(item) for item in data.get("evidence") or ()],
    }


def _quote(item: Mapping[str, object]) -> Record:
    return {
        "text": str(item.get("quote") or ""),
        "article": str(item.get("article") or ""),
        "title": clean(item.get("title") or item.get("source") or "article"),
        "outlet": clean(item.get("source") or ""),
        "url": item.get("url"),
        "published": clean(item.get("published") or ""),
        "attribution": clean(item.get("attribution") or ""),
    }


def _ordered(edges: Iterable[Record]) -> list[Record]:
    """The newest first; what has no date last."""
    return sorted(
        sorted(edges, key=lambda e: (e["partner_name"], e["id"])), key=lambda e: e["day"], reverse=True
    )


def _memberships(edges: Iterable[Record], actor: str, newest: str) -> list[tuple[str, list[Record]]]:
    """Members apart from those who are not (or, on the day of the newest report, no longer) full ones."""
    groups: dict[str, list[Record]] = {
        "Members": [],
        "Candidates, observers, partners": [],
        "Former members, earlier periods": [],
        "Memberships": [],
        "Former memberships, earlier periods": [],
    }
    for edge in _ordered(edges):
        over = bool(edge.get("until_day")) and (not newest or edge["until_day"] <= newest)
        if edge["subject"] == actor:
            groups["Former memberships, earlier periods" if over else "Memberships"].append(edge)
        elif over:
            groups["Former members, earlier periods"].append(edge)
        else:
            full = edge.get("role", "member") == "member"
            groups["Members" if full else "Candidates, observers, partners"].append(edge)
    return [(title, listed) for title, listed in groups.items() if listed]


def _by_relation(edges: Sequence[Record]) -> list[Record]:
    groups: dict[tuple[int, str], list[Record]] = {}
    order = list(RELATIONS)
    for edge in edges:
        groups.setdefault((order.index(edge["relation"]), edge["reading"]), []).append(edge)
    return [
        {"relation": order[place], "reading": text, "edges": _ordered(groups[place, text])}
        for place, text in sorted(groups)
    ]


def _summary(told: Sequence[Record]) -> Record:
    days = sorted(quote["published"] for quote in told if quote["published"])
    return {
        "articles": len({quote["article"] for quote in told}),
        "outlets": len({quote["outlet"] for quote in told if quote["outlet"]}),
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
    }


def _articles(told: Sequence[Record]) -> list[Record]:
    """Every article that is quoted, the newest first, with the number of its quotes."""
    found: dict[str, Record] = {}
    for quote in told:
        article = found.setdefault(quote["article"], {**quote, "quotes": 0})
        article["quotes"] += 1
    return sorted(
        sorted(found.values(), key=lambda a: a["title"]), key=lambda a: a["published"], reverse=True
    )


def _statement(stored: "StoredClaim") -> Record:
    claim = stored.claim
    return {
        "text": " … ".join(evidence.quote for evidence in claim.evidence),
        "article": claim.article,
        "relation": claim.relation,
        "date": claim.date,
        "detail": claim.detail,
        "against": stored.contradicts,
    }

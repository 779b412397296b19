"""`alliances show`: what the graph knows about one actor."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.cli.console import DbOption, JsonOption, counted, examples, opened_store, say, say_json

if TYPE_CHECKING:
    import networkx as nx

    from graph.model import Actor, Article, Claim

__all__ = ["register"]

_STATUSES = ("asserted", "planned", "denied")
_TITLES = {"planned": "planned, not done", "denied": "denied"}


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog=examples("alliances show Mali", "alliances show AES", "alliances show Lavrov --json"))(
        show
    )


def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="A country, bloc or minister, by name or id.", show_default=False
        ),
    ],
    db: DbOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what the graph knows about an actor.

    Its edges by relation, with dates, sources and a quote; what is only planned or denied stands apart.
    """
    from graph.exports import claim_record
    from graph.projection import project
    from graph.queries import actor_named

    with opened_store(db) as store:
        actor = actor_named(name, store)
        projection = project(store, statuses=_STATUSES, around=actor.id, depth=1, reference="all")
        established = [
            (claim, article)
            for claim in store.established(actor.id)
            if (article := store.article(claim.article)) is not None
        ]
    edges = [
        _edge_record(projection, subject, object_, key, data)
        for subject, object_, key, data in projection.edges(keys=True, data=True)
        if actor.id in {subject, object_}
    ]
    established.sort(key=lambda pair: (pair[0].date or "9999", pair[0].id))
    edges.sort(key=lambda edge: _order(edge, actor.id))
    if as_json:
        record = _actor_record(actor, edges)
        record["established"] = [claim_record(claim) for claim, _ in established]
        say_json(record)
    else:
        _say_actor(actor, projection.nodes.get(actor.id, {}), edges)
        _say_established(established)


def _edge_record(
    projection: "nx.MultiDiGraph[str]", subject: str, object_: str, key: str, data: Mapping[str, Any]
) -> dict[str, Any]:
    return {
        "id": key,
        "subject": subject,
        "subject_name": projection.nodes[subject].get("name", subject),
        "object": object_,
        "object_name": projection.nodes[object_].get("name", object_),
        **data,
    }


def _order(edge: Mapping[str, Any], actor: str) -> tuple[Any, ...]:
    from graph.ontology import RELATIONS

    names = list(RELATIONS)
    return (
        _STATUSES.index(edge["status"]),
        names.index(edge["relation"]),
        edge["object"] == actor and not RELATIONS[edge["relation"]].symmetric,
        edge.get("since") or "9999",
        edge["subject_name"],
        edge["object_name"],
        edge["id"],
    )


def _actor_record(actor: "Actor", edges: list[dict[str, Any]]) -> dict[str, Any]:
    by_status = {status: [e for e in edges if e["status"] == status] for status in _STATUSES}
    return {
        "actor": {
            "id": actor.id,
            "kind": actor.kind.value,
            "name": actor.name,
            "aliases": list(actor.aliases),
        },
        "edges": by_status["asserted"],
        "planned": by_status["planned"],
        "denied": by_status["denied"],
    }


# --------------------------------------------------------------------------------------------- text


def _say_actor(actor: "Actor", node: Mapping[str, Any], edges: list[dict[str, Any]]) -> None:
    facts = [actor.kind.value, actor.id, node.get("region"), node.get("bloc_kind")]
    say(f"{actor.name} ({', '.join(str(f) for f in facts if f)})", style="bold")
    if actor.aliases:
        say(f"also {', '.join(actor.aliases)}")
    if not edges:
        say("nothing known yet")
    for status in _STATUSES:
        chosen = [edge for edge in edges if edge["status"] == status]
        if chosen and status in _TITLES:
            say(f"\n{_TITLES[status].upper()}", style="bold")
        _say_by_relation(actor.id, chosen)


def _say_established(established: Iterable[tuple["Claim", "Article"]]) -> None:
    for number, (claim, article) in enumerate(established):
        if not number:
            say("\nwas established", style="bold")
        said = ", ".join(part for part in (claim.date, claim.detail) if part)
        say(f"  {said}")
        _say_source(claim.quote, article.title, article.source, article.published)


def _say_by_relation(actor: str, edges: Iterable[dict[str, Any]]) -> None:
    """News with a quote each; what stands in the reference alone in a line for all."""
    for heading, found in groupby(edges, lambda edge: _heading(actor, edge)):
        say(f"\n{heading}", style="bold")
        known: dict[str, list[str]] = {}
        for edge in found:
            partner = edge["object_name"] if edge["subject"] == actor else edge["subject_name"]
            if edge.get("origin") == "reference":
                known.setdefault(_standing(edge), []).append(f"{partner}{_bracketed(_period(edge))}")
            else:
                say(f"  {partner}{_details(edge)}")
                _say_quote(edge)
        for standing, partners in known.items():
            say(f"  {standing}: {', '.join(partners)}")


def _heading(actor: str, edge: Mapping[str, Any]) -> str:
    from graph.ontology import relation
    from graph.views.wording import PASSIVE

    declared = relation(edge["relation"])
    if edge["subject"] == actor or declared.symmetric:
        return f"… {declared.label}"
    return f"… {PASSIVE[declared.name]}"


def _standing(edge: Mapping[str, Any]) -> str:
    role = edge.get("role") or "yes"
    return f"by the reference, {role}" if not edge.get("until") else f"by the reference, formerly {role}"


def _bracketed(text: str | None) -> str:
    return f" ({text})" if text else ""


def _details(edge: Mapping[str, Any]) -> str:
    parts = [
        _period(edge),
        edge.get("role"),
        counted(edge["sources"], "article") if edge.get("sources") else None,
        "reference" if edge.get("origin") in {"reference", "both"} else None,
    ]
    said = [str(part) for part in parts if part]
    return _bracketed("; ".join(said))


def _period(edge: Mapping[str, Any]) -> str | None:
    since, until = edge.get("since"), edge.get("until")
    if since and until:
        return f"{since} to {until}"
    return f"since {since}" if since else f"until {until}" if until else None


def _say_quote(edge: Mapping[str, Any]) -> None:
    for evidence in list(edge.get("evidence") or ())[:1]:
        _say_source(evidence["quote"], evidence["title"], evidence.get("source"), evidence.get("published"))


def _say_source(quote: str, title: str, source: str | None, published: str | None) -> None:
    say(f"    “{' '.join(quote.split())}”", style="italic")
    say(f"    — {', '.join(part for part in (title, source, published) if part)}", style="dim")

"""`alliances show`: what the graph knows about one actor."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.cli.console import DbOption, JsonOption, counted, examples, opened_store, say, say_json

if TYPE_CHECKING:
    import networkx as nx

    from graph.model import Actor

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
    from graph.projection import project
    from graph.queries import actor_named

    with opened_store(db) as store:
        actor = actor_named(name, store)
        projection = project(store, statuses=_STATUSES, around=actor.id, depth=1, reference="all")
    edges = [
        _edge_record(projection, subject, object_, key, data)
        for subject, object_, key, data in projection.edges(keys=True, data=True)
        if actor.id in {subject, object_}
    ]
    edges.sort(key=_order)
    if as_json:
        say_json(_actor_record(actor, edges))
    else:
        _say_actor(actor, projection.nodes.get(actor.id, {}), edges)


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


def _order(edge: Mapping[str, Any]) -> tuple[Any, ...]:
    from graph.ontology import RELATIONS

    names = list(RELATIONS)
    return (
        _STATUSES.index(edge["status"]),
        names.index(edge["relation"]),
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


def _say_by_relation(actor: str, edges: Iterable[dict[str, Any]]) -> None:
    from graph.ontology import relation

    last = None
    for edge in edges:
        label = relation(edge["relation"]).label
        outward = edge["subject"] == actor or relation(edge["relation"]).symmetric
        heading = f"… {label}" if outward else f"{label} …"
        if heading != last:
            say(f"\n{heading}", style="bold")
            last = heading
        partner = edge["object_name"] if edge["subject"] == actor else edge["subject_name"]
        say(f"  {partner}{_details(edge)}")
        _say_quote(edge)


def _details(edge: Mapping[str, Any]) -> str:
    parts = [
        edge.get("role"),
        _period(edge),
        counted(edge["sources"], "article") if edge.get("sources") else None,
        "reference" if edge.get("origin") in {"reference", "both"} else None,
    ]
    said = [str(part) for part in parts if part]
    return f"  ({'; '.join(said)})" if said else ""


def _period(edge: Mapping[str, Any]) -> str | None:
    since, until = edge.get("since"), edge.get("until")
    if since and until:
        return f"{since} to {until}"
    return f"since {since}" if since else f"until {until}" if until else None


def _say_quote(edge: Mapping[str, Any]) -> None:
    for evidence in list(edge.get("evidence") or ())[:1]:
        where = ", ".join(
            str(part)
            for part in (evidence["title"], evidence.get("source"), evidence.get("published"))
            if part
        )
        say(f"    “{' '.join(evidence['quote'].split())}”", style="italic")
        say(f"    — {where}", style="dim")

"""The options that choose a part of the graph: what `view`, `export` and `site` share."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import UsageError

if TYPE_CHECKING:
    import networkx as nx

    from graph.projection import ReferenceShown
    from graph.store import Store

__all__ = [
    "AroundOption",
    "AsOfOption",
    "BlocOption",
    "DepthOption",
    "IncludeOption",
    "MinSourcesOption",
    "Part",
    "RegionOption",
    "RelationOption",
    "SinceOption",
    "UntilOption",
    "project_part",
]

RelationOption = Annotated[
    list[str] | None, typer.Option(metavar="NAME", help="Only this relation; may be given again.")
]
SinceOption = Annotated[
    str | None, typer.Option(metavar="DATE", help="Only what held, happened or was reported since.")
]
UntilOption = Annotated[
    str | None, typer.Option(metavar="DATE", help="Only what began, happened or was reported until.")
]
AsOfOption = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="The state on that day.")]
AroundOption = Annotated[
    str | None, typer.Option(metavar="NAME", help="Only this actor and its neighbourhood.")
]
DepthOption = Annotated[int, typer.Option(min=1, max=5, metavar="N", help="Steps from --around.")]
BlocOption = Annotated[str | None, typer.Option(metavar="NAME", help="Only this bloc and its members.")]
RegionOption = Annotated[str | None, typer.Option(metavar="NAME", help="Only countries of this region.")]
MinSourcesOption = Annotated[
    int, typer.Option("--min-sources", min=0, metavar="N", help="Independent sources that an edge must have.")
]
IncludeOption = Annotated[
    list[str] | None,
    typer.Option(metavar="STATUS", help="Beside what is asserted: planned or denied; may be given again."),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Which part of the graph is asked for, as the options say it."""

    relation: Sequence[str] | None = None
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    around: str | None = None
    depth: int = 1
    bloc: str | None = None
    region: str | None = None
    min_sources: int = 0


def project_part(
    store: "Store", part: Part, *, statuses: Sequence[str], reference: "ReferenceShown" = "shown"
) -> "nx.MultiDiGraph[str]":
    """The projection of a part; names are understood as `alliances show` understands them.

    Raises:
        UsageError: A date, name, relation, region or status makes no sense.
    """
    from graph.model import ActorKind
    from graph.projection import project
    from graph.queries import actor_named

    for option, date in (("--since", part.since), ("--until", part.until), ("--as-of", part.as_of)):
        _check_date(option, date)
    return project(
        store,
        relations=part.relation or None,
        statuses=statuses,
        since=part.since,
        until=part.until,
        as_of=part.as_of,
        min_sources=part.min_sources,
        around=None if part.around is None else actor_named(part.around, store).id,
        depth=part.depth,
        bloc=None if part.bloc is None else actor_named(part.bloc, store, (ActorKind.BLOC,)).id,
        region=part.region,
        reference=reference,
    )


def _check_date(option: str, date: str | None) -> None:
    from graph.reference import first_day

    if date is None:
        return
    try:
        first_day(date)
    except ValueError as error:
        raise UsageError(
            f"{option} takes a date such as 2024, 2024-07 or 2024-07-06, not {date!r}"
        ) from error

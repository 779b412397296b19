"""`alliances export`: the graph for other tools."""

from pathlib import Path
from typing import Annotated

import typer

from graph.cli.console import DbOption, JsonOption, counted, examples, opened_store, say, say_json
from graph.cli.selecting import (
    AroundOption,
    AsOfOption,
    BlocOption,
    DepthOption,
    IncludeOption,
    MinSourcesOption,
    Part,
    RegionOption,
    RelationOption,
    SinceOption,
    UntilOption,
    project_part,
)
from graph.errors import UsageError

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(
        epilog=examples(
            "alliances export alliances.gexf",
            "alliances export tables --format csv --since 2024",
            "alliances export sahel.cypher --around Mali",
        )
    )(export)


def export(
    output: Annotated[
        Path,
        typer.Argument(metavar="PATH", help="The file, or for csv the folder, to write.", show_default=False),
    ],
    format_: Annotated[
        str | None,
        typer.Option(
            "--format", metavar="FORMAT", help="graphml, gexf, csv, json, cypher; else as PATH ends."
        ),
    ] = None,
    relation: RelationOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    as_of: AsOfOption = None,
    around: AroundOption = None,
    depth: DepthOption = 1,
    bloc: BlocOption = None,
    region: RegionOption = None,
    min_sources: MinSourcesOption = 0,
    include: IncludeOption = None,
    db: DbOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the graph for Gephi, yEd, a spreadsheet, a program or Neo4j.

    What is only planned or denied is left out unless asked for.
    """
    from graph.exports import EXPORT_FORMATS, ExportFormat, write_export

    if format_ is not None and format_ not in set(EXPORT_FORMATS):
        raise UsageError(f"there is no format {format_!r}; there are {', '.join(EXPORT_FORMATS)}")
    part = Part(
        relation=relation,
        since=since,
        until=until,
        as_of=as_of,
        around=around,
        depth=depth,
        bloc=bloc,
        region=region,
        min_sources=min_sources,
    )
    with opened_store(db) as store:
        projection = project_part(store, part, statuses=("asserted", *(include or ())))
    form = write_export(projection, output, None if format_ is None else ExportFormat(format_))
    size = {"actors": projection.number_of_nodes(), "edges": projection.number_of_edges()}
    if as_json:
        say_json({"path": str(output), "format": form.value, **size})
    else:
        say(f"{output} ({form.value}): {counted(size['actors'], 'actor')}, {counted(size['edges'], 'edge')}")

"""`alliances view`: the network page."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, cast

import typer

from graph.cli.console import DbOption, JsonOption, counted, examples, open_page, opened_store, say, say_json
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

__all__ = ["register"]

_EVERY_STATUS = ("asserted", "planned", "denied")


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(
        epilog=examples(
            "alliances view --open",
            "alliances view --around Mali --depth 2 -o mali.html",
            "alliances view --bloc AES --as-of 2024-09-01 --title 'The Sahel alliance'",
            "alliances view --relation signed_mou_with --since 2024 --png deals.png",
        )
    )(view)


def view(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="Where the page goes.")
    ] = Path("alliances.html"),
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
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="The page's heading.")] = None,
    theme: Annotated[
        str, typer.Option(metavar="NAME", help="light, dark, or auto to follow the reader's system.")
    ] = "auto",
    open_it: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    png: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A picture too; needs Chromium or Chrome.")
    ] = None,
    svg: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A drawing too; needs Chromium or Chrome.")
    ] = None,
    db: DbOption = None,
    as_json: JsonOption = False,
) -> None:
    """Draw the network as one page that works offline.

    Network, world map and table, with filters, search and the quotes behind every edge.
    """
    from graph.views import DEFAULT_TITLE, Theme, write_page

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
        projection = project_part(store, part, statuses=_EVERY_STATUS)
    write_page(
        projection, output, title=title or DEFAULT_TITLE, theme=cast("Theme", theme), include=include or ()
    )
    pictures = [picture for picture in (png, svg) if picture is not None]
    _take_pictures(output, pictures)
    size = {"actors": projection.number_of_nodes(), "edges": projection.number_of_edges()}
    if as_json:
        say_json({"page": str(output), "pictures": [str(picture) for picture in pictures], **size})
    else:
        say(f"{output}: {counted(size['actors'], 'actor')}, {counted(size['edges'], 'edge')}")
        for picture in pictures:
            say(f"{picture}")
    if open_it:
        open_page(output)


def _take_pictures(page: Path, pictures: Sequence[Path]) -> None:
    if not pictures:
        return
    from graph.views.pictures import take_picture

    for picture in pictures:
        take_picture(page, picture)

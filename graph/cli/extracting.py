"""`alliances extract`: what articles say, without a store."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from graph.cli.console import (
    ExitCode,
    FormatOption,
    JobsOption,
    JsonOption,
    LimitOption,
    NamesOption,
    PathsArgument,
    PublishedOption,
    SourceOption,
    UrlOption,
    claim_sentence,
    examples,
    progress_line,
    read_extractor,
    read_input,
    say,
    say_json,
    say_problems,
)
from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.model import Article, Extraction

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(
        epilog=examples(
            "alliances extract article.txt --published 2024-07-06",
            "alliances extract news/ --jsonl > claims.jsonl",
            "curl -s https://… | alliances extract - --format html",
        )
    )(extract)


def extract(
    paths: PathsArgument,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Print one line of JSON an article.")] = False,
    as_json: JsonOption = False,
    limit: LimitOption = None,
    names: NamesOption = None,
    format: FormatOption = None,  # noqa: A002 - as the option is called
    published: PublishedOption = None,
    source: SourceOption = None,
    url: UrlOption = None,
    jobs: JobsOption = 1,
) -> None:
    """Print the actors and claims that articles hold.

    Nothing is stored.
    """
    if jsonl and as_json:
        raise UsageError("--jsonl and --json are two ways to print; choose one")
    from graph.exports import extraction_record, problem_record
    from graph.loader import extract_each
    from graph.model import Problem

    items = read_input(paths, format=format, published=published, source=source, url=url, limit=limit)
    extractor = read_extractor(names)
    problems, records = [], []
    with progress_line("read") as tell:
        for done, result in enumerate(extract_each(items, extractor, jobs=jobs, names=names), 1):
            tell(done)
            if isinstance(result, Problem):
                problems.append(result)
            elif jsonl:
                say_json(extraction_record(*result), indent=None)
            elif as_json:
                records.append(extraction_record(*result))
            else:
                _show(*result)
    if as_json and not jsonl:
        say_json({"articles": records, "problems": [problem_record(p) for p in problems]})
    say_problems(problems)
    if problems:
        sys.stdout.flush()
        raise typer.Exit(ExitCode.FAULTS)


def _show(article: "Article", extraction: "Extraction") -> None:
    names = {actor.id: actor.name for actor in extraction.actors}
    say(article.title or article.ref, style="bold")
    if not extraction.claims:
        say("  nothing about alliances")
    for claim in extraction.claims:
        say(f"  {claim_sentence(claim, names)}")
        say(f"    “{' '.join(claim.quote.split())}”", style="dim")
    say()

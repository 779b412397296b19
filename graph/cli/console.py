"""What the commands share: options, output, opening the store, exit codes."""

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.errors import ReferenceDataError, StoreUnavailableError, UsageError
from graph.settings import store_address

if TYPE_CHECKING:
    from rich.console import Console

    from graph.extraction import Extractor
    from graph.gazetteer import Gazetteer
    from graph.model import Article, Claim, Problem
    from graph.reference import Reference
    from graph.store import Store

__all__ = [
    "DbOption",
    "ExitCode",
    "FormatOption",
    "JobsOption",
    "JsonOption",
    "LimitOption",
    "NamesOption",
    "PathsArgument",
    "PublishedOption",
    "SourceOption",
    "UrlOption",
    "claim_sentence",
    "counted",
    "examples",
    "open_page",
    "opened_store",
    "plain",
    "problem_text",
    "progress_line",
    "read_extractor",
    "read_facts",
    "read_gazetteer",
    "read_input",
    "say",
    "say_json",
    "say_problems",
    "say_table",
    "warn",
]


class ExitCode(IntEnum):
    """What a command tells the shell."""

    DONE = 0
    FAULTS = 1
    """Done, but some input had problems, or a check found faults."""
    USAGE = 2
    UNAVAILABLE = 3
    """The store (or a part of the installation) cannot be used."""
    INTERNAL = 4
    """A fault of alliances itself."""
    STOPPED = 130
    """By the user (Ctrl-C)."""


DbOption = Annotated[
    str | None,
    typer.Option(
        "--db",
        metavar="PLACE",
        help="The graph: a folder, or a Neo4j address (bolt://…). Else NEO4J_URI, else alliances.db.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
PathsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Files (.txt .md .html .json .jsonl .jsonl.gz), folders, or - for standard input.",
        show_default=False,
    ),
]
FormatOption = Annotated[
    str | None, typer.Option("--format", metavar="FORMAT", help="What standard input is: txt, md, jsonl …")
]
PublishedOption = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Day of publication (ISO) of a text that does not say."),
]
SourceOption = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who published a text that does not say.")
]
UrlOption = Annotated[str | None, typer.Option(metavar="URL", help="Address of a text that does not say.")]
LimitOption = Annotated[int | None, typer.Option(min=1, metavar="N", help="Stop after the first N articles.")]
JobsOption = Annotated[int, typer.Option(min=1, metavar="N", help="Worker processes that read articles.")]


NamesOption = Annotated[
    Path | None,
    typer.Option(
        "--names",
        envvar="ALLIANCES_NAMES",
        metavar="FILE",
        help="Names of your own over ours: CSV with the columns text and actor (an id).",
    ),
]


def examples(*lines: str) -> str:
    """The end of a command's help: what to type, kept line by line."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


# -------------------------------------------------------------------------------------------- output


@cache
def _console(*, stderr: bool, width: int | None = None) -> "Console":
    from rich.console import Console

    # Without colours also without bold: who sets NO_COLOR wants plain text.
    plainly = bool(os.environ.get("NO_COLOR"))
    return Console(
        stderr=stderr,
        width=width,
        markup=False,
        highlight=False,
        emoji=False,
        color_system=None if plainly else "auto",
    )


_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """The text without control characters: what an article says must not steer the terminal."""
    return _UNSEEN.sub("", text)


def say(text: str = "", style: str | None = None) -> None:
    """Prints a line for people; `style` is Rich's and shows only in a terminal."""
    _console(stderr=False).print(plain(text), style=style, soft_wrap=True)


def warn(text: str) -> None:
    """Prints a line to standard error."""
    _console(stderr=True).print(plain(text), soft_wrap=True)


def say_json(value: Any, *, indent: int | None = 2) -> None:
    """Prints a value as JSON; without `indent` on one line."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=indent) + "\n")


_UNFOLDED = 10_000  # columns of characters where no terminal sets a width: a row is a line


def say_table(columns: list[str], rows: Iterable[list[str]], *, keep_empty: bool = False) -> None:
    """Prints a table, or a list where the terminal is too narrow.

    Columns without any value are left out unless they are to be kept.
    """
    listed = [[plain(cell) for cell in row] for row in rows]
    kept = [i for i in range(len(columns)) if keep_empty or any(row[i] for row in listed)]
    shown = [[columns[i] for i in kept], *([row[i] for i in kept] for row in listed)]
    console = _console(stderr=False)
    if not console.is_terminal:
        _print_table(_console(stderr=False, width=_UNFOLDED), shown)
    elif sum(_longest_word(column) + 2 for column in zip(*shown, strict=True)) <= console.width:
        _print_table(console, shown)
    else:
        _print_list(shown)


def _longest_word(cells: Iterable[str]) -> int:
    return max(len(word) for cell in cells for word in cell.split() or [""])


def _print_table(console: "Console", shown: list[list[str]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), collapse_padding=True)
    for name in shown[0]:
        table.add_column(Text(name), overflow="fold")
    for row in shown[1:]:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)


def _print_list(shown: list[list[str]]) -> None:
    width = max(len(name) for name in shown[0])
    for row in shown[1:]:
        say()
        for name, cell in zip(shown[0], row, strict=True):
            if cell:
                say(f"{name:{width}}  {cell}")
    say()


def counted(number: int, name: str) -> str:
    """`1 article`, `2 articles`, `3 countries`."""
    plural = f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"
    return f"{number:,} {name if number == 1 else plural}"


def claim_sentence(claim: "Claim", names: Mapping[str, str]) -> str:
    """A claim as a line of text, what is not asserted marked."""
    from graph.ontology import relation

    ends = [names.get(end, end) for end in (claim.subject, claim.object) if end is not None]
    parts = [
        claim.office,
        claim.detail,
        claim.date,
        None if claim.status == "asserted" else claim.status.value,
    ]
    said = ", ".join(part for part in parts if part)
    sentence = (
        f" {relation(claim.relation).label} ".join(ends)
        if len(ends) > 1
        else f"{ends[0]} {relation(claim.relation).label}"
    )
    return f"{sentence} ({said})" if said else sentence


_PROBLEMS_SHOWN = 20


def problem_text(problem: "Problem") -> str:
    """Where something is wrong, and what."""
    place = f", {problem.place}" if problem.place else ""
    return f"{problem.file}{place}: {problem.reason}"


def say_problems(problems: Iterable["Problem"]) -> None:
    """Prints the first problems to standard error, and how many more there are."""
    listed = list(problems)
    for problem in listed[:_PROBLEMS_SHOWN]:
        warn(problem_text(problem))
    if len(listed) > _PROBLEMS_SHOWN:
        warn(f"… and {len(listed) - _PROBLEMS_SHOWN} more problems (--json lists all)")


@contextmanager
def progress_line(verb: str, *, of: str = "articles") -> Iterator[Callable[[int], None]]:
    """A line on the terminal that says how many are done; nothing where there is no terminal."""
    console = _console(stderr=True)
    if not console.is_terminal:
        yield lambda _done: None
        return
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(f"{verb} …")
        yield lambda done: progress.update(task, description=f"{verb} {done:,} {of}")


# --------------------------------------------------------------------------------------- input, store


def open_page(path: Path) -> None:
    """Opens a page in the browser.

    Raises:
        typer.Exit: There is none; where the page is was told.
    """
    import webbrowser

    try:
        opened = webbrowser.get().open(path.resolve().as_uri())
    except webbrowser.Error:
        opened = False
    if not opened:
        warn(f"no browser was found; open {path.resolve()} in one")
        raise typer.Exit(ExitCode.FAULTS)


def read_input(
    paths: list[str],
    *,
    format: str | None,  # noqa: A002 - as the option is called
    published: str | None,
    source: str | None,
    url: str | None,
    limit: int | None,
) -> Iterator["Article | Problem"]:
    """The articles and problems of what was named, up to `limit` articles."""
    from graph.model import Article
    from graph.reading import read_paths

    taken = 0
    for item in read_paths(
        paths, format=format, published=published, source=source, url=url, stdin=sys.stdin.buffer
    ):
        yield item
        taken += isinstance(item, Article)
        if taken == limit:
            return


def read_gazetteer(names: Path | None) -> "Gazetteer":
    """The gazetteer, with a user's names where a file is given.

    Raises:
        UsageError: The file is missing or faulty.
    """
    from graph.gazetteer import gazetteer_with

    with _faults_of_names(names):
        return gazetteer_with(names)


def read_facts(names: Path | None) -> "Reference":
    """The reference facts, with a user's names where a file is given.

    Raises:
        UsageError: The file is missing or faulty.
    """
    from graph.reference import merge_names, read_reference

    with _faults_of_names(names):
        return read_reference() if names is None else merge_names(read_reference(), names)


def read_extractor(names: Path | None) -> "Extractor":
    """The extractor, with a user's names where a file is given.

    Raises:
        UsageError: The file is missing or faulty.
    """
    from graph.extraction import extractor_with

    with _faults_of_names(names):
        return extractor_with(names)


@contextmanager
def _faults_of_names(names: Path | None) -> Iterator[None]:
    """What is wrong with a user's file is wrong use; with our own it is not."""
    try:
        yield
    except ReferenceDataError as error:
        if names is None:
            raise
        raise UsageError(f"--names {error}") from error


@contextmanager
def opened_store(db: str | None, *, create: bool = False) -> Iterator["Store"]:
    """The graph that `--db` or the environment names.

    Raises:
        StoreUnavailableError: There is none, and it is not to be made.
    """
    from graph.store import open_store

    address = store_address(db)
    if isinstance(address, Path) and not create and not address.exists():
        raise StoreUnavailableError(f"there is no graph at {address} yet; `alliances load PATH` makes one")
    with open_store(address) as store:
        yield store


def traceback_wanted() -> bool:
    """Whether ALLIANCES_TRACEBACK asks for the place of an internal fault."""
    return bool(os.environ.get("ALLIANCES_TRACEBACK"))

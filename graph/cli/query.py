"""`alliances query` and `cypher`: asking the graph."""

import json
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.cli.console import DbOption, JsonOption, counted, examples, opened_store, say, say_json, say_table
from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.queries import Parameter, Query

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(
        epilog=examples(
            "alliances query",
            "alliances query partners-of-country --param country=Mali",
            "alliances query members-of-bloc --param bloc=ECOWAS --param day=2012 --json",
        )
    )(query)
    app.command(
        epilog=examples(
            "alliances cypher 'MATCH (c:Country)-[r:ALLIED_WITH]-(b) RETURN c.name, b.name LIMIT 10'",
            "alliances cypher 'MATCH (c:Country {id: $id}) RETURN c.aliases' --param id=MLI",
            "alliances cypher - < question.cypher",
        )
    )(cypher)


def query(
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="The query; without it they are listed.", show_default=False),
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=VALUE", help="What the query takes: names, ids, dates (2024, 2024-07, 2024-07-06)."
        ),
    ] = None,
    db: DbOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask one of the packaged questions.

    Names are understood as people write them.
    """
    from graph.queries import find_query, read_queries, run_query

    if name is None:
        if param:
            raise UsageError("name the query that the parameters are for; `alliances query` lists them")
        _say_queries(read_queries().values(), as_json=as_json)
        return
    asked = find_query(name)
    arguments = dict(_split(text) for text in param or ())
    with opened_store(db) as store:
        answer = run_query(asked, store, arguments)
    if as_json:
        say_json({"query": answer.query, "parameters": answer.parameters, "rows": answer.rows})
        return
    values = [f"{key} {'any' if value is None else value}" for key, value in answer.parameters.items()]
    say(f"{asked.title}{': ' if values else ''}{', '.join(values)}", style="bold")
    _say_rows(answer.rows)


def cypher(
    statement: Annotated[
        str,
        typer.Argument(
            metavar="STATEMENT", help="Cypher that only reads; - for standard input.", show_default=False
        ),
    ],
    param: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=TEXT", help="A value for $NAME; NAME:=VALUE takes JSON, such as n:=5."),
    ] = None,
    db: DbOption = None,
    as_json: JsonOption = False,
) -> None:
    """Run a Cypher statement that only reads.

    Writing, LOAD CSV and administration are refused.
    """
    from graph.guard import check_reading
    from graph.queries import run_statement

    statement = check_reading(sys.stdin.read() if statement == "-" else statement)
    parameters = dict(_parse_value(text) for text in param or ())
    with opened_store(db) as store:
        rows = run_statement(statement, store, parameters)
    if as_json:
        say_json({"rows": rows})
    else:
        _say_rows(rows, keep_empty=True)


# -------------------------------------------------------------------------------------- parameters


def _split(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        raise UsageError(f"--param {text}: write it as NAME=VALUE")
    return name.strip(), value


def _parse_value(text: str) -> tuple[str, Any]:
    name, value = _split(text)
    if not name.endswith(":"):
        return name, value
    try:
        return name.removesuffix(":"), json.loads(value)
    except ValueError as error:
        raise UsageError(f"--param {text}: {value!r} is no JSON") from error


# ------------------------------------------------------------------------------------------ output


def _say_queries(queries: Iterable["Query"], *, as_json: bool) -> None:
    if as_json:
        say_json([_query_record(asked) for asked in queries])
        return
    for asked in queries:
        say(asked.name, style="bold")
        say(f"  {asked.question}")
        for parameter in asked.parameters:
            say(f"  --param {parameter.name}=…  {_taken(parameter)}")


def _taken(parameter: "Parameter") -> str:
    default = "" if parameter.default is None else f", {parameter.default} if left out"
    return f"{parameter.type.value}{default}; such as {parameter.example}"


def _query_record(asked: "Query") -> dict[str, Any]:
    return {
        "name": asked.name,
        "title": asked.title,
        "question": asked.question,
        "parameters": [
            {"name": p.name, "type": p.type.value, "default": p.default, "example": p.example}
            for p in asked.parameters
        ],
        "statement": asked.statement,
    }


def _say_rows(rows: list[dict[str, Any]], *, keep_empty: bool = False) -> None:
    if rows:
        cells = ([_cell(value) for value in row.values()] for row in rows)
        say_table(list(rows[0]), cells, keep_empty=keep_empty)
    say(counted(len(rows), "row"))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(_cell(item) for item in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_cell(item)}" for key, item in value.items())
    return str(value)

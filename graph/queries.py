"""Questions to a graph: the library of `cypher/queries`, and which actor a name means.

A query is a file with one statement. Comments at its head give its title, the question that it answers and
what it takes: name, type, default and an example.

    // Members of a bloc on a date
    // Who belongs to the bloc on that day, in which standing, and since when?
    // $bloc: bloc, e.g. AES
    // $day: last-day = today, e.g. 2025-02-01
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import QueryError, ResourceError, UnknownNameError, UsageError
from graph.gazetteer import default_gazetteer
from graph.guard import check_ending, check_reading
from graph.model import Actor, ActorKind, slug
from graph.ontology import RELATIONS
from graph.reference import OTHER_MEANINGS, day_after, first_day
from graph.resources import resource

if TYPE_CHECKING:
    from graph.store import Store

__all__ = [
    "Answer",
    "Parameter",
    "ParameterType",
    "Query",
    "actor_named",
    "find_query",
    "parse_query",
    "read_queries",
    "resolve_arguments",
    "run_query",
    "run_statement",
]

Row = dict[str, Any]


class ParameterType(StrEnum):
    """What a query takes, and how what a user writes becomes the value in Cypher."""

    COUNTRY = "country"
    BLOC = "bloc"
    MINISTER = "minister"
    ACTOR = "actor"
    """A name or id of any of the three; the value is the id."""
    ARTICLE = "article"
    """An article's id."""
    EDGE = "edge"
    """An edge's id, from the result of another query."""
    RELATION = "relation"
    """A name of the ontology, in small letters or capitals; the value is in small letters."""
    FIRST_DAY = "first-day"
    """An ISO date; of a month or a year its first day."""
    LAST_DAY = "last-day"
    """An ISO date; of a month or a year its last day."""
    NUMBER = "number"
    """A whole number from 1."""
    TEXT = "text"


_KINDS = {
    ParameterType.COUNTRY: (ActorKind.COUNTRY,),
    ParameterType.BLOC: (ActorKind.BLOC,),
    ParameterType.MINISTER: (ActorKind.MINISTER,),
    ParameterType.ACTOR: tuple(ActorKind),
}
_ANY = "any"
_TODAY = "today"


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query takes.

    `default` is as a user would write it, `any` for no value; None: it must be given.
    """

    name: str
    type: ParameterType
    default: str | None
    example: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows that a query gave, and the values that it was asked with."""

    query: str
    parameters: Mapping[str, Any]
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Query:
    """One question and the statement that answers it."""

    name: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    statement: str


# ---------------------------------------------------------------------------------------- the library

_PARAMETER = re.compile(
    r"\$(?P<name>[a-z_]+): (?P<type>[a-z-]+)(?: = (?P<default>\S+))?, e\.g\. (?P<example>\S.*)"
)


def parse_query(name: str, text: str) -> Query:
    """The query of a file's text.

    Raises:
        QueryError: Its head is not as it should be.
    """
    lines = text.splitlines()
    length = next((i for i, line in enumerate(lines) if not line.startswith("// ")), len(lines))
    head = [line.removeprefix("// ").strip() for line in lines[:length]]
    statement = "\n".join(lines[length:]).strip()
    if len(head) < len(("title", "question")) or not head[1].endswith("?"):
        raise QueryError(f"{name}.cypher: its head has no title and question")
    if not statement:
        raise QueryError(f"{name}.cypher: there is no statement")
    parameters = tuple(_parameter(name, line) for line in head[2:])
    return Query(name, head[0], head[1], parameters, statement)


def _parameter(query: str, line: str) -> Parameter:
    found = _PARAMETER.fullmatch(line)
    if found is None:
        raise QueryError(f"{query}.cypher: {line!r} is no parameter; see `$bloc: bloc, e.g. AES`")
    try:
        type_ = ParameterType(found["type"])
    except ValueError:
        raise QueryError(f"{query}.cypher: {found['type']!r} is no type of a parameter") from None
    return Parameter(found["name"], type_, found["default"], found["example"])


@cache
def read_queries(folder: Path | None = None) -> Mapping[str, Query]:
    """The queries of a folder by name, in alphabetical order; by default those that come with the project.

    Raises:
        ResourceError: The installation lacks them.
        QueryError: A file is not as it should be.
    """
    paths = sorted((folder or resource("cypher/queries")).glob("*.cypher"))
    if not paths:
        raise ResourceError("cypher/queries")
    return {path.stem: parse_query(path.stem, path.read_text(encoding="utf-8")) for path in paths}


def find_query(name: str) -> Query:
    """The query of that name.

    Raises:
        UsageError: There is none; the text names those near to it.
    """
    queries = read_queries()
    found = queries.get(name.lower().replace("_", "-"))
    if found is None:
        near = get_close_matches(name, queries, n=3, cutoff=0.5)
        hint = f"; near to it: {', '.join(near)}" if near else ""
        raise UsageError(f"there is no query {name!r}{hint}; `alliances query` lists them")
    return found


# --------------------------------------------------------------------------------------------- running


def run_query(query: Query, store: "Store", arguments: Mapping[str, str]) -> Answer:
    """Asks a query; `arguments` are as users write them: names, partial dates.

    Raises:
        UsageError: An argument is missing, unknown or means nothing (UnknownNameError for names).
        QueryError: The statement was refused.
    """
    values = resolve_arguments(query, store, arguments)
    rows = _rows(store, query.statement, values)
    if not rows:
        _check_ids(query, store, values)
    return Answer(query.name, values, rows)


def run_statement(statement: str, store: "Store", parameters: Mapping[str, Any] | None = None) -> list[Row]:
    """The rows of any statement that only reads.

    Raises:
        QueryError: It does more than read, or is faulty.
    """
    sent = check_reading(statement)
    rows = _rows(store, sent, parameters or {})
    check_ending(sent)  # afterwards: what an engine says of a misspelt RETURN is the clearer word
    return rows


def _rows(store: "Store", statement: str, parameters: Mapping[str, Any]) -> list[Row]:
    return store.engine.ask(statement, parameters)


def resolve_arguments(query: Query, store: "Store", arguments: Mapping[str, str]) -> dict[str, Any]:
    """The values that the statement takes, from what a user wrote.

    Raises:
        UsageError: As `run_query`.
    """
    names = [parameter.name for parameter in query.parameters]
    for name in arguments:
        if name not in names:
            takes = f"it takes {', '.join(names)}" if names else "it takes none"
            raise UsageError(f"{query.name} has no parameter {name!r}; {takes}")
    values = {}
    for parameter in query.parameters:
        written = arguments.get(parameter.name, parameter.default)
        if written is None:
            raise UsageError(
                f"{query.name} needs a {parameter.type.value}: "
                f"--param {parameter.name}={_quoted(parameter.example)}"
            )
        values[parameter.name] = _value(parameter, written, store)
    return values


def _check_ids(query: Query, store: "Store", values: Mapping[str, Any]) -> None:
    """No rows are an answer about an article or edge that is there, not about one that is not.

    Raises:
        UsageError: There is none of that id.
    """
    for parameter in query.parameters:
        id_ = values[parameter.name]
        if parameter.type is ParameterType.ARTICLE and store.article(id_) is None:
            raise UsageError(f"there is no article {id_!r} in the graph")
        if parameter.type is ParameterType.EDGE and all(edge.id != id_ for edge in store.edges()):
            raise UsageError(f"there is no edge {id_!r} in the graph; other queries give ids of edges")


def _quoted(example: str) -> str:
    return f"'{example}'" if " " in example else example


def _value(parameter: Parameter, written: str, store: "Store") -> Any:
    if parameter.default == _ANY and written == _ANY:
        return None
    if kinds := _KINDS.get(parameter.type):
        return actor_named(written, store, kinds).id
    try:
        return _PARSERS[parameter.type](written.strip())
    except ValueError as error:
        raise UsageError(f"{parameter.name}: {error}") from error


def _parse_first_day(written: str) -> str:
    return _today() if written == _TODAY else first_day(written)


def _parse_last_day(written: str) -> str:
    if written == _TODAY:
        return _today()
    return (dt.date.fromisoformat(day_after(written)) - dt.timedelta(days=1)).isoformat()


def _today() -> str:
    return dt.datetime.now(tz=dt.UTC).date().isoformat()


def _parse_number(written: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", written) or not int(written):
        raise ValueError(f"{written!r} is no whole number from 1")
    return int(written)


def _parse_relation(written: str) -> str:
    name = written.lower()
    if name not in RELATIONS:
        raise ValueError(f"{written!r} is no relation; they are {', '.join(RELATIONS)}")
    return name


_PARSERS: Mapping[ParameterType, Callable[[str], Any]] = {
    ParameterType.ARTICLE: str,
    ParameterType.EDGE: str,
    ParameterType.TEXT: str,
    ParameterType.RELATION: _parse_relation,
    ParameterType.FIRST_DAY: _parse_first_day,
    ParameterType.LAST_DAY: _parse_last_day,
    ParameterType.NUMBER: _parse_number,
}


# ---------------------------------------------------------------------------------------------- names


def actor_named(name: str, store: "Store", kinds: Iterable[ActorKind] = tuple(ActorKind)) -> Actor:
    """The country, bloc or minister that a name, short name, id or surname means; one of `kinds` alone.

    Raises:
        UnknownNameError: Nobody is called so.
        UsageError: Several are, or one of another kind.
    """
    wanted = frozenset(kinds)
    everybody = _meanings(name, store)
    found = {id_: actor for id_, actor in everybody.items() if actor.kind in wanted}
    if len(found) == 1:
        return next(iter(found.values()))
    if found:
        several = " or ".join(f"{found[id_].name} ({id_})" for id_ in sorted(found))
        raise UsageError(f"{name!r} can mean {several}; name it by its id")
    if everybody:
        other = next(iter(everybody.values()))
        raise UsageError(f"{name!r} is a {other.kind.value}; a {' or '.join(sorted(wanted))} is asked for")
    raise UnknownNameError(name, _near(name, store, wanted))


def _meanings(name: str, store: "Store") -> dict[str, Actor]:
    gazetteer = default_gazetteer()
    actors = {actor.id: actor for actor in store.actors()}
    judged = store.judged()
    if name in actors:
        return {name: actors.get(judged.canonical(name), actors[name])}
    found = {a.id: a for a in actors.values() if _means(a, name)}
    for meaning in gazetteer.meanings(name):
        for id_ in {meaning.actor, *meaning.ambiguous_with} - OTHER_MEANINGS:
            found[id_] = gazetteer.actor(id_)
    # Those whom a person judged to be the same are one, under the name of the one that stands for all.
    same = {judged.canonical(id_): actor for id_, actor in found.items()}
    return {id_: actors.get(id_, actor) for id_, actor in same.items()}


def _near(name: str, store: "Store", kinds: frozenset[ActorKind]) -> tuple[str, ...]:
    actors = [actor for actor in store.actors() if actor.kind in kinds]
    names = {slug(n): actor.name for actor in actors for n in (actor.name, *actor.aliases, actor.id)}
    surnames = [actor for actor in actors if actor.kind is ActorKind.MINISTER]
    names = {slug(actor.name).rpartition("-")[2]: actor.name for actor in surnames} | names
    near = get_close_matches(slug(name), names, n=3, cutoff=0.75)
    return tuple(dict.fromkeys(names[n] for n in near))


def _means(actor: Actor, name: str) -> bool:
    """By id or by a full name; ministers by surname alone too."""
    asked = slug(name)
    full = {slug(n) for n in (actor.name, *actor.aliases)}
    if actor.kind is not ActorKind.MINISTER:
        return asked in full
    return asked == actor.id or any(f == asked or f.endswith(f"-{asked}") for f in full)

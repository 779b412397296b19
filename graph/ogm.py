"""The graph through py2neo's object mapper, for notebooks that use it; for reading only.

py2neo is at the end of its life: its last release is of 2021, nobody mends it since 2023, and officially it
serves Neo4j up to 4.4. What is here is tried on Neo4j 5.26 and on the current release all the same. For new
code the official driver (`neo4j`) is the way in.

    from graph.ogm import Country, open_repository

    repository = open_repository()  # NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD, NEO4J_DATABASE
    mali = repository.get(Country, "MLI")
    for partner in mali.signed_mou_with:
        print(partner.name)
    for _, (_, edge), bloc in mali.member_of.triples():
        print(bloc.name, edge["role"], edge.get("since"), edge.get("until"))
"""

from typing import TYPE_CHECKING, Any, NoReturn

from graph.errors import StoreUnavailableError, UsageError
from graph.ontology import relation
from graph.settings import ServerAddress, store_address

try:
    from py2neo.ogm import (
        INCOMING,
        OUTGOING,
        UNDIRECTED,
        Model,
        Property,
        Related,
        RelatedObjects,
        Repository,
    )
except ImportError as error:  # pragma: no cover - the extra is installed where the tests run
    raise ImportError("graph.ogm wants py2neo: pip install 'alliance-graph[py2neo]'") from error

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Actor", "Bloc", "Country", "Minister", "ReadingRepository", "RelatedActors", "open_repository"]

_ARROWS = {OUTGOING: ("-", "->"), INCOMING: ("<-", "-"), UNDIRECTED: ("-", "-")}


def _refuse() -> NoReturn:
    raise UsageError("the graph is only read through graph.ogm; `alliances load` writes it")


class RelatedActors(RelatedObjects):
    """The actors at the other end of an actor's edges of one relation, by name.

    Each actor comes once, as an object of its own class; `triples()` gives every edge, so that who left and
    came back is there twice.
    """

    def __init__(self, subject: "Actor", direction: int, relationship_type: str) -> None:
        super().__init__(subject, subject.__node__, direction, relationship_type, Actor)
        before, after = _ARROWS[direction]
        self._statement = (
            f"MATCH (:{subject.__primarylabel__} {{id: $id}}){before}[r:{relationship_type}]{after}(other) "
            "RETURN other, properties(r) AS edge ORDER BY other.name, other.id, r.since_day, r.id"
        )
        self._found: list[tuple[Actor, dict[str, Any]]] | None = None

    @property
    def _related_objects(self) -> "list[tuple[Actor, dict[str, Any]]]":
        if self._found is None:
            self.__db_pull__(self.node)
        return self._found or []

    def __db_pull__(self, tx: Any) -> None:
        """Reads the edges, again if need be."""
        rows = tx.graph.query(self._statement, {"id": self.node["id"]})
        self._found = [(_wrap(row["other"]), dict(row["edge"])) for row in rows]

    def __iter__(self) -> "Iterator[Actor]":
        return iter({actor.id: actor for actor, _ in self._related_objects}.values())

    def __len__(self) -> int:
        return len({actor.id for actor, _ in self._related_objects})

    def add(self, *_: Any, **__: Any) -> NoReturn:
        """Refused: the graph is only read."""
        _refuse()

    clear = remove = update = __db_push__ = add


class Edge(Related):
    """What reads the related actors of one relation."""

    def __init__(self, name: str, direction: int) -> None:
        super().__init__("Actor", relation(name).cypher_type)
        self.direction = direction
        self.__doc__ = relation(name).label

    def __get__(self, instance: "Actor", owner: type) -> RelatedActors:
        return RelatedActors(instance, self.direction, self.relationship_type)


def _to(name: str) -> Edge:
    return Edge(name, OUTGOING)


def _from(name: str) -> Edge:
    return Edge(name, INCOMING)


def _with(name: str) -> Edge:
    return Edge(name, UNDIRECTED)


class Actor(Model):
    """A country, a bloc or a minister; of the graph's labels it is the three below."""

    __primarykey__ = "id"  # type: ignore[assignment] # py2neo's own way to say it

    id = Property()
    name = Property()
    aliases = Property(default=())

    def __db_push__(self, *_: Any) -> None:
        """Refused: the graph is only read."""
        _refuse()

    __db_create__ = __db_delete__ = __db_merge__ = __db_push__


class Party(Actor):
    """What countries and blocs have in common."""

    member_of = _to("member_of")
    signed_mou_with = _with("signed_mou_with")
    signed_agreement_with = _with("signed_agreement_with")
    allied_with = _with("allied_with")
    met_with = _with("met_with")
    offers_assistance_to = _to("offers_assistance_to")
    offered_assistance_by = _from("offers_assistance_to")
    provides_assistance_to = _to("provides_assistance_to")
    provided_assistance_by = _from("provides_assistance_to")
    officials = _from("holds_office")


class Country(Party):
    """A country by its ISO 3166 alpha-3 code."""

    iso2 = Property()
    official_name = Property()
    region = Property()

    applied_to = _to("applied_to")
    withdrew_from = _to("withdrew_from")
    suspended_from = _to("suspended_from")
    founded = _to("founded")


class Bloc(Party):
    """A bloc by its acronym. `founded` and `dissolved` are ISO dates, as precise as they are known."""

    kind = Property()
    founded = Property()
    dissolved = Property()

    members = _from("member_of")
    applicants = _from("applied_to")
    withdrawn = _from("withdrew_from")
    suspended = _from("suspended_from")
    founders = _from("founded")


class Minister(Actor):
    """A holder of an office, by the slug of the full name."""

    holds_office = _to("holds_office")


_CLASSES: dict[str, type[Actor]] = {"Country": Country, "Bloc": Bloc, "Minister": Minister}


def _wrap(node: Any) -> Actor:
    label = next(label for label in node.labels if label in _CLASSES)
    actor: Actor = _CLASSES[label].wrap(node)
    return actor


class ReadingRepository(Repository):
    """py2neo's repository without its ways to write."""

    def save(self, *_: Any) -> NoReturn:
        """Refused: the graph is only read."""
        _refuse()

    delete = create = merge = push = save


def open_repository(address: ServerAddress | None = None) -> ReadingRepository:
    """The repository of a server; by default of the one that `NEO4J_URI` names.

    Raises:
        UsageError: No server is named.
        StoreUnavailableError: It cannot be reached, or refuses the user or the password.
    """
    from py2neo.errors import ConnectionUnavailable, Neo4jError  # noqa: PLC0415 - what may go wrong on opening
    from py2neo.wiring import WireError  # noqa: PLC0415

    wanted = address or store_address(None)
    if not isinstance(wanted, ServerAddress):
        raise UsageError("py2neo reads from a Neo4j server: set NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD")
    try:
        repository = ReadingRepository(
            wanted.uri, name=wanted.database, auth=(wanted.username, wanted.password)
        )
        repository.graph.query("RETURN 1")
    except (ConnectionUnavailable, WireError, Neo4jError, ValueError) as error:
        raise StoreUnavailableError(
            f"{wanted.uri} cannot be used through py2neo: {error} "
            "(look at the address, NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE)"
        ) from error
    return repository

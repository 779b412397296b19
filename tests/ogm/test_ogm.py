"""The graph through py2neo, on both servers."""

import gc
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from graph.errors import StoreUnavailableError, UsageError
from graph.model import ActorKind
from graph.ogm import Actor, Bloc, Country, Edge, Minister, ReadingRepository, open_repository
from graph.ontology import RELATIONS
from graph.settings import ServerAddress
from graph.store import open_store
from tests.queries.world import build

# py2neo never closes its sockets; they go when they are collected, which Python remarks upon.
pytestmark = [
    pytest.mark.filterwarnings("ignore:unclosed .*:ResourceWarning"),
]


@pytest.fixture(scope="module")
def served(server_name: str, neo4j_servers: Any) -> ServerAddress:
    """A server with the made-up world."""
    address: ServerAddress = neo4j_servers.address(server_name)
    with open_store(address) as store:
        store.engine.write(lambda tx: tx.run("MATCH (n) DETACH DELETE n"))
        build(store)
    return address


@pytest.fixture
def repository(served: ServerAddress) -> Iterator[ReadingRepository]:
    opened = open_repository(served)
    yield opened
    del opened
    gc.collect()


def ids(actors: Any) -> list[str]:
    return [actor.id for actor in actors]


def test_a_country(repository: ReadingRepository) -> None:
    mali = repository.get(Country, "MLI")
    assert (mali.id, mali.name, mali.iso2, mali.region) == ("MLI", "Mali", "ML", "Western Africa")
    assert mali.official_name == "Republic of Mali"
    assert ids(mali.signed_mou_with) == ["CHN", "RUS", "TUR"]
    assert ids(mali.signed_agreement_with) == ["FRA"]
    assert ids(mali.founded) == ["AES"]
    assert ids(mali.officials) == ["amina-diarra", "idrissa-toure"]
    assert list(mali.allied_with) == []


def test_sides_of_assistance(repository: ReadingRepository) -> None:
    niger, china = repository.get(Country, "NER"), repository.get(Country, "CHN")
    assert ids(china.offers_assistance_to) == ["NER"]
    assert ids(china.offered_assistance_by) == []
    assert ids(niger.offered_assistance_by) == ["CHN"]
    assert ids(niger.provided_assistance_by) == ["TUR"]


def test_a_bloc(repository: ReadingRepository) -> None:
    aes = repository.get(Bloc, "AES")
    assert (aes.name, aes.kind, aes.founded, aes.dissolved) == (
        "Alliance of Sahel States",
        "defence",
        "2023-09-16",
        None,
    )
    assert ids(aes.members) == ["BFA", "MLI", "NER"]
    assert ids(aes.founders) == ["MLI", "NER"]
    [russia] = aes.allied_with
    assert isinstance(russia, Country)
    assert [type(ally) for ally in russia.allied_with] == [Bloc]
    assert ids(repository.get(Bloc, "ECOWAS").withdrawn) == ["NER"]


def test_a_minister(repository: ReadingRepository) -> None:
    minister = repository.get(Minister, "lin-daoyu")
    assert minister.name == "Lin Daoyu"
    assert [(edge["role"], country.id) for _, (_, edge), country in minister.holds_office.triples()] == [
        ("foreign minister", "CHN")
    ]


def test_every_period_is_there(repository: ReadingRepository) -> None:
    mali = repository.get(Country, "MLI")
    assert ids(mali.member_of) == ["AES", "ECOWAS", "UN"]
    assert len(mali.member_of) == 3
    periods = [
        (kind, bloc.id, edge["role"], edge.get("since"), edge.get("until"))
        for _, (kind, edge), bloc in mali.member_of.triples()
        if bloc.id == "ECOWAS"
    ]
    assert periods == [
        ("MEMBER_OF", "ECOWAS", "member", "1975-05-28", "2012-03-27"),
        ("MEMBER_OF", "ECOWAS", "suspended", "2012-03-27", "2012-04-06"),
        ("MEMBER_OF", "ECOWAS", "member", "2012-04-06", "2025-01-29"),
    ]


def test_what_py2neo_offers_beside(repository: ReadingRepository) -> None:
    mali = repository.get(Country, "MLI")
    [russia] = [actor for actor in mali.signed_mou_with if actor.id == "RUS"]
    assert russia in mali.signed_mou_with
    assert mali.signed_mou_with.get(russia, "sources") == 2
    assert repository.get(Country, "XXX") is None
    assert len(repository.match(Country)) == 8
    assert ids(repository.match(Country).where("_.name STARTS WITH 'M'")) == ["MLI"]
    repository.reload(mali)
    assert repr(mali) == "<Country id='MLI'>"


def test_nothing_is_written(repository: ReadingRepository, served: ServerAddress) -> None:
    with open_store(served) as store:
        before = store.counts()
        mali, iran = repository.get(Country, "MLI"), repository.get(Country, "IRN")
        mali.name = "Elsewhere"
        attempts: list[Any] = [
            lambda: repository.save(mali),
            lambda: repository.delete(mali),
            lambda: repository.graph.push(mali),
            lambda: repository.graph.delete(mali),
            lambda: repository.graph.create(Country("XXX")),
            lambda: repository.graph.merge(Country("XXX")),
            lambda: mali.allied_with.add(iran),
            mali.member_of.clear,
            lambda: mali.member_of.remove(iran),
        ]
        for attempt in attempts:
            with pytest.raises(UsageError, match="only read"):
                attempt()
        assert store.counts() == before
        names = store.engine.read("MATCH (c:Country {id: 'MLI'}) RETURN c.name AS name")
        assert names == [{"name": "Mali"}]


def test_a_server_that_cannot_be_used_is_told(served: ServerAddress) -> None:
    wrong = ServerAddress(served.uri, served.username, "not the password")
    with pytest.raises(StoreUnavailableError, match="NEO4J_PASSWORD"):
        open_repository(wrong)
    with pytest.raises(StoreUnavailableError, match="cannot be used"):
        open_repository(ServerAddress("bolt://localhost:1", "neo4j", "x"))
    gc.collect()


def test_no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEO4J_URI", raising=False)
    with pytest.raises(UsageError, match="NEO4J_URI"):
        open_repository()


@pytest.mark.parametrize("relation", [r for r in RELATIONS.values() if r.objects], ids=lambda r: r.name)
def test_every_relation_can_be_followed(relation: Any) -> None:
    classes: dict[ActorKind, type[Actor]] = {
        ActorKind.COUNTRY: Country,
        ActorKind.BLOC: Bloc,
        ActorKind.MINISTER: Minister,
    }
    ends = (
        (relation.subjects, 0 if relation.symmetric else 1),
        (relation.objects, 0 if relation.symmetric else -1),
    )
    for kinds, direction in ends:
        for kind in kinds:
            edges = [
                value
                for owner in classes[kind].__mro__
                for value in vars(owner).values()
                if isinstance(value, Edge) and value.relationship_type == relation.cypher_type
            ]
            assert direction in {edge.direction for edge in edges}, kind


def test_the_rest_needs_no_py2neo() -> None:
    code = (
        "import sys; sys.modules['py2neo'] = sys.modules['py2neo.ogm'] = None\n"
        "import graph.cli, graph.queries, graph.store\n"
        "try:\n    import graph.ogm\nexcept ImportError as error:\n    print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "graph.ogm wants py2neo: pip install 'alliance-graph[py2neo]'\n"

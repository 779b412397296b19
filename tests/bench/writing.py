"""How many claims are written in a second, beside py2neo and neo4j-graphrag: on one server, in one run.

    python -m tests.bench.writing [CORPUS]

The same claims go into an emptied Neo4j 5.26 three ways, turn by turn: through the store in the loader's
batches, through a plain py2neo loop (two nodes and a relationship merged for each claim, one by one), and
through the writer of neo4j-graphrag in the same batches. The store keeps articles, evidence and summed edges
too, the others only actors and relationships. The first round tells what a load into a server just started
meets, the last ones what a server that has been running does. `ALLIANCES_TEST_NEO4J_URI` names an empty
server to take instead; neo4j-graphrag wants APOC on it.
"""

import argparse
import asyncio
import gc
import os
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from graph.extraction import default_extractor
from graph.loader import BATCH_SIZE
from graph.model import Actor, Article, Claim, Extraction, Problem
from graph.ontology import relation
from graph.reading import read_paths
from graph.reference import read_reference
from graph.resolution import Resolver
from graph.settings import ServerAddress
from graph.store import Store, open_engine
from graph.store.schema import ACTOR_LABELS
from tests.conftest import empty
from tests.neo4j.server import LTS, Server, ServerMissingError, fetch_jars

_ROOT = Path(__file__).parents[2]
_GIVEN = "ALLIANCES_TEST_NEO4J_URI"

_WARM = 3
"""Rounds at the end that count: a server plans and compiles what it runs often, which takes several."""

Batch = list[tuple[Article, Extraction]]


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="?", default=str(_ROOT / "seeds/articles"), help="articles")
    parser.add_argument("--sample", type=int, default=150, metavar="N", help="articles")
    parser.add_argument("--rounds", type=int, default=6, metavar="N", help="rounds, 3 or more")
    options = parser.parse_args()
    try:
        with _server() as address:
            _measure(address, _extract(options.corpus, options.sample), options.rounds)
    except ServerMissingError as error:
        print(f"writing: not measured, there is {error}")


def _extract(corpus: str, number: int) -> list[Batch]:
    """Batches as the loader makes them, with the claims that have two ends: those all three can write."""
    found = [item for item in read_paths([corpus]) if not isinstance(item, Problem)]
    articles = {article.id: article for article in found[:: max(1, len(found) // number)][:number]}
    extractor, resolver = default_extractor(), Resolver()
    work: Batch = []
    for article in articles.values():
        extraction = resolver.resolve(article, extractor.extract(article))
        claims = tuple(claim for claim in extraction.claims if claim.object is not None)
        work.append((article, replace(extraction, claims=claims)))
    return [work[first : first + BATCH_SIZE] for first in range(0, len(work), BATCH_SIZE)]


def _measure(address: ServerAddress, batches: Sequence[Batch], rounds: int) -> None:
    claims = sum(len(extraction.claims) for batch in batches for _, extraction in batch)
    turns: list[dict[str, Callable[[ServerAddress, Sequence[Batch]], float]]] = [
        {"alliance-graph": _write_store, "py2neo": _write_py2neo}
    ]
    if find_spec("neo4j_graphrag") is None:
        print("neo4j-graphrag: left out, it is not installed (dependency group `bench`)")
    elif _has_apoc(address):
        turns.append({"neo4j-graphrag": _write_graphrag})  # last: it drops the schema, and all plans with it
    else:
        print("neo4j-graphrag: left out, the server has no APOC")
    seconds: dict[str, list[float]] = {}
    held = {}
    for ways in turns:
        for _ in range(rounds):
            for name, write in ways.items():
                seconds.setdefault(name, []).append(write(address, batches))
                held[name] = _held(address)
    empty(address)
    print(f"writing: {claims:,} claims of {sum(map(len, batches))} articles; claims a second")
    for heading, chosen in (
        ("first round, on a server just started", lambda taken: taken[0]),
        (f"median of the last {_WARM} of {rounds} rounds", lambda taken: statistics.median(taken[-_WARM:])),
    ):
        print(f"  {heading}:")
        rates = {name: claims / chosen(taken) for name, taken in seconds.items()}
        for name, rate in rates.items():
            ratio = rates["alliance-graph"] / rate
            ours = "" if name == "alliance-graph" else f"; ours writes {ratio:.2f} times as many"
            print(f"    {name}: {rate:,.0f}{ours}")
    for name, (nodes, relationships) in held.items():
        print(f"  {name} leaves {nodes:,} nodes and {relationships:,} relationships")


# ------------------------------------------------------------------------------------------- three ways


def _write_store(address: ServerAddress, batches: Sequence[Batch]) -> float:
    empty(address)
    version = default_extractor().version
    with Store(open_engine(address)) as store:
        store.prepare()
        store.write_reference(read_reference())  # as a load does first; it is no claim
        started = time.perf_counter()
        for batch in batches:
            store.unchanged([article for article, _ in batch], version)
            store.write(batch, version)
        return time.perf_counter() - started


def _write_py2neo(address: ServerAddress, batches: Sequence[Batch]) -> float:
    from py2neo import Graph, Node, Relationship

    empty(address)
    with Store(open_engine(address)) as store:
        store.prepare()  # so that its merges have an index
    server = Graph(address.uri, auth=(address.username, address.password), name=address.database)
    started = time.perf_counter()
    for claim, subject, object_ in _claims(batches):
        ends = []
        for actor in (subject, object_):
            label = ACTOR_LABELS[actor.kind]
            node = Node(label, id=actor.id, name=actor.name)
            server.merge(node, label, "id")
            ends.append(node)
        server.merge(Relationship(ends[0], _type(claim), ends[1], **_properties(claim)))
    taken = time.perf_counter() - started
    del server
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # py2neo never closes its sockets
        gc.collect()
    return taken


def _write_graphrag(address: ServerAddress, batches: Sequence[Batch]) -> float:
    import neo4j
    from neo4j_graphrag.components.kg_writer import Neo4jWriter
    from neo4j_graphrag.components.types import Neo4jGraph, Neo4jNode, Neo4jRelationship

    empty(address)
    _drop_schema(address)  # it creates a node again in each batch, which a constraint would refuse
    with neo4j.GraphDatabase.driver(address.uri, auth=(address.username, address.password)) as driver:
        writer = Neo4jWriter(driver, neo4j_database=address.database)
        started = time.perf_counter()
        for batch in batches:
            nodes, relationships = {}, []
            for claim, *ends in _claims([batch]):
                for actor in ends:
                    nodes[actor.id] = Neo4jNode(
                        id=actor.id,
                        label=ACTOR_LABELS[actor.kind],
                        properties={"id": actor.id, "name": actor.name},
                    )
                relationships.append(
                    Neo4jRelationship(
                        start_node_id=claim.subject,
                        end_node_id=str(claim.object),
                        type=_type(claim),
                        properties=_properties(claim),
                    )
                )
            given = Neo4jGraph(nodes=list(nodes.values()), relationships=relationships)
            done = asyncio.run(writer.run(given))
            if done.status != "SUCCESS":
                sys.exit(f"neo4j-graphrag failed: {done.metadata}")
        return time.perf_counter() - started


def _claims(batches: Sequence[Batch]) -> Iterator[tuple[Claim, Actor, Actor]]:
    for batch in batches:
        for _, extraction in batch:
            actors = {actor.id: actor for actor in extraction.actors}
            for claim in extraction.claims:
                yield claim, actors[claim.subject], actors[str(claim.object)]


def _type(claim: Claim) -> str:
    return relation(claim.relation).cypher_type


def _properties(claim: Claim) -> dict[str, Any]:
    given = {
        "claim": claim.id,
        "article": claim.article,
        "status": claim.status.value,
        "date": claim.date,
        "quote": " ".join(evidence.quote for evidence in claim.evidence),
        "confidence": claim.confidence,
    }
    return {name: value for name, value in given.items() if value is not None}


# --------------------------------------------------------------------------------------------- the server


@contextmanager
def _server() -> Iterator[ServerAddress]:
    if os.environ.get(_GIVEN):
        address = ServerAddress(
            os.environ[_GIVEN],
            os.environ.get("ALLIANCES_TEST_NEO4J_USERNAME") or "neo4j",
            os.environ.get("ALLIANCES_TEST_NEO4J_PASSWORD", ""),
            os.environ.get("ALLIANCES_TEST_NEO4J_DATABASE") or None,
        )
        if _held(address) != (0, 0):
            sys.exit(f"{_GIVEN} names a server that holds something; only an empty one is taken")
        yield address
        return
    with tempfile.TemporaryDirectory() as folder:
        server = Server(LTS, Path(folder) / "neo4j")
        server.prepare()
        plugins = Path(folder) / "neo4j/plugins"
        try:
            fetch_jars(Path(__file__).with_name("pom.xml"), plugins, "APOC")
        except ServerMissingError as error:
            print(error, file=sys.stderr)
        server._classes += f"{os.pathsep}{plugins}/*"  # after the server's own, which are the newer
        server.start()
        try:
            yield ServerAddress(server.uri, server.username, server.password)
        finally:
            server.stop()


def _read(address: ServerAddress, statement: str) -> list[dict[str, Any]]:
    engine = open_engine(address)
    try:
        return engine.read(statement)
    finally:
        engine.close()


def _has_apoc(address: ServerAddress) -> bool:
    statement = "SHOW PROCEDURES YIELD name WHERE name = 'apoc.merge.relationship' RETURN name"
    return bool(_read(address, statement))


def _held(address: ServerAddress) -> tuple[int, int]:
    nodes = _read(address, "MATCH (n) RETURN count(n) AS n")[0]["n"]
    return nodes, _read(address, "MATCH ()-[r]->() RETURN count(r) AS n")[0]["n"]


def _drop_schema(address: ServerAddress) -> None:
    engine = open_engine(address)
    try:
        for row in engine.read("SHOW CONSTRAINTS YIELD name RETURN name"):
            engine.declare(f"DROP CONSTRAINT `{row['name']}`")
        for row in engine.read("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"):
            engine.declare(f"DROP INDEX `{row['name']}`")
    finally:
        engine.close()


if __name__ == "__main__":
    main()

"""The graph store: articles and their claims in, actors and edges out, over any engine."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from graph.errors import UsageError
from graph.model import Actor, ActorKind, Article, Claim, Extraction, Status, content_hash
from graph.ontology import RELATIONS
from graph.reference import Reference
from graph.store.changes import Tally, WriteReport, sliced
from graph.store.edges import Edge, Key, Support, sum_unasserted
from graph.store.engine import Engine, Row
from graph.store.judgements import Judged, Judgement, JudgementKind
from graph.store.rows import (
    article_digest,
    article_of,
    article_rows,
    claim_of,
    edge_of,
    fact_row,
    reference_actors,
    reference_facts,
    support_of,
)
from graph.store.schema import (
    ACTOR_LABELS,
    FULLTEXT,
    NODE_LABELS,
    read_all_relationships,
    schema_statements,
    typed_relationships,
)
from graph.store.update import Update, read_judgements

__all__ = ["Contradiction", "Store", "StoredClaim"]

_PAGE = 500
"""Articles or claims read at once."""

_DIGESTS = "UNWIND $ids AS id MATCH (a:Article {id: id}) RETURN a.id AS id, a.digest AS digest"
_IDENTITIES = """
UNWIND $ids AS id
MATCH (a:Article {id: id})
RETURN a.id AS id, a.text_hash AS text_hash, a.title AS title, a.source AS source, a.published AS published,
       a.url AS url, a.extractor AS extractor"""
_ARTICLE_IDS = "MATCH (a:Article) RETURN a.id AS id ORDER BY id"
_ARTICLES = "UNWIND $ids AS id MATCH (a:Article {id: id}) RETURN properties(a) AS properties"
_HEADS = """
UNWIND $ids AS id
MATCH (a:Article {id: id})
RETURN a {.id, .ref, .title, .source, .url, .published, .language, .path} AS properties"""
_CLAIM_IDS = "MATCH (c:Claim) RETURN c.id AS id ORDER BY id"
_CLAIM_IDS_OF_ARTICLE = "MATCH (c:Claim {article: $article}) RETURN c.id AS id ORDER BY id"
_CLAIM_IDS_OF_EDGE = "MATCH (c:Claim {edge: $edge}) RETURN c.id AS id ORDER BY id"
_CLAIM_IDS_CONTRADICTED = "MATCH (c:Claim) WHERE c.contradicts IS NOT NULL RETURN c.id AS id ORDER BY id"
_CLAIM_IDS_ESTABLISHED = """
MATCH (c:Claim)-[:SUBJECT]->(:Bloc {id: $bloc})
WHERE c.relation = 'established' AND c.status = 'asserted'
RETURN c.id AS id ORDER BY id"""
_MEMBERSHIPS = {
    kind: f"""
MATCH (:Bloc {{id: $bloc}})<-[r:MEMBER_OF]-(m:{ACTOR_LABELS[kind]})
RETURN m.id AS member, m.name AS name, properties(r) AS properties"""
    for kind in RELATIONS["member_of"].subjects
}
_CLAIMS = "UNWIND $ids AS id MATCH (c:Claim {id: id}) RETURN properties(c) AS properties"
_STANDING = """
UNWIND $ids AS id
MATCH (c:Claim {article: id})
RETURN count(c) AS claims, collect(DISTINCT c.edge) AS edges"""
_REPORTED = "MATCH (a:Article) RETURN a.id AS id, a.published AS published, a.sketch AS sketch"
_SEARCH = """
CALL db.index.fulltext.queryNodes($index, $text) YIELD node, score
RETURN node.id AS id, score
ORDER BY score DESC, id
LIMIT $limit"""


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim and what the rest of the graph makes of it.

    `edge` is the typed edge that it is evidence of, `contradicts` what the reference says instead; one that
    was `rejected` makes no edge.
    """

    claim: Claim
    edge: str | None = None
    contradicts: str | None = None
    rejected: bool = False


Contradiction = StoredClaim
"""A stored claim whose `contradicts` is set."""


class Store:
    """A graph of articles, claims, actors and typed edges.

    Every method that writes is one transaction: it happens as a whole or not at all. `keep_text=False` leaves
    out the articles' texts; then evidence cannot be verified later.
    """

    def __init__(self, engine: Engine, *, keep_text: bool = True) -> None:
        self.engine = engine
        self._keep_text = keep_text

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the database."""
        self.engine.close()

    # ---------------------------------------------------------------------------------------------- writing

    def prepare(self) -> None:
        """Makes the constraints and indexes that are not there yet."""
        there = {row["name"] for row in self.engine.read("SHOW CONSTRAINTS YIELD name RETURN name")}
        there |= {row["name"] for row in self.engine.read("SHOW INDEXES YIELD name RETURN name")}
        for name, statement in schema_statements():
            if name not in there:
                self.engine.declare(statement)
        if self.engine.fulltext_index not in there:
            self.engine.declare_fulltext(*FULLTEXT)

    def has_reference(self) -> bool:
        """Whether facts of a reference were written."""
        return self.reference_digest() is not None

    def reference_digest(self) -> str | None:
        """A hash of the reference that was written last; None where none was."""
        rows = self.engine.read("MATCH (ledger:Ledger {id: 'ledger'}) RETURN ledger.reference AS digest")
        return rows[0]["digest"] if rows else None

    def write_reference(self, reference: Reference) -> WriteReport:
        """Puts the reference's actors and memberships in; what only an older reference had goes."""
        actors, facts = reference_actors(reference), reference_facts(reference)
        digest = content_hash(repr((actors, [fact_row(fact) for fact in facts])))
        if self.reference_digest() == digest:
            return WriteReport(edges=Tally(unchanged=len(facts)))
        return self.engine.write(lambda tx: Update(tx).replace_reference(actors, facts, digest))

    def unchanged(self, articles: Sequence[Article], extractor: str) -> set[str]:
        """The ids of those articles that the store has as they are, read by this version of the extractor."""
        return self.recall(articles, extractor)[1]

    def recall(self, articles: Sequence[Article], extractor: str) -> tuple[list[Article], set[str]]:
        """The articles with what the store knows of them where they do not say, and the `unchanged` ids.

        Title, source, day and address stay what an earlier load was told, until another value is given.
        """
        rows = self._read_by_ids(_IDENTITIES, [article.id for article in articles])
        known = {row.pop("id"): row for row in rows}
        completed = [_completed(article, known.get(article.id, {})) for article in articles]
        return completed, {a.id for a in completed if known.get(a.id) == _identity(a, extractor)}

    def write(self, batch: Sequence[tuple[Article, Extraction]], extractor: str) -> WriteReport:
        """Writes articles with their claims, in the place of what the store has under their ids.

        Raises:
            StoreError: A claim names an actor that its extraction does not list, or one that its relation
                does not take.
        """
        given = {article.id: (article, extraction) for article, extraction in batch}
        digests = {
            id_: article_digest(*pair, extractor, keep_text=self._keep_text) for id_, pair in given.items()
        }
        known = {row["id"]: row["digest"] for row in self._read_by_ids(_DIGESTS, sorted(given))}
        same = {id_ for id_, digest in digests.items() if known.get(id_) == digest}
        unchanged = WriteReport(
            articles=Tally(unchanged=len(same)),
            claims=Tally(unchanged=sum(len(given[id_][1].claims) for id_ in same)),
        )
        fresh = [
            article_rows(*given[id_], extractor, keep_text=self._keep_text)
            for id_ in sorted(given.keys() - same)
        ]
        if not fresh:
            return unchanged
        now = datetime.now(UTC).isoformat(timespec="seconds")
        return unchanged + self.engine.write(lambda tx: Update(tx).replace_articles(fresh, (), now))

    def remove(self, article_id: str) -> WriteReport:
        """Takes an article out, with its claims and the edges that were only its own.

        Raises:
            UsageError: There is no such article.
        """
        if self.article(article_id) is None:
            raise UsageError(f"there is no article {article_id!r} in the store")
        return self.engine.write(lambda tx: Update(tx).replace_articles((), (article_id,), ""))

    # ------------------------------------------------------------------------------------------- judgements

    def judge(self, kind: JudgementKind, a: str, b: str | None = None, reason: str = "") -> Judgement:
        """Keeps a decision and applies it: `a` and `b` are (not) the same actor, or the claim `a` is wrong.

        Raises:
            UsageError: There is no such actor or claim, the two are of different kinds, or the decision goes
                against an earlier one.
        """
        made_at = datetime.now(UTC).isoformat(timespec="seconds")
        judgement = Judgement.of(JudgementKind(kind), a, b, reason, made_at)
        self._check_judgement(judgement)
        earlier = {j.id: j for j in self.judgements()}
        if judgement.id in earlier:
            return earlier[judgement.id]
        self._check_against(judgement, list(earlier.values()))
        self.engine.write(lambda tx: Update(tx).replace_judgement(judgement, held=True))
        return judgement

    def withdraw(self, judgement_id: str) -> Judgement:
        """Takes a decision back; the graph is as if it had never been.

        Raises:
            UsageError: There is no such judgement.
        """
        judgement = next((j for j in self.judgements() if j.id == judgement_id), None)
        if judgement is None:
            raise UsageError(f"there is no judgement {judgement_id!r} in the store")
        self.engine.write(lambda tx: Update(tx).replace_judgement(judgement, held=False))
        return judgement

    def judgements(self) -> list[Judgement]:
        """All decisions, in the order of their ids."""
        return read_judgements(_Reader(self.engine))

    def judged(self) -> Judged:
        """All decisions, ready to be asked who stands for whom."""
        return Judged(self.judgements())

    def _check_judgement(self, judgement: Judgement) -> None:
        if judgement.kind is JudgementKind.REJECT:
            if judgement.b is not None:
                raise UsageError("a rejection takes one claim")
            if not self._read_by_ids(_CLAIMS, [judgement.a]):
                raise UsageError(f"there is no claim {judgement.a!r} in the store")
            return
        if judgement.b is None or judgement.a == judgement.b:
            raise UsageError("say which two actors are (not) the same")
        kinds = {actor.id: actor.kind for actor in self.actors()}
        for id_ in (judgement.a, judgement.b):
            if id_ not in kinds:
                raise UsageError(f"there is no country, bloc or minister {id_!r} in the store")
        if kinds[judgement.a] is not kinds[judgement.b]:
            raise UsageError(f"a {kinds[judgement.a]} and a {kinds[judgement.b]} are never the same")

    def _check_against(self, judgement: Judgement, earlier: Sequence[Judgement]) -> None:
        judged = Judged([*earlier, judgement])
        for a, b in sorted(judged.different):
            if judged.canonical(a) == judged.canonical(b):
                raise UsageError(f"{a} and {b} would be judged the same and not the same; withdraw one first")

    # ---------------------------------------------------------------------------------------------- reading

    def article(self, article_id: str) -> Article | None:
        """One article with its text."""
        rows = self._read_by_ids(_ARTICLES, [article_id])
        return article_of(rows[0]["properties"]) if rows else None

    def articles(self, *, text: bool = True) -> Iterator[Article]:
        """All articles in the order of their ids, a few at a time; without `text` it is left empty."""
        ids = [row["id"] for row in self.engine.read(_ARTICLE_IDS)]
        for some in sliced(ids, _PAGE):
            rows = self.engine.read(_ARTICLES if text else _HEADS, {"ids": some})
            yield from (article_of(row["properties"]) for row in rows)

    def claims(self, article: str | None = None, *, edge: str | None = None) -> Iterator[Claim]:
        """All claims, those of one article, or those that are evidence of one edge, in the order of ids."""
        for stored in self.stored_claims(article, edge=edge):
            yield stored.claim

    def stored_claims(self, article: str | None = None, *, edge: str | None = None) -> Iterator[StoredClaim]:
        """As `claims`, each with what the rest of the graph makes of it."""
        if article is not None:
            ids = self.engine.read(_CLAIM_IDS_OF_ARTICLE, {"article": article})
        elif edge is not None:
            ids = self.engine.read(_CLAIM_IDS_OF_EDGE, {"edge": edge})
        else:
            ids = self.engine.read(_CLAIM_IDS)
        yield from self._claims_by_ids([row["id"] for row in ids])

    def established(self, bloc: str) -> list[Claim]:
        """What articles say about the founding of a bloc; it makes no edge, having one end only."""
        ids = self.engine.read(_CLAIM_IDS_ESTABLISHED, {"bloc": bloc})
        return [stored.claim for stored in self._claims_by_ids([row["id"] for row in ids])]

    def contradictions(self) -> list[Contradiction]:
        """Asserted claims that the reference speaks against; they make no edge of their own."""
        ids = self.engine.read(_CLAIM_IDS_CONTRADICTED)
        return list(self._claims_by_ids([row["id"] for row in ids]))

    def _claims_by_ids(self, ids: Sequence[str]) -> Iterator[StoredClaim]:
        return map(_stored, self._claim_rows(ids))

    def _claim_rows(self, ids: Sequence[str]) -> Iterator[Row]:
        for some in sliced(ids, _PAGE):
            yield from (row["properties"] for row in self.engine.read(_CLAIMS, {"ids": some}))

    def standing(self, articles: Collection[str]) -> tuple[int, set[str]]:
        """How many claims those articles have in the store, and the ids of the edges they are evidence of."""
        rows = self._read_by_ids(_STANDING, sorted(articles))
        return sum(row["claims"] for row in rows), {edge for row in rows for edge in row["edges"]}

    def edges(self) -> Iterator[Edge]:
        """All typed edges, in the order of the ontology, then of their ends and ids."""
        kinds = {label: kind for kind, label in ACTOR_LABELS.items()}
        names = {relation.cypher_type: relation.name for relation in RELATIONS.values()}
        found: list[Edge] = []
        for between in typed_relationships():
            for row in self.engine.read(read_all_relationships(between)):
                key = Key(
                    names[between.type], row["start"], kinds[between.start], row["end"], kinds[between.end]
                )
                found.append(edge_of(key, row["properties"]))
        order = {name: place for place, name in enumerate(RELATIONS)}
        found.sort(key=lambda e: (order[e.key.relation], e.key.subject, e.key.object, e.id))
        yield from found

    def memberships(self, bloc: str) -> list[tuple[str, Edge]]:
        """All memberships in a bloc, past ones too: the member's name and the edge."""
        return [
            (
                row["name"],
                edge_of(Key("member_of", row["member"], kind, bloc, ActorKind.BLOC), row["properties"]),
            )
            for kind, statement in _MEMBERSHIPS.items()
            for row in self.engine.read(statement, {"bloc": bloc})
        ]

    def findings(
        self, statuses: Collection[str] = (Status.ASSERTED,)
    ) -> Iterator[tuple[Edge, list[StoredClaim]]]:
        """Edges with the claims behind them; then what is only planned or denied, summed in the same way."""
        by_edge: defaultdict[str, list[StoredClaim]] = defaultdict(list)
        apart: list[Row] = []
        for row in self._claim_rows([row["id"] for row in self.engine.read(_CLAIM_IDS)]):
            if "edge" in row:
                by_edge[row["edge"]].append(_stored(row))
            elif row["status"] != Status.ASSERTED and row["status"] in statuses:
                apart.append(row)
        if Status.ASSERTED in statuses:
            for edge in self.edges():
                yield edge, by_edge[edge.id]
        yield from self._unasserted(apart)

    def _unasserted(self, rows: Sequence[Row]) -> Iterator[tuple[Edge, list[StoredClaim]]]:
        judged = self.judged()
        articles = {row["id"]: row for row in self.engine.read(_REPORTED)}
        claims = {row["id"]: row for row in rows if "key" in row and not row.get("rejected")}
        supports: defaultdict[tuple[Key, Status], list[Support]] = defaultdict(list)
        for row in claims.values():
            key = judged.canonical_key(Key.parse(row["key"]))
            if key.subject != key.object:
                supports[key, Status(row["status"])].append(support_of(row, articles[row["article"]]))
        for (key, status), found in sorted(supports.items()):
            outcome = sum_unasserted(key, status, found)
            for edge in outcome.edges.values():
                yield edge, [_stored(claims[id_]) for id_, to in outcome.joined.items() if to == edge.id]

    def actor_rows(self) -> Iterator[tuple[ActorKind, Row]]:
        """Every country, bloc and minister with all properties, by kind and id."""
        for kind, label in ACTOR_LABELS.items():
            statement = f"MATCH (n:{label}) RETURN properties(n) AS properties ORDER BY n.id"
            for row in self.engine.read(statement):
                yield kind, row["properties"]

    def actors(self) -> Iterator[Actor]:
        """Every country, bloc and minister, by kind and id."""
        for kind, row in self.actor_rows():
            yield Actor(row["id"], kind, row["name"], tuple(row.get("aliases") or ()))

    def search(self, text: str, limit: int = 20) -> list[tuple[str, float]]:
        """Articles whose title or text has the words, best first: ids and scores."""
        parameters = {"index": self.engine.fulltext_index, "text": text, "limit": limit}
        return [(row["id"], row["score"]) for row in self.engine.read(_SEARCH, parameters)]

    def counts(self) -> dict[str, int]:
        """How many there are of each kind of node, of claims by status, and of typed edges."""
        counts = {}
        for label in NODE_LABELS:
            if label != "Ledger":
                rows = self.engine.read(f"MATCH (n:{label}) RETURN count(n) AS n")
                counts[label.lower()] = rows[0]["n"]
        for status in Status:
            rows = self.engine.read(
                "MATCH (c:Claim) WHERE c.status = $status RETURN count(c) AS n", {"status": status.value}
            )
            counts[f"{status.value} claim"] = rows[0]["n"]
        counts["edge"] = sum(
            self.engine.read(f"MATCH ()-[r:{relation.cypher_type}]->() RETURN count(r) AS n")[0]["n"]
            for relation in RELATIONS.values()
            if relation.objects
        )
        return counts

    def _read_by_ids(self, statement: str, ids: Sequence[str]) -> list[Row]:
        return [row for some in sliced(ids, _PAGE) for row in self.engine.read(statement, {"ids": some})]


class _Reader:
    """A transaction that only reads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def run(self, statement: str, parameters: Any = None) -> list[Row]:
        return self._engine.read(statement, parameters)


def _stored(row: Row) -> StoredClaim:
    return StoredClaim(
        claim_of(row), row.get("edge"), row.get("contradicts"), rejected=row.get("rejected", False)
    )


def _completed(article: Article, known: Row) -> Article:
    return replace(
        article,
        title=article.title or known.get("title") or "",
        source=article.source or known.get("source"),
        published=article.published or known.get("published"),
        url=article.url or known.get("url"),
    )


def _identity(article: Article, extractor: str) -> Row:
    return {
        "text_hash": article.text_hash,
        "title": article.title,
        "source": article.source,
        "published": article.published,
        "url": article.url,
        "extractor": extractor,
    }

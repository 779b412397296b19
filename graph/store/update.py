"""One transaction that changes the graph: read what is there, compute what shall be, write what differs.

Nothing here depends on the order of loads: the typed edges between two actors, and the names of an actor, are
always computed from all claims and mentions, with those of the articles at hand in their new form.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from operator import itemgetter
from typing import Any

from graph.errors import StoreError
from graph.model import ActorKind, Status, content_hash
from graph.ontology import RELATIONS
from graph.store.changes import Fate, Part, WriteReport, compare, fates, sliced, tally, write_changes
from graph.store.edges import ENDS, Fact, Key, Outcome, Support, edges_between
from graph.store.engine import Row, Transaction
from graph.store.judgements import Judged, Judgement, JudgementKind
from graph.store.rows import ArticleRows, fact_of, fact_row, filled, support_of
from graph.store.schema import ACTOR_LABELS, Between, read_relationships

__all__ = ["Update", "read_judgements"]

_LOCK = """
MERGE (ledger:Ledger {id: 'ledger'})
SET ledger.turn = coalesce(ledger.turn, 0) + 1
RETURN ledger.copying AS copying"""

_ARTICLES = "UNWIND $ids AS id MATCH (a:Article {id: id}) RETURN properties(a) AS properties"
_CLAIMS = "UNWIND $ids AS id MATCH (c:Claim {article: id}) RETURN properties(c) AS properties"
_EVENTS = "UNWIND $ids AS id MATCH (e:Event {id: id}) RETURN properties(e) AS properties"
_FACTS = "UNWIND $keys AS key MATCH (f:Fact {key: key}) RETURN properties(f) AS properties"
_ALL_FACTS = "MATCH (f:Fact) RETURN properties(f) AS properties"
_JUDGEMENTS = """
MATCH (j:Judgement)
RETURN j.kind AS kind, j.a AS a, j.b AS b, j.reason AS reason, j.made_at AS made_at
ORDER BY j.id"""
_SUPPORTS = """
UNWIND $keys AS key
MATCH (c:Claim {key: key})
WHERE c.status = 'asserted' AND NOT c.article IN $without
MATCH (a:Article {id: c.article})
RETURN c.id AS id, c.relation AS relation, c.role AS role, c.office AS office, c.since AS since,
       c.until AS until, c.date AS date, c.stage AS stage, c.confidence AS confidence, c.article AS article,
       c.key AS key, c.edge AS edge, c.contradicts AS contradicts, c.rejected AS rejected,
       a.published AS published, a.sketch AS sketch"""
_MARK = """
UNWIND $rows AS row
MATCH (c:Claim {id: row.id})
SET c.edge = row.edge, c.contradicts = row.contradicts"""
_FACT_KEYS = """
MATCH (f:Fact)
WHERE f.subject IN $ids OR f.object IN $ids
RETURN DISTINCT f.key AS key"""


def _mentions(label: str) -> str:
    return f"""
UNWIND $ids AS id
MATCH (a:Article {{id: id}})
MATCH (a)-[m:MENTIONS]->(n:{label})
RETURN a.id AS start, n.id AS end, properties(m) AS properties"""


def _participants(label: str) -> str:
    return f"""
UNWIND $ids AS id
MATCH (e:Event {{id: id}})
MATCH (e)-[p:PARTICIPANT]->(n:{label})
RETURN e.id AS start, n.id AS end, properties(p) AS properties"""


def _nodes(label: str) -> str:
    return f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN properties(n) AS properties"


def _names(label: str) -> str:
    return f"""
UNWIND $ids AS id
MATCH (n:{label} {{id: id}})
MATCH (n)<-[m:MENTIONS]-(a:Article)
WHERE NOT a.id IN $without
RETURN n.id AS id, m.name AS name, m.aliases AS aliases, count(m) AS times"""


def _claim_keys(end: str, label: str) -> str:
    return f"""
UNWIND $ids AS id
MATCH (n:{label} {{id: id}})
MATCH (n)<-[:{end}]-(c:Claim)
RETURN DISTINCT c.key AS key"""


_MENTIONS = {kind: _mentions(label) for kind, label in ACTOR_LABELS.items()}
_PARTICIPANTS = {kind: _participants(label) for kind, label in ACTOR_LABELS.items()}
_NODES = {kind: _nodes(label) for kind, label in ACTOR_LABELS.items()}
_NAMES = {kind: _names(label) for kind, label in ACTOR_LABELS.items()}
_CLAIM_KEYS = {
    kind: [_claim_keys(end, label) for end in ("SUBJECT", "OBJECT")] for kind, label in ACTOR_LABELS.items()
}

_MARKS = ("edge", "contradicts", "rejected")
"""What a claim's node says beyond the claim itself: it depends on the rest of the graph."""


def read_judgements(transaction: Transaction) -> list[Judgement]:
    """All judgements, in the order of their ids."""
    return [
        Judgement(JudgementKind(row["kind"]), row["a"], row["b"], row["reason"] or "", row["made_at"] or "")
        for row in transaction.run(_JUDGEMENTS)
    ]


class Update:
    """Changes the graph within one transaction. Writers take turns: the second reads what the first wrote."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        if transaction.run(_LOCK)[0]["copying"]:
            raise StoreError("this store is half a copy; run the same copy again to complete it")
        self._judged = Judged(read_judgements(transaction))
        self._before = Part()
        self._after = Part()

    # -------------------------------------------------------------------------------- what can be asked for

    def replace_articles(
        self, rows: Sequence[ArticleRows], removed: Collection[str], now: str
    ) -> WriteReport:
        """Puts articles in the place of what is there under their ids, and takes others away."""
        ids = sorted({row.id for row in rows} | set(removed))
        touched = self._read_articles(ids)
        for row in rows:
            touched |= self._add_article(row, now)
        edge_fates = self._recompute(touched, without=ids)
        self._recompute_actors(ids)
        write_changes(self._transaction, self._before, self._after)
        return WriteReport(
            compare(self._before.labelled("Article"), self._after.labelled("Article")),
            compare(_unmarked(self._before.labelled("Claim")), _unmarked(self._after.labelled("Claim"))),
            tally(edge_fates.values()),
            edge_fates,
        )

    def replace_reference(
        self, actors: Mapping[ActorKind, Sequence[Row]], facts: Sequence[Fact], digest: str
    ) -> WriteReport:
        """Puts the facts of the reference in the place of those that are there."""
        for row in self._run(_ALL_FACTS):
            self._before.add_node("Fact", row["properties"])
        for fact in facts:
            self._after.add_node("Fact", fact_row(fact))
        old, new = self._before.labelled("Fact"), self._after.labelled("Fact")
        differing = {id_ for id_ in old.keys() | new.keys() if old.get(id_) != new.get(id_)}
        keys = {Key.parse((new.get(id_) or old[id_])["key"]) for id_ in differing}
        self._replace_reference_actors(actors)
        edge_fates = self._recompute(keys, (), facts)
        write_changes(self._transaction, self._before, self._after)
        self._run("MATCH (ledger:Ledger {id: 'ledger'}) SET ledger.reference = $digest", digest=digest)
        return WriteReport(edges=tally(edge_fates.values()), edge_fates=edge_fates)

    def replace_judgement(self, judgement: Judgement, *, held: bool) -> WriteReport:
        """Makes a judgement hold, or no longer."""
        judgements = {j.id: j for j in read_judgements(self._transaction)}
        before = self._judged
        for id_, known in judgements.items():
            self._before.add_node("Judgement", filled(known.to_record()))
            if id_ != judgement.id:
                self._after.add_node("Judgement", filled(known.to_record()))
        judgements.pop(judgement.id, None)
        if held:
            judgements[judgement.id] = judgement
            self._after.add_node("Judgement", filled(judgement.to_record()))
        self._judged = Judged(judgements.values())
        actors = self._judged_actors(judgement, before)
        keys = self._keys_of_claim(judgement.a) if judgement.b is None else self._keys_of_actors(actors)
        keys |= {before.canonical_key(key) for key in keys}  # whose edges may have to go
        edge_fates = self._recompute(keys, without=())
        if judgement.b is None:
            self._mark_rejected(judgement.a, rejected=held)
        self._name_actors(actors, without=())
        write_changes(self._transaction, self._before, self._after)
        return WriteReport(edges=tally(edge_fates.values()), edge_fates=edge_fates)

    # --------------------------------------------------------------------------------------------- articles

    def _read_articles(self, ids: Sequence[str]) -> set[Key]:
        """Reads all that the articles have in the graph; gives the keys of their claims."""
        before = self._before
        for row in self._run(_ARTICLES, ids=ids):
            before.add_node("Article", row["properties"])
        known = sorted(before.labelled("Article"))
        if not known:
            return set()
        for row in self._run(_CLAIMS, ids=known):
            before.add_node("Claim", row["properties"])
            _add_claim_ends(before, row["properties"])
        claims = before.labelled("Claim").values()
        events = sorted({claim["event"] for claim in claims if "event" in claim})
        for row in self._run(_EVENTS, ids=events):
            before.add_node("Event", row["properties"])
        for kind, label in ACTOR_LABELS.items():
            for start, type_, statement, starts in (
                ("Article", "MENTIONS", _MENTIONS[kind], known),
                ("Event", "PARTICIPANT", _PARTICIPANTS[kind], events),
            ):
                for row in self._run(statement, ids=starts):
                    before.add_relationship(
                        Between(start, type_, label), row["start"], row["end"], row["properties"]
                    )
        return _keys(claims)

    def _add_article(self, rows: ArticleRows, now: str) -> set[Key]:
        after = self._after
        known = self._before.nodes.get(("Article", rows.id), {})
        loaded_at = known.get("loaded_at", now)
        after.add_node("Article", rows.article | {"loaded_at": loaded_at})
        kinds = {actor.id: actor.kind for actor in rows.actors}
        for actor in rows.actors:
            after.add_relationship(
                Between("Article", "MENTIONS", ACTOR_LABELS[actor.kind]),
                rows.id,
                actor.id,
                {
                    "id": content_hash(rows.id, actor.id),
                    "name": actor.name,
                    "aliases": sorted(actor.aliases),
                },
            )
        for claim in rows.claims:
            marks = {"rejected": True} if claim["id"] in self._judged.rejected else {}
            after.add_node("Claim", claim | marks)
            _add_claim_ends(after, claim)
        for event, participants in rows.events:
            after.add_node("Event", event)
            for participant in participants:
                after.add_relationship(
                    Between("Event", "PARTICIPANT", ACTOR_LABELS[kinds[participant.actor]]),
                    event["id"],
                    participant.actor,
                    {"id": content_hash(event["id"], participant.actor), "side": participant.side},
                )
        return _keys(rows.claims)

    # ----------------------------------------------------------------------------------------------- actors

    def _recompute_actors(self, without: Sequence[str]) -> None:
        """Names whom the articles mention anew, and takes away whom nobody mentions any more."""
        touched: defaultdict[ActorKind, set[str]] = defaultdict(set)
        kinds = {label: kind for kind, label in ACTOR_LABELS.items()}
        for part in (self._before, self._after):
            for between, _, end, _ in part.relationships:
                if between.type == "MENTIONS":
                    touched[kinds[between.end]].add(end)
        self._name_actors(touched, without)

    def _name_actors(self, touched: Mapping[ActorKind, set[str]], without: Sequence[str]) -> None:
        for kind, ids in touched.items():
            label = ACTOR_LABELS[kind]
            wanted = sorted({other for id_ in ids for other in self._judged.meaning(id_)})
            for row in self._run(_NODES[kind], ids=wanted):
                self._before.add_node(label, row["properties"])
            known = self._before.labelled(label)
            from_reference = {i for i, row in known.items() if row.get("origin") == "reference"}
            for id_ in from_reference:
                self._add_actor(label, known[id_])
            self._name_by_mentions(kind, sorted(set(wanted) - from_reference), without)

    def _name_by_mentions(self, kind: ActorKind, ids: Sequence[str], without: Sequence[str]) -> None:
        """The name that most articles use, the others as aliases; with those of who is judged the same."""
        label = ACTOR_LABELS[kind]
        names: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for row in self._run(_NAMES[kind], ids=ids, without=list(without)):
            names[row["id"]][row["name"]] += row["times"]
            names[row["id"]].update(dict.fromkeys(row["aliases"] or (), 0))
        asked = set(ids)
        for (between, _, end, _), row in self._after.relationships.items():
            if between.type == "MENTIONS" and between.end == label and end in asked:
                names[end][row["name"]] += 1
                names[end].update(dict.fromkeys(row["aliases"], 0))
        for id_ in asked:
            same = self._judged.meaning(id_) if self._judged.canonical(id_) == id_ else {id_}
            others = set().union(*(names[other] for other in same))
            counted = names[id_] or Counter(dict.fromkeys(others, 0))
            if counted:
                name = min(counted, key=lambda n: (-counted[n], -len(n), n))
                aliases = sorted(others - {name})
                row = {"id": id_, "name": name, "aliases": aliases, "origin": "articles"}
                self._add_actor(label, row)

    def _add_actor(self, label: str, row: Row) -> None:
        """Adds an actor; one who was judged the same as another says who stands for both."""
        canonical = self._judged.canonical(row["id"])
        own = {name: value for name, value in row.items() if name != "same_as"}
        self._after.add_node(label, own if canonical == row["id"] else own | {"same_as": canonical})

    def _replace_reference_actors(self, actors: Mapping[ActorKind, Sequence[Row]]) -> None:
        for kind, rows in actors.items():
            label = ACTOR_LABELS[kind]
            for row in self._run(f"MATCH (n:{label}) RETURN properties(n) AS properties"):
                self._before.add_node(label, row["properties"])
            wanted = {row["id"]: row for row in rows}
            for row in wanted.values():
                self._add_actor(label, row)
            left = sorted(self._before.labelled(label).keys() - wanted.keys())
            self._name_by_mentions(kind, left, without=())

    # ------------------------------------------------------------------------------------------------ edges

    def _recompute(
        self, touched: Iterable[Key], without: Sequence[str], facts: Iterable[Fact] | None = None
    ) -> dict[str, Fate]:
        """Computes the typed edges of the keys anew; tells by id what became of them.

        `without` are articles whose claims stand in `after`; `facts` are given where they are being replaced.
        """
        keys = {related for key in touched for related in _related(key)}
        canonical = {self._judged.canonical_key(key) for key in keys}
        keys |= canonical.union(*(self._judged.original_keys(key) for key in canonical))
        before = self._read_edges(keys)
        claims, marks = self._read_supports(keys, without)
        known = self._facts_by_key(self._read_facts(keys) if facts is None else facts)
        after: dict[str, Row] = {}
        outcome = Outcome()
        for key in sorted(key for key in canonical if key.subject != key.object):
            ends = [claims[end] for end in _related(key) if end.relation in ENDS and end != key]
            found = edges_between(key, chain(claims[key], *ends), known[key])
            for edge in found.edges.values():
                after[edge.id] = edge.properties()
                self._after.add_relationship(_between(key), key.subject, key.object, after[edge.id])
            outcome.joined |= found.joined
            outcome.contradicted |= found.contradicted
        for between, start, end, row in before:
            self._before.add_relationship(between, start, end, row)
        self._mark(outcome, marks)
        return fates({row["id"]: row for *_, row in before}, after)

    def _read_edges(self, keys: Iterable[Key]) -> list[tuple[Between, str, str, Row]]:
        by_type: defaultdict[Between, list[Row]] = defaultdict(list)
        for key in sorted(keys):
            by_type[_between(key)].append({"start": key.subject, "end": key.object})
        return [
            (between, row["start"], row["end"], row["properties"])
            for between, ends in by_type.items()
            for row in self._run(read_relationships(between), rows=ends)
        ]

    def _read_supports(
        self, keys: Collection[Key], without: Sequence[str]
    ) -> tuple[defaultdict[Key, list[Support]], list[Row]]:
        """What bears on each canonical key, and the claims of other articles as they are stored."""
        texts = sorted(map(str, keys))
        stored = self._run(_SUPPORTS, keys=texts, without=list(without))
        asked = set(texts)
        here = [
            {"published": None, **self._after.nodes["Article", claim["article"]], **claim}
            for claim in self._after.labelled("Claim").values()
            if claim.get("key") in asked and claim["status"] == Status.ASSERTED
        ]
        supports: defaultdict[Key, list[Support]] = defaultdict(list)
        for row in (*stored, *here):
            if row["id"] not in self._judged.rejected:
                supports[self._judged.canonical_key(Key.parse(row["key"]))].append(support_of(row, row))
        return supports, stored

    def _read_facts(self, keys: Iterable[Key]) -> list[Fact]:
        return [fact_of(row["properties"]) for row in self._run(_FACTS, keys=sorted(map(str, keys)))]

    def _facts_by_key(self, facts: Iterable[Fact]) -> defaultdict[Key, list[Fact]]:
        by_key: defaultdict[Key, list[Fact]] = defaultdict(list)
        for fact in facts:
            by_key[self._judged.canonical_key(fact.key)].append(fact)
        return by_key

    def _mark(self, outcome: Outcome, stored: Iterable[Row]) -> None:
        """Says on each claim which edge it joined, or what in the reference speaks against it."""
        rows = []
        for claim in stored:
            marks = {
                "edge": outcome.joined.get(claim["id"]),
                "contradicts": outcome.contradicted.get(claim["id"]),
            }
            if any(claim[name] != value for name, value in marks.items()):
                rows.append({"id": claim["id"], **marks})
        for some in sliced(sorted(rows, key=itemgetter("id"))):
            self._run(_MARK, rows=some)
        for id_, claim in self._after.labelled("Claim").items():
            claim |= filled(  # noqa: PLW2901 - the row that `after` holds
                {"edge": outcome.joined.get(id_), "contradicts": outcome.contradicted.get(id_)}
            )

    # ------------------------------------------------------------------------------------------- judgements

    def _keys_of_claim(self, claim: str) -> set[Key]:
        return _keys(self._run("MATCH (c:Claim {id: $id}) RETURN c.key AS key", id=claim))

    def _keys_of_actors(self, actors: Mapping[ActorKind, set[str]]) -> set[Key]:
        ids = sorted(set().union(*actors.values()))
        rows = self._run(_FACT_KEYS, ids=ids)
        for kind, some in actors.items():
            for statement in _CLAIM_KEYS[kind]:
                rows += self._run(statement, ids=sorted(some))
        return _keys(rows)

    def _judged_actors(self, judgement: Judgement, before: Judged) -> dict[ActorKind, set[str]]:
        """All who mean the same as the judged ones, before or after, by kind."""
        if judgement.b is None:
            return {}
        ids = set().union(
            *(j.meaning(id_) for id_ in (judgement.a, judgement.b) for j in (before, self._judged))
        )
        found = {
            kind: {row["properties"]["id"] for row in self._run(statement, ids=sorted(ids))}
            for kind, statement in _NODES.items()
        }
        return {kind: ids for kind, known in found.items() if known}

    def _mark_rejected(self, claim: str, *, rejected: bool) -> None:
        self._run(
            "MATCH (c:Claim {id: $id}) SET c.rejected = $rejected",
            id=claim,
            rejected=True if rejected else None,
        )

    def _run(self, statement: str, **parameters: Any) -> list[Row]:
        """Runs a statement; a list of ids or keys that is empty needs none."""
        if any(parameters.get(name) == [] for name in ("ids", "keys", "rows")):
            return []
        return self._transaction.run(statement, parameters)


def _add_claim_ends(part: Part, claim: Row) -> None:
    """Adds the relationships of a claim, all of which its own properties tell."""
    id_, article = claim["id"], claim["article"]
    part.add_relationship(Between("Article", "REPORTS", "Claim"), article, id_, {"id": id_})
    for end in ("subject", "object"):
        if end in claim:
            label = ACTOR_LABELS[ActorKind(claim[f"{end}_kind"])]
            start, stop = claim.get(f"{end}_span", (None, None))
            row = filled({"id": id_, "start": start, "end": stop})
            part.add_relationship(Between("Claim", end.upper(), label), id_, claim[end], row)
    for end, between in (
        ("via", Between("Claim", "VIA", "Minister")),
        ("event", Between("Claim", "PART_OF", "Event")),
    ):
        if end in claim:
            part.add_relationship(between, id_, claim[end], {"id": content_hash(id_, claim[end])})


def _between(key: Key) -> Between:
    return Between(
        ACTOR_LABELS[key.subject_kind], RELATIONS[key.relation].cypher_type, ACTOR_LABELS[key.object_kind]
    )


def _related(key: Key) -> list[Key]:
    """The key, and those of the same ends that it closes or is closed by."""
    kinds = (key.subject_kind, key.object_kind)
    relations = {
        key.relation,
        *(closed for end, closed in ENDS.items() if end == key.relation),
        *(end for end, closed in ENDS.items() if closed == key.relation),
    }
    return [
        replace(key, relation=relation)
        for relation in sorted(relations)
        if kinds in RELATIONS[relation].end_kinds()
    ]


def _keys(rows: Iterable[Mapping[str, Any]]) -> set[Key]:
    return {Key.parse(row["key"]) for row in rows if row.get("key")}


def _unmarked(claims: Mapping[str, Row]) -> dict[str, Row]:
    return {
        id_: {name: value for name, value in row.items() if name not in _MARKS} for id_, row in claims.items()
    }

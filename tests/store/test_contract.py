"""What a store does, on every engine: the embedded one and each Neo4j."""

from dataclasses import replace

import pytest

from graph.errors import QueryError, StoreError, UsageError
from graph.model import Actor, ActorKind, Article, Event, Extraction, Participant, Stage, Status
from graph.store import Edge, Engine, JudgementKind, Store, Tally, WriteReport
from graph.store.schema import NODE_LABELS, RELATIONSHIPS, merge_relationships

from .made import EXTRACTOR, claim, reference, told
from .watching import Watched, contents

MEETING = told(
    "meeting",
    claim("MLI met_with RUS", via="amina-diallo", date="2024-07-05"),
    claim("MLI signed_mou_with RUS", stage=Stage.SIGNED, topic="defence", amount=5.0, currency="USD"),
    claim("amina-diallo holds_office MLI", office="Defence Minister", role="defence minister"),
    meet=[["MLI"], ["RUS"]],
)
PLAN = told(
    "plan",
    claim("RUS signed_mou_with BFA", status=Status.PLANNED),
    claim("BFA met_with RUS", status=Status.DENIED),
    claim("AES established -", date="2023-09", detail="mutual defence pact"),
)
MEMBERSHIP = told("membership", claim("MLI member_of AES", since="2023-09-16"))


def write(store: Store, *articles: tuple[Article, Extraction]) -> WriteReport:
    return store.write(articles, EXTRACTOR)


def edges(store: Store, relation: str | None = None) -> list[Edge]:
    return [edge for edge in store.edges() if relation in {None, edge.key.relation}]


def ends(store: Store) -> list[tuple[str, str, str]]:
    return [(e.key.subject, e.key.relation, e.key.object) for e in store.edges()]


# ------------------------------------------------------------------------------------------ schema


def test_preparing_twice_changes_nothing(store: Store) -> None:
    watched = Watched(store.engine)
    Store(watched).prepare()
    assert watched.writes == 0


def test_a_doubled_relationship_is_refused(store: Store) -> None:
    write(store, MEETING)
    doubled = "MATCH (a:Country)-[r:MET_WITH]->(b:Country) CREATE (a)-[s:MET_WITH]->(b) SET s.id = r.id"
    with pytest.raises(QueryError):
        store.engine.write(lambda tx: tx.run(doubled))
    assert len(edges(store, "met_with")) == 1


# ------------------------------------------------------------------------------------------ loading


def test_an_article_becomes_nodes_and_edges(store: Store) -> None:
    report = write(store, MEETING, PLAN)
    assert report == WriteReport(Tally(new=2), Tally(new=6), Tally(new=3))
    assert ends(store) == [
        ("MLI", "signed_mou_with", "RUS"),
        ("MLI", "met_with", "RUS"),
        ("amina-diallo", "holds_office", "MLI"),
    ]
    counts = store.counts()
    assert {k: counts[k] for k in ("article", "claim", "event", "country", "bloc", "minister", "edge")} == {
        "article": 2,
        "claim": 6,
        "event": 1,
        "country": 3,
        "bloc": 1,
        "minister": 1,
        "edge": 3,
    }
    assert (counts["asserted claim"], counts["planned claim"], counts["denied claim"]) == (4, 1, 1)


def test_articles_are_read_back(store: Store) -> None:
    write(store, MEETING, PLAN)
    assert list(store.articles()) == sorted((MEETING[0], PLAN[0]), key=lambda a: a.id)
    assert store.article(MEETING[0].id) == MEETING[0]
    assert store.article("nowhere") is None
    assert [a.text for a in store.articles(text=False)] == ["", ""]


def test_claims_are_read_back(store: Store) -> None:
    write(store, MEETING, PLAN)
    given = sorted((*MEETING[1].claims, *PLAN[1].claims), key=lambda c: c.id)
    assert list(store.claims()) == given
    assert {c.id for c in store.claims(PLAN[0].id)} == {c.id for c in PLAN[1].claims}


def test_claims_name_the_edge_that_they_are_evidence_of(store: Store) -> None:
    write(store, MEETING)
    for edge in store.edges():
        [evidence] = store.claims(edge=edge.id)
        assert (evidence.relation, evidence.object) == (edge.key.relation, edge.key.object)


def test_the_graph_is_linked_as_documented(store: Store) -> None:
    write(store, MEETING)
    rows = store.engine.read(
        "MATCH (a:Article)-[:REPORTS]->(c:Claim)-[s:SUBJECT]->(x:Country), (c)-[o:OBJECT]->(y:Country), "
        "(c)-[:VIA]->(m:Minister), (c)-[:PART_OF]->(e:Event)-[p:PARTICIPANT]->(x) "
        "RETURN a.id AS article, c.relation AS relation, x.id AS subject, y.id AS object, m.id AS via, "
        "s.start AS start, s.end AS end, o.start AS from, o.end AS to, p.side AS side, e.date AS date"
    )
    assert rows == [
        {
            "article": MEETING[0].id,
            "relation": "met_with",
            "subject": "MLI",
            "object": "RUS",
            "via": "amina-diallo",
            "start": 0,
            "end": 4,
            "from": 5,
            "to": 9,
            "side": 0,
            "date": "2024-07-06",
        }
    ]


def test_a_second_load_sends_no_write(store: Store) -> None:
    write(store, MEETING, PLAN)
    store.write_reference(reference("MLI AES member 2023-09-16 -"))
    before = contents(store)
    watched = Watched(store.engine)
    again = Store(watched)
    assert again.unchanged([MEETING[0], PLAN[0]], EXTRACTOR) == {MEETING[0].id, PLAN[0].id}
    assert write(again, MEETING, PLAN) == WriteReport(Tally(unchanged=2), Tally(unchanged=6))
    assert again.write_reference(reference("MLI AES member 2023-09-16 -")).edges == Tally(unchanged=1)
    assert watched.writes == 0
    assert contents(store) == before


def test_an_article_without_claims_is_known(store: Store) -> None:
    empty = told("empty")
    assert write(store, empty).articles == Tally(new=1)
    assert store.unchanged([empty[0]], EXTRACTOR) == {empty[0].id}


@pytest.mark.parametrize("field", ["text", "title", "source", "published", "url"])
def test_a_changed_article_is_no_longer_known(store: Store, field: str) -> None:
    write(store, MEETING)
    changed = replace(MEETING[0], **{field: "2020-01-01"})
    assert store.unchanged([changed], EXTRACTOR) == set()
    assert store.unchanged([MEETING[0]], "by hand 2") == set()


def test_when_it_was_loaded_is_kept(store: Store) -> None:
    write(store, MEETING)
    store.engine.write(lambda tx: tx.run("MATCH (a:Article) SET a.loaded_at = '2001-01-01T00:00:00'"))
    write(store, told("meeting", claim("MLI met_with FRA")))
    rows = store.engine.read("MATCH (a:Article) RETURN a.loaded_at AS at")
    assert rows == [{"at": "2001-01-01T00:00:00"}]


def test_texts_can_be_left_out(store: Store) -> None:
    without = Store(store.engine, keep_text=False)
    write(without, MEETING)
    [article] = store.articles()
    assert article.text == ""
    assert without.unchanged([MEETING[0]], EXTRACTOR) == {MEETING[0].id}


def test_quotes_and_names_come_back_as_they_are(store: Store) -> None:
    odd = "“Côte d’Ivoire” \\ 'x' \" {id: 1} $p \t \n\n🙂 e\u0301 \u202e // /* */ `"
    article, extraction = told("odd", claim("MLI met_with RUS", detail=odd), text=odd)
    write(store, (replace(article, title=odd), extraction))
    [read] = store.articles()
    assert (read.title, read.text) == (odd, odd)
    [said] = store.claims()
    assert said.detail == odd


# ----------------------------------------------------------------------------- replacing and removing


def test_a_new_version_takes_the_place_of_the_old(store: Store) -> None:
    write(store, MEETING, PLAN)
    new = told("meeting", claim("MLI met_with RUS"), claim("MLI met_with FRA"))
    report = write(store, new)
    assert report.articles == Tally(changed=1)
    assert report.claims == Tally(new=2, removed=3)
    assert report.edges == Tally(new=1, changed=1, removed=2)
    assert ends(store) == [("FRA", "met_with", "MLI"), ("MLI", "met_with", "RUS")]
    assert store.counts()["event"] == 0
    assert store.counts()["minister"] == 0


def test_a_replaced_article_leaves_what_a_fresh_load_would(store: Store) -> None:
    write(store, told("meeting", claim("MLI met_with FRA", via="piotr-orlov"), meet=[["MLI"], ["FRA"]]), PLAN)
    write(store, MEETING)
    replaced = contents(store)
    for article in list(store.articles()):
        store.remove(article.id)
    write(store, PLAN, MEETING)
    assert contents(store) == replaced


def test_an_edge_goes_only_with_its_last_claim(store: Store) -> None:
    other = told("other", claim("RUS met_with MLI"))
    write(store, MEETING, other)
    assert edges(store, "met_with")[0].sources == 2
    report = store.remove(MEETING[0].id)
    assert report == WriteReport(Tally(removed=1), Tally(removed=3), Tally(changed=1, removed=2))
    [edge] = store.edges()
    assert (edge.sources, edge.last_reported) == (1, "2024-07-06")
    store.remove(other[0].id)
    assert contents(store).keys() == {"Ledger"}


def test_removing_what_is_not_there_is_refused(store: Store) -> None:
    with pytest.raises(UsageError, match="no article 'nowhere'"):
        store.remove("nowhere")


def test_a_faulty_batch_changes_nothing(store: Store) -> None:
    write(store, PLAN)
    before = contents(store)
    article, extraction = told("bad", claim("MLI met_with RUS"))
    with pytest.raises(StoreError, match="does not list MLI, RUS"):
        write(store, MEETING, (article, replace(extraction, actors=())))
    with pytest.raises(StoreError, match="member_of does not hold between a country"):
        write(store, MEETING, told("bad", claim("MLI member_of RUS")))
    assert contents(store) == before


def test_a_missing_end_is_reported_and_nothing_written(store: Store) -> None:
    between = next(b for b in RELATIONSHIPS if (b.start, b.type, b.end) == ("Country", "MET_WITH", "Country"))
    write(store, MEETING)
    row = {"start": "MLI", "end": "XXX", "id": "1", "properties": {"id": "1"}}
    rows = store.engine.write(lambda tx: tx.run(merge_relationships(between), {"rows": [row]}))
    assert rows == [{"written": 0}]


# ------------------------------------------------------------------------------------------ edges


def test_symmetric_relations_are_stored_once(store: Store) -> None:
    write(store, told("one", claim("RUS met_with MLI")), told("two", claim("MLI met_with RUS")))
    [edge] = store.edges()
    assert (edge.key.subject, edge.key.object, edge.sources) == ("MLI", "RUS", 2)
    both_ways = "MATCH (a:Country {id: $a})-[r:MET_WITH]-(b:Country) RETURN b.id AS b"
    assert store.engine.read(both_ways, {"a": "MLI"}) == [{"b": "RUS"}]
    assert store.engine.read(both_ways, {"a": "RUS"}) == [{"b": "MLI"}]


def test_a_symmetric_relation_between_kinds(store: Store) -> None:
    write(store, told("one", claim("MLI met_with AES"), claim("AES met_with RUS"), claim("RUS met_with AES")))
    assert ends(store) == [("AES", "met_with", "MLI"), ("AES", "met_with", "RUS")]


def test_edges_by_role_and_period(store: Store) -> None:
    write(
        store,
        told("joined", claim("MLI member_of ECOWAS", since="1975")),
        told("left", claim("MLI withdrew_from ECOWAS", date="2000-05-01"), published="2000-05-02"),
        told("back", claim("MLI member_of ECOWAS", since="2010-03")),
        told("watches", claim("RUS member_of ECOWAS", role="observer")),
        told("two hats", claim("amina-diallo holds_office MLI", office="Prime Minister")),
        told("hats two", claim("amina-diallo holds_office MLI", office="Minister of Defence")),
    )
    found = [(e.key.subject, e.role, e.since, e.until, e.until_day) for e in edges(store, "member_of")]
    assert sorted(found, key=str) == [
        ("MLI", "member", "1975", "2000-05-01", "2000-05-02"),
        ("MLI", "member", "2010-03", None, None),
        ("RUS", "observer", None, None, None),
    ]
    assert sorted(e.role or "" for e in edges(store, "holds_office")) == [
        "minister of defence",
        "prime minister",
    ]
    store.remove("https://example.org/left")
    assert [(e.since, e.until) for e in edges(store, "member_of") if e.role == "member"] == [("1975", None)]


def test_planned_and_denied_claims_make_no_edge(store: Store) -> None:
    write(store, PLAN)
    assert edges(store) == []
    found = list(store.findings(("asserted", "planned", "denied")))
    assert [(e.key.relation, e.status, [c.claim.id for c in claims]) for e, claims in found] == [
        (c.relation, c.status, [c.id]) for c in sorted(PLAN[1].claims, key=lambda c: c.relation) if c.object
    ]


def test_copies_are_one_independent_source(store: Store) -> None:
    wire = "Mali and Russia met on Saturday, a spokesman of the foreign ministry in Bamako told reporters."
    copies = [told(f"copy {n}", claim("MLI met_with RUS"), text=wire) for n in range(5)]
    write(store, *copies, MEETING)
    [edge] = edges(store, "met_with")
    assert (edge.sources, edge.independent_sources) == (6, 2)


def test_an_established_bloc_makes_no_edge(store: Store) -> None:
    write(store, PLAN)
    rows = store.engine.read(
        "MATCH (c:Claim {relation: 'established'})-[:SUBJECT]->(b:Bloc) RETURN b.id AS id"
    )
    assert rows == [{"id": "AES"}]


# ------------------------------------------------------------------------------------------ actors


def test_the_name_that_most_articles_use(store: Store) -> None:
    def named(ref: str, name: str, *aliases: str) -> tuple[Article, Extraction]:
        person = Actor("amina-diallo", ActorKind.MINISTER, name, aliases)
        return told(ref, claim("amina-diallo holds_office MLI", office="premier"), also=[person])

    write(store, named("a", "Amina DIALLO"), named("b", "Amina Diallo", "Ms Diallo"))
    write(store, named("c", "Amina Diallo"))
    [minister] = [a for a in store.actors() if a.kind is ActorKind.MINISTER]
    assert (minister.name, minister.aliases) == ("Amina Diallo", ("Amina DIALLO", "Ms Diallo"))
    store.remove("https://example.org/b")
    store.remove("https://example.org/c")
    [minister] = [a for a in store.actors() if a.kind is ActorKind.MINISTER]
    assert (minister.name, minister.aliases) == ("Amina DIALLO", ())


# ------------------------------------------------------------------------------------------ the reference


def test_reference_and_articles_in_either_order(store: Store) -> None:
    facts = reference("MLI ECOWAS member 1975-05-28 2025-01-29", "RUS AES observer 2024 -")
    write(store, MEMBERSHIP, told("old", claim("MLI member_of ECOWAS"), published="2010-01-01"))
    assert not store.has_reference()
    assert store.write_reference(facts).edges == Tally(new=2, removed=1)
    assert store.has_reference()
    one = contents(store)
    for article in list(store.articles()):
        store.remove(article.id)
    assert {e.origin for e in store.edges()} == {"reference"}
    write(store, told("old", claim("MLI member_of ECOWAS"), published="2010-01-01"), MEMBERSHIP)
    assert contents(store) == one
    assert {(e.key.subject, e.key.object): e.origin for e in store.edges()} == {
        ("MLI", "AES"): "articles",
        ("MLI", "ECOWAS"): "both",
        ("RUS", "AES"): "reference",
    }


def test_countries_of_the_reference_keep_their_names(store: Store) -> None:
    store.write_reference(reference())
    write(store, told("a", claim("MLI met_with RUS"), also=[Actor("MLI", ActorKind.COUNTRY, "Malian state")]))
    store.remove("https://example.org/a")
    mali = {a.id: a for a in store.actors()}["MLI"]
    assert (mali.name, mali.aliases) == ("Mali", ("Mali itself",))


def test_a_new_reference_takes_the_place_of_the_old(store: Store) -> None:
    store.write_reference(reference("MLI ECOWAS member 1975 -", "NER ECOWAS member 1975 -"))
    report = store.write_reference(reference("MLI ECOWAS member 1975 2025", "BFA ECOWAS member 1975 -"))
    assert report.edges == Tally(new=1, changed=1, removed=1)
    assert [(e.key.subject, e.until, e.until_day) for e in store.edges()] == [
        ("BFA", None, None),
        ("MLI", "2025", "2025-01-01"),
    ]


def test_the_reference_keeps_the_edge_and_the_contradiction_is_listed(store: Store) -> None:
    store.write_reference(reference("MLI ECOWAS member 1975-05-28 2025-01-29"))
    late = told("late", claim("MLI member_of ECOWAS"), published="2026-01-01")
    assert write(store, late).edges == Tally(unchanged=1)
    [found] = store.contradictions()
    assert found.claim.id == late[1].claims[0].id
    assert found.edge is None
    assert found.contradicts == "the reference has member 1975-05-28–2025-01-29"
    store.write_reference(reference())
    assert store.contradictions() == []
    assert [e.origin for e in store.edges()] == ["articles"]


# ------------------------------------------------------------------------------------------ judgements

SURNAME = told("surname", claim("mli-diallo holds_office MLI", office="defence minister"))


def test_two_who_are_the_same_have_one_edge(store: Store) -> None:
    write(store, MEETING, SURNAME)
    before = contents(store)
    assert len(edges(store, "holds_office")) == 2
    judgement = store.judge(JudgementKind.SAME, "amina-diallo", "mli-diallo", "same office, same week")
    [edge] = edges(store, "holds_office")
    assert (edge.key.subject, edge.sources) == ("amina-diallo", 2)
    assert {c.subject for c in store.claims(edge=edge.id)} == {"amina-diallo", "mli-diallo"}
    assert {a.id: a.aliases for a in store.actors()}["amina-diallo"] == ("Diallo",)
    assert store.withdraw(judgement.id) == judgement
    assert contents(store) == before


def test_a_judgement_holds_for_what_is_loaded_later(store: Store) -> None:
    write(store, MEETING, SURNAME)
    store.judge(JudgementKind.SAME, "mli-diallo", "amina-diallo")
    one = contents(store)
    for ref in ("meeting", "surname"):
        store.remove(f"https://example.org/{ref}")
    write(store, SURNAME)
    [edge] = store.edges()
    assert edge.key.subject == "amina-diallo"
    write(store, MEETING)
    assert contents(store) == one


def test_a_rejected_claim_makes_no_edge(store: Store) -> None:
    write(store, MEETING)
    before = contents(store)
    wrong = next(c for c in MEETING[1].claims if c.relation == "signed_mou_with")
    judgement = store.judge(JudgementKind.REJECT, wrong.id, reason="they only spoke of it")
    assert ends(store) == [("MLI", "met_with", "RUS"), ("amina-diallo", "holds_office", "MLI")]
    assert [s.rejected for s in store.stored_claims() if s.claim.id == wrong.id] == [True]
    write(store, told("more", claim("MLI signed_mou_with RUS")))
    assert [e.sources for e in edges(store, "signed_mou_with")] == [1]
    store.remove("https://example.org/more")
    store.withdraw(judgement.id)
    assert contents(store) == before


def test_judgements_are_kept_and_given_once(store: Store) -> None:
    write(store, MEETING, SURNAME)
    one = store.judge(JudgementKind.DIFFERENT, "mli-diallo", "amina-diallo")
    assert store.judge(JudgementKind.DIFFERENT, "amina-diallo", "mli-diallo") == one
    assert store.judgements() == [one]
    assert (one.a, one.b) == ("amina-diallo", "mli-diallo")


def test_judgements_that_cannot_be(store: Store) -> None:
    write(store, MEETING, SURNAME)
    with pytest.raises(UsageError, match="never the same"):
        store.judge(JudgementKind.SAME, "MLI", "amina-diallo")
    with pytest.raises(UsageError, match="no country, bloc or minister 'nobody'"):
        store.judge(JudgementKind.SAME, "MLI", "nobody")
    with pytest.raises(UsageError, match="no claim 'nothing'"):
        store.judge(JudgementKind.REJECT, "nothing")
    with pytest.raises(UsageError, match="which two"):
        store.judge(JudgementKind.SAME, "MLI", "MLI")
    store.judge(JudgementKind.DIFFERENT, "mli-diallo", "amina-diallo")
    with pytest.raises(UsageError, match="the same and not the same"):
        store.judge(JudgementKind.SAME, "mli-diallo", "amina-diallo")
    with pytest.raises(UsageError, match="no judgement 'x'"):
        store.withdraw("x")


# ----------------------------------------------------------------------------- events, search, scale


def test_events_have_sides(store: Store) -> None:
    story = told(
        "summit",
        claim("MLI signed_mou_with RUS"),
        claim("NER signed_mou_with RUS"),
        meet=[["MLI", "NER"], ["RUS"]],
    )
    write(store, story)
    rows = store.engine.read(
        "MATCH (e:Event)-[p:PARTICIPANT]->(c:Country) RETURN c.id AS id, p.side AS side ORDER BY id"
    )
    assert rows == [{"id": "MLI", "side": 0}, {"id": "NER", "side": 0}, {"id": "RUS", "side": 1}]
    shared = store.engine.read("MATCH (c:Claim)-[:PART_OF]->(e:Event) RETURN e.id AS id, count(c) AS n")
    assert [row["n"] for row in shared] == [2]
    article, extraction = story
    unused = Event("unused", "meeting", (Participant("MLI", 0),))
    write(store, (article, replace(extraction, events=(*extraction.events, unused))))
    assert store.counts()["event"] == 1


def test_full_text_search(store: Store) -> None:
    write(
        store,
        told("one", text="The memorandum on defence was signed in Bamako."),
        told("two", text="Wheat prices rose."),
    )
    assert [id_ for id_, _ in store.search("defence memorandum")] == ["https://example.org/one"]
    assert {id_ for id_, _ in store.search("Title")} == {f"https://example.org/{r}" for r in ("one", "two")}
    store.remove("https://example.org/one")
    assert store.search("defence memorandum") == []


def test_large_slices(store: Store) -> None:
    many = tuple(
        claim("MLI met_with RUS", date=f"{1000 + n}", evidence=MEETING[1].claims[0].evidence)
        for n in range(5_000)
    )
    report = write(store, told("large", *many))
    assert report.claims == Tally(new=5_000)
    [edge] = store.edges()
    assert edge.since == "1000"
    assert sum(1 for _ in store.claims()) == 5_000
    assert store.remove("https://example.org/large").claims == Tally(removed=5_000)
    assert contents(store).keys() == {"Ledger"}


def test_the_engine_says_what_it_is(engine: Engine) -> None:
    assert engine.kind in {"ArcadeDB", "Neo4j"}
    assert engine.version[0].isdigit()


def test_reading_refuses_to_write(store: Store) -> None:
    with pytest.raises(QueryError):
        store.engine.read("CREATE (n:Country {id: 'XXX'})")
    with pytest.raises(QueryError):
        store.engine.read("MATCH (n) RETRN n")
    assert all(store.counts()[label.lower()] == 0 for label in NODE_LABELS if label != "Ledger")

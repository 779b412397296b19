"""Whatever comes first, is replaced, removed or judged on the way: the same articles, the same graph."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.model import Actor, ActorKind, Article, Claim, Extraction, Status
from graph.store import JudgementKind, Store, open_store

from .made import BLOCS, COUNTRIES, EXTRACTOR, MINISTERS, claim, reference, told
from .watching import Watched, contents

Pair: TypeAlias = tuple[Article, Extraction]
FACTS = reference(
    "MLI ECOWAS member 1975-05-28 2021-05-30",
    "MLI ECOWAS suspended 2021-05-30 2025-01-29",
    "RUS AES observer 2024 -",
)
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

countries = st.sampled_from(sorted(COUNTRIES))
dates = st.sampled_from([None, "1975", "2010-03", "2024-07-06", "2025-01-29", "2027"])
statuses = st.sampled_from([Status.ASSERTED, Status.ASSERTED, Status.ASSERTED, Status.PLANNED, Status.DENIED])


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    relation = draw(
        st.sampled_from(["met_with", "signed_mou_with", "member_of", "withdrew_from", "holds_office"])
    )
    more = {"date": draw(dates), "status": draw(statuses), "confidence": draw(st.sampled_from([0.5, 0.9]))}
    if relation in {"member_of", "withdrew_from"}:
        since = draw(dates) if relation == "member_of" else None
        return claim(
            f"{draw(countries)} {relation} {draw(st.sampled_from(sorted(BLOCS)))}", since=since, **more
        )
    if relation == "holds_office":
        person, country = draw(st.sampled_from(sorted(MINISTERS))), draw(countries)
        return claim(
            f"{person} {relation} {country}", office=draw(st.sampled_from(["premier", "envoy"])), **more
        )
    one, two = draw(st.lists(countries, min_size=2, max_size=2, unique=True))
    return claim(f"{one} {relation} {two}", via=draw(st.sampled_from([None, "amina-diallo"])), **more)


@st.composite
def articles(draw: st.DrawFn, ref: str) -> Pair:
    person = Actor("amina-diallo", ActorKind.MINISTER, draw(st.sampled_from(["Amina Diallo", "A. Diallo"])))
    return told(
        ref,
        *draw(st.lists(claims(), max_size=3)),
        text=draw(
            st.sampled_from([None, "They said so, in the words of a wire service that many papers carry."])
        ),
        published=draw(st.sampled_from([None, "2009-05-05", "2022-02-02", "2026-01-01"])),
        meet=draw(st.sampled_from([(), [["MLI"], ["RUS"]]])),
        also=[person],
    )


@st.composite
def batches(draw: st.DrawFn) -> list[Pair]:
    return [draw(articles(f"article-{n}")) for n in range(draw(st.integers(1, 5)))]


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Store]]:
    """Two local stores, to be emptied by `fresh`."""
    folder = tmp_path_factory.mktemp("order")
    opened = [open_store(folder / name) for name in ("one.db", "two.db")]
    for store in opened:
        store.prepare()
    yield opened
    for store in opened:
        store.close()


def fresh(stores: list[Store]) -> list[Store]:
    for store in stores:
        store.engine.write(lambda tx: tx.run("MATCH (n) DETACH DELETE n"))
    return stores


@SLOW
@given(batch=batches(), data=st.data())
def test_the_order_of_loading_is_of_no_matter(
    stores: list[Store], batch: list[Pair], data: st.DataObject
) -> None:
    one, two = fresh(stores)
    one.write_reference(FACTS)
    one.write(batch, EXTRACTOR)
    shuffled = data.draw(st.permutations(batch))
    cut = data.draw(st.integers(0, len(shuffled)))
    two.write(shuffled[:cut], EXTRACTOR)
    two.write_reference(FACTS)
    for pair in shuffled[cut:]:
        two.write([pair], EXTRACTOR)
    assert contents(one) == contents(two)


@SLOW
@given(batch=batches())
def test_loading_twice_is_loading_once(stores: list[Store], batch: list[Pair]) -> None:
    one, _ = fresh(stores)
    one.write(batch, EXTRACTOR)
    before = contents(one)
    watched = Watched(one.engine)
    assert one.unchanged([article for article, _ in batch], EXTRACTOR) == {article.id for article, _ in batch}
    again = Store(watched).write(batch, EXTRACTOR)
    assert again.articles.unchanged == len(batch)
    assert watched.writes == 0
    assert contents(one) == before


@SLOW
@given(batch=batches(), data=st.data())
def test_what_was_replaced_or_removed_leaves_no_trace(
    stores: list[Store], batch: list[Pair], data: st.DataObject
) -> None:
    one, two = fresh(stores)
    one.write_reference(FACTS)
    two.write_reference(FACTS)
    earlier = [data.draw(articles(article.ref)) for article, _ in batch]
    passing = data.draw(articles("passing"))
    two.write([*earlier, passing], EXTRACTOR)
    two.write(batch, EXTRACTOR)
    two.remove(passing[0].id)
    one.write(batch, EXTRACTOR)
    assert contents(one) == contents(two)
    for article, _ in batch:
        two.remove(article.id)
    assert {e.origin for e in two.edges()} == {"reference"}
    assert contents(two).keys() == {"Ledger", "Country", "Bloc", "Fact", "Country-MEMBER_OF-Bloc"}


@SLOW
@given(batch=batches(), data=st.data())
def test_judgements_are_of_no_order_either(
    stores: list[Store], batch: list[Pair], data: st.DataObject
) -> None:
    ministers = [told(f"office {id_}", claim(f"{id_} holds_office MLI", office="envoy")) for id_ in MINISTERS]
    one, two = fresh(stores)
    for store in (one, two):
        store.write(ministers, EXTRACTOR)
    pairs = [("amina-diallo", "mli-diallo"), ("mli-diallo", "piotr-orlov")]
    one.write(batch, EXTRACTOR)
    undisturbed = contents(one)
    kept = [one.judge(JudgementKind.SAME, *pair) for pair in pairs]
    cut = data.draw(st.integers(0, len(batch)))
    two.write(batch[:cut], EXTRACTOR)
    for pair in reversed(pairs):
        two.judge(JudgementKind.SAME, *pair)
    two.write(batch[cut:], EXTRACTOR)
    assert contents(one) == contents(two)
    assert all(e.key.subject == "amina-diallo" for e in one.edges() if e.key.relation == "holds_office")
    for judgement in data.draw(st.permutations(kept)):
        one.withdraw(judgement.id)
    assert contents(one) == undisturbed


@SLOW
@given(batch=batches())
def test_a_newer_extractor_that_reads_the_same_changes_claims_alone(
    stores: list[Store], batch: list[Pair]
) -> None:
    one, _ = fresh(stores)
    one.write(batch, EXTRACTOR)
    edges = list(one.edges())
    newer = [
        (article, replace(found, claims=tuple(replace(c, extractor="by hand 2") for c in found.claims)))
        for article, found in batch
    ]
    report = one.write(newer, "by hand 2")
    assert report.articles.changed == len(batch)
    assert report.claims.new == report.claims.removed == 0
    assert report.edges.new == report.edges.changed == report.edges.removed == 0
    assert list(one.edges()) == edges


@SLOW
@given(batch=batches(), data=st.data())
def test_removing_under_judgements(stores: list[Store], batch: list[Pair], data: st.DataObject) -> None:
    ministers = [told(f"office {id_}", claim(f"{id_} holds_office MLI", office="envoy")) for id_ in MINISTERS]
    one, _ = fresh(stores)
    one.write(ministers, EXTRACTOR)
    one.judge(JudgementKind.SAME, "amina-diallo", "mli-diallo")
    one.judge(JudgementKind.REJECT, ministers[-1][1].claims[0].id)
    before = contents(one)
    one.write(batch, EXTRACTOR)
    for article, _ in data.draw(st.permutations(batch)):
        one.remove(article.id)
    assert contents(one) == before
    for article, _ in data.draw(st.permutations(ministers)):
        one.remove(article.id)
    assert contents(one).keys() == {"Ledger", "Judgement"}
    one.write(ministers, EXTRACTOR)
    assert contents(one) == before

"""Typed edges as the sum of claims and facts: periods, roles, contradictions. No database."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import ActorKind
from graph.store.edges import Edge, Fact, Key, Outcome, Support, edges_between
from graph.store.independence import sketch

MEMBER = Key.of("member_of", ("MLI", ActorKind.COUNTRY), ("ECOWAS", ActorKind.BLOC))
MEMORANDUM = Key.of("signed_mou_with", ("RUS", ActorKind.COUNTRY), ("MLI", ActorKind.COUNTRY))
OFFICE = Key.of("holds_office", ("amina-diallo", ActorKind.MINISTER), ("MLI", ActorKind.COUNTRY))


def support(
    claim: str,
    relation: str = "member_of",
    role: str | None = "member",
    *,
    since: str | None = None,
    until: str | None = None,
    date: str | None = None,
    published: str | None = "2024-07-06",
    confidence: float = 0.8,
    text: str | None = None,
    ended: bool = False,
) -> Support:
    words = text or f"a text of {claim} with words of {claim} that are nowhere else than in {claim}"
    article = f"article of {claim}"
    return Support(
        claim, relation, role, since, until, date, ended, confidence, article, published, sketch(words)
    )


def fact(role: str, since: str | None, until: str | None = None) -> Fact:
    return Fact(f"{role} {since}", MEMBER, role, since, until)


def periods(outcome: Outcome) -> list[tuple[str | None, str | None, str | None]]:
    found = [(e.role, e.since, e.until) for e in outcome.edges.values()]
    return sorted(found, key=lambda p: (p[0] or "", p[1] or "", p[2] or ""))


def edge_of(outcome: Outcome, claim: str) -> Edge:
    return outcome.edges[outcome.joined[claim]]


# ------------------------------------------------------------------------------------------ ends and ids


def test_ends_of_a_symmetric_relation_are_ordered() -> None:
    other_way = Key.of("signed_mou_with", ("MLI", ActorKind.COUNTRY), ("RUS", ActorKind.COUNTRY))
    assert other_way == MEMORANDUM
    assert (MEMORANDUM.subject, MEMORANDUM.object) == ("MLI", "RUS")
    assert MEMBER.subject == "MLI"


def test_a_key_is_read_back() -> None:
    assert [Key.parse(str(key)) for key in (MEMBER, MEMORANDUM, OFFICE)] == [MEMBER, MEMORANDUM, OFFICE]


def test_the_id_depends_on_role_and_start_alone() -> None:
    one = edges_between(MEMBER, [support("a", since="1975")], [])
    two = edges_between(MEMBER, [support("b", since="1975", confidence=0.3, published=None)], [])
    assert one.edges.keys() == two.edges.keys()
    assert one.edges.keys() != edges_between(MEMBER, [support("a", since="1976")], []).edges.keys()
    observer = edges_between(MEMBER, [support("a", role="observer", since="1975")], [])
    assert one.edges.keys() != observer.edges.keys()


# ------------------------------------------------------------------------------------------ what happened


def test_two_memoranda_are_one_edge_since_the_first() -> None:
    claims = [
        support("a", "signed_mou_with", None, date="2024-07-06"),
        support("b", "signed_mou_with", None, date="2019"),
    ]
    [edge] = edges_between(MEMORANDUM, claims, []).edges.values()
    assert (edge.since, edge.since_day, edge.until) == ("2019", "2019-01-01", None)
    assert (edge.sources, edge.independent_sources) == (2, 2)


def test_of_dates_that_agree_the_one_that_says_most_counts() -> None:
    claims = [support(d, "signed_mou_with", None, date=d) for d in ("2024", "2024-07-06", "2024-07")]
    [edge] = edges_between(MEMORANDUM, claims, []).edges.values()
    assert edge.since == "2024-07-06"


def test_reported_first_and_last() -> None:
    claims = [support(p, published=p) for p in ("2024-07-06", "2019-01-01", "2020-05-05")]
    [edge] = edges_between(MEMBER, claims, []).edges.values()
    assert (edge.first_reported, edge.last_reported) == ("2019-01-01", "2024-07-06")


def test_undated_articles_leave_it_undated() -> None:
    [edge] = edges_between(MEMBER, [support("a", published=None)], []).edges.values()
    assert (edge.first_reported, edge.last_reported, edge.since, edge.until_day) == (None, None, None, None)


# ------------------------------------------------------------------------------------------ sources


def test_the_same_story_in_five_papers_is_one_source() -> None:
    story = "Mali and Russia signed a memorandum of understanding on defence in Moscow, officials said."
    claims = [support(f"{n}", text=story if n < 5 else None) for n in range(6)]
    [edge] = edges_between(MEMBER, claims, []).edges.values()
    assert (edge.sources, edge.independent_sources) == (6, 2)
    assert edge.confidence == 0.96


def test_two_claims_of_one_article_are_one_source() -> None:
    one = support("a")
    two = Support("b", *[getattr(one, name) for name in Support.__slots__[1:]])
    [edge] = edges_between(MEMBER, [one, two], []).edges.values()
    assert (edge.sources, edge.independent_sources, edge.confidence) == (1, 1, 0.8)


# ------------------------------------------------------------------------------------------ periods as told


def test_who_left_and_came_back_has_two_edges() -> None:
    claims = [
        support("joined", since="1963"),
        support("left", "withdrew_from", None, date="1984-11-12"),
        support("back", since="2017-01-30"),
        support("before", published="1970-01-01"),
        support("after", published="2020-01-01"),
    ]
    outcome = edges_between(MEMBER, claims, [])
    assert periods(outcome) == [("member", "1963", "1984-11-12"), ("member", "2017-01-30", None)]
    assert edge_of(outcome, "before").since == "1963"
    assert edge_of(outcome, "after").since == "2017-01-30"
    assert edge_of(outcome, "joined").until_day == "1984-11-13"


def test_a_withdrawal_closes_and_does_not_delete() -> None:
    claims = [support("in"), support("out", "withdrew_from", None, date="2025-01-29")]
    outcome = edges_between(MEMBER, claims, [])
    assert periods(outcome) == [("member", None, "2025-01-29")]
    assert "out" not in outcome.joined


def test_a_withdrawal_alone_invents_no_membership() -> None:
    assert edges_between(MEMBER, [support("out", "withdrew_from", None, date="2025")], []).edges == {}


def test_an_undated_withdrawal_was_before_it_was_published() -> None:
    claims = [support("in"), support("out", "withdrew_from", None, published="2025-02-01")]
    assert periods(edges_between(MEMBER, claims, [])) == [("member", None, "2025-02-01")]


def test_partial_ends_last_to_their_last_day() -> None:
    [edge] = edges_between(MEMBER, [support("a", since="2010", until="2012")], []).edges.values()
    assert (edge.since_day, edge.until_day) == ("2010-01-01", "2013-01-01")


def test_two_offices_are_two_edges() -> None:
    claims = [
        support("a", "holds_office", "minister of defence"),
        support("b", "holds_office", "prime minister"),
    ]
    outcome = edges_between(OFFICE, claims, [])
    assert [role for role, _, _ in periods(outcome)] == ["minister of defence", "prime minister"]


def test_what_has_ended_closes_its_period() -> None:
    claims = [
        support("a", "holds_office", "president"),
        support("b", "holds_office", "president", ended=True),
    ]
    [edge] = edges_between(OFFICE, claims, []).edges.values()
    assert edge.until == "2024-07-06"
    assert edge.sources == 1


# ------------------------------------------------------------------------------------------ the reference

ECOWAS = [
    fact("member", "1975-05-28", "2021-05-30"),
    fact("suspended", "2021-05-30", "2025-01-29"),
]


def test_a_claim_joins_the_period_that_it_fits() -> None:
    outcome = edges_between(MEMBER, [support("a", published="2010-01-01")], ECOWAS)
    edge = edge_of(outcome, "a")
    assert (edge.role, edge.since, edge.until, edge.origin) == ("member", "1975-05-28", "2021-05-30", "both")
    assert edge.confidence == 1.0
    assert {e.origin for e in outcome.edges.values()} == {"both", "reference"}
    assert outcome.contradicted == {}


def test_a_suspended_member_is_still_one() -> None:
    outcome = edges_between(MEMBER, [support("a", published="2022-01-01")], ECOWAS)
    assert edge_of(outcome, "a").role == "suspended"


def test_the_days_of_the_reference_are_half_open() -> None:
    outcome = edges_between(MEMBER, [support("a", date="2021-05-30")], ECOWAS)
    edge = edge_of(outcome, "a")
    assert edge.role == "suspended"
    assert edge.until_day == "2025-01-29"


@pytest.mark.parametrize(
    "claim",
    [
        support("a", published="2026-01-01"),
        support("a", since="1960"),
        support("a", role="observer", published="2010-01-01"),
        support("a", "withdrew_from", None, date="2024-01-28"),
    ],
    ids=["after it left", "before it was there", "another role", "another day of leaving"],
)
def test_what_the_reference_contradicts_makes_no_edge(claim: Support) -> None:
    outcome = edges_between(MEMBER, [claim], ECOWAS)
    assert periods(outcome) == periods(edges_between(MEMBER, [], ECOWAS))
    assert outcome.joined == {}
    assert "member 1975-05-28–2021-05-30; suspended 2021-05-30–2025-01-29" in outcome.contradicted["a"]


def test_another_start_is_reported_and_joins() -> None:
    outcome = edges_between(MEMBER, [support("a", since="1980")], ECOWAS)
    assert edge_of(outcome, "a").since == "1975-05-28"
    assert "a" in outcome.contradicted


def test_a_less_exact_start_is_no_contradiction() -> None:
    outcome = edges_between(MEMBER, [support("a", since="1975")], ECOWAS)
    assert edge_of(outcome, "a").since == "1975-05-28"
    assert outcome.contradicted == {}


def test_a_withdrawal_that_the_reference_knows_is_no_contradiction() -> None:
    outcome = edges_between(MEMBER, [support("a", "withdrew_from", None, date="2025-01")], ECOWAS)
    assert outcome.contradicted == {}


def test_a_dated_withdrawal_closes_what_the_reference_leaves_open() -> None:
    facts = [fact("member", "1975-05-28")]
    claims = [support("out", "withdrew_from", None, date="2025-01-29"), support("in", published="2020-01-01")]
    outcome = edges_between(MEMBER, claims, facts)
    assert periods(outcome) == [("member", "1975-05-28", "2025-01-29")]
    assert outcome.edges.keys() == edges_between(MEMBER, [], facts).edges.keys()


def test_an_undated_withdrawal_does_not_retire_a_fact() -> None:
    facts = [fact("member", "1963-05-25", "1984-11-12"), fact("member", "2017-01-30")]
    outcome = edges_between(MEMBER, [support("a", "withdrew_from", None, published="2026-01-01")], facts)
    assert periods(outcome) == [("member", "1963-05-25", "1984-11-12"), ("member", "2017-01-30", None)]


def test_coming_back_after_the_reference_opens_a_period() -> None:
    outcome = edges_between(MEMBER, [support("a", since="2027-03")], ECOWAS)
    assert periods(outcome)[1:] == [("member", "2027-03", None), ("suspended", "2021-05-30", "2025-01-29")]
    assert outcome.contradicted == {}


def test_who_declined_is_no_member() -> None:
    outcome = edges_between(MEMBER, [support("a")], [fact("declined", "2023-12-29")])
    assert outcome.edges == {}
    assert "no membership" in outcome.contradicted["a"]


# ------------------------------------------------------------------------------------------ order

DATES = st.sampled_from([None, "1975", "1980-05", "1984-11-12", "2001", "2017-01-30", "2020", "2024-07-06"])


@st.composite
def supports(draw: st.DrawFn) -> list[Support]:
    count = draw(st.integers(1, 6))
    return [
        support(
            f"claim {n}",
            draw(st.sampled_from(["member_of", "member_of", "withdrew_from"])),
            draw(st.sampled_from(["member", "observer"])),
            since=draw(DATES),
            until=draw(DATES),
            date=draw(DATES),
            published=draw(st.sampled_from([None, "1983-01-01", "2019-01-01", "2024-07-06"])),
        )
        for n in range(count)
    ]


FACTS = st.sampled_from([[], ECOWAS, [fact("member", "1975")], [fact("observer", None)]])


@given(supports(), FACTS, st.randoms(use_true_random=False))
def test_the_order_of_claims_is_of_no_matter(
    claims: list[Support],
    facts: Sequence[Fact],
    random: "st.random.Random",  # type: ignore[name-defined]
) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert edges_between(MEMBER, claims, facts) == edges_between(MEMBER, shuffled, list(reversed(facts)))


@given(supports(), FACTS)
def test_every_claim_is_accounted_for(claims: list[Support], facts: Sequence[Fact]) -> None:
    outcome = edges_between(MEMBER, claims, facts)
    own = {c.claim for c in claims if c.relation == "member_of"}
    assert own <= outcome.joined.keys() | outcome.contradicted.keys()
    assert set(outcome.joined.values()) <= outcome.edges.keys()
    assert {e.id for e in outcome.edges.values()} == outcome.edges.keys()
    if not facts:
        assert outcome.contradicted == {}
        assert all(e.sources for e in outcome.edges.values())


@given(supports(), FACTS)
def test_periods_of_a_role_do_not_overlap(claims: list[Support], facts: Sequence[Fact]) -> None:
    by_role: dict[str | None, list[Edge]] = {}
    for edge in edges_between(MEMBER, claims, facts).edges.values():
        by_role.setdefault(edge.role, []).append(edge)
    for edges in by_role.values():
        edges.sort(key=lambda e: e.since_day or "")
        for one, two in pairwise(edges):
            assert one.until_day is not None
            assert one.until_day <= (two.since_day or "")

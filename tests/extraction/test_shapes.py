"""Sentence shapes give their edges, whatever the names in them."""

import re
from pathlib import Path

import pytest

from graph.extraction import default_extractor
from graph.model import Article, Claim

PUBLISHED = "2025-03-05"
Edge = tuple[str, str, str, str, str | None]


def read_shapes(name: str) -> list[tuple[str, frozenset[Edge]]]:
    shapes: list[tuple[str, set[Edge]]] = []
    for line in (Path(__file__).parent / name).read_text(encoding="utf8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if not line.startswith("  "):
            shapes.append((line.replace("\\n", "\n"), set()))
        elif line.strip() != "-":
            subject, relation, object_, status, *date = line.split()
            shapes[-1][1].add((subject, relation, object_, status, date[0] if date else None))
    return [(text, frozenset(edges)) for text, edges in shapes]


SHAPES = read_shapes("shapes.txt")
RELEASES = read_shapes("releases.txt")


def claims_of(text: str, published: str | None = PUBLISHED, source: str | None = None) -> tuple[Claim, ...]:
    article = Article(id="shape", ref="shape", title="", text=text, published=published, source=source)
    return default_extractor().extract(article).claims


def edges_of(text: str, source: str | None = None) -> frozenset[Edge]:
    return frozenset(
        (c.subject, c.relation, c.object or "-", str(c.status), c.date)
        for c in claims_of(text, source=source)
        if c.relation != "holds_office"
    )


@pytest.mark.parametrize(("text", "edges"), RELEASES, ids=[text[-50:] for text, _ in RELEASES])
def test_release(text: str, edges: frozenset[Edge]) -> None:
    assert edges_of(text, "White House") == edges


@pytest.mark.parametrize(("text", "edges"), SHAPES, ids=[text[:50] for text, _ in SHAPES])
def test_shape(text: str, edges: frozenset[Edge]) -> None:
    assert edges_of(text) == edges


MIXED = (
    "{0} and {1} signed a trade agreement on Tuesday.",
    "{0} signed memorandums of understanding with {1} and {2} on Monday.",
    "{0} pledged $5 million in humanitarian aid to {1}.",
    "An accord was signed between {0} and {1} last year.",
    "The foreign ministers of {0} and {1} held talks. The two sides signed a protocol.",
    "{0} refused to sign the treaty with {1}.",
    "{0} will sign a defence pact with {1} and {2} in June.",
)
NAMES = (
    {"Uruguay": "URY", "Mozambique": "MOZ", "Latvia": "LVA"},
    {"Papua New Guinea": "PNG", "Bosnia and Herzegovina": "BIH", "Sri Lanka": "LKA"},
    {"Niger": "NER", "Nigeria": "NGA", "Burkina Faso": "BFA"},
    {"South Korea": "KOR", "North Korea": "PRK", "Tonga": "TON"},
    {"Ivory Coast": "CIV", "Equatorial Guinea": "GNQ", "Timor-Leste": "TLS"},
)


def shape_with(names: dict[str, str], shape: str) -> set[tuple[frozenset[int], str, str, str | None]]:
    places = {code: i for i, code in enumerate(names.values())}
    return {
        (frozenset((places[a], places[b])), relation, status, date)
        for a, relation, b, status, date in edges_of(shape.format(*names))
    }


@pytest.mark.parametrize("shape", MIXED)
def test_any_names_give_the_same_edges(shape: str) -> None:
    first, *others = (shape_with(names, shape) for names in NAMES)
    assert first
    assert all(other == first for other in others)


def test_evidence_is_verbatim_and_ends_stand_at_their_spans() -> None:
    for text, _ in SHAPES:
        for claim in claims_of(text):
            for evidence in claim.evidence:
                assert text[evidence.start : evidence.end] == evidence.quote
            assert text[claim.subject_span.start : claim.subject_span.end].strip()


def test_the_same_article_gives_the_same_claims_again() -> None:
    text = " ".join(text for text, _ in SHAPES[:20])
    assert claims_of(text) == claims_of(text)


SAHEL = """Moscow courts the Sahel

Russia has deepened its ties with the Sahel, with Defence Minister Andrey Belousov voicing \
Moscow's readiness to give the Alliance of Sahel States (AES) a push in military training.

After talks with the defence chiefs of Mali, Burkina Faso and Niger in the capital, Belousov praised the \
bloc. Both sides agreed to meet again. Malian Defence Minister Sadio Camara spoke for the three AES members.

At the end, the delegations had signed a joint statement and several memorandums of understanding.

The AES, born in September 2023 as a mutual defence pact and transformed into a confederation on \
July 6, 2024, has looked for partners since relations with many Western capitals turned cold."""


def test_four_parties_and_two_sides() -> None:
    edges = {(c.subject, c.relation, c.object) for c in claims_of(SAHEL, published=None)}
    pairs = [("BFA", "RUS"), ("MLI", "RUS"), ("NER", "RUS")]
    wanted = {(a, relation, b) for a, b in pairs for relation in ("signed_mou_with", "signed_agreement_with")}
    assert wanted <= edges
    assert {("BFA", "member_of", "AES"), ("MLI", "member_of", "AES"), ("NER", "member_of", "AES")} <= edges
    assert ("RUS", "offers_assistance_to", "AES") in edges
    assert not {(a, b) for a, relation, b in edges if relation.startswith("signed")} - set(pairs)
    established = {c.date: c.detail for c in claims_of(SAHEL, published=None) if c.relation == "established"}
    assert established == {"2023-09": "mutual defence pact", "2024-07-06": "confederation"}


OFFICES: tuple[tuple[str, set[tuple[str, str, str]]], ...] = (
    ("Malian Defence Minister Sadio Camara spoke.", {("sadio-camara", "MLI", "Defence Minister")}),
    (
        "Sadio Camara, Mali's defence minister, left.",
        {("sadio-camara", "MLI", "defence minister")},
    ),
    (
        "Presidents Luis Arce of Bolivia and Gabriel Boric of Chile met.",
        {("luis-arce", "BOL", "President"), ("gabriel-boric", "CHL", "President")},
    ),
    ("The prime minister of Barbados, Mia Mottley, agreed.", {("mia-mottley", "BRB", "prime minister")}),
    ("NATO Secretary General Mark Rutte spoke.", {("mark-rutte", "NATO", "Secretary General")}),
    (
        "Minister of Foreign Affairs of Oman Badr Albusaidi spoke.",
        {("badr-albusaidi", "OMN", "Minister of Foreign Affairs")},
    ),
    (
        "British home secretary Ann Lee, energy secretary Ed Brown and transport secretary Joan Hill met.",
        {
            ("ann-lee", "GBR", "home secretary"),
            ("ed-brown", "GBR", "energy secretary"),
            ("joan-hill", "GBR", "transport secretary"),
        },
    ),
    ("Rumen Velev is sworn in as prime minister of Bulgaria.", {("rumen-velev", "BGR", "prime minister")}),
    (
        "Tajik President Ali Rahimov met his Kyrgyz counterpart, Sadyr Osmonov.",
        {("ali-rahimov", "TJK", "President"), ("sadyr-osmonov", "KGZ", "President")},
    ),
    ("Former Kenyan President John Mwangi spoke.", set()),
    ("President-elect Jane Hill of Ghana spoke.", set()),
    ("Governor Jane Hill of Lagos State in Nigeria spoke.", set()),
    ("Ann Hill, nominee for ambassador of Chad, spoke.", set()),
    ("Sue Moore is Commissioner of the U.S. Marine Mammal Commission.", set()),
    ("He served under President Daniel Moi of Kenya.", {("daniel-moi", "KEN", "President")}),
    (
        "Turkish First Lady Zeynep Yilmaz left. President Yilmaz of Turkey spoke.",
        {("tur-yilmaz", "TUR", "President")},
    ),
)


@pytest.mark.parametrize(("text", "offices"), OFFICES, ids=[text[:40] for text, _ in OFFICES])
def test_offices(text: str, offices: set[tuple[str, str, str]]) -> None:
    found = {(c.subject, c.object, c.office) for c in claims_of(text) if c.relation == "holds_office"}
    assert found == offices


def test_amounts_and_attribution() -> None:
    [claim] = [
        c for c in claims_of("Officials said Japan would provide a $20 million grant to Kenya.") if c.amount
    ]
    assert (claim.amount, claim.currency) == (20_000_000.0, "USD")
    assert claim.attribution == "Officials"


def test_a_governments_own_text_speaks_of_itself() -> None:
    text = "The United States will not look away. We will provide 30 million dollars in aid to Sudan."
    assert [(c.subject, c.object) for c in claims_of(text, source="White House")] == [("USA", "SDN")]
    assert not claims_of(text, source="The Herald")


def test_receivers_listed_behind_a_colon() -> None:
    text = (
        "The United States plans to send a first tranche of vaccine doses.\n\n"
        "- Some 6 million for the region to the following countries: Brazil, Peru and Haiti."
    )
    pairs = {(c.subject, c.object, str(c.status)) for c in claims_of(text) if "assistance" in c.relation}
    assert pairs == {("USA", code, "asserted") for code in ("BRA", "PER", "HTI")}


def test_receivers_at_the_heads_of_items() -> None:
    text = (
        "Japan announced the following humanitarian aid on Monday:\n\n"
        "- Kenya: $3 million for clinics.\n- Ethiopia: $5 million in food aid.\n"
    )
    pairs = {(c.subject, c.object) for c in claims_of(text) if c.relation == "offers_assistance_to"}
    assert pairs == {("JPN", "KEN"), ("JPN", "ETH")}


def test_a_governments_bill_gives_only_once_it_is_law() -> None:
    text = "The United States acted. The President said this package will provide military aid to Ukraine."
    assert [(c.subject, c.object, str(c.status)) for c in claims_of(text, source="White House")] == [
        ("USA", "UKR", "planned")
    ]


Receivers = set[tuple[str, str]]
GOVERNMENT: tuple[tuple[str, Receivers], ...] = (
    (
        (
            "The Vice President announced the following:\n- $5 million for clinics in Kenya.\n"
            "- $7 million in humanitarian assistance for refugees in Chad.\n- A summit in Peru."
        ),
        {("KEN", "asserted"), ("TCD", "asserted")},
    ),
    (
        (
            "Kenya\nThe United States announced $3 million in training for nurses.\n"
            "Ghana\nThe United States announced $4 million in assistance for farmers."
        ),
        {("KEN", "asserted"), ("GHA", "asserted")},
    ),
    ("The United States announced the following:\n- $3 billion in purchases of grain in Kenya.", set()),
)


@pytest.mark.parametrize(("text", "receivers"), GOVERNMENT, ids=[text[:40] for text, _ in GOVERNMENT])
def test_gifts_in_a_governments_text(text: str, receivers: Receivers) -> None:
    found = claims_of(f"{text}\nThe United States is a partner.", source="The White House")
    assert {(c.object, str(c.status)) for c in found if c.relation == "offers_assistance_to"} == receivers


def test_every_shape_file_line_is_used() -> None:
    assert len(SHAPES) > 100
    assert all(re.search(r"\w", text) for text, _ in SHAPES)

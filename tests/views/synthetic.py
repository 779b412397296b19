"""Projections made by hand or by rule, with the attributes that `graph.projection` gives."""

import csv
import hashlib
import random
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import networkx as nx

from graph.resources import resource

Projection: TypeAlias = "nx.MultiDiGraph[str]"

__all__ = ["empty", "one_edge", "one_node", "sahel", "synthetic"]


def _key(*parts: object) -> str:
    return hashlib.sha256("|".join(map(str, parts)).encode(errors="replace")).hexdigest()[:16]


def country(projection: Projection, key: str, name: str, iso2: str, region: str, *aliases: str) -> None:
    """Adds a country."""
    projection.add_node(
        key, kind="country", name=name, iso2=iso2, region=region, official_name=name, aliases=list(aliases)
    )


def bloc(projection: Projection, key: str, name: str, kind: str, founded: str, *aliases: str) -> None:
    """Adds a bloc."""
    projection.add_node(
        key, kind="bloc", name=name, bloc_kind=kind, founded=founded, dissolved=None, aliases=[key, *aliases]
    )


def minister(projection: Projection, key: str, name: str) -> None:
    """Adds a minister."""
    projection.add_node(key, kind="minister", name=name, aliases=[])


def evidence(number: int, quote: str, published: str, **fields: Any) -> dict[str, Any]:
    """One quote of one article."""
    return {
        "claim": _key("claim", number, quote),
        "article": f"https://news.example/{number}",
        "title": f"Report {number}",
        "source": ("The Sahel Post", "Capital Wire", "Daily Courier")[number % 3],
        "url": f"https://news.example/{number}",
        "published": published,
        "quote": quote,
        "date": None,
        "status": "asserted",
        "certainty": "certain",
        "stage": None,
        "attribution": None,
        "office": None,
        "amount": None,
        "currency": None,
        "detail": None,
        "via": None,
        **fields,
    }


def edge(
    projection: Projection,
    subject: str,
    relation: str,
    object_: str,
    told: Iterable[Mapping[str, Any]] = (),
    **fields: Any,
) -> str:
    """Adds an edge; what it is told by sets its dates and counts."""
    listed = list(told)
    published = sorted(item["published"] for item in listed)
    since, until = fields.pop("since", None), fields.pop("until", None)
    data = {
        "relation": relation,
        "status": "asserted",
        "role": None,
        "since": since,
        "until": until,
        "since_day": since and (since + "-01-01")[:10],
        "until_day": until and (until + "-01-01")[:10],
        "sources": len(listed),
        "independent_sources": len({item["source"] for item in listed}),
        "first_reported": published[0] if published else None,
        "last_reported": published[-1] if published else None,
        "confidence": 0.9 if listed else None,
        "origin": "articles" if listed else "reference",
        "evidence": listed,
        **fields,
    }
    key = _key(subject, relation, object_, data["role"], since, data["status"])
    projection.add_edge(subject, object_, key=key, **data)
    return key


def finished(projection: Projection) -> Projection:
    """Sets what the whole graph says of itself: its newest report and the number of its articles."""
    dates = [d["last_reported"] for _, _, d in projection.edges(data=True) if d["last_reported"]]
    told = {e["article"] for _, _, d in projection.edges(data=True) for e in d["evidence"]}
    projection.graph.update(newest=max(dates, default=None), articles=len(told))
    return projection


def empty() -> Projection:
    """Nothing at all."""
    return finished(nx.MultiDiGraph())


def one_node() -> Projection:
    """A country and nothing else."""
    projection: Projection = nx.MultiDiGraph()
    country(projection, "MLI", "Mali", "ML", "Western Africa")
    return finished(projection)


def one_edge() -> Projection:
    """Two countries and one memorandum."""
    projection: Projection = nx.MultiDiGraph()
    country(projection, "MLI", "Mali", "ML", "Western Africa")
    country(projection, "RUS", "Russia", "RU", "Eastern Europe")
    told = [evidence(1, "Mali and Russia signed a memorandum in Bamako.", "2024-05-02")]
    edge(projection, "MLI", "signed_mou_with", "RUS", told, since="2024-05-01")
    return finished(projection)


def sahel() -> Projection:
    """A small graph with every kind of actor, relation and status that views tell apart."""
    p: Projection = nx.MultiDiGraph()
    for row in (
        ("MLI", "Mali", "ML", "Western Africa"),
        ("BFA", "Burkina Faso", "BF", "Western Africa"),
        ("NER", "Niger", "NE", "Western Africa"),
        ("CIV", "Côte d’Ivoire", "CI", "Western Africa", "Ivory Coast"),
        ("RUS", "Russia", "RU", "Eastern Europe", "Russian Federation"),
        ("FRA", "France", "FR", "Western Europe"),
        ("TUR", "Türkiye", "TR", "Western Asia", "Turkey"),
        ("CHN", "China", "CN", "Eastern Asia"),
    ):
        country(p, *row)
    bloc(p, "AES", "Alliance of Sahel States", "political", "2023-09-16")
    bloc(p, "ECOWAS", "Economic Community of West African States", "economic", "1975-05-28")
    bloc(p, "UN", "United Nations", "global", "1945-10-24")
    minister(p, "sadio-camara", "Sadio Camara")
    minister(p, "andrey-belousov", "Andrey Belousov")
    for number, member in enumerate(("MLI", "BFA", "NER"), 10):
        told = [evidence(number, f"{p.nodes[member]['name']} belongs to the alliance.", "2024-07-07")]
        edge(p, member, "member_of", "AES", told, since="2023-09-16", role="member")
        edge(p, member, "member_of", "ECOWAS", since="1975-05-28", until="2025-01-29", role="member")
        told = [
            evidence(number + 10, "The two sides signed a memorandum on defence.", "2024-08-15"),
            evidence(number + 11, "A memorandum was signed, the ministry said.", "2024-08-16"),
        ]
        edge(p, member, "signed_mou_with", "RUS", told, since="2024-08-14")
    edge(p, "CIV", "member_of", "ECOWAS", since="1975-05-28", role="member")
    for member in ("MLI", "BFA", "NER", "CIV", "RUS", "FRA", "TUR", "CHN"):
        edge(p, member, "member_of", "UN", since="1960", role="member")
    told = [evidence(30 + i, "Russia offers help to the alliance.", f"2024-08-{16 + i}") for i in range(4)]
    edge(p, "RUS", "offers_assistance_to", "AES", told)
    told = [
        evidence(40, "China delivered food aid worth $5 million.", "2024-03-02", amount=5e6, currency="USD")
    ]
    edge(p, "CHN", "provides_assistance_to", "MLI", told, since="2024-03")
    told = [evidence(50, "Sadio Camara, the defence minister of Mali, said so.", "2024-08-15")]
    edge(p, "sadio-camara", "holds_office", "MLI", told, role="Minister of Defence")
    told = [evidence(51, "Russian Defence Minister Andrey Belousov received him.", "2024-08-15")]
    edge(p, "andrey-belousov", "holds_office", "RUS", told, role="Minister of Defence")
    told = [evidence(52, "The ministers met in Moscow.", "2024-08-15", via="andrey-belousov")]
    edge(p, "MLI", "met_with", "RUS", told, since="2024-08-14")
    told = [
        evidence(60, "Türkiye is to sign an agreement with Niger next year.", "2024-09-01", status="planned")
    ]
    edge(p, "NER", "signed_agreement_with", "TUR", told, status="planned")
    told = [evidence(61, "France denied that it had offered troops.", "2024-09-03", status="denied")]
    edge(p, "FRA", "offers_assistance_to", "NER", told, status="denied")
    told = [evidence(62, "Mali signed an agreement with France in 2013.", "2024-09-03")]
    edge(p, "FRA", "signed_agreement_with", "MLI", told, since="2013-01", until="2022-05-02")
    return finished(p)


_REGIONS = (
    "Western Africa",
    "Eastern Africa",
    "Northern Europe",
    "Western Europe",
    "Southern Asia",
    "Western Asia",
    "South America",
    "Northern America",
    "Polynesia",
)
_DRAWN = ("signed_mou_with", "signed_agreement_with", "offers_assistance_to", "met_with", "allied_with")
_VERBS = "signed agreed discussed announced welcomed confirmed reviewed promised".split()
_TOPICS = "defence trade energy transport health fisheries education water security mining".split()


def synthetic(actors: int = 260, edges: int = 3000, seed: int = 1) -> Projection:
    """A made-up graph of that size: four fifths countries, the rest blocs and ministers."""
    rng = random.Random(seed)
    p: Projection = nx.MultiDiGraph()
    names = _country_rows(actors * 3 // 4)
    for row in names:
        country(p, *row)
    blocs = [f"B{i:02d}" for i in range(max(1, actors // 6))]
    for i, key in enumerate(blocs):
        bloc(p, key, f"Union of Group {i:02d}", "economic", f"{1950 + i % 70}")
    people = [f"minister-{i:03d}" for i in range(actors - len(names) - len(blocs))]
    for i, key in enumerate(people):
        minister(p, key, f"Person Number {i:03d}")
        home = names[rng.randrange(len(names))][0]
        _made_up(p, rng, key, "holds_office", home, role="Minister of Trade")
    countries = [row[0] for row in names]
    made = p.number_of_edges()  # it counts all of them: too slow for every turn
    while made < edges:
        relation, ends = _draw(rng, countries, blocs)
        before = p.number_of_edges(*ends)
        _made_up(p, rng, ends[0], relation, ends[1])
        made += p.number_of_edges(*ends) - before
    return finished(p)


def _country_rows(number: int) -> list[tuple[str, str, str, str]]:
    with (resource("seeds/reference") / "countries.csv").open(encoding="utf-8") as lines:
        real = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    rows = [(c["id"], c["name"], c["iso2"], c["region"]) for c in real if c["iso2"]][:number]
    made = range(len(rows), number)
    return rows + [(f"X{i:04d}", f"Land {i:04d}", "", _REGIONS[i % len(_REGIONS)]) for i in made]


def _draw(rng: random.Random, countries: list[str], blocs: list[str]) -> tuple[str, tuple[str, str]]:
    chance = rng.random()
    one = countries[min(int(rng.expovariate(5 / len(countries))), len(countries) - 1)]
    if chance < 0.25:
        number = min(int(rng.expovariate(4 / len(blocs))), len(blocs) - 1)
        return "member_of", (one, blocs[number])
    other = rng.choice(countries)
    while other == one:
        other = rng.choice(countries)
    relations = (
        "signed_mou_with",
        "signed_agreement_with",
        "offers_assistance_to",
        "met_with",
        "allied_with",
    )
    relation = relations[min(int((chance - 0.25) * 8), 4)]
    return relation, (one, other)


def _made_up(p: Projection, rng: random.Random, one: str, relation: str, other: str, **fields: Any) -> None:
    day = f"{rng.randint(2015, 2024)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
    reference = relation == "member_of" and rng.random() < 0.6
    number = 0 if reference else 1 + min(3, int(rng.expovariate(1.2)))
    told = [
        evidence(
            rng.randrange(5000),
            f"{p.nodes[one]['name']} and {p.nodes[other]['name']} {rng.choice(_VERBS)} a plan on "
            f"{rng.choice(_TOPICS)} and {rng.choice(_TOPICS)}, for {rng.randint(2, 900)} million, on {day}.",
            day,
        )
        for _ in range(number)
    ]
    status = (
        "asserted" if rng.random() < 0.9 or relation == "holds_office" else rng.choice(["planned", "denied"])
    )
    edge(p, one, relation, other, told, since=day, status=status, **fields)

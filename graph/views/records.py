"""What a page knows: the projection as plain records, ready for JSON and for pyvis.

Nothing here depends on the clock, on the order of a set or on numpy types, so that the same projection
gives the same bytes.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.model import ActorKind, Status
from graph.ontology import RELATIONS, Relation

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Record", "actor_records", "continent", "edge_records", "evidence_record", "relation_records"]

Record = dict[str, Any]

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9&+-]*[A-Z0-9+]")

_LIGHT, _DARK = "#fbfaf7", "#11161c"
"""The backgrounds of the two themes, as in page.css."""


def clean(text: object) -> str:
    """A name or title on one line, without control characters and without marks that turn the writing."""
    return " ".join(_UNSEEN.sub("", str(text)).split())


def continent(region: str | None) -> str:
    """The continent of a region of the UN geoscheme; empty where there is none."""
    if not region:
        return ""
    for word, name in (
        ("Africa", "Africa"),
        ("Europe", "Europe"),
        ("Asia", "Asia"),
        ("America", "Americas"),
        ("Caribbean", "Americas"),
    ):
        if word in region:
            return name
    return "Oceania"


# -------------------------------------------------------------------------------------------- actors


@dataclass(frozen=True, slots=True)
class _Weight:
    """How much the articles speak of an actor, and in how many edges."""

    score: float
    edges: int


def actor_records(projection: "nx.MultiDiGraph[str]") -> list[Record]:
    """Every actor by falling importance, then id: what articles say of it counts, reference facts do not."""
    weights = _weights(projection)
    records = [_actor_record(str(key), data, weights[key]) for key, data in projection.nodes(data=True)]
    return sorted(records, key=lambda record: (-record["weight"], record["id"]))


def _weights(projection: "nx.MultiDiGraph[str]") -> dict[Any, _Weight]:
    scores = dict.fromkeys(projection.nodes, 0.0)
    counts = dict.fromkeys(projection.nodes, 0)
    for subject, object_, data in projection.edges(data=True):
        if data.get("origin") == "reference":
            continue
        if data.get("relation") == "holds_office":
            scores[subject] += 1.0  # who serves a country does not make it larger
            counts[subject] += 1
            continue
        said = math.log2(1 + max(1, int(data.get("independent_sources") or data.get("sources") or 1)))
        lighter = 0.4 if data.get("relation") == "met_with" or data.get("status") != Status.ASSERTED else 1.0
        for end in {subject, object_}:
            scores[end] += said * lighter
            counts[end] += 1
    return {key: _Weight(scores[key], counts[key]) for key in projection.nodes}


def _actor_record(key: str, data: Mapping[str, Any], weight: _Weight) -> Record:
    kind = str(data.get("kind") or ActorKind.COUNTRY)
    name = clean(data.get("name") or key)
    region = clean(data.get("region") or "")
    record = {
        "id": key,
        "label": _short_name(key, name, data.get("aliases") or ()) if kind == ActorKind.BLOC else name,
        "name": name,
        "kind": kind,
        "weight": round(weight.score, 1),
        "count": weight.edges,
        "aliases": [clean(alias) for alias in data.get("aliases") or ()],
        "region": region,
        "continent": continent(region),
        "iso2": data.get("iso2"),
        "official": clean(data.get("official_name") or ""),
        "bloc_kind": clean(data.get("bloc_kind") or ""),
        "founded": data.get("founded"),
        "dissolved": data.get("dissolved"),
    }
    return {name: value for name, value in record.items() if value not in (None, "", [])}


def _short_name(key: str, name: str, aliases: Iterable[str]) -> str:
    """What fits into a bloc's sign: its id where that is short, else an acronym, else its name."""
    if len(key) <= 9:
        return clean(key)
    acronyms = sorted((a for a in aliases if _ACRONYM.fullmatch(a)), key=lambda a: (len(a), a))
    return acronyms[0] if acronyms else clean(key) if len(key) <= 12 else name


# --------------------------------------------------------------------------------------------- edges

_EDGE_FIELDS = (
    "status",
    "role",
    "since",
    "until",
    "since_day",
    "until_day",
    "sources",
    "independent_sources",
    "first_reported",
    "last_reported",
    "confidence",
    "origin",
    "disputed",
    "change",
)
_LEFT_OUT = {"status": Status.ASSERTED.value, "origin": "articles", "disputed": 0}
"""The usual values, which the page fills in again."""


def edge_records(projection: "nx.MultiDiGraph[str]") -> list[Record]:
    """Every edge in the order of relations, ends and ids; `proof` says where its quotes stand."""
    order = list(RELATIONS)
    records = [
        _edge_record(str(subject), str(object_), str(key), data)
        for subject, object_, key, data in projection.edges(keys=True, data=True)
    ]
    records.sort(key=lambda r: (order.index(r["relation"]), r["subject"], r["object"], r["id"]))
    quoted = [r for r in records if projection.edges[r["subject"], r["object"], r["id"]].get("evidence")]
    for number, record in enumerate(quoted):
        record["proof"] = number
    return records


def _edge_record(subject: str, object_: str, key: str, data: Mapping[str, Any]) -> Record:
    record: Record = {"id": key, "subject": subject, "object": object_, "relation": str(data["relation"])}
    for name in _EDGE_FIELDS:
        value = _plain(data.get(name))
        if value is not None and value != _LEFT_OUT.get(name):
            record[name] = value
    return record


def _plain(value: Any) -> str | int | float | None:
    """A value as JSON has it: no numpy types, no NaN, text without control characters."""
    if value is None or isinstance(value, bool):
        return None if value is None else int(value)
    if isinstance(value, str):
        return clean(value)
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return round(value, 3) if math.isfinite(value) else None
    return clean(value)


# ------------------------------------------------------------------------------------------ evidence

_CLAIM_FIELDS = (
    "status",
    "date",
    "certainty",
    "stage",
    "attribution",
    "office",
    "amount",
    "currency",
    "detail",
    "via",
)


def evidence_record(projection: "nx.MultiDiGraph[str]", edges: Iterable[Record]) -> Record:
    """The quotes behind the edges that have any, by their `proof`; each article stands once.

    `articles` is a list of [title, outlet, url, published], `evidence` one list an edge of
    [article's index, quote, {further fields}].
    """
    indexes: dict[str, int] = {}
    articles: list[list[str | None]] = []
    evidence = []
    for edge in edges:
        if "proof" not in edge:
            continue
        data = projection.edges[edge["subject"], edge["object"], edge["id"]]
        told = []
        for item in data.get("evidence") or ():
            key = str(item.get("article") or item.get("url") or item.get("title"))
            if key not in indexes:
                indexes[key] = len(articles)
                articles.append(_article_row(item))
            told.append([indexes[key], str(item.get("quote") or "").strip(), _claim_details(item)])
        evidence.append(told)
    return {"articles": articles, "evidence": evidence}


def _article_row(item: Mapping[str, Any]) -> list[str | None]:
    url = item.get("url")
    return [
        clean(item.get("title") or ""),
        clean(item.get("source") or ""),
        None if url is None else str(url),
        None if item.get("published") is None else clean(item["published"]),
    ]


def _claim_details(item: Mapping[str, Any]) -> Record:
    details = {name: _plain(item.get(name)) for name in _CLAIM_FIELDS}
    usual = {"status": Status.ASSERTED.value, "certainty": "certain"}
    return {name: value for name, value in details.items() if value not in (None, "", usual.get(name))}


# ----------------------------------------------------------------------------------------- relations


def relation_records(edges: Iterable[Record]) -> list[Record]:
    """The relations that occur, in the order of the ontology, with their looks in both themes."""
    present = {edge["relation"] for edge in edges}
    return [_relation_record(r) for r in RELATIONS.values() if r.name in present]


def _relation_record(relation: Relation) -> Record:
    return {
        "name": relation.name,
        "label": relation.label,
        "layer": relation.layer,
        "directed": not relation.symmetric,
        "state": relation.lasting,
        "dash": list(relation.dash),
        **readable_colours(relation),
    }


def readable_colours(relation: Relation) -> dict[str, str]:
    """The relation's colour in the light and the dark theme."""
    return {"light": readable(relation.colour, _LIGHT), "dark": readable(relation.colour, _DARK)}


def readable(colour: str, background: str, ratio: float = 3.0) -> str:
    """The colour, moved towards black or white until its contrast is at least `ratio` (WCAG 2.2, 1.4.11)."""
    towards = (0, 0, 0) if _luminance(_rgb(background)) > 0.5 else (255, 255, 255)
    own = _rgb(colour)
    for step in range(21):
        mixed = tuple(round(o + (t - o) * step / 20) for o, t in zip(own, towards, strict=True))
        if contrast(mixed, _rgb(background)) >= ratio:
            return "#{:02x}{:02x}{:02x}".format(*mixed)
    return "#{:02x}{:02x}{:02x}".format(*towards)


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def _luminance(rgb: tuple[int, ...]) -> float:
    linear = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

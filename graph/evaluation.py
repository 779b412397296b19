"""How right an extraction is: figures against articles that were annotated by hand.

A folder of annotated articles holds `articles/ID.txt` (headline, empty line, text) with its data in
`ID.json`, and `annotations/ID.json` with `entities` (`id`, `name`, `mentions`) and `edges` (`subject`,
`predicate`, `object`, `status`, `date`, `evidence` offsets, `optional`).

What counts: asserted edges found against asserted edges annotated, planned and denied ones apart. An edge
that is optional in the annotation is neutral; so are an agreement on a pair that has a memorandum, and a
meeting of a pair that signed. An edge found with another status is an error of modality, a wrong one where
asserted. The same edge again with another date is neither rewarded nor punished.
"""

import itertools
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, Self

from graph.errors import UsageError
from graph.model import Actor, ActorKind, Extraction, Span, Status
from graph.ontology import RELATIONS

__all__ = [
    "BETWEEN_STATES",
    "CORE",
    "AnnotatedArticle",
    "Edge",
    "Outcome",
    "Score",
    "Tally",
    "evaluate",
    "read_annotated",
]

CORE = ("signed_mou_with", "signed_agreement_with", "member_of", "offers_assistance_to", "holds_office")
"""The relations of the headline figure."""
BETWEEN_STATES = tuple(name for name in CORE if name != "holds_office")
"""The core without offices, which would drown the others."""
SCORED = (
    *CORE,
    "applied_to",
    "withdrew_from",
    "suspended_from",
    "founded",
    "allied_with",
    "met_with",
    "provides_assistance_to",
)
"""Every relation that is annotated, in the order of the report."""

KIND_PREFIXES = {ActorKind.COUNTRY: "country", ActorKind.BLOC: "bloc", ActorKind.MINISTER: "person"}
"""How the annotations' ids begin."""

_READ_FROM_NAMES = frozenset({"membership/listed", "membership/whole bloc"})
"""Rules that need no parse; offices are read without one as well."""

Half = Literal["odd", "even"]

_HONORIFICS = frozenset(
    "mr mrs ms dr prof sir hon president prime minister secretary king queen prince princess sheikh general "
    "gen chancellor ambassador premier foreign vice chairman his her excellency".split()
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "sc", "mp"})
_BINS = 10
_EVIDENCE_SHARE = (
    5  # a fifth of a quotation must lie in an annotated span: quoting the whole text is not enough
)


# ------------------------------------------------------------------------------------------- annotations


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor that an annotated article mentions, and what the text calls it."""

    id: str
    name: str
    mentions: tuple[str, ...]

    @property
    def prefix(self) -> str:
        """`country`, `bloc` or `person`."""
        return self.id.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge of one article, annotated or found; its ends are ids of the annotation where it knows them."""

    article: str
    subject: str
    relation: str
    object: str
    status: str
    date: str | None = None
    spans: tuple[Span, ...] = ()
    quote: str = ""
    optional: bool = False
    confidence: float = 1.0
    rule: str = ""

    @property
    def key(self) -> tuple[str, frozenset[str] | tuple[str, str]]:
        """The relation and the pair, which has no direction where the relation has none."""
        ends = (self.subject, self.object)
        return self.relation, frozenset(ends) if RELATIONS[self.relation].symmetric else ends

    def __str__(self) -> str:
        date = self.date or "no date"
        return f"{self.article} {self.subject} {self.relation} {self.object} [{self.status}, {date}]"


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article with what a careful reader found in it."""

    id: str
    text: str
    hard_negative: bool
    entities: tuple[Entity, ...]
    edges: tuple[Edge, ...]


def read_annotated(folder: Path, only: Half | None = None) -> list[AnnotatedArticle]:
    """The annotated articles of a folder, in the order of their ids; `only` takes the odd or even numbers.

    Raises:
        UsageError: The folder has no annotations, or one of them cannot be read.
    """
    if not (folder / "annotations").is_dir() or not (folder / "articles").is_dir():
        raise UsageError(f"{folder} has no folders articles and annotations; both are needed to score")
    paths = [p for p in sorted((folder / "annotations").glob("*.json")) if in_half(p.stem, only)]
    articles = [_read_one(path, folder / "articles" / f"{path.stem}.txt") for path in paths]
    if not articles:
        raise UsageError(f"{folder} has no annotated article{f' with an {only} number' if only else ''}")
    return articles


def in_half(article: str, only: Half | None) -> bool:
    """Whether the number in an article's id is odd (even), as asked; true where nothing is asked."""
    if only is None:
        return True
    digits = re.sub(r"\D", "", article)
    return bool(digits) and int(digits) % 2 == (only == "odd")


def _read_one(annotation: Path, text_file: Path) -> AnnotatedArticle:
    path = annotation
    try:
        noted = json.loads(path.read_text(encoding="utf-8"))
        path = text_file
        text = path.read_text(encoding="utf-8")
        path = text_file.with_suffix(".json")
        data = json.loads(path.read_text(encoding="utf-8"))
        path = annotation
        return _parse_annotated(noted, text, hard_negative=data["kind"] == "hard_negative")
    except (OSError, ValueError, KeyError, TypeError) as error:
        reason = f"{type(error).__name__}: {error}"
        raise UsageError(f"{path} is not readable as an annotated article ({reason})") from error


def _parse_annotated(noted: Mapping[str, Any], text: str, *, hard_negative: bool) -> AnnotatedArticle:
    entities = tuple(
        Entity(e["id"], e["name"], tuple(text[start:end] for start, end in e["mentions"]))
        for e in noted["entities"]
    )
    edges = tuple(
        Edge(
            article=noted["id"],
            subject=e["subject"],
            relation=e["predicate"],
            object=e["object"],
            status=e["status"],
            date=e["date"],
            spans=tuple(Span(start, end) for start, end in e["evidence"]),
            optional=bool(e.get("optional")),
        )
        for e in noted["edges"]
    )
    return AnnotatedArticle(noted["id"], text, hard_negative, entities, edges)


# -------------------------------------------------------------------------------------- who is meant


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def _place_key(name: str) -> str:
    """Letters and digits of the name of a country or bloc, without a leading article."""
    letters = re.sub(r"[^a-z0-9]", "", re.sub(r"^the\b", "", _folded(name).strip()))
    return letters.replace("organis", "organiz")


def _name_words(name: str) -> list[str]:
    """Words of a person's name, without nicknames in quotes, titles before it and suffixes after it."""
    name = re.sub(r"[“\"(].*?[”\")]|\bH\.? ?E\.", " ", name)
    words = re.findall(r"[^\W\d_]+", re.sub(r"['’`]", "", _folded(name)))
    while len(words) > 1 and words[0] in _HONORIFICS:
        words.pop(0)
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    return words


def _name_fit(found: list[str], noted: list[str], mentions: Sequence[list[str]]) -> int:
    """0 where the names cannot be one person's, else how well they fit (1 to 3)."""
    if not found or not noted:
        return 0
    if found == noted or found in mentions:
        return 3
    if sorted(found) == sorted(noted):  # family name first
        return 2
    shorter, longer = sorted((found, noted), key=len)
    if len(shorter) > 1 and set(shorter) <= set(longer):
        return 2
    if found[-1] != noted[-1]:
        return 0
    if len(shorter) == 1:
        return 1
    first, other = found[0], noted[0]
    initial = 1 in {len(first), len(other)} and first[0] == other[0]
    return 2 if first == other or initial else 0


class Namesakes:
    """Which id a name of a country or bloc has in a whole set of annotated articles."""

    def __init__(self, articles: Iterable[AnnotatedArticle]) -> None:
        self._ids: dict[str, dict[str, str]] = {"country": {}, "bloc": {}}
        for entity in (e for a in articles for e in a.entities if e.prefix in self._ids):
            code = entity.id.partition(":")[2]
            for name in (code, entity.name, *entity.mentions):
                self._ids[entity.prefix].setdefault(_place_key(name), entity.id)
        self.ids = frozenset(id_ for known in self._ids.values() for id_ in known.values())

    def find(self, prefix: str, name: str) -> str | None:
        return self._ids[prefix].get(_place_key(name))


class Resolver:
    """Turns the actors found in one article into ids of its annotation where they mean the same."""

    def __init__(self, article: AnnotatedArticle, namesakes: Namesakes) -> None:
        self._namesakes = namesakes
        self._here = frozenset(e.id for e in article.entities)
        self._persons = [
            (e.id, _name_words(e.name), [_name_words(m) for m in e.mentions])
            for e in article.entities
            if e.prefix == "person"
        ]

    def resolve(self, actor: Actor) -> str:
        """The annotation's id, else one of the actor's own under the same prefix."""
        if actor.kind is ActorKind.COUNTRY:
            return self._namesakes.find("country", actor.id) or f"country:{actor.id.upper()}"
        if actor.kind is ActorKind.BLOC:
            return self._resolve_bloc(actor)
        names = (*actor.aliases, actor.name)  # of a leader, the article's spelling is an alias
        known = next((id_ for name in names if (id_ := self._person(name)) is not None), None)
        return known or f"person:{' '.join(_name_words(actor.name)) or actor.name}"

    def _resolve_bloc(self, actor: Actor) -> str:
        """By id or by name; what this article mentions goes first, then what any article does."""
        candidates = [
            self._namesakes.find("bloc", name) or f"bloc:{' '.join(_name_words(name)) or name}"
            for name in (actor.id, actor.name)
        ]
        here = [c for c in candidates if c in self._here]
        known = [c for c in candidates if c in self._namesakes.ids]
        return [*here, *known, *candidates][0]

    def _person(self, name: str) -> str | None:
        words = _name_words(name)
        ranked = sorted(
            ((_name_fit(words, name_words, mentions), id_) for id_, name_words, mentions in self._persons),
            reverse=True,
        )
        best = [id_ for fit, id_ in ranked if fit and fit == ranked[0][0]]
        return best[0] if len(best) == 1 else None


def _found_edges(article: AnnotatedArticle, extraction: Extraction, resolver: Resolver) -> list[Edge]:
    """Distinct edges found; the same with the same status and date counts once, its evidence joined."""
    actors = {a.id: a for a in extraction.actors}
    edges: dict[Any, Edge] = {}
    for claim in extraction.claims:
        if claim.object is None or claim.relation not in SCORED:
            continue
        subject, object_ = (
            resolver.resolve(actors.get(end) or Actor(end, ActorKind.COUNTRY, end))
            for end in (claim.subject, claim.object)
        )
        spans = tuple(_places(claim.quote, article.text))
        edge = Edge(
            article.id, subject, claim.relation, object_, claim.status.value, claim.date, spans, claim.quote,
            confidence=claim.confidence, rule=claim.rule,
        )  # fmt: skip
        key = (edge.key, edge.status, edge.date)
        known = edges.get(key)
        edges[key] = _joined(known, edge) if known else edge
    return list(edges.values())


def _joined(known: Edge, again: Edge) -> Edge:
    """An edge told twice: all its evidence, and the confidence of the surer claim."""
    surer = max(known, again, key=lambda e: e.confidence)
    return replace(known, spans=(*known.spans, *again.spans), confidence=surer.confidence, rule=surer.rule)


def _places(quote: str, text: str) -> Iterator[Span]:
    """Where a quotation stands in the text, white space and marks aside."""
    words = re.findall(r"\w+", quote)
    if words:
        pattern = r"\W+".join(map(re.escape, words))
        yield from (Span(m.start(), m.end()) for m in re.finditer(pattern, text))


# ---------------------------------------------------------------------------------------- matching

Pair = tuple[Edge, Edge]
"""An edge found and the annotated one it is."""


@dataclass(slots=True)
class Outcome:
    """What became of the edges of one article."""

    right: list[Pair] = field(default_factory=list)
    """Required, with the same status."""
    modality: list[Pair] = field(default_factory=list)
    """Required (or a memorandum called a deal), with another status."""
    spurious: list[Edge] = field(default_factory=list)
    """Found, not annotated."""
    missed: list[Edge] = field(default_factory=list)
    """Annotated and required, not found."""
    optional: list[Pair] = field(default_factory=list)
    """Annotated as optional."""
    neutral: list[Edge] = field(default_factory=list)
    """Found: an agreement beside a memorandum, a meeting of a pair that signed."""
    repeated: list[Edge] = field(default_factory=list)
    """Found again with another date."""


DateFit = Literal["exact", "coarser", "wrong", "missing", "none", "extra"]


def _date_fit(found: str | None, noted: str | None) -> DateFit:
    """`coarser`: one is the other cut short; `none` or `extra`: the annotation has no date."""
    if noted is None:
        return "none" if found is None else "extra"
    if found is None:
        return "missing"
    if found == noted:
        return "exact"
    return "coarser" if found.startswith(noted) or noted.startswith(found) else "wrong"


def _distance(pair: Pair) -> tuple[bool, bool, bool, bool]:
    """How far two edges with the same ends are apart: those that are nearest are matched first."""
    found, noted = pair
    fit = _date_fit(found.date, noted.date)
    return found.status != noted.status, fit not in {"exact", "none"}, fit != "coarser", noted.optional


def _match_same_ends(found: list[Edge], noted: list[Edge], outcome: Outcome) -> list[Edge]:
    """Matches one to one what shares relation and ends; returns the edges found that are left over."""
    free_found, free_noted = list(found), list(noted)
    for one, other in sorted(itertools.product(found, noted), key=_distance):
        if not _among(one, free_found) or not _among(other, free_noted):
            continue
        said_already = any(one.status == n.status for n in noted)
        if one.status != other.status and said_already and _date_fit(one.date, other.date) != "exact":
            continue  # rather a second edge like one already found
        free_found = [e for e in free_found if e is not one]
        free_noted = [e for e in free_noted if e is not other]
        if other.optional:
            outcome.optional.append((one, other))
        elif one.status == other.status:
            outcome.right.append((one, other))
        else:
            outcome.modality.append((one, other))
            outcome.missed.append(other)
    outcome.missed += [e for e in free_noted if not e.optional]
    repeated = [e for e in free_found if any(e.status == n.status for n in noted)]
    outcome.repeated += repeated
    return [e for e in free_found if not _among(e, repeated)]


def _among(edge: Edge, edges: list[Edge]) -> bool:
    return any(edge is e for e in edges)


def match(found: Iterable[Edge], noted: Iterable[Edge]) -> Outcome:
    """What became of the edges of one article."""
    outcome = Outcome()
    sides: dict[Any, tuple[list[Edge], list[Edge]]] = defaultdict(lambda: ([], []))
    for side, edges in enumerate((found, noted)):
        for edge in edges:
            sides[edge.key][side].append(edge)
    for (relation, pair), (ours, theirs) in sides.items():
        said, memoranda = sides.get(("signed_mou_with", pair), ([], []))
        agreements = sides.get(("signed_agreement_with", pair), ([], []))[1]
        beside = {"signed_agreement_with": memoranda, "met_with": [*memoranda, *agreements]}.get(relation, [])
        called_deal = relation == "signed_agreement_with" and bool(memoranda) and not theirs
        for edge in _match_same_ends(ours, theirs, outcome):
            if any(edge.status == e.status for e in beside) or (called_deal and said):
                outcome.neutral.append(edge)
            elif called_deal and not memoranda[0].optional:
                outcome.modality.append((edge, memoranda[0]))
            else:
                outcome.spurious.append(edge)
    return outcome


# ------------------------------------------------------------------------------------------ figures


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of right, wrong and missed, and what follows from them (None where nothing was counted)."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def precision(self) -> float | None:
        """Right of what was found."""
        return _share(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float | None:
        """Right of what was to be found."""
        return _share(self.tp, self.tp + self.fn)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both."""
        return _share(2 * self.tp, 2 * self.tp + self.fp + self.fn)

    def to_record(self) -> dict[str, Any]:
        """For JSON."""
        rates = {"p": self.precision, "r": self.recall, "f1": self.f1}
        return {"tp": self.tp, "fp": self.fp, "fn": self.fn, **rates}


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _mean(values: Iterable[float | None]) -> float | None:
    known = [v for v in values if v is not None]
    return _share(sum(known), len(known))


@dataclass(frozen=True, slots=True)
class Score:
    """The outcomes of all articles and of their actors; the figures are computed from them."""

    outcomes: Mapping[str, Outcome]
    articles: Mapping[str, AnnotatedArticle]
    not_read: tuple[str, ...]
    """Annotated articles that were not extracted from."""
    actors: Mapping[str, Tally]
    """By kind: `country`, `bloc`, `person`."""
    repeated_actors: int
    """Actors found that mean one that the same article already has."""
    parsed: Mapping[str, tuple[Span, ...]]
    """By article: the sentences that the gate let through to the parser."""

    def edges(
        self, relations: Iterable[str] = SCORED, status: Status = Status.ASSERTED, article: str | None = None
    ) -> Tally:
        """Counts for one status; an edge found with it where the annotation has another one is wrong."""
        names = frozenset(relations)

        def wanted(edge: Edge) -> bool:
            return edge.status == status and edge.relation in names

        total = Tally()
        for outcome in self.outcomes.values() if article is None else [self.outcomes[article]]:
            total += Tally(
                tp=sum(wanted(noted) for _, noted in outcome.right),
                fp=sum(map(wanted, [*outcome.spurious, *(found for found, _ in outcome.modality)])),
                fn=sum(map(wanted, outcome.missed)),
            )
        return total

    def by_article(self, relations: Iterable[str] = SCORED) -> dict[str, float | None]:
        """Means over articles; nothing to find and nothing wrongly found counts as F1 1."""
        names = frozenset(relations)
        tallies = [self.edges(names, article=article) for article in self.outcomes]
        return {
            "p": _mean(t.precision for t in tallies),
            "r": _mean(t.recall for t in tallies),
            "f1": _mean(1.0 if t.f1 is None else t.f1 for t in tallies),
        }

    def pairs(self, kind: Callable[[Outcome], list[Pair]]) -> list[Pair]:
        """All pairs of one kind of outcome."""
        return [pair for outcome in self.outcomes.values() for pair in kind(outcome)]

    def to_record(self) -> dict[str, Any]:
        """All figures, for JSON and for the report."""
        return {
            "articles": len(self.articles),
            "without_prediction": list(self.not_read),
            "entities": {
                **{kind: t.to_record() for kind, t in self.actors.items()},
                "all": sum(self.actors.values(), Tally()).to_record(),
            },
            "entity_repeats": self.repeated_actors,
            "by_predicate": {name: self.edges([name]).to_record() for name in SCORED},
            "core": self._both_means(CORE),
            "core_without_offices": self._both_means(BETWEEN_STATES),
            "overall": self._both_means(SCORED),
            "planned": self.edges(status=Status.PLANNED).to_record(),
            "denied": self.edges(status=Status.DENIED).to_record(),
            "modality_errors": sum(p.status == "asserted" for p, _ in self.pairs(lambda o: o.modality)),
            "status": self._statuses(),
            "date": self._dates(),
            "evidence": self._evidence(),
            "calibration": self.calibration(),
            "gate": self._gate(),
            "hard_negatives": self._hard_negatives(),
            "on_optional": self._optional(),
            "neutral": sum(len(o.neutral) for o in self.outcomes.values()),
            "duplicates": sum(len(o.repeated) for o in self.outcomes.values()),
        }

    def _both_means(self, relations: tuple[str, ...]) -> dict[str, Any]:
        return {"micro": self.edges(relations).to_record(), "macro": self.by_article(relations)}

    def _statuses(self) -> dict[str, Any]:
        right, other = len(self.pairs(lambda o: o.right)), self.pairs(lambda o: o.modality)
        return {
            "right": right,
            "of": right + len(other),
            "accuracy": _share(right, right + len(other)),
            "confusions": dict(Counter(f"{noted.status} taken for {found.status}" for found, noted in other)),
        }

    def _dates(self) -> dict[str, Any]:
        fits = Counter(_date_fit(found.date, noted.date) for found, noted in self.pairs(lambda o: o.right))
        dated = sum(fits[fit] for fit in ("exact", "coarser", "wrong", "missing"))
        return {
            "gold_dated": dated,
            **{fit: fits[fit] for fit in ("exact", "coarser", "wrong", "missing", "extra")},
            "accuracy": _share(fits["exact"], dated),
            "lenient": _share(fits["exact"] + fits["coarser"], dated),
        }

    def _evidence(self) -> dict[str, Any]:
        right = self.pairs(lambda o: o.right)
        quoted = [(found, noted) for found, noted in right if found.quote]
        fitting = sum(_overlaps(found.spans, noted.spans) for found, noted in quoted)
        return {
            "right": fitting,
            "quoted": len(quoted),
            "of": len(right),
            "accuracy": _share(fitting, len(quoted)),
            "not_in_text": sum(not found.spans for found, _ in quoted),
        }

    def judged(self) -> list[tuple[Edge, bool]]:
        """Every edge found of which the annotation says whether it is right, of any status."""
        return [
            (edge, right)
            for outcome in self.outcomes.values()
            for edge, right in (
                *((found, True) for found, _ in outcome.right),
                *((wrong, False) for wrong in _wrong(outcome)),
            )
        ]

    def calibration(self) -> dict[str, Any]:
        """Whether confidence means something: of the claims with 0.8, are 8 in 10 right?

        The expected calibration error is the mean distance between confidence and share of right ones, over
        ten bins of equal width weighted by their edges (Naeini et al. 2015).
        """
        bins: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
        for edge, right in self.judged():
            bins[min(int(edge.confidence * _BINS), _BINS - 1)].append((edge.confidence, right))
        error = 0.0
        rows = []
        for number, held in sorted(bins.items()):
            said, right = (sum(column) / len(held) for column in zip(*held, strict=True))
            rows.append({"from": number / _BINS, "edges": len(held), "confidence": said, "right": right})
            error += len(held) * abs(said - right)
        edges = sum(map(len, bins.values()))
        return {"edges": edges, "expected_error": _share(error, edges), "bins": rows}

    def _gate(self) -> dict[str, Any]:
        """What share of the words was parsed, and of how many edges that need it a sentence was."""
        texts = {id_: article.text for id_, article in self.articles.items()}
        words = sum(len(text.split()) for text in texts.values())
        parsed = sum(len(texts[id_][s.start : s.end].split()) for id_ in texts for s in self.parsed[id_])
        edges, kept_out = len(self._in_need_of_parse()), len(self.kept_out())
        return {
            "words": words,
            "words_parsed": parsed,
            "share": _share(parsed, words),
            "edges": edges,
            "let_through": edges - kept_out,
            "recall": _share(edges - kept_out, edges),
        }

    def _in_need_of_parse(self) -> list[Edge]:
        """Required edges of any status, without offices and what was found from the names alone."""
        matched = self.pairs(lambda o: [*o.right, *o.modality])
        from_names = [noted for found, noted in matched if found.rule in _READ_FROM_NAMES]
        return [
            edge
            for article in self.articles.values()
            for edge in article.edges
            if edge.relation != "holds_office" and not edge.optional and not _among(edge, from_names)
        ]

    def kept_out(self) -> list[Edge]:
        """Required edges that need a parse, none of whose evidence the gate let through."""
        return [e for e in self._in_need_of_parse() if not _overlaps(self.parsed[e.article], e.spans)]

    def _hard_negatives(self) -> dict[str, Any]:
        wrong = [
            [edge for edge in _wrong(self.outcomes[id_]) if edge.status == "asserted"]
            for id_, article in self.articles.items()
            if article.hard_negative
        ]
        relations = Counter(edge.relation for edges in wrong for edge in edges)
        return {
            "articles": len(wrong),
            "false_positives": sum(map(len, wrong)),
            "articles_clean": sum(not edges for edges in wrong),
            "by_predicate": dict(relations.most_common()),
        }

    def _optional(self) -> dict[str, Any]:
        pairs = self.pairs(lambda o: o.optional)
        return {
            "edges": len(pairs),
            "of": sum(edge.optional for article in self.articles.values() for edge in article.edges),
            "other_status": sum(found.status != noted.status for found, noted in pairs),
        }


def _wrong(outcome: Outcome) -> list[Edge]:
    return [*outcome.spurious, *(found for found, _ in outcome.modality)]


def _overlaps(found: Iterable[Span], noted: Iterable[Span]) -> bool:
    """Whether a fifth of some quotation or sentence lies in an annotated span."""
    return any(
        _EVIDENCE_SHARE * (min(f.end, n.end) - max(f.start, n.start)) >= f.end - f.start
        for f, n in itertools.product(found, noted)
    )


def _count_actors(
    article: AnnotatedArticle, extraction: Extraction, resolver: Resolver
) -> tuple[dict[str, Tally], int]:
    resolved = [resolver.resolve(actor) for actor in extraction.actors]
    found, wanted = set(resolved), {e.id for e in article.entities}
    tallies = {}
    for prefix in KIND_PREFIXES.values():
        ours, theirs = ({i for i in ids if i.startswith(f"{prefix}:")} for ids in (found, wanted))
        tallies[prefix] = Tally(len(ours & theirs), len(ours - theirs), len(theirs - ours))
    return tallies, len(resolved) - len(found)


def evaluate(articles: Sequence[AnnotatedArticle], extractions: Mapping[str, Extraction]) -> Score:
    """Scores extractions, keyed by the annotated articles' ids, against the annotations.

    An article without an extraction counts as one in which nothing was found.
    """
    namesakes = Namesakes(articles)
    outcomes: dict[str, Outcome] = {}
    actors = dict.fromkeys(KIND_PREFIXES.values(), Tally())
    repeated = 0
    for article in articles:
        extraction = extractions.get(article.id) or Extraction(article.id)
        resolver = Resolver(article, namesakes)
        outcomes[article.id] = match(_found_edges(article, extraction, resolver), article.edges)
        counted, again = _count_actors(article, extraction, resolver)
        actors = {prefix: actors[prefix] + counted[prefix] for prefix in actors}
        repeated += again
    not_read = tuple(a.id for a in articles if a.id not in extractions)
    parsed = {a.id: extractions[a.id].parsed if a.id in extractions else () for a in articles}
    return Score(outcomes, {a.id: a for a in articles}, not_read, actors, repeated, parsed)

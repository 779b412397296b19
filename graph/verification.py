"""Whether everything that the graph claims can be found again in the texts it was read from."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.gazetteer import Gazetteer, Mention, default_gazetteer
from graph.model import ActorKind, Article, Claim, Span, slug

if TYPE_CHECKING:
    from graph.store import Store

__all__ = ["Checker", "Fault", "Verification", "verify_store"]


@dataclass(frozen=True, slots=True)
class Fault:
    """A claim that its article does not bear out."""

    article: str
    claim: str
    reason: str


class Checker:
    """Checks claims against the texts they were read from.

    `names` holds what each minister is called. A state or bloc is named by its names, or by a person whom the
    article or the reference puts in office there.
    """

    def __init__(self, gazetteer: Gazetteer, names: Mapping[str, Iterable[str]]) -> None:
        self._gazetteer = gazetteer
        self._names = {person: tuple(called) for person, called in names.items()}
        self._leaders: defaultdict[str, list[str]] = defaultdict(list)
        for leader in gazetteer.reference.leaders:
            self._leaders[leader.country].append(leader.name)

    def check(self, article: Article, claims: Sequence[Claim]) -> Iterator[Fault]:
        """What is wrong with the claims of one article: quotations and names that are not at their place."""
        mentions = self._gazetteer.scan(article.text)
        serving = defaultdict(set)
        for claim in claims:
            if claim.relation == "holds_office":
                serving[claim.object].add(claim.subject)
        for claim in claims:
            for evidence in claim.evidence:
                if article.text[evidence.start : evidence.end] != evidence.quote:
                    reason = f"the quotation is not at {evidence.start}: {evidence.quote!r}"
                    yield Fault(article.id, claim.id, reason)
            for actor, span in ((claim.subject, claim.subject_span), (claim.object, claim.object_span)):
                if actor is None:
                    continue
                if span is None or not 0 <= span.start < span.end <= len(article.text):
                    yield Fault(article.id, claim.id, f"no place in the text for {actor}")
                    continue
                said = article.text[span.start : span.end]
                called = self._called({actor, claim.via, *serving[actor]}) + self._leaders[actor]
                if not _is_mentioned(actor, span, mentions) and not _share_a_word(said, called):
                    yield Fault(article.id, claim.id, f"{said!r} at {span.start} does not name {actor}")

    def _called(self, persons: Iterable[str | None]) -> list[str]:
        return [name for person in persons if person for name in self._names.get(person, ())]


def _is_mentioned(actor: str, span: Span, mentions: Iterable[Mention]) -> bool:
    return any(
        actor == mention.actor or actor in mention.candidates
        for mention in mentions
        if mention.start < span.end and span.start < mention.end
    )


def _share_a_word(said: str, names: Iterable[str]) -> bool:
    words = set(slug(said).split("-"))
    return any(words & set(slug(name).split("-")) for name in names)


@dataclass(frozen=True, slots=True)
class Verification:
    """How much was looked at and what was wrong with it."""

    articles: int
    claims: int
    evidence: int
    faults: tuple[Fault, ...]


def verify_store(store: "Store", gazetteer: Gazetteer | None = None) -> Verification:
    """Checks every claim of a store against the stored texts, with the names that they were read with."""
    names = {a.id: (a.name, *a.aliases) for a in store.actors() if a.kind is ActorKind.MINISTER}
    checker = Checker(gazetteer or default_gazetteer(), names)
    articles = claims = evidence = 0
    faults: list[Fault] = []
    for article in store.articles():
        of_article = list(store.claims(article.id))
        articles += 1
        claims += len(of_article)
        evidence += sum(len(claim.evidence) for claim in of_article)
        faults += checker.check(article, of_article)
    return Verification(articles, claims, evidence, tuple(faults))

"""Whether everything that the graph claims can be found again in the texts it was read from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.gazetteer import Gazetteer, Mention
from graph.model import Actor, Article, Claim, Span, slug

__all__ = ["Fault", "check_claims"]


@dataclass(frozen=True, slots=True)
class Fault:
    """A claim that its article does not bear out."""

    article: str
    claim: str
    reason: str


def check_claims(
    article: Article, claims: Iterable[Claim], ministers: dict[str, Actor], gazetteer: Gazetteer
) -> Iterator[Fault]:
    """What is wrong with the claims of one article: quotations and names that are not at their place."""
    mentions = gazetteer.scan(article.text)
    for claim in claims:
        for evidence in claim.evidence:
            if article.text[evidence.start : evidence.end] != evidence.quote:
                reason = f"the quotation is not at {evidence.start}: {evidence.quote!r}"
                yield Fault(article.id, claim.id, reason)
        ends = ((claim.subject, claim.subject_span), (claim.object, claim.object_span))
        for actor, span in ends:
            if actor is None:
                continue
            if span is None or not 0 <= span.start < span.end <= len(article.text):
                yield Fault(article.id, claim.id, f"no place in the text for {actor}")
            elif not _is_named(actor, span, article.text, mentions, ministers):
                said = article.text[span.start : span.end]
                yield Fault(article.id, claim.id, f"{said!r} at {span.start} does not name {actor}")


def _is_named(
    actor: str, span: Span, text: str, mentions: Iterable[Mention], ministers: dict[str, Actor]
) -> bool:
    """Whether the words at a span name the actor, or a person who acts for it."""
    words = set(slug(text[span.start : span.end]).split("-"))
    if actor in ministers:
        names = (ministers[actor].name, *ministers[actor].aliases)
        return any(words & set(slug(name).split("-")) for name in names)
    return any(
        actor == mention.actor or actor in mention.candidates
        for mention in mentions
        if mention.start < span.end and span.start < mention.end
    )


@dataclass(frozen=True, slots=True)
class Verification:
    """How much was looked at and what was wrong with it."""

    articles: int
    claims: int
    evidence: int
    faults: tuple[Fault, ...]

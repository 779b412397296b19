"""How an article was read, sentence by sentence: what was found, by which rule; what was refused, and why."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.extraction.sentences import sentence_at, split_sentences
from graph.gazetteer import Gazetteer, Mention
from graph.model import Article, Claim, Extraction, Rejection

__all__ = ["Explanation", "Refusal", "SentenceReading", "count_refusals", "explain"]


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """One sentence, counted from 1: the names in it, the claims it is evidence of, and what was refused."""

    number: int
    start: int
    end: int
    text: str
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    rejections: tuple[Rejection, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """All sentences of an article, and the names of its actors by id."""

    article: Article
    sentences: tuple[SentenceReading, ...]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Refusal:
    """How often candidates for a relation were refused for one reason; no `relation`: none was tried."""

    reason: str
    relation: str
    number: int


def explain(article: Article, extraction: Extraction, gazetteer: Gazetteer) -> Explanation:
    """What became of each sentence of the article, by its extraction.

    A claim stands with the first of the sentences that prove it; the gazetteer is the one it was read with.
    """
    sentences = split_sentences(article.text)
    starts = [sentence.start for sentence in sentences]
    mentions: list[list[Mention]] = [[] for _ in sentences]
    claims: list[list[Claim]] = [[] for _ in sentences]
    rejections: list[list[Rejection]] = [[] for _ in sentences]
    for mention in gazetteer.scan(article.text):
        index = sentence_at(starts, mention.start)
        behind = mention.start >= sentences[index].end and index + 1 < len(sentences)  # in a dateline
        mentions[index + behind].append(mention)
    for claim in extraction.claims:
        claims[sentence_at(starts, claim.start)].append(claim)
    for rejection in extraction.rejections:
        rejections[sentence_at(starts, rejection.start)].append(rejection)
    readings = (
        SentenceReading(
            sentence.index + 1,
            sentence.start,
            sentence.end,
            article.text[sentence.start : sentence.end],
            tuple(named),
            tuple(found),
            tuple(refused),
        )
        for sentence, named, found, refused in zip(sentences, mentions, claims, rejections, strict=True)
    )
    return Explanation(article, tuple(readings), {actor.id: actor.name for actor in extraction.actors})


def count_refusals(extractions: Iterable[Extraction]) -> Sequence[Refusal]:
    """The ledger of what was refused, summed over articles: the most frequent first."""
    counts = Counter((r.reason, r.relation) for extraction in extractions for r in extraction.rejections)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [Refusal(reason, relation, number) for (reason, relation), number in ranked]

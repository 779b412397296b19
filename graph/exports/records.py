"""What was read out of an article as plain records, for JSON.

The shapes are public: fields may be added, none is renamed or taken away.
"""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from graph.model import Actor, Article, Claim, Extraction, Problem, Span

__all__ = ["actor_record", "article_record", "claim_record", "extraction_record", "problem_record"]


def article_record(article: Article) -> dict[str, Any]:
    """The article without its text."""
    return {
        "id": article.id,
        "ref": article.ref,
        "title": article.title,
        "path": article.path,
        "published": article.published,
        "source": article.source,
        "url": article.url,
    }


def actor_record(actor: Actor) -> dict[str, Any]:
    """An actor by id, kind and name."""
    return {"id": actor.id, "kind": actor.kind.value, "name": actor.name}


def claim_record(claim: Claim) -> dict[str, Any]:
    """All fields of a claim; `quote`, `start` and `end` repeat the first evidence."""
    return {
        "id": claim.id,
        "article": claim.article,
        "subject": claim.subject,
        "relation": claim.relation,
        "object": claim.object,
        "status": claim.status.value,
        "certainty": claim.certainty.value,
        "stage": None if claim.stage is None else claim.stage.value,
        "date": claim.date,
        "date_precision": claim.date_precision,
        "since": claim.since,
        "until": claim.until,
        "office": claim.office,
        "role": claim.role,
        "via": claim.via,
        "place": claim.place,
        "topic": claim.topic,
        "amount": claim.amount,
        "currency": claim.currency,
        "detail": claim.detail,
        "attribution": claim.attribution,
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
        "evidence": [asdict(evidence) for evidence in claim.evidence],
        "subject_span": _span_record(claim.subject_span),
        "object_span": _span_record(claim.object_span),
        "event": claim.event,
        "rule": claim.rule,
        "decided_by": list(claim.decided_by),
        "extractor": claim.extractor,
        "confidence": claim.confidence,
    }


def _span_record(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def problem_record(problem: Problem) -> dict[str, str]:
    """A fault of the input."""
    return {"file": problem.file, "place": problem.place, "reason": problem.reason}


def extraction_record(
    article: Article, extraction: Extraction, problems: Iterable[Problem] = ()
) -> dict[str, Any]:
    """One article's actors and claims, and what was wrong with it."""
    return {
        "article": article_record(article),
        "actors": [actor_record(actor) for actor in extraction.actors],
        "claims": [claim_record(claim) for claim in extraction.claims],
        "problems": [problem_record(problem) for problem in problems],
    }

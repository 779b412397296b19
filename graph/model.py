"""The words of the project: what the stages hand to each other.

All values are frozen and carry no behaviour beyond their own identity; where they come from foreign data,
the module that reads them validates.
"""

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

__all__ = [
    "Actor",
    "ActorKind",
    "Article",
    "Certainty",
    "Claim",
    "Event",
    "Evidence",
    "Extraction",
    "Participant",
    "Problem",
    "Rejection",
    "Span",
    "Stage",
    "Status",
    "article_id",
    "content_hash",
    "slug",
]


class ActorKind(StrEnum):
    """What an actor is."""

    COUNTRY = "country"
    BLOC = "bloc"
    MINISTER = "minister"


class Status(StrEnum):
    """Whether the article says that it is so, that it is to be, or that it is not."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    DENIED = "denied"


class Certainty(StrEnum):
    """How firmly the article says it."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"


class Stage(StrEnum):
    """How far a deal or a gift has come."""

    OFFERED = "offered"
    PROMISED = "promised"
    AGREED = "agreed"
    SIGNED = "signed"
    DELIVERED = "delivered"
    ENDED = "ended"


Scalar = str | int | float | bool | None


def content_hash(*parts: Scalar | list[Any]) -> str:
    """Sixteen hexadecimal digits that depend on the parts alone: the same input, the same id, everywhere."""
    packed = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(packed.encode()).hexdigest()[:16]


def normalised_text(text: str) -> str:
    """The text in Unicode form C with runs of white space as one blank: what tells one text from another."""
    return " ".join(unicodedata.normalize("NFC", text).split())


_UNDECOMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe"}
)


def slug(name: str) -> str:
    """A name as part of an id: the letters a to z and digits, hyphens between; a hash where none is left."""
    decomposed = unicodedata.normalize("NFKD", name.casefold().translate(_UNDECOMPOSED))
    letters = "".join(c for c in decomposed if not unicodedata.combining(c) and c not in "'’ʼ‘")
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-") or content_hash(name)


def article_id(*, url: str | None, source: str | None, ref: str | None, text: str) -> str:
    """The id of an article: its url, else its source and the record's own id, else the hash of its text."""
    if url:
        return url
    if source and ref:
        return f"{source}:{ref}"
    return "sha256:" + hashlib.sha256(normalised_text(text).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Article:
    """One text with what is known about it.

    `text` is the text as read, offsets count its characters (Unicode code points). Where the file itself
    begins with the headline (`.txt`), so does `text`; in records with a field of its own for it, `title`
    stands apart. `ref` is the record's own id or the file's stem, `published` an ISO date.
    """

    id: str
    ref: str
    title: str
    text: str
    source: str | None = None
    url: str | None = None
    published: str | None = None
    language: str = "en"
    path: str | None = None

    @property
    def text_hash(self) -> str:
        """Hash of the normalised text: a changed text is a changed article."""
        return hashlib.sha256(normalised_text(self.text).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Actor:
    """A country (ISO 3166 alpha-3), a bloc (acronym in capitals) or a minister (slug of the full name)."""

    id: str
    kind: ActorKind
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch `[start, end)` of an article's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence copied character by character from the article's text, and where it stands there."""

    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor in an event and the side it is on; pair edges go across sides."""

    actor: str
    side: int


@dataclass(frozen=True, slots=True)
class Event:
    """One signing, one meeting, one gift: what several claims of an article speak of."""

    id: str
    kind: str
    participants: tuple[Participant, ...]
    date: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What an article says in one place.

    `object` is None for `established`, a fact about one bloc. `date` is ISO text as precise as the article
    allows, `date_precision` says how precise: `day`, `month` or `year`. `evidence` holds the sentences that
    together name both ends; `subject_span` and `object_span` are where each end is mentioned.
    `confidence` lies between 0 and 1.
    """

    article: str
    subject: str
    relation: str
    object: str | None
    status: Status
    evidence: tuple[Evidence, ...]
    subject_span: Span
    object_span: Span | None
    rule: str
    extractor: str
    confidence: float
    certainty: Certainty = Certainty.CERTAIN
    stage: Stage | None = None
    date: str | None = None
    office: str | None = None
    role: str | None = None
    via: str | None = None
    place: str | None = None
    topic: str | None = None
    amount: float | None = None
    currency: str | None = None
    detail: str | None = None
    attribution: str | None = None
    decided_by: tuple[str, ...] = field(default=())
    event: str | None = None
    since: str | None = None
    until: str | None = None

    @property
    def id(self) -> str:
        """Hash of what makes the claim this one: article, relation, ends, status, date, evidence offsets."""
        places = [[e.start, e.end] for e in self.evidence]
        return content_hash(
            self.article,
            self.relation,
            self.subject,
            self.object,
            self.status,
            self.date,
            self.role,
            self.office,
            places,
        )

    @property
    def date_precision(self) -> str | None:
        """`year`, `month` or `day`; None without a date."""
        return None if self.date is None else {4: "year", 7: "month", 10: "day"}[len(self.date)]

    @property
    def quote(self) -> str:
        """The first evidence's quote."""
        return self.evidence[0].quote

    @property
    def start(self) -> int:
        """The first evidence's start."""
        return self.evidence[0].start

    @property
    def end(self) -> int:
        """The first evidence's end."""
        return self.evidence[0].end


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault of the input: which file, where in it, and what is wrong."""

    file: str
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rejection:
    """A candidate that extraction refused, and why; without a `relation` a sentence that gave none."""

    relation: str
    subject: str | None
    object: str | None
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was read out of one article.

    `actors` holds every actor that the text mentions, sorted by id; `parsed` the sentences that were let
    through to the parser, in order.
    """

    article: str
    actors: tuple[Actor, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    parsed: tuple[Span, ...] = ()

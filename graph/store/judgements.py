"""What a person decided: two actors are the same, or are not; a claim is wrong."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import Self

from graph.model import content_hash
from graph.store.edges import Key

__all__ = ["Judged", "Judgement", "JudgementKind"]


class JudgementKind(StrEnum):
    """What was decided."""

    SAME = "same"
    DIFFERENT = "different"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision. `a` and `b` are ids of actors, in order; a rejection has the id of a claim and no `b`."""

    kind: JudgementKind
    a: str
    b: str | None = None
    reason: str = ""
    made_at: str = ""

    @classmethod
    def of(cls, kind: JudgementKind, a: str, b: str | None, reason: str = "", made_at: str = "") -> Self:
        """The decision with its two actors in order."""
        first, second = (a, b) if b is None else sorted((a, b))
        return cls(kind, first, second, reason, made_at)

    @property
    def id(self) -> str:
        """Hash of what was decided about whom."""
        return content_hash(self.kind, self.a, self.b)

    def to_record(self) -> dict[str, str | None]:
        """For the store and for JSON."""
        return {
            "id": self.id,
            "kind": self.kind.value,
            "a": self.a,
            "b": self.b,
            "reason": self.reason,
            "made_at": self.made_at,
        }


class Judged:
    """All judgements, ready to be applied."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        self._parent: dict[str, str] = {}
        self.rejected: set[str] = set()
        self.different: set[tuple[str, str]] = set()
        for judgement in judgements:
            if judgement.kind is JudgementKind.REJECT:
                self.rejected.add(judgement.a)
            elif judgement.b is not None and judgement.kind is JudgementKind.SAME:
                self._join(judgement.a, judgement.b)
            elif judgement.b is not None:
                self.different.add((judgement.a, judgement.b))
        self._classes: defaultdict[str, set[str]] = defaultdict(set)
        for actor in list(self._parent):
            self._classes[self.canonical(actor)].add(actor)

    def _join(self, one: str, two: str) -> None:
        first, second = sorted((self.canonical(one), self.canonical(two)), key=lambda id_: (-len(id_), id_))
        self._parent[first] = first
        self._parent[second] = first

    def canonical(self, actor: str) -> str:
        """The id that stands for the actor: the longest of those that mean the same one."""
        while self._parent.get(actor, actor) != actor:
            actor = self._parent[actor]
        return actor

    def meaning(self, actor: str) -> set[str]:
        """All ids that mean the same actor."""
        return self._classes.get(self.canonical(actor), {actor})

    def canonical_key(self, key: Key) -> Key:
        """The key between those who stand for the ends."""
        subject = (self.canonical(key.subject), key.subject_kind)
        object_ = (self.canonical(key.object), key.object_kind)
        return Key.of(key.relation, subject, object_)

    def original_keys(self, key: Key) -> set[Key]:
        """Every key that means the same as this one."""
        return {
            Key.of(key.relation, (subject, key.subject_kind), (object_, key.object_kind))
            for subject, object_ in product(self.meaning(key.subject), self.meaning(key.object))
        }

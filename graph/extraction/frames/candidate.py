"""What a frame proposes: an edge with its sides, before factuality and dates are settled."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from graph.extraction.parsing import Token, Tree
from graph.extraction.roles import Roles
from graph.extraction.scene import Scene, Sides
from graph.model import Stage

__all__ = ["MOST_AT_A_TABLE", "Candidate", "Clause", "Frame"]

MOST_AT_A_TABLE = 6
"""More parties than these at one event make no pairs: each is told to have been there, no two to deal."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate in its tree, with its roles. `act` is the verb it stands for ("signing" → sign)."""

    scene: Scene
    tree: Tree
    predicate: Token
    act: str
    roles: Roles

    def sides(self, tokens: Iterable[Token]) -> Sides:
        """The sides that phrases of the clause stand for."""
        return self.scene.sides_of(self.tree, tokens)


@dataclass(slots=True)
class Candidate:
    """An edge that a frame proposes.

    `directed` sides are (subjects, objects); others are pairs across all sides. `implied_plan` and
    `implied_end` are what the verb itself says ("seeks", "suspends"); `factual` what needs
    no reading, `time` is the word whose date it has, `standing` what no wish or plan makes undone.
    """

    relation: str
    sides: Sides
    predicate: Token
    rule: str
    confidence: float
    directed: bool = False
    stage: Stage | None = None
    detail: str | None = None
    topic: str | None = None
    amount: float | None = None
    currency: str | None = None
    role: str | None = None
    implied_plan: str | None = None
    implied_denial: str | None = None
    factual: bool = False
    standing: bool = False
    time: Token | None = None


class Frame(Protocol):
    """Proposes candidates for a clause."""

    def __call__(self, clause: Clause) -> Iterator[Candidate]:
        """The candidates of one clause."""
        ...

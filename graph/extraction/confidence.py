"""What a claim's confidence means: how often claims like it were right in annotated articles.

The rules weigh by hand; a table made from annotations (`make confidence`) turns those weights into shares of
right claims. Its `curve` rows say how often claims with at most such a weight were right, its `rule` rows how
often a rule was, asserted or not; a rule with few examples leans on the curve.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph.model import Claim, Status

__all__ = ["Confidence", "group_of", "read_confidence"]

_TABLE = Path(__file__).parent / "confidence.csv"
_LEAN = 8
"""As many examples of a rule count as much as the curve does."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """`curve`: (weight up to which, share of right ones), rising. `rules`: (right, all) by group."""

    curve: Sequence[tuple[float, float]] = ()
    rules: Mapping[str, tuple[int, int]] | None = None

    def of(self, claim: Claim) -> float:
        """How sure a claim is, 0 to 1; its own weight where there is no table."""
        if not self.curve:
            return claim.confidence
        expected = next((share for upto, share in self.curve if claim.confidence <= upto), self.curve[-1][1])
        right, number = (self.rules or {}).get(group_of(claim.rule, claim.status), (0, 0))
        return round((_LEAN * expected + right) / (_LEAN + number), 3)


def group_of(rule: str, status: str) -> str:
    """Claims that are counted together: those of a rule, what is so apart from what is planned or denied."""
    family = "/".join(rule.split("/")[:2])
    return f"{family} {'asserted' if status == Status.ASSERTED else 'other'}"


@cache
def read_confidence() -> Confidence:
    """The table that comes with the package."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    return Confidence(
        tuple((float(r["key"]), float(r["right"]) / float(r["all"])) for r in rows if r["kind"] == "curve"),
        {r["key"]: (int(r["right"]), int(r["all"])) for r in rows if r["kind"] == "rule"},
    )

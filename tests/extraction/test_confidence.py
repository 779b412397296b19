"""Confidence says how often claims like it were right."""

from dataclasses import replace

import pytest

from graph.extraction.confidence import Confidence, group_of, read_confidence
from graph.model import Claim, Status

from .derive_confidence import rising
from .test_shapes import claims_of

TABLE = Confidence(
    ((0.5, 0.4), (0.9, 0.9)), {"agreement/sign asserted": (80, 80), "agreement/sign other": (0, 8)}
)


def claim(confidence: float, rule: str, status: Status = Status.ASSERTED) -> Claim:
    [one] = claims_of("Kenya signed a trade agreement with Vietnam on Tuesday.")
    return replace(one, confidence=confidence, rule=rule, status=status)


@pytest.mark.parametrize(
    ("weight", "rule", "status", "share"),
    [
        (0.3, "meeting/meet", Status.ASSERTED, 0.4),
        (0.7, "meeting/meet", Status.ASSERTED, 0.9),
        (0.99, "meeting/meet", Status.ASSERTED, 0.9),
        (0.7, "agreement/sign/with", Status.ASSERTED, (8 * 0.9 + 80) / 88),
        (0.7, "agreement/sign/with", Status.PLANNED, (8 * 0.9 + 0) / 16),
    ],
)
def test_of(weight: float, rule: str, status: Status, share: float) -> None:
    assert TABLE.of(claim(weight, rule, status)) == pytest.approx(share, abs=0.001)


def test_without_a_table_the_weight_stays() -> None:
    assert Confidence().of(claim(0.62, "agreement/sign/with")) == 0.62


def test_group() -> None:
    assert group_of("agreement/sign/between", Status.DENIED) == "agreement/sign other"


def test_packaged_table_rises_and_is_in_use() -> None:
    table = read_confidence()
    shares = [share for _, share in table.curve]
    assert shares == sorted(shares)
    assert all(0 < upto <= 1 for upto, _ in table.curve)
    [sure] = claims_of("Kenya signed a trade agreement with Vietnam on Tuesday.")
    [vague] = claims_of("Kenya could reach a trade agreement with Vietnam.")
    assert sure.confidence > vague.confidence


def test_rising_joins_what_falls() -> None:
    judged = [(0.1, "", True), (0.2, "", False), (0.3, "", True), (0.4, "", True)]
    assert rising(judged, least=1) == [(0.2, 1, 2), (0.3, 1, 1), (0.4, 1, 1)]

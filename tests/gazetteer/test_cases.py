"""Look-alikes and traps, as data: what each sentence names, what is only a place, what stays open."""

import csv
from pathlib import Path

import pytest

from graph.gazetteer import default_gazetteer

CASES = Path(__file__).with_name("cases.csv")


def read_cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("case", read_cases(), ids=lambda c: c["text"][:60])
def test_case(case: dict[str, str]) -> None:
    mentions = default_gazetteer().scan(case["text"])
    actors = {m.actor for m in mentions if m.actor and not m.as_place}
    places = {m.actor for m in mentions if m.actor and m.as_place}
    left_open = dict.fromkeys(m.text for m in mentions if m.actor is None)
    assert actors == set(case["actors"].split())
    assert places == set(case["places"].split())
    assert " ".join(left_open) == case["open"]


def test_there_are_three_hundred_cases() -> None:
    cases = read_cases()
    assert len(cases) >= 300
    assert len({c["text"] for c in cases}) == len(cases)

"""How many members each bloc had on a day, and who they were where that is known to go wrong."""

import csv
from pathlib import Path

import pytest

from graph.reference import Membership, read_reference

COUNTS = Path(__file__).with_name("membership_counts.csv")


def read_counts() -> list[tuple[str, str, int, int]]:
    """Bloc, day, number of members, and how many of these were suspended."""
    with COUNTS.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return [(r["bloc"], r["day"], int(r["members"]), int(r["suspended"])) for r in rows]


def members(bloc: str, day: str) -> set[str]:
    return {m.member for m in read_reference().members(bloc, day)}


def periods(member: str, bloc: str) -> list[Membership]:
    held = [m for m in read_reference().memberships if (m.member, m.bloc) == (member, bloc)]
    return sorted(held, key=lambda m: m.since or "")


@pytest.mark.parametrize(("bloc", "day", "number", "suspended"), read_counts())
def test_number_of_members(bloc: str, day: str, number: int, suspended: int) -> None:
    found = read_reference().members(bloc, day)
    assert len(found) == number, sorted(m.member for m in found)
    assert sum(m.status == "suspended" for m in found) == suspended


def test_no_member_is_counted_twice() -> None:
    for bloc, day, _, _ in read_counts():
        found = [m.member for m in read_reference().members(bloc, day)]
        assert len(found) == len(set(found)), (bloc, day)


def test_counts_cover_forty_blocs() -> None:
    counts = read_counts()
    assert len(counts) >= 60
    assert len({bloc for bloc, *_ in counts}) >= 40


def test_every_period_says_what_made_it_and_how_it_was_checked() -> None:
    for m in read_reference().memberships:
        assert m.by, m
        assert m.checked in {"read", "general knowledge"}, m
        assert m.note or not m.disputed, m


def test_saudi_arabia_and_argentina_are_no_members_of_brics() -> None:
    saudi, argentina = periods("SAU", "BRICS"), periods("ARG", "BRICS")
    assert [(m.status, m.disputed) for m in saudi] == [("invited", True)]
    assert [m.status for m in argentina] == ["invited", "declined"]
    assert not {"SAU", "ARG"} & members("BRICS", "2025-02-28")


@pytest.mark.parametrize(
    ("member", "bloc", "times"),
    [
        ("ECU", "OPEC", 2),
        ("GAB", "OPEC", 2),
        ("IDN", "OPEC", 2),
        ("MAR", "AU", 2),
        ("GMB", "COMMONWEALTH", 2),
    ],
)
def test_who_came_back_has_a_period_for_each_time(member: str, bloc: str, times: int) -> None:
    assert len([m for m in periods(member, bloc) if m.status == "member"]) == times


def test_the_sahel_states_left_ecowas_for_good() -> None:
    sahel = {"MLI", "BFA", "NER"}
    assert sahel <= members("ECOWAS", "2025-01-28")
    assert not sahel & members("ECOWAS", "2025-01-29")
    assert members("AES", "2025-01-29") == sahel


def test_the_eu_takes_part_in_the_g7_without_being_counted() -> None:
    assert "EU" not in members("G7", "2014-04-01")
    assert {"EU", "AU"} <= members("G20", "2024-01-01")

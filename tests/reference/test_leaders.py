"""Who headed a state or bloc on a day, and that nobody is there who cannot have been."""

import csv
import itertools
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from graph.model import slug
from graph.reference import Leader, day_after, first_day, read_reference

CASES = Path(__file__).with_name("leaders_on_days.csv")

HEADS = {"chief of state", "head of government"}
LAST_DAY = "2026-12-31"
"""Nobody is known to take office after it."""

MUCH_IN_THE_NEWS = """
USA GBR FRA DEU RUS CHN IND JPN ISR IRN TUR UKR SAU EGY
PAK BRA MEX CAN AUS KOR ZAF NGA KEN ETH POL ITA ESP
"""

PRIME_MINISTERS_BESIDE_PRESIDENTS = {"AFG", "LKA", "MOZ", "SDN", "TZA", "UGA", "ZWE"}
"""States whose president heads the government and that have, or had, a prime minister besides."""

RIVALS = {
    frozenset({"Alassane Ouattara", "Laurent Gbagbo"}),
    frozenset({"Abdul Hamid Dbeibah", "Fathi Bashagha"}),
    frozenset({"Abdul Hamid Dbeibah", "Osama Hammad"}),
    frozenset({"Abdullah al-Thani", "Fayez al-Sarraj"}),
}
"""Two who held one office against each other."""

TOGETHER = {
    frozenset({"Daniel Ortega", "Rosario Murillo"}),
    frozenset({"Ahmed al-Sharaa", "Mohammed al-Bashir"}),
}
"""Two who held one office with each other."""


def read_cases() -> list[tuple[str, str, str, str, str]]:
    """Country or bloc, role, office, day and the name of the holder."""
    with CASES.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return [(r["country"], r["role"], r["office"], r["day"], r["name"]) for r in rows]


def holders(country: str, role: str, day: str) -> list[Leader]:
    leaders = read_reference().leaders
    return [n for n in leaders if n.country == country and n.role == role and n.holds_on(day)]


def names(found: Iterable[Leader]) -> list[str]:
    return [n.name for n in found]


def series_of(leader: Leader) -> str:
    """What only one can hold at a time: the role, of ministers and in blocs the office."""
    if leader.role in HEADS:
        return leader.role
    office = leader.office.removeprefix("Acting ").removeprefix("Interim ")
    return {"Armed Forces Minister": "Defence Minister"}.get(office, office)


def may_overlap(one: Leader, two: Leader) -> bool:
    if {one.name, two.name} in RIVALS | TOGETHER:
        return True
    offices = {"Prime Minister" in n.office or n.office == "Chief Executive" for n in (one, two)}
    return one.country in PRIME_MINISTERS_BESIDE_PRESIDENTS and offices == {True, False}


@pytest.mark.parametrize(("country", "role", "office", "day", "name"), read_cases())
def test_who_held_an_office_on_a_day(country: str, role: str, office: str, day: str, name: str) -> None:
    found = holders(country, role, day)
    if office:
        found = [n for n in found if n.office == office]
    assert names(found) == [name]


def test_cases_cover_many_states_and_blocs() -> None:
    cases = read_cases()
    assert len(cases) >= 60
    assert len({c for c, role, *_ in cases if role in HEADS}) >= 40
    assert len({c for c, role, *_ in cases if role == "head of bloc"}) >= 10


def test_every_leader_is_of_a_known_state_or_bloc() -> None:
    reference = read_reference()
    for leader in reference.leaders:
        known = reference.blocs if leader.role == "head of bloc" else reference.countries
        assert leader.country in known, leader


def test_no_two_hold_one_office_at_a_time() -> None:
    series: dict[tuple[str, str], list[Leader]] = {}
    for leader in read_reference().leaders:
        series.setdefault((leader.country, series_of(leader)), []).append(leader)
    faults = [
        (one, two)
        for held in series.values()
        for one, two in itertools.combinations(sorted(held, key=lambda n: n.since or ""), 2)
        if (one.until is None or first_day(two.since or "0001") < first_day(one.until))
        and not may_overlap(one, two)
    ]
    assert faults == []


def test_every_period_has_a_beginning_and_an_end_after_it() -> None:
    for leader in read_reference().leaders:
        assert leader.since is not None, leader
        assert first_day(leader.since) <= LAST_DAY, leader
        assert leader.until is None or first_day(leader.since) < day_after(leader.until), leader


def test_nobody_governed_for_longer_than_a_life() -> None:
    for leader in read_reference().leaders:
        years = int((leader.until or LAST_DAY)[:4]) - int((leader.since or LAST_DAY)[:4])
        assert years < 75, leader
        assert leader.until is None or leader.until >= "2000", leader


def test_a_hundred_states_have_a_head_every_year_since_2000() -> None:
    by_state: dict[str, list[Leader]] = {}
    for leader in read_reference().leaders:
        if leader.role in HEADS:
            by_state.setdefault(leader.country, []).append(leader)
    days = [f"{year}-02-01" for year in range(2000, 2027)]
    headed = [c for c, held in by_state.items() if all(any(n.holds_on(d) for n in held) for d in days)]
    assert len(headed) >= 100


@pytest.mark.parametrize("country", MUCH_IN_THE_NEWS.split())
@pytest.mark.parametrize("words", ["Foreign|State|External|International", "Defen|Armed Forces"])
def test_states_much_in_the_news_have_ministers(country: str, words: str) -> None:
    ministers = [n for n in read_reference().leaders if (n.country, n.role) == (country, "minister")]
    ministers = [n for n in ministers if re.search(words, n.office)]
    days = [f"{year}-09-01" for year in range(2011, 2026)]
    without = [day for day in days if not any(n.holds_on(day) for n in ministers)]
    assert len(without) <= 3, without


@pytest.mark.parametrize(
    ("name", "alias"),
    [
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskiy"),
        ("Alexander Lukashenko", "Alyaksandr Lukashenka"),
        ("Muammar Gaddafi", "Moammar Gadhafi"),
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Abdel Fattah el-Sisi", "Abdel Fattah al-Sisi"),
        ("Viktor Yanukovych", "Viktor Yanukovich"),
        ("Radosław Sikorski", "Radoslaw Sikorski"),
        ("Mohammed bin Salman", "MBS"),
    ],
)
def test_spellings_of_the_press_are_known(name: str, alias: str) -> None:
    leaders = [n for n in read_reference().leaders if n.name == name]
    assert leaders
    assert any(alias in n.aliases for n in leaders)


def test_no_name_means_two_leaders_of_one_state() -> None:
    meant: dict[tuple[str, str], set[str]] = {}
    for leader in read_reference().leaders:
        for text in (leader.name, *leader.aliases):
            meant.setdefault((leader.country, slug(text)), set()).add(leader.name)
    assert {key: found for key, found in meant.items() if len(found) > 1} == {}


def test_one_person_is_called_by_one_name() -> None:
    for leader in read_reference().leaders:
        assert leader.family in leader.name, leader
        assert leader.name not in leader.aliases, leader
        assert len(set(leader.aliases)) == len(leader.aliases), leader

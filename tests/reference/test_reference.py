"""The packaged facts are clean, and every kind of fault is found where it is planted."""

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import ReferenceDataError
from graph.reference import (
    NameKind,
    check_reference,
    day_after,
    first_day,
    merge_names,
    read_reference,
)
from graph.resources import resource

ISO_3166_1 = 249


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the packaged facts, to be spoilt."""
    copy = tmp_path / "reference"
    shutil.copytree(resource("seeds/reference"), copy)
    return copy


def append(folder: Path, file: str, *lines: str) -> None:
    with (folder / file).open("a", encoding="utf-8") as table:
        table.writelines(f"{line}\n" for line in lines)


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, text.count(old)
    path.write_text(text.replace(old, new), encoding="utf-8")


def faults(folder: Path) -> list[str]:
    return [f"{p.file}: {p.place}: {p.reason}" for p in check_reference(folder)]


# ---------------------------------------------------------------- what is there


def test_the_packaged_facts_are_clean() -> None:
    assert check_reference() == []


def test_all_states_and_territories_are_there() -> None:
    reference = read_reference()
    current = [c for c in reference.countries.values() if c.until is None]
    former = {c.id for c in reference.countries.values() if c.until}
    assert len(current) == ISO_3166_1 + 1  # and Kosovo
    assert former == {"SUN", "YUG", "CSK", "DDR"}
    assert "XKX" in reference.countries
    codes = [c.iso2 for c in current]
    assert None not in codes
    assert len(set(codes)) == len(codes)


def test_there_are_enough_blocs_and_metonyms() -> None:
    reference = read_reference()
    metonyms = [n for n in reference.names if n.kind is NameKind.METONYM and n.actor in reference.countries]
    assert len(reference.blocs) >= 150
    assert len(metonyms) >= 80
    assert len({n.actor for n in metonyms}) >= 30


def test_sovereign_states_have_demonyms_adjectives_and_capitals() -> None:
    reference = read_reference()
    kinds: dict[str, set[NameKind]] = {}
    for name in reference.names:
        kinds.setdefault(name.actor, set()).add(name.kind)
    un_like = {m.member for m in reference.memberships if m.bloc in {"AU", "OAS", "ASEAN", "COE", "LAS"}}
    for country in sorted(un_like & reference.countries.keys()):
        assert country == "VAT" or kinds[country] & {NameKind.DEMONYM, NameKind.ADJECTIVE}, country


def test_every_leader_has_dates_and_a_family_name() -> None:
    for leader in read_reference().leaders:
        assert leader.since, leader
        assert leader.family in leader.name, leader
        assert not any(word.isupper() and len(word) > 3 for word in leader.name.split()), leader


def test_the_packaged_reference_is_read_once() -> None:
    assert read_reference() is read_reference()


# ---------------------------------------------------------------- partial dates


def test_partial_dates_are_half_open() -> None:
    assert first_day("2024") == "2024-01-01"
    assert first_day("2024-02") == "2024-02-01"
    assert day_after("2024") == "2025-01-01"
    assert day_after("2024-02") == "2024-03-01"
    assert day_after("2024-02-29") == "2024-03-01"


@given(st.dates(max_value=dt.date(9998, 12, 31)))
def test_a_day_lies_within_its_year_and_month(day: dt.date) -> None:
    full = day.isoformat()
    for partial in (full[:4], full[:7], full):
        assert first_day(partial) <= full < day_after(partial)


@pytest.mark.parametrize(
    "date", ["24", "2024-13", "2023-02-29", "2024-7", "July 2024", "2024-07-06T00:00", ""]
)
def test_other_dates_are_refused(date: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        first_day(date)


# ---------------------------------------------------------------- planted faults

Spoil = Callable[[Path], object]

SPOILT: dict[str, tuple[Spoil, str]] = {
    "a file is missing": (lambda f: (f / "blocs.csv").unlink(), "blocs.csv: file: is missing"),
    "a column is missing": (
        lambda f: change(f, "cues.csv", "name,text,means", "name,text,sense"),
        "cues.csv: table: lacks the column means",
    ),
    "a column is unknown": (
        lambda f: change(f, "titles.csv", "actors,counts", "actors,counts,colour"),
        "titles.csv: table: has the unknown column colour",
    ),
    "a row is short": (lambda f: append(f, "cues.csv", "Georgia,Atlanta"), "2 fields instead of 3"),
    "a field is empty": (lambda f: append(f, "names.csv", ",MLI,name,,,"), "text is empty"),
    "a field has blanks": (
        lambda f: append(f, "names.csv", " Mali,MLI,name,,,"),
        "begins or ends with a blank",
    ),
    "a kind is unknown": (lambda f: append(f, "names.csv", "Mally,MLI,nick,,,"), "'nick' is no kind of name"),
    "a flag is unknown": (lambda f: append(f, "names.csv", "Mally,MLI,name,,maybe,"), "'maybe' is no flag"),
    "a code is malformed": (
        lambda f: append(f, "countries.csv", "ML,ML,Mali,Mali,Western Africa,,,"),
        "'ML' is no alpha-3 code",
    ),
    "a country is there twice": (
        lambda f: append(f, "countries.csv", "MLI,ML,Mali,Mali,Western Africa,,,"),
        "countries.csv: MLI: is there twice",
    ),
    "a bloc is there twice": (
        lambda f: append(f, "blocs.csv", "NATO,Other,defence,,,,,,,"),
        "blocs.csv: NATO: is there twice",
    ),
    "the id of a bloc is a country's": (
        lambda f: append(f, "blocs.csv", "CAN,Andean Community of States,trade,1969,,,,,,"),
        "blocs.csv: CAN: is also the code of a country",
    ),
    "the id of a bloc is malformed": (
        lambda f: append(f, "blocs.csv", "nato,Other,defence,,,,,,,"),
        "'nato' is no id of a bloc",
    ),
    "a bloc grew out of nothing known": (
        lambda f: append(f, "blocs.csv", "ZZZZ,Other,defence,1990,,YYYY,,,,"),
        "blocs.csv: ZZZZ: speaks of 'YYYY'",
    ),
    "a date is impossible": (
        lambda f: append(f, "blocs.csv", "ZZZZ,Other,defence,1990-02-30,,,,,,"),
        "blocs.csv: line",
    ),
    "a bloc ended before it began": (
        lambda f: append(f, "blocs.csv", "ZZZZ,Other,defence,1990,1980,,,,,"),
        "dissolved 1980 is before founded 1990",
    ),
    "a name is there twice": (
        lambda f: append(f, "names.csv", "Mali,MLI,name,,,"),
        "names: 'Mali': is there twice for one actor",
    ),
    "a name means nobody": (
        lambda f: append(f, "names.csv", "Atlantis,ATL,name,,,"),
        "names: 'Atlantis': means 'ATL', which is no country or bloc",
    ),
    "a name means two, unsaid": (
        lambda f: append(f, "names.csv", "Mali,NER,name,,,"),
        "names: 'Mali': of NER also means MLI, without saying so",
    ),
    "a name is ambiguous with the unknown": (
        lambda f: append(f, "names.csv", "Mally,MLI,name,ATL,,"),
        "is ambiguous with 'ATL', which is unknown",
    ),
    "an actor has no name": (
        lambda f: append(f, "countries.csv", "ZZZ,ZZ,Zed,Zed,Western Africa,,,"),
        "names: ZZZ: has no name",
    ),
    "a membership is in no bloc": (
        lambda f: shutil.copy(f / "memberships/AES.csv", f / "memberships/ZZZZ.csv"),
        "'ZZZZ' is no bloc",
    ),
    "a member is unknown": (
        lambda f: append(f, "memberships/NATO.csv", "ATL,member,1990,,accession,general knowledge,,"),
        "memberships/NATO.csv: ATL: is no country or bloc",
    ),
    "a status is unknown": (
        lambda f: append(f, "memberships/NATO.csv", "IRL,friend,1990,,accession,general knowledge,,"),
        "'friend' is no status",
    ),
    "a fact is not said to be checked": (
        lambda f: append(f, "memberships/NATO.csv", "IRL,member,1990,,accession,hearsay,,"),
        "'hearsay' is no way of checking",
    ),
    "a fact says not what made it": (
        lambda f: append(f, "memberships/NATO.csv", "IRL,member,1990,,,general knowledge,,"),
        "by is empty",
    ),
    "a dispute has no reason": (
        lambda f: append(f, "memberships/NATO.csv", "IRL,invited,1999,2000,summit,general knowledge,yes,"),
        "is disputed without a reason",
    ),
    "a member came before the bloc": (
        lambda f: append(f, "memberships/BRICS.csv", "IRL,member,1990,1991,summit,general knowledge,,"),
        "memberships/BRICS.csv: IRL: since 1990, before the founding on 2009-06-16",
    ),
    "a member outlasts the bloc": (
        lambda f: append(f, "memberships/G8.csv", "IRL,member,2010,,summit,general knowledge,,"),
        "after the end of the bloc",
    ),
    "a member came before its state": (
        lambda f: append(f, "memberships/OAS.csv", "SUN,member,1921,1990,treaty,general knowledge,,"),
        "before the state began in 1922-12-30",
    ),
    "a member outlasts its state": (
        lambda f: append(f, "memberships/NATO.csv", "DDR,member,1990,,treaty,general knowledge,,"),
        "after the state ended in 1990-10-03",
    ),
    "a membership ended before it began": (
        lambda f: append(f, "memberships/NATO.csv", "IRL,member,1999,1998,treaty,general knowledge,,"),
        "until 1998 is before since 1999",
    ),
    "periods overlap": (
        lambda f: append(f, "memberships/AES.csv", "MLI,member,2024,,treaty,general knowledge,,"),
        "memberships/AES.csv: MLI: 2023-09-16– overlaps 2024–",
    ),
    "a leader is of no country": (
        lambda f: append(f, "leaders.csv", "ATL,chief of state,King,Poseidon,Poseidon,1900,,"),
        "leaders: Poseidon: 'ATL' is no country",
    ),
    "a leader's family name is another's": (
        lambda f: append(f, "leaders.csv", "MLI,chief of state,King,Poseidon,Zeus,1900,,"),
        "'Zeus' is no part of 'Poseidon'",
    ),
    "a role is unknown": (
        lambda f: append(f, "leaders.csv", "MLI,jester,King,Poseidon,Poseidon,1900,,"),
        "'jester' is no role",
    ),
    "a title is of nobody known": (
        lambda f: append(f, "titles.csv", "archon,office,,head of state,ATL,yes"),
        "titles.csv: archon: 'ATL' is no country or bloc",
    ),
    "a title is there twice": (
        lambda f: append(f, "titles.csv", "archon,office,,,,yes", "archon,office,,,,yes"),
        "titles.csv: archon: is there twice",
    ),
    "a cue speaks for what a name never means": (
        lambda f: append(f, "cues.csv", "Georgia,Bamako,MLI"),
        "cues.csv: Bamako: 'Georgia' never means 'MLI'",
    ),
    "a use is unknown": (lambda f: append(f, "proper_names.csv", "Mali Gold,ring"), "'ring' is no use"),
    "a side is unknown": (lambda f: append(f, "seats.csv", "said,above,place"), "'above' is no side"),
}


@pytest.mark.parametrize("kind", SPOILT)
def test_a_planted_fault_is_found(kind: str, folder: Path) -> None:
    spoil, expected = SPOILT[kind]
    spoil(folder)
    found = faults(folder)
    assert any(expected in fault for fault in found), found


def test_a_fault_of_the_schema_stops_the_reading(folder: Path) -> None:
    append(folder, "names.csv", "Mally,MLI,nick,,,")
    with pytest.raises(ReferenceDataError, match=r"names\.csv, line \d+: 'nick' is no kind of name"):
        read_reference(folder)


def test_a_folder_without_memberships_is_accepted(folder: Path) -> None:
    shutil.rmtree(folder / "memberships")
    assert read_reference(folder).memberships == ()


# ---------------------------------------------------------------- a user's names


def test_a_users_names_replace_ours(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("# mine\ntext,actor\nGeorgia,GEO\nWagadugu,BFA\nKremlin,none\n", encoding="utf-8")
    merged = merge_names(read_reference(), own)
    meant = {n.text: n for n in merged.names if n.text in {"Georgia", "Wagadugu", "Kremlin"}}
    assert {t: (n.actor, n.ambiguous_with) for t, n in meant.items()} == {
        "Georgia": ("GEO", ()),
        "Wagadugu": ("BFA", ()),
    }


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("text,actor\nAtlantis,ATL\n", "'Atlantis': means 'ATL', which is no country or bloc"),
        ("text\nAtlantis\n", "lacks the column actor"),
        ("text,actor\nOuaga,BFA\nOuaga,BFA\n", "'Ouaga': is there twice"),
        ("text,actor,kind\nOuaga,BFA,nick\n", "line 2: 'nick' is no kind of name"),
    ],
)
def test_a_users_names_are_checked(text: str, reason: str, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=reason):
        merge_names(read_reference(), own)


def test_a_users_file_may_be_missing_only_with_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReferenceDataError, match="is missing"):
        merge_names(read_reference(), tmp_path / "none.csv")


def test_one_faulty_line_hides_no_other(folder: Path) -> None:
    append(folder, "blocs.csv", "ZZZZ,Other,defence", "YYYY,Another,union,,,,,,,")
    found = faults(folder)
    assert len(found) == 2, found
    assert "3 fields instead of 10" in found[0]
    assert "'union' is no kind" in found[1]


def test_a_missing_file_is_the_only_fault_told(folder: Path) -> None:
    (folder / "blocs.csv").unlink()
    assert faults(folder) == ["blocs.csv: file: is missing"]

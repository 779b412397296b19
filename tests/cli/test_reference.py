"""Members of blocs, meanings of names, faults of the facts."""

import shutil
from pathlib import Path

import pytest

from graph.resources import resource

from .conftest import Alliances


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs where there is no graph."""
    monkeypatch.chdir(tmp_path)


def write(path: Path, *lines: str) -> Path:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


# ------------------------------------------------------------------------------------------- members


@pytest.mark.parametrize(
    ("bloc", "day", "number"),
    [
        ("NATO", "1949-12-31", 12),
        ("NATO", "1999", 19),
        ("North Atlantic Treaty Organization", "2024-12-31", 32),
        ("ECOWAS", "2025-01-28", 15),
        ("ECOWAS", "2025-01-29", 12),
        ("BRICS", "2025-02-28", 10),
        ("AES", "2025-02", 3),
    ],
)
def test_members_on_a_day(alliances: Alliances, bloc: str, day: str, number: int) -> None:
    found = alliances("members", bloc, "--on", day, "--json").json
    assert len(found["members"]) == number
    assert found["on"].startswith(day)
    for member in found["members"]:
        assert {"id", "name", "status", "since", "until"} <= set(member)
    assert [m["id"] for m in found["members"]] == sorted(m["id"] for m in found["members"])


def test_a_partial_day_is_its_last(alliances: Alliances) -> None:
    assert alliances("members", "NATO", "--on", "2012", "--json").json["on"] == "2012-12-31"


def test_the_suspended_count_and_are_told_apart(alliances: Alliances) -> None:
    found = alliances("members", "ECOWAS", "--on", "2025-01-28", "--json").json
    statuses = {member["id"]: member["status"] for member in found["members"]}
    assert (statuses["MLI"], statuses["GHA"]) == ("suspended", "member")
    said = alliances("members", "ECOWAS", "--on", "2025-01-28").out
    assert said.startswith("Economic Community of West African States (ECOWAS) on 2025-01-28: 15 members")
    assert "suspended" in said


def test_the_disputed_do_not_count(alliances: Alliances) -> None:
    found = alliances("members", "BRICS", "--on", "2025-02-28", "--json").json
    assert [member["id"] for member in found["disputed"]] == ["SAU"]
    assert not {"SAU", "ARG"} & {member["id"] for member in found["members"]}
    assert "not counted: Saudi Arabia (SAU)" in alliances("members", "BRICS", "--on", "2025-02-28").out


def test_a_graph_answers_as_the_reference_does(alliances: Alliances, tmp_path: Path) -> None:
    assert alliances("init", "--db", tmp_path / "a.db").code == 0
    for bloc, day in (("NATO", "2020"), ("BRICS", "2025-02-28"), ("ECOWAS", "2025-01-28")):
        known = alliances("members", bloc, "--on", day, "--json").json
        assert alliances("members", bloc, "--on", day, "--json", "--db", tmp_path / "a.db").json == known


def test_articles_add_members(alliances: Alliances, tmp_path: Path) -> None:
    """Who joined on a day counts from then on; who is called a member without a day is told apart."""
    article = write(
        tmp_path / "a.txt",
        "Fiji joins NATO",
        "",
        "Fiji joined NATO on 3 March 2021. Samoa is a member of NATO.",
    )
    alliances("load", article, "--db", tmp_path / "a.db", "--published", "2021-03-05")
    before = alliances("members", "NATO", "--on", "2021-03-02", "--db", tmp_path / "a.db", "--json").json
    after = alliances("members", "NATO", "--on", "2021-03-03", "--db", tmp_path / "a.db", "--json").json
    assert len(before["members"]) == 30
    [fiji] = [member for member in after["members"] if member["id"] == "FJI"]
    assert (fiji["since"], fiji["origin"]) == ("2021-03-03", "articles")
    assert [member["id"] for member in after["reported"]] == ["WSM"]
    assert (
        "without a date, not counted: Samoa (WSM)"
        in alliances("members", "NATO", "--on", "2021-03-03", "--db", tmp_path / "a.db").out
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("members", "Mali"), "a bloc is asked for"),
        (("members", "NAATO"), "no country, bloc or minister is called"),
        (("members", "NATO", "--on", "2023-13"), "--on"),
        (("members", "NATO", "--on", "yesterday"), "no ISO date"),
        (("members", "NATO", "--on", "9999"), "--on"),
        (("name", "Kenia"), "Kenya"),
        (("name", "Mali", "--names", "none.csv"), "none.csv"),
        (("check-reference", "none"), "no folder"),
    ],
)
def test_wrong_use(alliances: Alliances, arguments: tuple[str, ...], said: str) -> None:
    done = alliances(*arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert len(done.err.splitlines()) == 1


def test_a_graph_that_was_named_must_be_there(alliances: Alliances, tmp_path: Path) -> None:
    assert alliances("members", "NATO", "--db", tmp_path / "none.db").code == 3


# ---------------------------------------------------------------------------------------------- name


def test_a_name_of_one_state(alliances: Alliances) -> None:
    found = alliances("name", "Ivory Coast", "--json").json
    [meaning] = found["meanings"]
    assert (meaning["id"], meaning["name"], meaning["ambiguous_with"]) == ("CIV", "Côte d'Ivoire", [])
    assert meaning["why"]
    assert alliances("name", "ivory coast").out.startswith("Côte d'Ivoire (country, CIV)\n  one of its names")


def test_a_name_of_two(alliances: Alliances) -> None:
    found = alliances("name", "Congolese", "--json").json
    assert {meaning["id"] for meaning in found["meanings"]} == {"COD", "COG"}
    assert all("may also be" in " ".join(meaning["why"]) for meaning in found["meanings"])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Kremlin", "a seat of its government"),
        ("Finns", "its people"),
        ("Swaziland", "a former name"),
        ("Georgia", "a place that is none of these"),
        ("MLI", "Mali (country, MLI)"),
        ("taoiseach", "a title: head of government"),
        ("former president", "does not count as one"),
        ("Bank of China", "China does not count in it"),
        ("Macron", "President, France (FRA), since 2017-05-14"),
    ],
)
def test_why(alliances: Alliances, name: str, said: str) -> None:
    assert said in alliances("name", name).out


def test_names_of_ones_own(alliances: Alliances, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = write(tmp_path / "own.csv", "text,actor", "Lionland,KEN", "Ivory Coast,GHA")
    assert alliances("name", "Lionland").code == 2
    assert "Kenya" in alliances("name", "Lionland", "--names", own).out
    ids = {m["id"] for m in alliances("name", "Ivory Coast", "--names", own, "--json").json["meanings"]}
    assert ids == {"GHA"}
    monkeypatch.setenv("ALLIANCES_NAMES", str(own))
    assert "Kenya" in alliances("name", "Lionland").out


# ------------------------------------------------------------------------------------ check-reference


def test_the_packaged_facts_are_clean(alliances: Alliances) -> None:
    found = alliances("check-reference", "--json")
    assert (found.code, found.json["problems"]) == (0, [])
    counts = found.json["counts"]
    for what in ("countries", "names", "blocs", "dated memberships", "metonyms", "titles"):
        assert counts[what] > 50, what
    assert "dated memberships: " in alliances("check-reference").out


def test_faults_are_named(alliances: Alliances, tmp_path: Path) -> None:
    folder = tmp_path / "facts"
    shutil.copytree(resource("seeds/reference"), folder)
    with (folder / "memberships" / "NATO.csv").open("a", encoding="utf-8") as table:
        table.write("FJI,member,1930,,a treaty,general knowledge,,\n")
    done = alliances("check-reference", folder)
    assert done.code == 1
    assert "memberships/NATO.csv, FJI: since 1930, before the founding" in done.err
    assert "1 fault" in done.out


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Lionland,KYN", "no country or bloc"),
        ("Lionland", "fields"),
        ("Lionland,KEN\nLionland,KEN", "twice"),
        ("Lionland,KEN\nLionland,GHA", "without saying so"),
    ],
)
def test_faults_of_ones_own_names(alliances: Alliances, tmp_path: Path, line: str, reason: str) -> None:
    own = write(tmp_path / "own.csv", "text,actor", line)
    done = alliances("check-reference", "--names", own)
    assert done.code == 1
    assert reason in done.err
    refused = alliances("name", "Mali", "--names", own)
    assert (refused.code, refused.out) == (2, "")
    assert "own.csv" in refused.err

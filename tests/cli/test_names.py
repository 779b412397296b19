"""Names of a user's own, from the reading of a text to the check of its quotations."""

from pathlib import Path

import pytest

from .conftest import Alliances

TEXT = (
    "Lionland and Ghana sign paper\n\n"
    "Lionland and Ghana signed a memorandum of understanding on fisheries on Monday.\n"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "fisheries.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.csv"
    path.write_text("# what we call them\ntext,actor\nLionland,KEN\n", encoding="utf-8")
    return path


def test_extract(alliances: Alliances, article: Path, own: Path) -> None:
    assert "signed" not in alliances("extract", article).out.split("sign paper")[1]
    assert "Ghana signed a memorandum with Kenya" in alliances("extract", article, "--names", own).out


def test_extract_in_two_processes(alliances: Alliances, article: Path, own: Path) -> None:
    found = alliances("extract", article, "--names", own, "--jobs", 2, "--json").json
    assert [c["relation"] for c in found["articles"][0]["claims"]] == ["signed_mou_with"]


def test_load_show_verify(alliances: Alliances, article: Path, own: Path) -> None:
    database = article.with_name("a.db")
    options = ("--db", database, "--names", own)
    assert alliances("load", article, "--db", database, "--json").json["claims"]["new"] == 0
    assert alliances("load", article, *options, "--json").json["articles"]["changed"] == 1
    assert alliances("load", article, *options, "--json").json["articles"]["unchanged"] == 1
    assert "Ghana" in alliances("show", "Lionland", "--db", database).out
    assert alliances("verify", *options).code == 0
    assert alliances("verify", "--db", database).code == 1


def test_other_names_are_another_reading(alliances: Alliances, article: Path, own: Path) -> None:
    options = ("--db", article.with_name("a.db"), "--names", own)
    alliances("load", article, *options)
    own.write_text("text,actor\nLionland,TGO\n", encoding="utf-8")
    assert alliances("load", article, *options, "--json").json["articles"]["changed"] == 1
    assert "Togo" in alliances("show", "Ghana", "--db", article.with_name("a.db")).out


@pytest.mark.parametrize("command", ["load", "extract"])
def test_a_faulty_file_is_wrong_use(alliances: Alliances, article: Path, own: Path, command: str) -> None:
    own.write_text("text,actor\nLionland,NOBODY\n", encoding="utf-8")
    done = alliances(command, article, "--names", own)
    assert done.code == 2
    assert "own.csv, 'Lionland': means 'NOBODY'" in done.err
    assert alliances(command, article, "--names", own.with_name("none.csv")).code == 2


def test_load_without_the_reference(alliances: Alliances, article: Path) -> None:
    database = article.with_name("a.db")
    alliances("load", article, "--db", database, "--no-reference")
    assert "the graph has no reference facts" in alliances("doctor", "--db", database).out

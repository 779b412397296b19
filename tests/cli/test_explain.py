"""`explain`: what was found in each sentence, by which rule, and what was refused, and why."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from .conftest import Alliances

TEXT = (
    "Kenya and Ghana sign fisheries paper\n\n"
    "Kenya and Ghana signed a memorandum of understanding on fisheries on Monday.\n"
    "Japan may sign a trade agreement with Kenya.\n"
    "Former Kenyan President Uhuru Kenyatta praised Ghana.\n"
    "Kenya lies east of Ghana.\n"
    "The Congolese army said nothing.\n"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "fisheries.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def explained(alliances: Alliances, article: Path, words: str) -> dict[str, Any]:
    """The record of the sentence with those words."""
    done = alliances("explain", article, "--published", "2024-05-07", "--json")
    assert (done.code, done.err) == (0, "")
    [found] = [s for s in done.json["sentences"] if words in s["text"]]
    assert TEXT[found["start"] : found["end"]] == found["text"]
    record: dict[str, Any] = found
    return record


def test_a_claim_has_its_rule(alliances: Alliances, article: Path) -> None:
    sentence = explained(alliances, article, "memorandum")
    [claim] = [c for c in sentence["claims"] if c["relation"] == "signed_mou_with"]
    assert claim["rule"].startswith("agreement/")
    assert [m["actor"] for m in sentence["mentions"]] == ["KEN", "GHA"]


def test_what_decided_the_status(alliances: Alliances, article: Path) -> None:
    sentence = explained(alliances, article, "Japan may")
    [claim] = sentence["claims"]
    assert (claim["status"], claim["decided_by"]) == ("planned", ["may"])
    done = alliances("explain", article, "--sentence", sentence["number"])
    assert "planned by “may”; possible" in done.out


def test_refused_offices(alliances: Alliances, article: Path) -> None:
    sentence = explained(alliances, article, "Former")
    reasons = {r["reason"] for r in sentence["rejections"] if r["relation"] == "holds_office"}
    assert reasons == {"the office was held before"}
    assert sentence["claims"] == []


def test_a_sentence_without_a_telling_word(alliances: Alliances, article: Path) -> None:
    [refused] = explained(alliances, article, "lies east")["rejections"]
    assert (refused["relation"], refused["reason"]) == ("", "no word in it tells of a relation")


def test_a_name_left_open(alliances: Alliances, article: Path) -> None:
    [mention] = explained(alliances, article, "Congolese")["mentions"]
    assert (mention["actor"], mention["candidates"]) == (None, ["COG", "COD"])
    assert "Congolese (left open: COG or COD)" in alliances("explain", article).out


def test_count_over_a_folder(alliances: Alliances, article: Path) -> None:
    done = alliances("explain", article.parent, "--count", "--json")
    assert done.code == 0
    counts = {(r["reason"], r["relation"]): r["number"] for r in done.json["refused"]}
    assert counts["the office was held before", "holds_office"] == 1
    one_by_one = alliances("explain", article, "--json").json["sentences"]
    listed = [(r["reason"], r["relation"] or None) for s in one_by_one for r in s["rejections"]]
    assert counts == Counter(listed)
    (article.parent / "second.txt").write_text("Togo lies east of Ghana.", encoding="utf-8")
    more = alliances("explain", article.parent, "--count", "--json").json
    assert more["articles"] == 2
    assert sum(r["number"] for r in more["refused"]) == sum(counts.values()) + 1
    assert "2 articles, " in alliances("explain", article.parent, "--count").out


def test_an_article_of_the_graph(alliances: Alliances, article: Path, tmp_path: Path) -> None:
    place = tmp_path / "one.db"
    done = alliances("load", article, "--db", place, "--published", "2024-05-07", "--json")
    assert done.code == 0
    [row] = alliances("cypher", "MATCH (a:Article) RETURN a.id AS id", "--db", place, "--json").json["rows"]
    stored = alliances("explain", row["id"], "--db", place, "--json").json
    read = alliances("explain", article, "--published", "2024-05-07", "--json").json
    assert stored["sentences"] == read["sentences"]


@pytest.mark.parametrize(
    ("more", "says"),
    [(["--sentence", "99"], "--sentence: the article has 6 sentences"), (["--sentence", "0"], "--sentence")],
)
def test_misuse(alliances: Alliances, article: Path, more: list[str], says: str) -> None:
    done = alliances("explain", article, *more)
    assert done.code == 2
    assert says in done.err


def test_several_articles(alliances: Alliances, article: Path) -> None:
    (article.parent / "second.txt").write_text("Togo lies east of Ghana.", encoding="utf-8")
    done = alliances("explain", article.parent)
    assert done.code == 2
    assert "holds more than one article" in done.err


def test_what_is_no_article(alliances: Alliances, tmp_path: Path, article: Path) -> None:
    place = tmp_path / "one.db"
    assert alliances("load", article, "--db", place).code == 0
    done = alliances("explain", "nowhere.txt", "--db", place)
    assert done.code == 2
    assert "'nowhere.txt' is no file, and no article of the graph has that id" in done.err

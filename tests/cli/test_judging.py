"""What does not agree, what a person decides about it, and the file that keeps it."""

import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import Alliances

ARTICLES = [
    ("one", "2024-05-07", "Malian Defence Minister Sadio Camara met officials in Bamako."),
    ("two", "2024-05-08", "Mali's defence minister Sadio Kamara visited Accra."),
    ("three", "2024-05-09", "Ghanaian Trade Minister Ama Boateng opened a fair."),
    ("four", "2024-05-10", "Kenyan Health Minister Ama Boateng opened a clinic."),
    ("five", "2024-05-11", "Finland joined NATO in 2019."),
    ("six", "2024-05-12", "Kenya and Ghana signed a memorandum of understanding on fisheries."),
    ("seven", "2024-05-13", "Kenya has not signed a memorandum of understanding with Ghana."),
]


@pytest.fixture
def graph(alliances: Alliances, tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    with path.open("w", encoding="utf-8") as lines:
        for ref, day, text in ARTICLES:
            title = f"Report number {ref}"
            article = {"id": ref, "source": "Wire", "published": day, "title": title, "text": text}
            lines.write(json.dumps(article) + "\n")
    assert alliances("load", path, "--db", tmp_path / "a.db").code == 0
    return tmp_path / "a.db"


def judged(alliances: Alliances, graph: Path) -> Any:
    return alliances("judge", "list", "--db", graph, "--json").json


def test_contradictions(alliances: Alliances, graph: Path) -> None:
    found = alliances("contradictions", "--db", graph, "--json").json["contradictions"]
    assert [(row["one"], row["relation"], row["other"]) for row in found] == [
        ("Finland", "member_of", "North Atlantic Treaty Organization"),
        ("Ghana", "signed_mou_with", "Kenya"),
    ]
    assert "member 2023-04-04" in found[0]["contradicted_by"]
    said = alliances("contradictions", "Ghana", "--db", graph).out
    assert "but denied in Report number seven" in said
    assert "1 contradiction" in said
    assert alliances("contradictions", "Mali", "--db", graph).out == "no contradictions\n"


def test_what_is_open(alliances: Alliances, graph: Path) -> None:
    opened = judged(alliances, graph)["open"]
    assert [(o["question"], [a["id"] for a in o["actors"]]) for o in opened] == [
        ("different", ["ama-boateng"]),
        ("same", ["sadio-camara", "sadio-kamara"]),
    ]
    assert len(opened[0]["claims"]) == 2
    said = alliances("judge", "list", "--db", graph).out
    assert "two persons? Ama Boateng (ama-boateng)" in said
    assert "one person? Sadio Camara" in said
    assert "2 questions open" in said


def test_same_and_back(alliances: Alliances, graph: Path) -> None:
    done = alliances("judge", "same", "Sadio Camara", "sadio-kamara", "--reason", "a k", "--db", graph)
    assert "decided: same sadio-camara and sadio-kamara" in done.out
    found = judged(alliances, graph)
    [decision] = found["judgements"]
    assert (decision["kind"], decision["reason"]) == ("same", "a k")
    assert [o["question"] for o in found["open"]] == ["different"]
    for name in ("sadio-kamara", "Kamara", "Sadio Camara"):
        shown = alliances("show", name, "--db", graph, "--json").json
        assert (shown["actor"]["id"], len(shown["edges"])) == ("sadio-camara", 1)
    assert alliances("judge", "undo", decision["id"][:8], "--db", graph).code == 0
    assert judged(alliances, graph)["judgements"] == []


def test_different_closes_the_question(alliances: Alliances, graph: Path) -> None:
    alliances("judge", "different", "sadio-camara", "sadio-kamara", "--db", graph)
    assert [o["question"] for o in judged(alliances, graph)["open"]] == ["different"]


def test_reject_closes_the_other(alliances: Alliances, graph: Path) -> None:
    claim = judged(alliances, graph)["open"][0]["claims"][0]
    done = alliances("judge", "reject", claim, "--db", graph, "--json")
    assert done.json["a"] == claim
    assert [o["question"] for o in judged(alliances, graph)["open"]] == ["same"]


def test_a_file_keeps_decisions_and_every_load_applies_them(alliances: Alliances, graph: Path) -> None:
    file, articles = graph.with_name("j.csv"), graph.with_name("articles.jsonl")
    alliances("judge", "same", "sadio-camara", "sadio-kamara", "--judgements", file, "--db", graph)
    assert file.read_text("utf-8") == "kind,a,b,reason\nsame,sadio-camara,sadio-kamara,\n"
    with file.open("a", encoding="utf-8") as text:
        text.write("# who is that?\nsame,sadio-camara,nobody,a guess\n")
    fresh = graph.with_name("b.db")
    loaded = alliances("load", articles, "--db", fresh, "--judgements", file, "--json")
    assert loaded.json["judgements"]["new"] == 1
    assert [w["place"] for w in loaded.json["judgements"]["waiting"]] == ["same nobody sadio-camara"]
    again = alliances("judge", "apply", file, "--db", fresh)
    assert (again.code, again.out) == (1, "judgements: 0 new, 1 held before, 1 waiting\n")
    [decision] = judged(alliances, fresh)["judgements"]
    alliances("judge", "undo", decision["id"], "--judgements", file, "--db", fresh)
    assert "sadio-kamara" not in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("kind,a\n", "line 1: the columns are kind,a,b,reason"),
        ("kind,a,b,reason\nlike,x,y,\n", "line 2: 'like' is none of"),
        ("kind,a,b,reason\n\nsame,x,,\n", "line 3: a rejection takes one claim"),
        ("kind,a,b,reason\nreject,x,y,\n", "a rejection takes one claim"),
        ("kind,a,b,reason\nsame,x\n", "2 fields instead of 4"),
        ('kind,a,b,reason\nsame,x,y,"open\n', "line 2"),
    ],
)
def test_faulty_files(alliances: Alliances, tmp_path: Path, text: str, reason: str) -> None:
    file = tmp_path / "j.csv"
    file.write_text(text, encoding="utf-8")
    done = alliances("judge", "apply", file, "--db", tmp_path / "a.db")
    assert done.code == 2
    assert reason in done.err
    assert alliances("load", file, "--judgements", file.with_name("none.csv")).code == 2


def test_wrong_use(alliances: Alliances, graph: Path) -> None:
    assert alliances("judge", "same", "Mali", "sadio-camara", "--db", graph).code == 2
    assert alliances("judge", "same", "Mali", "MLI", "--db", graph).code == 2
    assert alliances("judge", "undo", "zz", "--db", graph).code == 2
    assert alliances("judge", "reject", "zz", "--db", graph).code == 2

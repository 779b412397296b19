"""The commands that work on a graph, on an embedded one of their own."""

import json
from pathlib import Path

import pytest

from graph.cli import run

from .conftest import Alliances

ARTICLES = [
    {
        "id": "fisheries",
        "source": "Coast Wire",
        "published": "2024-05-07",
        "title": "Kenya and Ghana sign fisheries paper",
        "text": "Kenya and Ghana signed a memorandum of understanding on fisheries on Monday. "
        "Kenyan Defence Minister Ann Otieno praised it.",
    },
    {
        "id": "treaty",
        "source": "Coast Wire",
        "published": "2024-06-01",
        "title": "Peru in talks",
        "text": "Peru plans to sign a trade agreement with Kenya. "
        "The Alliance of Sahel States was founded in September 2023 as a mutual defence pact.",
    },
]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of the two articles; tests that change it take a copy."""
    folder = tmp_path_factory.mktemp("graph")
    articles = folder / "articles.jsonl"
    articles.write_text("".join(json.dumps(a) + "\n" for a in ARTICLES), encoding="utf-8")
    assert run(["load", str(articles), "--db", str(folder / "a.db")]) == 0
    return folder / "a.db"


def test_load_again_changes_nothing(alliances: Alliances, loaded: Path) -> None:
    found = alliances("load", loaded.with_name("articles.jsonl"), "--db", loaded, "--json").json
    assert found["articles"] == {"read": 2, "new": 0, "changed": 0, "unchanged": 2, "removed": 0}
    for part in ("claims", "edges"):
        assert (found[part]["new"], found[part]["changed"]) == (0, 0)
        assert found[part]["unchanged"] > 0
    assert found["problems"] == []


def test_load_reports_problems_and_loads_the_others(alliances: Alliances, tmp_path: Path) -> None:
    articles = tmp_path / "news.jsonl"
    french = "La France et le Mali ont signé hier un accord de coopération militaire à Paris. " * 3
    lines = [ARTICLES[0], {"id": "fr", "title": "Accord", "text": french}]
    articles.write_text("".join(json.dumps(a) + "\n" for a in lines) + "{broken\n", encoding="utf-8")
    done = alliances("load", articles, "--db", tmp_path / "a.db", "--json")
    assert done.code == 1
    assert done.json["articles"]["new"] == 1
    reasons = [problem["reason"] for problem in done.json["problems"]]
    assert len(reasons) == 2
    assert any("French" in reason for reason in reasons)
    assert {problem["file"] for problem in done.json["problems"]} == {str(articles)}
    assert all(problem["place"] for problem in done.json["problems"])
    said = alliances("load", articles, "--db", tmp_path / "a.db")
    assert said.code == 1
    assert "problems: 2" in said.out
    assert "French" in said.err


def test_show_for_people(alliances: Alliances, loaded: Path) -> None:
    done = alliances("show", "Kenya", "--db", loaded)
    assert done.code == 0
    assert done.out.startswith("Kenya (country, KEN, Eastern Africa)")
    assert "… signed a memorandum with\n  Ghana (" in done.out
    assert "“Kenya and Ghana signed a memorandum of understanding on fisheries on Monday.”" in done.out
    assert "— Kenya and Ghana sign fisheries paper, Coast Wire, 2024-05-07" in done.out
    assert "by the reference, member: " in done.out
    planned = done.out.split("PLANNED, NOT DONE")[1]
    assert "Peru" in planned
    assert "Peru" not in done.out.split("PLANNED")[0]


def test_show_for_programs(alliances: Alliances, loaded: Path) -> None:
    found = alliances("show", "KEN", "--db", loaded, "--json").json
    assert found["actor"]["id"] == "KEN"
    deal = next(edge for edge in found["edges"] if edge["relation"] == "signed_mou_with")
    assert {deal["subject"], deal["object"]} == {"GHA", "KEN"}
    assert deal["evidence"][0]["article"]
    assert [edge["relation"] for edge in found["planned"]] == ["signed_agreement_with"]


@pytest.mark.parametrize("name", ["Ann Otieno", "Otieno", "ann-otieno"])
def test_show_a_minister(alliances: Alliances, loaded: Path, name: str) -> None:
    done = alliances("show", name, "--db", loaded)
    assert "Ann Otieno (minister, ann-otieno)" in done.out
    assert "… holds office in\n  Kenya" in done.out


def test_show_a_bloc_with_its_founding(alliances: Alliances, loaded: Path) -> None:
    done = alliances("show", "AES", "--db", loaded)
    assert "was established\n  2023-09" in done.out


def test_show_an_unknown_name(alliances: Alliances, loaded: Path) -> None:
    done = alliances("show", "Kenia", "--db", loaded)
    assert done.code == 2
    assert "Kenya" in done.err
    assert len(done.err.splitlines()) == 1


def test_verify(alliances: Alliances, loaded: Path) -> None:
    done = alliances("verify", "--db", loaded, "--json")
    assert done.code == 0
    assert done.json["articles"] == 2
    assert done.json["faults"] == []
    assert "all are where they should be" in alliances("verify", "--db", loaded).out


def test_view(alliances: Alliances, loaded: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    done = alliances("view", "-o", page, "--db", loaded, "--json")
    assert done.code == 0
    assert done.json["page"] == str(page)
    assert done.json["edges"] > 0
    assert page.read_text(encoding="utf-8").lower().startswith("<!doctype html")


def test_view_into_a_folder_that_is_not_there(alliances: Alliances, loaded: Path, tmp_path: Path) -> None:
    done = alliances("view", "-o", tmp_path / "none" / "page.html", "--db", loaded)
    assert done.code == 2
    assert len(done.err.splitlines()) == 1


def test_doctor(alliances: Alliances, loaded: Path) -> None:
    found = alliances("doctor", "--db", loaded, "--json").json
    assert found["missing"] == []
    assert found["store"]["counts"]["article"] == 2
    assert found["packages"]["spacy"]
    assert "nothing is missing" in alliances("doctor", "--db", loaded).out


def test_doctor_without_a_graph(alliances: Alliances, tmp_path: Path) -> None:
    done = alliances("doctor", "--db", tmp_path / "none.db")
    assert done.code == 1
    assert "there is no graph" in done.out


def test_doctor_never_prints_the_password(alliances: Alliances, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:9")
    monkeypatch.setenv("NEO4J_PASSWORD", "open-sesame")
    done = alliances("doctor")
    assert done.code == 1
    assert "127.0.0.1:9" in done.out
    assert "open-sesame" not in done.out + done.err


def test_a_server_that_is_not_there(alliances: Alliances) -> None:
    done = alliances("show", "Mali", "--db", "bolt://127.0.0.1:9")
    assert done.code == 3
    assert 1 <= len(done.err.splitlines()) <= 2


def test_init_and_remove(alliances: Alliances, tmp_path: Path) -> None:
    database, articles = tmp_path / "a.db", tmp_path / "articles.jsonl"
    articles.write_text("".join(json.dumps(a) + "\n" for a in ARTICLES), encoding="utf-8")
    made = alliances("init", "--db", database, "--json").json
    assert made["edges"]["new"] > 0
    assert alliances("init", "--db", database, "--json").json["edges"]["new"] == 0
    alliances("load", articles, "--db", database)
    removed = alliances("remove", "Coast Wire:fisheries", "--db", database, "--json")
    assert removed.code == 0
    assert removed.json["articles"]["removed"] == 1
    assert removed.json["edges"]["removed"] > 0
    left = alliances("show", "Kenya", "--db", database, "--json").json
    assert not any(edge["origin"] == "articles" for edge in left["edges"])
    assert alliances("remove", "Coast Wire:fisheries", "--db", database).code == 2


def test_demo(alliances: Alliances, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Never touches the server that the environment names."""
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:9")
    folder = tmp_path / "first" / "look"
    done = alliances("demo", folder)
    assert (done.code, done.err) == (0, "")
    assert (folder / "alliances.db").is_dir()
    assert (folder / "network.html").stat().st_size > 100_000
    assert alliances("verify", "--db", folder / "alliances.db").code == 0
    again = alliances("demo", folder)
    assert "0 new, 0 changed" in again.out

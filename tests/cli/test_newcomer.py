"""What somebody meets who tries things out."""

import json
import webbrowser
from pathlib import Path

import pytest

from graph.cli import console as shared
from graph.cli import run

from .conftest import Alliances

TEXT = (
    "Kenyan Defence Minister Ann Otieno visited Accra. Kenya offers assistance to Ghana, she said. "
    "Kenya will send food aid worth $5 million to Ghana."
)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("newcomer")
    article = {"id": "a", "source": "Wire", "published": "2024-05-07", "title": "Aid", "text": TEXT}
    (folder / "a.jsonl").write_text(json.dumps(article), encoding="utf-8")
    assert run(["load", str(folder / "a.jsonl"), "--db", str(folder / "a.db")]) == 0
    return folder / "a.db"


def test_the_receiver_is_told_from_its_side(alliances: Alliances, graph: Path) -> None:
    said = alliances("show", "Ghana", "--db", graph).out
    assert "… is offered assistance by\n  Kenya" in said
    assert "… has in office\n  Ann Otieno" in alliances("show", "Kenya", "--db", graph).out


def test_a_misspelt_surname_is_suggested(alliances: Alliances, graph: Path) -> None:
    done = alliances("show", "Otienno", "--db", graph)
    assert (done.code, "near to it: Ann Otieno" in done.err) == (2, True)


def test_a_state_is_no_bloc(alliances: Alliances, graph: Path, tmp_path: Path) -> None:
    done = alliances("view", "--bloc", "Kenya", "--db", graph, "-o", tmp_path / "x.html")
    assert done.code == 2
    assert "a bloc is asked for" in done.err
    assert not (tmp_path / "x.html").exists()


def test_open_without_a_browser(
    alliances: Alliances, graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def get() -> None:
        raise webbrowser.Error("none")

    monkeypatch.setattr(webbrowser, "get", get)
    done = alliances("view", "--open", "--db", graph, "-o", tmp_path / "x.html")
    assert done.code == 1
    assert done.err == f"no browser was found; open {tmp_path / 'x.html'} in one\n"
    assert (tmp_path / "x.html").exists()


def test_one_way_to_print(alliances: Alliances, graph: Path) -> None:
    done = alliances("extract", graph.with_name("a.jsonl"), "--json", "--jsonl")
    assert (done.code, done.out) == (2, "")


def test_columns_that_were_asked_for_stay(alliances: Alliances, graph: Path) -> None:
    said = alliances("cypher", "MATCH (c:Country {id: 'KEN'}) RETURN c.name, c.nothing", "--db", graph).out
    assert "c.nothing" in said


@pytest.mark.parametrize(("value", "plain"), [("1", True), ("", False)])
def test_no_color_is_plain(monkeypatch: pytest.MonkeyPatch, value: str, *, plain: bool) -> None:
    monkeypatch.setenv("NO_COLOR", value)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    shared._console.cache_clear()
    made = shared._console(stderr=False)
    with made.capture() as captured:
        made.print("Mali", style="bold")
    assert (captured.get() == "Mali\n") is plain
    shared._console.cache_clear()

"""Where a graph is, and where it cannot be: no place, nothing to load, folders that may only be read."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.model import Article

from .conftest import Alliances

# Root passes over the permissions of files, until that is taken from it.
UNPRIVILEGED = """
import ctypes, os, sys
if os.geteuid() == 0:
    for capability in (1, 2):
        assert ctypes.CDLL(None).prctl(24, capability, 0, 0, 0) == 0
command = [sys.executable, "-c", "from graph.cli import main; main()", *sys.argv[1:]]
os.execv(sys.executable, command)
"""
ARTICLE = "Kenya and Ghana signed a memorandum of understanding on fisheries on Monday."


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.mark.parametrize("command", ["load", "show", "view"])
def test_a_graph_has_a_place(alliances: Alliances, command: str, article: Path) -> None:
    done = alliances(command, article, "--db", "") if command != "view" else alliances(command, "--db", " ")
    assert done.code == 2
    assert done.err.startswith("alliances: the place of the graph is empty; name a folder")


def test_an_address_of_something_else_is_no_folder(alliances: Alliances, article: Path) -> None:
    done = alliances("load", article, "--db", "http://localhost:7474")
    assert done.code == 3
    assert "http://localhost:7474 is no address of Neo4j" in done.err
    assert not Path("http:").exists()


@pytest.mark.parametrize("name", ["nowhere", "nowhere/", "nowhere.txt", "article.txt/"])
def test_nothing_to_load_makes_no_graph(alliances: Alliances, article: Path, name: str) -> None:
    db = article.with_name("a.db")
    path = f"{article.parent}/{name}"
    done = alliances("load", path, "--db", db)
    assert done.code == 1
    assert done.err == f"{path}: no such file or folder\n"
    assert done.out.splitlines()[0] == "articles: 0 read, 0 new, 0 changed, 0 unchanged"
    assert not db.exists()


def test_what_cannot_be_read_makes_no_graph(alliances: Alliances, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "news.jsonl").write_text("{broken\n", encoding="utf-8")
    done = alliances("load", tmp_path / "empty", tmp_path / "news.jsonl", "--db", tmp_path / "a.db", "--json")
    assert done.code == 1
    assert len(done.json["problems"]) == 2
    assert not (tmp_path / "a.db").exists()


# ------------------------------------------------------------------------------------------ only to be read


@pytest.fixture
def unprivileged(tmp_path: Path) -> Iterator[Callable[..., subprocess.CompletedProcess[str]]]:
    """Runs a command in a folder that may not be written, nor anything below it."""
    folder = tmp_path / "shut"

    def call(*arguments: object) -> subprocess.CompletedProcess[str]:
        folder.mkdir(exist_ok=True)
        shut = [folder, *folder.rglob("*")]
        for path in shut:
            path.chmod(0o555 if path.is_dir() else 0o444)
        command = [sys.executable, "-c", UNPRIVILEGED, *map(str, arguments)]
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)

    yield call
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755)


def test_a_graph_that_may_only_be_read(
    alliances: Alliances,
    unprivileged: Callable[..., subprocess.CompletedProcess[str]],
    article: Path,
    tmp_path: Path,
) -> None:
    db = tmp_path / "shut" / "a.db"
    assert alliances("load", article, "--db", db).code == 0
    shown = unprivileged("show", "Kenya", "--db", db)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert ARTICLE in shown.stdout
    again = unprivileged("load", article, "--db", db)
    assert (again.returncode, again.stderr) == (0, ""), "nothing is to be written"
    article.with_name("other.txt").write_text("Peru and Chile signed a trade agreement.", encoding="utf-8")
    more = unprivileged("load", article.with_name("other.txt"), "--db", db)
    assert (more.returncode, more.stdout) == (3, "")
    assert more.stderr.startswith(f"alliances: {db} cannot be written, so this graph can only be read")
    assert more.stderr.count("\n") == 1


def test_a_demonstration_where_nothing_can_be_written(
    unprivileged: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    done = unprivileged("demo")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("alliances: demo cannot be made here (Permission denied); name another")
    assert done.stderr.count("\n") == 1


def test_a_demonstration_onto_a_file(alliances: Alliances, article: Path) -> None:
    done = alliances("demo", article)
    assert (done.code, done.out) == (2, "")
    assert "cannot be made here (File exists)" in done.err
    assert article.read_text(encoding="utf-8") == ARTICLE


def test_a_file_that_cannot_be_used_is_named(alliances: Alliances, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "/data/a.db")

    monkeypatch.setattr("graph.cli.query.opened_store", full)
    done = alliances("cypher", "RETURN 1")
    assert (done.code, done.err) == (2, "alliances: /data/a.db: No space left on device\n")


# ----------------------------------------------------------------------------------------- loaded again


def test_what_an_article_does_not_say_stays_as_it_was_told(alliances: Alliances, article: Path) -> None:
    db = article.with_name("a.db")
    told = ("--source", "Coast Wire", "--published", "2024-05-07")
    assert alliances("load", article, "--db", db, *told).code == 0
    again = alliances("load", article, "--db", db, "--json").json
    assert again["articles"]["unchanged"] == 1
    shown = alliances("show", "Kenya", "--db", db).out
    assert "Coast Wire" in shown
    assert "2024-05-06" in shown, "Monday, counted from the day of publication"
    other = alliances("load", article, "--db", db, "--source", "Harbour Post", "--json").json
    assert other["articles"]["changed"] == 1
    shown = alliances("show", "Kenya", "--db", db).out
    assert "Harbour Post" in shown
    assert "Coast Wire" not in shown
    assert "2024-05-06" in shown


def test_a_load_that_is_stopped(
    alliances: Alliances, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [f"{ARTICLE} It is paper {n}." for n in range(60)]

    def read(*_: object, **__: object) -> Iterator[Article]:
        for n, text in enumerate(texts):
            yield Article(str(n), str(n), "Paper", text)
        raise KeyboardInterrupt

    monkeypatch.setattr("graph.cli.loading.read_input", read)
    done = alliances("load", "x", "--db", tmp_path / "a.db")
    assert (done.code, done.out) == (130, "")
    assert done.err == "alliances: stopped; what was loaded stays, and the next load goes on from there\n"
    counted = alliances(
        "cypher", "MATCH (a:Article) RETURN count(a) AS n", "--db", tmp_path / "a.db", "--json"
    )
    assert json.loads(counted.out) == {"rows": [{"n": 50}]}

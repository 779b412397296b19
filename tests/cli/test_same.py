"""The same articles give the same bytes, in any order of loading, with one process or four."""

import random
from pathlib import Path

import pytest

from graph.exports import EXPORT_FORMATS
from graph.resources import resource

from .conftest import Alliances

ARTICLES = sorted(resource("seeds/articles").glob("*.txt"))


@pytest.fixture
def small_parcels(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every process has its share of the few articles."""
    monkeypatch.setattr("graph.loader._PARCEL", 1000)


@pytest.mark.usefixtures("small_parcels")
def test_extracted_with_one_process_or_four(alliances: Alliances) -> None:
    alone, together = (alliances("extract", *ARTICLES, "--jsonl", "--jobs", jobs) for jobs in (1, 4))
    assert alone.out.encode() == together.out.encode()
    assert alone.out.count("\n") == len(ARTICLES) > 20
    assert (alone.code, together.code) == (0, 0)


@pytest.mark.usefixtures("small_parcels")
def test_loaded_in_any_order(alliances: Alliances, tmp_path: Path) -> None:
    shuffled = random.Random(7).sample(ARTICLES, len(ARTICLES))
    first = write_all(alliances, tmp_path / "sorted", ARTICLES)
    assert len(first) >= len(EXPORT_FORMATS) + 1
    assert b"signed_mou_with" in first["graph.json"]
    assert write_all(alliances, tmp_path / "shuffled", shuffled, jobs=4) == first


def write_all(alliances: Alliances, folder: Path, articles: list[Path], jobs: int = 1) -> dict[str, bytes]:
    """What is exported, drawn and shown of a graph of the articles, by the names of the files."""
    out = folder / "out"
    out.mkdir(parents=True)
    db = folder / "graph.db"
    assert alliances("load", *articles, "--db", db, "--jobs", jobs).code == 0
    for form in EXPORT_FORMATS:
        parts = ("--include", "planned", "--include", "denied", "--db", db)
        assert alliances("export", out / f"graph.{form}", "--format", form, *parts).code == 0
    assert alliances("view", "-o", out / "page.html", "--db", db).code == 0
    return {str(f.relative_to(out)): f.read_bytes() for f in sorted(out.rglob("*")) if f.is_file()}

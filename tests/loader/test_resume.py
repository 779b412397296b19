"""A load that was killed is completed by doing it again, and a second load writes nothing."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from graph.extraction import default_extractor
from graph.loader import LoadReport, load
from graph.reading import read_paths
from graph.reference import read_reference
from graph.store import Store, Tally, WriteReport, open_store

PAIRS = [("Kenya", "Ghana"), ("Japan", "Nepal"), ("Peru", "Chile"), ("Norway", "Finland"), ("Oman", "Jordan")]
SENTENCES = (
    "{0} and {1} signed a memorandum of understanding on item {n} on 3 May 20{n:02}.",
    "{0} pledged {n} million dollars in aid to {1}.",
    "The defence ministers of {0} and {1} met for the {n}th time.",
    "{0} plans to sign a trade agreement with {1}.",
)
KILLED = """
import os, signal, sys
from pathlib import Path
from graph.extraction import default_extractor
from graph.loader import load
from graph.reading import read_paths
from graph.reference import read_reference
from graph.store import open_store

def die(done):
    if done >= 20:
        os.kill(os.getpid(), signal.SIGKILL)

with open_store(Path(sys.argv[2])) as store:
    store.prepare()
    store.write_reference(read_reference())
    load(read_paths([sys.argv[1]]), store, default_extractor(), on_progress=die, batch_size=10)
"""


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("articles") / "articles.jsonl"
    with path.open("w", encoding="utf-8") as lines:
        for n in range(40):
            text = SENTENCES[n % 4].format(*PAIRS[n % 5], n=n + 1)
            record = {"id": f"a{n}", "title": "News", "text": text, "source": f"Wire {n % 3}"}
            lines.write(json.dumps(record) + "\n")
    return path


def load_into(database: Path, articles: Path) -> LoadReport:
    with open_store(database) as store:
        store.prepare()
        store.write_reference(read_reference())
        return load(read_paths([str(articles)]), store, default_extractor(), batch_size=10)


def contents(store: Store) -> dict[str, Any]:
    return {
        "articles": list(store.articles()),
        "claims": list(store.stored_claims()),
        "edges": list(store.edges()),
        "actors": list(store.actors()),
        "counts": store.counts(),
    }


def test_killed_and_done_again(tmp_path: Path, articles: Path) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(articles), str(tmp_path / "killed.db")], check=False
    )
    assert killed.returncode == -signal.SIGKILL
    report = load_into(tmp_path / "killed.db", articles)
    assert report.report.articles == Tally(new=20, unchanged=20)
    load_into(tmp_path / "whole.db", articles)
    with open_store(tmp_path / "killed.db") as store:
        once = contents(store)
    with open_store(tmp_path / "whole.db") as store:
        assert once == contents(store)
    assert once["counts"]["article"] == 40
    assert once["counts"]["asserted claim"] > 20


def test_second_load_sends_no_write(tmp_path: Path, articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_into(tmp_path / "a.db", articles)
    written: list[object] = []
    with open_store(tmp_path / "a.db") as store:
        monkeypatch.setattr(store.engine, "write", written.append)
        monkeypatch.setattr(store.engine, "declare", written.append)
        store.prepare()
        store.write_reference(read_reference())
        second = load(read_paths([str(articles)]), store, default_extractor())
        edges = sum(edge.origin != "reference" for edge in store.edges())
    assert written == []
    made = first.report.edges
    assert made == Tally(new=made.new, changed=made.changed), "an edge of two batches counts once"
    assert made.new + made.changed == edges
    assert second.report == WriteReport(
        Tally(unchanged=40), Tally(unchanged=first.report.claims.new), Tally(unchanged=edges)
    )


def test_the_order_of_articles_does_not_matter(tmp_path: Path, articles: Path) -> None:
    backwards = tmp_path / "backwards.jsonl"
    lines = articles.read_text(encoding="utf-8").splitlines(keepends=True)
    backwards.write_text("".join(reversed(lines)), encoding="utf-8")
    load_into(tmp_path / "a.db", articles)
    load_into(tmp_path / "b.db", backwards)
    with open_store(tmp_path / "a.db") as store:
        once = contents(store)
    with open_store(tmp_path / "b.db") as store:
        again = contents(store)
    for side in (once, again):
        side["articles"] = [(a.id, a.text) for a in side["articles"]]
    assert once == again

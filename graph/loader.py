"""The one place where the stages meet: articles are read, extracted from, resolved and stored.

A batch of articles is one transaction. What the store already has, unchanged and read by the same extractor,
is left alone; so a load that was killed is completed by doing it again.
"""

import multiprocessing
import signal
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol, TypeVar

from graph.errors import AllianceGraphError
from graph.extraction import Extractor
from graph.model import Article, Extraction, Problem, Status
from graph.resolution import Resolver
from graph.store import Fate, Store, Tally, WriteReport, tally

__all__ = ["BATCH_SIZE", "LoadReport", "WorkerError", "extract_each", "load"]

BATCH_SIZE = 50
"""Articles in one transaction."""
_BATCHES_AHEAD = 2  # read and being extracted while an earlier batch is written: memory stays flat
_PARCEL = 20_000  # characters sent to a process at once: postage is paid seldom, and all end nearly together
_PARCELS_AHEAD = 8  # for each process

Work = tuple[Article, Extraction] | Problem
"""What became of one article."""
_Item = TypeVar("_Item", bound=Article | Problem)


class WorkerError(AllianceGraphError):
    """A worker process died."""

    def __init__(self) -> None:
        super().__init__("a worker process died (out of memory?); `--jobs 1` reads in one process")


@dataclass(slots=True)
class LoadReport:
    """What a load did.

    `read` counts the articles that came in; `report` tells what became of them, of their claims and of the
    edges these make, and `claims_by_status` counts the claims of those that were extracted from.
    """

    read: int = 0
    report: WriteReport = field(default_factory=WriteReport)
    claims_by_status: Counter[Status] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    _edge_fates: dict[str, Fate] = field(default_factory=dict)

    def add(self, written: WriteReport) -> None:
        """Counts what one batch changed; an edge made by an earlier batch stays a new one."""
        self.report += written
        for edge, fate in written.edge_fates.items():
            both = _joined(self._edge_fates.pop(edge, None), fate)
            if both is not None:
                self._edge_fates[edge] = both

    def leave(self, articles: int, claims: int, edges: AbstractSet[str]) -> None:
        """Counts articles that the store has already."""
        self.report += WriteReport(Tally(unchanged=articles), Tally(unchanged=claims))
        for edge in edges:
            self._edge_fates.setdefault(edge, Fate.UNCHANGED)

    def count_edges(self) -> None:
        """Sums up what became of the edges, once all is written."""
        self.report = replace(self.report, edges=tally(self._edge_fates.values()))


def _joined(earlier: Fate | None, later: Fate) -> Fate | None:
    """What two batches of one load did to an edge together; None where it came and went."""
    if earlier is None or earlier is Fate.UNCHANGED:
        return later
    if earlier is Fate.NEW:
        return None if later is Fate.REMOVED else Fate.NEW
    if earlier is Fate.REMOVED:
        return Fate.CHANGED if later is Fate.NEW else Fate.REMOVED
    return Fate.REMOVED if later is Fate.REMOVED else Fate.CHANGED


def load(
    articles: Iterable[Article | Problem],
    store: Store,
    extractor: Extractor,
    *,
    on_progress: Callable[[int], None] | None = None,
    batch_size: int = BATCH_SIZE,
    jobs: int = 1,
    names: Path | None = None,
) -> LoadReport:
    """Loads articles into a prepared store, in their order; the same input makes the same graph.

    `on_progress` is told how many articles are done. `jobs` is the number of processes that extract; with
    more than one they use the packaged extractor, which must be `extractor`, with the user's `names`.

    Raises:
        WorkerError: A worker process died. What was written before stays.
        StoreError: The store failed.
    """
    done = LoadReport()
    resolver = Resolver()
    with _crew(extractor, jobs, names) as submit:
        in_flight: deque[_Batch] = deque()
        flying: Counter[str] = Counter()

        def land() -> None:
            batch = in_flight.popleft()
            flying.subtract(article.id for article in batch.articles)
            _write(batch, store, extractor.version, resolver, done)
            if on_progress:
                on_progress(done.read)

        for articles_read in _batches(articles, batch_size, done.problems):
            while in_flight and any(flying[article.id] for article in articles_read):
                land()  # the same article again, perhaps with another text: the later one must win
            completed, known = store.recall(articles_read, extractor.version)
            fresh = (article for article in completed if article.id not in known)
            work = [submit(parcel) for parcel in _parcels(fresh, _PARCEL)]
            in_flight.append(_Batch(articles_read, known, work))
            flying.update(article.id for article in articles_read)
            while in_flight and (len(in_flight) > _BATCHES_AHEAD or in_flight[0].is_done()):
                land()
        while in_flight:
            land()
    done.count_edges()
    return done


def extract_each(
    articles: Iterable[Article | Problem],
    extractor: Extractor,
    *,
    jobs: int = 1,
    names: Path | None = None,
) -> Iterator[Work]:
    """Extracts from each article, in their order, without a store; `jobs` and `names` as for `load`.

    Persons are called as their article calls them; only `load` joins them across articles.

    Raises:
        WorkerError: A worker process died.
    """
    with _crew(extractor, jobs, names) as submit:
        waiting: deque[_Promise] = deque()
        size, ahead = (1, 0) if jobs == 1 else (_PARCEL, _PARCELS_AHEAD * jobs)
        for parcel in _parcels(articles, size):
            waiting.append(submit(parcel))
            while len(waiting) > ahead:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


class _Promise(Protocol):
    """Work that is under way on a parcel; a `Future` is one."""

    def done(self) -> bool:
        """Whether nobody has to wait for it."""

    def result(self) -> list[Work]:
        """Waits for it."""


@dataclass(frozen=True, slots=True)
class _Later:
    """Work of this process, which does it when its result is asked for."""

    run: Callable[[], list[Work]]

    def done(self) -> bool:
        """There is nobody else to wait for."""
        return True

    def result(self) -> list[Work]:
        """Does it."""
        return self.run()


@dataclass(frozen=True, slots=True)
class _Batch:
    articles: list[Article]
    known: set[str]
    work: list[_Promise]

    def is_done(self) -> bool:
        return all(promise.done() for promise in self.work)


def _write(batch: _Batch, store: Store, version: str, resolver: Resolver, done: LoadReport) -> None:
    results = [_resolve(found, resolver) for promise in batch.work for found in promise.result()]
    extracted = [result for result in results if not isinstance(result, Problem)]
    done.read += len(batch.articles)
    if batch.known:
        done.leave(len(batch.known), *store.standing(batch.known))
    done.problems += [result for result in results if isinstance(result, Problem)]
    done.claims_by_status.update(claim.status for _, found in extracted for claim in found.claims)
    if extracted:
        done.add(store.write(extracted, version))


def _batches(
    items: Iterable[Article | Problem], size: int, problems: list[Problem]
) -> Iterator[list[Article]]:
    """Batches in which no article stands twice; problems are put aside."""
    batch: dict[str, Article] = {}
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
            continue
        if item.id in batch:
            yield list(batch.values())
            batch = {}
        batch[item.id] = item
        if len(batch) == size:
            yield list(batch.values())
            batch = {}
    if batch:
        yield list(batch.values())


def _parcels(items: Iterable[_Item], characters: int) -> Iterator[list[_Item]]:
    """What one process is sent at once, in order: as many as reach so many characters of text."""
    parcel: list[_Item] = []
    held = 0
    for item in items:
        parcel.append(item)
        held += 1 if isinstance(item, Problem) else len(item.text) + 1
        if held >= characters:
            yield parcel
            parcel, held = [], 0
    if parcel:
        yield parcel


# ------------------------------------------------------------------------------------------- workers


def _extract(item: Article | Problem, extractor: Extractor) -> Work:
    """One article; whatever goes wrong with it is a problem of it alone."""
    if isinstance(item, Problem):
        return item
    try:
        return item, extractor.extract(item)
    except Exception as error:  # noqa: BLE001 - one bad article never stops a load
        return _failure(item, "extraction", error)


def _resolve(work: Work, resolver: Resolver) -> Work:
    """The persons of one article by the ids that they have in every article."""
    if isinstance(work, Problem):
        return work
    article, found = work
    try:
        return article, resolver.resolve(article, found)
    except Exception as error:  # noqa: BLE001 - as above
        return _failure(article, "resolution", error)


def _failure(article: Article, stage: str, error: Exception) -> Problem:
    place = article.ref if article.path else ""
    return Problem(article.path or article.id, place, f"{stage} failed ({type(error).__name__}: {error})")


@contextmanager
def _crew(
    extractor: Extractor, jobs: int, names: Path | None
) -> Iterator[Callable[[Sequence[Article | Problem]], _Promise]]:
    """Gives a function that takes a parcel and promises the results, in its order."""
    if jobs == 1:
        yield lambda parcel: _Later(lambda: [_extract(item, extractor) for item in parcel])
        return
    # Spawned, not forked: the embedded store and the model hold threads that a fork would lose.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, _start_worker, (names,)) as pool:
        try:
            yield lambda parcel: pool.submit(_work, parcel)
        except BrokenProcessPool as error:
            raise WorkerError from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


_worker: Extractor | None = None


def _start_worker(names: Path | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that writes; it ends this one
    global _worker  # noqa: PLW0603 - a process pool offers no other place for what a worker keeps
    from graph.extraction import extractor_with  # noqa: PLC0415 - loads the model, in the worker only

    _worker = extractor_with(names)


def _work(parcel: Sequence[Article | Problem]) -> list[Work]:
    if _worker is None:
        raise WorkerError
    return [_extract(item, _worker) for item in parcel]

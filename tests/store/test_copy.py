"""A store moved to another engine and back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest

from graph.errors import StoreError, UsageError
from graph.store import Engine, JudgementKind, Store, Tally, copy, open_store
from graph.store import copying as copying_module
from graph.store.engine import Transaction

from .made import EXTRACTOR, claim, reference, told
from .watching import Watched, contents

T = TypeVar("T")


@pytest.fixture
def full(tmp_path: Path) -> Any:
    """A local store with some of everything."""
    with open_store(tmp_path / "full.db") as store:
        store.prepare()
        store.write_reference(reference("MLI ECOWAS member 1975-05-28 2025-01-29", "RUS AES observer 2024 -"))
        articles = [
            told(
                f"{n}", claim("MLI met_with RUS", via="amina-diallo", date=f"20{n}"), meet=[["MLI"], ["RUS"]]
            )
            for n in range(10, 40)
        ]
        store.write(
            [*articles, told("plan", claim("FRA member_of AES"), claim("AES established -"))], EXTRACTOR
        )
        store.judge(JudgementKind.REJECT, next(iter(store.claims())).id)
        yield store


class Failing(Watched):
    """An engine that fails at the n-th write."""

    def __init__(self, engine: Engine, at: int) -> None:
        super().__init__(engine)
        self._at = at

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Writes, or fails."""
        if self.writes == self._at:
            raise StoreError("the line went dead")
        return super().write(work)


def test_there_and_back(full: Store, store: Store, tmp_path: Path) -> None:
    told_of: list[int] = []
    copied = copy(full, store, on_progress=told_of.append)
    assert copied.new > 100
    assert copied == Tally(new=copied.new)
    assert told_of == sorted(told_of)
    assert contents(store) == contents(full)
    assert store.has_reference()
    assert [a.text for a in store.articles()] == [a.text for a in full.articles()]
    with open_store(tmp_path / "back.db") as back:
        copy(store, back)
        assert contents(back) == contents(full)
        loaded = "MATCH (a:Article) RETURN a.id AS id, a.loaded_at AS at ORDER BY id"
        assert back.engine.read(loaded) == full.engine.read(loaded)


def test_a_copy_goes_on_as_the_store_it_is_of(full: Store, store: Store) -> None:
    copy(full, store)
    more = told("more", claim("NER met_with RUS"))
    assert store.write([more], EXTRACTOR) == full.write([more], EXTRACTOR)
    assert contents(store) == contents(full)


@pytest.mark.parametrize("at", [1, 4, 9])
def test_a_copy_that_was_broken_off_is_completed(
    full: Store, store: Store, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    monkeypatch.setattr(copying_module, "_SLICE", 7)
    with pytest.raises(StoreError, match="dead"):
        copy(full, Store(Failing(store.engine, at)))
    with pytest.raises(StoreError, match="half a copy"):
        store.write([told("more", claim("NER met_with RUS"))], EXTRACTOR)
    rest = copy(full, store)
    assert rest.changed == 0
    assert contents(store) == contents(full)


def test_a_full_store_is_not_overwritten_unasked(full: Store, store: Store) -> None:
    store.write([told("own", claim("NER met_with FRA"))], EXTRACTOR)
    before = contents(store)
    with pytest.raises(UsageError, match="holds a graph already"):
        copy(full, store)
    assert contents(store) == before
    assert copy(full, store, replace=True).removed > 0
    assert contents(store) == contents(full)


def test_copying_again_writes_no_slice(full: Store, store: Store) -> None:
    copy(full, store)
    watched = Watched(store.engine)
    copied = copy(full, Store(watched), replace=True)
    assert copied == Tally(unchanged=copied.unchanged)
    assert watched.writes == 2, "only that it begins and ends"

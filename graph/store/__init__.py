"""The graph store: one logic, any database that speaks Cypher beneath it."""

from pathlib import Path

from graph.settings import StoreAddress
from graph.store.changes import Fate, Tally, WriteReport, tally
from graph.store.copying import copy
from graph.store.edges import Edge, Fact, Key
from graph.store.engine import Engine
from graph.store.judgements import Judgement, JudgementKind
from graph.store.store import Contradiction, Store, StoredClaim

__all__ = [
    "Contradiction",
    "Edge",
    "Engine",
    "Fact",
    "Fate",
    "Judgement",
    "JudgementKind",
    "Key",
    "Store",
    "StoredClaim",
    "Tally",
    "WriteReport",
    "copy",
    "open_engine",
    "open_store",
    "tally",
]


def open_engine(address: StoreAddress) -> Engine:
    """The engine of an address: a folder opens the embedded one, a server's address the driver.

    Raises:
        StoreUnavailableError: It cannot be opened or reached.
        StoreLockedError: The folder is open in another process.
    """
    if isinstance(address, Path):
        from graph.store.arcade import ArcadeEngine  # noqa: PLC0415 - loads the engine

        return ArcadeEngine(address)
    from graph.store.bolt import BoltEngine  # noqa: PLC0415 - loads the driver

    return BoltEngine(address)


def open_store(address: StoreAddress, *, keep_text: bool = True) -> Store:
    """The store at an address, to be used in a `with`.

    Raises:
        StoreUnavailableError: It cannot be opened or reached.
        StoreLockedError: The folder is open in another process.
    """
    return Store(open_engine(address), keep_text=keep_text)

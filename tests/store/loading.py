"""Loads made-up articles in small batches, and says so after each, until it is done or killed.

    python -m tests.store.loading PLACE NUMBER…

PLACE is as for `--db`; a server's password is in NEO4J_PASSWORD. The numbers say which articles, in order.
"""

import sys

from graph.errors import StoreUnavailableError
from graph.settings import store_address
from graph.store import bolt, open_store
from graph.store.changes import sliced

from .made import EXTRACTOR, crowd

BATCH = 5


def main(place: str, numbers: list[int]) -> None:
    """Loads them."""
    bolt._RETRY_SECONDS = 2.0
    with open_store(store_address(place)) as store:
        store.prepare()
        for some in sliced(numbers, BATCH):
            articles = [article for n in some for article in crowd(n, n + 1)]
            store.write(articles, EXTRACTOR)
            sys.stdout.write(f"{len(some)}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    try:
        main(sys.argv[1], [int(n) for n in sys.argv[2:]])
    except StoreUnavailableError as error:
        sys.exit(f"store: {error}")

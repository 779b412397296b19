"""Every error that a caller may meet.

    AllianceGraphError
    ├── UsageError            what was asked for cannot be done (an unknown name, options that conflict)
    │   └── UnknownNameError  a name that means no actor
    ├── ReferenceDataError    a file of reference facts is not well-formed
    ├── ResourceError         a packaged file is missing
    └── StoreError            the graph store
        ├── StoreUnavailableError  cannot be opened or reached
        ├── StoreLockedError       an embedded store is open in another process
        └── QueryError             a statement was refused

Faults of the *input* are no exceptions: they are `graph.model.Problem` values, so that one bad article
never stops a load.
"""

from pathlib import Path

__all__ = [
    "AllianceGraphError",
    "QueryError",
    "ReferenceDataError",
    "ResourceError",
    "StoreError",
    "StoreLockedError",
    "StoreUnavailableError",
    "UnknownNameError",
    "UsageError",
]


class AllianceGraphError(Exception):
    """Base of all errors raised on purpose; its text is fit to be shown to a user as it is."""


class UsageError(AllianceGraphError):
    """What was asked for cannot be done; the text says what would work."""


class UnknownNameError(UsageError):
    """A name that means no country, bloc or minister."""

    def __init__(self, name: str, near: tuple[str, ...] = ()) -> None:
        self.name = name
        self.near = near
        hint = f"; near to it: {', '.join(near)}" if near else ""
        super().__init__(f"no country, bloc or minister is called {name!r}{hint}")


class ReferenceDataError(AllianceGraphError):
    """A file of reference facts breaks its schema."""

    def __init__(self, file: Path | str, place: str, reason: str) -> None:
        self.file = str(file)
        self.place = place
        self.reason = reason
        super().__init__(f"{file}, {place}: {reason}")


class ResourceError(AllianceGraphError):
    """A file that is packaged with the project is not there."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"the installation lacks {name}; install alliance-graph again")


class StoreError(AllianceGraphError):
    """The graph store failed."""


class StoreUnavailableError(StoreError):
    """The store cannot be opened or reached."""


class StoreLockedError(StoreUnavailableError):
    """An embedded store is open in another process."""

    def __init__(self, path: Path | str) -> None:
        self.path = str(path)
        super().__init__(
            f"{path} is open in another process; wait until that ends, "
            "or use a Neo4j server (NEO4J_URI) to share a graph"
        )


class QueryError(StoreError):
    """A Cypher statement was refused or failed."""

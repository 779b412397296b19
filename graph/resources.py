"""The only reader of the files that are packaged with the project: `cypher/` and `seeds/`.

In a wheel they lie inside the package (`graph/_cypher`, `graph/_seeds`), in a checkout beside it.
"""

from pathlib import Path

from graph.errors import ResourceError

__all__ = ["resource"]

_PACKAGE = Path(__file__).parent


def resource(name: str) -> Path:
    """The path of a packaged file or folder, such as `seeds/reference` or `cypher/queries`.

    Raises:
        ResourceError: There is no such file.
    """
    head, _, rest = name.partition("/")
    for folder in (_PACKAGE / f"_{head}", _PACKAGE.parent / head):
        path = folder / rest if rest else folder
        if path.exists():
            return path
    raise ResourceError(name)

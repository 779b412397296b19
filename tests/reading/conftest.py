"""A way to read what a test has just written."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.model import Article, Problem
from graph.reading import read_paths

Read = Callable[..., list[Article | Problem]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Writes the content to a file of that name and reads it."""

    def write_and_read(name: str, content: str | bytes, **options: Any) -> list[Article | Problem]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(read_paths([str(path)], **options))

    return write_and_read

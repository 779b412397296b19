"""Running commands as a shell would see them."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from graph.cli import run
from graph.cli.console import _console


@dataclass(frozen=True, slots=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


Alliances = Callable[..., Done]


@pytest.fixture
def alliances(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Alliances:
    """Runs a command in this process; no server that the environment names is ever touched."""
    for name in (
        "NEO4J_URI",
        "NEO4J_USERNAME",
        "NEO4J_PASSWORD",
        "NEO4J_DATABASE",
        "ALLIANCES_NAMES",
        "ALLIANCES_TRACEBACK",
    ):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: object) -> Done:
        capsys.readouterr()
        _console.cache_clear()
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Done(code, out, err)

    return call

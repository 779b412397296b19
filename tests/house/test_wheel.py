"""What goes into the wheel."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    build = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", build, str(folder)], cwd=ROOT, check=True, capture_output=True, text=True
    )
    with zipfile.ZipFile(folder / done.stdout.split()[-1]) as wheel:
        return set(wheel.namelist())


def test_code_and_data_are_in(names: set[str]) -> None:
    for wanted in ("graph/py.typed", "graph/cli/__init__.py", "graph/_seeds/reference/memberships/NATO.csv"):
        assert wanted in names
    assert any(n.startswith("graph/_cypher/") for n in names)
    assert any(n.startswith("graph/_seeds/articles/") for n in names)


def test_nothing_else_is_in(names: set[str]) -> None:
    assert {n.split("/")[0] for n in names if ".dist-info/" not in n} == {"graph"}
    assert not [n for n in names if n.endswith((".pyc", ".db"))]

"""A machine without Docker, Java and Maven: the tests that need a server are left out, in one line."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_what_is_left_out_is_said_in_one_line(tmp_path: Path) -> None:
    hidden = {"CI", "ALLIANCES_TEST_NEO4J_URI"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "tests/store/test_unavailable.py", "-k", "wrong or file"],
        cwd=ROOT,
        env=environment | {"PATH": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    told = [line for line in done.stdout.splitlines() if "no Neo4j" in line]
    assert len(told) == 1
    assert told[0].startswith("left out: 4 tests; no Neo4j: no Docker engine answers, no ")

"""The project's own files hold together."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
TOP_LEVEL = {
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "cypher",
    "docker-compose.yml",
    "graph",
    "pyproject.toml",
    "seeds",
    "tests",
    "uv.lock",
}

pytestmark = pytest.mark.skipif(not (ROOT / "pyproject.toml").exists(), reason="needs the checkout")


@pytest.fixture(scope="module")
def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True)
    return listed.stdout.splitlines()


def test_nothing_else_stands_at_the_top() -> None:
    top = {path.split("/")[0] for path in tracked()}
    assert {name for name in top if not name.startswith(".")} == TOP_LEVEL


def test_every_dependency_has_a_lower_bound(pyproject: dict[str, Any]) -> None:
    project = pyproject["project"]
    listed = [*project["dependencies"], *(d for e in project["optional-dependencies"].values() for d in e)]
    assert [d for d in listed if not re.search(r">=|==", d)] == []


def test_the_lock_names_the_public_index_only() -> None:
    lock = (ROOT / "uv.lock").read_text(encoding="utf-8")
    assert set(re.findall(r"https?://([^/\"]+)", lock)) == {"pypi.org", "files.pythonhosted.org"}


def test_the_lock_holds_every_dependency(pyproject: dict[str, Any]) -> None:
    locked = {p["name"] for p in tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]}
    project = pyproject["project"]
    listed = [*project["dependencies"], *(d for e in project["optional-dependencies"].values() for d in e)]
    names = {re.split(r"[<>=\[;]", d)[0].strip().replace("_", "-").lower() for d in listed}
    assert names <= locked


def test_no_python_lies_among_the_data() -> None:
    assert [p for p in tracked() if p.startswith(("cypher/", "seeds/")) and p.endswith(".py")] == []


def test_compose_file_is_valid() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "check_jsonschema",
            "--builtin-schema",
            "vendor.compose-spec",
            str(ROOT / "docker-compose.yml"),
        ],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_compose_server_is_closed_to_others() -> None:
    import yaml

    server = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]["neo4j"]
    assert re.fullmatch(r"neo4j:5\.26\.\d+-community", server["image"])
    assert all(port.startswith("127.0.0.1:") for port in server["ports"])
    assert server["environment"]["NEO4J_AUTH"].startswith("neo4j/${NEO4J_PASSWORD:?")
    assert server["environment"]["NEO4J_dbms_security_allow__csv__import__from__file__urls"] == "false"
    assert server["healthcheck"]["test"]
    assert server["volumes"]


def test_version_stands_in_the_changelog(pyproject: dict[str, Any]) -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## \[(.+?)\]", changelog, re.MULTILINE)
    assert versions[0] == "Unreleased"
    assert pyproject["project"]["version"] in versions or "Unreleased" in versions


def test_make_targets_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z0-9-]+):.*##", makefile, re.MULTILINE))
    assert {"demo", "test", "check", "format", "bench", "eval", "neo4j", "neo4j-stop", "clean"} <= targets


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    targets = [t for t in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in t]
    assert [t for t in targets if not (ROOT / t).exists()] == []


def test_tests_read_nothing_outside_the_repository() -> None:
    outside = re.compile(r"\.\./shared|/(?:home|root|work)/")
    here = Path(__file__).relative_to(ROOT).as_posix()
    paths = [p for p in tracked() if p.endswith((".py", ".toml", ".json", ".md")) and p != here]
    found = [p for p in paths if outside.search((ROOT / p).read_text(encoding="utf-8"))]
    assert found == []

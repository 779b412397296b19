"""Every command explains itself, the README agrees, and help starts at once."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

from graph.cli import app

from .conftest import Alliances

ROOT = Path(__file__).parents[2]
GROUPS = {group.name: group.typer_instance for group in app.registered_groups if group.name}
COMMANDS = {
    command.name or command.callback.__name__ for command in app.registered_commands if command.callback
} | set(GROUPS)
HEAVY = ("arcadedb", "en_core_web_sm", "neo4j", "networkx", "numpy", "pyvis", "spacy", "thinc", "trafilatura")


def test_the_commands() -> None:
    expected = set(
        "check-reference compare contradictions copy cypher demo doctor eval explain export extract init "
        "judge load members name query remove report show site verify view".split()
    )
    assert expected == COMMANDS


def test_help_lists_every_command(alliances: Alliances) -> None:
    done = alliances("--help")
    assert done.code == 0
    assert "Exit codes" in done.out
    for name in COMMANDS:
        assert re.search(rf"^  {name} ", done.out, re.MULTILINE), name


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_command_has_help_with_examples(alliances: Alliances, name: str) -> None:
    done = alliances(name, "--help")
    assert done.code == 0
    assert f"Usage: alliances {name}" in done.out
    examples = re.findall(r"^ +.*alliances ([\w-]+)", done.out.split("Examples:")[1], re.MULTILINE)
    assert examples
    assert name in examples


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_option_is_explained(name: str) -> None:
    command = typer.main.get_command(app).commands[name]  # type: ignore[attr-defined]
    unexplained = [p.name for p in command.params if not getattr(p, "help", None)]
    assert unexplained == []


def test_readme_lists_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `alliances ([\w-]+)`", readme, re.MULTILINE)) == COMMANDS


@pytest.mark.parametrize("name", ["README.md", "docker-compose.yml", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_documents_use_options_that_exist(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    for command, rest in re.findall(r"alliances ([a-z]+(?:-[a-z]+)*)([^\n`#|]*)", text):
        assert command in commands, command
        known = {o for p in commands[command].params for o in p.opts} | {"--help"}
        assert set(re.findall(r"(?<!\w)--?[a-z-]+", rest)) - {"-"} <= known, (command, rest)


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom graph.cli import run\nrun(['--help'])\nrun(['load', '--help'])\n"
        "print('LOADED', *sorted({m.split('.')[0] for m in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    loaded = set(done.stdout.split("LOADED")[1].split())
    assert not loaded & set(HEAVY)


def test_version(alliances: Alliances) -> None:
    assert re.fullmatch(r"alliances \d+\.\d+\.\d+\S*\n", alliances("--version").out)

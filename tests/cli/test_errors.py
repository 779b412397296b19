"""Wrong use ends in a line or two and the right exit code, never in a traceback."""

import io
import re
from pathlib import Path

import pytest

from graph.cli import run
from graph.cli.console import plain
from graph.errors import StoreLockedError

from .conftest import Alliances


@pytest.mark.parametrize(
    "arguments",
    [
        ("laod",),
        ("load",),
        ("load", "x", "--limit", "0"),
        ("load", "x", "--nonsense"),
        ("extract", "x", "--jobs", "many"),
        ("eval",),
        ("eval", "x", "--only", "third"),
        ("show",),
    ],
)
def test_wrong_use(alliances: Alliances, arguments: tuple[str, ...]) -> None:
    done = alliances(*arguments)
    assert done.code == 2
    assert done.out == ""
    assert done.err.startswith("alliances: ")
    assert 1 <= len(done.err.splitlines()) <= 2


def test_no_command_is_a_question_for_help(alliances: Alliances) -> None:
    done = alliances()
    assert done.code == 0
    assert "Commands:" in done.out


def test_no_graph_yet(alliances: Alliances, tmp_path: Path) -> None:
    for arguments in (("show", "Mali"), ("view",), ("verify",), ("remove", "x")):
        done = alliances(*arguments, "--db", tmp_path / "none.db")
        assert done.code == 3
        assert "alliances load PATH" in done.err
        assert len(done.err.splitlines()) == 1
    assert not (tmp_path / "none.db").exists()


def test_eval_of_a_folder_without_annotations(alliances: Alliances, tmp_path: Path) -> None:
    done = alliances("eval", tmp_path)
    assert done.code == 2
    assert "annotations" in done.err


def test_a_locked_store(alliances: Alliances, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object) -> None:
        raise StoreLockedError(tmp_path)

    monkeypatch.setattr("graph.store.open_store", locked)
    done = alliances("show", "Mali", "--db", tmp_path)
    assert done.code == 3
    assert "open in another process" in done.err


def test_an_internal_fault_is_one_line(
    alliances: Alliances, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        message = "boom"
        raise ZeroDivisionError(message)

    monkeypatch.setattr("graph.store.open_store", broken)
    done = alliances("show", "Mali", "--db", tmp_path)
    assert done.code == 4
    assert "ZeroDivisionError: boom" in done.err
    assert "Traceback" not in done.err
    monkeypatch.setenv("ALLIANCES_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        run(["show", "Mali", "--db", str(tmp_path)])


def test_stopped(alliances: Alliances, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("graph.store.open_store", stop)
    assert alliances("show", "Mali", "--db", tmp_path).code == 130


def test_standard_input_needs_a_format(alliances: Alliances, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Kenya and Ghana met.")))
    done = alliances("extract", "-")
    assert done.code in {1, 2}
    assert "--format" in done.err


def test_plain_keeps_letters_and_drops_controls() -> None:
    assert plain("Malí\n\tسلام \x1b[31m\u202e") == "Malí\n\tسلام [31m"


def test_no_colour_when_asked_not_to(
    alliances: Alliances, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Kenya and Ghana signed a treaty.", encoding="utf-8")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[[\d;]*3\d", alliances("extract", path).out)

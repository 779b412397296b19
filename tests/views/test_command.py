"""`alliances view`, and pictures by a browser without a window."""

import json
from pathlib import Path

import pytest

from graph.cli import run
from graph.errors import UsageError
from graph.views import write_page
from graph.views.pictures import find_browser, take_picture
from tests.views.synthetic import sahel


def test_view_writes_a_page(database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.html"
    capsys.readouterr()
    options = ["--title", "Two <states>", "--theme", "dark", "--include", "planned", "--around", "Mali"]
    assert run(["view", "--db", str(database), "-o", str(page), *options, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["page"] == str(page)
    assert told["actors"] >= 2
    html = page.read_text(encoding="utf-8")
    assert "<title>Two &lt;states&gt;</title>" in html
    assert 'data-theme="dark"' in html


@pytest.mark.parametrize(
    "options",
    [
        ["--since", "yesterday"],
        ["--around", "Atlantis"],
        ["--relation", "is_fond_of"],
        ["--theme", "pink"],
        ["--include", "rumoured"],
        ["--region", "Nowhere"],
        ["--png", "page.jpeg"],
        ["-o", "no/such/folder/page.html"],
    ],
)
def test_view_refuses_what_makes_no_sense(
    database: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    options: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["view", "--db", str(database), *options]) == 2
    told = capsys.readouterr().err
    assert told.startswith("alliances: ")
    assert "Traceback" not in told


@pytest.mark.skipif(find_browser() is None, reason="no Chromium or Chrome here")
def test_take_picture(tmp_path: Path) -> None:
    from PIL import Image

    page = tmp_path / "page.html"
    write_page(sahel(), page)
    take_picture(page, tmp_path / "page.svg")
    assert ">Burkina Faso</text>" in (tmp_path / "page.svg").read_text(encoding="utf-8")
    take_picture(page, tmp_path / "map.png", face="map", width=800, height=500)
    with Image.open(tmp_path / "map.png") as picture:
        assert picture.width == 1600


def test_take_picture_needs_a_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="needs Chromium"):
        take_picture(tmp_path / "page.html", tmp_path / "page.png")

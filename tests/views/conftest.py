"""A browser, and pages opened in it under watch."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph.cli import run
from graph.views import write_page
from tests.views.synthetic import Projection

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Dialog, Error, Page, Request

_FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


def _chromium() -> str | None:
    named = os.environ.get("ALLIANCES_TEST_CHROMIUM")
    return (
        named or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    )


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Chromium without a window, or a skip where there is none."""
    program = _chromium()
    if program is None:
        pytest.skip("no Chromium here: apt-get install chromium, or set ALLIANCES_TEST_CHROMIUM")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, kept in a folder that git ignores; npm fetches it the first time."""
    folder = Path(__file__).parents[2] / ".cache" / "npm"
    source = folder / "node_modules" / "axe-core" / "axe.min.js"
    if not source.exists():
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip("no npm here to fetch axe-core with")
        folder.mkdir(parents=True, exist_ok=True)
        command = [npm, "install", "--prefix", str(folder), "--no-save", "--silent", "axe-core@4.14.1"]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    return source.read_text(encoding="utf-8")


@dataclass
class Watched:
    """Everything a page did that a page must not do."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)


@contextmanager
def _watch(page: "Page") -> Iterator[None]:
    """Fails at the end on any request, error or dialog."""
    watched = Watched()

    def on_console(message: "ConsoleMessage") -> None:
        if message.type in {"error", "warning"}:
            watched.errors.append(message.text)

    def on_request(request: "Request") -> None:
        if not request.url.startswith(("file:", "data:", "blob:")):
            watched.requests.append(request.url)

    def on_dialog(dialog: "Dialog") -> None:
        watched.dialogs.append(dialog.message)
        dialog.dismiss()

    def on_page_error(error: "Error") -> None:
        watched.errors.append(str(error))

    listeners: dict[Any, Callable[..., None]] = {
        "pageerror": on_page_error,
        "console": on_console,
        "request": on_request,
        "dialog": on_dialog,
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    yield
    page.goto("about:blank")
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    assert watched == Watched()


@pytest.fixture(scope="session")
def tab(browser: "Browser") -> Iterator["Page"]:
    """One tab for all pages: the scripts that they share are compiled once."""
    page = browser.new_page(accept_downloads=True)
    yield page
    page.close()


Opener = Callable[..., "Page"]


@pytest.fixture
def open_page(tab: "Page", tmp_path: Path) -> Iterator[Opener]:
    """Writes the page of a projection and opens it; at the end nothing forbidden may have happened."""

    def opener(
        projection: Projection,
        *,
        at: str = "",
        size: tuple[int, int] = (1400, 900),
        scheme: Any = "light",
        **options: Any,
    ) -> "Page":
        path = tmp_path / "page.html"
        write_page(projection, path, **options)
        tab.set_viewport_size({"width": size[0], "height": size[1]})
        tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        tab.goto(path.as_uri() + at)
        tab.wait_for_selector("html[data-ready=yes]", timeout=30_000)
        return tab

    with _watch(tab):
        yield opener


ARTICLE = (
    "Mali and Russia sign a memorandum\n\nBAMAKO, 3 May 2024 - Mali and Russia signed a memorandum of "
    "understanding on energy on Friday. Niger plans to sign an agreement with Türkiye next year.\n"
)


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small graph of one article, for commands that only read."""
    folder = tmp_path_factory.mktemp("graph")
    article = folder / "article.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("NEO4J_URI", raising=False)
        assert run(["load", str(article), "--published", "2024-05-04", "--db", str(folder / "graph.db")]) == 0
    return folder / "graph.db"

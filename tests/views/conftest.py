"""A browser, and pages opened in it under watch."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph.views import write_page
from tests.views.synthetic import Projection

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request

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
    """A page with everything it did that a page must not do."""

    page: "Page"
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def check(self) -> None:
        """Fails on any request, error or dialog."""
        assert (self.requests, self.errors, self.dialogs) == ([], [], [])


def _watch(page: "Page") -> Watched:
    watched = Watched(page)

    def on_console(message: "ConsoleMessage") -> None:
        if message.type in {"error", "warning"}:
            watched.errors.append(message.text)

    def on_request(request: "Request") -> None:
        if not request.url.startswith(("file:", "data:", "blob:")):
            watched.requests.append(request.url)

    def on_dialog(dialog: "Dialog") -> None:
        watched.dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("pageerror", lambda error: watched.errors.append(str(error)))
    page.on("console", on_console)
    page.on("request", on_request)
    page.on("dialog", on_dialog)
    return watched


Opener = Callable[..., "Page"]


@pytest.fixture
def open_page(browser: "Browser", tmp_path: Path) -> Iterator[Opener]:
    """Writes the page of a projection and opens it; at the end nothing forbidden may have happened."""
    opened: list[Watched] = []

    def opener(
        projection: Projection,
        *,
        at: str = "",
        size: tuple[int, int] = (1400, 900),
        scheme: Any = "light",
        **options: Any,
    ) -> "Page":
        path = tmp_path / f"page-{len(opened)}.html"
        write_page(projection, path, **options)
        page = browser.new_page(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            reduced_motion="reduce",
            accept_downloads=True,
        )
        opened.append(_watch(page))
        page.goto(path.as_uri() + at)
        page.wait_for_selector("html[data-ready=yes]", timeout=30_000)
        return page

    yield opener
    for watched in opened:
        watched.page.close()
        watched.check()

"""A page as a picture, taken by an installed Chromium or Chrome that opens it without a window."""

import base64
import binascii
import html
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from graph.errors import UsageError

__all__ = ["find_browser", "take_picture"]

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_PICTURE = re.compile(r'<pre id="picture">(.*?)</pre>', re.DOTALL)
_PATIENCE = 120
"""Seconds for the browser."""
_BUDGETS = (10_000_000, 100_000_000, 1_000_000_000)
"""Milliseconds of the page's own clock, which runs ahead while the page waits for what it unpacks."""


def find_browser() -> str | None:
    """The first browser of the Chromium family on the path."""
    return next((found for name in _BROWSERS if (found := shutil.which(name))), None)


def take_picture(
    page: Path, path: Path, *, face: str = "network", width: int = 1600, height: int = 1000
) -> None:
    """Writes what a page shows, with its title and legend, as SVG or PNG (after the path's suffix).

    Args:
        page: A page of `graph.views.write_page`.
        path: Where the picture goes: `….svg` or `….png`.
        face: `network` or `map`.
        width: Of the drawing, in pixels; a PNG has twice as many.
        height: As `width`, without the title and legend below.

    Raises:
        UsageError: The suffix is another one, there is no browser, it failed, or the file cannot be written.
    """
    form = path.suffix.lower().lstrip(".")
    if form not in {"svg", "png"}:
        raise UsageError(f"pictures are .svg or .png, not {path.name}")
    program = find_browser()
    if program is None:
        raise UsageError(
            "a picture needs Chromium or Chrome, and none is here; the page itself has buttons for it"
        )
    address = f"{page.resolve().as_uri()}#face={face}&picture={form}"
    dumps = (_dump(program, address, width, height, budget) for budget in _BUDGETS)
    found = next((picture for dump in dumps if (picture := _PICTURE.search(dump))), None)
    if found is None:
        raise UsageError(f"{Path(program).name} could not draw {page}")
    text = html.unescape(found[1])
    try:
        content = text.encode() if form == "svg" else base64.b64decode(text, validate=True)
        path.write_bytes(content)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from error
    except binascii.Error as error:
        raise UsageError(f"{Path(program).name} could not draw {page}") from error


def _dump(program: str, address: str, width: int, height: int, budget: int) -> str:
    """What the document holds after the page has drawn itself; no profile of the user is touched."""
    with tempfile.TemporaryDirectory(prefix="alliances-") as profile:
        command = [
            program,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--no-first-run",
            f"--user-data-dir={profile}",
            f"--window-size={width + _SIDES},{height + _TOP}",
            f"--virtual-time-budget={budget}",
            "--dump-dom",
            address,
        ]
        try:
            done = subprocess.run(  # noqa: S603 - a browser of the user's own, no shell
                command, capture_output=True, text=True, timeout=_PATIENCE, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise UsageError(f"{Path(program).name} could not draw the page: {error}") from error
    return done.stdout


_SIDES, _TOP = 612, 56
"""What the panels beside the picture and the head above it take, in pixels."""

"""The budgets of the page, measured in Chromium beside a page of stock pyvis with the same data.

    python tests/bench/views/pages.py [--without-stock] [--rounds N]

Every figure is the median of the rounds. Fails over a must of the budgets; the aims are printed beside.
"""

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[3]))

from graph.views import write_page
from tests.views.synthetic import Projection, synthetic

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@dataclass(frozen=True, slots=True)
class Budget:
    """What a figure must not exceed, and what it should reach."""

    must: float
    aim: float
    unit: str


SMALL = {
    "ready": Budget(1200, 500, "ms"),
    "file": Budget(1.2, 0.6, "MB"),
    "filter": Budget(60, 16, "ms"),
    "evidence": Budget(200, 50, "ms"),
    "frame": Budget(40, 16, "ms"),
}
LARGE = {
    "ready": Budget(2500, 1000, "ms"),
    "file": Budget(3.5, 1.5, "MB"),
    "frame": Budget(120, 33, "ms"),
}

_FILTER = """() => new Promise((done) => {
  const box = document.querySelector('#relations input');
  const begun = performance.now();
  const told = () => done(performance.now() - begun);
  document.addEventListener('painted', () => requestAnimationFrame(() => setTimeout(told)), {once: true});
  box.click();
})"""

_EVIDENCE = """() => new Promise((done) => {
  const row = document.querySelector('#panel button.news');
  const begun = performance.now();
  const watch = new MutationObserver(() => {
    if (!document.querySelector('#panel blockquote')) return;
    watch.disconnect();
    requestAnimationFrame(() => done(performance.now() - begun));
  });
  watch.observe(document.querySelector('#panel'), {childList: true, subtree: true});
  row.click();
})"""

_FRAMES = """() => {
  window.gaps = [];
  let last = performance.now();
  const next = (now) => {
    window.gaps.push(now - last);
    last = now;
    window.counting && requestAnimationFrame(next);
  };
  window.counting = true;
  requestAnimationFrame((now) => { last = now; requestAnimationFrame(next); });
}"""


_SETTLED = "window.network && document.querySelector('#loadingBar')?.style.display === 'none'"


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without-stock", action="store_true", help="leave out the page of stock pyvis")
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    parser.add_argument("--patience", type=float, default=240, metavar="SECONDS", help="for stock pyvis")
    options = parser.parse_args()
    over = []
    with tempfile.TemporaryDirectory() as folder, _browser() as browser:
        for size, budgets in (((260, 3000), SMALL), ((2000, 20000), LARGE)):
            projection = synthetic(*size)
            figures = _measure(browser, projection, Path(folder), options.rounds)
            over += _report(size, figures, budgets)
        if not options.without_stock:
            _report_stock(browser, synthetic(260, 3000), Path(folder), options.patience)
    if over:
        sys.exit(f"over the must: {', '.join(over)}")


@contextmanager
def _browser() -> Iterator["Browser"]:
    from playwright.sync_api import sync_playwright

    program = os.environ.get("ALLIANCES_TEST_CHROMIUM") or shutil.which("chromium")
    if program is None:
        sys.exit("no Chromium here")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        yield browser
        browser.close()


def _report(size: tuple[int, int], figures: dict[str, float], budgets: dict[str, Budget]) -> list[str]:
    print(f"{size[0]:,} actors, {size[1]:,} relations")
    over = []
    for name, figure in figures.items():
        budget = budgets.get(name)
        told = (
            f"  {name:22} {figure:8.2f}" if budget and budget.unit == "MB" else f"  {name:22} {figure:8.0f}"
        )
        if budget:
            verdict = "aim reached" if figure <= budget.aim else "held" if figure <= budget.must else "OVER"
            told += f" {budget.unit}  (must {budget.must:g}, aim {budget.aim:g}: {verdict})"
            if figure > budget.must:
                over.append(f"{name} of {size[0]:,}/{size[1]:,}")
        print(told)
    return over


def _measure(browser: "Browser", projection: Projection, folder: Path, rounds: int) -> dict[str, float]:
    path = folder / "page.html"
    begun = time.perf_counter()
    write_page(projection, path)
    written = (time.perf_counter() - begun) * 1000
    watched: list[str] = []
    taken: dict[str, list[float]] = {
        "ready": [],
        "filter": [],
        "evidence": [],
        "frame": [],
        "frame, 95 %": [],
    }
    for _ in range(rounds):
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.on("request", lambda r: watched.append(r.url) if r.url.startswith("http") else None)
        page.on("pageerror", lambda error: watched.append(str(error)))
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-ready=yes]", timeout=60_000)
        taken["ready"].append(page.evaluate("performance.getEntriesByName('ready')[0].startTime"))
        page.wait_for_timeout(500)
        taken["evidence"].append(page.evaluate(_EVIDENCE))
        page.keyboard.press("Escape")
        page.wait_for_timeout(300)
        for _ in range(5):  # off and on again
            taken["filter"].append(page.evaluate(_FILTER))
            page.wait_for_timeout(250)
        gaps = _pan(page)
        taken["frame"].append(statistics.median(gaps))
        taken["frame, 95 %"].append(sorted(gaps)[int(len(gaps) * 0.95)])
        page.close()
    figures = {name: statistics.median(values) for name, values in taken.items()}
    size = path.stat().st_size / 1e6
    return {**figures, "file": size, "written in": written, "requests and errors": len(watched)}


def _pan(page: "Page", *, at: tuple[int, int] = (660, 480)) -> list[float]:
    """Milliseconds between frames while the picture is dragged about."""
    page.mouse.move(*at)
    page.mouse.down()
    page.evaluate(_FRAMES)
    for step in range(60):
        page.mouse.move(at[0] + 3 * (step % 30), at[1] + 2 * (step % 20))
        page.wait_for_timeout(8)
    page.mouse.up()
    gaps: list[float] = page.evaluate("() => { window.counting = false; return window.gaps; }")
    return gaps or [float("inf")]


def _report_stock(browser: "Browser", projection: Projection, folder: Path, patience: float) -> None:
    """The same data through pyvis as it comes, its libraries in the page."""
    from playwright.sync_api import Error as PlaywrightError
    from pyvis.network import Network

    make: Callable[..., Any] = Network
    net = make(directed=True, cdn_resources="in_line", height="900px")
    for key, data in projection.nodes(data=True):
        net.add_node(key, label=data["name"])
    for one, other, data in projection.edges(data=True):
        net.add_edge(one, other, title=data["relation"])
    path = folder / "stock.html"
    path.write_text(net.generate_html(), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url) if r.url.startswith("http") else None)
    page.route("http*://**", lambda route: route.abort())
    print(f"stock pyvis, the same {len(net.nodes)} and {len(net.edges):,}")
    begun = time.perf_counter()
    page.goto(path.as_uri(), wait_until="commit")
    try:
        page.wait_for_function(_SETTLED, timeout=patience * 1000)
        print(f"  first picture          {(time.perf_counter() - begun) * 1000:8.0f} ms")
        print(f"  frame                  {statistics.median(_pan(page)):8.0f} ms")
    except PlaywrightError as error:
        print(f"  no picture within {patience:.0f} s ({type(error).__name__})")
    print(f"  file                   {path.stat().st_size / 1e6:8.2f} MB")
    print(f"  requests               {len(asked):8}")
    page.close()


if __name__ == "__main__":
    main()

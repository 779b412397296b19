"""What articles say is text, wherever it stands: no markup of theirs ever runs."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from graph.views import page_html
from tests.views.conftest import Opener
from tests.views.synthetic import Projection, bloc, country, edge, evidence, finished, minister, one_node

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAYLOADS = {
    "script": "<script>alert(1)</script>",
    "end of script": "</script><script>alert(1)</script>",
    "image": '<img src=x onerror="alert(1)">',
    "attribute": '" autofocus onfocus="alert(1)" x="',
    "quote": "'-alert(1)-'",
    "template": "{{ 7 * 7 }}{% for x in y %}${alert(1)}",
    "comment": "<!--<script>",
    "svg": "<svg/onload=alert(1)>",
    "turned": "\u202egnitirw denrut\u2066\u200f",
    "control": "nul\x00bell\x07escape\x1b[31m",
    "surrogate": "lone \ud800 half",
    "separators": "line\u2028paragraph\u2029end",
    "long": "A" * 10_000,
    "href": '<a href="javascript:alert(1)">href</a>',
    "constructor": "__proto__",
}
URLS = (
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "JaVaScRiPt:alert(1)",
    "file:///etc/passwd",
)


def poisoned(payload: str, url: str = "javascript:alert(1)") -> Projection:
    """Every text field of actors, edges and evidence holds the payload."""
    p = one_node()
    country(p, "AAA", payload, payload, "Western Africa", payload)
    p.nodes["AAA"]["official_name"] = payload
    country(p, "BBB", "Other", "BB", payload)
    bloc(p, payload[:40], payload, payload, payload, payload)
    minister(p, f"m-{payload[:40]}", payload)
    fields = {
        "title": payload,
        "source": payload,
        "url": url,
        "article": payload,
        "attribution": payload,
        "office": payload,
        "detail": payload,
        "currency": payload,
        "stage": payload,
        "via": payload,
        "date": payload,
        "certainty": payload,
    }
    told = [evidence(1, payload, "2024-01-01", **fields)]
    edge(p, "AAA", "signed_mou_with", "BBB", told, since="2024-01-01", role=payload)
    edge(p, "AAA", "member_of", payload[:40], told, role=payload)
    edge(p, f"m-{payload[:40]}", "holds_office", "AAA", told, role=payload)
    return finished(p)


def go_through(page: "Page") -> None:
    """Opens everything that shows a text."""
    page.fill("#search", "a")
    page.press("#search", "Escape")
    for actor in page.locator("#panel button.actor").all()[:3]:
        actor.hover()
    page.locator("#panel button.news").first.click()
    expect(page.locator("#panel figure.quote").first).to_be_visible()
    assert page.locator("#panel figure.quote a").count() == 0  # no such address becomes a link
    page.locator("#panel h2 button.actor").first.click()
    expect(page.locator("#panel")).to_have_attribute("data-shows", "actor")
    box = page.locator("#network").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for face in ("map", "table"):
        page.click(f"[data-face={face}]")
    page.wait_for_selector("#table table")
    page.click("[data-face=network]")
    with page.expect_download():
        page.click("#save-csv")
    with page.expect_download():
        page.click("#save-svg")


@pytest.mark.parametrize("name", PAYLOADS)
def test_no_text_runs(open_page: Opener, name: str) -> None:
    page = open_page(poisoned(PAYLOADS[name]), title=PAYLOADS[name], include=["planned"])
    go_through(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("url", URLS)
def test_only_web_addresses_are_links(open_page: Opener, url: str) -> None:
    go_through(open_page(poisoned("plain", url)))


def test_saved_drawing_holds_no_markup_of_articles(open_page: Opener) -> None:
    page = open_page(poisoned('<script>alert(1)</script>&"'))
    with page.expect_download() as caught:
        page.click("#save-svg")
    drawing = caught.value.path().read_text(encoding="utf-8")
    assert "<script" not in drawing
    parsed = page.evaluate(
        "text => new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror, script')",
        drawing,
    )
    assert parsed is None


def test_table_csv_starts_no_formula(open_page: Opener) -> None:
    page = open_page(poisoned("=HYPERLINK(1)"))
    with page.expect_download() as caught:
        page.click("#save-csv")
    text = caught.value.path().read_text(encoding="utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert ",=HYPERLINK" not in text


def test_data_in_the_file_is_packed() -> None:
    html = page_html(poisoned("</script><b>bold</b>"))
    assert "<b>bold</b>" not in html

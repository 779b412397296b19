"""Pages that are read: the report, the site, the comparison of two days."""

import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from graph.cli import run
from graph.errors import UsageError
from graph.model import Article, Certainty, Claim, Evidence, Span, Status
from graph.store import StoredClaim
from graph.views.comparison import ChangeKind, compare, merge_states, state_within
from graph.views.document import web_address
from graph.views.report import report_values, write_report
from graph.views.site import write_site
from graph.views.timeline import Form, timeline
from tests.views.conftest import Opener
from tests.views.synthetic import Projection, edge, evidence, finished, one_node, sahel
from tests.views.test_injection import PAYLOADS, poisoned

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def claim(subject: str, relation: str, object_: str | None, quote: str, **fields: object) -> Claim:
    values: dict[str, object] = {
        "article": "https://news.example/1",
        "subject": subject,
        "relation": relation,
        "object": object_,
        "status": Status.ASSERTED,
        "evidence": (Evidence(quote, 0, len(quote)),),
        "subject_span": Span(0, 1),
        "object_span": Span(1, 2),
        "rule": "test",
        "extractor": "test",
        "confidence": 0.9,
        **fields,
    }
    return Claim(**values)  # type: ignore[arg-type]


CONTRADICTION = StoredClaim(
    claim("MLI", "member_of", "ECOWAS", "Mali is a member of ECOWAS.", date="2026"),
    contradicts="the reference has Mali in ECOWAS until 2025-01-29",
)
ESTABLISHED = StoredClaim(
    claim(
        "AES", "established", None, "The pact was made in 2023.", date="2023-09", detail="mutual defence pact"
    )
)


# ------------------------------------------------------------------------------------------- report


def test_report_says_everything(tmp_path: Path) -> None:
    write_report(sahel(), "NER", tmp_path / "niger.html")
    text = (tmp_path / "niger.html").read_text(encoding="utf-8")
    for wanted in (
        '<h1 dir="auto">Niger</h1>',
        "signed a memorandum with",
        "Partners over time",
        "Memberships",
        "Only planned",
        "Denied",
        "Sources",
        "https://news.example/",
    ):
        assert wanted in text
    assert "<script" not in text


def test_report_has_contradictions_and_how_a_bloc_came_about(tmp_path: Path) -> None:
    write_report(sahel(), "MLI", tmp_path / "mali.html", contradictions=[CONTRADICTION])
    assert "until 2025-01-29" in (tmp_path / "mali.html").read_text(encoding="utf-8")
    write_report(
        sahel(), "AES", tmp_path / "aes.html", contradictions=[CONTRADICTION], established=[ESTABLISHED]
    )
    text = (tmp_path / "aes.html").read_text(encoding="utf-8")
    assert "mutual defence pact" in text
    assert "Contradictions" not in text  # that one is about others


def test_report_reads_from_the_actors_side() -> None:
    values = report_values(sahel(), "AES")
    assert [group["reading"] for group in values["relations"]] == ["is offered assistance by"]
    ((title, members),) = values["memberships"]
    assert title == "Members"
    assert {edge["partner"] for edge in members} == {"MLI", "BFA", "NER"}


def test_report_of_somebody_without_relations(tmp_path: Path) -> None:
    write_report(one_node(), "MLI", tmp_path / "mali.html")
    assert "No article here tells of it." in (tmp_path / "mali.html").read_text(encoding="utf-8")


def test_report_needs_its_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot write"):
        write_report(sahel(), "MLI", tmp_path / "no" / "mali.html")


def test_timeline_puts_what_happened_in_order() -> None:
    projection = one_node()
    for i, year in enumerate(("1960", "2020", "2021", "2022", "2023", "2024") * 2):
        projection.add_node(f"X{i:02d}", kind="country", name=f"Land {i:02d}", aliases=[])
        told = [evidence(i, "They signed.", f"{year}-06-01")]
        edge(projection, "MLI", "signed_mou_with", f"X{i:02d}", told, since=f"{year}-05-01")
    broad, tall = report_values(finished(projection), "MLI")["timelines"]
    for drawn in (broad, tall):
        assert drawn["earlier"] == 2  # 1960 would squeeze the rest
        places = [mark["place"] for row in drawn["rows"] for mark in row["marks"]]
        assert all(drawn["left"] <= x <= drawn["width"] for x in places)
    assert [tick["text"] for tick in broad["ticks"]] == ["2021", "2022", "2023", "2024"]


def test_timeline_hides_no_mark_behind_another() -> None:
    """What two did on one day stands side by side, each way to be related with a mark of its own."""
    values = report_values(sahel(), "MLI")
    for drawn in values["timelines"]:
        for row in drawn["rows"]:
            places = sorted(mark["place"] for mark in row["marks"])
            assert all(b - a >= 9 for a, b in pairwise(places)), row["name"]
    assert len(set(values["shapes"].values())) == len(values["shapes"])


def test_timeline_draws_what_lasts_below_the_marks(tmp_path: Path) -> None:
    projection = one_node()
    projection.add_node("FRA", kind="country", name="France", aliases=[])
    for relation, since in (("signed_mou_with", "2023-05-01"), ("allied_with", "2022-05-01")):
        edge(projection, "MLI", relation, "FRA", [evidence(1, "They did.", since)], since=since)
    write_report(finished(projection), "MLI", tmp_path / "mali.html")
    drawing = (tmp_path / "mali.html").read_text(encoding="utf-8").partition("<svg")[2].partition("</svg>")[0]
    assert drawing.count("<rect") == 1
    assert drawing.index("<rect") < drawing.index('class="mark"')


def test_timeline_of_nothing() -> None:
    assert timeline([], {}, Form.BROAD) is None


def test_report_keeps_members_apart_from_candidates_and_from_who_left() -> None:
    projection = sahel()
    projection.add_node("SEN", kind="country", name="Senegal", aliases=[])
    edge(projection, "SEN", "member_of", "ECOWAS", role="candidate", since="2020", origin="reference")
    edge(projection, "ECOWAS", "member_of", "UN", role="observer", since="2004", origin="reference")
    found = {
        title: {e["partner"] for e in edges}
        for title, edges in report_values(projection, "ECOWAS")["memberships"]
    }
    assert found["Candidates, observers, partners"] == {"SEN"}
    assert found["Memberships"] == {"UN"}
    assert "SEN" not in found.get("Members", set())


def test_report_calls_former_what_is_over_by_the_newest_report() -> None:
    projection = sahel()
    projection.graph["newest"] = "2025-06-01"
    found = dict(report_values(projection, "MLI")["memberships"])
    assert "ECOWAS" in {e["partner"] for e in found["Former memberships, earlier periods"]}
    assert "ECOWAS" not in {e["partner"] for e in found["Memberships"]}


@pytest.mark.parametrize("name", PAYLOADS)
def test_report_shows_text_as_text(browser: "Browser", tmp_path: Path, name: str) -> None:
    path = tmp_path / "report.html"
    write_report(poisoned(PAYLOADS[name]), "AAA", path)
    page = browser.new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    page.goto(path.as_uri())
    for summary in page.locator("summary").all():
        summary.click()
    assert page.locator("script, img, iframe").count() == 0
    assert page.locator("a[href^=javascript]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert dialogs == []
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 390])
def test_documents_axe(browser: "Browser", axe: str, tmp_path: Path, scheme: Any, width: int) -> None:
    """A report that stands alone, and each kind of page of a site."""
    write_report(sahel(), "NER", tmp_path / "report.html", contradictions=[CONTRADICTION])
    made_site(tmp_path)
    article = next(path for path in (tmp_path / "articles").iterdir() if "figure" in path.read_text("utf-8"))
    page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    for path in ("report.html", "index.html", "countries/MLI.html", "blocs/AES.html", article):
        page.goto((tmp_path / path).as_uri())
        page.evaluate(axe + "; undefined")
        told = page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes[0].html]))")
        assert (path, told) == (path, [])
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_only_web_addresses_are_links() -> None:
    assert web_address("https://news.example/1") == "https://news.example/1"
    for other in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "", None, " ftp://x"):
        assert web_address(other) is None


# --------------------------------------------------------------------------------------------- site


class Links(HTMLParser):
    """The addresses that a page leads to, and the anchors of what it loads."""

    def __init__(self) -> None:
        super().__init__()
        self.hrefs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.hrefs += [value for name, value in attrs if name == "href" and value]
        assert tag not in {"link", "iframe", "object", "embed"}


def made_site(folder: Path) -> Projection:
    projection = sahel()
    articles = [
        Article(
            id=f"https://news.example/{i}", ref=str(i), title=f"Report {i}", text="", published="2024-08-15"
        )
        for i in range(10, 63)
    ]
    odd = Article(id="odd/../id?#&", ref="odd", title="<b>Odd</b>", text="", url="javascript:alert(1)")
    claims = [
        CONTRADICTION,
        ESTABLISHED,
        StoredClaim(
            claim("MLI", "signed_mou_with", "RUS", "They signed.", article="https://news.example/20")
        ),
        StoredClaim(
            claim(
                "NER",
                "signed_agreement_with",
                "TUR",
                "They may sign.",
                article="odd/../id?#&",
                status=Status.PLANNED,
                certainty=Certainty.PROBABLE,
                amount=5e6,
                currency="USD",
                via="sadio-camara",
            ),
            rejected=True,
        ),
    ]
    first = Article(id="https://news.example/1", ref="1", title="Report 1", text="")
    write_site(projection, [first, *articles, odd], claims, folder, title="Pacts <here>")
    return projection


def test_site_has_a_page_for_everything(tmp_path: Path) -> None:
    projection = made_site(tmp_path)
    pages = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.html")}
    assert {"index.html", "network.html", "countries/MLI.html", "blocs/AES.html"} <= pages
    assert "ministers/sadio-camara.html" in pages
    assert len([page for page in pages if page.startswith("articles/")]) == 55
    assert len(pages) == 2 + projection.number_of_nodes() + 55


def test_site_links_lead_somewhere(tmp_path: Path) -> None:
    made_site(tmp_path)
    for path in tmp_path.rglob("*.html"):
        links = Links()
        links.feed(path.read_text(encoding="utf-8"))
        for href in links.hrefs:
            if href.startswith("https://news.example/"):
                continue
            assert (path.parent / unquote(href)).resolve().is_file(), f"{path.name}: {href}"


def test_site_pages_say_what_articles_say(tmp_path: Path) -> None:
    made_site(tmp_path)
    odd = next(
        path for path in (tmp_path / "articles").iterdir() if "&lt;b&gt;Odd" in path.read_text("utf-8")
    )
    text = odd.read_text(encoding="utf-8")
    assert text.count("<blockquote") == 1
    for wanted in ("(only planned)", "(rejected)", "probable", "5,000,000 USD", "through Sadio Camara"):
        assert wanted in text
    assert "javascript:" not in text
    assert "<title>Pacts &lt;here&gt;</title>" in (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "mutual defence pact" in (tmp_path / "blocs" / "AES.html").read_text(encoding="utf-8")


def test_site_twice_is_the_same(tmp_path: Path) -> None:
    made_site(tmp_path / "one")
    made_site(tmp_path / "two")
    for path in (tmp_path / "one").rglob("*.html"):
        assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()


def test_site_opens_from_the_disk(browser: "Browser", tmp_path: Path) -> None:
    made_site(tmp_path)
    page = browser.new_page()
    errors: list[str] = []
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.goto((tmp_path / "index.html").as_uri())
    page.click("text=Explore the network")
    page.wait_for_selector("html[data-ready=yes]")
    page.fill("#search", "Mali")
    page.press("#search", "Enter")
    page.click("text=All about Mali")
    expect(page.locator("h1")).to_have_text("Mali")
    page.locator("summary").first.click()
    page.locator("figcaption a").first.click()
    expect(page.locator("h1")).to_contain_text("Report")
    assert errors == []
    page.close()


# ---------------------------------------------------------------------------------------- comparison


def on(day: str) -> Projection:
    """The state of the small graph on a day."""
    whole = sahel()
    state = whole.copy()
    for subject, object_, key, data in whole.edges(keys=True, data=True):
        begun = data["since_day"] or data["first_reported"] or ""
        if begun > day or (data["until_day"] and data["until_day"] <= day) or data["status"] != "asserted":
            state.remove_edge(subject, object_, key)
    return state


def test_compare_two_days() -> None:
    changes = compare(on("2023-01-01"), on("2025-06-01"))
    told = {(c.kind, c.subject, c.relation, c.object) for c in changes}
    assert (ChangeKind.APPEARED, "MLI", "member_of", "AES") in told
    assert (ChangeKind.ENDED, "MLI", "member_of", "ECOWAS") in told
    assert (ChangeKind.APPEARED, "MLI", "signed_mou_with", "RUS") in told
    assert not [c for c in changes if c.object == "UN"]
    days = [c.day for c in changes]
    assert days == sorted(days, reverse=True)


def test_compare_sees_a_change_of_role() -> None:
    before, after = one_node(), one_node()
    for state, role, since in ((before, "member", "2000"), (after, "suspended", "2020")):
        state.add_node("AU", kind="bloc", name="African Union", aliases=[])
        edge(state, "MLI", "member_of", "AU", role=role, since=since)
    (change,) = compare(before, after)
    assert change.kind is ChangeKind.CHANGED
    assert change.before is not None
    assert change.after is not None
    assert (change.before["role"], change.after["role"]) == ("member", "suspended")


def test_compare_with_itself() -> None:
    assert compare(on("2024-01-01"), on("2024-01-01")) == []


def test_states_are_seen_within_one_frame() -> None:
    frame = sahel()
    frame.remove_node("UN")
    state = state_within(frame, on("2025-06-01"))
    assert "UN" not in state
    assert state.has_node("AES")


def test_page_of_two_days(open_page: Opener) -> None:
    merged = merge_states(on("2023-01-01"), on("2025-06-01"))
    page = open_page(merged, changes={"before": "2023-01-01", "after": "2025-06-01"})
    total = page.locator("#total")
    differing = total.inner_text()
    page.click("[data-change=after]")
    page.click("[data-face=table]")
    page.wait_for_selector("#table table")
    assert "AES" in page.locator("#table").inner_text()
    page.click("[data-change=before]")
    expect(page.locator("#table")).not_to_contain_text("AES")
    assert "change=before" in page.url
    assert total.inner_text() != differing


def test_page_of_two_days_tells_what_appeared_from_what_ended(open_page: Opener) -> None:
    """A plus or a minus on the line, a column in the table."""
    merged = merge_states(on("2023-01-01"), on("2025-06-01"))
    page = open_page(merged, changes={"before": "2023-01-01", "after": "2025-06-01"})
    assert page.locator("#changes li").all_inner_texts() == [
        f"appeared between them\n{count_of(merged, 'appeared')}",
        f"ended between them\n{count_of(merged, 'ended')}",
    ]
    drawing = save(page, "#save-svg")
    signs = re.findall(
        r'<path d="(M[-\d. ]+L[-\d. ]+(?:M[-\d. ]+L[-\d. ]+)?)" fill="none" stroke="(#1b6e3c|#a11d2b)"',
        drawing,
    )
    assert {stroke: d.count("M") for d, stroke in signs} == {"#1b6e3c": 2, "#a11d2b": 1}
    page.click("[data-change=after]")
    assert "#1b6e3c" not in save(page, "#save-svg")
    page.click("[data-change=changes]")
    page.click("[data-face=table]")
    page.wait_for_selector("#table table")
    expect(page.locator("#table tbody tr", has_text="ECOWAS").first).to_contain_text("ended")


def test_page_of_two_days_draws_the_period_that_ended_and_the_one_that_began(open_page: Opener) -> None:
    before, after = one_node(), one_node()
    periods: tuple[Any, ...] = (
        (before, {"role": "member", "since": "2000", "until": "2020"}),
        (after, {"role": "suspended", "since": "2020"}),
    )
    for state, period in periods:
        state.add_node("AU", kind="bloc", name="African Union", aliases=[])
        edge(state, "MLI", "member_of", "AU", origin="reference", **period)
    merged = merge_states(finished(before), finished(after))
    page = open_page(merged, changes={"before": "2019-01-01", "after": "2021-01-01"})
    drawing = save(page, "#save-svg")
    assert "#1b6e3c" in drawing
    assert "#a11d2b" in drawing


def count_of(merged: Projection, change: str) -> int:
    return sum(1 for _, _, data in merged.edges(data=True) if data["change"] == change)


def save(page: "Page", button: str) -> str:
    with page.expect_download() as caught:
        page.click(button)
    return Path(caught.value.path()).read_text(encoding="utf-8")


# --------------------------------------------------------------------------------------- the commands


def test_report_command(database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    page = tmp_path / "mali.html"
    assert run(["report", "Mali", "--db", str(database), "-o", str(page), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["actor"] == "MLI"
    assert "signed a memorandum with" in page.read_text(encoding="utf-8")
    assert run(["report", "Atlantis", "--db", str(database)]) == 2


def test_site_command(database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["site", "--db", str(database), "-o", str(tmp_path / "site"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["articles"] == 1
    assert (tmp_path / "site" / "countries" / "MLI.html").is_file()


def test_compare_command(database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    days = ["--from", "2023-01-01", "--to", "2025-01-01"]
    assert run(["compare", *days, "--db", str(database), "--json"]) == 0
    changes = json.loads(capsys.readouterr().out)
    assert ("appeared", "signed_mou_with") in {(c["change"], c["relation"]) for c in changes}
    page = tmp_path / "compare.html"
    assert run(["compare", *days, "--db", str(database), "-o", str(page)]) == 0
    out = capsys.readouterr().out
    assert re.search(r"\d+ differences? between 2023-01-01 and 2025-01-01", out)
    assert page.is_file()
    assert run(["compare", "--from", "then", "--to", "now", "--db", str(database)]) == 2

"""Every feature of the page, used in a browser; the tests bear the features' names."""

import csv
import io
import itertools
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
from playwright.sync_api import expect

from tests.views.conftest import Opener
from tests.views.synthetic import Projection, empty, one_edge, one_node, sahel, synthetic

if TYPE_CHECKING:
    from playwright.sync_api import Page


def shown(page: "Page") -> int:
    """How many relations the page says it shows."""
    return int(page.locator("#total").inner_text().split()[0].replace(",", ""))


def rows(page: "Page") -> list[list[str]]:
    """The table face, opened: the first columns of its rows."""
    page.click("[data-face=table]")
    page.wait_for_selector("#table table")
    return [
        [cell.strip() for cell in row.locator("th, td").all_inner_texts()[:6]]
        for row in page.locator("#table tbody tr").all()
    ]


def relations_in_table(page: "Page") -> set[str]:
    return {row[1] for row in rows(page)}


def choose(page: "Page", name: str) -> None:
    """Selects an actor through the search."""
    page.fill("#search", name)
    page.press("#search", "Enter")
    expect(page.locator("#panel")).to_have_attribute("data-shows", "actor")


def set_range(page: "Page", selector: str, value: float) -> None:
    page.locator(selector).evaluate(
        "(input, value) => { input.value = value; input.dispatchEvent(new Event('input')); }", value
    )


def download(page: "Page", button: str) -> bytes:
    with page.expect_download() as caught:
        page.click(button)
    return Path(caught.value.path()).read_bytes()


def picture(page: "Page") -> bytes:
    """What the stage looks like."""
    page.wait_for_timeout(250)
    return page.locator("#stage").screenshot()


def test_search(open_page: Opener) -> None:
    page = open_page(sahel())
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("cote d'iv")  # accents and the kind of apostrophe do not matter
    expect(page.locator("[role=option]")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_contain_text("Côte d’Ivoire")
    choose(page, "turkey")  # an alias
    expect(page.locator("#panel h2")).to_contain_text("Türkiye")
    page.fill("#search", "atlantis")
    expect(page.locator("[role=option]")).to_have_text("Nobody of that name here")


def test_search_moves_through_hits(open_page: Opener) -> None:
    page = open_page(sahel())
    page.fill("#search", "ni")
    expect(page.locator("[role=option][aria-selected=true]")).to_contain_text("Niger")
    page.press("#search", "ArrowDown")
    expect(page.locator("[role=option][aria-selected=true]")).not_to_contain_text("Niger")
    page.press("#search", "Escape")
    expect(page.locator("[role=option]:visible")).to_have_count(0)


def test_legend(open_page: Opener) -> None:
    page = open_page(sahel())
    labels = page.locator("#relations label")
    assert "signed a memorandum with" in labels.all_inner_texts()[0]
    counts = {box.get_attribute("value"): box for box in page.locator("#relations input").all()}
    assert page.locator("[data-count=signed_mou_with]").inner_text() == "3"
    assert shown(page) == 24
    counts["signed_mou_with"].uncheck()
    assert shown(page) == 21
    assert "signed a memorandum with" not in relations_in_table(page)


def test_legend_tells_lines_apart_without_colour(open_page: Opener) -> None:
    """No two relations share both colour and dash."""
    page = open_page(synthetic(60, 400))
    looks = page.locator("#relations label svg line").evaluate_all(
        "lines => lines.map(l => [l.getAttribute('stroke'), l.getAttribute('stroke-dasharray')].join())"
    )
    assert len(set(looks)) == len(looks)


def test_legend_only(open_page: Opener) -> None:
    page = open_page(sahel())
    page.locator("#relations li", has_text="offers assistance to").hover()
    page.get_by_role("button", name="Only offers assistance to").click()
    assert relations_in_table(page) == {"offers assistance to"}
    page.click("#reset")
    assert shown(page) == 24


def test_kinds(open_page: Opener) -> None:
    page = open_page(sahel())
    page.uncheck("#kinds input[value=minister]")
    assert "holds office in" not in relations_in_table(page)
    page.uncheck("#kinds input[value=bloc]")
    assert {row[2] for row in rows(page)}.isdisjoint({"AES", "ECOWAS", "UN"})
    page.check("#kinds input[value=bloc]")
    assert "AES" in {row[2] for row in rows(page)}


def test_dates(open_page: Opener) -> None:
    page = open_page(synthetic(60, 400))
    assert page.locator("#histogram rect").count() == 9  # 2015 is rare enough to share the first
    heights = page.locator("#histogram rect").evaluate_all("bars => bars.map(b => +b.getAttribute('height'))")
    assert max(heights) == 40
    before = shown(page)
    set_range(page, "#date-from", 7)
    expect(page.locator("#dates-shown")).to_have_text("2023 – 2024")
    assert shown(page) < before
    days = [
        row[3] for row in rows(page) if row[1] not in {"is a member of", "is allied with", "holds office in"}
    ]
    assert days
    assert min(days) >= "2023"
    expect(page.locator("#histogram rect.in")).to_have_count(2)


def test_dates_leave_out_what_has_none(open_page: Opener) -> None:
    page = open_page(sahel())
    before = shown(page)
    set_range(page, "#date-from", 1)
    with_undated = shown(page)
    page.uncheck("#dates input[name=undated]")
    assert shown(page) <= with_undated <= before


def test_as_of(open_page: Opener) -> None:
    page = open_page(sahel())
    page.fill("#day", "2023-06-01")
    found = rows(page)
    assert ["Mali", "is a member of", "ECOWAS"] in [row[:3] for row in found]
    assert "AES" not in {row[2] for row in found}
    page.fill("#day", "2025-06-01")
    found = rows(page)
    assert ["Mali", "is a member of", "ECOWAS"] not in [row[:3] for row in found]
    assert "as-of=2025-06-01" in page.url
    page.click("#day-clear")
    assert shown(page) == 24


def test_sources(open_page: Opener) -> None:
    page = open_page(sahel())
    set_range(page, "#least-sources", 3)
    told = [row for row in rows(page) if row[1] != "is a member of"]
    assert [row[:3] for row in told] == [["Russia", "offers assistance to", "AES"]]
    assert shown(page) > 1  # reference facts need no articles
    set_range(page, "#least-sources", 0)
    set_range(page, "#least-confidence", 0.95)
    assert {row[1] for row in rows(page)} == {"is a member of"}


def test_region(open_page: Opener) -> None:
    page = open_page(sahel())
    page.click("#regions summary")
    page.get_by_role("button", name="Only Asia").click()
    names = {row[0] for row in rows(page)}
    assert names == {"Türkiye", "China"}
    expect(page.locator("#regions-shown")).to_have_text("2 of 5")
    page.check("#regions input[value='Western Africa']")
    assert "Mali" in {row[0] for row in rows(page)}


def test_node_panel(open_page: Opener) -> None:
    projection = sahel()
    projection.graph["newest"] = "2025-03-01"
    page = open_page(projection)
    choose(page, "Mali")
    text = page.locator("#panel").inner_text()
    assert "signed a memorandum with" in text
    assert "receives assistance from" in text
    assert "Memberships" in text
    assert "since 2023-09-16" in text
    assert "1975-05-28 – 2025-01-29" in text
    assert "Sadio Camara" in text
    now = page.locator("#panel section", has=page.get_by_role("heading", name=re.compile("^Memberships")))
    expect(now).not_to_contain_text("ECOWAS")  # it left
    earlier = page.locator("#panel section", has_text="Earlier memberships")
    expect(earlier).to_contain_text("ECOWAS")
    expect(earlier.locator(".number")).to_have_text("1")
    choose(page, "Niger")
    expect(page.locator("#panel .apart.planned")).to_contain_text("Türkiye")
    expect(page.locator("#panel .apart.denied")).to_contain_text("France")
    choose(page, "AES")
    expect(page.locator("#panel section", has_text="Members")).to_contain_text("Burkina Faso")
    choose(page, "camara")
    expect(page.locator("#panel section", has_text="Offices")).to_contain_text("Minister of Defence")


def test_node_panel_by_click(open_page: Opener) -> None:
    page = open_page(one_node())
    box = page.locator("#network").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("#panel h2")).to_have_text("Mali")
    page.mouse.click(box["x"] + 20, box["y"] + 20)
    expect(page.locator("#panel h2")).to_have_text("At a glance")


def test_edge_panel(open_page: Opener) -> None:
    page = open_page(one_edge())
    box = page.locator("#network").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)  # on the line
    quote = page.locator("#panel figure.quote")
    expect(quote.locator("blockquote")).to_have_text("Mali and Russia signed a memorandum in Bamako.")
    expect(quote.locator("a")).to_have_attribute("href", "https://news.example/1")
    expect(quote.locator("a")).to_have_attribute("rel", "noopener noreferrer")
    expect(quote.locator("a")).to_have_text("Report 1")
    expect(quote.locator(".outlet")).to_have_text("Capital Wire")
    expect(quote.locator("time")).to_have_text("2024-05-02")


def test_edge_panel_shows_planned_and_denied_as_such(open_page: Opener) -> None:
    page = open_page(sahel(), include=["planned", "denied"])
    choose(page, "Türkiye")
    page.locator("#panel .apart.planned button.more").click()
    expect(page.locator("#panel .badge")).to_have_text("only planned")
    expect(page.locator("#panel dl")).to_contain_text("Only planned")
    choose(page, "France")
    page.locator("#panel .apart.denied button.more").click()
    expect(page.locator("#panel .badge")).to_have_text("denied")


def one_of_each() -> Projection:
    """Three pairs with the same relation: signed, planned, denied."""
    from tests.views.synthetic import country, edge, evidence, finished

    projection = one_edge()
    for key, status in (("BFA", "planned"), ("NER", "denied")):
        country(projection, key, key, key[:2], "Western Africa")
        told = [evidence(2, "They may sign.", "2024-05-03", status=status)]
        edge(projection, "RUS", "signed_mou_with", key, told, status=status)
    return finished(projection)


def test_edge_panel_planned_is_never_drawn_as_signed(open_page: Opener) -> None:
    """In the drawing a planned edge is hollow (a paper-coloured core) and a denied one carries a cross."""
    page = open_page(one_of_each(), include=["planned", "denied"])
    drawing = download(page, "#save-svg").decode()
    paths = re.findall(r'<path d="([^"]+)" fill="none" stroke="([^"]+)" stroke-width="([\d.]+)"', drawing)
    paper = "#fbfaf7"
    cores = [d for d, stroke, _ in paths if stroke == paper and not d.endswith("Z")]
    assert len(cores) == 1  # the planned one
    solid = {d for d, stroke, width in paths if stroke not in {paper} and width == "1.2"}
    assert solid.isdisjoint(cores)
    assert len([d for d, _, _ in paths if d.count("M") == 2 and d.count("L") == 2]) == 1  # the cross


def test_default_page_draws_only_what_is_asserted(open_page: Opener) -> None:
    page = open_page(one_of_each())
    assert shown(page) == 1


def test_ego(open_page: Opener) -> None:
    page = open_page(sahel())
    choose(page, "China")
    page.click("[data-depth='1']")
    found = rows(page)
    assert {row[0] for row in found} | {row[2] for row in found} == {"China", "Mali", "UN"}
    first = shown(page)
    page.click("[data-depth='2']")
    assert shown(page) > first
    assert "depth=2" in page.url
    page.click("[data-depth='0']")
    assert shown(page) == 24


def test_paths(open_page: Opener) -> None:
    page = open_page(sahel())
    page.click("#open-paths")
    page.fill("#path-from", "China")
    page.press("#path-from", "Enter")
    page.fill("#path-to", "AES")
    page.press("#path-to", "Enter")
    expect(page.locator("ol.paths li").first).to_contain_text("Mali")
    assert "path=CHN%7EAES" in page.url or "path=CHN~AES" in page.url
    page.locator("ol.paths button.step").first.click()
    expect(page.locator("#panel blockquote").first).to_be_visible()


def test_paths_say_when_there_is_none(open_page: Opener) -> None:
    page = open_page(sahel(), at="#path=CHN~AES&relations=met_with")
    expect(page.locator("#path-result")).to_contain_text("No way")


def test_permalinks(open_page: Opener) -> None:
    page = open_page(sahel(), at="#node=MLI&relations=signed_mou_with.member_of&kinds=country.bloc&sources=2")
    expect(page.locator("#panel h2")).to_contain_text("Mali")
    assert page.locator("#relations input:checked").count() == 2
    assert not page.is_checked("#kinds input[value=minister]")
    assert page.input_value("#least-sources") == "2"
    before = shown(page)
    again = page.url[page.url.index("#") :]
    page.click("#reset")
    page.evaluate("hash => { location.hash = hash; }", again)
    expect(page.locator("#least-sources")).to_have_value("2")
    assert shown(page) == before


def test_permalinks_edge(open_page: Opener) -> None:
    projection = sahel()
    key = next(k for _, _, k, d in projection.edges(keys=True, data=True) if d["status"] == "planned")
    page = open_page(projection, at=f"#edge={key}")
    expect(page.locator("#panel blockquote")).to_contain_text("is to sign")


def test_permalinks_go_back(open_page: Opener) -> None:
    page = open_page(sahel())
    choose(page, "Mali")
    choose(page, "Russia")
    page.go_back()
    expect(page.locator("#panel h2")).to_contain_text("Mali")


@pytest.mark.parametrize(
    "hash_", ["#node=<script>", "#from=yesterday&sources=x&depth=-3", "#relations=", "#%"]
)
def test_permalinks_that_make_no_sense(open_page: Opener, hash_: str) -> None:
    page = open_page(sahel(), at=hash_)
    expect(page.locator("#panel h2")).to_have_text("At a glance")


def test_faces(open_page: Opener) -> None:
    page = open_page(sahel())
    choose(page, "AES")
    network = picture(page)
    page.click("[data-face=map]")
    assert picture(page) != network
    expect(page.locator("#panel h2")).to_contain_text("Alliance of Sahel States")  # the selection stays
    page.uncheck("#relations input[value=member_of]")
    page.click("[data-face=table]")
    expect(page.locator("#table table")).to_be_visible()
    assert "is a member of" not in relations_in_table(page)  # so do the filters
    assert "face=table" in page.url
    page.click("[data-face=network]")
    expect(page.locator("#network canvas")).to_be_visible()


def test_table(open_page: Opener) -> None:
    page = open_page(sahel())
    first = rows(page)  # at first the newest report on top, the reference below
    assert first[0][5] == max(row[5] for row in first)
    assert "is a member of" in {row[1] for row in first[-8:]} == {row[1] for row in first if not row[5]}
    page.click("[data-sort=from]")
    ascending = [row[0] for row in rows(page)]
    assert ascending == sorted(ascending)
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("From")
    page.click("[data-sort=from]")
    assert [row[0] for row in rows(page)] == sorted(ascending, reverse=True)
    page.click("[data-sort=sources]")
    page.click("[data-sort=sources]")
    top = page.locator("#table tbody tr").first
    expect(top).to_contain_text("offers assistance to")
    expect(top).to_contain_text("The Sahel Post")  # the outlets
    top.locator("button.link").click()
    expect(page.locator("#panel blockquote").first).to_be_visible()


def test_table_csv(open_page: Opener) -> None:
    page = open_page(sahel(), at="#relations=signed_mou_with.offers_assistance_to&face=table")
    text = download(page, "#save-csv").decode("utf-8-sig")
    records = list(csv.DictReader(io.StringIO(text)))
    assert len(records) == 4
    assert records[0]["From"] == "Russia"
    assert records[0]["Quote"] == "Russia offers help to the alliance."
    assert records[0]["Address"].startswith("https://news.example/")


def test_table_of_many(open_page: Opener) -> None:
    page = open_page(synthetic(60, 600), at="#face=table")
    page.wait_for_selector("#table table")
    assert page.locator("#table tbody tr").count() == 200
    page.click("#table button.rest")
    expect(page.locator("#table tbody tr")).to_have_count(shown(page))


def test_pictures(open_page: Opener) -> None:
    from PIL import Image

    page = open_page(sahel())
    image = Image.open(io.BytesIO(download(page, "#save-png")))
    box = page.locator("#stage").bounding_box()
    assert box is not None
    assert image.width == round(box["width"]) * 2
    assert len(image.convert("RGB").getcolors(1 << 20) or []) > 100
    drawing = download(page, "#save-svg").decode()
    for name in ("Mali", "Russia", "AES", "Alliances in the news", "newest report 2024-09-03"):
        assert f">{name}" in drawing
    parsed = page.evaluate(
        "text => new DOMParser().parseFromString(text, 'image/svg+xml').documentElement.textContent", drawing
    )
    assert "Burkina Faso" in parsed


@pytest.mark.parametrize("size", [(1400, 900), (390, 844)])
def test_pictures_fill_the_stage(open_page: Opener, size: tuple[int, int]) -> None:
    page = open_page(synthetic(60, 300), size=size)
    drawing = download(page, "#save-svg").decode()
    box = page.locator("#stage").bounding_box()
    assert box is not None
    for axis, room in ((0, box["width"]), (1, box["height"])):
        spots = [
            float(found[axis]) for found in re.findall(r'<circle cx="([-\d.]+)" cy="([-\d.]+)"', drawing)
        ]
        assert 0 <= min(spots) <= max(spots) <= room
        assert max(spots) - min(spots) > 0.55 * room


def test_pictures_cut_no_name_of_a_bloc(open_page: Opener) -> None:
    long = nx.relabel_nodes(sahel(), {"AES": "counter-ransomware"})
    long.nodes["counter-ransomware"].update(name="International Counter Ransomware Initiative", aliases=[])
    drawing = download(open_page(long), "#save-svg").decode()
    names = re.findall(r"<text[^>]*>([^<]*)</text>", drawing)
    assert {"International Counter", "Ransomware Initiative"} <= set(names)


_PILL = re.compile(
    r'<path d="M([-\d.]+) ([-\d.]+)h([\d.]+)a([\d.]+) [^v"]+v([\d.]+)a[^"]+" fill="#38424d"[^>]*/>'
    r"\s*<path[^>]*/>\s*<text"
)


def test_pictures_cover_no_name_of_a_bloc(open_page: Opener) -> None:
    drawing = download(open_page(synthetic(200, 1500)), "#save-svg").decode()
    pills = [[float(number) for number in found.groups()] for found in _PILL.finditer(drawing)]
    boxes = [(x - c, y, x + a + c, y + v + 2 * c) for x, y, a, c, v in pills]
    assert len(boxes) > 3
    for one, other in itertools.combinations(boxes, 2):
        assert not (one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3])


def test_pictures_of_the_map(open_page: Opener) -> None:
    page = open_page(sahel(), at="#face=map")
    drawing = download(page, "#save-svg").decode()
    assert drawing.count("vector-effect") > 150  # the countries


@pytest.mark.parametrize(
    ("scheme", "theme", "dark"),
    [
        ("light", "auto", False),
        ("dark", "auto", True),
        ("light", "dark", True),
        ("dark", "light", False),
    ],
)
def test_themes(open_page: Opener, scheme: str, theme: str, dark: bool) -> None:  # noqa: FBT001
    page = open_page(sahel(), scheme=scheme, theme=theme)
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (paper == "rgb(17, 22, 28)") is dark
    page.click("#theme")
    assert (page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(17, 22, 28)") is not dark


def test_themes_follow_the_system(open_page: Opener) -> None:
    page = open_page(sahel())
    light = picture(page)
    page.emulate_media(color_scheme="dark")
    assert picture(page) != light


def test_keyboard(open_page: Opener) -> None:
    page = open_page(sahel())
    page.focus("#network")
    before = picture(page)
    page.keyboard.press("ArrowRight")
    moved = picture(page)
    page.keyboard.press("+")
    zoomed = picture(page)
    assert len({before, moved, zoomed}) == 3
    page.keyboard.press("n")
    expect(page.locator("#panel h2")).to_contain_text("Russia")  # the most important one first
    page.keyboard.press("n")
    expect(page.locator("#panel h2")).not_to_contain_text("Russia")
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#panel h2")).to_have_text("At a glance")


def test_keyboard_reaches_everything(open_page: Opener) -> None:
    page = open_page(sahel())
    reached = set()
    for _ in range(120):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.name || ''"))
    for wanted in (
        "search",
        "open-paths",
        "save-png",
        "theme",
        "network",
        "zoom-in",
        "relation",
        "kind",
        "day",
    ):
        assert wanted in reached, wanted
    assert {"date-from", "least-sources", "reset"} <= reached


VIEWS = {
    "overview": "",
    "actor": "#node=MLI",
    "edge": "#edge=",
    "map": "#face=map",
    "table": "#face=table",
    "paths": "#path=CHN~AES",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_keyboard_axe(open_page: Opener, axe: str, view: str, scheme: str) -> None:
    projection = sahel()
    at = VIEWS[view]
    if view == "edge":
        at += next(k for _, _, k, d in projection.edges(keys=True, data=True) if d["status"] == "planned")
    page = open_page(projection, at=at, scheme=scheme)
    if view == "table":
        page.wait_for_selector("#table table")
    page.evaluate(axe + "; undefined")
    violations: list[dict[str, Any]] = page.evaluate("axe.run().then(result => result.violations)")
    told = [
        (v["id"], [n["html"][:160] for n in v["nodes"][:4]], v["nodes"][0]["failureSummary"])
        for v in violations
    ]
    assert told == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_phone(open_page: Opener, scheme: str) -> None:
    page = open_page(sahel(), size=(390, 844), scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    box = page.locator("#network").bounding_box()
    assert box is not None
    assert box["height"] > 500
    expect(page.locator("#panel")).not_to_be_visible()
    page.click("#open-filters")
    expect(page.locator("#relations")).to_be_visible()
    page.click("#close-filters")
    expect(page.locator("#relations")).not_to_be_visible()
    choose(page, "Mali")
    expect(page.locator("#panel")).to_be_visible()
    page.locator("#panel .close").click()
    expect(page.locator("#panel")).not_to_be_visible()


def test_phone_axe(open_page: Opener, axe: str) -> None:
    page = open_page(sahel(), size=(390, 844), at="#node=MLI")
    page.evaluate(axe + "; undefined")
    assert page.evaluate("axe.run().then(result => result.violations.map(v => v.id))") == []


@pytest.mark.parametrize("make", [empty, one_node, one_edge])
@pytest.mark.parametrize("face", ["network", "map", "table"])
def test_small_graphs(open_page: Opener, make: Callable[[], Projection], face: str) -> None:
    page = open_page(make(), at=f"#face={face}")
    text = page.locator("#panel").inner_text() if face != "table" else ""
    if make is empty and face != "table":
        assert "empty" in text
    assert page.locator("#nothing").is_visible() is (make is empty)
    assert shown(page) == make().number_of_edges()


@pytest.mark.parametrize(
    ("articles", "reason"),
    [(0, "no article has been read yet"), (18, "nothing in the graph was chosen for this page")],
)
def test_small_graphs_say_why(open_page: Opener, articles: int, reason: str) -> None:
    projection = empty()
    projection.graph["articles"] = articles
    page = open_page(projection)
    expect(page.locator("#nothing")).to_contain_text(reason)
    expect(page.locator("#panel")).to_contain_text(reason)


def test_date_line(open_page: Opener) -> None:
    page = open_page(sahel())
    expect(page.locator("#dateline")).to_have_text("newest report 2024-09-03 · 18 articles from 3 outlets")


def test_date_line_counts_what_is_quoted(open_page: Opener) -> None:
    projection = sahel()
    projection.graph["articles"] = 2500
    page = open_page(projection)
    expect(page.locator("#dateline")).to_contain_text("18 of 2,500 articles")


def test_date_line_without_dates(open_page: Opener) -> None:
    page = open_page(empty())
    expect(page.locator("#dateline")).to_have_text("0 articles")


def test_meetings_do_not_swamp_the_first_picture(open_page: Opener) -> None:
    projection = synthetic(80, 200)
    for _, _, data in projection.edges(data=True):
        if data["relation"] in {"signed_mou_with", "allied_with", "signed_agreement_with"}:
            data["relation"] = "met_with"
    page = open_page(projection)
    assert not page.is_checked("#relations input[value=met_with]")
    assert page.locator("[data-count=met_with]").inner_text() != "0"


def test_head_is_plain_json() -> None:
    from graph.views import page_html

    found = re.search(r'id="data-head">(.*?)</script>', page_html(sahel()), re.DOTALL)
    assert found is not None
    assert json.loads(found[1])["newest"] == "2024-09-03"

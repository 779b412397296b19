"""The page as a file: what stands in it, and that it opens."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.errors import UsageError
from graph.views import network, page_html, write_page
from tests.views.conftest import Opener
from tests.views.synthetic import Projection, empty, one_edge, one_node, sahel


def test_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    write_page(sahel(), tmp_path / "one.html")
    write_page(sahel(), tmp_path / "two.html")
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


def test_asks_the_network_for_nothing() -> None:
    html = page_html(sahel())
    assert "default-src 'none'" in html
    assert re.findall(r"<(?:link|iframe|object|embed|base)\b", html) == []
    assert re.findall(r"<(?:script|img)\b[^>]*\bsrc=", html) == []
    assert "unsafe" not in html.split("</head>")[0]


def test_projection_is_not_changed() -> None:
    projection, before = sahel(), sahel()
    page_html(projection)
    assert list(projection.nodes(data=True)) == list(before.nodes(data=True))
    assert list(projection.edges(keys=True, data=True)) == list(before.edges(keys=True, data=True))


def test_pyvis_network_holds_every_edge() -> None:
    projection = sahel()
    drawn = network(projection, title="Sahel")
    assert len(drawn.nodes) == projection.number_of_nodes()
    assert sorted(edge["id"] for edge in drawn.edges) == sorted(k for _, _, k in projection.edges(keys=True))
    html: Any = drawn.generate_html  # pyvis has no types
    assert '<h1 dir="auto">Sahel</h1>' in html()


@pytest.mark.parametrize("options", [{"theme": "pink"}, {"include": ["rumoured"]}])
def test_wrong_options_are_refused(tmp_path: Path, options: dict[str, object]) -> None:
    with pytest.raises(UsageError, match="there is no"):
        write_page(sahel(), tmp_path / "page.html", **options)  # type: ignore[arg-type]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot write"):
        write_page(sahel(), tmp_path / "no" / "page.html")


@pytest.mark.parametrize("make", [empty, one_node, one_edge, sahel])
def test_opens_without_a_request_or_an_error(open_page: Opener, make: Callable[[], Projection]) -> None:
    page = open_page(make())
    assert page.title() == "Alliances in the news"

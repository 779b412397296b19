"""The network as a page to look at: network, world map and table in one file."""

from graph.views.page import DEFAULT_TITLE, Theme, network, page_html, write_page

__all__ = ["DEFAULT_TITLE", "Theme", "network", "page_html", "write_page"]

"""Pages that are read rather than explored: no script at all, and nothing asked of the network."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from graph.ontology import RELATIONS
from graph.views import world
from graph.views.page import source_hash
from graph.views.records import readable_colours

__all__ = ["render", "web_address"]


_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of surrogate pairs, which no file in UTF-8 can hold."""


def render(template: str, values: Mapping[str, Any]) -> str:
    """A template of `assets/documents` with automatic escaping; its style sheet stands in the page."""
    css = _style()
    page = _environment().get_template(f"documents/{template}")
    style_hash = Markup(source_hash(css))  # noqa: S704 - base64
    text = page.render(values, css=Markup(css), style_hash=style_hash)  # noqa: S704 - our own file
    return _HALVES.sub("\ufffd", text)


def web_address(url: object) -> str | None:
    """The address if it leads to the web, else None: no other scheme becomes a link."""
    text = str(url or "").strip()
    return text if text.lower().startswith(("https://", "http://")) else None


def counted(number: int, name: str) -> str:
    """`1 article`, `2 articles`."""
    return f"{number:,} {name}" if number == 1 else f"{number:,} {name}s"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("graph.views", "assets"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(web_address=web_address, counted=counted)
    return environment


@cache
def _style() -> str:
    """The style sheet, with a class for the colour of each relation in both themes."""
    light, dark = [], []
    for relation in RELATIONS.values():
        colours = readable_colours(relation)
        light.append(f".r-{relation.name}{{--c:{colours['light']}}}")
        dark.append(f".r-{relation.name}{{--c:{colours['dark']}}}")
    css = world.asset("documents/document.css").decode("utf-8").strip()
    return f"{css}\n{''.join(light)}\n@media (prefers-color-scheme: dark) {{ {''.join(dark)} }}"

"""A folder of static pages: an index, the network, a page an actor and a page an article with its claims.

All links are relative, so that the folder works from a disk (`file://`) and from any server.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import UsageError
from graph.model import ActorKind, Article, Status, content_hash
from graph.ontology import RELATIONS
from graph.views.document import render
from graph.views.page import DEFAULT_TITLE, Theme, write_page
from graph.views.records import Record, actor_records, clean
from graph.views.report import Links, report_values

if TYPE_CHECKING:
    import networkx as nx

    from graph.store import StoredClaim

__all__ = ["SiteSize", "write_site"]

_FOLDERS = {ActorKind.COUNTRY: "countries", ActorKind.BLOC: "blocs", ActorKind.MINISTER: "ministers"}
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,80}")


@dataclass(frozen=True, slots=True)
class SiteSize:
    """What was written."""

    actors: int
    articles: int
    claims: int


def write_site(
    projection: "nx.MultiDiGraph[str]",
    articles: Iterable[Article],
    claims: Iterable["StoredClaim"],
    folder: Path,
    *,
    title: str = DEFAULT_TITLE,
    theme: Theme = "auto",
) -> SiteSize:
    """Writes the site; files of an earlier one are written over, others are left alone.

    Args:
        projection: What the network shows, all statuses included.
        articles: All articles; their texts are not published.
        claims: All claims.
        folder: Where the site goes; it is made.
        title: Heading of the index and the network.
        theme: Of the network.

    Raises:
        UsageError: The folder cannot be written.
    """
    listed = list(articles)
    by_article: dict[str, list[StoredClaim]] = {article.id: [] for article in listed}
    for stored in claims:
        by_article.setdefault(stored.claim.article, []).append(stored)
    site = _Site(projection, listed, by_article, folder)
    try:
        site.write(title, theme)
    except OSError as error:
        raise UsageError(f"cannot write {folder}: {error.strerror}") from error
    return SiteSize(len(site.actors), len(listed), sum(map(len, by_article.values())))


class _Site:
    def __init__(
        self,
        projection: "nx.MultiDiGraph[str]",
        articles: Sequence[Article],
        claims: Mapping[str, Sequence["StoredClaim"]],
        folder: Path,
    ) -> None:
        self.projection, self.articles, self.claims, self.folder = projection, articles, claims, folder
        self.actors = actor_records(projection)
        self.names = {actor["id"]: actor["name"] for actor in self.actors}
        self.actor_pages = {a["id"]: f"{_FOLDERS[a['kind']]}/{_file_name(a['id'])}" for a in self.actors}
        self.article_pages = {a.id: f"articles/{content_hash(a.id)}.html" for a in articles}
        everything = [stored for listed in claims.values() for stored in listed]
        self.contradictions = _by_actor([s for s in everything if s.contradicts])
        self.established = _by_actor([s for s in everything if s.claim.relation == "established"])

    def write(self, title: str, theme: Theme) -> None:
        for name in (*_FOLDERS.values(), "articles"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        network = self.folder / "network.html"
        write_page(self.projection, network, title=title, theme=theme, pages=self.actor_pages)
        self._write("index.html", "index.html", self._index(title))
        for actor in self.actors:
            self._write(self.actor_pages[actor["id"]], "report.html", self._report(actor["id"]))
        for article in self.articles:
            self._write(self.article_pages[article.id], "article.html", self._article(article))

    def _write(self, path: str, template: str, values: Record) -> None:
        (self.folder / path).write_text(render(template, values), encoding="utf-8", newline="\n")

    def _links(self) -> Links:
        """As seen from a folder one level down."""
        return Links(
            {key: f"../{path}" for key, path in self.actor_pages.items()},
            {key: f"../{path}" for key, path in self.article_pages.items()},
            "../index.html",
        )

    def _index(self, title: str) -> Record:
        kinds = [
            (heading, [a for a in self.actors if a["kind"] == kind])
            for kind, heading in zip(ActorKind, ("Countries", "Blocs", "Ministers"), strict=True)
        ]
        newest = sorted(self.articles, key=lambda a: (a.published or "", a.id), reverse=True)
        return {
            "title": clean(title),
            "links": Links(self.actor_pages, self.article_pages),
            "kinds": [
                (heading, sorted(listed, key=lambda a: a["name"])) for heading, listed in kinds if listed
            ],
            "articles": [(article, len(self.claims.get(article.id, ()))) for article in newest],
            "newest": self.projection.graph.get("newest"),
            "relations": self.projection.number_of_edges(),
            "claims": sum(map(len, self.claims.values())),
        }

    def _report(self, actor: str) -> Record:
        return report_values(
            self.projection,
            actor,
            contradictions=self.contradictions.get(actor, ()),
            established=self.established.get(actor, ()),
            links=self._links(),
        )

    def _article(self, article: Article) -> Record:
        """Claims that rest on the same sentences stand together above them."""
        claims = sorted(self.claims.get(article.id, ()), key=self._order)
        sentences: dict[str, list[Record]] = {}
        for stored in claims:
            quote = " … ".join(evidence.quote for evidence in stored.claim.evidence)
            sentences.setdefault(quote, []).append(self._claim(stored))
        return {
            "article": article,
            "links": self._links(),
            "number": len(claims),
            "sentences": list(sentences.items()),
        }

    def _order(self, stored: "StoredClaim") -> tuple[int, str, str, str, str]:
        claim = stored.claim
        ends = (self.names.get(end or "", end or "") for end in (claim.subject, claim.object))
        return (claim.start, claim.relation, *ends, claim.id)

    def _claim(self, stored: "StoredClaim") -> Record:
        claim, verb = stored.claim, RELATIONS[stored.claim.relation].label
        details = [
            claim.date,
            claim.certainty.value if claim.certainty.value != "certain" else None,
            claim.stage.value if claim.stage and claim.stage.value not in verb else None,
            claim.role if claim.role != "member" else None,
            claim.office,
            claim.detail,
            f"{claim.amount:,.0f} {claim.currency or ''}".strip() if claim.amount is not None else None,
            f"says {claim.attribution}" if claim.attribution else None,
            f"through {self.names.get(claim.via, claim.via)}" if claim.via else None,
        ]
        return {
            "subject": claim.subject,
            "subject_name": self.names.get(claim.subject, claim.subject),
            "object": claim.object,
            "object_name": self.names.get(claim.object, claim.object) if claim.object else None,
            "relation": claim.relation,
            "verb": verb,
            "status": claim.status.value,
            "asserted": claim.status is Status.ASSERTED,
            "details": list({detail.casefold(): clean(detail) for detail in details if detail}.values()),
            "against": stored.contradicts,
            "rejected": stored.rejected,
        }


def _file_name(key: str) -> str:
    """A file's name that every system takes and that no other id has."""
    return f"{key if _PLAIN.fullmatch(key) else content_hash(key)}.html"


def _by_actor(claims: Iterable["StoredClaim"]) -> dict[str, list["StoredClaim"]]:
    found: dict[str, list[StoredClaim]] = {}
    for stored in claims:
        for actor in {stored.claim.subject, stored.claim.object} - {None}:
            found.setdefault(str(actor), []).append(stored)
    return found

"""Extraction: an article to the claims it makes, each with the sentence that proves it."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from graph.model import Article, Extraction

__all__ = ["Extractor", "default_extractor", "extractor_with"]


class Extractor(Protocol):
    """Reads claims out of articles. `version` changes whenever the same article may give other claims."""

    @property
    def version(self) -> str:
        """Name and version, kept with every claim."""
        ...

    def extract(self, article: Article) -> Extraction:
        """What one article says. Deterministic: the same article gives the same result in any process."""
        ...


@cache
def default_extractor() -> Extractor:
    """The offline rule extractor, its language model loaded once in a process."""
    from graph.extraction.rules import RuleExtractor  # noqa: PLC0415 -- loads spaCy

    return RuleExtractor()


def extractor_with(names: Path | None) -> Extractor:
    """The offline extractor with a user's names over ours; its version changes with them.

    Raises:
        ReferenceDataError: The file is missing or faulty.
    """
    if names is None:
        return default_extractor()
    from graph.extraction.rules import RuleExtractor  # noqa: PLC0415 -- loads spaCy
    from graph.gazetteer import gazetteer_with  # noqa: PLC0415 -- as above

    gazetteer = gazetteer_with(names)
    return RuleExtractor(gazetteer, edition=f"names {sha256(names.read_bytes()).hexdigest()[:8]}")

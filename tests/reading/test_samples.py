from pathlib import Path

import pytest

from graph.model import Article
from graph.reading import read_paths
from graph.resources import resource

FOLDER = resource("seeds/articles")
ARTICLES = list(read_paths([str(FOLDER)]))


def test_all_samples_are_read() -> None:
    assert len(ARTICLES) == len(list(FOLDER.glob("*.txt"))) >= 14
    assert len(list(FOLDER.glob("*.json"))) == len(ARTICLES)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: Path(article.path or "").stem)
def test_a_sample_is_complete(article: Article) -> None:
    assert isinstance(article, Article)
    assert article.id == f"Alliance Graph samples:{Path(article.path or '').stem}"
    assert article.published
    assert article.text.startswith(f"{article.title}\n\n")
    assert 150 <= len(article.text.split()) <= 500

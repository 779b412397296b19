"""`alliances copy` moves a graph as it is."""

from pathlib import Path

from tests.cli.conftest import Alliances


def test_a_copy_is_the_same_graph(alliances: Alliances, tmp_path: Path) -> None:
    article = tmp_path / "deal.txt"
    article.write_text("Deal\n\nKenya and Ghana signed a trade agreement on Monday.\n", encoding="utf-8")
    first, second = tmp_path / "first.db", tmp_path / "second.db"
    alliances("load", article, "--db", first)
    assert alliances("copy", first, second).code == 0
    shown = alliances("show", "Kenya", "--json", "--db", first).out
    assert "signed_agreement_with" in shown
    assert alliances("show", "Kenya", "--json", "--db", second).out == shown
    again = alliances("copy", first, second)
    assert again.code == 2
    assert "holds a graph already" in again.err
    assert alliances("copy", first, second, "--replace").out.startswith("0 new")


def test_what_cannot_be_copied_is_told(alliances: Alliances, tmp_path: Path) -> None:
    missing = alliances("copy", tmp_path / "none.db", tmp_path / "to.db")
    assert missing.code == 3
    assert "no graph at" in missing.err
    assert alliances("copy", "a.db", "a.db").code == 2

"""Makes graph/extraction/confidence.csv from annotated articles: `make confidence GOLD=folder`.

seeds/gold and the odd half of the given folder are counted; its even half stays unseen, to measure on.
"""

import argparse
import csv
from collections import defaultdict
from pathlib import Path

from graph.evaluation import Half, evaluate, read_annotated
from graph.extraction.confidence import Confidence, group_of
from graph.extraction.rules import RuleExtractor
from graph.loader import extract_each
from graph.model import Article, Problem
from graph.reading import read_paths

ROOT = Path(__file__).parents[2]
HEAD = """\
# How often claims of the rules were right in annotated articles: seeds/gold and half of a larger set.
# Written by tests/extraction/derive_confidence.py; see graph/extraction/confidence.py for what the rows mean.
"""

Judged = tuple[float, str, bool]
"""Weight given by hand, group, whether right."""


def judge(folder: Path, half: Half | None) -> list[Judged]:
    annotated = read_annotated(folder, half)
    paths = [str(folder / "articles" / f"{a.id}.txt") for a in annotated]
    items: list[Article | Problem] = list(read_paths(paths))
    extractor = RuleExtractor(confidence=Confidence())
    works = [w for w in extract_each(items, extractor) if not isinstance(w, Problem)]
    score = evaluate(annotated, {article.ref: found for article, found in works})
    return [(e.confidence, group_of(e.rule, e.status), right) for e, right in score.judged()]


def rising(judged: list[Judged], least: int = 25) -> list[tuple[float, int, int]]:
    """(weight up to which, right, all): blocks of some size, joined until the share of right ones rises."""
    blocks: list[tuple[float, int, int]] = []
    for weight, _, right in sorted(judged):
        if blocks and (blocks[-1][2] < least or blocks[-1][0] == weight):
            _, before, number = blocks.pop()
            blocks.append((weight, before + right, number + 1))
        else:
            blocks.append((weight, int(right), 1))
        while len(blocks) > 1 and blocks[-2][1] * blocks[-1][2] > blocks[-1][1] * blocks[-2][2]:
            upto, right_last, all_last = blocks.pop()
            _, right_before, all_before = blocks.pop()
            blocks.append((upto, right_before + right_last, all_before + all_last))
    return blocks


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    options = parser.parse_args()
    judged = [*judge(ROOT / "seeds" / "gold", None), *judge(options.gold, "odd")]
    groups: defaultdict[str, list[bool]] = defaultdict(list)
    for _, group, right in judged:
        groups[group].append(right)
    with (ROOT / "graph" / "extraction" / "confidence.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD)
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["kind", "key", "right", "all"])
        table.writerows(["curve", weight, right, number] for weight, right, number in rising(judged))
        table.writerows(["rule", g, sum(held), len(held)] for g, held in sorted(groups.items()))


if __name__ == "__main__":
    main()

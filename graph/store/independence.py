"""Which articles are copies of one another: the same wire story in five papers is one source.

An article is sketched by the smallest hashes of its runs of five words. Of two sketches only the part below
the lesser of their greatest hashes is compared, so that a story cut short is known again in the longer one
(Broder, "On the resemblance and containment of documents", 1997).
"""

import heapq
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from itertools import combinations

__all__ = ["count_independent", "group_copies", "sketch"]

_WORDS = 5
_KEPT = 48
_SHARED = 0.5
"""Share of the shorter one's hashes at which two articles are copies."""
_NO_LIMIT = 1 << 32


def sketch(text: str) -> str:
    """The smallest hashes, ascending, eight hexadecimal digits each."""
    words = re.findall(r"\w+", text.casefold())
    runs = {" ".join(words[i : i + _WORDS]) for i in range(max(1, len(words) - _WORDS + 1))}
    hashes = {blake2b(run.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest() for run in runs}
    return "".join(heapq.nsmallest(_KEPT, hashes))


def _hashes(sketched: str) -> list[int]:
    return [int(sketched[i : i + 8], 16) for i in range(0, len(sketched), 8)]


def _are_copies(one: list[int], two: list[int]) -> bool:
    limit = min(hashes[-1] if len(hashes) == _KEPT else _NO_LIMIT for hashes in (one, two))
    kept_one = {h for h in one if h <= limit}
    kept_two = {h for h in two if h <= limit}
    smaller = min(len(kept_one), len(kept_two))
    return smaller > 0 and len(kept_one & kept_two) >= _SHARED * smaller


def group_copies(sketches: Mapping[str, str]) -> dict[str, str]:
    """For each article the least id of those that it shares its story with, itself among them."""
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for article in sorted(sketches):
        holders[sketches[article]].append(article)
    stories = _Groups(sketched for sketched in holders)
    hashes = {sketched: _hashes(sketched) for sketched in holders}
    by_hash: defaultdict[int, list[str]] = defaultdict(list)
    for sketched, values in hashes.items():
        for value in values:
            by_hash[value].append(sketched)
    for candidates in by_hash.values():
        for one, two in combinations(candidates, 2):
            if stories.root(one) != stories.root(two) and _are_copies(hashes[one], hashes[two]):
                stories.join(one, two)
    least: dict[str, str] = {}
    for sketched, articles in holders.items():
        story = stories.root(sketched)
        least[story] = min(least.get(story, articles[0]), articles[0])
    return {a: least[stories.root(sketched)] for sketched, articles in holders.items() for a in articles}


class _Groups:
    """Disjoint sets."""

    def __init__(self, members: Iterable[str]) -> None:
        self._parent = {member: member for member in members}

    def root(self, member: str) -> str:
        while self._parent[member] != member:
            self._parent[member] = self._parent[self._parent[member]]
            member = self._parent[member]
        return member

    def join(self, one: str, two: str) -> None:
        self._parent[self.root(two)] = self.root(one)


def count_independent(sketches: Mapping[str, str]) -> int:
    """How many different stories there are."""
    return len(set(group_copies(sketches).values()))

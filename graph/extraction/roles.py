"""Who does what to whom: active, passive, reduced, nominal and controlled predicates in one form."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.extraction.parsing import Token, Tree

__all__ = ["Roles", "on_behalf", "read_roles", "subjects_of"]

_MAX_CLIMB = 6
_ADDRESSING = frozenset(
    "congratulate thank praise accuse prevent stop ban applaud commend criticise criticize "
    "condemn blame discourage dissuade "
    "persuade warn urge keep bar block hinder exclude deter".split()
)
"""Verbs whose object does what "for", "on", "of" or "from" with a gerund names."""


_PAPERS = frozenset("law decree order bill legislation proclamation letter document act".split())
"""Texts by which their signer does something."""

_SUBJECT_CONTROLS = frozenset("promise meet join visit use sign leave quit need have accompany thank".split())
"""Verbs with an object whose infinitive is still the subject's: "X met Y to sign"."""


@dataclass(slots=True)
class Roles:
    """The arguments of a predicate; `prepositions` maps a preposition to what stands behind it."""

    subject: list[Token] = field(default_factory=list)
    object: list[Token] = field(default_factory=list)
    recipient: list[Token] = field(default_factory=list)
    attribute: list[Token] = field(default_factory=list)
    owner: list[Token] = field(default_factory=list)
    modifier: list[Token] = field(default_factory=list)
    prepositions: dict[str, list[Token]] = field(default_factory=dict)
    passive: bool = False

    def behind(self, *prepositions: str) -> list[Token]:
        """What stands behind the given prepositions."""
        return [t for p in prepositions for t in self.prepositions.get(p, ())]


def is_passive(tree: Tree, verb: Token) -> bool:
    """A passive clause, or a participle behind a noun ("signed between")."""
    if any(c.dep in {"nsubjpass", "auxpass"} for c in tree.children(verb.i)):
        return True
    if verb.tag == "VBD" and verb.dep == "conj" and not tree.children(verb.i, "nsubj", "dobj"):
        return is_passive(tree, tree.head(verb))
    if verb.tag != "VBN":
        return False
    return verb.dep in {"acl", "amod"} or (verb.dep == "conj" and is_passive(tree, tree.head(verb)))


def _relative_head(tree: Tree, verb: Token) -> Token:
    """The noun that a relative clause describes."""
    return tree.head(verb)


def _clause_above(tree: Tree, token: Token) -> Token | None:
    """The next verb above a noun or preposition."""
    current = token
    for _ in range(_MAX_CLIMB):
        if current.head == current.i:
            return None
        current = tree.head(current)
        if current.is_verb:
            return current
    return None


def subjects_of(tree: Tree, verb: Token, depth: int = 0) -> list[Token]:
    """Who acts: the subject of the clause, else of the one that controls or shares it."""
    own = tree.children(verb.i, "nsubj")
    passive = tree.children(verb.i, "nsubjpass")
    for subject in own:
        if subject.tag in {"WDT", "WP"} and verb.dep == "relcl":
            return [_relative_head(tree, verb)]
    if own:
        return own
    if passive and depth:
        return passive  # "X is expected to sign": X controls
    if depth > _MAX_CLIMB:
        return []
    head = tree.head(verb)
    if verb.dep in {"conj", "xcomp", "advcl", "ccomp", "dep", "parataxis"}:
        if verb.dep == "xcomp" and head.is_verb:
            objects = tree.children(head.i, "dobj")
            controls = head.lemma not in _SUBJECT_CONTROLS and all(o.unit is not None for o in objects)
            if objects and (
                controls
                or head.lemma
                in {
                    "urge",
                    "ask",
                    "invite",
                    "allow",
                    "enable",
                    "help",
                    "press",
                    "encourage",
                    "call",
                    "force",
                    "require",
                    "persuade",
                    "order",
                    "host",
                    "bring",
                    "gather",
                    "convene",
                    "welcome",
                }
            ):
                return objects
        if verb.dep in {"ccomp"} and verb.tag not in {"VB", "VBG", "VBN"} and head.is_verb:
            return []
        if head.is_verb or head.tag.startswith("JJ") or head.tag.startswith("RB"):
            return subjects_of(tree, head, depth + 1)
        if head.is_noun:
            return _subject_of_noun(tree, head, depth)
    if verb.dep == "acl" and verb.tag == "VBG" and head.lemma in _PAPERS:
        signer = _clause_above(tree, head)  # "signed a law leaving the pact": whoever signed it leaves
        return subjects_of(tree, signer, depth + 1) if signer is not None else []
    if verb.dep == "acl":
        return [head] if verb.tag == "VBG" else _subject_of_noun(tree, head, depth)
    if verb.dep == "relcl" and verb.tag in {"VB", "VBG"}:
        return _subject_of_noun(tree, head, depth)
    if verb.dep in {"pcomp", "pobj"}:
        above = _clause_above(tree, verb)
        if above is not None and above.lemma in _ADDRESSING and tree.children(above.i, "dobj"):
            return tree.children(above.i, "dobj")
        holder = tree.head(head)
        while holder.dep == "conj" and tree.head(holder).is_noun:
            holder = tree.head(holder)  # "Y's generosity and leadership in giving"
        owner = tree.children(holder.i, "poss") if head.head != head.i else []
        if owner:
            return owner
        return subjects_of(tree, above, depth + 1) if above is not None else []
    if verb.dep == "acomp" or head.tag.startswith("JJ"):
        return subjects_of(tree, head, depth + 1) if head.i != verb.i else []
    return []


def on_behalf(tree: Tree, verb: Token) -> list[Token]:
    """For whom somebody acts: "signed on behalf of Nigeria"."""
    holders = [verb, *tree.children(verb.i, "dobj")]
    return [
        o
        for holder in holders
        for b in tree.objects_of(holder.i, "on")
        if b.lemma == "behalf"
        for o in [*tree.objects_of(b.i, "of"), *tree.children(b.i, "poss")]
    ]


def _subject_of_noun(tree: Tree, noun: Token, depth: int) -> list[Token]:
    """ "Moscow's readiness to give", "a decision by X to", "X announced a plan to"."""
    owner = tree.children(noun.i, "poss")
    if owner:
        return owner
    agent = (
        tree.objects_of(noun.i, "by", "of", "between", "from")
        if noun.lemma not in {"package", "bill"}
        else []
    )
    if agent and any(a.unit is not None for a in agent):
        return agent
    adjective = tree.modifiers(noun.i)
    if adjective:
        return adjective
    above = _clause_above(tree, noun)
    return subjects_of(tree, above, depth + 1) if above is not None else []


def _prepositions(tree: Tree, holders: Iterable[Token]) -> dict[str, list[Token]]:
    found: dict[str, list[Token]] = {}
    for holder in holders:
        heads = tree.children(holder.i, "prep", "agent", "dative")
        heads += [c for h in heads for c in tree.children(h.i, "conj")]
        for child in heads:
            if child.tag not in {"IN", "TO", "RP", "VBG", "RB", "CC"}:
                continue
            found.setdefault(child.lower, []).extend(tree.children(child.i, "pobj", "pcomp"))
            for inner in tree.children(child.i, "prep"):
                found.setdefault(inner.lower, []).extend(tree.children(inner.i, "pobj"))
    return found


def read_roles(tree: Tree, predicate: Token) -> Roles:
    """The roles of a verb, or of a noun that names an act."""
    roles = Roles()
    if not predicate.is_verb:
        roles.owner = tree.children(predicate.i, "poss")
        roles.modifier = tree.modifiers(predicate.i)
        roles.prepositions = _prepositions(tree, [predicate])
        return roles
    roles.passive = is_passive(tree, predicate)
    if roles.passive:
        _passive(tree, predicate, roles)
    else:
        roles.subject = subjects_of(tree, predicate)
        roles.object = tree.children(predicate.i, "dobj", "oprd") or _object_taken_for_subject(
            tree, predicate
        )
        if (
            predicate.dep == "relcl"
            and not roles.object
            and any(c.tag in {"WDT", "WP"} and c.dep in {"dobj", "pobj"} for c in tree.children(predicate.i))
        ):
            roles.object = [tree.head(predicate)]
        roles.object = [
            tree.head(predicate) if o.tag in {"WDT", "WP"} and predicate.dep == "relcl" else o
            for o in roles.object
        ]
        if (
            predicate.dep == "relcl"
            and not roles.object
            and roles.subject
            and tree.head(predicate).i not in {s.i for s in roles.subject}
        ):
            roles.object = [tree.head(predicate)]  # "the deal that A and B signed"
    roles.attribute = tree.children(predicate.i, "attr", "acomp")
    for child in tree.children(predicate.i, "dative"):
        roles.recipient += (
            [child] if child.is_noun or child.tag.startswith("PRP") else tree.children(child.i, "pobj")
        )
    roles.prepositions = _prepositions(tree, [predicate, *roles.object])
    return roles


def _object_taken_for_subject(tree: Tree, verb: Token) -> list[Token]:
    """ "signs a deal handing over": the parser may make the object the subject of the participle."""
    return [
        s
        for c in tree.children(verb.i, "ccomp")
        if c.tag == "VBG" and c.i > verb.i and not tree.children(c.i, "aux", "mark")
        for s in tree.children(c.i, "nsubj")
        if verb.i < s.i < c.i
    ]


def _passive(tree: Tree, verb: Token, roles: Roles) -> None:
    for child in tree.children(verb.i, "nsubjpass"):
        roles.object.append(
            _relative_head(tree, verb) if child.tag in {"WDT", "WP"} and verb.dep == "relcl" else child
        )
    if verb.dep in {"acl", "amod"}:
        roles.object.append(tree.head(verb))
    elif verb.dep == "conj" and not roles.object:
        head = tree.head(verb)
        roles.object += tree.children(head.i, "nsubjpass")
        if head.dep in {"acl", "relcl"}:
            roles.object.append(tree.head(head))
    elif verb.dep == "xcomp" and not roles.object:
        roles.object += subjects_of(tree, tree.head(verb), 1)
    roles.subject = tree.objects_of(verb.i, "by")
    if verb.dep != "amod":
        roles.object += tree.children(verb.i, "dobj", "oprd")

"""Memberships: who belongs to, joins, leaves, is suspended from, applies to or founded what."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.extraction import lexicon as lx
from graph.extraction.frames.candidate import Candidate, Clause
from graph.extraction.parsing import Token, Tree
from graph.extraction.roles import on_behalf, subjects_of
from graph.extraction.scene import unique
from graph.extraction.units import Party, UnitKind

__all__ = [
    "attributive_members",
    "belonging",
    "changes",
    "foundings",
    "gapped",
    "nominal_membership",
    "returns",
    "states_of_membership",
    "unsaid_changes",
]

_MEMBER = frozenset("member members ally allies signatory signatories".split())
_STATUS = re.compile(r"\b(observer|associate|dialogue partner|partner|candidate)\b", re.IGNORECASE)


def _split(clause: Clause, tokens: Iterable[Token]) -> tuple[list[Party], list[Party]]:
    """The states and the blocs among the parties of phrases."""
    scene, tree = clause.scene, clause.tree
    found = []
    for token in tokens:
        meant = scene.bloc_meant(tree, token) if token.unit is None else None
        if meant is None and token.tag in {"WDT", "WP"}:
            found += _described(clause, token)
        else:
            found += [meant] if meant is not None else scene.parties(tree, [token])
    found = unique(found)
    return [p for p in found if not clause.scene.is_bloc(p)], [p for p in found if clause.scene.is_bloc(p)]


def _described(clause: Clause, relative: Token) -> list[Party]:
    """The bloc or state that a relative pronoun stands for: "SADC", also in "SADC, the bloc of which"."""
    tree = clause.tree
    token = relative
    while token.dep != "relcl" and token.head != token.i:
        token = tree.head(token)
    if token.dep != "relcl":
        return []
    head = tree.head(token)
    return clause.scene.parties(tree, [head]) or (
        clause.scene.parties(tree, [tree.head(head)]) if head.dep == "appos" else []
    )


def _modifying_blocs(clause: Clause, token: Token) -> list[Party]:
    """ "NATO accession", "the bloc's newest member": blocs in front of a noun."""
    near = clause.tree.children(token.i, "compound", "nmod", "amod", "poss")
    named = [p for c in near if c.unit is not None for p in c.unit.parties if clause.scene.is_bloc(p)]
    if named:
        return named
    owners = [clause.scene.bloc_meant(clause.tree, c) for c in near if c.dep == "poss" and c.unit is None]
    return [o for o in owners if o is not None]


def _modifying_states(clause: Clause) -> list[Party]:
    """ "the Swedish accession": the states in front of a noun; none before a verb."""
    parties = (p for m in clause.roles.modifier if m.unit is not None for p in m.unit.parties)
    return [p for p in parties if not clause.scene.is_bloc(p)]


def _unsaid_bloc(clause: Clause) -> list[Party]:
    """The bloc that a sentence leaves out because the ones before speak of it: "Qatar quit in 2019"."""
    meant = clause.scene.unsaid_bloc(clause.tree, clause.predicate)
    return [meant] if meant is not None else []


def _candidate(
    clause: Clause,
    relation: str,
    members: list[Party],
    blocs: list[Party],
    rule: str,
    confidence: float,
    *,
    implied_plan: str | None = None,
    role: str | None = None,
    factual: bool = False,
) -> Iterator[Candidate]:
    members = [m for m in members if m.actor not in {b.actor for b in blocs}]
    if members and blocs:
        yield Candidate(
            relation,
            (tuple(unique(members)), tuple(unique(blocs))),
            clause.predicate,
            f"membership/{rule}",
            confidence,
            directed=True,
            implied_plan=implied_plan,
            role=role,
            factual=factual,
        )


def _role_of(clause: Clause, token: Token) -> str:
    """Whether a member is a full one: "observer", "dialogue partner", "candidate member"."""
    near = [token, *clause.tree.children(token.i, "compound", "amod", "nmod")]
    match = _STATUS.search(" ".join(t.text for t in sorted(near, key=lambda t: t.i)))
    return match.group(1).lower().replace("dialogue ", "") if match else "member"


_BODIES = frozenset(
    "bloc alliance group grouping union club family ranks organisation organization pact treaty community "
    "accord agreement membership framework convention forum".split()
)
"""What one joins by joining a bloc: "the BRICS bloc", not "the NATO condemnation"."""


def _is_person_of(token: Token) -> bool:
    """An office or person of a bloc: one joins "NATO's Secretary General" in a hall."""
    return token.unit is not None and token.unit.kind in {UnitKind.OFFICIAL, UnitKind.PERSON}


_TEXT_NAME = re.compile(r"(?:Accords?|Treaty|Pact|Convention|Statute|Agreement)$")
"""Names of texts that one joins by signing."""


def changes(clause: Clause) -> Iterator[Candidate]:
    """Joining, leaving, suspending, applying, admitting; by verb or by the noun that names the act."""
    act, roles, tree = clause.act, clause.roles, clause.tree
    nominal = not clause.predicate.is_verb
    if act in lx.JOIN_VERBS:
        members, own = _split(
            clause, [*roles.subject, *roles.owner, *(roles.behind("of", "by") if nominal else [])]
        )
        if any(t.tag == "VBG" for t in roles.behind("in")):
            return  # "joined the EU in condemning"
        joined = [o for o in roles.object if o.unit is not None or o.lemma in _BODIES or _is_bloc(clause, o)]
        targets = [*([] if nominal else joined), *roles.behind("to", "into")]
        _, blocs = _split(clause, [t for t in targets if not _is_person_of(t)])
        blocs = blocs or [
            *_modifying_blocs(clause, clause.predicate),
            *(b for o in roles.object if o.lemma in _BODIES for b in _modifying_blocs(clause, o)),
        ]
        members += _modifying_states(clause)
        if not members and own and blocs and own[0].actor != blocs[0].actor:
            members = own
        if act == "enter" and not any(
            o.unit is not None for o in [*roles.object, *roles.behind("to", "into")]
        ):
            return
        planned = (
            "accession" if nominal and act == "accede" and not _completed(tree, clause.predicate) else None
        )
        if act == "join" and not nominal and not any(o.unit is not None for o in roles.object) and not blocs:
            return
        yield from _candidate(
            clause, "member_of", members, blocs, act, 0.85, implied_plan=planned, role="member"
        )
    elif act in {"sign", "ratify"}:
        signed = roles.behind("of") if nominal else roles.object
        texts = [
            o for o in signed if o.unit is not None and _TEXT_NAME.search(clause.scene.text, o.start, o.end)
        ]
        signers = [*roles.behind("by"), *roles.owner] if nominal else on_behalf(tree, clause.predicate)
        members, _ = _split(clause, signers or roles.subject)
        _, blocs = _split(clause, texts)
        yield from _candidate(clause, "member_of", members, blocs, "accede", 0.7, role="member")
    elif act in lx.LEAVE_VERBS:
        members, _ = _split(
            clause, [*roles.subject, *roles.owner, *(roles.behind("of", "by") if nominal else [])]
        )
        members += _modifying_states(clause)
        approved = tree.head(clause.predicate).lemma if nominal and clause.predicate.dep == "dobj" else ""
        if act == "withdraw" and not nominal and roles.object and not roles.passive:
            moved, _ = _split(clause, roles.object)
            members = moved or ([] if roles.object else members)
        targets = [
            *(roles.object if act in {"leave", "quit", "exit"} else []),
            *roles.behind("from", "of" if act == "pull" else "from"),
        ]
        _, blocs = _split(clause, [t for t in targets if not _is_person_of(t)])
        if nominal:
            blocs = blocs or _modifying_blocs(clause, clause.predicate)
        yield from _candidate(
            clause,
            "withdrew_from",
            members,
            blocs,
            act,
            0.8,
            implied_plan=approved if approved in {"approve", "back", "endorse"} else None,
        )
    elif act in lx.SUSPEND_VERBS:
        members, _ = _split(
            clause,
            [*roles.object, *(roles.behind("of") if nominal else []), *(roles.owner if nominal else [])],
        )
        _, blocs = _split(
            clause, [*roles.behind("from"), *(roles.subject if roles.behind("from") == [] else [])]
        )
        membership = [o for o in roles.object if o.lemma == "membership"]
        if membership:
            members, _ = _split(clause, tree.children(membership[0].i, "poss"))
        yield from _candidate(clause, "suspended_from", members, blocs, act, 0.75)
    elif act in {"admit", "welcome", "accept", "induct"} and not nominal:
        yield from _admitting(clause)
    elif act in {"apply", "bid", "seek"}:
        yield from _applying(clause)


def _completed(tree: Tree, noun: Token) -> bool:
    """ "since its accession", "after joining", "the accession of X in 2007": it has happened."""
    head = tree.head(noun)
    return (
        head.lower in {"since", "after", "following"}
        or tree.head(head).lemma in {"anniversary"}
        or any(c.lower in {"2004", "2007", "2013"} for c in tree.subtree(noun.i))
    )


def _admitting(clause: Clause) -> Iterator[Candidate]:
    """ "NATO welcomed Sweden as its 32nd member", "welcome Sweden into NATO"."""
    roles, tree = clause.roles, clause.tree
    members, _ = _split(clause, roles.object)
    _, blocs = _split(clause, [*roles.behind("into", "to")])
    as_member = [t for t in roles.behind("as") if t.lower in _MEMBER or t.lemma in _MEMBER]
    if not blocs and not as_member and clause.act in {"admit", "accept", "induct"}:
        _, blocs = _split(clause, roles.subject)
    if not blocs and as_member:
        _, blocs = _split(clause, [*roles.subject, *tree.objects_of(as_member[0].i, "of")])
        blocs = blocs or _modifying_blocs(clause, as_member[0])
    yield from _candidate(clause, "member_of", members, blocs, "admit", 0.75, role="member")


def _applying(clause: Clause) -> Iterator[Candidate]:
    """ "X applied for membership of B", "X's bid to join B"."""
    roles, tree = clause.roles, clause.tree
    nominal = not clause.predicate.is_verb
    members, _ = _split(
        clause, [*roles.subject, *roles.owner, *(roles.behind("by", "from", "of") if nominal else [])]
    )
    members += _modifying_states(clause)
    goals = [*roles.behind("for", "to", "of"), *roles.object]
    aims = [g for g in goals if g.lemma in {"membership", "accession"}]
    _, blocs = _split(clause, [t for a in aims for t in tree.objects_of(a.i, "of", "in", "to")])
    blocs = blocs or [b for a in aims for b in _modifying_blocs(clause, a)]
    for child in tree.children(clause.predicate.i, "xcomp", "acl", "advcl"):
        if child.lemma in lx.JOIN_VERBS and clause.act != "seek":
            _, more = _split(
                clause, [*tree.children(child.i, "dobj"), *tree.objects_of(child.i, "to", "into")]
            )
            blocs += more
    yield from _candidate(clause, "applied_to", members, blocs, "apply", 0.75, factual=False)


def states_of_membership(clause: Clause) -> Iterator[Candidate]:
    """ "X is a member of B", "X became B's 32nd member", "B comprises X, Y and Z"."""
    act, roles, tree = clause.act, clause.roles, clause.tree
    if not clause.predicate.is_verb:
        return
    if act in {"be", "become", "remain", "turn"}:
        for noun in tree.coordinated(*roles.attribute, *roles.object):
            if (
                noun.lower not in _MEMBER
                and noun.lemma not in _MEMBER
                and noun.lemma
                not in {
                    "state",
                    "country",
                    "nation",
                    "part",
                    "party",
                    "signatory",
                    "observer",
                    "partner",
                    "candidate",
                }
            ):
                continue
            member_word = noun.lemma in _MEMBER or any(
                c.lemma == "member" for c in tree.children(noun.i, "compound")
            )
            behind = tree.objects_of(noun.i, "of", "in", "to")
            if noun.dep != "conj":
                behind += roles.behind("of", "in", "to")
            _, blocs = _split(clause, behind)
            blocs = blocs or _modifying_blocs(clause, noun)
            if noun.lemma in {"partner", "part", "country", "state", "nation"} and not member_word:
                continue
            if not blocs and not tree.children(noun.i, "prep") and member_word and noun.tag == "NN":
                blocs = _unsaid_bloc(clause)
            members, _ = _split(clause, roles.subject or subjects_of(tree, clause.predicate))
            if noun.lemma == "candidate":
                aims = tree.objects_of(noun.i, "for")
                _, more = _split(
                    clause, [*aims, *(t for a in aims for t in tree.objects_of(a.i, "of", "in", "to"))]
                )
                blocs = blocs or more
                yield from _candidate(clause, "applied_to", members, blocs, "candidate", 0.7)
                continue
            if noun.lemma == "ally" and not any(b.actor == "NATO" for b in blocs):
                continue
            if any(c.lower == "founding" for c in tree.children(noun.i, "amod", "compound")):
                yield from _candidate(clause, "founded", members, blocs, "founding member", 0.75)
            if _is_over(tree, clause.predicate):
                yield from _ended(clause, members, blocs)
                continue
            yield from _candidate(
                clause, "member_of", members, blocs, "be member", 0.8, role=_role_of(clause, noun)
            )
        inside = [t for t in roles.behind("in") if t.unit is not None and t.unit.kind is UnitKind.BLOC]
        if act == "be" and inside and not roles.attribute:
            members, _ = _split(clause, roles.subject)
            _, blocs = _split(clause, inside)
            yield from _candidate(clause, "member_of", members, blocs, "be member", 0.6, role="member")
    elif act in {"chair", "lead", "head"} and not roles.passive:
        members, _ = _split(clause, roles.subject)
        _, blocs = _split(
            clause, [o for o in roles.object if o.unit is not None and o.unit.kind is UnitKind.BLOC]
        )
        if act == "chair":
            yield from _candidate(clause, "member_of", members, blocs, "be member", 0.6, role="member")
    elif act in {"include", "comprise", "compose", "consist", "make", "group", "unite"}:
        holder = roles.object if roles.passive else roles.subject
        listed = roles.behind("of", "by") if roles.passive or act == "consist" else roles.object
        _, blocs = _split(clause, holder)
        members, _ = _split(clause, listed)
        if len(members) >= 2 and not (act == "make" and not roles.passive):
            yield from _candidate(clause, "member_of", members, blocs, "comprise", 0.75, role="member")


def _is_over(tree: Tree, verb: Token) -> bool:
    """ "ceased to be", "are no longer"."""
    ceased = verb.dep == "xcomp" and tree.head(verb).lemma in {"cease", "stop"}
    return ceased or any(c.lower == "longer" for c in tree.children(verb.i, "advmod", "neg"))


def _ended(clause: Clause, members: list[Party], blocs: list[Party]) -> Iterator[Candidate]:
    """A membership that is told to be over: the states have left."""
    verb = clause.predicate
    above = clause.tree.head(verb) if verb.dep == "xcomp" else verb
    for candidate in _candidate(clause, "withdrew_from", members, blocs, "no longer", 0.75):
        candidate.predicate = above
        candidate.factual = verb is above  # the "no" of "no longer" is in the relation already
        yield candidate


_ON_THE_WAY = frozenset(
    "path bid road aspiration aspirations application candidacy future prospect hope ambition "
    "invitation approve ratify support back discuss oppose veto want seek block pursue offer deny rule "
    "delay consider hinder grant welcome favour favor demand promise reject".split()
)
"""Words above "membership" that make it one to come."""


def nominal_membership(clause: Clause) -> Iterator[Candidate]:
    """ "Turkey approved Sweden's NATO membership", "Kosovo wants membership in NATO", "accession talks"."""
    noun, tree, roles = clause.predicate, clause.tree, clause.roles
    if noun.lemma in {"talk", "talks", "negotiation", "negotiations"} and not noun.is_verb:
        yield from _accession_talks(clause)
        return
    if noun.lemma != "membership":
        return
    _, blocs = _split(clause, roles.behind("in", "of", "to"))
    blocs = blocs or _modifying_blocs(clause, noun)
    members, _ = _split(clause, [*roles.owner, *roles.behind("for")])
    above: list[Token] = []
    token = noun
    while token.head != token.i and len(above) < _CLIMB:
        token = tree.head(token)
        above.append(token)
        if token.is_verb:
            break
    if not members:
        members = [p for t in above if t.is_noun for p in _split(clause, tree.children(t.i, "poss"))[0]]
    if not members and token.is_verb and token.lemma in {"want", "seek", "pursue", "demand"}:
        members, _ = _split(clause, subjects_of(tree, token))
    if any(t.lemma in {"suspend", "freeze", "apply", "bid", "application", "end", "withdraw"} for t in above):
        return
    if token.lemma in {"be", "remain"}:
        return  # "its membership is off the table"
    to_come = next((t.lemma for t in above if t.lemma in _ON_THE_WAY), None)
    yield from _candidate(
        clause, "member_of", members, blocs, "membership", 0.7 if to_come else 0.55,
        implied_plan=to_come, role="member", factual=to_come is None,
    )  # fmt: skip


_CLIMB = 4


def _accession_talks(clause: Clause) -> Iterator[Candidate]:
    """ "Moldova opened accession talks with the European Union": it has applied."""
    noun, tree = clause.predicate, clause.tree
    near = tree.children(noun.i, "compound", "amod", "nmod")
    if not any(c.lemma in {"accession", "membership"} for c in near):
        return
    sides = tree.objects_of(noun.i, "with", "between")
    members, blocs = _split(clause, [*clause.roles.owner, *sides])
    blocs = blocs or _modifying_blocs(clause, noun)
    head = tree.head(noun)
    if not members and head.is_verb and noun.dep == "dobj":
        members, _ = _split(clause, subjects_of(tree, head))
        if not blocs:
            _, blocs = _split(clause, tree.objects_of(head.i, "with"))
    for candidate in _candidate(clause, "applied_to", members, blocs, "accession talks", 0.65):
        candidate.standing = True
        yield candidate


def belonging(clause: Clause) -> Iterator[Candidate]:
    """ "X belongs to B", "B, to which all three belong"."""
    if clause.act != "belong" or not clause.predicate.is_verb:
        return
    behind = clause.roles.behind("to")
    numbers = clause.tree.children(clause.predicate.i, "nummod")  # "to which all three belong"
    members, _ = _split(clause, clause.roles.subject or numbers)
    _, blocs = _split(clause, clause.tree.coordinated(*behind))
    for candidate in _candidate(clause, "member_of", members, blocs, "belong", 0.8, role="member"):
        if any(c.lower in {"neither", "no"} for t in behind for c in clause.tree.children(t.i)):
            candidate.implied_denial = "neither"
        yield candidate


def returns(clause: Clause) -> Iterator[Candidate]:
    """ "X came back to B", "X returned to B", "B took in X"."""
    act, roles, tree = clause.act, clause.roles, clause.tree
    if not clause.predicate.is_verb:
        return
    if act in {"come", "return", "go", "rejoin"}:
        back = act in {"return", "rejoin"} or any(
            c.lower == "back" for c in tree.children(clause.predicate.i)
        )
        members, _ = _split(clause, roles.subject)
        adverbs = tree.children(clause.predicate.i, "advmod")
        target = [
            *roles.behind("to", "into"),
            *(o for a in adverbs for o in tree.objects_of(a.i, "to", "in")),
        ]
        target += roles.object if act == "rejoin" else []
        _, blocs = _split(clause, [t for t in target if _is_bloc(clause, t)])
        if back:
            yield from _candidate(clause, "member_of", members, blocs, "join", 0.7, role="member")
    elif act == "take" and any(c.lower == "in" for c in tree.children(clause.predicate.i, "prt", "prep")):
        inside = roles.behind("in") if not roles.object else roles.object
        members, _ = _split(clause, inside)
        _, blocs = _split(clause, [t for t in roles.subject if _is_bloc(clause, t)])
        yield from _candidate(clause, "member_of", members, blocs, "admit", 0.65, role="member")


def _is_bloc(clause: Clause, token: Token) -> bool:
    """The name of a bloc, not a person or office of it, or a phrase for one."""
    if token.unit is not None:
        return token.unit.kind is UnitKind.BLOC
    return clause.scene.bloc_meant(clause.tree, token) is not None


_MOVES = {
    "join": ("member_of", 0.65),
    "rejoin": ("member_of", 0.65),
    "apply": ("applied_to", 0.6),
    "quit": ("withdrew_from", 0.65),
    "leave": ("withdrew_from", 0.55),
    "withdraw": ("withdrew_from", 0.6),
    "admit": ("member_of", 0.65),
    "ask": ("applied_to", 0.6),
}


def unsaid_changes(clause: Clause) -> Iterator[Candidate]:
    """ "Qatar quit in 2019", "Uruguay was admitted in 2021": the bloc is the one the text speaks of."""
    act, roles, tree = clause.act, clause.roles, clause.tree
    if not clause.predicate.is_verb or act not in _MOVES:
        return
    asked = act == "ask"
    if asked:
        aims = [c for c in tree.children(clause.predicate.i, "xcomp") if c.lemma in lx.JOIN_VERBS]
        if any(tree.children(a.i, "dobj") for a in aims):
            return
        if not aims and not any(t.lemma in {"membership", "admission"} for t in roles.behind("for")):
            return
    elif act == "admit":
        if not roles.passive or roles.behind("to", "into"):
            return
    elif (roles.object and clause.predicate.dep != "relcl") or roles.behind(
        "to", "from", "with", "for", "in favor"
    ):
        return
    if act in {"join", "leave", "withdraw"} and not _is_dated(clause):
        return
    if clause.predicate.tag == "VBG" or (tree.children(clause.predicate.i, "xcomp") and not asked):
        return
    members, own = _split(clause, roles.object if act == "admit" else roles.subject)
    if own or not members or len(members) > 4:
        return
    relation, confidence = _MOVES[act]
    yield from _candidate(
        clause, relation, members, _unsaid_bloc(clause), act, confidence,
        role="member" if relation == "member_of" else None,
    )  # fmt: skip


def gapped(clause: Clause) -> Iterator[Candidate]:
    """ "Qatar quit OPEC in 2019 and Indonesia in 2016": the second clause leaves its verb out."""
    tree = clause.tree
    if not clause.predicate.is_verb or clause.act not in _MOVES:
        return
    rest = [
        t
        for t in tree.tokens[clause.predicate.i + 1 : -2]
        if t.unit is not None
        and t.unit.kind in {UnitKind.NAME, UnitKind.PEOPLE}
        and tree[t.i - 1].lower in {",", "and", ";"}
        and t.dep not in {"nsubj", "nsubjpass"}
        and _TIME_BEHIND.match(clause.scene.text, t.end)
    ]
    if not rest:
        return
    for first in (*changes(clause), *unsaid_changes(clause)):
        said = {p.actor for side in first.sides for p in side}
        for token in rest:
            members = tuple(p for p in token.unit.parties if p.actor not in said) if token.unit else ()
            if members:
                yield replace(first, sides=(members, first.sides[1]), rule=f"{first.rule}/gapped", time=token)
        return


_TIME_BEHIND = re.compile(
    r"\s+(?:in\s+(?:(?:early|late|mid-)\s*)?(?:[A-Z][a-z]+\s+)?(?:19|20)\d\d|that\s+[A-Z][a-z]+|an?\s+\w+\s+(?:earlier|later))\b"
)


def _is_dated(clause: Clause) -> bool:
    """Whether the clause says in which year: "joined in 2016", "left for the second time in 2020"."""
    return any(re.fullmatch(r"(?:19|20)\d\d", t.text) for t in clause.tree.subtree(clause.predicate.i))


def _is_outside(clause: Clause, noun: Token) -> bool:
    """ "a Major Non-NATO Ally" is no member."""
    start = min(t.start for t in clause.tree.subtree(noun.i))
    return re.search(r"\b[Nn]on-", clause.scene.text[start : noun.end]) is not None


def attributive_members(clause: Clause) -> Iterator[Candidate]:
    """ "NATO member Turkey", "X, a member of B", "the three B members", "B members X and Y"."""
    noun, tree, scene = clause.predicate, clause.tree, clause.scene
    if noun.is_verb:
        return
    if noun.unit is not None:
        yield from _before_name(clause)
        return
    member_state = noun.lemma in {"state", "country", "nation"} and any(
        c.lemma == "member" for c in tree.children(noun.i, "compound", "amod")
    )
    if (
        noun.lemma not in {"member", "ally", "signatory"}
        and not member_state
        and not (
            noun.lemma in {"state", "country", "nation"}
            and _modifying_blocs(clause, noun)
            and any(c.lower == "other" for c in tree.children(noun.i))
        )
    ):
        return
    blocs = [*_modifying_blocs(clause, noun)]
    if not blocs:
        _, blocs = _split(clause, tree.objects_of(noun.i, "of"))
    if not blocs and (_is_known_member(tree, noun) or _listed_behind(clause)):
        blocs = _unsaid_bloc(clause)
    if not blocs or (noun.lemma == "ally" and blocs[0].actor != "NATO") or _is_outside(clause, noun):
        return
    in_list = noun.dep == "conj" or bool(tree.children(noun.i, "conj"))
    behind = [] if in_list else [c for c in tree.children(noun.i, "appos") if not _is_item(clause, noun, c)]
    members = scene.parties(tree, behind)
    if noun.dep == "appos":
        named = scene.parties(tree, [tree.head(noun)])
        members += (
            named if noun.tag in {"NN", "NNP"} or len(named) > 1 else []
        )  # "Brazil, the GCC members, Egypt"
    elif noun.dep == "pobj" and tree.head(noun).lower == "of" and tree.head(tree.head(noun)).lower == "one":
        one = tree.head(tree.head(noun))
        members += scene.parties(tree, [tree.head(one)]) if one.dep == "appos" else []
    elif noun.dep == "pobj" and tree.head(noun).lower == "as" and tree.head(tree.head(noun)).is_verb:
        members += scene.parties(tree, tree.children(tree.head(tree.head(noun)).i, "nsubj"))
    if noun.dep == "compound" and tree.head(noun).unit is not None:
        members += list(tree.head(noun).unit.parties) if tree.head(noun).unit else []  # type: ignore[union-attr]
    confidence = 0.8
    if not members and noun.tag in {"NNS", "NNPS"}:
        members = _listed_behind(clause)
    if not members:
        definite = tree.children(noun.i, "det", "poss")  # not "a flight between two EU member states"
        wanted = scene._count(tree, noun) if definite else None  # noqa: SLF001
        members = [
            Party(p.actor, p.span, p.via, "member")
            for p in (scene.named_together(tree, noun, wanted) if wanted else [])
        ]
        confidence = 0.7
    if not members and any(c.lower == "other" for c in tree.children(noun.i)):
        members = _beside_other(clause)
    members = [m for m in members if not scene.is_bloc(m)]
    yield from _candidate(
        clause,
        "member_of",
        members,
        blocs,
        "attributive",
        confidence,
        role=_role_of(clause, noun),
        factual=True,
    )


_LIST_OPENS = re.compile(
    r"\s*(?:,\s*among (?:them|which)(?: are)?|:|,?\s*(?:including|namely|such as)|[–—(])\s*(?:the\s+)?"
)


def _listed_behind(clause: Clause) -> list[Party]:
    """ "the members: A, B and C", "the bloc's members, among them A and B"."""
    noun = clause.predicate
    if noun.lemma != "member":
        return []
    units = [t.unit for t in clause.tree.tokens[noun.i + 1 :] if t.unit is not None]
    following = [u for u in units if u.kind is not UnitKind.BLOC][:1]
    if not following or following[0].listed < 2:
        return []
    end = max([noun.end, *(u.end for u in units if u.end <= following[0].start)])
    opened = _LIST_OPENS.fullmatch(clause.scene.text, end, following[0].start)
    return [p for p in following[0].parties if not clause.scene.is_bloc(p)] if opened else []


def _is_item(clause: Clause, noun: Token, name: Token) -> bool:
    """ "other Mercosur countries, A, B": a bare comma behind a plural makes no apposition."""
    if noun.tag not in {"NNS", "NNPS"} or clause.scene._count(clause.tree, noun):  # noqa: SLF001
        return False
    return clause.scene.text[noun.end : name.start].strip(") ") in {",", ", the"}


def _is_known_member(tree: Tree, noun: Token) -> bool:
    """ "Suriname, a member since 1995", "Sudan, another member", "Russia, one of its eight members"."""
    if noun.lemma != "member":
        return False
    if noun.dep == "appos" and noun.tag == "NN":
        words = {c.lower for c in tree.children(noun.i)}
        return bool(words & {"since", "another", "fellow", "founding", "full"})
    return (
        noun.dep == "pobj"
        and any(c.lower == "its" for c in tree.children(noun.i, "poss"))
        and tree.head(tree.head(noun)).lower == "one"
    )


def _beside_other(clause: Clause) -> list[Party]:
    """ "Bahrain and other GCC states": the one named before "other"."""
    tree, noun = clause.tree, clause.predicate
    head = tree.head(noun) if noun.dep == "conj" else None
    if head is None or head.unit is None:
        return []
    other = next(c for c in tree.children(noun.i) if c.lower == "other")
    joined = re.fullmatch(
        r",?\s*(?:and|or|as well as|along with)\s+(?:the\s+|all\s+)?",
        clause.scene.text[head.end : other.start],
    )
    return list(head.unit.parties) if joined else []


def _before_name(clause: Clause) -> Iterator[Candidate]:
    """ "NATO member Turkey": the membership stands in front of the name."""
    tree, name = clause.tree, clause.predicate
    if name.unit is None or name.unit.kind in {
        UnitKind.BLOC,
        UnitKind.ADJECTIVE,
        UnitKind.PLACE,
        UnitKind.PERSON,
    }:
        return
    for child in tree.children(name.i, "compound", "nmod", "amod"):
        if child.lemma in {"member", "ally"}:
            blocs = [*_modifying_blocs(clause, child), *_modifying_blocs(clause, name)]
            if child.lemma == "ally" and not any(b.actor == "NATO" for b in blocs):
                continue
            members = [p for p in name.unit.parties if not clause.scene.is_bloc(p)]
            yield from _candidate(
                clause, "member_of", members, blocs, "attributive", 0.8, role="member", factual=True
            )


def foundings(clause: Clause) -> Iterator[Candidate]:
    """ "A, B and C founded the X", "the X, founded by A and B", "the X was born in September 2023"."""
    act, roles = clause.act, clause.roles
    if not clause.predicate.is_verb or act not in {
        "found",
        "establish",
        "form",
        "create",
        "launch",
        "bear",
        "transform",
        "turn",
        "set",
    }:
        return
    if clause.predicate.dep == "pcomp":
        return  # "ten years after establishing it, the two met": who did stays open
    target = roles.object
    blocs = [p for t in target if t.unit is not None and t.unit.kind is UnitKind.BLOC for p in t.unit.parties]
    if not blocs and act == "found":
        blocs = [b for t in target if t.unit is None and (b := clause.scene.bloc_meant(clause.tree, t))]
    if not blocs and act in {"bear", "transform"}:
        return
    founders, _ = _split(clause, roles.subject)
    if act in {"found", "establish", "form", "create", "launch"} and founders and blocs:
        yield from _candidate(clause, "founded", founders, blocs, "found", 0.75)
    if blocs and roles.passive:
        yield Candidate(
            "established",
            ((blocs[0],),),
            clause.predicate,
            f"membership/established/{act}",
            0.75,
            directed=True,
            detail=_as_what(clause),
        )


def _as_what(clause: Clause) -> str | None:
    """What the bloc was founded as: "mutual defence pact", "confederation"."""
    for token in clause.roles.behind("as", "into"):
        inside = [
            t for t in clause.tree.subtree(token.i) if t.i <= token.i and t.unit is None and t.dep != "det"
        ]
        first = min(inside, key=lambda t: t.i)
        return " ".join(clause.scene.text[first.start : token.end].split())
    return None

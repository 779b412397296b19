"""Memberships: who belongs to, joins, leaves, is suspended from, applies to or founded what."""

import re
from collections.abc import Iterable, Iterator

from graph.extraction import lexicon as lx
from graph.extraction.frames.candidate import Candidate, Clause
from graph.extraction.parsing import Token, Tree
from graph.extraction.roles import subjects_of
from graph.extraction.scene import unique
from graph.extraction.units import Party, UnitKind

__all__ = ["attributive_members", "changes", "foundings", "states_of_membership"]

_MEMBER = frozenset("member members ally allies signatory signatories".split())
_STATUS = re.compile(r"\b(observer|associate|dialogue partner|partner|candidate)\b", re.IGNORECASE)


def _split(clause: Clause, tokens: Iterable[Token]) -> tuple[list[Party], list[Party]]:
    """The states and the blocs among the parties of phrases."""
    scene, tree = clause.scene, clause.tree
    found = []
    for token in tokens:
        meant = scene.bloc_meant(tree, token)
        found += [meant] if meant is not None else scene.parties(tree, [token])
    found = unique(found)
    return [p for p in found if not clause.scene.is_bloc(p)], [p for p in found if clause.scene.is_bloc(p)]


def _modifying_blocs(clause: Clause, token: Token) -> list[Party]:
    """ "NATO accession", "the bloc's newest member": blocs in front of a noun."""
    near = clause.tree.children(token.i, "compound", "nmod", "amod", "poss")
    return [p for c in near if c.unit is not None for p in c.unit.parties if clause.scene.is_bloc(p)]


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


def changes(clause: Clause) -> Iterator[Candidate]:
    """Joining, leaving, suspending, applying, admitting; by verb or by the noun that names the act."""
    act, roles, tree = clause.act, clause.roles, clause.tree
    nominal = not clause.predicate.is_verb
    if act in lx.JOIN_VERBS:
        members, own = _split(
            clause, [*roles.subject, *roles.owner, *(roles.behind("of", "by") if nominal else [])]
        )
        _, blocs = _split(
            clause,
            [*roles.object, *roles.behind("to", "into")] if not nominal else roles.behind("to", "into"),
        )
        blocs = blocs or [
            *_modifying_blocs(clause, clause.predicate),
            *(b for o in roles.object for b in _modifying_blocs(clause, o)),
        ]
        members += (
            [
                p
                for m in roles.modifier
                if m.unit is not None
                for p in m.unit.parties
                if not clause.scene.is_bloc(p)
            ]
            if nominal
            else []
        )
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
    elif act in lx.LEAVE_VERBS:
        members, _ = _split(
            clause, [*roles.subject, *roles.owner, *(roles.behind("of", "by") if nominal else [])]
        )
        members += (
            [
                p
                for m in roles.modifier
                if m.unit is not None
                for p in m.unit.parties
                if not clause.scene.is_bloc(p)
            ]
            if nominal
            else []
        )
        if act == "withdraw" and not nominal and roles.object and not roles.passive:
            moved, _ = _split(clause, roles.object)
            members = moved or ([] if roles.object else members)
        targets = [
            *(roles.object if act in {"leave", "quit", "exit"} else []),
            *roles.behind("from", "of" if act == "pull" else "from"),
        ]
        _, blocs = _split(clause, targets)
        if nominal:
            blocs = blocs or _modifying_blocs(clause, clause.predicate)
        yield from _candidate(clause, "withdrew_from", members, blocs, act, 0.8)
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
    members, _ = _split(clause, [*roles.subject, *roles.owner])
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
    if act in {"be", "become", "remain"}:
        for noun in [*roles.attribute, *roles.object]:
            if (
                noun.lower not in _MEMBER
                and noun.lemma not in _MEMBER
                and noun.lemma
                not in {"state", "country", "nation", "part", "signatory", "observer", "partner", "candidate"}
            ):
                continue
            member_word = noun.lemma in _MEMBER or any(
                c.lemma == "member" for c in tree.children(noun.i, "compound")
            )
            _, blocs = _split(clause, tree.objects_of(noun.i, "of", "in", "to"))
            blocs = blocs or _modifying_blocs(clause, noun)
            if noun.lemma in {"partner", "part", "country", "state", "nation"} and not member_word:
                continue
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
                continue
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
    if not blocs or (noun.lemma == "ally" and blocs[0].actor != "NATO"):
        return
    in_list = noun.dep == "conj" or bool(tree.children(noun.i, "conj"))
    members = [] if in_list else [p for c in tree.children(noun.i, "appos") for p in scene.parties(tree, [c])]
    if noun.dep == "appos":
        members += scene.parties(tree, [tree.head(noun)])
    if noun.dep == "compound" and tree.head(noun).unit is not None:
        members += list(tree.head(noun).unit.parties) if tree.head(noun).unit else []  # type: ignore[union-attr]
    confidence = 0.8
    if not members:
        wanted = scene._count(tree, noun)  # noqa: SLF001
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


def _beside_other(clause: Clause) -> list[Party]:
    """ "Bahrain and other GCC states": the one named before "other"."""
    tree, noun = clause.tree, clause.predicate
    head = tree.head(noun) if noun.dep == "conj" else None
    return clause.scene.parties(tree, [head]) if head is not None and head.unit is not None else []


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
    target = roles.object
    blocs = [p for t in target if t.unit is not None and t.unit.kind is UnitKind.BLOC for p in t.unit.parties]
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

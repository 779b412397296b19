"""Meetings, visits, calls and talks between states; and alliances."""

from collections.abc import Iterator

from graph.extraction import lexicon as lx
from graph.extraction.frames.candidate import MOST_AT_A_TABLE, Candidate, Clause
from graph.extraction.parsing import Token
from graph.extraction.roles import subjects_of
from graph.extraction.scene import dyad_sides, flat, modifier_parties, unique
from graph.extraction.units import UnitKind

__all__ = ["alliances", "meetings", "talks"]

_DIRECT = frozenset("meet host receive visit welcome greet call telephone".split())
_COUNTERPARTS = frozenset("counterpart counterparts".split())


def meetings(clause: Clause) -> Iterator[Candidate]:
    """ "A met B", "A held talks with B", "A received B's minister", "A spoke with B"."""
    act, roles, tree = clause.act, clause.roles, clause.tree
    if tree.words & lx.SPORT_WORDS:
        return
    if not clause.predicate.is_verb:
        if act == "visit":
            yield from _visit_noun(clause)
        return
    held = [o for o in roles.object if o.lower in lx.MEETING_NOUNS or o.lemma in lx.MEETING_NOUNS]
    if act in _CALLING_OFF and held:
        yield from _called_off(clause, held[0])
        return
    if act in lx.HOLD_VERBS and held:
        noun = held[0]
        partners = clause.scene.sides_of(
            clause.tree, [*roles.behind("with"), *tree.objects_of(noun.i, "with")]
        )
        between = clause.scene.sides_of(
            clause.tree, [*roles.behind("between"), *tree.objects_of(noun.i, "between", "among")]
        )
        subject = clause.sides(roles.subject)
        if not subject and roles.passive:  # "a summit was held involving A and B"
            acts = [*tree.children(noun.i, "acl"), *tree.children(clause.predicate.i, "advcl", "prep")]
            named = [
                t
                for a in acts
                if a.lemma in {"involve", "involving"}
                for t in tree.children(a.i, "dobj", "pobj")
            ]
            between = between or clause.sides(named)
        if partners and any(c.lower in _ALL_TOGETHER for c in tree.children(noun.i, "amod")):
            between = tuple((p,) for p in unique([*flat(subject), *flat(partners)]))
        sides = (
            between
            if len(flat(between)) > 1
            else ((flat(subject), flat(partners)) if subject and partners else subject)
        )
        if len(flat(sides)) >= 2 and (act != "attend" or partners):
            yield Candidate("met_with", sides, clause.predicate, "meeting/hold", 0.8)
        return
    if act == "discuss":
        yield from _discussing(clause)
        return
    if act not in lx.MEET_VERBS:
        return
    subject = clause.sides(roles.subject)
    if act in {"speak", "talk", "confer"}:
        partners = clause.sides(roles.behind("with", "to"))
    elif act == "meet":
        partners = clause.sides([*roles.object, *roles.behind("with")])
    elif act in {"host", "receive", "welcome", "greet", "call"}:
        partners = clause.sides([o for o in roles.object if _is_person(o)])
        if act in {"call", "receive", "greet", "welcome"} and not all(_is_person(s) for s in roles.subject):
            subject = subject if act in {"receive", "welcome"} else ()
    else:
        partners = clause.sides(roles.object) if all(_is_person(s) for s in roles.subject) else ()
    if subject and partners:
        confidence = 0.8 if act in {"meet", "speak"} else 0.65
        yield Candidate(
            "met_with", (flat(subject), flat(partners)), clause.predicate, f"meeting/{act}", confidence
        )
    elif act in {"meet", "speak", "talk"} and len(flat(subject)) >= 2:
        yield Candidate("met_with", subject, clause.predicate, f"meeting/{act}", 0.75)


_ALL_TOGETHER = frozenset("trilateral quadrilateral three-way four-way multilateral".split())
_CALLING_OFF = frozenset("postpone cancel scrap suspend delay abort".split())


def _called_off(clause: Clause, noun: Token) -> Iterator[Candidate]:
    """ "A and B postpone a summit", "A cancels a meeting with B"."""
    subject = clause.sides(clause.roles.subject)
    partners = clause.sides([*clause.roles.behind("with"), *clause.tree.objects_of(noun.i, "with")])
    sides = (flat(subject), flat(partners)) if subject and partners else subject
    if len(flat(sides)) > 1:
        yield Candidate(
            "met_with", sides, clause.predicate, "meeting/called off", 0.7, implied_denial=clause.act
        )


def _discussing(clause: Clause) -> Iterator[Candidate]:
    """ "A's president and B's premier discussed": persons of two states, or "with B"."""
    roles = clause.roles
    subject = clause.sides(roles.subject)
    with_whom = [t for t in clause.tree.objects_of(clause.predicate.i, "with") if _is_person(t)]
    partners = clause.sides(with_whom)  # not "discussed competition with B"
    persons = [
        s for s in roles.subject if s.unit is not None and s.unit.kind in {UnitKind.PERSON, UnitKind.OFFICIAL}
    ]
    if subject and partners:
        yield Candidate("met_with", (flat(subject), flat(partners)), clause.predicate, "meeting/discuss", 0.6)
    elif persons and len(flat(subject)) == 2 and not clause.tree.children(clause.predicate.i, "neg"):
        yield Candidate("met_with", subject, clause.predicate, "meeting/discuss", 0.6)


def _is_person(token: Token) -> bool:
    """A person or an official rather than a bare name of a state."""
    if token.unit is not None:
        return token.unit.kind in {UnitKind.PERSON, UnitKind.OFFICIAL}
    return token.lemma in lx.OFFICIAL_NOUNS or token.lower in {"he", "she", "they", "who", "i", "we"}


def _visit_noun(clause: Clause) -> Iterator[Candidate]:
    """ "Modi's visit to Moscow"."""
    roles = clause.roles
    visitors = clause.sides([*roles.owner, *roles.behind("by")])
    hosts = clause.sides(roles.behind("to"))
    home = clause.scene.publisher(clause.predicate)
    if roles.behind("by") and not hosts and not {p.actor for p in home} & {p.actor for p in flat(visitors)}:
        hosts = tuple((p,) for p in home)
    if visitors and hosts:
        yield Candidate("met_with", (flat(visitors), flat(hosts)), clause.predicate, "meeting/visit", 0.55)


def talks(clause: Clause) -> Iterator[Candidate]:
    """ "talks between A and B", "during a meeting with B", "A-B talks"."""
    noun, tree = clause.predicate, clause.tree
    if (
        noun.is_verb
        or (noun.lower not in lx.MEETING_NOUNS and noun.lemma not in lx.MEETING_NOUNS)
        or noun.lower in {"round", "session", "visit"}
    ):
        return
    head = tree.head(noun)
    if noun.dep == "dobj" and head.is_verb and head.lemma in lx.HOLD_VERBS:
        return
    between = clause.sides(tree.objects_of(noun.i, "between", "among"))
    if len(flat(between)) >= 2:
        yield Candidate("met_with", between, noun, "meeting/between", 0.65)
        return
    if noun.lemma in {"summit", "meeting", "talks"}:
        attended = clause.sides(tree.objects_of(noun.i, "of"))
        named = [p for p in flat(attended) if p.how != "anaphora" and not clause.scene.is_bloc(p)]
        if 2 <= len(named) <= MOST_AT_A_TABLE and len(named) == len(flat(attended)):
            yield Candidate("met_with", attended, noun, "meeting/of", 0.6)
            return
    partners = clause.sides(tree.objects_of(noun.i, "with"))
    hosts = clause.scene.parties(tree, tree.children(noun.i, "poss"))
    dyad = dyad_sides(tree, noun)
    if partners and not hosts:
        above = head
        for _ in range(4):
            if above.is_verb or above.head == above.i:
                break
            above = tree.head(above)
        if above.is_verb or above.tag.startswith("JJ"):
            hosts = clause.scene.parties(tree, subjects_of(tree, above))
    if partners and hosts:
        yield Candidate("met_with", (tuple(hosts), flat(partners)), noun, "meeting/with", 0.6)
    elif len(dyad) == 2:
        yield Candidate("met_with", dyad, noun, "meeting/dyad", 0.5)
    elif not partners and not hosts:
        yield from _behind_talks(clause)


def _behind_talks(clause: Clause) -> Iterator[Candidate]:
    """ "After three days of talks, A and B signed": those who did something after talks held them."""
    tree = clause.tree
    token = clause.predicate
    for _ in range(4):
        if token.head == token.i or token.is_verb:
            return
        parent = tree.head(token)
        if token.dep == "pobj" and parent.lower in {"after", "following", "during", "in", "at"}:
            verb = tree.head(parent)
            subject = clause.sides(subjects_of(tree, verb)) if verb.is_verb else ()
            if len(flat(subject)) == 2 and parent.i < verb.i + 12:
                yield Candidate("met_with", subject, clause.predicate, "meeting/after talks", 0.55)
            return
        token = parent


def alliances(clause: Clause) -> Iterator[Candidate]:
    """ "A and B are allies", "A's ally B", "the alliance between A and B"."""
    tree, roles, predicate = clause.tree, clause.roles, clause.predicate
    if predicate.is_verb:
        if clause.act in {"designate", "name", "declare"}:
            yield from _designated(clause)
        if clause.act not in {"be", "become", "remain"}:
            return
        for noun in roles.attribute:
            if noun.lemma != "ally":
                continue
            owners = clause.scene.parties(
                tree, [*tree.children(noun.i, "poss"), *tree.objects_of(noun.i, "of", "to")]
            )
            owners += modifier_parties(tree, noun)
            owners = [o for o in owners if not clause.scene.is_bloc(o)]
            subject = clause.sides(roles.subject)
            if owners and subject:
                yield Candidate("allied_with", (flat(subject), tuple(owners)), predicate, "alliance/be", 0.7)
            elif not owners and len(flat(subject)) >= 2 and noun.tag == "NNS":
                yield Candidate("allied_with", subject, predicate, "alliance/be", 0.65)
        return
    if predicate.lemma == "ally" and predicate.unit is None:
        owners = clause.scene.parties(
            tree, [*tree.children(predicate.i, "poss"), *tree.objects_of(predicate.i, "of")]
        )
        owners += modifier_parties(tree, predicate)
        owners = [o for o in owners if not clause.scene.is_bloc(o)]
        named = clause.scene.parties(
            tree,
            [
                *tree.children(predicate.i, "appos"),
                *([tree.head(predicate)] if predicate.dep == "appos" and tree.head(predicate).unit else []),
            ],
        )
        for child in tree.children(predicate.i, "prep"):
            if child.lower in {"as", "like", "including"} and child.i > predicate.i:
                named += clause.scene.parties(tree, tree.children(child.i, "pobj"))
        head = tree.head(predicate)
        if not named and any(
            c.lower in {"our", "my", "its", "their"} for c in tree.children(predicate.i, "poss")
        ):
            named = [p for p in owners if p.how != "home"]  # "our Philippine ally"
            owners = clause.scene.parties(tree, tree.children(predicate.i, "poss"))
        if named and not owners and predicate.dep == "dobj" and head.is_verb:
            owners = [
                o for o in clause.scene.parties(tree, subjects_of(tree, head)) if not clause.scene.is_bloc(o)
            ]
        if owners and named:
            yield Candidate(
                "allied_with", (tuple(owners), tuple(named)), predicate, "alliance/ally", 0.6, factual=True
            )
    elif predicate.lemma == "alliance":
        between = clause.sides(tree.objects_of(predicate.i, "between"))
        dyad = dyad_sides(tree, predicate)
        if len(flat(between)) >= 2:
            yield Candidate("allied_with", between, predicate, "alliance/between", 0.65, factual=True)
        elif len(dyad) == 2:
            yield Candidate(
                "allied_with",
                dyad,
                predicate,
                "alliance/dyad",
                0.6,
                factual=True,
            )


def _designated(clause: Clause) -> Iterator[Candidate]:
    """ "A designated B as a Major Non-NATO Ally"."""
    tree, roles = clause.tree, clause.roles
    titles = [*roles.behind("as"), *tree.children(clause.predicate.i, "oprd", "attr")]
    if not any(t.lemma == "ally" for t in titles):
        return
    subject = clause.sides(roles.subject)
    allies = [p for p in clause.scene.parties(tree, roles.object) if not clause.scene.is_bloc(p)]
    if subject and allies:
        yield Candidate(
            "allied_with", (flat(subject), tuple(allies)), clause.predicate, "alliance/designate", 0.7
        )

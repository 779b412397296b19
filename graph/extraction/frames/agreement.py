"""Agreements and memoranda: who signed, reached or is bound by a text with whom."""

from collections.abc import Iterable, Iterator

from graph.extraction import lexicon as lx
from graph.extraction.frames.candidate import Candidate, Clause
from graph.extraction.parsing import Token, Tree
from graph.extraction.roles import on_behalf, subjects_of
from graph.extraction.scene import Scene, Sides, dyad_sides, flat, modifier_parties, unique
from graph.extraction.units import Party, UnitKind
from graph.model import Stage

__all__ = ["agreement_noun_of", "nominal_agreements", "signings"]

_AGREED_ACTS = frozenset(
    "exchange halt cease normalise normalize restore resume end start open create form extend implement "
    "de-escalate avoid swap release establish upgrade elevate reopen delimit demarcate suspend reduce lift "
    "set refrain".split()
)
_LOOSE_ACTS = frozenset(
    "continue work cooperate collaborate meet remain keep stay explore discuss consult talk hold disagree "
    "deepen strengthen enhance expand intensify coordinate maintain review consider study convene engage "
    "support help seek look focus promote advance be have reaffirm build share speak follow use step take "
    "make attend negotiate resolve address tackle overcome ease defuse improve pursue".split()
)
"""What parties agree to do without having concluded anything."""
_AGREED_NOUNS = lx.AGREEMENT_NOUNS | frozenset(
    "plan exchange terms series steps measures cessation truce package extension pause halt "
    "moratorium".split()
)
_FIRM_HEADS = lx.FIRM_AGREEMENT_NOUNS
_LEGISLATION = frozenset("law legislation bill order proclamation decree memorandum act resolution".split())
_TALKS = frozenset("talks talk negotiations negotiation discussions".split())


def agreement_noun_of(tree: Tree, token: Token, depth: int = 0) -> Token | None:
    """The noun of agreement at the head of a phrase, among its coordinates, or behind "series of"."""
    if depth > 3:
        return None
    if token.lemma in lx.AGREEMENT_NOUNS or token.lower in lx.AGREEMENT_NOUNS:
        return token
    for child in tree.children(token.i, "conj", "appos"):
        found = agreement_noun_of(tree, child, depth + 1)
        if found is not None:
            return found
    if (
        token.lemma
        in {
            "series",
            "number",
            "set",
            "package",
            "range",
            "dozen",
            "host",
            "pair",
            "raft",
            "signing",
            "text",
            "draft",
            "version",
            "extension",
            "couple",
            "total",
            "part",
            "phase",
        }
        or token.tag == "CD"
    ):
        for behind in tree.objects_of(token.i, "of"):
            found = agreement_noun_of(tree, behind, depth + 1)
            if found is not None:
                return found
    return None


def is_memorandum(tree: Tree, noun: Token) -> bool:
    """Whether the words of a phrase make it a memorandum."""
    if noun.lemma in lx.MEMORANDUM_NOUNS or noun.lower in lx.MEMORANDUM_NOUNS:
        return True
    near = [*tree.children(noun.i, "compound", "amod", "nmod", "appos")]
    near += tree.objects_of(noun.i, "of")
    if noun.lemma == "understanding" and tree.head(noun).lower == "of":
        near.append(tree.head(tree.head(noun)))
    return any(t.lemma in lx.MEMORANDUM_NOUNS or t.lower in lx.MEMORANDUM_NOUNS for t in near)


def _relations(tree: Tree, noun: Token) -> dict[str, Token]:
    """The relations that a signed phrase makes, each with its noun."""
    found: dict[str, Token] = {}
    for one in tree.coordinated(noun):
        head = agreement_noun_of(tree, one)
        if head is None:
            continue
        found.setdefault("signed_mou_with" if is_memorandum(tree, head) else "signed_agreement_with", head)
    if not found:
        found["signed_agreement_with"] = noun
    return found


def _partners(clause: Clause, noun: Token | None) -> Sides:
    """Those behind "with": together one side against the subject."""
    tree, roles = clause.tree, clause.roles
    behind = [
        *roles.behind("with", "alongside"),
        *(tree.deep_objects_of(noun.i, "with", "alongside") if noun else []),
        *(o for t in roles.behind("in", "during") if t.lemma in _TALKS for o in tree.objects_of(t.i, "with")),
    ]
    parties = clause.scene.parties(tree, behind)
    return (tuple(parties),) if parties else ()


def _between(clause: Clause, noun: Token | None) -> Sides:
    """Those behind "between" or "among": each a side."""
    tree = clause.tree
    behind = [
        *clause.roles.behind("between", "among"),
        *(tree.deep_objects_of(noun.i, "between", "among", "involving") if noun else []),
        *(
            t
            for act in (tree.subtree(noun.i) if noun else ())
            if act.lemma in _SETTLED and act.is_verb
            for o in tree.children(act.i, "dobj")
            for t in tree.objects_of(o.i, "between")
        ),
    ]
    sides: Sides = ()
    for token in behind:
        sides += clause.scene.sides(tree, token)
    return sides


def _subject_sides(clause: Clause) -> Sides:
    sides: Sides = ()
    behalf = on_behalf(clause.tree, clause.predicate) if clause.predicate.is_verb else []
    for subject in behalf or [*clause.roles.subject, *clause.roles.owner]:
        if subject.unit is None and (subject.lemma in _TALKS or subject.lemma in _QUARRELS):
            sides += clause.scene.sides_of(
                clause.tree, clause.tree.deep_objects_of(subject.i, "between", "among")
            )
        if subject.unit is not None and subject.unit.kind is UnitKind.ADJECTIVE and not subject.is_noun:
            sides += tuple((p,) for p in subject.unit.parties)
        else:
            sides += clause.scene.sides(clause.tree, subject)
    return sides


_QUARRELS = frozenset(
    "dispute quarrel row conflict war standoff rift tension hostility fighting feud".split()
)
"""With "talks", what is "between A and B" and ends in an agreement or in none."""


def sides_of_deal(clause: Clause, noun: Token | None) -> tuple[Sides, str]:
    """The sides of a signing, and by which form they were found."""
    subject = _subject_sides(clause)
    between = _between(clause, noun)
    partners = _partners(clause, noun)
    if len(flat(between)) >= 2:
        return between, "between"
    if partners and subject:
        return (flat(subject), *partners), "with"
    if len(flat(subject)) >= 2:
        return subject, "joint subject"
    if noun is not None:
        modifiers = modifier_parties(clause.tree, noun)
        if subject and modifiers and {p.actor for p in modifiers} - {p.actor for p in flat(subject)}:
            return (flat(subject), tuple(modifiers)), "modifier"
        if len(modifiers) >= 2:
            return tuple((p,) for p in modifiers), "modifier"
    if len(flat(partners)) >= 1 and not subject:
        return partners, "with"
    return (), ""


_CLOSING = frozenset("end close finish crown cap conclude".split())
"""Verbs by which a meeting ends "with a treaty"."""


def signings(clause: Clause) -> Iterator[Candidate]:
    """Verbs of signing and reaching, active, passive, reduced or nominal."""
    tree, roles, act = clause.tree, clause.roles, clause.act
    objects = [*roles.object, *roles.behind("of", "into", "on", "upon", "to", "off")]
    ends_with = [t for t in roles.behind("with") if agreement_noun_of(tree, t) is not None]
    if act in {"put", "affix"} and any(o.lemma in {"signature", "name"} for o in roles.object):
        objects = roles.behind("to", "on", "under")
    elif ends_with and act in _CLOSING and not any(agreement_noun_of(tree, o) for o in roles.object):
        objects = ends_with
    elif act in {"exchange", "swap", "conduct", "carry", "complete", "hold"} and _is_swap(tree, roles.object):
        yield from _swapping(clause)
        return
    elif act not in lx.SIGN_VERBS | lx.CONCLUDE_VERBS:
        return
    if act in _FORGING | {"complete"}:
        objects += [t for o in objects if o.lemma in _TALKS for t in tree.objects_of(o.i, "on", "for")]
    nouns = [n for n in (agreement_noun_of(tree, o) for o in objects) if n is not None]
    if act == "agree":
        yield from _agreeing(clause, nouns)
        return
    if not nouns:
        return
    noun = nouns[0]
    signed = act in lx.SIGN_VERBS or act in {"put", "affix", "ratify"}
    if not signed and act not in _CLOSING and not _concludes(tree, act, noun):
        return
    if act in {
        "make",
        "secure",
        "issue",
        "announce",
        "unveil",
        "adopt",
        "negotiate",
        "extend",
        "renew",
        "establish",
        "launch",
    } and noun.lemma in {"document", "letter", "instrument"}:
        return
    if noun.lemma == "contract" and not signed:
        return
    sides, form = sides_of_deal(clause, noun)
    if act == "achieve" and form == "joint subject" and clause.predicate.dep == "pcomp":
        return  # "the work of A and B in achieving the truce" of others
    if act == "negotiate" and form not in {"between", "with"}:
        return
    if not sides and not clause.predicate.is_verb:
        sides, form = _celebrants(clause), "joint subject"
    if form not in {"between", "with"} and _is_others_deal(tree, clause.predicate):
        return
    if clause.predicate.dep in {"acl", "relcl"} and clause.predicate.tag == "VB":
        above = agreement_noun_of(tree, tree.head(clause.predicate))
        if above is not None:  # "an agreement to renew the truce" is what they made
            return
    if act in {"announce", "unveil"} and form not in {"between", "with", "joint subject"}:
        return
    if not sides and act in lx.SIGN_VERBS and len(flat(_subject_sides(clause))) == 1:
        sides, form = _opposite(clause, noun)
    if len(sides) < 2:
        sides, form = _from_context(clause, noun)
    if not sides:
        return
    base = {
        "between": 0.9,
        "with": 0.9,
        "joint subject": 0.88,
        "modifier": 0.75,
        "receiver": 0.7,
        "under": 0.6,
        "same text": 0.7,
        "focus": 0.6,
        "back": 0.65,
    }[form]
    for relation, head in _relations(tree, noun).items():
        yield Candidate(
            relation,
            sides,
            clause.predicate,
            f"agreement/{act}/{form}",
            base if signed else base - 0.05,
            stage=Stage.SIGNED if signed else Stage.AGREED,
            detail=_phrase(clause.scene, tree, head),
            implied_plan="negotiate" if act == "negotiate" else None,
            standing=act in {"extend", "renew"} and _is_definite(tree, noun),
        )


def _is_definite(tree: Tree, noun: Token) -> bool:
    """ "the ceasefire will be extended": there is one."""
    return any(c.lower in {"the", "their", "its"} for c in tree.children(noun.i, "det", "poss"))


_CELEBRATING = frozenset("welcome celebrate applaud hail mark note announce highlight witness".split())


def _celebrants(clause: Clause) -> Sides:
    """ "A and B welcomed the conclusion of an agreement": theirs."""
    noun, tree = clause.predicate, clause.tree
    verb = tree.head(noun)
    others = tree.deep_objects_of(noun.i, "between", "with", "among", "by")
    if noun.dep != "dobj" or not verb.is_verb or verb.lemma not in _CELEBRATING or others:
        return ()
    sides = clause.sides(subjects_of(tree, verb))
    return sides if 1 < len(flat(sides)) <= _FEW else ()


_EFFORTS = frozenset("effort work push attempt importance need path progress urgency step".split())
_SPEAKING = frozenset(
    "discuss review support endorse welcome praise consult address urge underscore note express stress "
    "reaffirm emphasize emphasise exchange highlight share coordinate continue commend".split()
)


def _is_others_deal(tree: Tree, predicate: Token) -> bool:
    """ "A and B discussed efforts to secure a deal": it is not said to be theirs."""
    head = tree.head(predicate)
    if predicate.dep not in {"acl", "xcomp"} or head.lemma not in _EFFORTS or tree.children(head.i, "poss"):
        return False
    above = tree.head(head)
    if above.tag == "IN":
        above = tree.head(above)
    return above.lemma in _SPEAKING


_CAPTIVES = frozenset("prisoner captive detainee hostage body pow pows remains soldier".split())


def _is_swap(tree: Tree, objects: Iterable[Token]) -> bool:
    """ "exchange 146 prisoners", "carry out a prisoner swap"."""
    return any(
        o.lemma in _CAPTIVES
        or (
            o.lemma in {"exchange", "swap"}
            and any(c.lemma in _CAPTIVES for c in tree.children(o.i, "compound"))
        )
        for o in objects
    )


def _swapping(clause: Clause) -> Iterator[Candidate]:
    """States that exchange prisoners have agreed to."""
    noun = clause.roles.object[0]
    sides, form = sides_of_deal(clause, noun)
    if len(flat(sides)) > 1 and form in {"joint subject", "with", "between"}:
        yield Candidate(
            "signed_agreement_with", sides, clause.predicate, f"agreement/swap/{form}", 0.7,
            stage=Stage.AGREED, detail=_phrase(clause.scene, clause.tree, noun),
        )  # fmt: skip


def _concludes(tree: Tree, act: str, noun: Token) -> bool:
    """Whether a verb other than "sign" makes a deal of this noun: "reached a deal", "forged an alliance"."""
    if act in {"issue", "adopt", "release", "publish"} and noun.lemma in _STATED:
        return any(c.lower in {"joint", "following"} for c in tree.children(noun.i, "amod", "compound"))
    if noun.lemma in _FIRM_HEADS:
        return act not in {"release", "publish"}
    return act in _FORGING and noun.lemma in _FORGED


_STATED = frozenset("statement declaration communique communiqué document".split())
_FORGED = frozenset("partnership alliance framework understanding swap contract".split())
_FORGING = frozenset("seal conclude strike finalise finalize forge clinch reach".split())
_SETTLED = frozenset(
    "establish normalise normalize restore resume end settle delimit demarcate resolve regulate".split()
)
"""What a deal does to relations or a dispute "between A and B"."""


def _from_context(clause: Clause, noun: Token) -> tuple[Sides, str]:
    """The sides of a text whose sentence names one of them or none."""
    tree, scene = clause.tree, clause.scene
    subject, partners = flat(_subject_sides(clause)), flat(_partners(clause, noun))
    owners = tuple(scene.parties(tree, tree.children(noun.i, "poss")))
    if partners and owners and not subject:
        return (owners, partners), "with"
    if partners and not subject and not (clause.predicate.is_verb and not clause.roles.passive):
        holder = scene.focus(tree, noun, {p.actor for p in partners})
        return (((holder,), partners), "focus") if holder is not None else ((), "")
    if subject and not partners and _is_same_text(tree, noun):
        others = [
            p for p in flat(scene.parties_before(tree, noun)) if p.actor not in {s.actor for s in subject}
        ]
        return ((subject, tuple(others)), "same text") if len(others) > 1 else ((), "")
    if subject or partners or _names_a_state(clause):
        return (), ""
    under = _parties_of_act(clause, noun)
    if len(under) == 2:
        return under, "under"
    if not _is_told_of_those_before(clause, noun):
        return (), ""
    before = scene.parties_before(tree, noun)
    return (before, "back") if len(flat(before)) <= _FEW else ((), "")


_FEW = 4
"""More parties than these sign no text whose sentence names none of them."""


def _is_told_of_those_before(clause: Clause, noun: Token) -> bool:
    """ "A memorandum was signed", "the signing of a new framework": the text has said who signed."""
    if clause.act not in lx.SIGN_VERBS or noun.lemma in {"letter", "contract"}:
        return False
    if clause.predicate.is_verb:
        bare = all(_is_bare_official(s) for s in clause.roles.subject)
        return bare and (clause.roles.passive or bool(clause.roles.subject))
    new = any(c.lower in {"a", "an", "new", "two", "three", "several"} for c in clause.tree.children(noun.i))
    behind = clause.tree.deep_objects_of(noun.i, "between", "among", "by", "with", "of")
    return new and not any(t.is_noun and t.text[0].isupper() and t.unit is None for t in behind)


def _is_bare_official(token: Token) -> bool:
    """ "Officials signed": of those the text speaks of."""
    return (
        token.unit is None and token.tag == "NNS" and token.lemma in lx.OFFICIAL_NOUNS and not token.children
    )


def _is_same_text(tree: Tree, noun: Token) -> bool:
    """ "the same text": one that others have signed."""
    return any(c.lower == "same" for c in tree.children(noun.i, "amod"))


def _names_a_state(clause: Clause) -> bool:
    """Whether the clause names a party that the frames did not place: its role is unknown then."""
    return any(
        t.unit is not None and t.unit.parties and t.unit.kind not in {UnitKind.PLACE, UnitKind.ADJECTIVE}
        for t in clause.tree.subtree(clause.predicate.i)
    )


def _parties_of_act(clause: Clause, noun: Token) -> Sides:
    """Who acts and who gains under a text: "A will lend B money under an agreement"."""
    tree = clause.tree
    head = tree.head(noun)
    if head.lower not in {"under", "per"}:
        return ()
    verb = tree.head(head)
    while verb.is_noun and verb.unit is None and verb.dep in {"pobj", "dobj"}:
        verb = tree.head(verb) if verb.dep == "dobj" else tree.head(tree.head(verb))  # "for hospitals under"
    if not verb.is_verb:
        return ()
    subject = flat(clause.sides(subjects_of(tree, verb)))
    if len(subject) == 2:
        return tuple((p,) for p in subject)
    reached = [*tree.children(verb.i, "dobj", "dative"), *tree.objects_of(verb.i, "to", "from", "for")]
    reached += [t for d in tree.children(verb.i, "dobj") for t in tree.objects_of(d.i, "to", "from", "for")]
    others = tuple(p for p in flat(clause.sides(reached)) if p.actor not in {s.actor for s in subject})
    return (subject, others) if len(subject) == 1 and len(others) == 1 else ()


def _parties_of_failure(clause: Clause, noun: Token) -> Sides:
    """ "A and B parted without an accord", "talks between A and B ended without one"."""
    tree = clause.tree
    verb = tree.head(tree.head(noun))
    if not verb.is_verb:
        return ()
    subjects = subjects_of(tree, verb)
    sides = clause.sides(subjects)
    for subject in subjects:
        if subject.lemma in _TALKS or subject.lemma in lx.MEETING_NOUNS:
            sides += clause.sides(tree.objects_of(subject.i, "between", "among"))
    return sides


def _opposite(clause: Clause, noun: Token) -> tuple[Sides, str]:
    """ "The United States signs an agreement to provide … to Kenya": the receiver is the other side."""
    tree = clause.tree
    subject = flat(_subject_sides(clause))
    for child in [
        *tree.children(noun.i, "acl", "relcl"),
        *tree.children(clause.predicate.i, "xcomp", "advcl", "ccomp"),
    ]:
        if child.is_verb and child.lemma in lx.GIVE_VERBS | lx.HELP_VERBS:
            receivers = [
                *tree.objects_of(child.i, "to", "for"),
                *(o for d in tree.children(child.i, "dobj") for o in tree.objects_of(d.i, "to", "for")),
            ]
            receivers += tree.children(child.i, "dative")
            receivers += [
                o for t in tree.subtree(child.i) if t.lower == "to" for o in tree.children(t.i, "pobj")
            ]
            for receiver in receivers:
                units = [t.unit for t in tree.subtree(receiver.i) if t.unit is not None and t.unit.parties]
                if units:
                    return (subject, units[0].parties), "receiver"
    for child in tree.objects_of(noun.i, "under", "by"):
        units = [t.unit for t in tree.subtree(child.i) if t.unit is not None and t.unit.parties]
        if units and {p.actor for p in units[0].parties} - {p.actor for p in subject}:
            return (subject, units[0].parties), "receiver"
    return (), ""


def _binds(act: Token) -> bool:
    """Whether agreeing to an act concludes something rather than means well ("to continue")."""
    return act.lemma in _AGREED_ACTS or (
        act.dep == "xcomp" and act.tag == "VB" and act.lemma not in _LOOSE_ACTS
    )


def _agreeing(clause: Clause, nouns: list[Token]) -> Iterator[Candidate]:
    """ "A and B agreed on a plan", "A agreed with B to exchange prisoners"."""
    tree, roles = clause.tree, clause.roles
    goal = next((t for t in roles.behind("to", "on", "upon") if t.lemma in _AGREED_NOUNS), None)
    acts = tree.children(clause.predicate.i, "xcomp", "ccomp")
    act = next((c for c in acts if _binds(c)), None)
    if goal is None and act is None and not nouns:
        return
    noun = nouns[0] if nouns else goal
    sides, form = sides_of_deal(clause, noun)
    if len(flat(sides)) < 2 or form == "modifier":
        return
    relation = (
        "signed_mou_with" if noun is not None and is_memorandum(tree, noun) else "signed_agreement_with"
    )
    yield Candidate(
        relation,
        sides,
        clause.predicate,
        f"agreement/agree/{form}",
        0.7 if noun is not None else 0.55,
        stage=Stage.AGREED,
        detail=_phrase(clause.scene, tree, noun) if noun is not None else None,
    )


def nominal_agreements(clause: Clause) -> Iterator[Candidate]:
    """ "the agreement between A and B", "its deal with B", "the A-B treaty": it is, or is talked of."""
    noun, tree = clause.predicate, clause.tree
    words = {c.lower for c in tree.children(noun.i, "amod", "compound", "nmod")}
    joint = noun.lemma == "statement" and "joint" in words
    settled = noun.lemma in {"framework", "understanding", "arrangement"} and bool(
        words & {"ceasefire", "peace", "truce"}
    )
    if (
        noun.is_verb
        or not (joint or settled or noun.lemma in _FIRM_HEADS)
        or _is_object_of_signing(tree, noun)
    ):
        return
    sides = _between(clause, noun)
    if joint and len(flat(sides)) < 2:
        sides = clause.sides(tree.objects_of(noun.i, "by", "of", "from"))
        around = [t.unit for t in tree.subtree(noun.i) if t.unit is not None and t.unit.dyad]
        if len(flat(sides)) < 2 and len(around) == 1:  # "the joint statement following the A-B dialogue"
            sides = tuple((p,) for p in around[0].parties)
    form = "between"
    if len(flat(sides)) < 2:
        owners = clause.scene.parties(tree, tree.children(noun.i, "poss"))
        owners += modifier_parties(tree, noun)
        partners = clause.scene.parties(tree, tree.objects_of(noun.i, "with"))
        if not partners and noun.dep == "dobj" and tree.head(noun).lemma in {"have", "hold"}:
            partners = clause.scene.parties(tree, tree.objects_of(noun.head, "with"))
        dyads = [c.unit for c in tree.modifiers(noun.i) if c.unit and (c.unit.dyad or c.unit.listed > 1)]
        if owners and partners:
            sides, form = (tuple(unique(owners)), tuple(partners)), "with"
        elif partners:
            holder = _holder(clause, noun) or _havers(clause, noun) or _subject_above(clause, noun, partners)
            sides, form = ((tuple(holder), tuple(partners)), "holder") if holder else ((), "")
        elif dyads and len(dyads[0].parties) == 2:
            sides, form = tuple((p,) for p in dyads[0].parties), "dyad"
        elif len(owners) == 2 and all(c.unit is not None for c in tree.children(noun.i, "poss")):
            sides, form = tuple((p,) for p in owners), "owners"  # "A's and B's declaration"
        else:
            sides, form = _parties_of_act(clause, noun), "under"
            if not sides and tree.head(noun).lower == "without":
                sides = _parties_of_failure(clause, noun)
            if not sides:
                sides, form = _parties_of_talks(clause, noun), "talks"
            if not sides:
                sides, form = _parties_of_sentence(clause, noun), "sentence"
    if len(flat(sides)) < 2:
        return
    relation = "signed_mou_with" if is_memorandum(tree, noun) else "signed_agreement_with"
    recent = any(
        c.lower in {"recent", "new", "recently", "signed", "landmark", "historic"}
        for c in tree.children(noun.i)
    )
    yield Candidate(
        relation,
        sides,
        noun,
        f"agreement/nominal/{form}",
        {
            "between": 0.7,
            "with": 0.62,
            "dyad": 0.55,
            "holder": 0.5,
            "under": 0.5,
            "talks": 0.6,
            "sentence": 0.5,
            "owners": 0.6,
        }[form]
        + 0.1 * recent,
        stage=Stage.AGREED,
        detail=_phrase(clause.scene, tree, noun),
        implied_plan=_tentative(tree, noun),
        standing=_is_named_text(tree, noun) or form == "under",
    )


def _parties_of_talks(clause: Clause, noun: Token) -> Sides:
    """ "A and B hold talks on a trade deal", "the A-B talks on a truce": a deal that they may make."""
    tree, head = clause.tree, clause.tree.head(noun)
    talks = tree.head(head)
    if head.lower not in {"on", "for", "about", "over", "towards", "toward"} or talks.lemma not in _TALKS:
        return ()
    between = clause.sides(tree.objects_of(talks.i, "between", "among"))
    if len(flat(between)) > 1:
        return between
    dyad = dyad_sides(tree, talks)
    if dyad:
        return dyad
    verb = tree.head(talks)
    if talks.dep != "dobj" or not verb.is_verb or verb.lemma in _FORGING | {"complete", "finish", "end"}:
        return ()
    holders = clause.sides(subjects_of(tree, verb))
    partners = clause.scene.parties(tree, tree.objects_of(talks.i, "with"))
    return (flat(holders), tuple(partners)) if partners and holders else holders


def _parties_of_sentence(clause: Clause, noun: Token) -> Sides:
    """ "A reopens its border with B following an agreement to keep the truce": the two that are named."""
    tree = clause.tree
    kept = any(c.lemma in _AGREED_ACTS | {"maintain", "keep"} for c in tree.children(noun.i, "acl"))
    if tree.head(noun).lower not in {"following", "after"} or not kept:
        return ()
    units = [u for u in clause.scene.units.get(tree.sentence, []) if u.kind is not UnitKind.ADJECTIVE]
    named = unique(p for u in units for p in u.parties)
    return tuple((p,) for p in named) if len(named) == 2 else ()


def _is_named_text(tree: Tree, noun: Token) -> bool:
    """A text with a name of its own ("the U.S.-Japan Security Treaty") exists, whatever is planned."""
    indefinite = any(c.lower in {"a", "an", "any", "no"} for c in tree.children(noun.i, "det"))
    return noun.text[0].isupper() and not noun.text.isupper() and not indefinite


def _tentative(tree: Tree, noun: Token) -> str | None:
    """A deal that is talked, hoped or worked for is none yet."""
    indefinite = any(c.lower in {"a", "an", "any"} for c in tree.children(noun.i, "det"))
    head = tree.head(noun)
    if noun.dep in {"nsubj", "nsubjpass"} and head.is_verb:
        return _in_the_making(tree, head)
    above = tree.head(head) if head.dep == "prep" or head.tag in {"IN", "TO"} else head
    if head.lower in {"on", "for", "towards", "toward", "about", "over"} and above.lemma in _TALKS | {
        "hope",
        "push",
        "effort",
        "prospect",
        "work",
        "call",
        "negotiation",
        "talk",
        "discussion",
    }:
        return above.lower
    if above.lemma in {
        "seek",
        "negotiate",
        "pursue",
        "discuss",
        "secure",
        "want",
        "propose",
        "broker",
        "mediate",
        "need",
        "reach",
        "make",
        "finalize",
        "finalise",
    } and above.tag in {"VB", "VBG"}:
        return above.lower
    if (
        indefinite
        and noun.dep == "dobj"
        and head.lemma in {"approve", "back", "endorse", "authorise", "authorize"}
    ):
        return head.lower
    return None


_MAKING = frozenset("draft negotiate prepare discuss finalise finalize work complete consider".split())


def _in_the_making(tree: Tree, verb: Token) -> str | None:
    """A text that awaits signature, is being drafted, or is due or ready for it."""
    being = any(c.lower == "being" for c in tree.children(verb.i, "auxpass", "aux"))
    if verb.lemma == "await" or (being and verb.lemma in _MAKING):
        return verb.lower
    behind = tree.objects_of(verb.i, "for", "under", "in")
    behind += [t for c in tree.children(verb.i, "acomp") for t in tree.objects_of(c.i, "for")]
    if verb.lemma == "be" and any(t.lemma in _STAGES for t in behind):
        return "be"
    return None


_STAGES = frozenset("signature signing negotiation discussion preparation ratification approval work".split())


def _is_object_of_signing(tree: Tree, noun: Token) -> bool:
    """The verb's frame reads these."""
    head = tree.head(noun)
    if head.is_verb and noun.dep in {"dobj", "nsubjpass"} and head.lemma in lx.SIGN_VERBS | lx.CONCLUDE_VERBS:
        return True
    if any(c.lemma in lx.SIGN_VERBS for c in tree.children(noun.i, "acl", "relcl")):
        return True
    return head.lower == "of" and tree.head(head).lower in {"signing", "signature"}


def _holder(clause: Clause, noun: Token) -> list[Party]:
    """Who has the deal "with B" that a clause speaks of: its subject."""
    head = clause.tree.head(noun)
    if (
        head.is_verb
        and noun.dep == "dobj"
        and head.lemma
        in {
            "have",
            "violate",
            "suspend",
            "scrap",
            "cancel",
            "withdraw",
            "abandon",
            "honour",
            "honor",
            "breach",
            "renew",
            "terminate",
            "end",
            "approve",
            "implement",
            "ratify",
            "uphold",
            "defend",
            "amend",
            "revise",
            "review",
            "freeze",
            "publish",
            "announce",
            "hail",
            "back",
            "fulfil",
            "fulfill",
            "pass",
            "unveil",
            "revive",
            "extend",
            "denounce",
            "quit",
            "leave",
            "put",
            "complete",
            "seek",
            "want",
            "discuss",
            "propose",
            "offer",
            "pursue",
            "near",
            "approach",
            "reject",
            "refuse",
            "await",
            "celebrate",
            "memorialize",
            "formalize",
            "formalise",
        }
    ):
        subjects = clause.tree.children(head.i, "nsubj")
        return clause.scene.parties(clause.tree, subjects) or _institution(clause, subjects)
    if noun.dep == "attr" and head.lemma == "be" and head.dep == "ccomp":  # "A says there is no deal with B"
        return clause.scene.parties(clause.tree, clause.tree.children(clause.tree.head(head).i, "nsubj"))
    if (
        noun.lemma in {"agreement", "treaty", "pact", "accord", "deal"}
        and head.dep == "prep"
        and clause.tree.head(head).is_verb
    ):
        verb = clause.tree.head(head)
        if verb.lemma in {"withdraw", "pull"}:
            return clause.scene.parties(
                clause.tree, [*clause.tree.children(verb.i, "nsubj"), *clause.tree.children(verb.i, "dobj")]
            )
    return []


def _verb_of_phrase(tree: Tree, preposition: Token) -> Token | None:
    """The verb of "returned them as part of a deal", "suspends talks on a deal", "is close to a deal"."""
    above = tree.head(preposition)
    if preposition.dep != "prep":
        return None
    if above.lemma == "part" and tree.head(above).lower == "as":
        above = tree.head(tree.head(above))
    elif above.lemma in _TALKS and above.dep in {"dobj", "pobj"}:
        above = tree.head(above) if above.dep == "dobj" else tree.head(tree.head(above))
    elif above.tag.startswith("JJ") and above.dep == "acomp" and preposition.lower in {"to", "on"}:
        above = tree.head(above)
    elif preposition.lower not in {"under", "on", "in"}:
        return None
    return above if above.is_verb else None


_INSTITUTIONS = frozenset(
    "court parliament senate congress assembly lawmaker lawmakers legislature house cabinet chamber".split()
)


def _institution(clause: Clause, subjects: Iterable[Token]) -> list[Party]:
    """ "Eswatini's high court upholds", "the Senate of Chile approved": the state of an institution."""
    tree = clause.tree
    return [
        p
        for s in subjects
        if s.lemma in _INSTITUTIONS or s.lower in _INSTITUTIONS
        for c in [*tree.children(s.i, "poss", "amod", "compound"), *tree.objects_of(s.i, "of")]
        if c.unit is not None
        for p in c.unit.parties
    ]


def _subject_above(clause: Clause, noun: Token, partners: Iterable[Party]) -> list[Party]:
    """Whose deal "with B" it is where nothing owns it: that of the clause's subject or of the text's."""
    tree, scene = clause.tree, clause.scene
    besides = {p.actor for p in partners}
    head = tree.head(noun)
    verb = _verb_of_phrase(tree, head)
    if verb is not None:
        subject = scene.parties(tree, subjects_of(tree, verb))
        return [p for p in subject if p.actor not in besides] if len(subject) == 1 else []
    if noun.dep in {"nsubj", "nsubjpass"}:
        holder = scene.focus(tree, noun, besides)
        return [holder] if holder is not None else []
    return []


def _havers(clause: Clause, noun: Token) -> list[Party]:
    """ "whose agreement with B", "A has had an agreement with B": who has it."""
    head = clause.tree.head(noun)
    if head.is_verb and noun.dep == "dobj" and head.lemma in {"have", "hold", "keep", "renew"}:
        return clause.scene.parties(clause.tree, clause.tree.children(head.i, "nsubj"))
    return []


def _phrase(scene: Scene, tree: Tree, noun: Token) -> str:
    """The words that name the text, as the article has them."""
    near = [noun, *tree.children(noun.i, "compound", "amod", "nmod", "nummod", "quantmod")]
    start, end = min(t.start for t in near), noun.end
    behind = [
        t
        for c in tree.children(noun.i, "prep")
        if c.lower == "of"
        for t in tree.children(c.i, "pobj")
        if t.lemma in {"understanding", "cooperation", "intent"}
    ]
    if behind:
        end = behind[0].end
    return " ".join(scene.text[start:end].split())

"""Aid: who offers or gives what to whom."""

import re
from collections.abc import Iterator

from graph.extraction import lexicon as lx
from graph.extraction.frames.candidate import Candidate, Clause
from graph.extraction.parsing import Token, Tree
from graph.extraction.scene import Scene, unique
from graph.extraction.units import Party, UnitKind
from graph.model import Stage

__all__ = ["OPEN_GIFT", "gifts", "nominal_aid", "receipts"]

_AMOUNT = re.compile(
    r"(?P<currency>US\$|A\$|C\$|NZ\$|\$|€|£|¥|USD|EUR|GBP|CHF|SEK|NOK|DKK)\s?(?P<number>\d[\d,.]*)(?:\s|-)?(?P<scale>million|billion|trillion|thousand|m|bn|b|k)?\b"
    r"|(?P<number2>\d[\d,.]*)(?:\s|-)?(?P<scale2>million|billion|trillion|thousand|m|bn)?\s?(?P<currency2>dollars|euros|pounds|yen|yuan|rubles|roubles|rupees|francs|kroner|kronor)\b"
)
_CODES = {
    "US$": "USD",
    "$": "USD",
    "A$": "AUD",
    "C$": "CAD",
    "NZ$": "NZD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "dollars": "USD",
    "euros": "EUR",
    "pounds": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
    "rubles": "RUB",
    "roubles": "RUB",
    "rupees": "INR",
    "francs": "XOF",
    "kroner": "NOK",
    "kronor": "SEK",
}
_SCALE = {
    "million": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "thousand": 1e3,
    "k": 1e3,
}
OPEN_GIFT = "assistance/list"
"""The rule of a gift whose receivers a list names further down."""
_NOT_AID = frozenset(
    "tariff information evidence update proof notice condolences statement report condolence "
    "visa oil gas crude LNG spy troops-withdrawal letter ultimatum note message signal "
    "ambassador diplomat envoy delegation warning response".split()
)
_SALE = frozenset("sell sale export buy purchase".split())


def read_amount(text: str, start: int, end: int) -> tuple[float | None, str | None]:
    """The first sum of money in a stretch of text: amount in whole units, and currency code (ISO 4217)."""
    match = _AMOUNT.search(text, start, end)
    if match is None:
        return None, None
    number = (match["number"] or match["number2"]).rstrip(".,").replace(",", "")
    scale = match["scale"] or match["scale2"]
    currency = match["currency"] or match["currency2"]
    try:
        amount = float(number) * _SCALE.get(scale or "", 1)
    except ValueError:
        return None, None
    return amount, _CODES.get(currency, currency)


def _is_aid(tree: Tree, token: Token, depth: int = 0) -> bool:
    """Whether a phrase names aid: at its head, in its modifiers, or behind "of" and "in"."""
    if depth > 3:
        return False
    if token.lemma in lx.AID_NOUNS or token.lower in lx.AID_NOUNS:
        return True
    if any(c.lemma in lx.PURE_AID_NOUNS for c in tree.children(token.i, "compound", "nmod", "amod")):
        return True
    if any(_is_aid(tree, c, depth + 1) for c in tree.children(token.i, "conj", "appos")):
        return True
    behind = tree.objects_of(token.i, "of", "in", "for", "worth")
    return any(_is_aid(tree, b, depth + 1) for b in behind)


def _is_money(tree: Tree, token: Token) -> bool:
    return token.lower in lx.MONEY_NOUNS or any(
        c.lower in lx.MONEY_NOUNS for c in tree.children(token.i, "nummod", "quantmod", "nmod", "compound")
    )


def recipient_parties(scene: Scene, tree: Tree, token: Token) -> list[Party]:
    """The party a phrase names, or the one it stands for: "the people of X", "Y's hospitals"."""
    direct = scene.parties(tree, [token])
    if direct:
        return direct
    if token.lower in {"we", "us", "i", "me"}:
        return []
    near = unique(
        p
        for t in tree.subtree(token.i)
        if t.unit is not None and t.unit.kind is not UnitKind.PERSON
        for p in t.unit.parties
        if not _in_clause(tree, t, token)
    )
    return (
        near
        if len(near) == 1
        or (
            near
            and len({t.unit for t in tree.subtree(token.i) if t.unit is not None and t.unit.parties}) == 1
        )
        else near[:1]
        if near and token.lemma in {"people", "government", "system", "force", "civilian", "refugee"}
        else []
    )


def _in_clause(tree: Tree, token: Token, top: Token) -> bool:
    """Whether a clause with a subject of its own lies between a token and the top of its phrase."""
    current = token
    for _ in range(8):
        if current.i == top.i:
            return False
        if current.dep == "relcl" or (current.is_verb and tree.children(current.i, "nsubj")):
            return True
        current = tree.head(current)
    return False


def _givers(clause: Clause) -> list[Party]:
    scene, tree, roles = clause.scene, clause.tree, clause.roles
    found = scene.parties(
        tree,
        [*roles.subject, *roles.owner, *(roles.behind("by", "from") if not clause.predicate.is_verb else [])],
    )
    if not found:
        found = unique(p for m in roles.modifier if m.unit is not None for p in m.unit.parties)
    if not found:
        found = [p for s in roles.subject for p in _collective(tree, s)]
    return unique(found)


def _collective(tree: Tree, token: Token) -> list[Party]:
    """ "U.S. agencies", "the Biden-Harris Administration": what acts for a state under another name."""
    if token.lemma not in {
        "agency",
        "administration",
        "troop",
        "aircraft",
        "plane",
        "ship",
        "navy",
        "army",
        "fund",
        "taxpayer",
        "contribution",
        "assistance",
        "aid",
        "team",
    }:
        return []
    return unique(
        p
        for c in tree.children(token.i, "amod", "compound", "poss", "nmod")
        if c.unit is not None
        for p in c.unit.parties
    )


def _recipients(clause: Clause, given: Token | None) -> list[Party]:
    scene, tree, roles = clause.scene, clause.tree, clause.roles
    tokens = list(roles.recipient)
    if given is not None and _names_receiver(roles.object) and given.i not in {o.i for o in roles.object}:
        tokens += roles.object
    tokens += [t for t in roles.behind("to") if not t.is_verb]
    if given is not None:
        for one in (given, *tree.children(given.i, "conj")):
            tokens += [t for t in tree.objects_of(one.i, "to") if not t.is_verb]
            for inner in tree.objects_of(one.i, "of", "in"):
                tokens += [t for t in tree.objects_of(inner.i, "to", "for") if not t.is_verb]
    found = unique(p for t in tokens for p in recipient_parties(scene, tree, t))
    if not found and given is not None:
        deeper = [
            t
            for t in tree.subtree(given.i)
            if t.lower == "to" and t.tag in {"IN", "TO"} and not tree.head(t).is_verb
        ]
        found = unique(
            p for t in deeper for o in tree.children(t.i, "pobj") for p in recipient_parties(scene, tree, o)
        )
    if not found:
        behind = [t for t in roles.behind("for") if not t.is_verb]
        if given is not None:
            behind += [t for t in tree.objects_of(given.i, "for") if not t.is_verb]
        found = unique(p for t in behind for p in recipient_parties(scene, tree, t))
    return found


def _names_receiver(objects: list[Token]) -> bool:
    """ "have sent Moldova 140 generators": the parser may take the receiver for the thing that is sent."""
    return any(o.unit is not None and o.unit.parties for o in objects)


def _given(clause: Clause) -> Token | None:
    """The object that is aid or money."""
    tree, roles = clause.tree, clause.roles
    beside = tree.children(clause.predicate.i, "npadvmod", "oprd") if _names_receiver(roles.object) else []
    for token in [*roles.object, *beside, *(roles.behind("of") if not clause.predicate.is_verb else [])]:
        if token.lemma in _NOT_AID:
            continue
        if _is_aid(tree, token) or _is_money(tree, token):
            return token
    return None


def _stage(clause: Clause) -> tuple[str, Stage]:
    """Which relation and stage a verb of giving speaks of, before factuality."""
    act, predicate = clause.act, clause.predicate
    if act in lx.PROMISE_VERBS:
        return "offers_assistance_to", Stage.OFFERED if act == "offer" else Stage.PROMISED
    if predicate.is_verb and predicate.tag in {"VBD", "VBN", "VBG", "VBZ", "VBP"}:
        return "provides_assistance_to", Stage.DELIVERED
    return "provides_assistance_to", Stage.DELIVERED


def gifts(clause: Clause) -> Iterator[Candidate]:
    """Verbs of giving, promising and helping."""
    tree, roles, act = clause.tree, clause.roles, clause.act
    if act in lx.HELP_VERBS and clause.predicate.is_verb and act not in lx.GIVE_VERBS:
        yield from _helping(clause)
        return
    if act not in lx.GIVE_VERBS | {"boost"}:
        return
    given = _given(clause)
    recipients: list[Party] = []
    if given is not None:
        recipients = _recipients(clause, given)
    else:
        goods = roles.behind("with")  # "provide Ukraine with missiles"
        given = next(
            (g for g in goods if (_is_aid(tree, g) or _is_money(tree, g)) and g.lemma not in _NOT_AID), None
        )
        if given is None:
            return
        recipients = unique(p for o in roles.object for p in recipient_parties(clause.scene, tree, o))
    givers = _givers(clause)
    guessed = not recipients and clause.predicate.is_verb and clause.scene.home is not None
    if guessed:
        recipients = _topic_recipient(clause, givers, given)
    if givers and not recipients and clause.predicate.is_verb and _clearly_aid(tree, given):
        yield Candidate(
            _stage(clause)[0],
            (tuple(givers), ()),
            clause.predicate,
            OPEN_GIFT,
            0.6,
            directed=True,
            stage=_stage(clause)[1],
            anchor=given,
        )
        return
    if not givers or not recipients or {p.actor for p in givers} & {p.actor for p in recipients}:
        return
    if act in {
        "deploy",
        "release",
        "channel",
        "transfer",
        "extend",
        "ship",
        "send",
        "supply",
        "fund",
        "finance",
        "sell",
    } and not _clearly_aid(tree, given):
        return
    if act == "sell" or (
        act in {"invest", "keep", "direct", "devote", "flow", "rush", "accelerate"}
        and not _clearly_aid(tree, given)
    ):
        return
    if _only_words(tree, given):
        return
    relation, stage = _stage(clause)
    start, end = _extent(tree, given)
    amount, currency = read_amount(clause.scene.text, min(start, clause.predicate.start), end)
    yield Candidate(
        relation,
        (tuple(givers), tuple(recipients)),
        clause.predicate,
        f"assistance/{act}/purpose" if guessed else f"assistance/{act}",
        0.6 if guessed else 0.85 if roles.subject else 0.7,
        directed=True,
        stage=stage,
        detail=" ".join(clause.scene.text[start:end].split())[:160],
        amount=amount,
        currency=currency,
        anchor=given,
    )


_SUBSTANCE = frozenset(
    "military financial humanitarian economic security development budget budgetary "
    "technical food medical material defence defense emergency "
    "logistical logistics air lethal additional substantial bilateral recovery "
    "reconstruction energy health macro-financial".split()
)


def _only_words(tree: Tree, given: Token) -> bool:
    """ "full support", "help": a stance rather than a gift, unless something is given."""
    if given.lemma not in {"support", "help", "backing", "boost", "cooperation"}:
        return False
    return not any(
        t.lower in _SUBSTANCE | lx.MONEY_NOUNS
        or (t.lemma in lx.AID_NOUNS and t.lemma not in {"support", "help", "backing", "boost"})
        for t in tree.subtree(given.i)
    )


def _clearly_aid(tree: Tree, given: Token) -> bool:
    words = {t.lemma for t in tree.subtree(given.i)} | {t.lower for t in tree.subtree(given.i)}
    return bool(words & (lx.AID_NOUNS | {"humanitarian", "military"})) and not words & {
        "oil",
        "gas",
        "crude",
        "lng",
        "migrants",
        "prisoners",
        "hostages",
        "troops",
    }


def _extent(tree: Tree, token: Token) -> tuple[int, int]:
    tokens = [t for t in tree.subtree(token.i) if t.i - token.i < 12]
    return min(t.start for t in tokens), max(t.end for t in tokens)


_AGAINST = frozenset("counter combat deter defeat oppose resist against confront sanction punish".split())


def _topic_recipient(clause: Clause, givers: list[Party], given: Token) -> list[Party]:
    """Whom a gift is for when no receiver is named.

    The one party that the object or its purpose speaks of: "funds for Z's recovery", "to help Z rebuild".
    """
    tree = clause.tree
    purposes = [c for c in tree.children(clause.predicate.i, "advcl", "xcomp") if c.tag == "VB"]
    return _only_party(tree, [given, *purposes], givers)


def _only_party(tree: Tree, tokens: list[Token], others: list[Party]) -> list[Party]:
    """The only party below some tokens besides those already named, if nothing sets it up as an opponent."""
    below = [t for token in tokens for t in tree.subtree(token.i)]
    if any(t.lemma in _AGAINST for t in below):
        return []
    known = {p.actor for p in others}
    units = [
        t.unit
        for t in below
        if t.unit is not None and t.unit.kind not in {UnitKind.PERSON, UnitKind.PLACE, UnitKind.BLOC}
    ]
    found = unique(p for u in units for p in u.parties if p.actor not in known)
    return found if len(found) == 1 else []


def _helping(clause: Clause) -> Iterator[Candidate]:
    """ "France is training Malian soldiers", "to support the people of X"."""
    scene, tree, roles, act = clause.scene, clause.tree, clause.roles, clause.act
    givers = _givers(clause)
    objects = [
        o
        for o in roles.object
        if o.unit is not None
        or o.lemma
        in {
            "people",
            "government",
            "force",
            "army",
            "military",
            "soldier",
            "troop",
            "police",
            "civilian",
            "refugee",
            "authority",
            "country",
            "officer",
            "marine",
            "pilot",
            "sailor",
            "crew",
            "firefighter",
        }
    ]
    recipients = unique(p for o in objects for p in recipient_parties(scene, tree, o))
    if not givers or not recipients or {p.actor for p in givers} & {p.actor for p in recipients}:
        return
    goods = [t for t in roles.behind("with", "through", "by") if not t.is_verb and _is_aid(tree, t)]
    if act in {"support", "back", "help"} and not goods:
        return
    if act == "equip" and not goods:
        return
    yield Candidate(
        "provides_assistance_to",
        (tuple(givers), tuple(recipients)),
        clause.predicate,
        f"assistance/{act}",
        0.6,
        directed=True,
        stage=Stage.DELIVERED,
        detail=act,
    )


def receipts(clause: Clause) -> Iterator[Candidate]:
    """ "Y will receive €250 million from X"."""
    tree, roles = clause.tree, clause.roles
    if clause.act not in lx.RECEIVE_VERBS or not clause.predicate.is_verb or clause.act == "accept":
        return
    given = _given(clause)
    if given is None:
        return
    recipients = unique(p for s in roles.subject for p in recipient_parties(clause.scene, tree, s))
    givers = clause.scene.parties(tree, [*roles.behind("from"), *tree.deep_objects_of(given.i, "from")])
    if not givers:
        governor = tree.head(clause.predicate)
        if clause.predicate.dep == "ccomp" and governor.lemma in lx.SAY_VERBS:
            speakers = clause.scene.parties(tree, tree.children(governor.i, "nsubj"))
            givers = [s for s in speakers if s.actor not in {r.actor for r in recipients}]
    if not givers or not recipients or {p.actor for p in givers} & {p.actor for p in recipients}:
        return
    start, end = _extent(tree, given)
    amount, currency = read_amount(clause.scene.text, start, end)
    yield Candidate(
        "provides_assistance_to",
        (tuple(givers), tuple(recipients)),
        clause.predicate,
        "assistance/receive",
        0.75,
        directed=True,
        stage=Stage.DELIVERED,
        detail=" ".join(clause.scene.text[start:end].split())[:160],
        amount=amount,
        currency=currency,
        anchor=given,
    )


def nominal_aid(clause: Clause) -> Iterator[Candidate]:
    """ "U.S. security assistance to Ukraine", "a British loan to Ukraine", "our support for X"."""
    noun, tree, scene = clause.predicate, clause.tree, clause.scene
    if noun.is_verb or noun.lemma not in {
        "aid",
        "assistance",
        "loan",
        "donation",
        "grant",
        "relief",
        "support",
        "package",
        "shipment",
        "help",
        "delivery",
        "supply",
        "funding",
    }:
        return
    if _is_given(tree, noun):
        return
    prepositions = ("to", "for") if noun.lemma not in {"support", "help", "relief", "funding"} else ("to",)
    if noun.lemma == "support" and not _only_words(tree, noun):
        prepositions = ("to", "for")
    head_verb = tree.head(noun)
    if noun.dep in {"dobj", "nsubjpass"} and head_verb.lemma in lx.END_VERBS | {
        "continue",
        "resume",
        "maintain",
        "end",
    }:
        prepositions = ("to", "for")
    receivers = [t for t in tree.objects_of(noun.i, *prepositions) if not t.is_verb]
    if noun.dep == "dobj" and head_verb.is_verb:
        receivers += [t for t in tree.objects_of(head_verb.i, *prepositions) if not t.is_verb]
    recipients = unique(p for t in receivers for p in recipient_parties(scene, tree, t))
    if not recipients:
        purposes = [
            c
            for c in tree.children(noun.i, "acl", "relcl")
            if c.tag == "VB"
            and c.lemma in {"help", "support", "assist", "address", "rebuild", "strengthen", "meet"}
        ]
        recipients = _only_party(tree, purposes, []) if purposes else []
    owners = tree.children(noun.i, "poss")
    givers = scene.parties(tree, [*owners, *tree.objects_of(noun.i, "from", "by")])
    givers += [
        p
        for c in tree.children(noun.i, "amod", "compound", "nmod")
        if c.unit is not None
        for p in c.unit.parties
    ]
    if (
        not givers
        and noun.dep == "dobj"
        and head_verb.is_verb
        and head_verb.lemma
        in {
            "continue",
            "increase",
            "end",
            "suspend",
            "halt",
            "cut",
            "freeze",
            "resume",
            "maintain",
            "step",
            "double",
            "stop",
            "pause",
            "boost",
            "expand",
            "accelerate",
            "announce",
            "approve",
            "sustain",
            "surge",
        }
    ):
        from graph.extraction.roles import subjects_of  # noqa: PLC0415

        givers = scene.parties(tree, subjects_of(tree, head_verb))
    givers = unique(givers)
    if not givers or not recipients or {p.actor for p in givers} & {p.actor for p in recipients}:
        return
    promised = head_verb.lemma in lx.PROMISE_VERBS and noun.dep == "dobj"
    start, end = _extent(tree, noun)
    amount, currency = read_amount(scene.text, start, end)
    yield Candidate(
        "offers_assistance_to" if promised else "provides_assistance_to",
        (tuple(givers), tuple(recipients)),
        noun,
        "assistance/nominal",
        0.6 if noun.lemma != "support" else 0.5,
        directed=True,
        stage=Stage.PROMISED if promised else Stage.DELIVERED,
        detail=" ".join(scene.text[start:end].split())[:160],
        amount=amount,
        currency=currency,
        anchor=noun,
    )


def _is_given(tree: Tree, noun: Token) -> bool:
    """The verb's frame reads these."""
    top = noun
    while top.dep in {"pobj", "prep", "conj", "compound"} and top.head != top.i:
        top = tree.head(top)
    governor = tree.head(top)
    return (
        top.dep in {"dobj", "nsubjpass"}
        and governor.is_verb
        and governor.lemma in lx.GIVE_VERBS
        and governor.lemma not in {"announce", "approve"}
    )

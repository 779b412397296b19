"""Aid: who offers or gives what to whom."""

import re
from collections.abc import Iterator

from graph.extraction import lexicon as lx
from graph.extraction.frames.candidate import Candidate, Clause
from graph.extraction.parsing import Token, Tree
from graph.extraction.roles import subjects_of
from graph.extraction.scene import Scene, modifier_parties, unique
from graph.extraction.units import Party, UnitKind
from graph.model import Stage

__all__ = [
    "LOOSE_GIFT",
    "OPEN_GIFT",
    "arrivals",
    "enacted",
    "gifts",
    "nominal_aid",
    "offers",
    "parts_of_aid",
    "purchases",
    "receipts",
    "stated_donors",
    "thanks",
]

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
LOOSE_GIFT = "assistance/help"
"""The rule of a gift without a receiver, to be believed where the whole text tells of help for one state."""
_NOT_AID = frozenset(
    "tariff information evidence update proof notice condolences statement report condolence "
    "visa oil gas crude LNG spy troops-withdrawal letter ultimatum note message signal "
    "ambassador diplomat envoy delegation warning response sale sales export".split()
)
_NO_GIFT = frozenset(
    "invest investment investments investing investor investors purchase purchases tariff tariffs "
    "commercial".split()
)
"""Words in what is given by which it is business rather than aid."""
_CRIMES = frozenset(
    "kidnapping kidnap murder killing assassination attack coup invasion repression crackdown laundering "
    "abduction smuggling evasion evading evade massacre war aggression".split()
)
_OWN = {
    **dict.fromkeys(("PRI", "GUM", "VIR", "ASM", "MNP"), "USA"),
    **dict.fromkeys(("GRL", "FRO"), "DNK"),
    **dict.fromkeys(("NCL", "PYF", "WLF", "SPM", "BLM", "MAF", "GLP", "GUF", "MTQ", "MYT", "REU"), "FRA"),
    **dict.fromkeys(
        ("BMU", "CYM", "VGB", "TCA", "AIA", "MSR", "FLK", "GIB", "SHN", "PCN", "JEY", "GGY", "IMN"), "GBR"
    ),
    **dict.fromkeys(("ABW", "CUW", "SXM"), "NLD"),
    **dict.fromkeys(("HKG", "MAC"), "CHN"),
    **dict.fromkeys(("COK", "NIU", "TKL"), "NZL"),
    "NFK": "AUS",
}
"""Territories and the states they belong to: what a state spends there is no aid abroad."""


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


_CARRIERS = frozenset("ship plane aircraft flight convoy train team truck cargo tonne batch".split())


def _is_aid(tree: Tree, token: Token, depth: int = 0) -> bool:
    """Whether a phrase names aid: at its head, in its modifiers, or behind "of" and "in"."""
    if depth > 3:
        return False
    if token.lemma in lx.AID_NOUNS or token.lower in lx.AID_NOUNS:
        return True
    if any(
        c.lemma in lx.PURE_AID_NOUNS | {"credit", "armoured", "armored"}
        for c in tree.children(token.i, "compound", "nmod", "amod")
    ):
        return True
    if any(_is_aid(tree, c, depth + 1) for c in tree.children(token.i, "conj", "appos")) or _is_model(
        tree, token
    ):
        return True
    carried = ("with",) if token.lemma in _CARRIERS else ()  # "a ship with food"
    if token.lemma in _CARRIERS and any(
        _is_aid(tree, o, depth + 1)
        for c in tree.children(token.i, "acl")
        if c.lemma in _CARRYING
        for o in [*tree.children(c.i, "dobj"), *tree.objects_of(c.i, "with")]
    ):
        return True
    behind = tree.objects_of(token.i, "of", "in", "for", "worth", *carried)
    return any(_is_aid(tree, b, depth + 1) for b in behind)


_CARRYING = frozenset("carry load bear bring transport fill lade".split())
_MODEL = re.compile(r"[A-Z][A-Za-z]{0,5}-?\d{1,3}[A-Z]?s?")


def _is_model(tree: Tree, token: Token) -> bool:
    """ "F-16s", "14 MiG-29 fighters", "Gripen fighters": arms by the name of the model."""
    if token.unit is None and _MODEL.fullmatch(token.text):
        return True
    named = any(
        _MODEL.fullmatch(c.text) or c.tag == "NNP"
        for c in tree.children(token.i, "compound", "nmod", "nummod")
    )
    return token.lemma in {"fighter", "plane", "bomber", "launcher", "carrier"} and named


def _is_money(tree: Tree, token: Token) -> bool:
    return token.lower in lx.MONEY_NOUNS or any(
        c.lower in lx.MONEY_NOUNS for c in tree.children(token.i, "nummod", "quantmod", "nmod", "compound")
    )


def recipient_parties(scene: Scene, tree: Tree, token: Token) -> list[Party]:
    """The party a phrase names, or the one it stands for: "the people of X", "Y's hospitals"."""
    if token.lemma in _ARMED:
        return []
    if token.lemma in _UNDERTAKINGS:
        reached = scene.parties(tree, tree.objects_of(token.i, "for", "in"))
        if reached:
            return [p for p in reached if not scene.is_bloc(p)] or reached
    direct = scene.parties(tree, [token])
    if direct:
        return direct
    if token.lower in {"we", "us", "i", "me"}:
        return []
    if token.tag == "NNS" and token.lemma in {"country", "nation", "state", "partner", "economy", "region"}:
        listed = scene.parties(tree, tree.objects_of(token.i, "including", "like", "as"))
        if listed:
            return [p for p in listed if not scene.is_bloc(p)]
    near = unique(
        p
        for t in tree.subtree(token.i)
        if t.unit is not None and t.unit.kind is not UnitKind.PERSON
        for p in t.unit.parties
        if not _in_clause(tree, t, token) and tree.head(t).lemma not in _PRIVATE
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


_ARMED = frozenset("rebel militant insurgent separatist militia extremist terrorist jihadist".split())

_UNDERTAKINGS = frozenset(
    "appeal plan fund effort program programme project response campaign operation initiative mission "
    "facility".split()
)
"""What money goes to on behalf of those behind "for" or "in": "the UN appeal for Yemen"."""


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


def _at_odds(givers: list[Party], recipients: list[Party]) -> bool:
    """Whether the ends make no gift: one is missing, both are one, or a state gives to its own territory."""
    given = {p.actor for p in givers}
    taken = {p.actor for p in recipients}
    return not given or not taken or bool(given & taken) or any(_OWN.get(t) in given for t in taken)


def _givers(clause: Clause) -> list[Party]:
    scene, tree, roles = clause.scene, clause.tree, clause.roles
    if _is_bill_before(clause):
        return scene.publisher(roles.subject[0])
    found = scene.parties(
        tree,
        [*roles.subject, *roles.owner, *(roles.behind("by", "from") if not clause.predicate.is_verb else [])],
    )
    if not found:  # "a Danish loan", "a Danish offer to supply boats"
        near = [*roles.modifier, *(s for s in roles.subject if s.tag == "JJ")]
        found = unique(p for m in near if m.unit is not None for p in m.unit.parties)
    if not found:
        found = [p for s in roles.subject for p in _collective(tree, s)]
    if not found and scene.home is not None and _is_homes(clause):
        found = scene.publisher(clause.predicate)
    if not found:
        bills = [s for s in roles.subject if s.lemma in _BILLS and s.unit is None]
        found = [p for s in bills for p in scene.publisher(s)]
    return unique(found)


def _is_homes(clause: Clause) -> bool:
    """ "The Administration is committed to giving", "$3 million in aid will be provided": its own."""
    roles = clause.roles
    if roles.passive and clause.predicate.is_verb and clause.predicate.dep != "acl":
        given = clause.act in _HANDING | {"allocate", "approve", "dedicate", "disburse"}
        aid = given and not roles.subject and any(_clearly_aid(clause.tree, o) for o in roles.object)
        return aid and bool(_recipients(clause, roles.object[0]))
    return any(s.lower == "administration" and s.unit is None for s in roles.subject)


_BILLS = frozenset("bill package legislation supplemental".split())
"""What will give once it is law: a state's own plan."""


_BILL_BEFORE = re.compile(r"\b[Tt]his (?:bill|agreement|package|legislation|supplemental|law|deal)\b")


def _is_bill_before(clause: Clause) -> bool:
    """ "This bill will help Israel. It will provide aid to Jordan.": the bill gives, not Israel."""
    scene, tree = clause.scene, clause.tree
    if scene.home is None or [s.lower for s in clause.roles.subject] != ["it"] or not tree.sentence:
        return False
    before = scene.sentences[tree.sentence - 1]
    return _BILL_BEFORE.search(scene.text, before.start, before.end) is not None


def _bill(clause: Clause) -> str | None:
    """The bill that gives, if it is one."""
    if not clause.predicate.is_verb:
        return None
    if _is_bill_before(clause):
        return "bill"
    subjects = clause.roles.subject
    if clause.predicate.dep in {"acl", "relcl"}:  # "passed a bill to provide"
        subjects = [*subjects, clause.tree.head(clause.predicate)]
    return next((s.lemma for s in subjects if s.unit is None and s.lemma in _BILLS), None)


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
        "bomber",
        "helicopter",
        "specialist",
        "instructor",
        "soldier",
        "doctor",
        "engineer",
        "firefighter",
        "senate",
        "congress",
        "parliament",
        "cabinet",
        "lawmaker",
        "government",
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
    if given is not None and _names_receiver(roles.object):
        tokens += [o for o in roles.object if o.i != given.i]
    if given is not None and not tokens and clause.predicate.is_verb:  # "sends Moldova generators"
        tokens += [
            c
            for c in tree.children(given.i, "compound", "nmod")
            if c.unit is not None and c.unit.kind is UnitKind.NAME and c.i > clause.predicate.i
        ]
    tokens += [t for t in roles.behind("to") if not t.is_verb]
    if given is not None:
        for one in (given, *tree.children(given.i, "conj")):
            tokens += [t for t in tree.objects_of(one.i, "to") if not t.is_verb]
            parts = tree.objects_of(one.i, "including")
            parts += [c for t in parts for c in tree.children(t.i, "conj")]
            for inner in [*tree.objects_of(one.i, "of", "in"), *parts]:
                tokens += [t for t in tree.objects_of(inner.i, "to", "for") if not t.is_verb]
    found = unique(p for t in tokens for p in recipient_parties(scene, tree, t))
    if not found and given is not None:
        deeper = [
            t
            for t in tree.subtree(given.i)
            if t.lower == "to"
            and t.tag in {"IN", "TO"}
            and (not tree.head(t).is_verb or tree.head(t).lemma in _CARRYING)
        ]
        found = unique(
            p for t in deeper for o in tree.children(t.i, "pobj") for p in recipient_parties(scene, tree, o)
        )
    if not found and clause.act == "share":
        found = unique(p for t in roles.behind("with") for p in recipient_parties(scene, tree, t))
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
        if token.lemma in _NOT_AID or _is_business(tree, token):
            continue
        if token.lemma in _ANNOUNCED and clause.scene.text[tree.start : tree.end].rstrip().endswith(":"):
            return token
        for one in (token, *tree.children(token.i, "conj")):
            if one.lemma not in _NOT_AID and (_is_aid(tree, one) or _is_money(tree, one)):
                return token
    if clause.act in _HANDING | {"offer", "promise", "pledge"} and not roles.passive:
        found = next((o for o in roles.object if o.lemma in _WELCOME), None)
        if found is not None:
            return found
    force = next((o for o in roles.object if _is_force_sent(clause, o)), None)
    if force is not None:
        return force
    helped = clause.predicate.is_verb and clause.act in _HANDING and _helped(clause)
    return next((o for o in roles.object if o.unit is None and o.is_noun), None) if helped else None


_ANNOUNCED = frozenset("following contribution".split())
"""What a list behind a colon is of."""


def _has_doses(tree: Tree, given: Token) -> bool:
    return any(t.lower in {"dose", "doses", "vaccine", "vaccines"} for t in tree.subtree(given.i))


_INFORMING = frozenset("inform tell assure brief notify update".split())
_SPEAKING = frozenset("speak talk meet call".split())


def _told(clause: Clause) -> list[Party]:
    """Who hears of a gift is whom it is for: "informed the president of X that Y will send arms"."""
    tree = clause.tree
    above = tree.head(clause.predicate)
    if clause.predicate.dep == "ccomp" and above.lemma in _INFORMING:
        return clause.scene.parties(tree, tree.children(above.i, "dobj"))
    told = clause.predicate.dep == "advcl" and clause.predicate.tag == "VB"
    if (told or clause.predicate.dep == "conj") and above.lemma in _SPEAKING:
        heard = tree.objects_of(above.i, "with", "to")  # "spoke with the president of X to announce"
        return clause.scene.parties(tree, [*heard, *tree.children(above.i, "dobj")])
    return []


def _places(clause: Clause, given: Token) -> list[Party]:
    """The states in which money or aid is spent: "pledged $9 million for clinics in Chad"."""
    tree = clause.tree
    if clause.act not in lx.PROMISE_VERBS | _HANDING | {
        "dedicate",
        "allocate",
        "fund",
        "finance",
        "invest",
        "deposit",
    }:
        return []
    if not (_clearly_aid(tree, given) or _is_money(tree, given)):
        return []
    inside = [*clause.roles.behind("in"), *tree.deep_objects_of(given.i, "in")]
    if clause.act == "deposit":  # "in the central bank of X"
        return unique(p for t in inside for p in recipient_parties(clause.scene, tree, t))
    return unique(
        p
        for t in inside
        if t.unit is not None and t.unit.kind is UnitKind.NAME
        for p in t.unit.parties
        if not clause.scene.is_bloc(p)
    )


def _thanking(clause: Clause) -> list[Party]:
    """Whose thanks a gift has: "Togo thanked Japan for sending tents"."""
    tree = clause.tree
    above = tree.head(tree.head(clause.predicate))
    if above.lemma != "thank":
        return []
    return clause.scene.parties(tree, tree.children(above.i, "nsubj"))


_HANDING = frozenset("provide give donate deliver send supply lend contribute dispatch airlift".split())
_WELCOME = frozenset("soldier petrol helicopter plane crew police policeman tarpaulin".split())
"""What is aid where a text tells of help."""
_FURTHERING = frozenset("help support assist aid enable allow bolster".split())


def _helped(clause: Clause) -> list[Token]:
    """Whom a gift is to help: "sent engineers to help Bhutan rebuild"."""
    tree, verb = clause.tree, clause.predicate
    holders = [verb, *clause.roles.object]
    purposes = [
        c
        for h in holders
        for c in tree.children(h.i, "advcl", "xcomp", "acl", "relcl")
        if c.tag == "VB" and c.lemma in _FURTHERING
    ]
    named = [t for c in purposes for t in tree.children(c.i, "dobj")]
    for clause_below in (x for c in purposes for x in tree.children(c.i, "ccomp", "xcomp")):
        named += tree.children(clause_below.i, "nsubj")  # "help Bhutan to prepare"
    return [t for t in named if recipient_parties(clause.scene, tree, t)]


def _is_business(tree: Tree, token: Token) -> bool:
    """Money to invest or to buy with, gas and oil, narcotics."""
    near = [*tree.objects_of(token.i, "of"), *tree.children(token.i, "compound", "amod")]
    if any(t.lemma in _TRAFFICKED for t in near):
        return True
    return any(t.lower in _NO_GIFT for t in tree.subtree(token.i))


_TRAFFICKED = frozenset(
    "gas oil crude lng coal electricity uranium fentanyl drug drugs narcotics cocaine opioid opioids "
    "precursor".split()
)
_PRIVATE = frozenset("company firm manufacturer startup business miner producer airline".split())


def _stage(clause: Clause) -> tuple[str, Stage]:
    """Which relation and stage a verb of giving speaks of, before factuality."""
    act, predicate = clause.act, clause.predicate
    if act in lx.RECEIVE_VERBS:
        pledged = any(o.lemma in _OFFER_NOUNS for o in clause.roles.object)  # "received pledges of aid"
        return (
            ("offers_assistance_to", Stage.PROMISED)
            if pledged
            else ("provides_assistance_to", Stage.DELIVERED)
        )
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
    available = act == "make" and any(c.lower == "available" for c in tree.children(clause.predicate.i))
    if act not in lx.GIVE_VERBS | {"boost", "share"} and not available:
        return
    if act == "invest" and not _invests_in_others(clause):
        return
    given = _given(clause)
    if act == "share" and (given is None or not _has_doses(tree, given)):
        return
    recipients: list[Party] = []
    if given is not None:
        recipients = _recipients(clause, given)
    else:
        goods = roles.behind("with")  # "provide Ukraine with missiles"
        given = next(
            (
                g
                for g in goods
                if (_is_aid(tree, g) or _is_money(tree, g))
                and g.lemma not in _NOT_AID
                and not _is_business(tree, g)
            ),
            None,
        )
        if given is None:
            return
        recipients = unique(p for o in roles.object for p in recipient_parties(clause.scene, tree, o))
    givers = _givers(clause)
    if not recipients and clause.predicate.is_verb:
        recipients = unique(p for t in _helped(clause) for p in recipient_parties(clause.scene, tree, t))
    if not recipients and clause.predicate.dep == "pcomp":
        recipients = _thanking(clause)
    if not recipients and clause.predicate.is_verb:
        recipients = _told(clause) or _places(clause, given)
    guessed = not recipients and clause.predicate.is_verb
    if guessed and clause.scene.home is not None:
        recipients = _topic_recipient(clause, givers, given)
    elif guessed and _clearly_aid(tree, given):  # "announces a package to fund police in X"
        purposes = [c for c in tree.children(given.i, "acl", "relcl") if c.tag == "VB"]
        recipients = _only_party(tree, purposes, givers)
    is_open = _is_open(clause, given)
    if givers and not recipients and clause.predicate.is_verb:
        yield Candidate(
            _stage(clause)[0],
            (tuple(givers), ()),
            clause.predicate,
            OPEN_GIFT if is_open else LOOSE_GIFT,
            0.6,
            directed=True,
            stage=_stage(clause)[1],
        )
        return
    if _at_odds(givers, recipients):
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
    } and not (_clearly_aid(tree, given) or _is_force_sent(clause, given)):
        return
    if act == "sell" or (
        act in {"keep", "direct", "devote", "flow", "rush", "accelerate"} and not _clearly_aid(tree, given)
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
        implied_plan=_bill(clause),
        detail=" ".join(clause.scene.text[start:end].split())[:160],
        amount=amount,
        currency=currency,
    )


_FORCES = frozenset(
    "troop soldier police policeman officer peacekeeper instructor adviser advisor marine personnel "
    "contingent battalion trainer mission".split()
)
_SECURING = frozenset(
    "train fight combat secure protect stabilise stabilize restore guard participate tackle".split()
)


def _is_force_sent(clause: Clause, noun: Token) -> bool:
    """ "sent 200 police officers to X", "deployed troops to help X fight": help rather than an invasion."""
    tree, verb = clause.tree, clause.predicate
    if noun.lemma not in _FORCES or clause.act not in {"send", "dispatch", "deploy", "provide", "contribute"}:
        return False
    if noun.lemma in {"police", "policeman", "peacekeeper", "instructor", "trainer"} or any(
        c.lower in {"police", "peacekeeping", "medical"} for c in tree.children(noun.i, "compound", "amod")
    ):
        return True
    purposes = [c for h in (verb, noun) for c in tree.children(h.i, "advcl", "xcomp", "acl", "relcl")]
    return any(c.tag == "VB" and c.lemma in _FURTHERING | _SECURING for c in purposes)


def _invests_in_others(clause: Clause) -> bool:
    """ "We have invested $9 million in clinics in Chad", "invests in aid"."""
    if any(t.lemma in {"aid", "humanitarian"} for t in clause.tree.subtree(clause.predicate.i)):
        return True
    home = clause.scene.home
    return home is not None and {p.actor for p in _givers(clause)} == {home}


_TOWARDS = frozenset("to for help helping support".split())


def _is_open(clause: Clause, given: Token) -> bool:
    """Whether a gift without a receiver may be for the one that the text is about.

    It must be aid by its name; in a government's own text also say what it is for.
    """
    tree = clause.tree
    if not _clearly_aid(tree, given) or "accountable" in tree.words:
        return False
    return clause.scene.home is None or any(
        t.lower in _TOWARDS and t.i > given.i for t in tree.subtree(clause.predicate.i)
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
    return _only_party(tree, [given, *purposes], givers) or (
        _only_party(tree, purposes, givers) if len(purposes) == 1 else []
    )


def _only_party(tree: Tree, tokens: list[Token], others: list[Party]) -> list[Party]:
    """The only party below some tokens besides those already named, if nothing sets it up as an opponent."""
    below = [t for token in tokens for t in tree.subtree(token.i)]
    if any(t.lemma in _AGAINST for t in below):
        return []
    known = {p.actor for p in others}
    units = {
        t.unit.start: t.unit
        for t in below
        if t.unit is not None and t.unit.kind not in {UnitKind.PERSON, UnitKind.PLACE, UnitKind.BLOC}
    }
    found = unique(p for u in units.values() for p in u.parties if p.actor not in known)
    listed = len(units) == 1 and len(tokens) == 1 and tokens[0].is_verb  # "to build clinics in X, Y and Z"
    return found if len(found) == 1 or listed else []


def _delivery(
    clause: Clause,
    givers: list[Party],
    recipients: list[Party],
    rule: str,
    confidence: float,
    *,
    detail: str | None = None,
    factual: bool = False,
) -> Candidate:
    """Aid that is told of as given."""
    return Candidate(
        "provides_assistance_to",
        (tuple(givers), tuple(recipients)),
        clause.predicate,
        rule,
        confidence,
        directed=True,
        stage=Stage.DELIVERED,
        detail=detail,
        factual=factual,
    )


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
    if not recipients and objects:  # "train soldiers from Y"
        recipients = scene.parties(tree, roles.behind("from"))
    if _at_odds(givers, recipients):
        return
    if any(t.lemma in _CRIMES for b in roles.behind("in", "with", "to") for t in tree.subtree(b.i)):
        return
    handles = [
        *roles.behind("with", "through", "by"),
        *(t for o in objects for t in tree.objects_of(o.i, "with")),
    ]
    goods = [t for t in handles if not t.is_verb and _is_aid(tree, t)]
    sent = any(_collective(tree, s) for s in roles.subject)  # "French engineers are helping"
    if act in {"support", "back", "help"} and not goods and not sent:
        return
    if act == "equip" and not goods:
        return
    yield _delivery(clause, givers, recipients, f"assistance/{act}", 0.6, detail=act)


def receipts(clause: Clause) -> Iterator[Candidate]:
    """ "Y will receive €250 million from X"."""
    tree, roles = clause.tree, clause.roles
    if clause.act not in lx.RECEIVE_VERBS or not clause.predicate.is_verb or clause.act == "accept":
        return
    given = _given(clause)
    if given is None:
        return
    recipients = unique(p for s in roles.subject for p in recipient_parties(clause.scene, tree, s))
    sources = [*roles.behind("from"), *tree.deep_objects_of(given.i, "from")]
    givers = clause.scene.parties(tree, sources) or unique(
        p for t in sources for p in recipient_parties(clause.scene, tree, t)
    )
    if not givers:
        governor = tree.head(clause.predicate)
        if clause.predicate.dep == "ccomp" and governor.lemma in lx.SAY_VERBS:
            speakers = clause.scene.parties(tree, tree.children(governor.i, "nsubj"))
            givers = [s for s in speakers if s.actor not in {r.actor for r in recipients}]
    if _at_odds(givers, recipients):
        return
    start, end = _extent(tree, given)
    amount, currency = read_amount(clause.scene.text, start, end)
    relation, stage = _stage(clause)
    yield Candidate(
        relation,
        (tuple(givers), tuple(recipients)),
        clause.predicate,
        "assistance/receive",
        0.75,
        directed=True,
        stage=stage,
        detail=" ".join(clause.scene.text[start:end].split())[:160],
        amount=amount,
        currency=currency,
    )


def _sponsors(clause: Clause, noun: Token) -> list[Party]:
    """Whose an offer or a loan is: "a Danish offer", "its offer", "an offer from Denmark"."""
    tree = clause.tree
    owners = [*tree.children(noun.i, "poss"), *tree.objects_of(noun.i, "from", "by")]
    found = clause.scene.parties(tree, owners)
    found += modifier_parties(tree, noun)
    return unique(found)


def thanks(clause: Clause) -> Iterator[Candidate]:
    """ "Togo thanked Japan for the tents": those thanked gave; "asked Japan for tents": they may give."""
    tree, roles, scene, act = clause.tree, clause.roles, clause.scene, clause.act
    if act in {"appreciation", "gratitude"}:
        yield from _appreciation(clause)
        return
    if not clause.predicate.is_verb or act not in {"thank", "ask"} or roles.passive:
        return
    if act == "ask" and any(
        t.lemma in _CRIMES | {"election", "investigation"} for t in tree.subtree(clause.predicate.i)
    ):
        return
    goods = [
        one
        for g in roles.behind("for")
        for one in (g, *tree.children(g.i, "conj"))
        if one.is_noun and (_names_goods(tree, one) or (act == "ask" and one.lemma in _ASKED_FOR))
    ]
    givers = scene.parties(tree, [t for g in goods for t in tree.children(g.i, "poss")])
    givers = givers or scene.parties(tree, roles.object)
    if not goods or tree.children(clause.predicate.i, "xcomp"):
        return
    named = [t for g in goods for t in tree.objects_of(g.i, "to", "for") if not t.is_verb]
    recipients = unique(p for t in named for p in recipient_parties(scene, tree, t))
    recipients = recipients or scene.parties(tree, roles.subject)
    if _at_odds(givers, recipients):
        return
    start, end = _extent(tree, goods[0])
    yield Candidate(
        "provides_assistance_to" if act == "thank" else "offers_assistance_to",
        (tuple(givers), tuple(recipients)),
        clause.predicate,
        f"assistance/{act}",
        0.7,
        directed=True,
        stage=Stage.DELIVERED if act == "thank" else None,
        detail=" ".join(scene.text[start:end].split())[:160],
        implied_plan="ask" if act == "ask" else None,
    )


_ASKED_FOR = frozenset("help assistance support aid".split())


def _appreciation(clause: Clause) -> Iterator[Candidate]:
    """ "X expressed appreciation for equipment from Y", "its gratitude to Y for the tents"."""
    tree, scene, noun = clause.tree, clause.scene, clause.predicate
    goods = [
        one
        for g in tree.objects_of(noun.i, "for")
        for one in (g, *tree.children(g.i, "conj"))
        if one.is_noun and _names_goods(tree, one)
    ]
    if not goods or any(tree.objects_of(g.i, "to", "for") for g in goods):
        return
    givers = scene.parties(
        tree, [*tree.objects_of(noun.i, "to", "from"), *tree.objects_of(goods[0].i, "from")]
    )
    above = tree.head(noun)
    grateful = tree.children(noun.i, "poss") or (subjects_of(tree, above) if above.is_verb else [])
    recipients = scene.parties(tree, grateful)
    if _at_odds(givers, recipients):
        return
    yield _delivery(clause, givers, recipients, "assistance/thank", 0.65, factual=True)


_ARRIVALS = frozenset("arrive land reach enter cross".split())


def arrivals(clause: Clause) -> Iterator[Candidate]:
    """ "A shipment of Chinese vaccines arrived in Mali", "a Turkish aid plane landed in Libya"."""
    tree, roles, scene = clause.tree, clause.roles, clause.scene
    if clause.act not in _ARRIVALS or not clause.predicate.is_verb:
        return
    goods = next((s for s in roles.subject if s.unit is None and _carries_aid(tree, s)), None)
    if goods is None or _is_business(tree, goods):
        return
    places = [*roles.object, *roles.behind("in", "at", "to", "into")]
    recipients = unique(p for t in places for p in recipient_parties(scene, tree, t))
    givers = unique(
        p
        for t in tree.subtree(goods.i)
        if t.unit is not None
        and (t.dep in {"amod", "poss", "compound", "nmod"} or tree.head(t).lower in {"from", "by"})
        for p in t.unit.parties
    )
    if _at_odds(givers, recipients):
        return
    yield _delivery(clause, givers, recipients, "assistance/arrive", 0.65)


def _carries_aid(tree: Tree, token: Token) -> bool:
    below = {t.lemma for t in tree.subtree(token.i)}
    if token.lemma in _CARRIERS | {"shipment", "consignment"}:
        return bool(below & (lx.AID_NOUNS - {"aircraft", "shipment", "consignment"} | {"humanitarian"}))
    return _is_aid(tree, token) and not below & {"troop", "soldier", "refugee", "missile", "drone", "rocket"}


def _names_goods(tree: Tree, noun: Token) -> bool:
    """Aid by its own name, not "support" or "contributions" alone."""
    heads = {noun.lemma, *(t.lemma for t in tree.objects_of(noun.i, "of"))}
    near = {c.lower for c in tree.children(noun.i, "amod", "compound")}
    vague = {"support", "help", "contribution", "backing", "boost", "system", "capability", "budget"}
    named = heads & lx.AID_NOUNS
    money = any(_is_money(tree, t) for t in tree.objects_of(noun.i, "of"))
    return bool(named - vague) or bool(named and (near & _SUBSTANCE or money))


_OFFER_NOUNS = frozenset("offer promise pledge".split())
_TAKING = frozenset("accept decline reject refuse welcome thank turn appreciate".split())


def offers(clause: Clause) -> Iterator[Candidate]:
    """ "a Danish offer of boats to X", "its promise of a loan", "X refused a Danish loan"."""
    tree, scene, noun = clause.tree, clause.scene, clause.predicate
    if noun.is_verb or noun.lemma not in _OFFER_NOUNS | {"loan", "grant", "donation"}:
        return
    verb = tree.head(noun)
    taken = noun.dep in {"dobj", "nsubjpass"} and verb.is_verb and verb.lemma in _TAKING
    if noun.lemma in _OFFER_NOUNS:
        contents = tree.objects_of(noun.i, "of")
        if not any((_is_aid(tree, c) or _is_money(tree, c)) and c.lemma not in _NOT_AID for c in contents):
            return
    elif not (taken and verb.lemma in {"refuse", "decline", "reject", "turn"}):
        return
    givers = _sponsors(clause, noun)
    recipients = unique(
        p
        for t in tree.objects_of(noun.i, "to", "for")
        if not t.is_verb
        for p in recipient_parties(scene, tree, t)
    )
    if not recipients and taken and noun.dep == "dobj":
        recipients = scene.parties(tree, tree.children(verb.i, "nsubj"))
    if not givers or (recipients and _at_odds(givers, recipients)):
        return
    yield Candidate(
        "offers_assistance_to",
        (tuple(givers), tuple(recipients)),
        noun,
        "assistance/offer" if recipients else LOOSE_GIFT,
        0.65,
        directed=True,
        stage=Stage.OFFERED,
        implied_denial="turn down" if taken and verb.lemma == "turn" else None,
    )


_DONORS = frozenset("donor contributor provider supporter funder backer benefactor lender".split())


def stated_donors(clause: Clause) -> Iterator[Candidate]:
    """ "X is the largest donor of humanitarian aid to Y"."""
    tree, roles, scene = clause.tree, clause.roles, clause.scene
    if not clause.predicate.is_verb or clause.act not in {"be", "remain", "become"}:
        return
    for noun in roles.attribute:
        if noun.lemma not in _DONORS or not tree.children(noun.i, "amod"):
            continue
        content = tree.objects_of(noun.i, "of")
        holders = [noun, *content]
        aid = any(_is_aid(tree, c) for c in content) or noun.lemma in {"donor", "lender"}
        named = [t for h in holders for t in tree.objects_of(h.i, "to", "for", "in") if not t.is_verb]
        named += [t for t in roles.behind("to", "in") if not t.is_verb]
        recipients = unique(p for t in named for p in recipient_parties(scene, tree, t))
        recipients = recipients or unique(
            p for c in content for p in recipient_parties(scene, tree, c) if not aid
        )
        givers = scene.parties(tree, roles.subject)
        if not aid or _at_odds(givers, recipients) or any(scene.is_bloc(p) for p in recipients):
            continue
        yield _delivery(clause, givers, recipients, "assistance/donor", 0.7)


_SUMS = frozenset(
    "assistance aid package funding support contribution announcement tranche commitment pledge "
    "drawdown grant donation fund funds money allocation delivery shipment amount".split()
)
"""Subjects that were given or promised before: "the package includes", "these funds will help"."""


def parts_of_aid(clause: Clause) -> Iterator[Candidate]:
    """ "The package includes $30 million for Ethiopia", "these funds will help Colombia"."""
    tree, roles, act, scene = clause.tree, clause.roles, clause.act, clause.scene
    subjects = [s for s in roles.subject if s.unit is None and (s.lemma in _SUMS or _is_money(tree, s))]
    if not subjects or roles.passive or not clause.predicate.is_verb:
        return
    if act in {"include", "comprise", "contain"}:
        parts = tree.coordinated(*roles.object)
        reached = [
            t
            for part in parts
            if _is_money(tree, part) or _is_aid(tree, part)
            for t in tree.objects_of(part.i, "for", "to", "in")
        ]
    elif act in _FURTHERING:
        below = tree.children(clause.predicate.i, "ccomp", "xcomp")
        reached = [*roles.object, *(t for c in below for t in tree.children(c.i, "nsubj"))]
    elif act == "go":
        reached = roles.behind("to")
    else:
        return
    recipients = unique(p for t in reached if not t.is_verb for p in recipient_parties(scene, tree, t))
    givers = scene.parties(tree, [c for s in subjects for c in tree.children(s.i, "poss")])
    givers += modifier_parties(tree, *subjects)
    givers = givers or scene.publisher(clause.predicate)
    if not givers or not recipients or _at_odds(givers, recipients):
        return
    yield Candidate(
        "offers_assistance_to",
        (tuple(unique(givers)), tuple(recipients)),
        clause.predicate,
        "assistance/part",
        0.65,
        directed=True,
        stage=Stage.PROMISED,
        standing=True,
    )


def enacted(clause: Clause) -> Iterator[Candidate]:
    """ "The president signed into law a $95 billion aid package for X, Y and Z"."""
    tree, roles = clause.tree, clause.roles
    if clause.act not in {"sign", "enact"} or not clause.predicate.is_verb:
        return
    packages = [o for o in roles.object if o.lemma in {"package", "aid", "bill"} and _clearly_aid(tree, o)]
    reached = [t for o in packages for t in tree.objects_of(o.i, "for", "to") if not t.is_verb]
    reached += [t for t in tree.objects_of(clause.predicate.i, "for") if packages and not t.is_verb]
    recipients = unique(p for t in reached for p in recipient_parties(clause.scene, tree, t))
    givers = clause.scene.parties(tree, roles.subject)
    if givers and recipients and not _at_odds(givers, recipients):
        yield Candidate(
            "offers_assistance_to",
            (tuple(givers), tuple(recipients)),
            clause.predicate,
            "assistance/enact",
            0.75,
            directed=True,
            stage=Stage.PROMISED,
        )


_PAID = frozenset("payment subsidy contribution disbursement".split())
_TURNS = frozenset(
    "suspension halt freeze resumption pause end continuation increase cut termination".split()
)
"""What happens to aid that was given: "the suspension of shipments"."""


_DEBTS = frozenset("debt arrears liability".split())


def purchases(clause: Clause) -> Iterator[Candidate]:
    """ "X will buy missiles for Y", "X pays Y's debt to the World Bank"."""
    tree, roles, scene = clause.tree, clause.roles, clause.scene
    if not clause.predicate.is_verb or clause.act not in {
        "buy",
        "purchase",
        "procure",
        "pay",
        "settle",
        "clear",
        "forgive",
    }:
        return
    debts = [o for o in [*roles.object, *roles.behind("off")] if o.lemma in _DEBTS]
    if debts:
        reached = [t for d in debts for t in [*tree.children(d.i, "poss"), *tree.objects_of(d.i, "of")]]
        reached += [c for d in debts for c in tree.modifiers(d.i)]
        recipients = scene.parties(tree, [t for t in reached if t.is_noun]) or modifier_parties(tree, *debts)
    elif clause.act in {"settle", "clear", "forgive"}:
        return
    else:
        goods = [
            o for o in [*roles.object, *roles.behind("for")] if _clearly_aid(tree, o) and _is_aid(tree, o)
        ]
        reached = [
            *(roles.behind("for") if goods else []),
            *(t for g in goods for t in tree.objects_of(g.i, "for")),
        ]
        recipients = scene.parties(tree, [t for t in reached if t.unit is not None])
    givers = scene.parties(tree, roles.subject)
    if not _at_odds(givers, recipients):
        yield _delivery(clause, givers, recipients, f"assistance/{clause.act}", 0.65)


_CONTAINERS = frozenset("provision flow transfer".split())
"""What names a gift only with what stands behind "of"."""


def _contained(tree: Tree, noun: Token) -> list[Token]:
    """The aid that a provision or delivery is of: "the delivery of $4 million in military aid"."""
    if noun.lemma not in _CONTAINERS | {"delivery", "shipment", "package"}:
        return []
    behind = tree.objects_of(noun.i, "of")
    inner = [t for b in behind for t in (b, *tree.objects_of(b.i, "in", "of", "worth"))]
    return [t for t in inner if _is_aid(tree, t)]


def _verb_above(tree: Tree, noun: Token) -> Token:
    current = noun
    while current.dep in {"pobj", "prep", "dobj", "conj"} and current.head != current.i:
        current = tree.head(current)
        if current.is_verb:
            break
    return current


def _phrase_of(tree: Tree, noun: Token) -> Token:
    """The noun by which a verb takes up aid: "$9 million in aid", "the halt of shipments"."""
    top = noun
    while top.dep == "conj" and tree.head(top).is_noun:
        top = tree.head(top)  # "resumed exercises with and aid to X"
    if (
        top.dep == "pobj"
        and tree.head(top).lower in {"in", "of"}
        and (_is_money(tree, tree.head(tree.head(top))) or tree.head(tree.head(top)).lemma in _PAID)
    ):
        top = tree.head(tree.head(top))  # "announced $9 million in aid to X"
    while top.dep == "pobj" and tree.head(top).lower == "of" and tree.head(tree.head(top)).lemma in _TURNS:
        top = tree.head(tree.head(top))  # "ordered the suspension of shipments to X"
    return top


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
        "contribution",
        *_CONTAINERS,
    }:
        return
    contained = _contained(tree, noun)
    if _is_given(tree, noun) or _is_business(tree, noun) or (noun.lemma in _CONTAINERS and not contained):
        return
    if _only_words(tree, noun) and tree.head(noun).lemma in _VOICING:
        return
    prepositions = ("to", "for") if noun.lemma not in {"support", "help", "relief", "funding"} else ("to",)
    if noun.lemma == "support" and not _only_words(tree, noun):
        prepositions = ("to", "for")
    top = _phrase_of(tree, noun)
    head_verb = tree.head(top)
    if top.dep in {"dobj", "nsubjpass"} and head_verb.lemma in lx.END_VERBS | {
        "continue",
        "resume",
        "maintain",
        "end",
    }:
        prepositions = ("to", "for")
    receivers = [t for n in (noun, *contained) for t in tree.objects_of(n.i, *prepositions) if not t.is_verb]
    if top.dep == "dobj" and head_verb.is_verb:
        receivers += [t for t in tree.objects_of(head_verb.i, *prepositions) if not t.is_verb]
    recipients = unique(p for t in receivers for p in recipient_parties(scene, tree, t))
    if not recipients:
        behind = [c for n in (noun, *contained) for c in tree.children(n.i, "acl", "relcl")]
        behind += [c for c in tree.children(_verb_above(tree, noun).i, "advcl") if c.i > noun.i]
        purposes = [
            c
            for c in behind
            if c.tag == "VB"
            and c.lemma in {"help", "support", "assist", "address", "rebuild", "strengthen", "meet"}
        ]
        recipients = _only_party(tree, purposes, []) if purposes else []
    owners = tree.children(noun.i, "poss")
    givers = scene.parties(tree, [*owners, *tree.objects_of(noun.i, "from", "by")])
    givers += modifier_parties(tree, noun, *contained)
    if not givers and head_verb.lower == "with" and tree.head(head_verb).lemma in {"move", "proceed"}:
        givers = scene.parties(tree, subjects_of(tree, tree.head(head_verb)))
    if (
        not givers
        and top.dep == "dobj"
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
            "highlight",
            "detail",
            "expedite",
            "order",
            "confirm",
        }
    ):
        givers = scene.parties(tree, subjects_of(tree, head_verb))
    told = tree.head(head_verb) if head_verb.lower in {"of", "on", "about"} else head_verb
    informed = top.dep == "pobj" and told.lemma in _INFORMING
    if informed and any(c.lower in {"new", "additional"} for c in tree.children(top.i, "amod")):
        givers = givers or scene.parties(tree, subjects_of(tree, told))
        recipients = recipients or scene.parties(tree, tree.children(told.i, "dobj"))
    announced = top.dep == "pobj" and told.lemma in {"announcement", "pledge", "commitment"}
    if not givers and announced:  # "the announcement of $9 million in aid for X"
        givers = _sponsors(clause, told) or scene.publisher(told)
        recipients = recipients or unique(
            p
            for t in tree.objects_of(top.i, "to", "for")
            if not t.is_verb
            for p in recipient_parties(scene, tree, t)
        )
    givers = unique(givers)
    if _at_odds(givers, recipients):
        return
    promised = announced or informed or (head_verb.lemma in lx.PROMISE_VERBS and top.dep == "dobj")
    start, end = _extent(tree, noun)
    amount, currency = read_amount(scene.text, start, end)
    yield Candidate(
        "offers_assistance_to" if promised else "provides_assistance_to",
        (tuple(givers), tuple(recipients)),
        noun,
        "assistance/nominal",
        0.6 if noun.lemma != "support" else 0.5,
        directed=True,
        stage=Stage.PROMISED if promised else None if _only_words(tree, noun) else Stage.DELIVERED,
        detail=" ".join(scene.text[start:end].split())[:160],
        amount=amount,
        currency=currency,
    )


_VOICING = frozenset(
    "reaffirm reiterate express voice discuss underscore affirm emphasize emphasise convey stress note "
    "declare restate".split()
)
"""What one does with support that is a stance."""


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

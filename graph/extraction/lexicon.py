# ruff: noqa: E501 -- tables of words and patterns are read line by line
"""The words that frames and factuality look for, by lemma, and the small lemma table behind them.

A full lemmatizer costs a fifth of the parse; the frames only ask about a few hundred words, so their
inflected forms are generated here once.
"""

from functools import cache

__all__ = [
    "AGREEMENT_NOUNS",
    "AID_NOUNS",
    "GIFT_PHRASES",
    "MEETING_NOUNS",
    "MEMORANDUM_NOUNS",
    "OFFICIAL_NOUNS",
    "PARTY_PHRASES",
    "PARTY_PRONOUNS",
    "TRIGGER_STEMS",
    "lemma",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# --- what is signed, given, held -----------------------------------------------------------------------

MEMORANDUM_NOUNS = _words("memorandum memoranda memo mou mous")
AGREEMENT_NOUNS = MEMORANDUM_NOUNS | _words(
    "agreement accord pact treaty deal protocol convention declaration statement compact charter contract "
    "communique communiqué arrangement ceasefire truce armistice understanding document instrument roadmap "
    "partnership framework swap alliance letter"
)
"""Nouns that name a text two parties can sign; the first ones make a memorandum of it."""

FIRM_AGREEMENT_NOUNS = AGREEMENT_NOUNS - _words(
    "statement partnership framework alliance letter document instrument understanding roadmap contract swap"
)
"""Those that tell of an agreement without a verb of signing beside them."""

AID_NOUNS = _words(
    "aid assistance support help relief grant loan donation package weapon weapons arms ammunition munition "
    "missile missiles drone drones helicopter helicopters vehicle vehicles aircraft jet jets tank tanks artillery "
    "equipment training trainer trainers instructor instructors funding fund funds money credit "
    "supply supplies gear vaccine vaccines dose doses food grain wheat medicine medicines tent tents "
    "contribution guarantee backing boost tranche shipment consignment budget financing finance "
    "system systems battery batteries capability capabilities expertise shelter shelters fuel fertiliser "
    "fertilizer kit scholarship scholarships generator generators hospital doctors doctor medics firefighters firefighter engineers engineer boat boats frigate ambulance ambulances blankets blanket beds transformers transformer uniforms rice flour maize kitchen scanners warship warships electricians tanker ventilators masks oxygen seeds buses trucks shell shells rounds interceptor interceptors rocket rockets howitzers rescuers rescue convoy cheque sums"
)
PURE_AID_NOUNS = _words(
    "aid assistance relief donation grant loan support help funding training package equipment weapons arms"
)
MONEY_NOUNS = _words(
    "million billion trillion thousand dollar dollars euro euros pound pounds $ € £ yen yuan"
)

MEETING_NOUNS = _words(
    "talk talks meeting meetings discussion discussions summit conversation negotiation negotiations "
    "consultation consultations dialogue call visit session round"
)

OFFICIAL_NOUNS = _words(
    "government governments ministry ministries minister ministers president presidents premier premiers "
    "chancellor leader leaders delegation delegations official officials authority authorities "
    "administration administrations cabinet embassy embassies envoy envoys ambassador ambassadors diplomat "
    "diplomats host hosts junta regime side sides counterpart counterparts colleague colleagues chief chiefs representative representatives "
    "negotiator negotiators military militaries army navy forces parliament parliaments state states country "
    "countries nation nations king emir sultan head heads secretary secretaries team republic monarch "
    "department agency agencies people government-run diplomacy presidency kingdom party parties"
)
"""Heads of phrases that stand for the state that modifies them."""

MEMBER_NOUNS = _words("member members ally allies signatory signatories member-state party")
PARTICIPANT_NOUNS = _words(
    "side sides country countries nation nations party parties delegation delegations government governments "
    "state states leader leaders minister ministers president presidents trio pair duo neighbour neighbours "
    "neighbor neighbors capital capitals counterpart counterparts power powers ministry ministries member "
    "members signatory signatories ally allies bloc blocs diplomat diplomats official officials negotiator "
    "negotiators partner partners navies armies militaries academies"
)
"""Heads of phrases that may refer back to the parties of the text: "both sides", "the two countries"."""

# --- verbs ---------------------------------------------------------------------------------------------

SIGN_VERBS = _words("sign ink initial co-sign cosign exchange")
CONCLUDE_VERBS = _words(
    "seal conclude strike finalise finalize forge clinch reach enter ratify secure cement make agree negotiate "
    "adopt issue release publish announce unveil launch establish upgrade renew extend complete broker hammer achieve"
)
GIVE_VERBS = _words(
    "provide give donate deliver send supply extend grant allocate lend hand transfer equip ship disburse "
    "release contribute furnish gift dispatch airlift award channel fund finance offer pledge promise "
    "commit announce approve earmark authorise authorize unveil sell surge invest devote direct flow accelerate rush keep dedicate deploy deposit loan"
)
PROMISE_VERBS = _words("offer pledge promise commit announce approve earmark authorise authorize unveil vow")
DELIVERY_VERBS = _words(
    "deliver donate send give hand ship disburse airlift transfer dispatch gift release supply provide"
)
HELP_VERBS = _words("assist help support aid arm train equip back")
RECEIVE_VERBS = _words("receive get obtain accept secure")
JOIN_VERBS = _words("join accede enter rejoin")
BELONG_VERBS = _words("belong turn rejoin return")
LEAVE_VERBS = _words("withdraw quit leave exit pull depart")
SUSPEND_VERBS = _words("suspend expel oust")
APPLY_VERBS = _words("apply bid seek want wish hope aspire request")
ADMIT_VERBS = _words("admit welcome accept induct include invite")
FOUND_VERBS = _words("found establish form create launch set")
MEET_VERBS = _words("meet host receive visit welcome greet call speak talk confer")
HOLD_VERBS = _words(
    "hold have conduct chair co-chair convene begin start open conclude attend join resume finish end co-host host"
)

NOMINAL_VERBS = {
    "signing": "sign",
    "signature": "sign",
    "conclusion": "conclude",
    "ratification": "ratify",
    "accession": "accede",
    "membership": "member",
    "admission": "admit",
    "entry": "enter",
    "withdrawal": "withdraw",
    "exit": "quit",
    "departure": "leave",
    "suspension": "suspend",
    "expulsion": "expel",
    "donation": "donate",
    "delivery": "deliver",
    "provision": "provide",
    "supply": "supply",
    "visit": "visit",
    "application": "apply",
    "bid": "bid",
    "pledge": "pledge",
    "offer": "offer",
    "shipment": "send",
    "transfer": "transfer",
}
"""Nouns that name the act of a verb."""

SPORT_WORDS = _words(
    "friendly match final semifinal semi-final quarter-final qualifier tournament championship cup league goal goals coach striker "
    "olympics olympic playoff play-off fixture medal"
)
"""Words beside which "X meet Y" is a game."""

# --- factuality ----------------------------------------------------------------------------------------

SAY_VERBS = _words(
    "say announce report tell claim state declare add note write confirm assert argue insist explain stress "
    "reveal disclose inform acknowledge admit reiterate reaffirm underscore emphasise emphasize recall describe"
)
DENY_VERBS = _words(
    "refuse decline reject deny fail refute dismiss abandon oppose rule forget neglect prevent avoid drop"
)
END_VERBS = _words(
    "suspend cancel postpone pause halt freeze scrap terminate end block delay stop cut withdraw quit collapse "
    "expire revoke void annul tear shelve stall"
)
FALL_VERBS = _words("collapse fail fall stall falter founder expire lapse")
PLAN_VERBS = _words(
    "plan expect intend aim prepare schedule set decide agree vow promise pledge commit offer propose mull "
    "announce approve order authorise authorize undertake due poise determine resolve"
)
WISH_VERBS = _words(
    "want hope seek consider discuss negotiate ask urge call invite push explore await demand require encourage "
    "wish try attempt need suggest support favour favor request propose weigh contemplate look work back "
    "recommend review press allow enable welcome appeal advocate threaten believe doubt mean likely target"
)
PLAN_NOUNS = _words(
    "plan intention readiness decision promise pledge commitment willingness proposal offer agreement order "
    "schedule preparation preparedness vow deadline process path roadmap"
)
WISH_NOUNS = _words(
    "hope prospect possibility desire aim ambition effort attempt push chance likelihood request call need "
    "application bid talk talks negotiation negotiations bidder candidacy aspiration wish interest purpose goal view "
    "opportunity demand appeal consideration discussion discussions referendum vote campaign support case invitation "
    "way ways option options"
)
DENY_NOUNS = _words("refusal rejection failure collapse cancellation suspension end lack absence freeze halt")
PLAN_ADJECTIVES = _words(
    "possible potential proposed planned expected prospective future upcoming draft would-be eventual hoped-for "
    "pending tentative looming scheduled forthcoming imminent intended prospective preliminary-draft next "
    "long-awaited-planned"
)
PLAN_PREDICATES = _words(
    "ready prepared set due likely able willing keen close poised eager determined expected slated committed scheduled unlikely"
)
MODALS_PLANNED = _words("will shall 'll ’ll")
MODALS_POSSIBLE = _words("would may might could should must can")

TRIGGER_STEMS = {
    "text": _words(
        "sign$ signs$ signed signing$ signatur signator inked initialed initialled memorand mou$ mous$ pact treaty treaties "
        "accord$ accords$ protocol communiqu ceasefire truce armistice ratif"
    ),
    "deal": _words(
        "deal$ deals$ agree declaration arrangement normalis normaliz convention$ contract$ compact$ charter$ forg clinch struck$ seal "
        "conclud partnership$ joint statement prisoner"
    ),
    "aid": _words(
        "aid$ aided aiding assist relief grant$ grants$ granted granting loan donat humanitarian lend lent$ weapon arms$ arming armed "
        "munition ammunition vaccin missile pledg dose packag disburs thank"
    ),
    "give": _words(
        "provid deliver give$ gives$ gave$ given$ giving$ send sent$ suppl ship$ ships$ shipp shipment handed train$ trains$ trained training equip "
        "extend dispatch hands$ deposit offer promis asked$ asks$ support receiv help contribut allocat fund$ funds$ funded funding financ transfer award deploy handing"
    ),
    "help": _words(
        "commit boost surg invest debt$ debts$ announc flow million billion troops$ backing credit"
    ),
    "member": _words(
        "join acced access member admission admit signator withdr quit$ left$ leav exit pull suspend "
        "expel oust appl bid$ found form$ formed forming creat launch establish born$ transform welcom enter$ enters$ entered entering entry includ "
        "compris compos belong candida rejoin return party$"
    ),
    "ally": _words("ally$ allies$ allied alliance"),
    "meet": _words(
        "met$ meet talk host$ hosts$ hosted hosting visit receiv call spoke$ speak spoken summit discuss negotiat conversation dialogue "
        "consult greet confer$ welcom"
    ),
}
"""What a sentence must hold, at the beginning of a word ("$": whole), to be worth a parse, by what it hints at.

A `text` is signed by two even where one is named, `member` needs a bloc; `give` and `help` are aid only with more
beside them. The rest says nothing with a single party.
"""

PARTY_PHRASES = (
    *(f"{w} {n}" for w in ("both", "two", "three", "four", "five", "the", "their", "these")
      for n in ("sides", "countries", "nations", "governments", "parties", "leaders", "states", "ministers", "presidents", "delegations", "neighbours",
                "neighbors", "blocs", "pair", "duo", "trio", "signatories", "members", "allies", "militaries", "ministries", "capitals", "diplomats", "officials")),
    *(f"{n} {v}" for n in ("officials", "ministers", "delegations", "ministries", "presidents", "leaders")
      for v in ("sign", "signed", "exchanged", "initialled", "initialed")),
    "deal with", "agreement with", "agreements with", "deals with",
    "was signed", "were signed", "be signed", "been signed", "we signed",
    "counterpart", "the bloc", "the alliance", "the group", "the union", "they", "both",
)  # fmt: skip
"""Phrases by which a sentence refers back to several parties."""

MEMBER_PHRASES = (
    "joined in", "rejoined in", "quit in", "left in", "applied in", "admitted in", "withdrew in", "member since",
    "members since", "candidate since", "observer since", "full member", "another member", "its members", "the members", "members of the",
    "of its", "asked to join", "for membership", "in accession talks", "all three", "all four",
    "the latter", "the former", "been in", "remain in", "remains in", "came back to", "come back to",
)  # fmt: skip
"""Words by which a sentence speaks of a membership without the name of the bloc."""

PARTY_PRONOUNS = (
    "he",
    "she",
    "it",
    "they",
    "we",
    "our",
    "us",
    "the country",
    "the president",
    "the government",
    "the administration",
    "the vice president",
    "the Vice President",
    "the President",
    "the Administration",
)
"""Words by which it refers back to one."""

GIFT_PHRASES = (
    "these funds", "this funding", "the funding", "new funding", "additional funding", "this assistance", "the assistance",
    "this support", "the package", "this package", "new package", "the contribution", "this contribution",
)  # fmt: skip
"""Phrases for what a government has just promised: a sentence about them names the receiver alone."""

# --- lemmas --------------------------------------------------------------------------------------------

_IRREGULAR = {
    "gave": "give", "given": "give", "sent": "send", "lent": "lend", "struck": "strike", "met": "meet",
    "held": "hold", "left": "leave", "quit": "quit", "withdrew": "withdraw", "withdrawn": "withdraw",
    "made": "make", "said": "say", "told": "tell", "wrote": "write", "written": "write", "spoke": "speak",
    "spoken": "speak", "began": "begin", "begun": "begin", "became": "become", "become": "become",
    "was": "be", "were": "be", "is": "be", "are": "be", "been": "be", "being": "be", "am": "be", "'s": "be",
    "’s": "be", "'re": "be", "’re": "be", "be": "be", "had": "have", "has": "have", "'ve": "have", "did": "do", "does": "do",
    "done": "do", "sought": "seek", "cut": "cut", "set": "set", "put": "put", "forgot": "forget",
    "forgotten": "forget", "tore": "tear", "torn": "tear", "took": "take", "taken": "take", "got": "get",
    "gotten": "get", "paid": "pay", "built": "build", "brought": "bring", "came": "come", "went": "go",
    "gone": "go", "grew": "grow", "grown": "grow", "born": "bear", "bore": "bear", "found": "find",
    "founded": "found", "founding": "found", "founds": "found", "overcame": "overcome", "led": "lead", "won": "win", "lost": "lose", "sold": "sell",
    "bought": "buy", "kept": "keep", "drew": "draw", "drawn": "draw", "rose": "rise", "fell": "fall",
    "fallen": "fall", "saw": "see", "seen": "see", "knew": "know", "known": "know", "thought": "think",
    "stood": "stand", "understood": "understand", "undertook": "undertake", "undertaken": "undertake",
    "shook": "shake", "forged": "forge", "forging": "forge", "agreed": "agree", "agrees": "agree",
    "agreeing": "agree", "freed": "free", "memoranda": "memorandum", "mous": "mou", "ties": "tie",
    "tying": "tie", "tied": "tie", "froze": "freeze", "upheld": "uphold", "frozen": "freeze", "oversaw": "oversee",
}  # fmt: skip
_E_ENDINGS = (
    "at", "iz", "is", "in", "ic", "id", "iv", "uc", "ug", "ag", "dg", "nc", "rg", "ng", "os", "as", "us", "av", "ir", "ar", "ur", "or",
    "ak", "ok", "ik", "ol", "ul", "bl", "tl", "pl", "cl", "om", "um", "im", "ef", "ut", "et", "it", "ot", "iev", "eiv", "ov", "lv", "rv", "ap", "op", "yp", "uest", "ed", "ud", "od", "ad",
)  # fmt: skip


def _known() -> frozenset[str]:
    groups = [v for k, v in globals().items() if k.isupper() and isinstance(v, frozenset)]
    return (
        frozenset().union(*groups)
        | frozenset(NOMINAL_VERBS.values())
        | _words(
            "be become remain name mark include comprise compose consist remain have do host sideline bring "
            "use take begin arrive travel lead warn accuse spend pay build open close hold transform turn evolve"
        )
    )


_KNOWN = _known()


def _undouble(stem: str) -> str:
    return stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "lsz" else stem


def _verb_bases(word: str) -> list[str]:
    """Base forms that a regular verb form may come from, likeliest first."""
    if word.endswith(("ies", "ied")):
        return [word[:-3] + "y"]
    if word.endswith("ing") and len(word) > 4:
        stem = word[:-3]
    elif word.endswith("ed") and len(word) > 3:
        stem = word[:-2]
    elif word.endswith("es") and len(word) > 3:
        return [word[:-1], word[:-2]]
    elif word.endswith("s") and not word.endswith("ss"):
        return [word[:-1]]
    else:
        return [word]
    return [stem, stem + "e", _undouble(stem), stem[:-1] if stem[-1:] == stem[-2:-1] else stem]


@cache
def lemma(word: str, tag: str) -> str:
    """The base form of a word, given its Penn Treebank tag; exact for the words of this module."""
    low = word.lower()
    if tag.startswith("V") or tag == "MD":
        if low in _IRREGULAR:
            return _IRREGULAR[low]
        if tag in {"VB", "VBP"}:
            return low
        bases = _verb_bases(low)
        known = [b for b in bases if b in _KNOWN]
        if known:
            return known[0]
        stem = bases[0]
        return stem + "e" if low.endswith(("ed", "ing")) and stem.endswith(_E_ENDINGS) else _undouble(stem)
    if tag in {"NNS", "NNPS"}:
        if low in _IRREGULAR:
            return _IRREGULAR[low]
        if low.endswith("ies") and len(low) > 4:
            return low[:-3] + "y"
        if low.endswith(("sses", "shes", "ches", "xes")):
            return low[:-2]
        return low[:-1] if low.endswith("s") and not low.endswith("ss") else low
    if tag == "NNP" and low.endswith("s") and low[:-1] in _KNOWN:
        return low[:-1]  # "Agreements" in a title
    return low

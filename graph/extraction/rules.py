"""The offline extractor: names, titles, gated parses, frames, factuality and dates."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from graph.extraction import lexicon as lx
from graph.extraction.confidence import Confidence, read_confidence
from graph.extraction.dates import date_behind, date_of, find_times, nearest_time, since_of
from graph.extraction.factuality import Reading, read_factuality
from graph.extraction.frames.agreement import nominal_agreements, signings
from graph.extraction.frames.assistance import (
    LOOSE_GIFT,
    OPEN_GIFT,
    arrivals,
    enacted,
    gifts,
    nominal_aid,
    offers,
    parts_of_aid,
    purchases,
    receipts,
    stated_donors,
    thanks,
)
from graph.extraction.frames.candidate import MOST_AT_A_TABLE, Candidate, Clause, Frame
from graph.extraction.frames.meeting import alliances, meetings, talks
from graph.extraction.frames.membership import (
    attributive_members,
    belonging,
    changes,
    foundings,
    gapped,
    nominal_membership,
    returns,
    states_of_membership,
    unsaid_changes,
)
from graph.extraction.gate import Gate
from graph.extraction.listings import find_listings
from graph.extraction.offices import Basis, OfficeMention, Person, Roster, Standing, read_offices
from graph.extraction.parsing import Parser, Token, Tree, default_parser
from graph.extraction.receivers import Receivers, find_receivers
from graph.extraction.roles import read_roles
from graph.extraction.scene import Scene, Sides, across, speakers_of
from graph.extraction.sentences import Sentence, sentence_at, split_sentences
from graph.extraction.units import Party, UnitKind, find_units, reduce_sentence
from graph.gazetteer import Gazetteer, Mention, MentionKind, default_gazetteer
from graph.model import (
    Actor,
    ActorKind,
    Article,
    Certainty,
    Claim,
    Event,
    Evidence,
    Extraction,
    Participant,
    Rejection,
    Span,
    Stage,
    Status,
    content_hash,
)
from graph.ontology import RELATIONS
from graph.reference import Leader, first_day

__all__ = ["RuleExtractor"]

VERSION = "rules-3"

_FRAMES: tuple[Frame, ...] = (
    signings,
    nominal_agreements,
    gifts,
    receipts,
    nominal_aid,
    thanks,
    arrivals,
    offers,
    stated_donors,
    parts_of_aid,
    enacted,
    purchases,
    changes,
    states_of_membership,
    attributive_members,
    belonging,
    returns,
    unsaid_changes,
    nominal_membership,
    gapped,
    foundings,
    meetings,
    talks,
    alliances,
)
_PREDICATE_NOUNS = (
    lx.FIRM_AGREEMENT_NOUNS
    | lx.PURE_AID_NOUNS
    | lx.MEETING_NOUNS
    | lx.MEMBER_NOUNS
    | frozenset(lx.NOMINAL_VERBS)
    | frozenset(
        "membership state country nation alliance bid application delivery shipment supply promise "
        "provision flow transfer appreciation gratitude statement".split()
    )
)
_GOVERNMENT_SOURCE = re.compile(
    r"(?i)\b(?:government|ministry|department|office of|presidency|president|prime minister|"
    r"cabinet|chancellery|embassy|white house|kremlin|elysée|élysée|downing street)\b"
)
_PROMISE_WORDS = frozenset(
    "will shall 'll ’ll intend commit pledge promise announce ready prepared to vow agree "
    "set plan decide approve offer undertake prepare due committed dedicate "
    "readiness willingness commitment pledge promise decision agreement plan intention "
    "poised poise order authorize authorise keen willing".split()
)


_OF_MEMBERS = frozenset("member_of founded applied_to withdrew_from suspended_from".split())
_STATES = frozenset(
    {
        "membership/no longer",
        "membership/attributive",
        "membership/be member",
        "membership/comprise",
        "membership/belong",
    }
)


_DATED_STATES = frozenset({"membership/be member", "membership/no longer"})


@dataclass(frozen=True, slots=True)
class _OpenGift:
    """A gift read before its receivers: "the doses will go to the following countries: A, B and C"."""

    tree: Tree
    candidate: Candidate
    relation: str
    status: Status
    stage: Stage | None
    when: str | None
    reading: Reading


@dataclass(slots=True)
class _Run:
    """One article on its way through the stages."""

    article: Article
    sentences: list[Sentence]
    starts: list[int]
    mentions: Sequence[Mention]
    roster: Roster
    person_ids: dict[str, str]
    scene: Scene
    claims: list[Claim] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    events: dict[str, Event] = field(default_factory=dict)
    open_gifts: list[_OpenGift] = field(default_factory=list)
    helped: Party | None = None
    receivers: Mapping[int, Receivers] = field(default_factory=dict)

    def refuse(
        self,
        place: Sentence | Tree | OfficeMention,
        reason: str,
        relation: str = "",
        ends: tuple[str | None, str | None] = (None, None),
    ) -> None:
        """Puts a candidate, or a sentence without one, into the ledger of what was refused."""
        self.rejections.append(Rejection(relation, *ends, place.start, place.end, reason))


class RuleExtractor:
    """Reads claims by rules over normalised roles; offline and deterministic."""

    def __init__(
        self,
        gazetteer: Gazetteer | None = None,
        parser: Parser | None = None,
        edition: str = "",
        confidence: Confidence | None = None,
    ) -> None:
        self.version = f"{VERSION}, {edition}" if edition else VERSION
        self._given = gazetteer
        self._parser = parser or default_parser()
        self._gate = Gate()
        self._confidence = read_confidence() if confidence is None else confidence

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        """Made for the first article: a process that leaves the reading to others never needs it."""
        return self._given or default_gazetteer()

    @cached_property
    def _blocs(self) -> frozenset[str]:
        return frozenset(self._gazetteer.reference.blocs)

    @cached_property
    def _leaders_of(self) -> dict[str, list[tuple[str, str, Leader]]]:
        return _leaders_by_state(self._gazetteer.reference.leaders)

    def extract(self, article: Article) -> Extraction:
        """What one article says."""
        run = self._begin(article)
        self._read_offices(run)
        self._read_listings(run)
        gated = self._gate.select(
            article.text,
            run.sentences,
            run.scene.units,
            home=run.scene.home is not None or bool(run.scene.speakers),
            leads=_leads(run),
        )
        _refuse_unparsed(run, gated)
        reduced = [reduce_sentence(article.text, s, run.scene.units.get(s.index, [])) for s in gated]
        for tree in self._parser.trees(reduced):
            self._read_tree(run, tree)
        self._read_receivers(run)
        self._read_whole_blocs(run)
        claims = _settle(_date_alike(run), run.rejections)
        claims = [replace(c, confidence=self._confidence.of(c)) for c in claims]
        used = {c.event for c in claims}
        return Extraction(
            article.id,
            self._actors(run, claims),
            tuple(claims),
            tuple(e for e in sorted(run.events.values(), key=lambda e: e.id) if e.id in used),
            tuple(run.rejections),
            tuple(Span(s.start, s.end) for s in gated),
        )

    # --- stages ---------------------------------------------------------------------------------------

    def _begin(self, article: Article) -> _Run:
        text = article.text
        sentences = split_sentences(text)
        mentions = self._gazetteer.scan(text)
        home = self._home(article)
        roster = read_offices(text, mentions, sentences, home, self._leaders(mentions, article.published))
        person_ids = {p.name: _person_id(p.name, p.state) for p in roster.persons}
        by_sentence: dict[int, list[Mention]] = {}
        starts = [s.start for s in sentences]
        for mention in mentions:
            by_sentence.setdefault(sentence_at(starts, mention.start), []).append(mention)
        units = {
            s.index: find_units(text, s, by_sentence.get(s.index, []), roster, person_ids) for s in sentences
        }
        scene = Scene(text, sentences, units, self._blocs, home, speakers_of(text, units))
        run = _Run(article, sentences, starts, mentions, roster, person_ids, scene)
        run.helped = _helped_state(run)
        run.receivers = find_receivers(scene)
        return run

    def _home(self, article: Article) -> str | None:
        """The state whose government publishes the text, by the name of its source."""
        if article.source is None or not _GOVERNMENT_SOURCE.search(article.source):
            return None
        states = {
            m.actor for m in self._gazetteer.scan(article.source) if m.actor and m.actor not in self._blocs
        }
        return states.pop() if len(states) == 1 else None

    def _leaders(self, mentions: Iterable[Mention], day: str | None) -> list[Leader]:
        """Who held office in the states mentioned on a day; of an undated text, who holds it now."""
        states = sorted({m.actor for m in mentions if m.actor is not None})
        return [
            leader
            for state in states
            for since, until, leader in self._leaders_of.get(state, ())
            if (leader.until is None if day is None else since <= day < until)
        ]

    def _read_offices(self, run: _Run) -> None:
        """Offices are claims of their own, one for each person, state and office, at the plainest place."""
        ranked = sorted(run.roster.offices, key=lambda o: _plainness(run, o))
        seen: set[tuple[str, str]] = set()
        for office in ranked:
            person = run.roster.person_of(office.name_start)
            if reason := _no_office(office, person):
                named = None if person is None else run.person_ids[person.name]
                run.refuse(office, reason, "holds_office", (named, office.state))
            if person is None or office.state is None or reason:
                continue
            key = (person.name, office.state)
            title = office.office.casefold()
            if (person.name, title) in seen or (key in seen and office.basis is not Basis.EXPLICIT):
                continue
            seen.update({key, (person.name, title)})
            run.claims.append(self._office_claim(run, office, person.name))

    def _read_listings(self, run: _Run) -> None:
        """Members listed beside the name of a bloc."""
        for sentence in run.sentences:
            for listing in find_listings(run.article.text, run.scene.units[sentence.index], self._blocs):
                run.claims += _listed_claims(run, listing.members, listing.bloc, "membership/listed")

    def _read_whole_blocs(self, run: _Run) -> None:
        """A list of states that is all of a bloc named beside it: "leaders of A, B and C, of the Quad"."""
        told = {(c.subject, c.object) for c in run.claims if c.relation in _OF_MEMBERS}
        day = run.article.published or "9999-12-31"  # of an undated text, who belongs to it now
        for sentence in run.sentences:
            units = run.scene.units[sentence.index]
            lists = [u for u in units if u.listed > 2 and not u.dyad]
            for unit in units if lists else ():
                for bloc in unit.parties:
                    whole = self._members_of(bloc.actor, day)
                    listed = next((u for u in lists if whole == {p.actor for p in u.parties}), None)
                    if listed is not None and not any((p.actor, bloc.actor) in told for p in listed.parties):
                        run.claims += _listed_claims(run, listed.parties, bloc, "membership/whole bloc")

    def _members_of(self, bloc: str, day: str) -> set[str]:
        """The members of a bloc by the reference, without the suspended; empty for a state."""
        counted = self._gazetteer.reference.members(bloc, day) if bloc in self._blocs else []
        return {m.member for m in counted if m.status == "member"}

    def _office_claim(self, run: _Run, office: OfficeMention, name: str) -> Claim:
        span = office.state_span
        evidence = [_sentence(run, office.name_start)]
        if span is not None and not evidence[0].start <= span.start < evidence[0].end:
            evidence.append(_sentence(run, span.start))
        confidence = {
            Basis.EXPLICIT: 0.93,
            Basis.COUNTERPART: 0.85,
            Basis.SAME_PERSON: 0.85,
            Basis.HOME: 0.85,
            Basis.REFERENCE: 0.9,
            Basis.CONTEXT: 0.6,
            Basis.TOPIC: 0.5,
        }[office.basis]
        return Claim(
            article=run.article.id,
            subject=run.person_ids[name],
            relation="holds_office",
            object=office.state,
            status=Status.ASSERTED,
            evidence=tuple(evidence),
            subject_span=Span(office.name_start, office.name_end),
            object_span=span or Span(office.start, office.end),
            rule=f"office/{office.basis.value.replace(' ', '-')}",
            extractor=VERSION,
            confidence=confidence,
            office=office.office,
            role=office.office.casefold(),
        )

    def _read_tree(self, run: _Run, tree: Tree) -> None:
        candidates: list[Candidate] = []
        for predicate in tree.tokens:
            clause = _clause(run.scene, tree, predicate)
            if clause is None:
                continue
            for frame in _FRAMES:
                candidates.extend(frame(clause))
        if not candidates:
            run.refuse(tree, "no rule fits what it says")
        for candidate in candidates:
            self._add(run, tree, candidate)
        for candidate in candidates:
            if RELATIONS[candidate.relation].symmetric:
                run.scene.remember(tree.sentence, candidate.sides)

    def _add(self, run: _Run, tree: Tree, candidate: Candidate) -> None:
        reading = (
            Reading() if candidate.factual else read_factuality(tree, candidate.predicate, run.article.text)
        )
        if candidate.standing and not reading.negative:
            reading = Reading()
        if candidate.implied_denial:
            reading.deny(candidate.implied_denial)
        if candidate.implied_plan:
            reading.plan(candidate.implied_plan, Certainty.POSSIBLE)
        if reading.negative and not _is_denied_itself(tree, candidate):
            run.refuse(tree, "what is denied is something else", candidate.relation)
            return
        relation, status, stage = _verdict(candidate, reading)
        if relation == "established":
            self._established(run, tree, candidate, reading)
            return
        planned = status is Status.PLANNED
        state_of_things = relation == "allied_with" or candidate.rule in _STATES
        when = None
        becomes = candidate.predicate.lemma in {"become", "cease"}
        if candidate.rule == "membership/attributive":
            when = since_of(tree, candidate.predicate, run.article.text, run.article.published)
        elif not state_of_things or candidate.rule in _DATED_STATES:
            when = (
                date_behind(tree, candidate.time, run.article.text, run.article.published)
                if candidate.time
                else date_of(
                    tree,
                    candidate.predicate,
                    run.article.text,
                    run.article.published,
                    planned=planned,
                    current=(status is Status.ASSERTED or reading.ended) and (becomes or not state_of_things),
                    promised=relation == "offers_assistance_to",
                )
            )
        if when is None and relation == "offers_assistance_to" and status is Status.ASSERTED:
            today = run.scene.home is not None and not tree.words & {
                "recently",
                "previously",
                "since",
                "earlier",
            }
            when = run.article.published if today else None  # a government's release is the promise
        if candidate.rule in {OPEN_GIFT, LOOSE_GIFT}:
            givers = {p.actor for p in candidate.sides[0]}
            receiver = _heading(run, tree.sentence) or run.helped
            receiver = receiver if receiver is not None and receiver.actor not in givers else None
            run.open_gifts.append(_OpenGift(tree, candidate, relation, status, stage, when, reading))
            if candidate.rule == OPEN_GIFT:
                receiver = receiver or _topic_abroad(run, givers)
            if receiver is None:
                giver = next((p.actor for p in candidate.sides[0]), None)
                run.refuse(tree, "it is not said for whom", relation, (giver, None))
                return
            candidate = replace(  # help without a receiver is for the state that the text is about
                candidate, sides=(candidate.sides[0], (receiver,)), rule="assistance/topic", confidence=0.5
            )
        pairs = _directed(candidate.sides) if candidate.directed else across(candidate.sides)
        if not candidate.directed and len(candidate.sides) > MOST_AT_A_TABLE:
            run.refuse(tree, "so many took part that no pair of them is told of", relation)
            return
        event = self._event(run, relation, candidate, when) if pairs else None
        if not pairs:
            named = next((p.actor for side in candidate.sides for p in side), None)
            run.refuse(tree, "it names no second side", relation, (named, None))
        for left, right in pairs:
            if not _allowed(relation, left, right, self._blocs):
                reason = "the relation does not hold between such actors"
                run.refuse(tree, reason, relation, (left.actor, right.actor))
                continue
            claim = self._claim(
                run, tree, candidate, (left, right), relation, status, stage, when, reading, event
            )
            if claim is not None:
                run.claims.append(claim)

    def _read_receivers(self, run: _Run) -> None:
        """Lists of receivers behind a colon, in the sentences after the gift they belong to."""
        for index, listed in run.receivers.items():
            sentence = run.sentences[index]
            near = [g for g in run.open_gifts if 0 <= index - g.tree.sentence <= listed.reach]
            if not near:
                continue
            gift = next((g for g in reversed(near) if g.candidate.rule == OPEN_GIFT), near[-1])
            receivers = tuple(p for u in listed.units for p in u.parties)
            event = self._event(
                run,
                gift.relation,
                replace(gift.candidate, sides=(gift.candidate.sides[0], receivers)),
                gift.when,
            )
            for pair in _directed((gift.candidate.sides[0], receivers)):
                claim = self._claim(
                    run, gift.tree, gift.candidate, pair, gift.relation, gift.status, gift.stage, gift.when,
                    gift.reading, event,
                )  # fmt: skip
                if claim is None:
                    continue
                item = Evidence(run.article.text[sentence.start : sentence.end], sentence.start, sentence.end)
                others = tuple(e for e in claim.evidence if e != item)
                run.claims.append(replace(claim, evidence=(item, *others)))

    def _claim(
        self,
        run: _Run,
        tree: Tree,
        candidate: Candidate,
        ends: tuple[Party, Party],
        relation: str,
        status: Status,
        stage: Stage | None,
        when: str | None,
        reading: Reading,
        event: str | None,
    ) -> Claim | None:
        """The claim of one pair; None where the text names one of its ends nowhere."""
        left, right = ends
        if RELATIONS[relation].symmetric and left.actor > right.actor:
            left, right = right, left
        left_span, right_span = (self._named(run, tree, p) for p in (left, right))
        if left_span is None or right_span is None:
            run.refuse(tree, "the text names only one end", relation, (left.actor, right.actor))
            return None
        spans = (left_span, right_span)
        evidence = [Evidence(run.article.text[tree.start : tree.end], tree.start, tree.end)]
        for span in spans:
            if not any(e.start <= span.start < e.end for e in evidence):
                evidence.append(_sentence(run, span.start))
        anaphoric = sum(p.how in {"anaphora", "member"} for p in (left, right))
        confidence = (
            candidate.confidence
            * (0.85**anaphoric)
            * (0.95 if reading.certainty is not Certainty.CERTAIN else 1)
        )
        attribution = reading.attribution
        vias = [p.via for p in ends if p.via]
        return Claim(
            article=run.article.id,
            subject=left.actor,
            relation=relation,
            object=right.actor,
            status=status,
            certainty=reading.certainty,
            stage=stage,
            date=when,
            via=vias[0] if vias else None,
            evidence=tuple(evidence),
            subject_span=spans[0],
            object_span=spans[1],
            rule=candidate.rule,
            extractor=VERSION,
            confidence=round(confidence, 3),
            detail=candidate.detail,
            amount=candidate.amount,
            currency=candidate.currency,
            role=candidate.role if relation == "member_of" else None,
            attribution=run.article.text[attribution[0] : attribution[1]] if attribution else None,
            decided_by=reading.decided_by,
            event=event,
            topic=candidate.topic,
            since=when
            if relation == "member_of"
            and candidate.rule.startswith(("membership/join", "membership/accede", "membership/admit"))
            else None,
        )

    def _named(self, run: _Run, tree: Tree, party: Party) -> Span | None:
        """Where the end is named: its own mention, or for a reference back the last name before it.

        That may be the name of a person who acts for it; None where the text names neither.
        """
        if party.how not in {"anaphora", "member", "home"}:
            return party.span
        places = [Span(m.start, m.end) for m in run.mentions if m.actor == party.actor and not m.as_place]
        if not places:
            places = [
                p for person in run.roster.persons if person.state == party.actor for p in person.places
            ]
        before = [p for p in places if p.start < tree.end]
        return (
            max(before, key=lambda p: p.start) if before else min(places, key=lambda p: p.start, default=None)
        )

    def _established(self, run: _Run, tree: Tree, candidate: Candidate, reading: Reading) -> None:
        """A fact about one bloc: when it became what."""
        party = candidate.sides[0][0]
        times = find_times(run.article.text, tree.start, tree.end, run.article.published)
        time = nearest_time(tree, candidate.predicate, times)
        if time is None or reading.status is not Status.ASSERTED:
            return
        span = self._named(run, tree, party)
        if span is None:
            return
        evidence = [Evidence(run.article.text[tree.start : tree.end], tree.start, tree.end)]
        if not evidence[0].start <= span.start < evidence[0].end:
            evidence.append(_sentence(run, span.start))
        run.claims.append(
            Claim(
                article=run.article.id,
                subject=party.actor,
                relation="established",
                object=None,
                status=Status.ASSERTED,
                date=time.value,
                evidence=tuple(evidence),
                subject_span=span,
                object_span=None,
                rule=candidate.rule,
                extractor=VERSION,
                confidence=candidate.confidence,
                detail=candidate.detail,
            )
        )

    def _event(self, run: _Run, relation: str, candidate: Candidate, when: str | None) -> str:
        """The event of a candidate: the same kind among the same actors in one article is the same event."""
        kind = {"signed_mou_with": "signing", "signed_agreement_with": "signing", "met_with": "meeting"}.get(
            relation, relation
        )
        actors = sorted({p.actor for side in candidate.sides for p in side})
        event_id = content_hash(run.article.id, kind, list(actors))
        known = run.events.get(event_id)
        participants = tuple(Participant(p.actor, n) for n, side in enumerate(candidate.sides) for p in side)
        if known is None:
            run.events[event_id] = Event(event_id, kind, participants, when)
        elif known.date is None and when is not None:
            run.events[event_id] = replace(known, date=when)
        return event_id

    def _actors(self, run: _Run, claims: Iterable[Claim]) -> tuple[Actor, ...]:
        """Every actor that the text mentions, by id."""
        found: dict[str, Actor] = {}
        for mention in run.mentions:
            if mention.actor is not None and not (mention.kind is MentionKind.CAPITAL and mention.as_place):
                found.setdefault(mention.actor, self._gazetteer.actor(mention.actor))
        for claim in claims:
            for end in (claim.subject, claim.object):
                if end is not None and end not in found and claim.relation != "holds_office":
                    found[end] = self._gazetteer.actor(end)
            if claim.relation == "holds_office" and claim.object is not None and claim.object not in found:
                found[claim.object] = self._gazetteer.actor(claim.object)
        for person in run.roster.persons:
            id_ = run.person_ids[person.name]
            found.setdefault(id_, Actor(id_, ActorKind.MINISTER, person.name))
        return tuple(sorted(found.values(), key=lambda a: a.id))


def _listed_claims(run: _Run, members: Iterable[Party], bloc: Party, rule: str) -> list[Claim]:
    """That the states of a list are members of the bloc beside it."""
    return [
        Claim(
            article=run.article.id,
            subject=member.actor,
            relation="member_of",
            object=bloc.actor,
            status=Status.ASSERTED,
            evidence=(_sentence(run, min(member.span.start, bloc.span.start)),),
            subject_span=member.span,
            object_span=bloc.span,
            rule=rule,
            extractor=VERSION,
            confidence=0.75,
            role="member",
        )
        for member in members
    ]


def _leaders_by_state(leaders: Iterable[Leader]) -> dict[str, list[tuple[str, str, Leader]]]:
    """Leaders with the full days from which and until which they hold office, by state or bloc."""
    found: defaultdict[str, list[tuple[str, str, Leader]]] = defaultdict(list)
    for leader in leaders:
        since = first_day(leader.since) if leader.since else "0000"
        until = first_day(leader.until) if leader.until else "9999"
        found[leader.country].append((since, until, leader))
    return dict(found)


_NO_HOLDER = {
    Standing.FORMER: "the office was held before",
    Standing.COMING: "the office is yet to be held",
}


def _no_office(office: OfficeMention, person: Person | None) -> str:
    """Why a title makes no claim; empty where it makes one."""
    if person is None:
        return "it is nobody's title"
    if office.standing is not Standing.HOLDS:
        return _NO_HOLDER[office.standing]
    if not _is_office(office.office):
        return "it is no office of a government or bloc"
    return "" if office.state else "it is not said whose office it is"


def _refuse_unparsed(run: _Run, gated: Collection[Sentence]) -> None:
    """Lists the sentences that name two actors and hold no word that may tell of a relation."""
    parsed = {sentence.index for sentence in gated}
    for sentence in run.sentences:
        units = run.scene.units[sentence.index]
        actors = {p.actor for u in units if u.kind is not UnitKind.PLACE for p in u.parties}
        if sentence.index not in parsed and len(actors) > 1:
            run.refuse(sentence, "no word in it tells of a relation")


def _clause(scene: Scene, tree: Tree, predicate: Token) -> Clause | None:
    """The clause of a word that a frame may look at, else None."""
    if predicate.unit is not None:
        return Clause(scene, tree, predicate, "", read_roles(tree, predicate)) if predicate.children else None
    if predicate.is_verb:
        if predicate.dep in {"aux", "auxpass"}:
            return None
        return Clause(scene, tree, predicate, predicate.lemma, read_roles(tree, predicate))
    if not predicate.is_noun:
        return None
    act = lx.NOMINAL_VERBS.get(predicate.lemma, predicate.lemma)
    if predicate.lemma not in _PREDICATE_NOUNS and predicate.lower not in _PREDICATE_NOUNS:
        return None
    return Clause(scene, tree, predicate, act, read_roles(tree, predicate))


def _topic_abroad(run: _Run, givers: Collection[str]) -> Party | None:
    """The state that a text is about, if it stands out from all others and is none of the givers.

    In a government's own text that is most of the names of other states; elsewhere twice as many as of any
    other state, and the headline or first sentence names it.
    """
    home, blocs = run.scene.home, run.scene.blocs
    states = [
        m for m in run.mentions if m.actor not in {None, home, *blocs} and m.kind is not MentionKind.CAPITAL
    ]
    ranked = Counter(m.actor for m in states).most_common(2)
    if not ranked or ranked[0][0] is None or ranked[0][1] < 3 or ranked[0][0] in givers:
        return None
    actor, most = ranked[0]
    first = next(m for m in states if m.actor == actor)
    if home is not None:
        clear = most >= 0.6 * len(states)
    else:
        opening = run.sentences[min(1, len(run.sentences) - 1)].end
        clear = first.start < opening and (len(ranked) == 1 or most >= 2 * ranked[1][1])
    return Party(str(actor), Span(first.start, first.end), None, "anaphora") if clear else None


_HELP_WORDS = re.compile(
    r"(?i)\b(?:help|aid|relief|pledge[sd]?|donat\w+|promised|earthquake|quake|cyclone|hurricane|typhoon|floods?|flooded|"
    r"flooding|deluge|storm|famine|drought|wildfires?|eruption|blackout|generators?|wheat|tents|vaccines?|rescue\w*)\b"
)


_SENDS = re.compile(
    r"\s+(?:to\s+|will\s+)?(?:sends?|sent|gives?|pledges?|pledged|offers?|donates?|delivers?|ships?|promises|announces|"
    r"provides?|stops?|suspends?|halts?|cuts?|ends?)\b"
)


def _helped_state(run: _Run) -> Party | None:
    """The state for which a text tells of help: its headline or first sentence speaks of help or disaster.

    It is the only state of the headline, unless that sends the help; else it is named in the opening, three
    times or more in all, and half as often again as any other. A government's own text is of itself.
    """
    text, sentences = run.article.text, run.sentences
    if run.scene.home is not None or not sentences:
        return None
    opening = sentences[min(1, len(sentences) - 1)].end
    headed = text[sentences[0].end - 1] not in ".!?" or _HELP_WORDS.search(run.article.title)
    if not headed or not _HELP_WORDS.search(text, 0, opening):  # a digest has no one story
        return None
    states = [m for m in run.mentions if m.actor is not None and m.actor not in run.scene.blocs]
    ranked = Counter(m.actor for m in states).most_common(2)
    headline = [m for m in states if m.end <= sentences[0].end] if len(sentences) > 2 else []
    if len({m.actor for m in headline}) == 1 and _HELP_WORDS.search(text, 0, sentences[0].end):
        first = headline[0]
        if _SENDS.match(text, first.end) or ranked[0][1] < 2:
            return None
    else:
        if not ranked or ranked[0][1] < 3 or (len(ranked) > 1 and ranked[0][1] < 1.5 * ranked[1][1]):
            return None
        first = next(m for m in states if m.actor == ranked[0][0])
        if first.start >= opening:
            return None
    return Party(str(first.actor), Span(first.start, first.end), None, "anaphora")


def _leads(run: _Run) -> set[int]:
    """Sentences worth a parse with one party: before lists of receivers, below the name of a state."""
    if run.helped is not None:
        return {s.index for s in run.sentences}
    before = {i - back for i, listed in run.receivers.items() for back in range(listed.reach + 1)}
    if run.scene.home is None:
        return before
    return before | {s.index for s in run.sentences if _heading(run, s.index) is not None}


def _heading(run: _Run, index: int) -> Party | None:
    """The state that the line above a paragraph consists of."""
    while index and run.sentences[index - 1].paragraph == run.sentences[index].paragraph:
        index -= 1
    above = run.sentences[index - 1] if index else None
    units = run.scene.units[above.index] if above else []
    if above is None or len(units) != 1 or len(units[0].parties) != 1:
        return None
    line = run.article.text[above.start : above.end].strip(" :-–—*•#\t")
    return units[0].parties[0] if line == run.article.text[units[0].start : units[0].end] else None


def _sentence(run: _Run, offset: int) -> Evidence:
    sentence = run.sentences[sentence_at(run.starts, offset)]
    return Evidence(run.article.text[sentence.start : sentence.end], sentence.start, sentence.end)


def _directed(sides: Sides) -> list[tuple[Party, Party]]:
    """Every subject with every object."""
    if len(sides) != 2:
        return []
    return [(a, b) for a in sides[0] for b in sides[1] if a.actor != b.actor]


def _allowed(relation: str, left: Party, right: Party, blocs: frozenset[str]) -> bool:
    spec = RELATIONS[relation]
    kinds = [ActorKind.BLOC if p.actor in blocs else ActorKind.COUNTRY for p in (left, right)]
    return kinds[0] in spec.subjects and kinds[1] in spec.objects


def _verdict(candidate: Candidate, reading: Reading) -> tuple[str, Status, Stage | None]:
    """Relation, status and stage once factuality is known; a gift announced is an offer made."""
    relation, status, stage = candidate.relation, reading.status, candidate.stage
    if relation not in {"provides_assistance_to", "offers_assistance_to"}:
        if (
            relation == "withdrew_from"
            and status is Status.ASSERTED
            and candidate.predicate.tag == "VBG"
            and candidate.predicate.dep == "ROOT"
        ):
            return relation, Status.PLANNED, stage
        return relation, status, Stage.ENDED if status is Status.DENIED and reading.ended else stage
    if status is Status.DENIED:
        return (
            relation if reading.ended else "offers_assistance_to" if reading.planned else relation,
            status,
            Stage.ENDED if reading.ended else stage,
        )
    if status is Status.PLANNED:
        promised = bool(reading.decided_by) and all(w in _PROMISE_WORDS for w in reading.decided_by)
        if promised:
            reading.certainty = Certainty.PROBABLE
            return "offers_assistance_to", Status.ASSERTED, Stage.PROMISED
        return "offers_assistance_to", Status.PLANNED, Stage.OFFERED
    if reading.announced and candidate.predicate.tag == "VBG":
        return "offers_assistance_to", status, Stage.PROMISED  # "announced that it is providing"
    return relation, status, stage


_DENYING = (
    lx.DENY_VERBS
    | lx.END_VERBS
    | lx.FALL_VERBS
    | frozenset("have reach be exist sign conclude achieve see find make".split())
)
_LEAVING = _DENYING | lx.LEAVE_VERBS


def _is_denied_itself(tree: Tree, candidate: Candidate) -> bool:
    """Whether a denial above a noun is of what it names: not in "will not impact the treaty"."""
    noun = candidate.predicate
    if noun.is_verb or not candidate.rule.startswith("agreement/nominal"):
        return True
    head = tree.head(noun)
    if any(c.lower == "no" for c in tree.children(noun.i, "det")) or head.lower == "without":
        return True
    if head.lower in {"of", "on", "for"}:
        return tree.head(head).lemma in lx.DENY_NOUNS or _heads_talks(tree, tree.head(head))
    if head.dep == "prep":
        return tree.head(head).lemma in _LEAVING
    return noun.dep in {"dobj", "nsubj", "nsubjpass", "attr"} and head.lemma in _DENYING


def _heads_talks(tree: Tree, noun: Token) -> bool:
    """ "suspended negotiations on a deal"."""
    return noun.lemma in lx.MEETING_NOUNS and tree.head(noun).lemma in _DENYING


_OFFICE_NOT = re.compile(
    r"(?i)\b(?:governor|mayor|senators?|congress(?:man|woman)|(?:first|second) (?:lady|gentleman)|"
    r"chief minister|prosecutor|representatives?|prince|princess|pope|minister-president|commander)$"
)
_OFFICE_NEEDS = re.compile(
    r"(?i)minister|president|premier|chancellor|secretary|king|queen|emir|amir|sultan|"
    r"taoiseach|head of|national security|security advis|policy chief|"
    r"high representative|leader|ruler|ambassador|envoy|chargé|spokes|commissioner|general|"
    r"chief of staff|diplomat|trade|speaker|director|chair|administrator|negotiator|mantri|"
    r"advis|counsel|junta|crown prince"
)


_BUSINESS = re.compile(
    r"(?i)\b(?:senior|executive|assistant|associate|corporate)\s+vice[- ]president\b|"
    r"\bvice[- ]president (?:of|for)\b"
)


def _plainness(run: _Run, office: OfficeMention) -> tuple[int, bool, bool, int]:
    """Where an office is told best: by name and title together, in full, below the headline, first."""
    person = run.roster.person_of(office.name_start)
    in_full = person is not None and run.article.text[office.name_start : office.name_end] == person.name
    headline = sentence_at(run.starts, office.start) == 0
    return list(Basis).index(office.basis), not in_full, headline, office.start


_TOLD_TWICE = (
    "agreement/sign/",
    "agreement/conclude/",
    "agreement/reach/",
    "agreement/adopt/",
    "meeting/meet",
)
_NEAR = 2


def _date_alike(run: _Run) -> list[Claim]:
    """What is told again without a date gets the date of the signing or meeting of the same two nearby."""
    dated = [
        c for c in run.claims if c.date and c.status is Status.ASSERTED and RELATIONS[c.relation].symmetric
    ]

    def day_of(claim: Claim) -> str | None:
        here = sentence_at(run.starts, claim.start)
        sentence = run.sentences[here]
        if find_times(run.article.text, sentence.start, sentence.end, run.article.published):
            return None
        near = [
            (abs(here - sentence_at(run.starts, c.start)), c.date)
            for c in dated
            if (c.subject, c.object) == (claim.subject, claim.object)
        ]
        return min(near)[1] if near and min(near)[0] <= _NEAR else None

    return [
        replace(c, date=day_of(c))
        if c.date is None and c.status is Status.ASSERTED and c.rule.startswith(_TOLD_TWICE)
        else c
        for c in run.claims
    ]


def _is_office(title: str) -> bool:
    if _BUSINESS.search(title):
        return False
    return bool(_OFFICE_NEEDS.search(title)) and (
        not _OFFICE_NOT.search(title) or "crown prince" in title.casefold()
    )


def _person_id(name: str, state: str | None) -> str:
    """The slug of a full name; a bare surname goes with its state: `mli-camara`."""
    folded = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    slug = re.sub(r"[^a-z0-9]+", "-", folded.casefold().replace("’", "").replace("'", "")).strip(
        "-"
    ) or content_hash(name)
    return slug if len(name.split()) > 1 or state is None else f"{state.lower()}-{slug}"


def _settle(claims: Sequence[Claim], rejections: list[Rejection]) -> list[Claim]:
    """One claim for an edge and status in a sentence; a memorandum later called a deal is no second text."""
    best: dict[tuple[str, str, str | None, Status, str | None, int], Claim] = {}
    for claim in claims:
        key = (
            claim.subject,
            claim.relation,
            claim.object,
            claim.status,
            claim.role
            if claim.relation == "holds_office"
            else claim.date
            if claim.relation == "established"
            else None,
            claim.start,
        )
        other = best.get(key)
        if other is None or other.confidence < claim.confidence:
            best[key] = claim
        if other is not None:
            less = claim if best[key] is other else other
            reason = "the sentence says it twice; the surer reading is kept"
            rejections.append(
                Rejection(less.relation, less.subject, less.object, less.start, less.end, reason)
            )
    memoranda = {(c.subject, c.object): c for c in best.values() if c.relation == "signed_mou_with"}
    kept: list[Claim] = []
    for claim in best.values():
        first = memoranda.get((claim.subject, claim.object))
        if (
            claim.relation == "signed_agreement_with"
            and first is not None
            and _is_the_memorandum(claim, first)
        ):
            rejections.append(
                Rejection(
                    claim.relation,
                    claim.subject,
                    claim.object,
                    claim.start,
                    claim.end,
                    "the memorandum called by another name",
                )
            )
        else:
            kept.append(claim)
    return sorted(kept, key=lambda c: (c.start, c.relation, c.subject, c.object or "", c.id))


_PLAIN_WORDS = frozenset(
    "a an the this that its their his her new recent latest first last second final landmark historic "
    "bilateral trilateral joint key major broad wide-ranging long-awaited signed framework cooperation "
    "formal written binding non-binding preliminary provisional strategic important such same".split()
)
"""Words in front of "agreement" that say nothing of what is agreed."""


def _is_the_memorandum(claim: Claim, memorandum: Claim) -> bool:
    """A plain "deal" or "agreement" elsewhere in the article.

    A joint statement is a text of its own; so is an agreement on what the memorandum's sentence leaves out.
    """
    detail = (claim.detail or "").casefold()
    if claim.start == memorandum.start or not re.search(
        r"\b(?:deal|accord|agreement|pact|understanding|document|arrangement|framework)s?$", detail
    ):
        return False
    words = {w.strip("“”\"'’‘,") for w in detail.split()[:-1]} - _PLAIN_WORDS
    told = " ".join(e.quote for e in memorandum.evidence).casefold()
    return all(w in told for w in words)

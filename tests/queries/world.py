"""A small made-up world: what eleven articles say, and a few facts of a reference, put in by hand.

Persons, outlets and what is said are invented. Nothing here comes out of extraction, so that the rows that
queries give change only where the store or the queries do.
"""

from dataclasses import dataclass, field
from typing import Any

from graph.model import (
    Actor,
    ActorKind,
    Article,
    Claim,
    Event,
    Evidence,
    Extraction,
    Participant,
    Span,
    Stage,
    Status,
)
from graph.reference import Bloc, Country, Membership, Name, NameKind, Reference
from graph.store import JudgementKind, Store

EXTRACTOR = "by hand"
REJECTED = "FRA signed_mou_with NER"
"""What a person decided not to believe."""
COUNTRIES = {
    "BFA": ("BF", "Burkina Faso", "Western Africa"),
    "CHN": ("CN", "China", "Eastern Asia"),
    "FRA": ("FR", "France", "Western Europe"),
    "IRN": ("IR", "Iran", "Southern Asia"),
    "MLI": ("ML", "Mali", "Western Africa"),
    "NER": ("NE", "Niger", "Western Africa"),
    "RUS": ("RU", "Russia", "Eastern Europe"),
    "TUR": ("TR", "Turkey", "Western Asia"),
}
BLOCS = {
    "AES": ("Alliance of Sahel States", "defence", "2023-09-16"),
    "ECOWAS": ("Economic Community of West African States", "economic", "1975-05-28"),
    "UN": ("United Nations", "political", "1945-10-24"),
}
MINISTERS = {
    "amina-diarra": "Amina Diarra",
    "boris-velkov": "Boris Velkov",
    "idrissa-toure": "Idrissa Touré",
    "lin-daoyu": "Lin Daoyu",
}


def reference() -> Reference:
    """Three blocs and their members; one that left and came back, one suspended, one disputed."""
    members = [
        ("BFA", "AES", "member", "2023-09-16", None),
        ("MLI", "AES", "member", "2023-09-16", None),
        ("NER", "AES", "member", "2023-09-16", None),
        ("BFA", "ECOWAS", "member", "1975-05-28", "2022-01-28"),
        ("BFA", "ECOWAS", "suspended", "2022-01-28", "2025-01-29"),
        ("MLI", "ECOWAS", "member", "1975-05-28", "2012-03-27"),
        ("MLI", "ECOWAS", "suspended", "2012-03-27", "2012-04-06"),
        ("MLI", "ECOWAS", "member", "2012-04-06", "2025-01-29"),
        ("NER", "ECOWAS", "member", "1975-05-28", None),
        ("FRA", "ECOWAS", "observer", "2015", None),
        ("TUR", "ECOWAS", "declined", "2016", None),
        *((country, "UN", "member", "1971" if country == "CHN" else None, None) for country in COUNTRIES),
    ]
    names = [
        *(Name(name, id_, NameKind.NAME) for id_, (_, name, _) in COUNTRIES.items()),
        *(Name(name, id_, NameKind.NAME) for id_, (name, _, _) in BLOCS.items()),
        *(Name(id_, id_, NameKind.ACRONYM) for id_ in BLOCS),
    ]
    return Reference(
        countries={
            id_: Country(id_, iso2, name, f"Republic of {name}", region, None)
            for id_, (iso2, name, region) in COUNTRIES.items()
        },
        blocs={id_: Bloc(id_, name, kind, founded) for id_, (name, kind, founded) in BLOCS.items()},
        names=tuple(names),
        memberships=tuple(
            Membership(member, bloc, status, since, until, "a treaty", "read", disputed=member == "CHN")
            for member, bloc, status, since, until in members
        ),
    )


def actors() -> dict[str, Actor]:
    """Everybody whom the articles mention."""
    return {
        **{id_: Actor(id_, ActorKind.COUNTRY, name) for id_, (_, name, _) in COUNTRIES.items()},
        **{id_: Actor(id_, ActorKind.BLOC, name, (id_,)) for id_, (name, _, _) in BLOCS.items()},
        **{id_: Actor(id_, ActorKind.MINISTER, name) for id_, name in MINISTERS.items()},
    }


@dataclass
class Report:
    """An article in the making; each sentence is said with the claims that it makes."""

    number: int
    published: str | None
    source: str
    title: str
    text: str = ""
    claims: list[dict[str, Any]] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def says(self, sentence: str, *claims: dict[str, Any]) -> "Report":
        """Adds a sentence."""
        start = len(self.text) + bool(self.text)
        self.text = f"{self.text} {sentence}".lstrip()
        evidence = (Evidence(sentence, start, start + len(sentence)),)
        self.claims += [{"evidence": evidence, **claim} for claim in claims]
        return self

    def done(self) -> tuple[Article, Extraction]:
        """The article and what was read out of it."""
        url = f"https://example.org/news/{self.number}"
        article = Article(
            url,
            str(self.number),
            self.title,
            self.text,
            source=self.source,
            url=url,
            published=self.published,
        )
        claims = tuple(_claim(article, **claim) for claim in self.claims)
        names = {a for c in claims for a in (c.subject, c.object, c.via) if a}
        names |= {p.actor for event in self.events for p in event.participants}
        known = actors()
        return article, Extraction(
            article.id, tuple(known[id_] for id_ in sorted(names)), claims, tuple(self.events)
        )


def _claim(
    article: Article, *, says: str, ends: tuple[str, str], evidence: tuple[Evidence, ...], **rest: Any
) -> Claim:
    subject, relation, *objects = says.split()
    spans = []
    for end in ends:
        at = article.text.index(end, evidence[0].start) if end else 0
        spans.append(Span(at, at + len(end)))
    return Claim(
        article=article.id,
        subject=subject,
        relation=relation,
        object=objects[0] if objects else None,
        status=rest.pop("status", Status.ASSERTED),
        evidence=evidence,
        subject_span=spans[0],
        object_span=spans[1] if objects else None,
        rule="hand",
        extractor=EXTRACTOR,
        confidence=rest.pop("confidence", 0.9),
        **rest,
    )


def claim(says: str, one: str, other: str = "", **rest: Any) -> dict[str, Any]:
    """`MLI signed_mou_with RUS`, the words that mean each end, and what else the claim says."""
    return {"says": says, "ends": (one, other), **rest}


def articles() -> list[tuple[Article, Extraction]]:
    """What is said, by date of publication; one article has none."""
    wire = "Mali and Russia signed a memorandum on energy in Bamako on Monday, a statement said."
    signing = Event(
        "signing-1", "signing", (Participant("MLI", 1), Participant("RUS", 2)), "2024-03-04", "Bamako"
    )
    memorandum = claim(
        "MLI signed_mou_with RUS",
        "Mali",
        "Russia",
        date="2024-03-04",
        stage=Stage.SIGNED,
        via="amina-diarra",
        topic="energy",
        event="signing-1",
    )
    office = claim("amina-diarra holds_office MLI", "Amina Diarra", "Mali", office="energy minister")
    signer = "Energy minister Amina Diarra put her name to it for Mali."
    planned = {"status": Status.PLANNED}
    denied = {"status": Status.DENIED}
    return [
        Report(1, "2023-09-17", "Sahel Courier", "Three states found an alliance")
        .says(
            "Mali and Niger founded the Alliance of Sahel States on 16 September.",
            claim("MLI founded AES", "Mali", "Alliance of Sahel States", date="2023-09-16"),
            claim("NER founded AES", "Niger", "Alliance of Sahel States", date="2023-09-16"),
            claim("MLI member_of AES", "Mali", "Alliance of Sahel States", since="2023-09-16", role="member"),
            claim(
                "AES established", "Alliance of Sahel States", date="2023-09-16", detail="mutual defence pact"
            ),
        )
        .done(),
        Report(2, "2024-01-29", "Sahel Courier", "Out of the community")
        .says(
            "Niger announced on Sunday that it left the Economic Community of West African States.",
            claim("NER withdrew_from ECOWAS", "Niger", "Economic Community", date="2024-01-28"),
        )
        .says(
            "Mali, a member since 1990, did so too, officials claimed.",
            claim(
                "MLI member_of ECOWAS",
                "Mali",
                "a member",
                since="1990",
                role="member",
                attribution="officials",
            ),
        )
        .done(),
        _with_event(Report(3, "2024-03-05", "Bamako Wire", "Energy memorandum"), signing)
        .says(wire, memorandum)
        .says(signer, office)
        .done(),
        _with_event(Report(4, "2024-03-06", "Morning Copy", "Mali and Russia on energy"), signing)
        .says(wire, memorandum)
        .says(signer, office)
        .done(),
        Report(5, "2024-05-20", "Eastern Post", "Beijing in the Sahel")
        .says(
            "China and Mali signed a memorandum on roads in May.",
            claim(
                "CHN signed_mou_with MLI",
                "China",
                "Mali",
                date="2024-05",
                stage=Stage.SIGNED,
                via="lin-daoyu",
            ),
        )
        .says(
            "China offered Niger aid worth 40 million dollars.",
            claim(
                "CHN offers_assistance_to NER",
                "China",
                "Niger",
                stage=Stage.OFFERED,
                amount=40_000_000.0,
                currency="USD",
            ),
        )
        .says(
            "Lin Daoyu, foreign minister of China, met officials of Mali.",
            claim("lin-daoyu holds_office CHN", "Lin Daoyu", "China", office="foreign minister"),
            claim("CHN met_with MLI", "China", "Mali", confidence=0.7),
        )
        .done(),
        Report(6, "2024-06-10", "Eastern Post", "What comes next")
        .says(
            "Niger and China are to sign an agreement on ports in August.",
            claim("NER signed_agreement_with CHN", "Niger", "China", date="2024-08", **planned),
        )
        .says(
            "Turkey will sign a memorandum with Mali.",
            claim("TUR signed_mou_with MLI", "Turkey", "Mali", **planned),
        )
        .says(
            "Turkey may sign one with Niger in 2025.",
            claim("TUR signed_mou_with NER", "Turkey", "Niger", date="2025", **planned),
        )
        .done(),
        Report(7, "2024-09-02", "Anatolian Day", "Ankara and Bamako")
        .says(
            "Turkey signed the memorandum with Mali on 1 September.",
            claim("TUR signed_mou_with MLI", "Turkey", "Mali", date="2024-09-01", stage=Stage.SIGNED),
        )
        .says(
            "Turkey delivered medical supplies to Niger.",
            claim("TUR provides_assistance_to NER", "Turkey", "Niger", stage=Stage.DELIVERED),
        )
        .says(
            "Mali's energy minister is now Idrissa Touré.",
            claim(
                "idrissa-toure holds_office MLI",
                "Idrissa Touré",
                "Mali",
                office="energy minister",
                since="2024-09",
            ),
        )
        .done(),
        Report(8, "2024-10-11", "Sahel Courier", "Tehran deal reported")
        .says(
            "Iran and Niger signed a memorandum on uranium, two sources said.",
            claim("IRN signed_mou_with NER", "Iran", "Niger", confidence=0.6, attribution="two sources"),
        )
        .says(
            "Russia stands by the Alliance of Sahel States as an ally.",
            claim("RUS allied_with AES", "Russia", "Alliance of Sahel States"),
        )
        .done(),
        Report(9, "2024-10-14", "Niamey Today", "No such deal")
        .says(
            "Niger did not sign a memorandum with Iran, its government said.",
            claim("NER signed_mou_with IRN", "Niger", "Iran", attribution="government of Niger", **denied),
        )
        .done(),
        Report(10, None, "Old Papers", "Undated")
        .says(
            "Boris Velkov, defence minister of Russia, met his colleague from France.",
            claim("boris-velkov holds_office RUS", "Boris Velkov", "Russia", office="defence minister"),
            claim("FRA met_with RUS", "France", "Russia", confidence=0.5),
        )
        .says(
            "France and Mali signed an agreement in 1985.",
            claim("FRA signed_agreement_with MLI", "France", "Mali", date="1985", stage=Stage.SIGNED),
        )
        .done(),
        Report(11, "2024-11-03", "Rumour Daily", "Heard somewhere")
        .says(
            "France and Niger signed a memorandum, readers heard.",
            claim(REJECTED, "France", "Niger", date="2024-11", stage=Stage.SIGNED),
        )
        .done(),
    ]


def build(store: Store) -> None:
    """Puts the world into an empty store, and takes one claim back by a judgement."""
    store.prepare()
    store.write_reference(reference())
    said = articles()
    store.write(said, EXTRACTOR)
    rejected = [
        c.id for _, found in said for c in found.claims if f"{c.subject} {c.relation} {c.object}" == REJECTED
    ]
    store.judge(JudgementKind.REJECT, rejected[0], reason="hearsay")


def _with_event(report: Report, event: Event) -> Report:
    report.events.append(event)
    return report

"""What the facts about an entity add up to: a timeline, what sources disagree on, its neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from api.entities import End, EntityFact, EntityRecord
from ontology.names import ENTITY

MAX_MOMENTS = 24
MAX_NEIGHBOURS = 40


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A day, month or year (ISO 8601), and what was so from then on or is said then."""

    date: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Facts of one subject and predicate that cannot all be so."""

    subject: End
    predicate: str
    sides: tuple[EntityFact, ...]


def find_moments(facts: Sequence[EntityFact]) -> list[Moment]:
    """Return what the facts say by day, in the order of time: each fact once, the latest days kept."""
    found: dict[str, set[str]] = {}
    for fact in facts:
        dates = [fact.valid_from] if fact.valid_from else [item.date for item in fact.evidence if item.date]
        if not dates or fact.derived or fact.modality != "asserted":
            continue
        earliest = min(date for date in dates if date)
        text = f"{fact.subject.label} {fact.predicate} {fact.object.label}"
        found.setdefault(earliest, set()).add(text)
    return [Moment(date, tuple(sorted(texts))) for date, texts in sorted(found.items())][-MAX_MOMENTS:]


def find_differences(facts: Sequence[EntityFact]) -> list[Difference]:
    """Return the disputed facts by subject and predicate, and those that one source denies."""
    groups: dict[tuple[str, str], list[EntityFact]] = {}
    denied = {_triple(fact) for fact in facts if fact.modality == "negated"}
    asserted = {_triple(fact) for fact in facts if fact.modality == "asserted"}
    for fact in facts:
        contested = fact.disputed and fact.modality == "asserted"
        if contested or _triple(fact) in denied & asserted:
            groups.setdefault((fact.subject.iri or "", fact.predicate), []).append(fact)
    return [
        Difference(sides[0].subject, predicate, tuple(sides))
        for (_, predicate), sides in groups.items()
        if len(sides) > 1
    ]


def find_neighbours(entity: EntityRecord) -> list[End]:
    """Return the entities at the other end of a fact, those with more facts first."""
    counts: Counter[End] = Counter()
    for fact in entity.facts:
        for end in (fact.subject, fact.object):
            if end.iri and end.iri.startswith(ENTITY) and end.iri != entity.iri:
                counts[end] += 1
    ordered = sorted(counts, key=lambda end: (-counts[end], end.label.casefold()))
    return ordered[:MAX_NEIGHBOURS]


def _triple(fact: EntityFact) -> tuple[str, str, str]:
    return str(fact.subject.iri), fact.predicate_iri, fact.object.iri or fact.object.label

"""Sorting: works placed under the category or layer that a sentence gives for their kind."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.reference.fillers import FillerReader
from kg.statements import Entity, Modality, Relation
from ontology import Field
from ontology.roles import Role

# Words that set what they stand before apart from what was spoken of.
OTHERS = {"other", "others", "another", "unlike"}


def sorts(kind: Entity, reader: FillerReader) -> bool:
    """Tell whether a kind is a category: a heading that works stand under."""
    return reader.ontology.holds(kind.type, Role.WORK)


def sort_under(
    entity: Entity,
    heading: Entity,
    reader: FillerReader,
    how: str,
    modality: Modality = Modality.ASSERTED,
    confidence: float = 0.8,
) -> Iterator[Relation]:
    """Yield that a thing is sorted under a heading, where things of its class may be."""
    name = reader.ontology.placing_property(entity.type, heading.type)
    if name is not None and may_be_sorted(entity.type, reader.field):
        yield Relation(entity, name, heading, how, modality, confidence)


def state_kind(entity: Entity, kind: Entity, predicate: str, reader: FillerReader, how: str) -> Iterator[Relation]:
    """Yield that a thing is sorted under its kind where that is a category, else what it is to it."""
    if sorts(kind, reader):
        yield from sort_under(entity, kind, reader, how)
    else:
        yield Relation(entity, predicate, kind, how)


def may_be_sorted(name: str, field: Field) -> bool:
    """Tell whether things of a class are sorted into categories; those of no known class may be."""
    return name == "Thing" or field.ontology.plays(name, Role.WORK)


def names_host(noun: Token, reader: FillerReader) -> bool:
    """Tell whether an organization or level is named before a noun: "a Foundation project" is no kind."""
    first, _ = reader.noun_chunk(noun)
    ontology = reader.ontology
    return any(
        (ontology.is_a(mention.type, "Agent") or ontology.plays(mention.type, Role.LEVEL))
        and mention.last < noun.i
        and (mention.first >= first.i or mention.last == first.i - 1)
        for mention in reader.mentions
    )

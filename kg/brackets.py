"""Brackets: "X (incubating in October 2018)" tells the level of X."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.fillers import FillerReader
from kg.relations import Relation
from kg.statements import Entity, Modality
from ontology import Field

_OPEN = re.compile(r"\s*\((?:now |then |still |currently |an? )?([\w-]+)", re.IGNORECASE)


def read_brackets(reader: FillerReader, field: Field) -> Iterator[Relation]:
    """Yield what a bracket right behind a name tells of it: a value that changes over time, such as a level."""
    for mention in reader.mentions:
        match = _OPEN.match(reader.sentence.text, mention.span.end - reader.sentence.span.start)
        name = reader.names.find(match[1]) if match else None
        if mention.entity is None or name is None:
            continue
        predicate = _property_to(name.entity, field)
        if predicate is None:
            continue
        if field.ontology.may_be(mention.entity.type, field.ontology.properties[predicate].domain):
            yield Relation(mention.entity, predicate, name.entity, "brackets", Modality.ASSERTED, 0.85)


def _property_to(value: Entity, field: Field) -> str | None:
    """Return the changing property whose values are of the class of an entity."""
    for name, found in field.ontology.properties.items():
        if found.changes_over_time and found.range == (value.type,) and not field.ontology.canonical(name)[1]:
            return name
    return None

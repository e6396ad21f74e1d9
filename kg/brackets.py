"""Brackets: "X (incubating in October 2018)" tells the level of X."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.fillers import FillerReader
from kg.mentions import Mention
from kg.relations import Relation
from kg.statements import Modality
from ontology import Field

_OPEN = re.compile(r"\s*\((?:now |then |still |currently )?$", re.IGNORECASE)


def read_brackets(reader: FillerReader, field: Field) -> Iterator[Relation]:
    """Yield what a bracket right behind a name tells of it: a value of a class that one property leads to."""
    text, offset = reader.sentence.text, reader.sentence.span.start
    for named, inside in zip(reader.mentions, reader.mentions[1:], strict=False):
        if named.entity is None or inside.entity is None:
            continue
        if not _OPEN.fullmatch(text[named.span.end - offset : inside.span.start - offset]):
            continue
        predicate = _property_to(inside, field)
        if predicate is None or not field.ontology.may_be(
            named.entity.type, field.ontology.properties[predicate].domain
        ):
            continue
        yield Relation(named.entity, predicate, inside.entity, "brackets", Modality.ASSERTED, 0.85)


def _property_to(mention: Mention, field: Field) -> str | None:
    """Return the changing property whose values are of the class of what a bracket names."""
    assert mention.entity is not None
    for name, found in field.ontology.properties.items():
        if found.changes_over_time and found.range == (mention.entity.type,) and not field.ontology.canonical(name)[1]:
            return name
    return None

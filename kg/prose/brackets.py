"""Brackets: "X (incubating in October 2018)" tells the level of X, "X (formerly Y)" its name before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.naming.names import to_key
from kg.prose.fillers import FillerReader
from kg.prose.relations import Relation
from kg.statements import Literal, Modality
from ontology import Field

_OPEN = re.compile(r"\s*\((?:now |then |still |currently |an? )?([\w-]+)", re.IGNORECASE)


_FORMER = re.compile(
    r"\s*(?:\(|, )(?:it was )?(?:formerly|previously|originally|once|until recently)(?: known as| called| named)?"
    r" (?:the |project )?[\"'“‘]?(?=[A-Z])"
)
_OTHER = re.compile(
    r"\s*(?:\(|, )(?:(?:also|better|often|commonly|sometimes) (?:known|referred to|called|abbreviated)(?: as| to)?"
    r"|a\.k\.a\.?|aka|short for|abbreviated(?: as| to)?) (?:the )?[\"'“‘]?(?=\w)"
)


def read_other_names(reader: FillerReader) -> Iterator[Relation]:
    """Yield the former and other names that stand behind a name in brackets or commas."""
    base = reader.sentence.span.start
    for mention in reader.mentions:
        former = _FORMER.match(reader.sentence.text, mention.span.end - base)
        other = _OTHER.match(reader.sentence.text, mention.span.end - base)
        match = former or other
        second = next((m for m in reader.mentions if match and m.span.start - base == match.end()), None)
        if mention.entity is None or second is None or second.entity is None:
            continue
        if other is not None:
            if _goes_on(reader.sentence.text[second.span.end - base :]):
                continue
            if to_key(second.surface) == to_key(mention.entity.label):
                continue  # the same name, written with a blank or without
            yield Relation(mention.entity, "alsoKnownAs", Literal(second.surface), "brackets", Modality.ASSERTED, 0.85)
        elif second.entity.iri != mention.entity.iri:
            yield Relation(mention.entity, "renamedFrom", second.entity, "brackets", Modality.ASSERTED, 0.85)


def _goes_on(after: str) -> bool:
    """Tell whether a name in brackets is only the beginning of one: "short for container Adviser"."""
    return re.match(r" [\w-]+[,)]", after) is not None


def read_brackets(reader: FillerReader, field: Field) -> Iterator[Relation]:
    """Yield what a bracket right behind a name tells of it: a value that changes over time, such as a level."""
    for mention in reader.mentions:
        match = _OPEN.match(reader.sentence.text, mention.span.end - reader.sentence.span.start)
        name = reader.names.find(match[1]) if match else None
        if mention.entity is None or name is None:
            continue
        predicate = field.ontology.changing_property(name.entity.type)
        if predicate is None:
            continue
        if field.ontology.may_be(mention.entity.type, field.ontology.properties[predicate].domain):
            yield Relation(mention.entity, predicate, name.entity, "brackets", Modality.ASSERTED, 0.85)

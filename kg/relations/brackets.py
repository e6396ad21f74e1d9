"""Brackets: "X (incubating in October 2018)" tells the level of X, "X (formerly Y)" its name before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.documents import Span
from kg.naming.names import to_key
from kg.naming.people import is_person
from kg.reference.fillers import FillerReader
from kg.statements import Entity, Literal, Modality, Relation
from ontology import Field
from ontology.roles import Role

_OPEN = re.compile(r"\s*\((?:now |then |still |currently |an? )?([\w-]+)", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]*\)?$")
_FORMER = re.compile(
    r"\s*(?:\(|, )(?:it was )?(?:formerly|previously|originally|once|until recently)(?: known as| called| named)?"
    r" (?:the |project )?[\"'“‘]?(?=[A-Z])"
)
_LATER = re.compile(
    r"\s*(?:\(|, )(?:which was |it was )?(?:later|since|now) (?:renamed|known|called)(?: to| as| the)?"
    r" (?:the )?[\"'“‘]?(?=[A-Z])"
)
_OTHER = re.compile(
    r"\s*(?:\(|, )(?:(?:also|better|often|commonly|sometimes) (?:known|referred to|called|abbreviated)(?: as| to)?"
    r"|a\.k\.a\.?|aka|short for|abbreviated(?: as| to)?) (?:the )?[\"'“‘]?(?=\w)"
)


def read_other_names(reader: FillerReader) -> Iterator[Relation]:
    """Yield the former and other names that stand behind a name in brackets or commas."""
    base = reader.sentence.span.start
    for mention in reader.mentions:
        if reader.setting.leading and reader.sentence.parse[mention.last].dep_ == "pobj":
            continue  # "A clone of X, formerly known as Y." on the page of Z: Z was known so
        former = _FORMER.match(reader.sentence.text, mention.span.end - base)
        other = _OTHER.match(reader.sentence.text, mention.span.end - base)
        later = _LATER.match(reader.sentence.text, mention.span.end - base)
        match = former or other or later
        second = next((m for m in reader.mentions if match and m.span.start - base == match.end()), None)
        if mention.entity is None or second is None or second.entity is None:
            continue
        if later is not None and "renamed" not in later[0] and not reader.ontology.plays(mention.type, Role.WORK):
            continue  # who is "later known as X" was not renamed
        if other is not None:
            if _goes_on(reader.sentence.text[second.span.end - base :]):
                continue
            if to_key(second.surface) == to_key(mention.entity.label):
                continue  # the same name, written with a blank or without
            alias = Literal(_BRACKETS.sub("", second.surface))
            yield Relation(mention.entity, "alsoKnownAs", alias, "brackets", Modality.ASSERTED, 0.85)
        elif second.entity.iri != mention.entity.iri and not is_person(mention.entity):
            name = "renamedTo" if later is not None else "renamedFrom"
            yield Relation(mention.entity, name, second.entity, "brackets", Modality.ASSERTED, 0.85)


def _goes_on(after: str) -> bool:
    """Tell whether a name in brackets is only the beginning of one: "short for container Adviser"."""
    return re.match(r" [\w-]+[,)]", after) is not None


def read_brackets(reader: FillerReader) -> Iterator[Relation]:
    """Yield what a bracket right behind a name tells of it: a value that changes over time, such as a level.

    A host before the level is told too ("X (Foundation sandbox)"), and where somebody works ("Ann Lee (Acme)").
    """
    for mention in reader.mentions:
        match = _OPEN.match(reader.sentence.text, reader.sentence.place_of(mention.span.end))
        if match is None or mention.entity is None:
            continue
        told = _read_names(match, reader)
        for entity in told:
            predicate = _property_to(entity, mention.entity, len(told) > 1, reader.field)
            if predicate is not None:
                yield Relation(mention.entity, predicate, entity, "brackets", Modality.ASSERTED, 0.85)


def _read_names(match: re.Match[str], reader: FillerReader) -> list[Entity]:
    """Return what a bracket names: its first word, or all of it where it holds names, handles and signs alone."""
    text = reader.sentence.text
    base = reader.sentence.span.start
    inside = text[match.start(1) : text.find(")", match.start(1))]
    span = Span(base + match.start(1), base + match.start(1) + len(inside))
    mentions = [m for m in reader.mentions if m.entity is not None and m.span.overlaps(span)]
    rest = "".join(
        " " if any(m.span.start <= base + match.start(1) + i < m.span.end for m in mentions) else c
        for i, c in enumerate(inside)
    )
    others = [reader.names.find(word) for word in re.sub(r"@\w+|[,/]", " ", rest).split()]
    if len(mentions) + len(others) > 1 and all(others):
        return [*(m.entity for m in mentions if m.entity is not None), *(n.entity for n in others if n is not None)]
    first = reader.names.find(match[1])
    return [first.entity] if first is not None else []


def _property_to(entity: Entity, subject: Entity, beside_level: bool, field: Field) -> str | None:
    """Return what a bracket tells with an entity: a level, the host beside a level, or who a person works for."""
    ontology = field.ontology
    if is_person(subject):
        return "worksFor" if ontology.is_a(entity.type, "Organization") else None
    if ontology.plays(entity.type, Role.HOST) and beside_level:
        found = ontology.hosting
    else:
        found = ontology.changing_property(entity.type)
    return found if found and ontology.may_be(subject.type, ontology.properties[found].domain) else None

"""Sides: the names or terms that a comparison sets side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from kg.documents import Span
from kg.language.said_of import find_subjects
from kg.language.tags import VERBS
from kg.naming.names import TERM_CLASSES
from kg.naming.people import is_person
from kg.reference.fillers import FillerReader
from kg.reference.named_sentence import to_fillers
from kg.reference.referents import Filler
from kg.relations.ends import is_common
from kg.statements import Modality, Relation
from ontology import Field
from ontology.roles import Role

VERSUS = {"vs", "vs.", "versus"}


def names_after(index: int, reader: FillerReader) -> list[Filler]:
    """Return the name or term that begins right after a marker, or the members of its noun."""
    tokens = reader.sentence.parse
    if index >= len(tokens):
        return []
    head = tokens[index]
    while head.dep_ in {"det", "amod", "compound", "nmod", "poss", "advmod", "case"} and head.head.i > head.i:
        if reader.mention_of(head) is not None and reader.mention_of(head.head) is None and head.dep_ != "compound":
            break
        head = head.head
    return named(head, reader)


def named_alike(index: int, subjects: list[Filler], reader: FillerReader) -> list[Filler]:
    """Return the layer or category a word is the heading of, beside another of its class."""
    if index >= len(reader.sentence.parse) or not subjects:
        return []
    token = reader.sentence.parse[index]
    name = reader.names.find(token.text, structural=True)
    if name is None or name.entity.type != subjects[0].entity.type:
        return []
    if not reader.ontology.plays(name.entity.type, Role.HEADING):
        return []
    return [Filler(name.entity, reader.sentence.span_of(token, token))]


def named(token: Token, reader: FillerReader) -> list[Filler]:
    """Return what a word stands for, but for persons and levels, which are no side of a comparison."""
    found = reader.fillers(token)
    return [
        f
        for f in found
        if f.entity.type != "Person" and not reader.ontology.plays(f.entity.type, Role.LEVEL) and not f.through
    ]


def named_before(token: Token, reader: FillerReader) -> list[Filler]:
    """Return the name right before "vs." or "instead of", or else what the sentence is about."""
    before = to_fillers([m for m in reader.mentions if m.last == token.i - 1])
    if before and before[0].is_name:
        return before[:1]
    if token.lower_ not in VERSUS or (token.i and token.nbor(-1).text[:1].isupper()):
        return []  # the other side is a name that nothing is known of
    return subjects_of(token, reader)


def named_after_comma(ends: list[Filler], reader: FillerReader) -> list[Filler]:
    """Return the name that opens the main clause after "Compared to X, ..."."""
    comma = reader.sentence.text.find(",")
    behind = [m for m in reader.mentions if ends and m.span.start > ends[-1].span.end]
    opening = next((m for m in behind if reader.sentence.place_of(m.span.start) == comma + 2), None)
    return named(reader.sentence.parse[opening.last], reader) if comma > 0 and opening is not None else []


def subjects_of(token: Token, reader: FillerReader) -> list[Filler]:
    """Return what the clause of an adjunct is about."""
    verb = token.head if token.dep_ in {"prep", "prt", "advmod"} else token
    while verb.head != verb and verb.pos_ not in VERBS:
        verb = verb.head
    if verb.pos_ not in VERBS:
        return []
    return [f for s in find_subjects(verb) if s.i != token.i for f in named(s, reader)]


def are_of_one_sort(ones: list[Filler], others: list[Filler]) -> bool:
    """Tell whether both sides are names, or one term each: only then is "while" surely a comparison."""
    if not ones or len(others) != 1:
        return False
    if len(ones) == 1 and all(f.entity.type in TERM_CLASSES for f in (ones[0], others[0])):
        return True
    return all(f.is_name for f in (*ones, *others))


def _are_releases(one: Filler, other: Filler) -> bool:
    """Tell whether two names are a thing and a version of it."""
    shorter, longer = sorted((one.entity.label, other.entity.label), key=len)
    return re.fullmatch(re.escape(shorter) + r" v?\d[\w.]*", longer) is not None


def pair(
    subjects: list[Filler], ends: list[Filler], sense: str, how: str, field: Field, at_most: int = 3
) -> Iterator[Relation]:
    """Yield a relation from each of some subjects to each of its ends, where the two can be set side by side."""
    for subject in subjects[:at_most]:
        for end in ends:
            if is_common(subject, field) or is_common(end, field):
                continue
            if is_person(subject.entity) or is_person(end.entity):
                continue
            if field.ontology.are_disjoint(subject.entity.type, end.entity.type) or _are_releases(subject, end):
                continue
            if subject.entity.iri != end.entity.iri and not subject.span.overlaps(Span(end.span.start, end.span.end)):
                confidence = 0.85 if subject.named and end.named else 0.75
                yield Relation(subject.entity, sense, end.entity, how, Modality.ASSERTED, confidence)

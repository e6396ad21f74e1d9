"""Parts: "runs as two containers (A and B)", "the built-in A": what a thing is made of, said in passing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Token

from kg.language.clauses import Clause
from kg.language.grammar import find_subjects
from kg.language.modality import find_modality
from kg.prose.fillers import FillerReader
from kg.prose.readings import Relation
from kg.prose.referents import Filler
from kg.statements import Modality
from ontology import Field
from ontology.roles import Role

_BUILT_IN = {"built-in", "builtin", "bundled", "embedded"}
_RUNNING = {"run", "deploy", "ship", "package", "deliver", "distribute", "split", "divide"}


def read_parts(reader: FillerReader, field: Field) -> Iterator[Relation]:
    """Yield the parts that a sentence names of what it speaks of."""
    yield from _read_bodies(reader, field)
    for token in reader.sentence.parse:
        if token.i in reader.members and token.dep_ == "pobj" and token.head.lower_ in {"as", "into"}:
            yield from _read_units(token, reader, field)
        elif token.lower_ in _BUILT_IN and token.head.i > token.i:
            yield from _read_built_in(token, reader, field)


def _read_bodies(reader: FillerReader, field: Field) -> Iterator[Relation]:
    """Read "the Acme Steering Committee": a body named behind its organization is a part of it."""
    for owner, body in pairwise(reader.mentions):
        kind = field.lexicon.class_of.get(body.surface.split()[-1].lower(), "Thing")
        if body.first != owner.last + 1 or " " not in body.surface or owner.entity is None or body.entity is None:
            continue
        if field.ontology.is_a(owner.type, "Organization") and field.ontology.is_a(kind, "Organization"):
            yield Relation(body.entity, "partOf", owner.entity, "parts", Modality.ASSERTED, 0.8)


def _read_units(noun: Token, reader: FillerReader, field: Field) -> Iterator[Relation]:
    """Read "X runs as three containers (A, B and C)"."""
    verb = noun.head.head
    if verb.lemma_ not in _RUNNING or noun.tag_ != "NNS":
        return
    wholes = [f for subject in find_subjects(verb) for f in reader.fillers(subject)]
    yield from _state(reader.fillers(noun), wholes, verb, field)


def _read_built_in(word: Token, reader: FillerReader, field: Field) -> Iterator[Relation]:
    """Read "X sends alerts with the built-in A": the name right behind the adjective is a part of the subject."""
    part = next((m for m in reader.mentions if m.first == word.i + 1 and m.last == word.head.i), None)
    if part is None or part.entity is None:
        return
    verb = next((t for t in word.ancestors if t.pos_ == "VERB"), None)
    wholes = [f for s in (find_subjects(verb) if verb is not None else []) for f in reader.fillers(s)]
    if not wholes and reader.context.fresh:
        wholes = reader.topic(word)
    yield from _state([Filler(part.entity, part.span)], wholes, verb, field)


def _state(parts: list[Filler], wholes: list[Filler], verb: Token | None, field: Field) -> Iterator[Relation]:
    modality = find_modality(Clause(verb, verb=verb)) if verb is not None else Modality.ASSERTED
    if (
        len(wholes) != 1
        or not field.ontology.may_be(wholes[0].entity.type, (field.ontology.class_for(Role.WORK),))
        or not wholes[0].is_name
    ):
        return
    for part in parts:
        if part.is_name and part.entity.iri != wholes[0].entity.iri:
            yield Relation(part.entity, "partOf", wholes[0].entity, "parts", modality, 0.8)

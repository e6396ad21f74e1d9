"""Parts: "runs as two containers (A and B)", "the built-in A": what a thing is made of, said in passing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Token

from kg.documents import Span
from kg.language.clauses import Clause
from kg.language.modality import find_modality
from kg.language.phrases import find_objects
from kg.language.said_of import find_subjects
from kg.naming.names import TERM_CLASSES
from kg.reference.fillers import FillerReader
from kg.reference.referents import Filler
from kg.statements import Entity, Modality, Relation
from ontology import Field
from ontology.roles import Role

_BUILT_IN = {"built-in", "builtin", "bundled", "embedded"}
_RUNNING = {"run", "deploy", "ship", "package", "deliver", "distribute", "split", "divide"}
_CONSISTING = {"consist", "compose", "comprise", "make"}
_LAUNCHING = {"announce", "introduce", "launch", "release", "add"}
# What brackets behind a plural enumerate: single words or hyphenated ones, with commas between.
_ENUMERATION = re.compile(r"\(([\w.-]{2,}(?:, [\w.-]{2,})*(?:,? (?:and|&) [\w.-]{2,})?)\)")


def read_parts(reader: FillerReader) -> Iterator[Relation]:
    """Yield the parts that a sentence names of what it speaks of."""
    yield from _read_bodies(reader)
    for token in reader.sentence.parse:
        if token.dep_ == "pobj" and token.tag_ == "NNS" and token.head.lower_ in {"as", "into", "of"}:
            yield from _read_units(token, reader)
        elif token.dep_ == "pobj" and token.head.lower_ == "at":
            yield from _read_belonging(token, reader)
        elif token.lemma_ in _LAUNCHING and token.pos_ == "VERB":
            yield from _read_launched(token, reader)
        elif token.tag_ == "VBG" and token.dep_ == "ROOT":
            yield from _read_ranked(token, reader)
        elif token.lower_ in _BUILT_IN and token.head.i > token.i:
            yield from _read_built_in(token, reader)


def _read_bodies(reader: FillerReader) -> Iterator[Relation]:
    """Read "the Acme Steering Committee": a body named behind its organization is a part of it."""
    for owner, body in pairwise(reader.mentions):
        kind = reader.lexicon.class_of.get(body.surface.split()[-1].lower(), "Thing")
        if body.first != owner.last + 1 or " " not in body.surface or owner.entity is None or body.entity is None:
            continue
        if reader.ontology.is_a(owner.type, "Organization") and reader.ontology.is_a(kind, "Organization"):
            yield Relation(body.entity, "partOf", owner.entity, "parts", Modality.ASSERTED, 0.8)


def _read_units(noun: Token, reader: FillerReader) -> Iterator[Relation]:
    """Read "X runs as three containers (a, b and C)", "X consists of two processes (a and b)"."""
    verb = noun.head.head
    if verb.lemma_ not in (_CONSISTING if noun.head.lower_ == "of" else _RUNNING):
        return
    wholes = [f for subject in find_subjects(verb) for f in reader.fillers(subject)]
    named = reader.fillers(noun) if noun.i in reader.members else []
    yield from _state(named or list(_enumerated(noun, reader)), wholes, verb, reader.field)


def _enumerated(noun: Token, reader: FillerReader) -> Iterator[Filler]:
    """Yield what brackets right behind a plural list, small letters or not; a single word is no list."""
    text, base = reader.sentence.text, reader.sentence.span.start
    match = _ENUMERATION.match(text, noun.idx + len(noun.text) + 1)
    words = [(m.group(), m.span()) for m in re.finditer(r"[\w.-]+", match[1])] if match is not None else []
    listed = [(word, span) for word, span in words if word not in {"and", "etc", "etc."}]
    if match is None or len(listed) < 2:
        return
    start = base + match.start(1)
    for word, (first, last) in listed:
        name = reader.names.find(word)
        entity = name.entity if name is not None and name.entity.type not in TERM_CLASSES else None
        part = entity or Entity.called(word, reader.ontology.class_for(Role.WORK))
        yield Filler(part, Span(start + first, start + last))


def _read_belonging(place: Token, reader: FillerReader) -> Iterator[Relation]:
    """Read "Ann, an engineer of Acme at Dyno": who works for Acme inside Dyno tells that Acme is a part of it."""
    unit = place.head.head
    if unit.dep_ != "pobj":  # the parse has hung "at Dyno" on the role
        unit = next(iter(find_objects(unit, "of")), unit)
    role = unit.head.head
    if (
        unit.dep_ != "pobj"
        or unit.head.lower_ != "of"
        or unit.i > place.i
        or reader.lexicon.class_of.get(role.lower_) != "Person"
    ):
        return
    ends = [reader.mention_of(unit), reader.mention_of(place)]
    named = [m.entity for m in ends if m is not None and m.entity is not None]
    if len(named) == 2 and all(reader.ontology.is_a(e.type, "Organization") for e in named) and named[0] != named[1]:
        yield Relation(named[0], "partOf", named[1], "parts", Modality.ASSERTED, 0.75)


def _read_launched(verb: Token, reader: FillerReader) -> Iterator[Relation]:
    """Read "Dyno later announced Dyno Runner": what a project brings out under its own name is a part of it."""
    owners = [f for s in find_subjects(verb) for f in reader.fillers(s, group=False) if f.named and f.is_name]
    brought = [m for c in verb.children if c.dep_ == "dobj" and (m := reader.mention_of(c)) is not None]
    if len(owners) != 1 or len(brought) != 1 or brought[0].entity is None:
        return
    owner, part = owners[0].entity, brought[0].entity
    longer = part.label.startswith(f"{owner.label} ") and not any(c.isdigit() for c in part.label)
    if longer and reader.ontology.plays(owner.type, Role.WORK):
        yield from _state([Filler(part, brought[0].span)], owners, verb, reader.field)


def _read_ranked(word: Token, reader: FillerReader) -> Iterator[Relation]:
    """Read "The first layer in the X is provisioning", where a parse takes the last word for a verb."""
    subject = next((c for c in word.children if c.dep_ == "nsubj"), None)
    bare = all(c.dep_ in {"nsubj", "aux", "punct"} for c in word.children)
    kind = reader.lexicon.class_of.get(subject.lower_, "Thing") if subject is not None else "Thing"
    if subject is None or not bare or not reader.ontology.plays(kind, Role.HEADING):
        return
    name = reader.names.find(word.text, structural=True)
    inner = find_objects(subject, "in", "of")
    wholes = [f for g in inner for f in reader.fillers(g)]
    if name is not None and name.entity.type == kind and len(wholes) == 1:
        yield Relation(name.entity, "partOf", wholes[0].entity, "parts", Modality.ASSERTED, 0.8)


def _read_built_in(word: Token, reader: FillerReader) -> Iterator[Relation]:
    """Read "X sends alerts with the built-in A": the name right behind the adjective is a part of the subject."""
    part = next((m for m in reader.mentions if m.first == word.i + 1 and m.last == word.head.i), None)
    aimed = word.head.dep_ == "pobj" and word.head.head.lower_ == "for"  # "For embedded Rust, Acme connects to ..."
    if part is None or part.entity is None or aimed:
        return
    verb = next((t for t in word.ancestors if t.pos_ == "VERB"), None)
    owners = [c for c in word.head.children if c.dep_ == "poss"]
    owners = owners or (find_subjects(verb) if verb is not None else [])
    wholes = [f for s in owners for f in reader.fillers(s)]
    if not wholes and reader.discourse.fresh and not reader.setting.labelled:
        wholes = reader.topic(word)
    yield from _state([Filler(part.entity, part.span)], wholes, verb, reader.field)


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

"""Sentences to statements: the frames of the lexicon over the dependency parse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.dates import find_date
from kg.fillers import Filler, FillerReader
from kg.grammar import Clause, find_modality, read_adjective, read_noun, read_verb
from kg.statements import Entity, Literal, Modality
from ontology import Field, Frame, Place

_VERSION_SINCE = re.compile(
    r"(?:starting (?:from|with|in)|since|as of|beginning with|from)\s+(?:its |the |version |release |v(?=\d))*"
    r"((?:[A-Z][\w-]*\s+)?(?:version\s+|release\s+|v)?\d+(?:\.\d+)+)"
)
_FUTURE = re.compile(r"\bin (the )?future\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Relation:
    """A reading of one sentence: two ends, a property, the frame that read it, and how it is said."""

    subject: Entity
    predicate: str
    object: Entity | Literal
    frame: str
    modality: Modality
    confidence: float
    qualifier: str | None = None


def extract_relations(reader: FillerReader, field: Field) -> list[Relation]:
    """Return what the frames of the lexicon read in a sentence, each triple once, the most specific frame first."""
    found: dict[tuple[str, str, str], Relation] = {}
    taken: set[tuple[str, str, str]] = set()
    for token in reader.sentence.parse:
        for frame, clause in _match_frames(token, reader, field):
            for relation in _read_frame(frame, clause, reader, field):
                end = relation.object.iri if isinstance(relation.object, Entity) else relation.object.label
                key = (relation.subject.iri, relation.predicate, end)
                slot = (str(token.i), relation.subject.iri, end)
                if key in found or slot in taken:
                    continue
                found[key] = relation
                taken.add(slot)
    return list(found.values())


def _match_frames(token: Token, reader: FillerReader, field: Field) -> Iterator[tuple[Frame, Clause]]:
    """Yield the frames whose word stands at a token, with its clause; frames with a condition come first."""
    lexicon = field.lexicon
    words = reader.sentence.parse
    lower = token.lower_
    candidates: list[Frame] = []
    for length in (3, 2, 1):
        form = " ".join(t.lower_ for t in words[token.i : token.i + length])
        candidates.extend(lexicon.by_form.get(form, ()))
    if token.pos_ in {"VERB", "AUX"}:
        candidates.extend(lexicon.by_lemma.get(token.lemma_.lower(), ()))
        candidates.extend(lexicon.by_lemma.get(f"{token.lemma_.lower()} {_particle(token)}", ()))
    unique = list(dict.fromkeys(candidates))
    unique.sort(key=lambda frame: (not frame.with_words, not frame.scope, -len(frame.lemma)))
    clauses: dict[str, Clause] = {}
    for frame in unique:
        kind = _kind_of(token, frame)
        if kind is None or not _conditions_hold(frame, token, reader):
            continue
        head = words[token.i + len(frame.lemma.split()) - 1] if kind == "noun" and " " in frame.lemma else token
        if kind == "noun" and head.lower_ not in {frame.lemma.split()[-1], *(f.split()[-1] for f in frame.forms)}:
            head = token
        if kind not in clauses or kind == "noun":
            read = {"verb": read_verb, "noun": read_noun, "adjective": read_adjective}[kind]
            clauses[kind] = read(head)
        yield frame, clauses[kind]
    del lower


def _kind_of(token: Token, frame: Frame) -> str | None:
    """Return the part of speech under which a frame can stand at a token, or None."""
    if frame.part_of_speech == "verb":
        return "verb" if token.pos_ in {"VERB", "AUX"} or (token.tag_ in {"VBN", "VBG"}) else None
    if frame.part_of_speech == "noun":
        return "noun" if token.pos_ in {"NOUN", "PROPN", "ADJ"} else None
    if frame.clause_adjunct:
        return "adjective"
    return "adjective" if token.pos_ in {"ADJ", "NOUN", "VERB", "ADV"} else None


def _particle(token: Token) -> str:
    return next((child.lower_ for child in token.children if child.dep_ == "prt"), "")


def _conditions_hold(frame: Frame, token: Token, reader: FillerReader) -> bool:
    if frame.with_words:
        near = {t.lower_ for t in token.subtree} | {t.lower_ for t in token.children}
        near |= {t.lower_ for t in token.doc[max(0, token.i - 3) : token.i]}
        if not near & set(frame.with_words):
            return False
    if frame.scope and frame.scope not in reader.sentence.parse.text.lower():
        return False
    return True


def _read_frame(frame: Frame, clause: Clause, reader: FillerReader, field: Field) -> Iterator[Relation]:
    if frame.passive_only and not clause.passive:
        return
    modality = find_modality(clause)
    subjects = _fill(frame, frame.subject_places, clause, reader)
    if frame.fixed_object is not None:
        for subject in subjects:
            label = frame.fixed_object.replace("_", " ")
            known = next((name for name in field.gazetteer if name.iri.endswith("/" + frame.fixed_object)), None)
            if known is not None and subject.named | (not subject.named):
                end = Entity(known.iri, label, known.type)
                relation = _relate(frame, subject, Filler(end, subject.span), modality, reader, field)
                if relation is not None:
                    yield relation
        return
    if frame.argument_type in {"Version", "Date"}:
        yield from _read_literal(frame, subjects, clause, modality, reader, field)
        return
    if not subjects:
        return
    objects = _fill(frame, frame.object_places, clause, reader)
    if frame.subject_places & frame.object_places:
        for one, other in zip(subjects, subjects[1:], strict=False):
            relation = _relate(frame, one, other, modality, reader, field)
            if relation is not None:
                yield relation
        return
    for subject in subjects:
        for end in objects:
            relation = _relate(frame, subject, end, modality, reader, field)
            if relation is not None:
                yield relation


def _fill(frame: Frame, places: frozenset[Place], clause: Clause, reader: FillerReader) -> list[Filler]:
    """Return the entities in the first filled of a frame's places for one end."""
    for place in sorted(places):
        if place is Place.PREPOSITIONAL:
            tokens = [token for marker, token in clause.prepositional if marker in frame.markers]
            if not tokens and frame.clause_adjunct:
                tokens = []
        elif place is Place.SUBJECT and frame.light_verbs:
            verb = clause.verb
            tokens = clause.places.get(place, []) if verb is not None and verb.lemma_ in frame.light_verbs else []
        else:
            tokens = clause.places.get(place, [])
        if place is Place.MODIFIER:
            fillers = [f for token in tokens for f in _modifier(token, reader)]
        else:
            fillers = [filler for token in tokens for filler in reader.fillers(token)]
        if fillers:
            return list(dict.fromkeys(fillers))
    return []


def _modifier(token: Token, reader: FillerReader) -> list[Filler]:
    """Return the name a modifier is; "X-hosted" stands for X."""
    mention = reader.mention_of(token)
    if mention is not None and mention.entity is not None:
        return [Filler(mention.entity, mention.span)]
    return []


def _relate(
    frame: Frame, subject: Filler, end: Filler, modality: Modality, reader: FillerReader, field: Field
) -> Relation | None:
    """Return the relation of the first sense that fits both ends, or None."""
    if subject.entity.iri == end.entity.iri or subject.span.overlaps(end.span):
        return None
    if frame.names_only and not (end.named and _is_proper(end.entity)):
        return None
    for sense in frame.senses:
        ends = _typed_ends(frame, sense, subject.entity, end.entity, field)
        if ends is None:
            continue
        if _FUTURE.search(_between(reader, end)) and modality is Modality.ASSERTED:
            modality = Modality.PLANNED
        confidence = 0.9 if subject.named and end.named else 0.8
        label: Entity | Literal = ends[1]
        if field.ontology.properties[sense].literal:
            label = Literal(end.entity.label)
        return Relation(ends[0], sense, label, frame.name, modality, confidence)
    return None


def _typed_ends(
    frame: Frame, sense: str, subject: Entity, end: Entity, field: Field
) -> tuple[Entity, Entity] | None:
    """Return both ends with the types the property implies, or None where it does not fit."""
    prop = field.ontology.properties[sense]
    wanted = (frame.argument_type,) if frame.argument_type else ()
    if not field.ontology.may_be(subject.type, prop.domain):
        return None
    if not prop.literal and not field.ontology.may_be(end.type, prop.range):
        return None
    if wanted and not any(field.ontology.may_be(e.type, wanted) for e in (subject, end)):
        return None
    if wanted and not field.ontology.may_be(end.type, wanted) and not field.ontology.may_be(end.type, prop.range):
        return None
    if wanted and wanted[0] not in prop.domain and not field.ontology.may_be(end.type, wanted):
        return None
    if any(field.ontology.are_disjoint(subject.type, d) for d in prop.domain if len(prop.domain) == 1):
        return None
    strict = {"MaturityLevel", "ProgrammingLanguage", "Layer", "Category", "Person"}
    for entity, classes in ((subject, prop.domain), (end, prop.range)):
        narrow = strict & set(classes)
        if narrow and not any(field.ontology.is_a(entity.type, c) for c in classes) and not (entity.type == "Thing" and narrow == {"Person"}):
            return None
    return _with_type(subject, prop.domain), end if prop.literal else _with_type(end, (*wanted, *prop.range)[:1])


def _with_type(entity: Entity, classes: tuple[str, ...]) -> Entity:
    if entity.type == "Thing" and len(classes) == 1 and classes[0] != "Thing":
        return Entity(entity.iri, entity.label, classes[0])
    return entity


def _read_literal(
    frame: Frame, subjects: list[Filler], clause: Clause, modality: Modality, reader: FillerReader, field: Field
) -> Iterator[Relation]:
    text = reader.sentence.parse.text
    if frame.argument_type == "Version":
        match = _VERSION_SINCE.search(text)
        value = Literal(re.sub(r"^(version|release|v)\s*", "", match.group(1).strip())) if match else None
    else:
        place = [t for marker, t in clause.prepositional if marker in frame.markers or marker in {"in", "on"}]
        date = next((d for t in place if (d := find_date(reader.phrase(t).of(" " * reader.sentence.span.start + text)))), None)
        value = Literal(date, "date") if date else None
    if value is None:
        return
    for subject in subjects[:1] if frame.argument_type == "Version" else subjects:
        prop = field.ontology.properties[frame.senses[0]]
        if field.ontology.may_be(subject.entity.type, prop.domain):
            yield Relation(_with_type(subject.entity, prop.domain), prop.name, value, frame.name, modality, 0.9)


def _between(reader: FillerReader, end: Filler) -> str:
    """Return the words of the sentence before a filler, back to the filler before it that is no list neighbour."""
    local = end.span.start - reader.sentence.span.start
    return reader.sentence.parse.text[max(0, local - 60) : local]


def _is_proper(entity: Entity) -> bool:
    return any(c.isupper() or c.isdigit() for c in entity.label) or entity.type in {"Project", "Product", "Software", "Company"}

"""One document to statements: outline, mentions, relations, definitions, examples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.definitions import class_of_kind, find_definitions
from kg.documents import Document, Span
from kg.fillers import Context, Filler, FillerReader
from kg.mentions import Mention, find_mentions
from kg.names import NameTable
from kg.outline import Outline, Place, read_outline
from kg.parsing import ParsedDocument, ParsedSentence
from kg.relations import extract_relations
from kg.statements import Entity, Evidence, Literal, Modality, Statement
from kg.structure import read_structure
from ontology import Field
from ontology.names import to_entity_iri

MAX_DEFINITION = 300


@dataclass(frozen=True)
class Extraction:
    """What was read in one document: statements, and every mention of an entity with its span."""

    statements: tuple[Statement, ...]
    mentions: tuple[tuple[Span, str], ...]


def extract_statements(parsed: ParsedDocument, names: NameTable, field: Field) -> Extraction:
    """Read what a document states, with the names of the whole corpus."""
    document = parsed.document
    outline = read_outline(document, names, field.ontology)
    statements = list(read_structure(document, outline, names, field))
    mentions: list[tuple[Span, str]] = []
    topic: Entity | None = None
    block = -1
    recent: tuple[Entity, ...] = ()
    person: Entity | None = None
    for sentence in parsed.sentences:
        place = outline.places[sentence.block]
        if sentence.block != block:
            block, topic = sentence.block, place.topic
        found = [_link(mention) for mention in find_mentions(sentence, names)]
        mentions.extend((m.span, m.entity.iri) for m in found if m.entity is not None and m.known is not None)
        context = Context(topic, _by_class(place), recent, person)
        reader = FillerReader(sentence, found, context, field)
        statements.extend(_read_sentence(reader, place, document, field))
        subject = _subject_of(reader, field)
        if subject is not None:
            if subject.type == "Person":
                person = subject
            elif place.topic is None or subject.type != "Organization":
                topic = subject
        recent = (*recent, *(m.entity for m in found if m.entity is not None))[-8:]
    return Extraction(tuple(_unique(statements)), tuple(mentions))


def _read_sentence(reader: FillerReader, place: Place, document: Document, field: Field) -> Iterator[Statement]:
    sentence = reader.sentence
    for relation in extract_relations(reader, field):
        yield _state(
            document, sentence, relation.subject, relation.predicate, relation.object,
            f"lexicon:{relation.frame}", relation.modality, relation.confidence, relation.qualifier,
        )  # fmt: skip
    yield from _definitions(reader, document, field)
    yield from _examples(reader, place, document, field)


def _definitions(reader: FillerReader, document: Document, field: Field) -> Iterator[Statement]:
    """What a thing is defined as, its kind, and the category where the kind is one."""
    for definition in find_definitions(reader, field):
        subject = definition.subject.entity
        phrase = definition.phrase.of(document.text).strip()
        kind = definition.kind.of(document.text).strip()
        class_name = class_of_kind(kind, field)
        if class_name is not None and class_name != "Concept" and subject.type == "Thing":
            subject = Entity(subject.iri, subject.label, class_name)
        if class_name is not None and field.ontology.are_disjoint(subject.type, class_name):
            continue
        confidence = 0.85 if definition.subject.named else 0.75
        say = lambda predicate, end: _state(  # noqa: E731
            document, reader.sentence, subject, predicate, end, "structure:definition", definition.modality, confidence
        )
        if definition.copular and len(phrase.split()) >= 3 and subject.type not in {"Person", "Organization"}:
            if len(phrase) <= MAX_DEFINITION:
                yield say("definedAs", Literal(phrase))
        target = _category_of(kind, reader)
        if target is not None and field.ontology.may_be(subject.type, ("Software",)) and subject.type != "Concept":
            yield say("inCategory", target)
        elif class_name != "Person" and len(kind.split()) >= 2 and subject.type not in {"Person"}:
            yield say("kindOf", _concept(kind, reader))


def _examples(reader: FillerReader, place: Place, document: Document, field: Field) -> Iterator[Statement]:
    """Members that a sentence names of a kind: "container orchestrators like A and B"."""
    for index, members in reader.members.items():
        noun = reader.sentence.parse[index]
        first, last = reader.noun_chunk(noun)
        kind = reader.sentence.span_of(first, last).of(document.text)
        named = next((m for m in reader.mentions if m.last == index and m.entity is not None), None)
        concept = named.entity if named is not None and named.entity is not None else None
        class_name = class_of_kind(kind, field)
        modality = Modality.ASSERTED
        for member in members:
            say = lambda predicate, end, m=member.entity: _state(  # noqa: E731
                document, reader.sentence, m, predicate, end, "structure:examples", modality, 0.8
            )
            if concept is not None and concept.type in {"Category", "Concept"}:
                if concept.type == "Category" and field.ontology.may_be(member.entity.type, ("Software",)):
                    yield say("inCategory", concept)
                elif concept.type == "Concept":
                    yield say("exampleOf", concept)
            elif class_name in {"Company", "Organization"}:
                continue
            elif class_name is not None and field.ontology.is_a(class_name, "Software"):
                if field.ontology.may_be(member.entity.type, ("Software",)) and member.entity.type not in {"Concept", "Specification"}:
                    if place.category is not None:
                        yield say("inCategory", place.category)
                    if len(kind.split()) >= 2 and _is_compound(noun):
                        yield say("exampleOf", _concept(kind, reader))
            elif len(kind.split()) >= 2 and class_name in {"Concept", "Specification"} and _is_compound(noun):
                yield say("exampleOf", _concept(kind, reader))


def _is_compound(noun) -> bool:  # type: ignore[no-untyped-def]
    return any(child.dep_ in {"compound", "nmod"} for child in noun.children)


def _category_of(kind: str, reader: FillerReader) -> Entity | None:
    """Return the known category that the last words of a kind name."""
    for mention in reader.mentions:
        if mention.entity is not None and mention.entity.type == "Category":
            if kind.lower().endswith(mention.surface.lower()):
                return mention.entity
    return None


def _concept(kind: str, reader: FillerReader) -> Entity:
    """Return the concept that the words of a kind name, in the singular."""
    words = kind.split()
    last = words[-1]
    token = next((t for t in reader.sentence.parse if t.text == last and t.tag_ in {"NNS", "NNPS"}), None)
    if token is not None:
        words[-1] = token.lemma_ if token.lemma_.lower() != last.lower() else last
    text = " ".join(words)
    return Entity(to_entity_iri(text), text, "Concept")


def _by_class(place: Place) -> dict[str, Entity]:
    found: dict[str, Entity] = {}
    if place.category is not None:
        found["Category"] = place.category
    if place.layer is not None:
        found["Layer"] = place.layer
    return found


def _subject_of(reader: FillerReader, field: Field) -> Entity | None:
    """Return what a sentence is about: the entity of its main subject."""
    for token in reader.sentence.parse:
        if token.dep_ in {"nsubj", "nsubjpass"} and token.head.dep_ in {"ROOT", "conj"}:
            fillers = reader.fillers(token)
            if len(fillers) == 1 and fillers[0].entity.type not in {"MaturityLevel", "ProgrammingLanguage"}:
                return fillers[0].entity
            return None
    return None


def _link(mention: Mention) -> Mention:
    """Return the mention with its entity: the known one, or one made of its own words."""
    if mention.known is not None:
        return mention
    entity = Entity(to_entity_iri(mention.surface), mention.surface)
    return Mention(mention.span, mention.surface, mention.first, mention.last, None, entity)


def _state(
    document: Document,
    sentence: ParsedSentence,
    subject: Entity,
    predicate: str,
    end: Entity | Literal,
    method: str,
    modality: Modality,
    confidence: float,
    qualifier: str | None = None,
) -> Statement:
    evidence = Evidence(
        document=document.name,
        span=sentence.span,
        quote=sentence.span.of(document.text),
        date=document.date,
        section=document.section_at(sentence.span.start).path,
        method=method,
        confidence=confidence,
    )
    return Statement(subject, predicate, end, evidence, modality, qualifier=qualifier)


def _unique(statements: list[Statement]) -> Iterator[Statement]:
    """Yield each triple of a sentence once."""
    seen = set()
    for statement in statements:
        if statement.identifier not in seen:
            seen.add(statement.identifier)
            yield statement


__all__ = ["Extraction", "Filler", "Outline", "extract_statements"]

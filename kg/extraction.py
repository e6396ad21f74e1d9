"""One document to statements: outline, mentions, relations, definitions, examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.context import Thread, find_only_terms
from kg.documents import Document, Span
from kg.kinds.classification import read_classification
from kg.kinds.examples import extract_kinds
from kg.language.given_names import is_full_name
from kg.language.parsing import ParsedDocument, ParsedSentence
from kg.layout.house import find_house, find_labelled_blocks
from kg.layout.outline import read_outline
from kg.layout.structure import read_structure
from kg.layout.taglines import read_tagline
from kg.layout.voices import find_house_speaking, find_voices
from kg.naming.mentions import Mention, find_mentions, link_mention
from kg.naming.names import Names
from kg.naming.people import short_names
from kg.naming.terms import TermReader
from kg.reference.announced import find_announced
from kg.reference.fillers import FillerReader
from kg.relations.announcements import date_news
from kg.relations.brackets import read_brackets, read_other_names
from kg.relations.continuations import read_continuations
from kg.relations.cut_ends import doubt_ends
from kg.relations.doubted_names import doubt_name, doubt_placed, doubt_quality
from kg.relations.licences import read_licences
from kg.relations.plain_ends import doubt_plain_ends
from kg.relations.sentences import extract_relations
from kg.relations.validity import date_statements
from kg.statements import Entity, Modality, Relation, Statement, Triple, to_evidence, to_triple
from ontology import Field, Ontology
from ontology.roles import Role

_TAGLINE = 0.8  # confidence
_LONGEST_REST = 120  # characters of an item behind its name


@dataclass(frozen=True)
class Extraction:
    """What was read in one document: statements, every mention of an entity with its span, and who "it" is.

    `referents`: where the subject of a sentence stands for an entity (IRI) without naming it.
    """

    statements: tuple[Statement, ...]
    mentions: tuple[tuple[Span, str], ...]
    referents: tuple[tuple[Span, str], ...] = ()


def extract_statements(parsed: ParsedDocument, names: Names, field: Field) -> Extraction:
    """Read what a document states, with the names of the whole corpus."""
    document = parsed.document
    outline = read_outline(document, names, field)
    house = find_house(document, names, field)
    voices = find_voices(document, names, field)
    terms = TermReader(parsed, names, field)
    statements = [*read_structure(document, outline, house, names, field), *terms.definitions(parsed.sentences)]
    mentions: list[tuple[Span, str]] = []
    referents: list[tuple[Span, str]] = []
    labelled = find_labelled_blocks(document, field)
    thread = Thread(field.ontology, terms=find_only_terms(parsed, field))
    people: dict[str, Entity | None] = {}
    for number, sentence in enumerate(parsed.sentences):
        place = outline.places[sentence.block]
        named = terms.add_mentions(number, sentence, find_mentions(sentence, names))
        found = [_link(_in_full(mention, place.topic, field), people) for mention in named]
        mentions.extend((m.span, m.entity.iri) for m in found if m.entity is not None and m.known is not None)
        announced = find_announced(
            parsed, number, names, lambda s: [_link(mention, people) for mention in find_mentions(s, names)]
        )
        here = find_house_speaking(sentence.span, voices) or house
        context = thread.context(sentence.block, place, here, announced)
        reader = FillerReader(sentence, found, context, field, names)
        told = () if sentence.block in labelled else _read_sentence(reader, document)
        stated = [_with_items(s, announced, document) for s in told]
        dated = date_statements(stated, sentence.text, sentence.span.start, found, field, document.date)
        statements.extend(date_news(dated, sentence, found, document, field))
        if number in parsed.replies and sentence.block not in labelled:
            reply = parsed.replies[number]
            replied = [_link(_in_full(m, place.topic, field), people) for m in find_mentions(reply, names)]
            whole = _read_reply(FillerReader(reply, replied, context, field, names), document)
            said = {_to_key(statement, field.ontology) for statement in dated}
            statements.extend(s for s in whole if _to_key(s, field.ontology) not in said)
        terms.follow_links(sentence)
        subjects = thread.follow(reader, place)
        referents.extend((f.span, f.entity.iri) for f in subjects if len(subjects) == 1 and not f.named)
    statements.extend(terms.relations(statements))
    statements.extend(_read_tagline(document, outline.subject, statements, field))
    doubted = (_with_doubt(statement, field) for statement in _unique(statements, field.ontology))
    return Extraction(tuple(doubted), tuple(mentions), tuple(referents))


def _read_tagline(
    document: Document, subject: Entity | None, statements: Sequence[Statement], field: Field
) -> Iterator[Statement]:
    """Yield what a title says that the page's work is, where no sentence says it."""
    told = any(s.predicate == "definedAs" and subject is not None and s.subject.iri == subject.iri for s in statements)
    fact = None if told else read_tagline(document, subject, field)
    if fact is not None:
        evidence = to_evidence(document, fact.quote, f"structure:{fact.how}", _TAGLINE)
        yield Statement(fact.subject, fact.predicate, fact.object, evidence)


def _read_sentence(reader: FillerReader, document: Document) -> Iterator[Statement]:
    yield from _read_relations(reader, document, read_continuations(reader))
    for relation in (
        *read_brackets(reader),
        *read_other_names(reader),
        *read_classification(reader),
        *extract_kinds(reader),
    ):
        whole = replace(relation, doubt=relation.doubt or doubt_ends(relation, reader))
        yield _state(document, reader.sentence, whole, f"structure:{relation.frame}")


def _read_relations(
    reader: FillerReader, document: Document, continued: Iterable[Relation] = ()
) -> Iterator[Statement]:
    """Yield what a sentence, or a question with its reply, says of two things; `continued`: from the one before."""
    told = (*extract_relations(reader), *continued)
    licensed = any(relation.predicate == "license" for relation in told)
    for relation in (*told, *(() if licensed else read_licences(reader, document))):
        doubt = relation.doubt or doubt_ends(relation, reader) or doubt_plain_ends(relation, reader, document)
        whole = replace(relation, doubt=doubt)
        yield _state(document, reader.sentence, whole, _name_method(relation.frame, reader.field))


def _with_items(statement: Statement, items: tuple[Mention, ...], document: Document) -> Statement:
    """Return a statement whose evidence reaches to the item of the list below that names one of its ends."""
    ends = {end.iri for end in (statement.subject, statement.object) if isinstance(end, Entity)}
    meant = [item for item in items if item.entity is not None and item.entity.iri in ends]
    if not meant:
        return statement
    end = max(_end_of_line(item.span.end, document) for item in meant)
    span = Span(statement.evidence.span.start, end)
    return replace(statement, evidence=replace(statement.evidence, span=span, quote=span.of(document.text)))


def _with_doubt(statement: Statement, field: Field) -> Statement:
    """Return a statement with the doubt that one of its ends is a name, where its property is of names."""
    doubt = statement.evidence.doubt or _doubt_end("s", statement, field) or _doubt_end("o", statement, field)
    return replace(statement, evidence=replace(statement.evidence, doubt=doubt)) if doubt else statement


def _doubt_end(place: str, statement: Statement, field: Field) -> str:
    """Return why the end at a place of a statement's property, `s` or `o`, may be no name of one thing."""
    end, lexicon = statement.subject if place == "s" else statement.object, field.lexicon
    if place not in lexicon.names_only.get(statement.predicate, ()):
        return doubt_placed(end, field)
    things = place in lexicon.no_agent.get(statement.predicate, ())
    things = things and place not in lexicon.open_to_all.get(statement.predicate, ())
    return doubt_name(end, field) or (doubt_quality(end) if things else "")


def _end_of_line(place: int, document: Document) -> int:
    """Return where the line of an item ends, which tells what its name is there for; `place` where it is long."""
    line = document.text[place : place + _LONGEST_REST].partition("\n")[0]
    return place + len(line) if len(line) < _LONGEST_REST else place


def _name_method(frame: str, field: Field) -> str:
    """Return the method of a relation: the lexical entry, or the step of the reader that needs none."""
    return f"lexicon:{frame}" if frame in field.lexicon.by_name else f"sentence:{frame}"


def _in_full(mention: Mention, page: Entity | None, field: Field) -> Mention:
    """Return a mention that only has the last word of the name of what its page is about, as one of that."""
    known = mention.entity
    if page is None or not field.ontology.plays(page.type, Role.WORK) or (known is not None and known.type != "Thing"):
        return mention
    _, *rest = page.label.split()
    shortened = rest[-1:] == [mention.surface] and mention.surface.istitle()
    return link_mention(mention, page) if shortened else mention


def _link(mention: Mention, people: dict[str, Entity | None]) -> Mention:
    """Return the mention with its entity: the known one, the person a bare name stands for, or a new one.

    `people`: first and last names of the people the document has named in full so far, None for what it named before
    ("Dyno Corp, founded by Ann Dyno").
    """
    known = mention.entity
    if known is not None and (known.type == "Person" or (known.type == "Thing" and is_full_name(known.label))):
        _remember(known, people)
    person = people.get(mention.surface)
    if person is not None and (known is None or known.type in {"Thing", "Person"}):
        return link_mention(mention, person)
    if " " not in mention.surface:
        people.setdefault(mention.surface, None)
    if known is not None:
        return mention
    new = Entity.called(mention.surface)
    if is_full_name(new.label):
        _remember(new, people)
    return link_mention(mention, new)


def _remember(person: Entity, people: dict[str, Entity | None]) -> None:
    """Note the bare names of a person, but those that name something else already."""
    for short in short_names(person.label):
        if people.get(short, person) is not None:
            people[short] = person


def _state(document: Document, sentence: ParsedSentence, relation: Relation, method: str) -> Statement:
    start = sentence.span.start if relation.start is None else relation.start
    span = Span(start, sentence.span.end)
    evidence = to_evidence(document, span, method, relation.confidence, section_at=sentence.span.start)
    evidence = replace(evidence, doubt=relation.doubt)
    return Statement(relation.subject, relation.predicate, relation.object, evidence, relation.modality)


def _read_reply(reader: FillerReader, document: Document) -> list[Statement]:
    """Return what a question and the few words that answer it say together; the evidence is both."""
    stated, sentence = _read_relations(reader, document), reader.sentence
    return date_statements(stated, sentence.text, sentence.span.start, reader.mentions, reader.field, document.date)


def _to_key(statement: Statement, ontology: Ontology) -> tuple[Triple, Modality]:
    """Return what tells a statement from another of the same sentence."""
    triple = to_triple(statement.subject.iri, statement.predicate, statement.object, ontology)
    return triple, statement.modality


def _unique(statements: list[Statement], ontology: Ontology) -> Iterator[Statement]:
    """Yield each triple of a sentence once, whichever way round it is said."""
    seen = set()
    for statement in statements:
        if statement.predicate not in ontology.properties:
            continue  # structure says it, but the field has no such relation
        subject, name, end = to_triple(statement.subject.iri, statement.predicate, statement.object, ontology)
        if name == "definedAs":
            end = ""  # one sentence defines a thing once, however much of it is taken
        key = (subject, name, end, statement.evidence.span, statement.modality)
        if key not in seen:
            seen.add(key)
            yield statement

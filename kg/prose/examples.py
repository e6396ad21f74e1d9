"""Examples: kinds and categories of what a sentence defines, exemplifies or sorts by its section."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from kg.language.said_of import find_subjects
from kg.naming.mentions import Mention
from kg.naming.names import TERM_CLASSES, to_key
from kg.prose.definitions import Definition, find_definitions
from kg.prose.fillers import FillerReader
from kg.prose.kinds import class_of_kind, find_kind, names_part_of
from kg.prose.named_after import read_examples_after
from kg.prose.referents import Filler
from kg.prose.relation import Relation
from kg.statements import Entity, Literal, Modality
from ontology import Field
from ontology.roles import Role

MAX_DEFINITION = 300
_FOR_EXAMPLE = re.compile(r", for (?:example|instance),")
_OTHER_HAND = re.compile(r", (?:on the other hand|in contrast|by contrast), is\b")
_SECTION_NOUNS = {"space", "category", "area", "field", "section", "group"}
_SOME = {"some", "many", "most", "several", "all", "few"}
_OTHERS = {"other", "others", "another", "unlike"}


def extract_kinds(reader: FillerReader) -> Iterator[Relation]:
    """Yield what a sentence says of the kinds of things."""
    for definition in find_definitions(reader):
        yield from _read_definition(definition, reader)
    category = reader.category
    for index in reader.members:
        yield from _read_members(reader.sentence.parse[index], reader, category)
    yield from _read_called(reader)
    yield from _read_kind_before(reader)
    for entity, kind in read_examples_after(reader):
        if _sorts(kind, reader):
            yield from _sort(entity, kind, reader, "examples")
        else:
            yield Relation(entity, "exampleOf", kind, "examples")
    if category is not None:
        yield from _read_section_nouns(reader, category)
        yield from _read_hosted(reader, category)
        yield from _read_for_example(reader, category)


def _read_definition(definition: Definition, reader: FillerReader) -> Iterator[Relation]:
    """What a thing is defined as, and its kind, or its category where the kind is one."""
    noun, subject = definition.noun, definition.subject.entity
    first, last = reader.noun_chunk(noun)
    words = noun.doc[first.i : last.i + 1].text
    class_name = class_of_kind(words, reader.field)
    if (
        class_name == "Person"
        or subject.type in {"Person", "Document"}
        or reader.field.ontology.plays(subject.type, Role.LEVEL)
    ):
        return
    if class_name is not None and reader.field.ontology.are_disjoint(subject.type, class_name):
        return
    if reader.field.ontology.is_a(subject.type, "Agent") and not reader.field.ontology.is_a(
        class_name or "Thing", "Agent"
    ):
        return
    if subject.type == "Thing" and class_name not in {None, "Concept"} and definition.modality is Modality.ASSERTED:
        subject = Entity(subject.iri, subject.label, class_name)
    confidence = 0.85 if definition.subject.named else 0.75
    phrase = reader.sentence.words_at(definition.phrase) if definition.phrase is not None else ""
    if definition.full and 0 < len(phrase) <= MAX_DEFINITION:
        yield Relation(subject, "definedAs", Literal(phrase), "definition", definition.modality, confidence)
    if definition.modality not in {Modality.ASSERTED, Modality.NEGATED}:
        return
    kind = find_kind(noun, reader)
    if kind is None or kind.iri == subject.iri or _is_definite(noun) or _is_graded(noun):
        return
    if _sorts(kind, reader) and _may_be_sorted(subject.type, reader.field):
        yield from _sort(subject, kind, reader, "definition", definition.modality, confidence)
    elif not _names_host(noun, reader) and not reader.field.ontology.holds(subject.type, Role.HEADING):
        yield Relation(subject, "kindOf", kind, "definition", definition.modality, confidence)


def _sorts(kind: Entity, reader: FillerReader) -> bool:
    """Tell whether a kind is a category: a heading that works stand under."""
    return reader.field.ontology.holds(kind.type, Role.WORK)


def _read_members(noun: Token, reader: FillerReader, category: Entity | None) -> Iterator[Relation]:
    """Members that a sentence names of a kind: "container orchestrators like A and B"."""
    members = reader.members[noun.i]
    kind = find_kind(noun, reader)
    first, _ = reader.noun_chunk(noun)
    class_name = class_of_kind(noun.doc[first.i : noun.i + 1].text, reader.field)
    general = first.i == noun.i and class_name is not None and reader.field.ontology.plays(class_name, Role.WORK)
    general = general or (first.i == noun.i and noun.lower_ in reader.field.lexicon.words["choice"])
    general = general or (noun.lower_ in {"others", *_SOME} and noun.tag_ in {"NNS", "JJ", "DT"})
    sorted_here = general and (_speaks_of_section(noun) or _names_category(category, noun, reader))
    if category is not None and names_part_of(noun.doc[first.i : noun.i + 1].text, category, reader.field):
        kind, sorted_here = category, True
    for mention in members.mentions:
        if mention.entity is None or (kind is not None and kind.iri == mention.entity.iri):
            continue
        entity = mention.entity
        if kind is not None and members.lead not in {":", "("}:
            if class_name is not None and reader.field.ontology.are_disjoint(entity.type, class_name):
                continue
            if _sorts(kind, reader):
                yield from _sort(entity, kind, reader, "examples")
            elif not _names_host(noun, reader):
                yield Relation(entity, "exampleOf", kind, "examples")
        elif sorted_here and category is not None:
            yield from _sort(entity, category, reader, "examples")


def _names_category(category: Entity | None, noun: Token, reader: FillerReader) -> bool:
    """Tell whether the sentence itself names the category before it speaks of "tools like A"."""
    if category is None or any(child.lower_ in _OTHERS for child in noun.children):
        return False
    return any(m.entity is not None and m.entity.iri == category.iri and m.last < noun.i for m in reader.mentions)


def _speaks_of_section(noun: Token) -> bool:
    """Tell whether "tools" are those of the section: the subject of the sentence and no others."""
    if any(child.lower_ in _OTHERS or child.dep_ in {"poss", "relcl"} for child in noun.children):
        return False
    top = noun
    while top.dep_ == "conj":
        top = top.head
    if top.dep_ == "pobj" and top.head.lower_ == "of" and top.head.head.lower_ in _SOME:
        top = top.head.head
    if top.dep_ in {"nsubj", "nsubjpass"}:
        return top.head.dep_ in {"ROOT", "ccomp", "advcl", "conj"}
    return False


def _read_called(reader: FillerReader) -> Iterator[Relation]:
    """Read "a DNS and service discovery tool called X"."""
    for noun in reader.sentence.parse:
        mention = reader.called(noun)
        kind = find_kind(noun, reader) if mention is not None else None
        if mention is None or mention.entity is None or kind is None or to_key(kind.label) == to_key(mention.surface):
            continue  # "a token maker (sometimes called TokenMaker)" is the same thing
        if _sorts(kind, reader):
            yield from _sort(mention.entity, kind, reader, "called")
        else:
            yield Relation(mention.entity, "kindOf", kind, "called")


def _read_kind_before(reader: FillerReader) -> Iterator[Relation]:
    """Read "the database client X" and "our database client, X," as one: a kind of two words at least."""
    tokens = reader.sentence.parse
    for mention in reader.mentions:
        if mention.entity is None or mention.first < 3 or not mention.surface[:1].isupper():
            continue
        comma = tokens[mention.first - 1].text == "," and tokens[mention.last].dep_ == "appos"
        noun = tokens[mention.first - 1 - comma]
        if comma and tokens[mention.last].head != noun:
            continue
        first, _ = reader.noun_chunk(noun)
        words = tokens[first.i : noun.i + 1].text
        article = first.i > 0 and any(c.dep_ in {"det", "poss"} and c.i < first.i for c in noun.children)
        behind = tokens[mention.last + 1].lower_ if mention.last + 1 < len(tokens) else ""
        plain = noun.tag_ == "NN" and words.islower() and first.i < noun.i and behind != "of"  # "Eye of Gnome"
        kind = find_kind(noun, reader) if article and plain and mention.type not in TERM_CLASSES else None
        named = class_of_kind(words, reader.field)
        ontology = reader.field.ontology
        works = named is not None and ontology.plays(named, Role.WORK)
        if kind is not None and named is not None and works and ontology.may_be(mention.type, (named,)):
            placing = ontology.placing_property(mention.type, kind.type) if _sorts(kind, reader) else None
            yield Relation(mention.entity, placing or "kindOf", kind, "called")


def _read_section_nouns(reader: FillerReader, category: Entity) -> Iterator[Relation]:
    """Read "A and B are projects in this space", "there are three tools in this category: A, B and C"."""
    for token in reader.sentence.parse:
        if (
            token.lower_ not in _SECTION_NOUNS
            or token.dep_ != "pobj"
            or token.head.lower_ not in {"in", "of", "within"}
        ):
            continue
        if not any(child.lower_ in {"this", "the"} and child.dep_ == "det" for child in token.children):
            continue
        noun = token.head.head
        name = reader.field.lexicon.class_of.get(noun.lower_)
        yield from _read_another(noun, token, reader, category)
        if (
            name is None
            or not reader.field.ontology.plays(name, Role.WORK)
            or any(c.lower_ in _OTHERS for c in noun.children)
        ):
            continue
        for filler in _named_by(noun, reader):
            if filler.entity.iri != category.iri:
                yield from _sort(filler.entity, category, reader, "section")


def _read_another(noun: Token, place: Token, reader: FillerReader, category: Entity) -> Iterator[Relation]:
    """Read "Another tool in this space is X", and without its verb: "Another tool in this space, X, is ..."."""
    if noun.dep_ not in {"nsubj", "attr"} or not any(child.lower_ == "another" for child in noun.children):
        return
    beside = {place.i + 1, place.i + 2} if place.i + 1 < len(place.doc) else set()
    told = {c.i for c in noun.head.children if c.dep_ == "attr"} if noun.head.lemma_ == "be" else set()
    for mention in reader.mentions:
        named = (mention.first in beside and place.nbor(1).text != ".") or mention.last in told
        if named and mention.entity is not None and _may_be_sorted(mention.type, reader.field):
            yield from _sort(mention.entity, category, reader, "section")
            return


def _read_hosted(reader: FillerReader, category: Entity) -> Iterator[Relation]:
    """Read "Tools in this space do X. A and B are Foundation projects": in the category that is spoken of."""
    topic = reader.context.topic
    if topic is None or topic.iri != category.iri or not reader.context.fresh:
        return
    for noun in reader.sentence.parse:
        name = reader.field.lexicon.class_of.get(noun.lower_)
        plain = noun.dep_ == "attr" and noun.head.lemma_ == "be" and noun.head.dep_ == "ROOT"
        if (
            name is None
            or not plain
            or not reader.field.ontology.plays(name, Role.WORK)
            or not _names_host(noun, reader)
        ):
            continue
        if any(c.dep_ in {"neg", "relcl", "prep"} for t in (noun, noun.head) for c in t.children if c.i > noun.i):
            return
        for subject in find_subjects(noun.head):
            for filler in reader.fillers(subject):
                if filler.named and filler.is_name:
                    yield from _sort(filler.entity, category, reader, "section")


def _read_for_example(reader: FillerReader, category: Entity) -> Iterator[Relation]:
    """Read "X, for example, ..." below the heading of a category: X is an example of it."""
    text, base = reader.sentence.text, reader.sentence.span.start
    for mention in reader.mentions:
        opens = mention.first == 0 or text[: mention.span.start - base].rstrip().endswith(";")
        told = opens and _FOR_EXAMPLE.match(text, mention.span.end - base) is not None
        told = told or (mention.first == 0 and _is_set_beside_example(reader, mention))
        if told and mention.entity is not None:
            yield from _sort(mention.entity, category, reader, "for example")


def _is_set_beside_example(reader: FillerReader, mention: Mention) -> bool:
    """Tell whether "Y, on the other hand, is ..." stands behind "X, for example, ..."."""
    before = reader.context.before
    turned = _OTHER_HAND.match(reader.sentence.text, mention.span.end - reader.sentence.span.start)
    if before is None or turned is None or not before.mentions or before.mentions[0].first != 0:
        return False
    end = before.mentions[0].span.end - before.sentence.span.start
    return _FOR_EXAMPLE.match(before.sentence.text, end) is not None


def _named_by(noun: Token, reader: FillerReader) -> list[Filler]:
    """Return what a noun is said of: its subject where it is a predicate, else its members or apposition."""
    if noun.dep_ == "attr" and noun.head.lemma_ == "be":
        subjects = [s for s in find_subjects(noun.head) if s.dep_ != "expl" and s.lower_ != "there"]
        if subjects:
            return [filler for subject in subjects for filler in reader.fillers(subject)]
    if noun.i in reader.members:
        return reader.fillers(noun)
    return []


def _sort(
    entity: Entity,
    heading: Entity,
    reader: FillerReader,
    how: str,
    modality: Modality = Modality.ASSERTED,
    confidence: float = 0.8,
) -> Iterator[Relation]:
    """Yield that a thing is sorted under a heading, where things of its class may be."""
    name = reader.field.ontology.placing_property(entity.type, heading.type)
    if name is not None and _may_be_sorted(entity.type, reader.field):
        yield Relation(entity, name, heading, how, modality, confidence)


def _may_be_sorted(name: str, field: Field) -> bool:
    """Tell whether things of a class are sorted into categories; those of no known class may be."""
    return name == "Thing" or field.ontology.plays(name, Role.WORK)


def _names_host(noun: Token, reader: FillerReader) -> bool:
    """Tell whether an organization or level is named before a noun: "a Foundation project" is no kind."""
    first, _ = reader.noun_chunk(noun)
    ontology = reader.field.ontology
    return any(
        (ontology.is_a(mention.type, "Agent") or ontology.plays(mention.type, Role.LEVEL))
        and mention.last < noun.i
        and (mention.first >= first.i or mention.last == first.i - 1)
        for mention in reader.mentions
    )


def _is_graded(noun: Token) -> bool:
    """Tell whether a noun is only more or less of its kind: "a better base unit in theory"."""
    return any(t.tag_ in {"JJR", "RBR"} for t in noun.doc[noun.left_edge.i : noun.i])


def _is_definite(noun: Token) -> bool:
    ranking = {"only", "first", "last", "same", "main", "second", "third"}
    return any((c.dep_ == "det" and c.lower_ == "the") or c.lower_ in ranking for c in noun.children)

"""Examples: kinds and categories of what a sentence defines, exemplifies or sorts by its section."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.kinds.definitions import Definition, find_definitions
from kg.kinds.kinds import class_of_kind, find_kind, names_part_of
from kg.kinds.named_after import read_examples_after
from kg.kinds.section_members import read_section_members
from kg.kinds.sorting import OTHERS, may_be_sorted, names_host, sort_under, sorts, state_kind
from kg.language.given_names import is_full_name
from kg.language.tags import SUBJECTS
from kg.naming.names import TERM_CLASSES, to_key
from kg.naming.predicates import MAX_DEFINITION
from kg.reference.fillers import FillerReader
from kg.statements import Entity, Literal, Modality, Relation
from ontology.roles import Role

_SOME = {"some", "many", "most", "several", "all", "few"}


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
        yield from state_kind(entity, kind, "exampleOf", reader, "examples")
    if category is not None:
        yield from read_section_members(reader, category)


def _read_definition(definition: Definition, reader: FillerReader) -> Iterator[Relation]:
    """What a thing is defined as, and its kind, or its category where the kind is one."""
    noun, subject = definition.noun, definition.subject.entity
    first, last = reader.noun_chunk(noun)
    words = noun.doc[first.i : last.i + 1].text
    class_name = class_of_kind(words, reader.field)
    if subject.type == "Document" or reader.ontology.plays(subject.type, Role.LEVEL):
        return
    if class_name == "Person" or subject.type == "Person":
        yield from _define_person(definition, reader)
        return
    if class_name is not None and reader.ontology.are_disjoint(subject.type, class_name):
        return
    if reader.ontology.is_a(subject.type, "Agent") and not reader.ontology.is_a(class_name or "Thing", "Agent"):
        return
    if subject.type == "Thing" and class_name not in {None, "Concept"} and definition.modality is Modality.ASSERTED:
        subject = subject.of_class(class_name)
    confidence = 0.85 if definition.subject.named else 0.75
    phrase = reader.sentence.words_at(definition.phrase) if definition.phrase is not None else ""
    if definition.full and 0 < len(phrase) <= MAX_DEFINITION:
        yield Relation(subject, "definedAs", Literal(phrase), "definition", definition.modality, confidence)
    if definition.modality not in {Modality.ASSERTED, Modality.NEGATED}:
        return
    kind = find_kind(noun, reader)
    if subject.label in words.split():
        return  # "Perch is a Perch workspace"
    if kind is None or kind.iri == subject.iri or _is_definite(noun) or _is_graded(noun):
        return
    if sorts(kind, reader) and may_be_sorted(subject.type, reader.field):
        yield from sort_under(subject, kind, reader, "definition", definition.modality, confidence)
    elif not names_host(noun, reader) and not reader.ontology.holds(subject.type, Role.HEADING):
        yield Relation(subject, "kindOf", kind, "definition", definition.modality, confidence)


def _define_person(definition: Definition, reader: FillerReader) -> Iterator[Relation]:
    """What a full name is told to be ("a painter who ..."); where people work and what they make is told apart."""
    subject, phrase, noun = definition.subject, definition.phrase, definition.noun
    if reader.lexicon.by_form.get(noun.lower_) and any(c.dep_ == "prep" for c in noun.children):
        return  # "an engineer at Acme", "a developer of Dyno"
    words = reader.sentence.words_at(phrase) if phrase is not None else ""
    if definition.full and 0 < len(words) <= MAX_DEFINITION and subject.named and is_full_name(subject.entity.label):
        yield Relation(subject.entity, "definedAs", Literal(words), "definition", definition.modality, 0.85)


def _read_members(noun: Token, reader: FillerReader, category: Entity | None) -> Iterator[Relation]:
    """Members that a sentence names of a kind: "container orchestrators like A and B"."""
    members = reader.members[noun.i]
    kind = find_kind(noun, reader)
    first, _ = reader.noun_chunk(noun)
    class_name = class_of_kind(noun.doc[first.i : noun.i + 1].text, reader.field)
    general = first.i == noun.i and class_name is not None and reader.ontology.plays(class_name, Role.WORK)
    general = general or (first.i == noun.i and noun.lower_ in reader.lexicon.words["choice"])
    general = general or (noun.lower_ in {"others", *_SOME} and noun.tag_ in {"NNS", "JJ", "DT"})
    sorted_here = general and (_speaks_of_section(noun) or _names_category(category, noun, reader))
    if category is not None and names_part_of(noun.doc[first.i : noun.i + 1].text, category, reader.field):
        kind, sorted_here = category, True
    for mention in members.mentions:
        if mention.entity is None or (kind is not None and kind.iri == mention.entity.iri):
            continue
        entity = mention.entity
        if kind is not None and members.lead not in {":", "("}:
            if class_name is not None and reader.ontology.are_disjoint(entity.type, class_name):
                continue
            told = _tells_relation(noun, reader)  # "the Acme members include X" says more than that X is a member
            if not told and (sorts(kind, reader) or not names_host(noun, reader)):
                yield from state_kind(entity, kind, "exampleOf", reader, "examples")
        elif sorted_here and category is not None:
            yield from sort_under(entity, category, reader, "examples")


def _tells_relation(noun: Token, reader: FillerReader) -> bool:
    """Tell whether a noun that is no kind by itself stands behind a name: "Acme members", "Zorblat users"."""
    first, _ = reader.noun_chunk(noun)
    named = any(m.entity is not None and first.i <= m.first and m.last < noun.i for m in reader.mentions)
    return named and noun.lemma_.lower() in reader.lexicon.words["vague"]


def _names_category(category: Entity | None, noun: Token, reader: FillerReader) -> bool:
    """Tell whether the sentence itself names the category before it speaks of "tools like A"."""
    if category is None or any(child.lower_ in OTHERS for child in noun.children):
        return False
    return any(m.entity is not None and m.entity.iri == category.iri and m.last < noun.i for m in reader.mentions)


def _speaks_of_section(noun: Token) -> bool:
    """Tell whether "tools" are those of the section: the subject of the sentence and no others."""
    if any(child.lower_ in OTHERS or child.dep_ in {"poss", "relcl"} for child in noun.children):
        return False
    top = noun
    while top.dep_ == "conj":
        top = top.head
    if top.dep_ == "pobj" and top.head.lower_ == "of" and top.head.head.lower_ in _SOME:
        top = top.head.head
    if top.dep_ in SUBJECTS:
        return top.head.dep_ in {"ROOT", "ccomp", "advcl", "conj"}
    return False


def _read_called(reader: FillerReader) -> Iterator[Relation]:
    """Read "a DNS and service discovery tool called X"."""
    for noun in reader.sentence.parse:
        mention = reader.called(noun)
        kind = find_kind(noun, reader) if mention is not None else None
        if mention is None or mention.entity is None or kind is None or to_key(kind.label) == to_key(mention.surface):
            continue  # "a token maker (sometimes called TokenMaker)" is the same thing
        yield from state_kind(mention.entity, kind, "kindOf", reader, "called")


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
        if not comma and noun.dep_ == "appos" and noun.head.i < noun.i:
            continue  # "X, the tool Acme gave away": Acme is no tool
        first, _ = reader.noun_chunk(noun)
        words = tokens[first.i : noun.i + 1].text
        article = first.i > 0 and any(c.dep_ in {"det", "poss"} and c.i < first.i for c in noun.children)
        behind = tokens[mention.last + 1].lower_ if mention.last + 1 < len(tokens) else ""
        plain = noun.tag_ == "NN" and words.islower() and first.i < noun.i and behind != "of"  # "Eye of Gnome"
        kind = find_kind(noun, reader) if article and plain and mention.type not in TERM_CLASSES else None
        named = class_of_kind(words, reader.field)
        ontology = reader.ontology
        works = named is not None and ontology.plays(named, Role.WORK)
        if kind is not None and named is not None and works and ontology.may_be(mention.type, (named,)):
            placing = ontology.placing_property(mention.type, kind.type) if sorts(kind, reader) else None
            yield Relation(mention.entity, placing or "kindOf", kind, "called")


def _is_graded(noun: Token) -> bool:
    """Tell whether a noun is only more or less of its kind: "a better base unit in theory"."""
    return any(t.tag_ in {"JJR", "RBR"} for t in noun.doc[noun.left_edge.i : noun.i])


def _is_definite(noun: Token) -> bool:
    ranking = {"only", "first", "last", "same", "main", "second", "third"}
    return any((c.dep_ == "det" and c.lower_ == "the") or c.lower_ in ranking for c in noun.children)

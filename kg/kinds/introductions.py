"""Introductions: what one document tells of names: that they are names, of what type, and their aliases."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace

from kg.documents import Document
from kg.kinds.definitions import find_definitions
from kg.kinds.kinds import class_of_kind
from kg.kinds.listed_kinds import read_listed_kinds
from kg.kinds.told_names import is_hardly_lower, read_class_nouns, read_lower_names, read_members, read_people
from kg.language.capitals import TIMES_SMALL_DEFINED, find_capitalised_names, is_abstract, is_written_with_capital
from kg.language.given_names import is_given_name
from kg.language.parsing import ParsedDocument, find_shown
from kg.language.words import is_word, without_article
from kg.naming.aliases import AliasPair, find_aliases
from kg.naming.installed import read_installed_title
from kg.naming.mentions import Mention, find_mentions
from kg.naming.names import Name, Names, NameTable
from kg.naming.openings import find_openings
from kg.naming.people import find_biographies, is_one_word_in_capitals
from kg.naming.shown_names import (
    HEADING_STOPS,
    Introduction,
    find_lower_headings,
    read_first_cells,
    read_headings,
    read_links,
    read_stated_name,
)
from kg.naming.sorting_headings import find_sorting_headings
from kg.naming.subjects import DefinedTerm, find_defined_terms
from kg.reference.fillers import FillerReader
from kg.reference.referents import Context
from kg.statements import Entity, Modality
from ontology import Field
from ontology.roles import Role


@dataclass(frozen=True)
class DocumentNames:
    """What one document tells of names; `surfaces` counts what looks like a name.

    `subjects`: (fragment of an address, name) of what it, and each of its sections, defines.
    """

    document: str
    introductions: tuple[Introduction, ...]
    aliases: tuple[AliasPair, ...]
    surfaces: Counter[str] = field(default_factory=Counter)
    subjects: tuple[tuple[str, str], ...] = ()


def find_names(parsed: ParsedDocument, known: Names, field_: Field) -> DocumentNames:
    """Return what a document tells of names, given those known from the start."""
    document = parsed.document
    people = {biography.name for biography in find_biographies(document)}
    terms = tuple(term for term in find_defined_terms(parsed, field_) if term.surface not in people)
    defined = [Introduction(term.surface, _type_of(term, document, field_), "defined") for term in terms]
    capitalised = find_capitalised_names((sentence.text for sentence in parsed.sentences), find_shown(document))
    named = capitalised | {introduction.surface for introduction in defined if introduction.type != "Concept"}
    introductions = [
        *defined,
        *_from_openings(document, field_),
        *read_links(document, known),
        *_without(read_headings(parsed, known), named),
        *find_sorting_headings(document, known, field_),
        *read_first_cells(document, field_),
        *read_listed_kinds(document, field_),
        *read_stated_name(document, field_),
        *read_installed_title(document, field_),
        *(Introduction(name, "Person", "biography") for name in sorted(people)),
    ]
    introductions.extend(Introduction(word, None, "capital") for word in sorted(capitalised))
    surfaces: Counter[str] = Counter()
    legal: Counter[tuple[str, str]] = Counter()
    table = NameTable(known.names(), known.ontology)
    for surface in find_lower_headings(introductions):
        table.add(Name(surface, Entity.called(surface), True))
    for sentence in parsed.sentences:
        mentions = [_provisional(m) for m in find_mentions(sentence, table, eager=True)]
        reader = FillerReader(sentence, mentions, Context(), field_)
        for mention in mentions:
            if mention.known is None:
                surfaces[mention.surface] += 1
                form = field_.lexicon.endings.get(mention.legal_form.lower())
                if form is not None:
                    legal[mention.surface, form] += 1
                if is_hardly_lower(mention, reader, document):
                    introductions.append(Introduction(mention.surface, None, "capital"))
        for definition in find_definitions(reader):
            first, last = reader.noun_chunk(definition.noun)
            name = class_of_kind(definition.noun.doc[first.i : last.i + 1].text, field_)
            surface = definition.subject.span.of(document.text)
            told = definition.modality is Modality.ASSERTED and definition.subject.named
            if told and name not in {None, "Concept"}:
                nobody = name == "Person" and _may_be_tool(definition.noun.lemma_, surface, field_)
                introductions.append(Introduction(surface, None if nobody else name, "definition"))
        introductions.extend(read_class_nouns(reader))
        introductions.extend(read_people(reader))
        introductions.extend(read_lower_names(reader, document.text))
        introductions.extend(read_members(reader))
    # What is always written with its legal form is a company; where it is not, its product may bear its name.
    companies = ((name, form) for (name, form), times in legal.items() if times == surfaces[name])
    introductions.extend(Introduction(name, form, "class noun") for name, form in companies)
    introduced = (i for i in introductions if i.surface.lower() not in HEADING_STOPS)
    plain = (replace(i, surface=without_article(i.surface)) for i in introduced)
    aliases = (*find_aliases(document.text), *_from_terms(terms))
    subjects = tuple((term.anchor, term.surface) for term in terms)
    return DocumentNames(document.name, tuple(plain), aliases, surfaces, subjects)


_MIN_USES, _MIN_OPENED = 3, 2


def _may_be_tool(noun: str, surface: str, field_: Field) -> bool:
    """Tell whether what is called by a noun for persons may be a tool: "Quill is an editor"."""
    if is_one_word_in_capitals(surface):
        return True
    return " " not in surface and not is_given_name(surface) and noun in field_.lexicon.words["transparent"]


def _type_of(term: DefinedTerm, document: Document, field_: Field) -> str | None:
    """Return the class of a defined term: of a name that of its kind, or none; of an idea the concept."""
    words = term.surface.split()
    if all(is_word(word) for word in words):
        single = len(words) == 1 and term.surface.istitle() and not is_abstract(term.surface)
        kind = class_of_kind(term.kind, field_)
        is_work = kind is not None and field_.ontology.plays(kind, Role.WORK) and not term.anchor
        opened = re.findall(rf"^{re.escape(term.surface)} (?:is|was|has|can|does)\b", document.prose, re.M)
        if single and is_work and len(opened) >= _MIN_OPENED:
            return kind
        if not single or not is_written_with_capital(term.surface, document.prose, TIMES_SMALL_DEFINED, _MIN_USES):
            return "Concept"
        return kind
    if len(words) == 1:
        return class_of_kind(term.kind, field_) or _class_of_coined(term, document, field_)
    return "Concept"


def _class_of_coined(term: DefinedTerm, document: Document, field_: Field) -> str | None:
    """Return the class of a word that no dictionary has: an idea's, but where it always stands bare.

    Then it is a work's if it is written small, and none if it has a capital. What a whole page is about is a work
    where the page comes back to it as one: "this project".
    """
    word = re.escape(term.surface)
    common = is_abstract(term.surface) or re.search(
        rf"\b(?:(?:an?|the|each|any|your|this) {word}|{word}s)\b", document.text, re.IGNORECASE
    )
    bare = len(re.findall(rf"(?<![\w/.-]){word}(?![\w/-])", document.text)) >= _MIN_USES
    comes_back = not term.anchor and _comes_back(document, field_)
    if not comes_back and (not bare or common):
        return "Concept"
    return field_.ontology.class_for(Role.WORK) if term.surface.islower() else None


def _comes_back(document: Document, field_: Field) -> bool:
    """Tell whether a page calls what it is about a work: "this project", "this library"."""
    words = field_.lexicon.words
    nouns = (word for word in words["anaphoric"] | words["selfNaming"] if _is_of_works(word, field_))
    return (
        re.search(rf"\bthis (?:{'|'.join(sorted(nouns))})\b(?! (?:of|is about))", document.text, re.IGNORECASE)
        is not None
    )


def _is_of_works(noun: str, field_: Field) -> bool:
    name = field_.lexicon.class_of.get(noun)
    return name is not None and field_.ontology.plays(name, Role.WORK)


def _from_terms(terms: Sequence[DefinedTerm]) -> Iterator[AliasPair]:
    """Yield the other names that documents give of what they define."""
    for term in terms:
        for alias in term.aliases:
            if any(c.isupper() for c in alias) or " " in alias:
                yield AliasPair(term.surface, alias, "defined")


def _from_openings(document: Document, field_: Field) -> list[Introduction]:
    labels = field_.lexicon.column_heads  # "**License**: MIT"
    return [Introduction(o.name, None, "opening") for o in find_openings(document) if o.name.lower() not in labels]


def _without(introductions: list[Introduction], named: Set[str]) -> Iterator[Introduction]:
    """Yield what headings introduce without the class, where a definition told that it is a name."""
    yield from (replace(each, type=None) if each.surface in named else each for each in introductions)


def _provisional(mention: Mention) -> Mention:
    """Return the mention with an entity, made up where the name is not known yet."""
    entity = mention.known.entity if mention.known else Entity.called(mention.surface)
    return replace(mention, entity=entity)

"""Members of a section's category: "projects in this space", "another tool in this category", "X, for example, ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from kg.kinds.sorting import OTHERS, may_be_sorted, names_host, sort_under
from kg.language.said_of import find_subjects
from kg.naming.mentions import Mention
from kg.reference.fillers import FillerReader
from kg.reference.referents import Filler
from kg.statements import Entity, Relation

_FOR_EXAMPLE = re.compile(r", for (?:example|instance),")
_OTHER_HAND = re.compile(r", (?:on the other hand|in contrast|by contrast), is\b")
_SECTION_NOUNS = {"space", "category", "area", "field", "section", "group"}


def read_section_members(reader: FillerReader, category: Entity) -> Iterator[Relation]:
    """Yield what a sentence says to be of the category that its section is about."""
    yield from _read_section_nouns(reader, category)
    yield from _read_hosted(reader, category)
    yield from _read_for_example(reader, category)


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
        yield from _read_another(noun, token, reader, category)
        if not reader.field.is_noun_of_works(noun.lower_) or any(c.lower_ in OTHERS for c in noun.children):
            continue
        for filler in _named_by(noun, reader):
            if filler.entity.iri != category.iri:
                yield from sort_under(filler.entity, category, reader, "section")


def _read_another(noun: Token, place: Token, reader: FillerReader, category: Entity) -> Iterator[Relation]:
    """Read "Another tool in this space is X", and without its verb: "Another tool in this space, X, is ..."."""
    if noun.dep_ not in {"nsubj", "attr"} or not any(child.lower_ == "another" for child in noun.children):
        return
    beside = {place.i + 1, place.i + 2} if place.i + 1 < len(place.doc) else set()
    told = {c.i for c in noun.head.children if c.dep_ == "attr"} if noun.head.lemma_ == "be" else set()
    for mention in reader.mentions:
        named = (mention.first in beside and place.nbor(1).text != ".") or mention.last in told
        if named and mention.entity is not None and may_be_sorted(mention.type, reader.field):
            yield from sort_under(mention.entity, category, reader, "section")
            return


def _read_hosted(reader: FillerReader, category: Entity) -> Iterator[Relation]:
    """Read "Tools in this space do X. A and B are Foundation projects": in the category that is spoken of."""
    topic = reader.discourse.topic
    if topic is None or topic.iri != category.iri or not reader.discourse.fresh:
        return
    for noun in reader.sentence.parse:
        plain = noun.dep_ == "attr" and noun.head.lemma_ == "be" and noun.head.dep_ == "ROOT"
        if not plain or not reader.field.is_noun_of_works(noun.lower_) or not names_host(noun, reader):
            continue
        if any(c.dep_ in {"neg", "relcl", "prep"} for t in (noun, noun.head) for c in t.children if c.i > noun.i):
            return
        for subject in find_subjects(noun.head):
            for filler in reader.fillers(subject):
                if filler.named and filler.is_name:
                    yield from sort_under(filler.entity, category, reader, "section")


def _read_for_example(reader: FillerReader, category: Entity) -> Iterator[Relation]:
    """Read "X, for example, ..." below the heading of a category: X is an example of it."""
    text, base = reader.sentence.text, reader.sentence.span.start
    for mention in reader.mentions:
        opens = mention.first == 0 or text[: mention.span.start - base].rstrip().endswith(";")
        told = opens and _FOR_EXAMPLE.match(text, mention.span.end - base) is not None
        told = told or (mention.first == 0 and _is_set_beside_example(reader, mention))
        if told and mention.entity is not None:
            yield from sort_under(mention.entity, category, reader, "for example")


def _is_set_beside_example(reader: FillerReader, mention: Mention) -> bool:
    """Tell whether "Y, on the other hand, is ..." stands behind "X, for example, ..."."""
    before = reader.discourse.before
    turned = _OTHER_HAND.match(reader.sentence.text, reader.sentence.place_of(mention.span.end))
    if before is None or turned is None or not before.mentions or before.mentions[0].first != 0:
        return False
    end = before.sentence.place_of(before.mentions[0].span.end)
    return _FOR_EXAMPLE.match(before.sentence.text, end) is not None


def _named_by(noun: Token, reader: FillerReader) -> list[Filler]:
    """Return what a noun is said of: its subject where it is a predicate, else its members or apposition."""
    if noun.dep_ == "attr" and noun.head.lemma_ == "be":
        subjects = [s for s in find_subjects(noun.head) if s.lower_ != "there"]
        if subjects:
            return [filler for subject in subjects for filler in reader.fillers(subject)]
    if noun.i in reader.members:
        return reader.fillers(noun)
    return []

"""Neighbours: what a name says by standing right beside another or a noun: "X-hosted tools", "Acmes <Dyno>"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.documents import Span
from kg.language.clauses import Clause
from kg.language.modality import find_modality
from kg.language.noun_clauses import read_noun
from kg.language.phrases import find_prepositional
from kg.language.said_of import find_said_of
from kg.language.tags import COMPOUNDS, NARROWING
from kg.naming.mentions import Mention
from kg.reference.fillers import FillerReader
from kg.reference.named_sentence import to_fillers
from kg.reference.referents import Filler
from kg.relations.relating import relate
from kg.statements import Modality, Relation
from ontology import Frame, Ontology, Place
from ontology.roles import Role

# Where a name opens or closes a statement, what stands behind it is said of it: not in "the use of Dyno by Acme".
_STATED = frozenset({"nsubj", "nsubjpass", "attr", "appos", "ROOT"})


def read_hyphenated(reader: FillerReader) -> Iterator[Relation]:
    """Read "X-hosted projects" and "an X-based tool": what the verb says with X in its subject or phrase."""
    for token in reader.sentence.parse:
        first, _, last = token.text.partition("-")
        told = [f for f in reader.lexicon.by_form.get(token.head.lower_, ()) if last and last in f.with_words]
        if not (told or last.endswith("ed")) or token.dep_ not in NARROWING:
            continue  # "an Acme-internal project" is told by its noun
        name = reader.names.find(first) if first[:1].isupper() else None
        entity = name.entity if name is not None else reader.named_by_class(first, token)
        if entity is None:
            continue
        head = token.head
        while head.dep_ in NARROWING and head.head.i > head.i:
            head = head.head
        said_of = [
            f for noun in find_said_of(head) for f in reader.fillers(noun, group=noun != head and head.dep_ != "appos")
        ]
        start = reader.sentence.span.start + token.idx
        owner = Filler(entity, Span(start, start + len(first)))
        if last == "based" and any(m.covers(head) and f.span == m.span for f in said_of for m in reader.mentions):
            continue  # "the Acme-based Dyno" is one Dyno of several
        for frame in told or reader.lexicon.by_form.get(last, ()):
            if not (told or _reads_hyphenated(frame)):
                continue
            modality = find_modality(Clause(head, verb=head.head if head.dep_ == "attr" else None))
            found = [r for f in said_of if (r := relate(frame, f, owner, modality, reader))]
            yield from found
            if found:
                break


def read_makers(reader: FillerReader) -> Iterator[Relation]:
    """Read "Acmes <Dyno>", where Dyno alone is linked: what stands before it is who makes it."""
    for owner, owned in pairwise(reader.mentions):
        if owned.first != owner.last + 1 or not reader.sentence.is_linked(owned.span):
            continue
        if owner.entity is None or owned.entity is None or reader.sentence.is_linked(owner.span):
            continue
        ontology = reader.ontology
        owning = owner.type == "Thing" and owner.surface.endswith("s") and not owner.entity.label.endswith("s")
        if (owning or _is_company(owner, ontology)) and ontology.may_be(owned.type, (ontology.class_for(Role.WORK),)):
            yield Relation(owned.entity, "createdBy", owner.entity, "maker", Modality.ASSERTED, 0.8)


def read_made_by(reader: FillerReader) -> Iterator[Relation]:
    """Read "Dyno, a scanner by Acme" and "Dyno by Acme": the company behind a work or the noun of one makes it."""
    for token in reader.sentence.parse:
        name = reader.mention_of(token)
        if name is None and reader.field.is_noun_of_works(token.lower_):
            markers, clause = {"by", "from", "of"}, read_noun(token)
            if token in clause.places.get(Place.COPULATIVE, []):
                continue  # no name that the noun is said of
            made = [f for t in clause.places.get(Place.COPULATIVE, []) for f in reader.fillers(t)]
            modality = find_modality(clause)
        elif name is not None and token.dep_ in _STATED and reader.ontology.plays(name.type, Role.WORK, Role.PROJECT):
            before = token.doc[name.first - 1] if name.first else None
            if before is not None and before.dep_ in COMPOUNDS and before.text.istitle():
                continue  # only the end of a longer name
            markers, modality = {"by"}, Modality.ASSERTED
            made = to_fillers([name])
        else:
            continue
        makers = [(marker, m) for marker, t in find_prepositional(token) if (m := reader.mention_of(t))]
        for marker, maker in makers:
            maybe = marker == "by" and _looks_like_company(maker, reader)
            if marker not in markers or maker.entity is None or not (maybe or _is_company(maker, reader.ontology)):
                continue
            for work in made:
                if reader.ontology.plays(work.entity.type, Role.WORK):
                    yield Relation(work.entity, "createdBy", maker.entity, "maker", modality, 0.8)


def read_offers(reader: FillerReader) -> Iterator[Relation]:
    """Read "the Acme (AC) Dyno service": the product between a company and the noun of its kind is the company's."""
    tokens, ontology = reader.sentence.parse, reader.ontology
    for number, owned in enumerate(reader.mentions[1:], 1):
        noun = tokens[owned.last + 1] if owned.last + 1 < len(tokens) else None
        owner = reader.mentions[number - 1]
        if number > 1 and owner.entity == reader.mentions[number - 2].entity:
            owner = reader.mentions[number - 2]  # its initials stand in brackets
        gap = reader.sentence.text[
            reader.sentence.place_of(owner.span.end) : reader.sentence.place_of(owned.span.start)
        ]
        if (
            noun is None
            or re.fullmatch(r" (\([\w ]+\) )?", gap) is None
            or owner.entity is None
            or owned.entity is None
        ):
            continue
        product = ontology.plays(owned.type, Role.WORK) and not ontology.plays(owned.type, Role.PROJECT)
        plain = owned.type != ontology.class_for(Role.WORK) and noun.tag_ == "NN"
        if (
            _is_company(owner, ontology)
            and product
            and plain
            and noun.lower_ in reader.lexicon.words["emptyHeadOfCategory"]
        ):
            yield Relation(owned.entity, "ownedBy", owner.entity, "offer", Modality.ASSERTED, 0.8)


def _is_company(name: Mention, ontology: Ontology) -> bool:
    """Tell whether a name is that of an organization that makes things, and not of one that hosts them."""
    return ontology.is_a(name.type, "Organization") and not ontology.plays(name.type, Role.HOST)


def _looks_like_company(name: Mention, reader: FillerReader) -> bool:
    """Tell whether a name of which nothing is known may be that of a company."""
    return name.type == "Thing" and reader.sentence.parse[name.last].pos_ == "PROPN"


def _reads_hyphenated(frame: Frame) -> bool:
    """Tell whether a verb says with a name before its hyphen what it says with its agent or its "on" phrase."""
    if not frame.is_verb or frame.with_words or frame.fixed_object:
        return False
    if Place.DIRECT_OBJECT not in frame.subject_places:
        return False
    based = Place.PREPOSITIONAL in frame.object_places and "on" in frame.markers
    return based or (Place.SUBJECT in frame.object_places and not frame.markers)

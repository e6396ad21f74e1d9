"""Implied: what a sentence also says where it says a relation: the day a work came to its home, and its category."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.language.clauses import Clause
from kg.reference.fillers import FillerReader
from kg.relations.days import find_day, find_phrases
from kg.statements import Entity, Literal, Relation
from ontology import Frame
from ontology.roles import PropertyRole, Role

_WHITHER = frozenset(["to", "into"])
_SINCE = frozenset(["since"])
_WENT = _SINCE | {"on", "in"}


def read_implied(frame: Frame, clause: Clause, relation: Relation, reader: FillerReader) -> Iterator[Relation]:
    """Yield what a clause says beside a relation that a frame reads in it."""
    yield from _read_coming(frame, clause, relation, reader)
    yield from _read_sorted(clause, relation, reader)


def _read_coming(frame: Frame, clause: Clause, relation: Relation, reader: FillerReader) -> Iterator[Relation]:
    """Yield the day on which a work came to its home, where a clause says that it went there: "moved to X in 2018".

    What went to a level of its home may have been there before. What "belongs to" a home or a heading did not go there.
    """
    joining, found = reader.ontology.joining, reader.ontology.properties[relation.predicate]
    sorts = any(PropertyRole.PLACING in reader.ontology.properties[sense].roles for sense in frame.senses)
    if joining is None or sorts or PropertyRole.HOSTING not in found.roles or not isinstance(relation.object, Entity):
        return
    whither = [t for marker, t in clause.prepositional if marker in _WHITHER and marker in frame.markers]
    words = [*(part for t in whither for part in t.subtree), *clause.head.lefts]
    named = [mention for word in words if (mention := reader.mention_of(word)) is not None]
    if any(reader.ontology.plays(mention.type, Role.LEVEL) for mention in named):
        return
    went = bool(whither) or (clause.verb is not None and clause.verb.lemma_ == "become")
    day = find_day(find_phrases(clause), _WENT if went else _SINCE, reader)
    if day is not None:
        yield replace(relation, predicate=joining.name, object=Literal.of_date(day))


def _read_sorted(clause: Clause, relation: Relation, reader: FillerReader) -> Iterator[Relation]:
    """Yield that works are sorted under the heading a page is about, where they are "the sandbox projects" there."""
    page, noun, ontology = reader.setting.page, clause.head, reader.ontology
    if page is None or not isinstance(relation.object, Entity) or not ontology.plays(page.type, Role.HEADING):
        return
    whole = noun.tag_ == "NNS" and any(c.dep_ == "det" and c.lower_ == "the" for c in noun.children)
    if not whole or any(c.dep_ in {"prep", "relcl", "acl", "poss"} for c in noun.children):
        return  # "the sandbox projects of X" may be others
    placing = ontology.placing_property(relation.subject.type, page.type)
    if placing is not None and relation.predicate == ontology.changing_property(relation.object.type):
        yield replace(relation, predicate=placing, object=page)

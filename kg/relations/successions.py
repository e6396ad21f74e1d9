"""Successions: "before that, Y used X", "used X and later Y", "used X before moving to Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Token

from kg.language.clauses import Clause
from kg.language.modality import find_modality
from kg.language.phrases import find_objects
from kg.language.said_of import find_subjects
from kg.reference.fillers import FillerReader
from kg.reference.referents import Filler
from kg.statements import Modality, Relation

_BEFORE_THAT = re.compile(
    r"^(prior to (that|this)|before (that|this|then)|previously|until then|formerly|earlier)\b", re.I
)
_NEXT = {"later", "then", "eventually", "subsequently"}


def read_successions(reader: FillerReader) -> Iterator[Relation]:
    """Yield what took whose place: after "Before that, Y used A and later B" the topic follows B, and B A."""
    match = _BEFORE_THAT.match(reader.sentence.text)
    for verb in reader.sentence.parse:
        if (
            verb.lemma_ != "use"
            or verb.pos_ != "VERB"
            or find_modality(Clause(verb, verb=verb)) not in {Modality.ASSERTED, Modality.FORMER}
        ):
            continue
        first = [
            f
            for c in verb.children
            if c.dep_ == "dobj"
            for f in reader.fillers(c, group=False)
            if f.named and f.is_name
        ]
        if len(first) != 1:
            continue
        for later in _moved_to(verb, reader):
            yield Relation(later.entity, "replaces", first[0].entity, "succession", Modality.ASSERTED, 0.8)
        chain = [first[0], *_later_names(first[0], reader)]
        for earlier, later in pairwise(chain):
            yield Relation(later.entity, "replaces", earlier.entity, "succession", Modality.ASSERTED, 0.8)
        topic, before = reader.discourse.topic, reader.discourse.before
        if match is not None and topic is not None and before is not None and reader.discourse.fresh:
            users = [f.entity.iri for s in find_subjects(verb) for f in reader.fillers(s)]
            if topic.iri not in {*users, *(f.entity.iri for f in chain)} and topic.type not in {
                "Category",
                "Concept",
            }:
                yield Relation(
                    topic,
                    "replaces",
                    chain[-1].entity,
                    "succession",
                    Modality.ASSERTED,
                    0.75,
                    start=before.sentence.span.start,
                )
        return


def _moved_to(verb: Token, reader: FillerReader) -> list[Filler]:
    """Return what "used A before moving to B" moved to."""
    moves = [
        move
        for before in verb.children
        if before.lower_ in {"before", "until"}
        for move in before.children
        if move.lemma_ in {"move", "switch", "migrate", "transition", "change"}
    ]
    reached = [token for move in moves for token in find_objects(move, "to")]
    return [f for token in reached for f in reader.fillers(token) if f.named and f.is_name]


def _later_names(first: Filler, reader: FillerReader) -> list[Filler]:
    """Return the names that "and later" adds to one."""
    found = []
    for mention in reader.mentions:
        if mention.span.start <= first.span.end or mention.first == 0 or mention.entity is None:
            continue
        before = reader.sentence.parse[mention.first - 1]
        if before.lower_ in _NEXT and reader.sentence.parse[max(0, mention.first - 2)].lower_ in {"and", ","}:
            found.append(Filler(mention.entity, mention.span))
    return found

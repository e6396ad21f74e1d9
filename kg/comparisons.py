"""Comparisons and successions: "unlike X", "X vs. Y", "faster than X", "before that, Y used X"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Token

from kg.clauses import Clause
from kg.documents import Span
from kg.fillers import FillerReader
from kg.grammar import find_subjects
from kg.modality import find_modality
from kg.readings import Relation
from kg.referents import Filler
from kg.statements import Modality
from ontology import Field

_VERSUS = {"vs", "vs.", "versus"}
_BEFORE_THAT = re.compile(
    r"^(prior to (that|this)|before (that|this|then)|previously|until then|formerly|earlier)\b", re.I
)
_NEXT = {"later", "then", "eventually", "subsequently"}


def read_comparisons(reader: FillerReader, field: Field) -> Iterator[Relation]:
    """Yield what a sentence sets side by side."""
    for token in reader.sentence.parse:
        for frame in field.lexicon.adjuncts.get(token.lower_, ()):
            marker = next((m for m in frame.markers if _stands_at(m, token)), None)
            if marker is None:
                continue
            ends = _names_after(token.i + len(marker.split()), reader)
            subjects = _before_versus(token, reader) if token.lower_ in _VERSUS else _subjects_of(token, reader)
            ends = ends or _named_alike(token.i + len(marker.split()), subjects, reader)
            yield from _pair(subjects, ends, frame.senses[0], frame.name)
            break
        if token.lower_ == "than" and _is_comparative(token):
            yield from _pair(_subjects_of(token, reader), _names_after(token.i + 1, reader), "comparedWith", "than")
        if token.lower_ in {"while", "whereas"} and token.dep_ == "mark" and token.head.dep_ == "advcl":
            clause = token.head
            subjects = [f for s in find_subjects(clause.head) if s.i > clause.i for f in _named(s, reader)]
            others = [f for s in find_subjects(clause) for f in _named(s, reader)]
            if _same_sort(subjects, others):
                yield from _pair(subjects, others, "comparedWith", "while")


def read_successions(reader: FillerReader) -> Iterator[Relation]:
    """Yield what took whose place: after "Before that, Y used A and later B" the topic follows B, and B A."""
    match = _BEFORE_THAT.match(reader.sentence.text)
    for verb in reader.sentence.parse:
        if (
            verb.lemma_ != "use"
            or verb.pos_ != "VERB"
            or find_modality(Clause(verb, verb=verb)) is not Modality.ASSERTED
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
        chain = [first[0], *_later_names(first[0], reader)]
        for earlier, later in pairwise(chain):
            yield Relation(later.entity, "replaces", earlier.entity, "succession", Modality.ASSERTED, 0.8)
        topic, before = reader.context.topic, reader.context.previous
        if match is not None and topic is not None and before is not None and reader.context.fresh:
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
                    start=before.start,
                )
        return


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


def _stands_at(marker: str, token: Token) -> bool:
    words = marker.split()
    return [t.lower_ for t in token.doc[token.i : token.i + len(words)]] == words


def _names_after(index: int, reader: FillerReader) -> list[Filler]:
    """Return the name or term that begins right after a marker, or the members of its noun."""
    tokens = reader.sentence.parse
    if index >= len(tokens):
        return []
    head = tokens[index]
    while head.dep_ in {"det", "amod", "compound", "nmod", "poss", "advmod", "case"} and head.head.i > head.i:
        if reader.mention_of(head) is not None and reader.mention_of(head.head) is None and head.dep_ != "compound":
            break
        head = head.head
    return _named(head, reader)


def _named_alike(index: int, subjects: list[Filler], reader: FillerReader) -> list[Filler]:
    """Return the layer or category a word is the heading of, beside another of its class."""
    if index >= len(reader.sentence.parse) or not subjects:
        return []
    token = reader.sentence.parse[index]
    name = reader.names.find(token.text, structural=True)
    if name is None or name.entity.type not in {"Layer", "Category"} or name.entity.type != subjects[0].entity.type:
        return []
    return [Filler(name.entity, reader.sentence.span_of(token, token))]


def _named(token: Token, reader: FillerReader) -> list[Filler]:
    found = reader.fillers(token)
    return [f for f in found if f.entity.type not in {"MaturityLevel", "Person"} and not f.through]


def _before_versus(token: Token, reader: FillerReader) -> list[Filler]:
    """Return the name right before "vs.", or else what the sentence is about."""
    before = [m for m in reader.mentions if m.last == token.i - 1 and m.entity is not None]
    if before and before[0].entity is not None and Filler(before[0].entity, before[0].span).is_name:
        return [Filler(before[0].entity, before[0].span)]
    return _subjects_of(token, reader)


def _subjects_of(token: Token, reader: FillerReader) -> list[Filler]:
    """Return what the clause of an adjunct is about."""
    verb = token
    while verb.head != verb and verb.pos_ not in {"VERB", "AUX"}:
        verb = verb.head
    if verb.pos_ not in {"VERB", "AUX"}:
        return []
    return [f for s in find_subjects(verb) if s.i != token.i for f in _named(s, reader)]


def _is_comparative(than: Token) -> bool:
    before = than.doc[max(0, than.i - 7) : than.i]
    compared = [t for t in before if t.tag_ in {"JJR", "RBR"} or t.lower_ in {"more", "less"}]
    # "takes more space than" compares amounts, "is faster than" things.
    return any(
        t.dep_ in {"acomp", "attr", "npadvmod"} or t.head.dep_ in {"acomp", "attr"} or t.head.pos_ == "ADJ"
        for t in compared
    )


def _same_sort(ones: list[Filler], others: list[Filler]) -> bool:
    """Tell whether both sides are names: only then is "while" surely a comparison."""
    return len(ones) == 1 and len(others) == 1 and ones[0].is_name and others[0].is_name


def _pair(subjects: list[Filler], ends: list[Filler], sense: str, how: str) -> Iterator[Relation]:
    for subject in subjects[:3]:
        for end in ends:
            if subject.entity.iri != end.entity.iri and not subject.span.overlaps(Span(end.span.start, end.span.end)):
                confidence = 0.85 if subject.named and end.named else 0.75
                yield Relation(subject.entity, sense, end.entity, how, Modality.ASSERTED, confidence)

"""Comparisons: "unlike X", "X vs. Y", "faster than X", "other projects in this space"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.documents import Span
from kg.language.said_of import find_said_of, find_subjects
from kg.language.tags import AUXILIARIES, SUBJECTS
from kg.naming.names import TERM_CLASSES
from kg.reference.fillers import FillerReader
from kg.reference.named_sentence import to_fillers
from kg.reference.referents import Filler
from kg.relations.sides import (
    VERSUS,
    are_of_one_sort,
    named,
    named_after_comma,
    named_alike,
    named_before,
    names_after,
    pair,
    subjects_of,
)
from kg.statements import Relation
from ontology.roles import Role

_TURN = re.compile(
    r"^(in|by) contrast,|^conversely,|^on the other hand,|^[^,]{2,60}, (on the other hand|in contrast|by contrast),",
    re.I,
)
_RIVAL = {"alternative", "competing", "rival"}
_LIKE = {"like"}


def read_comparisons(reader: FillerReader) -> Iterator[Relation]:
    """Yield what a sentence sets side by side."""
    for token in reader.sentence.parse:
        if reader.mention_of(token) is not None:
            continue  # "VS 2017" is not "vs."
        yield from _read_adjunct(token, reader)
        yield from _read_word(token, reader)
    yield from _read_turn(reader)
    yield from _read_others(reader)


def _read_adjunct(token: Token, reader: FillerReader) -> Iterator[Relation]:
    """Read the words of the lexicon that set what follows beside a subject: "unlike X", "instead of X", "vs. X"."""
    for frame in reader.lexicon.adjuncts.get(token.lower_, ()):
        marker = next((m for m in frame.markers if _stands_at(m, token)), None)
        verb = next((t for t in token.ancestors if t.pos_ == "VERB"), None)
        if marker is None or (frame.light_verbs and (verb is None or verb.lemma_ not in frame.light_verbs)):
            continue
        if frame.senses[0] == "dependsOn" and verb is not None and _is_past(verb):
            continue  # "created with the help of X": who helped is none of its parts
        after = token.i + len(marker.split())
        ends = names_after(after, reader)
        before = token.lower_ in VERSUS or frame.senses[0] == "alternativeTo"
        subjects = named_before(token, reader) if before else subjects_of(token, reader)
        ends = ends or named_alike(after, subjects, reader)
        yield from pair(subjects or named_after_comma(ends, reader), ends, frame.senses[0], frame.name, reader.field)
        return


def _is_past(verb: Token) -> bool:
    """Tell whether a verb tells what was done once: "was created", "created by X", and not "is run"."""
    present = any(c.dep_ in AUXILIARIES and c.lower_ in {"is", "are", "can", "be"} for c in verb.children)
    return verb.tag_ in {"VBN", "VBD"} and not present


def _read_word(token: Token, reader: FillerReader) -> Iterator[Relation]:
    """Read "like X", "than X", "as fast as X", "while X ..." and "but X ..."."""
    word = token.lower_
    if word in _LIKE and _is_aside(token, reader):
        ends = names_after(token.i + 1, reader)
        yield from pair(subjects_of(token, reader), ends, "comparedWith", "like", reader.field)
    elif word == "than":
        yield from _read_than(token, reader)
    elif word == "as" and _is_equative(token):
        ends = names_after(token.i + 1, reader)
        if all(f.is_name for f in ends):
            yield from pair(subjects_of(token, reader), ends, "comparedWith", "than", reader.field)
    elif word == "but" and token.dep_ == "cc":
        yield from _read_but(token, reader)
    elif token.head.dep_ == "advcl":
        opens = word == "where" and token.i == 0  # "Where X polls, Y listens"
        if opens or (word in {"while", "whereas"} and token.dep_ == "mark"):
            yield from _read_while(token, reader)


def _read_than(token: Token, reader: FillerReader) -> Iterator[Relation]:
    """Read "is faster than X", and "uses less memory than X" where X is a name: amounts are compared too."""
    if token.i and token.nbor(-1).lower_ in {"earlier", "later"}:
        return  # "versions earlier than X 5.8"
    subjects, ends = subjects_of(token, reader), names_after(token.i + 1, reader)
    if not _is_comparative(token):
        near = [t for t in token.doc[max(0, token.i - 7) : token.i] if t.tag_ in {"JJR", "RBR"}]
        if not near or not all(f.is_name for f in (*subjects, *ends)):
            return
    yield from pair(subjects, ends, "comparedWith", "than", reader.field)


def _read_while(token: Token, reader: FillerReader) -> Iterator[Relation]:
    """Read "while X stores logs, Y stores metrics"; in the past it may only tell a time, but for "whereas"."""
    clause = token.head
    if any(c.lower_ == "also" for c in clause.head.children):
        return  # "while X is old, Y also runs" sets nothing against X
    behind = token.lower_ == "whereas" or (_is_present(clause) and _is_present(clause.head))
    main = [s for s in find_subjects(clause.head) if _opens_clause(s) or (behind and s.i < token.i)]
    subjects = [f for s in main if reader.is_plain(s) or s.i in reader.members for f in named(s, reader)]
    others = [
        f
        for s in find_subjects(clause)
        if reader.is_plain(s) and s.left_edge.i == token.i + 1
        for f in named(s, reader)
    ]
    if are_of_one_sort(subjects, others):
        yield from pair(subjects, others, "comparedWith", "while", reader.field)


def _read_others(reader: FillerReader) -> Iterator[Relation]:
    """Read "other projects in this space, such as X": X competes with what the text speaks of."""
    topic = reader.discourse.topic
    if topic is None or not reader.discourse.fresh or not reader.ontology.plays(topic.type, Role.WORK):
        return
    for word in reader.sentence.parse:
        noun = word.head
        if word.lower_ not in _RIVAL or word.dep_ != "amod" or noun.dep_ != "appos" or _has_to(noun, word):
            continue
        here = [f for said in find_said_of(noun) for f in reader.fillers(said, group=False) if f.is_name]
        standing = Filler(topic, reader.sentence.span_of(noun, noun), False)
        yield from pair(
            [f for f in here if f.entity.iri != topic.iri], [standing], "alternativeTo", "others", reader.field
        )
    for index in reader.members:
        noun = reader.sentence.parse[index]
        if not any(c.lower_ == "other" for c in noun.children) or not _is_in_space(noun):
            continue
        here = [f for f in reader.fillers(noun) if f.entity.iri != topic.iri]
        standing = Filler(topic, reader.sentence.span_of(noun, noun), False)
        yield from pair(here, [standing], "alternativeTo", "others", reader.field, at_most=len(here))


def _has_to(noun: Token, word: Token) -> bool:
    """Tell whether a noun or its adjective goes on with "to": then the frame of "alternative to" reads it."""
    return any(c.lower_ in {"to", "for"} for t in (noun, word) for c in t.children if c.dep_ in {"prep", "dative"})


def _is_present(verb: Token) -> bool:
    """Tell whether a clause stands in the present."""
    return any(t.tag_ in {"VBZ", "VBP"} for t in (verb, *(c for c in verb.children if c.dep_ in AUXILIARIES)))


def _is_in_space(noun: Token) -> bool:
    """Tell whether a noun is narrowed by "in this space", "in the same category"."""
    places = [g for c in noun.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pobj"]
    return any(
        place.lower_ in {"space", "category", "area", "field"}
        and any(c.lower_ in {"this", "same"} for c in place.children)
        for place in places
    )


def _opens_clause(subject: Token) -> bool:
    """Tell whether a subject stands right behind the comma that ends the clause before it."""
    return subject.left_edge.i > 0 and subject.doc[subject.left_edge.i - 1].text == ","


def _read_but(token: Token, reader: FillerReader) -> Iterator[Relation]:
    """Read "X has limited support, but Y accepts everything"."""
    tokens = reader.sentence.parse
    if reader.sentence.is_in_brackets(token.idx):
        return  # an aside is not set against its sentence
    before = [t for t in tokens[: token.i] if t.dep_ in SUBJECTS]
    first = next((t for t in reversed(before) if t.head.dep_ not in {"relcl", "advcl", "acl"}), None)
    second = next((t for t in tokens[token.i + 1 : token.i + 4] if t.dep_ in SUBJECTS), None)
    if first is not None and second is None:
        yield from _read_gain(token, first, reader)
    if first is None or second is None or any(c.lower_ == "also" for c in second.head.children):
        return  # "but Y also does" goes on and sets nothing against X
    if any(t.tag_ == "VBD" for s in (first, second) for t in (s.head, *s.head.children)):
        return  # "X recovered, but Y took over" tells what happened
    ones, others = named(second, reader), named(first, reader)
    if are_of_one_sort(ones, others) and all(f.named and f.is_name for f in (*ones, *others)):
        yield from pair(ones, others, "comparedWith", "but", reader.field)


def _read_gain(token: Token, subject: Token, reader: FillerReader) -> Iterator[Relation]:
    """Read "X was inspired by A, but has the advantage of ...": X is compared with A."""
    gains = [t for t in token.doc[token.i + 1 : token.i + 5] if t.lemma_ in {"advantage", "benefit", "drawback"}]
    gains += [t for t in token.doc[token.i + 1 : token.i + 5] if t.tag_ == "JJR"]
    ones = named(subject, reader)
    told = [m for m in reader.mentions if subject.i < m.last < token.i and m.entity is not None]
    verb = subject.head
    if not gains or not told or verb.lemma_ not in {"inspire", "base", "derive", "model", "build", "resemble", "fork"}:
        return
    others = to_fillers([m for m in told if m.type not in TERM_CLASSES])
    longer = {f for m in told for t in token.doc[m.last + 1 : m.last + 4] for f in reader.fillers(t) if t.i < token.i}
    longer = {f for f in longer if f.named and any(f.span.overlaps(o.span) and f.span != o.span for o in others)}
    others = [o for o in others if not any(f.span.overlaps(o.span) for f in longer)] + sorted(longer, key=_place)
    yield from pair(ones, others, "comparedWith", "but", reader.field)


def _place(filler: Filler) -> int:
    return filler.span.start


def _read_turn(reader: FillerReader) -> Iterator[Relation]:
    """Read "Y, on the other hand, ...": Y is set against what the sentence before was about."""
    topic, before = reader.discourse.topic, reader.discourse.before
    if topic is None or before is None or not reader.discourse.fresh or _TURN.search(reader.sentence.text) is None:
        return
    if {e.iri for e in reader.discourse.recent if e.type not in TERM_CLASSES} != {topic.iri}:
        return  # of several names, which one is meant stays open
    subject = next((t for t in reader.sentence.parse if t.dep_ in SUBJECTS), None)
    subjects = [f for f in named(subject, reader) if f.named and f.is_name] if subject is not None else []
    start = before.sentence.span.start
    earlier = Filler(topic, Span(start, start + 1), False)
    if len(subjects) == 1 and subject is not None and reader.is_plain(subject) and earlier.is_name:
        for found in pair(subjects, [earlier], "comparedWith", "turn", reader.field):
            yield replace(found, start=start)


def _stands_at(marker: str, token: Token) -> bool:
    words = marker.split()
    return [t.lower_ for t in token.doc[token.i : token.i + len(words)]] == words


def _is_aside(token: Token, reader: FillerReader) -> bool:
    """Tell whether "like X" stands apart from what follows: "Like X, Y ...", "Y, like X, ..."."""
    before = token.nbor(-1).text if token.i else ","
    name = next((m for m in reader.mentions if m.first in {token.i + 1, token.i + 2}), None)
    if before != "," or name is None or name.last + 1 >= len(token.doc):
        return False
    return name.first == token.i + 1 and token.doc[name.last + 1].text == "," and _opens_or_follows_name(token, reader)


def _is_equative(token: Token) -> bool:
    """Tell whether "as" closes "as fast as": another one stands before an adjective before it."""
    before = token.doc[max(0, token.i - 2) : token.i]
    return (
        len(before) == 2 and before[0].lower_ == "as" and before[1].tag_ in {"JJ", "RB"} and before[1].lower_ != "well"
    )


def _opens_or_follows_name(token: Token, reader: FillerReader) -> bool:
    return token.i == 0 or any(m.last == token.i - 2 and m.type not in TERM_CLASSES for m in reader.mentions)


def _is_comparative(than: Token) -> bool:
    before = than.doc[max(0, than.i - 7) : than.i]
    compared = [t for t in before if t.tag_ in {"JJR", "RBR"}]
    # "takes more space than" compares amounts, "is faster than" things.
    return any(
        t.dep_ in {"acomp", "attr", "npadvmod"} or t.head.dep_ in {"acomp", "attr"} or t.head.pos_ == "ADJ"
        for t in compared
    )

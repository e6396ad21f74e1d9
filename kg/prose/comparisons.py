"""Comparisons and successions: "unlike X", "X vs. Y", "faster than X", "before that, Y used X"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Token

from kg.documents import Span
from kg.language.clauses import Clause
from kg.language.grammar import find_said_of, find_subjects
from kg.language.modality import find_modality
from kg.prose.ends import is_common
from kg.prose.fillers import FillerReader
from kg.prose.readings import Relation
from kg.prose.referents import CONCEPTS, Filler
from kg.statements import Modality
from ontology import Field
from ontology.roles import Role

_VERSUS = {"vs", "vs.", "versus"}
_BEFORE_THAT = re.compile(
    r"^(prior to (that|this)|before (that|this|then)|previously|until then|formerly|earlier)\b", re.I
)
_TURN = re.compile(
    r"^(in|by) contrast,|^conversely,|^on the other hand,|^[^,]{2,60}, (on the other hand|in contrast|by contrast),",
    re.I,
)
_RIVAL = {"alternative", "competing", "rival"}
_LIKE = {"like"}
_NEXT = {"later", "then", "eventually", "subsequently"}


def read_comparisons(reader: FillerReader, field: Field) -> Iterator[Relation]:
    """Yield what a sentence sets side by side."""
    for token in reader.sentence.parse:
        for frame in field.lexicon.adjuncts.get(token.lower_, ()):
            marker = next((m for m in frame.markers if _stands_at(m, token)), None)
            if marker is None:
                continue
            after = token.i + len(marker.split())
            ends = _names_after(after, reader)
            before = token.lower_ in _VERSUS or frame.senses[0] == "alternativeTo"
            subjects = _before(token, reader) if before else _subjects_of(token, reader)
            ends = ends or _named_alike(after, subjects, reader)
            yield from _pair(subjects or _after_comma(ends, reader), ends, frame.senses[0], frame.name, field)
            break
        if token.lower_ in _LIKE and _is_aside(token, reader):
            yield from _pair(
                _subjects_of(token, reader), _names_after(token.i + 1, reader), "comparedWith", "like", field
            )
        if token.lower_ == "than":
            yield from _read_than(token, reader, field)
        opens = token.lower_ == "where" and token.i == 0  # "Where X polls, Y listens"
        marks = opens or (token.lower_ in {"while", "whereas"} and token.dep_ == "mark")
        if marks and token.head.dep_ == "advcl":
            yield from _read_while(token, reader, field)
        if token.lower_ == "but" and token.dep_ == "cc":
            yield from _read_but(token, reader, field)
    yield from _read_turn(reader, field)
    yield from _read_others(reader, field)


def _read_than(token: Token, reader: FillerReader, field: Field) -> Iterator[Relation]:
    """Read "is faster than X", and "uses less memory than X" where X is a name: amounts are compared too."""
    if token.i and token.nbor(-1).lower_ in {"earlier", "later"}:
        return  # "versions earlier than X 5.8"
    subjects, ends = _subjects_of(token, reader), _names_after(token.i + 1, reader)
    if not _is_comparative(token):
        near = [t for t in token.doc[max(0, token.i - 7) : token.i] if t.tag_ in {"JJR", "RBR"}]
        if not near or not all(f.is_name for f in (*subjects, *ends)):
            return
    yield from _pair(subjects, ends, "comparedWith", "than", field)


def _read_while(token: Token, reader: FillerReader, field: Field) -> Iterator[Relation]:
    """Read "while X stores logs, Y stores metrics"; in the past it may only tell a time, but for "whereas"."""
    clause = token.head
    behind = token.lower_ == "whereas" or (_is_present(clause) and _is_present(clause.head))
    main = [s for s in find_subjects(clause.head) if _opens_clause(s) or (behind and s.i < token.i)]
    subjects = [f for s in main if reader.is_plain(s) or s.i in reader.members for f in _named(s, reader)]
    others = [
        f
        for s in find_subjects(clause)
        if reader.is_plain(s) and s.left_edge.i == token.i + 1
        for f in _named(s, reader)
    ]
    if _same_sort(subjects, others):
        yield from _pair(subjects, others, "comparedWith", "while", field)


def _read_others(reader: FillerReader, field: Field) -> Iterator[Relation]:
    """Read "other projects in this space, such as X": X competes with what the text speaks of."""
    topic = reader.context.topic
    if topic is None or not reader.context.fresh or not field.ontology.plays(topic.type, Role.WORK):
        return
    for word in reader.sentence.parse:
        noun = word.head
        if word.lower_ not in _RIVAL or word.dep_ != "amod" or noun.dep_ != "appos" or _has_to(noun, word):
            continue
        here = [f for said in find_said_of(noun) for f in reader.fillers(said, group=False) if f.is_name]
        standing = Filler(topic, reader.sentence.span_of(noun, noun), False)
        yield from _pair([f for f in here if f.entity.iri != topic.iri], [standing], "alternativeTo", "others", field)
    for index in reader.members:
        noun = reader.sentence.parse[index]
        if not any(c.lower_ == "other" for c in noun.children) or not _is_in_space(noun):
            continue
        here = [f for f in reader.fillers(noun) if f.entity.iri != topic.iri]
        standing = Filler(topic, reader.sentence.span_of(noun, noun), False)
        yield from _pair(here, [standing], "alternativeTo", "others", field, at_most=len(here))


def _has_to(noun: Token, word: Token) -> bool:
    """Tell whether a noun or its adjective goes on with "to": then the frame of "alternative to" reads it."""
    return any(c.lower_ in {"to", "for"} for t in (noun, word) for c in t.children if c.dep_ in {"prep", "dative"})


def _is_present(verb: Token) -> bool:
    """Tell whether a clause stands in the present."""
    return any(t.tag_ in {"VBZ", "VBP"} for t in (verb, *(c for c in verb.children if c.dep_ in {"aux", "auxpass"})))


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


def _read_but(token: Token, reader: FillerReader, field: Field) -> Iterator[Relation]:
    """Read "X has limited support, but Y accepts everything"."""
    tokens = reader.sentence.parse
    before = [t for t in tokens[: token.i] if t.dep_ in {"nsubj", "nsubjpass"}]
    first = next((t for t in reversed(before) if t.head.dep_ not in {"relcl", "advcl", "acl"}), None)
    second = next((t for t in tokens[token.i + 1 : token.i + 4] if t.dep_ in {"nsubj", "nsubjpass"}), None)
    if first is not None and second is None:
        yield from _read_gain(token, first, reader, field)
    if first is None or second is None:
        return
    ones, others = _named(second, reader), _named(first, reader)
    if _same_sort(ones, others) and all(f.named and f.is_name for f in (*ones, *others)):
        yield from _pair(ones, others, "comparedWith", "but", field)


def _read_gain(token: Token, subject: Token, reader: FillerReader, field: Field) -> Iterator[Relation]:
    """Read "X was inspired by A, but has the advantage of ...": X is compared with A."""
    gains = [t for t in token.doc[token.i + 1 : token.i + 5] if t.lemma_ in {"advantage", "benefit", "drawback"}]
    gains += [t for t in token.doc[token.i + 1 : token.i + 5] if t.tag_ == "JJR"]
    ones = _named(subject, reader)
    told = [m for m in reader.mentions if subject.i < m.last < token.i and m.entity is not None]
    verb = subject.head
    if not gains or not told or verb.lemma_ not in {"inspire", "base", "derive", "model", "build", "resemble", "fork"}:
        return
    others = [Filler(m.entity, m.span) for m in told if m.entity is not None and m.type not in CONCEPTS]
    longer = {f for m in told for t in token.doc[m.last + 1 : m.last + 4] for f in reader.fillers(t) if t.i < token.i}
    longer = {f for f in longer if f.named and any(f.span.overlaps(o.span) and f.span != o.span for o in others)}
    others = [o for o in others if not any(f.span.overlaps(o.span) for f in longer)] + sorted(longer, key=_place)
    yield from _pair(ones, others, "comparedWith", "but", field)


def _place(filler: Filler) -> int:
    return filler.span.start


def _read_turn(reader: FillerReader, field: Field) -> Iterator[Relation]:
    """Read "Y, on the other hand, ...": Y is set against what the sentence before was about."""
    topic, before = reader.context.topic, reader.context.previous
    if topic is None or before is None or not reader.context.fresh or _TURN.search(reader.sentence.text) is None:
        return
    if {e.iri for e in reader.context.recent if e.type not in CONCEPTS} != {topic.iri}:
        return  # of several names, which one is meant stays open
    subject = next((t for t in reader.sentence.parse if t.dep_ in {"nsubj", "nsubjpass"}), None)
    subjects = [f for f in _named(subject, reader) if f.named and f.is_name] if subject is not None else []
    earlier = Filler(topic, Span(before.start, before.start + 1), False)
    if len(subjects) == 1 and subject is not None and reader.is_plain(subject) and earlier.is_name:
        for found in _pair(subjects, [earlier], "comparedWith", "turn", field):
            yield replace(found, start=before.start)


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


def _moved_to(verb: Token, reader: FillerReader) -> list[Filler]:
    """Return what "used A before moving to B" moved to."""
    moves = [
        move
        for before in verb.children
        if before.lower_ in {"before", "until"}
        for move in before.children
        if move.lemma_ in {"move", "switch", "migrate", "transition", "change"}
    ]
    to = [c for move in moves for c in move.children if c.dep_ == "prep" and c.lower_ == "to"]
    return [f for c in to for g in c.children if g.dep_ == "pobj" for f in reader.fillers(g) if f.named and f.is_name]


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
    if name is None or name.entity.type != subjects[0].entity.type:
        return []
    if not reader.field.ontology.plays(name.entity.type, Role.HEADING):
        return []
    return [Filler(name.entity, reader.sentence.span_of(token, token))]


def _named(token: Token, reader: FillerReader) -> list[Filler]:
    found = reader.fillers(token)
    return [
        f
        for f in found
        if f.entity.type != "Person" and not reader.field.ontology.plays(f.entity.type, Role.LEVEL) and not f.through
    ]


def _before(token: Token, reader: FillerReader) -> list[Filler]:
    """Return the name right before "vs." or "instead of", or else what the sentence is about."""
    before = [m for m in reader.mentions if m.last == token.i - 1 and m.entity is not None]
    if before and before[0].entity is not None and Filler(before[0].entity, before[0].span).is_name:
        return [Filler(before[0].entity, before[0].span)]
    return _subjects_of(token, reader) if token.lower_ in _VERSUS else []


def _after_comma(ends: list[Filler], reader: FillerReader) -> list[Filler]:
    """Return the name that opens the main clause after "Compared to X, ..."."""
    comma = reader.sentence.text.find(",")
    behind = [m for m in reader.mentions if ends and m.span.start > ends[-1].span.end]
    opening = next((m for m in behind if m.span.start - reader.sentence.span.start == comma + 2), None)
    return _named(reader.sentence.parse[opening.last], reader) if comma > 0 and opening is not None else []


def _is_aside(token: Token, reader: FillerReader) -> bool:
    """Tell whether "like X" stands apart from what follows: "Like X, Y ...", "Y, like X, ..."."""
    before = token.nbor(-1).text if token.i else ","
    name = next((m for m in reader.mentions if m.first in {token.i + 1, token.i + 2}), None)
    if before != "," or name is None or name.last + 1 >= len(token.doc):
        return False
    return name.first == token.i + 1 and token.doc[name.last + 1].text == "," and _opens_or_follows_name(token, reader)


def _opens_or_follows_name(token: Token, reader: FillerReader) -> bool:
    return token.i == 0 or any(m.last == token.i - 2 and m.type not in CONCEPTS for m in reader.mentions)


def _subjects_of(token: Token, reader: FillerReader) -> list[Filler]:
    """Return what the clause of an adjunct is about."""
    verb = token.head if token.dep_ in {"prep", "prt", "advmod"} else token
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
    """Tell whether both sides are names, or one term each: only then is "while" surely a comparison."""
    if not ones or len(others) != 1:
        return False
    if len(ones) == 1 and all(f.entity.type in CONCEPTS for f in (ones[0], others[0])):
        return True
    return all(f.is_name for f in (*ones, *others))


def _are_releases(one: Filler, other: Filler) -> bool:
    """Tell whether two names are a thing and a version of it."""
    shorter, longer = sorted((one.entity.label, other.entity.label), key=len)
    return re.fullmatch(re.escape(shorter) + r" v?\d[\w.]*", longer) is not None


def _pair(
    subjects: list[Filler], ends: list[Filler], sense: str, how: str, field: Field, at_most: int = 3
) -> Iterator[Relation]:
    for subject in subjects[:at_most]:
        for end in ends:
            if is_common(subject, field) or is_common(end, field):
                continue
            if field.ontology.are_disjoint(subject.entity.type, end.entity.type) or _are_releases(subject, end):
                continue
            if subject.entity.iri != end.entity.iri and not subject.span.overlaps(Span(end.span.start, end.span.end)):
                confidence = 0.85 if subject.named and end.named else 0.75
                yield Relation(subject.entity, sense, end.entity, how, Modality.ASSERTED, confidence)

"""Frames: what a sentence says by the frames of the lexicon, over its dependency parse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from kg.documents import Span
from kg.language.clauses import Clause
from kg.language.modality import find_modality, is_beginning, is_condition
from kg.language.phrases import find_prepositional
from kg.naming.coordination import find_coordinated
from kg.reference.class_nouns import find_first_released
from kg.reference.fillers import FillerReader
from kg.reference.referents import Filler
from kg.relations.days import find_day, find_opening_phrases, find_phrases
from kg.relations.doubts import doubt_reading
from kg.relations.ends import is_agent
from kg.relations.implied import read_implied
from kg.relations.matching import match_frames
from kg.relations.places import fill_place
from kg.relations.possessions import is_favoured
from kg.relations.relating import is_some_of, relate
from kg.relations.saying import (
    is_going_on,
    is_only_done,
    is_only_possible,
    is_put_elsewhere,
    makes_it_so,
    may_be_done,
    names_members,
    tells_since_when,
)
from kg.statements import Entity, Literal, Modality, Relation
from ontology import Field, Frame, Place
from ontology.roles import Role

_VERSION_SINCE = re.compile(
    r"(?:starting (?:from|with|in)|since|as of|beginning with|from)\s+"
    r"(?:its |the |version |release |v(?=\d))*"
    r"((?:[A-Z][\w-]*\s+)?(?:version\s+|release\s+|v)?\d+(?:\.\d+)+)"
)
# Behind "version": its number, in apposition or told by "is".
_NUMBER_OF_RELEASE = re.compile(
    r"(?:,|\s+is|\s+was)?\s+v?(?P<number>\d+(?:\.\d+)*(?:[.-]?(?:rc|beta|alpha)\.?\d*)?)(?=[\s,;(]|$)"
)
_OBJECT = {Place.DIRECT_OBJECT}
_STOPPING = {"stop", "cease", "quit"}


def read_frames(reader: FillerReader) -> Iterator[Relation]:
    """Yield one reading a word and pair of ends; a frame for one kind of text stands beside the plain one."""
    taken: dict[tuple[int, frozenset[str]], bool] = {}
    for token in reader.sentence.parse:
        read = [(f, r) for f, clause in match_frames(token, reader) for r in _read_frame(f, clause, reader)]
        for frame, relation in _without_short(read):
            slot = (token.i, frozenset((relation.key[0], relation.key[2])))
            if slot in taken and not (taken[slot] and frame.scope is None):
                continue
            taken[slot] = frame.scope is not None
            yield relation


def _without_short(read: list[tuple[Frame, Relation]]) -> list[tuple[Frame, Relation]]:
    """Leave out what a frame says of a verb's subject where another says it of a phrase: "Acme replaced X with Y"."""
    full = {r.key[1:] for f, r in read if Place.PREPOSITIONAL in f.subject_places and f.object_places == _OBJECT}
    return [
        (f, r)
        for f, r in read
        if r.key[1:] not in full or f.subject_places != {Place.SUBJECT} or f.object_places != _OBJECT
    ]


def _read_frame(frame: Frame, clause: Clause, reader: FillerReader) -> Iterator[Relation]:
    """Yield what a clause says by a frame: of each subject with each object, or of names beside each other."""
    if not _states(frame, clause, reader):
        return
    modality = _find_modality(frame, clause, reader)
    subjects = fill_place(frame, frame.subject_places, clause, reader)
    if not subjects and frame.argument_type == "Date" and frame.senses[0] == "releasedIn":
        subjects = _first_released(clause, reader)
    if not subjects:
        return
    if frame.fixed_object is not None:
        yield from _read_fixed(frame, subjects, clause, modality, reader)
        return
    if frame.argument_type in {"Version", "Date"}:
        yield from _read_literal(frame, subjects, clause, modality, reader)
        return
    for subject, end in _find_pairs(frame, subjects, clause, reader):
        relation = relate(frame, subject, end, modality, reader)
        if relation is not None:
            yield replace(relation, doubt=doubt_reading(frame, clause, subject, end, reader))
            yield from read_implied(frame, clause, relation, reader)


def _states(frame: Frame, clause: Clause, reader: FillerReader) -> bool:
    """Tell whether a clause states what a frame says, and does not only have its words."""
    if (frame.passive_only and not clause.passive) or (frame.active_only and clause.passive):
        return False
    if clause.by_means and _tells_who_acts(frame, reader.field):
        return False
    if Place.PREPOSITIONAL in frame.free_places and not any(m in frame.markers for m, _ in clause.prepositional):
        return False
    if names_members(clause) or is_put_elsewhere(clause) or _is_taken(frame, clause, reader) or is_condition(clause):
        return False
    if is_only_done(clause) or makes_it_so(clause):
        return False
    if frame.argument_type == "Date" and tells_since_when(clause):
        return False
    if Place.POSSESSIVE in frame.object_places and _is_one_of_many(clause):
        return False
    if Place.POSSESSIVE in frame.object_places and frame.senses[0] == "ownedBy" and is_favoured(clause.head, reader):
        return False
    if frame.senses[0] == "dependsOn" and clause.passive and may_be_done(clause):
        return False  # "can be built with X"
    if "as" in frame.with_words and _has_relational_role(clause, reader):
        return False
    return not (is_only_possible(clause) and set(frame.senses) & reader.lexicon.told_when_done)


def _has_relational_role(clause: Clause, reader: FillerReader) -> bool:
    """Tell whether what a verb makes of a thing has an object of its own: "used as a replacement for X" is not in X."""
    roles = (role for c in clause.head.children if c.dep_ == "prep" and c.lower_ == "as" for role in c.children)
    return any(
        frame.is_noun and any(marker in frame.markers for marker, _ in find_prepositional(role))
        for role in roles
        for frame in reader.lexicon.by_form.get(role.lower_, ())
    )


def _find_modality(frame: Frame, clause: Clause, reader: FillerReader) -> Modality:
    """Return how a clause says what a frame says."""
    if clause.verb is None and Place.POSSESSIVE in frame.subject_places | frame.object_places:
        # "Its tool X will ...": that X is its is so now.
        return Modality.FORMER if is_beginning(clause) else Modality.ASSERTED
    modality = find_modality(clause)
    told_when_done = bool(set(frame.senses) & reader.lexicon.told_when_done)
    if modality is Modality.NEGATED and told_when_done and clause.verb is not None:
        return Modality.FORMER if clause.verb.head.lemma_ in _STOPPING else modality  # "stopped developing X"
    if modality is Modality.ASSERTED and frame.senses[0] == "worksFor" and clause.verb is not None:
        return Modality.FORMER if clause.verb.lower_ in {"was", "were"} else modality
    if modality is Modality.ASSERTED and told_when_done and may_be_done(clause):
        modality = Modality.HEDGED
    changes = frame.senses[0] in reader.lexicon.told_when_over and reader.names.find(clause.head.text) is None
    if modality is Modality.ASSERTED and changes and is_going_on(clause):
        modality = Modality.PLANNED  # but "is incubating" is a level
    if modality is Modality.ASSERTED and frame.senses[0] == "partOf" and is_beginning(clause):
        modality = Modality.FORMER
    # "Formerly known as X" tells a name before, and not that it was told before.
    return Modality.ASSERTED if modality is Modality.FORMER and frame.with_words else modality


def _find_pairs(
    frame: Frame, subjects: list[Filler], clause: Clause, reader: FillerReader
) -> Iterator[tuple[Filler, Filler]]:
    """Yield the two ends of each thing that a clause says by a frame."""
    if frame.subject_places & frame.object_places and not frame.object_markers:
        yield from pairwise(subjects)
        return
    if Place.DIRECT_OBJECT in frame.free_places and frame.object_markers and clause.head.tag_ in {"VB", "VBG"}:
        return  # "to switch the application from X to Y": nobody did it
    objects = fill_place(frame, frame.object_places, clause, reader, frame.object_markers)
    yield from ((one, other) for one in subjects for other in objects if not _are_listed(one, other, reader))


def _is_one_of_many(clause: Clause) -> bool:
    """Tell whether a possessed noun is counted: who accepts X as "its fifth project" does not own X."""
    owned = clause.places.get(Place.POSSESSIVE)
    return bool(owned) and any(t.like_num for left in clause.head.lefts for t in left.subtree)


def _is_taken(frame: Frame, clause: Clause, reader: FillerReader) -> bool:
    """Tell whether an active verb has an object that a frame for subject and phrase does not speak of.

    Who joined a host on a day joined on that day.
    """
    objects = clause.places.get(Place.DIRECT_OBJECT, [])
    if frame.is_verb and clause.passive and frame.argument_type == "Date" and objects:
        return Place.DIRECT_OBJECT not in frame.subject_places  # "was started in 2016 by X" dates no X
    spoken_of = frame.subject_places | frame.object_places | frame.free_places
    if frame.is_verb and clause.passive and objects and Place.SUBJECT in frame.subject_places:
        # "X was started at Y by Z" does not say that Z was.
        return Place.DIRECT_OBJECT not in spoken_of and Place.PREPOSITIONAL in frame.object_places
    if not frame.is_verb or clause.passive or not objects:
        return False
    named = [mention for token in objects if (mention := reader.mention_of(token)) is not None]
    if frame.argument_type == "Date" and any(reader.ontology.plays(m.type, Role.HOST) for m in named):
        return False
    return Place.DIRECT_OBJECT not in frame.subject_places | frame.object_places | frame.free_places


def _tells_who_acts(frame: Frame, field: Field) -> bool:
    """Tell whether the subject of a verb is who does or uses something: never the tool it is done with."""
    ranges = field.ontology.properties[frame.senses[0]].range
    return Place.SUBJECT in frame.object_places and any(field.ontology.is_a(name, "Agent") for name in ranges)


def _read_fixed(
    frame: Frame, subjects: list[Filler], clause: Clause, modality: Modality, reader: FillerReader
) -> Iterator[Relation]:
    """Read a word that says the object itself: "graduated"."""
    known = reader.field.find_fixed_object(frame)
    if known is None or _is_done_by_other(frame, clause, reader):
        return
    end = _reached(clause, reader) or Entity.of_known(known)
    for subject in subjects:
        here = Filler(end, Span(subject.span.end, subject.span.end))
        relation = relate(frame, subject, here, modality, reader)
        if relation is not None:
            yield relation


def _is_done_by_other(frame: Frame, clause: Clause, reader: FillerReader) -> bool:
    """Tell whether a passive has an agent that is no host: who was "incubated by a company" is at no level."""
    agents = clause.places.get(Place.SUBJECT, []) if clause.passive else []
    named = [mention for token in agents if (mention := reader.mention_of(token)) is not None]
    if not agents or Place.SUBJECT in frame.subject_places:
        return bool(agents)
    return not any(reader.ontology.plays(m.type, Role.HOST) for m in named)


def _reached(clause: Clause, reader: FillerReader) -> Entity | None:
    """Return the other level that a verb of levels leads to: "graduated from sandbox to incubating"."""
    ends = [c for prep in clause.head.children if prep.lower_ in {"to", "into"} for c in prep.children]
    names = [reader.names.find(token.text) for token in ends]
    levels = [n.entity for n in names if n is not None and reader.ontology.plays(n.entity.type, Role.LEVEL)]
    return levels[0] if levels else None


def _are_listed(subject: Filler, end: Filler, reader: FillerReader) -> bool:
    """Tell whether two names only stand in one list; a frame with both in its subject may join them."""
    one = reader.mention_over(subject.span)
    others = {m.span for m in find_coordinated(one, reader.mentions, reader.sentence)} if one is not None else set()
    return subject.named and end.named and end.span in others and not _is_joining(subject, end, reader)


def _is_joining(subject: Filler, end: Filler, reader: FillerReader) -> bool:
    """Tell whether a preposition stands between two names, whatever the list looks like."""
    start = reader.sentence.span.start
    first, last = sorted((subject.span, end.span))
    return any(
        t.pos_ in {"ADP", "VERB"} and first.end - start <= t.idx < last.start - start for t in reader.sentence.parse
    )


def _read_literal(
    frame: Frame,
    subjects: list[Filler],
    clause: Clause,
    modality: Modality,
    reader: FillerReader,
) -> Iterator[Relation]:
    """Read a date or version: "announced in 2014", "the default since 1.12"."""
    text = reader.sentence.text
    if frame.argument_type == "Version":
        match = next((m for m in _VERSION_SINCE.finditer(text) if _may_tell_of(m, subjects[0], reader)), None)
        value = Literal(_version(match, text, reader)) if match else None
    else:
        roles = [pair for marker, role in clause.prepositional if marker == "as" for pair in find_prepositional(role)]
        opening = find_opening_phrases(clause) if frame.senses[0] == "startedIn" else []
        date = find_day([*find_phrases(clause), *roles, *opening], frame.markers, reader)
        value = Literal.of_date(date) if date else None
    if value is None:
        return
    prop = reader.ontology.properties[frame.senses[0]]
    for subject in subjects[:1] if frame.argument_type == "Version" else subjects:
        if not subject.named and _is_release(subject, reader):
            released = _find_release(subject, reader)
            if released is None or prop.name != "releasedIn":
                continue  # "the latest version was released in May" dates not all of it
            subject = released
        if is_some_of(subject, reader):
            continue
        if reader.ontology.plays(subject.entity.type, Role.LEVEL):
            continue  # "its incubation began on ..." dates no level
        if "s" in reader.lexicon.no_agent.get(prop.name, ()) and is_agent(subject.entity, reader.field):
            continue  # "Started in 2016, engineers at Acme built it" dates no company
        if reader.ontology.may_be(subject.entity.type, prop.domain) and (
            subject.is_name or frame.argument_type == "Version"
        ):
            begun = prop.name == "releasedIn" and frame.lemma == "launch" and _is_undertaken(subject.entity, reader)
            name = "startedIn" if begun else prop.name
            yield Relation(subject.entity, name, value, frame.name, modality, 0.9)


def _first_released(clause: Clause, reader: FillerReader) -> list[Filler]:
    """Return what a clause dates by its first version: "the first version of X was released in 2002"."""
    nouns = (token for tokens in clause.places.values() for token in tokens)
    return [f for noun in nouns for owner in find_first_released(noun, reader) for f in reader.fillers(owner)]


def _is_undertaken(entity: Entity, reader: FillerReader) -> bool:
    """Tell whether a name says to be of what people do together, which starts and is not released."""
    return entity.label.split()[-1].lower() in reader.lexicon.words["undertaking"]


def _is_release(subject: Filler, reader: FillerReader) -> bool:
    """Tell whether a filler is a release that stands for what it is of, and not the first of all."""
    noun = reader.sentence.words_at(subject.span).lower()
    before = reader.sentence.text[: reader.sentence.place_of(subject.span.start)].lower()
    return noun in reader.lexicon.words["release"] and not re.search(r"\b(?:first|initial|original)\W[\w\s]*$", before)


def _find_release(subject: Filler, reader: FillerReader) -> Filler | None:
    """Return the release by its number: "Version 2.0", "the latest version, 4.1,", "the stable version is 4.1.1"."""
    behind = reader.sentence.text[reader.sentence.place_of(subject.span.end) :]
    number = _NUMBER_OF_RELEASE.match(behind)
    if number is None:
        return None
    start = subject.span.end + number.start("number")
    label = f"{subject.entity.label} {number['number']}"
    return Filler(Entity.called(label, subject.entity.type), Span(start, start + len(number["number"])))


def _may_tell_of(match: re.Match[str], subject: Filler, reader: FillerReader) -> bool:
    """Tell whether "since 1.12" opens the sentence or stands behind what it is said of."""
    return match.start() == 0 or match.start() >= reader.sentence.place_of(subject.span.start)


def _version(match: re.Match[str], text: str, reader: FillerReader) -> str:
    """Return a version with the name of what it is a version of: "in Acme from its version 1.12"."""
    number = re.sub(r"^(version|release|v)\s*", "", match.group(1).strip())
    if " its " not in match.group() + text[match.start() : match.start(1)]:
        return number
    place = reader.sentence.span.start + match.start()
    before = [m for m in reader.mentions if m.span.end <= place and reader.ontology.plays(m.type, Role.WORK)]
    return f"{before[-1].entity.label} {number}" if before and before[-1].entity is not None else number

"""Sentences to statements: the frames of the lexicon over the dependency parse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Token

from kg.documents import Span
from kg.language.clauses import Clause, read_adjective, read_noun, read_verb
from kg.language.dates import find_date
from kg.language.grammar import find_said_of, opening_of, opens_item
from kg.language.modality import find_modality, is_condition
from kg.naming.mentions import find_coordinated
from kg.prose.comparisons import read_comparisons, read_successions
from kg.prose.ends import fit_ends, narrow_sense
from kg.prose.fillers import FillerReader
from kg.prose.kinds import find_kind
from kg.prose.parts import read_parts
from kg.prose.readings import Relation
from kg.prose.referents import CONCEPTS, Filler
from kg.prose.series import read_series
from kg.statements import Entity, Literal, Modality
from ontology import Field, Frame, Place
from ontology.names import to_entity_iri
from ontology.roles import Role

_VERSION_SINCE = re.compile(
    r"(?:starting (?:from|with|in)|since|as of|beginning with|from)\s+"
    r"(?:its |the |version |release |v(?=\d))*"
    r"((?:[A-Z][\w-]*\s+)?(?:version\s+|release\s+|v)?\d+(?:\.\d+)+)"
)
_FUTURE = re.compile(r"\bin (the )?future\b", re.IGNORECASE)
_READERS = {"verb": read_verb, "noun": read_noun, "adjective": read_adjective}


def extract_relations(reader: FillerReader, field: Field) -> list[Relation]:
    """Return what a sentence says by the frames of the lexicon, each triple once, narrow frames first."""
    if reader.sentence.text.rstrip(" \"'”’)").endswith("?") or _is_headline(reader):
        return []
    found: dict[tuple[str, str, str], Relation] = {}
    for relation in _read_frames(reader, field):
        found.setdefault(relation.key, relation)
    for read in (
        read_hyphenated(reader, field),
        read_makers(reader, field),
        read_offers(reader, field),
        read_comparisons(reader, field),
        read_parts(reader, field),
        read_series(reader, field),
        read_successions(reader),
    ):
        for relation in read:
            found.setdefault(relation.key, relation)
    return _carry_over(list(found.values()))


def _carry_over(relations: list[Relation]) -> list[Relation]:
    """Read "A was rewritten in Go, renamed to B": B is what is written so, on the ground of A."""
    renamed = {r.subject.iri: r for r in relations if r.predicate == "renamedTo" and isinstance(r.object, Entity)}
    found: list[Relation] = []
    for relation in relations:
        after = renamed.get(relation.subject.iri)
        rewritten = relation.predicate == "writtenIn" and relation.frame.startswith("rewrite")
        if after is None or not rewritten or not isinstance(after.object, Entity):
            found.append(relation)
            continue
        found.append(replace(relation, subject=after.object))
        found.append(replace(after, subject=after.object, predicate="basedOn", object=after.subject))
    return found


def _is_headline(reader: FillerReader) -> bool:
    """Tell whether a sentence is the title of something: capitals throughout, and no verb that states."""
    words = [token for token in reader.sentence.parse if token.is_alpha]
    if [token.lower_ for token in words[:2]] == ["how", "to"]:
        return True
    long = [token for token in words if len(token) > 4]
    if (
        len(words) < 4
        or len(long) < 3
        or words[0].tag_ == "VB"
        or any(token.tag_ in {"VBZ", "VBP", "VBD", "MD"} for token in words)
    ):
        return False
    return all(token.text[0].isupper() for token in long)


def _read_frames(reader: FillerReader, field: Field) -> Iterator[Relation]:
    """Yield one reading a word and pair of ends; a frame for one kind of text stands beside the plain one."""
    taken: dict[tuple[int, frozenset[str]], bool] = {}
    for token in reader.sentence.parse:
        for frame, clause in match_frames(token, reader, field):
            for relation in _read_frame(frame, clause, reader, field):
                slot = (token.i, frozenset((relation.key[0], relation.key[2])))
                if slot in taken and not (taken[slot] and frame.scope is None):
                    continue
                taken[slot] = frame.scope is not None
                yield relation


def read_hyphenated(reader: FillerReader, field: Field) -> Iterator[Relation]:
    """Read "X-hosted projects" and "an X-based tool": what the verb says with X in its subject or phrase."""
    for token in reader.sentence.parse:
        first, _, last = token.text.partition("-")
        if not last.endswith("ed") or token.dep_ not in {"amod", "compound", "nmod"}:
            continue
        name = reader.names.find(first) if first[:1].isupper() else None
        entity = name.entity if name is not None else reader.named_by_class(first, token)
        if entity is None:
            continue
        head = token.head
        while head.dep_ in {"compound", "nmod", "amod"} and head.head.i > head.i:
            head = head.head
        said_of = [
            f for noun in find_said_of(head) for f in reader.fillers(noun, group=noun != head and head.dep_ != "appos")
        ]
        start = reader.sentence.span.start + token.idx
        owner = Filler(entity, Span(start, start + len(first)))
        for frame in field.lexicon.by_form.get(last, ()):
            if not _reads_hyphenated(frame):
                continue
            modality = find_modality(Clause(head, verb=head.head if head.dep_ == "attr" else None))
            found = [r for f in said_of if (r := relate(frame, f, owner, modality, reader, field))]
            yield from found
            if found:
                break


def read_makers(reader: FillerReader, field: Field) -> Iterator[Relation]:
    """Read "Acmes <Dyno>", where Dyno alone is linked: what stands before it is who makes it."""
    for owner, owned in pairwise(reader.mentions):
        if owned.first != owner.last + 1 or owned.span not in reader.sentence.linked:
            continue
        if owner.entity is None or owned.entity is None or owner.span in reader.sentence.linked:
            continue
        ontology = field.ontology
        owning = owner.type == "Thing" and owner.surface.endswith("s") and not owner.entity.label.endswith("s")
        company = owning or (ontology.is_a(owner.type, "Organization") and not ontology.plays(owner.type, Role.HOST))
        if company and ontology.may_be(owned.type, (ontology.class_for(Role.WORK),)):
            yield Relation(owned.entity, "createdBy", owner.entity, "maker", Modality.ASSERTED, 0.8)


def read_offers(reader: FillerReader, field: Field) -> Iterator[Relation]:
    """Read "the Acme (AC) Dyno service": the product between a company and the noun of its kind is the company's."""
    tokens, ontology = reader.sentence.parse, field.ontology
    for number, owned in enumerate(reader.mentions[1:], 1):
        noun = tokens[owned.last + 1] if owned.last + 1 < len(tokens) else None
        owner = reader.mentions[number - 1]
        if number > 1 and owner.entity == reader.mentions[number - 2].entity:
            owner = reader.mentions[number - 2]  # its initials stand in brackets
        gap = reader.sentence.text[
            owner.span.end - reader.sentence.span.start : owned.span.start - reader.sentence.span.start
        ]
        if (
            noun is None
            or re.fullmatch(r" (\([\w ]+\) )?", gap) is None
            or owner.entity is None
            or owned.entity is None
        ):
            continue
        company = ontology.is_a(owner.type, "Organization") and not ontology.plays(owner.type, Role.HOST)
        product = ontology.plays(owned.type, Role.WORK) and not ontology.plays(owned.type, Role.PROJECT)
        plain = owned.type != ontology.class_for(Role.WORK) and noun.tag_ == "NN"
        if company and product and plain and noun.lower_ in field.lexicon.words["emptyHeadOfCategory"]:
            yield Relation(owned.entity, "ownedBy", owner.entity, "offer", Modality.ASSERTED, 0.8)


def _reads_hyphenated(frame: Frame) -> bool:
    """Tell whether a verb says with a name before its hyphen what it says with its agent or its "on" phrase."""
    if frame.part_of_speech != "verb" or frame.with_words or frame.fixed_object:
        return False
    if Place.DIRECT_OBJECT not in frame.subject_places:
        return False
    based = Place.PREPOSITIONAL in frame.object_places and "on" in frame.markers
    return based or (Place.SUBJECT in frame.object_places and not frame.markers)


def match_frames(token: Token, reader: FillerReader, field: Field) -> Iterator[tuple[Frame, Clause]]:
    """Yield the frames whose word stands at a token, with its clause; frames with a condition come first."""
    words = reader.sentence.parse
    clauses: dict[str, Clause] = {}
    for frame in _candidates(token, field):
        kind = _kind_of(token, frame)
        if kind is None or not _conditions_hold(frame, token, reader):
            continue
        head = words[token.i + len(frame.lemma.split()) - 1] if kind == "noun" and " " in frame.lemma else token
        if kind == "noun" and head.lower_ not in {
            frame.lemma.split()[-1],
            *(f.split()[-1] for f in frame.forms),
        }:
            head = token
        if kind == "verb" and " " in frame.lemma and token.pos_ not in {"VERB", "AUX"}:
            clause = _read_phrasal(token, frame)
            if clause is not None:
                yield frame, clause
            continue
        if kind not in clauses or kind == "noun":
            clauses[kind] = _READERS[kind](head)
        yield frame, clauses[kind]


def _read_phrasal(token: Token, frame: Frame) -> Clause | None:
    """Return the clause of a verb of several words that the parser took apart: "X open sourced Y"."""
    words = token.doc[token.i : token.i + len(frame.lemma.split())]
    verb = next((word for word in words if word.pos_ == "VERB"), None)
    if verb is None:
        return None
    clause = read_verb(verb)
    for place, tokens in clause.places.items():
        clause.places[place] = [
            other
            for found in tokens
            for other in ([c for c in found.children if c.dep_ == "compound"] if found in words else [found])
        ]
    return clause


def _candidates(token: Token, field: Field) -> list[Frame]:
    """Return the frames that a token or the words it begins can stand for."""
    lexicon = field.lexicon
    words = token.doc
    found: list[Frame] = []
    lower = token.lower_
    if lower in lexicon.first_words:
        for length in (3, 2):
            form = " ".join(t.lower_ for t in words[token.i : token.i + length])
            found.extend(lexicon.by_form.get(form, ()))
    found.extend(lexicon.by_form.get(lower, ()))
    if token.pos_ in {"VERB", "AUX"}:
        lemma = token.lemma_.lower()
        found.extend(lexicon.by_lemma.get(lemma, ()))
        particle = next((child.lower_ for child in token.children if child.dep_ == "prt"), None)
        if particle is not None:
            found.extend(lexicon.by_lemma.get(f"{lemma} {particle}", ()))
    unique = [frame for frame in dict.fromkeys(found) if not frame.asked_only]
    unique.sort(key=lambda f: (not f.with_words, not f.scope, -len(f.lemma), f.argument_type is None))
    return unique


def _kind_of(token: Token, frame: Frame) -> str | None:
    """Return the part of speech under which a frame can stand at a token, or None."""
    if frame.part_of_speech == "verb":
        if " " in frame.lemma and token.lower_ == frame.head:
            return "verb"
        participle = token.tag_ in {"VBN", "VBG"} or (
            token.tag_ == "JJ" and "-" in token.text and token.dep_ == "acomp"
        )
        return "verb" if token.pos_ in {"VERB", "AUX"} or participle else None
    if frame.part_of_speech == "noun":
        return "noun" if token.pos_ in {"NOUN", "PROPN", "ADJ"} or token.tag_ == "VBG" else None
    if frame.clause_adjunct:
        return "adjective"
    return "adjective" if token.pos_ in {"ADJ", "NOUN", "VERB", "ADV"} else None


def _conditions_hold(frame: Frame, token: Token, reader: FillerReader) -> bool:
    if frame.with_words:
        near = {t.lower_ for t in token.subtree} | {t.lower_ for t in token.children}
        near |= {t.lower_ for t in token.doc[max(0, token.i - 3) : token.i]}
        if not near & set(frame.with_words):
            return False
    return not frame.scope or frame.scope in reader.sentence.text.lower()


def _read_frame(frame: Frame, clause: Clause, reader: FillerReader, field: Field) -> Iterator[Relation]:
    if frame.passive_only and not clause.passive:
        return
    if frame.part_of_speech == "noun" and frame.object_places == {Place.MODIFIER} and _goes_on_with_of(clause):
        return
    if _names_members(clause) or _is_taken(frame, clause) or (clause.by_means and _tells_who_acts(frame, field)):
        return
    if is_condition(clause):
        return
    owned = clause.verb is None and Place.POSSESSIVE in frame.subject_places | frame.object_places
    modality = Modality.ASSERTED if owned else find_modality(clause)  # "its tool X will ...": that X is its is so now
    subjects = fill_place(frame, frame.subject_places, clause, reader)
    if not subjects:
        return
    if frame.fixed_object is not None:
        yield from _read_fixed(frame, subjects, modality, reader, field)
        return
    if frame.argument_type in {"Version", "Date"}:
        yield from _read_literal(frame, subjects, clause, modality, reader, field)
        return
    if frame.subject_places & frame.object_places and not frame.object_markers:
        for one, other in pairwise(subjects):
            relation = relate(frame, one, other, modality, reader, field)
            if relation is not None:
                yield relation
        return
    objects = fill_place(frame, frame.object_places, clause, reader, frame.object_markers)
    for subject in subjects:
        for end in objects:
            relation = (
                None if _are_listed(subject, end, reader) else relate(frame, subject, end, modality, reader, field)
            )
            if relation is not None:
                yield relation


def _names_members(clause: Clause) -> bool:
    """Tell whether "include" gives examples of a plural and not parts of a whole: "supported tools include A"."""
    subjects = clause.places.get(Place.SUBJECT, [])
    return clause.head.lemma_ == "include" and any(t.tag_ in {"NNS", "NNPS"} for t in subjects)


def _is_taken(frame: Frame, clause: Clause) -> bool:
    """Tell whether an active verb has an object that a frame for subject and phrase does not speak of."""
    if frame.part_of_speech != "verb" or clause.passive or not clause.places.get(Place.DIRECT_OBJECT):
        return False
    return Place.DIRECT_OBJECT not in frame.subject_places | frame.object_places | frame.free_places


def _goes_on_with_of(clause: Clause) -> bool:
    """Tell whether what a noun relates to stands behind it: "the Acme implementation of Dyno"."""
    return any(child.lower_ == "of" and child.dep_ == "prep" for child in clause.head.children)


def _tells_who_acts(frame: Frame, field: Field) -> bool:
    """Tell whether the subject of a verb is who does or uses something: never the tool it is done with."""
    ranges = field.ontology.properties[frame.senses[0]].range
    return Place.SUBJECT in frame.object_places and any(field.ontology.is_a(name, "Agent") for name in ranges)


def _read_fixed(
    frame: Frame, subjects: list[Filler], modality: Modality, reader: FillerReader, field: Field
) -> Iterator[Relation]:
    """Read a word that says the object itself: "graduated"."""
    known = field.find_fixed_object(frame)
    if known is None:
        return
    end = Entity(known.iri, known.label, known.type)
    for subject in subjects:
        here = Filler(end, Span(subject.span.end, subject.span.end))
        relation = relate(frame, subject, here, modality, reader, field)
        if relation is not None:
            yield relation


def fill_place(
    frame: Frame, places: frozenset[Place], clause: Clause, reader: FillerReader, markers: tuple[str, ...] = ()
) -> list[Filler]:
    """Return the entities in the first filled of a frame's places for one end."""
    for place in sorted(places):
        if place is Place.PREPOSITIONAL:
            tokens = _marked(markers or frame.markers, clause.prepositional, reader)
            if not tokens and Place.DIRECT_OBJECT in frame.free_places:
                tokens = _marked(frame.markers, clause.distant, reader)
        elif place is Place.SUBJECT and frame.light_verbs:
            verb = clause.verb
            tokens = clause.places.get(place, []) if verb is not None and verb.lemma_ in frame.light_verbs else []
            if reader.context.fresh and any(t.lower_ in {"you", "one", "users", "we"} for t in tokens):
                return reader.topic(tokens[0])
        else:
            tokens = clause.places.get(place, [])
        if not tokens and place is _place_of_subject(clause) and reader.context.stable and opens_item(clause.head):
            return reader.topic(clause.head)
        if place is Place.MODIFIER and _has_complement(clause):
            continue  # "the Acme implementation of X" is one of X
        if place is Place.MODIFIER:
            fillers = [f for token in tokens for f in _modifier(token, clause.head, reader)]
        else:
            group = not (place in {Place.COPULATIVE, Place.SUBJECT, Place.DIRECT_OBJECT} and _is_beside(clause))
            fillers = [f for token in tokens for f in reader.fillers(token, group and token != clause.head)]
            fillers = _told_before(fillers, tokens, clause, reader)
            if place is Place.COPULATIVE and len(tokens) > 1:
                fillers += _terms_beside(tokens, fillers, reader)
        if not fillers and place is Place.COPULATIVE and frame.senses[0] == "comparedWith":
            fillers = [f for token in tokens for f in _kind_in_general(token, reader)]
        if not fillers and place in {Place.PREPOSITIONAL, Place.DIRECT_OBJECT}:
            fillers = [f for token in tokens for f in _announced(token, reader)]
        if fillers:
            return list(dict.fromkeys(fillers))
    return []


def _told_before(fillers: list[Filler], tokens: list[Token], clause: Clause, reader: FillerReader) -> list[Filler]:
    """Leave out what follows a clause on what stands before it: "A, developed by X, and B" says it of A alone."""
    verb = clause.verb
    if verb is None or verb.dep_ not in {"acl", "relcl"} or any(t.i in reader.members or t.i > verb.i for t in tokens):
        return fillers
    place = reader.sentence.span.start + verb.idx
    return [f for f in fillers if f.span.start < place]


def _terms_beside(tokens: list[Token], known: list[Filler], reader: FillerReader) -> list[Filler]:
    """Return the bare nouns joined to known terms as terms: "along with limits, logging is one of ..."."""
    if not known or not all(f.entity.type in CONCEPTS for f in known):
        return []
    nouns = [
        n for n in tokens if n.tag_ in {"NN", "NNS"} and all(c.dep_ in {"cc", "conj", "punct"} for c in n.children)
    ]
    bare = [n for n in nouns if n.lower_ not in reader.field.lexicon.class_of and not reader.fillers(n, group=False)]
    return [Filler(Entity(to_entity_iri(n.text), n.text, "Concept"), reader.sentence.span_of(n, n)) for n in bare]


def _kind_in_general(noun: Token, reader: FillerReader) -> list[Filler]:
    """Return the kind that a bare plural speaks of: "Message brokers are similar to ..."."""
    bare = noun.tag_ == "NNS" and not any(c.dep_ in {"det", "poss", "nummod", "relcl", "acl"} for c in noun.children)
    first, _ = reader.noun_chunk(noun)
    kind = find_kind(noun, reader) if bare and first.i < noun.i else None
    return [Filler(kind, reader.sentence.span_of(first, noun))] if kind is not None else []


def _place_of_subject(clause: Clause) -> Place:
    return Place.DIRECT_OBJECT if clause.passive else Place.SUBJECT


def _announced(token: Token, reader: FillerReader) -> list[Filler]:
    """Return the names that a list behind a phrase gives: "works with products for signing, such as A and B"."""
    nouns = [t for t in token.subtree if t.i in reader.members and t.dep_ in {"pobj", "conj"} and t.i > token.i]
    verbs = [t for t in token.subtree if t.pos_ in {"VERB", "AUX"} and t.tag_ not in {"VBN", "VBG", "JJ"}]
    ends = [n for n in nouns if reader.members[n.i].lead and not any(v.i < n.i for v in verbs)]
    return [f for n in ends[:1] for f in reader.fillers(n) if f.is_name]


def _marked(markers: tuple[str, ...], phrases: list[tuple[str, Token]], reader: FillerReader) -> list[Token]:
    """Return the objects of the first of the prepositions that has a filled one."""
    for wanted in markers:
        tokens = [token for marker, token in phrases if marker == wanted]
        if any(reader.fillers(token) for token in tokens):
            return tokens
    return [token for marker, token in phrases if marker in markers]


def _has_complement(clause: Clause) -> bool:
    """Tell whether a noun is followed by what it is of."""
    return any(c.dep_ == "prep" and c.lower_ == "of" and c.i == clause.head.i + 1 for c in clause.head.children)


def _is_beside(clause: Clause) -> bool:
    """Tell whether a clause is told of the one name beside it: an apposition, or words in brackets."""
    head = clause.head
    if opening_of(head) > 0 and head.doc[opening_of(head)].text == "(":
        return True
    return clause.verb is None and head.tag_ in {"NN", "NNP"}


def _modifier(token: Token, head: Token, reader: FillerReader) -> list[Filler]:
    """Return the name a modifier is; "X-hosted" stands for X. A term that holds the noun itself is none."""
    mention = reader.mention_of(token)
    if mention is not None and mention.entity is not None and not mention.covers(head):
        return [Filler(mention.entity, mention.span)]
    return []


def relate(
    frame: Frame, subject: Filler, end: Filler, modality: Modality, reader: FillerReader, field: Field
) -> Relation | None:
    """Return the relation of the first sense that fits both ends, or None."""
    if subject.entity.iri == end.entity.iri or subject.span.overlaps(end.span):
        return None
    for sense in frame.senses:
        ends = fit_ends(frame, sense, subject, end, field)
        if ends is None:
            continue
        if modality is Modality.ASSERTED and _FUTURE.search(_before(reader, end)):
            modality = Modality.PLANNED
        confidence = 0.9 if subject.named and end.named else 0.8
        literal = field.ontology.properties[sense].literal
        if literal and _is_cut(end, reader):
            return None
        label: Entity | Literal = Literal(reader.words(end.span)) if literal else ends[1]
        return Relation(ends[0], narrow_sense(sense, *ends, field), label, frame.name, modality, confidence)
    return None


def _is_cut(end: Filler, reader: FillerReader) -> bool:
    """Tell whether a name taken as a value is only the end of a longer one: "short for zorblat Daemon"."""
    mention = next((m for m in reader.mentions if m.span == end.span), None)
    head = reader.sentence.parse[mention.last] if mention is not None else None
    return (
        head is not None
        and mention is not None
        and any(c.dep_ in {"compound", "nmod"} and c.i < mention.first for c in head.children)
    )


def _are_listed(subject: Filler, end: Filler, reader: FillerReader) -> bool:
    """Tell whether two names only stand in one list; a frame with both in its subject may join them."""
    ones = [m for m in reader.mentions if m.span == subject.span]
    others = {m.span for one in ones for m in find_coordinated(one, reader.mentions, reader.sentence)}
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
    field: Field,
) -> Iterator[Relation]:
    """Read a date or version: "announced in 2014", "the default since 1.12"."""
    text = reader.sentence.text
    if frame.argument_type == "Version":
        match = _VERSION_SINCE.search(text)
        value = Literal(_version(match, text, reader, field)) if match else None
    else:
        place = [t for marker, t in clause.prepositional if marker in frame.markers or marker in {"in", "on"}]
        padded = " " * reader.sentence.span.start + text
        date = next((d for t in place if (d := find_date(reader.phrase(t).of(padded)))), None)
        value = Literal(date, {4: "gYear", 7: "gYearMonth"}.get(len(date), "date")) if date else None
    if value is None:
        return
    prop = field.ontology.properties[frame.senses[0]]
    for subject in subjects[:1] if frame.argument_type == "Version" else subjects:
        if field.ontology.may_be(subject.entity.type, prop.domain) and (
            subject.is_name or frame.argument_type == "Version"
        ):
            yield Relation(subject.entity, prop.name, value, frame.name, modality, 0.9)


def _version(match: re.Match[str], text: str, reader: FillerReader, field: Field) -> str:
    """Return a version with the name of what it is a version of: "in Acme from its version 1.12"."""
    number = re.sub(r"^(version|release|v)\s*", "", match.group(1).strip())
    if " its " not in match.group() + text[match.start() : match.start(1)]:
        return number
    place = reader.sentence.span.start + match.start()
    before = [m for m in reader.mentions if m.span.end <= place and field.ontology.plays(m.type, Role.WORK)]
    return f"{before[-1].entity.label} {number}" if before and before[-1].entity is not None else number


def _before(reader: FillerReader, end: Filler) -> str:
    """Return the words of the sentence before a filler."""
    local = end.span.start - reader.sentence.span.start
    return reader.sentence.text[max(0, local - 60) : local]

"""Context: who "it", "they" or "she" is, followed from sentence to sentence."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from kg.language.grammar import is_passive
from kg.language.parsing import ParsedDocument
from kg.layout.outline import Place
from kg.naming.coordination import find_coordinated
from kg.naming.mentions import Mention
from kg.naming.names import TERM_CLASSES
from kg.naming.people import is_person
from kg.reference.fillers import NAMING, FillerReader
from kg.reference.referents import Context, Discourse, Earlier, Filler, Setting
from kg.relations.series import find_series
from kg.statements import Entity
from ontology import Field, Ontology
from ontology.roles import Role

# How many names of a sentence may be meant by the next one.
MOST_RECENT = 8


@dataclass
class Thread:
    """What has been read so far of a document; `terms`: the terms that its nouns shorten.

    `category`: the one last spoken of below the `heading` in force, a block number, as `block` is.
    `people`: the depth of a heading -> the person last spoken of below it.
    """

    ontology: Ontology
    terms: dict[str, Entity] = field(default_factory=dict)
    discourse: Discourse = field(default_factory=Discourse)
    category: Entity | None = None
    heading: int | None = None
    block: int = -1
    people: dict[int, Entity] = field(default_factory=dict)

    def context(self, block: int, place: Place, house: Entity | None, announced: tuple[Mention, ...]) -> Context:
        """Return the context of the next sentence; a new block begins with the topic it stands under.

        `house`: the organization that the document is told by or about. `announced`: the names of the list below.
        """
        if block != self.block:
            self._begin_block(block, place)
        setting = Setting(
            page=place.topic,
            section=place.category or place.layer,
            by_class=self._by_class(place),
            house=house,
            terms=self.terms,
            leading=place.leading and self.discourse.before is None,
            labelled=place.labelled and self.discourse.topic == place.topic and place.opening is None,
        )
        return Context(self.discourse, setting, announced)

    def _begin_block(self, block: int, place: Place) -> None:
        """Leave behind what a block before this one spoke of."""
        self.block = block
        opens = place.opening is not None
        last = self.discourse.topic if place.heading == self.heading and self.discourse.fresh else None
        self.discourse = replace(
            self.discourse, topic=place.topic, last=last, fresh=opens, listed=(), plural=False, before=None
        )
        if place.heading != self.heading:
            self.heading = place.heading
            self.category = None
            self.people = {depth: person for depth, person in self.people.items() if depth < place.depth}
            person = self.people[max(self.people)] if self.people else None
            self.discourse = replace(self.discourse, series=None, person=person)

    def _by_class(self, place: Place) -> dict[str, Entity]:
        """Return what "this category" and "this layer" are: by the heading, else the last one spoken of."""
        found: dict[str, Entity] = {}
        category = place.category or self.category
        if category is None and place.topic is not None and self.ontology.holds(place.topic.type, Role.WORK):
            category = place.topic
        if category is not None:
            found[category.type] = category
        if place.layer is not None:
            found[place.layer.type] = place.layer
        return found

    def follow(self, reader: FillerReader, place: Place) -> list[Filler]:
        """Take up what a sentence was about, and return what its subject stands for."""
        entities = tuple(m.entity for m in reader.mentions if m.entity is not None)
        self.discourse = replace(
            self.discourse,
            before=Earlier(reader.sentence, tuple(reader.mentions)),
            series=find_series(reader) or self.discourse.series,
            recent=entities[-MOST_RECENT:] or self.discourse.recent,
        )
        subject = _find_main_subject(reader)
        self._follow_list(reader, subject)
        if subject is None:
            return []
        term = reader.known_term(subject)
        if term is not None and self.ontology.holds(term.type, Role.WORK):
            self.category = term
        fillers = reader.fillers(subject)
        if len(fillers) == 1 and not _is_untracked(fillers[0].entity, reader):
            self._follow_one(fillers[0].entity, subject, reader, place)
        elif (named := _named_by_predicate(subject, reader) or _only_singular(subject, reader)) is not None:
            self._speak_of(named)
        elif subject.pos_ != "PRON" and subject.dep_ != "expl":
            opens = place.opening is not None
            goes_on = opens or (place.topic is not None and place.topic in entities)
            self.discourse = replace(self.discourse, topic=place.topic if goes_on else None, fresh=opens)
        return fillers

    def _follow_one(self, entity: Entity, subject: Token, reader: FillerReader, place: Place) -> None:
        """Take up the one thing that a sentence's subject stands for, or what it makes."""
        person = is_person(entity)
        if person:
            self.people[place.depth] = entity
            self.discourse = replace(self.discourse, person=entity)
        made = _find_made(subject, reader)
        if made is not None:
            self._speak_of(made)
        elif (topic := self.discourse.topic) is not None and _acts_on_topic(subject, topic, reader):
            return  # "Acme created it. It ...", "Dyno uses this library. It ...": both are the topic
        elif not person and (not self.ontology.is_a(entity.type, "Organization") or place.topic is None):
            self._speak_of(entity)
            if self.ontology.holds(entity.type, Role.WORK):
                self.category = entity

    def _speak_of(self, entity: Entity) -> None:
        self.discourse = replace(self.discourse, topic=entity, fresh=True)

    def _follow_list(self, reader: FillerReader, subject: Token | None) -> None:
        """Take up the names a sentence joins; one that speaks of them again by a pronoun keeps them."""
        told = reader.fillers(subject) if subject is not None else []
        if subject is not None and len(told) > 1 and {f.entity for f in told} == set(self.discourse.listed):
            self.discourse = replace(self.discourse, plural=True)
            return
        plural = len(told) > 1 and all(f.named and f.is_name for f in told)
        if plural:
            self.discourse = replace(self.discourse, plural=True, listed=tuple(dict.fromkeys(f.entity for f in told)))
            return
        groups = [find_coordinated(m, reader.mentions, reader.sentence) for m in reader.mentions]
        lists = [[m.entity for m in g if m.entity is not None and m.type not in TERM_CLASSES] for g in groups]
        longest = max(lists, key=len, default=[])
        self.discourse = replace(
            self.discourse, plural=False, listed=tuple(dict.fromkeys(longest)) if len(longest) > 1 else ()
        )


def _only_singular(subject: Token, reader: FillerReader) -> Entity | None:
    """Return the one name of a sentence about unnamed things: behind "Flags are kept in X." "it" can only be X."""
    plural = subject.tag_ == "NNS" and not reader.fillers(subject)
    named = {m.entity for m in reader.mentions if m.entity is not None and m.type not in TERM_CLASSES}
    others = (n for n in reader.sentence.parse if n not in subject.subtree and reader.mention_of(n) is None)
    things = [n for n in others if n.tag_ in {"NN", "NNP"}]
    entity = next(iter(named)) if len(named) == 1 else None
    held = entity is not None and not things and not reader.ontology.is_a(entity.type, "Agent")
    return entity if plural and held else None


def find_only_terms(parsed: ParsedDocument, field_: Field) -> dict[str, Entity]:
    """Return noun -> the term it shortens, where the document narrows it by one and the same noun only.

    Where a text speaks of container orchestrators and of no other kind, its "orchestrators" are these.
    """
    found: dict[str, set[str]] = {}
    for sentence in parsed.sentences:
        for noun in sentence.parse:
            if noun.pos_ != "NOUN" or noun.lower_ not in field_.lexicon.class_of:
                continue
            before = noun.nbor(-1) if noun.i > 0 else None
            if before is None or before.pos_ not in {"NOUN", "PROPN", "ADJ", "VERB"} or before.dep_ == "ROOT":
                continue
            if before.lower_ not in field_.lexicon.words["generalModifier"]:
                found.setdefault(noun.lemma_.lower(), set()).add(before.lemma_.lower() if before.pos_ == "NOUN" else "")
    single = {noun: next(iter(kinds)) for noun, kinds in found.items() if len(kinds) == 1}
    terms = {noun: f"{kind} {noun}" for noun, kind in single.items() if kind}
    return {noun: Entity.called(term, "Concept") for noun, term in terms.items()}


def _is_untracked(entity: Entity, reader: FillerReader) -> bool:
    """Tell whether "it" in the next sentence is hardly this: a value such as a level, or a document."""
    return entity.type == "Document" or reader.ontology.plays(entity.type, Role.VALUE)


def _find_made(subject: Token, reader: FillerReader) -> Entity | None:
    """Return what "Acme released Dyno. It ..." goes on about: the one work that its subject makes."""
    verb = subject.head
    frames = reader.lexicon.by_lemma.get(verb.lemma_.lower(), ()) if verb.pos_ == "VERB" else ()
    if not any(frame.senses[0] == "createdBy" and not frame.asked_only for frame in frames) or is_passive(verb):
        return None
    made = [f for c in verb.children if c.dep_ == "dobj" for f in reader.fillers(c) if f.named and f.is_name]
    fits = len(made) == 1 and reader.ontology.may_be(made[0].entity.type, (reader.ontology.class_for(Role.WORK),))
    return made[0].entity if fits else None


def _acts_on_topic(subject: Token, topic: Entity, reader: FillerReader) -> bool:
    """Tell whether a sentence says what a name does with the topic: "Acme created it", "Dyno uses this library"."""
    objects = [c for c in subject.head.children if c.dep_ == "dobj"]
    if subject.pos_ != "PROPN":
        return False
    told = (f for c in objects if c.pos_ == "NOUN" for f in reader.fillers(c))
    return any(c.lower_ == "it" for c in objects) or any(not f.named and f.entity == topic for f in told)


def _named_by_predicate(subject: Token, reader: FillerReader) -> Entity | None:
    """Return what "one of the most popular tools is X" or "our store is called X" is about."""
    verb = subject.head
    names = {"attr"} if verb.lemma_ == "be" else {"oprd", "attr"} if verb.lower_ in NAMING else set()
    if subject.pos_ == "PRON":
        return None
    mentions = [reader.mention_of(c) for c in verb.children if c.dep_ in names and c.pos_ == "PROPN"]
    return mentions[0].entity if mentions and mentions[0] is not None else None


def _find_main_subject(reader: FillerReader) -> Token | None:
    """Return the subject of a sentence's main verb."""
    for token in reader.sentence.parse:
        if token.dep_ in {"nsubj", "nsubjpass", "expl"} and token.head.dep_ in {"ROOT", "conj"}:
            return token
    return None

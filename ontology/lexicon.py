"""The lexicon as values: which words say which relation, and in which places its two ends stand."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class Place(StrEnum):
    """Where in a clause an argument of a frame stands."""

    SUBJECT = "subject"
    DIRECT_OBJECT = "directObject"
    PREPOSITIONAL = "prepositionalObject"
    COPULATIVE = "copulativeSubject"
    POSSESSIVE = "possessiveAdjunct"
    MODIFIER = "attributiveArg"
    COMPLEMENT = "objectComplement"


@dataclass(frozen=True, slots=True)
class Frame:
    """A lexical entry: a word, the places of a property's subject and object, and the properties it can mean.

    `forms`: the word's written forms in lower case, the lemma first. `subject_places`, `object_places`: where
    the property's subject and object may stand; `free_places` may be filled too. `markers`: the prepositions
    of the prepositional object.
    `object_markers`: where both ends are prepositional, the prepositions of the object ("moved from A to B").
    `known_subject`, `known_object`: the class that the property's subject or object must be known to be of.
    `senses`: property names; the first whose domain and range fit is meant. `asked_only`: so worded it is asked
    for, while a text that says it may mean something else. `companies_too`: the name of a company may stand for
    its product at the property's object.
    """

    name: str
    part_of_speech: str
    lemma: str
    forms: tuple[str, ...]
    subject_places: frozenset[Place]
    object_places: frozenset[Place]
    senses: tuple[str, ...]
    markers: tuple[str, ...] = ()
    with_words: tuple[str, ...] = ()
    light_verbs: tuple[str, ...] = ()
    fixed_object: str | None = None
    argument_type: str | None = None
    names_only: bool = False
    passive_only: bool = False
    active_only: bool = False
    clause_adjunct: bool = False
    scope: str | None = None
    free_places: frozenset[Place] = frozenset()
    known_subject: str | None = None
    known_object: str | None = None
    object_markers: tuple[str, ...] = ()
    asked_only: bool = False
    companies_too: bool = False

    @property
    def is_verb(self) -> bool:
        """Whether it is a verb."""
        return self.part_of_speech == "verb"

    @property
    def is_noun(self) -> bool:
        """Whether it is a noun."""
        return self.part_of_speech == "noun"

    @property
    def is_adjective(self) -> bool:
        """Whether it is an adjective."""
        return self.part_of_speech == "adjective"

    @property
    def head(self) -> str:
        """The first word of the lemma."""
        return self.lemma.split()[0]

    @property
    def names_subject(self) -> bool:
        """Whether it is a noun for what the property's subject is to its object: "a member of X"."""
        return self.is_noun and Place.COPULATIVE in self.subject_places

    @property
    def names_object(self) -> bool:
        """Whether it is a noun for what the property's object is to its subject: "the owner of X"."""
        return self.is_noun and Place.COPULATIVE in self.object_places


@dataclass(frozen=True)
class Lexicon:
    """All frames, the nouns that name classes (noun -> class name), and what else is known of words.

    `words`: name of a word list -> its words, with their plurals. `names_only`: property -> the ends
    ("s", "o") that must be names and not descriptions. `through_parts`: properties that hold of a thing where
    they are told of a part or copy of it ("runs on Acme clusters"). `no_agent`: property -> the ends that are
    never people or organizations. `known_at`: property -> the ends that must be known to be of its class.
    `open_to_all`: property -> the ends that may be languages and levels too ("X supports Python"). `told_when_done`:
    properties that tell of what was done, which "for porting X to Y" does not. `told_when_over`: those that "is being
    bought by X" does not tell of yet. `column_heads`: head of a column of a
    table, in lower case -> the property that its cells give of the things the rows are about.
    """

    frames: tuple[Frame, ...]
    class_nouns: dict[str, str] = field(default_factory=dict)
    words: dict[str, frozenset[str]] = field(default_factory=dict)
    names_only: dict[str, frozenset[str]] = field(default_factory=dict)
    through_parts: frozenset[str] = frozenset()
    no_agent: dict[str, frozenset[str]] = field(default_factory=dict)
    known_at: dict[str, frozenset[str]] = field(default_factory=dict)
    open_to_all: dict[str, frozenset[str]] = field(default_factory=dict)
    told_when_done: frozenset[str] = frozenset()
    told_when_over: frozenset[str] = frozenset()
    column_heads: dict[str, str] = field(default_factory=dict)

    @cached_property
    def by_form(self) -> dict[str, tuple[Frame, ...]]:
        """Written form in lower case -> frames; of several words all, joined by blanks."""
        found: dict[str, list[Frame]] = defaultdict(list)
        for frame in self.frames:
            for form in frame.forms:
                found[form].append(frame)
        return {form: tuple(frames) for form, frames in found.items()}

    @cached_property
    def by_name(self) -> dict[str, Frame]:
        """Name of an entry -> frame."""
        return {frame.name: frame for frame in self.frames}

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The words that begin forms of several words."""
        return frozenset(form.split()[0] for form in self.by_form if " " in form)

    @cached_property
    def adjuncts(self) -> dict[str, tuple[Frame, ...]]:
        """First word of a marker -> the frames said of a whole clause ("in contrast to X, Y ...")."""
        found: dict[str, list[Frame]] = defaultdict(list)
        for frame in self.frames:
            if frame.clause_adjunct:
                for word in dict.fromkeys(marker.split()[0] for marker in frame.markers):
                    found[word].append(frame)
        return {word: tuple(frames) for word, frames in found.items()}

    @cached_property
    def endings(self) -> dict[str, str]:
        """Last word of a long name, in lower case -> the class of what such names name."""
        mark = "endingOf"
        lists = ((name.removeprefix(mark), words) for name, words in self.words.items() if name.startswith(mark))
        return {word: name for name, words in lists for word in sorted(words)}

    @cached_property
    def by_lemma(self) -> dict[str, tuple[Frame, ...]]:
        """Lemma -> frames."""
        found: dict[str, list[Frame]] = defaultdict(list)
        for frame in self.frames:
            found[frame.lemma].append(frame)
        return {lemma: tuple(frames) for lemma, frames in found.items()}

    @cached_property
    def conditions(self) -> dict[str, frozenset[str]]:
        """Property -> the words of which a clause has to hold one where some verbs are to word it."""
        found: dict[str, set[str]] = {}
        for frame in (frame for frame in self.frames if frame.is_verb):
            for sense in frame.senses:
                found.setdefault(sense, set()).update(frame.with_words)
        return {sense: frozenset(words) for sense, words in found.items()}

    @cached_property
    def relational_nouns(self) -> frozenset[str]:
        """Plural forms of the nouns that relate what they are said of to something else: "alternatives"."""
        return frozenset(
            to_plural(frame.lemma)
            for frame in self.frames
            if frame.is_noun and not frame.asked_only and Place.COPULATIVE in frame.subject_places | frame.object_places
        )

    @cached_property
    def verb_forms(self) -> frozenset[str]:
        """Every written form of a one-word verb."""
        return frozenset(form for frame in self.frames if frame.is_verb for form in frame.forms if " " not in form)

    @cached_property
    def fixed_forms(self) -> tuple[tuple[str, str, bool], ...]:
        """Each form that implies a value, the value's name, and whether a verb says by it that the value begins."""
        return tuple(
            # "incubating" is a state
            (form, frame.fixed_object, frame.is_verb and not form.endswith("ing"))
            for frame in self.frames
            if frame.fixed_object
            for form in frame.forms
        )

    @cached_property
    def class_of(self) -> dict[str, str]:
        """Noun in singular or plural -> class name."""
        return {form: name for noun, name in self.class_nouns.items() for form in (noun, to_plural(noun))}


def to_plural(noun: str) -> str:
    """Return the regular English plural.

    >>> to_plural("category"), to_plural("proxy"), to_plural("tool"), to_plural("mesh")
    ('categories', 'proxies', 'tools', 'meshes')
    """
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    if re.search(r"(s|x|z|ch|sh)$", noun):
        return noun + "es"
    return noun + "s"


def to_verb_forms(lemma: str) -> tuple[str, ...]:
    """Return lemma, third person, past and -ing form of a regular English verb; a particle stays behind it.

    >>> to_verb_forms("replace")
    ('replace', 'replaces', 'replaced', 'replacing')
    >>> to_verb_forms("take over")[1]
    'takes over'
    """
    verb, _, rest = lemma.partition(" ")
    tail = f" {rest}" if rest else ""
    if verb.endswith("e"):
        forms = (verb, verb + "s", verb + "d", verb[:-1] + "ing")
    elif re.search(r"[^aeiou]y$", verb):
        forms = (verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    elif re.fullmatch(r"[^aeiou]*[aeiou][bdgmnprt]", verb):
        forms = (verb, verb + "s", verb + verb[-1] + "ed", verb + verb[-1] + "ing")
    else:
        forms = (verb, to_plural(verb), verb + "ed", verb + "ing")
    return tuple(form + tail for form in forms)

"""Wordings: short questions that the lexicon makes of every relation, to compare other wordings with.

"createdBy", its subject given, is worded "who created X", "X was created by what", "X's creator" ...; with its
object given "what did X create" ... `X` stands for what is known, "what" for what is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ontology.lexicon import Frame, Place
from ontology.model import Ontology, Property

KNOWN = "X"
_PAST = 2
_PARTICIPLE = 3


@dataclass(frozen=True, slots=True, order=True)
class Wording:
    """A question for one end of a relation; `given_is_subject`: what is known is the property's subject."""

    text: str
    property: str
    given_is_subject: bool


def make_wordings(frames: tuple[Frame, ...], ontology: Ontology) -> list[Wording]:
    """Return every wording of every relation, in the direction in which the relation is stated."""
    found: set[Wording] = set()
    for frame in frames:
        if frame.fixed_object is not None or frame.lemma == "be":
            continue
        for sense in frame.senses:
            name, swapped = ontology.canonical(sense)
            for given_is_subject in (True, False):
                asks = _asked_by(ontology.properties[sense], given_is_subject, ontology)
                for text in _word_frame(frame, given_is_subject, asks):
                    found.add(Wording(text, name, given_is_subject != swapped))
    for property_ in ontology.properties.values():
        name, swapped = ontology.canonical(property_.name)
        found.add(Wording(f"{KNOWN} {property_.label} what", name, not swapped))
        if len(property_.range) == 1 and property_.range[0] in ontology.class_labels and property_.range != ("Thing",):
            noun = ontology.class_labels[property_.range[0]]
            if sum(other.range == property_.range for other in ontology.properties.values()) == 1:
                found.add(Wording(f"what is the {noun} of {KNOWN}", name, not swapped))
    return sorted(found)


def _asked_by(property_: Property, given_is_subject: bool, ontology: Ontology) -> str:
    """Return "who" where people or organizations are asked for, else "what"."""
    side = property_.range if given_is_subject else property_.domain
    return "who" if all(ontology.is_a(name, "Agent") for name in side) else "what"


def _word_frame(frame: Frame, given_is_subject: bool, asks: str) -> Iterator[str]:
    """Yield the wordings of a frame in which one end of its property is known."""
    given, asked = frame.subject_places, frame.object_places
    if not given_is_subject:
        given, asked = asked, given
    if frame.part_of_speech == "verb":
        yield from _word_verb(frame, given, asked, asks)
    elif frame.part_of_speech == "noun":
        yield from _word_noun(frame, given, asked, asks)
    elif Place.COPULATIVE in given:
        yield from (f"what is {KNOWN} {frame.lemma} {marker}" for marker in frame.markers[:2] or ("",))
    elif Place.COPULATIVE in asked:
        yield from (f"what is {frame.lemma} {marker} {KNOWN}" for marker in frame.markers[:2] or ("",))


def _word_verb(frame: Frame, given: frozenset[Place], asked: frozenset[Place], asks: str) -> Iterator[str]:
    lemma, forms = frame.lemma, frame.forms
    present = forms[1] if len(forms) > 1 else lemma
    past = forms[_PAST] if len(forms) > _PAST else lemma
    participle = forms[_PARTICIPLE] if len(forms) > _PARTICIPLE + 1 else past
    more = f" {frame.with_words[0]}" if frame.with_words else ""
    if Place.SUBJECT in given and Place.DIRECT_OBJECT in asked:
        yield f"what does {KNOWN} {lemma}{more}"
    if Place.DIRECT_OBJECT in given and Place.SUBJECT in asked:
        yield from (f"{asks} {past} {KNOWN}{more}", f"{KNOWN} was {participle} by {asks}{more}")
    if Place.DIRECT_OBJECT in given and Place.COMPLEMENT in asked:
        yield f"what was {KNOWN} {participle}{more}"
    if Place.COMPLEMENT in given and Place.DIRECT_OBJECT in asked:
        yield f"what was {participle} {KNOWN}{more}"
    if Place.SUBJECT in given and Place.COMPLEMENT in asked:
        yield f"what did {KNOWN} {lemma}{more}"
    if Place.COMPLEMENT in given and Place.SUBJECT in asked:
        yield f"what {past} {KNOWN}{more}"
    for marker in frame.markers[:2]:
        if Place.SUBJECT in given and Place.PREPOSITIONAL in asked:
            yield f"what does {KNOWN} {lemma} {marker}{more}"
        if Place.PREPOSITIONAL in given and Place.SUBJECT in asked:
            yield f"{asks} {present} {marker} {KNOWN}{more}"
        if Place.DIRECT_OBJECT in given and Place.PREPOSITIONAL in asked:
            yield f"what is {KNOWN} {participle} {marker}{more}"
        if Place.PREPOSITIONAL in given and Place.DIRECT_OBJECT in asked:
            yield f"what is {participle} {marker} {KNOWN}{more}"


def _word_noun(frame: Frame, given: frozenset[Place], asked: frozenset[Place], asks: str) -> Iterator[str]:
    if Place.COPULATIVE in asked:
        yield from (f"{asks} is the {frame.lemma} {marker} {KNOWN}" for marker in frame.markers[:1] or ("of",))
        yield f"{KNOWN}'s {frame.lemma}"
    elif Place.COPULATIVE in given:
        yield from (f"what is {KNOWN} the {frame.lemma} {marker}" for marker in frame.markers[:1] or ("of",))
    elif given & {Place.POSSESSIVE, Place.SUBJECT, Place.PREPOSITIONAL, Place.MODIFIER}:
        yield f"{KNOWN} {frame.lemma}"

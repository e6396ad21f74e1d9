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

# By the places of what is known and of what is asked.
_VERB_WORDINGS = (
    ((Place.SUBJECT, Place.DIRECT_OBJECT), f"what does {KNOWN} {{lemma}}"),
    ((Place.DIRECT_OBJECT, Place.SUBJECT), f"{{asks}} {{past}} {KNOWN}"),
    ((Place.DIRECT_OBJECT, Place.SUBJECT), f"{KNOWN} was {{participle}} by {{asks}}"),
    ((Place.DIRECT_OBJECT, Place.COMPLEMENT), f"what was {KNOWN} {{participle}}"),
    ((Place.COMPLEMENT, Place.DIRECT_OBJECT), f"what was {{participle}} {KNOWN}"),
    ((Place.SUBJECT, Place.COMPLEMENT), f"what did {KNOWN} {{lemma}}"),
    ((Place.COMPLEMENT, Place.SUBJECT), f"what {{past}} {KNOWN}"),
)
_PREPOSITIONAL_WORDINGS = (
    ((Place.SUBJECT, Place.PREPOSITIONAL), f"what does {KNOWN} {{lemma}} {{marker}}"),
    ((Place.PREPOSITIONAL, Place.SUBJECT), f"{{asks}} {{present}} {{marker}} {KNOWN}"),
    ((Place.DIRECT_OBJECT, Place.PREPOSITIONAL), f"what is {KNOWN} {{participle}} {{marker}}"),
    ((Place.PREPOSITIONAL, Place.DIRECT_OBJECT), f"what is {{participle}} {{marker}} {KNOWN}"),
)


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
    if frame.is_verb:
        yield from _word_verb(frame, given, asked, asks)
    elif frame.is_noun:
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
    words = {"asks": asks, "lemma": lemma, "present": present, "past": past, "participle": participle}
    for ends, text in _VERB_WORDINGS:
        if ends[0] in given and ends[1] in asked:
            yield text.format(**words) + more
    for marker in frame.markers[:2]:
        for ends, text in _PREPOSITIONAL_WORDINGS:
            if ends[0] in given and ends[1] in asked:
                yield text.format(**words, marker=marker) + more


def _word_noun(frame: Frame, given: frozenset[Place], asked: frozenset[Place], asks: str) -> Iterator[str]:
    if Place.COPULATIVE in asked:
        yield from (f"{asks} is the {frame.lemma} {marker} {KNOWN}" for marker in frame.markers[:1] or ("of",))
        yield f"{KNOWN}'s {frame.lemma}"
    elif Place.COPULATIVE in given:
        yield from (f"what is {KNOWN} the {frame.lemma} {marker}" for marker in frame.markers[:1] or ("of",))
    elif given & {Place.POSSESSIVE, Place.SUBJECT, Place.PREPOSITIONAL, Place.MODIFIER}:
        yield f"{KNOWN} {frame.lemma}"

"""The file of the lexicon: read into frames, nouns of classes and lists of words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ontology.lexicon import Frame, Lexicon, Place, to_plural, to_verb_forms
from ontology.model import Ontology
from ontology.names import BASE, ENTITY, KG, LEXICON, PREFIXES
from ontology.turtle import Node, TurtleFile

ONTOLEX = PREFIXES["ontolex"]
SYNSEM = PREFIXES["synsem"]
LEXINFO = PREFIXES["lexinfo"]
LEX = LEXICON
ARG_S = BASE + "lexicon/argument#s"
ARG_ANY = BASE + "lexicon/argument#any"
ARG_O = BASE + "lexicon/argument#o"
_LITERALS = ("Version", "Date")


def load_lexicon(turtle: TurtleFile, ontology: Ontology, stand_ins: Mapping[str, str]) -> Lexicon:
    """Read frames, class nouns, word lists and marks; what speaks of what the ontology has not is left out.

    `stand_ins`: class of the shared lexicon -> class of the field that stands in for it.
    """
    frames = []
    nouns: dict[str, str] = {}
    for node in turtle.subjects(ONTOLEX + "LexicalEntry"):
        denoted = turtle.value(node, ONTOLEX + "denotes")
        if denoted is not None:
            if denoted.removeprefix(KG) in ontology.parents:
                nouns.setdefault(_written_forms(turtle, node, "canonicalForm")[0], denoted.removeprefix(KG))
        elif (frame := _fit(_read_frame(turtle, node), ontology, stand_ins)) is not None:
            frames.append(frame)
    return Lexicon(
        tuple(frames),
        nouns,
        _read_words(turtle),
        _read_ends(turtle, "namesOnlyAt"),
        _read_marked(turtle, "throughParts"),
        _read_ends(turtle, "noAgentAt"),
        _read_ends(turtle, "knownAt"),
        _read_ends(turtle, "openToAllAt"),
        _read_marked(turtle, "toldWhenDone"),
        _read_marked(turtle, "toldWhenOver"),
        _read_heads(turtle, ontology),
    )


def _fit(frame: Frame, ontology: Ontology, stand_ins: Mapping[str, str]) -> Frame | None:
    """Return a frame with the senses and classes that the ontology has, or None where it can say nothing."""
    senses = tuple(sense for sense in frame.senses if sense in ontology.properties)
    classes = [
        stand_ins.get(name, name) if name is not None else None
        for name in (frame.argument_type, frame.known_subject, frame.known_object)
    ]
    if not senses or any(name not in ontology.parents for name in classes if name not in {None, *_LITERALS}):
        return None
    kind, subject, end = classes
    return replace(frame, senses=senses, argument_type=kind, known_subject=subject, known_object=end)


def _read_words(turtle: TurtleFile) -> dict[str, frozenset[str]]:
    return {
        getattr(node, "value", "").removeprefix(LEX): frozenset(
            form for word in turtle.values(node, LEX + "word") for form in (word, to_plural(word))
        )
        for node in turtle.subjects(LEX + "WordList")
    }


def _read_ends(turtle: TurtleFile, name: str) -> dict[str, frozenset[str]]:
    return {
        getattr(node, "value", "").removeprefix(KG): frozenset(end[-1] for end in ends)
        for node in turtle.all_subjects()
        if (ends := turtle.values(node, LEX + name))
    }


def _read_heads(turtle: TurtleFile, ontology: Ontology) -> dict[str, str]:
    return {
        head: name
        for node in turtle.all_subjects()
        for head in turtle.values(node, LEX + "columnHead")
        if (name := getattr(node, "value", "").removeprefix(KG)) in ontology.properties
    }


def _read_marked(turtle: TurtleFile, name: str) -> frozenset[str]:
    return frozenset(
        getattr(node, "value", "").removeprefix(KG)
        for node in turtle.all_subjects()
        if turtle.value(node, LEX + name) == "true"
    )


def _read_frame(turtle: TurtleFile, node: Node) -> Frame:
    lemma = _written_forms(turtle, node, "canonicalForm")[0]
    part_of_speech = (turtle.value(node, LEXINFO + "partOfSpeech") or "").removeprefix(LEXINFO)
    forms = _written_forms(turtle, node, "otherForm")
    if part_of_speech == "verb":
        forms = forms or to_verb_forms(lemma)
    elif part_of_speech == "noun":
        forms = (*forms, to_plural(lemma))
    behaviour = turtle.objects(node, SYNSEM + "synBehavior")[0]
    places = {place: turtle.values(behaviour, LEXINFO + place.value) for place in Place}
    argument_type = turtle.value(node, LEX + "argumentType")
    fixed = turtle.value(node, LEX + "fixedObject")
    return Frame(
        name=getattr(node, "value", "").removeprefix(LEX),
        part_of_speech=part_of_speech,
        lemma=lemma,
        forms=tuple(dict.fromkeys((lemma, *forms))),
        subject_places=frozenset(place for place, ends in places.items() if ARG_S in ends),
        object_places=frozenset(place for place, ends in places.items() if ARG_O in ends),
        senses=tuple(
            (turtle.value(sense, ONTOLEX + "reference") or "").removeprefix(KG)
            for sense in turtle.objects(node, ONTOLEX + "sense")
        ),
        markers=turtle.values(behaviour, SYNSEM + "marker"),
        with_words=turtle.values(node, LEX + "withWord"),
        light_verbs=turtle.values(node, LEX + "lightVerb"),
        fixed_object=fixed.removeprefix(ENTITY) if fixed else None,
        argument_type=argument_type.rpartition("#")[2] if argument_type else None,
        names_only=turtle.value(node, LEX + "namesOnly") == "true",
        passive_only=turtle.value(node, LEX + "passiveOnly") == "true",
        active_only=turtle.value(node, LEX + "activeOnly") == "true",
        clause_adjunct=turtle.value(behaviour, LEX + "clauseAdjunct") == "true",
        scope=turtle.value(node, LEX + "scope"),
        free_places=frozenset(place for place, ends in places.items() if ARG_ANY in ends),
        known_subject=_class_of(turtle, node, "knownSubject"),
        known_object=_class_of(turtle, node, "knownObject"),
        object_markers=turtle.values(behaviour, LEX + "objectMarker"),
        asked_only=turtle.value(node, LEX + "askedOnly") == "true",
        companies_too=turtle.value(node, LEX + "companiesToo") == "true",
    )


def _class_of(turtle: TurtleFile, node: Node, mark: str) -> str | None:
    value = turtle.value(node, LEX + mark)
    return value.removeprefix(KG) if value else None


def _written_forms(turtle: TurtleFile, node: Node, kind: str) -> tuple[str, ...]:
    return tuple(
        written.lower()
        for form in turtle.objects(node, ONTOLEX + kind)
        for written in turtle.values(form, ONTOLEX + "writtenRep")
    )

"""Ends: whether two things can be the ends of a property, and what class that makes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from kg.language.words import is_word
from kg.naming.people import is_one_word_in_capitals, looks_like_person
from kg.reference.referents import Filler
from kg.statements import Entity
from ontology import Field, Frame, Place
from ontology.roles import PropertyRole, Role

# Code, capitals throughout, four words written as one, or a verb and its object: nobody is called so.
_IDENTIFIER = re.compile(
    r".*[_(){}=<>$@\d]|.*\w\.\w|[A-Z]+[A-Z_]{6,}$|(?:[A-Z][a-z]+){4,}$"
    r"|(?:Get|Set|List|Create|Delete|Update|Put|Start|Stop|Describe|Add|Remove|Has|New|Make|Run)[A-Z]\w+$"
)
_FILE = re.compile(
    r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[\w./-]+\.(?:md|ya?ml|json|txt|toml|sh|cfg|conf|xml|html?|lock|ini|env|proto)"
    r"|v\d[\w.]*"
)
_LICENCE = re.compile(r".+ [Ll]icen[cs]e(?:,? [Vv]ersion)?(?: v?\d[\w.]*)?(?: or later)?")
_CODE = re.compile(r".*[_(){}=<>$@]|.*\w\.\w+\.\w")


def fit_ends(frame: Frame, sense: str, subject: Filler, end: Filler, field: Field) -> tuple[Entity, Entity] | None:
    """Return both ends with the classes the property implies, or None where one does not fit."""
    prop = field.ontology.properties[sense]
    if not _fits("s", subject, frame, sense, field) or not _fits("o", end, frame, sense, field):
        return None
    narrowed = subject.entity if _narrows_subject(frame) else end.entity
    if frame.argument_type and not _has_argument_type(frame.argument_type, narrowed, field):
        return None
    return with_class(subject.entity, prop.domain), end.entity if prop.literal else with_class(end.entity, prop.range)


def _fits(place: str, filler: Filler, frame: Frame, sense: str, field: Field) -> bool:
    """Tell whether a filler may stand at an end of a property: `s` as its subject, `o` as its object."""
    lexicon, prop, entity = field.lexicon, field.ontology.properties[sense], filler.entity
    if filler.through and sense not in lexicon.through_parts:
        return False
    if not filler.is_name and (frame.names_only or place in lexicon.names_only.get(sense, ())):
        return False
    if entity.type == "Thing" and place in lexicon.known_at.get(sense, ()):
        return False
    if place == "o" and PropertyRole.HOSTING in prop.roles and entity.type in prop.range:
        return False  # a committee or a group of the host
    wanted = frame.known_subject if place == "s" else frame.known_object
    if is_common(filler, field) or (wanted is not None and not _is_known(filler, wanted, field)):
        return False
    if not prop.literal and is_called_licence(entity.label):
        return False
    classes = prop.domain if place == "s" else prop.range
    if field.ontology.plays(entity.type, Role.LEVEL) and sense in lexicon.through_parts:
        return False  # nobody uses a level
    is_value = field.ontology.plays(entity.type, Role.VALUE) and entity.type not in classes
    if is_value and place not in lexicon.open_to_all.get(sense, ()):
        return False
    product = frame.companies_too and place == "o" and field.stands_for_product(entity.type, entity.label)
    if place in lexicon.no_agent.get(sense, ()) and is_agent(entity, field) and not product:
        return False
    proper = filler.proper and entity.label.lower() not in field.lexicon.class_of
    return (place == "o" and prop.literal) or _may_be(entity, classes, field, proper)


def is_called_licence(label: str) -> bool:
    """Tell whether a name ends in "License", whoever knows it: it is no part and no tool of what is under it.

    >>> is_called_licence("Acme Public License, Version 2.0"), is_called_licence("License Server")
    (True, False)
    """
    return _LICENCE.fullmatch(label) is not None


def is_agent(entity: Entity, field: Field) -> bool:
    """Tell whether a thing is known to act, or is called as people are."""
    if entity.type == "Thing":
        return looks_like_person(entity.label)
    return field.ontology.is_a(entity.type, "Agent")


def narrow_sense(sense: str, subject: Entity, end: Entity, field: Field) -> str:
    """Return the narrower property that the classes of both ends call for, or the property itself."""
    for name in field.ontology.subproperties.get(sense, ()):
        prop = field.ontology.properties[name]
        if name == sense or prop.literal or set(prop.domain) | set(prop.range) <= {"Thing"}:
            continue
        fits = [field.ontology.is_a(e.type, c) for e, cs in ((subject, prop.domain), (end, prop.range)) for c in cs]
        if all(fits) and not set(prop.domain) & {"Thing"} and _are_closed(prop.range, field, any):
            return name
    return sense


def _may_be(entity: Entity, classes: tuple[str, ...], field: Field, proper: bool) -> bool:
    """Tell whether an entity fits a domain or range, one of no known class by its looks.

    `proper`: it is written as no ordinary word is.
    """
    ontology = field.ontology
    if any(ontology.is_a(entity.type, wanted) for wanted in classes):
        return True
    if len(classes) == 1 and ontology.are_disjoint(entity.type, classes[0]):
        return False
    if entity.type == "Thing":
        if set(classes) == {"Person"} and _is_never_a_person(entity.label, field):
            return False
        agents = all(ontology.is_a(wanted, "Agent") for wanted in classes)
        if agents and (_IDENTIFIER.match(entity.label) or (is_word(entity.label) and not proper)):
            return False
        if _CODE.match(entity.label) and any(ontology.is_a(wanted, "Agent") for wanted in classes):
            return False
        return not _are_closed(classes, field, all)
    return any(ontology.is_a(wanted, entity.type) for wanted in classes if not ontology.plays(wanted, Role.CLOSED))


def _is_never_a_person(label: str, field: Field) -> bool:
    """Tell whether nobody is called so: "DrawBridge", "ACME Works", "Acme Studios"."""
    *_, last = words = label.split()
    endings = field.lexicon.words["endingOfCompany"] | field.lexicon.words["endingOfOrganization"]
    return is_one_word_in_capitals(label) or last.lower() in endings or any(w.isupper() and len(w) > 2 for w in words)


def is_common(filler: Filler, field: Field) -> bool:
    """Tell whether a filler is only initials that everybody has ("the API"), a file, constant or version."""
    label = filler.entity.label
    return label in field.lexicon.words["commonInitials"] or _FILE.fullmatch(label) is not None


def _is_known(filler: Filler, class_name: str, field: Field) -> bool:
    """Tell whether an end is known to be of a class; a name of nothing known is held to be software."""
    if field.ontology.is_a(filler.entity.type, class_name):
        return True
    return (
        filler.entity.type == "Thing"
        and filler.is_name
        and field.ontology.is_a(field.ontology.class_for(Role.WORK), class_name)
    )


def _narrows_subject(frame: Frame) -> bool:
    """Tell whether the end a frame narrows to a class, its prepositional or direct object, is the subject."""
    if Place.PREPOSITIONAL in frame.object_places:
        return False
    return bool({Place.PREPOSITIONAL, Place.DIRECT_OBJECT} & frame.subject_places)


def _has_argument_type(name: str, narrowed: Entity, field: Field) -> bool:
    """Tell whether the end that a frame narrows to a class is of that class, or could be."""
    if narrowed.type == "Thing":
        guarded = name in {"Organization", "Agent"} or field.ontology.plays(name, Role.CLOSED)
        person = name == "Organization" and looks_like_person(narrowed.label)
        return not person and (not guarded or not _IDENTIFIER.match(narrowed.label))
    return field.ontology.is_a(narrowed.type, name)


def _are_closed(classes: Iterable[str], field: Field, how: Callable[[Iterator[bool]], bool]) -> bool:
    """Tell whether any or all classes are closed: nothing is of them that is not known to be."""
    return how(field.ontology.plays(name, Role.CLOSED) for name in classes)


def with_class(entity: Entity, classes: tuple[str, ...]) -> Entity:
    """Return an entity of no known class with the only one that a domain or range leaves it."""
    if entity.type == "Thing" and len(classes) == 1 and classes[0] != "Thing":
        return entity.of_class(classes[0])
    return entity

"""Ends: whether two things can be the ends of a property, and what class that makes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from kg.language.words import is_word
from kg.naming.people import looks_like_person
from kg.prose.referents import Filler
from kg.statements import Entity
from ontology import Field, Frame, Place
from ontology.roles import Role

# Code, capitals throughout, four words written as one, or a verb and its object: nobody is called so.
_IDENTIFIER = re.compile(
    r".*[_(){}=<>$@\d]|.*\w\.\w|[A-Z]+[A-Z_]{6,}$|(?:[A-Z][a-z]+){4,}$"
    r"|(?:Get|Set|List|Create|Delete|Update|Put|Start|Stop|Describe|Add|Remove|Has|New|Make|Run)[A-Z]\w+$"
)
_FILE = re.compile(
    r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[\w./-]+\.(?:md|ya?ml|json|txt|toml|sh|cfg|conf|xml|html?|lock|ini|env|proto)"
    r"|v\d[\w.]*"
)
_CODE = re.compile(r".*[_(){}=<>$@]|.*\w\.\w+\.\w")


def fit_ends(frame: Frame, sense: str, subject: Filler, end: Filler, field: Field) -> tuple[Entity, Entity] | None:
    """Return both ends with the classes the property implies, or None where one does not fit."""
    prop = field.ontology.properties[sense]
    lexicon = field.lexicon
    if (subject.through or end.through) and sense not in lexicon.through_parts:
        return None
    if is_common(subject, field) or is_common(end, field):
        return None
    wanted = lexicon.names_only.get(sense, frozenset())
    if ("s" in wanted and not subject.is_name) or ("o" in wanted and not end.is_name):
        return None
    known = lexicon.known_at.get(sense, frozenset())
    if ("s" in known and subject.entity.type == "Thing") or ("o" in known and end.entity.type == "Thing"):
        return None
    for filler, class_name in ((subject, frame.known_subject), (end, frame.known_object)):
        if class_name is not None and not _is_known(filler, class_name, field):
            return None
    open_ends = lexicon.open_to_all.get(sense, frozenset())
    for place, entity, classes in (("s", subject.entity, prop.domain), ("o", end.entity, prop.range)):
        if field.ontology.plays(entity.type, Role.VALUE) and entity.type not in classes and place not in open_ends:
            return None
    barred = lexicon.no_agent.get(sense, frozenset())
    for place, filler in (("s", subject), ("o", end)):
        if place in barred and _is_agent(filler.entity, field):
            return None
    if frame.names_only and not (subject.is_name and end.is_name):
        return None
    if not _may_be(subject.entity, prop.domain, field):
        return None
    if not prop.literal and not _may_be(end.entity, prop.range, field):
        return None
    if frame.argument_type:
        narrowed = subject.entity if _narrows_subject(frame) else end.entity
        if not _has_argument_type(frame.argument_type, narrowed, field):
            return None
    return with_class(subject.entity, prop.domain), end.entity if prop.literal else with_class(end.entity, prop.range)


def _is_agent(entity: Entity, field: Field) -> bool:
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


def _may_be(entity: Entity, classes: tuple[str, ...], field: Field) -> bool:
    """Tell whether an entity fits a domain or range, one of no known class by its looks."""
    ontology = field.ontology
    if any(ontology.is_a(entity.type, wanted) for wanted in classes):
        return True
    if len(classes) == 1 and ontology.are_disjoint(entity.type, classes[0]):
        return False
    if entity.type == "Thing":
        agents = all(ontology.is_a(wanted, "Agent") for wanted in classes)
        if agents and (_IDENTIFIER.match(entity.label) or is_word(entity.label)):
            return False
        if _CODE.match(entity.label) and any(ontology.is_a(wanted, "Agent") for wanted in classes):
            return False
        return not _are_closed(classes, field, all)
    return any(ontology.is_a(wanted, entity.type) for wanted in classes if not ontology.plays(wanted, Role.CLOSED))


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
        return not guarded or not _IDENTIFIER.match(narrowed.label)
    return field.ontology.is_a(narrowed.type, name)


def _are_closed(classes: Iterable[str], field: Field, how: Callable[[Iterator[bool]], bool]) -> bool:
    """Tell whether any or all classes are closed: nothing is of them that is not known to be."""
    return how(field.ontology.plays(name, Role.CLOSED) for name in classes)


def with_class(entity: Entity, classes: tuple[str, ...]) -> Entity:
    """Return an entity of no known class with the only one that a domain or range leaves it."""
    if entity.type == "Thing" and len(classes) == 1 and classes[0] != "Thing":
        return Entity(entity.iri, entity.label, classes[0])
    return entity

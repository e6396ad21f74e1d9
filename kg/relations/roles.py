"""Roles: what persons are to a work or a body, told by a noun beside their names: "Ann Lee, Dyno co-creator"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from kg.naming.coordination import find_run
from kg.naming.mentions import Mention
from kg.naming.people import is_person
from kg.reference.fillers import FillerReader
from kg.relations.ends import with_class
from kg.relations.workplaces import may_employ
from kg.statements import Entity, Modality, Relation
from ontology import Frame
from ontology.roles import Role

_WORKS_FOR = "worksFor"
_RELATIONS = frozenset(["createdBy", "contributedBy", _WORKS_FOR])
_FARTHEST = 4  # words from a name to the noun behind it: "Dyno lead co-creator"


def read_roles(reader: FillerReader) -> Iterator[Relation]:
    """Yield what persons are said to be by "Dyno co-creator Ann Lee" and "Ann Lee, Dyno co-creator"."""
    for owner in reader.mentions:
        noun = _noun_behind(owner, reader)
        if noun is None or owner.entity is None:
            continue
        if owner.first and reader.sentence.parse[owner.first - 1].lower_ in reader.lexicon.words["pastState"]:
            continue  # "former Acme engineers Ann Lee and Bo Fox"
        named = [m for m in _beside(owner, noun, reader) if m.entity is not None and m.type in {"Person", "Thing"}]
        told = any(m.entity is not None and is_person(m.entity) for m in named)
        for person in named if told else ():
            relation = _relate(owner.entity, person.entity, noun, reader) if person.entity is not None else None
            if relation is not None:
                yield relation


def _noun_behind(owner: Mention, reader: FillerReader) -> Token | None:
    """Return the noun for a role right behind a name, a word that narrows it aside: "the Dyno lead maintainer"."""
    for token in reader.sentence.parse[owner.last + 1 : owner.last + 1 + _FARTHEST]:
        if not (token.text.islower() or token.text == "-"):
            return None
        if _find_roles(token, reader):
            return token
    return None


def _find_roles(noun: Token, reader: FillerReader) -> list[Frame]:
    """Return what a noun, with what a hyphen joins to it, says somebody is to a work or body: "co-founder"."""
    first = noun
    while first.i > 1 and first.nbor(-1).text == "-" and not first.nbor(-1).whitespace_:
        first = first.nbor(-2)
    word = noun.doc[first.i : noun.i + 1].text.lower()
    frames = reader.lexicon.by_form.get(word, ())
    return [f for f in frames if f.is_noun and f.senses[0] in _RELATIONS]


def _beside(owner: Mention, noun: Token, reader: FillerReader) -> Sequence[Mention]:
    """Return the names right behind a role, those joined to the first with them, or else the one before its comma."""
    tokens = reader.sentence.parse
    start = noun.i + 2 if tokens[noun.i + 1 : noun.i + 2].text == "," else noun.i + 1
    behind = next((m for m in reader.mentions if m.first == start), None)
    if behind is not None:
        return find_run(behind, reader.mentions, reader.sentence)
    before = next((m for m in reader.mentions if m.last == owner.first - 2), None)
    apposed = before is not None and tokens[owner.first - 1].text == ","
    return [before] if apposed and before is not None else []


def _relate(owner: Entity, person: Entity, noun: Token, reader: FillerReader) -> Relation | None:
    """Return what a role noun says of a person and the name before it, None where that can have no such role."""
    if any(child.lower_ in reader.lexicon.words["pastState"] for child in noun.children):
        return None
    ontology = reader.ontology
    body = may_employ(owner, ontology)
    for frame in _find_roles(noun, reader):
        name = frame.senses[0]
        prop = ontology.properties[name]
        if name == _WORKS_FOR and body:
            ends = (with_class(person, prop.domain), with_class(owner, prop.range))
        elif name != _WORKS_FOR and ontology.plays(owner.type, Role.WORK):
            ends = (with_class(owner, prop.domain), with_class(person, prop.range))
        else:
            continue
        staff = noun.lower_ in reader.lexicon.words["staff"] or owner.type != "Thing" or name != _WORKS_FOR
        doubt = "" if staff else f"'{owner.label}' may be where {person.label} comes from"
        return Relation(ends[0], name, ends[1], "role", Modality.ASSERTED, 0.85, doubt=doubt)
    return None

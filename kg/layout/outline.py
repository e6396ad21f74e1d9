"""The outline: what each block of a document stands under - layer, category, topic."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.documents import BlockKind, Document
from kg.naming.names import NameTable
from kg.naming.openings import Opening, find_openings
from kg.statements import Entity
from ontology import Ontology
from ontology.names import to_entity_iri
from ontology.roles import Role


@dataclass(frozen=True, slots=True)
class Place:
    """What a block stands under; `topic` is the entity its paragraph (or those before it) opened with."""

    layer: Entity | None = None
    category: Entity | None = None
    topic: Entity | None = None
    opening: Opening | None = None
    heading: int | None = None


@dataclass(frozen=True)
class Outline:
    """One place a block, and the headings that name a layer or category (block number -> entity)."""

    places: tuple[Place, ...]
    headings: dict[int, Entity]
    subject: Entity | None


def read_outline(document: Document, names: NameTable, ontology: Ontology) -> Outline:
    """Follow headings and openings through a document."""
    openings = {opening.block: opening for opening in find_openings(document)}
    subject = _subject_of(document, names)
    headings: dict[int, Entity] = {}
    titled = _find_named_layer(document.title, names, ontology)
    about = subject if subject is not None and subject.type == "Category" else None
    current = Place(layer=titled, category=about, topic=subject)
    levels = {"category": 0} if about is not None else {}
    headed = subject
    places = []
    for number, block in enumerate(document.blocks):
        if block.kind is BlockKind.HEADING:
            entity = _heading_entity(document, number, names, openings, ontology)
            current = replace(current, topic=headed)  # what a paragraph opened with ends at the next heading
            current = _under_heading(current, entity, block.level, levels, ontology, titled, subject)
            current = replace(current, heading=number)
            headed = current.topic
            if entity is not None and ontology.plays(entity.type, Role.HEADING):
                headings[number] = entity
        elif number in openings:
            name = names.find(openings[number].name)
            entity = name.entity if name else Entity(to_entity_iri(openings[number].name), openings[number].name)
            current = replace(current, topic=entity, opening=openings[number])
        places.append(current if number in openings else replace(current, opening=None))
    return Outline(tuple(places), headings, subject)


def _under_heading(
    current: Place,
    entity: Entity | None,
    level: int,
    levels: dict[str, int],
    ontology: Ontology,
    titled: Entity | None,
    subject: Entity | None,
) -> Place:
    """Return the place below a heading: what stood under an equal or higher heading ends."""
    kind = entity.type if entity is not None else ""
    if kind == "Layer":
        levels["layer"], levels["category"] = level, 99
        return Place(layer=entity, topic=subject)
    if kind == "Category":
        levels["category"] = level
        layer = current.layer
        if layer is not None and layer is not titled and level < levels.get("layer", 0):
            layer = titled
        return Place(layer=layer, category=entity, topic=None)
    if level <= levels.get("category", 99):
        levels["category"] = 99
        current = replace(current, category=None)
    return replace(current, topic=entity or (subject if level <= 2 or current.topic is subject else current.topic))


def _heading_entity(
    document: Document, number: int, names: NameTable, openings: dict[int, Opening], ontology: Ontology
) -> Entity | None:
    """Return what a heading names; one whose paragraphs open with names and levels names a category."""
    text = re.sub(r"^[\d.]+\s+", "", document.blocks[number].span.of(document.text)).strip()
    name = names.find(text, structural=True)
    if name is not None and name.entity.type != "Concept":
        return name.entity
    narrowed = re.split(r"\s(?:in|for|with)\s", text)  # "Service discovery in large systems"
    category = names.find(narrowed[0], structural=True) if len(narrowed) > 1 else None
    if category is not None and category.entity.type == "Category":
        return category.entity
    level = document.blocks[number].level
    for below in range(number + 1, len(document.blocks)):
        block = document.blocks[below]
        if block.kind is BlockKind.HEADING and block.level <= level:
            break
        if below in openings and _is_level(openings[below].status, names, ontology):
            return Entity(to_entity_iri(text), text, "Category")
        if block.kind is BlockKind.HEADING:
            break
    return name.entity if name is not None else None


def _is_level(status: str | None, names: NameTable, ontology: Ontology) -> bool:
    name = names.find(status) if status else None
    return name is not None and ontology.plays(name.entity.type, Role.LEVEL)


def _find_named_layer(title: str, names: NameTable, ontology: Ontology) -> Entity | None:
    """Return the layer a document's title names."""
    words = title.split()
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            name = names.find(" ".join(words[start:end]).strip(" ,:;"), singular=False)
            if name is not None and name.entity.type == "Layer" and end - start >= 2:
                return name.entity
    return None


def _subject_of(document: Document, names: NameTable) -> Entity | None:
    """Return the entity that the whole document is about: the one its title names."""
    title = re.sub(r"\s*[:–—|].*$", "", document.title).strip()
    name = names.find(title) or names.find(re.sub(r"\s*\([^)]*\)", "", title))
    return name.entity if name is not None else None

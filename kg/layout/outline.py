"""The outline: what each block of a document stands under - layer, category, topic."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.documents import Block, BlockKind, Document
from kg.layout.about import find_subject
from kg.naming.names import Names
from kg.naming.openings import Opening, find_openings
from kg.naming.sorting_headings import heading_words
from kg.statements import Entity
from ontology import Field, Ontology
from ontology.roles import Role

_LEADING = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE})
_MAX_LABEL_WORDS = 6
_LABEL = re.compile(r"[\w`][\w./`-]*(?: [\w./`&()-]+){0,5}(?::| [–—-]) ")
_MARK = re.compile(r"\[(?:[\w ]+ )?(?P<last>[A-Za-z]+)\]\s+\w")


@dataclass(frozen=True, slots=True)
class Place:
    """What a block stands under; `topic` is the entity its paragraph (or those before it) opened with.

    `leading`: it is the first line of prose below the title or heading that names the topic. `labelled`: it tells of a
    label before it (the term of a definition, the first cell of its row), which "it" means. `depth`: of the heading.
    """

    layer: Entity | None = None
    category: Entity | None = None
    topic: Entity | None = None
    opening: Opening | None = None
    heading: int | None = None
    leading: bool = False
    labelled: bool = False
    depth: int = 1


@dataclass(frozen=True)
class Outline:
    """One place a block, and the headings that name a layer or category (block number -> entity)."""

    places: tuple[Place, ...]
    headings: dict[int, Entity]
    subject: Entity | None


def read_outline(document: Document, names: Names, field: Field) -> Outline:
    """Follow headings and openings through a document; below tentative words ("Roadmap") there is no topic."""
    ontology, tentative = field.ontology, field.lexicon.words["tentative"]
    openings = {opening.block: opening for opening in find_openings(document)}
    subject = find_subject(document, names, field)
    headings: dict[int, Entity] = {}
    titled = _find_named_layer(document.title, names, ontology)
    about = subject if subject is not None and ontology.holds(subject.type, Role.WORK) else None
    current = Place(layer=titled, category=about, topic=subject)
    levels = {"category": 0} if about is not None else {}
    headed = subject
    unread = subject is not None  # no line of prose stands yet below what names the topic
    places = []
    for number, block in enumerate(document.blocks):
        if block.kind is BlockKind.HEADING:
            entity = _heading_entity(document, number, names, openings, field)
            current = replace(current, topic=headed)  # what a paragraph opened with ends at the next heading
            current = _under_heading(current, entity, block.level, levels, titled, subject, ontology)
            current = replace(current, heading=number, depth=block.level)
            headed = current.topic
            unread = entity is not None and entity == headed
            if entity is not None and ontology.plays(entity.type, Role.HEADING):
                headings[number] = entity
        elif number in openings:
            current = replace(current, topic=names.entity_of(openings[number].name), opening=openings[number])
        leading = unread and block.kind in _LEADING and number not in openings
        place = current if number in openings else replace(current, opening=None)
        path = document.section_at(block.span.start).path
        wished = any(word in tentative for heading in path for word in re.findall(r"[a-z-]+", heading.lower()))
        labelled = _is_labelled(document, number)
        places.append(replace(place, leading=leading, labelled=labelled, topic=None if wished else place.topic))
        unread = unread and not (leading and _is_prose(block.span.of(document.text)))
    return Outline(tuple(places), headings, subject)


def _is_labelled(document: Document, number: int) -> bool:
    """Tell whether a block tells of a label: a row of its first cell, an item of its opening or of its term."""
    block, above = document.blocks[number], document.blocks[number - 1]
    if block.kind is BlockKind.TABLE_ROW:
        return True
    if block.kind is not BlockKind.LIST_ITEM or number == 0:
        return False
    if _LABEL.match(block.span.of(document.text)):
        return True
    words = above.span.of(document.text).strip()
    term = above.kind is BlockKind.CODE or (above.kind is BlockKind.LIST_ITEM and above.level == block.level - 1)
    return term and len(words.split()) <= _MAX_LABEL_WORDS and not words.endswith((".", ":", "!", "?"))


def _is_prose(words: str) -> bool:
    """Tell whether a line says something, and does not only lead to other pages: "Docs | Blog"."""
    return words.rstrip().endswith(".") or (len(words.split()) > 4 and not re.search(r"\s[|·•]\s", words))


def _under_heading(
    current: Place,
    entity: Entity | None,
    level: int,
    levels: dict[str, int],
    titled: Entity | None,
    subject: Entity | None,
    ontology: Ontology,
) -> Place:
    """Return the place below a heading: what stood under an equal or higher heading ends."""
    kind = entity.type if entity is not None else ""
    if ontology.holds(kind, Role.HEADING):
        levels["layer"], levels["category"] = level, 99
        return Place(layer=entity, topic=subject)
    if ontology.holds(kind, Role.WORK):
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
    document: Document, number: int, names: Names, openings: dict[int, Opening], field: Field
) -> Entity | None:
    """Return what a heading names; one whose paragraphs open with names and levels names a category.

    What every page may have ("Getting started", "Fixes") names nothing, whatever is called so elsewhere.
    """
    ontology, words = field.ontology, field.lexicon.words
    text = heading_words(document.blocks[number], document)
    name = names.find(text, structural=True)
    furniture = words["headingWords"] | words["changeHeading"]
    if name is not None and name.entity.type == "Thing" and all(w.lower() in furniture for w in text.split()):
        return None
    if name is not None and name.entity.type == "Thing" and text == f"{name.entity.label}s":
        return None  # "Operating Systems" heads any of them
    if name is not None and name.entity.type != "Concept":
        return name.entity
    narrowed = re.split(r"\s(?:in|for|with)\s", text)  # "Service discovery in large systems"
    category = names.find(narrowed[0], structural=True) if len(narrowed) > 1 else None
    if category is not None and ontology.holds(category.entity.type, Role.WORK):
        return category.entity
    level = document.blocks[number].level
    for below in range(number + 1, len(document.blocks)):
        block = document.blocks[below]
        if block.kind is BlockKind.HEADING and block.level <= level:
            break
        status = openings[below].status if below in openings else _find_mark(block, document)
        sorting = ontology.heading_for(Role.WORK)
        if sorting is not None and _is_level(status, names, ontology):
            return Entity.called(text, sorting)
        if block.kind is BlockKind.HEADING:
            break
    return name.entity if name is not None else None


def _find_mark(block: Block, document: Document) -> str | None:
    """Return the last word in the brackets that open an item: "[Foundation graduated] Acme"."""
    match = _MARK.match(block.span.of(document.text)) if block.kind is BlockKind.LIST_ITEM else None
    return match["last"] if match is not None else None


def _is_level(status: str | None, names: Names, ontology: Ontology) -> bool:
    name = names.find(status) if status else None
    return name is not None and ontology.plays(name.entity.type, Role.LEVEL)


def _find_named_layer(title: str, names: Names, ontology: Ontology) -> Entity | None:
    """Return the layer a document's title names."""
    found = (name.entity for words, name in names.find_all(title) if len(words.split()) > 1)
    return next((entity for entity in found if ontology.holds(entity.type, Role.HEADING)), None)

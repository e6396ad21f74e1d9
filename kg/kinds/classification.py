"""Classification: a sentence that names a category together with the layer that holds it sorts what it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.reference.fillers import FillerReader
from kg.statements import Entity, Modality, Relation
from ontology import Field
from ontology.roles import Role

_DOUBT = re.compile(
    r"\b(?:not|never|no longer|might|may|could|would|unlike|rather than|used to)\b|n['’]t\b", re.IGNORECASE
)


def read_classification(reader: FillerReader) -> Iterator[Relation]:
    """Yield the layer of a category and the category of the one thing that a sentence sorts.

    Only where category and layer belong together by what is known of the field, so that two names that merely
    stand in one sentence state nothing.
    """
    if _DOUBT.search(reader.sentence.text):
        return
    entities = [mention.entity for mention in reader.mentions if mention.entity is not None]
    yield from _read_listed(entities, reader.field)
    category = _only(entities, Role.WORK, reader.field) or _meant(reader)
    if category is None:
        return
    layers = _find_holding(entities, Role.HEADING, reader.field)
    layer = next((entity for entity in layers if _holds(entity, category, reader.field)), None)
    if layer is None:
        return
    yield from _place(category, layer, reader.field)
    software = list(dict.fromkeys(e for e in entities if reader.ontology.plays(e.type, Role.WORK)))
    others = [e for e in entities if e.type == "Thing"]
    topic = reader.discourse.topic
    if not software and topic is not None and reader.ontology.plays(topic.type, Role.WORK) and not others:
        software = [topic]
    if len(software) == 1 and category in entities:
        yield from _place(software[0], category, reader.field)


def _read_listed(entities: list[Entity], field: Field) -> Iterator[Relation]:
    """Yield the layer of several categories that a sentence names with it, all of them known to lie there."""
    categories = _find_holding(entities, Role.WORK, field)
    layer = _only(entities, Role.HEADING, field)
    if len(categories) > 1 and layer is not None and all(_holds(layer, category, field) for category in categories):
        for category in categories:
            yield from _place(category, layer, field)


def _place(entity: Entity, heading: Entity, field: Field) -> Iterator[Relation]:
    name = field.ontology.placing_property(entity.type, heading.type)
    if name is not None:
        yield Relation(entity, name, heading, "classification", Modality.ASSERTED, 0.85)


def _find_holding(entities: list[Entity], role: Role, field: Field) -> list[Entity]:
    """Return the headings that works, or other headings, stand right under: categories, or layers."""
    return list(dict.fromkeys(entity for entity in entities if field.ontology.holds(entity.type, role)))


def _only(entities: list[Entity], role: Role, field: Field) -> Entity | None:
    """Return the one heading that holds what plays a role, or None where there are none or several."""
    found = _find_holding(entities, role, field)
    return found[0] if len(found) == 1 else None


def _meant(reader: FillerReader) -> Entity | None:
    """Return the category that "the category" or "this category" means."""
    if any(reader.ontology.holds(m.type, Role.WORK) for m in reader.mentions if m.entity is not None):
        return None
    if not re.search(r"\b(the|this) category\b", reader.sentence.text, re.IGNORECASE):
        return None
    return reader.category


def _holds(layer: Entity, category: Entity, field: Field) -> bool:
    return field.broader(category.iri) == layer.iri

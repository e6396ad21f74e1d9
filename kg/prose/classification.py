"""Classification: a sentence that names a category together with the layer that holds it sorts what it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.prose.fillers import FillerReader
from kg.prose.relation import Relation
from kg.statements import Entity, Modality
from ontology import Field
from ontology.roles import Role

_DOUBT = re.compile(r"\b(not|n't|never|no longer|might|may|could|would|unlike|rather than|used to)\b", re.IGNORECASE)


def read_classification(reader: FillerReader) -> Iterator[Relation]:
    """Yield the layer of a category and the category of the one thing that a sentence sorts.

    Only where category and layer belong together by what is known of the field, so that two names that merely
    stand in one sentence state nothing.
    """
    if _DOUBT.search(reader.sentence.text):
        return
    entities = [mention.entity for mention in reader.mentions if mention.entity is not None]
    yield from _read_listed(entities, reader.field)
    category = _only(entities, "Category") or _meant(reader)
    layer = next(
        (e for e in entities if e.type == "Layer" and category is not None and _holds(e, category, reader.field)),
        None,
    )
    if category is None or layer is None:
        return
    yield from _place(category, layer, reader.field)
    software = list(dict.fromkeys(e for e in entities if reader.field.ontology.plays(e.type, Role.WORK)))
    others = [e for e in entities if e.type == "Thing"]
    topic = reader.context.topic
    if not software and topic is not None and reader.field.ontology.plays(topic.type, Role.WORK) and not others:
        software = [topic]
    if len(software) == 1 and category in entities:
        yield from _place(software[0], category, reader.field)


def _read_listed(entities: list[Entity], field: Field) -> Iterator[Relation]:
    """Yield the layer of several categories that a sentence names with it, all of them known to lie there."""
    categories = list(dict.fromkeys(e for e in entities if e.type == "Category"))
    layer = _only(entities, "Layer")
    if len(categories) > 1 and layer is not None and all(_holds(layer, category, field) for category in categories):
        for category in categories:
            yield from _place(category, layer, field)


def _place(entity: Entity, heading: Entity, field: Field) -> Iterator[Relation]:
    name = field.ontology.placing_property(entity.type, heading.type)
    if name is not None:
        yield Relation(entity, name, heading, "classification", Modality.ASSERTED, 0.85)


def _only(entities: list[Entity], type_name: str) -> Entity | None:
    """Return the one entity of a class, or None where there are none or several."""
    found = list(dict.fromkeys(entity for entity in entities if entity.type == type_name))
    return found[0] if len(found) == 1 else None


def _meant(reader: FillerReader) -> Entity | None:
    """Return the category that "the category" or "this category" means."""
    if any(m.entity is not None and m.entity.type == "Category" for m in reader.mentions):
        return None
    if not re.search(r"\b(the|this) category\b", reader.sentence.text, re.IGNORECASE):
        return None
    return (reader.context.by_class or {}).get("Category")


def _holds(layer: Entity, category: Entity, field: Field) -> bool:
    return field.broader(category.iri) == layer.iri

"""Entities by the beginning of their names, for whoever is still typing."""

from __future__ import annotations

from typing import Any

from api.landscape import GraphEntity
from api.service import Service
from api.tools import find_entities

_NO_RANK = 3


def complete_name(service: Service, text: str, limit: int) -> list[GraphEntity]:
    """Return the entities with a name or alias that begins with `text`, or has a word that does, or is near it."""
    wanted = " ".join(text.casefold().split())
    known = service.landscape.entities
    ranks: dict[str, int] = {}
    for name, iris in service.names.items():
        rank = _rank(name, wanted)
        for iri in iris if rank < _NO_RANK else ():
            if iri in known:
                ranks[iri] = min(rank, ranks.get(iri, rank))
    best = sorted((known[iri] for iri in ranks), key=lambda entity: (ranks[entity.iri], -entity.fact_count, entity))
    if not best and wanted:
        best = [known[item["iri"]] for item in find_entities(service, wanted, limit) if item["iri"] in known]
    return best[:limit]


def _rank(name: str, wanted: str) -> int:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    return 2 if f" {wanted}" in name else _NO_RANK


def to_value(entity: GraphEntity) -> dict[str, Any]:
    """Return the JSON value of an entity that was found by its name."""
    return {
        "iri": entity.iri,
        "curie": entity.curie,
        "label": entity.label,
        "type": entity.type,
        "facts": entity.fact_count,
    }

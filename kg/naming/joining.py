"""Joining and parting names by hand: what a person decided of which names are one thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace

from kg.naming.names import Name, NameTable, to_key, to_term_key
from kg.statements import Entity


@dataclass(frozen=True, slots=True)
class Merge:
    """Two surface forms held to be one entity, and why; `documents`: the first that write the alias."""

    label: str
    alias: str
    reason: str
    documents: tuple[str, ...] = ()


def part_names(table: NameTable, splits: Iterable[tuple[str, str]], types: Mapping[str, str]) -> NameTable:
    """Give the second of two names an entity of its own (the first, where the second is the entity's label).

    `types`: key of a name -> the class that documents give it. Names that are apart already stay as they are.
    """
    for one, other in splits:
        first, second = table.find(one), table.find(other)
        if first is None or second is None or first.entity.iri != second.entity.iri:
            continue
        leaving = one if to_key(other) == to_key(first.entity.label) else other
        entity = _make(leaving, types)
        moved = {to_key(leaving), to_term_key(leaving)} - {to_key(first.entity.label)}
        table = _point(table, entity, {name for name in table.names() if to_key(name.surface) in moved})
        table.add(Name(leaving, entity))
    return table


def join_names(
    table: NameTable, joins: Iterable[tuple[str, str]], types: Mapping[str, str]
) -> tuple[NameTable, list[Merge]]:
    """Let the second of two names, with all other names of its entity, write the entity of the first."""
    merges = []
    for label, alias in joins:
        kept, moved = table.find(label), table.find(alias)
        entity = kept.entity if kept is not None else _make(label, types)
        if kept is None and moved is not None and types.get(to_key(label)) is None:
            entity = replace(entity, type=moved.entity.type)
        if moved is not None and moved.entity.iri != entity.iri:
            table = _point(table, entity, {name for name in table.names() if name.entity.iri == moved.entity.iri})
        table.add(Name(label, entity))
        table.add(Name(alias, entity, alias[:1].isupper()))
        merges.append(Merge(entity.label, alias, "curation"))
    return table, merges


def _point(table: NameTable, entity: Entity, names: Set[Name]) -> NameTable:
    """Return the table with another entity behind some names."""
    changed = (replace(name, entity=entity) if name in names else name for name in table.names())
    return NameTable(changed, table.ontology)


def _make(surface: str, types: Mapping[str, str]) -> Entity:
    return Entity.called(surface, types.get(to_key(surface), "Thing"))

"""The catalogue: one entity for all records of one thing, in one file or several; homonyms are kept apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.documents import Document, Record, Span
from kg.language.words import is_word
from kg.naming.names import Name, NameTable, to_key
from kg.records.headings import HeadingEntities, find_heading_entities
from kg.records.things import RecordKey, Thing, find_mapping, find_things
from kg.resolution import Inventory
from kg.statements import Entity
from ontology import Field, Ontology, RecordMapping
from ontology.names import to_entity_iri


@dataclass(frozen=True)
class Catalogue:
    """What the records of a corpus speak of.

    `entities`: (document, where the record starts) -> entity. `first`: the record of each document that speaks
    of an entity first of all. `aliases`: IRI -> other names. `names`: what prose may call them. `reasons`: why records
    that call a thing otherwise are held to be of it.
    """

    entities: dict[RecordKey, Entity]
    first: frozenset[RecordKey]
    aliases: dict[str, tuple[str, ...]]
    headings: HeadingEntities
    names: tuple[Name, ...]
    reasons: dict[RecordKey, str]
    by_key: dict[str, tuple[Entity, ...]]

    def entity(self, document: Document, record: Record) -> Entity:
        """Return what a record speaks of."""
        return self.entities[document.name, record.span.start]

    def reason(self, document: Document, record: Record) -> str | None:
        """Return why a record that calls its thing otherwise is held to be of it, None for all others."""
        return self.reasons.get((document.name, record.span.start))

    def is_first(self, document: Document, record: Record) -> bool:
        """Tell whether no record before in its document speaks of the same thing."""
        return (document.name, record.span.start) in self.first

    def mentions(self, document: Document) -> tuple[tuple[Span, str], ...]:
        """Return where each record of a document names what it speaks of."""
        return tuple((record.span, self.entity(document, record).iri) for record in document.records)

    def complete(self, inventory: Inventory) -> Inventory:
        """Return an inventory with the entities and other names of the catalogue."""
        entities = {entity.iri: entity for entity in (*self.headings.entities.values(), *self.entities.values())}
        aliases = {
            iri: tuple(sorted({*inventory.aliases.get(iri, ()), *self.aliases.get(iri, ())}))
            for iri in inventory.aliases.keys() | self.aliases.keys()
        }
        return Inventory(inventory.names, inventory.merges, inventory.entities | entities, aliases)


def build_catalogue(documents: Sequence[Document], field: Field, known: NameTable) -> Catalogue:
    """Return the entities of the records of all documents: one for all records of one thing."""
    mapped = [(document, mapping) for document in documents if (mapping := find_mapping(document, field))]
    # The newest first: its names and classes count.
    mapped.sort(key=lambda pair: (pair[0].date or "", pair[0].name), reverse=True)
    things = find_things(mapped, field)
    taken: dict[str, str] = {}
    entities: dict[RecordKey, Entity] = {}
    aliases: dict[str, dict[str, None]] = defaultdict(dict)
    names: list[Name] = []
    agents = [t for t in things if field.ontology.is_a(t.kind, "Agent")]
    others = [t for t in things if not field.ontology.is_a(t.kind, "Agent")]
    by_key: dict[str, dict[Entity, None]] = defaultdict(dict)
    for thing in (*others, *agents):
        entity = _to_entity(thing, known, field.ontology, taken)
        entities.update(dict.fromkeys(thing.keys, entity))
        surfaces = [entity.label, thing.name.label, thing.name.base, *thing.aliases]
        for surface in dict.fromkeys(surfaces):
            by_key[to_key(surface)][entity] = None
            if surface != entity.label:
                aliases[entity.iri][surface] = None
            names.append(_to_name(surface, entity))
    headings = find_heading_entities(mapped, entities, known, field, frozenset(taken))
    return Catalogue(
        entities,
        frozenset(_first_keys(mapped, entities)),
        {iri: tuple(sorted(found)) for iri, found in (aliases | headings.aliases).items()},
        headings,
        tuple(names),
        {key: reason for thing in things for key, reason in thing.reasons.items()},
        {key: tuple(found) for key, found in by_key.items()},
    )


def _to_entity(thing: Thing, known: NameTable, ontology: Ontology, taken: dict[str, str]) -> Entity:
    """Return the entity of a thing: the known one of its name and class, else a new one whose IRI is free."""
    for surface in dict.fromkeys((thing.name.label, thing.name.base, *thing.name.aliases, *thing.aliases)):
        for found in known.names_of(to_key(surface)):
            if _fits(found.entity.type, thing, ontology) and found.entity.iri not in taken:
                narrower = thing.kind if ontology.is_a(thing.kind, found.entity.type) else found.entity.type
                taken[found.entity.iri] = thing.kind
                thing.aliases[found.entity.label] = None
                # The file's own spelling is how it is called here; the known one stays an other name.
                return Entity(found.entity.iri, thing.name.label, narrower)
    iri, label = to_entity_iri(thing.name.base), thing.name.label
    clash = any(found.entity.iri == iri for found in known.names_of(to_key(thing.name.base)))
    if iri in taken or clash:
        qualifier = thing.place or ontology.class_labels.get(thing.kind, thing.kind.lower())
        iri = to_entity_iri(thing.name.base, qualifier)
        label = f"{label} ({qualifier})" if thing.place else label
    while iri in taken:
        iri += "_"
    taken[iri] = thing.kind
    return Entity(iri, label, thing.kind)


def _fits(known: str, thing: Thing, ontology: Ontology) -> bool:
    """Tell whether a known entity of one class may be what records of another speak of.

    "Zorb" under the heading "Languages" is the language Zorb, under another heading it is not.
    """
    if known in thing.headed:
        return True
    if ontology.is_a(known, "Topic") or ontology.are_disjoint(known, thing.kind):
        return False
    agent = ontology.is_a(thing.kind, "Agent")
    return ontology.is_a(known, "Agent") == agent and not (agent and ontology.is_a(known, "Person"))


def _to_name(surface: str, entity: Entity) -> Name:
    """Return the name by which prose may mean an entity: an ordinary word only in headings and lists."""
    single = " " not in surface
    word = single and is_word(surface)
    short = single and len(surface) < 4
    return Name(surface, entity, exact_case=single, structural=word or short)


def _first_keys(
    mapped: Iterable[tuple[Document, RecordMapping]], entities: dict[RecordKey, Entity]
) -> Iterable[RecordKey]:
    """Yield the first record of each entity in each document; one that has a state comes before those without."""
    for document, mapping in mapped:
        state = mapping.stages.state if mapping.stages is not None else None
        chosen: dict[str, tuple[bool, RecordKey]] = {}
        for record in document.records:
            key = (document.name, record.span.start)
            rank = state is None or record.value(state) is None
            best = chosen.get(entities[key].iri)
            if best is None or rank < best[0]:
                chosen[entities[key].iri] = (rank, key)
        yield from (key for _, key in chosen.values())

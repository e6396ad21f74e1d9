"""The catalogue: one entity for all records of one thing, in one file or several; homonyms are kept apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.documents import Document, Record, Span
from kg.language.words import is_word
from kg.naming.names import Name, NameTable, to_key
from kg.records.headings import HeadingEntities, find_heading_entities
from kg.records.naming import RecordName, class_of_record, find_listing_brackets, read_record_name
from kg.records.rdf_mapping import to_rdf_mapping
from kg.resolution import Inventory
from kg.statements import Entity
from ontology import Field, Ontology, RecordMapping
from ontology.names import to_entity_iri

_ADDRESS = re.compile(r"^[a-z]+://(?:www\.)?|[/#?]+$|\.git$", re.IGNORECASE)

RecordKey = tuple[str, int]


@dataclass(frozen=True)
class Catalogue:
    """What the records of a corpus speak of.

    `entities`: (document, where the record starts) -> entity. `first`: the record of each document that speaks
    of an entity first of all. `aliases`: IRI -> other names. `names`: what prose may call them.
    """

    entities: dict[RecordKey, Entity]
    first: frozenset[RecordKey]
    aliases: dict[str, tuple[str, ...]]
    headings: HeadingEntities
    names: tuple[Name, ...]
    by_key: dict[str, tuple[Entity, ...]]

    def entity(self, document: Document, record: Record) -> Entity:
        """Return what a record speaks of."""
        return self.entities[document.name, record.span.start]

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


@dataclass
class _Thing:
    """Records held to be of one thing, while the catalogue is made."""

    name: RecordName
    kind: str
    keys: list[RecordKey] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    identities: set[str] = field(default_factory=set)
    aliases: dict[str, None] = field(default_factory=dict)
    place: str = ""
    headed: frozenset[str] = frozenset()
    headings: set[str] = field(default_factory=set)

    def add(self, document: Document, record: Record, name: RecordName, identities: set[str]) -> None:
        """Count a record among those of the thing."""
        self.keys.append((document.name, record.span.start))
        self.documents.add(document.name)
        self.identities |= identities
        self.aliases.update(dict.fromkeys((name.label, *name.aliases)))


def build_catalogue(documents: Sequence[Document], field_: Field, known: NameTable) -> Catalogue:
    """Join the records of all documents: by name and repository or home page, never by likeness.

    Two records of one file with one name are one thing where they share an address, or one gives none; records
    of different files where they share the name, or the repository that no other has.
    """
    mapped = [(document, mapping) for document in documents if (mapping := find_mapping(document, field_))]
    # The newest first: its names and classes count.
    mapped.sort(key=lambda pair: (pair[0].date or "", pair[0].name), reverse=True)
    things = _group(mapped, field_)
    _join_renamed(things)
    _name_without_kind(things, field_)
    taken: dict[str, str] = {}
    entities: dict[RecordKey, Entity] = {}
    aliases: dict[str, dict[str, None]] = defaultdict(dict)
    names: list[Name] = []
    agents = [t for t in things if field_.ontology.is_a(t.kind, "Agent")]
    others = [t for t in things if not field_.ontology.is_a(t.kind, "Agent")]
    by_key: dict[str, dict[Entity, None]] = defaultdict(dict)
    for thing in (*others, *agents):
        entity = _to_entity(thing, known, field_.ontology, taken)
        entities.update(dict.fromkeys(thing.keys, entity))
        surfaces = [entity.label, thing.name.label, thing.name.base, *thing.aliases]
        for surface in dict.fromkeys(surfaces):
            by_key[to_key(surface)][entity] = None
            if surface != entity.label:
                aliases[entity.iri][surface] = None
            names.append(_to_name(surface, entity))
    headings = find_heading_entities(mapped, entities, known, field_, frozenset(taken))
    return Catalogue(
        entities,
        frozenset(_first_keys(mapped, entities)),
        {iri: tuple(sorted(found)) for iri, found in (aliases | headings.aliases).items()},
        headings,
        tuple(names),
        {key: tuple(found) for key, found in by_key.items()},
    )


def find_mapping(document: Document, field_: Field) -> RecordMapping | None:
    """Return how the records of a document are read: by its own mapping, else by the field's for its shape."""
    if document.triples:
        return to_rdf_mapping(document, field_.ontology)
    return document.mapping or field_.mappings.get(document.shape)


def _group(mapped: Iterable[tuple[Document, RecordMapping]], field_: Field) -> list[_Thing]:
    """Return the things of all records, in the order in which the documents first name them."""
    ontology, class_of = field_.ontology, field_.lexicon.class_of
    by_name: dict[tuple[bool, str], list[_Thing]] = defaultdict(list)
    things: list[_Thing] = []
    for document, mapping in mapped:
        listing = find_listing_brackets(document)
        for record in document.records:
            name = read_record_name(record.name, mapping, listing)
            kind = class_of_record(record, name, mapping)
            identities = _identities(record, mapping)
            group = by_name[ontology.is_a(kind, "Agent"), to_key(name.base)]
            heading = record.path[-1] if record.path else ""
            thing = _find_same(group, document, identities, heading)
            if thing is None:
                thing = _Thing(name, kind, place=heading if group else "")
                group.append(thing)
                things.append(thing)
            elif ontology.is_a(kind, thing.kind) and kind != thing.kind:
                thing.kind = kind
            thing.headings.add(heading)
            thing.add(document, record, name, identities)
            others = (entry.value for field_name in mapping.aliases for entry in record.values(field_name))
            thing.aliases.update(dict.fromkeys(" ".join(other.split()) for other in others))
            words = (word for heading in record.path[-1:] for word in heading.lower().split())
            thing.headed |= {class_of[word] for word in words if word in class_of}
    return things


def _find_same(group: Sequence[_Thing], document: Document, identities: set[str], heading: str) -> _Thing | None:
    """Return the thing of a name that a record is of: one with its address, else one under its heading, else any."""
    fitting = [thing for thing in group if _is_same(thing, document, identities)]
    return max(
        fitting,
        key=lambda thing: (not thing.identities.isdisjoint(identities), heading in thing.headings),
        default=None,
    )


def _is_same(thing: _Thing, document: Document, identities: set[str]) -> bool:
    if document.name not in thing.documents:
        return True
    return not thing.identities or not identities or not thing.identities.isdisjoint(identities)


def _identities(record: Record, mapping: RecordMapping) -> set[str]:
    """Return the addresses that tell what a record is of, in one spelling, with the field they stand in."""
    return {
        f"{field_} {_ADDRESS.sub('', _ADDRESS.sub('', entry.value)).lower()}"
        for field_ in mapping.identity
        for entry in record.values(field_)
    }


def _join_renamed(things: list[_Thing]) -> None:
    """Join things of different documents that alone have one repository: one was renamed to the other."""
    owners: dict[str, list[_Thing]] = defaultdict(list)
    for thing in things:
        for identity in thing.identities:
            owners[identity].append(thing)
    for identity in sorted(owners):
        found = [thing for thing in owners[identity] if thing.keys]
        if len(found) != 2 or not identity.partition(" ")[0].startswith("repo"):
            continue
        newer, older = found
        if newer.documents.isdisjoint(older.documents) and newer.kind == older.kind:
            newer.keys += older.keys
            newer.documents |= older.documents
            newer.identities |= older.identities
            newer.aliases.update(older.aliases)
            older.keys = []
    things[:] = [thing for thing in things if thing.keys]


def _name_without_kind(things: Sequence[_Thing], field_: Field) -> None:
    """Note that a thing called "Zorblat Project" is Zorblat, where nothing else bears that name."""
    class_of = field_.lexicon.class_of
    taken = {to_key(thing.name.base) for thing in things}
    for thing in things:
        bare, _, noun = thing.name.base.rpartition(" ")
        if bare and noun[:1].isupper() and class_of.get(noun.lower()) == thing.kind and to_key(bare) not in taken:
            thing.aliases[bare] = None


def _to_entity(thing: _Thing, known: NameTable, ontology: Ontology, taken: dict[str, str]) -> Entity:
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


def _fits(known: str, thing: _Thing, ontology: Ontology) -> bool:
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

"""Things: which records, of one file or several, are of one thing: by name and address, never by likeness."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.documents import Document, Record
from kg.naming.names import to_key
from kg.records.naming import RecordName, class_of_record, find_listing_brackets, read_record_name
from kg.records.rdf_mapping import find_identity, to_rdf_mapping
from ontology import Field, Ontology, RecordMapping

_ADDRESS = re.compile(r"^[a-z]+://(?:www\.)?|[/#?]+$|\.git$", re.IGNORECASE)

RecordKey = tuple[str, int]


@dataclass
class Thing:
    """Records held to be of one thing, while the catalogue is made.

    `of_triples`: an RDF file tells of it. `reasons`: why records that call it otherwise are held to be of it.
    """

    name: RecordName
    kind: str
    keys: list[RecordKey] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    identities: set[str] = field(default_factory=set)
    aliases: dict[str, None] = field(default_factory=dict)
    place: str = ""
    headed: frozenset[str] = frozenset()
    headings: set[str] = field(default_factory=set)
    of_triples: bool = False
    reasons: dict[RecordKey, str] = field(default_factory=dict)

    def add(self, document: Document, record: Record, name: RecordName, identities: set[str]) -> None:
        """Count a record among those of the thing."""
        self.keys.append((document.name, record.span.start))
        self.documents.add(document.name)
        self.identities |= identities
        self.aliases.update(dict.fromkeys((name.label, *name.aliases)))


def find_things(mapped: Iterable[tuple[Document, RecordMapping]], field_: Field) -> list[Thing]:
    """Return the things of all records, in the order in which the documents first name them.

    Two records of one file with one name are one thing where they share an address, or one gives none; records
    of different files where they share the name, or the repository that no other has. A thing of an RDF file is
    also one with what has its home page, its IRI, or one of its other names as its own.
    """
    things = _group(mapped, field_)
    _join_by_address(things, field_.ontology)
    _join_by_name(things, field_.ontology)
    _name_without_kind(things, field_)
    return things


def find_mapping(document: Document, field_: Field) -> RecordMapping | None:
    """Return how the records of a document are read: by its own mapping, else by the field's for its shape."""
    if document.triples:
        return to_rdf_mapping(document, field_.ontology)
    return document.mapping or field_.mappings.get(document.shape)


def _group(mapped: Iterable[tuple[Document, RecordMapping]], field_: Field) -> list[Thing]:
    """Return the things of all records, in the order in which the documents first name them."""
    ontology, class_of = field_.ontology, field_.lexicon.class_of
    by_name: dict[tuple[bool, str], list[Thing]] = defaultdict(list)
    things: list[Thing] = []
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
                thing = Thing(name, kind, place=heading if group else "")
                group.append(thing)
                things.append(thing)
            elif ontology.is_a(kind, thing.kind) and kind != thing.kind:
                thing.kind = kind
            thing.headings.add(heading)
            thing.of_triples |= bool(document.triples)
            thing.add(document, record, name, identities)
            others = (entry.value for field_name in mapping.aliases for entry in record.values(field_name))
            thing.aliases.update(dict.fromkeys(" ".join(other.split()) for other in others))
            words = (word for heading in record.path[-1:] for word in heading.lower().split())
            thing.headed |= {class_of[word] for word in words if word in class_of}
    return things


def _find_same(group: Sequence[Thing], document: Document, identities: set[str], heading: str) -> Thing | None:
    """Return the thing of a name that a record is of: one with its address, else one under its heading, else any."""
    fitting = [thing for thing in group if _is_same(thing, document, identities)]
    return max(
        fitting,
        key=lambda thing: (not thing.identities.isdisjoint(identities), heading in thing.headings),
        default=None,
    )


def _is_same(thing: Thing, document: Document, identities: set[str]) -> bool:
    if document.name not in thing.documents:
        return True
    return not thing.identities or not identities or not thing.identities.isdisjoint(identities)


def _identities(record: Record, mapping: RecordMapping) -> set[str]:
    """Return the addresses that tell what a record is of, in one spelling, with the field they stand in."""
    return {
        f"{find_identity(field_, mapping)} {_ADDRESS.sub('', _ADDRESS.sub('', entry.value)).lower()}"
        for field_ in mapping.identity
        for entry in record.values(field_)
    }


def _join_by_address(things: list[Thing], ontology: Ontology) -> None:
    """Join things of different documents that alone have one address, and are called otherwise.

    A home page may be that of a maker of several things: it tells enough of what RDF files describe alone.
    """
    owners: dict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        for identity in thing.identities:
            owners[identity].append(thing)
    for identity in sorted(owners):
        # What lists the works of a field says what they are called, before RDF files do.
        found = sorted((thing for thing in owners[identity] if thing.keys), key=lambda thing: thing.of_triples)
        kind, _, address = identity.partition(" ")
        told = kind.startswith("repo") or any(thing.of_triples for thing in found)
        if len(found) == 2 and told and _may_be_one(found[0], found[1], ontology):
            _join(found[0], found[1], f"both have the {kind} {address}")
    things[:] = [thing for thing in things if thing.keys]


def _join_by_name(things: list[Thing], ontology: Ontology) -> None:
    """Join what an RDF file describes with the one thing of another file that is called by an other name of it."""
    called: dict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        for name in dict.fromkeys((thing.name.label, thing.name.base, *thing.aliases)):
            called[to_key(name)].append(thing)
    for thing in [each for each in things if each.of_triples]:
        for name in list(thing.aliases):
            others = [o for o in called[to_key(name)] if o is not thing and o.keys and _may_be_one(o, thing, ontology)]
            if len(others) == 1 and thing.keys:
                _join(others[0], thing, f"“{name}” is a name of both")
    things[:] = [thing for thing in things if thing.keys]


def _may_be_one(one: Thing, other: Thing, ontology: Ontology) -> bool:
    """Tell whether two things of different documents may be one, by what they are."""
    alike = ontology.is_a(one.kind, other.kind) or ontology.is_a(other.kind, one.kind)
    return one.documents.isdisjoint(other.documents) and alike


def _join(newer: Thing, older: Thing, reason: str) -> None:
    """Hold the records of one thing to be of another, which keeps its name."""
    newer.reasons |= {**older.reasons, **dict.fromkeys(older.keys, reason)}
    newer.keys += older.keys
    newer.documents |= older.documents
    newer.identities |= older.identities
    newer.aliases.update(older.aliases)
    newer.of_triples |= older.of_triples
    older.keys = []


def _name_without_kind(things: Sequence[Thing], field_: Field) -> None:
    """Note that a thing called "Zorblat Project" is Zorblat, where nothing else bears that name."""
    class_of = field_.lexicon.class_of
    taken = {to_key(thing.name.base) for thing in things}
    for thing in things:
        bare, _, noun = thing.name.base.rpartition(" ")
        if bare and noun[:1].isupper() and class_of.get(noun.lower()) == thing.kind and to_key(bare) not in taken:
            thing.aliases[bare] = None

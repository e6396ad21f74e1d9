"""The stage: documents to graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from kg.assembly import Assembly, assemble, settle
from kg.cache import BuildCache
from kg.corpus import Corpus
from kg.curation import Curation
from kg.documents import Document, Span
from kg.extraction import Extraction
from kg.graph import (
    to_document_quads,
    to_entity_quads,
    to_file_quads,
    to_record_quads,
    to_series_quads,
    to_statement_quads,
)
from kg.inference import add_inferences
from kg.records.catalogue import Catalogue, build_catalogue
from kg.records.precedence import date_prose
from kg.records.stating import RecordReading, state_records
from kg.records.vintages import find_outdated, find_vintages, retire
from kg.resolution import Inventory, build_inventory, known_names
from kg.review import judge, part_rejected, save_review
from kg.statements import Statement, Triple
from kg.store import OxigraphStore
from kg.texts import save_texts
from kg.work import DocumentWork
from ontology import Field
from ontology.names import ONTOLOGY_GRAPH

Progress = Callable[[str], None]


@dataclass(frozen=True)
class BuiltGraph:
    """What a graph was built with: how much it holds, and where each document mentions which entity.

    `waiting`: how many statements wait for a person's decision. `remarks`: document -> what is wrong with its
    records, each with its place. `outdated`: older vintage of a file -> its records of what the newest lists too.
    """

    entities: int
    statements: int
    waiting: int
    mentions: dict[str, tuple[tuple[Span, str], ...]]
    referents: dict[str, tuple[tuple[Span, str], ...]]
    remarks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    outdated: dict[str, tuple[Span, ...]] = field(default_factory=dict)


def build_graph(
    corpus: Corpus,
    folder: Path,
    cache: BuildCache,
    field: Field,
    progress: Progress,
    curation: Curation | None = None,
    processes: int = 0,
) -> BuiltGraph:
    """Read what every document states, join their names, and write graph and provenance into `folder`.

    `curation`: what a person decided of statements and names. `processes`: how many may read documents at
    once, 0 for one a core.
    """
    curation = curation or Curation()
    with DocumentWork(cache, field, processes) as work:
        read = _read_documents(corpus, work, field, curation, progress)
    progress("checking the statements")
    vintages = find_vintages(corpus.documents, field)
    statements = chain.from_iterable(retire(read.stated, vintages, field.ontology).values())
    told, rejected = part_rejected(statements, field.ontology, curation)
    settled, out = (settle(part, read.inventory, field) for part in (told, rejected))
    settled = date_prose(settled, vintages.states, field.ontology)
    judged = judge(settled, out, field, curation)
    mentioned = sorted({iri for found in read.mentions.values() for _, iri in found})
    assembly = assemble(judged.kept, mentioned, read.inventory, field)
    progress("writing the graph")
    records = [*read.records, *to_series_quads(vintages.successors())]
    derived = write_graph(assembly, corpus, folder / "graph", field, curation.rejected, records)
    save_texts(corpus.documents, folder)
    save_review(judged.review, read.inventory.merges, folder)
    return BuiltGraph(
        entities=len(assembly.entities),
        statements=len(assembly.statements) + derived,
        waiting=judged.waiting,
        mentions=read.mentions,
        referents=read.referents,
        remarks=read.remarks,
        outdated=find_outdated(corpus.documents, vintages, read.catalogue),
    )


@dataclass(frozen=True)
class _Reading:
    """What the documents of a corpus state and mention, each under its document's name, and the names they share.

    `records`: the quads of records, with what no property says.
    """

    catalogue: Catalogue
    inventory: Inventory
    stated: dict[str, Sequence[Statement]] = field(default_factory=dict)
    mentions: dict[str, tuple[tuple[Span, str], ...]] = field(default_factory=dict)
    referents: dict[str, tuple[tuple[Span, str], ...]] = field(default_factory=dict)
    records: list[ox.Quad] = field(default_factory=list)
    remarks: dict[str, tuple[str, ...]] = field(default_factory=dict)


def _read_documents(
    corpus: Corpus, work: DocumentWork, field: Field, curation: Curation, progress: Progress
) -> _Reading:
    """Find the names of all documents first, then what each states with them."""
    prose = [document for document in corpus.documents if not document.records]
    names = []
    for number, found in enumerate(work.names(prose), 1):
        progress(f"names {number}/{len(prose)}: {found.document}")
        names.append(found)
    catalogue = build_catalogue([d for d in corpus.documents if d.records], field, known_names(field))
    inventory = build_inventory(field, names, curation.splits, curation.merges, catalogue.names)
    reading = _Reading(catalogue, catalogue.complete(inventory))
    extractions = work.extractions(prose, reading.inventory)
    for number, document in enumerate(corpus.documents, 1):
        progress(f"statements {number}/{len(corpus.documents)}: {document.name}")
        if document.records:
            read = state_records(document, catalogue, reading.inventory.names, field)
            reading.records.extend(to_record_graph(document, read, catalogue))
            reading.remarks[document.name] = tuple(read.remarks)
            extraction = Extraction(tuple(read.statements), catalogue.mentions(document))
        else:
            extraction = next(extractions)
        reading.stated[document.name] = extraction.statements
        reading.mentions[document.name] = extraction.mentions
        reading.referents[document.name] = extraction.referents
    return reading


def to_record_graph(document: Document, read: RecordReading, catalogue: Catalogue) -> Iterator[ox.Quad]:
    """Yield the records of a document, each with what no property says."""
    kept: dict[int, list[tuple[str, str]]] = {}
    for note in read.annotations:
        kept.setdefault(note.record, []).append((note.field, note.value))
    for number, record in enumerate(document.records):
        yield from to_record_quads(document, record, catalogue.entity(document, record), kept.get(number, ()))


def write_graph(
    assembly: Assembly,
    corpus: Corpus,
    path: Path,
    field: Field,
    barred: frozenset[Triple] = frozenset(),
    records: Iterable[ox.Quad] = (),
) -> int:
    """Write ontology, documents, entities, statements and records; return how many more the rules derive.

    `barred`: triples that no rule may derive.
    """
    store = OxigraphStore.create(path)
    store.bulk_load(
        chain(
            to_ontology_quads(field),
            (quad for document in corpus.documents for quad in to_document_quads(document)),
            (quad for document in corpus.documents for quad in to_file_quads(document)),
            (
                quad
                for entity in assembly.entities
                if entity.type != "Document"
                for quad in to_entity_quads(entity, assembly.aliases.get(entity.iri, ()), field.ontology)
            ),
            (
                quad
                for statement in assembly.statements
                for quad in to_statement_quads(statement, statement.identifier in assembly.disputed)
            ),
            records,
        )
    )
    derived = add_inferences(store, field, barred)
    store.optimize()
    return derived


def to_ontology_quads(field: Field) -> Iterator[ox.Quad]:
    """Yield the ontology in its own graph; its blank nodes get the same names in every build (RDFC-1.0)."""
    ontology = ox.Dataset(field.sources.ontology)
    ontology.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    graph = ox.NamedNode(ONTOLOGY_GRAPH)
    for quad in ontology:
        yield ox.Quad(quad.subject, quad.predicate, quad.object, graph)

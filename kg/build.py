"""The stage: documents to graph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.assembly import Assembly, assemble
from kg.cache import BuildCache
from kg.corpus import Corpus, DocumentWork
from kg.documents import Span
from kg.graph import to_document_quads, to_entity_quads, to_statement_quads
from kg.inference import add_inferences
from kg.resolution import build_inventory
from kg.store import OxigraphStore
from kg.texts import save_texts
from ontology import Field
from ontology.names import ONTOLOGY_GRAPH

Progress = Callable[[str], None]


@dataclass(frozen=True)
class BuiltGraph:
    """What a graph was built with: how much it holds, and where each document mentions which entity."""

    entities: int
    statements: int
    mentions: dict[str, tuple[tuple[Span, str], ...]]


def build_graph(corpus: Corpus, folder: Path, cache: BuildCache, field: Field, progress: Progress) -> BuiltGraph:
    """Read what every document states, join their names, and write graph and provenance into `folder`."""
    work = DocumentWork(cache, field)
    total = len(corpus.hashes)
    names = []
    for number, document in enumerate(corpus.documents(), 1):
        progress(f"names {number}/{total}: {document.name}")
        names.append(work.names(document))
    inventory = build_inventory(field, names)
    statements, mentions = [], {}
    for number, document in enumerate(corpus.documents(), 1):
        progress(f"statements {number}/{total}: {document.name}")
        extraction = work.extraction(document, inventory)
        statements.extend(extraction.statements)
        mentions[document.name] = extraction.mentions
    mentioned = sorted({iri for found in mentions.values() for _, iri in found})
    assembly = assemble(statements, mentioned, inventory, field)
    progress("writing the graph")
    derived = write_graph(assembly, corpus, folder / "graph", field)
    save_texts(corpus.documents(), folder)
    return BuiltGraph(len(assembly.entities), len(assembly.statements) + derived, mentions)


def write_graph(assembly: Assembly, corpus: Corpus, path: Path, field: Field) -> int:
    """Write ontology, documents, entities and statements; add what the rules derive; return how many that is."""
    store = OxigraphStore.create(path)
    ontology = ox.parse(path=str(field.folder / "landscape.ttl"), format=ox.RdfFormat.TURTLE)
    graph = ox.NamedNode(ONTOLOGY_GRAPH)
    store.bulk_load(ox.Quad(q.subject, q.predicate, q.object, graph) for q in ontology)
    for document in corpus.documents():
        store.bulk_load(to_document_quads(document))
    store.bulk_load(
        quad
        for entity in assembly.entities
        if entity.type != "Document"
        for quad in to_entity_quads(entity, assembly.aliases.get(entity.iri, ()), field.ontology)
    )
    store.bulk_load(
        quad
        for statement in assembly.statements
        for quad in to_statement_quads(statement, statement.identifier in assembly.disputed)
    )
    derived = add_inferences(store, field)
    store.optimize()
    return derived

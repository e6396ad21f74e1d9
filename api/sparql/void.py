"""The VoID description of the graph: what it holds, by class and by property (W3C note of 2011)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from api.sparql.execution import write_triples
from kg.store import GraphStore
from ontology.names import ENTITY, KG, ONTOLOGY_GRAPH, PREFIXES, PROVENANCE_GRAPH, to_graph_iri

_VOID = "http://rdfs.org/ns/void#"
_FORMATS = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Partition:
    """The triples of one property, or the entities of one class (then `objects` is 0)."""

    iri: str
    size: int
    subjects: int = 0
    objects: int = 0


@dataclass(frozen=True, slots=True)
class Statistics:
    """What the default graph holds, and how many triples the graphs beside it do."""

    triples: int
    subjects: int
    objects: int
    entities: int
    documents: int
    classes: tuple[Partition, ...]
    properties: tuple[Partition, ...]
    graphs: tuple[tuple[str, int], ...]
    examples: tuple[str, ...]


def read_statistics(graph: GraphStore) -> Statistics:
    """Count what the graph holds."""
    whole = _rows(
        graph,
        "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?m) (COUNT(DISTINCT ?o) AS ?k) { ?s ?p ?o }",
    )[0]
    classes = _rows(graph, "SELECT ?x (COUNT(DISTINCT ?s) AS ?n) { ?s a ?x } GROUP BY ?x ORDER BY DESC(?n) ?x")
    properties = _rows(
        graph,
        "SELECT ?x (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?m) (COUNT(DISTINCT ?o) AS ?k) "
        "{ ?s ?x ?o } GROUP BY ?x ORDER BY DESC(?n) ?x",
    )
    counts = {row["x"].value: _number(row["n"]) for row in classes}
    examples = _rows(
        graph,
        f'SELECT ?x (COUNT(*) AS ?n) {{ ?x ?p ?o FILTER(STRSTARTS(STR(?x), "{ENTITY}")) }} '
        f"GROUP BY ?x ORDER BY DESC(?n) ?x LIMIT {_EXAMPLES}",
    )
    # A file's graph is told in the provenance graph; the graphs themselves are never listed in full.
    starts = f'FILTER (STRSTARTS(STR(?x), "{to_graph_iri("")}"))'
    told = _rows(graph, f"SELECT ?x {{ GRAPH <{PROVENANCE_GRAPH}> {{ ?x prov:wasDerivedFrom ?file {starts} }} }}")
    files = sorted(row["x"].value for row in told)
    return Statistics(
        triples=_number(whole["n"]),
        subjects=_number(whole["m"]),
        objects=_number(whole["k"]),
        entities=counts.get(KG + "Thing", 0),
        documents=counts.get(KG + "Document", 0),
        classes=tuple(Partition(row["x"].value, _number(row["n"])) for row in classes),
        properties=tuple(
            Partition(row["x"].value, _number(row["n"]), _number(row["m"]), _number(row["k"])) for row in properties
        ),
        graphs=tuple((name, _count_graph(graph, name)) for name in (PROVENANCE_GRAPH, ONTOLOGY_GRAPH, *files)),
        examples=tuple(row["x"].value for row in examples),
    )


def describe_dataset(statistics: Statistics, origin: str, format: str) -> bytes:
    """Return the description in one of `kg.store.DUMP_FORMATS`; `origin`: the address of the service."""
    return write_triples(list(_to_triples(statistics, origin)), format)


def _to_triples(statistics: Statistics, origin: str) -> Iterator[ox.Triple]:
    page = ox.NamedNode(origin + "/.well-known/void")
    dataset = ox.NamedNode(page.value + "#dataset")
    yield ox.Triple(page, _TYPE, _void("DatasetDescription"))
    yield ox.Triple(page, ox.NamedNode("http://xmlns.com/foaf/0.1/primaryTopic"), dataset)
    yield ox.Triple(dataset, _TYPE, _void("Dataset"))
    title = ox.Literal("Landscape KG", language="en")
    yield ox.Triple(dataset, ox.NamedNode(PREFIXES["dcterms"] + "title"), title)
    yield ox.Triple(dataset, _void("sparqlEndpoint"), ox.NamedNode(origin + "/sparql"))
    yield ox.Triple(dataset, _void("uriSpace"), ox.Literal(ENTITY))
    yield ox.Triple(dataset, _void("vocabulary"), ox.NamedNode(KG))
    for name in _FORMATS:
        yield ox.Triple(dataset, _void("feature"), ox.NamedNode("http://www.w3.org/ns/formats/" + name))
    for iri in statistics.examples:
        yield ox.Triple(dataset, _void("exampleResource"), ox.NamedNode(iri))
    sizes = {
        "triples": statistics.triples,
        "entities": statistics.entities,
        "documents": statistics.documents,
        "distinctSubjects": statistics.subjects,
        "distinctObjects": statistics.objects,
        "classes": len(statistics.classes),
        "properties": len(statistics.properties),
    }
    for name, size in sizes.items():
        yield ox.Triple(dataset, _void(name), ox.Literal(size))
    graphs = [(ox.NamedNode(iri), size) for iri, size in statistics.graphs]
    for graph, _ in graphs:
        yield ox.Triple(dataset, _void("subset"), graph)
    yield from _to_partitions(statistics, dataset)
    for graph, size in graphs:
        yield ox.Triple(graph, _TYPE, _void("Dataset"))
        yield ox.Triple(graph, _void("triples"), ox.Literal(size))


def _to_partitions(statistics: Statistics, dataset: ox.NamedNode) -> Iterator[ox.Triple]:
    classes = [(ox.BlankNode(f"class{n}"), part) for n, part in enumerate(statistics.classes)]
    properties = [(ox.BlankNode(f"property{n}"), part) for n, part in enumerate(statistics.properties)]
    for node, _ in classes:
        yield ox.Triple(dataset, _void("classPartition"), node)
    for node, _ in properties:
        yield ox.Triple(dataset, _void("propertyPartition"), node)
    for node, part in classes:
        yield ox.Triple(node, _void("class"), ox.NamedNode(part.iri))
        yield ox.Triple(node, _void("entities"), ox.Literal(part.size))
    for node, part in properties:
        yield ox.Triple(node, _void("property"), ox.NamedNode(part.iri))
        yield ox.Triple(node, _void("triples"), ox.Literal(part.size))
        yield ox.Triple(node, _void("distinctSubjects"), ox.Literal(part.subjects))
        yield ox.Triple(node, _void("distinctObjects"), ox.Literal(part.objects))


def _count_graph(graph: GraphStore, name: str) -> int:
    return _number(_rows(graph, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{name}> {{ ?s ?p ?o }} }}")[0]["n"])


def _rows(graph: GraphStore, query: str) -> list[ox.QuerySolution]:
    result = graph.query(query)
    assert isinstance(result, ox.QuerySolutions)
    return list(result)


def _number(term: object) -> int:
    assert isinstance(term, ox.Literal)
    return int(term.value)


def _void(name: str) -> ox.NamedNode:
    return ox.NamedNode(_VOID + name)


_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")

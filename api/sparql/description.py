"""The SPARQL 1.1 Service Description of the endpoint."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

from api.sparql.execution import write_triples
from ontology.names import PREFIXES

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULT_FORMATS = [
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
    "N-Quads",
    "TriG",
]


def describe_service(endpoint: str, graphs: Sequence[str], format: str) -> bytes:
    """Return the description in one of `kg.store.DUMP_FORMATS`; `graphs` are the IRIs of the named graphs."""
    service, dataset = ox.BlankNode("service"), ox.BlankNode("dataset")
    a = ox.NamedNode(PREFIXES["rdf"] + "type")
    triples = [
        ox.Triple(service, a, _sd("Service")),
        ox.Triple(service, _sd("endpoint"), ox.NamedNode(endpoint)),
        ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        ox.Triple(service, _sd("defaultDataset"), dataset),
        ox.Triple(dataset, a, _sd("Dataset")),
        ox.Triple(dataset, _sd("defaultGraph"), ox.BlankNode("default")),
        ox.Triple(ox.BlankNode("default"), a, _sd("Graph")),
    ]
    for name in _RESULT_FORMATS:
        triples.append(ox.Triple(service, _sd("resultFormat"), ox.NamedNode(_FORMATS + name)))
    for index, graph in enumerate(graphs):
        named = ox.BlankNode(f"graph{index}")
        triples += [
            ox.Triple(dataset, _sd("namedGraph"), named),
            ox.Triple(named, a, _sd("NamedGraph")),
            ox.Triple(named, _sd("name"), ox.NamedNode(graph)),
        ]
    return write_triples(triples, format)


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SD + name)

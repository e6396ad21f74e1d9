"""Validation: every quote stands at its span, and the graph keeps to the shapes."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.generations import Generation
from kg.store import OxigraphStore
from kg.texts import load_texts
from ontology import Field, load_field
from ontology.names import PROVENANCE_GRAPH

_QUOTES = f"""SELECT DISTINCT ?name ?quote ?start ?end WHERE {{
  GRAPH <{PROVENANCE_GRAPH}> {{
    ?target oa:hasSource ?doc ; oa:hasSelector ?selector .
    ?selector oa:exact ?quote ; oa:start ?start ; oa:end ?end .
  }}
  ?doc dcterms:identifier ?name
}}"""

_WITHOUT_EVIDENCE = f"""SELECT ?st WHERE {{
  GRAPH <{PROVENANCE_GRAPH}> {{
    ?st a kg:Statement FILTER NOT EXISTS {{ ?st oa:hasTarget/oa:hasSelector/oa:exact ?quote }}
  }}
}} ORDER BY ?st"""


def check_generation(generation: Generation, graph: OxigraphStore) -> list[str]:
    """Return one line for each failure: a quote that is not at its span, a fact without one, a broken shape."""
    field = load_field()
    return [*_check_quotes(generation, graph), *_check_evidence(graph), *_check_shapes(graph, field)]


def _check_quotes(generation: Generation, graph: OxigraphStore) -> Iterator[str]:
    texts = dict(load_texts(generation.path))
    for row in _select(graph, _QUOTES):
        name, quote = row["name"].value, row["quote"].value
        start, end = int(row["start"].value), int(row["end"].value)
        if texts.get(name, "")[start:end] != quote:
            yield f"{name}: the words at {start}-{end} are not the quote {quote[:60]!r}. Build again."


def _check_evidence(graph: OxigraphStore) -> Iterator[str]:
    for row in _select(graph, _WITHOUT_EVIDENCE):
        yield f"{row['st'].value}: a statement without its sentence. Build again."


def _check_shapes(graph: OxigraphStore, field: Field) -> Iterator[str]:
    """Run SHACL over the default graph with the ontology's classes."""
    import io

    import pyshacl
    import rdflib

    data = rdflib.Graph()
    buffer = io.BytesIO()
    triples = (quad.triple for quad in graph.quads(None, None, None, ox.DefaultGraph()))
    ox.serialize(triples, buffer, ox.RdfFormat.N_TRIPLES)
    data.parse(data=buffer.getvalue(), format="nt")
    shapes = rdflib.Graph().parse(field.folder / "shapes.ttl", format="turtle")
    conforms, report, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=False, inference="none")
    if conforms or not isinstance(report, rdflib.Graph):
        return
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    for result in sorted(report.subjects(rdflib.RDF.type, sh.ValidationResult), key=str):
        focus, path, message = (report.value(result, sh[name]) for name in ("focusNode", "resultPath", "resultMessage"))
        yield f"{focus} {path}: {message}"


def _select(graph: OxigraphStore, query: str) -> list[ox.QuerySolution]:
    return list(graph.query(query))  # type: ignore[arg-type]

"""Validation: every quote stands at its span, and the graph keeps to the shapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg.faults import check_shapes, find_ontology_faults
from kg.generations import Generation
from kg.review import load_review
from kg.statements import Entity, Literal, Triple, to_triple
from kg.store import OxigraphStore
from kg.texts import load_texts
from ontology import Field, Ontology
from ontology.model import ROOT_CLASS
from ontology.names import KG, PROVENANCE_GRAPH
from ontology.turtle import RDF_TYPE

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


def check_generation(generation: Generation, graph: OxigraphStore, field: Field) -> list[str]:
    """Return one line for each failure: a quote that is not at its span, a fact without one, a broken shape.

    What a person accepted may break shapes.
    """
    items = load_review(generation.path)
    accepted = frozenset(item.key(field.ontology) for item in items if item.state == "accepted")
    return [*_check_quotes(generation, graph), *_check_evidence(graph), *_check_shapes(graph, field, accepted)]


def _check_quotes(generation: Generation, graph: OxigraphStore) -> Iterator[str]:
    texts = dict(load_texts(generation.path))
    for row in graph.select(_QUOTES):
        name, quote = row["name"].value, row["quote"].value
        start, end = int(row["start"].value), int(row["end"].value)
        if texts.get(name, "")[start:end] != quote:
            yield f"{name}: the words at {start}-{end} are not the quote {quote[:60]!r}. Build again."


def _check_evidence(graph: OxigraphStore) -> Iterator[str]:
    for row in graph.select(_WITHOUT_EVIDENCE):
        yield f"{row['st'].value}: a statement without its sentence. Build again."


def _check_shapes(graph: OxigraphStore, field: Field, accepted: frozenset[Triple]) -> Iterator[str]:
    """Tell which facts, derived ones included, break the ontology or a shape that no person let them break."""
    quads = list(graph.quads(None, None, None, ox.DefaultGraph()))
    subjects = {(triple[0], KG + triple[1]) for triple in accepted} | {(triple[0], "") for triple in accepted}
    subjects |= {(triple[2], "") for triple in accepted}
    for fault in check_shapes((quad.triple for quad in quads), field):
        if (fault.node, fault.path) not in subjects:
            yield f"{fault.node} {fault.path}: {fault.message}"
    types = _find_types(quads, field.ontology)
    for quad in sorted(quads, key=str):
        name = quad.predicate.value.removeprefix(KG)
        if name not in field.ontology.properties or not isinstance(quad.subject, ox.NamedNode):
            continue
        subject, end = _to_end(quad.subject, types), _to_end(quad.object, types)
        if isinstance(subject, Entity) and to_triple(subject.iri, name, end, field.ontology) not in accepted:
            for wrong in find_ontology_faults(subject, name, end, field.ontology):
                yield f"{subject.iri} {quad.predicate.value}: {wrong}. Build again."


def _find_types(quads: Iterable[ox.Quad], ontology: Ontology) -> dict[str, str]:
    """Return IRI -> the most specific class of it."""
    types: dict[str, str] = {}
    for quad in quads:
        if quad.predicate.value == RDF_TYPE and isinstance(quad.object, ox.NamedNode):
            name, iri = quad.object.value.removeprefix(KG), str(getattr(quad.subject, "value", ""))
            if name in ontology.parents and (iri not in types or ontology.is_a(name, types[iri])):
                types[iri] = name
    return types


def _to_end(node: object, types: Mapping[str, str]) -> Entity | Literal:
    if isinstance(node, ox.Literal):
        return Literal(node.value, node.datatype.value.rpartition("#")[2])
    iri = str(getattr(node, "value", ""))
    return Entity(iri, iri, types.get(iri, ROOT_CLASS))

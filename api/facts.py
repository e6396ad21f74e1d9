"""Every statement of a graph with its evidence, as flat values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from api.entities import to_label
from kg.store import GraphStore
from ontology.names import DOCUMENT, KG, PROVENANCE_GRAPH


@dataclass(frozen=True, slots=True, order=True)
class FlatFact:
    """A statement; `object_iri` is None for a literal, `predicate` a local name of the ontology.

    `start`, `end`: code points of `quote` in `document`. `derived`: it follows from others, and the evidence
    is that of the first of them.
    """

    subject: str
    subject_iri: str
    predicate: str
    object: str
    object_iri: str | None
    document: str
    quote: str
    start: int
    end: int
    date: str | None
    confidence: float
    derived: bool
    modality: str
    method: str


_STATEMENTS = f"""SELECT ?st ?s ?p ?o ?modality ?confidence ?method ?date ?rule ?from ?sl ?ol WHERE {{
  GRAPH <{PROVENANCE_GRAPH}> {{
    ?st a kg:Statement ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o .
    OPTIONAL {{ ?st kg:modality ?modality }} OPTIONAL {{ ?st kg:confidence ?confidence }}
    OPTIONAL {{ ?st kg:method ?method }} OPTIONAL {{ ?st kg:date ?date }}
    OPTIONAL {{ ?st kg:derivedBy ?rule }} OPTIONAL {{ ?st prov:wasDerivedFrom ?from }}
  }}
  OPTIONAL {{ ?s skos:prefLabel ?sl }} OPTIONAL {{ ?o skos:prefLabel ?ol }}
}}"""

_EVIDENCE = f"""SELECT ?st ?doc ?name ?quote ?start ?end WHERE {{
  GRAPH <{PROVENANCE_GRAPH}> {{
    ?st oa:hasTarget ?target . ?target oa:hasSource ?doc ; oa:hasSelector/oa:exact ?quote .
    ?target oa:hasSelector ?position . ?position oa:start ?start ; oa:end ?end .
  }}
  OPTIONAL {{ ?doc dcterms:identifier ?name }}
}}"""


def read_facts(graph: GraphStore) -> Iterator[FlatFact]:
    """Go through all statements in the order of their values."""
    rows: dict[str, Any] = {}
    parents: dict[str, list[str]] = {}
    for row in graph.select(_STATEMENTS):
        rows.setdefault(row["st"].value, row)
        if row["from"] is not None:
            parents.setdefault(row["st"].value, []).append(row["from"].value)
    evidence = {
        row["st"].value: row for row in sorted(graph.select(_EVIDENCE), key=lambda row: -int(row["start"].value))
    }
    facts = []
    for statement, row in rows.items():
        found = _find_evidence(statement, evidence, parents, rows)
        facts.append(_to_fact(row, evidence.get(found or "")))
    return iter(sorted(facts, key=lambda fact: (fact.document, fact.start, fact.end, fact.subject_iri, str(fact))))


def _find_evidence(
    statement: str, evidence: dict[str, Any], parents: dict[str, list[str]], rows: dict[str, Any]
) -> str | None:
    """Return the nearest statement with evidence among this one and those it follows from."""
    seen, level = {statement}, [statement]
    while level:
        for name in sorted(level):
            if name in evidence:
                return name
        level = [parent for name in level for parent in parents.get(name, ()) if parent in rows and parent not in seen]
        seen.update(level)
    return None


def _to_fact(row: Any, evidence: Any) -> FlatFact:
    document = ""
    if evidence is not None:
        name = evidence["name"]
        document = name.value if name else evidence["doc"].value.removeprefix(DOCUMENT)
    is_entity = isinstance(row["o"], ox.NamedNode)
    return FlatFact(
        subject=row["sl"].value if row["sl"] else to_label(row["s"].value),
        subject_iri=row["s"].value,
        predicate=row["p"].value.removeprefix(KG),
        object=row["ol"].value if row["ol"] else to_label(row["o"].value) if is_entity else row["o"].value,
        object_iri=row["o"].value if is_entity else None,
        document=document,
        quote=evidence["quote"].value if evidence else "",
        start=int(evidence["start"].value) if evidence else 0,
        end=int(evidence["end"].value) if evidence else 0,
        date=row["date"].value if row["date"] else None,
        confidence=float(row["confidence"].value) if row["confidence"] else 1.0,
        derived=row["rule"] is not None,
        modality=row["modality"].value if row["modality"] else "asserted",
        method=row["method"].value if row["method"] else "",
    )

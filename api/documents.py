"""One document as a reader sees it: its text, and what was read from each of its sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import quote, urlencode

import pyoxigraph as ox

from api.entities import End, to_end, to_label
from kg.documents import Span
from kg.store import GraphStore
from kg.texts import DocumentText
from ontology.names import ONTOLOGY_GRAPH, PROVENANCE_GRAPH, to_document_iri


@dataclass(frozen=True, slots=True)
class DocumentFact:
    """A statement with the span of its sentence in the document."""

    span: Span
    subject: End
    predicate: str
    predicate_iri: str
    object: End
    modality: str
    disputed: bool


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document with its IRI and the facts read from it, in the order of the text."""

    iri: str
    document: DocumentText
    facts: tuple[DocumentFact, ...]

    def to_value(self) -> dict[str, Any]:
        """Return the JSON value."""
        facts = [{**asdict(fact.span), **asdict(fact)} for fact in self.facts]
        for fact in facts:
            del fact["span"]
        shown = self.document
        return {
            "iri": self.iri,
            "name": shown.name,
            "title": shown.title,
            "date": shown.date,
            "text": shown.text,
            "facts": facts,
        }


def to_document_path(name: str, start: int | None = None, end: int | None = None) -> str:
    """Return the path of a document's page, at the place of a quote where one is given.

    >>> to_document_path("notes/a b.md", 3, 9)
    '/documents/notes/a%20b.md?start=3&end=9#quote'
    """
    path = "/documents/" + quote(name, safe="-._~/")
    return path if start is None or end is None else f"{path}?{urlencode({'start': start, 'end': end})}#quote"


def describe_document(graph: GraphStore, iri: str) -> list[ox.Triple]:
    """Return the triples about the document."""
    triples = graph.query(f"CONSTRUCT {{ <{iri}> ?p ?o }} WHERE {{ <{iri}> ?p ?o }}")
    assert isinstance(triples, ox.QueryTriples)
    return sorted(triples, key=str)


def read_record(graph: GraphStore, document: DocumentText) -> DocumentRecord:
    """Return a document with what the graph holds of its sentences."""
    iri = to_document_iri(document.name)
    return DocumentRecord(iri, document, tuple(_read_facts(graph, iri)))


def _read_facts(graph: GraphStore, iri: str) -> Sequence[DocumentFact]:
    query = f"""SELECT DISTINCT ?s ?p ?o ?modality ?disputed ?start ?end ?sl ?ol ?pl WHERE {{
      GRAPH <{PROVENANCE_GRAPH}> {{
        ?target oa:hasSource <{iri}> ; oa:hasSelector ?position . ?position oa:start ?start ; oa:end ?end .
        ?st oa:hasTarget ?target ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o .
        OPTIONAL {{ ?st kg:modality ?modality }} OPTIONAL {{ ?st kg:disputed ?disputed }}
      }}
      OPTIONAL {{ ?s skos:prefLabel ?sl }} OPTIONAL {{ ?o skos:prefLabel ?ol }}
      OPTIONAL {{ GRAPH <{ONTOLOGY_GRAPH}> {{ ?p rdfs:label ?pl }} }}
    }}"""
    facts = {
        DocumentFact(
            span=Span(int(row["start"].value), int(row["end"].value)),
            subject=to_end(row["s"], row["sl"]),
            predicate=row["pl"].value if row["pl"] else to_label(row["p"].value),
            predicate_iri=row["p"].value,
            object=to_end(row["o"], row["ol"]),
            modality=row["modality"].value if row["modality"] else "asserted",
            disputed=row["disputed"] is not None and row["disputed"].value == "true",
        )
        for row in graph.select(query)
    }
    return sorted(facts, key=lambda fact: (fact.span, fact.subject.label, fact.predicate, fact.object.label))

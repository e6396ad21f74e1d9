"""The IRIs of this product: one base, from which ontology, entities, statements and graphs take theirs."""

from __future__ import annotations

from urllib.parse import quote

BASE = "https://w3id.org/landscape-kg/"
KG = BASE + "ontology#"
ENTITY = BASE + "entity/"
DOCUMENT = BASE + "document/"
STATEMENT = BASE + "statement/"
LEXICON = BASE + "lexicon#"
READER = BASE + "reader#"
FIELD = BASE + "field/"

PROVENANCE_GRAPH = BASE + "graph/provenance"
ONTOLOGY_GRAPH = BASE + "graph/ontology"

PREFIXES = {
    "kg": KG,
    "e": ENTITY,
    "doc": DOCUMENT,
    "st": STATEMENT,
    "lex": LEXICON,
    "reader": READER,
    "field": FIELD,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "schema": "https://schema.org/",
    "doap": "http://usefulinc.com/ns/doap#",
    "sh": "http://www.w3.org/ns/shacl#",
    "ontolex": "http://www.w3.org/ns/lemon/ontolex#",
    "synsem": "http://www.w3.org/ns/lemon/synsem#",
    "lexinfo": "http://www.lexinfo.net/ontology/3.0/lexinfo#",
}


def to_local(text: str) -> str:
    """Return `text` as the local part of an IRI: spaces to underscores, the rest percent-encoded.

    >>> to_local("Automation and Configuration")
    'Automation_and_Configuration'
    >>> to_local("C++")
    'C%2B%2B'
    """
    return quote("_".join(text.split()), safe="-._~")


def to_entity_iri(label: str, qualifier: str | None = None) -> str:
    """Return the IRI of an entity from its label; `qualifier` keeps homonyms apart.

    >>> to_entity_iri("Docker", "company").removeprefix(ENTITY)
    'Docker_(company)'
    """
    return ENTITY + to_local(label) + (f"_({to_local(qualifier)})" if qualifier else "")


def to_document_iri(name: str) -> str:
    """Return the IRI of a document from its name under the folder that was built."""
    return DOCUMENT + quote(name, safe="-._~/")


def to_graph_iri(document: str) -> str:
    """Return the IRI of the named graph that holds the triples of an RDF file, from its name."""
    return BASE + "graph/file/" + quote(document, safe="-._~/")

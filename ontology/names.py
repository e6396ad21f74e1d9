"""The IRIs of this product: one base, from which ontology, entities, statements and graphs take theirs."""

from __future__ import annotations

import re
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

# What a short form may hold after its colon (PN_LOCAL of SPARQL and Turtle): letters and encoded bytes as they are,
# these signs behind a backslash, "." and "-" as they are between others. The engine knows no letters beyond the first
# plane there, and no second "." without a backslash.
_LETTERS = (
    "A-Za-z0-9_:\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd"
)
_LATER_LETTERS = "\u00b7\u0300-\u036f\u203f\u2040"
_SIGNS = "~!$&'()*+,;=/?#@"
_WRITABLE = re.compile(rf"(?![{_LATER_LETTERS}])(?:[{_LETTERS}{_LATER_LETTERS}{_SIGNS}.-]|%[0-9A-Fa-f]{{2}})*")
_ESCAPED = re.compile(rf"[{_SIGNS}]|\A[.-]|\.(?=.*\.|\Z)")


def write_iri(iri: str) -> str:
    """Return an IRI as SPARQL and Turtle write it: in short under the known prefixes where it can be, else in full.

    >>> write_iri("http://www.w3.org/2004/02/skos/core#prefLabel"), write_iri("urn:x")
    ('skos:prefLabel', '<urn:x>')
    >>> print(write_iri(to_entity_iri("Serverless Inc.")))
    e:Serverless_Inc\\.
    """
    for prefix, base in PREFIXES.items():
        local = iri.removeprefix(base)
        if local != iri and _WRITABLE.fullmatch(local):
            return prefix + ":" + _ESCAPED.sub(r"\\\g<0>", local)
    return f"<{iri}>"


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

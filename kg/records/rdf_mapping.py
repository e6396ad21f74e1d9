"""How the records of an RDF file are read: the ontology's own terms are the fields."""

from __future__ import annotations

from kg.documents import Document
from kg.readers.rdf import IRI, LABEL, TYPE, find_name_fields
from ontology import Ontology, RecordMapping
from ontology.mapping import ClassRule, FieldRule
from ontology.model import ROOT_CLASS, Property

# A literal property without one range takes a day, a month or a year.
_KINDS = {"": "date", "anyURI": "address", "date": "date", "gYear": "date", "gYearMonth": "date"}


# Terms of other vocabularies for the addresses by which a thing of another file is known to be the same one.
_SAME = {
    "foaf:homepage": "homepage",
    "doap:homepage": "homepage",
    "schema:url": "homepage",
    "http://schema.org/url": "homepage",
    "http://xmlns.com/foaf/0.1/homepage": "homepage",
    "doap:repository": "repository",
    "schema:codeRepository": "repository",
    "http://schema.org/codeRepository": "repository",
    "owl:sameAs": IRI,
    "schema:sameAs": IRI,
    "http://schema.org/sameAs": IRI,
}


def find_identity(field: str, mapping: RecordMapping) -> str:
    """Return what an address tells of a thing, whatever the field of a file is called: its home page, say."""
    rule = mapping.fields.get(field)
    return _SAME.get(field) or (rule.property if rule is not None and rule.property else field)


def to_rdf_mapping(document: Document, ontology: Ontology) -> RecordMapping:
    """Return the mapping of a document of triples; terms of other vocabularies are kept as they are."""
    fields = {entry.field for record in document.records for entry in record.entries}
    classes = sorted(ontology.parents, key=lambda name: (-len(ontology.ancestors(name)), name))
    return RecordMapping(
        name=LABEL,
        fields={name: _to_rule(found) for name, found in ontology.properties.items()},
        # The narrowest of the classes that a thing is said to be of.
        classes=tuple(ClassRule(name, where=((TYPE, name),)) for name in classes if name != ROOT_CLASS),
        roles={},
        identity=(IRI, "homepage", "repository", *_SAME),
        kept=frozenset({TYPE, IRI, *(name for name in fields if ":" in name)}),
        aliases=find_name_fields(),
    )


def _to_rule(found: Property) -> FieldRule:
    if found.literal:
        return FieldRule(found.name, found.name, _KINDS.get(found.range[0] if found.range else "", "text"))
    single = found.range[0] if len(found.range) == 1 and found.range[0] != ROOT_CLASS else None
    return FieldRule(found.name, found.name, "term", object_class=single)

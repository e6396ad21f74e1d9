"""Statements to RDF: the plain facts in the default graph, the sentence behind each in the provenance graph."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.documents import Document, Record, Span
from kg.methods import to_method_iri
from kg.statements import MAX_QUOTE, Entity, Literal, Modality, Statement, date_type
from ontology import Ontology
from ontology.names import FIELD, KG, PREFIXES, PROVENANCE_GRAPH, STATEMENT, to_document_iri, to_graph_iri, to_local

_RDF, _SKOS, _DCTERMS, _PROV, _OA, _XSD = (PREFIXES[p] for p in ("rdf", "skos", "dcterms", "prov", "oa", "xsd"))
# What an undated statement counts from: it gives way to every dated one.
UNDATED = "0000"
_TYPE = ox.NamedNode(_RDF + "type")
_PROVENANCE = ox.NamedNode(PROVENANCE_GRAPH)


def to_document_quads(document: Document) -> Iterator[ox.Quad]:
    """Yield the description of a document."""
    node = ox.NamedNode(to_document_iri(document.name))
    yield ox.Quad(node, _TYPE, ox.NamedNode(KG + "Document"))
    yield ox.Quad(node, ox.NamedNode(_DCTERMS + "identifier"), ox.Literal(document.name))
    yield ox.Quad(node, ox.NamedNode(_DCTERMS + "title"), ox.Literal(document.title))
    yield ox.Quad(node, ox.NamedNode(_SKOS + "prefLabel"), ox.Literal(document.title, language="en"))
    if document.date is not None:
        yield ox.Quad(node, ox.NamedNode(_DCTERMS + "date"), _to_date_literal(document.date))


def to_entity_quads(entity: Entity, aliases: Iterable[str], ontology: Ontology) -> Iterator[ox.Quad]:
    """Yield the description of an entity: its types up to the root, its label and its aliases."""
    node = ox.NamedNode(entity.iri)
    for name in ontology.ancestors(entity.type):
        yield ox.Quad(node, _TYPE, ox.NamedNode(KG + name))
    yield ox.Quad(node, ox.NamedNode(_SKOS + "prefLabel"), ox.Literal(entity.label, language="en"))
    for alias in aliases:
        yield ox.Quad(node, ox.NamedNode(_SKOS + "altLabel"), ox.Literal(alias, language="en"))


def to_statement_quads(statement: Statement, disputed: bool) -> Iterator[ox.Quad]:
    """Yield the plain triple of an asserted statement, and the node that tells where it comes from."""
    plain = to_plain_triple(statement)
    if statement.modality is Modality.ASSERTED:
        yield ox.Quad(plain.subject, plain.predicate, plain.object)
    node = ox.NamedNode(STATEMENT + statement.identifier)
    evidence = statement.evidence
    document = ox.NamedNode(to_document_iri(evidence.document))
    values: list[tuple[str, ox.NamedNode | ox.Literal]] = [
        (_RDF + "type", ox.NamedNode(KG + "Statement")),
        (_RDF + "subject", ox.NamedNode(statement.subject.iri)),
        (_RDF + "predicate", plain.predicate),
        (_RDF + "object", _to_node(statement.object)),
        (KG + "modality", ox.Literal(statement.modality.value)),
        (
            KG + "confidence",
            ox.Literal(str(round(evidence.confidence, 3)), datatype=ox.NamedNode(_XSD + "decimal")),
        ),
        (KG + "method", ox.Literal(evidence.method)),
        (KG + "foundBy", ox.NamedNode(to_method_iri(evidence.method))),
        (KG + "disputed", ox.Literal(disputed)),
        (KG + "since", ox.Literal(statement.since or UNDATED)),
        (_PROV + "wasDerivedFrom", document),
    ]
    optional = {
        KG + "date": evidence.date,
        KG + "section": " / ".join(evidence.section) or None,
        KG + "validFrom": statement.valid_from,
        KG + "validUntil": statement.valid_until,
    }
    values += [(iri, ox.Literal(value)) for iri, value in optional.items() if value is not None]
    for iri, value in values:
        yield ox.Quad(node, ox.NamedNode(iri), value, _PROVENANCE)
    yield from _to_target_quads(node, evidence.document, evidence.span, evidence.quote)


def to_plain_triple(statement: Statement) -> ox.Triple:
    """Return the triple that a statement states."""
    subject, predicate = ox.NamedNode(statement.subject.iri), ox.NamedNode(KG + statement.predicate)
    return ox.Triple(subject, predicate, _to_node(statement.object))


def _to_target_quads(node: ox.NamedNode, name: str, span: Span, quote: str) -> Iterator[ox.Quad]:
    """Yield the Web Annotation target: the document, the quote and its position, shared by one sentence."""
    document = ox.NamedNode(to_document_iri(name))
    place = hashlib.sha256(f"{name}#{span.start}-{span.end}".encode()).hexdigest()[:20]
    target, selector = (
        ox.NamedNode(STATEMENT + "target/" + place),
        ox.NamedNode(STATEMENT + "selector/" + place),
    )
    yield ox.Quad(node, ox.NamedNode(_OA + "hasTarget"), target, _PROVENANCE)
    yield ox.Quad(target, ox.NamedNode(_OA + "hasSource"), document, _PROVENANCE)
    yield ox.Quad(target, ox.NamedNode(_OA + "hasSelector"), selector, _PROVENANCE)
    yield ox.Quad(selector, _TYPE, ox.NamedNode(_OA + "TextQuoteSelector"), _PROVENANCE)
    yield ox.Quad(selector, _TYPE, ox.NamedNode(_OA + "TextPositionSelector"), _PROVENANCE)
    yield ox.Quad(selector, ox.NamedNode(_OA + "exact"), ox.Literal(quote), _PROVENANCE)
    yield ox.Quad(selector, ox.NamedNode(_OA + "start"), ox.Literal(span.start), _PROVENANCE)
    yield ox.Quad(selector, ox.NamedNode(_OA + "end"), ox.Literal(span.end), _PROVENANCE)


def to_record_quads(
    document: Document, record: Record, entity: Entity, kept: Iterable[tuple[str, str]]
) -> Iterator[ox.Quad]:
    """Yield a record of a structured file: its name, what it speaks of, where it stands, and what is only kept.

    `kept`: field and value of what no property says.
    """
    place = to_document_iri(document.name)
    node = ox.NamedNode(f"{place}#line-{record.line}" if record.line else f"{place}#char-{record.span.start}")
    values: list[tuple[str, ox.NamedNode | ox.Literal]] = [
        (_RDF + "type", ox.NamedNode(KG + "Record")),
        (PREFIXES["rdfs"] + "label", ox.Literal(record.name)),
        (KG + "about", ox.NamedNode(entity.iri)),
        (_PROV + "wasDerivedFrom", ox.NamedNode(place)),
        *((FIELD + to_local(field), ox.Literal(value)) for field, value in kept),
    ]
    for iri, value in values:
        yield ox.Quad(node, ox.NamedNode(iri), value, _PROVENANCE)
    for span in _find_later_lines(document.text, record.span) if kept else ():
        yield from _to_target_quads(node, document.name, span, span.of(document.text))


def _find_later_lines(text: str, span: Span) -> Iterator[Span]:
    """Yield the lines of a long record behind those that the quotes of its statements show, as quotes hold them."""
    start = span.start
    while span.end - start > MAX_QUOTE:
        end = text.rfind("\n", start, start + MAX_QUOTE)
        end = end if end > start else start + MAX_QUOTE
        if start > span.start:
            yield Span(start, end)
        start = end + 1
    if start > span.start:
        yield Span(start, span.end)


def to_file_quads(document: Document) -> Iterator[ox.Quad]:
    """Yield the triples of an RDF file in a named graph of its own, and where that graph comes from."""
    graph = ox.NamedNode(to_graph_iri(document.name))
    for triple in document.triples:
        yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)
    if document.triples:
        source = ox.NamedNode(to_document_iri(document.name))
        yield ox.Quad(graph, ox.NamedNode(_PROV + "wasDerivedFrom"), source, _PROVENANCE)


def to_series_quads(successors: Iterable[tuple[str, str]]) -> Iterator[ox.Quad]:
    """Yield which document each older vintage was replaced by."""
    for older, newer in successors:
        subject, end = ox.NamedNode(to_document_iri(older)), ox.NamedNode(to_document_iri(newer))
        yield ox.Quad(subject, ox.NamedNode(_DCTERMS + "isReplacedBy"), end, _PROVENANCE)


def _to_node(value: Entity | Literal) -> ox.NamedNode | ox.Literal:
    """Return the RDF term of an entity or a literal."""
    if isinstance(value, Entity):
        return ox.NamedNode(value.iri)
    if value.datatype == "string":
        return ox.Literal(value.label)
    return ox.Literal(value.label, datatype=ox.NamedNode(_XSD + value.datatype))


def _to_date_literal(date: str) -> ox.Literal:
    """Return a date of day, month or year precision as a typed literal.

    >>> _to_date_literal("2018-10").datatype.value.rpartition("#")[2]
    'gYearMonth'
    """
    return ox.Literal(date, datatype=ox.NamedNode(_XSD + date_type(date)))

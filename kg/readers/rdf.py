"""RDF files -> triples as they are, and a record for each thing they describe."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import unquote

import pyoxigraph as ox

from kg.errors import DocumentError
from kg.readers.decoding import MAX_BYTES
from kg.readers.drafts import RecordDraft
from kg.readers.records import Value, draft_record
from ontology.names import KG, PREFIXES, to_document_iri

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
}
LABEL, TYPE, IRI = "label", "type", "iri"
_ENTITY = re.compile(r'<!ENTITY\s+(\S+)\s+"([^"]*)"')
_REFERENCE = re.compile(r"&(?!#|(?:amp|lt|gt|quot|apos);)")
_TYPE = PREFIXES["rdf"] + "type"
# What names a thing, the most telling first.
_LABELS = (
    PREFIXES["skos"] + "prefLabel",
    PREFIXES["rdfs"] + "label",
    PREFIXES["schema"] + "name",
    "http://schema.org/name",
    PREFIXES["doap"] + "name",
    "http://xmlns.com/foaf/0.1/name",
    PREFIXES["dcterms"] + "title",
)
# What these say of a thing beside its label is another name of it.
_OTHER_NAMES = (
    *_LABELS[:-1],
    PREFIXES["skos"] + "altLabel",
    PREFIXES["schema"] + "alternateName",
    "http://schema.org/alternateName",
    "http://xmlns.com/foaf/0.1/nick",
)


@dataclass(frozen=True)
class RdfSource:
    """The triples of a file in its order, and a record for each thing with an IRI that it describes.

    `remarks`: the lines that are left out, each with its reason.
    """

    triples: tuple[ox.Triple, ...]
    records: tuple[RecordDraft, ...]
    remarks: tuple[str, ...] = ()


def read_rdf(source: str, suffix: str, name: str) -> RdfSource:
    """Read an RDF file by its suffix; raise DocumentError, with the line where it is known, where it is broken.

    Of N-Triples a broken line alone is left out, with a remark: each line stands for itself.
    Nothing is fetched: a JSON-LD context that lies elsewhere is refused. Blank nodes are numbered in the order
    of the file, so that each build gives them the same names.
    """
    blanks: dict[str, ox.BlankNode] = {}
    stem = sha256(name.encode()).hexdigest()[:12]

    def rename(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> ox.NamedNode | ox.BlankNode | ox.Literal:
        if isinstance(term, ox.Triple):
            raise DocumentError(name, "holds a triple within a triple (RDF 1.2). State it as plain triples.")
        if isinstance(term, ox.BlankNode):
            return blanks.setdefault(term.value, ox.BlankNode(f"f{stem}b{len(blanks)}"))
        return term

    if FORMATS[suffix] == ox.RdfFormat.RDF_XML:
        _check_entities(source, name)
    quads, remarks = _read_quads(source, FORMATS[suffix], name)
    triples = {
        ox.Triple(rename(quad.subject), quad.predicate, rename(quad.object)): None  # type: ignore[arg-type]
        for quad in quads
    }
    if not triples:
        raise DocumentError(name, remarks[0] if remarks else "it holds no triple. Put one into it.")
    return RdfSource(tuple(triples), _to_records(tuple(triples)), tuple(remarks))


def _read_quads(source: str, format_: ox.RdfFormat, name: str) -> tuple[list[ox.Quad], list[str]]:
    """Return what a file states, with a remark for each line of N-Triples that is left out."""
    base = to_document_iri(name)
    try:
        return list(ox.parse(source.encode(), format=format_, base_iri=base)), []
    except (SyntaxError, ValueError) as error:
        if format_ != ox.RdfFormat.N_TRIPLES:
            raise DocumentError(name, _explain(error)) from error
    quads: list[ox.Quad] = []
    remarks: list[str] = []
    for number, line in enumerate(source.split("\n"), 1):
        try:
            quads += ox.parse(line.encode(), format=format_, base_iri=base)
        except (SyntaxError, ValueError) as error:
            message = " ".join(str(getattr(error, "msg", None) or error).split()).rpartition(": ")[2]
            remarks.append(f"broken RDF at line {number}: {message}; it is left out. Mend that line.")
    return quads, remarks


def find_name_fields() -> tuple[str, ...]:
    """Return the fields of records that give other names of a thing."""
    return tuple(_to_field(iri) for iri in _OTHER_NAMES)


def find_local_name(iri: str) -> str:
    """Return the last part of an IRI as words.

    >>> find_local_name("https://example.org/things/Zorblat_Works#Acme%20Inc")
    'Acme Inc'
    """
    last = iri.rstrip("/#").replace("#", "/").rpartition("/")[2]
    return " ".join(unquote(last).replace("_", " ").split()) or iri


def _check_entities(source: str, name: str) -> None:
    """Raise DocumentError where the entities that RDF/XML declares for short IRIs unfold to more than a file holds."""
    entities = _ENTITY.findall(source)
    if any(_REFERENCE.search(value) for _, value in entities):
        raise DocumentError(name, "an XML entity refers to another entity. Write its value out.")
    if sum(len(value) * source.count(f"&{entity};") for entity, value in entities) > MAX_BYTES:
        raise DocumentError(name, f"its XML entities unfold to more than {MAX_BYTES:,} bytes. Shorten their values.")


def _explain(error: Exception) -> str:
    message = " ".join(str(getattr(error, "msg", None) or error).split())
    if "LoadDocumentCallback" in message:
        return "its JSON-LD context lies elsewhere, and nothing is fetched. Put the context into the file."
    line = getattr(error, "lineno", None)
    return f"broken RDF at line {line}: {message}. Mend it." if line else f"broken RDF: {message}. Mend it."


def _to_records(triples: Sequence[ox.Triple]) -> tuple[RecordDraft, ...]:
    described: dict[str, list[ox.Triple]] = defaultdict(list)
    for triple in triples:
        if isinstance(triple.subject, ox.NamedNode):
            described[triple.subject.value].append(triple)
    labels = {iri: _find_label(iri, found) for iri, found in described.items()}
    return tuple(
        draft_record(LABEL, labels[iri], _to_values(iri, found, labels), (), 0) for iri, found in described.items()
    )


def _find_label(iri: str, triples: Sequence[ox.Triple]) -> str:
    """Return the label of a thing, an English one before others; the last part of its IRI where it has none."""
    found = [
        (not (t.object.language or "en").startswith("en"), _LABELS.index(t.predicate.value), t.object.value)
        for t in triples
        if t.predicate.value in _LABELS and isinstance(t.object, ox.Literal) and t.object.value.strip()
    ]
    return " ".join(min(found)[2].split()) if found else find_local_name(iri)


def _to_values(iri: str, triples: Sequence[ox.Triple], labels: dict[str, str]) -> list[Value]:
    values = [Value(IRI, iri)]
    for triple in triples:
        end, predicate = triple.object, triple.predicate.value
        if isinstance(end, ox.Literal):
            if end.value.strip() not in ("", labels[iri]):
                values.append(Value(_to_field(predicate), end.value))
        elif isinstance(end, ox.NamedNode):
            if predicate == _TYPE:
                values.append(Value(TYPE, _to_field(end.value)))
            else:
                values.append(Value(_to_field(predicate), labels.get(end.value, end.value)))
    return values


def _to_field(iri: str) -> str:
    """Return a term of the ontology by its local name, another with its prefix, else the whole IRI."""
    if iri.startswith(KG):
        return iri.removeprefix(KG)
    for prefix, base in PREFIXES.items():
        if iri.startswith(base):
            return f"{prefix}:{iri.removeprefix(base)}"
    return iri

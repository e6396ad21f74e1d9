"""Statements and their evidence: no fact without its sentence."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from kg.documents import Document, Span
from ontology import KnownName, Ontology
from ontology.names import to_entity_iri

# Subject IRI, local name of the property, object IRI or literal.
Triple = tuple[str, str, str]
MAX_QUOTE = 900  # characters that a list, a table, or items with what leads into them may have to be quoted whole
# The datatypes of a day, a month and a year.
DATE_TYPES = frozenset({"date", "gYearMonth", "gYear"})


@dataclass(frozen=True, slots=True, order=True)
class Entity:
    """What an IRI denotes: its label and the local name of its most specific class."""

    iri: str
    label: str
    type: str = "Thing"

    @classmethod
    def called(cls, label: str, type: str = "Thing") -> Entity:
        """Return the entity that documents speak of by a name.

        >>> Entity.called("Frob Query").iri
        'https://w3id.org/landscape-kg/entity/Frob_Query'
        """
        return cls(to_entity_iri(label), label, type)

    @classmethod
    def of_known(cls, known: KnownName) -> Entity:
        """Return the entity of a name that the gazetteer has."""
        return cls(known.iri, known.label, known.type)

    def of_class(self, name: str) -> Entity:
        """Return the same entity as one of another class."""
        return Entity(self.iri, self.label, name)

    @property
    def key(self) -> str:
        """What tells it from other ends of statements: its IRI."""
        return self.iri


@dataclass(frozen=True, slots=True, order=True)
class Literal:
    """A plain value; `datatype` is `string`, `date`, `gYear`, `gYearMonth`, `integer` or `anyURI`."""

    label: str
    datatype: str = "string"

    @property
    def key(self) -> str:
        """What tells it from other ends of statements: its words."""
        return self.label

    @classmethod
    def of_date(cls, date: str) -> Literal:
        """Return a day, month or year as a value.

        >>> Literal.of_date("2018-10").datatype
        'gYearMonth'
        """
        return cls(date, date_type(date))


def date_type(date: str) -> str:
    """Return the datatype of an ISO 8601 date by its precision."""
    return {4: "gYear", 7: "gYearMonth"}.get(len(date), "date")


class Modality(StrEnum):
    """How a sentence says what it says; only `ASSERTED` becomes a plain triple.

    `FORMER`: an older vintage of a file says it, and the newest does not say it again; or the sentence itself says
    that it is no longer so ("used to depend on X").
    """

    ASSERTED = "asserted"
    NEGATED = "negated"
    HEDGED = "hedged"
    PLANNED = "planned"
    REQUIRED = "required"
    FORMER = "former"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The span of a document that states something.

    `quote` is the exact text under `span`. `date` is the document's, ISO 8601 or None. `section` is the path
    of headings above. `method` names the lexical entry (`lexicon:replace`) or the step of the
    reader (`sentence:than`, `structure:heading`) that read it: see `kg.methods`. `confidence` lies in (0, 1].
    `doubt`: why it may be misread, in words; empty where nothing speaks against it.
    """

    document: str
    span: Span
    quote: str
    date: str | None = None
    section: tuple[str, ...] = ()
    method: str = ""
    confidence: float = 1.0
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """One reading of one sentence, before it becomes a statement: two ends, a property and how it is said.

    `frame`: the frame of the lexicon, or the step of the reader, that read it. `start`: where the evidence begins if
    a sentence before this one is needed to understand it. `doubt`: why it may be misread, in words.
    """

    subject: Entity
    predicate: str
    object: Entity | Literal
    frame: str
    modality: Modality = Modality.ASSERTED
    confidence: float = 0.8
    start: int | None = None
    doubt: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """The triple."""
        return (self.subject.iri, self.predicate, self.object.key)


@dataclass(frozen=True, slots=True)
class Statement:
    """A triple with its source. `predicate` is the local name of an ontology property.

    `valid_from`, `valid_until`: ISO 8601 where the text itself gives them, else None. `held_on`: the day of which the
    text says it ("as of May 2020"), where it says nothing of when that began.
    """

    subject: Entity
    predicate: str
    object: Entity | Literal
    evidence: Evidence
    modality: Modality = Modality.ASSERTED
    valid_from: str | None = None
    valid_until: str | None = None
    held_on: str | None = None

    @property
    def since(self) -> str | None:
        """The day the statement counts from: what its sentence gives, else its document's date."""
        return self.valid_from or self.held_on or self.evidence.date

    @property
    def identifier(self) -> str:
        """A name that stays the same across builds: a hash of the triple and its place."""
        place = f"{self.evidence.document}#{self.evidence.span.start}-{self.evidence.span.end}"
        parts = (self.subject.iri, self.predicate, self.object.key, place, self.modality.value)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20]


def to_evidence(
    document: Document, span: Span, method: str, confidence: float, section_at: int | None = None
) -> Evidence:
    """Return a span of a document as evidence; `section_at`: where its section is looked up, if not at its start."""
    return Evidence(
        document=document.name,
        span=span,
        quote=span.of(document.text),
        date=document.date,
        section=document.section_at(span.start if section_at is None else section_at).path,
        method=method,
        confidence=confidence,
    )


def to_triple(subject: str, predicate: str, end: Entity | Literal | str, ontology: Ontology) -> Triple:
    """Return the triple by which a statement is known, whichever way round it is said."""
    other = end if isinstance(end, str) else end.key
    if predicate not in ontology.properties or isinstance(end, Literal):
        return subject, predicate, other
    name, turned = ontology.canonical(predicate)
    if turned or (ontology.properties[name].symmetric and other < subject):
        subject, other = other, subject
    return subject, name, other

"""Records to statements, each with the record's own lines as its evidence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.documents import Document, Entry, Record, Span
from kg.naming.names import NameTable
from kg.readers.rdf import find_local_name
from kg.records.catalogue import Catalogue
from kg.records.days import read_day
from kg.records.fields import FieldNames, read_field_names
from kg.records.named_values import ValueNamer
from kg.records.quoting import RecordQuoter
from kg.records.stages import find_stages
from kg.records.things import find_mapping
from kg.records.vintages import find_state_date
from kg.statements import Entity, Evidence, Literal, Statement
from ontology import Field, RecordMapping
from ontology.mapping import FieldRule

_SEPARATOR = re.compile(r"\s*[,;，、]\s*|\s+and\s+|\s+&\s+")
_ADDRESS = re.compile(r"[^\s.]\.[^\s.]|://|@")
_TAIL = re.compile(r"(?i)^(?:and|with|or)\s+|[\s.]+$|\s+etc\.?$")


# The annotation that says why a record is held to be of a thing that others call otherwise.
JOINED = "sameAs"


@dataclass(frozen=True)
class Annotation:
    """A value of a record that states no property, kept as it is: the field and the words."""

    record: int
    field: str
    value: str


@dataclass
class RecordReading:
    """What the records of one document state, what else they hold, and what is wrong with them."""

    statements: list[Statement] = field(default_factory=list)
    annotations: list[Annotation] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def state_records(document: Document, catalogue: Catalogue, names: NameTable, field_: Field) -> RecordReading:
    """Return what the records of a document state, by its own mapping or by that of the field."""
    reading = RecordReading()
    mapping = find_mapping(document, field_)
    if mapping is None:
        return reading
    reader = _RecordReader(document, catalogue, names, field_, mapping, reading)
    reader.headings()
    for number, record in enumerate(document.records):
        reader.record(number, record)
    reading.remarks.extend(reader.fields.remarks())
    return reading


class _RecordReader:
    def __init__(
        self,
        document: Document,
        catalogue: Catalogue,
        names: NameTable,
        field_: Field,
        mapping: RecordMapping,
        reading: RecordReading,
    ) -> None:
        self.document = document
        self.catalogue = catalogue
        self.namer = ValueNamer(catalogue, names, field_)
        self.ontology = field_.ontology
        self.mapping = mapping
        self.reading = reading
        self.fields: FieldNames = read_field_names(document.records, mapping)
        self.bodies = {body.property: self.namer.find_body(document, body.heading) for body in mapping.bodies}
        self.quoter = RecordQuoter(document, find_state_date(document, mapping))

    def headings(self) -> None:
        """State what the headings lie in, by the words of the headings themselves."""
        rule = self.mapping.path
        if rule is None:
            return
        for section in self.document.sections:
            entity, above = self.catalogue.headings.find(section.path), self.catalogue.headings.find(section.path[:-1])
            if entity is None or above is None or len(section.path) < 2:
                continue
            parent = rule.group_parent if entity.type == rule.group_class else rule.parent
            if parent:
                span = Span(section.span.start, section.span.start + len(section.path[-1]))
                self._add(entity, parent, above, self.quoter.quote_span(span, "heading", section.path[:-1]))

    def record(self, number: int, record: Record) -> None:
        """State what one record says."""
        entity = self.catalogue.entity(self.document, record)
        reason = self.catalogue.reason(self.document, record)
        if reason is not None:
            self.reading.annotations.append(Annotation(number, JOINED, reason))
            if self.document.triples:
                self.reading.remarks.append(f"{record.name} is taken for {entity.label}: {reason}.")
        self._state_place(record, entity)
        for entry in record.entries:
            name = self.fields.read_as(entry.field)
            rule = self.mapping.fields.get(name)
            if rule is not None and (rule.only is None or self.ontology.is_a(entity.type, rule.only)):
                self._state_field(record, entity, rule, entry)
            elif name != self.mapping.name:
                self.reading.annotations.append(Annotation(number, entry.field, entry.value))
        self._state_stages(record, entity)
        for body in self.mapping.bodies:
            host = self.bodies[body.property]
            entry_ = self._entry(record, body.field)
            fits = body.only is None or self.ontology.is_a(entity.type, body.only)
            if host is not None and entry_ is not None and fits:
                since = self._entry(record, body.since) if body.since else None
                begin = self._read_day(record, since, tell=False) if since is not None else None
                self._add(entity, body.property, host, self.quoter.quote(record, entry_), begin)

    def _state_place(self, record: Record, entity: Entity) -> None:
        rule, place = self.mapping.path, self.catalogue.headings.find(record.path)
        if rule is None or place is None:
            return
        grouped = place.type == rule.group_class
        first = self.catalogue.is_first(self.document, record) or grouped
        name = rule.group_property if grouped else rule.property if first else rule.second_property or rule.property
        self._add(entity, name, place, self.quoter.quote(record))
        if rule.second_field is None:
            return
        for entry in self._entries(record, rule.second_field):
            other = self.catalogue.headings.find([part.strip() for part in entry.value.split(" / ")])
            if other is not None:
                self._add(entity, rule.second_property, other, self.quoter.quote(record, entry))
            else:
                self._remark(record, f"{entry.field} {entry.value!r} is no place of this file; name its headings")

    def _state_field(self, record: Record, entity: Entity, rule: FieldRule, entry: Entry) -> None:
        evidence = self.quoter.quote(record, entry)
        if rule.kind == "date":
            day = self._read_day(record, entry)
            if day is not None:
                self._add(entity, rule.property, Literal.of_date(day), evidence)
        elif rule.kind == "address" and not _ADDRESS.search(entry.value):
            self._remark(record, f"{entry.field} {entry.value!r} is no address; write it as https://...")
        elif rule.kind == "address":
            self._add(entity, rule.property, Literal(entry.value, "anyURI"), evidence)
        elif rule.kind in {"name", "names", "term"}:
            whole = (
                rule.kind != "names" or self.namer.find_known(entry.value, rule) is not None
            )  # "A & B" may be one name
            values = [entry.value] if whole else _SEPARATOR.split(entry.value)
            if rule.kind == "term":
                values = [find_local_name(entry.value) if "://" in entry.value else entry.value]
            for value in values:
                other = self.namer.find_named(_TAIL.sub("", value).strip(), rule)
                if other is not None and other.iri != entity.iri:
                    self._add(entity, rule.property, other, evidence)
                elif other is None and (self.document.mapping is not None or rule.kind == "term"):
                    self._remark(
                        record, f"{entry.field}: nothing is known by the name {value!r}; give the field a `class`"
                    )
        else:
            self._add(entity, rule.property, Literal(entry.value), evidence)

    def _state_stages(self, record: Record, entity: Entity) -> None:
        """State each stage of a record with the days between which it held."""
        rule = self.mapping.stages
        state = self._entry(record, rule.state) if rule is not None else None
        if rule is None or state is None:
            return
        if len({entry.value for entry in self._entries(record, rule.state)}) > 1:
            self._remark(record, f"{rule.state} has several values; {state.value!r} counts. Keep one")
        begins = []
        entries = {rule.state: state}
        for name, value in rule.begins:
            entry = self._entry(record, name)
            day = self._read_day(record, entry, tell=name not in self.mapping.fields) if entry is not None else None
            if entry is not None and day is not None:
                entries[name] = entry
                begins.append((name, value, day))
        now = state.value.strip().lower()
        for stage in find_stages(begins, rule.begins[0][0], now, rule.state):
            level = self.namer.find_level(stage.value)
            if level is None:
                self._remark(record, f"{rule.state} {stage.value!r} is no state that is known")
                continue
            if stage.begin is None and begins:
                self._remark(record, f"{rule.state} is {stage.value!r}, but no field gives the day it began")
            self._add(
                entity,
                rule.property,
                level,
                self.quoter.quote_stage(record, entries[stage.field], stage.begin),
                stage.begin,
                stage.end,
            )

    def _add(
        self,
        subject: Entity,
        name: str,
        end: Entity | Literal,
        evidence: Evidence,
        begin: str | None = None,
        until: str | None = None,
    ) -> None:
        self.reading.statements.append(Statement(subject, name, end, evidence, valid_from=begin, valid_until=until))

    def _entries(self, record: Record, name: str) -> list[Entry]:
        return [entry for entry in record.entries if self.fields.read_as(entry.field) == name]

    def _entry(self, record: Record, name: str) -> Entry | None:
        return next(iter(self._entries(record, name)), None)

    def _read_day(self, record: Record, entry: Entry, tell: bool = True) -> str | None:
        """Return a day, month or year as ISO 8601, or None, and say so, where it is none."""
        day = read_day(entry.value)
        if day is None and tell:
            self._remark(record, f"{entry.field} {entry.value!r} is no date; write it as YYYY-MM-DD")
        return day

    def _remark(self, record: Record, text: str) -> None:
        where = f"line {record.line}: " if record.line else ""
        self.reading.remarks.append(f"{where}{record.name}: {text}.")

"""Vintages: files that list the same things on different days; the newest tells what is so now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise

from kg.documents import Document, Span
from kg.naming.names import to_key
from kg.records.catalogue import Catalogue
from kg.records.days import read_day
from kg.records.naming import find_listing_brackets, read_record_name
from kg.records.things import find_mapping
from kg.statements import Modality, Statement
from ontology import Field, Ontology, RecordMapping

# Two files are of one series where so much of what the smaller one names stands in the other.
SHARED = 0.5


@dataclass(frozen=True)
class Vintages:
    """The series of a corpus: each the names of its documents with their dates, the oldest first.

    `states`: every document of records -> the date that its state counts from.
    """

    series: tuple[tuple[tuple[str, str], ...], ...] = ()
    states: Mapping[str, str] = field(default_factory=dict)
    _newest: Mapping[str, str] = field(default_factory=dict)

    def newest(self, document: str) -> str | None:
        """Return the newest document of the series of an older one, None for any other."""
        return self._newest.get(document)

    def successors(self) -> Iterable[tuple[str, str]]:
        """Yield each document with the next one of its series."""
        return ((older, newer) for one in self.series for (older, _), (newer, _) in pairwise(one))


def date_vintages(documents: Sequence[Document], field_: Field) -> tuple[Document, ...]:
    """Return the documents; those of a series count from the date of their state."""
    dates = {name: date for one in find_vintages(documents, field_).series for name, date in one}
    return tuple(
        replace(document, date=dates[document.name]) if document.name in dates else document for document in documents
    )


def find_vintages(documents: Sequence[Document], field_: Field) -> Vintages:
    """Find the files that list the same things on different days: of one shape, most of their names shared."""
    states = [
        (document, mapping, date, _find_names(document, mapping))
        for document in documents
        if document.records and not document.triples and (mapping := find_mapping(document, field_)) is not None
        if (date := find_state_date(document, mapping)) is not None
    ]
    above: dict[str, set[str]] = {document.name: {document.name} for document, *_ in states}
    dates = {document.name: date for document, _, date, _ in states}
    for (one, own, day, names), (other, its, later, others) in combinations(states, 2):
        same = one.shape == other.shape and own == its and not _is_same_day(day, later)
        if same and len(names & others) >= SHARED * min(len(names), len(others)):
            joined = above[one.name] | above[other.name]
            for name in joined:
                above[name] = joined
    groups = {frozenset(found) for found in above.values() if len(found) > 1}
    series = tuple(
        tuple(sorted(((name, dates[name]) for name in group), key=lambda pair: (pair[1], pair[0])))
        for group in sorted(groups, key=sorted)
    )
    return Vintages(series, dates, {name: one[-1][0] for one in series for name, date in one if date != one[-1][1]})


def find_state_date(document: Document, mapping: RecordMapping) -> str | None:
    """Return the date that a file's state counts from: its own, or the latest day on which a state in it began.

    It was written on that day or later. Where its own date is a month or year that holds that day, the day counts.
    """
    stages = mapping.stages.begins if mapping.stages is not None else ()
    fields = {name for name, _ in stages}
    days = (read_day(entry.value) for record in document.records for entry in record.entries if entry.field in fields)
    newest = max((day for day in days if day is not None), default=None)
    return newest if document.date is None or (newest or "").startswith(document.date) else document.date


def retire(
    stated: Mapping[str, Sequence[Statement]], vintages: Vintages, ontology: Ontology
) -> dict[str, tuple[Statement, ...]]:
    """Return what each document states; what an older vintage says and the newest does not say again is former.

    A former statement ends with the first later vintage that does not repeat it.
    """
    dates = {name: date for one in vintages.series for name, date in one}
    said = {name: _find_ends(stated.get(name, ()), ontology) for name in dates}
    later = {name: [other for other, _ in one[n + 1 :]] for one in vintages.series for n, (name, _) in enumerate(one)}
    kept: dict[str, tuple[Statement, ...]] = {}
    for name, statements in stated.items():
        newest = vintages.newest(name)
        if newest is None:
            kept[name] = tuple(statements)
            continue
        kept[name] = tuple(
            replace(statement, valid_until=said[newest][key])
            if (key := _to_key(statement, ontology)) in said[newest]
            else _end(statement, next(dates[other] for other in later[name] if key not in said[other]))
            for statement in statements
        )
    return kept


def find_outdated(
    documents: Iterable[Document], vintages: Vintages, catalogue: Catalogue
) -> dict[str, tuple[Span, ...]]:
    """Return, for each older vintage, the records of things that the newest one lists too."""
    by_name = {document.name: document for document in documents}
    found: dict[str, tuple[Span, ...]] = {}
    for name, document in by_name.items():
        newest = vintages.newest(name)
        if newest is not None:
            listed = {catalogue.entity(by_name[newest], record).iri for record in by_name[newest].records}
            found[name] = tuple(r.span for r in document.records if catalogue.entity(document, r).iri in listed)
    return found


def _end(statement: Statement, date: str) -> Statement:
    return replace(statement, modality=Modality.FORMER, valid_until=statement.valid_until or date)


def _is_same_day(one: str, other: str) -> bool:
    """Tell whether two dates may be the same: one is the other, or holds it ("2023" and "2023-06-30")."""
    return one.startswith(other) or other.startswith(one)


def _find_names(document: Document, mapping: RecordMapping) -> set[str]:
    listing = find_listing_brackets(document)
    return {to_key(read_record_name(record.name, mapping, listing).base) for record in document.records}


_Key = tuple[str, str, str, str | None]


def _to_key(statement: Statement, ontology: Ontology) -> _Key:
    """Return what two statements must share to say the same: of a value that changes also the day it began."""
    begin = statement.valid_from if ontology.properties[statement.predicate].changes_over_time else None
    return statement.subject.iri, statement.predicate, statement.object.key, begin


def _find_ends(statements: Iterable[Statement], ontology: Ontology) -> dict[_Key, str | None]:
    """Return what is said -> until when it holds."""
    return {_to_key(statement, ontology): statement.valid_until for statement in statements}

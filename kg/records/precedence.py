"""Precedence: where a record sorts a thing or dates its level, prose from before or of no day is of its own time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.records.quoting import is_of_record
from kg.statements import Entity, Modality, Statement
from ontology import Ontology
from ontology.roles import PropertyRole


def date_prose(statements: Iterable[Statement], states: Mapping[str, str], ontology: Ontology) -> tuple[Statement, ...]:
    """Return settled statements; prose that sorts a thing where no record of it does holds until the record's date.

    So does what prose without a date says of a level whose days records tell: of which day it speaks, nobody knows.
    `states`: the documents of records -> the date that their state counts from. Prose dated later stays as it is.
    """
    statements = tuple(statements)
    placing = {name for name, found in ontology.properties.items() if PropertyRole.PLACING in found.roles}
    changing = {found.name for found in ontology.changing}
    places: dict[str, set[str]] = defaultdict(set)
    dates: dict[tuple[str, str], str] = {}
    for statement in statements:
        if _is_of_record(statement) and statement.evidence.document in states and isinstance(statement.object, Entity):
            places[statement.subject.iri].add(statement.object.iri)
            key, date = (statement.subject.iri, statement.predicate), states[statement.evidence.document]
            dates[key] = max(date, dates.get(key, ""))

    def settle(statement: Statement) -> Statement:
        date = dates.get((statement.subject.iri, statement.predicate))
        elsewhere = isinstance(statement.object, Entity) and statement.object.iri not in places[statement.subject.iri]
        if date is None or _is_of_record(statement):
            return statement
        undated = statement.predicate in changing and statement.since is None
        if not undated and (statement.predicate not in placing or not elsewhere):
            return statement
        if statement.modality is not Modality.ASSERTED or (statement.evidence.date or "") >= date:
            return statement
        return replace(statement, modality=Modality.FORMER, valid_until=date)

    return tuple(settle(statement) for statement in statements)


def _is_of_record(statement: Statement) -> bool:
    return is_of_record(statement.evidence.method) and statement.modality is Modality.ASSERTED

"""Validity: since when a value that changes over time holds, where the sentence itself says so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kg.language.dates import find_dates, find_told_date
from kg.naming.mentions import Mention
from kg.statements import Entity, Modality, Statement
from ontology import Field
from ontology.names import ENTITY


def date_statements(
    statements: Iterable[Statement],
    text: str,
    offset: int,
    mentions: Iterable[Mention],
    field: Field,
    said_on: str | None = None,
) -> list[Statement]:
    """Give the statements of one sentence that change over time the day from which they hold.

    `text`, `offset`: the sentence and where it begins in its document. `said_on`: the document's date, by
    which "today" and "in February" are read. Of "incubating since 2017, graduated in 2020" each value takes the date
    that follows it, else the one before it.
    """
    statements = list(statements)
    changing = {name for name, found in field.ontology.properties.items() if found.changes_over_time}
    if not any(statement.predicate in changing for statement in statements):
        return statements
    since = find_since(text, _find_values(text, offset, mentions, field, changing))
    told = find_told_date(text, said_on) if said_on is not None and not since else None
    return [
        replace(
            statement,
            valid_from=since.get(statement.object.iri, told if statement.modality is Modality.ASSERTED else None),
        )
        if statement.predicate in changing and isinstance(statement.object, Entity)
        else statement
        for statement in statements
    ]


def find_since(text: str, values: Iterable[tuple[int, str]]) -> dict[str, str]:
    """Return value -> date for values at their places in a text.

    >>> find_since("incubating since 7 July 2020, graduated in May 2022", [(0, "i"), (30, "g")])
    {'i': '2020-07-07', 'g': '2022-05'}
    >>> find_since("On 18 March 2019 it joined the sandbox", [(31, "s")])
    {'s': '2019-03-18'}
    """
    places = sorted(set(values))
    dates = [(span.start, date) for span, date in find_dates(text)]
    found: dict[str, str] = {}
    for number, (place, value) in enumerate(places):
        before = places[number - 1][0] if number else -1
        after = places[number + 1][0] if number + 1 < len(places) else len(text) + 1
        following = [date for start, date in dates if place < start < after]
        leading = [date for start, date in dates if before < start < place]
        chosen = following[:1] or leading[-1:]
        if chosen and (value not in found or chosen[0] < found[value]):
            found[value] = chosen[0]
    return found


def _find_values(
    text: str, offset: int, mentions: Iterable[Mention], field: Field, changing: set[str]
) -> list[tuple[int, str]]:
    """Return where a sentence names a value of a changing property: by its name or by a verb that implies it."""
    classes = {name for prop in changing for name in field.ontology.properties[prop].range}
    values = [
        (mention.span.start - offset, mention.entity.iri)
        for mention in mentions
        if mention.entity is not None and mention.entity.type in classes
    ]
    worded = [(form, ENTITY + f.fixed_object) for f in field.lexicon.frames if f.fixed_object for form in f.forms]
    worded += [(form, n.iri) for n in field.gazetteer if n.type in classes for form in (n.label, *n.aliases)]
    for form, value in worded:
        for match in re.finditer(rf"\b{re.escape(form)}\b", text, re.IGNORECASE):
            values.append((match.start(), value))
    return values

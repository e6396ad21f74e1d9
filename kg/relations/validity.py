"""Validity: since when, or on which day, a value that changes over time holds, where the sentence itself says so."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from kg.language.dates import find_dates, find_told_date
from kg.naming.mentions import Mention
from kg.statements import Entity, Modality, Statement
from ontology import Field
from ontology.names import ENTITY

_OBSERVED = re.compile(r"\bas (?:of|at)\s+(?:the\s+)?(?:\w+\s+of\s+)?$", re.IGNORECASE)
_WITHIN = re.compile(r"\b(?:in|during)\s+(?:\w+\s+)?$", re.IGNORECASE)
# What stands between a value and the day of something else: "accepted on 10 May, a day after it had graduated".
_RELATED = re.compile(r"\b(?:after|before|until|till|when|while|once)\b", re.IGNORECASE)
# What stands before the name of a state that something is in, and has not just come to.
_IN_STATE = re.compile(r"(?:\(|\b(?:is|are|was|were)\s+(?:still\s+|then\s+|already\s+|an?\s+|the\s+|at\s+|in\s+)*)$")
# What goes on behind the date of one verb with another: "released in 2012 and is the second to graduate".
_GOES_ON = re.compile(
    r"\S.*\b(?:and|but|which|who)\s+(?:is|are|was|were|has|have|had|became|now|later|then)\b", re.DOTALL
)
# How a date opens a sentence, and counts for all that follows: "In May 2012 it joined and is ...".
_OPENING = re.compile(
    r"\W*(?:(?:in|on|since|by|as of|at|during|early|late|mid|the|end|beginning|of)\W+)*", re.IGNORECASE
)

_WORD = re.compile(r"\s+(\w+)")


@dataclass(frozen=True, slots=True)
class Day:
    """An ISO 8601 date of any precision: the day a value holds from (`begins`), or one on which it held."""

    date: str
    begins: bool = True


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
    worded = list(_find_worded(text, field))
    values = [*_find_values(text, offset, mentions, field, changing), *((place, value) for place, value, _ in worded)]
    days = find_days(text, values, {place for place, _, begins in worded if begins})
    told = find_told_date(text, said_on) if said_on is not None and not days else None
    return [
        _date(statement, days.get(statement.object.iri), told)
        if statement.predicate in changing and isinstance(statement.object, Entity)
        else statement
        for statement in statements
    ]


def _date(statement: Statement, day: Day | None, told: str | None) -> Statement:
    if day is None:
        return replace(statement, valid_from=told if statement.modality is Modality.ASSERTED else None)
    return replace(statement, valid_from=day.date) if day.begins else replace(statement, held_on=day.date)


def find_days(text: str, values: Iterable[tuple[int, str]], events: Collection[int] = ()) -> dict[str, Day]:
    """Return value -> day for values at their places in a text; `events`: the places where a verb says it begins.

    >>> days = find_days("incubating since 7 July 2020, graduated in May 2022", [(0, "i"), (30, "g")], [30])
    >>> days["i"], days["g"]
    (Day(date='2020-07-07', begins=True), Day(date='2022-05', begins=True))
    >>> find_days("It was incubating in May 2022", [(7, "i")])["i"]
    Day(date='2022-05', begins=False)
    >>> find_days("It was released in 2012 and is the second to have graduated", [(49, "g")])
    {}
    """
    places = sorted(set(values))
    dates = [(span.start, date) for span, date in find_dates(text)]
    found: dict[str, Day] = {}
    for number, (place, value) in enumerate(places):
        before = places[number - 1][0] if number else -1
        after = places[number + 1][0] if number + 1 < len(places) else len(text) + 1
        own = [
            (start, date) for start, date in dates if not _RELATED.search(text[min(place, start) : max(place, start)])
        ]
        following = [(start, date) for start, date in own if place < start < after]
        leading = [(start, date) for start, date in own if before < start < place and _reaches(text, start, place)]
        chosen = following[:1] or leading[-1:]
        if chosen and (value not in found or chosen[0][1] < found[value].date):
            start, date = chosen[0]
            state = place not in events and _IN_STATE.search(text[:place]) and _WITHIN.search(text[:start])
            found[value] = Day(date, not (state or _OBSERVED.search(text[:start])))
    return found


def _reaches(text: str, start: int, place: int) -> bool:
    """Tell whether a date counts for a value behind it: it opens its sentence, or no other clause goes on between."""
    return _OPENING.fullmatch(text[:start]) is not None or _GOES_ON.match(text[start:place]) is None


def _find_worded(text: str, field: Field) -> Iterator[tuple[int, str, bool]]:
    """Yield where a sentence implies a value (IRI) by a word of the lexicon, and whether a verb says that it begins.

    Before a noun the word is no verb: "only X and Y were graduated projects".
    """
    for form, value, begins in field.lexicon.fixed_forms:
        for place in _find_places(form, text):
            behind = _WORD.match(text, place + len(form))
            told = begins and (behind is None or behind[1].lower() not in field.lexicon.class_of)
            yield place, ENTITY + value, told


def _find_places(form: str, text: str) -> Iterator[int]:
    return (match.start() for match in re.finditer(rf"\b{re.escape(form)}\b", text, re.IGNORECASE))


def _find_values(
    text: str, offset: int, mentions: Iterable[Mention], field: Field, changing: set[str]
) -> list[tuple[int, str]]:
    """Return where a sentence names a value (IRI) of a changing property."""
    classes = {name for prop in changing for name in field.ontology.properties[prop].range}
    values = [
        (mention.span.start - offset, mention.entity.iri)
        for mention in mentions
        if mention.entity is not None and mention.entity.type in classes
    ]
    named = ((form, n.iri) for n in field.gazetteer if n.type in classes for form in (n.label, *n.aliases))
    values.extend((place, iri) for form, iri in named for place in _find_places(form, text))
    return values

"""Vintages: which two states of a file a question compares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from api.answering.graph.facts.writing import write_date
from api.answering.graph.plans.periods import to_since
from kg.language.dates import find_dates
from kg.store import GraphStore
from ontology.names import PROVENANCE_GRAPH

_SERIES = f"""SELECT ?old ?oldName ?oldDate ?new ?newName ?newDate WHERE {{
  GRAPH <{PROVENANCE_GRAPH}> {{ ?old dcterms:isReplacedBy ?new }}
  ?old dcterms:identifier ?oldName ; dcterms:date ?oldDate . ?new dcterms:identifier ?newName ; dcterms:date ?newDate .
}}"""
_SINCE = re.compile(r"(?i)\b(?:since|from|after|than|against|(?:compared?|relative) (?:to|with))(?: in)?(?: the)?\s*$")
_UNTIL = re.compile(r"(?i)\b(?:until|till|up to|before|by|to)(?: the)?\s*$")
_FILE = re.compile(r"(?i)\b(?:landscapes?|files?|vintages?|versions?|snapshots?|editions?|releases?|states?|ones?)\b")
_IN = r"(?i)\b(?P<in>in|of|by|at|on|per|according to|did|does) the "
_FILES = r"(?:landscapes?|files?|vintages?|versions?|snapshots?|editions?)\b(?: (?:list|have|hold|contain|show)\b)?"
_IN_THE, _OF_FILE = re.compile(f"{_IN}$"), re.compile(rf"(?i)\s+{_FILES}")
_IN_OLDER = re.compile(rf"{_IN}(?:older|old|earlier|first|previous|former) (?:one )?(?:of (?:the )?(?:two )?)?{_FILES}")
_LATEST = "~"  # behind every digit and hyphen


@dataclass(frozen=True, slots=True)
class Vintage:
    """One of several states of a file: its document and the date it counts from."""

    iri: str
    name: str
    date: str

    @property
    def title(self) -> str:
        """What an answer calls it."""
        return f"{self.name} ({write_date(self.date)})"


@dataclass(frozen=True, slots=True)
class Pair:
    """The two vintages that a question compares; `turned`: it names the newer one first.

    `named`: the question names a file, by a word or its name, and not only days.
    """

    older: Vintage
    newer: Vintage
    turned: bool = False
    named: bool = False

    @property
    def between(self) -> str:
        """Between which vintages something changed, in words."""
        return f"{self.older.title} and {self.newer.title}"


def read_series(graph: GraphStore) -> tuple[tuple[Vintage, ...], ...]:
    """Read the series of vintages of a graph, each from the oldest on."""
    following: dict[Vintage, Vintage] = {}
    for row in graph.select(_SERIES):
        older, newer = (
            Vintage(row[end].value, row[f"{end}Name"].value, row[f"{end}Date"].value) for end in ("old", "new")
        )
        following[older] = newer
    firsts = sorted(following.keys() - set(following.values()), key=lambda vintage: vintage.name)
    return tuple(tuple(_follow(first, following)) for first in firsts)


def _follow(first: Vintage, following: dict[Vintage, Vintage]) -> list[Vintage]:
    found = [first]
    while found[-1] in following:
        found.append(following[found[-1]])
    return found


def find_pair(text: str, series: Sequence[Vintage]) -> Pair | None:
    """Return the two vintages of a series that a question compares, None where it is about other days.

    Without a date, the first and the last one; "since the last one" compares the last two.
    """
    text = to_since(text)
    points = _find_points(text, series)
    if points is None:
        return None
    named = _FILE.search(text) is not None or any(_base(vintage) in text.lower() for vintage in series)
    places = list(dict.fromkeys(vintage for _, _, vintage in points))
    if len(places) > 1:
        one, other = places[0], places[-1]
        first, last = sorted((series.index(one), series.index(other)))
        return Pair(series[first], series[last], series.index(one) > series.index(other), named)
    if not places:
        last_two = re.search(r"(?i)\b(?:last|previous|latest|newest)\b", text) is not None
        return Pair(series[-2 if last_two else 0], series[-1], False, named)
    start, end, vintage = points[0]
    number = series.index(vintage)
    if _SINCE.search(text[:start]):
        found = (number, len(series) - 1)
    elif _UNTIL.search(text[:start]):
        found = (0, number)
    elif named and _FILE.match(text[end:].lstrip()):
        found = (number - 1, number) if number else (0, 1)
    else:
        return None
    return Pair(series[found[0]], series[found[1]], False, named) if found[0] < found[1] else None


def find_pair_of_day(day: str, series: Sequence[Vintage]) -> Pair | None:
    """Return the vintage of a day with the last one, None where that is the same."""
    vintage = find_vintage(day, series)
    return Pair(vintage, series[-1]) if vintage is not None and vintage != series[-1] else None


def to_days(text: str, series: Sequence[Vintage]) -> str:
    """Return a text in which "in the 2025 file", "in the older file" is the day of that vintage."""
    for span, date in reversed(list(find_dates(text))):
        before, behind = _IN_THE.search(text[: span.start]), _OF_FILE.match(text[span.end :])
        vintage = find_vintage(date, series)
        if before is not None and behind is not None and vintage is not None:
            text = f"{text[: before.start()]}{_to_day(before, vintage)}{text[span.end + behind.end() :]}"
    return _IN_OLDER.sub(lambda found: _to_day(found, series[0]), text) if len(series) == 2 else text


def _to_day(found: re.Match[str], vintage: Vintage) -> str:
    """Return the day of a vintage in the place of its name: "did the old file list" is "were there on ..."."""
    return f"{'were there ' if found['in'].lower() in {'did', 'does'} else ''}on {vintage.date}"


def _find_points(text: str, series: Sequence[Vintage]) -> list[tuple[int, int, Vintage]] | None:
    """Return the vintages that a text names by date or file name, with their places; None where a date lies before
    them all and no other is named."""
    points: list[tuple[int, int, Vintage]] = []
    lowered = text.lower()
    for vintage in series:
        place = lowered.find(_base(vintage))
        if place >= 0:
            points.append((place, place + len(_base(vintage)), vintage))
    early = False
    for span, date in find_dates(text):
        if any(start <= span.start < end for start, end, _ in points):
            continue
        found = find_vintage(date, series)
        early |= found is None
        points.append((span.start, span.end, found or series[0]))
    if early and len({vintage for _, _, vintage in points}) < 2:
        return None
    return sorted(points, key=lambda point: point[:2])


def find_vintage(date: str, series: Sequence[Vintage]) -> Vintage | None:
    """Return the vintage of a date: the last one that it holds, else the last one before it."""
    held = [v for v in series if v.date.startswith(date) or date.startswith(v.date)]
    before = [v for v in series if v.date < date + _LATEST]
    return held[-1] if held else before[-1] if before else None


def _base(vintage: Vintage) -> str:
    return PurePosixPath(vintage.name).name.lower()

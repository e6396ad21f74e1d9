"""Matched: what the words that a rule of the grammar matched name, deny and date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from api.answering.graph.periods import EVER, Period, find_period
from api.answering.question.reading import Mention, Reading
from api.answering.selections.selection import Alike, AtLevel, Condition, Happened, Under
from api.answering.selections.shapes import Shape
from kg.naming.names import to_key
from ontology.roles import PropertyRole


def find_named(match: re.Match[str], shape: Shape, group: str, *kinds: str) -> list[Mention]:
    """Return what the parts of some kinds in a group of a match name."""
    parts = shape.cut(*match.span(group)) if match[group] else ()
    return [part.mention for part in parts if part.kind in kinds and part.mention is not None]


def of_kind(mention: Mention, kinds: Sequence[str | None]) -> Mention:
    """Return a name with the heading first that is of the class a noun beside it says, or that is called just so."""
    key = to_key(mention.surface)
    order = sorted(mention.candidates, key=lambda k: (bool(kinds) and k.type not in kinds, to_key(k.label) != key))
    return replace(mention, candidates=tuple(order))


def denies(match: re.Match[str]) -> bool:
    """Tell whether the words of a condition deny it."""
    return bool(match["not"])


def _dated_text(match: re.Match[str], shape: Shape, reading: Reading) -> str:
    """Return the words of a question that tell the time of a condition."""
    parts = shape.cut(*match.span("dated")) if match["dated"] else ()
    return reading.text[reading.words[parts[0].first].start : reading.words[parts[-1].last].end] if parts else ""


def find_match_period(match: re.Match[str], shape: Shape, reading: Reading) -> Period | None:
    """Return the time that a condition is limited to, None where it has none."""
    text = _dated_text(match, shape, reading)
    return find_period(text) if text else None


def find_last_day(match: re.Match[str], shape: Shape, reading: Reading) -> str | None:
    """Return the date as of which a level is asked about: the last one told."""
    dates = [part.name for part in shape.cut(*match.span("dated")) if part.name] if match["dated"] else []
    return dates[-1] if dates else None


def may_be_dated(each: Condition) -> bool:
    """Tell whether a condition has no day yet, and may take one that stands apart."""
    return (isinstance(each, AtLevel) and each.as_of is None) or (isinstance(each, Happened) and each.period == EVER)


def tell_works(conditions: Sequence[Condition]) -> bool:
    """Tell whether conditions are of works, and say more than that they are at a level: who joins may be an agent."""
    levels = [
        each for each in conditions if isinstance(each, AtLevel) or (isinstance(each, Happened) and each.event.level)
    ]
    said = len(conditions) > 1 or any(isinstance(each, Happened) or each.as_of is not None for each in levels)
    hosts = (
        each for each in conditions if isinstance(each, Under) and PropertyRole.HOSTING in each.path[0].property.roles
    )
    homed = len(conditions) > 1 and any(hosts)
    return homed or (bool(levels) and said) or any(isinstance(each, Alike) for each in conditions)

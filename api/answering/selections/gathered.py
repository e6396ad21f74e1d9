"""Gathered: what of a phrase is read so far, and which of its conditions a day that stands apart is the day of."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from api.answering.graph.plans.asked_events import Event
from api.answering.graph.plans.periods import EVER, Period
from api.answering.question.reading import Form, Reading
from api.answering.selections.selection import AtLevel, Condition, Happened, Under, is_hosting


@dataclass
class Gathered:
    """What of a phrase is read so far; `target`: the class that its noun, wherever it stands, says."""

    conditions: list[Condition] = field(default_factory=list)
    exclude: list[str] = field(default_factory=list)
    noun: str | None = None
    target: str = ""
    day: tuple[str, Period] | None = None

    @property
    def is_of_day(self) -> bool:
        """Whether the day that stands apart is one, and no time before, since or between days."""
        return self.day is not None and self.day[1] == Period(self.day[0], f"{self.day[0]}~")


def settle_day(found: Gathered, reading: Reading, whole: bool = True, joining: Event | None = None) -> bool:
    """Put the day that stands apart, or beside the question, into the condition that it is the day of.

    `whole`: all conditions are read. `joining`: what began what is so of works with a home, or of agents.
    """
    asked = reading.as_of if whole and not reading.years else None
    if asked is not None and found.day is None:
        found.day = asked, Period(None, f"{asked}~")
    if found.day is None:
        return True
    open_ = [n for n, each in enumerate(found.conditions) if may_be_dated(each)]
    if not open_ and whole and asked is None and (_settle_home(found, reading, joining) or _settle_places(found)):
        return True
    if len(open_) != 1:
        return not whole or (not open_ and asked is not None)
    day, period = found.day
    each = found.conditions[open_[0]]
    dated = replace(each, as_of=day) if isinstance(each, AtLevel) else each
    dated = replace(dated, period=period) if isinstance(dated, Happened) else dated
    found.conditions[open_[0]], found.day = dated, None
    return True


def may_be_dated(each: Condition) -> bool:
    """Tell whether a condition has no day yet, and may take one that stands apart."""
    return (isinstance(each, AtLevel) and each.as_of is None) or (isinstance(each, Happened) and each.period == EVER)


def _settle_home(found: Gathered, reading: Reading, joining: Event | None) -> bool:
    """Take the day as one on which works had their home; where they stood besides on a day only its own file tells."""
    hosts = [is_hosting(each) for each in found.conditions if isinstance(each, Under)]
    if found.day is None or joining is None or not any(hosts) or (found.is_of_day and not all(hosts)):
        return False
    found.conditions.append(Happened(joining, _to_begun(found.day[1], reading)))
    return True


def _settle_places(found: Gathered) -> bool:
    """Take the day as one on which works stood where they are said to stand."""
    if found.day is None or not found.is_of_day:
        return False
    day = found.day[0]
    told = any(isinstance(each, Under) for each in found.conditions)
    found.conditions = [replace(each, as_of=day) if isinstance(each, Under) else each for each in found.conditions]
    return told


def _to_begun(period: Period, reading: Reading) -> Period:
    """Return when that began which is so in a period: by its end; "since 2015" in that year, or by then."""
    if period.end is not None or period.start is None:
        return Period(None, period.end)
    return Period(None if reading.form is Form.BOOLEAN else period.start, f"{period.start}~")

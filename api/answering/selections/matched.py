"""Matched: what the words that a rule of the grammar matched name, deny and date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from api.answering.graph.plans.periods import Period, find_period
from api.answering.question.reading import Mention, Reading
from api.answering.selections.selection import Alike, AtLevel, Condition, Happened, is_hosting
from api.answering.selections.shape import Part, Shape
from kg.naming.names import to_key

_EVER = frozenset("ever once previously formerly".split())


@dataclass(frozen=True)
class Matched:
    """Words of a question that a rule of the grammar matched."""

    match: re.Match[str]
    shape: Shape
    reading: Reading

    def cut(self, group: str | int = 0) -> tuple[Part, ...]:
        """Return the parts of a group, of all that matched where none is given."""
        return self.shape.cut(*self.match.span(group)) if self.match[group] else ()

    def named(self, group: str, *kinds: str) -> list[Mention]:
        """Return what the parts of some kinds in a group name."""
        return [part.mention for part in self.cut(group) if part.kind in kinds and part.mention is not None]

    @property
    def levels(self) -> list[Mention]:
        """The levels that are named."""
        return self.named("levels", "<level>", "<done>")

    @property
    def denied(self) -> bool:
        """Whether the words deny the condition."""
        return bool(self.match["not"])

    @property
    def before(self) -> frozenset[str]:
        """The words before the condition's own: "were", "ever"."""
        return frozenset(f"{self.match['be']}{self.match['been']}".split())

    @property
    def says_ever(self) -> bool:
        """Whether the words of a level ask for what was so at any time."""
        return bool(self.match["ever"]) or not _EVER.isdisjoint(self.before)

    @property
    def says_never(self) -> bool:
        """Whether the words of a level deny that it was ever so."""
        return "never " in self.match.group()

    @property
    def period(self) -> Period | None:
        """The time that the condition is limited to, None where it has none."""
        parts, words = self.cut("dated"), self.reading.words
        if not parts:
            return None
        dates = [part.name for part in parts if part.kind == "<date>" and part.name is not None]
        if len(dates) > 1 and any(part.kind == "or" for part in parts):
            return _to_span(*dates[:2])
        return find_period(self.reading.text[words[parts[0].first].start : words[parts[-1].last].end])

    @property
    def day(self) -> str | None:
        """The date as of which a level is asked about: the last one told."""
        return next((part.name for part in reversed(self.cut("dated")) if part.name), None)


def _to_span(first: str, last: str) -> Period | None:
    """Return the period of "2020 or 2021", None where something lies between them."""
    years = len(first) == len(last) == len("2020") and int(last) == int(first) + 1
    months = len(first) == len(last) == len("2020-01") and _count_months(last) == _count_months(first) + 1
    return Period(first, f"{last}~") if years or months else None


def _count_months(date: str) -> int:
    return 12 * int(date[:4]) + int(date[5:7])


def of_kind(mention: Mention, kinds: Sequence[str | None]) -> Mention:
    """Return a name with the heading first that is called just so, of these one of the class a noun beside it says.

    People call a layer a category, but none by the half of another's name.
    """
    key = to_key(mention.surface)
    order = sorted(mention.candidates, key=lambda k: (to_key(k.label) != key, bool(kinds) and k.type not in kinds))
    return replace(mention, candidates=tuple(order))


def tell_works(conditions: Sequence[Condition]) -> bool:
    """Tell whether conditions are of works, and say more than that they are at a level: who joins may be an agent."""
    levels = [
        each for each in conditions if isinstance(each, AtLevel) or (isinstance(each, Happened) and each.event.level)
    ]
    said = len(conditions) > 1 or any(isinstance(each, Happened) or each.as_of is not None for each in levels)
    homed = len(conditions) > 1 and any(map(is_hosting, conditions))
    return homed or (bool(levels) and said) or any(isinstance(each, Alike) for each in conditions)

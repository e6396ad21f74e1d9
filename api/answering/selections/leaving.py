"""Leaving: the coming of works from a level to whatever came next."""

from __future__ import annotations

from dataclasses import dataclass

from api.answering.graph.plans.asked_events import Event
from api.answering.graph.plans.patterns import to_dated
from api.answering.graph.plans.values import to_term


@dataclass(frozen=True)
class Leaving(Event):
    """The event of leaving the level: on the day on which the next one was reached."""

    def to_pattern(self, item: str, day: str, number: int) -> str:
        """Return the SPARQL that binds the day, as a string, on which it happened to `item`."""
        begun, ended = f"?begun{number}", f"?ended{number}"
        level = to_term(self.level or f"?level{number}")
        of_works = item.startswith("?")
        return (
            f"  {{ SELECT {item if of_works else ''} (MIN({ended}) AS {day}) WHERE {{\n"
            f"{to_dated(f'?first{number}', item, self.property, level, begun)}\n"
            f"{to_dated(f'?event{number}', item, self.property, f'?next{number}', ended)}\n"
            f"  FILTER ({ended} > {begun})\n"
            f"  }} {f'GROUP BY {item}' if of_works else 'HAVING (COUNT(*) > 0)'} }}"
        )

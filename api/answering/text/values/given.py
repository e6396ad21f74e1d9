"""Given: what a sentence gives of the kind that a question asks for."""

from __future__ import annotations

from dataclasses import dataclass

from api.answering.model import Term
from kg.statements import date_type


@dataclass(frozen=True, slots=True)
class Given:
    """What a sentence gives: `fits` tells whether it can hold the answer, `items` are the values where it is sure.

    `strength`: how well a name picked out of it fits the question. `borne`: the words of the question that the name
    bears out by being of the kind asked for. `told`: the sentence words the very relation. `changed`: the question asks
    for the release in which something changed, and the sentence has to say all of the change. `sure`: by how it stands
    there the value is the one asked for, so that little else need be said. `unnamed`: the sentence tells of what
    its page is about, and does not name it.
    """

    fits: bool
    items: tuple[Term, ...] = ()
    strength: float = 0.0
    borne: frozenset[str] = frozenset()
    told: bool = False
    changed: bool = False
    sure: bool = False
    unnamed: bool = False


def to_date_term(date: str) -> Term:
    """Return a day, a month or a year (ISO 8601) as an item of an answer."""
    return Term(label=date, type=date_type(date))

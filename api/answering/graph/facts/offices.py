"""Offices: "who is the director of X" is answered with the office that the sentence gives somebody."""

from __future__ import annotations

import re

from api.answering.graph.facts.results import Result
from api.answering.question.reading import Reading
from indexer.tokens import find_tokens
from ontology import Ontology

_ASKED = re.compile(
    r"^who(?:['’]s| is| was) (?P<office>(?:the |an? )?[\w&/ -]{2,50}) (?P<of>of|at|for)(?: the)? $", re.IGNORECASE
)


def say_office(reading: Reading, result: Result, ontology: Ontology) -> str | None:
    """Return "Ann Lee is the director of X" where a sentence calls her so, None for other questions and results."""
    one = len(result.items) == len(result.plan.links) == len(result.plan.given) == 1
    place = next((reading.words[m.first].start for m in reading.mentions if m.entity in result.plan.given), 0)
    asked = _ASKED.match(reading.text[:place])
    if asked is None or not one:
        return None
    link = result.plan.links[0]
    ends = (*link.property.domain, *link.property.range)
    if link.node_is_subject or link.property.symmetric or not all(ontology.is_a(name, "Agent") for name in ends):
        return None
    office = set(find_tokens(asked["office"]))
    if not office or not any(office <= set(find_tokens(source.quote)) for source in result.sources):
        return None
    verb = "was" if " was " in asked[0].lower() else "is"
    return f"{result.items[0].label} {verb} {asked['office']} {asked['of']} {result.plan.given[0].label}"

"""What a picture of the graph shows: the whole landscape, or what lies around one entity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from api.entities import to_entity_path
from api.landscape import GraphEntity, GraphFact, Landscape, Period
from kg.graph import UNDATED
from ontology import Field
from ontology.names import KG
from ontology.roles import Role

# The properties of the core that say where a thing stands: things in categories, categories in layers.
_SORTED_INTO, _PART_OF_LAYER = "inCategory", "partOfLayer"


def draw_landscape(landscape: Landscape, field: Field, *, as_of: str | None, limit: int) -> dict[str, Any]:
    """Return layers, categories and the `limit` things most is known of, sorted ones first, and the facts between.

    `as_of`: what was so on that day, by the validity of the statements, else by the dates of their documents.
    """
    homes = _find_homes(landscape, as_of)
    layers = {fact.object for fact in _holding(landscape, _PART_OF_LAYER, as_of)}
    categories = {fact.subject for fact in _holding(landscape, _PART_OF_LAYER, as_of)} | set(homes.values())
    things = [entity for entity in _find_things(landscape, field) if _was_known(landscape, entity, as_of)]
    things.sort(key=lambda entity: (entity.iri not in homes, -entity.fact_count, entity.label.casefold(), entity.iri))
    things = [entity for entity in things if entity.iri not in layers | categories]
    kept = [landscape.entities[iri] for iri in sorted(layers | categories)] + things[:limit]
    shown = {entity.iri for entity in kept}
    facts = [
        fact
        for fact in landscape.facts
        if fact.subject in shown and fact.object in shown and fact.holds(as_of) and fact.subject != fact.object
    ]
    return _to_value(landscape, field, kept, facts, homes, as_of=as_of, left_out=len(things) - len(things[:limit]))


def draw_around(landscape: Landscape, field: Field, iri: str, *, as_of: str | None, limit: int) -> dict[str, Any]:
    """Return an entity, the `limit` neighbours most is known of, and the facts that join them to it."""
    facts = [fact for fact in landscape.facts_of.get(iri, ()) if fact.holds(as_of) and fact.subject != fact.object]
    others = {fact.object if fact.subject == iri else fact.subject for fact in facts}
    best = sorted(others, key=lambda other: (-landscape.entities[other].fact_count, other))[:limit]
    kept = [landscape.entities[name] for name in (iri, *best)]
    near = {iri, *best}
    joined = [fact for fact in facts if fact.subject in near and fact.object in near]
    homes = _find_homes(landscape, as_of)
    drawn = _to_value(landscape, field, kept, joined, homes, as_of=as_of, left_out=len(others) - len(best))
    return drawn | {"around": iri}


def _find_things(landscape: Landscape, field: Field) -> list[GraphEntity]:
    """Return what a landscape is a landscape of: works, or in a field without any, all but what sorts them."""
    plays = field.ontology.plays
    entities = landscape.entities.values()
    works = [entity for entity in entities if plays(entity.type, Role.WORK)]
    return works or [entity for entity in entities if not plays(entity.type, Role.CLOSED)]


def _find_homes(landscape: Landscape, as_of: str | None) -> dict[str, str]:
    """Return the box that each entity stands in: a thing in its category, a category in its layer."""
    layered = {fact.subject for fact in _holding(landscape, _PART_OF_LAYER, as_of)}
    homes: dict[str, str] = {}
    for fact in _holding(landscape, _SORTED_INTO, as_of):
        known = homes.get(fact.subject)
        # a category with a layer tells more than one without
        if known is None or (known not in layered and fact.object in layered):
            homes[fact.subject] = fact.object
    for fact in _holding(landscape, _PART_OF_LAYER, as_of):
        homes[fact.subject] = fact.object
    return homes


def _holding(landscape: Landscape, predicate: str, as_of: str | None) -> Iterable[GraphFact]:
    return (fact for fact in landscape.by_predicate.get(predicate, ()) if fact.holds(as_of))


def _was_known(landscape: Landscape, entity: GraphEntity, as_of: str | None) -> bool:
    return as_of is None or landscape.first_day(entity.iri) <= as_of


@dataclass(frozen=True, slots=True)
class _Levels:
    """The properties whose values are levels of a life cycle, and the ranks of those that have one."""

    properties: frozenset[str]
    ranks: dict[str, int]


def _find_levels(field: Field) -> _Levels:
    ontology = field.ontology
    found = (
        name for name, known in ontology.properties.items() if any(ontology.plays(c, Role.LEVEL) for c in known.range)
    )
    return _Levels(frozenset(found), {known.iri: known.rank for known in field.gazetteer if known.rank is not None})


def _find_stages(landscape: Landscape, levels: _Levels, iri: str, as_of: str | None) -> list[tuple[Period, str]]:
    """Return the stages of an entity in the order of time; with a day, the one that had come last by then.

    Of levels told on one day the higher comes last: a text that tells the way tells all of it on its own date.
    """
    told = [
        (period, fact.object)
        for fact in landscape.facts_of.get(iri, ())
        if fact.predicate in levels.properties and fact.subject == iri
        for period in fact.periods
        if period.holds(as_of)
    ]
    told.sort(key=lambda stage: (stage[0].since, levels.ranks.get(stage[1], -1), stage[1]))
    return told if as_of is None else told[-1:]


def _order_levels(landscape: Landscape, levels: _Levels) -> list[GraphEntity]:
    """Return the levels in use in the order that things pass through them, by what is told of their stages.

    Of two levels that no thing passes through one after the other, the one that more things reached comes first.
    """
    before: Counter[tuple[str, str]] = Counter()
    reached: Counter[str] = Counter()
    for iri in {fact.subject for name in levels.properties for fact in landscape.by_predicate.get(name, ())}:
        passed = dict.fromkeys(level for _, level in _find_stages(landscape, levels, iri, None))
        reached.update(passed.keys())
        before.update(combinations(passed, 2))

    def rank(level: str) -> tuple[int, int, str]:
        balance = [before[level, other] - before[other, level] for other in reached]
        return sum((count < 0) - (count > 0) for count in balance), -reached[level], level

    return [landscape.entities[level] for level in sorted(reached, key=rank)]


def _to_value(
    landscape: Landscape,
    field: Field,
    entities: Sequence[GraphEntity],
    facts: Sequence[GraphFact],
    homes: dict[str, str],
    *,
    as_of: str | None,
    left_out: int,
) -> dict[str, Any]:
    days = landscape.days
    levels = _find_levels(field)
    labels = field.ontology.class_labels
    layers = {fact.object for fact in landscape.by_predicate.get(_PART_OF_LAYER, ())}
    categories = {fact.object for fact in landscape.by_predicate.get(_SORTED_INTO, ())}
    categories |= {fact.subject for fact in landscape.by_predicate.get(_PART_OF_LAYER, ())}
    return {
        "around": None,
        "as_of": as_of,
        "days": {"first": days[0], "last": days[1]} if days else None,
        "levels": [{"iri": level.iri, "label": level.label} for level in _order_levels(landscape, levels)],
        "entities": [
            {
                "iri": entity.iri,
                "path": to_entity_path(entity.iri),
                "label": entity.label,
                "type": entity.type,
                "type_label": labels.get(entity.type, entity.type),
                "role": "layer" if entity.iri in layers else "category" if entity.iri in categories else "thing",
                "facts": entity.fact_count,
                "within": homes.get(entity.iri),
                "since": _to_day(landscape.first_day(entity.iri)),
                "stages": [
                    {"level": level, "since": _to_day(period.since), "until": period.until}
                    for period, level in _find_stages(landscape, levels, entity.iri, as_of)
                ],
            }
            for entity in entities
        ],
        "facts": [_to_fact(landscape, fact) for fact in facts],
        "left_out": left_out,
    }


def _to_fact(landscape: Landscape, fact: GraphFact) -> dict[str, Any]:
    return {
        "subject": fact.subject,
        "predicate": KG + fact.predicate,
        "label": landscape.predicate_labels.get(fact.predicate, fact.predicate),
        "object": fact.object,
        "periods": [{"since": _to_day(period.since), "until": period.until} for period in fact.periods],
        "places": fact.predicate in (_SORTED_INTO, _PART_OF_LAYER),
        "disputed": fact.disputed,
        "derived": fact.derived,
    }


def _to_day(since: str) -> str | None:
    return None if since == UNDATED else since

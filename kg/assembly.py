"""Assembly: the statements of all documents to one set of entities, facts and disputes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.documents import Span
from kg.resolution import Inventory
from kg.statements import Entity, Literal, Modality, Statement
from ontology import Field, Ontology

# What a heading or nothing at all told of a name gives way to what any statement tells.
_WEAK_TYPES = ("Thing", "Concept")


@dataclass(frozen=True)
class Assembly:
    """All statements with settled types, the entities they speak of, and which of them are disputed."""

    statements: tuple[Statement, ...]
    entities: tuple[Entity, ...]
    aliases: dict[str, tuple[str, ...]]
    disputed: frozenset[str]


def settle(statements: Iterable[Statement], inventory: Inventory, field: Field) -> tuple[Statement, ...]:
    """Give every entity one label and one type, and turn inverses to one direction; each statement once, in order."""
    turned = [_turn(statement, field.ontology) for statement in statements]
    types = _settle_types(turned, inventory, field.ontology)
    settled = {s.identifier: s for s in (_settle(statement, types) for statement in turned)}.values()
    return tuple(sorted(settled, key=lambda s: (s.evidence.document, s.evidence.span, s.identifier)))


def assemble(statements: Sequence[Statement], mentioned: Iterable[str], inventory: Inventory, field: Field) -> Assembly:
    """Return settled statements with all entities that they or their documents speak of, and mark disagreements."""
    ends = (end for statement in statements for end in (statement.subject, statement.object))
    entities = {end.iri: end for end in ends if isinstance(end, Entity)}
    for iri in mentioned:
        if iri not in entities and iri in inventory.entities:
            entities[iri] = inventory.entities[iri]
    aliases = {iri: inventory.aliases.get(iri, ()) for iri in entities}
    return Assembly(
        tuple(statements),
        tuple(sorted(entities.values())),
        aliases,
        frozenset(_find_disputes(statements, field.ontology)),
    )


def _turn(statement: Statement, ontology: Ontology) -> Statement:
    """State an inverse property by its other direction, so that every fact is stated one way."""
    name, swapped = ontology.canonical(statement.predicate)
    if not swapped or isinstance(statement.object, Literal):
        return statement
    return replace(statement, subject=statement.object, predicate=name, object=statement.subject)


def _settle_types(statements: Sequence[Statement], inventory: Inventory, ontology: Ontology) -> dict[str, Entity]:
    """Return IRI -> entity with the type known for it, else the one most statements give it."""
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for statement in statements:
        for end in (statement.subject, statement.object):
            if isinstance(end, Entity):
                labels[end.iri][end.label] += 1
                votes[end.iri][end.type] += 1
    settled = {}
    for iri, counter in labels.items():
        known = inventory.entities.get(iri)
        if known is not None and known.type not in _WEAK_TYPES:
            settled[iri] = known
            continue
        if any(name not in _WEAK_TYPES for name in votes[iri]):
            for name in _WEAK_TYPES:
                del votes[iri][name]
        chosen = max(sorted(votes[iri]), key=lambda t: (votes[iri][t], len(ontology.ancestors(t))), default="Thing")
        label = known.label if known is not None else min(counter, key=lambda text: (-counter[text], text))
        settled[iri] = Entity(iri, label, chosen)
    return settled


def _settle(statement: Statement, types: dict[str, Entity]) -> Statement:
    end = statement.object
    return replace(
        statement,
        subject=types[statement.subject.iri],
        object=types[end.iri] if isinstance(end, Entity) else end,
    )


def _find_disputes(statements: Sequence[Statement], ontology: Ontology) -> Iterator[str]:
    """Yield the statements of properties that expect one value where sources give several.

    Of a property that changes over time only statements that count from one date clash. What one sentence gives
    together ("Acme and Dyno Inc. began it") is no disagreement.
    """
    groups: dict[tuple[str, str, str | None], list[Statement]] = defaultdict(list)
    for statement in statements:
        found = ontology.properties[statement.predicate]
        if found.expected_single and statement.modality is Modality.ASSERTED:
            date = statement.since if found.changes_over_time else None
            groups[statement.subject.iri, statement.predicate, date].append(statement)
    for group in groups.values():
        if _contradicts_itself(group):
            yield from (statement.identifier for statement in group)


def _contradicts_itself(group: Sequence[Statement]) -> bool:
    """Tell whether several values are given that no one sentence gives together."""
    values = {statement.object.key for statement in group}
    together: dict[tuple[str, Span], set[str]] = defaultdict(set)
    for statement in group:
        together[statement.evidence.document, statement.evidence.span].add(statement.object.key)
    return len(values) > 1 and all(given != values for given in together.values())

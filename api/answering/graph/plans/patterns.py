"""Patterns: the SPARQL of links between what a question names and what it asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from api.answering.graph.plans.values import to_term
from kg.graph import UNDATED
from ontology import Property
from ontology.names import PROVENANCE_GRAPH


@dataclass(frozen=True, slots=True)
class Link:
    """One triple pattern: `node` (an IRI or a variable) joined to `item` by a property.

    `node_is_subject`: the node is the property's subject. `among`: the IRIs that a variable node stands for one of.
    """

    node: str
    property: Property
    node_is_subject: bool
    item: str = "?item"
    among: tuple[str, ...] = ()

    def known_side(self) -> tuple[str, ...]:
        """Return the classes that its property wants at the node's end."""
        return self.property.domain if self.node_is_subject else self.property.range

    def asked_side(self) -> tuple[str, ...]:
        """Return the classes that its property wants at the item's end."""
        return self.property.range if self.node_is_subject else self.property.domain

    def of(self, item: str) -> Link:
        """Return the link of another variable than `?item`; what stands between keeps its name."""
        return replace(self, item=item) if self.item == "?item" else self

    def to_ends(self) -> tuple[str, str]:
        """Return the subject and the object of its property, as SPARQL writes them."""
        node = to_term(self.node)
        return (node, self.item) if self.node_is_subject else (self.item, node)


def to_pattern(link: Link, as_of: str | None, number: int) -> str:
    """Return the SPARQL of one link; `number` keeps its variables apart from those of others."""
    if link.among:
        return f"{_to_values(link)}{to_pattern(replace(link, among=()), as_of, number)}"
    name = f"kg:{link.property.name}"
    subject, end = link.to_ends()
    if link.property.changes_over_time:
        return _to_temporal_pattern(subject, name, end, as_of, number)
    if link.property.symmetric:
        return f"  {{ {subject} {name} {end} }} UNION {{ {end} {name} {subject} }}"
    if as_of is not None and (not link.property.literal or link.property.range == ("anyURI",)):
        late = _to_late_pattern(subject, name, end, as_of, number)
        former = _to_former_pattern(subject, name, end, as_of, number)
        return f"  {{ {subject} {name} {end} .\n{late} }} UNION {former}"
    return f"  {subject} {name} {end} ."


def to_leave_out(item: str, classes: Sequence[str]) -> list[str]:
    """Return the filter that leaves out items of some classes, as one line; none where there are no classes.

    >>> to_leave_out("?item", ["Person", "Topic"])
    ['  FILTER NOT EXISTS { ?item a ?class . VALUES ?class { kg:Person kg:Topic } }']
    """
    names = " ".join(f"kg:{name}" for name in classes)
    return [f"  FILTER NOT EXISTS {{ {item} a ?class . VALUES ?class {{ {names} }} }}"] if classes else []


def to_dated(statement: str, subject: str, property_: Property, end: str, day: str) -> str:
    """Return the pattern for what a sentence says of a subject with the day since which it is so.

    `statement` and `day` are variables, `subject` and `end` terms as SPARQL writes them. The store looks up what is
    written first: a value that is known is said of fewer things than a property.
    """
    said, value = _to_said(subject, f"kg:{property_.name}"), f"rdf:object {end}"
    told = f"{value} ; {said}" if subject.startswith("?") and not end.startswith("?") else f"{said} ; {value}"
    return f'  GRAPH <{PROVENANCE_GRAPH}> {{ {statement} {told} ; kg:modality "asserted" ; kg:validFrom {day} }}'


def to_extreme_pattern(link: Link, extreme: str) -> str:
    """Return the pattern for what came first (MIN) or last (MAX) to a value, by the days that sentences give."""
    value = to_term(link.node)
    return (
        f"  {{ SELECT ({extreme}(?day) AS ?best) WHERE {{\n  {to_dated('?any', '?other', link.property, value, '?day')}"
        f"\n  }} }}\n{to_dated('?st', '?item', link.property, value, '?best')}"
    )


def to_since_pattern(link: Link, iri: str) -> str:
    """Return the pattern for the day since which something holds, where a sentence gives it."""
    subject, value = to_term(iri), to_term(link.node)
    finer = to_dated("?finer", subject, link.property, value, "?day")
    # As OPTIONAL it is looked up once; as NOT EXISTS the store goes through all days for it.
    return (
        f"{to_dated('?st', subject, link.property, value, '?item')}\n  OPTIONAL {{\n  {finer} "
        "FILTER (STRSTARTS(?day, ?item) && STRLEN(?day) > STRLEN(?item)) }\n  FILTER (!BOUND(?day))"
    )


def to_reserved_pattern(link: Link, number: int) -> str:
    """Return the pattern for what sources suppose or plan: it stands in the provenance graph alone."""
    subject, end = link.to_ends()
    return (
        f"{_to_values(link)}  GRAPH <{PROVENANCE_GRAPH}> {{ ?r{number} rdf:subject {subject} ; "
        f"rdf:predicate kg:{link.property.name} ; "
        f'rdf:object {end} ; kg:modality ?m{number} FILTER (?m{number} IN ("hedged", "planned")) }}'
    )


def _to_values(link: Link) -> str:
    """Return the line that says which things a variable node stands for one of; nothing where it stands for any."""
    return f"  VALUES {link.node} {{ {' '.join(map(to_term, link.among))} }}\n" if link.among else ""


def _to_late_pattern(subject: str, name: str, end: str, as_of: str, number: int) -> str:
    """Return the pattern that leaves out what is told from later days alone; grouped once, not asked item by item."""
    variables = " ".join(term for term in (subject, end) if term.startswith("?"))
    return (
        f"  MINUS {{ SELECT {variables} WHERE {{ GRAPH <{PROVENANCE_GRAPH}> {{ ?l{number} rdf:subject {subject} ; "
        f"rdf:predicate {name} ; rdf:object {end} ; kg:since ?w{number} }} }} "
        f'GROUP BY {variables} HAVING (MIN(?w{number}) > "{_last_day(as_of)}") }}'
    )


def _to_former_pattern(subject: str, name: str, end: str, as_of: str, number: int) -> str:
    """Return the pattern for what an older vintage of a file says, and no newer one of that day."""
    return (
        f"{{ GRAPH <{PROVENANCE_GRAPH}> {{ ?f{number} rdf:subject {subject} ; rdf:predicate {name} ; "
        f'rdf:object {end} ; kg:modality "former" ; kg:since ?b{number} ; kg:validUntil ?u{number} '
        f'FILTER (?b{number} <= "{_last_day(as_of)}" && ?u{number} > "{_last_day(as_of)}") }} }}'
    )


def _to_temporal_pattern(subject: str, name: str, end: str, as_of: str | None, number: int) -> str:
    """Return the pattern for a value that changes: the one that came last, by `as_of` where that is given.

    A value counts from the day its sentence gives, else from the date of its document. What is told of one thing
    without a date may be later or earlier than that: it stands beside it.
    """
    bound = f' FILTER (?d{number} <= "{_last_day(as_of)}")' if as_of else ""
    told = f'{_to_said(subject, name)} ; kg:modality "asserted" ; kg:since'
    # Of one thing alone: where nothing was told by then, there is no last day, and nothing holds.
    group = f"GROUP BY {subject}" if subject.startswith("?") else "HAVING (COUNT(*) > 0)"
    if not subject.startswith("?") and as_of is None:
        day, filtered = f"?since{number}", f' FILTER (?since{number} IN (?last{number}, "{UNDATED}"))'
    else:
        day, filtered = f"?last{number}", ""
    return (
        f"  {{ SELECT {subject if subject.startswith('?') else ''} (MAX(?d{number}) AS ?last{number}) WHERE {{\n"
        f"    GRAPH <{PROVENANCE_GRAPH}> {{ ?any{number} {told} ?d{number}{bound} }} }} {group} }}\n"
        f"  GRAPH <{PROVENANCE_GRAPH}> {{ ?st{number} {told} {day} ; rdf:object {end} }}{filtered}"
    )


def _to_said(subject: str, name: str) -> str:
    """Return the part of a pattern that tells of what a statement says what.

    A thing that is known comes first: the store looks up what is written first.
    """
    parts = (f"rdf:predicate {name}", f"rdf:subject {subject}")
    return " ; ".join(parts if subject.startswith("?") else reversed(parts))


def _last_day(date: str) -> str:
    """Return the last day of a date of month or year precision."""
    return {4: f"{date}-12-31", 7: f"{date}-31"}.get(len(date), date)

"""Queries: what a question could mean as links of a graph, and the SPARQL that finds it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from api.answering.graph.periods import EVER, Period
from api.answering.question.entities import Known
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


@dataclass(frozen=True)
class Plan:
    """A query with what it rests on: links from what the question names to `?item`, the words it accounts for.

    `given`: the entities of the question it uses. `sure`: how well grammar bears it out, in [0, 1], above 1 where a
    plan says more than the relation alone. `pattern`: the query's own pattern, where links do not say all of it;
    `within`: the days it is limited to; `beside`: what the items were chosen from; `wide`: the pattern without days;
    `differs`: sources name different items where one is expected.
    """

    links: tuple[Link, ...]
    read: frozenset[int]
    given: tuple[Known, ...]
    sure: float
    as_of: str | None = None
    asked: Property | None = None
    types: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    reserve: bool = False
    since: Known | None = None
    as_of_said: str | None = None
    extreme: str | None = None
    frame: str = ""
    pattern: str | None = None
    within: Period = EVER
    beside: tuple[str, ...] = ()
    wide: str | None = None
    differs: bool = False

    def limited_to(self, iris: Iterable[str | None]) -> Plan:
        """Return the plan with these items alone."""
        return replace(self, only=tuple(iri for iri in iris if iri))

    @property
    def guessed(self) -> bool:
        """Whether the question does not word the relation, and it was taken for its nearness."""
        return self.frame in {"near", "meaning"}

    @property
    def takes_all(self) -> bool:
        """Whether all of a class are asked for, so that nothing narrows what is found."""
        return self.frame == "headings"

    @property
    def sparql(self) -> str:
        """The query that returns exactly the items."""
        if self.pattern is not None:
            lines = [self.pattern]
        elif self.extreme is not None:
            lines = [_to_extreme_pattern(self.links[0], self.extreme)]
            lines += [to_pattern(link, None, number) for number, link in enumerate(self.links[1:], 1)]
        elif self.since is not None:
            lines = [_to_since_pattern(self.links[0], self.since.iri)]
        elif self.reserve:
            lines = [_to_reserved_pattern(link, number) for number, link in enumerate(self.links)]
        else:
            # The store joins in the order written: what changes is grouped once where nothing stands before it.
            numbered = sorted(enumerate(self.links), key=lambda pair: not pair[1].property.changes_over_time)
            lines = [
                to_pattern(link, self.as_of if link.property.changes_over_time else self.as_of_said, number)
                for number, link in numbered
            ]
        if self.types:
            classes = " ".join(f"kg:{name}" for name in self.types)
            lines.append(f"  FILTER NOT EXISTS {{ ?item a ?other . VALUES ?other {{ {classes} }} }}")
        if self.only:
            lines.append(f"  VALUES ?item {{ {' '.join(f'<{iri}>' for iri in self.only)} }}")
        if self.exclude:
            lines.append(f"  FILTER (?item NOT IN ({', '.join(f'<{iri}>' for iri in self.exclude)}))")
        return "SELECT DISTINCT ?item WHERE {\n" + "\n".join(lines) + "\n}"


def to_string(text: str) -> str:
    """Return a text as SPARQL writes it.

    >>> print(to_string('the "core"'))
    "the \\"core\\""
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def to_count(query: str) -> str:
    """Return the query that counts what a query finds.

    >>> to_count("SELECT DISTINCT ?item WHERE { ?item a kg:Project }")
    'SELECT (COUNT(DISTINCT ?thing) AS ?item) WHERE { ?thing a kg:Project }'
    """
    renamed = re.sub(r"\?item\b", "?thing", query)
    return renamed.replace("SELECT DISTINCT ?thing", "SELECT (COUNT(DISTINCT ?thing) AS ?item)", 1)


def to_pattern(link: Link, as_of: str | None, number: int) -> str:
    """Return the SPARQL of one link; `number` keeps its variables apart from those of others."""
    if link.among:
        values = " ".join(f"<{iri}>" for iri in link.among)
        return f"  VALUES {link.node} {{ {values} }}\n{to_pattern(replace(link, among=()), as_of, number)}"
    node = link.node if link.node.startswith("?") else f"<{link.node}>"
    name = f"kg:{link.property.name}"
    subject, end = (node, link.item) if link.node_is_subject else (link.item, node)
    if link.property.changes_over_time:
        return _to_temporal_pattern(subject, name, end, as_of, number)
    if link.property.symmetric:
        return f"  {{ {subject} {name} {end} }} UNION {{ {end} {name} {subject} }}"
    if as_of is not None and (not link.property.literal or link.property.range == ("anyURI",)):
        late = _to_late_pattern(subject, name, end, as_of, number)
        former = _to_former_pattern(subject, name, end, as_of, number)
        return f"  {{ {subject} {name} {end} .\n{late} }} UNION {former}"
    return f"  {subject} {name} {end} ."


def _to_late_pattern(subject: str, name: str, end: str, as_of: str, number: int) -> str:
    """Return the pattern that leaves out what is told from later days alone; grouped once, not asked item by item."""
    variables = " ".join(term for term in (subject, end) if term.startswith("?"))
    return (
        f"  MINUS {{ SELECT {variables} WHERE {{ GRAPH <{PROVENANCE_GRAPH}> {{ ?l{number} rdf:subject {subject} ; "
        f"rdf:predicate {name} ; rdf:object {end} ; kg:since ?w{number} }} }} "
        f'GROUP BY {variables} HAVING (MIN(?w{number}) > "{_day(as_of)}") }}'
    )


def _to_former_pattern(subject: str, name: str, end: str, as_of: str, number: int) -> str:
    """Return the pattern for what an older vintage of a file says, and no newer one of that day."""
    return (
        f"{{ GRAPH <{PROVENANCE_GRAPH}> {{ ?f{number} rdf:subject {subject} ; rdf:predicate {name} ; "
        f'rdf:object {end} ; kg:modality "former" ; kg:since ?b{number} ; kg:validUntil ?u{number} '
        f'FILTER (?b{number} <= "{_day(as_of)}" && ?u{number} > "{_day(as_of)}") }} }}'
    )


def _to_dated(link: Link, statement: str, subject: str, day: str) -> str:
    """Return the pattern for a statement of `subject` by a link that a sentence dates; `day`: the variable for it."""
    return (
        f"GRAPH <{PROVENANCE_GRAPH}> {{ ?{statement} rdf:subject {subject} ; rdf:predicate kg:{link.property.name} ; "
        f'rdf:object <{link.node}> ; kg:modality "asserted" ; kg:validFrom ?{day} }}'
    )


def _to_extreme_pattern(link: Link, extreme: str) -> str:
    """Return the pattern for what came first (MIN) or last (MAX) to a value, by the days that sentences give."""
    return (
        f"  {{ SELECT ({extreme}(?day) AS ?best) WHERE {{ {_to_dated(link, 'any', '?other', 'day')} }} }}\n"
        f"  {_to_dated(link, 'st', '?item', 'best')}"
    )


def _to_since_pattern(link: Link, subject: str) -> str:
    """Return the pattern for the day since which something holds, where a sentence gives it."""
    return (
        f"  {_to_dated(link, 'st', f'<{subject}>', 'item')}\n"
        f"  FILTER NOT EXISTS {{ {_to_dated(link, 'finer', f'<{subject}>', 'day')} "
        "FILTER (STRSTARTS(?day, ?item) && STRLEN(?day) > STRLEN(?item)) }"
    )


def _to_reserved_pattern(link: Link, number: int) -> str:
    """Return the pattern for what sources suppose or plan: it stands in the provenance graph alone."""
    node = link.node if link.node.startswith("?") else f"<{link.node}>"
    subject, end = (node, link.item) if link.node_is_subject else (link.item, node)
    return (
        f"  GRAPH <{PROVENANCE_GRAPH}> {{ ?r{number} rdf:subject {subject} ; rdf:predicate kg:{link.property.name} ; "
        f'rdf:object {end} ; kg:modality ?m{number} FILTER (?m{number} IN ("hedged", "planned")) }}'
    )


def _to_temporal_pattern(subject: str, name: str, end: str, as_of: str | None, number: int) -> str:
    """Return the pattern for a value that changes: the one that came last, by `as_of` where that is given.

    A value counts from the day its sentence gives, else from the date of its document.
    """
    bound = f' FILTER (?d{number} <= "{_day(as_of)}")' if as_of else ""
    # A thing that is known comes first: the store looks up what is written first.
    ends = [f"rdf:predicate {name}", f"rdf:subject {subject}"]
    told = f'{" ; ".join(ends if subject.startswith("?") else reversed(ends))} ; kg:modality "asserted" ; kg:since'
    # Of one thing alone: where nothing was told by then, there is no last day, and nothing holds.
    group = f"GROUP BY {subject}" if subject.startswith("?") else "HAVING (COUNT(*) > 0)"
    return (
        f"  {{ SELECT {subject if subject.startswith('?') else ''} (MAX(?d{number}) AS ?last{number}) WHERE {{\n"
        f"    GRAPH <{PROVENANCE_GRAPH}> {{ ?any{number} {told} ?d{number}{bound} }} }} {group} }}\n"
        f"  GRAPH <{PROVENANCE_GRAPH}> {{ ?st{number} {told} ?last{number} ; rdf:object {end} }}"
    )


def _day(date: str) -> str:
    """Return the last day of a date of month or year precision."""
    return {4: f"{date}-12-31", 7: f"{date}-31"}.get(len(date), date)

"""Change patterns: the SPARQL for what two vintages of a file say differently."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from api.answering.changes.asked_changes import AskedChanges, Kind
from api.answering.changes.vintages import Pair
from api.answering.graph.plans.queries import to_select
from api.answering.graph.plans.values import Value, to_literal
from api.answering.question.reading import Mention
from ontology import Ontology
from ontology.names import PROVENANCE_GRAPH


class ChangePatterns:
    """Write the patterns of changes."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._placing = tuple(found.name for found in ontology.placing)
        self._changing = tuple(found.name for found in ontology.changing)
        self._headings = {name for found in ontology.placing for name in found.range}
        self._sorting = tuple(found.name for found in ontology.stated if set(found.range) & self._headings)

    def to_pattern(self, kind: Kind, wanted: str | None, asked: AskedChanges) -> str:
        """Return the SPARQL that binds ?item to what changed in one way."""
        old, new = f"<{asked.pair.older.iri}>", f"<{asked.pair.newer.iri}>"
        if kind in {Kind.ADDED, Kind.REMOVED}:
            here, there = (new, old) if kind is Kind.ADDED else (old, new)
            what = "rdf:object" if wanted in self._headings else "kg:about"
            lines = [_is_in("?here", what, here), f"MINUS {{ {_is_in('?there', what, there)} }}"]
            sides = here
        else:
            lines = self._to_other(kind, asked, old, new)
            sides = f"{old} {new}"
        for number, mention in enumerate(asked.within):
            lines.append(self._within(mention, number, sides))
        if kind is Kind.MOVED:
            sided = [*((m, old) for m in asked.before), *((m, new) for m in asked.after)]
            lines += [self._within(mention, 50 + number, side) for number, (mention, side) in enumerate(sided)]
        if kind is not Kind.LEVEL and asked.level is not None:
            lines.append(f"VALUES ?side {{ {sides} }} {_said('?l', '?item', '?q', f'<{asked.level}>', '?side')}")
            lines.append(f"MINUS {{ {_now('?l')} }}")
        inner = f"  GRAPH <{PROVENANCE_GRAPH}> {{\n    " + "\n    ".join(lines) + "\n  }"
        if wanted in self._headings:
            return f"{inner}\n  ?item a kg:{wanted} ."
        if wanted is None or wanted == "Concept":
            return inner
        others = _to_names(self._ontology.others(wanted))
        return f"{inner}\n  MINUS {{ ?item a ?kind . VALUES ?kind {{ {others} }} }}" if others else inner

    def _to_other(self, kind: Kind, asked: AskedChanges, old: str, new: str) -> list[str]:
        """Return the pattern of what both vintages list, at another place or level, or with another value."""
        if kind is Kind.RENAMED:
            return [self.to_renamed(asked.pair)]
        if kind is Kind.LEVEL:
            return self._to_other_level(asked, old, new)
        return self._to_moved(self._sorting if kind is Kind.MOVED else asked.values, old, new)

    def _to_moved(self, names: Sequence[str], old: str, new: str) -> list[str]:
        """Return the pattern of what has a heading that only the older vintage tells, and one that only the newer does.

        Statements are counted by their documents: to look each up in the other vintage takes ten times as long.
        """
        told = _said("?a", "?item", "?p", "?heading")
        return [
            "{ SELECT ?item WHERE { { SELECT ?item ?heading (STR(MIN(?aIn)) AS ?only) WHERE {",
            f"VALUES ?p {{ {_to_names(names)} }} {told} FILTER (?aIn IN ({old}, {new}))",
            "} GROUP BY ?item ?heading HAVING (MIN(?aIn) = MAX(?aIn)) }",
            "} GROUP BY ?item HAVING (MIN(?only) != MAX(?only)) }",
        ]

    def to_renamed(self, pair: Pair) -> str:
        """Return the pattern of what is called otherwise in the older vintage, with both names."""
        old, new = f"<{pair.older.iri}>", f"<{pair.newer.iri}>"
        again = _is_called("?again", "?item", "?was", new)
        return f"{_is_called('?a', '?item', '?was', old)} {_is_called('?b', '?item', '?now', new)} MINUS {{ {again} }}"

    def _to_other_level(self, asked: AskedChanges, old: str, new: str) -> list[str]:
        """Return the pattern of what is at a level (`level` where given) that only the newer vintage tells.

        What the older one does not list reached the level since where a day after it is told.
        """
        names = f"VALUES ?p {{ {_to_names(self._changing)} }}"
        lines = [names] if asked.level is None else [names, f"VALUES ?now {{ <{asked.level}> }}"]
        lines += [_said("?a", "?item", "?p", "?now", new), f"MINUS {{ {_now('?a')} }}"]
        lines += [f"MINUS {{ {names} {_said('?b', '?item', '?p', '?now', old)} }}"]
        for number, mention in enumerate(asked.before):
            was = f"?was{number}"
            told = _said(was, "?item", f"?of{number}", f"<{mention.entity.iri}>", old)
            ended = f'{was} kg:validUntil ?end{number} FILTER (STR(?end{number}) <= "{asked.pair.older.date}")'
            lines.append(f"{told} MINUS {{ {ended} }}")
        listed = f"{{ SELECT ?item WHERE {{ {_is_in('?r', 'kg:about', old)} }} }}"
        if asked.level is None:
            return [*lines, listed]
        since = f'{{ ?a kg:validFrom ?begun FILTER (?begun > "{asked.pair.older.date}") }}'
        return [*lines, f"{listed} UNION {since}"]

    def _within(self, mention: Mention, number: int, sides: str) -> str:
        """Return the pattern of what is joined to a thing, itself or by the heading it stands under."""
        end, side, between = f"<{mention.entity.iri}>", f"?in{number}", f"?between{number}"
        direct = _said(f"?w{number}", "?item", f"?r{number}", end, side)
        through = (
            _said(f"?w{number}", "?item", f"?r{number}", between, side)
            + " "
            + _said(f"?v{number}", between, f"?t{number}", end, side)
        )
        names = _to_names(self._placing)
        narrow = f"VALUES ?t{number} {{ {names} }} VALUES ?r{number} {{ {names} }}"
        return f"VALUES {side} {{ {sides} }} {{ {direct} }} UNION {{ {narrow} {through} }}"


def to_values_query(values: Iterable[Value], iri: str, pair: Pair) -> str:
    """Return the query for the values of a thing that are new."""
    rows = " ".join(f"<{value.iri}>" if value.iri else to_literal(value) for value in values)
    said = _said("?st", f"<{iri}>", "?p", "?item", f"<{pair.newer.iri}>")
    return to_select("?item", f"  VALUES ?item {{ {rows} }}\n  GRAPH <{PROVENANCE_GRAPH}> {{ {said} }}")


def _is_in(node: str, what: str, document: str) -> str:
    """Return the pattern of the items that a document lists: what records are about, or the headings of records."""
    return f"{node} {what} ?item ; prov:wasDerivedFrom {node}In FILTER ({node}In = {document})"


def _is_called(node: str, item: str, name: str, document: str) -> str:
    """Return the pattern of a record with its name."""
    return f"{node} kg:about {item} ; rdfs:label {name} ; prov:wasDerivedFrom {node}In FILTER ({node}In = {document})"


def _said(node: str, subject: str, name: str, end: str, document: str | None = None) -> str:
    """Return the pattern of a statement and where it is from: a variable, or the IRI of a document.

    An IRI is a filter and no part of the join: so few statements are looked at, and not all of the document.
    """
    source = document if document is not None and document.startswith("?") else f"{node}In"
    told = f"{node} rdf:subject {subject} ; rdf:predicate {name} ; rdf:object {end} ; prov:wasDerivedFrom {source}"
    return f"{told} ." if document in {None, source} else f"{told} FILTER ({source} = {document})"


def _now(node: str) -> str:
    """Return the pattern of a value that has ended by the day of its own document."""
    return f'{node} kg:validUntil ?ended ; kg:modality "asserted"'


def _to_names(names: Iterable[str]) -> str:
    return " ".join(f"kg:{name}" for name in names)

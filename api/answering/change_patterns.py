"""Change patterns: the SPARQL for what two vintages of a file say differently."""

from __future__ import annotations

from collections.abc import Iterable

from api.answering.asked_changes import AskedChanges, Kind
from api.answering.evidence import Value, to_literal
from api.answering.reading import Mention
from api.answering.vintages import Pair
from ontology import Ontology
from ontology.names import PROVENANCE_GRAPH


class ChangePatterns:
    """Write the patterns of changes."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._placing = tuple(found.name for found in ontology.placing)
        self._changing = tuple(found.name for found in ontology.changing)
        self._headings = {name for found in ontology.placing for name in found.range}

    def to_pattern(self, kind: Kind, wanted: str | None, asked: AskedChanges) -> str:
        """Return the SPARQL that binds ?item to what changed in one way."""
        old, new = f"<{asked.pair.older.iri}>", f"<{asked.pair.newer.iri}>"
        if kind in {Kind.ADDED, Kind.REMOVED}:
            here, there = (new, old) if kind is Kind.ADDED else (old, new)
            lines = [_is_in("?item", here, wanted in self._headings)]
            lines += [f"MINUS {{ {_is_in('?item', there, wanted in self._headings)} }}"]
            sides = here
        else:
            lines = self._to_other_value(kind, asked.level, old, new)
            sides = f"{old} {new}"
        for number, mention in enumerate(asked.within):
            lines.append(self._within(mention, number, sides))
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

    def _to_other_value(self, kind: Kind, level: str | None, old: str, new: str) -> list[str]:
        """Return the patterns of what stands under another heading, or at another level (`level` where given)."""
        names = _to_names(self._placing if kind is Kind.MOVED else self._changing)
        lines = [f"VALUES ?p {{ {names} }}"]
        if kind is Kind.LEVEL and level is not None:
            lines.append(f"VALUES ?now {{ <{level}> }}")
        lines += [_said("?a", "?item", "?p", "?now", new), f"MINUS {{ {_said('?b', '?item', '?p', '?now', old)} }}"]
        if kind is Kind.LEVEL:
            return [*lines, _is_in("?item", old), f"MINUS {{ {_now('?a')} }}"]
        # What it was sorted under, and is not at all any more.
        lines += [f"VALUES ?q {{ {names} }}", _said("?c", "?item", "?q", "?before", old)]
        return [*lines, f"MINUS {{ {_said('?d', '?item', '?any', '?before', new)} }}"]

    def _within(self, mention: Mention, number: int, sides: str) -> str:
        """Return the pattern of what is joined to a thing, itself or by the heading it stands under."""
        end, side, between = f"<{mention.entity.iri}>", f"?in{number}", f"?between{number}"
        direct = _said(f"?w{number}", "?item", f"?r{number}", end, side)
        through = (
            _said(f"?w{number}", "?item", f"?r{number}", between, side)
            + " "
            + _said(f"?v{number}", between, f"?t{number}", end, side)
        )
        narrow = f"VALUES ?t{number} {{ {_to_names(self._placing)} }}"
        return f"VALUES {side} {{ {sides} }} {{ {direct} }} UNION {{ {narrow} {through} }}"


def to_values_query(values: Iterable[Value], iri: str, pair: Pair) -> str:
    """Return the query for the values of a thing that are new."""
    rows = " ".join(f"<{value.iri}>" if value.iri else to_literal(value) for value in values)
    return (
        f"SELECT DISTINCT ?item WHERE {{\n  VALUES ?item {{ {rows} }}\n  GRAPH <{PROVENANCE_GRAPH}> {{ "
        f"{_said('?st', f'<{iri}>', '?p', '?item', f'<{pair.newer.iri}>')} }}\n}}"
    )


def _is_in(item: str, document: str, heading: bool = False) -> str:
    """Return the pattern of what a document lists: as a record, or as the heading of records."""
    if heading:
        return f"[] rdf:object {item} ; prov:wasDerivedFrom {document} ."
    return f"[] a kg:Record ; kg:about {item} ; prov:wasDerivedFrom {document} ."


def _said(node: str, subject: str, name: str, end: str, document: str) -> str:
    return f"{node} rdf:subject {subject} ; rdf:predicate {name} ; rdf:object {end} ; prov:wasDerivedFrom {document} ."


def _now(node: str) -> str:
    """Return the pattern of a value that has ended by the day of its own document."""
    return f'{node} kg:validUntil ?ended ; kg:modality "asserted"'


def _to_names(names: Iterable[str]) -> str:
    return " ".join(f"kg:{name}" for name in names)

"""Values: the ends of statements, entities and literals, and how SPARQL writes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Value:
    """An end of a statement: an entity (with IRI) or a literal (with its datatype's local name)."""

    label: str
    iri: str | None = None
    datatype: str | None = None

    @property
    def order(self) -> tuple[str, str]:
        """What values are listed by: their labels in any case."""
        return self.label.lower(), self.iri or ""


def to_term(node: str) -> str:
    """Return a variable, or an IRI, as SPARQL writes it.

    >>> to_term("?item"), to_term("urn:a")
    ('?item', '<urn:a>')
    """
    return node if node.startswith("?") else f"<{node}>"


def to_string(text: str) -> str:
    """Return a text as SPARQL writes it.

    >>> print(to_string('the "core"'))
    "the \\"core\\""
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def to_value(term: Any, label: str) -> Value:
    """Return a term of a solution, an entity with a label where it has one."""
    text: str = term.value
    datatype = getattr(term, "datatype", None)
    if datatype is None:
        return Value(label or text.rpartition("/")[2].replace("_", " "), text)
    return Value(text, None, datatype.value.rpartition("#")[2])


def to_literal(value: Value) -> str:
    """Return a literal as SPARQL writes it."""
    text = to_string(value.label)
    return text if value.datatype in {None, "string"} else f"{text}^^xsd:{value.datatype}"

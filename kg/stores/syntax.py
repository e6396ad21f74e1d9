"""What is wrong with a text that is no SPARQL, in plain words for the parser's."""

from __future__ import annotations

import re

from kg.errors import QuerySyntaxError
from ontology.names import PREFIXES

_PLACE = re.compile(r"error at (\d+):(\d+): (?:expected (?:one of )?)?(.*)", re.DOTALL)
# What may stand before a query or an update (SPARQL 1.1, 19.8), and how an update then begins.
_PROLOGUE = re.compile(r"(?i)\A(?:\s|#[^\n]*(?:\n|\Z)|prefix\s+[^\s:]*:\s*<[^>]*>|base\s*<[^>]*>)+")
_UPDATE = re.compile(r"(?i)(?:insert|delete|with|load|clear|drop|create|add|move|copy)\b")
_LAST_PREFIX = re.compile(r"(?:^|[\s{}()\[\],;.|/^!])([\w-]*):[\w.-]*\s*\Z")
_DECLARED = re.compile(r"(?i)\bprefix\s+([^\s:]*):")
# A word in quotes, a word, or a sentence of the parser; not its classes of letters, which tell nobody anything.
_EXPECTED = re.compile(r'("(?:\\.|[^"\\])*")|\[(?:\'[^\']*\'|[^\]\'])*\]|([^,"\[]+)')


def to_syntax_error(message: str, query: str | None = None) -> QuerySyntaxError:
    """Return the error for a message of the parser about a query, whose own words tell more where they are known.

    >>> error = to_syntax_error('error at 3:10: expected "}"')
    >>> error.line, error.column
    (3, 10)
    """
    place = _PLACE.match(message)
    if place is None:
        return QuerySyntaxError(f"this is no SPARQL query: {' '.join(message.split())[:300]}.")
    line, column = int(place.group(1)), int(place.group(2))
    reason = None if query is None else _find_other(query)
    reason = reason or f"line {line}, column {column}: {_tell(place.group(3), query or '', line, column)}"
    return QuerySyntaxError(f"this is no SPARQL query: {reason}.", line=line, column=column)


def _tell(expected: str, query: str, line: int, column: int) -> str:
    prefix = _find_undeclared(query, line, column)
    if prefix is not None:
        return f"the prefix {prefix}: is not declared. Write PREFIX {prefix}: <...> before the query"
    words = [quoted or plain.strip() for quoted, plain in _EXPECTED.findall(expected) if quoted or plain.strip()]
    told = next((word for word in words if " " in word and not word.startswith('"')), None)
    if told is not None:
        return told[0].lower() + told[1:]
    if not words:
        return "what stands there does not fit"
    return f"expected {'one of ' if len(words) > 1 else ''}{', '.join(words)}"


def _find_undeclared(query: str, line: int, column: int) -> str | None:
    """Return the prefix of the name that ends before a place, where nothing declares it."""
    lines = query.split("\n")
    name = _LAST_PREFIX.search(lines[line - 1][: column - 1]) if line <= len(lines) else None
    if name is None or name.group(1) in PREFIXES or name.group(1) in _DECLARED.findall(query):
        return None
    return name.group(1)


def _find_other(query: str) -> str | None:
    """Return what a text that is no query plainly is."""
    words = _PROLOGUE.sub("", query)
    if not words:
        return "it is empty"
    return "it is an update, and only queries are run here" if _UPDATE.match(words) else None

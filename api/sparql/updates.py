"""SPARQL Update on a writable store (SPARQL 1.1 Protocol, section 2.2): nothing is fetched from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence

from api.validation import is_iri
from kg.errors import QueryError, QueryRefusedError
from kg.store import OxigraphStore, query_errors
from kg.stores.refusal import find_refused, parse_update
from ontology.names import PREFIXES

# The parts of an update in which a word is no keyword, then the words and braces that matter.
_TOKEN = re.compile(
    r"""\#[^\n\r]*
    | \"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
    | <[^<>"{}|^`\\\s]*>
    | [?$]\w+ | @[\w-]+ | [\w.%-]*:[\w.:%\\-]*
    | (?P<word>[A-Za-z]+) | (?P<brace>[{}])""",
    re.VERBOSE | re.DOTALL,
)


def run_update(
    store: OxigraphStore,
    text: str,
    default_graphs: Sequence[str] | None = None,
    named_graphs: Sequence[str] | None = None,
    base_iri: str | None = None,
) -> None:
    """Run an update in one transaction; the graphs are those its WHERE reads, None for its own.

    Raises a QueryError: syntax, refused (LOAD, SERVICE), a dataset named twice.
    """
    prefixes = dict(PREFIXES)
    with query_errors():
        refused = find_refused(text, ["load", "service"], lambda other: parse_update(other, prefixes, base_iri))
        if refused:
            raise QueryRefusedError(f"{refused.upper()} is refused: this service makes no requests. Send the data.")
        if default_graphs is not None or named_graphs is not None:
            text = add_using(text, default_graphs or (), named_graphs or ())
        store.native.update(text, prefixes=prefixes, base_iri=base_iri)


def add_using(text: str, default_graphs: Sequence[str], named_graphs: Sequence[str]) -> str:
    """Return `text` with USING clauses in every operation that has a WHERE.

    Raises QueryError where it has such clauses of its own.

    >>> add_using("INSERT {} WHERE {}", ["urn:g"], [])
    'INSERT {} USING <urn:g> WHERE {}'
    """
    clauses = [f"USING <{iri}> " for iri in default_graphs] + [f"USING NAMED <{iri}> " for iri in named_graphs]
    if not all(map(is_iri, (*default_graphs, *named_graphs))):
        raise QueryError("using-graph-uri or using-named-graph-uri holds no IRI. Send one.")
    parts: list[str] = []
    depth, end, previous = 0, 0, ""
    for match in _TOKEN.finditer(text):
        word = (match.group("word") or "").upper()
        if match.group("brace"):
            depth += 1 if match.group() == "{" else -1
        elif depth == 0 and word in ("USING", "WITH"):
            raise QueryError("the update names its dataset both in USING or WITH and in the request. Name it once.")
        elif depth == 0 and word == "WHERE" and previous != "DELETE":
            parts += [text[end : match.start()], *clauses]
            end = match.start()
        if not match.group().startswith("#"):
            previous = word
    return "".join(parts) + text[end:]

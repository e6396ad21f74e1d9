"""Writing SELECT and ASK results: JSON, XML, CSV, TSV (SPARQL 1.1 results formats).

Oxigraph can write them too, but only whole; here a result is cut at a number of rows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any

import pyoxigraph as ox

Cell = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None
Row = Sequence[Cell]

_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_NAMESPACE = "http://www.w3.org/2005/sparql-results#"
# XML 1.0 has no place for these characters, not even as references.
_NOT_IN_XML = {code: "�" for code in range(32) if code not in (9, 10, 13)} | {0xFFFE: "�", 0xFFFF: "�"}


def to_json(variables: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Return a SELECT result as SPARQL 1.1 Query Results JSON."""
    bindings = [
        {name: _json_term(cell) for name, cell in zip(variables, row, strict=True) if cell is not None} for row in rows
    ]
    value = {"head": {"vars": list(variables)}, "results": {"bindings": bindings}}
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def to_xml(variables: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Return a SELECT result as SPARQL Query Results XML."""
    lines = [_xml_head(variables), "<results>"]
    for row in rows:
        cells = "".join(
            f'<binding name="{escape(name)}">{_xml_term(cell)}</binding>'
            for name, cell in zip(variables, row, strict=True)
            if cell is not None
        )
        lines.append(f"<result>{cells}</result>")
    lines.append("</results></sparql>\n")
    return "\n".join(lines).encode("utf-8", "replace")


def to_csv(variables: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Return a SELECT result as CSV: values without their types, lines ending in CRLF."""
    lines = [",".join(variables)]
    lines += [",".join(_csv_term(cell) for cell in row) for row in rows]
    return "".join(line + "\r\n" for line in lines).encode("utf-8", "replace")


def to_tsv(variables: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Return a SELECT result as TSV: terms as SPARQL writes them."""
    lines = ["\t".join("?" + name for name in variables)]
    lines += ["\t".join("" if cell is None else _tsv_term(cell) for cell in row) for row in rows]
    return "".join(line + "\n" for line in lines).encode("utf-8", "replace")


SELECT_WRITERS: dict[str, Callable[[Sequence[str], Iterable[Row]], bytes]] = {
    "json": to_json,
    "xml": to_xml,
    "csv": to_csv,
    "tsv": to_tsv,
}


def to_ask(value: bool, format: str) -> bytes:
    """Return an ASK result in one of the formats of `SELECT_WRITERS`."""
    word = "true" if value else "false"
    if format == "json":
        return b'{"head":{},"boolean":' + word.encode() + b"}"
    if format == "xml":
        return f"{_xml_head(())}\n<boolean>{word}</boolean></sparql>\n".encode()
    return word.encode()


def _json_term(term: Any) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    value = {"type": "literal", "value": term.value}
    if term.language:
        value["xml:lang"] = term.language
    elif term.datatype.value != _XSD_STRING:
        value["datatype"] = term.datatype.value
    return value


def _xml_head(variables: Sequence[str]) -> str:
    names = "".join(f'<variable name="{escape(name)}"/>' for name in variables)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="{_NAMESPACE}"><head>{names}</head>'


def _xml_term(term: Any) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{_xml_text(term.value)}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{_xml_text(term.value)}</bnode>"
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return "<triple>" + "".join(f"<{name}>{_xml_term(part)}</{name}>" for name, part in parts.items()) + "</triple>"
    kind = ""
    if term.language:
        kind = f' xml:lang="{escape(term.language)}"'
    elif term.datatype.value != _XSD_STRING:
        kind = f' datatype="{escape(term.datatype.value)}"'
    return f"<literal{kind}>{_xml_text(term.value)}</literal>"


def _xml_text(text: str) -> str:
    # a bare carriage return would be read back as a line feed
    return escape(text.translate(_NOT_IN_XML), quote=False).replace("\r", "&#13;")


def _csv_term(term: Any) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.BlankNode):
        return "_:" + term.value
    text = str(term) if isinstance(term, ox.Triple) else term.value
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in '",\r\n') else text


def _tsv_term(term: Any) -> str:
    return str(term).replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")

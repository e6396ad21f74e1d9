"""Tables (CSV) and JSON Lines with a mapping beside them -> records, a row each."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kg.errors import DocumentError
from kg.readers.decoding import to_scalars
from kg.readers.drafts import RecordDraft
from kg.readers.records import Value, draft_record

MAX_CELLS = 500  # of one row
MAX_CUTS = 100
_SIGNS = (",", ";", "\t", "|")
_DEPTH = 4


@dataclass
class Table:
    """The records of a table in the order of the file; what is wrong with its rows.

    `columns`: those of its head; objects of JSON Lines have none in common.
    """

    records: list[RecordDraft] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    columns: set[str] = field(default_factory=set)


def read_csv(source: str, column: str, name: str) -> Table:
    """Read rows of cells under a row of column names; `column` is the one that names what a row speaks of.

    Cells are parted by commas, or by the sign that gives the head a column of that name. Raises DocumentError
    where the head has none.
    """
    table = Table()
    lines = source.split("\n")
    start = next(number for number, line in enumerate(lines) if line.strip())
    head, sign = _read_head(lines[start], column, name)
    table.columns.update(head)
    for line, row in _read_rows(lines, start + 1, sign, table.remarks):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if len(cells) != len(head):
            table.remarks.append(
                f"line {line}: {len(cells)} cells where the head has {len(head)} columns; the row is left out. "
                "Put quotes around a cell with the separator in it."
            )
            continue
        values = [Value(title, cell) for title, cell in zip(head, cells, strict=True) if title and cell]
        _add(table, values, column, line)
    return table


def read_json_lines(source: str, column: str) -> Table:
    """Read one JSON object a line; `column` is the field that names what it speaks of, dots between nested ones."""
    table = Table()
    for line, text in enumerate(source.split("\n"), 1):
        if not text.strip():
            continue
        try:
            # Numbers stay as they are written.
            value = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
        except json.JSONDecodeError as error:
            table.remarks.append(
                f"line {line}: broken JSON at column {error.colno} ({error.msg}); it is left out. Mend that line."
            )
            continue
        except RecursionError:
            table.remarks.append(f"line {line}: nested too deeply; it is left out. Flatten it.")
            continue
        if isinstance(value, dict):
            _add(table, list(_flatten(value)), column, line)
        else:
            table.remarks.append(f"line {line}: no object; it is left out. Write one {{...}} a line.")
    return table


def _read_head(text: str, column: str, name: str) -> tuple[list[str], str]:
    for sign in _SIGNS:
        try:
            head = [title.strip() for title in next(csv.reader([text], delimiter=sign))]
        except csv.Error as error:
            raise DocumentError(name, f"its first line is no head of columns ({error}). Mend it.") from error
        if column in head:
            twice = next((title for title in head if title and head.count(title) > 1), None)
            if twice is not None:
                raise DocumentError(name, f"the column `{twice}` stands twice. Give the two columns two names.")
            return head, sign
    raise DocumentError(
        name, f"its first line has no column `{column}`, which the mapping gives as the name. Correct either."
    )


def _read_rows(lines: list[str], start: int, sign: str, remarks: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line it begins at, from 1; where quotes are broken, go on at the next line."""
    for _ in range(MAX_CUTS):
        rows = csv.reader((f"{line}\n" for line in lines[start:]), delimiter=sign, strict=True)
        done = 0
        try:
            for row in rows:
                yield start + done + 1, row
                done = rows.line_num
            return
        except csv.Error as error:
            remarks.append(f"line {start + done + 1}: broken quotes ({error}); the line is left out. Mend it.")
            start += done + 1
    remarks.append(f"line {start + 1}: broken in more than {MAX_CUTS} places; what follows is left out. Mend the file.")


def _add(table: Table, values: list[Value], column: str, line: int) -> None:
    named = next((value for value in values if value.field == column and value.text.strip()), None)
    if named is None:
        table.remarks.append(f"line {line}: a row without a name is left out. Fill its `{column}`.")
        return
    name = " ".join(named.text.split())
    if len(values) > MAX_CELLS:
        table.remarks.append(f"line {line}: {name}: only the first {MAX_CELLS} of its values are read.")
    rest = [value for value in values[:MAX_CELLS] if value is not named]
    table.records.append(draft_record(column, name, rest, (), line))


def _flatten(node: Mapping[str, object], prefix: str = "", depth: int = 0) -> Iterator[Value]:
    """Yield the values of an object; keys of objects within it are joined by dots."""
    for number, (key, value) in enumerate(node.items(), 1):
        name = f"{prefix}{to_scalars(key)}"
        if isinstance(value, list):
            for item in value:
                if isinstance(item, dict) and depth < _DEPTH:
                    yield from _flatten(item, f"{name}.", depth + 1)
                elif (text := _to_text(item)) is not None:
                    yield Value(name, text, number)
        elif isinstance(value, dict) and depth < _DEPTH:
            yield from _flatten(value, f"{name}.", depth + 1)
        elif (text := _to_text(value)) is not None:
            yield Value(name, text)


def _to_text(value: object) -> str | None:
    """Return a value as it is written in the file; nothing for null."""
    if value is None:
        return None
    return to_scalars(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))

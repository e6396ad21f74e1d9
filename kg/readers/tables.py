"""Tables of an HTML tree -> one draft a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from lxml import html

from kg.documents import CELL_GAP, BlockKind
from kg.readers.drafts import Draft, join_drafts

# A table beyond these is a slip or an attack.
MAX_SPAN = 20
_MAX_COLUMNS = 500

Walk = Callable[[html.HtmlElement], list[Draft]]


def is_data_table(table: html.HtmlElement) -> bool:
    """Tell whether a table holds data; one that only lays out a page holds tables, headings, or one cell."""
    if table.get("role") == "presentation" or next(table.iterdescendants("table", "h1", "h2", "h3"), None) is not None:
        return False
    rows = [sum(1 for _ in row.iterchildren("td", "th")) for row in table.iterdescendants("tr")]
    return len(rows) > 1 or max(rows, default=0) > 1


def read_table(table: html.HtmlElement, walk: Walk) -> list[Draft]:
    """Return the caption and one draft a row; cells stay in their columns where a cell spans several."""
    drafts = [
        replace(draft, kind=BlockKind.CAPTION, level=0, run=0)
        for caption in table.iterchildren("caption")
        for draft in walk(caption)
    ]
    pending: dict[int, int] = {}  # column -> rows still covered by a cell above
    for row in table.iterdescendants("tr"):
        cells = _read_cells(row, pending, walk)
        if any(cell.text for cell in cells):
            joined = join_drafts(cells, BlockKind.TABLE_ROW, CELL_GAP)
            drafts.append(replace(joined, header=_is_header(row)))
    return drafts


def _read_cells(row: html.HtmlElement, pending: dict[int, int], walk: Walk) -> list[Draft]:
    """Return a draft a column; a column covered by a cell to the left or above gets an empty one."""
    empty = Draft(BlockKind.PARAGRAPH, "")
    cells: list[Draft] = []

    def skip_covered() -> None:
        while pending.get(len(cells), 0):
            pending[len(cells)] -= 1
            cells.append(empty)

    for element in row.iterchildren("td", "th"):
        skip_covered()
        if len(cells) >= _MAX_COLUMNS:
            break
        words = join_drafts(walk(element), BlockKind.PARAGRAPH, " ")
        # Inside a row every line break would look like a new row.
        text = words.text.replace("\n", " ")
        columns, rows = _read_span(element, "colspan"), _read_span(element, "rowspan")
        for column in range(len(cells), len(cells) + columns):
            pending[column] = rows - 1
        cells.append(replace(words, text=text, cells=()))
        cells += [empty] * (columns - 1)
    skip_covered()
    return cells


def _read_span(element: html.HtmlElement, name: str) -> int:
    value = element.get(name, "1").strip()
    return min(max(int(value), 1), MAX_SPAN) if value.isascii() and value.isdigit() else 1


def _is_header(row: html.HtmlElement) -> bool:
    parent = row.getparent()
    if parent is not None and parent.tag == "thead":
        return True
    return all(cell.tag == "th" for cell in row.iterchildren("td", "th"))

"""Quoting: the lines of a record that are the evidence of what it states."""

from __future__ import annotations

from dataclasses import replace

from kg.documents import Document, Entry, Record, Span
from kg.statements import Evidence

MAX_QUOTE = 1000
CONFIDENCE = 0.95
METHOD = "record:"  # before the field that a statement was read from


def is_of_record(method: str) -> bool:
    """Tell whether a statement with this method was read from a record, and from no sentence."""
    return method.startswith(METHOD)


class RecordQuoter:
    """Quote the records of one document; `state_date`: the day that the state of the file counts from."""

    def __init__(self, document: Document, state_date: str | None) -> None:
        self._document = document
        self._state_date = state_date

    def quote(self, record: Record, entry: Entry | None = None) -> Evidence:
        """Return a record's first lines as evidence, on to the entry where it stands behind them."""
        start, end = record.span.start, self._line_end(record)
        if entry is not None and entry.span.end > end:
            whole = entry.span.end - start <= MAX_QUOTE
            start, end = (start, entry.span.end) if whole else (entry.span.start, entry.span.end)
            end = min(end, start + MAX_QUOTE)
        method = entry.field if entry is not None else "place"
        return self.quote_span(Span(start, end), method, record.path)

    def quote_span(self, span: Span, method: str, section: tuple[str, ...]) -> Evidence:
        """Return a span under some headings as evidence; `method`: the field that is read, or what stands for one."""
        return Evidence(
            document=self._document.name,
            span=span,
            quote=span.of(self._document.text),
            date=self._document.date,
            section=section,
            method=f"{METHOD}{method}",
            confidence=CONFIDENCE,
        )

    def quote_stage(self, record: Record, entry: Entry, begin: str | None) -> Evidence:
        """Return the evidence of a stage; one without a day counts from the date of the file's state."""
        evidence = self.quote(record, entry)
        return evidence if begin is not None else replace(evidence, date=self._state_date)

    def _line_end(self, record: Record) -> int:
        """Return where the lines of a record end that one citation can show."""
        start, end = record.span.start, record.span.end
        if end - start <= MAX_QUOTE:
            return end
        line = self._document.text.rfind("\n", start, start + MAX_QUOTE)
        return line if line > start else start + MAX_QUOTE

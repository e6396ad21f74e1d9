"""Datelines: where and when a text was written, told in front of its first sentence ("BERLIN, 3 May 2021 – ...")."""

from __future__ import annotations

import re

from kg.documents import Span
from kg.language.dates import find_byline_dates

WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thurs?|fri|satur|sat|sun)(?:day)?\.?,?\s+)?"
_MAX_DATELINE = 160
_MAX_LABEL_WORDS = 4
# What may stand beside such a date, parted by a sign: a place, a name, the kind of text; no words of a sentence.
_GAP = re.compile(r"\s*[|·•–—]+\s*|\s*--+\s*|\s+-\s+|,\s+")
_LABEL = re.compile(r"[^\W\d_][^\d.!?:;]*\.?|\(?[A-Z ]+\)|\d+\s*-?\s*min(?:ute)?s?(?:\s+read)?")
_BEFORE = re.compile(rf"\s*{WEEKDAY}", re.IGNORECASE)
_AFTER = re.compile(r"\s*(?:/PRNewswire/\s*)?(?:[–—]+|--+|-\s)\s*(?=\w)")


def find_dateline(text: str, start: int = 0) -> tuple[Span, str] | None:
    """Return the span of the dateline that a text has at `start`, and its date as ISO 8601; None where it has none.

    >>> find_dateline("BERLIN, Germany – 3 May 2021 – Acme announced today that ...")
    (Span(start=0, end=31), '2021-05-03')
    >>> find_dateline("Acme was founded on 3 May 2021 – a fine day.") is None
    True
    """
    opening = text[start : start + _MAX_DATELINE].partition("\n")[0]
    span, date = next(find_byline_dates(opening), (Span(0, 0), ""))
    after = _AFTER.match(opening, span.end) if date else None
    if after is None or not _BEFORE.fullmatch(drop_labels_before(opening[: span.start])):
        return None
    return Span(start, start + after.end()), date


def drop_labels_before(words: str) -> str:
    """Return what stands right before a date, without the labels further before it ("Case study · Published ")."""
    *labels, near = _GAP.split(words)
    return near if _are_labels(labels) else words


def drop_labels_after(words: str) -> str:
    """Return what stands right behind a date, without the labels further behind it (" · 5 min read")."""
    near, *labels = _GAP.split(words)
    return near if _are_labels(labels) else words


def _are_labels(parts: list[str]) -> bool:
    shown = [part.strip() for part in parts if part.strip()]
    return all(
        _LABEL.fullmatch(part) and len(part.split()) <= _MAX_LABEL_WORDS and not part[:1].islower() for part in shown
    )

"""Contrasts in tables: how two things differ, by the rows of a table that has a column for each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from api.answering.graph.facts.evidence import Citations
from api.answering.joining import join_answers
from api.answering.model import MAX_ANSWER, Answer, to_confidence
from api.answering.question.reading import Form, Reading
from api.answering.text.definitions.contrasts import Side, find_defining, find_sides
from api.answering.text.sentences.prose import write_sentences
from api.answering.text.sentences.sentences import Sentence
from api.answering.text.tables.rows import Row, Table
from api.answering.text.tables.tables import CONFIDENCE, find_tables
from indexer.search import PassageIndex
from kg.language.dates import read_date

# How many words of a column's head may name more than the thing: "Zorblat 2.0".
_MORE = 1
# A table of more things lists them, and compares none.
_MOST_COMPARED = 4


def answer_contrast(index: PassageIndex, reading: Reading, define: Callable[[str], Sentence | None]) -> Answer | None:
    """Return what two things are that a question compares, and the rows of the nearest table in which they differ.

    None without such a table. `define` returns the sentence that says what a thing of some name is.
    """
    sides = find_sides(reading) if reading.form is Form.COMPARISON else None
    for table in find_tables(index, reading) if sides is not None else ():
        one, other = (_find_column(table, side) for side in sides or ())
        few = len(table.head.cells) <= _MOST_COMPARED + 1
        if few and one is not None and other is not None and one != other and 0 not in (one, other):
            rows = _choose(list(_find_differing(table, one, other)), (one, other), reading)
            if rows:
                told = _write(index, reading, table, rows, (one, other))
                defining = find_defining(reading, sides or (), define)
                first = write_sentences(index, reading, (), defining, confidence=CONFIDENCE)
                return join_answers(first, told, reading.text) if defining else told
    return None


def _find_column(table: Table, side: Side) -> int | None:
    """Return the column that a thing heads."""
    heads = enumerate(table.head.words)
    ways = [set(way) for way in side.ways]
    return next((n for n, words in heads if any(way <= words and len(words) <= len(way) + _MORE for way in ways)), None)


def _find_differing(table: Table, one: int, other: int) -> Iterator[Row]:
    """Yield the rows in which two columns say something, and not the same."""
    for row in table.rows:
        first, second = row.cells[one], row.cells[other]
        if row.cells[0] and first and second and first != second:
            yield row


def _choose(rows: list[Row], columns: Sequence[int], reading: Reading) -> list[Row]:
    """Return the rows that a question names, all where it names none; none of them where they tell days alone."""
    asked = set(reading.tokens(reading.unnamed))
    named = [row for row in rows if row.words[0] and row.words[0] <= asked]
    return named or ([] if all(_tells_day(row, columns) for row in rows) else rows)


def _tells_day(row: Row, columns: Sequence[int]) -> bool:
    """Tell whether a row has a day in each of some columns, and nothing else."""
    return all(read_date(row.cells[n]) is not None for n in columns)


def _write(index: PassageIndex, reading: Reading, table: Table, rows: list[Row], columns: tuple[int, int]) -> Answer:
    citations = Citations(index)
    told: list[str] = []
    for row in rows:
        said = ", ".join(f"{row.cells[n].rstrip('.')} for {table.head.cells[n]}" for n in columns)
        mark = citations.cite_passage(row.passages[columns[0]], CONFIDENCE)
        text = f"{row.cells[0]}: {said} [{mark}]."
        if sum(len(one) + 1 for one in (*told, text)) <= MAX_ANSWER:
            told.append(text)
    return Answer(
        question=reading.text, status="answered", answer=" ".join(told),
        citations=citations.all(), confidence=to_confidence(CONFIDENCE),
    )  # fmt: skip

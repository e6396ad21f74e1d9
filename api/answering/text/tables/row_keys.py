"""Row keys: what a row of a table is about, where the rest of it tells in other words what a question says."""

from __future__ import annotations

from api.answering.model import Term
from api.answering.question.asked.sought import find_sought
from api.answering.question.reading import Reading
from api.answering.text.sentences.sentences import Sentence, find_row
from api.answering.text.tables.rows import read_tables
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from kg.documents import CELL_GAP


def find_row_key(index: PassageIndex, reading: Reading, sentence: Sentence) -> Term | None:
    """Return the first cell of a sentence's row where its head is the noun asked for: "which flag fails payments"."""
    sought = find_sought(reading)
    if CELL_GAP not in sentence.text or reading.asks not in {"which", "what"} or sought.plural:
        return None
    line = find_row(sentence).strip()
    for table in read_tables(index, sentence.passage):
        if not sought.heads & table.head.words[0]:
            continue
        row = next((row for row in table.rows if line.split(CELL_GAP) == list(row.cells)), None)
        told = row is not None and row.cells[0] and not row.words[0] <= set(find_tokens(reading.text))
        return Term(label=row.cells[0]) if row is not None and told else None
    return None

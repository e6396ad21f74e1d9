"""Membership: the yes to "is X a Y of Z" where X stands in a list or a table below a heading that says "Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from api.answering.graph.facts.evidence import Citations
from api.answering.model import Answer, to_confidence, to_verdict
from api.answering.question.reading import Reading
from api.answering.question.words.words import ARTICLES, BE, Stretch
from api.answering.text.lists.item_lines import find_apposed, find_head
from api.answering.text.tables.said import Said, read_question
from api.answering.verdicts.polarity import count_denials
from indexer.passages import Passage
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from kg.documents import CELL_GAP
from ontology import Field

TOP = 12
CONFIDENCE = 0.8
# What was so, and is no longer: "former maintainers" are none.
_PAST = frozenset(
    find_tokens("former past emeritus retired inactive previous ex alumni archived candidate prospective")
)
_LEAD_IN = re.compile(r"[^\n]+:\s*$")


class MembershipReader:
    """Answer whether somebody or something is one of those below a heading."""

    def __init__(self, index: PassageIndex, field: Field) -> None:
        self._index = index
        self._field = field

    def answer(self, reading: Reading) -> Answer | None:
        """Return yes with the line of the list where the heading above it says what is asked, or None."""
        subject = _find_subject(reading)
        if subject is None or count_denials(reading.text):
            return None
        words = frozenset(find_tokens(" ".join(reading.words[n].text for n in sorted(subject.indices))))
        mention = next((m for m in reading.mentions if m.indices == subject.indices), None)
        names = {words} | {frozenset(find_tokens(name)) for name in (mention.names if mention else ())}
        said = [
            one
            for one in read_question(reading, self._field).needed
            if not any(s in names or s <= words for s in one.spellings)
        ]
        if not any(one.iri is None for one in said):
            return None
        for hit in self._index.search(reading.spelled, TOP, reading.iris, reading.as_of_said):
            line = next(
                (line for line, head in _read_heads(hit.passage) if frozenset(find_tokens(head)) in names), None
            )
            if line is not None and self._is_headed(said, hit.passage, line):
                return self._write(reading, hit.passage, line)
        return None

    def _is_headed(self, said: list[Said], passage: Passage, line: str) -> bool:
        """Tell whether what stands right above a line says the words asked, and what is further up the names."""
        above = passage.text[: passage.text.index(line)]
        leads = [part for part in above.split("\n") if _LEAD_IN.match(part)][-1:]
        near = frozenset(find_tokens(" ".join((*passage.section[-1:], *leads))))
        if _PAST & near and not any(one.spellings[0] & _PAST for one in said):
            return False
        around = near | frozenset(find_tokens(" ".join((*passage.headings, passage.file_words))))
        return all(
            one.stands_in(near) if one.iri is None else one.stands_in(around) or self._tells_of(passage, one)
            for one in said
        )

    def _tells_of(self, passage: Passage, name: Said) -> bool:
        return name.iri is not None and self._index.mentions(passage.document, name.iri)

    def _write(self, reading: Reading, passage: Passage, line: str) -> Answer:
        citations = Citations(self._index)
        mark = citations.cite_passage(passage, CONFIDENCE)
        heading = f"{passage.section[-1]}: " if passage.section else ""
        told = line.replace(CELL_GAP, ", ").strip()
        return Answer(
            question=reading.text, status="answered", answer=f"Yes: {heading}{told} [{mark}]",
            items=[to_verdict(True)], citations=citations.all(), confidence=to_confidence(CONFIDENCE),
        )  # fmt: skip


def _find_subject(reading: Reading) -> Stretch | None:
    """Return the words between "is" and "a", of which it is asked whether it is one; None in other questions."""
    lowers = reading.lowers
    end = next((n for n, lower in enumerate(lowers) if n > 1 and lower in ARTICLES), None)
    return Stretch(1, end - 1) if end is not None and lowers[0] in BE else None


def _read_heads(passage: Passage) -> Iterator[tuple[str, str]]:
    """Yield the lines of the lists and tables in a passage, each with the name that begins it."""
    for line in passage.text.split("\n"):
        head = line.partition(CELL_GAP)[0] if CELL_GAP in line else find_head(line) or find_apposed(line)
        if head:
            yield line, head

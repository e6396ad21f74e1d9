"""Former: what was there before a thing that a question names: "what did X use before Y", "who led X before Z"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from api.answering.model import Answer
from api.answering.question.reader import QuestionReader
from api.answering.question.reading import Mention, Reading
from api.answering.question.words.words import ARTICLES
from indexer.search import PassageIndex
from indexer.tokens import find_tokens

_ASKING = frozenset("what which who whom".split())
# What tells of something that was so once.
_OVER = re.compile(
    r"\b(?:was|were|had|used to|until|previous(?:ly)?|former(?:ly)?|earlier|first|initial(?:ly)?|before|prior|"
    r"original(?:ly)?|then|started|began|replaced|followed|succeeded|took over|predecessor)\b",
    re.IGNORECASE,
)


class FormerAnswerer:
    """Answer with what a thing took the place of, where no sentence says it in the words of the question."""

    def __init__(self, index: PassageIndex, reader: QuestionReader, answer: Callable[[Reading], Answer | None]) -> None:
        """`answer` answers a reading by facts or sentences."""
        self._index = index
        self._reader = reader
        self._answer = answer

    def answer(self, reading: Reading) -> Answer | None:
        """Return what was replaced, or what is told to have been so before, in a document about both; else None."""
        later = _find_later(reading)
        if later is None or reading.asks not in _ASKING:
            return None
        kept = reading.words[_find_before(reading, later)]
        asked = f"{reading.text[: kept.end]}?"
        earlier = replace(self._reader.read(asked), excluded=(later,))
        replaced = self._answer(self._reader.read(f"What did {later.entity.label} replace?"))
        named = replaced is not None and (replaced.sparql or any(name in replaced.answer for name in later.names))
        if replaced is not None and named and replaced.items and self._tells_of_others(replaced, reading, later):
            return replaced.model_copy(update={"question": reading.text})
        told = self._answer(earlier)
        names_it = told is not None and any(name in told.answer for name in later.names)
        if told is None or not (told.items or names_it) or not self._tells_of(told, later):
            return None
        texts = [c.quote or c.text for c in told.citations] if told.sparql else [told.answer]
        if not all(map(_OVER.search, texts)):
            return None  # what is so, or may come, is not what was
        return told.model_copy(update={"question": reading.text})

    def _tells_of(self, answer: Answer, mention: Mention) -> bool:
        """Tell whether the documents of an answer mention what came later."""
        iris = [known.iri for known in mention.candidates]
        return any(self._index.mentions(c.document, iri) for c in answer.citations[:1] for iri in iris)

    def _tells_of_others(self, answer: Answer, reading: Reading, later: Mention) -> bool:
        """Tell whether the shown words hold the other names of a question."""
        said = set(find_tokens(" ".join((answer.answer, *(c.text for c in answer.citations)))))
        others = [m for m in reading.mentions if m is not later]
        return all(m.stands_in(said) for m in others)


def _find_before(reading: Reading, mention: Mention) -> int:
    """Return the index of the "before" right before a name, or -1."""
    places = [n for n in range(mention.first) if reading.lowers[n] not in ARTICLES]
    return places[-1] if places and reading.lowers[places[-1]] == "before" else -1


def _find_later(reading: Reading) -> Mention | None:
    """Return the name at the end of a question behind "before"."""
    last = len(reading.words) - 1
    return next((m for m in reading.mentions if m.last == last and _find_before(reading, m) >= 0), None)

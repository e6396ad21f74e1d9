"""Headed: the yes or no with which a document answers a question that stands above it as a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from api.answering.question.reading import Reading
from api.answering.text.sentences.ranking import SentenceRanker
from api.answering.text.sentences.sentences import Sentence, span_text
from api.answering.verdicts.claims import Claim
from api.answering.verdicts.polarity import count_denials
from indexer.passages import Hit, Passage
from indexer.search import PassageIndex
from indexer.tokens import find_tokens

TOP = 6
# The weighted share of the words of question and heading that the other has to hold.
ASKED, HEADED = 0.75, 0.6
SURE = 1.0
_VERDICT = re.compile(r"\W*(?P<verdict>yes|no)\b(?P<bare>\W*$)?", re.IGNORECASE)


class HeadedReader:
    """Read the answers of lists of questions and answers."""

    def __init__(self, index: PassageIndex) -> None:
        self._index = index
        self._ranker = SentenceRanker(index)

    def find(self, reading: Reading) -> Claim | None:
        """Return the yes or no below the heading that asks the same, or None where none does."""
        hits = self._index.search(reading.spelled, TOP, reading.iris, reading.as_of_said)
        for hit in hits:
            passage = hit.passage
            if self._asks_alike(reading, passage) and self._index.preceding(passage) is None:
                claim = _read(passage, hits)
                if claim is not None:
                    return claim
        return None

    def _asks_alike(self, reading: Reading, passage: Passage) -> bool:
        heading = passage.section[-1] if passage.section else ""
        if not heading.rstrip().endswith("?") or count_denials(heading) != count_denials(reading.text):
            return False
        asked, headed = find_tokens(reading.spelled), find_tokens(heading)
        around = {*headed, *find_tokens(" ".join(passage.headings))}
        named = all(mention.stands_in(around) for mention in reading.mentions)
        shared = [[token for token in one if token in other] for one, other in ((asked, headed), (headed, asked))]
        in_order = shared[0] == shared[1] or (len(reading.mentions) < 2 and "than" not in reading.text.split())
        return named and in_order and self._share(asked, headed) >= ASKED and self._share(headed, asked) >= HEADED

    def _share(self, words: Sequence[str], others: Sequence[str]) -> float:
        """Return the weighted share of some words that stand among others."""
        total = sum(self._ranker.weight(word) for word in words)
        return sum(self._ranker.weight(word) for word in words if word in others) / total if total else 0.0


def _read(passage: Passage, hits: Sequence[Hit]) -> Claim | None:
    """Return what the first sentence of a passage says, with the next one where it says no more than yes or no."""
    told = [
        Sentence(passage, span, span_text(passage, span), SURE, SURE, frozenset()) for span in passage.sentences[:2]
    ]
    found = _VERDICT.match(told[0].text) if told else None
    if found is None:
        return None
    shown = told if found["bare"] is not None else told[:1]
    return Claim(found["verdict"].lower() == "no", tuple(shown), SURE, hits)

"""Headed: how a document answers a question that stands above the answer as a heading, by yes or no or in prose."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from api.answering.model import Answer
from api.answering.question.reading import Form, Reading
from api.answering.text.sentences.prose import write_sentences
from api.answering.text.sentences.ranking import SentenceRanker
from api.answering.text.sentences.sentences import Sentence, span_text
from api.answering.verdicts.claims import Claim
from api.answering.verdicts.polarity import count_denials
from indexer.passages import Hit, Passage
from indexer.search import PassageIndex
from indexer.tokens import find_tokens

TOP = 6
# The weighted share of the words of question and heading that the other has to hold.
ASKED, HEADED = 0.7, 0.6
SURE = 1.0
MOST_TOLD = 3  # sentences
_ONE = frozenset(find_tokens("single one"))
# "A project of X", "part of X", "belongs to X": whether it is with somebody.
_BELONGING = frozenset(find_tokens("project part belong member"))
# A heading that asks without a question mark: "When not to use a mesh".
_ASKING = re.compile(
    r"(?:what|why|how|where|when|which|who)\b.*\b(?:to|not|is|are|do|does|can|should|we|you|it)\b", re.IGNORECASE
)
_TOLD = frozenset("what why how where when".split())
_VERDICT = re.compile(
    r"\W*(?:(?P<yes>yes|yep|sure|of course|certainly|definitely|absolutely|indeed)|"
    r"no|nope|not (?:yet|really|currently|at (?:the moment|present|this time))|unfortunately,? (?:no|not))"
    r"(?=\W|$)(?P<bare>\W*$)?",
    re.IGNORECASE,
)


class HeadedReader:
    """Read the answers of lists of questions and answers."""

    def __init__(self, index: PassageIndex) -> None:
        self._index = index
        self._ranker = SentenceRanker(index)

    def find(self, reading: Reading) -> Claim | None:
        """Return the yes or no below the heading that asks the same, or None where none does."""
        claims = (_read(passage, hits) for passage, hits in self._find_below(reading))
        return next((claim for claim in claims if claim is not None), None)

    def tell(self, reading: Reading) -> Answer | None:
        """Return the first sentences below the heading that asks the same, or None where none does."""
        if reading.form not in {Form.OPEN, Form.PASSAGE} or reading.asks not in _TOLD:
            return None
        for passage, hits in self._find_below(reading):
            told = _to_sentences(passage, MOST_TOLD)
            if told and not told[-1].text.rstrip().endswith(":"):
                return write_sentences(self._index, reading, hits, told, confidence=HEADED)
        return None

    def _find_below(self, reading: Reading) -> Iterator[tuple[Passage, Sequence[Hit]]]:
        """Yield the passages right below headings that ask what a question does."""
        hits = self._index.search(reading.spelled, TOP, reading.iris, reading.as_of_said)
        for hit in hits:
            if self._asks_alike(reading, hit.passage) and self._index.preceding(hit.passage) is None:
                yield hit.passage, hits

    def _asks_alike(self, reading: Reading, passage: Passage) -> bool:
        heading = passage.section[-1] if passage.section else ""
        asks = heading.rstrip().endswith("?") or _ASKING.match(heading)
        if not asks or count_denials(heading) != count_denials(reading.text):
            return False
        asked, headed = _find_words(reading.spelled), _find_words(heading)
        if not _BELONGING.isdisjoint(asked) and not _BELONGING.isdisjoint(headed):
            asked, headed = ([token for token in one if token not in _BELONGING] for one in (asked, headed))
        around = {*headed, *find_tokens(" ".join((*passage.headings, passage.file_words)))}
        named = all(mention.stands_in(around) for mention in reading.mentions)
        shared = [[token for token in one if token in other] for one, other in ((asked, headed), (headed, asked))]
        in_order = shared[0] == shared[1] or (len(reading.mentions) < 2 and "than" not in reading.text.split())
        return named and in_order and self._share(asked, around) >= ASKED and self._share(headed, asked) >= HEADED

    def _share(self, words: Sequence[str], others: Collection[str]) -> float:
        """Return the weighted share of some words that stand among others."""
        total = sum(self._ranker.weight(word) for word in words)
        return sum(self._ranker.weight(word) for word in words if word in others) / total if total else 0.0


def _find_words(text: str) -> list[str]:
    """Return the words of a question as the index compares them; "a single one" is one."""
    return ["one" if token in _ONE else token for token in find_tokens(text)]


def _to_sentences(passage: Passage, most: int) -> list[Sentence]:
    """Return the first sentences of a passage."""
    return [
        Sentence(passage, span, span_text(passage, span), SURE, SURE, frozenset()) for span in passage.sentences[:most]
    ]


def _read(passage: Passage, hits: Sequence[Hit]) -> Claim | None:
    """Return what the first sentence of a passage says, with the next one where it says no more than yes or no."""
    told = _to_sentences(passage, 2)
    found = _VERDICT.match(told[0].text) if told else None
    if found is None:
        return None
    shown = told if found["bare"] is not None else told[:1]
    return Claim(found["yes"] is None, tuple(shown), SURE, hits)

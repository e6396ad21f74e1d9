"""Labels: what opens the item of a list that tells what a question says: "which kind suits X", "Kind: ... suits X"."""

from __future__ import annotations

import re

from api.answering.question.asked.counted import SORTS
from api.answering.question.asked.sought import find_sought
from api.answering.question.reading import Reading
from api.answering.text.sentences.sentences import Sentence
from indexer.tokens import find_tokens

_LABEL = re.compile(r"\W*(?P<label>[A-Za-z][^:.;|()\n]{2,45}?)(?::\s|\s[-–—]\s)")
_SORTS = SORTS | frozenset(find_tokens("category class"))
_MOST_WORDS = 5


def find_label(reading: Reading, sentence: Sentence) -> str | None:
    """Return the label of the item that a sentence stands in, where a question asks which kind, or by a noun in it.

    None where the question says the label itself.
    """
    sought = find_sought(reading)
    if reading.asks not in {"which", "what"} or sought.plural or not sought.nouns:
        return None
    start = sentence.span.start - sentence.passage.span.start
    line = sentence.passage.text[: start + len(sentence.text)].rsplit("\n", 1)[-1]
    found = _LABEL.match(line)
    if found is None or len(found["label"].split()) > _MOST_WORDS:
        return None
    words = frozenset(find_tokens(found["label"]))
    asked = words & sought.heads or _SORTS & sought.nouns
    return found["label"].strip() if asked and not words <= frozenset(find_tokens(reading.text)) else None

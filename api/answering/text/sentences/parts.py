"""Parts: a sentence cut at its semicolons, each part a statement of its own, down to the one about what is asked."""

from __future__ import annotations

from dataclasses import replace

from api.answering.question.asked.held import read_tokens
from api.answering.question.reading import Reading
from api.answering.text.sentences.sentences import Sentence
from indexer.tokens import find_tokens
from kg.documents import Span


def to_part(sentence: Sentence, reading: Reading) -> Sentence:
    """Return the one part of a sentence that names the most of what a question names; else the whole.

    "Among them are Zorb from Acme; Quux, begun at Dorn; and Fenwick": who began Fenwick is not told. What opens a
    list ("among them are") belongs to its first part.
    """
    if ";" not in sentence.text:
        return sentence
    parts = [part for part in sentence.text.split(";") if part.strip()]
    proper = [mention for mention in reading.mentions if not mention.is_common]
    ways = [[set(find_tokens(name)) for name in mention.names] for mention in proper]
    named = [sum(any(name <= read_tokens(part)[1] for name in names) for names in ways) for part in parts]
    if len(parts) < 2 or not max(named) or named.count(max(named)) > 1 or named[0] == max(named):
        return sentence
    part = parts[named.index(max(named))]
    start = sentence.text.index(part)
    start += len(part) - len(part.lstrip())
    text = part.strip()
    begin = sentence.span.start + start
    return replace(sentence, text=text, span=Span(begin, begin + len(text)))

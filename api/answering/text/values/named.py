"""Named: the entities that a sentence names, with the words by which it does."""

from __future__ import annotations

from api.answering.question.entities import EntityIndex, Known
from api.answering.question.words.words import read_words
from api.answering.text.sentences.sentences import Sentence

_LONGEST = 6  # words of a name


def find_named(entities: EntityIndex, sentence: Sentence) -> list[tuple[Known, str]]:
    """Return the entities of a sentence in the order of their names, each with the words that name it."""
    words = read_words(sentence.text)
    mentioned = set(sentence.passage.entities)
    found: dict[str, tuple[Known, str]] = {}
    position = 0
    while position < len(words):
        for length in range(min(_LONGEST, len(words) - position), 0, -1):
            surface = sentence.text[words[position].start : words[position + length - 1].end]
            known = next((k for k in entities.find(surface) if k.iri in mentioned), None)
            if known is not None:
                found.setdefault(known.iri, (known, surface))
                position += length - 1
                break
        position += 1
    return list(found.values())

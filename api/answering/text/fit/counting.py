"""Counting: whether a sentence counts all there is of what a question asks for, and not a part or something else."""

from __future__ import annotations

import re

from api.answering.question.asked.counted import counts_other, find_counted
from api.answering.question.entities import EntityIndex
from api.answering.question.reading import Form, Reading
from api.answering.question.words.words import read_words
from api.answering.text.sentences.sentences import Sentence
from api.answering.text.values.named import find_named
from indexer.tokens import find_tokens
from kg.language.dates import MONTH_NAMES
from ontology import Field
from ontology.roles import Role

# What a sentence counts stands before these: behind them are the things themselves.
_LISTED = re.compile(r":(?:\s|$)")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_THIS = re.compile(r"\b(?:[Tt]his|[Tt]hese|[Ii]ts)\s+(?P<noun>[a-z][\w-]*)")
_THE = re.compile(r"\b(?:[Tt]he|[Ee]ach|[Ee]very)\s+(?P<noun>[a-z][\w-]*)")


class CountReader:
    """Tell what the numbers of sentences are of."""

    def __init__(self, entities: EntityIndex, field: Field) -> None:
        self._entities = entities
        self._ontology = field.ontology
        self._class_of = field.lexicon.class_of

    def may_count(self, reading: Reading, sentence: Sentence) -> bool:
        """Tell whether a sentence may count what a question does, as far as the question does count.

        What there is of one thing is not all there is: "the guild has five mills", "there are three mills in Quay".
        """
        if reading.form is not Form.COUNT:
            return True
        if sentence.leads_in and counts_other(reading, sentence.text):
            return False  # "Four parts belong to the mill:" lists no mills
        return not (self._is_of_all(reading) and self._is_of_part(reading, sentence))

    def _is_of_all(self, reading: Reading) -> bool:
        """Tell whether a question says no more of what is to be counted than its home and level."""
        beside = {n for m in reading.playing(self._ontology, Role.LEVEL, Role.HOST) for n in m.indices}
        counted = {word.start for word in find_counted(reading)}
        return all(n in beside or reading.words[n].start in counted for n in reading.content)

    def _is_of_part(self, reading: Reading, sentence: Sentence) -> bool:
        """Tell whether a sentence counts what there is of one thing: by name, as "it", or the one its page is about."""
        counting = _LISTED.split(_BRACKETS.sub("", sentence.text), maxsplit=1)[0]
        if self._names_other(reading, sentence, counting) or not set(sentence.referents.values()) <= set(reading.iris):
            return True
        title, asked = sentence.passage.title, set(find_tokens(reading.text))
        if not asked.isdisjoint(find_tokens(title)):
            return False  # the thing that "the category" stands for is asked about
        here = [found["noun"] for found in _THIS.finditer(counting)]
        here += [found["noun"] for found in _THE.finditer(counting) if found["noun"] in self._class_of]
        if any(asked.isdisjoint(find_tokens(noun)) for noun in here):
            return True
        sorted_things = self._ontology.plays(reading.answer_class or "", Role.WORK, Role.HEADING)
        return sorted_things and any(self._ontology.plays(k.type, Role.HEADING) for k in self._entities.find(title)[:1])

    def _names_other(self, reading: Reading, sentence: Sentence, counting: str) -> bool:
        """Tell whether what counts names anything but what is counted, its home and its level."""
        asked = {*reading.lowers, *map(str.lower, MONTH_NAMES)}
        for known, surface in find_named(self._entities, sentence):
            own = known.iri in reading.iris or self._ontology.plays(known.type, Role.LEVEL, Role.HOST)
            if own or self._ontology.is_a(known.type, reading.answer_class or ""):
                asked.update(word.lower for word in read_words(surface))
            elif surface != surface.lower() and surface in counting:
                return True
        return any(word.text[:1].isupper() and word.lower not in asked for word in read_words(counting)[1:])

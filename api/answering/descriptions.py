"""Descriptions: "the tool that replaced X" in a question stands for what the documents say it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from api.answering.graph.facts.facts import FactAnswerer
from api.answering.joining import join_answers, keep_cited
from api.answering.model import Answer
from api.answering.question.reader import QuestionReader
from api.answering.question.reading import Reading
from api.answering.question.words.words import ARTICLES, BE, DO, PREPOSITIONS
from ontology import Field

_RELATIVE = frozenset(["that", "which", "who"])
_LONGEST_NOUN = 3  # words
_AFTER_NAME = 3  # words between a name and the verb behind it ("that Acme originally developed")
_ADVERBS = frozenset("originally first initially once".split())
_TWO_SENTENCES = re.compile(r"(?P<first>[^.?!]+)\.\s+(?P<question>[^.]+)")
_POINTER = re.compile(r"\b(?:that|this|the same|the said) (?P<noun>[a-z]+)\b", re.IGNORECASE)
# So deep are descriptions read in which something is described ("the tool that replaced the tool that ...").
MOST_NESTED = 2
# So many things that a question may describe are looked at, each as a thing of its kind and as anything.
MOST_DESCRIBED = 6
# How sure what one sentence says to be described has to be.
SURE = 0.6


@dataclass(frozen=True, slots=True)
class Description:
    """What a question describes: `asked` asks for it by itself; the rest of the question stands around it.

    `is_clause`: a relative clause describes it ("that was made by X"), which is no verb of the question itself.
    """

    before: str
    behind: str
    asked: str
    is_clause: bool = True


class DescriptionAnswerer:
    """Answer a question about a thing that it describes, by what is described and then by what is asked of it."""

    def __init__(
        self, reader: QuestionReader, facts: FactAnswerer, answer: Callable[[Reading, int], Answer | None], field: Field
    ) -> None:
        """`answer` answers a reading that stands in so many others in place of what they describe."""
        self._reader = reader
        self._facts = facts
        self._answer = answer
        self._field = field
        self._verbs = field.lexicon.verb_forms

    def answer(self, reading: Reading, depth: int = 0) -> Answer | None:
        """Return the answer with the facts of both, None where nothing or several things are described.

        `depth`: how many descriptions have been put into words before.
        """
        if depth >= MOST_NESTED:
            return None
        for described in islice(chain(_find_whose(reading), self._find(reading)), MOST_DESCRIBED):
            asked = self._reader.read(described.asked, reading.as_of_said)
            found = self._facts.best(asked)
            if found is None or len(found.items) != 1 or found.items[0].iri is None:
                continue
            rest = self._put(found.items[0].label, described, reading)
            if not self._asks_more(rest):
                return None
            answer = self._answer(rest, depth + 1)
            if answer is None or not answer.items or not (answer.facts or described.is_clause):
                continue
            return _describe(self._facts.tell(asked, found), answer, reading.text)
        return self._answer_told(reading, self._find_announced(reading))

    def answer_told(self, reading: Reading) -> Answer | None:
        """Return the answer about what sentences alone say is described, where no other way leads to one."""
        parted, owned = self._find_parted(reading), self._find_owned(reading)
        return self._answer_told(reading, (*parted, *self._find(reading, to_end=True), *owned))

    def _answer_told(self, reading: Reading, described: Iterable[Description]) -> Answer | None:
        for one in islice(described, MOST_DESCRIBED):
            if one.asked.startswith("What "):
                continue  # sentences are found by the noun
            first = self._answer(self._reader.read(one.asked, reading.as_of_said), 1)
            if first is None or len(first.items) != 1 or (first.confidence or 0.0) < SURE:
                continue
            answer = self._answer(self._put(first.items[0].label, one, reading), 1)
            if answer is not None and answer.items:
                return _describe(first, answer, reading.text)
        return None

    def _put(self, label: str, described: Description, reading: Reading) -> Reading:
        """Read a question with a name in the place of what describes it."""
        return self._reader.read(described.before + label + described.behind, reading.as_of_said)

    def _asks_more(self, reading: Reading) -> bool:
        """Tell whether a question asks more of a thing than what it is."""
        rest = [lower for n, lower in enumerate(reading.lowers) if n not in reading.named]
        return bool(set(rest) - BE - DO - ARTICLES - {"what", "which", "who", "of"})

    def _find(self, reading: Reading, to_end: bool = False) -> Iterator[Description]:
        """Yield what a question may describe, first as a thing of its kind, then as anything.

        `to_end`: what describes it may reach to the end of the question.
        """
        words, lowers = reading.words, reading.lowers
        for start, lower in enumerate(lowers):
            if lower != "the" or start == 0 or start in reading.aside:
                continue
            for verb in range(start + 2, min(len(words), start + 2 + _LONGEST_NOUN)):
                relative = lowers[verb] in _RELATIVE
                if not relative and lowers[verb] not in self._verbs | _ADVERBS:
                    continue
                ends = [len(words) - 1] if to_end else []
                for end in dict.fromkeys((*ends, self._find_end(reading, verb, relative))):
                    if end is not None and not (end == len(words) - 1 and start < 2):
                        yield from self._describe(reading, start, verb + relative, end, relative)
                break

    def _describe(self, reading: Reading, start: int, clause: int, end: int, relative: bool) -> Iterator[Description]:
        """Yield what the noun behind the word `start` and the clause from word `clause` to `end` describe.

        `relative`: "that" stands before the clause.
        """
        words, text = reading.words, reading.text
        if clause > end:
            return  # "the tool that" and no more
        noun = text[words[start + 1].start : words[clause - relative - 1].end]
        said = text[words[clause].start : words[end].end]
        told = self._ask_clause(said) if relative else f" was {said}"
        for kind in (f"Which {noun}", "What"):
            yield Description(text[: words[start].start], text[words[end].end :], f"{kind}{told}?", relative)

    def _find_parted(self, reading: Reading) -> Iterator[Description]:
        """Yield what a clause at the end describes, parted from its noun by the verb: "the tool written that ..."."""
        words, lowers = reading.words, reading.lowers
        for start, lower in enumerate(lowers):
            relative = next((n for n in range(start + 3, len(words) - 1) if lowers[n] in _RELATIVE), None)
            verb = next((n for n in range(start + 2, relative or 0) if lowers[n] in self._verbs), None)
            if lower != "the" or start == 0 or relative is None or verb is None or verb - start > _LONGEST_NOUN + 1:
                continue
            before = relative - 1 if lowers[relative - 1] in PREPOSITIONS and relative - 1 > verb else relative
            noun = reading.text[words[start + 1].start : words[verb - 1].end]
            kept = reading.text[words[verb - 1].end : words[before - 1].end]
            asked = f"{reading.text[words[before].start : words[relative].start]}which {noun}"
            clause = self._ask_clause(reading.text[words[relative + 1].start : words[-1].end])
            yield Description(reading.text[: words[start].start], f"{kept}?", f"{asked}{clause}?")

    def _find_owned(self, reading: Reading) -> Iterator[Description]:
        """Yield what a name owns, where a noun says what kind of work it is: "Acme's mill"."""
        words, lowers = reading.words, reading.lowers
        for mention in reading.mentions:
            start = mention.last + 1
            if not words[mention.last].possessive:
                continue
            for end in range(start, min(len(words) - 1, start + _LONGEST_NOUN)):
                goes_on = end + 1 in reading.content and end + 1 not in reading.verb_places
                if goes_on or not self._field.is_noun_of_works(lowers[end]):
                    continue
                noun = reading.text[words[start].start : words[end].end]
                before, behind = reading.text[: words[mention.first].start], reading.text[words[end].end :]
                for asked in (
                    f"Which {noun} did {mention.surface} create?",
                    f"Which {noun} does {mention.surface} have?",
                ):
                    yield Description(before, behind, asked)

    def _find_announced(self, reading: Reading) -> Iterator[Description]:
        """Yield what the sentence before a question announces: "X extends a practice. Who began that practice?"."""
        said = _TWO_SENTENCES.fullmatch(reading.text.strip())
        pointer = _POINTER.search(said["question"]) if said else None
        if said is None or pointer is None:
            return
        first, question, noun = said["first"], said["question"], pointer["noun"]
        announced = re.search(rf"\b(?:an?|some|one) {noun}\b", first, re.IGNORECASE)
        if announced is not None:
            asked = f"{first[: announced.start()]}which {noun}{first[announced.end() :]}?"
            yield Description(question[: pointer.start()], question[pointer.end() :], asked)

    def _ask_clause(self, clause: str) -> str:
        """Return a relative clause as it stands behind what is asked; one with a subject of its own with "did"."""
        has_subject = clause.split()[0].lower() not in self._verbs | BE | DO | _ADVERBS
        return f" did {clause}" if has_subject else f" {clause}"

    def _find_end(self, reading: Reading, verb: int, relative: bool) -> int | None:
        """Return the last word of a description: the first name in it, or the verb behind that where none is before."""
        name = next((m for m in reading.mentions if m.first > verb - (not relative)), None)
        if name is None:
            return None
        lowers = reading.lowers
        if not relative or set(lowers[verb + 1 : name.first]) & (self._verbs | BE):
            return name.last
        behind = range(name.last + 1, min(len(lowers), name.last + 1 + _AFTER_NAME))
        return next((n for n in behind if lowers[n] in self._verbs), None)


def _find_whose(reading: Reading) -> Iterator[Description]:
    """Yield what is described by who or what something of it is: "the company whose founder is Ada"."""
    words, lowers = reading.words, reading.lowers
    for whose in (n for n, lower in enumerate(lowers) if lower == "whose" and n > 1):
        start = next(
            (n for n in range(whose - 2, max(-1, whose - 2 - _LONGEST_NOUN), -1) if lowers[n] in ARTICLES), None
        )
        is_ = next((n for n in range(whose + 2, min(len(words), whose + 2 + _LONGEST_NOUN)) if lowers[n] in BE), None)
        name = next((m for m in reading.mentions if is_ is not None and m.first == is_ + 1), None)
        if start is None or is_ is None or name is None:
            continue
        noun = reading.text[words[start + 1].start : words[whose - 1].end]
        role = reading.text[words[whose + 1].start : words[is_ - 1].end]
        asked = f"{name.surface} {lowers[is_]} the {role} of which {noun}?"
        yield Description(reading.text[: words[start].start], reading.text[words[name.last].end :], asked)


def _describe(described: Answer, asked: Answer, question: str) -> Answer:
    """Return what is asked of a thing, behind the first sentence that tells which thing is described."""
    joined = join_answers(keep_cited(described, 1), asked, question)
    return joined.model_copy(update={"items": asked.items, "sparql": asked.sparql})

"""Described: what a question describes and does not name: "the tool that replaced X", "the same language as X"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from api.answering.question.reading import Reading
from api.answering.question.words.words import ARTICLES, BE, DO, PREPOSITIONS
from ontology import Field

_RELATIVE = frozenset(["that", "which", "who"])
_LONGEST_NOUN = 3  # words
_AFTER_NAME = 3  # words between a name and the verb behind it ("that Acme originally developed")
_ADVERBS = frozenset("originally first initially once".split())
_PARTICIPLE = re.compile(r"(?:ed|ing|en|t|n|ade|ut)$")
_INCLUDING = frozenset("include includes included".split())
_TWO_SENTENCES = re.compile(r"(?P<first>[^.?!]+)\.\s+(?P<question>[^.]+)")
_POINTER = re.compile(r"\b(?:that|this|the same|the said) (?P<noun>[a-z]+)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Description:
    """What a question describes: `asked` asks for it by itself; the rest of the question stands around it.

    `is_clause`: a relative clause describes it ("that was made by X"), which is no verb of the question itself.
    """

    before: str
    behind: str
    asked: str
    is_clause: bool = True


class DescriptionFinder:
    """Find what questions describe."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self._verbs = field.lexicon.verb_forms

    def find(self, reading: Reading, to_end: bool = False) -> Iterator[Description]:
        """Yield what a question may describe, first as a thing of its kind, then as anything.

        `to_end`: what describes it may reach to the end of the question.
        """
        words, lowers = reading.words, reading.lowers
        for start, lower in enumerate(lowers):
            if lower != "the" or start == 0 or start in reading.aside:
                continue
            for verb in range(start + 2, min(len(words), start + 2 + _LONGEST_NOUN)):
                relative = lowers[verb] in _RELATIVE
                if not relative and not self._begins_clause(lowers[verb]):
                    continue
                if any((m.first, m.last) == (start + 1, verb - 1) and not m.is_small for m in reading.mentions):
                    break  # "when was the Acme Guild founded" describes nothing
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

    def find_parted(self, reading: Reading) -> Iterator[Description]:
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

    def find_owned(self, reading: Reading) -> Iterator[Description]:
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

    def find_announced(self, reading: Reading) -> Iterator[Description]:
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

    def _begins_clause(self, word: str) -> bool:
        """Tell whether a word may begin a clause behind a noun: "made by X", "originally made by X"."""
        return word in _ADVERBS or (word in self._verbs and _PARTICIPLE.search(word) is not None)

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

    def find_whose(self, reading: Reading) -> Iterator[Description]:
        """Yield what is described by a part: "the company whose founder is Ada", "the mill whose flour X eats"."""
        lowers = reading.lowers
        for whose in (n for n, lower in enumerate(lowers) if lower == "whose" and n > 1):
            before = range(whose - 2, max(-1, whose - 2 - _LONGEST_NOUN), -1)
            start = next((n for n in before if lowers[n] in ARTICLES), None)
            if start is not None:
                yield from self._ask_of_part(reading, start, whose)

    def _ask_of_part(self, reading: Reading, start: int, whose: int) -> Iterator[Description]:
        """Yield what the noun behind the article `start` and the clause behind "whose" describe."""
        words, lowers, text = reading.words, reading.lowers, reading.text
        noun = text[words[start + 1].start : words[whose - 1].end]
        for end in range(whose + 2, min(len(words) - 1, whose + 2 + _LONGEST_NOUN)):
            part = text[words[whose + 1].start : words[end - 1].end]
            name = next((m for m in reading.mentions if m.first in {end, end + 1}), None)
            if name is None or not (name.first == end or lowers[end] in BE | _INCLUDING):
                continue
            if name.first == end + 1:
                one_of = "the" if lowers[end] in BE else "one of the"
                is_ = lowers[end] if lowers[end] in BE else "is"
                asked, last = f"{name.surface} {is_} {one_of} {part} of which {noun}?", name.last
                yield Description(text[: words[start].start], text[words[last].end :], asked)
            elif name.last + 1 < len(words):
                verb = words[name.last + 1]
                for last in dict.fromkeys((len(words) - 1, name.last + 1)):
                    said = text[verb.end : words[last].end]
                    asked = f"{name.surface} {verb.text} the {part} of which {noun}{said}?"
                    yield Description(text[: words[start].start], text[words[last].end :], asked)
            return

    def find_same(self, reading: Reading) -> Iterator[Description]:
        """Yield what two things are said to have in common: "a mill that is written in the same language as X"."""
        words, lowers, text = reading.words, reading.lowers, reading.text
        for same in (n for n in range(2, len(lowers) - 2) if lowers[n - 1 : n + 1] == ("the", "same")):
            as_ = next((n for n in range(same + 2, same + 2 + _LONGEST_NOUN) if lowers[n : n + 1] == ("as",)), None)
            name = next((m for m in reading.mentions if as_ is not None and m.first == as_ + 1), None)
            before = lowers[same - 2] if lowers[same - 2] in PREPOSITIONS else ""
            verb = same - 2 - bool(before)
            if as_ is None or name is None or verb < 0 or lowers[verb] not in self._verbs:
                continue
            is_ = "is " if _PARTICIPLE.search(lowers[verb]) else ""
            noun = text[words[same + 1].start : words[as_ - 1].end]
            asked = f"{name.surface} {is_}{lowers[verb]} {before} which {noun}?".replace("  ", " ")
            yield Description(text[: words[same - 1].start], text[words[name.last].end :], asked)

"""Descriptions: "the tool that replaced X" in a question stands for what the graph says it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from api.answering.facts import FactAnswerer
from api.answering.model import MAX_ANSWER, MAX_CITATIONS, Answer, Citation, Fact
from api.answering.reader import QuestionReader
from api.answering.reading import Reading
from api.answering.words import ARTICLES, BE, DO
from ontology import Field

_RELATIVE = frozenset(["that", "which", "who"])
_LONGEST_NOUN = 3  # words
_AFTER_NAME = 3  # words between a name and the verb behind it ("that Acme originally developed")
_ADVERBS = frozenset("originally first initially once".split())
_MARK = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Description:
    """Words of a question, from `start` to `end`, that describe a thing; `asked`: what they would ask by themselves.

    `is_clause`: a relative clause describes it ("that was made by X"), which is no verb of the question itself.
    """

    start: int
    end: int
    asked: str
    is_clause: bool


class DescriptionAnswerer:
    """Answer a question about a thing that it describes, by what is described and then by what is asked of it."""

    def __init__(
        self, reader: QuestionReader, facts: FactAnswerer, answer: Callable[[Reading], Answer | None], field: Field
    ) -> None:
        """`answer` answers a reading that describes nothing."""
        self._reader = reader
        self._facts = facts
        self._answer = answer
        self._verbs = field.lexicon.verb_forms

    def answer(self, reading: Reading) -> Answer | None:
        """Return the answer with the facts of both, None where nothing or several things are described."""
        for described in self._find(reading):
            asked = self._reader.read(described.asked)
            found = self._facts.best(asked)
            if found is None or len(found.items) != 1 or found.items[0].iri is None:
                continue
            text = reading.text[: described.start] + found.items[0].label + reading.text[described.end :]
            rest = self._reader.read(text, reading.as_of)
            if not self._asks_more(rest):
                return None
            answer = self._answer(rest)
            if answer is None or not answer.items or not (answer.facts or described.is_clause):
                continue
            return _join(self._facts.tell(asked, found), answer, reading.text)
        return None

    def _asks_more(self, reading: Reading) -> bool:
        """Tell whether a question asks more of a thing than what it is."""
        rest = [w.lower for n, w in enumerate(reading.words) if n not in reading.named]
        return bool(set(rest) - BE - DO - ARTICLES - {"what", "which", "who", "of"})

    def _find(self, reading: Reading) -> Iterator[Description]:
        """Yield what a question may describe, first as a thing of its kind, then as anything."""
        words, lowers = reading.words, [word.lower for word in reading.words]
        for start, lower in enumerate(lowers):
            if lower != "the" or start == 0:
                continue
            for verb in range(start + 2, min(len(words), start + 2 + _LONGEST_NOUN)):
                relative = lowers[verb] in _RELATIVE
                if not relative and lowers[verb] not in self._verbs | _ADVERBS:
                    continue
                end = self._find_end(reading, verb, relative)
                if end is None or (end == len(words) - 1 and start < 2):
                    continue
                noun = reading.text[words[start + 1].start : words[verb - 1].end]
                clause = reading.text[words[verb + relative].start : words[end].end]
                for kind in (f"Which {noun}", "What"):
                    joint = " " if relative else " was "
                    yield Description(
                        words[start].start, words[end].end, f"{kind}{self._join(joint, clause)}?", relative
                    )
                break

    def _join(self, joint: str, clause: str) -> str:
        """Return a clause behind what is asked; one with a subject of its own is asked with "did"."""
        first = clause.split()[0]
        subject = joint == " " and first.lower() not in self._verbs | BE | DO | _ADVERBS
        return f" did {clause}" if subject else f"{joint}{clause}"

    def _find_end(self, reading: Reading, verb: int, relative: bool) -> int | None:
        """Return the last word of a description: the first name in it, or the verb behind that where none is before."""
        name = next((m for m in reading.mentions if m.first > verb - (not relative)), None)
        if name is None:
            return None
        lowers = [word.lower for word in reading.words]
        if not relative or set(lowers[verb + 1 : name.first]) & (self._verbs | BE):
            return name.last
        behind = range(name.last + 1, min(len(lowers), name.last + 1 + _AFTER_NAME))
        return next((n for n in behind if lowers[n] in self._verbs), None)


def _join(first: Answer, second: Answer, question: str) -> Answer:
    """Return two answers as one: what was described, then what was asked; marks and ids counted on."""
    kept = first.citations[:1]
    shift = len(kept)
    ids = {citation.id: citation.id + shift for citation in second.citations if citation.id + shift <= MAX_CITATIONS}
    citations: list[Citation] = [
        *kept, *(c.model_copy(update={"id": ids[c.id]}) for c in second.citations if c.id in ids),
    ]  # fmt: skip
    facts: list[Fact] = [f.model_copy(update={"citations": [1]}) for f in first.facts if 1 in f.citations]
    for fact in second.facts:
        marks = [ids[mark] for mark in fact.citations if mark in ids]
        facts += [fact.model_copy(update={"citations": marks})] if marks else []
    said = _MARK.sub(lambda match: f"[{ids[int(match[1])]}]" if int(match[1]) in ids else "", second.answer)
    told = _MARK.sub(lambda match: match[0] if match[1] == "1" else "", first.answer)
    return second.model_copy(
        update={
            "question": question,
            "answer": f"{told} {said}"[:MAX_ANSWER],
            "citations": citations,
            "facts": facts,
            "confidence": min(first.confidence or 1.0, second.confidence or 1.0),
        }
    )

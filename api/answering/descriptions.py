"""Descriptions: "the tool that replaced X" in a question stands for what the documents say it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain, islice

from api.answering.described import Description, DescriptionFinder
from api.answering.graph.facts.facts import FactAnswerer
from api.answering.joining import join_answers, keep_cited
from api.answering.model import Answer
from api.answering.question.reader import QuestionReader
from api.answering.question.reading import Reading
from api.answering.question.words.words import ARTICLES, BE, DO
from ontology import Field

# So deep are descriptions read in which something is described ("the tool that replaced the tool that ...").
MOST_NESTED = 2
# So many things that a question may describe are looked at, each as a thing of its kind and as anything.
MOST_DESCRIBED = 6
# How sure what one sentence says to be described has to be.
SURE = 0.6


class DescriptionAnswerer:
    """Answer a question about a thing that it describes, by what is described and then by what is asked of it."""

    def __init__(
        self, reader: QuestionReader, facts: FactAnswerer, answer: Callable[[Reading, int], Answer | None], field: Field
    ) -> None:
        """`answer` answers a reading that stands in so many others in place of what they describe."""
        self._reader = reader
        self._facts = facts
        self._answer = answer
        self._finder = DescriptionFinder(field)

    def answer(self, reading: Reading, depth: int = 0) -> Answer | None:
        """Return the answer with the facts of both, None where nothing or several things are described.

        `depth`: how many descriptions have been put into words before.
        """
        if depth >= MOST_NESTED:
            return None
        finder = self._finder
        for described in islice(
            chain(finder.find_whose(reading), finder.find_same(reading), finder.find(reading)), MOST_DESCRIBED
        ):
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
            if [item.iri for item in answer.items] == [found.items[0].iri]:
                continue
            return _describe(self._facts.tell(asked, found), answer, reading.text)
        return self._answer_told(reading, finder.find_announced(reading))

    def answer_told(self, reading: Reading) -> Answer | None:
        """Return the answer about what sentences alone say is described, where no other way leads to one."""
        finder = self._finder
        of_part = chain(finder.find_parted(reading), finder.find_whose(reading), finder.find_same(reading))
        return self._answer_told(reading, chain(of_part, finder.find(reading, to_end=True), finder.find_owned(reading)))

    def _answer_told(self, reading: Reading, described: Iterable[Description]) -> Answer | None:
        for one in islice(described, MOST_DESCRIBED):
            if one.asked.startswith("What "):
                continue  # sentences are found by the noun
            first = self._answer(self._reader.read(one.asked, reading.as_of_said), 1)
            if first is None or len(first.items) != 1 or (first.confidence or 0.0) < SURE:
                continue
            rest = self._put(first.items[0].label, one, reading)
            answer = self._answer(rest, 1)
            if answer is not None and not answer.facts and _lacks_verb(rest):
                continue
            if answer is not None and answer.items and answer.items != first.items:
                return _describe(first, answer, reading.text)
        return None

    def _put(self, label: str, described: Description, reading: Reading) -> Reading:
        """Read a question with a name in the place of what describes it."""
        return self._reader.read(described.before + label + described.behind, reading.as_of_said)

    def _asks_more(self, reading: Reading) -> bool:
        """Tell whether a question asks more of a thing than what it is."""
        rest = [lower for n, lower in enumerate(reading.lowers) if n not in reading.named]
        return bool(set(rest) - BE - DO - ARTICLES - {"what", "which", "who", "of"})


def _lacks_verb(reading: Reading) -> bool:
    """Tell whether the verb was taken for a part of the description: "which languages does X"."""
    rest = [lower for n, lower in enumerate(reading.lowers) if n not in reading.named]
    return bool(rest) and rest[-1] in DO


def _describe(described: Answer, asked: Answer, question: str) -> Answer:
    """Return what is asked of a thing, behind the first sentence for each fact that tells which thing it is."""
    first = {fact.citations[0] for fact in described.facts if fact.citations}
    joined = join_answers(keep_cited(described, first or {1}), asked, question)
    return joined.model_copy(update={"items": asked.items, "sparql": asked.sparql})

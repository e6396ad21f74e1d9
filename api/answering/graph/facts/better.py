"""Better: the sentence that answers in the place of facts that are guessed at, doubted, or wider than the question."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from api.answering.graph.facts.results import Result
from api.answering.model import Answer
from api.answering.question.asked.nouns import find_owned_nouns
from api.answering.question.asked.wanted import asks_for_several
from api.answering.question.reading import Reading
from api.answering.question.words.words import STEERING, Word
from indexer.tokens import find_tokens

# A result that scores less gives way to a sentence that fits so well (a confidence). Found on questions nobody had
# tuned with: 9 of 10 that then have another answer are right by it.
DOUBTED, FIRM = 0.8, 0.7
# So many things may be more than the one that is asked for.
MOST_WIDE = 8
# So many words more of a question make up for a sentence that fits less well.
MORE = 2


def find_better(
    say: Callable[[Reading], Answer | None], reading: Reading, best: Result, missing: Sequence[Word]
) -> Answer | None:
    """Return what says better what is asked than the best result, or None.

    `say` gives the answer of a sentence. `missing`: the words that neither the result's query nor its sentences say.
    """
    unsaid = any(not word.lower.isdigit() and word.lower not in STEERING for word in missing)
    owned = set(find_owned_nouns(reading)) - best.plan.read  # "where is the logo of X"
    guessed = best.plan.guessed or unsaid or bool(owned)
    wide = _may_be_wide(best, reading)
    doubted = best.score < DOUBTED and reading.answer_class != "Date"  # a sentence may give a day of something else
    if not guessed and not wide and not doubted:
        return None
    said = say(reading)
    if said is None or {item.label for item in said.items} == {item.label for item in best.items}:
        return None
    here = any(" ".join(source.quote.split()) in said.answer for source in best.sources)
    if here and len(said.items) == 1 and all(item.label in said.items[0].label for item in best.items):
        return None  # the graph names what in the sentence is asked for
    worded = any(use.frame.name == best.plan.frame for use in reading.verbs)
    others = {item.label for item in said.items}.isdisjoint(item.label for item in best.items)
    if said.items and (guessed or (wide and not (worded and others))):
        return said  # of more things than are asked for it gives some, not others where a verb asks for these
    if here and not best.plan.guessed:
        return None  # the graph holds what the very sentence says
    if not guessed and not (doubted and _names_all(said, reading)):
        return None
    return said if (said.confidence or 0.0) >= FIRM or _says_more(said, best, reading) else None


def _names_all(said: Answer, reading: Reading) -> bool:
    """Tell whether sentences name all that a question names."""
    words = set(find_tokens(said.answer))
    return all(mention.stands_in(words) for mention in reading.mentions)


def _says_more(said: Answer, result: Result, reading: Reading) -> bool:
    """Tell whether sentences say some more words of a question than any sentence behind a result."""
    asked = set(reading.tokens(reading.unnamed))
    told = max((len(asked & set(find_tokens(source.quote))) for source in result.sources), default=0)
    return len(asked & set(find_tokens(said.answer))) >= told + MORE


def _may_be_wide(result: Result, reading: Reading) -> bool:
    """Tell whether a result holds more things than the one that is asked for, of some of which not all is told.

    Sources that differ are told in full.
    """
    differs = result.differs or result.plan.links[0].property.literal
    if not 1 < len(result.items) <= MOST_WIDE or differs or asks_for_several(reading):
        return False
    asked = set(reading.tokens(reading.unnamed))
    return any(told < asked for told in _find_told(result, asked).values())


def _find_told(result: Result, asked: set[str]) -> dict[str, set[str]]:
    """Return which of the words asked the sentences say of each item found, by its label."""
    told: dict[str, set[str]] = {item.label: set() for item in result.items}
    for source in result.sources:
        for end in source.ends:
            if end.label in told:
                told[end.label] |= asked & set(find_tokens(source.quote))
    return told

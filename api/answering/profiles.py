"""Profiles: what records tell of a thing, where a question asks what it is and no sentence says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import reduce

from api.answering.joining import join_answers
from api.answering.model import Answer
from api.answering.question.reader import QuestionReader
from api.answering.question.reading import Form, Mention, Reading
from api.answering.question.words.words import ARTICLES, BE
from ontology import Field
from ontology.plain_questions import find_plain_questions

# A sentence that tells what a thing is begins with its name, or with a word for it.
_ITSELF = re.compile(r"(?:it|this|the|these)\b", re.IGNORECASE)


class ProfileAnswerer:
    """Tell what records say of the things that a question asks to be told about."""

    def __init__(
        self,
        reader: QuestionReader,
        has_record: Callable[[str], bool],
        answer: Callable[[Reading], Answer | None],
        define: Callable[[Reading, Mention], Answer | None],
        field: Field,
    ) -> None:
        """`has_record` tells whether records list a thing (IRI); `answer` answers a plain question.

        `define` tells what a record says that a thing is.
        """
        self._reader = reader
        self._has_record = has_record
        self._answer = answer
        self._define = define
        self._ontology = field.ontology
        self._told = [plain for plain in find_plain_questions(field.sources).told if plain.profiles]

    def answer(self, reading: Reading, said: Answer | None = None) -> Answer | None:
        """Return what records tell, None where they tell nothing or sentences say it (`said`)."""
        things = _find_things(reading)
        if not things or not self._told or (said is not None and all(_begins_with(m, said) for m in things)):
            return None
        if not all(self._has_record(mention.entity.iri) for mention in things):
            return None
        found = list(self._ask(things))
        if not found:
            return None
        defined = [told for mention in things if (told := self._define(reading, mention)) is not None]
        told = reduce(lambda first, second: join_answers(first, second, reading.text), (*defined, *found))
        return told.model_copy(update={"items": [], "sparql": None})

    def _ask(self, things: Sequence[Mention]) -> Iterator[Answer]:
        """Yield the answers to the plain questions that are asked of such things, each question of all of them."""
        for plain in self._told:
            for mention in things:
                kind = "agent" if self._ontology.is_a(mention.entity.type, "Agent") else "work"
                asked = f"{plain.ask.format(thing=mention.entity.label)}?" if plain.of in {None, kind} else None
                found = self._answer(self._reader.read(asked)) if asked is not None else None
                if found is not None and found.items and found.sparql is not None:
                    yield found


def _find_things(reading: Reading) -> Sequence[Mention]:
    """Return the one thing that a question asks what it is, or those that it compares; none elsewhere."""
    if reading.form is Form.COMPARISON:
        return reading.mentions
    rest = {lower for n, lower in enumerate(reading.lowers) if n not in reading.named}
    asks = reading.form is Form.OPEN and reading.asks in {"what", "who"} and rest <= BE | ARTICLES | {reading.asks}
    return reading.mentions if asks and len(reading.mentions) == 1 else ()


def _begins_with(mention: Mention, said: Answer) -> bool:
    """Tell whether some sentence of an answer begins with a name, or with a word for what its page is about.

    "X is" does, and neither "X Gateway is" nor "X, Y and Z".
    """
    names = "|".join(map(re.escape, mention.names))
    told = re.compile(rf"(?i:(?:(?:the|an?) )?(?:{names})(?:['’]s)?)\s+[a-z(]")
    quotes = [citation.quote or "" for citation in said.citations]
    return any(told.match(quote) or _ITSELF.match(quote) for quote in quotes)

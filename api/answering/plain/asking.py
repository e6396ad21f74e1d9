"""Plain asking: what a question in words of its own means, asked again in words that are surely understood."""

from __future__ import annotations

from collections.abc import Callable

from api.answering.graph.facts.facts import FactAnswerer
from api.answering.model import Answer
from api.answering.plain.changes import PlainChanges
from api.answering.plain.sets import PlainSets
from api.answering.plain.things import PlainThings
from api.answering.question.asked.duties import asks_for_duty
from api.answering.question.asked.focus import asks_what_kind_is
from api.answering.question.asked.nouns import asks_for_narrower
from api.answering.question.reader import QuestionReader
from api.answering.question.reading import Form, Reading
from api.answering.selections.shapes import Shaper
from indexer.meanings import RelationMeanings
from indexer.tokens import find_tokens
from kg.store import GraphStore
from ontology import Field


class PlainAsker:
    """Ask the plain question that another means."""

    def __init__(
        self, graph: GraphStore, meanings: RelationMeanings, shaper: Shaper, reader: QuestionReader,
        facts: FactAnswerer, find: Callable[[Reading], Answer | None], field: Field,
    ) -> None:  # fmt: skip
        """`find` answers a reading as it stands."""
        self._reader = reader
        self._facts = facts
        self._find = find
        self._ontology = field.ontology
        self._changes = PlainChanges(graph, meanings, shaper, field)
        self._things = PlainThings(graph, meanings, shaper, self._changes.has_vintages, field)
        self._sets = PlainSets(meanings, shaper, field)
        self.has_record = self._things.has_record

    def answer(self, reading: Reading) -> Answer | None:
        """Return the answer to a question, or to the plain one that it means where it has none, or another's."""
        found = self._find(reading)
        if (found is None or not found.items) and not asks_what_kind_is(reading):
            found = self._ask_of_relation(reading) or found
        if found is None or self._things.misses(reading, found):
            nearest = self._things.ask(reading)
            if nearest is None and found is None:
                nearest = self._changes.ask(reading) or self._sets.ask(reading)
            told = self._find(self._reader.read(nearest)) if nearest is not None else None
            found = told if told is not None and told.items else found
        return found

    def _ask_of_relation(self, reading: Reading) -> Answer | None:
        """Return the items that the plain question for the relation worded has, where other words of it had none."""
        plain = reading.form is Form.OPEN and reading.as_of is None and not reading.years
        plain = plain and not asks_for_duty(reading)
        text = self._facts.ask_plainly(reading) if plain else None
        found = self._find(self._reader.read(text)) if text not in {None, reading.text} else None
        if found is None or not found.items:
            return None
        types, said = {item.type for item in found.items}, find_tokens(found.answer)
        if reading.asks in {"who", "whom"} and not any(name and self._ontology.is_a(name, "Agent") for name in types):
            return None  # "whom does X employ" may be read as what it uses
        if reading.asks == "where" and any(self._ontology.is_a(name or "", "Person") for name in types):
            return None  # nobody is where something comes from
        wanted = reading.answer_class if reading.answer_class in self._ontology.parents else None
        if wanted and not all(self._ontology.may_be(name, (wanted,)) for name in types if name is not None):
            return None
        return None if asks_for_narrower(reading, types, said, self._ontology) else found

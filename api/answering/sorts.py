"""Sorts: what kind of thing something is, as the graph has it: "what kind of tools are A and B", "is X an A or a B"."""

from __future__ import annotations

from functools import reduce

from api.answering.graph.facts.evidence import EvidenceReader
from api.answering.graph.facts.facts import FactAnswerer
from api.answering.joining import join_answers
from api.answering.model import Answer
from api.answering.question.asked.focus import DEFINED, find_focus, find_sorted
from api.answering.question.asked.forms import find_kinds
from api.answering.question.plain import ask_plainly
from api.answering.question.reader import QuestionReader
from api.answering.question.reading import Form, Mention, Reading
from api.answering.text.definitions.definitions import DefinitionAnswerer
from indexer.tokens import find_tokens
from ontology import Ontology

# What a thing is, the closest first, and how that is asked for.
_ASKED = {"exampleOf": "{} is an example of what?", "kindOf": "{} is a kind of what?"}


class SortAnswerer:
    """Answer what sort of thing things are."""

    def __init__(
        self,
        reader: QuestionReader,
        facts: FactAnswerer,
        definitions: DefinitionAnswerer,
        evidence: EvidenceReader,
        ontology: Ontology,
    ) -> None:
        self._reader = reader
        self._facts = facts
        self._definitions = definitions
        self._evidence = evidence
        self._ontology = ontology

    def answer(self, reading: Reading) -> Answer | None:
        """Answer "what kind of tools are A and B" with the kind that the graph has of each, None where it lacks one."""
        named = find_sorted(reading) if reading.form is Form.OPEN and not reading.verbs else []
        found = [self._find_sort(mention) for mention in named]
        told = [answer for answer in found if answer is not None]
        if not told or len(told) < len(found):
            return None
        return reduce(lambda one, other: join_answers(one, other, reading.text), told)

    def answer_undefined(self, reading: Reading) -> Answer | None:
        """Answer "what is X", of which no sentence says what it is, with the kind that the graph has of it."""
        focus = find_focus(reading, DEFINED, self._reader.class_of) if reading.form is Form.OPEN else None
        if focus is None or focus.mention is None or focus.mention.is_common:
            return None
        told = self._find_sort(focus.mention)
        # As with a definition, what is spoken of stays the thing itself.
        return None if told is None else told.model_copy(update={"items": [], "sparql": None})

    def answer_choice(self, reading: Reading) -> Answer | None:
        """Answer "is X an A or a B" with what X is, where that says one of them."""
        kinds = find_kinds(reading.text)
        if kinds is None:
            return None
        name, *choices = kinds
        asked = self._reader.read(f"what kind of thing is {name}?", reading.as_of_said)
        told = self._definitions.answer_kind(asked) or self.answer(asked)
        said = set(find_tokens(told.answer)) if told is not None else set()
        if told is None or not any(set(find_tokens(choice)) <= said for choice in choices):
            return None
        return told.model_copy(update={"question": reading.text})

    def _find_sort(self, mention: Mention) -> Answer | None:
        """Answer with the kind that the graph has of a thing, else with what it is sorted under."""
        label = mention.entity.label
        said = {s.predicate for s in self._evidence.said_of(mention.entity.iri) if s.modality == "asserted"}
        asked = [question.format(label) for predicate, question in _ASKED.items() if predicate in said]
        placings = (placing for placing in self._ontology.placing if placing.name in said)
        asked += filter(None, (ask_plainly(label, placing, True, self._ontology) for placing in placings))
        answers = (self._facts.answer(self._reader.read(text)) for text in asked)
        return next((answer for answer in answers if answer is not None and answer.items), None)

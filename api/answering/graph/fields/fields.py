"""Fields: what the record of a thing holds in a field that states no property, asked for by the field's name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from api.answering.graph.facts.evidence import Citations, EvidenceReader
from api.answering.graph.facts.writing import write_marks
from api.answering.graph.fields.asked_fields import AskedFields
from api.answering.graph.fields.field_index import FieldIndex
from api.answering.graph.fields.held import Held, HeldReader, to_held_query
from api.answering.graph.fields.holders import HolderAnswerer
from api.answering.graph.plans.queries import to_count, to_select
from api.answering.model import Answer, Term
from api.answering.question.entities import Known
from api.answering.question.reading import Form, Mention, Reading
from indexer.search import PassageIndex
from ontology import Field
from ontology.roles import Role

CONFIDENCE = 0.9
_SHARING = frozenset("same share shares sharing shared".split())
_UTMOST = {"first": min, "earliest": min, "last": max, "latest": max}
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")


class FieldAnswerer:
    """Answer "what is the FIELD of X" with the lines of the record of X."""

    def __init__(
        self, held: HeldReader, holders: HolderAnswerer, passages: PassageIndex, evidence: EvidenceReader,
        fields: FieldIndex, field: Field,
    ) -> None:  # fmt: skip
        self._ontology = field.ontology
        self._asked = AskedFields(fields, field)
        self._fields = fields
        self._held = held
        self._holders = holders
        self._index = passages
        self._evidence = evidence

    def answer(self, reading: Reading) -> Answer | None:
        """Return the values of the field that a question names, or None where no record has it."""
        thing = self._find_thing(reading)
        if thing is None or reading.as_of_said is not None or reading.form not in {Form.OPEN, Form.COUNT}:
            return None
        paths = self._asked.find(reading, thing)
        if not paths:
            return self.answer_shared(reading)
        return self._tell(reading, thing.entity, [v for v in self._held.of(thing.entity.iri) if v.path in paths])

    def answer_shared(self, reading: Reading, said: bool = False) -> Answer | None:
        """Return what holds the same page as a thing does; `said`: only where a question says "the same" or "share"."""
        if said and _SHARING.isdisjoint(reading.lowers):
            return None
        thing = self._find_thing(reading)
        shared = self._asked.find_shared(reading, thing) if thing is not None else ()
        return self._holders.tell_sharing(reading, thing.entity.iri, shared) if thing is not None and shared else None

    def _find_thing(self, reading: Reading) -> Mention | None:
        """Return the one thing that a question names; what begins with the name of a field may mean that field."""
        things = [m for m in reading.mentions if not self._ontology.plays(m.entity.type, Role.HEADING)]
        apart = [m for m in things if self._fields.find(reading.lowers, m.first) is None] or things[-1:]
        named = apart if len(things) > 1 else things
        return named[0] if len(named) == 1 else None

    def _tell(self, reading: Reading, thing: Known, asked: Sequence[Held]) -> Answer | None:
        """Return the answer that tells values of one field, each with the line of its record; or how many there are."""
        counts = reading.form is Form.COUNT
        utmost = next((_UTMOST[lower] for lower in reading.lowers if lower in _UTMOST), None)
        if utmost is not None and not counts and asked and all(_DAY.fullmatch(value.text) for value in asked):
            asked = [utmost(asked, key=lambda value: value.text)]
        sources = self._evidence.said_of(thing.iri)
        told = [(value, source) for value in asked for source in self._held.find_lines(value, sources)]
        if not told or (not counts and len({value.path for value, _ in told}) > 1):
            return None
        citations = Citations(self._index)
        cited = (citations.cite(source, CONFIDENCE) for _, source in told)
        marks = write_marks(list(dict.fromkeys(mark for mark in cited if mark is not None)))
        values = list(dict.fromkeys(value.text for value, _ in told))
        where = to_held_query([value for value, _ in told], "?value")
        answer = Answer(
            question=reading.text, status="answered", answer=f"{thing.label}: {', '.join(values)} {marks}.",
            items=[Term(label=text, type="date" if _DAY.fullmatch(text) else "string") for text in values],
            citations=citations.all(), confidence=CONFIDENCE, sparql=to_select("?item", where),
        )  # fmt: skip
        if not counts:
            return answer
        listed = _find_longest([value for value, _ in told])
        told_all = f"{len(listed)}: {thing.label} has {', '.join(each.text for each in listed)} {marks}."
        return answer.as_count(len(listed), told_all, to_count(to_held_query(listed, "?value")))

    def names(self, word: str) -> bool:
        """Tell whether some record has a field of that name: then the word is no slip for another."""
        return self._fields.names(word)


def _find_longest(told: Sequence[Held]) -> list[Held]:
    """Return the values of the key that tells the entries of a list of maps best apart; of other fields, all."""
    by_path: dict[str, dict[str, Held]] = {}
    for value in told:
        by_path.setdefault(value.path, {})[value.text] = value
    return list(max(by_path.values(), key=len).values())

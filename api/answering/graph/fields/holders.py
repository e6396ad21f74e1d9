"""Holders: the things whose records hold a value that a question gives: "whose repository is X", "who tweets as @Y"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice

from api.answering.graph.facts.evidence import Citations
from api.answering.graph.facts.writing import write_list, write_marks
from api.answering.graph.fields.addresses import Written, find_written, to_key
from api.answering.graph.fields.field_index import FieldIndex, FieldName
from api.answering.graph.fields.held import Held, HeldReader, to_held_query
from api.answering.graph.plans.queries import to_count, to_select
from api.answering.joining import join_answers, keep_cited
from api.answering.model import MAX_ANSWER, Answer, Term
from api.answering.question.entities import EntityIndex
from api.answering.question.reader import QuestionReader
from api.answering.question.reading import Form, Reading
from api.answering.question.wording.rewording import to_plain
from api.answering.question.words.words import ARTICLES, BE, COUNTED_NOUNS, DO, MODALS
from indexer.search import PassageIndex
from ontology import Field
from ontology.roles import Role

CONFIDENCE = 0.9
_SHOWN = 8  # things that are told with the line of their record
_ENTRIES = COUNTED_NOUNS | {"item", "entry", "thing"}
_WHOSE = frozenset(["who", "whose", "whom"])


class HolderAnswerer:
    """Answer questions that give an address, a handle or a code, by the things that have it."""

    def __init__(
        self, held: HeldReader, fields: FieldIndex, entities: EntityIndex, passages: PassageIndex,
        reader: QuestionReader, find: Callable[[Reading], Answer | None], field: Field,
    ) -> None:  # fmt: skip
        """`find` answers a reading, in which a thing is named in the place of what it has."""
        self._held = held
        self._fields = fields
        self._entities = entities
        self._index = passages
        self._reader = reader
        self._find = find
        self._field = field
        self._ontology = field.ontology

    def answer(self, reading: Reading) -> Answer | None:
        """Return the things that hold a value, whether one does, or what is asked of the one that does."""
        for written in find_written(reading.text):
            if not self._is_value(written, reading):
                continue
            holding = self._narrow(written, reading)
            if holding:
                return self._answer(reading, written, holding)
        return None

    def _is_value(self, written: Written, reading: Reading) -> bool:
        """Tell whether what is written stands for itself: "Node.js" and "AWS" are names of what is called so."""
        inside = [n for n, w in enumerate(reading.words) if written.span.start <= w.start < written.span.end]
        if written.is_code:  # it says nothing without the name of its field
            return reading.named.isdisjoint(inside) and bool(self._fields.find_named(reading.lowers))
        plain = "/" in reading.text[written.span.start : written.span.end] or written.key[0] in "@#"
        plain = plain or reading.asks == "whose"
        return plain or reading.named.isdisjoint(inside)

    def _narrow(self, written: Written, reading: Reading) -> list[Held]:
        """Return what holds a value in the fields that a question names, if any, of the class that it asks for."""
        paths = self._fields.find_named(reading.lowers)
        if written.is_code:
            kept = [held for path in sorted(paths) for held in self._held.in_field(path) if written.is_of(held.text)]
        else:
            holding = self._held.holding(written.key)
            kept = [held for held in holding if held.path in paths] or list(holding)
        return [held for held in kept if self.fits(held.iri, reading)]

    def fits(self, iri: str, reading: Reading) -> bool:
        """Tell whether a thing may be what a question asks for: a member is an agent, a project none."""
        known = self._entities.by_iri.get(iri)
        wanted = reading.answer_class or ""
        if known is None or self._ontology.plays(known.type, Role.HEADING, Role.GROUP):
            return False
        agent = self._ontology.is_a(known.type, "Agent")
        if self._ontology.is_a(wanted, "Agent"):
            return agent or reading.asks in _WHOSE
        return not (agent and self._ontology.plays(wanted, Role.WORK))

    def _answer(self, reading: Reading, written: Written, holding: list[Held]) -> Answer | None:
        outside = [m for m in reading.mentions if not _covers(written, reading, m.first)]
        things = [m for m in outside if not self._ontology.plays(m.entity.type, Role.HEADING, Role.LEVEL, Role.HOST)]
        if reading.form is Form.BOOLEAN or not (BE | DO | MODALS).isdisjoint(reading.lowers[:1]):
            iris = {known.iri for m in things for known in m.candidates}
            return self._judge(reading, holding, iris or {h.iri for h in holding})
        if self._asks_whose(reading, written):
            return self.tell(reading, holding)
        return self._ask_of_holder(reading, written, holding)

    def _asks_whose(self, reading: Reading, written: Written) -> bool:
        """Tell whether a question asks for no more than what has a value: "which project", "who"."""
        if not _WHOSE.isdisjoint(reading.lowers[:1]) or _ENTRIES.intersection(
            word.lower for word in reading.asked_words
        ):
            return True
        wanted = reading.answer_class or ""
        if self._ontology.plays(wanted, Role.WORK) or self._ontology.is_a(wanted, "Agent"):
            return True
        return all(_covers(written, reading, n) for n in reading.content)

    def _ask_of_holder(self, reading: Reading, written: Written, holding: Sequence[Held]) -> Answer | None:
        """Return what is asked of the one thing that holds a value, behind that it does."""
        labels = {self._entities.by_iri[held.iri].label for held in holding}
        if len(labels) != 1:
            return None
        begin = self._find_description(reading, written)
        text = f"{reading.text[:begin]}{labels.pop()}{reading.text[written.span.end :]}"
        asked = self._find(self._reader.read(to_plain(text).text, reading.as_of_said))
        first = self.tell(replace(reading, form=Form.OPEN), holding)
        if asked is None or not asked.items or first is None:
            return None
        if any(to_key(item.label) == to_key(holding[0].text) for item in asked.items):
            return first  # the value was asked about, and not asked for
        joined = join_answers(keep_cited(first, {1}), asked, reading.text)
        return joined.model_copy(update={"items": asked.items, "sparql": asked.sparql})

    def _find_description(self, reading: Reading, written: Written) -> int:
        """Return where what describes a thing by a value begins: at "the" of "the project whose channel is #x"."""
        for n, word in enumerate(reading.words[:-1]):
            noun = reading.lowers[n + 1]
            named = noun in _ENTRIES or self._field.is_noun_of_works(noun)
            if word.lower in ARTICLES and named and word.start < written.span.start:
                return word.start
        return written.span.start

    def tell_sharing(self, reading: Reading, iri: str, paths: Sequence[str]) -> Answer | None:
        """Return the things whose records give the same address in some fields as the record of one does."""
        own = [held for held in self._held.of(iri) if held.path in paths and "://" in held.text]
        holding = [
            held for one in own for held in self._held.holding(to_key(one.text))
            if held.path == one.path and self.fits(held.iri, reading)
        ]  # fmt: skip
        return self.tell(reading, holding) if holding else None

    def tell(self, reading: Reading, holding: Sequence[Held]) -> Answer | None:
        """Return the things that hold values, each with the line that shows it; how many, where that is asked."""
        by_thing: dict[str, list[Held]] = {}
        for held in sorted(holding, key=lambda each: self._entities.by_iri[each.iri].label.lower()):
            by_thing.setdefault(held.iri, []).append(held)
        citations = Citations(self._index)
        said, marks = [], []
        for own in islice(by_thing.values(), _SHOWN):
            lines = self._held.find_lines(own[0])
            cited = [mark for line in lines if (mark := citations.cite(line, CONFIDENCE)) is not None]
            if cited:
                said.append(f"{self._entities.by_iri[own[0].iri].label} {write_marks(cited)}")
                marks += cited
        if not said:
            return None
        known = [self._entities.by_iri[iri] for iri in by_thing]
        shown = dict.fromkeys(f"{FieldName((held.path,)).label} {held.text}" for held in holding)
        rest = f" There are {len(known)} in all." if len(said) < len(known) else ""
        where = to_held_query(holding, "?iri")
        answer = Answer(
            question=reading.text, status="answered", confidence=CONFIDENCE, citations=citations.all(),
            answer=f"{write_list(said)}: {write_list(list(shown)[:_SHOWN])}.{rest}"[:MAX_ANSWER],
            items=[Term(label=each.label, iri=each.iri, type=each.type) for each in known],
            sparql=to_select("?item", where),
        )  # fmt: skip
        if reading.form is not Form.COUNT:
            return answer
        return answer.as_count(len(known), f"{len(known)}: {answer.answer}", to_count(where))

    def _judge(self, reading: Reading, holding: Sequence[Held], iris: set[str]) -> Answer | None:
        """Tell whether one of some things holds a value, by the things that do."""
        own = [held for held in holding if held.iri in iris]
        told = self.tell(reading, own or holding)
        if told is None:
            return None
        return told.as_verdict(bool(own))


def _covers(written: Written, reading: Reading, n: int) -> bool:
    """Tell whether a word of a question is of the value that it gives."""
    return written.span.start <= reading.words[n].start < written.span.end

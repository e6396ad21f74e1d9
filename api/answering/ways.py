"""Ways of answering: builds all that can answer a question, and tries one after the other until one does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from api.answering.changes.changes import ChangeAnswerer
from api.answering.descriptions import DescriptionAnswerer
from api.answering.former import FormerAnswerer
from api.answering.graph.documents import DocumentAnswerer
from api.answering.graph.facts.evidence import EvidenceReader
from api.answering.graph.facts.facts import FactAnswerer
from api.answering.graph.facts.kinds import KindReader
from api.answering.graph.facts.labels import Labeller
from api.answering.graph.facts.meant import MeaningPlanner
from api.answering.graph.facts.results import ResultReader
from api.answering.graph.facts.telling import FactTeller
from api.answering.graph.fields.backers import BackerAnswerer
from api.answering.graph.fields.field_index import FieldIndex
from api.answering.graph.fields.fields import FieldAnswerer
from api.answering.graph.fields.held import HeldReader
from api.answering.graph.fields.holders import HolderAnswerer
from api.answering.graph.plans.links import Linker
from api.answering.model import MARK, Answer, Term
from api.answering.plain.asking import PlainAsker
from api.answering.profiles import ProfileAnswerer
from api.answering.question.asked.duties import asks_for_duty, may_be_duty
from api.answering.question.asked.focus import asks_for_kinds, asks_for_sort, asks_what_kind_is
from api.answering.question.asked.versions import asks_for_version
from api.answering.question.entities import EntityIndex
from api.answering.question.mentions import MentionFinder
from api.answering.question.reader import QuestionReader
from api.answering.question.reading import Form, Reading
from api.answering.selections.selections import SelectionAnswerer
from api.answering.sorts import SortAnswerer
from api.answering.steering import heeds
from api.answering.text.definitions.definitions import DefinitionAnswerer
from api.answering.text.definitions.described_terms import DescribedTermAnswerer
from api.answering.text.definitions.expansions import ExpansionAnswerer, find_asked_name
from api.answering.text.definitions.namings import NamingAnswerer
from api.answering.text.definitions.purposes import PurposeAnswerer
from api.answering.text.definitions.tabled_contrasts import answer_contrast
from api.answering.text.lists.enumerations import names_as_many
from api.answering.text.lists.release_notes import ReleaseNotesAnswerer
from api.answering.text.passages import PassageAnswerer
from api.answering.text.sentences.sentences import Sentence
from api.answering.text.tables.tables import TableAnswerer
from api.answering.verdicts.headed import HeadedReader
from api.answering.verdicts.truth import TruthAnswerer
from indexer.meanings import RelationMeanings
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from kg.documents import CELL_GAP
from kg.language.releases import find_versions
from kg.store import GraphStore
from ontology import Field
from ontology.roles import Role

# How well a sentence has to fit to stand in the place of a relation that a question does not word in full.
STRONG = 0.5
# What is asked so has a name for its answer.
_BY_NAME = frozenset(("who", "whom", "whose", "which"))


class Ways:
    """All ways of answering a question that was read, over one graph and one passage index."""

    def __init__(self, graph: GraphStore, passages: PassageIndex, field: Field, meanings: RelationMeanings) -> None:
        self._index = passages
        self.entities = EntityIndex.read(graph, field.ontology)
        kinds = KindReader(graph, field.ontology)
        mentions = MentionFinder(self.entities, field, self._is_corpus_word, passages.reads_whole, kinds.words)
        self.reader = QuestionReader(self.entities, mentions, field)
        self._field = field
        self.evidence = evidence = EvidenceReader(graph)
        results = ResultReader(graph, evidence, self.entities, field.ontology)
        teller = FactTeller(passages, results, Labeller(self.entities, field.ontology), field.ontology)
        meant = MeaningPlanner(graph, meanings, field, Linker(field))
        self._facts = FactAnswerer(results, teller, meant, evidence, self.entities, kinds, field, self._say_better)
        fields = FieldIndex(graph, field)
        self._selections = SelectionAnswerer(graph, results, teller, passages, evidence, self.entities, fields, field)
        shaper = self._selections.shaper
        self.plain = PlainAsker(graph, meanings, shaper, self.reader, self._facts, self.find, field)
        self._held = held = HeldReader(graph, evidence)
        self._holders = HolderAnswerer(held, fields, self.entities, passages, self.reader, self.find, field)
        self._fields = FieldAnswerer(held, self._holders, passages, evidence, fields, field)
        self._backers = BackerAnswerer(held, self._holders, self.entities, passages, field)
        self._headed = HeadedReader(passages)
        self.truth = TruthAnswerer(passages, evidence, self._facts.best, field)
        self._tables = TableAnswerer(passages, field)
        self._release_notes = ReleaseNotesAnswerer(passages)
        self._expansions = ExpansionAnswerer(passages, graph)
        self._definitions = DefinitionAnswerer(passages, evidence, field)
        self.passages = PassageAnswerer(passages, self.entities, kinds, self._find_defining, field)
        define = self._definitions.tell_record
        self._profiles = ProfileAnswerer(self.reader, self.plain.has_record, self.find, define, field)
        self._sorts = SortAnswerer(self.reader, self._facts, self._definitions, evidence, field.ontology)
        self._terms = DescribedTermAnswerer(passages, self.entities, field)
        self._namings = NamingAnswerer(passages, field)
        self._purposes = PurposeAnswerer(passages, self.entities, self._definitions, field)
        self.changes = ChangeAnswerer(graph, passages, evidence, self.entities, field)
        self._documents = DocumentAnswerer(graph, passages, evidence, field)
        self._descriptions = DescriptionAnswerer(self.reader, self._facts, self.find, field)
        self._former = FormerAnswerer(passages, self.reader, self._answer_openly)

    def find_likely(self, reading: Reading) -> Answer | None:
        """Return the best sentence as what perhaps answers, where nothing surer does, or None."""
        return self._telling(reading, self.passages.answer_likely(reading))

    def prepare(self) -> None:
        """Read the values of all records now, so that the first question about one need not wait for it."""
        self._held.prepare()

    def find(self, reading: Reading, depth: int = 0) -> Answer | None:
        """Return the answer of the first way that has one, or None.

        `depth`: how many descriptions were solved before, so that this question names what they described.
        """
        return next((found for found in self._try(reading, depth) if found is not None), None)

    def _try(self, reading: Reading, depth: int) -> Iterator[Answer | None]:
        """Yield the answer of each way in turn, None where it has none; a way is tried only when it is its turn."""
        duty = asks_for_duty(reading)  # what works have to be is in no record of theirs
        yield self.changes.answer(reading)
        yield self._holders.answer(reading) or self._fields.answer_shared(reading, said=True)
        yield self._selections.answer(reading) if not duty else None
        yield self._namings.answer(reading)
        yield self._of_purpose(reading)
        yield self._release_notes.answer(reading)
        yield self._descriptions.answer(reading, depth)
        if reading.form is Form.BOOLEAN:
            yield self._sorts.answer_choice(reading)
            yield self._heeded(reading, self.truth.answer(reading)) or self._backers.judge(reading)
        elif reading.form in {Form.OPEN, Form.COUNT}:
            asked = find_asked_name(reading)
            yield self._of_documents(reading)
            yield self._expansions.answer(reading, asked) if asked is not None else None
            if asked is not None and asked.spells_initials:
                return
            yield self._define(reading)
            yield self._heeded(reading, self._from_facts(reading))
            yield self._sorts.answer(reading)
            yield self._fields.answer(reading) or self._backers.answer(reading)
            yield self._telling(reading, self._tables.answer(reading)) if not duty else None
            yield self._former.answer(reading)
        yield answer_contrast(self._index, reading, self._find_defining)
        yield self._tables.answer_told(reading)
        yield self._terms.answer(reading)
        said = self._telling(reading, self.passages.answer(reading))
        if said is None or not said.items:
            said = self._headed.tell(reading) or said
        if depth == 0 and (said is None or (not said.items and reading.asks in _BY_NAME)):
            yield self._descriptions.answer_told(reading)
        yield self._profiles.answer(reading, said) or said
        yield self._tables.count_rows(reading)
        yield self._selections.answer_elsewhere(reading)
        yield self._sorts.answer_undefined(reading)

    def _heeded(self, reading: Reading, found: Answer | None) -> Answer | None:
        """Return an answer, but None where it passes over a day, a denial, an order or a sort that is asked for."""
        if found is None or heeds(reading, self._selections.shaper.shape, found, self._field.ontology):
            return found
        return None

    def _telling(self, reading: Reading, found: Answer | None) -> Answer | None:
        """Return an answer that may say what a thing is, where that is asked, or that gives the version asked for."""
        if found is not None and asks_for_version(reading):
            told = " ".join((MARK.sub("", found.answer), *(item.label for item in found.items)))
            found = found if re.search(r"\d", told) else None
        return found if found is None or self._definitions.may_tell(reading, found.answer) else None

    def _find_defining(self, name: str) -> Sentence | None:
        """Return the sentence that says what a thing of some name is, or None."""
        return self._definitions.find_sentence(self.reader.read(f"What is {name}?"))

    def _of_purpose(self, reading: Reading) -> Answer | None:
        """Answer what a thing is good for, by the table whose column is headed so, if one has it."""
        found = self._purposes.answer(reading)
        return found and (self._tables.answer_headed(reading) or found)

    def _of_documents(self, reading: Reading) -> Answer | None:
        """Answer a question about the documents themselves; None for an open one that asks for works."""
        work = self._field.ontology.plays(reading.answer_class or "", Role.WORK)
        return None if reading.form is Form.OPEN and work else self._documents.answer(reading)

    def _define(self, reading: Reading) -> Answer | None:
        """Answer what a thing is, by a definition, or instead of it by a table headed so or by its records."""
        if asks_for_version(reading):
            return None  # "what is the latest version" is no term to be defined
        found = self._definitions.answer(reading) or self._definitions.answer_kind(reading)
        headed = self._tables.answer_headed(reading) if found is not None else None
        return headed or self._profiles.answer(reading, found) or found

    def _from_facts(self, reading: Reading) -> Answer | None:
        """Answer with the facts of the graph that fit what is asked for, or with a text that tells more than they."""
        of_kind = asks_what_kind_is(reading) or asks_for_kinds(reading)
        facts = None if of_kind else self._facts.answer(reading)
        if facts is not None and not may_be_duty(facts.answer, reading):
            facts = None  # what is so does not say what has to be
        if facts is not None and reading.form is Form.COUNT and not _are_records(facts):
            facts = self._say_number(reading, facts) or facts
        if facts is not None and asks_for_version(reading) and not any(find_versions(i.label) for i in facts.items):
            facts = None  # a thing is no version
        if facts is not None and asks_for_sort(reading) and not all(map(self._is_sort, facts.items)):
            facts = None  # who made a tool, or in what language, is no sort of tool
        kinds = self._definitions.answer_kinds(reading, [item.label for item in facts.items] if facts else [])
        if kinds is not None or facts is None or not any(CELL_GAP in citation.text for citation in facts.citations):
            return kinds or facts
        listed = self._tables.answer_ticked(reading)  # a table tells of all its things, the graph of those it knows
        wider = listed is not None and {item.label for item in facts.items} < {item.label for item in listed.items}
        return listed if wider else facts

    def _is_sort(self, item: Term) -> bool:
        """Tell whether an item may be the sort of a thing: no agent, and no language or other value."""
        ontology, kind = self._field.ontology, item.type or ""
        return not ontology.is_a(kind, "Agent") and not ontology.plays(kind, Role.VALUE)

    def _say_number(self, reading: Reading, counted: Answer) -> Answer | None:
        """Return the number that a well fitting sentence gives, for the graph counts only what it was told of.

        A sentence with a smaller number than the graph's is believed only if it names as many things.
        """
        said = self.passages.answer(reading)
        if said is None or not said.items or (said.confidence or 0.0) < STRONG:
            return None
        number, least = (answer.items[0].label.replace(",", "") for answer in (said, counted))
        fewer = number.isdigit() and least.isdigit() and int(number) < int(least)
        return None if fewer and not names_as_many(said.answer, int(number)) else said

    def _answer_openly(self, reading: Reading) -> Answer | None:
        """Answer with facts, else with a sentence."""
        return self._facts.answer(reading) or self.passages.answer(reading)

    def _say_better(self, reading: Reading) -> Answer | None:
        """Return what a field, a table or a well fitting sentence answers, in the place of facts guessed at."""
        told = self._fields.answer(reading) or self._tables.answer(reading)
        if told is not None:
            return told
        said = self.passages.answer(reading)
        if said is None or (not said.items and reading.asks in {"who", "whom", "where"}):
            return None
        return said if (said.confidence or 0.0) >= STRONG else None

    def _is_corpus_word(self, word: str) -> bool:
        """Tell whether a word stands in the documents, or names a field of records."""
        return any(self._index.frequency(token) for token in find_tokens(word)[:1]) or self._fields.names(word)

    def selects_nothing(self, reading: Reading) -> bool:
        """Tell whether a question asks for a list that is understood in full, and records hold nothing of it."""
        return self._selections.selects_nothing(reading)

    def knows(self, word: str) -> bool:
        """Tell whether a word stands in the documents or names something of the graph."""
        return self._is_corpus_word(word) or bool(self.entities.find(word))

    def has_answer(self, text: str) -> bool:
        """Tell whether a question has an answer that what was read gives, be it no more than a definition."""
        reading = self.reader.read(text)
        if reading.form is Form.OPEN and self._facts.best(reading) is not None:
            return True
        return (self._define(reading) or self._fields.answer(reading)) is not None


def _are_records(facts: Answer) -> bool:
    """Tell whether a record or a row of a table is what an answer cites first."""
    return all(CELL_GAP in citation.text or citation.of_record for citation in facts.citations[:1])

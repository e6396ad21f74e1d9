"""The stage: question to answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import reduce

from api.answering.abstention import Abstainer, lacks_antecedent
from api.answering.changes.changes import ChangeAnswerer
from api.answering.descriptions import DescriptionAnswerer
from api.answering.followups import MOST_LOOKED_BACK, complete_question
from api.answering.former import FormerAnswerer
from api.answering.graph.documents import DocumentAnswerer
from api.answering.graph.evidence import EvidenceReader
from api.answering.graph.facts import FactAnswerer
from api.answering.graph.field_index import FieldIndex
from api.answering.graph.fields import FieldAnswerer
from api.answering.graph.kinds import KindReader
from api.answering.graph.labels import Labeller
from api.answering.graph.links import Linker
from api.answering.graph.meant import MeaningPlanner
from api.answering.graph.results import ResultReader
from api.answering.graph.telling import FactTeller
from api.answering.graph.writing import tell_sentence
from api.answering.joining import join_answers, tell_unanswered
from api.answering.model import MAX_HISTORY, Answer, Question
from api.answering.plain_changes import PlainChanges
from api.answering.plain_sets import PlainSets
from api.answering.plain_things import PlainThings
from api.answering.profiles import ProfileAnswerer
from api.answering.question.claimed import Asked
from api.answering.question.entities import EntityIndex
from api.answering.question.nouns import asks_for_narrower
from api.answering.question.openings import without_opening, without_second
from api.answering.question.parted import part
from api.answering.question.reader import QuestionReader
from api.answering.question.reading import Form, Reading
from api.answering.question.relative_days import to_dates
from api.answering.question.spelling import Speller
from api.answering.question.versions import asks_for_version
from api.answering.question.year_parts import to_months
from api.answering.selections.selections import SelectionAnswerer
from api.answering.text.definitions import DefinitionAnswerer
from api.answering.text.expansions import ExpansionAnswerer, find_asked_name
from api.answering.text.focus import asks_for_sort, asks_what_kind_is
from api.answering.text.namings import NamingAnswerer
from api.answering.text.passages import PassageAnswerer
from api.answering.text.purposes import PurposeAnswerer
from api.answering.text.release_notes import ReleaseNotesAnswerer
from api.answering.text.tables import TableAnswerer
from api.answering.verdicts.premises import PremiseReader
from api.answering.verdicts.truth import TruthAnswerer
from api.answering.verdicts.verdict_writing import turn_round
from indexer.meanings import RelationMeanings
from indexer.search import PassageIndex
from indexer.tokens import find_tokens, stem
from kg.documents import CELL_GAP
from kg.language.releases import find_versions
from kg.store import GraphStore
from ontology import Field
from ontology.roles import Role

# How well a sentence has to fit to stand in the place of a relation that a question does not word in full.
STRONG = 0.5


class Answerer:
    """Answer questions from one graph and one passage index."""

    def __init__(
        self,
        graph: GraphStore,
        passages: PassageIndex,
        field: Field,
        meanings: RelationMeanings,
        today: Callable[[], date] = date.today,
    ) -> None:
        """`today`: the day from which "last year" is counted, where a question is not asked as of another."""
        self._today = today
        self._entities = EntityIndex.read(graph, field.ontology)
        kinds = KindReader(graph, field.ontology)
        self._reader = QuestionReader(
            self._entities,
            field,
            lambda word: any(passages.frequency(token) for token in find_tokens(word)[:1]) or self._fields.names(word),
            passages.reads_whole,
            kinds.words,
        )
        self._field = field
        self._speller = Speller(
            field.lexicon,
            self._entities.name_words,
            passages.vocabulary,
            lambda word: passages.frequency(stem(word)) > 0 or self._fields.names(word) or self._names(word),
            passages.reads_whole,
        )
        evidence = EvidenceReader(graph)
        results = ResultReader(graph, evidence, self._entities, field.ontology)
        teller = FactTeller(passages, results, Labeller(self._entities, field.ontology), field.ontology)
        meant = MeaningPlanner(graph, meanings, field, Linker(field))
        self._facts = FactAnswerer(results, teller, meant, evidence, self._entities, kinds, field, self._say_better)
        fields = FieldIndex(graph, field)
        self._selections = SelectionAnswerer(graph, results, teller, passages, evidence, self._entities, fields, field)
        shaper = self._selections.shaper
        self._plain_changes = PlainChanges(graph, meanings, shaper, field)
        self._plain_things = PlainThings(graph, meanings, shaper, self._plain_changes.has_vintages, field)
        self._profiles = ProfileAnswerer(self._reader, self._plain_things.has_record, self._find_answer, field)
        self._plain_sets = PlainSets(meanings, shaper, field)
        self._fields = FieldAnswerer(graph, passages, evidence, fields, field)
        self._truth = TruthAnswerer(passages, evidence, self._facts.best, field)
        self._passages = PassageAnswerer(passages, self._entities, kinds, field)
        self._tables = TableAnswerer(passages, field)
        self._release_notes = ReleaseNotesAnswerer(passages)
        self._expansions = ExpansionAnswerer(passages, graph)
        self._definitions = DefinitionAnswerer(passages, evidence, field)
        self._namings = NamingAnswerer(passages, field)
        self._purposes = PurposeAnswerer(passages, self._entities, self._definitions, field)
        self._changes = ChangeAnswerer(graph, passages, evidence, self._entities, field)
        self._documents = DocumentAnswerer(graph, passages, evidence, field)
        self._descriptions = DescriptionAnswerer(self._reader, self._facts, self._find_answer, field)
        self._former = FormerAnswerer(passages, self._reader, self._answer_openly)
        self._premises = PremiseReader(self._reader, self._truth)
        self._abstainer = Abstainer(passages, evidence, field, self._is_answered, self._entities.find_close)

    def answer(self, question: Question) -> Answer:
        """Answer a question, or say why not."""
        begin = time.perf_counter()
        today = question.as_of or self._today()
        put = self._put_plainly(question.question, today)
        asked = self._prepare(question, put.text, today)
        parts = part(asked.question)
        found = self._answer_parts(asked, parts) if len(parts) > 1 else self._answer_one(asked)
        found = turn_round(found) if put.is_denied else found
        timings = {**found.timings_ms, "total": round(1000 * (time.perf_counter() - begin), 2)}
        told = found.model_copy(update={"question": question.question, "timings_ms": timings})
        return told.cut(question.top_k)

    def _prepare(self, question: Question, asked: str, today: date) -> Question:
        """Return a question as `asked` in plain words, with those before it in plain words too."""
        earlier = (self._put_plainly(text, today).text for text in question.history[-MOST_LOOKED_BACK:])
        history = [text for text in earlier if text.strip()]
        asked = asked if history else self._ask_of_name(asked)
        return question.model_copy(update={"question": asked, "history": history})

    def _put_plainly(self, text: str, today: date) -> Asked:
        """Return a question spelled right, without what is said around it, with its dates told by themselves."""
        put = without_opening(self._speller.mend(text))
        return replace(put, text=to_months(to_dates(put.text, today)))

    def _ask_of_name(self, asked: str) -> str:
        """Return what asks what a thing is, where a question is no more than its name."""
        name = asked.rstrip("?!. ")
        known = self._entities.find(name)
        if not known:
            return asked
        return f"{'who' if self._field.ontology.is_a(known[0].type, 'Person') else 'what'} is {name}?"

    def _names(self, word: str) -> bool:
        """Tell whether a word is the name of something."""
        return bool(self._entities.find(word))

    def _answer_parts(self, question: Question, parts: Sequence[str]) -> Answer:
        """Answer several questions in one; where one has no answer, the others with a word about it."""
        answers: list[Answer] = []
        for number, text in enumerate(parts):
            history = [*question.history, *parts[:number]][-MAX_HISTORY:]
            answers.append(self._answer_one(question.model_copy(update={"question": text, "history": history})))
        found = [answer for answer in answers if answer.status == "answered"]
        if not found:
            return self._answer_one(question)
        joined = reduce(lambda first, second: join_answers(first, second, question.question), found)
        for text, answer in zip(parts, answers, strict=True):
            if answer.status != "answered":
                joined = tell_unanswered(joined, text)
        return joined

    def _answer_one(self, question: Question) -> Answer:
        """Answer a question that asks one thing."""
        begin = time.perf_counter()
        as_of = question.as_of.isoformat() if question.as_of else None
        asked = complete_question(question, self._reader, lambda earlier: self._find(self._reader.read(earlier, as_of)))
        whole = self._changes.to_days(asked)
        first = self._changes.to_days(without_second(asked))
        reading = self._reader.read(first, as_of)
        read_at = time.perf_counter()
        premise = self._premises.find_unborne(question.question, as_of)
        found = self._find(reading) if premise is None else self._abstainer.correct(reading, premise)
        if first != whole:
            found = tell_sentence(found)
        return found.model_copy(update={"timings_ms": {"read": round(1000 * (read_at - begin), 2)}})

    def _find(self, reading: Reading) -> Answer:
        """Return the answer, or the reason why there is none."""
        if lacks_antecedent(reading):
            return self._abstainer.ask_back(reading)
        found = self._find_answer(reading)
        if (found is None or not found.items) and not asks_what_kind_is(reading):
            found = self._ask_plainly(reading) or found
        if found is None or self._plain_things.misses(reading, found):
            nearest = self._plain_things.ask(reading) or (self._find_plain_set(reading) if found is None else None)
            found = self._answer_plainly(nearest) or found
        if found is not None:
            return found
        premise = self._premises.find_denied(reading.text, reading.as_of_said)
        if premise is not None:
            return self._abstainer.correct(reading, premise)
        return self._passages.answer_likely(reading) or self._abstainer.abstain(reading)

    def _ask_plainly(self, reading: Reading) -> Answer | None:
        """Return the items that the plain question for the relation worded has, where other words of it had none."""
        plain = reading.form is Form.OPEN and reading.as_of is None and not reading.years
        text = self._facts.ask_plainly(reading) if plain else None
        found = self._find_answer(self._reader.read(text)) if text not in {None, reading.text} else None
        if found is None or not found.items:
            return None
        types, said = {item.type for item in found.items}, find_tokens(found.answer)
        if reading.asks in {"who", "whom"} and not any(
            name and self._field.ontology.is_a(name, "Agent") for name in types
        ):
            return None  # "whom does X employ" may be read as what it uses
        wanted = reading.answer_class if reading.answer_class in self._field.ontology.parents else None
        if wanted and not all(self._field.ontology.may_be(name, (wanted,)) for name in types if name is not None):
            return None
        return None if asks_for_narrower(reading, types, said, self._field.ontology) else found

    def _find_plain_set(self, reading: Reading) -> str | None:
        return self._plain_changes.ask(reading) or self._plain_sets.ask(reading)

    def _answer_plainly(self, text: str | None) -> Answer | None:
        """Return the items of the plain question that is nearest in meaning to the one asked."""
        found = self._find_answer(self._reader.read(text)) if text is not None else None
        return found if found is not None and found.items else None

    def _find_answer(self, reading: Reading, depth: int = 0) -> Answer | None:
        """Return the first answer that holds; `depth`: how many descriptions the question was found in."""
        return next((found for found in self._try(reading, depth) if found is not None), None)

    def _try(self, reading: Reading, depth: int) -> Iterator[Answer | None]:
        """Yield what each way of answering gives, the most telling first; none is gone that is not asked for."""
        yield self._changes.answer(reading)
        yield self._selections.answer(reading)
        yield self._namings.answer(reading)
        yield self._of_purpose(reading)
        yield self._release_notes.answer(reading)
        yield self._descriptions.answer(reading, depth)
        if reading.form is Form.BOOLEAN:
            yield self._truth.answer(reading)
        elif reading.form in {Form.OPEN, Form.COUNT}:
            asked = find_asked_name(reading)
            yield self._of_documents(reading)
            yield self._expansions.answer(reading, asked) if asked is not None else None
            if asked is not None and asked.spells_initials:
                return
            yield self._define(reading)
            yield self._from_facts(reading)
            yield self._fields.answer(reading)
            yield self._tables.answer(reading)
        yield self._tables.answer_told(reading)
        said = self._passages.answer(reading)
        yield self._profiles.answer(reading, said) or said
        yield self._tables.count_rows(reading)
        yield self._descriptions.answer_told(reading) if depth == 0 else None
        yield self._former.answer(reading)
        yield self._selections.answer_elsewhere(reading)

    def _of_purpose(self, reading: Reading) -> Answer | None:
        """Answer what a thing is good for, in a cell below that very word where a table has it."""
        found = self._purposes.answer(reading)
        return found and (self._tables.answer_headed(reading) or found)

    def _of_documents(self, reading: Reading) -> Answer | None:
        """Answer about the documents themselves, where no work is asked for."""
        work = self._field.ontology.plays(reading.answer_class or "", Role.WORK)
        return None if reading.form is Form.OPEN and work else self._documents.answer(reading)

    def _define(self, reading: Reading) -> Answer | None:
        """Answer what a thing is, in a cell below the noun asked for where a table has it."""
        if asks_for_version(reading):
            return None  # "what is the latest version" is no term to be defined
        found = self._definitions.answer(reading) or self._definitions.answer_kind(reading)
        headed = self._tables.answer_headed(reading) if found is not None else None
        return headed or self._profiles.answer(reading, found) or found

    def _from_facts(self, reading: Reading) -> Answer | None:
        """Answer with facts, or with the kinds or the table that tell more of what they find."""
        facts = None if asks_what_kind_is(reading) else self._facts.answer(reading)
        if facts is not None and asks_for_version(reading) and not any(find_versions(i.label) for i in facts.items):
            facts = None  # a thing is no version
        agents = facts is not None and any(self._field.ontology.is_a(i.type or "", "Agent") for i in facts.items)
        if agents and asks_for_sort(reading):
            facts = None  # who made a tool is no sort of tool
        kinds = self._definitions.answer_kinds(reading, [item.label for item in facts.items] if facts else [])
        if kinds is not None or facts is None or not any(CELL_GAP in citation.text for citation in facts.citations):
            return kinds or facts
        listed = self._tables.answer_ticked(reading)  # a table tells of all its things, the graph of those it knows
        wider = listed is not None and {item.label for item in facts.items} < {item.label for item in listed.items}
        return listed if wider else facts

    def _answer_openly(self, reading: Reading) -> Answer | None:
        """Answer with facts, else with a sentence."""
        return self._facts.answer(reading) or self._passages.answer(reading)

    def _say_better(self, reading: Reading) -> Answer | None:
        """Return a field's, table's or sentence's answer where it fits well, in the place of facts guessed at."""
        told = self._fields.answer(reading) or self._tables.answer(reading)
        if told is not None:
            return told
        said = self._passages.answer(reading)
        if said is None or (not said.items and reading.asks in {"who", "whom", "where"}):
            return None
        return said if (said.confidence or 0.0) >= STRONG else None

    def _is_answered(self, text: str) -> bool:
        """Tell whether a question has an answer; one that facts give need not be written."""
        reading = self._reader.read(text)
        if reading.form is Form.OPEN and self._facts.best(reading) is not None:
            return True
        return self._find_answer(reading) is not None

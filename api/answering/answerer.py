"""The stage: question to answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import reduce

from api.answering.abstention import Abstainer, lacks_antecedent
from api.answering.conversation.around import Way, order_ways
from api.answering.conversation.followups import MOST_LOOKED_BACK, complete_question
from api.answering.graph.facts.writing import tell_sentence
from api.answering.joining import join_answers, tell_unanswered
from api.answering.model import MAX_HISTORY, Answer, Question
from api.answering.question.reading import Reading
from api.answering.question.wording.claimed import Asked
from api.answering.question.wording.openings import without_opening, without_second
from api.answering.question.wording.parted import part
from api.answering.question.wording.told import Told, part_told
from api.answering.question.words.relative_days import to_dates
from api.answering.question.words.spelling import Speller
from api.answering.question.words.year_parts import to_months
from api.answering.text.sentences.antecedents import find_proper
from api.answering.verdicts.premises import Premise, PremiseReader
from api.answering.verdicts.verdict_writing import turn_round
from api.answering.ways import Ways
from indexer.meanings import RelationMeanings
from indexer.search import PassageIndex
from kg.store import GraphStore
from ontology import Field
from ontology.roles import Role


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
        self._field = field
        self._ways = ways = Ways(graph, passages, field, meanings)
        self._reader = ways.reader
        self._speller = Speller(
            field.lexicon, ways.entities.name_words, passages.vocabulary, ways.knows, passages.reads_whole
        )
        self._changes = ways.changes
        self._premises = PremiseReader(ways.reader, ways.truth)
        self._abstainer = Abstainer(
            passages, ways.evidence, field, ways.has_answer, ways.entities.find_close, ways.selects_nothing
        )

    def prepare(self) -> None:
        """Read what some questions need, so that the first of them need not wait."""
        self._ways.prepare()

    def answer(self, question: Question) -> Answer:
        """Answer a question, or say why not."""
        begin = time.perf_counter()
        today = question.as_of or self._today()
        put = self._put_plainly(question.question, today)
        around = part_told(put.text)
        if around is None:
            found = self._answer_put(question, put, today)
        else:
            found = self._answer_told(question, put, around, today)
        timings = {**found.timings_ms, "total": round(1000 * (time.perf_counter() - begin), 2)}
        told = found.model_copy(update={"question": question.question, "timings_ms": timings})
        return told.cut(question.top_k)

    def _answer_told(self, question: Question, put: Asked, told: Told, today: date) -> Answer:
        """Answer a question that something is told around: by itself or with it, whichever first finds a sure answer.

        What is told counts as said before.
        """
        core = self._put_plainly(told.question, today)
        alone = question.model_copy(update={"history": [*question.history, *told.statements][-MAX_HISTORY:]})
        puts = {Way.ALONE: (alone, core), Way.WITH: (question, put)}
        answers: list[Answer] = []
        for way in order_ways(core.text, told, alone.history, self._reader):
            answers.append(self._answer_put(*puts[way], today))
            if answers[-1].is_sure:
                return answers[-1]
        return next((answer for answer in answers if answer.status == "answered"), answers[0])

    def _answer_put(self, question: Question, put: Asked, today: date) -> Answer:
        """Answer a question, or several in one, in plain words."""
        asked = self._prepare(question, put.text, today)
        parts = part(asked.question)
        found = self._answer_parts(asked, parts) if len(parts) > 1 else self._answer_one(asked)
        return turn_round(found) if put.is_denied else found

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
        named = self._reader.find_alone(asked)
        if named is None:
            return asked
        return f"{'who' if self._field.ontology.is_a(named.type, 'Person') else 'what'} is {asked.rstrip('?!. ')}?"

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
        ontology = self._field.ontology
        named = [m for m in find_proper(reading, ontology) if not ontology.plays(m.entity.type, Role.LEVEL)]
        of_two = reading.asks == "why" and len(named) > 1
        premise = self._find_denied(reading) if of_two else None  # much may be said of both
        found = self._ways.plain.answer(reading) if premise is None else None
        if found is not None:
            return found
        premise = premise if of_two else self._find_denied(reading)
        if premise is not None:
            return self._abstainer.correct(reading, premise)
        return self._ways.find_likely(reading) or self._abstainer.abstain(reading)

    def _find_denied(self, reading: Reading) -> Premise | None:
        """Return what a reading takes for granted and the documents deny."""
        return self._premises.find_denied(reading.text, reading.as_of_said)

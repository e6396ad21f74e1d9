"""Guesses: facts of relations that a question does not word, near to it by their sentences or by their meaning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from api.answering.graph.facts.evidence import EvidenceReader, find_ends
from api.answering.graph.facts.grounds import find_said
from api.answering.graph.facts.meant import NEAR, MeaningPlanner
from api.answering.graph.facts.results import Result
from api.answering.graph.facts.running import PlanRunner
from api.answering.graph.facts.weighing import ACCEPTED
from api.answering.graph.plans.patterns import Link
from api.answering.graph.plans.queries import Plan, PlanKind
from api.answering.question.asked.sought import find_sought
from api.answering.question.entities import Known
from api.answering.question.reading import Form, Reading
from api.answering.question.words.words import QUESTION_WORDS, SUPERLATIVES, Word
from indexer.tokens import find_tokens
from ontology import Ontology
from ontology.roles import Role

MANY = 5
# The share of a question's words that a sentence must hold, of a telegram's and of a whole question's.
HELD_BY_TELEGRAM, HELD = 0.5, 0.75
# How sure the facts of such a sentence are: of one that holds so many words, and what all of them add.
NEAR_SURE, NEAR_SCORE, NEAR_WHOLE = 0.8, 0.45, 0.2
# By how much a relation nearer in meaning is surer.
NEARER = 0.5
# Calibrated on questions without an answer: the more words no sentence bears out, the nearer a relation must be.
SURELY_MEANT = 0.71
A_WORD_MORE = 0.05
# The same where several words are asked and no sentence bears out any.
ALL_MEANT = 0.9


class Guesser:
    """Find facts that a question may be about, where none of its plans has found any."""

    def __init__(self, runner: PlanRunner, meant: MeaningPlanner, evidence: EvidenceReader, ontology: Ontology) -> None:
        self._runner = runner
        self._meant = meant
        self._evidence = evidence
        self._ontology = ontology

    def guess_near(self, plans: Sequence[Plan], reading: Reading) -> Iterator[Result]:
        """Yield the facts about what is named whose own sentence holds the rest of the question's words.

        Not where a relation is worded, and not for a count: what sentences bear out is no count.
        """
        asked = (plan.asked for plan in plans if plan.kind is not PlanKind.LIST)
        worded = any(found is not None and not found.literal for found in asked)
        telegraphic = reading.asks not in QUESTION_WORDS
        if reading.form is Form.COUNT or worded or not (telegraphic or reading.answer_class):
            return
        for mention in reading.mentions[:2]:
            rest = reading.unread(reading.named)
            if (
                not rest
                or reading.answer_class == "Date"
                or self._ontology.plays(mention.entity.type, Role.HEADING, Role.LEVEL, Role.HOST)
            ):
                continue
            for (predicate, is_subject), shared in self._find_told(mention.entity.iri, rest).items():
                if shared < (HELD if reading.asks in QUESTION_WORDS else HELD_BY_TELEGRAM):
                    continue
                link = Link(mention.entity.iri, self._ontology.properties[predicate], is_subject)
                if link.property.changes_over_time and not self._ontology.plays(reading.answer_class or "", Role.LEVEL):
                    continue
                plan = Plan(
                    (link,),
                    reading.named,
                    (mention.entity,),
                    NEAR_SURE,
                    reading.as_of,
                    link.property,
                    as_of_said=reading.as_of_said,
                    kind=PlanKind.NEAR,
                )
                yield from self._narrow_to_words(plan, reading, rest)

    def _find_told(self, iri: str, words: Sequence[Word]) -> dict[tuple[str, bool], float]:
        """Return relation and whether the thing is its subject -> the largest share of `words` in a sentence of it."""
        shares: dict[tuple[str, bool], float] = {}
        for source in self._evidence.about(iri):
            found = self._ontology.properties[source.predicate]
            if source.derived or source.modality != "asserted" or found.literal:
                continue
            said = set(find_tokens(f"{source.quote} {found.label} {source.section or ''} {source.title}"))
            key = (source.predicate, source.subject.iri == iri)
            shares[key] = max(shares.get(key, 0.0), _share(words, said))
        return shares

    def guess_meant(self, plans: Sequence[Plan], reading: Reading) -> Iterator[Result]:
        """Yield the results of relations near in meaning, where they account for all that the question names."""
        if reading.form is not Form.OPEN or any(plan.kind is PlanKind.CHAIN for plan in plans):
            return
        for meant in self._meant.plans(reading):
            result = self._runner.run(meant.plan, reading)
            if result is None:
                continue
            said = find_said(result.sources)
            others = [m for m in reading.mentions if m.entity not in meant.plan.given and not self._may_host(m.entity)]
            if not all(m.stands_in(said) for m in others):
                continue
            rest = reading.unread(set(meant.plan.read))
            unsaid = [word for word in rest if not set(find_tokens(word.text)) & said]
            if any(word.lower in SUPERLATIVES for word in unsaid):
                continue  # the first is not the last
            missing = len(unsaid)
            if len(result.items) > MANY and not find_sought(reading).plural:
                continue  # one thing is asked for, and the relation guessed at has many
            asked = reading.asks in QUESTION_WORDS and missing > 1 and missing == len(rest)
            if asked and meant.nearness < ALL_MEANT:
                continue
            if not missing or meant.nearness >= SURELY_MEANT + A_WORD_MORE * missing:
                yield replace(result, score=ACCEPTED + NEARER * (meant.nearness - NEAR))

    def _may_host(self, known: Known) -> bool:
        """Tell whether a thing is named for where another is at home rather than asked about."""
        return known.type == "Organization" or self._ontology.plays(known.type, Role.HOST)

    def _narrow_to_words(self, plan: Plan, reading: Reading, rest: Sequence[Word]) -> Iterator[Result]:
        """Yield a plan's result with those items alone whose sentences hold most of the words `rest`."""
        result = self._runner.run(plan, reading)
        if result is None:
            return
        best: dict[str, float] = {}
        mentioned = set(reading.iris)
        for source in result.sources:
            said = set(find_tokens(f"{source.quote} {source.section or ''}"))
            shared = _share(rest, said)
            for end in source.ends:
                if end.iri is not None and end.iri not in mentioned:
                    best[end.iri] = max(best.get(end.iri, 0.0), shared)
        top = max(best.values(), default=0.0)
        chosen = [item for item in result.items if item.iri and best.get(item.iri, 0.0) >= max(HELD_BY_TELEGRAM, top)]
        if not chosen:
            return
        kept = [item.iri for item in chosen]
        sources = tuple(source for source in result.sources if not find_ends([source]).isdisjoint(kept))
        yield Result(plan.limited_to(kept), tuple(chosen), sources, NEAR_SCORE + NEAR_WHOLE * top)


def _share(words: Sequence[Word], said: set[str]) -> float:
    """Return the share of some words that are among those said."""
    return sum(1 for word in words if set(find_tokens(word.text)) & said) / len(words)

"""Answers from facts: run the plans of a question, weigh them against its words, write the best one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from api.answering.graph.facts.better import find_better
from api.answering.graph.facts.evidence import EvidenceReader
from api.answering.graph.facts.grounds import Grounds
from api.answering.graph.facts.guesses import Guesser
from api.answering.graph.facts.keeping import Keeper
from api.answering.graph.facts.kinds import KindReader
from api.answering.graph.facts.meant import MeaningPlanner
from api.answering.graph.facts.narrowing import Narrower
from api.answering.graph.facts.results import Result, ResultReader
from api.answering.graph.facts.running import PlanRunner
from api.answering.graph.facts.telling import FactTeller
from api.answering.graph.facts.weighing import ACCEPTED, Weigher
from api.answering.graph.facts.widening import Widener
from api.answering.graph.plans.plans import Planner
from api.answering.graph.plans.queries import Plan, PlanKind
from api.answering.graph.plans.values import Value
from api.answering.joining import join_answers
from api.answering.model import Answer
from api.answering.question.asked.sought import find_kind_noun, is_plural
from api.answering.question.denials import denies
from api.answering.question.entities import EntityIndex
from api.answering.question.plain import ask_plainly
from api.answering.question.reading import Form, Reading
from api.answering.question.words.words import COUNTED_NOUNS
from ontology import Field
from ontology.roles import Role

MAX_PLANS = 40
SURE = 0.75
# How much more a result is worth that has several items where several are asked for.
SEVERAL = 0.15
# What leaves a list open.
_MORE = re.compile(
    r"\b(?:and|or)\s+(?:[\w,]+\s+){0,3}(?:others|more)\b|\betc\b|\band so on\b|\bamong others\b", re.IGNORECASE
)


class FactAnswerer:
    """Answer open questions and counts by SPARQL over the graph."""

    def __init__(
        self,
        results: ResultReader,
        teller: FactTeller,
        meant: MeaningPlanner,
        evidence: EvidenceReader,
        entities: EntityIndex,
        kinds: KindReader,
        field: Field,
        instead: Callable[[Reading], Answer | None] = lambda _: None,
    ) -> None:
        """`instead` gives a better answer where there is one to a relation that was only guessed at."""
        self._instead = instead
        self._field = field
        self._ontology = field.ontology
        self._lexicon = field.lexicon
        self._entities = entities
        self._planner = Planner(field)
        self._results = results
        self._teller = teller
        self._weigher = Weigher(self._results, field)
        self._runner = PlanRunner(self._results, self._weigher, kinds, field)
        self._guesser = Guesser(self._runner, meant, evidence, field.ontology)
        self._grounds = Grounds(field, self._results.type_of, kinds, evidence)
        self._widener = Widener(self._runner, self._results, field.ontology)
        self._keeper = Keeper(kinds, field)
        self._narrower = Narrower(self._results, kinds, evidence, field)

    def answer(self, reading: Reading) -> Answer | None:
        """Return the answer of the best plan, or None where none fits the question well enough."""
        best = self.best(reading)
        if best is None:
            return self._count_none(reading) if reading.form is Form.COUNT else None
        if reading.form is Form.COUNT:
            counts = reading.answer_noun is not None or (_counts_anything(reading) and _is_listed(best))
            return self._teller.write_count(reading, best) if counts and not _is_open(best) else None
        missing = self._weigher.find_missing(best.plan, best.items, best.sources, reading)
        return find_better(self._instead, reading, best, missing) or self._write(reading, best)

    def _write(self, reading: Reading, best: Result) -> Answer:
        """Return a result as an answer, with what a further relation gives where several things are asked for."""
        answer, further = self._teller.write(reading, best), self._widener.find_further(best, reading)
        return answer if further is None else join_answers(answer, self._teller.write(reading, further), reading.text)

    def tell(self, reading: Reading, result: Result) -> Answer:
        """Return a result as an answer."""
        return self._teller.write(reading, result)

    def _count_none(self, reading: Reading) -> Answer | None:
        """Answer 0 where a list is told, and nothing in it is of the level asked about."""
        for plan in self._planner.plans(reading):
            if plan.wide is not None:
                listed = self._runner.run(replace(plan, pattern=plan.wide), reading)
                if listed is not None and not self._results.items(plan):
                    return self._teller.write_none(reading, listed, plan)
            wide = tuple(link for link in plan.links if not link.property.changes_over_time)
            if plan.kind is not PlanKind.LIST or not wide or len(wide) == len(plan.links):
                continue
            listed = self._runner.run(replace(plan, links=wide), reading)
            if listed is not None and listed.score >= ACCEPTED and not self._results.items(plan):
                return self._teller.write_none(reading, listed, plan)
        return None

    def best(self, reading: Reading) -> Result | None:
        """Return the best result of all plans that found something."""
        plans = self._plans(reading)
        results = self._run_all(plans, reading)
        guesses = () if reading.is_ahead else (self._guesser.guess_near, self._guesser.guess_meant)
        for find_others in (self._with_reserve, *guesses):
            if not denies(reading) and not any(result.score >= ACCEPTED for result in results):
                results.extend(find_others(plans, reading))
        verbs = self._find_worded(plans, reading)
        results = _of_counted(results, reading)
        if reading.asks == "where":
            results = [r for r in results if not all(self._is_person(item) for item in r.items)]
        results = [r for r in results if not _turns_around(r, plans) and not self._is_beside(r, verbs, reading)]
        results = [r for r in results if not (self._gives_no_agent(r, reading) or _passes_over(r, reading))]
        results = [r for r in results if not self._is_of_compound(r, reading)]
        borne = (r for r in results if r.score >= ACCEPTED and self._grounds.bear_out(r, reading))
        accepted = [kept for r in borne if (kept := self._keeper.keep(r, reading)) is not None]
        # Of equals the one that is told as it is asked, then that whose frame the lexicon gives first.
        best = max(accepted, key=lambda r: (_rate(r, reading), len(r.plan.links), _is_told_so(r)), default=None)
        if best is None:
            return None
        meant = self._widener.widen(self._narrower.narrow(best, reading), reading)
        return self._narrower.take_wanted(meant, reading)

    def _gives_no_agent(self, result: Result, reading: Reading) -> bool:
        """Tell whether a result gives what somebody made or has, where a question asks for somebody."""
        asked, links = reading.answer_class, result.plan.links
        if asked is None or not self._ontology.is_a(asked, "Agent") or len(links) != 1:
            return False
        found, given = links[0].property.domain, links[0].property.range
        if links[0].node_is_subject:
            found, given = given, found
        told = any(self._ontology.is_a(one, "Agent") for one in found)
        return not told and any(self._ontology.is_a(one, "Agent") for one in given)

    def _is_of_compound(self, result: Result, reading: Reading) -> bool:
        """Tell whether a question asks what a thing of a named one has, and a result tells it of that one itself.

        "What does a Zorblat sail contain" asks of the sail; "what does the Zorblat project contain" of Zorblat.
        """
        behind = (m.last + 1 for m in reading.mentions if m.entity.iri in result.plan.given_iris)
        verbs = reading.verb_places
        return any(
            n in reading.content
            and n not in result.plan.read | verbs | reading.named
            and n + 1 in verbs
            and reading.lowers[n] not in self._lexicon.class_of
            for n in behind
        )

    def _is_person(self, item: Value) -> bool:
        """Tell whether an item is a person, or somebody of whom no more is known than that he acts, and so no place."""
        found = self._results.type_of(item)
        return found is not None and (found == "Agent" or self._ontology.is_a(found, "Person"))

    def ask_plainly(self, reading: Reading) -> str | None:
        """Return the plain question for the relation that a question words, where that is all it says."""
        verbs = {n for use in reading.verbs for n in use.indices}
        if any(map(reading.asks_of_name, reading.mentions)) or denies(reading) or reading.is_ahead:
            return None
        if find_kind_noun(reading, self._field) is not None:
            return None  # "which queue does X use" asks for less than what X uses
        for plan in self._plans(reading):
            link = plan.links[0]
            level = self._entities.by_iri.get(link.node) if plan.kind is PlanKind.SINCE else None
            if level is not None and not reading.unread(plan.read):
                return f"Since when has {plan.given[0].label} been {level.label}?"
            told = len(plan.links) == 1 and plan.frame in self._lexicon.by_name and plan.sure >= SURE
            told = told and not self._grounds.find_offices(link, reading)  # who works for X need not be its head
            whole = verbs <= plan.read and not reading.unread(plan.read)
            left = {m.entity.iri for m in reading.mentions if not m.is_common} - plan.used
            if told and whole and not left and len(plan.given) == 1 and not link.property.literal:
                return ask_plainly(plan.given[0].label, link.property, link.node_is_subject, self._ontology)
        return None

    def _plans(self, reading: Reading) -> list[Plan]:
        """Return the plans of a question, the surest first."""
        plans = sorted(self._planner.plans(reading), key=lambda plan: -plan.sure)[:MAX_PLANS]
        told_by = reading.as_of_said is not None  # "by 2018" asks what was so, "in 2018" what happened
        happened = reading.form is Form.COUNT or (reading.as_of is not None and reading.answer_class != "Date")
        if happened and not told_by and any(plan.kind is PlanKind.EVENT for plan in plans):
            return [plan for plan in plans if plan.kind is PlanKind.EVENT or plan.as_of is None]
        return plans

    def _run_all(self, plans: Sequence[Plan], reading: Reading) -> list[Result]:
        """Return what plans find, as far as they may still be better than what was found before."""
        results: list[Result] = []
        seen = set()
        top = ACCEPTED
        for plan in plans:
            if round(plan.sure, 3) < round(top, 3):
                break  # no result scores above how sure its plan is
            if (plan.sparql, plan.read) in seen:
                continue
            seen.add((plan.sparql, plan.read))
            result = self._runner.run(plan, reading)
            if result is not None:
                results.append(result)
                top = max(top, result.score)
        return results

    def _find_worded(self, plans: Sequence[Plan], reading: Reading) -> set[str]:
        """Return the relations that the verb of a question words, with the wider ones that they are of."""
        verbs = {use.frame.name for use in reading.verbs}
        asked = [plan.asked for plan in plans if plan.asked is not None and plan.sure >= SURE and plan.frame in verbs]
        return {name for found in asked for name in (found.name, found.parent) if name is not None}

    def _is_beside(self, result: Result, worded: set[str], reading: Reading) -> bool:
        """Tell whether a result is of a relation that was guessed, or is the noun's, where a verb words another.

        "Which companies use X" does not ask for the company behind it; "which language does X use" for its language.
        """
        if self._ontology.plays(reading.answer_class or "", Role.VALUE):
            return False
        asked = result.plan.asked
        nouns = {use.frame.name for use in reading.nouns if use.first == reading.answer_noun}
        if not worded or asked is None or not (result.plan.guessed or result.plan.frame in nouns):
            return False
        return not worded & {name for link in result.plan.links for name in (link.property.name, link.property.parent)}

    def _with_reserve(self, plans: Sequence[Plan], reading: Reading) -> Iterator[Result]:
        """Yield what the documents only suppose or plan, where they assert nothing."""
        for plan in plans:
            worded = len(plan.links) == 1 and plan.pattern is None and plan.sure >= SURE
            if worded and not plan.links[0].property.changes_over_time:
                result = self._runner.run(replace(plan, reserve=True), reading)
                if result is not None:
                    yield result


def _rate(result: Result, reading: Reading) -> float:
    """Return how well a result fits a question, better where both are of several things."""
    many = len(result.items) > 1 and reading.answer_noun is not None and is_plural(reading.lowers[reading.answer_noun])
    return round(result.score + (SEVERAL if many else 0.0), 3)


def _is_told_so(result: Result) -> bool:
    """Tell whether all statements of a symmetric relation have what a question names at the end where it names it.

    "What does X run on" is hardly answered by what runs on X.
    """
    link = result.plan.links[0]
    given = set(result.plan.given_iris)
    ends = (source.subject.iri if link.node_is_subject else source.object.iri for source in result.sources)
    return not link.property.symmetric or all(iri in given for iri in ends)


def _of_counted(results: Sequence[Result], reading: Reading) -> list[Result]:
    """Return those results alone that are of the noun to be counted, where it words a relation: "how many keywords"."""
    counted = {
        use.frame.name for use in reading.nouns if reading.form is Form.COUNT and reading.answer_noun in use.indices
    }
    return [result for result in results if result.plan.frame in counted] or list(results)


def _counts_anything(reading: Reading) -> bool:
    """Tell whether whatever there is is counted: "how many things", "how many entries"."""
    lowers = reading.lowers
    place = lowers.index("many") + 1 if "many" in lowers else len(lowers)
    return bool(set(lowers[place : place + 1]) & COUNTED_NOUNS)


def _is_open(result: Result) -> bool:
    """Tell whether a sentence says that there are more than it names: "A, B and 400 others"."""
    return any(_MORE.search(source.quote) for source in result.sources)


def _is_listed(result: Result) -> bool:
    """Tell whether records tell what was found: they list all there is, as sentences need not."""
    return any(source.is_record for source in result.sources)


def _passes_over(result: Result, reading: Reading) -> bool:
    """Tell whether a result has something else where a question names the object of its verb: "replaced X in Y"."""
    links = result.plan.links
    told, nodes = {link.property.name for link in links}, {link.node for link in links}
    ends = {use.last for use in reading.verbs if told & set(use.frame.senses)}
    objects = (m for m in reading.mentions if m.first - 1 in ends and not m.is_common)
    return len(links) > 1 and any(nodes.isdisjoint(known.iri for known in m.candidates) for m in objects)


def _turns_around(result: Result, worded: Sequence[Plan]) -> bool:
    """Tell whether a result that no frame gave reads a relation the other way round than the words do."""
    if len(result.plan.links) != 1 or any(plan.links == result.plan.links for plan in worded):
        return False
    link = result.plan.links[0]
    return any(
        plan.sure >= SURE
        and len(plan.links) == 1
        and plan.links[0].property.name == link.property.name
        and plan.links[0].node == link.node
        and plan.links[0].node_is_subject != link.node_is_subject
        for plan in worded
    )

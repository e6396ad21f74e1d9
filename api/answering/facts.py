"""Answers from facts: run the plans of a question, weigh them against its words, write the best one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from api.answering.entities import EntityIndex, Known
from api.answering.evidence import EvidenceReader, Source, Value
from api.answering.grounds import Grounds, find_said
from api.answering.kinds import KindReader
from api.answering.links import Linker
from api.answering.meant import NEAR, MeaningPlanner
from api.answering.model import Answer
from api.answering.narrowing import Narrower
from api.answering.plans import Planner
from api.answering.queries import Link, Plan
from api.answering.reading import Mention, Reading
from api.answering.results import Result, ResultReader
from api.answering.sentences import is_of
from api.answering.sought import find_sought
from api.answering.telling import FactTeller
from api.answering.words import EMPTY, QUESTION_WORDS, Word
from indexer.meanings import RelationMeanings
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from kg.store import GraphStore
from ontology import Field
from ontology.roles import Role

MAX_PLANS = 40
ACCEPTED = 0.5
NARROWED = 0.15
MANY = 5
_EMPTY_NOUNS = frozenset(token for word in EMPTY for token in find_tokens(word))
_SOURCES = frozenset("landscape catalogue catalog list dataset data file map".split())
SURE = 0.75
# Calibrated on questions without an answer: the more words no sentence bears out, the nearer a relation must be.
SURELY_MEANT = 0.71
A_WORD_MORE = 0.05


class FactAnswerer:
    """Answer open questions and counts by SPARQL over the graph."""

    def __init__(
        self,
        graph: GraphStore,
        passages: PassageIndex,
        evidence: EvidenceReader,
        entities: EntityIndex,
        kinds: KindReader,
        field: Field,
        meanings: RelationMeanings,
        instead: Callable[[Reading], Answer | None] = lambda _: None,
    ) -> None:
        """`instead` gives a better answer where there is one to a relation that was only guessed at."""
        self._instead = instead
        self._kinds = kinds
        self._evidence = evidence
        self._ontology = field.ontology
        self._class_nouns = field.lexicon.class_nouns
        self._planner = Planner(field)
        self._meant = MeaningPlanner(graph, meanings, field, Linker(field))
        self._results = ResultReader(graph, evidence, entities, field.ontology)
        self._grounds = Grounds(field, self._results.type_of)
        self._narrower = Narrower(self._results, kinds, field)
        self._teller = FactTeller(passages, self._results, field.ontology)

    def answer(self, reading: Reading) -> Answer | None:
        """Return the answer of the best plan, or None where none fits the question well enough."""
        best = self.best(reading)
        if best is None:
            return self._count_none(reading) if reading.form == "count" else None
        if reading.form == "count":
            return self._teller.write_count(reading, best) if reading.answer_noun is not None else None
        guessed = best.plan.guessed or self._find_missing(best.plan, best.items, best.sources, reading)
        return (guessed and self._instead(reading)) or self._teller.write(reading, best)

    def tell(self, reading: Reading, result: Result) -> Answer:
        """Return a result as an answer."""
        return self._teller.write(reading, result)

    def _count_none(self, reading: Reading) -> Answer | None:
        """Answer 0 where a list is told, and nothing in it is of the level asked about."""
        for plan in self._planner.plans(reading):
            if plan.wide is not None:
                listed = self._run(replace(plan, pattern=plan.wide), reading)
                if listed is not None and not self._results.items(plan):
                    return self._teller.write_none(reading, listed, plan)
            wide = tuple(link for link in plan.links if not link.property.changes_over_time)
            if plan.frame != "list" or not wide or len(wide) == len(plan.links):
                continue
            listed = self._run(replace(plan, links=wide), reading)
            if listed is not None and listed.score >= ACCEPTED and not self._results.items(plan):
                return self._teller.write_none(reading, listed, plan)
        return None

    def best(self, reading: Reading) -> Result | None:
        """Return the best result of all plans that found something."""
        results = []
        seen = set()
        plans = sorted(self._planner.plans(reading), key=lambda plan: -plan.sure)[:MAX_PLANS]
        told_by = reading.as_of_said is not None  # "by 2018" asks what was so, "in 2018" what happened
        if reading.form == "count" and not told_by and any(plan.frame == "event" for plan in plans):
            plans = [plan for plan in plans if plan.frame == "event" or plan.as_of is None]
        top = ACCEPTED
        for plan in plans:
            if round(plan.sure, 3) < round(top, 3):
                break  # no result scores above how sure its plan is
            if (plan.sparql, plan.read) in seen:
                continue
            seen.add((plan.sparql, plan.read))
            result = self._run(plan, reading)
            if result is not None:
                results.append(result)
                top = max(top, result.score)
        if not any(result.score >= ACCEPTED for result in results):
            results.extend(self._with_reserve(plans, reading))
        telegraphic = reading.asks not in QUESTION_WORDS
        worded = any(plan.asked is not None and not plan.asked.literal and plan.frame != "list" for plan in plans)
        counts = reading.form == "count"  # what sentences bear out is no count
        if (
            not counts
            and not worded
            and (telegraphic or reading.answer_class)
            and not any(r.score >= ACCEPTED for r in results)
        ):
            results.extend(self._near(reading))
        joined = any("+" in plan.frame for plan in plans)
        if reading.form == "open" and not joined and not any(r.score >= ACCEPTED for r in results):
            results.extend(self._by_meaning(reading))
        verbs = self._find_worded(plans, reading)
        results = [r for r in results if not _turns_around(r, plans) and not self._is_beside(r, verbs, reading)]
        accepted = [r for r in results if r.score >= ACCEPTED and self._grounds.bear_out(r, reading)]
        # Of equals the one whose frame the lexicon gives first.
        best = max(accepted, key=lambda r: (round(r.score, 3), len(r.plan.links)), default=None)
        if best is None:
            return None
        return self._with_other_sides(self._narrower.narrow(best, reading), reading)

    def _find_worded(self, plans: Sequence[Plan], reading: Reading) -> set[str]:
        """Return the relations that the verb of a question words, with the wider ones that they are of."""
        verbs = {use.frame.name for use in reading.frames if use.frame.part_of_speech == "verb"}
        asked = [plan.asked for plan in plans if plan.asked is not None and plan.sure >= SURE and plan.frame in verbs]
        return {name for found in asked for name in (found.name, found.parent) if name is not None}

    def _is_beside(self, result: Result, worded: set[str], reading: Reading) -> bool:
        """Tell whether a result is of a relation that was guessed, or is the noun's, where a verb words another.

        "Which companies use X" does not ask for the company behind it.
        """
        asked = result.plan.asked
        nouns = {
            u.frame.name for u in reading.frames if u.frame.part_of_speech == "noun" and u.first == reading.answer_noun
        }
        if not worded or asked is None or not (result.plan.guessed or result.plan.frame in nouns):
            return False
        return not worded & {asked.name, asked.parent}

    def _with_other_sides(self, result: Result, reading: Reading) -> Result:
        """Add what other documents say by the wider relation, where one value is expected and they name others."""
        asked, links = result.plan.asked, result.plan.links
        if asked is None or not asked.expected_single or asked.parent is None or len(links) != 1:
            return result
        if reading.form != "open" or links[0].property != asked or not links[0].node_is_subject:
            return result
        wider = self._ontology.properties[asked.parent]
        found = self._run(replace(result.plan, links=(replace(links[0], property=wider),), asked=wider), reading)
        kinds = {self._results.type_of(item) for item in result.items}
        told = {source.document for source in result.sources}
        known = {item.iri for item in result.items}
        others = {
            source.object.iri
            for source in (found.sources if found else ())
            if source.object.iri not in known and source.document not in told and not source.derived
            and self._results.type_of(source.object) in kinds
        }  # fmt: skip
        if found is None or not others:
            return result
        sides = tuple(item for item in found.items if item.iri in others | known)
        plan = replace(found.plan, only=tuple(item.iri for item in sides if item.iri), differs=True)
        sources = tuple(source for source in found.sources if source.object.iri in others | known)
        return Result(plan, sides, sources, result.score)

    def _run(self, plan: Plan, reading: Reading) -> Result | None:
        """Run a plan; narrow it to the class asked for where it found other things beside."""
        if reading.excluded:
            plan = replace(plan, exclude=(*plan.exclude, *(m.entity.iri for m in reading.excluded)))
        items = self._results.items(plan)
        if not items:
            return None
        narrowness = 0.0
        wanted = reading.answer_class
        anything = wanted in {None, "Date", "Concept"} or self._asks_for_anything(plan, reading)
        kinds = () if wanted is None or anything else self._ontology.others(wanted)
        if kinds and plan.asked is not None and not plan.asked.literal and any(item.iri for item in items):
            fitting = [item for item in items if not self._results.is_of(item, kinds)]
            if not fitting and not self._are_called(reading.answer_class, plan, items):
                return None
            if fitting and 2 * len(fitting) <= len(items):
                narrowness = 1.0 - len(fitting) / len(items)
                plan, items = replace(plan, types=kinds), fitting
        plan, items = self._narrow_to_kind(plan, items, reading)
        mentioned = {m.entity.iri for m in reading.mentions}
        if plan.beside:
            sources = self._results.sources(plan, items)
            return Result(plan, tuple(items), tuple(sources), self._score(plan, items, sources, reading))
        if all(item.iri in mentioned for item in items):
            return None
        named = tuple(sorted({item.iri for item in items if item.iri} & (mentioned | {g.iri for g in plan.given})))
        if named:
            plan = replace(plan, exclude=(*plan.exclude, *named))
            items = [item for item in items if item.iri not in named]
        sources = self._results.sources(plan, items[:40])
        score = self._score(plan, items, sources, reading) - NARROWED * narrowness
        return Result(plan, tuple(items), tuple(sources), score)

    def _are_called(self, wanted: str | None, plan: Plan, items: Sequence[Value]) -> bool:
        """Tell whether a property names the class asked for beside those of the items: a layer or a category."""
        link = plan.links[0]
        side = link.property.range if link.node_is_subject else link.property.domain
        kinds = {self._results.type_of(item) for item in items}
        return wanted in side and kinds <= set(side)

    def _narrow_to_kind(self, plan: Plan, items: list[Value], reading: Reading) -> tuple[Plan, list[Value]]:
        """Keep those items alone that are told to be of the noun asked for, where some are: "which scanner ..."."""
        heads = find_sought(reading).heads - _EMPTY_NOUNS
        if len(items) < 2 or not heads or reading.asks not in {"which", "what"} or plan.pattern is not None:
            return plan, items
        own = {token for known in plan.given for token in find_tokens(known.label)}
        kinds = {item.iri: self._kinds.words(item.iri) - own for item in items if item.iri}
        fitting = [item for item in items if item.iri and any(is_of(head, kinds[item.iri]) for head in heads)]
        unknown = {item.iri for item in items if item.iri and not kinds[item.iri]}
        if not fitting or len(fitting) == len(items):
            return plan, items
        if unknown:  # what no other document tells of is what the relation's own sentence calls it
            worded = (s for s in self._results.sources(plan, items[:40]) if heads & set(find_tokens(s.quote)))
            called = {end.iri for source in worded for end in (source.subject, source.object)} & unknown
            fitting = [item for item in items if item in fitting or item.iri in called]
        return replace(plan, only=tuple(item.iri for item in fitting if item.iri)), fitting

    def _asks_for_anything(self, plan: Plan, reading: Reading) -> bool:
        """Tell whether "who" means whatever stands at that end: "who uses X" may be a program."""
        if plan.asked is None or reading.answer_noun is not None or len(plan.links) != 1:
            return False
        link = plan.links[0]
        ends = link.property.range if link.node_is_subject else link.property.domain
        return len(ends) > 1 and any(name == "Thing" or self._ontology.is_a(name, "Agent") for name in ends)

    def _with_reserve(self, plans: Sequence[Plan], reading: Reading) -> Iterator[Result]:
        """Yield what the documents only suppose or plan, where they assert nothing."""
        for plan in plans:
            if len(plan.links) == 1 and plan.sure >= 0.75 and not plan.links[0].property.changes_over_time:
                result = self._run(replace(plan, reserve=True), reading)
                if result is not None:
                    yield result

    def _by_meaning(self, reading: Reading) -> Iterator[Result]:
        """Yield the results of relations near in meaning, where they account for all that the question names."""
        for meant in self._meant.plans(reading):
            result = self._run(meant.plan, reading)
            if result is None:
                continue
            said = find_said(result.sources)
            others = [m for m in reading.mentions if m.entity not in meant.plan.given and not self._may_host(m.entity)]
            if not all(any(set(find_tokens(name)) <= said for name in m.names) for m in others):
                continue
            rest = reading.unread(set(meant.plan.read))
            missing = sum(1 for word in rest if not set(find_tokens(word.text)) & said)
            if len(result.items) > MANY and not find_sought(reading).plural:
                continue  # one thing is asked for, and the relation guessed at has many
            if not missing or meant.nearness >= SURELY_MEANT + A_WORD_MORE * missing:
                yield replace(result, score=ACCEPTED + 0.5 * (meant.nearness - NEAR))

    def _may_host(self, known: Known) -> bool:
        """Tell whether a thing is named for where another is at home rather than asked about."""
        return known.type == "Organization" or self._ontology.plays(known.type, Role.HOST)

    def _near(self, reading: Reading) -> Iterator[Result]:
        """Yield the facts about what is named whose own sentence holds the rest of the question's words."""
        for mention in reading.mentions[:2]:
            rest = reading.unread(reading.named)
            if (
                not rest
                or reading.answer_class == "Date"
                or self._ontology.plays(mention.entity.type, Role.HEADING, Role.LEVEL, Role.HOST)
            ):
                continue
            groups: dict[tuple[str, bool], float] = {}
            for source in self._evidence.about(mention.entity.iri):
                found = self._ontology.properties[source.predicate]
                if source.derived or source.modality != "asserted" or found.literal:
                    continue
                said = set(find_tokens(f"{source.quote} {found.label} {source.section or ''} {source.title}"))
                shared = sum(1 for word in rest if set(find_tokens(word.text)) & said) / len(rest)
                key = (source.predicate, source.subject.iri == mention.entity.iri)
                groups[key] = max(groups.get(key, 0.0), shared)
            for (predicate, is_subject), shared in groups.items():
                if shared < (0.75 if reading.asks in QUESTION_WORDS else 0.5):
                    continue
                link = Link(mention.entity.iri, self._ontology.properties[predicate], is_subject)
                if link.property.changes_over_time and not self._ontology.plays(reading.answer_class or "", Role.LEVEL):
                    continue
                plan = Plan(
                    (link,),
                    frozenset(reading.named),
                    (mention.entity,),
                    0.8,
                    reading.as_of,
                    link.property,
                    as_of_said=reading.as_of_said,
                    frame="near",
                )
                yield from self._narrow_to_words(plan, reading, rest)

    def _narrow_to_words(self, plan: Plan, reading: Reading, rest: Sequence[Word]) -> Iterator[Result]:
        """Yield a plan's result with those items alone whose sentences hold most of the words `rest`."""
        result = self._run(plan, reading)
        if result is None:
            return
        best: dict[str, float] = {}
        mentioned = {m.entity.iri for m in reading.mentions}
        for source in result.sources:
            said = set(find_tokens(f"{source.quote} {source.section or ''}"))
            shared = sum(1 for word in rest if set(find_tokens(word.text)) & said) / len(rest)
            for end in (source.subject, source.object):
                if end.iri is not None and end.iri not in mentioned:
                    best[end.iri] = max(best.get(end.iri, 0.0), shared)
        top = max(best.values(), default=0.0)
        chosen = [item for item in result.items if item.iri and best.get(item.iri, 0.0) >= max(0.5, top)]
        if not chosen:
            return
        plan = replace(plan, only=tuple(item.iri for item in chosen if item.iri))
        labels = {item.iri for item in chosen}
        sources = tuple(s for s in result.sources if s.subject.iri in labels or s.object.iri in labels)
        yield Result(plan, tuple(chosen), sources, 0.45 + 0.2 * top)

    def _score(self, plan: Plan, items: Sequence[Value], sources: Sequence[Source], reading: Reading) -> float:
        """Weigh how much of the question a result accounts for, by its plan and by the words of its sentences."""
        read = plan.read | self._kind_words(plan, reading)
        missing = self._find_missing(plan, items, sources, reading)
        weak = len(reading.unread(set(read))) - len(missing)
        total = max(1, len(reading.content))
        coverage = 1.0 - (len(missing) + 0.15 * weak) / total
        entities = {m.entity.iri for m in reading.mentions}
        used = {known.iri for known in plan.given}
        left = entities - used - {link.node for link in plan.links} - {i.iri for i in items} - set(plan.exclude)
        hosts = {m.entity.iri for m in reading.mentions if self._ontology.plays(m.entity.type, Role.HOST)}
        proper = {
            m.entity.iri
            for m in reading.mentions
            if m.surface != m.surface.lower()
            and not self._ontology.is_a(m.entity.type, "Topic")
            and (m.first == 0 or reading.words[m.first - 1].lower not in {"which", "what"})
        }
        # Where a thing is at home ("X in the foundation Y") says less than any other name, as does a common word.
        weak_names = hosts | {m.entity.iri for m in reading.mentions if self._is_word(m)}
        unused = len(left - weak_names) + 0.25 * len(left & weak_names)
        ignored = {
            use.first
            for use in reading.frames
            if (use.frame.part_of_speech == "verb" or use.frame.lemma not in self._class_nouns)
            and not use.indices & read
        }
        if reading.asked_words and all(word in missing for word in reading.asked_words):
            coverage *= 0.5
        if reading.answer_class not in {None, "Date", "Concept"}:
            fitting = sum(self._is_surely(item, reading.answer_class or "") for item in items[:20]) / len(items[:20])
            coverage *= 0.8 + 0.2 * fitting
        return plan.sure * coverage - 0.12 * unused - 0.13 * len((left - hosts) & proper) - 0.2 * len(ignored)

    def _find_missing(
        self, plan: Plan, items: Sequence[Value], sources: Sequence[Source], reading: Reading
    ) -> list[Word]:
        """Return the words of a question that neither a plan reads nor its sentences and what it found hold."""
        said = find_said(sources, items)
        unread = reading.unread(set(plan.read | self._kind_words(plan, reading)))
        return [word for word in unread if not set(find_tokens(word.text)) & said]

    def _kind_words(self, plan: Plan, reading: Reading) -> set[int]:
        """Return the words that only say what a name that a plan uses is ("the group X"), or where ("in the list")."""
        used = {known.iri for known in plan.given}
        before = {m.first - 1 for m in reading.mentions if m.entity.iri in used and m.first > 0}
        lowers = [word.lower for word in reading.words]
        sources = {n for n in range(2, len(lowers)) if lowers[n] in _SOURCES and lowers[n - 2] in {"in", "on", "of"}}
        return {n for n in before if lowers[n] in self._class_nouns} | sources

    def _is_word(self, mention: Mention) -> bool:
        """Tell whether a name is written as a word, and is that of a heading ("storage" in "storage vendors")."""
        return self._ontology.plays(mention.entity.type, Role.HEADING) and mention.surface == mention.surface.lower()

    def _is_surely(self, item: Value, wanted: str) -> bool:
        """Tell whether an item is known to be of a class, or of one above it that says as much."""
        kind = self._results.type_of(item) or ("Thing" if item.iri else "Literal")
        return kind != "Thing" and (self._ontology.is_a(kind, wanted) or self._ontology.is_a(wanted, kind))


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

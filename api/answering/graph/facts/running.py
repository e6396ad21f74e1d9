"""Running: a plan to a weighed result, narrowed to the things that are of the class and kind asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from api.answering.graph.facts.evidence import Source, find_ends
from api.answering.graph.facts.kinds import KindReader
from api.answering.graph.facts.results import Result, ResultReader
from api.answering.graph.facts.weighing import Weigher
from api.answering.graph.plans.queries import Plan, PlanKind
from api.answering.graph.plans.values import Value
from api.answering.model import MAX_CITATIONS
from api.answering.question.asked.held import is_of
from api.answering.question.asked.sought import EMPTY_TOKENS, find_kind_noun, find_sought
from api.answering.question.reading import Reading
from indexer.tokens import find_tokens
from ontology import Field

NARROWED = 0.15
SHOWN = 12
READ = 40
# The plans that list works by what is said of them all.
_LISTS = frozenset([PlanKind.LIST, PlanKind.EXTREME])
# What parts the names of a list, and what a word of a name has.
_JOINT, _NAMED = re.compile(r",? and |,? or |, "), re.compile(r"[A-Z/]")


class PlanRunner:
    """Run the plans of a question."""

    def __init__(self, results: ResultReader, weigher: Weigher, kinds: KindReader, field: Field) -> None:
        self._results = results
        self._weigher = weigher
        self._kinds = kinds
        self._ontology = field.ontology
        self._field = field
        self._lexicon = field.lexicon

    def run(self, plan: Plan, reading: Reading) -> Result | None:
        """Run a plan; narrow it to the class asked for where it found other things beside."""
        if reading.excluded:
            plan = plan.without(m.entity.iri for m in reading.excluded)
        found = self._results.items(plan)
        kinds = self._other_kinds(plan, found, reading)
        plan, items = self._narrow_to_class(plan, found, kinds, reading)
        narrowness = 1.0 - len(items) / len(found) if found else 0.0
        if items and reading.asks == "where":
            plan, items = self._narrow_to_homes(plan, items)
        wide = plan
        if items and not plan.takes_all:
            plan, items = self._narrow_to_kind(plan, items, reading)
        told = plan is not wide  # to be of the noun asked for
        if plan.beside:
            sources, narrowness = self._results.sources(plan, items) if items else [], 0.0
        else:
            plan, items = _without_named(plan, items, reading)
            sources = self._read_sources(plan, items, reading) if items else []
        if not items:
            return None
        judged = [item for item in items if not (told and item.iri and self._results.type_of(item) == "Thing")]
        score = self._weigher.weigh(plan, items, sources, reading, judged or items) - NARROWED * narrowness
        return Result(plan, tuple(items), tuple(sources), score)

    def _other_kinds(self, plan: Plan, items: Sequence[Value], reading: Reading) -> tuple[str, ...]:
        """Return the classes that what is asked for is not of; none where a question asks for anything."""
        wanted = reading.answer_class
        if wanted in {None, "Date", "Concept"} or plan.asked is None or plan.asked.literal:
            return ()
        if self._asks_for_anything(plan, reading) or not any(item.iri for item in items):
            return ()
        return self._ontology.others(wanted)

    def _narrow_to_class(
        self, plan: Plan, items: list[Value], kinds: tuple[str, ...], reading: Reading
    ) -> tuple[Plan, list[Value]]:
        """Keep those items alone that may be of the class asked for, where half or more are certainly of another."""
        if not kinds:
            return plan, items
        fitting = [item for item in items if not self._results.is_of(item, kinds)]
        if fitting and 2 * len(fitting) <= len(items):
            return plan.without_classes(kinds), fitting
        wanted = reading.answer_class or ""
        meant = fitting or self._are_called(wanted, plan, items) or self._is_end_noun(plan, wanted)
        return plan, items if meant else []

    def _read_sources(self, plan: Plan, items: Sequence[Value], reading: Reading) -> list[Source]:
        """Return the statements behind the first items: of as many as an answer may cite.

        Where words of the question are left, sentences pick the items meant, and those of all are needed.
        """
        sources = self._results.sources(plan, items[:SHOWN])
        places = {(source.document, source.span) for source in sources}
        if len(items) > SHOWN and (len(places) <= MAX_CITATIONS or reading.unread(plan.read)):
            sources += self._results.sources(plan, items[SHOWN:READ])
        return sources

    def _is_end_noun(self, plan: Plan, wanted: str) -> bool:
        """Tell whether a plan reads the noun that says the class as an end of its relation: "the developer of X"."""
        frame = self._lexicon.by_name.get(plan.frame)
        return frame is not None and frame.is_noun and self._lexicon.class_nouns.get(frame.lemma.split()[-1]) == wanted

    def _narrow_to_homes(self, plan: Plan, items: list[Value]) -> tuple[Plan, list[Value]]:
        """Keep those items alone that are organizations, where some are, and no persons: "where was X built"."""
        kinds = {item.iri: self._results.type_of(item) or "Thing" for item in items if item.iri}
        homes = [item for item in items if item.iri and self._ontology.is_a(kinds[item.iri], "Organization")]
        homes = homes or [i for i in items if not (i.iri and self._ontology.is_a(kinds[i.iri], "Person"))]
        if homes == items:
            return plan, items
        return plan.limited_to(item.iri for item in homes), homes

    def _are_called(self, wanted: str, plan: Plan, items: Sequence[Value]) -> bool:
        """Tell whether a property names the class asked for beside those of the items: a layer or a category."""
        side = plan.links[0].asked_side()
        kinds = {self._results.type_of(item) for item in items}
        return wanted in side and kinds <= set(side)

    def _narrow_to_kind(self, plan: Plan, items: list[Value], reading: Reading) -> tuple[Plan, list[Value]]:
        """Keep those items alone that are told to be of the noun asked for, where some are: "which scanner ...".

        Where nothing but their kind is asked for ("list graduated runtimes"), none is left if none is told to be of it.
        """
        own = {token for known in plan.given for token in find_tokens(known.label)}
        heads = find_sought(reading).heads - EMPTY_TOKENS - own
        kind = find_kind_noun(reading, self._field) if plan.kind in _LISTS else None
        if kind is not None:
            heads = frozenset(reading.tokens([kind]))
        elif len(items) < 2 or not heads or reading.asks not in {"which", "what"} or plan.pattern is not None:
            return plan, items
        told = self._kinds.words_of([item.iri for item in items if item.iri])
        kinds = {iri: words - own for iri, words in told.items()}
        fitting = [item for item in items if item.iri and any(is_of(head, kinds[item.iri]) for head in heads)]
        unknown = {item.iri for item in items if item.iri and not kinds[item.iri]}
        if len(fitting) == len(items) or not (fitting or kind is not None):
            return plan, items
        if unknown:  # what no other document tells of is what the relation's own sentence calls it, or lists it with
            sources = self._results.sources(plan, items[:READ])
            called = find_ends(s for s in sources if heads & set(find_tokens(s.quote)))
            others = ((s.quote, end) for s in sources for end in s.ends if end.iri in unknown)
            beside = {end.iri for quote, end in others if any(_are_listed(quote, end, item) for item in fitting[:READ])}
            fitting = [item for item in items if item in fitting or item.iri in unknown & (called | beside)]
        return plan.limited_to(item.iri for item in fitting), fitting

    def _asks_for_anything(self, plan: Plan, reading: Reading) -> bool:
        """Tell whether "who" means whatever stands at that end: "who uses X" may be a program."""
        if plan.asked is None or reading.answer_noun is not None or len(plan.links) != 1:
            return False
        ends = plan.links[0].asked_side()
        return len(ends) > 1 and any(name == "Thing" or self._ontology.is_a(name, "Agent") for name in ends)


def _are_listed(quote: str, one: Value, other: Value) -> bool:
    """Tell whether nothing but names, commas and "and" stand between two names in a sentence."""
    (first, label), (last, _) = sorted((quote.find(value.label), value.label) for value in (one, other))
    parts = _JOINT.split(quote[first + len(label) : last]) if 0 <= first < last else []
    ends = len(parts) > 1 and not parts[0] and not parts[-1]
    return ends and all(_NAMED.search(word) for part in parts for word in part.split())


def _without_named(plan: Plan, items: list[Value], reading: Reading) -> tuple[Plan, list[Value]]:
    """Leave out what the question names itself."""
    known = plan.given_iris.union(reading.iris)
    named = tuple(sorted({item.iri for item in items if item.iri} & known))
    if not named:
        return plan, items
    return plan.without(named), [item for item in items if item.iri not in named]

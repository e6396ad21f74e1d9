"""Weighing: how much of a question the result of a plan accounts for."""

from __future__ import annotations

from collections.abc import Sequence

from api.answering.graph.evidence import Source, Value
from api.answering.graph.grounds import find_said
from api.answering.graph.links import find_wording
from api.answering.graph.queries import Plan, PlanKind
from api.answering.graph.results import ResultReader
from api.answering.question.reading import Mention, Reading
from api.answering.question.words import COUNTED_NOUNS, SOURCE_WORDS, Word
from indexer.tokens import find_tokens
from ontology import Field
from ontology.roles import Role

# A result that scores less is no answer.
ACCEPTED = 0.5


class Weigher:
    """Weigh what plans found by the words of a question."""

    def __init__(self, results: ResultReader, field: Field) -> None:
        self._results = results
        self._ontology = field.ontology
        self._class_nouns = field.lexicon.class_nouns
        self._frames = field.lexicon.by_name

    def weigh(self, plan: Plan, items: Sequence[Value], sources: Sequence[Source], reading: Reading) -> float:
        """Weigh how much of the question a result accounts for, by its plan and by the words of its sentences."""
        read = self._find_read(plan, reading)
        unread = reading.unread(read)
        missing = _find_unsaid(unread, items, sources)
        weak = len(unread) - len(missing)
        total = max(1, len(reading.content))
        coverage = 1.0 - (len(missing) + 0.15 * weak) / total
        entities = {m.entity.iri for m in reading.mentions}
        used = {known.iri for known in plan.given}
        left = entities - used - {link.node for link in plan.links} - {i.iri for i in items} - set(plan.kept.exclude)
        hosts = {m.entity.iri for m in reading.mentions if self._ontology.plays(m.entity.type, Role.HOST)}
        proper = {
            m.entity.iri
            for m in reading.mentions
            if not m.is_small
            and not self._ontology.is_a(m.entity.type, "Topic")
            and (m.first == 0 or reading.lowers[m.first - 1] not in {"which", "what"})
        }
        # Where a thing is at home ("X in the foundation Y") says less than any other name, as does a common word.
        weak_names = hosts | {m.entity.iri for m in reading.mentions if self._is_word(m)}
        unused = len(left - weak_names) + 0.25 * len(left & weak_names)
        ignored = {
            use.first
            for use in reading.frames
            if (use.frame.part_of_speech == "verb" or use.frame.lemma not in self._class_nouns)
            and (use.marked or not use.frame.markers or use.frame.part_of_speech != "verb")
            and not use.indices & read
        }
        if plan.asked is not None and plan.asked.range == ("anyURI",) and plan.kind is not PlanKind.NEAR:
            ignored = set()  # "in which repository is X developed" asks for an address, whatever is done there
        if reading.asked_words and all(word in missing for word in reading.asked_words):
            coverage *= 0.5
        if reading.answer_class not in {None, "Date", "Concept"}:
            fitting = sum(self._is_surely(item, reading.answer_class or "") for item in items[:20]) / len(items[:20])
            coverage *= 0.8 + 0.2 * fitting
        return plan.sure * coverage - 0.12 * unused - 0.13 * len((left - hosts) & proper) - 0.2 * len(ignored)

    def find_missing(
        self, plan: Plan, items: Sequence[Value], sources: Sequence[Source], reading: Reading
    ) -> list[Word]:
        """Return the words of a question that neither a plan reads nor its sentences and what it found hold."""
        return _find_unsaid(reading.unread(self._find_read(plan, reading)), items, sources)

    def _find_read(self, plan: Plan, reading: Reading) -> frozenset[int]:
        """Return the words that a plan accounts for, with those that say no more than it does."""
        return plan.read.union(self._kind_words(plan, reading), self._worded(plan, reading))

    def _kind_words(self, plan: Plan, reading: Reading) -> set[int]:
        """Return the words that only say what a name that a plan uses is ("the group X"), or where ("in the list")."""
        used = {known.iri for known in plan.given}
        before = {m.first - 1 for m in reading.mentions if m.entity.iri in used and m.first > 0}
        lowers = reading.lowers
        sources = {
            n for n in range(2, len(lowers)) if lowers[n] in SOURCE_WORDS and lowers[n - 2] in {"in", "on", "of"}
        }
        sources |= {n for n in range(1, len(lowers)) if lowers[n] in COUNTED_NOUNS and lowers[n - 1] == "many"}
        return {n for n in before if lowers[n] in self._class_nouns} | sources

    def _worded(self, plan: Plan, reading: Reading) -> set[int]:
        """Return the verbs that only say what the noun asked for says anyhow ("which level had X *reached*")."""
        own = self._frames.get(plan.frame)
        if reading.answer_noun is None or not (plan.kind is PlanKind.CLASS or (own and own.part_of_speech == "noun")):
            return set()
        return {
            n
            for use in find_wording(plan.links, reading, self._ontology)
            if use.frame.fixed_object is None and use.frame.part_of_speech == "verb"
            for n in use.indices
        }

    def _is_word(self, mention: Mention) -> bool:
        """Tell whether a name is written as a word, and is that of a heading ("storage" in "storage vendors")."""
        return self._ontology.plays(mention.entity.type, Role.HEADING) and mention.is_small

    def _is_surely(self, item: Value, wanted: str) -> bool:
        """Tell whether an item is known to be of a class, or of one above it that says as much."""
        kind = self._results.type_of(item) or ("Thing" if item.iri else "Literal")
        return kind != "Thing" and (self._ontology.is_a(kind, wanted) or self._ontology.is_a(wanted, kind))


def _find_unsaid(words: Sequence[Word], items: Sequence[Value], sources: Sequence[Source]) -> list[Word]:
    """Return the words that neither the sentences behind a result nor its items hold."""
    said = find_said(sources, items)
    return [word for word in words if not set(find_tokens(word.text)) & said]

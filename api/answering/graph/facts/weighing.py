"""Weighing: how much of a question the result of a plan accounts for."""

from __future__ import annotations

from collections.abc import Sequence, Set

from api.answering.graph.facts.evidence import Source
from api.answering.graph.facts.grounds import find_said
from api.answering.graph.facts.results import ResultReader
from api.answering.graph.plans.links import find_wording
from api.answering.graph.plans.queries import Plan, PlanKind
from api.answering.graph.plans.values import Value
from api.answering.question.asked.nouns import find_owned_nouns, find_related_nouns
from api.answering.question.reading import Mention, Reading
from api.answering.question.words.words import COUNTED_NOUNS, SOURCE_WORDS, Word
from indexer.tokens import find_tokens
from ontology import Field
from ontology.roles import Role

# A result that scores less is no answer.
ACCEPTED = 0.5
# What a result loses, found on the open question sets of tests/gold: for a word that only its sentences say (of one
# that nothing says all is lost), for the noun asked for being unsaid, for items not known to be of the class asked for,
# for a name that is not used, more for a proper one and less for a common word, and for a relation that is not read.
SAID_ALONE = 0.15
ASKED_NOUN_MISSING = 0.5
OF_CLASS, JUDGED = 0.2, 20
NAME_UNUSED, PROPER_NAME_UNUSED, WEAK_NAME = 0.12, 0.13, 0.25
RELATION_IGNORED = 0.2
# What is left of it where something of a name is asked about, and the name itself was taken.
OF_ANOTHER = 0.6
# From so many items on, most of them have to be told with a word.
MANY = 4


class Weigher:
    """Weigh what plans found by the words of a question."""

    def __init__(self, results: ResultReader, field: Field) -> None:
        self._results = results
        self._ontology = field.ontology
        self._class_nouns = field.lexicon.class_nouns
        self._frames = field.lexicon.by_name

    def weigh(
        self, plan: Plan, items: Sequence[Value], sources: Sequence[Source], reading: Reading, judged: Sequence[Value]
    ) -> float:
        """Weigh how much of the question a result accounts for, by its plan and by the words of its sentences.

        `judged`: those of the items that are judged by their class.
        """
        read = self._find_read(plan, reading)
        coverage = self._cover(reading, reading.unread(read), items, sources)
        if reading.answer_class not in {None, "Date", "Concept"}:
            first = judged[:JUDGED]
            fitting = sum(self._is_surely(item, reading.answer_class or "") for item in first) / len(first)
            coverage *= 1.0 - OF_CLASS + OF_CLASS * fitting
        left = set(reading.iris) - plan.used - {item.iri for item in items if item.iri}
        unused, proper = self._count_names(left, reading)
        ignored = len(self._find_ignored(plan, read, reading))
        score = plan.sure * coverage - NAME_UNUSED * unused - PROPER_NAME_UNUSED * proper
        score *= OF_ANOTHER if set((*find_owned_nouns(reading), *find_related_nouns(reading))) - read else 1.0
        return score - RELATION_IGNORED * ignored

    def _cover(
        self, reading: Reading, unread: Sequence[Word], items: Sequence[Value], sources: Sequence[Source]
    ) -> float:
        """Return the share of a question's words that a plan reads, or else its sentences hold (`unread`)."""
        missing = _find_unsaid(unread, items, sources)
        said = len(unread) - len(missing)
        coverage = 1.0 - (len(missing) + SAID_ALONE * said) / max(1, len(reading.content))
        asked_noun_missing = reading.asked_words and all(word in missing for word in reading.asked_words)
        return coverage * (ASKED_NOUN_MISSING if asked_noun_missing else 1.0)

    def _count_names(self, left: Set[str], reading: Reading) -> tuple[float, int]:
        """Return how many names of a question are left (IRIs), weak ones counted for less, and how many proper ones."""
        hosts = {m.entity.iri for m in reading.playing(self._ontology, Role.HOST)}
        proper = {
            m.entity.iri
            for m in reading.mentions
            if not m.is_small
            and not self._ontology.is_a(m.entity.type, "Topic")
            and (m.first == 0 or reading.lowers[m.first - 1] not in {"which", "what"})
        }
        # Where a thing is at home ("X in the foundation Y") says less than any other name, as does a common word.
        weak = hosts | {m.entity.iri for m in reading.mentions if self._is_word(m)}
        return len(left - weak) + WEAK_NAME * len(left & weak), len((left - hosts) & proper)

    def _find_ignored(self, plan: Plan, read: frozenset[int], reading: Reading) -> set[int]:
        """Return where a question words relations that a plan does not read."""
        if plan.asked is not None and plan.asked.range == ("anyURI",) and plan.kind is not PlanKind.NEAR:
            return set()  # "in which repository is X developed" asks for an address, whatever is done there
        return {
            use.first
            for use in reading.frames
            if (use.frame.is_verb or use.frame.lemma not in self._class_nouns)
            and (use.marked or not use.frame.markers or not use.frame.is_verb)
            and not use.indices & read
        }

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
        before = {m.first - 1 for m in reading.mentions if m.entity.iri in plan.given_iris and m.first > 0}
        lowers = reading.lowers
        sources = {
            n for n in range(2, len(lowers)) if lowers[n] in SOURCE_WORDS and lowers[n - 2] in {"in", "on", "of"}
        }
        sources |= {n for n in range(1, len(lowers)) if lowers[n] in COUNTED_NOUNS and lowers[n - 1] == "many"}
        return {n for n in before if lowers[n] in self._class_nouns} | sources

    def _worded(self, plan: Plan, reading: Reading) -> set[int]:
        """Return the verbs that only say what the noun asked for says anyhow ("which level had X *reached*")."""
        own = self._frames.get(plan.frame)
        if reading.answer_noun is None or not (plan.kind is PlanKind.CLASS or (own and own.is_noun)):
            return set()
        return {
            n
            for use in find_wording(plan.links, reading, self._ontology)
            if use.frame.fixed_object is None and use.frame.is_verb
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
    """Return the words that neither the sentences behind a result nor its items hold; of many items most have to."""
    said = find_said(sources, items)
    unsaid = [word for word in words if not set(find_tokens(word.text)) & said]
    if len(items) < MANY or len(unsaid) == len(words):
        return unsaid
    labels = {item.label for item in items}
    shared = find_said([source for source in sources if labels.isdisjoint(end.label for end in source.ends)], [])
    told = [[source for source in sources if item.label in {end.label for end in source.ends}] for item in items]
    each = [shared | find_said(of_one, [item]) for item, of_one in zip(items, told, strict=True) if of_one]
    return [word for word in words if 2 * sum(bool(set(find_tokens(word.text)) & one) for one in each) < len(each)]

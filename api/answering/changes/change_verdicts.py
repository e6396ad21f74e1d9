"""Change verdicts: yes or no to "did X change its P", "was X moved", "is X still in the landscape"."""

from __future__ import annotations

from collections.abc import Sequence, Set

from api.answering.changes.asked_changes import ChangeReader, Kind, find_change_words, find_kinds, says_other
from api.answering.changes.vintages import Vintage, find_pair, find_vintage
from api.answering.graph.facts.evidence import Citations, EvidenceReader, Source, cite_facts
from api.answering.graph.facts.writing import write_facts, write_marks
from api.answering.model import MAX_ANSWER, Answer, to_verdict
from api.answering.question.reading import Mention, Reading
from api.answering.question.words.words import SOURCE_WORDS, STEERING
from indexer.search import PassageIndex
from ontology import Field
from ontology.roles import Role

CONFIDENCE = 0.9
SHOWN = 4
_LISTED = SOURCE_WORDS | frozenset("listed there present included part".split())
_ENDED = frozenset("longer anymore".split())


class ChangeJudge:
    """Judge by the vintages of a file whether one thing changed, came, went or is still there."""

    def __init__(
        self, series: Sequence[Sequence[Vintage]], passages: PassageIndex, evidence: EvidenceReader, field: Field
    ) -> None:
        self._series = series
        self._index = passages
        self._evidence = evidence
        self._field = field
        self._ontology = field.ontology
        self._reader = ChangeReader(field)

    def judge(self, reading: Reading) -> Answer | None:
        """Return yes or no, or None where a question asks for no change of one thing that a vintage lists."""
        things = [m for m in reading.mentions if self._is_listed_kind(m)]
        if len(things) != 1:
            return None
        for series in self._series:
            found = self._is_there(reading, things[0], series) or self._has_changed(reading, things[0], series)
            if found is not None:
                return found
        return None

    def _is_listed_kind(self, mention: Mention) -> bool:
        kind = mention.entity.type
        agent = self._ontology.is_a(kind, "Agent") and not self._ontology.plays(kind, Role.HOST)
        return agent or self._ontology.plays(kind, Role.WORK)

    def _is_there(self, reading: Reading, thing: Mention, series: Sequence[Vintage]) -> Answer | None:
        """Judge "is X still in the landscape", "was X listed in 2023"."""
        lowers = set(reading.lowers)
        others = reading.named - thing.indices
        if not lowers & _LISTED or others or reading.unread(thing.indices | self._find_words(reading)):
            return None
        vintage = series[-1] if reading.as_of is None else find_vintage(reading.as_of, series)
        if vintage is None:
            return None
        names = {each.name for each in series}
        told = self._evidence.in_documents([thing.entity.iri], names)
        there = [source for source in told if source.document == vintage.name]
        elsewhere = [source for source in told if source not in there]
        if not told:
            return None
        verdict = bool(there) != bool(lowers & _ENDED)
        said = f"{thing.entity.label} is {'' if there else 'not '}listed in {vintage.title}"
        return self._write(reading, verdict, said, (there or elsewhere)[:1])

    def _find_words(self, reading: Reading) -> frozenset[int]:
        """Return the words that only say that something is listed somewhere."""
        return frozenset(n for n, word in enumerate(reading.words) if word.lower in _LISTED | _ENDED)

    def _has_changed(self, reading: Reading, thing: Mention, series: Sequence[Vintage]) -> Answer | None:
        """Judge "did X change its P since D", "was X added", "has X moved to another category"."""
        pair = find_pair(reading.text, series)
        kinds = find_kinds(reading)
        names = self._find_properties(reading)
        changed = self._reader.says_change(reading) or (bool(names) and says_other(reading))
        if pair is None or not (kinds or changed):
            return None
        told = self._evidence.in_documents([thing.entity.iri], {pair.older.name, pair.newer.name})
        if names:
            kinds = [kind for kind in kinds if kind is not Kind.ADDED]  # "did X get a new home page"
        if Kind.MOVED in kinds:
            names = {found.name for found in self._ontology.placing}
        if not names and self._asks_more(reading, thing):
            return None  # "did X change its logo", which no statement tells
        older, newer = ([s for s in told if s.document == v.name] for v in (pair.older, pair.newer))
        between = f"between {pair.between}"
        label = thing.entity.label
        if Kind.ADDED in kinds or Kind.REMOVED in kinds:
            came, went = bool(newer) and not older, bool(older) and not newer
            verdict = came if Kind.ADDED in kinds else went
            said = f"{label} {'was added' if came else 'was removed' if went else 'is in both'} {between}"
            return self._write(reading, verdict, said, (newer or older)[:1]) if older or newer else None
        if names:
            older, newer = ([s for s in side if s.predicate in names] for side in (older, newer))
        if not older or not newer:
            return None
        before, after = ({(s.predicate, s.object.iri or s.object.label) for s in side} for side in (older, newer))
        shown = _differing(older, after) + _differing(newer, before) if before != after else newer[:1]
        return self._write(reading, before != after, f"compared {between}", shown[:SHOWN])

    def _asks_more(self, reading: Reading, thing: Mention) -> bool:
        """Tell whether a question names something beside a thing, its change and the file."""
        read = thing.indices | self._find_words(reading) | find_change_words(reading)
        return any(word.lower not in STEERING for word in reading.unread(read))

    def _find_properties(self, reading: Reading) -> set[str]:
        """Return the properties that a question names: "its home page", "its category"."""
        senses = (sense for use in reading.nouns for sense in use.frame.senses)
        worded = {self._ontology.canonical(sense)[0] for sense in senses}
        classes = {self._field.lexicon.class_of.get(word.lower) for word in reading.words}
        return worded | {p.name for p in self._ontology.stated if set(p.range) & classes and p.domain != ("Thing",)}

    def _write(self, reading: Reading, verdict: bool, said: str, sources: Sequence[Source]) -> Answer:
        citations = Citations(self._index)
        facts = cite_facts(sources, citations, CONFIDENCE, self._ontology)
        told = [
            f"{write_facts([source.subject], source.predicate, [source.object], self._ontology)} "
            f"({source.document}) {write_marks(fact.citations)}"
            for source, fact in zip(sources, facts, strict=True)
        ]
        item = to_verdict(verdict)
        return Answer(
            question=reading.text, status="answered",
            answer=f"{item.label.capitalize()}: {said}: {'; '.join(told)}."[:MAX_ANSWER],
            items=[item], facts=facts, citations=citations.all(), confidence=CONFIDENCE,
        )  # fmt: skip


def _differing(sources: Sequence[Source], others: Set[tuple[str, str]]) -> list[Source]:
    return [s for s in sources if (s.predicate, s.object.iri or s.object.label) not in others]

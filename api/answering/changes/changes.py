"""Changes: what two vintages of a file tell differently - added, removed, moved, at another level, other values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from api.answering.changes.asked_changes import AskedChanges, ChangeReader, Kind, asks_for_name, words_change
from api.answering.changes.change_patterns import ChangePatterns, to_values_query
from api.answering.changes.change_verdicts import ChangeJudge
from api.answering.changes.vintages import Pair, Vintage, find_pair, find_pair_of_day, read_series, to_days
from api.answering.graph.facts.evidence import Citations, EvidenceReader, Source, cite_facts
from api.answering.graph.facts.results import MAX_ITEMS
from api.answering.graph.facts.writing import mark_facts, write_list, write_since, write_value
from api.answering.graph.plans.periods import find_period
from api.answering.graph.plans.queries import to_count, to_select
from api.answering.graph.plans.values import Value
from api.answering.model import MAX_ANSWER, MAX_CITATIONS, Answer, Fact, Term
from api.answering.question.entities import EntityIndex
from api.answering.question.reading import Form, Mention, Reading
from indexer.search import PassageIndex
from kg.store import GraphStore
from ontology import Field
from ontology.names import PROVENANCE_GRAPH

CONFIDENCE = 0.9
MAX_VALUE = 80  # characters; a longer value is a description, which is no item
SHOWN = 4
_LEADS = {
    Kind.ADDED: "Added",
    Kind.REMOVED: "Removed",
    Kind.MOVED: "Moved to another heading",
    Kind.LEVEL: "At another level",
    Kind.VALUE: "With another value",
    Kind.RENAMED: "Renamed",
}

# The kinds of change that both vintages tell of.
_OF_BOTH = frozenset((Kind.MOVED, Kind.LEVEL, Kind.VALUE, Kind.RENAMED))


class ChangeAnswerer:
    """Answer questions about what changed between vintages of a file."""

    def __init__(
        self, graph: GraphStore, passages: PassageIndex, evidence: EvidenceReader, entities: EntityIndex, field: Field
    ) -> None:
        self._graph = graph
        self._index = passages
        self._evidence = evidence
        self._entities = entities
        self._ontology = field.ontology
        self._reader = ChangeReader(field)
        self._patterns = ChangePatterns(field.ontology)
        self._series = read_series(graph)
        self._judge = ChangeJudge(self._series, passages, evidence, field)
        self._placing = [p.name for p in self._ontology.placing]
        self._changing = [p.name for p in self._ontology.changing]

    def answer(self, reading: Reading) -> Answer | None:
        """Return what changed, or None where a question asks for something else or nothing did."""
        if reading.form is Form.BOOLEAN:
            return self._judge.judge(reading)
        for series in self._series:
            pair = find_pair(reading.text, series) or self._find_named_then(reading, series)
            asked = self._reader.read(reading, pair) if pair is not None else None
            if asked is not None:
                found = self._of_thing(reading, asked) if asked.thing is not None else self._of_kinds(reading, asked)
                if found is not None:
                    return found
        return None

    def to_days(self, text: str) -> str:
        """Return a question about the state in one vintage as one about its day; one about changes as it is."""
        if len(self._series) != 1 or words_change(text):
            return text
        return to_days(text, self._series[0])

    def _find_named_then(self, reading: Reading, series: Sequence[Vintage]) -> Pair | None:
        """Return the vintages between which a name changed, where a question asks for that of a day."""
        return find_pair_of_day(reading.as_of, series) if reading.as_of and asks_for_name(reading) else None

    def _of_kinds(self, reading: Reading, asked: AskedChanges) -> Answer | None:
        """Return the things that changed in the ways asked about."""
        patterns = {kind: self._patterns.to_pattern(kind, reading.answer_class, asked) for kind in asked.kinds}
        found = {kind: self._select(pattern) for kind, pattern in patterns.items()}
        if not any(found.values()):
            return None
        items = sorted({i for listed in found.values() for i in listed}, key=lambda item: item.order)
        union = " UNION ".join(f"{{\n{pattern}\n}}" for pattern in patterns.values())
        told = [(kind, listed) for kind, listed in found.items() if listed]
        citations = Citations(self._index)
        facts: list[Fact] = []
        parts = []
        for kind, listed in told:
            sources = self._choose(kind, listed, asked, MAX_CITATIONS // len(told))
            shown = cite_facts(sources, citations, CONFIDENCE, self._ontology)
            facts += shown
            ends = self._find_names(asked.pair) if kind is Kind.RENAMED else _find_ends(sources)
            parts.append(self._say(kind, listed, ends, mark_facts(shown), len(told)))
        lead = f"Between {asked.pair.between}: "
        answer = Answer(
            question=reading.text, status="answered", answer=(lead + " ".join(parts))[:MAX_ANSWER],
            items=[self._to_term(item) for item in items], facts=facts, citations=citations.all(), 
            sparql=to_select("?item", union), confidence=CONFIDENCE,
        )  # fmt: skip
        if reading.form is not Form.COUNT:
            return answer
        return answer.as_count(len(items), f"{len(items)}. {answer.answer}", to_count(union))

    def _select(self, pattern: str) -> list[Value]:
        rows = self._graph.select(f"{to_select('?item', pattern)} LIMIT {MAX_ITEMS}")
        found = [self._to_value(row["item"]) for row in rows]
        return sorted(found, key=lambda item: item.order)

    def _choose(self, kind: Kind, items: Sequence[Value], asked: AskedChanges, limit: int) -> list[Source]:
        """Return the statements that show a change, of the first things that changed: both sides of each."""
        names = {Kind.LEVEL: self._changing, Kind.VALUE: asked.values}.get(kind, self._placing)
        both = kind in _OF_BOTH
        documents = {
            Kind.ADDED: [asked.pair.newer], Kind.REMOVED: [asked.pair.older],
        }.get(kind, [asked.pair.older, asked.pair.newer])  # fmt: skip
        listed = [item.iri for item in items[: max(1, limit // 2 if both else limit)] if item.iri]
        titles = {vintage.name for vintage in documents}
        told = self._evidence.in_documents(listed, titles)
        chosen: list[Source] = []
        for iri in listed:
            for vintage in documents:
                own = [s for s in told if s.subject.iri == iri and s.document == vintage.name and s.predicate in names]
                own = own or [s for s in self._evidence.about(iri) if s.document == vintage.name and not both]
                best = max(own, key=lambda s: (s.valid_from or "", s.confidence, s.statement), default=None)
                chosen += [best] if best is not None else []
        return chosen

    def _find_names(self, pair: Pair) -> dict[str | None, list[str]]:
        """Return what is called otherwise in the newer of two vintages -> its names in both."""
        graph = f"  GRAPH <{PROVENANCE_GRAPH}> {{ {self._patterns.to_renamed(pair)} }}"
        rows = self._graph.select(f"{to_select('?item ?was ?now', graph)} LIMIT {MAX_ITEMS}")
        return {row["item"].value: [row["was"].value, row["now"].value] for row in rows}

    def _say(
        self, kind: Kind, items: Sequence[Value], ends: Mapping[str | None, list[str]], marks: str, kinds: int
    ) -> str:  # fmt: skip
        """Return one sentence on a kind of change: how many, and which, as far as there is room."""
        room = (MAX_ANSWER - 200) // kinds
        names, length = [], 0
        for item in items:
            told = list(dict.fromkeys(ends.get(item.iri, ()))) if kind in _OF_BOTH else []
            name = f"{item.label} ({' to '.join(told)})" if told else item.label
            length += len(name) + 2
            if length > room:
                break
            names.append(name)
        rest = len(items) - len(names)
        listed = f"{', '.join(names)} and {rest} more" if rest else write_list(names)
        return f"{_LEADS[kind]} ({len(items)}): {listed} {marks}."

    def _of_thing(self, reading: Reading, asked: AskedChanges) -> Answer | None:
        """Return what is told of one thing by the newer of two vintages, and not by the older one, and what it was."""
        assert asked.thing is not None
        if asked.kinds == (Kind.RENAMED,):
            return self._of_name(reading, asked, asked.thing)
        iri, pair = asked.thing.entity.iri, asked.pair
        told = self._evidence.in_documents([iri], {pair.older.name, pair.newer.name})
        sides = {Kind.MOVED: self._placing, Kind.LEVEL: self._changing, Kind.VALUE: asked.values}
        names = sides.get(next(iter(asked.kinds), Kind.ADDED))
        told = [source for source in told if names is None or source.predicate in names]
        by_side = [{_to_key(s): s for s in told if s.document == v.name} for v in (pair.older, pair.newer)]
        before = [source for key, source in by_side[0].items() if key not in by_side[1]]
        period = find_period(reading.text)
        begun = {
            key for key, s in by_side[1].items()
            if s.predicate in self._changing and period is not None and s.valid_from is not None
            and period.holds(s.valid_from)
        }  # fmt: skip
        after = [source for key, source in by_side[1].items() if key not in by_side[0] or key in begun]
        if not (before or after) or not by_side[0]:
            return None
        citations = Citations(self._index)
        facts = cite_facts([*after, *before], citations, CONFIDENCE, self._ontology)
        if not by_side[1]:
            said = f"{asked.thing.entity.label} is no longer listed in {pair.newer.title}"
        else:
            said = self._say_values(after, before)
        marks = mark_facts(facts)
        lead = f"Between {pair.between}: "
        shown = before if asked.former else [*before, *after] if {"from", "where"} <= set(reading.lowers) else after
        items = [s.object for s in shown if s.object.iri or len(s.object.label) <= MAX_VALUE]
        unique = {(item.iri or item.label): item for item in items}
        return Answer(
            question=reading.text, status="answered", answer=f"{lead}{said} {marks}."[:MAX_ANSWER],
            items=[self._to_term(self._with_label(item)) for item in unique.values()], facts=facts[:SHOWN * 2],
            citations=citations.all(), confidence=CONFIDENCE,
            sparql=to_values_query(unique.values(), iri, pair) if unique and shown is after else None,
        )  # fmt: skip

    def _of_name(self, reading: Reading, asked: AskedChanges, thing: Mention) -> Answer | None:
        """Return what a renamed thing was called before, or is called now."""
        names = self._find_names(asked.pair).get(thing.entity.iri)
        if names is None:
            return None
        pair = asked.pair
        told = self._evidence.in_documents([thing.entity.iri], {pair.older.name, pair.newer.name})
        sides = [next((s for s in told if s.document == side.name), None) for side in (pair.older, pair.newer)]
        citations = Citations(self._index)
        facts = cite_facts([s for s in sides if s is not None], citations, CONFIDENCE, self._ontology)
        name = names[0] if asked.former else names[1]
        iri = None if asked.former else thing.entity.iri
        return Answer(
            question=reading.text, status="answered", facts=facts, citations=citations.all(), confidence=CONFIDENCE,
            answer=f"Between {pair.between}: {names[0]} was renamed to {names[1]} {mark_facts(facts)}.",
            items=[Term(label=name, iri=iri, type=thing.entity.type if iri else "string")],
        )  # fmt: skip

    def _say_values(self, after: Sequence[Source], before: Sequence[Source]) -> str:
        """Return each new value with the old one of its property."""
        old: dict[str, list[str]] = {}
        for source in before:
            old.setdefault(source.predicate, []).append(_shorten(source.object))
        parts = []
        for source in sorted(after, key=lambda s: (s.valid_from or "~", s.predicate, s.object.label)):
            was = old.pop(source.predicate, None)
            told = f" (before: {', '.join(was)})" if was else ""
            parts.append(f"{write_since(source, self._ontology, 'it', _shorten(source.object))}{told}")
        for name, values in old.items():
            parts.append(f"no longer told: {self._ontology.properties[name].label} {', '.join(values)}")
        return "; ".join(parts)

    def _with_label(self, value: Value) -> Value:
        known = self._entities.by_iri.get(value.iri or "")
        return Value(known.label, value.iri) if known is not None else value

    def _to_value(self, node: object) -> Value:
        iri = str(getattr(node, "value", node))
        known = self._entities.by_iri.get(iri)
        return Value(known.label if known is not None else iri.rpartition("/")[2], iri)

    def _to_term(self, item: Value) -> Term:
        known = self._entities.by_iri.get(item.iri or "")
        return Term(label=item.label, iri=item.iri, type=item.datatype or (known.type if known is not None else None))


def _find_ends(sources: Sequence[Source]) -> dict[str | None, list[str]]:
    """Return what some statements are about -> their values."""
    ends: dict[str | None, list[str]] = {}
    for source in sources:
        ends.setdefault(source.subject.iri, []).append(write_value(source.object))
    return ends


def _to_key(source: Source) -> tuple[str, str]:
    return source.predicate, source.object.iri or source.object.label


def _shorten(value: Value) -> str:
    text = write_value(value)
    return text if len(text) <= MAX_VALUE else f"“{text[:MAX_VALUE]}…”"

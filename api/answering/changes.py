"""Changes: what two vintages of a file tell differently - added, removed, moved, at another level, other values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from api.answering.entities import EntityIndex
from api.answering.evidence import Citations, EvidenceReader, Source, Value, to_fact, to_literal
from api.answering.model import MAX_ANSWER, MAX_CITATIONS, Answer, Fact, Term
from api.answering.periods import find_period
from api.answering.queries import to_count
from api.answering.reading import Mention, Reading
from api.answering.results import MAX_ITEMS
from api.answering.vintages import Pair, Vintage, find_pair, read_series
from api.answering.writing import write_date, write_list, write_marks, write_value
from indexer.search import PassageIndex
from kg.store import GraphStore
from ontology import Field
from ontology.names import PROVENANCE_GRAPH
from ontology.roles import PropertyRole, Role

CONFIDENCE = 0.9
MAX_VALUE = 80  # characters; a longer value is a description, which is no item
SHOWN = 4
_GONE = re.compile(r"(?i)\bno longer\b|\b(?:not|isn't|aren't|are not|is not)(?: \w+)? in\b|\bmissing (?:from|in)\b")


class Kind(StrEnum):
    """What may change between two vintages."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    LEVEL = "level"


_WORDS = {
    Kind.ADDED: frozenset("added add new newly appeared introduced entered".split()),
    Kind.REMOVED: frozenset("removed remove dropped disappeared deleted vanished gone left leave".split()),
    Kind.MOVED: frozenset("moved move relocated reclassified recategorized recategorised shifted".split()),
}
_CHANGED = frozenset("change changed changes changing different differ differs difference differences".split())
_LEADS = {
    Kind.ADDED: "Added",
    Kind.REMOVED: "Removed",
    Kind.MOVED: "Moved to another heading",
    Kind.LEVEL: "At another level",
}


@dataclass(frozen=True)
class Asked:
    """What a question asks of two vintages: kinds of change, or all values of one `thing`.

    `level`: the level reached. `within`: what the things changed are joined to.
    """

    pair: Pair
    kinds: tuple[Kind, ...]
    thing: Mention | None = None
    level: Mention | str | None = None
    within: tuple[Mention, ...] = ()


class ChangeAnswerer:
    """Answer questions about what changed between vintages of a file."""

    def __init__(
        self, graph: GraphStore, passages: PassageIndex, evidence: EvidenceReader, entities: EntityIndex, field: Field
    ) -> None:
        self._graph = graph
        self._index = passages
        self._evidence = evidence
        self._entities = entities
        self._field = field
        self._ontology = field.ontology
        self._series = read_series(graph)
        placing = [p for p in self._ontology.stated if PropertyRole.PLACING in p.roles]
        self._placing = [p.name for p in placing]
        self._changing = [p.name for p in self._ontology.changing]
        self._headings = {name for p in placing for name in p.range}

    def answer(self, reading: Reading) -> Answer | None:
        """Return what changed, or None where a question asks for something else or nothing did."""
        for series in self._series:
            pair = find_pair(reading.text, series)
            asked = self._read(reading, pair) if pair is not None else None
            if asked is not None:
                found = self._of_thing(reading, asked) if asked.thing is not None else self._of_kinds(reading, asked)
                if found is not None:
                    return found
        return None

    def _read(self, reading: Reading, pair: Pair) -> Asked | None:
        """Return what a question asks of two vintages, None where it words no change."""
        lowers = {word.lower for word in reading.words}
        kinds = [kind for kind, words in _WORDS.items() if lowers & words]
        if not kinds and pair.named and _GONE.search(reading.text):
            kinds = [Kind.ADDED if pair.turned else Kind.REMOVED]
        named = [m for m in reading.mentions if not self._is_vague(m)]
        levels = [m for m in named if self._ontology.plays(m.entity.type, Role.LEVEL)]
        fixed = [known.iri for use in reading.frames if (known := self._field.find_fixed_object(use.frame)) is not None]
        changed = bool(lowers & _CHANGED)
        place_words = {self._field.lexicon.class_of.get(word) for word in lowers} & self._headings
        if changed and not kinds and place_words and reading.answer_class not in place_words and reading.answer_noun:
            kinds = [Kind.MOVED]  # "which projects changed their category"
        narrows = [m for m in named if self._may_narrow(m)]
        things = [m for m in named if m not in narrows and m not in levels]
        if changed and len(things) == 1 and not kinds:
            return Asked(pair, (), things[0])
        if things:
            return None
        if kinds:
            return Asked(pair, tuple(kinds), None, levels[0] if levels else None, tuple(narrows))
        if (levels or fixed) and pair.named and reading.answer_noun is not None:
            return Asked(pair, (Kind.LEVEL,), None, levels[0] if levels else fixed[0], tuple(narrows))
        if changed and not levels:
            return Asked(pair, tuple(Kind), None, None, tuple(narrows))
        return None

    def _is_vague(self, mention: Mention) -> bool:
        """Tell whether a name is that of a word, as "landscape" may be."""
        return mention.entity.type in {"Thing", "Concept"} or mention.close

    def _may_narrow(self, mention: Mention) -> bool:
        kind = mention.entity.type
        return kind in self._headings or self._ontology.plays(kind, Role.HOST, Role.VALUE)

    def _of_kinds(self, reading: Reading, asked: Asked) -> Answer | None:
        """Return the things that changed in the ways asked about."""
        patterns = {kind: self._pattern(kind, reading, asked) for kind in asked.kinds}
        found = {kind: self._select(pattern) for kind, pattern in patterns.items()}
        if not any(found.values()):
            return None
        items = sorted({i for listed in found.values() for i in listed}, key=lambda i: (i.label.lower(), i.iri or ""))
        union = " UNION ".join(f"{{\n{pattern}\n}}" for pattern in patterns.values())
        query = f"SELECT DISTINCT ?item WHERE {{\n{union}\n}}"
        told = [(kind, listed) for kind, listed in found.items() if listed]
        citations = Citations(self._index)
        facts: list[Fact] = []
        parts = []
        for kind, listed in told:
            sources = self._choose(kind, listed, asked, MAX_CITATIONS // len(told))
            shown, marks = self._cite(sources, citations)
            facts += shown
            parts.append(self._say(kind, listed, sources, write_marks(marks), len(told)))
        lead = f"Between {_name(asked.pair.older)} and {_name(asked.pair.newer)}: "
        answer = Answer(
            question=reading.text, status="answered", answer=(lead + " ".join(parts))[:MAX_ANSWER],
            items=[self._to_term(item) for item in items], facts=facts, citations=citations.all(), sparql=query,
            confidence=CONFIDENCE,
        )  # fmt: skip
        return self._count(answer, len(items)) if reading.form == "count" else answer

    def _count(self, answer: Answer, number: int) -> Answer:
        """Return an answer that lists things as one that counts them."""
        return answer.model_copy(
            update={
                "items": [Term(label=str(number), type="integer")],
                "answer": f"{number}. {answer.answer}"[:MAX_ANSWER],
                "sparql": to_count(answer.sparql or ""),
            }
        )

    def _pattern(self, kind: Kind, reading: Reading, asked: Asked) -> str:
        """Return the SPARQL that binds ?item to what changed in one way."""
        old, new = f"<{asked.pair.older.iri}>", f"<{asked.pair.newer.iri}>"
        wanted = reading.answer_class
        if kind in {Kind.ADDED, Kind.REMOVED}:
            here, there = (new, old) if kind is Kind.ADDED else (old, new)
            lines = [_is_in("?item", here, wanted in self._headings)]
            lines += [f"MINUS {{ {_is_in('?item', there, wanted in self._headings)} }}"]
            sides = here
        else:
            names = self._placing if kind is Kind.MOVED else self._changing
            level = _iri_of(asked.level) if kind is Kind.LEVEL else None
            lines = [f"VALUES ?p {{ {_to_names(names)} }}"]
            lines += [f"VALUES ?now {{ <{level}> }}"] if level else []
            lines += [_said("?a", "?item", "?p", "?now", new)]
            lines += [f"MINUS {{ {_said('?b', '?item', '?p', '?now', old)} }}"]
            if kind is Kind.MOVED:
                # What it was sorted under, and is not at all any more.
                lines += [f"VALUES ?q {{ {_to_names(names)} }}", _said("?c", "?item", "?q", "?before", old)]
                lines += [f"MINUS {{ {_said('?d', '?item', '?any', '?before', new)} }}"]
            else:
                lines += [_is_in("?item", old), f"MINUS {{ {_now('?a')} }}"]
            sides = f"{old} {new}"
        for number, mention in enumerate(asked.within):
            lines.append(self._within(mention, number, sides))
        if kind is not Kind.LEVEL and asked.level is not None:
            lines.append(
                f"VALUES ?side {{ {sides} }} {_said('?l', '?item', '?q', f'<{_iri_of(asked.level)}>', '?side')}"
            )
            lines.append(f"MINUS {{ {_now('?l')} }}")
        inner = f"  GRAPH <{PROVENANCE_GRAPH}> {{\n    " + "\n    ".join(lines) + "\n  }"
        if wanted in self._headings:
            return f"{inner}\n  ?item a kg:{wanted} ."
        if wanted is None or wanted == "Concept":
            return inner
        others = _to_names(self._ontology.others(wanted))
        return f"{inner}\n  MINUS {{ ?item a ?kind . VALUES ?kind {{ {others} }} }}" if others else inner

    def _within(self, mention: Mention, number: int, sides: str) -> str:
        """Return the pattern of what is joined to a thing, itself or by the heading it stands under."""
        end, side, between = f"<{mention.entity.iri}>", f"?in{number}", f"?between{number}"
        direct = _said(f"?w{number}", "?item", f"?r{number}", end, side)
        through = (
            _said(f"?w{number}", "?item", f"?r{number}", between, side)
            + " "
            + _said(f"?v{number}", between, f"?t{number}", end, side)
        )
        narrow = f"VALUES ?t{number} {{ {_to_names(self._placing)} }}"
        return f"VALUES {side} {{ {sides} }} {{ {direct} }} UNION {{ {narrow} {through} }}"

    def _select(self, pattern: str) -> list[Value]:
        rows = self._graph.select(f"SELECT DISTINCT ?item WHERE {{\n{pattern}\n}} LIMIT {MAX_ITEMS}")
        found = [self._to_value(row["item"]) for row in rows]
        return sorted(found, key=lambda item: (item.label.lower(), item.iri or ""))

    def _choose(self, kind: Kind, items: Sequence[Value], asked: Asked, limit: int) -> list[Source]:
        """Return the statements that show a change, of the first things that changed: both sides of each."""
        names = {Kind.LEVEL: self._changing}.get(kind, self._placing)
        both = kind in {Kind.MOVED, Kind.LEVEL}
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

    def _cite(self, sources: Iterable[Source], citations: Citations) -> tuple[list[Fact], list[int]]:
        facts, marks = [], []
        for source in sources:
            mark = citations.cite(source, CONFIDENCE)
            if mark is not None:
                facts.append(to_fact(source, [mark], self._ontology))
                marks.append(mark)
        return facts, list(dict.fromkeys(marks))

    def _say(self, kind: Kind, items: Sequence[Value], sources: Sequence[Source], marks: str, kinds: int) -> str:
        """Return one sentence on a kind of change: how many, and which, as far as there is room."""
        room = (MAX_ANSWER - 200) // kinds
        ends: dict[str | None, list[str]] = {}
        for source in sources:
            ends.setdefault(source.subject.iri, []).append(write_value(source.object))
        names, length = [], 0
        for item in items:
            told = list(dict.fromkeys(ends.get(item.iri, ()))) if kind in {Kind.MOVED, Kind.LEVEL} else []
            name = f"{item.label} ({' to '.join(told)})" if told else item.label
            length += len(name) + 2
            if length > room:
                break
            names.append(name)
        rest = len(items) - len(names)
        listed = f"{', '.join(names)} and {rest} more" if rest else write_list(names)
        return f"{_LEADS[kind]} ({len(items)}): {listed} {marks}."

    def _of_thing(self, reading: Reading, asked: Asked) -> Answer | None:
        """Return what is told of one thing by the newer of two vintages, and not by the older one, and what it was."""
        assert asked.thing is not None
        iri, pair = asked.thing.entity.iri, asked.pair
        told = self._evidence.in_documents([iri], {pair.older.name, pair.newer.name})
        by_side = [{_to_key(s): s for s in told if s.document == v.name} for v in (pair.older, pair.newer)]
        before = [source for key, source in by_side[0].items() if key not in by_side[1]]
        period = find_period(reading.text)
        begun = {
            key for key, s in by_side[1].items()
            if s.predicate in self._changing and period is not None and s.valid_from is not None
            and (period.start or "") <= s.valid_from and (period.end is None or s.valid_from < period.end)
        }  # fmt: skip
        after = [source for key, source in by_side[1].items() if key not in by_side[0] or key in begun]
        if not (before or after) or not by_side[0]:
            return None
        citations = Citations(self._index)
        facts, _ = self._cite([*after, *before], citations)
        if not by_side[1]:
            said = f"{asked.thing.entity.label} is no longer listed in {_name(pair.newer)}"
        else:
            said = self._say_values(after, before)
        marks = write_marks(mark for fact in facts for mark in fact.citations)
        lead = f"Between {_name(pair.older)} and {_name(pair.newer)}: "
        items = [s.object for s in after if s.object.iri or len(s.object.label) <= MAX_VALUE]
        unique = {(item.iri or item.label): item for item in items}
        return Answer(
            question=reading.text, status="answered", answer=f"{lead}{said} {marks}."[:MAX_ANSWER],
            items=[self._to_term(self._with_label(item)) for item in unique.values()], facts=facts[:SHOWN * 2],
            citations=citations.all(), sparql=_to_values_query(unique.values(), iri, pair) if unique else None,
            confidence=CONFIDENCE,
        )  # fmt: skip

    def _say_values(self, after: Sequence[Source], before: Sequence[Source]) -> str:
        """Return each new value with the old one of its property."""
        old: dict[str, list[str]] = {}
        for source in before:
            old.setdefault(source.predicate, []).append(_shorten(source.object))
        parts = []
        for source in sorted(after, key=lambda s: (s.valid_from or "~", s.predicate, s.object.label)):
            since = f" since {write_date(source.valid_from)}" if source.valid_from else ""
            was = old.pop(source.predicate, None)
            told = f" (before: {', '.join(was)})" if was else ""
            parts.append(
                f"it {self._ontology.properties[source.predicate].label} {_shorten(source.object)}{since}{told}"
            )
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


def _is_in(item: str, document: str, heading: bool = False) -> str:
    """Return the pattern of what a document lists: as a record, or as the heading of records."""
    if heading:
        return f"[] rdf:object {item} ; prov:wasDerivedFrom {document} ."
    return f"[] a kg:Record ; kg:about {item} ; prov:wasDerivedFrom {document} ."


def _said(node: str, subject: str, name: str, end: str, document: str) -> str:
    return f"{node} rdf:subject {subject} ; rdf:predicate {name} ; rdf:object {end} ; prov:wasDerivedFrom {document} ."


def _now(node: str) -> str:
    """Return the pattern of a value that has ended by the day of its own document."""
    return f'{node} kg:validUntil ?ended ; kg:modality "asserted"'


def _to_names(names: Iterable[str]) -> str:
    return " ".join(f"kg:{name}" for name in names)


def _iri_of(level: Mention | str | None) -> str | None:
    return level.entity.iri if isinstance(level, Mention) else level


def _to_key(source: Source) -> tuple[str, str]:
    return source.predicate, source.object.iri or source.object.label


def _to_values_query(values: Iterable[Value], iri: str, pair: Pair) -> str:
    """Return the query for the values of a thing that are new."""
    rows = " ".join(f"<{value.iri}>" if value.iri else to_literal(value) for value in values)
    return (
        f"SELECT DISTINCT ?item WHERE {{\n  VALUES ?item {{ {rows} }}\n  GRAPH <{PROVENANCE_GRAPH}> {{ "
        f"{_said('?st', f'<{iri}>', '?p', '?item', f'<{pair.newer.iri}>')} }}\n}}"
    )


def _shorten(value: Value) -> str:
    text = write_value(value)
    return text if len(text) <= MAX_VALUE else f"“{text[:MAX_VALUE]}…”"


def _name(vintage: Vintage) -> str:
    return f"{vintage.name} ({write_date(vintage.date)})"

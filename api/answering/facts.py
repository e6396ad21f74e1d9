"""Answers from facts: run the plans of a question, weigh them against its words, write the best one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from api.answering.entities import EntityIndex, Known
from api.answering.evidence import Citations, EvidenceReader, Source, Value, to_fact, to_triples
from api.answering.model import MAX_ANSWER, Answer, Fact, Term
from api.answering.plans import Planner
from api.answering.queries import Link, Plan
from api.answering.reading import Reading
from api.answering.words import QUESTION_WORDS, Word
from api.answering.writing import write_date, write_facts, write_list, write_source
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from kg.store import GraphStore
from ontology import Field
from ontology.names import KG

MAX_PLANS = 40
MAX_ITEMS = 500
ACCEPTED = 0.5


@dataclass(frozen=True)
class Result:
    """A plan with what it found: items, the statements behind them, and how well it fits the question."""

    plan: Plan
    items: tuple[Value, ...]
    sources: tuple[Source, ...]
    score: float


class FactAnswerer:
    """Answer open questions and counts by SPARQL over the graph."""

    def __init__(
        self,
        graph: GraphStore,
        passages: PassageIndex,
        evidence: EvidenceReader,
        entities: EntityIndex,
        field: Field,
    ) -> None:
        self._graph = graph
        self._entities = entities
        self._index = passages
        self._evidence = evidence
        self._field = field
        self._ontology = field.ontology
        self._planner = Planner(field)

    def answer(self, reading: Reading) -> Answer | None:
        """Return the answer of the best plan, or None where none fits the question well enough."""
        best = self.best(reading)
        if best is None:
            return None
        if reading.form == "count":
            return self._write_count(reading, best) if reading.answer_noun is not None else None
        return self._write(reading, best)

    def best(self, reading: Reading) -> Result | None:
        """Return the best result of all plans that found something."""
        results = []
        seen = set()
        plans = sorted(self._planner.plans(reading), key=lambda plan: -plan.sure)[:MAX_PLANS]
        for plan in plans:
            if (plan.sparql, plan.read) in seen:
                continue
            seen.add((plan.sparql, plan.read))
            result = self._run(plan, reading)
            if result is not None:
                results.append(result)
        if not any(result.score >= ACCEPTED for result in results):
            results.extend(self._with_reserve(plans, reading))
        telegraphic = reading.asks not in QUESTION_WORDS
        worded = any(plan.asked is not None and not plan.asked.literal and plan.frame != "list" for plan in plans)
        if not worded and (telegraphic or reading.answer_class) and not any(r.score >= ACCEPTED for r in results):
            results.extend(self._near(reading))
        accepted = [result for result in results if result.score >= ACCEPTED]
        return max(
            accepted,
            key=lambda r: (round(r.score, 3), len(r.plan.links), len(r.items), r.plan.sparql),
            default=None,
        )

    def _run(self, plan: Plan, reading: Reading) -> Result | None:
        """Run a plan; narrow it to the class asked for where it found other things beside."""
        items = self._items(plan)
        if not items:
            return None
        kinds = self._other_kinds(reading.answer_class)
        if kinds and plan.asked is not None and not plan.asked.literal and any(item.iri for item in items):
            narrowed = replace(plan, types=kinds)
            fitting = self._items(narrowed)
            if not fitting:
                return None
            if 2 * len(fitting) <= len(items):
                plan, items = narrowed, fitting
        mentioned = {m.entity.iri for m in reading.mentions}
        if all(item.iri in mentioned for item in items):
            return None
        named = tuple(sorted({item.iri for item in items if item.iri} & (mentioned | {g.iri for g in plan.given})))
        if named:
            plan = replace(plan, exclude=(*plan.exclude, *named))
            items = self._items(plan)
        sources = self._sources(plan, items[:40])
        return Result(plan, tuple(items), tuple(sources), self._score(plan, items, sources, reading))

    def _with_reserve(self, plans: Sequence[Plan], reading: Reading) -> Iterator[Result]:
        """Yield what the documents only suppose or plan, where they assert nothing."""
        for plan in plans:
            if len(plan.links) == 1 and plan.sure >= 0.75 and not plan.links[0].property.changes_over_time:
                result = self._run(replace(plan, reserve=True), reading)
                if result is not None:
                    yield result

    def _near(self, reading: Reading) -> Iterator[Result]:
        """Yield the facts about what is named whose own sentence holds the rest of the question's words."""
        for mention in reading.mentions[:2]:
            named = {n for m in reading.mentions for n in range(m.first, m.last + 1)}
            rest = reading.unread(named)
            if (
                not rest
                or reading.answer_class == "Date"
                or mention.entity.type in {"MaturityLevel", "Foundation", "Layer", "Category"}
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
                if link.property.changes_over_time and reading.answer_class != "MaturityLevel":
                    continue
                plan = Plan(
                    (link,),
                    frozenset(named),
                    (mention.entity,),
                    0.8,
                    reading.as_of,
                    link.property,
                    as_of_said=reading.as_of_said,
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

    def _items(self, plan: Plan) -> list[Value]:
        rows = self._graph.query(f"{plan.sparql} LIMIT {MAX_ITEMS}")
        nodes = [row["item"] for row in rows]  # type: ignore[union-attr]
        items = []
        for node in nodes:
            datatype = getattr(node, "datatype", None)
            if datatype is None:
                items.append(Value(self._label(node.value), node.value))
            elif plan.since is not None:
                items.append(Value(node.value, None, {4: "gYear", 7: "gYearMonth"}.get(len(node.value), "date")))
            else:
                items.append(Value(node.value, None, datatype.value.rpartition("#")[2]))
        return sorted(items, key=lambda item: (item.label.lower(), item.iri or ""))

    def _label(self, iri: str) -> str:
        if (known := self._entities.by_iri.get(iri)) is not None:
            return known.label
        rows = self._graph.query(f"SELECT ?label WHERE {{ <{iri}> skos:prefLabel ?label }} ORDER BY ?label LIMIT 1")
        return next((row["label"].value for row in rows), iri.rpartition("/")[2])  # type: ignore[union-attr]

    def _other_kinds(self, answer_class: str | None) -> tuple[str, ...]:
        """Return the classes whose members are certainly not of the class asked for."""
        if answer_class in {None, "Date", "Concept", "Thing"}:
            return ()
        near = {name for name in self._ontology.parents if self._ontology.may_be(answer_class or "", (name,))}
        return tuple(sorted(name for name in self._ontology.parents if name not in near and name != "Thing"))

    def _sources(self, plan: Plan, items: Sequence[Value]) -> list[Source]:
        """Return the statements behind the items: those of every link of the plan."""
        if plan.since is not None:
            link = plan.links[0]
            days = {item.label for item in items}
            return [
                s
                for s in self._evidence.of_links([(plan.since.iri, link.property.name, link.node)])
                if s.valid_from in days
            ]
        wanted: dict[tuple[str, str, str | Value], None] = {}
        variables = sorted(
            {n for link in plan.links for n in (link.node, link.item) if n.startswith("?") and n != "?item"}
        )
        for bindings in self._solutions(plan, items, variables):
            for triple in to_triples(plan.links, bindings):
                wanted[triple] = None
        return [
            s
            for s in self._evidence.of_links(wanted)
            if (s.modality in {"hedged", "planned"}) == plan.reserve
            and s.modality != "negated"
            and self._in_time(s, plan)
        ]

    def _solutions(self, plan: Plan, items: Sequence[Value], variables: Sequence[str]) -> Iterator[dict[str, Value]]:
        """Yield variable -> value for the items of a plan, with what stands between them and what is named."""
        if not variables:
            yield from ({"?item": item} for item in items)
            return
        known = {item.iri: item for item in items if item.iri}
        query = plan.sparql.replace("SELECT DISTINCT ?item", f"SELECT DISTINCT ?item {' '.join(variables)}")
        values = " ".join(f"<{iri}>" for iri in known)
        query = f"{query.rstrip('}')}  VALUES ?item {{ {values} }}\n}} LIMIT {MAX_ITEMS}"
        for row in self._graph.query(query):  # type: ignore[union-attr]
            found = {v: Value(row[v[1:]].value, row[v[1:]].value) for v in variables}
            yield {"?item": known[row["item"].value], **found}

    def _in_time(self, source: Source, plan: Plan) -> bool:
        return plan.as_of_said is None or source.date is None or source.date[: len(plan.as_of_said)] <= plan.as_of_said

    def _score(self, plan: Plan, items: Sequence[Value], sources: Sequence[Source], reading: Reading) -> float:
        """Weigh how much of the question a result accounts for, by its plan and by the words of its sentences."""
        unread = reading.unread(set(plan.read))
        said = {token for s in sources[:12] for token in find_tokens(f"{s.quote} {s.title} {s.section or ''}")}
        said |= {token for item in items[:12] for token in find_tokens(item.label)}
        missing = [word for word in unread if not set(find_tokens(word.text)) & said]
        weak = len(unread) - len(missing)
        total = max(1, len(reading.content))
        coverage = 1.0 - (len(missing) + 0.15 * weak) / total
        entities = {m.entity.iri for m in reading.mentions}
        used = {known.iri for known in plan.given}
        unused = len(entities - used - {link.node for link in plan.links} - {i.iri for i in items} - set(plan.exclude))
        ignored = {
            use.first
            for use in reading.frames
            if use.frame.part_of_speech == "verb" and not set(range(use.first, use.last + 1)) & set(plan.read)
        }
        if reading.asked_words and all(word in missing for word in reading.asked_words):
            coverage *= 0.5
        if reading.answer_class not in {None, "Date", "Concept"}:
            fitting = sum(self._is_surely(item, reading.answer_class or "") for item in items[:20]) / len(items[:20])
            coverage *= 0.8 + 0.2 * fitting
        return plan.sure * coverage - 0.12 * unused - 0.2 * len(ignored)

    def _is_surely(self, item: Value, wanted: str) -> bool:
        """Tell whether an item is known to be of a class, or of one above it that says as much."""
        kind = self._type_of(item) or ("Thing" if item.iri else "Literal")
        return kind != "Thing" and (self._ontology.is_a(kind, wanted) or self._ontology.is_a(wanted, kind))

    def _write(self, reading: Reading, result: Result) -> Answer:
        citations = Citations(self._index)
        facts = self._cite(result, citations, reading)
        text = self._say(result, facts)
        for hit in self._index.search(reading.text, 3, [known.iri for known in result.plan.given], reading.as_of_said):
            if len(citations) < 6 and hit.score > 0.3:
                citations.cite_passage(hit.passage, hit.score)
        return Answer(
            question=reading.text,
            status="answered",
            answer=text,
            items=[self._to_term(item) for item in result.items],
            facts=facts,
            citations=citations.all(),
            sparql=result.plan.sparql,
        )

    def _write_count(self, reading: Reading, result: Result) -> Answer:
        answer = self._write(reading, result)
        number = len(result.items)
        names = write_list([item.label for item in result.items])
        text = f"{number}: {names}" if len(names) < 500 else str(number)
        marks = "".join(f" [{c.id}]" for c in answer.citations[:3])
        query = (
            result.plan.sparql.replace("SELECT DISTINCT ?item", "SELECT (COUNT(DISTINCT ?thing) AS ?item)")
            .replace("?item ", "?thing ")
            .replace("AS ?thing)", "AS ?item)")
        )
        return answer.model_copy(
            update={
                "answer": f"{text}{marks}.",
                "items": [Term(label=str(number), type="integer")],
                "sparql": query,
            }
        )

    def _cite(self, result: Result, citations: Citations, reading: Reading) -> list[Fact]:
        """Return the facts behind a result, each with a citation, those whose sentence fits the question first."""
        tokens = set(find_tokens(reading.text))
        grouped: dict[tuple[str, str, str], list[Source]] = {}
        for source in result.sources:
            grouped.setdefault((source.subject.label, source.predicate, source.object.label), []).append(source)
        order = {item.label: number for number, item in enumerate(result.items)}
        keys = sorted(grouped, key=lambda k: (min(order.get(k[0], 999), order.get(k[2], 999)), k))
        facts = []
        for key in keys:
            sources = sorted(
                grouped[key],
                key=lambda s: (
                    len(tokens & set(find_tokens(s.quote))),
                    s.date or "",
                    s.confidence,
                    s.document,
                    s.span,
                ),
                reverse=True,
            )
            marks = []
            for source in sources[:2]:
                number = citations.cite(source, result.score)
                if number is not None and number not in marks:
                    marks.append(number)
            if marks:
                facts.append(to_fact(sources[0], marks, self._ontology))
        return facts

    def _say(self, result: Result, facts: list[Fact]) -> str:
        """Return the sentences of an answer: one for each group of facts with a common end."""
        if result.plan.since is not None and result.sources:
            said = [
                f"{s.subject.label} {self._ontology.properties[s.predicate].label} {s.object.label} "
                f"since {write_date(s.valid_from or '')}"
                for s in result.sources
            ]
            marks = "".join(f"[{n}]" for n in dict.fromkeys(n for f in facts for n in f.citations))
            return f"{write_list(list(dict.fromkeys(said)))} {marks}."[:MAX_ANSWER]
        if result.plan.reserve and result.sources:
            source = result.sources[0]
            marks = "".join(f"[{n}]" for n in facts[0].citations) if facts else ""
            return f"The documents say so with reserve only: “{source.quote.strip()}” {marks}"[:MAX_ANSWER]
        if any(fact.disputed for fact in facts) and len({fact.object.label for fact in facts if fact.disputed}) > 1:
            return self._say_disputed(result, facts)
        groups: dict[tuple[str, str, bool], list[Fact]] = {}
        given = {known.label for known in result.plan.given}
        for fact in facts:
            on_subject = fact.subject.label in given or len(result.items) == 1
            end = fact.subject.label if on_subject else fact.object.label
            groups.setdefault((fact.predicate.iri or "", end, on_subject), []).append(fact)
        sentences = []
        for (iri, end, on_subject), members in groups.items():
            marks = "".join(f"[{n}]" for n in dict.fromkeys(n for f in members for n in f.citations))
            values = [
                Value(term.label, term.iri, term.type)
                for term in dict.fromkeys(f.object if on_subject else f.subject for f in members)
            ]
            subjects, objects = ([Value(end)], values) if on_subject else (values, [Value(end)])
            changing = self._ontology.properties[iri.removeprefix(KG)].changes_over_time
            date = max((f.date for f in members if f.date), default=None) if changing else None
            sentences.append(f"{write_facts(subjects, iri.removeprefix(KG), objects, self._ontology, date)} {marks}.")
        text = ""
        for sentence in sentences:
            if len(text) + len(sentence) > MAX_ANSWER - 10:
                break
            text = f"{text} {sentence}".strip()
        return text or f"{write_list([item.label for item in result.items[:20]])}."

    def _say_disputed(self, result: Result, facts: list[Fact]) -> str:
        """Return who says what where sources differ, each side with its citations."""
        marks = {(f.subject.label, f.predicate.iri, f.object.label): f.citations for f in facts}
        sides: dict[tuple[str, str, str], list[Source]] = {}
        for source in result.sources:
            sides.setdefault((source.subject.label, source.predicate, source.object.label), []).append(source)
        parts: list[str] = []
        for (subject, predicate, end), sources in sides.items():
            said = f"{subject} {self._ontology.properties[predicate].label} {end}"
            cited = "".join(f"[{n}]" for n in marks.get((subject, KG + predicate, end), ()))
            who = write_list(list(dict.fromkeys(write_source(source) for source in sources))[:3])
            part = f"{who} says that {said} {cited}".rstrip()
            if sum(len(other) + 2 for other in parts) + len(part) < MAX_ANSWER - 30:
                parts.append(part)
        return f"Sources differ: {'; '.join(parts)}."

    def _to_term(self, item: Value) -> Term:
        return Term(label=item.label, iri=item.iri, type=item.datatype or self._type_of(item))

    def _type_of(self, item: Value) -> str | None:
        if item.iri is None:
            return None
        if (known := self._entities.by_iri.get(item.iri)) is not None:
            return known.type
        rows = self._graph.query(f"SELECT ?t WHERE {{ <{item.iri}> a ?t }}")
        names = [row["t"].value.removeprefix(KG) for row in rows]  # type: ignore[union-attr]
        return max(sorted(names), key=lambda name: len(self._ontology.ancestors(name)), default=None)


__all__ = ["FactAnswerer", "Known", "Result"]

"""Results: what a plan finds in the graph, and the statements behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from api.answering.graph.facts.evidence import EvidenceReader, Source, find_ends, to_triples
from api.answering.graph.plans.queries import Plan, PlanKind, to_select
from api.answering.graph.plans.values import Value, to_literal, to_value
from api.answering.question.entities import EntityIndex
from kg.statements import date_type
from kg.store import GraphStore
from ontology import Ontology
from ontology.names import KG

MAX_ITEMS = 5000


@dataclass(frozen=True)
class Result:
    """A plan with what it found: items, the statements behind them, and how well it fits the question.

    `differs`: sources name different items where one is expected.
    """

    plan: Plan
    items: tuple[Value, ...]
    sources: tuple[Source, ...]
    score: float
    differs: bool = False

    def limited_to(self, items: Sequence[Value], sources: Sequence[Source]) -> Result:
        """Return the result with some of its items alone, and the statements behind these."""
        plan = self.plan.limited_to(item.iri for item in items)
        return replace(self, plan=plan, items=tuple(items), sources=tuple(sources))

    def kept_to(self, kept: Set[str | None], others: Iterable[str] = ()) -> Result:
        """Return the result with some of its items alone; `others`: what its statements tell of, beside the items."""
        return self.without({*(item.iri for item in self.items), *others} - kept)

    def without(self, left_out: Set[str | None]) -> Result:
        """Return the result without some of its items, or as it is where nothing else would be left."""
        items = tuple(item for item in self.items if item.iri not in left_out)
        if not items or len(items) == len(self.items):
            return self
        return self.limited_to(items, [s for s in self.sources if find_ends([s]).isdisjoint(left_out)])


class ResultReader:
    """Run plans."""

    def __init__(self, graph: GraphStore, evidence: EvidenceReader, entities: EntityIndex, ontology: Ontology) -> None:
        self._graph = graph
        self._evidence = evidence
        self._entities = entities
        self._ontology = ontology

    def items(self, plan: Plan) -> list[Value]:
        """Return what a plan finds, each once."""
        rows = self._graph.select(f"{plan.sparql} LIMIT {MAX_ITEMS}")
        nodes = [row["item"] for row in rows if row["item"] is not None]  # between two months lie no days
        items = []
        for node in nodes:
            datatype = getattr(node, "datatype", None)
            if datatype is None:
                items.append(Value(self._label(node.value), node.value))
            elif plan.kind is PlanKind.SINCE:
                items.append(Value(node.value, None, date_type(node.value)))
            else:
                items.append(Value(node.value, None, datatype.value.rpartition("#")[2]))
        return sorted(items, key=lambda item: item.order)

    def find_naming(self, source: Source) -> Source | None:
        """Return what names the subject of a statement whose own quote does not, as `EvidenceReader.find_naming`."""
        return self._evidence.find_naming(source)

    def _label(self, iri: str) -> str:
        if (known := self._entities.by_iri.get(iri)) is not None:
            return known.label
        rows = self._graph.select(f"SELECT ?label WHERE {{ <{iri}> skos:prefLabel ?label }} ORDER BY ?label LIMIT 1")
        return next((row["label"].value for row in rows), iri.rpartition("/")[2])

    def sources(self, plan: Plan, items: Sequence[Value]) -> list[Source]:
        """Return the statements behind the items: those of every link of the plan."""
        if plan.kind is PlanKind.SINCE:
            link, days = plan.links[0], {item.label for item in items}
            told = self._evidence.of_links([(plan.given[0].iri, link.property.name, link.node)])
            return [s for s in told if s.valid_from in days]
        if plan.kind is PlanKind.SPAN:
            return self._dated_sources(plan, plan.beside or [item.iri for item in items if item.iri])
        if plan.kind is PlanKind.TALLY and plan.asked is None:
            return self._year_sources(plan, [item.label for item in items])
        if plan.kind is PlanKind.EVENT:
            return self._event_sources(plan, items)
        wanted: dict[tuple[str, str, str | Value], None] = {}
        variables = sorted(
            {n for link in plan.links for n in (link.node, link.item) if n.startswith("?") and n != "?item"}
        )
        for bindings in self._solutions(plan, items, variables):
            for triple in to_triples(plan.links, bindings):
                wanted[triple] = None
        found = [
            s
            for s in self._evidence.of_links(wanted, former=plan.as_of is not None or plan.kind is PlanKind.FORMER)
            if (s.modality in {"hedged", "planned"}) == plan.reserve
            and s.modality != "negated"
            and self._in_time(s, plan)
        ]
        return _take_one_each(found, items) if plan.takes_all else found

    def _dated_sources(self, plan: Plan, subjects: Sequence[str]) -> list[Source]:
        """Return the statements with days of some things, by the properties of a plan's days."""
        names = dict.fromkeys(link.property.name for link in plan.links if link.node == "?date")
        found = (source for name in names for source in self._evidence.of_property(name, subjects))
        return [s for s in found if s.modality == "asserted" and (s.object.iri is None or s.valid_from)]

    def _year_sources(self, plan: Plan, years: Sequence[str]) -> list[Source]:
        """Return the statements of what happened in some years, of the things that a plan counts."""
        event = plan.links[0]
        rows = self._graph.select(f"{to_select('?of', plan.where)} LIMIT {MAX_ITEMS}")
        counted = [row["of"].value for row in rows]
        found = self._evidence.of_property(event.property.name, counted)
        told = [s for s in found if s.object.iri is None or s.object.iri == event.node]
        return [s for s in told if s.modality == "asserted" and (s.valid_from or s.object.label)[:4] in years]

    def _event_sources(self, plan: Plan, items: Sequence[Value]) -> list[Source]:
        """Return the statements of an event that the items, and what they were chosen from, took part in."""
        event = plan.links[0]
        iris = [*(item.iri for item in items if item.iri), *(iri for iri in plan.beside)]
        if event.node_is_subject:
            found = self._evidence.of_links((event.node, event.property.name, iri) for iri in iris)
        elif event.property.literal:
            found = self._evidence.of_property(event.property.name, iris)
        else:
            found = self._evidence.of_links((iri, event.property.name, event.node) for iri in iris)
        kept = [s for s in found if s.modality == "asserted" and (event.property.literal or s.valid_from)]
        return [s for s in kept if plan.within.holds(s.valid_from or "")]

    def _solutions(self, plan: Plan, items: Sequence[Value], variables: Sequence[str]) -> Iterator[dict[str, Value]]:
        """Yield variable -> value for the items of a plan, with what stands between them and what is named."""
        if not variables:
            yield from ({"?item": item} for item in items)
            return
        known = {item.iri or item.label: item for item in items}
        values = " ".join(f"<{item.iri}>" if item.iri else to_literal(item) for item in items)
        where = f"{plan.where}\n  VALUES ?item {{ {values} }}"
        query = to_select(f"?item {' '.join(variables)}", where)
        for row in self._graph.select(f"{query} LIMIT {MAX_ITEMS}"):
            found = {v: to_value(row[v[1:]], "") for v in variables}
            yield {"?item": known[row["item"].value], **found}

    def _in_time(self, source: Source, plan: Plan) -> bool:
        """Tell whether what a source says held, or was said, by the day asked about."""
        begun = source.since
        return plan.as_of_said is None or begun is None or begun[: len(plan.as_of_said)] <= plan.as_of_said

    def is_of(self, item: Value, kinds: Sequence[str]) -> bool:
        """Tell whether an item is known to be of one of some classes."""
        kind = self.type_of(item)
        return kind is not None and not set(self._ontology.ancestors(kind)).isdisjoint(kinds)

    def type_of(self, item: Value) -> str | None:
        """Return the narrowest class of an item, None for a literal."""
        if item.iri is None:
            return None
        if (known := self._entities.by_iri.get(item.iri)) is not None:
            return known.type
        rows = self._graph.select(f"SELECT ?t WHERE {{ <{item.iri}> a ?t }}")
        names = [row["t"].value.removeprefix(KG) for row in rows]
        return self._ontology.narrowest(names) if names else None


def _take_one_each(sources: Sequence[Source], items: Sequence[Value]) -> list[Source]:
    """Return the surest source of each item, in the order of the items."""
    best: dict[str | None, Source] = {}
    for source in sorted(sources, key=lambda s: (-s.confidence, s.document, s.span)):
        for end in source.ends:
            best.setdefault(end.iri, source)
    return [best[item.iri] for item in items if item.iri in best]

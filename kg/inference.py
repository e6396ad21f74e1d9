"""Inference: derived statements, each with the rule and the statements it follows from."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError
from kg.statements import Literal, Triple, to_triple
from kg.store import OxigraphStore
from ontology import Field
from ontology.names import KG, PREFIXES, PROVENANCE_GRAPH, STATEMENT

_RDF, _PROV = PREFIXES["rdf"], PREFIXES["prov"]
MAX_ROUNDS = 50


def add_inferences(store: OxigraphStore, field: Field, barred: frozenset[Triple] = frozenset()) -> int:
    """Run the rules of a field until nothing new follows; return how many statements were derived.

    A rule is a CONSTRUCT of nodes with rdf:subject, rdf:predicate, rdf:object and prov:wasDerivedFrom.
    `barred`: triples that a person rejected. Raises InputError where something new follows without end.
    """
    rules = field.sources.find("rules/*.rq")
    total = 0
    for _ in range(MAX_ROUNDS):
        fresh = [quad for rule in rules for quad in _run_rule(store, rule, field, barred)]
        if not fresh:
            return total
        store.add(fresh)
        total += sum(quad.predicate.value == KG + "derivedBy" for quad in fresh)
    raise InputError(f"{field.folder}: its rules still derive more after {MAX_ROUNDS} rounds. Let them come to an end.")


def _run_rule(store: OxigraphStore, rule: Path, field: Field, barred: frozenset[Triple]) -> Iterator[ox.Quad]:
    """Yield the quads of the statements a rule derives that the graph does not hold yet."""
    nodes: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    result = store.query(rule.read_text(encoding="utf-8"))
    assert isinstance(result, ox.QueryTriples)
    for triple in result:
        nodes[str(triple.subject)][triple.predicate.value].append(triple.object)  # type: ignore[arg-type]
    derived: dict[tuple[str, str, str, str], set[str]] = defaultdict(set)
    ends: dict[tuple[str, str, str, str], tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]] = {}
    for node in nodes.values():
        subject, predicate, end = (node[_RDF + name][0] for name in ("subject", "predicate", "object"))
        assert isinstance(subject, ox.NamedNode) and isinstance(predicate, ox.NamedNode)
        above = [premise.value for premise in node[_PROV + "wasDerivedFrom"]]
        # One statement a date, so that what was so on a day can be told: it follows from the day of its last premise.
        key = (subject.value, predicate.value, str(end), max(_date_of(store, premise) for premise in above))
        ends[key] = (subject, predicate, end)
        derived[key].update(above)
    for key, premises in sorted(derived.items()):
        subject, predicate, end = ends[key]
        if subject == end or _is_stated(store, subject, predicate, end, key[3]):
            continue
        other: Literal | str = Literal(end.value) if isinstance(end, ox.Literal) else end.value
        if to_triple(subject.value, predicate.value.removeprefix(KG), other, field.ontology) in barred:
            continue
        lead = min(premise for premise in premises if _date_of(store, premise) == key[3])
        ordered = [lead, *sorted(premises - {lead})]
        yield from _to_quads(subject, predicate, end, rule.stem, ordered, _name(key, rule.stem), store)


def _name(key: tuple[str, str, str, str], rule: str) -> str:
    """Return a name that no other conclusion of any rule has, though it may rest on the same premises."""
    return f"{hashlib.sha256(chr(31).join((*key, rule)).encode()).hexdigest()[:20]}-{rule}"


def _date_of(store: OxigraphStore, statement: str) -> str:
    """Return the date a statement counts from."""
    quads = store.quads(ox.NamedNode(statement), ox.NamedNode(KG + "since"), None, ox.NamedNode(PROVENANCE_GRAPH))
    return next((quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)), "")


def _is_stated(
    store: OxigraphStore,
    subject: ox.NamedNode,
    predicate: ox.NamedNode,
    end: ox.NamedNode | ox.Literal,
    date: str,
) -> bool:
    """Tell whether the graph holds a triple already, told of the same date."""
    if next(store.quads(subject, predicate, end, ox.DefaultGraph()), None) is None:
        return False
    graph = ox.NamedNode(PROVENANCE_GRAPH)
    return any(
        next(store.quads(quad.subject, ox.NamedNode(_RDF + "predicate"), predicate, graph), None)
        and next(store.quads(quad.subject, ox.NamedNode(_RDF + "object"), end, graph), None)
        and _date_of(store, str(quad.subject.value)) == date
        for quad in store.quads(None, ox.NamedNode(_RDF + "subject"), subject, graph)
        if isinstance(quad.subject, ox.NamedNode)
    )


def _to_quads(
    subject: ox.NamedNode,
    predicate: ox.NamedNode,
    end: ox.NamedNode | ox.Literal,
    rule: str,
    premises: list[str],
    name: str,
    store: OxigraphStore,
) -> Iterator[ox.Quad]:
    """Yield a derived statement; its date, section and sentence are those of the first premise."""
    graph = ox.NamedNode(PROVENANCE_GRAPH)
    node = ox.NamedNode(STATEMENT + name)
    yield ox.Quad(subject, predicate, end)
    for iri, value in (
        (_RDF + "type", ox.NamedNode(KG + "Statement")),
        (_RDF + "subject", subject),
        (_RDF + "predicate", predicate),
        (_RDF + "object", end),
        (KG + "modality", ox.Literal("asserted")),
        (KG + "method", ox.Literal(f"rule:{rule}")),
        (KG + "derivedBy", ox.Literal(rule)),
        *((_PROV + "wasDerivedFrom", ox.NamedNode(premise)) for premise in premises),
    ):
        yield ox.Quad(node, ox.NamedNode(iri), value, graph)
    for name in ("date", "confidence", "section", "since"):
        for quad in store.quads(ox.NamedNode(premises[0]), ox.NamedNode(KG + name), None, graph):
            yield ox.Quad(node, quad.predicate, quad.object, graph)
    target = ox.NamedNode(PREFIXES["oa"] + "hasTarget")
    for quad in store.quads(ox.NamedNode(premises[0]), target, None, graph):
        yield ox.Quad(node, target, quad.object, graph)

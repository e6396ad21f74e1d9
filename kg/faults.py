"""Faults: what a statement breaks of the ontology and of the shapes (SHACL), and why it may be misread."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.records.quoting import is_of_record
from kg.statements import DATE_TYPES, Entity, Literal, Statement
from ontology import Field, Ontology
from ontology.names import KG, PREFIXES

_SHACL = PREFIXES["sh"]


@dataclass(frozen=True, slots=True, order=True)
class ShapeFault:
    """A result of SHACL validation: IRIs of node and property, the value where there is one, and the message.

    `properties`: where the node itself is at fault, the properties whose subjects the shape is for;
    `inverse_properties`: those whose objects it is for.
    """

    node: str
    path: str
    value: str
    message: str
    properties: tuple[str, ...] = ()
    inverse_properties: tuple[str, ...] = ()


def find_faults(
    statements: Sequence[Statement], shape_faults: Iterable[ShapeFault], field: Field
) -> dict[str, list[str]]:
    """Return identifier -> what is wrong, in words, for every statement that breaks something."""
    found: dict[str, list[str]] = defaultdict(list)
    for statement in statements:
        wrong = find_ontology_faults(statement.subject, statement.predicate, statement.object, field.ontology)
        wrong.extend(_find_agents(statement, field))
        if statement.evidence.doubt:
            wrong.append(statement.evidence.doubt)
        if wrong:
            found[statement.identifier].extend(wrong)
    by_subject: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    by_object: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        by_subject[statement.subject.iri, KG + statement.predicate].append(statement)
        by_object[statement.object.key, KG + statement.predicate].append(statement)
    for fault in shape_faults:
        broken = [s for s in by_subject[fault.node, fault.path] if fault.value in ("", s.object.key)]
        broken += [s for name in fault.properties for s in by_subject[fault.node, name]]
        broken += [s for name in fault.inverse_properties for s in by_object[fault.node, name]]
        for statement in broken:
            if fault.message not in found[statement.identifier]:
                found[statement.identifier].append(fault.message)
    return dict(found)


def find_ontology_faults(subject: Entity, predicate: str, end: Entity | Literal, ontology: Ontology) -> list[str]:
    """Return what the ends of a triple break of its property: domain, range, datatype, or being one thing.

    A thing of no known class fits every class.
    """
    found = ontology.properties[predicate]
    wrong = []
    if found.domain and not ontology.may_be(subject.type, found.domain):
        wanted = _name_classes(found.domain, ontology)
        wrong.append(f"{_name_class(subject, ontology)}, but '{found.label}' is said of {wanted}")
    if isinstance(end, Literal):
        if not found.literal:
            wrong.append(f"{end.label!r} is a value, but what follows '{found.label}' is a thing")
        elif found.range and not _fits_datatype(end.datatype, found.range):
            wrong.append(f"{end.label!r} is of the datatype {end.datatype}, not {' or '.join(found.range)}")
        return wrong
    if found.literal:
        wrong.append(f"{end.label} is a thing, but what follows '{found.label}' is a value")
    elif found.range and not ontology.may_be(end.type, found.range):
        wanted = _name_classes(found.range, ontology)
        wrong.append(f"{_name_class(end, ontology)}, but what follows '{found.label}' is {wanted}")
    if end.iri == subject.iri:
        wrong.append(f"{subject.label} is said of itself")
    return wrong


def _find_agents(statement: Statement, field: Field) -> list[str]:
    """Return which ends are people or organizations, by all that is told of them, where a property has none.

    What a field of a record lists is as its keeper says: services are listed under their companies' names.
    """
    if is_of_record(statement.evidence.method):
        return []
    label = field.ontology.properties[statement.predicate].label
    ends = {"s": statement.subject, "o": statement.object}
    return [
        f"{_name_class(end, field.ontology)}, and '{label}' is told of things"
        for place, end in ends.items()
        if place in field.lexicon.no_agent.get(statement.predicate, ())
        and isinstance(end, Entity)
        and end.type != "Agent"  # who made something may also be called like what they made
        and field.ontology.is_a(end.type, "Agent")
        and not (place == "o" and _means_product(statement, end, field))
    ]


def _means_product(statement: Statement, end: Entity, field: Field) -> bool:
    """Tell whether the words of a statement let a company's name stand for its product: "integrates with Acme"."""
    frame = field.lexicon.by_name.get(statement.evidence.method.removeprefix("lexicon:"))
    return frame is not None and frame.companies_too and field.stands_for_product(end.type, end.label)


def check_shapes(triples: Iterable[ox.Triple], field: Field) -> list[ShapeFault]:
    """Validate triples against `shapes.ttl` of a field (SHACL Core, with pySHACL); return the violations in order."""
    import pyshacl
    import rdflib

    buffer = io.BytesIO()
    ox.serialize(triples, buffer, ox.RdfFormat.N_TRIPLES)
    data = rdflib.Graph().parse(data=buffer.getvalue(), format="nt")
    shapes = rdflib.Graph()
    for folder in field.sources.folders:
        if (folder / "shapes.ttl").is_file():
            shapes.parse(folder / "shapes.ttl", format="turtle")
    conforms, report, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=False, inference="none")
    if conforms or not isinstance(report, rdflib.Graph):
        return []
    sh = rdflib.Namespace(_SHACL)
    found = set()
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        if report.value(result, sh.resultSeverity) != sh.Violation:
            continue
        node, path, value, message, shape = (
            report.value(result, sh[name])
            for name in ("focusNode", "resultPath", "value", "resultMessage", "sourceShape")
        )
        own = path is None
        found.add(
            ShapeFault(
                str(node),
                str(path or ""),
                "" if own else str(value if value is not None else ""),
                str(message),
                tuple(sorted(map(str, shapes.objects(shape, sh.targetSubjectsOf)))) if own else (),
                tuple(sorted(map(str, shapes.objects(shape, sh.targetObjectsOf)))) if own else (),
            )
        )
    return sorted(found)


def _fits_datatype(datatype: str, wanted: tuple[str, ...]) -> bool:
    return datatype in wanted or (datatype in DATE_TYPES and bool(DATE_TYPES & set(wanted)))


def _name_class(entity: Entity, ontology: Ontology) -> str:
    return f"{entity.label} is of the class {ontology.class_labels.get(entity.type, entity.type)}"


def _name_classes(names: tuple[str, ...], ontology: Ontology) -> str:
    return "the class " + " or ".join(ontology.class_labels.get(name, name) for name in names)


__all__ = ["ShapeFault", "check_shapes", "find_faults", "find_ontology_faults"]

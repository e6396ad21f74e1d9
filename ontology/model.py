"""The ontology as values: classes and properties with what is true of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from ontology.names import KG
from ontology.roles import PropertyRole, Role
from ontology.turtle import Node, TurtleFile

RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

ROOT_CLASS = "Thing"


@dataclass(frozen=True, slots=True)
class Property:
    """A relation: `name` is its local name; `domain`, `range` are local class names or an XSD local name.

    `expected_single`: several values are a disagreement; `changes_over_time`: of one date only; `told_in_full`:
    where values are told they are all, so that another one may be denied.
    """

    name: str
    label: str
    comment: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    inverse: str | None = None
    parent: str | None = None
    symmetric: bool = False
    transitive: bool = False
    expected_single: bool = False
    changes_over_time: bool = False
    told_in_full: bool = False
    literal: bool = False
    roles: frozenset[PropertyRole] = frozenset()

    @property
    def iri(self) -> str:
        """The property's IRI."""
        return KG + self.name


@dataclass(frozen=True)
class Ontology:
    """Classes (name -> parent, label) and properties by local name."""

    properties: dict[str, Property]
    parents: dict[str, str | None]
    class_labels: dict[str, str]
    disjoint: frozenset[frozenset[str]] = field(default_factory=frozenset)
    roles: dict[str, frozenset[Role]] = field(default_factory=dict)

    def ancestors(self, name: str) -> tuple[str, ...]:
        """Return a class and its superclasses, the nearest first."""
        found = []
        current: str | None = name
        while current is not None and current not in found:
            found.append(current)
            current = self.parents.get(current)
        return tuple(found)

    def is_a(self, name: str, ancestor: str) -> bool:
        """Tell whether a class is `ancestor` or one of its subclasses."""
        return ancestor == ROOT_CLASS or ancestor in self.ancestors(name)

    def plays(self, name: str, *roles: Role) -> bool:
        """Tell whether a class, by itself or by a class above it, plays one of some roles."""
        played = self._played.get(name)
        return played is not None and not played.isdisjoint(roles)

    def class_for(self, role: Role) -> str:
        """Return the first class of the ontology that is marked with a role; the root where none is."""
        return next((name for name, marks in self.roles.items() if role in marks), ROOT_CLASS)

    @cached_property
    def _played(self) -> dict[str, frozenset[Role]]:
        above = {name: self.ancestors(name) for name in self.parents}
        return {
            name: frozenset(role for other in names for role in self.roles.get(other, ()))
            for name, names in above.items()
        }

    def narrowest(self, names: Iterable[str]) -> str:
        """Return the class that stands deepest, the first of the alphabet among equals; of none the root."""
        return max(sorted(names), key=lambda name: len(self.ancestors(name)), default=ROOT_CLASS)

    def may_be(self, name: str, expected: tuple[str, ...]) -> bool:
        """Tell whether something of class `name` can be of one of the `expected` classes."""
        if name == ROOT_CLASS or ROOT_CLASS in expected:
            return True
        return any(self.is_a(name, wanted) or self.is_a(wanted, name) for wanted in expected)

    def others(self, name: str) -> tuple[str, ...]:
        """Return the classes of which nothing of class `name` can be, in the order of their names."""
        return tuple(sorted(other for other in self.parents if not self.may_be(other, (name,))))

    def are_disjoint(self, one: str, other: str) -> bool:
        """Tell whether nothing can be of both classes."""
        return any(frozenset((a, b)) in self.disjoint for a in self.ancestors(one) for b in self.ancestors(other))

    def inverse_of(self, name: str) -> str | None:
        """Return the inverse property's name (its own where it is symmetric)."""
        found = self.properties[name]
        return name if found.symmetric else found.inverse

    def changing_property(self, class_name: str) -> str | None:
        """Return the property that changes over time whose values are of a class, such as a level; None without one."""
        return next((found.name for found in self.changing if found.range == (class_name,)), None)

    def canonical(self, name: str) -> tuple[str, bool]:
        """Return the property by which a relation is stated, and whether that turns its ends around.

        Of two inverse properties it is the one that the ontology declares first.
        """
        inverse = self.properties[name].inverse
        if inverse is None or inverse not in self.properties:
            return name, False
        return (name, False) if self._order[name] < self._order[inverse] else (inverse, True)

    @cached_property
    def _order(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self.properties)}

    @cached_property
    def stated(self) -> tuple[Property, ...]:
        """The properties by which relations are stated: of two inverse ones the one that is declared first."""
        return tuple(found for name, found in self.properties.items() if not self.canonical(name)[1])

    @cached_property
    def changing(self) -> tuple[Property, ...]:
        """The stated properties whose values change over time."""
        return tuple(found for found in self.stated if found.changes_over_time)

    @cached_property
    def joining(self) -> Property | None:
        """The property for the day on which a thing came to its home, None where the field has none."""
        return next((found for found in self.properties.values() if PropertyRole.JOINING in found.roles), None)

    @cached_property
    def hosting(self) -> str | None:
        """The name of the property that leads from a work to its home, None where the field has none."""
        return next((found.name for found in self.properties.values() if PropertyRole.HOSTING in found.roles), None)

    def holds(self, name: str, role: Role) -> bool:
        """Tell whether what plays a role stands right under headings of a class: works, or other headings."""
        return name in self._holding.get(role, ())

    def heading_for(self, role: Role) -> str | None:
        """Return the class of the headings that what plays a role stands right under, or None."""
        return next(iter(self._holding.get(role, ())), None)

    @cached_property
    def _holding(self) -> dict[Role, tuple[str, ...]]:
        """What stands under headings -> the classes of these, in the order of the properties that place it."""
        held: dict[Role, dict[str, None]] = {Role.WORK: {}, Role.HEADING: {}}
        for role, headings in held.items():
            for found in self.placing:
                if any(self.plays(name, role) for name in found.domain):
                    headings.update((name, None) for name in found.range if self.plays(name, Role.HEADING))
        return {role: tuple(headings) for role, headings in held.items()}

    def placing_property(self, subject: str, heading: str) -> str | None:
        """Return the property that sorts things of one class under headings of another; None where there is none."""
        fitting = (p for p in self.placing if p.range and any(self.is_a(heading, name) for name in p.range))
        return next((found.name for found in fitting if self.may_be(subject, found.domain)), None)

    @cached_property
    def placing(self) -> tuple[Property, ...]:
        """The stated properties that sort things under what lists them."""
        return tuple(found for found in self.stated if PropertyRole.PLACING in found.roles)

    def further(self, found: Property) -> Property | None:
        """Return the property that gives more values of a placing one, of the same domain and range."""
        if PropertyRole.PLACING not in found.roles:
            return None
        more = (p for p in self.stated if PropertyRole.FURTHER in p.roles)
        return next((p for p in more if (p.domain, p.range) == (found.domain, found.range)), None)

    def placing_below(self, above: Property) -> Property | None:
        """Return the property that sorts things under what another one sorts further up; None where there is none."""
        return next((found for found in self.placing if found.range == above.domain and found != above), None)

    @cached_property
    def subproperties(self) -> dict[str, tuple[str, ...]]:
        """Property name -> itself and all properties below it."""
        below: dict[str, tuple[str, ...]] = {}
        for name in self.properties:
            below[name] = tuple(other for other in self.properties if name in self._property_ancestors(other))
        return below

    def _property_ancestors(self, name: str) -> list[str]:
        found: list[str] = []
        current: str | None = name
        while current is not None and current in self.properties and current not in found:
            found.append(current)
            current = self.properties[current].parent
        return found


def load_ontology(turtle: TurtleFile) -> Ontology:
    """Read classes and properties in the order in which they are declared."""
    parents: dict[str, str | None] = {}
    labels: dict[str, str] = {}
    disjoint = set()
    roles: dict[str, frozenset[Role]] = {}
    for node in turtle.subjects(OWL + "Class"):
        name = _local(node)
        if name is None:
            continue
        above = [iri for iri in turtle.values(node, RDFS + "subClassOf") if iri.startswith(KG)]
        parents[name] = above[0].removeprefix(KG) if above else None
        labels[name] = turtle.value(node, RDFS + "label") or name
        if marks := turtle.values(node, KG + "role"):
            roles[name] = frozenset(map(Role, marks))
        for other in turtle.values(node, OWL + "disjointWith"):
            disjoint.add(frozenset((name, other.removeprefix(KG))))
    properties = {}
    for kind in ("ObjectProperty", "DatatypeProperty"):
        for node in turtle.subjects(OWL + kind):
            found = _read_property(turtle, node, literal=kind == "DatatypeProperty")
            properties[found.name] = found
    return Ontology(properties, parents, labels, frozenset(disjoint), roles)


def _read_property(turtle: TurtleFile, node: Node, literal: bool) -> Property:
    name = _local(node) or ""
    kinds = {iri.removeprefix(OWL) for iri in turtle.values(node, RDF + "type")}
    above = [iri for iri in turtle.values(node, RDFS + "subPropertyOf") if iri.startswith(KG)]
    inverse = turtle.value(node, OWL + "inverseOf")
    return Property(
        name=name,
        label=turtle.value(node, RDFS + "label") or name,
        comment=turtle.value(node, RDFS + "comment") or "",
        domain=_classes(turtle, node, RDFS + "domain"),
        range=_classes(turtle, node, RDFS + "range"),
        inverse=inverse.removeprefix(KG) if inverse else None,
        parent=above[0].removeprefix(KG) if above else None,
        symmetric="SymmetricProperty" in kinds,
        transitive="TransitiveProperty" in kinds,
        expected_single="FunctionalProperty" in kinds or turtle.value(node, KG + "expectedSingle") == "true",
        changes_over_time=turtle.value(node, KG + "changesOverTime") == "true",
        told_in_full=turtle.value(node, KG + "toldInFull") == "true",
        literal=literal,
        roles=frozenset(map(PropertyRole, turtle.values(node, KG + "role"))),
    )


def _classes(turtle: TurtleFile, node: Node, predicate: str) -> tuple[str, ...]:
    """Return the local names of a domain or range; of a union all its members, each once."""
    names: list[str] = []
    for found in turtle.objects(node, predicate):
        members = turtle.objects(found, OWL + "unionOf")
        if not members:
            names.append(getattr(found, "value", "").rpartition("#")[2])
            continue
        cell = members[0]
        while first := turtle.value(cell, RDF + "first"):
            names.append(first.rpartition("#")[2])
            cell = turtle.objects(cell, RDF + "rest")[0]
    return tuple(dict.fromkeys(names))


def _local(node: Node) -> str | None:
    value = getattr(node, "value", "")
    return value.removeprefix(KG) if value.startswith(KG) else None

"""Named values: what the values of records name, and the body whose members a heading lists; never a guess."""

from __future__ import annotations

import re

from kg.documents import Document
from kg.naming.names import NameTable, to_key
from kg.records.catalogue import Catalogue
from kg.statements import Entity
from ontology import Field
from ontology.mapping import FieldRule
from ontology.model import ROOT_CLASS
from ontology.roles import Role


class ValueNamer:
    """Find what values of records name: things of the catalogue, names known before, names of other documents."""

    def __init__(self, catalogue: Catalogue, names: NameTable, field: Field) -> None:
        self._catalogue = catalogue
        self._names = names
        self._ontology = field.ontology
        self._gazetteer = {to_key(name.label): name for name in field.gazetteer}

    def find_named(self, label: str, rule: FieldRule) -> Entity | None:
        """Return what a field's value names: what is known by that name, else of the field's class, never a guess."""
        if not label:
            return None
        known = self.find_known(label, rule)
        if known is None and rule.object_class is not None:
            return Entity.called(label, rule.object_class)
        return known

    def find_known(self, label: str, rule: FieldRule) -> Entity | None:
        """Return the entity of the catalogue, or the one known before, that has a name and fits the field."""
        found = self._ontology.properties[rule.property]
        agents = any(self._ontology.is_a(name, "Agent") for name in found.range if name != ROOT_CLASS)
        for entity in self._catalogue.by_key.get(to_key(label), ()):
            if self._ontology.may_be(entity.type, found.range) and (
                agents or not self._ontology.is_a(entity.type, "Agent")
            ):
                return entity
        heading = self._catalogue.headings.find([label])
        if heading is not None and rule.object_class == heading.type:
            return heading
        known = self._gazetteer.get(to_key(label))
        if known is not None and self._ontology.may_be(known.type, found.range):
            return Entity.of_known(known)
        name = self._names.find(label, singular=False, structural=True)
        if name is not None and name.entity.type != "Thing" and self._ontology.may_be(name.entity.type, found.range):
            return name.entity
        return None

    def find_level(self, value: str) -> Entity | None:
        """Return the known level that a value names."""
        known = self._gazetteer.get(to_key(value))
        return Entity.of_known(known) if known is not None else None

    def find_body(self, document: Document, heading: re.Pattern[str]) -> Entity | None:
        """Return the body that a heading of a document names: the known one, else one of that name."""
        named: dict[str, None] = {}
        for record in document.records:
            for part in record.path:
                match = heading.search(part)
                if match is None:
                    continue
                name = self._names.find(match[1], singular=False)
                if name is not None and self._ontology.is_a(name.entity.type, "Organization"):
                    return name.entity
                named.setdefault(match[1])
        label = next(iter(named), None)
        return Entity.called(label, self._ontology.class_for(Role.HOST)) if label is not None else None

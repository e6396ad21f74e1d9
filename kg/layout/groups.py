"""Groups as knowledge: items that name a kind and list its members: "**Service mesh** (Acme, Dyno)".

Below the heading of a layer the kinds are its categories.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.documents import BlockKind, Document
from kg.layout.facts import LayoutFact
from kg.layout.outline import Outline
from kg.layout.values import ValueReader, looks_named
from kg.naming.names import TERM_CLASSES, Names
from kg.naming.people import is_person, looks_like_person
from kg.naming.sorting_headings import NUMBER
from kg.statements import Entity
from ontology import Field
from ontology.names import to_entity_iri
from ontology.roles import Role

_GROUP = re.compile(
    r"(?P<term>[A-Z][\w&/+ -]{1,48}?)\s*"
    r"(?:\((?P<inside>[^()]+)\)|(?::|\s[–—-])\s+(?:\((?P<beside>[^()]+)\)|(?P<behind>[^():]+)))\s*[.;]?"
)
_OPENS = re.compile(r"^(?:e\.g\.,?|for example,?|such as|like|including|examples?:)\s+", re.IGNORECASE)
_ENDS = re.compile(r",?\s*(?:(?:and|or)\s+(?:more|others|many others|so on)|etc\.?|\.\.\.|…)\s*$", re.IGNORECASE)
_LEAST = 2  # items of one list that are such groups
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class _Group:
    """An item that names a kind, with the names that it lists."""

    number: int
    term: str
    members: tuple[str, ...]


def read_groups(document: Document, outline: Outline, names: Names, field: Field) -> Iterator[LayoutFact]:
    """Yield the members of the kinds that lists name, and the layer of these where a layer's heading is above."""
    reader = _GroupReader(document, outline, names, field)
    for items in _find_lists(document):
        yield from reader.read(items)


class _GroupReader:
    def __init__(self, document: Document, outline: Outline, names: Names, field: Field) -> None:
        self._document = document
        self._outline = outline
        self._names = names
        self._field = field
        self._values = ValueReader(names, field, "list")

    def read(self, items: Sequence[int]) -> Iterator[LayoutFact]:
        groups = [group for item in items if (group := self._group(item)) is not None]
        members = [member for group in groups for member in group.members]
        known = [name for member in members if (name := self._names.find(member)) and self._is_work(name.entity)]
        if len(groups) < _LEAST or 2 * len(known) < len(members):
            return
        for group in groups:
            yield from self._state(group)

    def _state(self, group: _Group) -> Iterator[LayoutFact]:
        ontology = self._field.ontology
        quote = self._document.blocks[group.number].span
        layer = self._layer(group.number)
        kind = self._kind(group.term, layer)
        if kind is None:
            return
        if layer is not None and (placing := ontology.placing_property(kind.type, layer.type)) is not None:
            yield LayoutFact(kind, placing, layer, quote, "list")
        for words in group.members:
            name = self._names.find(words)
            member = name.entity if name is not None else Entity(to_entity_iri(words), words)
            placed = ontology.placing_property(member.type, kind.type)
            if member.iri != kind.iri and member.type not in TERM_CLASSES:
                yield LayoutFact(member, placed or "exampleOf", kind, quote, "list")

    def _layer(self, number: int) -> Entity | None:
        """Return the layer that one of the headings above an item names."""
        layer = self._outline.places[number].layer
        path = self._document.section_at(self._document.blocks[number].span.start).path
        found = [self._names.find(NUMBER.sub("", heading), structural=True) for heading in path]
        return layer if any(name is not None and name.entity == layer for name in found) else None

    def _kind(self, term: str, layer: Entity | None) -> Entity | None:
        """Return the kind that a term names: a category below a layer, else what it is known to be, or a concept."""
        name = self._names.find(term, structural=True)
        if name is not None and name.entity.type not in TERM_CLASSES | {"Thing"}:
            return None
        if name is not None and self._field.ontology.plays(name.entity.type, Role.HEADING):
            return name.entity
        label, iri = (name.entity.label, name.entity.iri) if name is not None else (term, to_entity_iri(term))
        sorting = self._field.ontology.heading_for(Role.WORK) if layer is not None else None
        return Entity(iri, label, sorting or "Concept")

    def _group(self, number: int) -> _Group | None:
        text = re.sub(r"\s+", " ", self._document.blocks[number].span.of(self._document.text)).strip()
        match = _GROUP.fullmatch(text)
        if match is None or self._is_label(match["term"]):
            return None
        listed = _ENDS.sub("", _OPENS.sub("", match["inside"] or match["beside"] or match["behind"]).strip(" ."))
        least = 1 if match["inside"] or match["beside"] else 2  # "Acme - Supports both" names no kind
        parts = re.split(r"\s*[,;]\s+(?:(?:and|or)\s+)?|\s+(?:and|or)\s+", listed)
        named = len(parts) >= least and all(map(self._is_name, parts))
        return _Group(number, match["term"].strip(), tuple(parts)) if named else None

    def _is_label(self, term: str) -> bool:
        """Tell whether words before a list say what is told rather than name a kind: "License", "Note", "Used by"."""
        words = term.split()
        told = self._values.property_of(term) is not None
        listed = self._field.lexicon.words
        vague = listed["headingWords"] | listed["vague"]
        return told or len(words) > _MOST_WORDS + 1 or all(word.lower() in vague for word in words)

    def _is_name(self, words: str) -> bool:
        if not 0 < len(words.split()) <= _MOST_WORDS:
            return False
        name = self._names.find(words)
        if name is None:
            return looks_named(words) and not looks_like_person(words)
        return self._is_work(name.entity) and not is_person(name.entity)

    def _is_work(self, entity: Entity) -> bool:
        ontology = self._field.ontology
        works = ontology.plays(entity.type, Role.WORK, Role.STANDARD)
        return works or entity.type == "Thing" or ontology.is_a(entity.type, "Company")


def _find_lists(document: Document) -> Iterator[list[int]]:
    """Yield the items of each list, those of one depth together."""
    runs: dict[int, list[int]] = {}
    for number, block in enumerate(document.blocks):
        if block.kind is BlockKind.LIST_ITEM:
            runs.setdefault(block.level, []).append(number)
        elif runs:
            yield from runs.values()
            runs = {}
    yield from runs.values()

"""Groups as knowledge: items that name a kind and list its members: "**Service mesh** (Acme, Dyno)".

Below the heading of a layer the kinds are its categories.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kg.documents import Document
from kg.language.words import is_word
from kg.layout.facts import LayoutFact
from kg.layout.listed import MAX_NAME_WORDS, find_sorting, is_work, looks_named, split_listed
from kg.layout.outline import Outline
from kg.layout.values import ValueReader
from kg.naming.names import TERM_CLASSES, Names
from kg.naming.people import looks_like_person
from kg.naming.sorting_headings import NUMBER
from kg.readers.inline import fold_space
from kg.statements import Entity
from ontology import Field
from ontology.roles import Role

_GROUP = re.compile(
    r"(?P<term>[A-Z][\w&/+ -]{1,48}?)\s*"
    r"(?:\((?P<inside>[^()]+)\)|(?::|\s[–—-])\s+(?:\((?P<beside>[^()]+)\)|(?P<behind>[^():]+)))\s*[.;]?"
)
_OPENS = re.compile(r"^(?:e\.g\.,?|for example,?|such as|like|including|examples?:)\s+", re.IGNORECASE)
_LEAST = 2  # items of one list that are such groups


@dataclass(frozen=True, slots=True)
class _Group:
    """An item that names a kind, with the names that it lists."""

    number: int
    term: str
    members: tuple[str, ...]


def read_groups(document: Document, outline: Outline, names: Names, field: Field) -> Iterator[LayoutFact]:
    """Yield the members of the kinds that lists name, and the layer of these where a layer's heading is above."""
    reader = _GroupReader(document, outline, names, field)
    for items in document.lists:
        by_depth = sorted(items, key=lambda number: document.blocks[number].level)
        for _, run in groupby(by_depth, key=lambda number: document.blocks[number].level):
            yield from reader.read(list(run))


class _GroupReader:
    def __init__(self, document: Document, outline: Outline, names: Names, field: Field) -> None:
        self._document = document
        self._outline = outline
        self._names = names
        self._field = field
        self._values = ValueReader(names, field, "list")

    def read(self, items: Sequence[int]) -> Iterator[LayoutFact]:
        if any(self._names_somebody(item) for item in items):
            return  # people, with where they work
        groups = [group for item in items if (group := self._group(item)) is not None]
        members = [member for group in groups for member in group.members]
        known = [words for words in members if self._names.find(words) is not None]
        if len(groups) < _LEAST or 2 * len(known) < len(members):
            return
        for group in groups:
            yield from self._state(group)

    def _state(self, group: _Group) -> Iterator[LayoutFact]:
        ontology = self._field.ontology
        quote = self._document.blocks[group.number].span
        layer = self._layer(group.number)
        sorting = ontology.heading_for(Role.WORK) if layer is not None else None
        kind = find_sorting(group.term, sorting or "Concept", self._names)
        if kind is None:
            return
        if layer is not None and (placing := ontology.placing_property(kind.type, layer.type)) is not None:
            yield LayoutFact(kind, placing, layer, quote, "list")
        for words in group.members:
            member = self._names.entity_of(words)
            placed = ontology.placing_property(member.type, kind.type)
            if member.iri != kind.iri and member.type not in TERM_CLASSES:
                yield LayoutFact(member, placed or "exampleOf", kind, quote, "list")

    def _layer(self, number: int) -> Entity | None:
        """Return the layer that one of the headings above an item names."""
        layer = self._outline.places[number].layer
        path = self._document.section_at(self._document.blocks[number].span.start).path
        found = [self._names.find(NUMBER.sub("", heading), structural=True) for heading in path]
        return layer if any(name is not None and name.entity == layer for name in found) else None

    def _group(self, number: int) -> _Group | None:
        match = self._match(number)
        if match is None or self._is_label(match["term"]) or not self._is_kind(match["term"], number):
            return None
        parts = split_listed(_OPENS.sub("", match["inside"] or match["beside"] or match["behind"]).strip(" ."))
        least = 1 if match["inside"] or match["beside"] else 2  # "Acme - Supports both" names no kind
        named = len(parts) >= least and all(map(self._is_name, parts))
        return _Group(number, match["term"].strip(), tuple(parts)) if named else None

    def _match(self, number: int) -> re.Match[str] | None:
        return _GROUP.fullmatch(fold_space(self._document.blocks[number].span.of(self._document.text)))

    def _names_somebody(self, number: int) -> bool:
        """Tell whether an item begins with a person: "Ann Lee (Acme)"."""
        match = self._match(number)
        return match is not None and looks_like_person(match["term"].strip())

    def _is_kind(self, term: str, number: int) -> bool:
        """Tell whether words before a list may name a kind: "Service meshes", "CI", but not "Ann Dove" or "dyno-go"."""
        name = self._names.find(term, structural=True)
        if name is not None and name.entity.type != "Thing":
            ontology = self._field.ontology
            return name.entity.type in TERM_CLASSES or ontology.plays(name.entity.type, Role.HEADING)
        last = term.split()[-1]
        if not is_word(last):
            return last.isupper()
        plain = last.islower() or last.endswith("s") or last.lower() in self._field.lexicon.class_of
        return plain or self._layer(number) is not None

    def _is_label(self, term: str) -> bool:
        """Tell whether words before a list say what is told rather than name a kind: "License", "Note", "Used by"."""
        told = self._values.property_of(term) is not None
        listed = self._field.lexicon.words
        vague = listed["headingWords"] | listed["vague"]
        return told or all(word.lower() in vague for word in term.split())

    def _is_name(self, words: str) -> bool:
        if not 0 < len(words.split()) <= MAX_NAME_WORDS:
            return False
        name = self._names.find(words)
        if name is None:
            return looks_named(words) and not looks_like_person(words)
        return is_work(name.entity, self._names) or self._field.ontology.is_a(name.entity.type, "Company")

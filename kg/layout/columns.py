"""Columns as knowledge: tables of things and their properties, either way round.

A head that the lexicon gives to a property ("Language", "Vendor") tells it of the thing in the first cell of each row;
one like "Since" tells from when. Under the name of a thing "yes" or "no" tells whether it is supported. On the page of
a heading, the works below "Projects" are sorted under it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from kg.documents import Block, BlockKind, Document, Span
from kg.language.dates import find_date
from kg.language.words import is_word
from kg.naming.names import NameTable
from kg.prose.referents import CONCEPTS
from kg.statements import Entity, Literal, Modality
from ontology import Field
from ontology.names import to_entity_iri
from ontology.roles import PropertyRole, Role

MAX_QUOTE = 900
_MAX_NAME_WORDS = 4
_YES = frozenset("yes true ✓ ✔ ✅ supported full x ✔️ ☑".split())
_NO = frozenset("no false ✗ ✘ ❌ ✖ none unsupported".split())
_SMALL = frozenset("the in on at by of as a".split())
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_LICENSE = re.compile(r"[A-Z][\w.+ -]{1,30}")


@dataclass(frozen=True, slots=True)
class CellFact:
    """What a cell states, and the words that state it: from the head of the table to its row; `since` which day."""

    subject: Entity
    predicate: str
    object: Entity | Literal
    quote: Span
    modality: Modality = Modality.ASSERTED
    since: str | None = None


def read_columns(document: Document, names: NameTable, field: Field) -> Iterator[CellFact]:
    """Yield what the tables of a document state of the things they list."""
    reader = _ColumnReader(document, names, field)
    for head, rows in _find_tables(document):
        yield from reader.read(_Table(head, rows, document))


def _find_tables(document: Document) -> Iterator[tuple[Block, list[Block]]]:
    """Yield the head of each table with its rows."""
    head: Block | None = None
    rows: list[Block] = []
    for block in (*document.blocks, None):
        if block is not None and block.kind is BlockKind.TABLE_ROW and not block.header:
            rows.append(block)
            continue
        if head is not None and rows:
            yield head, rows
        head = block if block is not None and block.kind is BlockKind.TABLE_ROW else None
        rows = []


class _Table:
    """The words of a table; `heads` those of its columns, `rows` those of the cells of each row with its span."""

    def __init__(self, head: Block, rows: Sequence[Block], document: Document) -> None:
        def words(span: Span) -> str:
            return re.sub(r"\s+", " ", span.of(document.text)).strip()

        path = document.section_at(head.span.start).path
        self.section = path[-1] if path else ""
        self.heads = [words(span) for span in head.cells]
        self.rows = [
            ([words(span) for span in row.cells], Span(head.span.start, row.span.end))
            for row in rows
            if len(row.cells) == len(head.cells) and row.span.end - head.span.start <= MAX_QUOTE
        ]


class _ColumnReader:
    def __init__(self, document: Document, names: NameTable, field: Field) -> None:
        self._title = document.title
        self._names = names
        self._field = field
        self._topic = names.find(re.split(r"\s*[:|–—]\s+", document.title)[0], structural=True)
        self._listed: set[str] = set()  # the things that earlier tables told properties of

    def read(self, table: _Table) -> Iterator[CellFact]:
        if len(table.heads) < 2 or not table.rows:
            return
        things = [self._thing(words) for words in table.heads]
        properties = [self._property_of(words) for words in table.heads]
        by_row = any(properties[1:])
        by_column = any(self._property_of(cells[0]) for cells, _ in table.rows) and any(things[1:])
        if by_column:
            things = [thing or self._new_thing(words) for thing, words in zip(things, table.heads, strict=True)]
        for cells, quote in table.rows:
            subject = self._subject(cells[0], table.heads[0])
            row_property = self._property_of(cells[0])
            since = self._since(table.heads, cells)
            if subject is not None and not by_column:
                yield from self._sort(subject, table, quote)
            for name, thing, words in zip(properties[1:], things[1:], cells[1:], strict=True):
                if by_column and thing is not None and row_property is not None:
                    yield from self._read_value(thing, row_property, words, quote)
                elif by_row and subject is not None and name is not None and not by_column:
                    self._listed.add(subject.iri)
                    changing = self._field.ontology.properties[name].changes_over_time
                    for fact in self._read_value(subject, name, words, quote):
                        yield replace(fact, since=since if changing else None)
                elif subject is not None and thing is not None:
                    yield from self._read_mark(subject, thing, by_column, words, quote)

    def _sort(self, subject: Entity, table: _Table, quote: Span) -> Iterator[CellFact]:
        """Yield that a work of a table is sorted under the heading that the page is about, below "Projects"."""
        ontology, nouns = self._field.ontology, self._field.lexicon.class_of
        below = re.split(r"[,:(]", table.section)[0].lower().split()[-1:]
        works = [nouns.get(word, "") for word in (*below, *table.heads[0].lower().split()[-1:])]
        if self._topic is None or len(works) < 2 or not all(ontology.plays(name, Role.WORK) for name in works):
            return
        for prop in ontology.properties.values():
            sorting = PropertyRole.PLACING in prop.roles and self._topic.entity.type in prop.range
            if sorting and ontology.may_be(subject.type, prop.domain):
                yield CellFact(subject, prop.name, self._topic.entity, quote)

    def _since(self, heads: Sequence[str], cells: Sequence[str]) -> str | None:
        """Return the day that a row tells under a head like "Since"."""
        telling = self._field.lexicon.words["sinceHead"]
        return next((find_date(c) for h, c in zip(heads, cells, strict=True) if h.lower() in telling), None)

    def _read_mark(self, row: Entity, column: Entity, by_column: bool, words: str, quote: Span) -> Iterator[CellFact]:
        """Yield what "yes" and "no" tell of the thing of a row and that of a column: which of them supports the other.

        It does where it is what the table, an earlier one, or the title of the document is about.
        """
        told = Modality.ASSERTED if words.lower() in _YES else Modality.NEGATED if words.lower() in _NO else None
        if told is None or "supports" not in self._field.ontology.properties or row.iri == column.iri:
            return
        if by_column or (column.label in self._title and row.label not in self._title):
            row, column = column, row
        elif row.iri not in self._listed and row.label not in self._title:
            return
        if row.type == "Thing" or self._field.ontology.plays(row.type, Role.WORK):
            yield CellFact(row, "supports", column, quote, told)

    def _read_value(self, subject: Entity, name: str, words: str, quote: Span) -> Iterator[CellFact]:
        """Yield the values of a cell; one that is no name, date or term of the property's range says nothing."""
        prop = self._field.ontology.properties[name]
        if prop.domain and not self._field.ontology.may_be(subject.type, prop.domain):
            return
        if prop.literal:
            value = self._literal(words, is_date=not prop.range)
            if value is not None:
                yield CellFact(subject, name, value, quote)
            return
        for part in re.split(r"\s*(?:,|/|\band\b)\s*", _BRACKETS.sub("", words)):
            end = self._value(part, prop.range)
            if end is not None and end.iri != subject.iri:
                yield CellFact(subject, name, end, quote)

    def _literal(self, words: str, is_date: bool) -> Literal | None:
        if is_date:
            date = find_date(words)
            return Literal(date, {4: "gYear", 7: "gYearMonth"}.get(len(date), "date")) if date else None
        return Literal(words) if _LICENSE.fullmatch(words) and words.lower() not in _NO else None

    def _value(self, words: str, classes: tuple[str, ...]) -> Entity | None:
        ontology = self._field.ontology
        name = self._names.find(words, structural=True)
        if name is not None:
            return name.entity if any(ontology.may_be(name.entity.type, (wanted,)) for wanted in classes) else None
        if all(ontology.plays(wanted, Role.CLOSED) for wanted in classes) or not _looks_named(words):
            return None
        kind = classes[0] if len(classes) == 1 else "Thing"
        return Entity(to_entity_iri(words), words, kind)

    def _subject(self, words: str, head: str) -> Entity | None:
        """Return the thing a row is about: a name, or whatever stands under a head that says its kind.

        A short form in brackets behind a name is no part of it.
        """
        thing = self._thing(words)
        words = _BRACKETS.sub("", words)
        thing = thing or self._thing(words)
        if thing is not None:
            return thing
        name = self._field.lexicon.class_of.get(head.lower().split()[-1] if head else "")
        if name is None or not self._field.ontology.plays(name, Role.WORK) or not _looks_named(words):
            return None
        return Entity(to_entity_iri(words), words, name)

    def _new_thing(self, words: str) -> Entity | None:
        """Return what a head beside known names names too."""
        if not words or len(words.split()) > 2 or is_word(words):
            return None
        return Entity(to_entity_iri(words), words, self._field.ontology.class_for(Role.WORK))

    def _thing(self, words: str) -> Entity | None:
        """Return the known name that a cell is, no term and no level."""
        name = self._names.find(words, singular=False) if 0 < len(words.split()) <= _MAX_NAME_WORDS else None
        if name is None or name.entity.type in CONCEPTS or self._field.ontology.plays(name.entity.type, Role.LEVEL):
            return None
        return name.entity

    def _property_of(self, head: str) -> str | None:
        """Return the property that a head names, a host or a day beside it: "Acme level", "Level in May 2021"."""
        words = head.strip(" :*").split()
        known = self._field.lexicon.column_heads
        for first, end in combinations(range(len(words) + 1), 2):
            found = known.get(" ".join(words[first:end]).lower())
            if found is not None and all(
                not beside or self._is_aside(beside) for beside in (words[:first], words[end:])
            ):
                return found
        return None

    def _is_aside(self, words: Sequence[str]) -> bool:
        bare = [word for word in words if word.lower() not in _SMALL]
        name = self._names.find(" ".join(bare), singular=False) if bare else None
        host = name is not None and self._field.ontology.plays(name.entity.type, Role.HOST)
        return host or find_date(" ".join(bare)) is not None


def _looks_named(words: str) -> bool:
    """Tell whether unknown words of a cell are a name: few, with a capital, and not all ordinary."""
    parts = words.split()
    if not 0 < len(parts) <= _MAX_NAME_WORDS or not words[:1].isalpha() or re.search(r"[!?:;]$", words):
        return False
    return words[:1].isupper() and (len(parts) > 1 or not is_word(words))

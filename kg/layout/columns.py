"""Columns as knowledge: tables of things and their properties, either way round.

A head that the lexicon gives to a property ("Language", "Vendor") tells it of the thing in the first cell of each row;
one like "Since" tells from when, and days below a level since when a thing has it. Under the name of a thing "yes" or
"no" tells whether it is supported. On the page of a heading, the works below "Projects" are sorted under it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.documents import Block, Document, Span
from kg.language.dates import find_date, read_numbered_dates
from kg.language.words import is_word
from kg.layout.facts import LayoutFact, quote_together
from kg.layout.listed import BRACKETS, MAX_NAME_WORDS, looks_named
from kg.layout.people_columns import PeopleColumns
from kg.layout.sorted_columns import SortedColumns
from kg.layout.ticks import read_tick
from kg.layout.values import ValueReader
from kg.naming.names import TERM_CLASSES, Names
from kg.readers.inline import fold_space
from kg.statements import Entity, Modality
from ontology import Field
from ontology.roles import PropertyRole, Role

_SMALL_NAME = re.compile(r"[a-z][a-z\d.-]+")
_PLACING = re.compile(r"(?:in|on|at|by|of|for|with|from|to|as)\s", re.IGNORECASE)  # "In tree", "By default"
# What a head says beside a level whose days stand below it.
_DATING = re.compile(r"\b(?:since|on|at|in|date|day|when|from|became|reached)\b", re.IGNORECASE)
_DAY_WORDS = 4


def read_columns(document: Document, names: Names, field: Field) -> Iterator[LayoutFact]:
    """Yield what the tables of a document state of the things they list."""
    reader = _ColumnReader(document, names, field)
    for table in document.tables:
        head, *rows = (document.blocks[number] for number in table)
        if head.header and rows:
            yield from reader.read(_Table(head, rows, document))


class _Table:
    """The words of a table; `heads` those of its columns, `rows` those of the cells of each row with its span."""

    def __init__(self, head: Block, rows: Sequence[Block], document: Document) -> None:
        def words(span: Span) -> str:
            return fold_space(span.of(document.text))

        path = document.section_at(head.span.start).path
        self.section = path[-1] if path else ""
        self.heads = [words(span) for span in head.cells]
        whole = [row for row in rows if len(row.cells) == len(head.cells)]
        cells = [words(span) for row in whole for span in row.cells]
        dated = [date or cell for date, cell in zip(read_numbered_dates(cells), cells, strict=True)]
        width = len(head.cells)
        self.linked = [bool(document.links_in(row.cells[0])) for row in whole]
        self.rows = [
            (dated[number * width : (number + 1) * width], quote_together(head.span, row.span))
            for number, row in enumerate(whole)
        ]


class _ColumnReader:
    def __init__(self, document: Document, names: Names, field: Field) -> None:
        self._title = document.title
        self._names = names
        self._field = field
        self._values = ValueReader(names, field, "column")
        self._sorted = SortedColumns(names, field)
        self._people = PeopleColumns(names, field)
        self._topic = names.find(re.split(r"\s*[:|–—]\s+", document.title)[0], structural=True)
        self._listed: set[str] = set()  # the things that earlier tables told properties of

    def read(self, table: _Table) -> Iterator[LayoutFact]:
        if len(table.heads) < 2 or not table.rows:
            return
        things = [self._thing(words) for words in table.heads]
        properties = [self._values.property_of(words) for words in table.heads]
        by_row = any(properties[1:])
        by_column = any(self._values.property_of(cells[0]) for cells, _ in table.rows) and any(things[1:])
        if by_column:
            things = [thing or self._new_thing(words) for thing, words in zip(things, table.heads, strict=True)]
        employer = self._people.employer_of(table.heads)
        if employer is not None:
            for cells, quote in table.rows:
                yield from self._people.read(cells, employer, quote)
            return
        classes, may_be_works = self._sorted.classes_of(table.heads), self._may_head_works(table.heads[0])
        found = {n: self._level(words) for n, words in enumerate(table.heads) if n}
        levels = {n: level for n, level in found.items() if level is not None}
        for (cells, quote), linked in zip(table.rows, table.linked, strict=True):
            yield from self._sorted.read(classes, cells, quote)
            subject = self._subject(cells[0], table.heads[0], linked)
            if subject is not None and subject.type == "Thing" and not may_be_works:
                subject = None  # a value of something else
            row_property = self._values.property_of(cells[0])
            since = self._since(table.heads, cells)
            if subject is not None and not by_column:
                yield from self._sort(subject, table, quote)
                yield from self._read_levels(subject, levels, cells, quote)
            for name, thing, words in zip(properties[1:], things[1:], cells[1:], strict=True):
                if by_column and thing is not None and row_property is not None:
                    yield from self._values.read(thing, row_property, words, quote)
                elif by_row and subject is not None and name is not None and not by_column:
                    self._listed.add(subject.iri)
                    changing = self._field.ontology.properties[name].changes_over_time
                    for fact in self._values.read(subject, name, words, quote):
                        yield replace(fact, since=since if changing else None)
                elif subject is not None and thing is not None:
                    yield from self._read_mark(subject, thing, by_column, words, quote)

    def _sort(self, subject: Entity, table: _Table, quote: Span) -> Iterator[LayoutFact]:
        """Yield that a work of a table is sorted under the heading that the page is about, below "Projects"."""
        ontology, nouns = self._field.ontology, self._field.lexicon.class_of
        below = re.split(r"[,:(]", table.section)[0].lower().split()[-1:]
        works = [nouns.get(word, "") for word in (*below, *table.heads[0].lower().split()[-1:])]
        if self._topic is None or len(works) < 2 or not all(ontology.plays(name, Role.WORK) for name in works):
            return
        for prop in ontology.properties.values():
            sorting = PropertyRole.PLACING in prop.roles and self._topic.entity.type in prop.range
            if sorting and ontology.may_be(subject.type, prop.domain):
                yield LayoutFact(subject, prop.name, self._topic.entity, quote, "column")

    def _read_levels(
        self, subject: Entity, levels: Mapping[int, Entity], cells: Sequence[str], quote: Span
    ) -> Iterator[LayoutFact]:
        """Yield the levels that a row tells the days of; `levels`: the number of a column -> what its head names."""
        ontology = self._field.ontology
        for n, level in levels.items():
            day = find_date(cells[n]) if len(cells[n].split()) <= _DAY_WORDS else None
            prop = ontology.changing_property(level.type)
            if day is not None and prop is not None and ontology.may_be(subject.type, ontology.properties[prop].domain):
                yield LayoutFact(subject, prop, level, quote, "column", since=day)

    def _level(self, head: str) -> Entity | None:
        """Return the level that a head names, whatever days below it tell: "Graduated", "Incubating since"."""
        name = self._names.find(_DATING.sub("", head).strip()) if head else None
        plays = name is not None and self._field.ontology.plays(name.entity.type, Role.LEVEL)
        return name.entity if name is not None and plays else None

    def _since(self, heads: Sequence[str], cells: Sequence[str]) -> str | None:
        """Return the day that a row tells under a head like "Since"."""
        telling = self._field.lexicon.words["sinceHead"]
        return next((find_date(c) for h, c in zip(heads, cells, strict=True) if h.lower() in telling), None)

    def _read_mark(self, row: Entity, column: Entity, by_column: bool, words: str, quote: Span) -> Iterator[LayoutFact]:
        """Yield what "yes" and "no" tell of the thing of a row and that of a column: which of them supports the other.

        It does where it is what the table, an earlier one, or the title of the document is about.
        """
        tick = read_tick(words)
        told = Modality.ASSERTED if tick else Modality.NEGATED
        if tick is None or "supports" not in self._field.ontology.properties or row.iri == column.iri:
            return
        if by_column or (column.label in self._title and row.label not in self._title):
            row, column = column, row
        elif row.iri not in self._listed and row.label not in self._title:
            return
        if row.type == "Thing" or self._field.ontology.plays(row.type, Role.WORK):
            yield LayoutFact(row, "supports", column, quote, "column", told)

    def _subject(self, words: str, head: str, linked: bool) -> Entity | None:
        """Return the thing a row is about: a name, or whatever stands under a head that says its kind.

        A short form in brackets behind a name is no part of it. A link shows a small word to be a name.
        """
        thing = self._thing(words)
        words = BRACKETS.sub("", words)
        thing = thing or self._thing(words)
        if thing is not None:
            return thing
        name = self._field.lexicon.class_of.get(head.lower().split()[-1] if head else "")
        if (
            name is None
            or not self._field.ontology.plays(name, Role.WORK)
            or not (looks_named(words) or (linked and _SMALL_NAME.fullmatch(words)))
        ):
            return None
        known = self._names.find(words, structural=True) or (self._names.find(words.title()) if linked else None)
        return known.entity if known is not None and known.entity.type == name else Entity.called(words, name)

    def _may_head_works(self, head: str) -> bool:
        """Tell whether what stands below a head may be works: not below "Company", "Architecture" or "Platform"."""
        last = head.lower().split()[-1] if head else "name"
        told = self._field.lexicon.class_of.get(last, "")
        ontology, words = self._field.ontology, self._field.lexicon.words["transparent"] | {"name"}
        return ontology.plays(told, Role.WORK) or (last in words and not ontology.is_a(told, "Agent"))

    def _new_thing(self, words: str) -> Entity | None:
        """Return what a head beside known names names too."""
        if not words or len(words.split()) > 2 or is_word(words):
            return None
        return Entity.called(words, self._field.ontology.class_for(Role.WORK))

    def _thing(self, words: str) -> Entity | None:
        """Return the known name that a cell is, no term and no level."""
        name = self._names.find(words, singular=False) if 0 < len(words.split()) <= MAX_NAME_WORDS else None
        if _PLACING.match(words):
            return None
        if name is None or name.entity.type in TERM_CLASSES or self._field.ontology.plays(name.entity.type, Role.LEVEL):
            return None
        return name.entity

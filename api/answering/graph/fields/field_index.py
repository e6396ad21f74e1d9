"""Fields by their names: which fields of records words name, and which values they hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from api.answering.question.words.words import EMPTY
from indexer.tokens import STOP_WORDS, stem
from kg.records.quoting import METHOD
from kg.store import GraphStore
from ontology import Field
from ontology.names import FIELD, KG, PROVENANCE_GRAPH
from ontology.roles import PropertyRole

# Words of a field's name, or beside it, that say only in what form the value is.
PAGES = frozenset(
    "account accounts page pages url link links handle channel profile address site feed id date name".split()
)
_FORMS = frozenset(["url", "id"])
_KEPT = (
    f"SELECT DISTINCT ?field WHERE {{ GRAPH <{PROVENANCE_GRAPH}> {{ ?record a kg:Record ; ?field ?value "
    f'FILTER (STRSTARTS(STR(?field), "{FIELD}")) }} }}'
)
_STATED = (
    f"SELECT DISTINCT ?method ?property WHERE {{ GRAPH <{PROVENANCE_GRAPH}> {{ ?st kg:method ?method ; "
    f'rdf:predicate ?property FILTER (STRSTARTS(?method, "{METHOD}")) }} }}'
)
_LATEST = f"SELECT (MAX(STR(?date)) AS ?day) WHERE {{{{ GRAPH <{PROVENANCE_GRAPH}> {{{{ ?st {{}} ?date }}}} }}}}"
_SEVERAL = 3  # fields that begin with one word, which says nothing of them then
_LONGEST, _SHORTEST = 4, 3  # words of a name or of a value; letters of a name
_LONGEST_ITEM = 5  # words; what is longer is prose
_YEAR = re.compile(r"\d{4}")
_WORD = re.compile(r"[^\W_]+")
_NOUN = re.compile(r"ications?$")
_OWN = frozenset([PropertyRole.JOINING, PropertyRole.HOSTING, PropertyRole.PLACING])
AGENT = re.compile(r"([a-z]{4,})(?:or|er)s?")
_PARTICIPLE = re.compile(r"[a-z]{4,}ed")
_FLAGS = frozenset(["true", "false"])


@dataclass(frozen=True)
class FieldName:
    """Fields that one name stands for: a list of maps has a field for each of their keys."""

    paths: tuple[str, ...]

    @property
    def label(self) -> str:
        """What it is called in an answer: its own name in words, of a list of maps that of the list."""
        first, *others = (path.split(".") for path in self.paths)
        own = [part for part, *same in zip(first, *others, strict=False) if set(same) <= {part}]
        alike = len({to_key(_split(path[-1])[:1]) for path in (first, *others)}) == 1  # "blog_url" and "blogs_url"
        return " ".join(word for word in _split(own[-1] if own and not alike else first[-1]) if word not in _FORMS)

    def to_pattern(self, item: str, value: str, number: int | str) -> str:
        """Return the SPARQL that binds the values that the newest records of `item` hold."""
        record, newer, st = f"?record{number}", f"?newer{number}", f"?stated{number}"
        fields = " ".join(f"<{FIELD}{path}>" for path in self.paths)
        methods = " ".join(f'"{METHOD}{path}"' for path in self.paths)
        return (
            f"  GRAPH <{PROVENANCE_GRAPH}> {{ {{ VALUES ?field{number} {{ {fields} }} "
            f"{record} ?field{number} {value} ; kg:about {item} ; prov:wasDerivedFrom ?file{number} "
            f"FILTER NOT EXISTS {{ ?file{number} dcterms:isReplacedBy {newer} }} }} UNION "
            f"{{ VALUES ?method{number} {{ {methods} }} {st} kg:method ?method{number} ; rdf:subject {item} ; "
            f'kg:modality "asserted" ; rdf:object {value} }} }}'
        )


class FieldIndex:
    """The fields of a graph's records by their names."""

    def __init__(self, graph: GraphStore, field: Field) -> None:
        self._graph = graph
        self._field = field
        self._values: dict[FieldName, frozenset[tuple[str, ...]]] = {}

    def find(self, lowers: Sequence[str], first: int) -> tuple[int, FieldName] | None:
        """Return the place behind the longest name of a field that begins at a word, with its fields."""
        for last in range(min(len(lowers), first + _LONGEST), first, -1):
            words = lowers[first:last]
            found = self._by_key.get(to_key(words))
            if found is None and len(words) == 1:
                found = self._find_derived(words[0])
            if found is not None:
                return last, found
        return None

    def _find_derived(self, word: str) -> FieldName | None:
        """Return the fields that a participle or the noun for somebody names: "certified", "the auditors"."""
        if (agent := AGENT.fullmatch(word)) is not None:
            return self._by_key.get(to_key([agent[1]]))
        return self._by_head.get(to_key([word])) if _PARTICIPLE.fullmatch(word) else None

    def names(self, word: str) -> bool:
        """Tell whether a word is the name of a field, written as one word."""
        return to_key([word]) in self._by_key

    def find_named(self, lowers: Sequence[str]) -> frozenset[str]:
        """Return the paths of all fields that words name, be it by one word of their names alone: "ticker"."""
        spans = (self.find(lowers, n) for n in range(len(lowers)))
        worded = (path for lower in lowers for path in self._by_word.get(to_key([lower]), ()))
        return frozenset((*(path for span in spans if span is not None for path in span[1].paths), *worded))

    @cached_property
    def _by_word(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for called, name in self._fields.items():
            for word in set(_split(called)) - PAGES - STOP_WORDS:
                found.setdefault(to_key([word]), set()).update(name.paths)
        return found

    def find_value(self, name: FieldName, lowers: Sequence[str], first: int) -> int | None:
        """Return the place behind the longest run of words that some value of a field holds."""
        items = self._read_items(name)
        for last in range(min(len(lowers), first + _LONGEST), first, -1):
            words = tuple(part for lower in lowers[first:last] for part in _WORD.findall(lower))
            if words and any(_holds(item, words) for item in items):
                return last
        return None

    def holds_days(self, path: str) -> bool:
        """Tell whether the values of a field are days."""
        items = self._read_items(FieldName((path,)))
        return bool(items) and all(_YEAR.fullmatch(item[0]) for item in items)

    def is_flag(self, name: FieldName) -> bool:
        """Tell whether a field says yes or no."""
        items = self._read_items(name)
        return bool(items) and all(item[0] in _FLAGS for item in items)

    def _read_items(self, name: FieldName) -> frozenset[tuple[str, ...]]:
        if name not in self._values:
            listing = FieldName(tuple(path for path in name.paths if not self._is_prose(path)))
            rows = self._graph.select(
                f"SELECT DISTINCT ?value ?label WHERE {{\n{listing.to_pattern('?item', '?value', 0)}\n"
                "  OPTIONAL { ?value skos:prefLabel ?label } }"
            )
            values = (row["value"] if row["label"] is None else row["label"] for row in rows)
            self._values[name] = frozenset(item for value in values for item in _to_items(value.value))
        return self._values[name]

    @cached_property
    def latest_day(self) -> str | None:
        """The day of the newest statement; where none has one, the last day on which something began."""
        queries = (_LATEST.format("kg:date"), _LATEST.format("kg:validFrom"))
        rows = [row["day"] for query in queries for row in self._graph.select(query)]
        return next((day.value for day in rows if day is not None and len(day.value) == 10), None)

    def _is_prose(self, path: str) -> bool:
        stated = (self._field.ontology.properties[name] for name in self._told.get(path, ()))
        return any(PropertyRole.PROSE in found.roles for found in stated)

    @cached_property
    def _fields(self) -> dict[str, FieldName]:
        """All fields whose name tells no level, place or home, by that name; those of a list of maps together."""
        kept = {row["field"].value.removeprefix(FIELD) for row in self._graph.select(_KEPT)}
        told: dict[str, set[str]] = {}
        for row in self._graph.select(_STATED):
            told.setdefault(row["method"].value.removeprefix(METHOD), set()).add(row["property"].value.removeprefix(KG))
        self._told = {path: names for path, names in told.items() if not any(map(self._is_own, names))}
        paths = sorted(kept.union(told) - (told.keys() - self._told.keys()))
        # A map that holds days of levels holds fields of the record itself.
        wide = {path.partition(".")[0] for path in told.keys() - self._told.keys() if "." in path}
        groups: dict[str, list[str]] = {}
        for path in paths:
            parts = path.split(".")
            own = parts[1:] if parts[0] in wide and len(parts) > 1 else parts
            for name in dict.fromkeys((own[0], own[-1])):
                groups.setdefault(name, []).append(path)
        return {own: FieldName(tuple(group)) for own, group in sorted(groups.items())}

    def _is_own(self, name: str) -> bool:
        """Tell whether a property is asked for in words of its own: where and at what level things are."""
        found = self._field.ontology.properties.get(name)
        return found is None or found.changes_over_time or bool(found.roles & _OWN)

    @cached_property
    def _by_key(self) -> dict[str, FieldName]:
        """The fields by what they are called: their own names, or the nouns for the property that one alone states."""
        firsts = Counter(next(iter(_split(called)), "") for called in self._fields)
        found: dict[str, FieldName] = {}
        for called, name in self._fields.items():
            words = _split(called)
            own = [word for word in words[firsts[next(iter(words), "")] >= _SEVERAL :] if word not in PAGES]
            if own and not (STOP_WORDS | EMPTY).issuperset(own) and len("".join(own)) >= _SHORTEST:
                key = to_key(own)
                found[key] = FieldName((*found[key].paths, *name.paths)) if key in found else name
        return {**self._by_noun, **found}

    @property
    def _by_noun(self) -> dict[str, FieldName]:
        stated: dict[str, list[str]] = {}
        for path, names in self._told.items():
            for name in names:
                stated.setdefault(name, []).append(path)
        frames = [frame for frame in self._field.lexicon.frames if frame.is_noun and len(frame.senses) == 1]
        alone = [(frame, stated.get(frame.senses[0], ())) for frame in frames]
        literal = self._field.ontology.properties
        return {
            to_key(form.split()): FieldName(tuple(paths))
            for frame, paths in alone
            if len(paths) == 1 and literal[frame.senses[0]].literal
            for form in frame.forms
        }

    @cached_property
    def _by_head(self) -> dict[str, FieldName]:
        """The fields of two or more words by the last one, where one alone ends in it: "reviewed", "certified"."""
        heads: dict[str, set[FieldName]] = {}
        for called in self._fields:
            own = [word for word in _split(called) if word not in PAGES]
            if len(own) > 1 and (name := self._by_key.get(to_key(own))) is not None:
                heads.setdefault(to_key([_NOUN.sub("y", own[-1])]), set()).add(name)
        return {head: next(iter(names)) for head, names in heads.items() if len(names) == 1}


def to_key(words: Sequence[str]) -> str:
    """Return words in small letters as names of fields are compared.

    >>> to_key(["end", "users"]), to_key(["enduser"]), to_key(["audited"])
    ('enduser', 'enduser', 'audit')
    """
    return "".join(stem(word) for word in words)


def to_words_pattern(words: Sequence[str]) -> str:
    """Return the regular expression for values that hold some words."""
    parts = (part for word in words for part in _WORD.findall(word))
    return f"(^|[^a-z0-9]){'[^a-z0-9]*'.join(parts)}($|[^a-z0-9])"


def _split(called: str) -> list[str]:
    """Return the words of a field's name in small letters."""
    return [word.lower() for word in re.split(r"[_\W]+|(?<=[a-z])(?=[A-Z])", called) if word]


def _to_items(value: str) -> Iterator[tuple[str, ...]]:
    """Yield the words of each short item that a value lists; an address has none."""
    for item in re.split(r"[,;]", value) if "://" not in value else ():
        words = tuple(_WORD.findall(item.lower()))
        if 0 < len(words) <= _LONGEST_ITEM:
            yield words


def _holds(item: Sequence[str], words: tuple[str, ...]) -> bool:
    return any(tuple(item[n : n + len(words)]) == words for n in range(len(item) - len(words) + 1))

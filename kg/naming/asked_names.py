"""A table of names that remembers what it was asked, so that work done with it can be checked later."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from kg.naming.names import Name, Names
from kg.statements import Entity

# The method, its argument, and the two flags of `find`.
Lookup = tuple[str, str, bool, bool]

_ALL: Lookup = ("all", "", False, False)


class AskedNames(Names):
    """Answers as the table it is made of, and keeps every different lookup in `lookups`.

    Work that rests on names is the same again wherever the same lookups get the same answers: what other
    documents told of other names does not touch it.
    """

    def __init__(self, names: Names) -> None:
        self.ontology = names.ontology
        self._table = names
        self._asked: dict[Lookup, None] = {}

    @property
    def lookups(self) -> tuple[Lookup, ...]:
        """What was asked so far, each once, in order."""
        return tuple(self._asked)

    def find(self, surface: str, singular: bool = True, structural: bool = False) -> Name | None:
        """Return the name that `surface` writes, as the table does."""
        self._asked["find", surface, singular, structural] = None
        return self._table.find(surface, singular, structural)

    def find_page(self, document: str, target: str) -> Entity | None:
        """Return what the page that a document links to by `target` is about, or None."""
        self._asked["find_page", f"{document}\n{target}", False, False] = None
        return self._table.find_page(document, target)

    def names_of(self, key: str) -> tuple[Name, ...]:
        """Return the names of a key."""
        self._asked["names_of", key, False, False] = None
        return self._table.names_of(key)

    def may_begin(self, key: str) -> bool:
        """Tell whether some name could begin with `key`."""
        self._asked["may_begin", key, False, False] = None
        return self._table.may_begin(key)

    def names(self) -> Iterable[Name]:
        """Yield every name."""
        self._asked[_ALL] = None
        return self._table.names()


def hash_answers(names: Names, lookups: Sequence[Lookup]) -> str:
    """Return a hash of what a table answers to some lookups now."""
    digest = hashlib.sha256()
    for lookup in lookups:
        digest.update(f"{_answer(names, lookup)}\x1e".encode())
    return digest.hexdigest()


def _answer(names: Names, lookup: Lookup) -> str:
    kind, text, singular, structural = lookup
    if kind == "find":
        found = names.find(text, singular, structural)
        return _write(found) if found is not None else ""
    if kind == "names_of":
        return "\x1d".join(map(_write, names.names_of(text)))
    if kind == "find_page":
        page = names.find_page(*text.split("\n", 1))
        return f"{page.iri}\x1f{page.label}\x1f{page.type}" if page is not None else ""
    if kind == "may_begin":
        return str(names.may_begin(text))
    return "\x1d".join(map(_write, names.names()))


def _write(name: Name) -> str:
    """Return all that a name tells, in one line."""
    entity = name.entity
    marks = f"{name.exact_case}{name.structural}"
    return "\x1f".join((name.surface, entity.iri, entity.label, entity.type, marks))

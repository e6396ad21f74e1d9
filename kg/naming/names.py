"""Names: how a surface form is reduced to a key, and the table of names that text is matched against."""

from __future__ import annotations

import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import lru_cache

from kg.language.words import is_word
from kg.naming.pages import Pages
from kg.statements import Entity
from ontology import Ontology
from ontology.model import ROOT_CLASS
from ontology.roles import Role

MAX_WORDS = 9
_LONGEST_INITIALS = 6  # letters
# Classes whose members are terms rather than names.
TERM_CLASSES = frozenset(("Concept", "Category", "Layer", "Topic"))
_PREFIX = 5
_IDENTIFIER = re.compile(r"[a-z]+[A-Z]\w*$")
_JOINED_CAPITALS = re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z]+)+$")


@lru_cache(maxsize=1 << 16)
def to_key(surface: str) -> str:
    """Reduce a surface form to letters, digits, '+', '#' and dots between digits, in lower case.

    >>> to_key("Cloud-native storage") == to_key("cloud native storage")
    True
    >>> to_key("Automation & Configuration"), to_key("C++"), to_key("Zorblat 2.0")
    ('automationandconfiguration', 'c++', 'zorblat2.0')
    """
    text = unicodedata.normalize("NFKD", surface).casefold().replace("&", "and")
    text = re.sub(r"(?<=\d)\.(?=\d)", "\x00", text)
    return re.sub(r"[^a-z0-9+#\x00]", "", text).replace("\x00", ".")


def is_initials(surface: str) -> bool:
    """Tell whether a surface form is of initials: an "S" at their end ("HTTPS", "OPLS") makes no plural."""
    return surface.isupper() and len(surface) <= _LONGEST_INITIALS


def to_singular_key(key: str) -> str:
    """Return the key of the singular where the key looks like an English plural.

    >>> to_singular_key("servicemeshes"), to_singular_key("registries"), to_singular_key("compass")
    ('servicemesh', 'registry', 'compass')
    """
    if len(key) <= 3 or not key.endswith("s") or key.endswith("ss") or key[-2].isdigit():
        return key
    if key.endswith("ies") and len(key) > 5:
        return key[:-3] + "y"
    if re.search(r"(sh|ch|x|ss|z)es$", key):
        return key[:-2]
    return key[:-1]


def to_term_key(surface: str) -> str:
    """Return the key of a term: one for both its numbers."""
    return to_singular_key(to_key(surface))


_NO_ONTOLOGY = Ontology({}, {}, {})


@dataclass(frozen=True, slots=True)
class Name:
    """A way of writing an entity.

    `exact_case`: the case must agree (it is also a word, or initials). `structural`: it names the entity in
    headings, lists and titles only, since in running text it is an ordinary word.
    """

    surface: str
    entity: Entity
    exact_case: bool = False
    structural: bool = False


class Names(ABC):
    """What a reader asks of the names of a corpus; `ontology` tells what their classes are to it."""

    ontology: Ontology

    @abstractmethod
    def find(self, surface: str, singular: bool = True, structural: bool = False) -> Name | None:
        """Return the name that `surface` writes, its plural included, or None.

        `structural`: the words stand in a heading, list or title.
        """

    @abstractmethod
    def find_page(self, document: str, target: str) -> Entity | None:
        """Return what the page that a document links to by `target` is about, or None."""

    @abstractmethod
    def names_of(self, key: str) -> tuple[Name, ...]:
        """Return the names of a key."""

    @abstractmethod
    def may_begin(self, key: str) -> bool:
        """Tell whether some name could begin with `key`, as far as the first letters show."""

    @abstractmethod
    def names(self) -> Iterable[Name]:
        """Yield every name."""

    def entity_of(self, surface: str, kind: str = ROOT_CLASS, *, structural: bool = False) -> Entity:
        """Return the entity that `surface` names; where it names none, a new one of a class that is called so."""
        name = self.find(surface, structural=structural)
        return name.entity if name is not None else Entity.called(surface, kind)

    def find_all(self, text: str) -> Iterator[tuple[str, Name]]:
        """Yield the words of a line that write names, the longest at each place, with the name."""
        words = text.split()
        start = 0
        while start < len(words):
            ends = range(min(len(words), start + MAX_WORDS), start, -1)
            spans = (" ".join(words[start:end]).strip(" .,:;?!()") for end in ends)
            found = next(((span, name) for span in spans if (name := self.find(span, singular=False))), None)
            if found is not None:
                yield found
            start += len(found[0].split()) if found is not None else 1

    def is_single_name(self, word: str) -> bool:
        """Tell whether one word, written like this, names software, an organization, a person or a language."""
        name = self.find(word, singular=False)
        if name is None or name.surface != word:
            return False
        kind, plays = name.entity.type, self.ontology.plays
        value = plays(kind, Role.VALUE) and not plays(kind, Role.LEVEL)
        return plays(kind, Role.WORK) or self.ontology.is_a(kind, "Agent") or value

    def __contains__(self, surface: str) -> bool:
        return self.find(surface) is not None


class NameTable(Names):
    """All known names by key; text is matched against it, the longest name first.

    `ontology`: tells what the classes of the names are to the reader.
    """

    def __init__(self, names: Iterable[Name] = (), ontology: Ontology = _NO_ONTOLOGY) -> None:
        self.ontology = ontology
        self._names: dict[str, list[Name]] = {}
        self._alike: dict[tuple[str, int], set[str]] = {}  # first letter and length of keys -> the keys
        self._prefixes: set[str] = set()
        self.pages = Pages()
        for name in names:
            self.add(name)

    def add(self, name: Name) -> None:
        """Add a way of writing an entity; the first entity of a key keeps it."""
        key = to_key(name.surface)
        if not key:
            return
        # A term is met in both numbers, whichever of them introduced it.
        plural_term = " " in name.surface and name.entity.type in TERM_CLASSES
        for form in {key, to_singular_key(key)} if plural_term else {key}:
            known = self._names.setdefault(form, [])
            self._alike.setdefault((form[0], len(form)), set()).add(form)
            if all(other.entity.iri != name.entity.iri or other.exact_case or other.structural for other in known):
                known.append(name)
        self._prefixes.update(key[:length] for length in range(1, _PREFIX + 1))

    def find(self, surface: str, singular: bool = True, structural: bool = False) -> Name | None:
        """Return the name that `surface` writes, its plural included, or None.

        `structural`: the words stand in a heading, list or title.
        """
        key = to_key(surface)
        for candidate in (key, to_singular_key(key)) if singular and not is_initials(surface) else (key,):
            for name in self._names.get(candidate, ()):
                if name.structural and not structural:
                    continue
                if " " in surface and _IDENTIFIER.match(name.surface):
                    continue  # "supports X" is not the identifier "supportsX"
                if _JOINED_CAPITALS.match(surface) and " " in name.surface and name.entity.type in TERM_CLASSES:
                    continue  # nor is "ControlCenter" the term "control center"
                if not name.exact_case or _same_case(surface, name.surface):
                    return name
        return None

    def find_page(self, document: str, target: str) -> Entity | None:
        """Return what the page that a document links to by `target` is about, or None."""
        return self.pages.find(document, target)

    def names_of(self, key: str) -> tuple[Name, ...]:
        """Return the names of a key."""
        return tuple(self._names.get(key, ()))

    def may_begin(self, key: str) -> bool:
        """Tell whether some name could begin with `key`, as far as the first letters show."""
        return key[:_PREFIX] in self._prefixes or to_singular_key(key)[:_PREFIX] in self._prefixes

    def keys(self) -> Set[str]:
        """Return all keys."""
        return self._names.keys()

    def keys_like(self, key: str) -> list[str]:
        """Return in order the other keys of the same first letter and as many letters, one more or one less."""
        lengths = range(len(key) - 1, len(key) + 2)
        return sorted(form for length in lengths for form in self._alike.get((key[0], length), ()) if form != key)

    def names(self) -> Iterable[Name]:
        """Yield every name."""
        seen = set()
        for names in self._names.values():
            for name in names:
                if name not in seen:
                    seen.add(name)
                    yield name


def _same_case(surface: str, written: str) -> bool:
    """Tell whether two surface forms agree in case: of initials all letters, of other names the first."""
    if len(written) > 1 and written.rstrip("s").isupper():
        return surface.rstrip("s") == written.rstrip("s") or (
            len(surface) > 2 and surface.istitle() and surface.lower() == written.lower() and not is_word(surface)
        )
    return surface[:1].isupper() == written.lstrip(".")[:1].isupper() and (len(surface) > 1 or surface == written)

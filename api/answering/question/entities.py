"""The entities of the graph by every way of writing them, close spellings included."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from kg.naming.names import to_key, to_singular_key
from kg.store import GraphStore
from ontology import Ontology
from ontology.names import KG
from ontology.roles import Role

_ENTITIES = """SELECT ?iri ?label ?alias ?type WHERE {
  ?iri a kg:Thing ; skos:prefLabel ?label ; a ?type .
  OPTIONAL { ?iri skos:altLabel ?alias }
}"""
_DEGREES = """SELECT ?iri (COUNT(*) AS ?n) WHERE {
  { ?iri ?p ?o } UNION { ?s ?p ?iri } FILTER(STRSTARTS(STR(?p), STR(kg:)))
} GROUP BY ?iri"""

MIN_FUZZY = 4
_REMEMBERED = 1 << 14
_NAME_WORD = re.compile(r"[^\s()\[\],:;/]+")
_IN_BRACKETS = re.compile(r"\s*\(([^()]+)\)\s*$")


def split_label(label: str) -> tuple[str, ...]:
    """Return a label with the names that it holds: what stands before and in its brackets.

    >>> split_label("Container Network Interface (CNI)"), split_label("Acme")
    (('Container Network Interface (CNI)', 'Container Network Interface', 'CNI'), ('Acme',))
    """
    bracket = _IN_BRACKETS.search(label)
    return (label, label[: bracket.start()], bracket[1]) if bracket else (label,)


@dataclass(frozen=True, slots=True)
class Known:
    """An entity of the graph: its most specific type, and in how many facts it stands."""

    iri: str
    label: str
    type: str
    degree: int = 0


class EntityIndex:
    """Find entities by label or alias, in any case and number, or by a close spelling."""

    def __init__(self, entities: Iterable[tuple[Known, tuple[str, ...]]], agents: frozenset[str] = frozenset()) -> None:
        """`agents`: the classes of those whom brackets tell apart, and who are called without."""
        self._agents = agents
        self._by_key: dict[str, list[Known]] = defaultdict(list)
        self.by_iri: dict[str, Known] = {}
        self.aliases: dict[str, tuple[str, ...]] = {}
        for known, aliases in entities:
            self.by_iri[known.iri] = known
            self.aliases[known.iri] = aliases
            for surface in (known.label, *aliases):
                for key in {to_key(surface), to_singular_key(to_key(surface))} - {""}:
                    if known not in self._by_key[key]:
                        self._by_key[key].append(known)
        for found in self._by_key.values():
            found.sort(key=lambda known: (-known.degree, known.iri))
        # The words of one sentence are looked up by several steps of an answer.
        self._found = lru_cache(maxsize=_REMEMBERED)(self._look_up)
        self._fuzzy_keys = sorted(key for key in self._by_key if len(key) >= MIN_FUZZY)

    @property
    def name_words(self) -> frozenset[str]:
        """The words of which the names of the entities consist."""
        names = (name for iri, known in self.by_iri.items() for name in (known.label, *self.aliases[iri]))
        return frozenset(_NAME_WORD.findall("\n".join(names)))

    @classmethod
    def read(cls, graph: GraphStore, ontology: Ontology) -> EntityIndex:
        """Read every entity of a graph."""
        labels: dict[str, str] = {}
        types: dict[str, set[str]] = defaultdict(set)
        aliases: dict[str, set[str]] = defaultdict(set)
        for row in graph.select(_ENTITIES):
            iri = row["iri"].value
            labels[iri] = row["label"].value
            types[iri].add(row["type"].value.removeprefix(KG))
            if row["alias"] is not None:
                aliases[iri].add(row["alias"].value)
        counted = graph.select(_DEGREES)
        degrees = {row["iri"].value: int(row["n"].value) for row in counted if hasattr(row["iri"], "value")}
        return cls(
            (
                (
                    Known(
                        iri,
                        label,
                        ontology.narrowest(types[iri]),
                        degrees.get(iri, 0),
                    ),
                    tuple(sorted(aliases[iri])),
                )
                for iri, label in sorted(labels.items())
            ),
            frozenset(name for name in ontology.parents if ontology.is_a(name, "Agent")),
        )

    def find(self, surface: str) -> tuple[Known, ...]:
        """Return the entities a surface form writes, those with most facts first; labels before aliases."""
        return self._found(surface)

    def _look_up(self, surface: str) -> tuple[Known, ...]:
        key = to_key(surface)
        found = self._by_key.get(key) or self._by_key.get(to_singular_key(key)) or ()
        return tuple(sorted(found, key=lambda known: surface not in self._labels_of(known)))

    def _labels_of(self, known: Known) -> tuple[str, ...]:
        """Return what an entity is called outright: one of two companies of a name also without its brackets."""
        return split_label(known.label)[:2] if known.type in self._agents else (known.label,)

    def find_longer(self, known: Known) -> tuple[str, ...]:
        """Return the names of other things that hold a name of this one and more words of a name: "Acme Mail".

        What nothing is told of may be no name, but words that say more of this one.
        """
        own = {name for label in (known.label, *self.aliases.get(known.iri, ())) for name in split_label(label)}
        held = {words: name for name in own if (words := tuple(_NAME_WORD.findall(name.lower())))}
        return tuple(
            sorted(
                name
                for words in held
                for iri, name in self._by_word.get(words[0], ())
                if iri != known.iri and name not in own and _goes_beyond(name, words)
            )
        )

    @cached_property
    def _by_word(self) -> dict[str, list[tuple[str, str]]]:
        """The names of several words, with whose they are, by each of their words."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for iri, known in self.by_iri.items():
            for name in (known.label, *self.aliases[iri]):
                words = _NAME_WORD.findall(name.lower())
                for word in dict.fromkeys(words) if len(words) > 1 and known.degree else ():
                    found[word].append((iri, name))
        return found

    def find_close(self, surface: str) -> list[Known]:
        """Return the entities whose name differs from a surface form by a slip of one or two letters."""
        key = to_key(surface)
        if len(key) < MIN_FUZZY:
            return []
        limit = 1 if len(key) < 7 else 2
        hits = process.extract(key, self._fuzzy_keys, scorer=DamerauLevenshtein.distance, score_cutoff=limit, limit=5)
        hits = [hit for hit in hits if hit[0][0] == key[0] and abs(len(hit[0]) - len(key)) <= limit]
        if not hits:
            return []
        best = min(distance for _, distance, _ in hits)
        return [known for name, distance, _ in hits if distance == best for known in self._by_key[name]]


def _goes_beyond(name: str, words: Sequence[str]) -> bool:
    """Tell whether a name holds some words, in small letters, one behind the other, and others that are no version."""
    own = _NAME_WORD.findall(name)
    lowers = [word.lower() for word in own]
    size = len(words)
    place = next((n for n in range(len(own) - size + 1) if lowers[n : n + size] == list(words)), None)
    if place is None:
        return False
    others = own[:place] + own[place + size :]
    return bool(others) and all(word[:1].isupper() for word in others)


def are_alike(one: Known, other: Known, ontology: Ontology) -> bool:
    """Tell whether two things are of one kind: of one class, or both agents, works, values, levels or headings."""
    kinds = (one.type, other.type)
    roles = (Role.WORK, Role.VALUE, Role.LEVEL, Role.HEADING)
    alike = one.type == other.type or all(ontology.is_a(kind, "Agent") for kind in kinds)
    return alike or any(all(ontology.plays(kind, role) for kind in kinds) for role in roles)

"""Name signs: what all documents of a corpus together tell of names, before anything is decided of them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.kinds.introductions import DocumentNames
from kg.naming.names import is_initials, to_key, to_singular_key, to_term_key
from ontology import Ontology

_TIMES_OFTENER = 2


@dataclass(frozen=True)
class NameSigns:
    """What documents tell of names, each by its key.

    `written`: how often each surface form was met. `types`: the class that most signs tell. `introduced`: what a
    document says to be something, or gives another name of. `pairs`: label, alias and reason of names given beside
    each other. `apart`: pairs of keys that a person holds to be two things.
    """

    written: dict[str, Counter[str]]
    types: dict[str, str]
    introduced: frozenset[str]
    pairs: tuple[tuple[str, str, str], ...]
    apart: frozenset[tuple[str, ...]]


def read_signs(documents: Sequence[DocumentNames], splits: Iterable[tuple[str, str]], ontology: Ontology) -> NameSigns:
    """Return what documents tell of names; `splits`: pairs of names that a person holds to be two things."""
    apart = frozenset(tuple(sorted(map(to_key, pair))) for pair in splits)
    pairs = tuple(sorted({(p.label, p.alias, p.reason) for d in documents for p in d.aliases}))
    introduced = {to_key(i.surface) for d in documents for i in d.introductions}
    introduced |= {to_key(form) for pair in pairs for form in pair[:2]}
    introduced |= {to_singular_key(key) for key in introduced}
    written = _group_surfaces(documents, apart)
    return NameSigns(written, _vote_types(documents, ontology), frozenset(introduced), pairs, apart)


def _group_surfaces(documents: Sequence[DocumentNames], apart: frozenset[tuple[str, ...]]) -> dict[str, Counter[str]]:
    """Return key -> how often each surface form was met; introduced forms count double."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        for surface, count in document.surfaces.items():
            if any(c.isalpha() for c in surface):
                written[to_key(surface)][surface] += count
        for introduction in document.introductions:
            written[to_key(introduction.surface)][introduction.surface] += 2
        for pair in document.aliases:
            written[to_key(pair.label)][pair.label] += 1
            written[to_key(pair.alias)][pair.alias] += 1
    for key in list(written):
        singular = to_singular_key(key)
        if any(re.fullmatch(r"[A-Z]{2,}s", form) for form in written[key]):
            singular = key[:-1]
        if singular == key or singular not in written or _is_own_word(written[key], written[singular]):
            continue
        if tuple(sorted((key, singular))) not in apart:
            written[singular].update(written.pop(key))
    written.pop("", None)
    return written


def _is_own_word(plural: Counter[str], singular: Counter[str]) -> bool:
    """Tell whether a name only looks like a plural: initials with an "S", or far more often so than without its "s"."""
    if all(map(is_initials, plural)):
        return True
    named = all(form[:1].isupper() and " " not in form for form in plural)
    return named and plural.total() > _TIMES_OFTENER * singular.total()


def _vote_types(documents: Sequence[DocumentNames], ontology: Ontology) -> dict[str, str]:
    """Return key -> the type most signs tell; of equal ones the most specific."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        for introduction in document.introductions:
            if introduction.type is not None:
                weight = 1 if introduction.type == "Concept" else 3
                votes[to_term_key(introduction.surface)][introduction.type] += weight
                votes[to_key(introduction.surface)][introduction.type] += weight
    return {
        key: max(sorted(counter), key=lambda name: (counter[name], len(ontology.ancestors(name))))
        for key, counter in votes.items()
    }

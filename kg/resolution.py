"""Resolution: from all that documents tell of names to one table of entities; every merge has its reason."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import DamerauLevenshtein

from kg.language.words import is_word
from kg.naming.joining import Merge, join_names, part_names
from kg.naming.names import Name, NameTable, to_key, to_singular_key, to_term_key
from kg.naming.pages import Pages
from kg.naming.surfaces import (
    best_surface,
    class_by_ending,
    is_case_bound,
    is_class_noun,
    is_distinct,
    is_furniture,
    is_plural_of_class,
    names_kind,
    needs_exact_case,
)
from kg.prose.introductions import DocumentNames
from kg.statements import Entity
from ontology import Field, Ontology
from ontology.names import to_entity_iri
from ontology.roles import Role

MIN_MISSPELT = 5
MAX_MISSPELT_COUNT = 3
_TIMES_OFTENER = 2


@dataclass(frozen=True)
class Inventory:
    """The entities of a corpus by every way of writing them, and the merges that made it so."""

    names: NameTable
    merges: tuple[Merge, ...]
    entities: dict[str, Entity]
    aliases: dict[str, tuple[str, ...]]


def known_names(field: Field) -> NameTable:
    """Return the table of the names known before any document."""
    table = NameTable(ontology=field.ontology)
    for known in field.gazetteer:
        entity = Entity(known.iri, known.label, known.type)
        for surface in (known.label, *known.aliases):
            table.add(Name(surface, entity, known.case_sensitive or is_case_bound(surface, known.type, field.ontology)))
        for surface in known.hidden:
            table.add(Name(surface, entity, structural=True))
    return table


def build_inventory(
    field: Field,
    documents: Sequence[DocumentNames],
    splits: Iterable[tuple[str, str]] = (),
    joins: Iterable[tuple[str, str]] = (),
    listed: Sequence[Name] = (),
) -> Inventory:
    """Join what documents tell of names with what is known; the result does not depend on their order.

    `splits`, `joins`: pairs of names that a person holds to be two things, or one, whatever the signs say.
    `listed`: names that records of structured files give.
    """
    table = known_names(field)
    spelled = frozenset(table.keys())
    for name in listed:
        table.add(name)
    merges: list[Merge] = []
    splits = tuple(splits)
    apart = {tuple(sorted(map(to_key, pair))) for pair in splits}
    groups = _group_surfaces(documents, apart)
    types = _vote_types(documents, field.ontology)
    written: dict[str, Counter[str]] = groups
    only_listed = frozenset(table.keys()) - spelled - frozenset(written)
    pairs = sorted({(p.label, p.alias, p.reason) for d in documents for p in d.aliases})
    chosen: dict[str, Entity] = {}
    introduced = {to_key(i.surface) for d in documents for i in d.introductions}
    introduced |= {to_key(form) for pair in pairs for form in pair[:2]}
    introduced |= {to_singular_key(key) for key in introduced}
    for key in sorted(written):
        if table.find(written[key].most_common(1)[0][0]) is not None:
            continue
        surface = best_surface(written[key], key)
        known = _find_listed(key, types.get(key), table) if key in introduced else None
        if known is not None:
            for form in written[key]:
                table.add(Name(form, known, True))
            continue
        if re.search(r"[A-Za-z]", surface) is None or is_furniture(surface, field) or is_class_noun(surface, field):
            continue
        if key not in introduced and is_plural_of_class(surface, field):
            continue
        if key not in introduced and not is_distinct(surface, table, field):
            continue
        target = _misspelling_of(key, surface, written[key].total(), table, apart, only_listed)
        if target is not None:
            merges.append(Merge(target.label, surface, "close spelling"))
            for form in written[key]:
                table.add(Name(form, target, True))
            continue
        term = " " in surface and surface.islower()
        told = types.get(key) or ("Concept" if term else class_by_ending(surface, table, field))
        if told != "Thing" and names_kind(surface, told, field):
            told = "Concept"
        entity = Entity(to_entity_iri(surface), surface, told)
        chosen[key] = entity
    _join_aliases(pairs, chosen, table, merges, apart)
    for key, entity in chosen.items():
        for form in written[key]:
            table.add(Name(form, entity, key not in introduced or needs_exact_case(form)))
    _add_variants(table, chosen)
    table = part_names(table, splits, types)
    table, joined = join_names(table, joins, types)
    merges = [merge for merge in merges if _is_one(table, merge.label, merge.alias)] + joined
    table.pages = _find_pages(documents, table)
    entities = {name.entity.iri: name.entity for name in table.names()}
    aliases: dict[str, set[str]] = defaultdict(set)
    for name in table.names():
        if name.surface != name.entity.label:
            aliases[name.entity.iri].add(name.surface)
    return Inventory(
        table, _to_told(merges, documents), entities, {iri: tuple(sorted(a)) for iri, a in aliases.items()}
    )


def _find_listed(key: str, told: str | None, table: NameTable) -> Entity | None:
    """Return the one thing of a list that is called by an ordinary word, where documents use it as a name so."""
    found = {name.entity.iri: name.entity for name in table.names_of(key) if name.structural}
    if told is None or len(found) != 1:
        return None
    entity = next(iter(found.values()))
    near = table.ontology.is_a(told, entity.type) or table.ontology.is_a(entity.type, told)
    return entity if near and told not in {"Thing", "Concept"} else None


def _find_pages(documents: Sequence[DocumentNames], table: NameTable) -> Pages:
    """Return what each document, and each section that defines something, is about."""
    subjects: dict[tuple[str, str], Entity] = {}
    for document in documents:
        for anchor, surface in document.subjects:
            name = table.find(surface)
            if name is not None:
                subjects.setdefault((document.document, anchor), name.entity)
    return Pages(subjects, (document.document for document in documents))


def _add_variants(table: NameTable, chosen: dict[str, Entity]) -> None:
    """Let a term be written with other names of the term it ends with: "thin machines", "thin VMs"."""
    names: dict[str, set[str]] = defaultdict(set)
    for name in table.names():
        if name.entity.type == "Concept" and not name.structural:
            names[name.entity.iri].add(name.surface)
    for entity in chosen.values():
        words = entity.label.split()
        for start in range(1, len(words)):
            ending = table.find(" ".join(words[start:]))
            if ending is None or ending.entity.type != "Concept" or ending.entity.iri == entity.iri:
                continue
            for other in sorted(names[ending.entity.iri]):
                table.add(Name(" ".join((*words[:start], other)), entity))
            break


def _to_told(merges: Iterable[Merge], documents: Sequence[DocumentNames]) -> tuple[Merge, ...]:
    """Return the merges in order, each with the first documents that write its alias."""
    writing: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        forms = [i.surface for i in document.introductions] + [p.alias for p in document.aliases]
        for form in (*document.surfaces, *forms):
            writing[form].add(document.document)
    told = (replace(merge, documents=tuple(sorted(writing[merge.alias])[:3])) for merge in set(merges))
    return tuple(sorted(told, key=lambda merge: (merge.label, merge.alias, merge.reason)))


def _is_one(table: NameTable, label: str, alias: str) -> bool:
    one, other = table.find(label), table.find(alias)
    return one is not None and other is not None and one.entity.iri == other.entity.iri


def _group_surfaces(documents: Sequence[DocumentNames], apart: set[tuple[str, ...]]) -> dict[str, Counter[str]]:
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
    """Tell whether a name only looks like a plural: always with a capital, and far more often than without its "s"."""
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


def _misspelling_of(
    key: str, surface: str, count: int, table: NameTable, apart: set[tuple[str, ...]], only_listed: frozenset[str]
) -> Entity | None:
    """Return the known entity that a rare surface form misspells by one letter, or None.

    `only_listed`: keys of names that lists alone give; among so many names one is near every word.
    """
    if len(key) < MIN_MISSPELT or count > MAX_MISSPELT_COUNT or " " in surface or not surface[:1].isupper():
        return None
    if is_word(surface) or re.search(r"\d", key):
        return None
    best: Entity | None = None
    for other in table.keys_like(key):
        if other in only_listed or len(other) < MIN_MISSPELT:
            continue
        if DamerauLevenshtein.distance(key, other, score_cutoff=1) <= 1 and tuple(sorted((key, other))) not in apart:
            name = table.names_of(other)[0]
            kind = name.entity.type
            if (
                " " not in name.surface
                and kind not in {"Concept", "Category"}
                and not table.ontology.plays(kind, Role.VALUE)
            ):
                best = best or name.entity
    return best


def _join_aliases(
    pairs: list[tuple[str, str, str]],
    chosen: dict[str, Entity],
    table: NameTable,
    merges: list[Merge],
    apart: set[tuple[str, ...]],
) -> None:
    """Let short names that documents give in brackets write the entity of the long one."""
    for label, alias, reason in pairs:
        long_key, short_key = to_key(label), to_key(alias)
        if tuple(sorted((long_key, short_key))) in apart:
            continue
        known_long, known_short = table.find(label), table.find(alias)
        if known_long is not None and known_short is None:
            table.add(Name(alias, known_long.entity, True))
            chosen.pop(short_key, None)
            merges.append(Merge(known_long.entity.label, alias, reason))
        elif known_short is not None and known_long is None and to_key(known_short.entity.label) == short_key:
            table.add(Name(label, known_short.entity))
            chosen.pop(long_key, None)
            merges.append(Merge(known_short.entity.label, label, reason))
        elif known_long is None and long_key in chosen and short_key in chosen:
            table.add(Name(alias, chosen[long_key], True))
            chosen.pop(short_key)
            merges.append(Merge(chosen[long_key].label, alias, reason))

"""Resolution: from all that documents tell of names to one table of entities; every merge has its reason."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import DamerauLevenshtein

from kg.kinds.introductions import DocumentNames
from kg.language.words import is_word
from kg.name_signs import NameSigns, read_signs
from kg.naming.joining import Merge, join_names, part_names
from kg.naming.names import Name, NameTable, to_key
from kg.naming.pages import Pages
from kg.naming.surfaces import (
    best_surface,
    class_by_ending,
    is_case_bound,
    is_class_noun,
    is_distinct,
    is_furniture,
    is_member,
    is_plural_of_class,
    names_kind,
    names_relation,
    needs_exact_case,
)
from kg.statements import Entity
from ontology import Field
from ontology.roles import Role

MIN_MISSPELT = 5
MAX_MISSPELT_COUNT = 3


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
        entity = Entity.of_known(known)
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
    splits = tuple(splits)
    signs = read_signs(documents, splits, field.ontology)
    only_listed = frozenset(table.keys()) - spelled - frozenset(signs.written)
    chosen, merges = _settle_surfaces(signs, table, field, only_listed)
    _join_aliases(signs, chosen, table, merges)
    for key, entity in chosen.items():
        for form in signs.written[key]:
            table.add(Name(form, entity, key not in signs.introduced or needs_exact_case(form)))
    _add_variants(table, chosen)
    table = part_names(table, splits, signs.types)
    table, joined = join_names(table, joins, signs.types)
    merges = [merge for merge in merges if _is_one(table, merge.label, merge.alias)] + joined
    table.pages = _find_pages(documents, table)
    entities = {name.entity.iri: name.entity for name in table.names()}
    return Inventory(table, _to_told(merges, documents), entities, _find_aliases(table))


def _find_aliases(table: NameTable) -> dict[str, tuple[str, ...]]:
    """Return IRI -> the other names of an entity, in order."""
    aliases: dict[str, set[str]] = defaultdict(set)
    for name in table.names():
        if name.surface != name.entity.label:
            aliases[name.entity.iri].add(name.surface)
    return {iri: tuple(sorted(others)) for iri, others in aliases.items()}


def _settle_surfaces(
    signs: NameSigns, table: NameTable, field: Field, only_listed: frozenset[str]
) -> tuple[dict[str, Entity], list[Merge]]:
    """Return the entities that names unknown so far are given, by key, and the misspellings of known ones.

    What is written of known things goes into the table. `only_listed`: keys of names that lists alone give.
    """
    chosen: dict[str, Entity] = {}
    merges: list[Merge] = []
    for key in sorted(signs.written):
        forms = signs.written[key]
        if table.find(forms.most_common(1)[0][0]) is not None:
            continue
        surface = best_surface(forms, key)
        known = _find_listed(key, signs.types.get(key), table) if key in signs.introduced else None
        if known is None:
            if not _may_name(surface, key in signs.introduced, table, field):
                continue
            known = _misspelling_of(key, surface, forms.total(), table, signs.apart, only_listed)
            if known is not None:
                merges.append(Merge(known.label, surface, "close spelling"))
        if known is None:
            chosen[key] = Entity.called(surface, _choose_class(key, surface, signs, table, field))
            continue
        for form in forms:
            table.add(Name(form, known, True))
    return chosen, merges


def _may_name(surface: str, introduced: bool, table: NameTable, field: Field) -> bool:
    """Tell whether a surface form may be a name: it has letters, and is neither furniture nor a noun for a class.

    One that no document introduces must look like a name by itself.
    """
    if re.search(r"[A-Za-z]", surface) is None or is_member(surface) or names_relation(surface, field):
        return False
    if is_furniture(surface, field) or is_class_noun(surface, field):
        return False
    return introduced or (not is_plural_of_class(surface, field) and is_distinct(surface, table, field))


def _choose_class(key: str, surface: str, signs: NameSigns, table: NameTable, field: Field) -> str:
    """Return the class of a new entity: what documents tell, or what its name does."""
    term = " " in surface and surface.islower()
    told = signs.types.get(key) or ("Concept" if term else class_by_ending(surface, table, field))
    return "Concept" if told != "Thing" and names_kind(surface, told, field) else told


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


def _misspelling_of(
    key: str, surface: str, count: int, table: NameTable, apart: frozenset[tuple[str, ...]], only_listed: frozenset[str]
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


def _join_aliases(signs: NameSigns, chosen: dict[str, Entity], table: NameTable, merges: list[Merge]) -> None:
    """Let short names that documents give in brackets write the entity of the long one."""
    for label, alias, reason in signs.pairs:
        long_key, short_key = to_key(label), to_key(alias)
        if tuple(sorted((long_key, short_key))) in signs.apart:
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

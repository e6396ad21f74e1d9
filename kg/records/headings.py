"""The headings above records as entities: layers, categories, groups of members."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.documents import Document
from kg.naming.names import NameTable, to_key
from kg.statements import Entity
from ontology import Field, Ontology, RecordMapping
from ontology.names import to_entity_iri
from ontology.roles import Role


@dataclass(frozen=True)
class HeadingEntities:
    """Path of headings, each as its key -> entity; and the plain names of those whose label says where they are."""

    entities: dict[tuple[str, ...], Entity]
    aliases: dict[str, dict[str, None]]

    def find(self, path: Sequence[str]) -> Entity | None:
        """Return the entity of the last heading of a path."""
        return self.entities.get(tuple(to_key(part) for part in path))


def find_heading_entities(
    mapped: Iterable[tuple[Document, RecordMapping]],
    entities: Mapping[tuple[str, int], Entity],
    known: NameTable,
    field: Field,
    taken: frozenset[str],
) -> HeadingEntities:
    """Name the headings of all documents: known ones as they are known, one name for two by what stands above.

    `taken`: IRIs that records have.
    """
    ontology = field.ontology
    found: dict[tuple[str, ...], Entity] = {}
    aliases: dict[str, dict[str, None]] = defaultdict(dict)
    used = set(taken)
    for document, mapping in mapped:
        rule = mapping.path
        if rule is None:
            continue
        kinds: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        for record in document.records:
            kinds[record.path][entities[document.name, record.span.start].type] += 1
        for path in dict.fromkeys((*kinds, *(section.path for section in document.sections))):
            for depth in range(1, len(path) + 1):
                key = tuple(to_key(part) for part in path[:depth])
                if key in found or depth > len(rule.headings):
                    continue
                kind = rule.headings[depth - 1]
                if depth == len(path) and rule.group_of and _is_group(kinds[path], rule.group_of, ontology):
                    kind = rule.group_class
                above = found.get(key[:-1])
                entity = _find_known(path[depth - 1], kind, above, known, field) or _make(
                    path[depth - 1], kind, above, known, used, ontology
                )
                used.add(entity.iri)
                found[key] = entity
                listed = field.known(entity.iri)
                for other in (path[depth - 1], *([listed.label] if listed is not None else [])):
                    if other != entity.label:
                        aliases[entity.iri][other] = None
    return HeadingEntities(found, dict(aliases))


def _is_group(kinds: Counter[str], of: str, ontology: Ontology) -> bool:
    fitting = sum(count for kind, count in kinds.items() if ontology.is_a(kind, of))
    return 2 * fitting > kinds.total()


def _find_known(label: str, kind: str, above: Entity | None, known: NameTable, field: Field) -> Entity | None:
    """Return the known entity of this name and class, unless it is known to lie elsewhere."""
    for name in known.names_of(to_key(label)):
        lies_in = field.broader(name.entity.iri)
        elsewhere = above is not None and lies_in not in (None, above.iri)
        elsewhere = elsewhere and not field.ontology.holds(kind, Role.HEADING)
        if name.entity.type == kind and not elsewhere:
            # The file's own spelling is how it is called here; the known one stays an other name.
            return Entity(name.entity.iri, label, kind)
    return None


def _make(label: str, kind: str, above: Entity | None, known: NameTable, used: set[str], ontology: Ontology) -> Entity:
    """Return a new entity; a name that is taken, or a single word, gets what stands above it in brackets."""
    plain = to_entity_iri(label)
    if plain not in used and " " in label and not known.names_of(to_key(label)):
        return Entity(plain, label, kind)
    if above is None:
        return Entity(to_entity_iri(label, ontology.class_labels.get(kind, kind.lower())), label, kind)
    shared = bool(known.names_of(to_key(label))) or plain in used
    used.add(plain)
    shown = above.label.removesuffix(f" {ontology.class_labels.get(above.type, '')}")
    return Entity(to_entity_iri(label, shown), f"{label} ({shown})" if shared else label, kind)

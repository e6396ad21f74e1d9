"""The sources of a field: its own files, and the shared core that they add to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from ontology.names import BASE, KG, PREFIXES
from ontology.turtle import RDF_TYPE

_OWL, _RDF, _RDFS = PREFIXES["owl"], PREFIXES["rdf"], PREFIXES["rdfs"]
_ROOT = ox.NamedNode(KG + "Thing")
_ROLE = ox.NamedNode(KG + "role")
_ENTRY = ox.NamedNode(PREFIXES["ontolex"] + "LexicalEntry")
# Where a class of the shared core may be one that another field has not.
_ENDS = frozenset((_RDFS + "domain", _RDFS + "range", _RDF + "first"))


class FieldSources:
    """The files of one field.

    A folder with an `ontology.ttl` adds to the shared core and lexicon in `shared`; one with a `landscape.ttl` stands
    by itself. Raises FileNotFoundError where there is neither.
    """

    def __init__(self, folder: Path, shared: Path) -> None:
        self.folder = folder
        self.shared = shared if not (folder / "landscape.ttl").is_file() else None

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders of the sources, the field's own first."""
        return (self.folder,) if self.shared is None else (self.folder, self.shared)

    @cached_property
    def ontology(self) -> list[ox.Quad]:
        """All that is said of classes and properties."""
        if self.shared is None:
            return _parse(self.folder / "landscape.ttl")
        own = _parse(self.folder / "ontology.ttl")
        declared = {quad.subject for quad in own if quad.predicate.value == RDF_TYPE}
        core = [quad for quad in self._select_core() if quad.subject not in declared]
        return [*(fitted for quad in core for fitted in self._fit(quad)), *own]

    @cached_property
    def lexicon(self) -> list[ox.Quad]:
        """All that is said of words, the field's own first; an entry of its own takes the place of a shared one."""
        own = _parse(self.folder / "lexicon.ttl") if (self.folder / "lexicon.ttl").is_file() else []
        if self.shared is None:
            return own
        entries = {quad.subject for quad in own if quad.object == _ENTRY}
        return [*own, *(quad for quad in _parse(self.shared / "lexicon.ttl") if quad.subject not in entries)]

    @cached_property
    def stand_ins(self) -> Mapping[str, str]:
        """Return the shared core's classes that the field has not -> its own of the same role, by local name."""
        if self.shared is None:
            return {}
        own = _parse(self.folder / "ontology.ttl")
        by_role: dict[str, str] = {}
        for quad in own:
            if quad.predicate == _ROLE:
                by_role.setdefault(_value(quad.object), _local(quad.subject))
        found: dict[str, str] = {}
        for quad in self._shared_ontology:
            if quad.predicate == _ROLE and _value(quad.object) in by_role:
                found.setdefault(_local(quad.subject), by_role[_value(quad.object)])
        kept = {_local(node) for node in self._core} | {_local(quad.subject) for quad in own}
        return {name: stand_in for name, stand_in in found.items() if name not in kept}

    def find(self, name: str) -> list[Path]:
        """Return the files of a name or pattern, of the shared ones those that the field has none like."""
        found: dict[str, Path] = {}
        for folder in self.folders:
            for path in sorted(folder.glob(name)):
                found.setdefault(path.name, path)
        return [found[name] for name in sorted(found)]

    @cached_property
    def _shared_ontology(self) -> list[ox.Quad]:
        return _parse(self.shared / "landscape.ttl") if self.shared is not None else []

    @cached_property
    def _core(self) -> frozenset[ox.NamedNode]:
        assert self.shared is not None
        part = PREFIXES["dcterms"] + "hasPart"
        listed = (quad for quad in _parse(self.shared / "core.ttl") if quad.subject == ox.NamedNode(BASE + "core"))
        return frozenset(
            quad.object for quad in listed if quad.predicate.value == part and isinstance(quad.object, ox.NamedNode)
        )

    def _select_core(self) -> Iterator[ox.Quad]:
        """Yield what the shared ontology says of the core's terms and of its annotations."""
        annotations = {
            quad.subject for quad in self._shared_ontology if _value(quad.object) == _OWL + "AnnotationProperty"
        }
        wanted: set[object] = set(self._core) | annotations
        about: dict[object, list[ox.Quad]] = {}
        for quad in self._shared_ontology:
            about.setdefault(quad.subject, []).append(quad)
        waiting = [subject for subject in about if subject in wanted]
        while waiting:
            for quad in about[waiting.pop(0)]:
                if isinstance(quad.object, ox.BlankNode):
                    waiting.insert(0, quad.object)
                yield quad

    def _fit(self, quad: ox.Quad) -> Iterator[ox.Quad]:
        """Yield a quad of the core with a class that the field has in the place of one that it has not."""
        node = quad.object
        ours = isinstance(node, ox.NamedNode) and node.value.startswith(KG)
        if not ours or node in self._core or node in self._own_classes:
            yield quad
            return
        stand_in = self.stand_ins.get(_local(node))
        if stand_in is not None:
            yield ox.Quad(quad.subject, quad.predicate, ox.NamedNode(KG + stand_in), quad.graph_name)
        elif quad.predicate.value in _ENDS:
            yield ox.Quad(quad.subject, quad.predicate, _ROOT, quad.graph_name)

    @cached_property
    def _own_classes(self) -> frozenset[object]:
        return frozenset(quad.subject for quad in _parse(self.folder / "ontology.ttl"))


def _parse(path: Path) -> list[ox.Quad]:
    return list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))


def _local(node: object) -> str:
    return _value(node).removeprefix(KG)


def _value(node: object) -> str:
    return str(getattr(node, "value", ""))

"""What may be said, and how language says it: ontology, lexicon, gazetteer, shapes, rules, examples."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from ontology.gazetteer import KnownName, load_gazetteer
from ontology.lexicon import Frame, Lexicon, Place, load_lexicon
from ontology.model import Ontology, Property, load_ontology
from ontology.names import ENTITY

__all__ = [
    "Field",
    "Frame",
    "KnownName",
    "Lexicon",
    "Ontology",
    "Place",
    "Property",
    "load_field",
]

DEFAULT_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Field:
    """All that is known of a field before any document: what can be said, how, and which names."""

    folder: Path
    ontology: Ontology
    lexicon: Lexicon
    gazetteer: tuple[KnownName, ...]

    @cached_property
    def _by_iri(self) -> dict[str, KnownName]:
        return {name.iri: name for name in self.gazetteer}

    def find_fixed_object(self, frame: Frame) -> KnownName | None:
        """Return the known entity that a frame always has for its object ("graduated"), or None."""
        return self._by_iri.get(ENTITY + frame.fixed_object) if frame.fixed_object else None


@lru_cache(maxsize=4)
def load_field(folder: Path = DEFAULT_FOLDER) -> Field:
    """Read the Turtle files of a folder; another folder serves another field."""
    return Field(folder, load_ontology(folder), load_lexicon(folder), load_gazetteer(folder))

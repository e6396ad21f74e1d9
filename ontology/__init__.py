"""What may be said, and how language says it: ontology, lexicon, gazetteer, shapes, rules, examples."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from functools import cached_property, lru_cache
from pathlib import Path

from ontology.gazetteer import KnownName, load_gazetteer
from ontology.lexicon import Frame, Lexicon, Place
from ontology.lexicon_file import load_lexicon
from ontology.mapping import RecordMapping, load_mappings
from ontology.model import Ontology, Property, load_ontology
from ontology.names import ENTITY
from ontology.roles import Role
from ontology.sources import FieldSources
from ontology.turtle import TurtleFile

__all__ = [
    "Field",
    "FieldError",
    "Frame",
    "KnownName",
    "Lexicon",
    "Ontology",
    "Place",
    "Property",
    "RecordMapping",
    "load_field",
]

DEFAULT_FOLDER = Path(__file__).parent


class FieldError(Exception):
    """The files of a field cannot be used; the message says what, where, and what to do."""


@dataclass(frozen=True)
class Field:
    """All that is known of a field before any document: what can be said, how, and which names.

    `folder`: the field's own files; `sources` adds the shared ones that it builds upon. `mappings`: shape of
    structured file -> how its records are read.
    """

    folder: Path
    sources: FieldSources
    ontology: Ontology
    lexicon: Lexicon
    gazetteer: tuple[KnownName, ...]
    mappings: Mapping[str, RecordMapping] = dataclass_field(default_factory=dict)

    @cached_property
    def _by_iri(self) -> dict[str, KnownName]:
        return {name.iri: name for name in self.gazetteer}

    @cached_property
    def shared_category_words(self) -> frozenset[str]:
        """The words that set no category apart: those that several share, and those of the word lists."""
        named: dict[str, set[str]] = {}
        for name in self.gazetteer:
            if self.ontology.holds(name.type, Role.WORK):
                for word in re.findall(r"[A-Za-z]+", name.label):
                    named.setdefault(word.lower(), set()).add(name.iri)
        listed = {form for forms in self.lexicon.words.values() for form in forms}
        return frozenset((*(word for word, iris in named.items() if len(iris) > 1), *listed, "and", "of", "the"))

    @cached_property
    def placing_names(self) -> frozenset[str]:
        """The names of the known hosts and levels, in small letters."""
        placing = (n for n in self.gazetteer if self.ontology.plays(n.type, Role.HOST, Role.LEVEL))
        return frozenset(label.lower() for n in placing for label in (n.label, *n.aliases))

    def is_noun_of_works(self, noun: str) -> bool:
        """Tell whether a noun, in small letters, is of a class of works: "tools", "projects"."""
        return self.ontology.plays(self.lexicon.class_of.get(noun, ""), Role.WORK)

    def stands_for_product(self, class_name: str, label: str) -> bool:
        """Tell whether a name is a company's of one word, which its product may bear too: "integrates with Acme"."""
        company = self.ontology.is_a(class_name, "Organization") and not self.ontology.plays(class_name, Role.HOST)
        return company and " " not in label

    def known(self, iri: str) -> KnownName | None:
        """Return what the gazetteer knows of an entity, or None."""
        return self._by_iri.get(iri)

    def broader(self, iri: str) -> str | None:
        """Return the IRI of what the gazetteer sorts an entity under, or None."""
        known = self._by_iri.get(iri)
        return known.broader if known is not None else None

    def find_fixed_object(self, frame: Frame) -> KnownName | None:
        """Return the known entity that a frame always has for its object ("graduated"), or None."""
        return self._by_iri.get(ENTITY + frame.fixed_object) if frame.fixed_object else None


@lru_cache(maxsize=4)
def load_field(folder: Path = DEFAULT_FOLDER) -> Field:
    """Read the Turtle files of a folder; another folder serves another field.

    Raises FieldError where there is no field in the folder, or one of its files cannot be read.
    """
    sources = FieldSources(folder, DEFAULT_FOLDER)
    try:
        ontology = load_ontology(TurtleFile(sources.ontology))
        gazetteer = load_gazetteer(folder)
        lexicon = load_lexicon(TurtleFile(sources.lexicon), ontology, sources.stand_ins)
    except FileNotFoundError as error:
        raise FieldError(f"{folder}: holds no field (no ontology.ttl). Name a folder that does.") from error
    except (OSError, SyntaxError, ValueError, IndexError) as error:
        raise FieldError(f"{folder}: the field cannot be read ({error}). Mend its files.") from error
    _check_names(folder, ontology, gazetteer)
    known = {name.iri for name in gazetteer}
    frames = tuple(f for f in lexicon.frames if f.fixed_object is None or ENTITY + f.fixed_object in known)
    return Field(folder, sources, ontology, replace(lexicon, frames=frames), gazetteer, load_mappings(folder))


def _check_names(folder: Path, ontology: Ontology, gazetteer: Sequence[KnownName]) -> None:
    for name in gazetteer:
        if name.type not in ontology.parents:
            raise FieldError(f"{folder}: {name.label!r} is of the class {name.type!r}, which the ontology has not.")

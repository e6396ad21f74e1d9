"""Sameness: the value that two things are asked to share ("are X and Y in the same category")."""

from __future__ import annotations

from api.answering.question.reading import Reading
from ontology import Field, Property

_SHARING = frozenset("same share shares shared".split())


class SamenessReader:
    """Read "the same NOUN" as a property that two things have a common value of."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self._ontology = field.ontology

    def find(self, reading: Reading) -> Property | None:
        """Return the property that "the same NOUN" and "share a NOUN" name."""
        lowers = reading.lowers
        same = next((n for n, lower in enumerate(lowers) if lower in _SHARING), None)
        if same is None:
            return None
        for last in range(min(same + 3, len(lowers) - 1), same, -1):
            words = lowers[same + 1 : last + 1]
            for length in range(len(words), 0, -1):
                found = self._property_of(" ".join(words[-length:]))
                if found is not None:
                    return found
        return None

    def _property_of(self, noun: str) -> Property | None:
        """Return the property whose value a noun names: the one that leads to the class, or the noun's own."""
        class_name = self._field.lexicon.class_of.get(noun)
        if class_name is not None:
            leading = [p for p in self._ontology.stated if p.range == (class_name,) and p.domain != ("Thing",)]
            if leading:
                return leading[0]
        for frame in self._field.lexicon.by_form.get(noun, ()):
            for sense in frame.senses:
                name, swapped = self._ontology.canonical(sense)
                if frame.is_noun and not swapped and frame.fixed_object is None:
                    return self._ontology.properties[name]
        return None

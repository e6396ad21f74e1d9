"""Surfaces: what the words of a name tell by themselves: its class, its best form, whether it names one thing."""

from __future__ import annotations

from collections import Counter

from kg.language.words import is_word
from kg.naming.names import Names, to_key
from ontology import Field, Ontology
from ontology.roles import Role


def is_furniture(surface: str, field: Field) -> bool:
    """Tell whether ordinary words name a part of a text rather than a thing: "Getting Started", "Example"."""
    words = surface.split()
    listed, initials = field.lexicon.words["headingWords"], field.lexicon.words["commonInitials"]
    own = [word.lower() in listed for word in words]
    return any(own) and all(one or is_word(word) or word in initials for one, word in zip(own, words, strict=True))


def class_by_ending(surface: str, table: Names, field: Field) -> str:
    """Return the class that the last word of a long name tells, or Thing: "Acme Foundation", "Acme Wire Protocol"."""
    words = surface.rstrip(".").split()
    if " of " in surface and words[0].lower() in field.lexicon.endings:
        return field.lexicon.endings[words[0].lower()]  # "University of Porto"
    if len(words) < 2 or not words[0][:1].isupper() or not words[-1][:1].isupper():
        return "Thing"
    name = field.lexicon.endings.get(words[-1].lower())
    if name is None:
        return _kind_by_ending(words, table, field)
    # "Distributed Systems" may be anybody's; a foundation is one.
    telling = field.ontology.plays(name, Role.HOST) or not all(is_word(word) for word in words)
    return name if telling else "Thing"


def _kind_by_ending(words: list[str], table: Names, field: Field) -> str:
    """Return the class of works or standards that a last word tells behind the name of something: "Acme Operator"."""
    endings = (" ".join(words[start:]).lower() for start in range(1, len(words)))
    kind = next((k for ending in endings if (k := field.lexicon.class_nouns.get(ending)) is not None), None)
    first = words[0]
    if kind is None or not field.ontology.plays(kind, Role.WORK, Role.STANDARD):
        return "Thing"
    if first in field.lexicon.words["commonInitials"] or (is_word(first) and first not in table):
        return "Thing"
    return kind


def is_member(surface: str) -> bool:
    """Tell whether a form is that of a member of some object in code: ".Size"."""
    return surface[:1] == "." and is_word(surface[1:])


def names_relation(surface: str, field: Field) -> bool:
    """Tell whether words name what one thing has of another, and no thing: "Acme Support", "Dyno Integration"."""
    *first, last = surface.split() or [""]
    frames = field.lexicon.by_form.get(last.lower(), ())
    had = any(frame.is_noun and "have" in frame.light_verbs for frame in frames)
    return bool(first) and had and last.lower() not in field.lexicon.class_of


def is_class_noun(surface: str, field: Field) -> bool:
    """Tell whether initials are a noun of a class: "the SDK" is one of many, and no name."""
    noun = surface.removesuffix("s")
    return noun.isupper() and noun.lower() in field.lexicon.class_nouns


def names_kind(surface: str, told: str, field: Field) -> bool:
    """Tell whether a form means any thing of the kind it is told to be: "CPU", "I/O", "Protocol"."""
    if surface.removesuffix("s") in field.lexicon.words["commonInitials"] or "/" in surface:
        return True
    plain = all(is_word(word) for word in surface.split())
    last = surface.split()[-1].lower()
    kind = field.lexicon.class_of.get(last if last.endswith("s") else surface.lower())
    return kind is not None and plain and field.ontology.may_be(told, (kind,))


def is_plural_of_class(surface: str, field: Field) -> bool:
    """Tell whether a word is the plural of a noun of a class: "Plugins" with a capital are any plugins."""
    lower = surface.lower()
    return lower in field.lexicon.class_of and lower not in field.lexicon.class_nouns


def best_surface(forms: Counter[str], key: str) -> str:
    """Return the most frequent form in the singular; on a tie the one with more capitals, then the first."""
    singular = [form for form in forms if to_key(form) == key] or list(forms)
    # "Span attribute" is how people write what code calls SpanAttribute.
    singular = [form for form in singular if " " in form and form.split()[-1].islower()] or singular
    return min(singular, key=lambda form: (-forms[form], -sum(c.isupper() for c in form), form))


def is_case_bound(surface: str, type_name: str, ontology: Ontology) -> bool:
    """Tell whether a known name in another case is another word: initials, and words used as names."""
    if surface.isupper() and len(surface) <= 5:
        return True
    if " " in surface or type_name in {"Category", "Concept"} or ontology.plays(type_name, Role.LEVEL):
        return False
    return is_word(surface)


def is_distinct(surface: str, table: Names, field: Field) -> bool:
    """Refuse a form nothing introduces that is an ordinary word, or a known name with "cluster" behind it."""
    words = surface.split()
    if len(words) == 1:
        return not is_word(surface)
    return not (words[-1].lower() in field.lexicon.words["copies"] and " ".join(words[:-1]) in table)


def needs_exact_case(form: str) -> bool:
    """Tell whether a learned form is also an ordinary word, or too short to be safe in another case."""
    return " " not in form and (form.lstrip(".")[:1].isupper() or is_word(form) or len(form) < 4)

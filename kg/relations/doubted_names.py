"""Doubted names: signs that the label of an end is the name of no single thing, whatever the sentence."""

from __future__ import annotations

import re

from kg.language.words import is_adjective, is_countable_noun, is_word
from kg.statements import Entity, Literal
from ontology import Field
from ontology.roles import Role

_QUALITY = re.compile(r".*(?:bility|ness)")
_PLURAL_INITIALS = re.compile(r"[A-Z]{2,}s")


def doubt_name(entity: Entity | Literal, field: Field) -> str:
    """Return why a label may name no single thing, in words; empty where nothing speaks against it.

    Asked of ends that must be names: "HTTP API", "Operating System", "Acme maintainers" and "Dynamically" are none.
    """
    if isinstance(entity, Literal) or not entity.label:
        return ""
    words = entity.label.split()
    last = words[-1].lower()
    kinds = field.lexicon.class_of
    if placed := doubt_placed(entity, field):
        return placed
    works = field.ontology.plays(entity.type, Role.WORK)
    if len(words) == 1 and not works and field.ontology.is_a(kinds.get(last, "Thing"), "Agent"):
        return f"'{entity.label}' may be any {last}"
    if entity.type in {"Thing", "Organization", "Agent"} and len(words) > 1 and kinds.get(last) == "Person":
        return f"'{entity.label}' may be what people are called, and no name"
    if entity.type != "Thing":
        return ""
    if _PLURAL_INITIALS.fullmatch(entity.label):
        return f"'{entity.label}' may be any things of their kind"
    manner = len(words) == 1 and last.endswith("ly") and is_adjective(last) and not is_countable_noun(last)
    if manner or _is_a_kind(entity.label, field):
        return f"'{entity.label}' may be any thing of its kind"
    return ""


def doubt_placed(entity: Entity | Literal, field: Field) -> str:
    """Return why a label names no thing but those of a host or a level: "Acme Projects", "Incubating Project"."""
    if isinstance(entity, Literal) or entity.label.islower():
        return ""
    *before, last = entity.label.lower().split() or [""]
    kind = field.lexicon.class_of.get(last, "")
    if not before or not field.ontology.plays(kind, Role.WORK, Role.PROJECT):
        return ""
    cuts = ((" ".join(before[:cut]), " ".join(before[cut:])) for cut in range(len(before)))
    placed = any({one, other} - {""} <= field.placing_names for one, other in cuts)
    return f"'{entity.label}' may be any of those placed so" if placed else ""


def doubt_quality(entity: Entity | Literal) -> str:
    """Return why what things work with may be no thing: "Portability", "Horizontal Scalability"."""
    plain = isinstance(entity, Entity) and entity.type == "Thing" and all(map(is_word, entity.label.lower().split()))
    return f"'{entity.label}' may be a quality" if plain and _QUALITY.fullmatch(entity.label) else ""


def _is_a_kind(label: str, field: Field) -> bool:
    """Tell whether a label is nothing but a noun of a class, or initials that everybody has: "SDK API"."""
    initials, words = field.lexicon.words["commonInitials"], label.split()
    if len(words) > 1 and words[0] in initials:
        return all(word in initials or (is_word(word) and field.lexicon.class_of.get(word.lower())) for word in words)
    return len(words) > 1 and label.lower() in field.lexicon.class_of


__all__ = ["doubt_name", "doubt_placed", "doubt_quality"]

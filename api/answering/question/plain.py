"""Plain questions: the relation that a question words, asked for as the ontology words it."""

from __future__ import annotations

from collections.abc import Sequence

from ontology import Ontology, Property
from ontology.roles import Role


def ask_plainly(known: str, found: Property, known_is_subject: bool, ontology: Ontology) -> str | None:
    """Return the question for the other end of a relation, or None where its label makes none.

    "is written in", its subject known: "Which programming language is Zorblat written in?".
    """
    inverse = ontology.inverse_of(found.name)
    if not known_is_subject and inverse is not None and not found.symmetric:
        found, known_is_subject = ontology.properties[inverse], True
    asked = _ask(found.range if known_is_subject else found.domain, ontology)
    return (
        to_question(known, found.label, found.literal, asked) if known_is_subject else f"{asked} {found.label} {known}?"
    )


def to_question(subject: str, label: str, literal: bool, asked: str = "What") -> str | None:
    """Return a question from a property's label.

    >>> to_question("Zorblat", "is written in", False), to_question("Zorblat", "has the part", False)
    ('What is Zorblat written in?', 'What part does Zorblat have?')
    """
    first, _, rest = label.partition(" ")
    if literal:
        return f"What is {subject}?"
    relation, _, noun = rest.rpartition(" the ")
    if first in {"is", "was"} and relation:
        return f"Which {noun} {first} {subject} {relation}?"
    if first in {"is", "was"} and rest:
        return f"{asked} {first} {subject} {rest}?"
    if first == "has" and rest:
        return f"What {rest.removeprefix('the ')} does {subject} have?"
    if first.endswith("s"):
        return f"{asked} does {subject} {first[:-1]} {rest}".strip() + "?"
    return None


def _ask(side: Sequence[str], ontology: Ontology) -> str:
    """Return the words that ask for one of some classes."""
    known = [name for name in side if name in ontology.class_labels]
    if known and all(ontology.is_a(name, "Agent") for name in known):
        return "Who"
    if len(known) == 1 and ontology.plays(known[0], Role.VALUE, Role.HEADING, Role.LEVEL):
        return f"Which {ontology.class_labels[known[0]]}"
    return "What"

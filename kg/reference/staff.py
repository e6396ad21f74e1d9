"""Staff: nouns of those who work for an organization, which stand for it behind its name."""

from __future__ import annotations

from spacy.tokens import Token

from kg.language.phrases import find_objects
from kg.language.tags import SUBJECTS
from kg.reference.named_sentence import NamedSentence, to_fillers
from kg.reference.referents import Filler


def read_staff(token: Token, here: NamedSentence) -> list[Filler]:
    """Read "Acme engineers", "the Acme team", "engineers at Acme" as the organization they belong to."""
    before = here.mention_at(token.i - 1) or next(
        (m for place in find_objects(token, "at", "from") if (m := here.mention_of(place)) is not None), None
    )
    acting = token.dep_ in SUBJECTS or (token.dep_ == "pobj" and token.head.dep_ == "agent")
    if before is None or not acting or any(c.lower_ in here.lexicon.words["pastState"] for c in token.children):
        return []
    if token.lower_ not in here.lexicon.words["staff"]:
        return []
    return to_fillers([before]) if here.ontology.is_a(before.type, "Organization") else []

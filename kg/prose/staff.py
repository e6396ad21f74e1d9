"""Staff: nouns of those who work for an organization, which stand for it behind its name."""

from __future__ import annotations

from spacy.tokens import Token

from kg.prose.named_sentence import NamedSentence, to_fillers
from kg.prose.referents import Filler


def read_staff(token: Token, here: NamedSentence) -> list[Filler]:
    """Read "Acme engineers", "the Acme team" as the organization they belong to."""
    before = here.mention_at(token.i - 1)
    if before is None or token.lower_ not in here.field.lexicon.words["staff"]:
        return []
    return to_fillers([before]) if here.field.ontology.is_a(before.type, "Organization") else []

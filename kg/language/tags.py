"""Tags: tags and labels of the parser, and words, that mean one thing together."""

from __future__ import annotations

# Verbs that state, with a tense of their own; beside them modals.
TENSED = frozenset(("VBZ", "VBP", "VBD"))
FINITE = TENSED | {"MD"}
# What stands before a noun and makes it narrower.
NARROWING = frozenset(("amod", "compound", "nmod"))
ARTICLES = frozenset(("a", "an", "the"))

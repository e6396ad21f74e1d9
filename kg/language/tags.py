"""Tags: tags and labels of the parser, and words, that mean one thing together."""

from __future__ import annotations

NOUNS = frozenset(("NOUN", "PROPN"))
PLURALS = frozenset(("NNS", "NNPS"))
VERBS = frozenset(("VERB", "AUX"))
# Verbs that state, with a tense of their own; beside them modals.
TENSED = frozenset(("VBZ", "VBP", "VBD"))
FINITE = TENSED | {"MD"}
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
AUXILIARIES = frozenset(("aux", "auxpass"))
# What stands before a noun and makes it narrower.
NARROWING = frozenset(("amod", "compound", "nmod"))
INDEFINITE = frozenset(("a", "an"))
ARTICLES = INDEFINITE | {"the"}

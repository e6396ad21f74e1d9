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
COMPOUNDS = frozenset(("compound", "nmod"))
# What stands before a noun and makes it narrower.
NARROWING = COMPOUNDS | {"amod"}
# What binds a name to the noun behind it.
MODIFYING = NARROWING | {"poss"}
INDEFINITE = frozenset(("a", "an"))
ARTICLES = INDEFINITE | {"the"}

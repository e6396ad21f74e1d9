"""Past states: what was so, and is told to have ended: "used X until 2020", "used X before it moved to Y"."""

from __future__ import annotations

from spacy.tokens import Token

# What, once done, stays done, and verbs by which somebody leaves something for something else.
_DONE = frozenset("create found build write develop invent start begin release publish donate acquire buy join".split())
_LEAVING = frozenset("switch move migrate change turn go replace adopt".split())


def is_over(verb: Token) -> bool:
    """Tell whether a state in the past has ended: "used X until 2020", "used X and now uses Y"."""
    helping = any(c.dep_ == "auxpass" and c.lower_ in {"was", "were"} for c in verb.children)
    if verb.lemma_ in _DONE or not (verb.tag_ == "VBD" or helping):
        return False
    return any(_ends(child, verb) if child.i > verb.i else _limits(child) for child in verb.children)


def _limits(child: Token) -> bool:
    """Tell whether what stands before a verb tells up to when its state was: "until 2020", "before version 2"."""
    told = {token.lower_ for token in child.subtree}
    return child.lower_ in {"until", "till"} or (child.lower_ == "before" and bool(told & {"version", "release"}))


def _ends(child: Token, verb: Token) -> bool:
    """Tell whether what stands behind a verb tells when its state ended."""
    if child.lower_ in {"until", "till"}:
        return True
    opening = next((c.lower_ for c in child.children if c.dep_ == "mark"), "")
    if child.dep_ == "advcl":
        return opening == "until" or (opening == "before" and child.lemma_ in _LEAVING)
    now = child.lemma_ == verb.lemma_ and any(c.lower_ in {"now", "today"} for c in child.children)
    return child.dep_ == "conj" and child.tag_ in {"VBZ", "VBP"} and now


__all__ = ["is_over"]

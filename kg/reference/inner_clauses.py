"""Inner clauses: whom "it" stands for deep in a relative clause, or behind a noun that names only narrow."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.language.tags import SUBJECTS
from kg.naming.mentions import Mention
from kg.reference.named_sentence import NamedSentence


def told_by_relative(token: Token, here: NamedSentence) -> Mention | None:
    """Return what a clause behind "which" tells of, for "it" deeper in it: "X, which rests since nobody minds it"."""
    if token.lower_ != "it":
        return None
    verb, own = token.head, False
    while verb.dep_ != "relcl" and verb.head != verb:
        own = own or (verb.pos_ == "VERB" and any(c.dep_ in SUBJECTS for c in verb.children))
        verb = verb.head
    named = here.mention_of(verb.head) if own and verb.dep_ == "relcl" else None
    led = any(c.dep_ in SUBJECTS and c.lower_ in {"which", "that"} for c in verb.children)
    return named if named is not None and led and not here.ontology.is_a(named.type, "Agent") else None


def is_of_subject(token: Token, earlier: Sequence[Mention], here: NamedSentence) -> bool:
    """Tell whether all works before "it" only narrow a noun that it may stand for: "the paper on X; A wrote it"."""
    works = [m for m in earlier if not here.ontology.is_a(m.type, "Agent")]
    anaphoric = here.lexicon.words["anaphoric"]
    nouns = [t for t in token.doc[: token.i] if t.dep_ in SUBJECTS and t.tag_ == "NN" and here.mention_of(t) is None]
    nouns = [t for t in nouns if t.head != token.head and t.lower_ not in anaphoric and not _acts(t, here)]
    heads = [here.sentence.parse[m.last] for m in works]
    others = {head.head for head in heads if head.dep_ in SUBJECTS}
    return bool(works) and any(t.i < works[0].first <= t.right_edge.i and others <= {t.head} for t in nouns)


def _acts(noun: Token, here: NamedSentence) -> bool:
    return here.ontology.is_a(here.lexicon.class_of.get(noun.lower_, "Thing"), "Agent")


__all__ = ["is_of_subject", "told_by_relative"]

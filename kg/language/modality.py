"""Modality: whether a clause is asserted, negated, hedged or planned."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.language.clauses import Clause
from kg.language.phrases import governing_verb
from kg.statements import Modality

_HEDGES = {"may", "might", "could", "would", "should"}
_HEDGE_ADVERBS = {
    "possibly",
    "perhaps",
    "probably",
    "likely",
    "potentially",
    "reportedly",
    "apparently",
    "presumably",
    "maybe",
}
_PLANS = {
    "plan",
    "intend",
    "hope",
    "expect",
    "want",
    "aim",
    "propose",
    "consider",
    "promise",
    "try",
    "seek",
    "wish",
    "ensure",
    "apply",
    "decide",
    "vote",
}
_SEEMINGS = {"recommend", "suggest", "advise", "appear", "seem", "believe", "think", "suspect", "assume", "wonder"}


# The key words of specifications (RFC 2119): what they say is asked for, and not told.
_KEY_WORDS = {"MUST", "SHALL", "SHOULD", "MAY", "REQUIRED", "RECOMMENDED", "OPTIONAL"}


def find_modality(clause: Clause) -> Modality:
    """Tell how a clause is said: asserted, negated, hedged, planned or required."""
    found = _find_modality(clause)
    if found is Modality.ASSERTED and any(token.text in _KEY_WORDS for token in clause.head.doc):
        return Modality.REQUIRED
    return found


def _find_modality(clause: Clause) -> Modality:
    verb = clause.verb or governing_verb(clause.head)
    if verb is None:
        return Modality.ASSERTED
    if _is_negated(verb) or (clause.verb is None and _is_negated(clause.head)):
        return Modality.NEGATED
    if verb.dep_ == "pcomp" and verb.head.lower_ in {"without", "than"}:
        return Modality.NEGATED
    if any(c.lower_ in {"no", "neither"} and c.dep_ in {"det", "preconj", "neg"} for c in clause.head.children):
        return Modality.NEGATED
    if any(_has_no_case(token) for token in verb.children if token.dep_ in {"nsubj", "nsubjpass"}):
        return Modality.NEGATED
    for step in _chain(verb):
        auxiliaries = {child.lower_ for child in step.children if child.dep_ == "aux"}
        adverbs = {child.lower_ for child in step.children if child.dep_ == "advmod"}
        if (
            auxiliaries & _HEDGES
            or adverbs & _HEDGE_ADVERBS
            or {"if", "whether", "unless"} & {c.lower_ for c in step.children if c.dep_ == "mark"}
            or any(c.lower_ == "once" and c.dep_ in {"mark", "advmod"} and c.i < step.i for c in step.children)
        ):
            return Modality.HEDGED
        if auxiliaries & {"must", "shall"} or {"MUST", "SHALL", "REQUIRED"} & {c.text for c in step.children}:
            return Modality.REQUIRED
        if auxiliaries & {"will", "'ll"}:
            return Modality.PLANNED
        if step is not verb and step.lemma_ in _PLANS:
            return Modality.PLANNED
        if step is not verb and step.lemma_ in _SEEMINGS:
            return Modality.HEDGED
        if step is not verb and _is_negated(step) and step.lemma_ not in {"do"}:
            return Modality.HEDGED
    return Modality.ASSERTED


def is_condition(clause: Clause) -> bool:
    """Tell whether a clause is only a condition ("if X includes Y"), which states nothing."""
    verb = clause.verb or governing_verb(clause.head)
    if verb is None:
        return False
    marks = {c.lower_ for step in _chain(verb) for c in step.children if c.dep_ in {"mark", "advmod"}}
    return bool({"if", "unless", "whether"} & marks)


def is_denied(verb: Token) -> bool:
    """Tell whether a verb is negated."""
    return _is_negated(verb)


def _is_negated(token: Token) -> bool:
    if any(child.dep_ == "neg" or child.lower_ in {"never", "hardly", "rarely"} for child in token.children):
        return True
    return any(c.lower_ == "longer" and any(g.lower_ in {"no", "not"} for g in c.children) for c in token.children)


def _has_no_case(subject: Token) -> bool:
    """Tell whether a subject denies what is said of it: "neither X nor Y", "no tool", "none of them"."""
    denied = {"no", "neither", "none"}
    return subject.lower_ in denied or any(c.lower_ in denied and c.i < subject.i for c in subject.children)


def _chain(verb: Token) -> Iterator[Token]:
    """Yield a verb and the verbs it is a complement or a conjunct of."""
    yield verb
    current = verb
    while current.dep_ in {"xcomp", "ccomp", "conj", "pcomp", "prep"} and current.head != current:
        if current.dep_ == "ccomp" and current.head.i > current.i:
            return  # two sentences parted by a semicolon
        shares = current.dep_ != "conj" or not any(
            c.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass"} for c in current.children
        )
        current = current.head
        if shares and current.pos_ in {"VERB", "AUX"}:
            yield current

"""Announcing nouns: the noun whose members a lead-in such as "such as", "including" or "e.g." announces."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.language.parsing import ParsedSentence
from kg.language.phrases import find_objects
from kg.language.tags import COMPOUNDS, NOUNS, PLURALS, SUBJECTS, TENSED, VERBS
from kg.naming.mentions import Mention
from kg.naming.names import TERM_CLASSES
from ontology import Field
from ontology.roles import Role

_LONGEST_LIKENED = 6  # words
_AMONG = {"amongst them", "among them", "amongst which", "among which"}
_AFTER_VERBS = {"like", "such as", "including", "e.g.", "e.g", *_AMONG}
_HOLDING = {"including", "included"}
_LOOSE = {*_HOLDING, "for example", "for instance", "for example,", "for instance,", "e.g.", "e.g"}
_STATING = {"are", "include", "includes", "included", ":"}
_HEADS = {"many", "others", "some", "those", "several", "most", "ones"}
# Plurals that are said as one: nobody speaks of a "telemetry datum".
MASS_NOUNS = {"data", "media", "criteria", "metadata"}
_EXAMPLES = {"examples", "example", "instances"}


def find_announced_noun(
    sentence: ParsedSentence, mentions: list[Mention], end: int, lead: str, field: Field
) -> Token | None:
    """Return the plural or class noun whose members a lead-in announces; the words before it stop at `end`."""
    earlier = [t for t in sentence.parse if t.idx + len(t.text) <= end]
    if not earlier or (lead == "like" and not _is_preposition(sentence, earlier[-1].i + 1)):
        return None
    if lead in _STATING:
        return _noun_of_statement(sentence, earlier, lead, field)
    token = earlier[-1]
    while token.pos_ == "PUNCT" and token.i > 0:
        token = token.nbor(-1)
    if lead in _AMONG and (told := _subject_with_members(token, lead, field)) is not None:
        return told
    if lead == "(" or "(" in sentence.text[end : end + 3]:
        token = _head_of(token)
        if token.tag_ not in PLURALS and (lead == "(" or not _is_any(token)):
            return None
    if token.lower_ in _HEADS:
        return token
    comma = sentence.text[end : end + 1] == ","
    if comma and (subject := _subject_held(token, mentions, field)) is not None:
        return subject
    if token.pos_ not in NOUNS:
        return _subject_with_members(token, lead, field) if comma else None
    return _noun_meant(token, next((m for m in mentions if m.covers(token)), None), comma, lead, field)


def _noun_of_statement(sentence: ParsedSentence, earlier: list[Token], lead: str, field: Field) -> Token | None:
    """Return the noun whose members a verb or colon behind some words states: "Popular tools are A and B"."""
    marker = sentence.parse[min(earlier[-1].i + 1, len(sentence.parse) - 1)]
    if lead == "are":
        return _subject_of_are(marker)
    if lead == ":":
        return next((t for t in reversed(earlier) if t.tag_ == "NNS" and _is_collective(t, field)), None)
    return _subject_of_include(earlier, marker, field)


def _subject_held(token: Token, mentions: list[Mention], field: Field) -> Token | None:
    """Return the subject on which the parse hangs a lead-in at the end: "Companies use X in Y, including A"."""
    behind = [t for t in token.doc[token.i + 1 : token.i + 3] if t.lower_ in _HOLDING and t.dep_ == "prep"]
    subject = behind[0].head if behind else token
    works = any(field.ontology.plays(m.type, Role.WORK) for m in mentions if m.first > token.i)
    if behind and not works and token.tag_ == "NN" and token.lower_ not in field.lexicon.class_of:
        subject = _who_acts(token, field) or subject  # one thing has no members, the many that use it have
    told = subject.tag_ == "NNS" and subject.dep_ == "nsubj" and subject.lower_ in field.lexicon.class_of
    return subject if told and subject.head.pos_ == "VERB" and subject.i < subject.head.i < token.i else None


def _who_acts(token: Token, field: Field) -> Token | None:
    """Return the organizations that the clause around a word is said of: "Companies use X in their stack"."""
    subject = _subject_around(token)
    told = field.lexicon.class_of.get(subject.lower_, "") if subject is not None else ""
    return subject if field.ontology.is_a(told, "Organization") else None


def _subject_around(token: Token) -> Token | None:
    """Return the subject of the nearest verb above a word that has one of its own."""
    found = (c for verb in (token, *token.ancestors) if verb.pos_ in VERBS for c in verb.children if c.dep_ in SUBJECTS)
    return next(found, None)


def _head_of(token: Token) -> Token:
    """Return the noun of an adjective: "both free (e.g. A) and commercial (e.g. B) tools"."""
    while token.dep_ in {"amod", "nmod", "compound", "conj"} and token.head.pos_ in {"ADJ", "NOUN"}:
        token = token.head
    return token


def _noun_meant(noun: Token, known: Mention | None, comma: bool, lead: str, field: Field) -> Token | None:
    """Return which noun has members: the one right before the lead-in, or after a comma one further up.

    `known`: what the noun names.
    """
    classes = field.lexicon.class_of
    above = [n for n in _nouns_above(noun) if n.tag_ == "NNS"]
    if comma and noun.lower_ in MASS_NOUNS:
        return None  # "fast access to data, e.g. A": of data nothing is one
    if known is not None and known.known is not None and known.type not in TERM_CLASSES:
        # "companies that use X, including A": not the name, what it belongs to has members.
        related = next((n for n in above if n.lower_ in field.lexicon.relational_nouns), None)
        if not comma or related is not None:
            return related
        return next((n for n in above if n.lower_ in classes), None)
    own = noun.lower_ in classes
    if comma and not own and _is_open(noun, above, known is not None, lead, field):
        return None
    if known is None or own:
        return _with_members(noun, comma and lead != "such as", lead in _LOOSE, field)
    plural = noun.tag_ in PLURALS
    if not plural and (lead in _HOLDING or any(c.lower_ == "the" for c in noun.children)):
        return None  # "the span including its ID": what it holds are no examples of it
    return noun if plural or not comma or (lead == "such as" and _is_any(noun)) else None


def _is_open(noun: Token, above: list[Token], known: bool, lead: str, field: Field) -> bool:
    """Tell whether it stays open which of several plurals has the members that stand behind a comma."""
    if lead == "such as":
        return noun.tag_ == "NNS" and any(n.lower_ in field.lexicon.class_of for n in above)
    return known and lead in _LOOSE and bool(above)


def _subject_with_members(token: Token, lead: str, field: Field) -> Token | None:
    """Return the subject whose members stand at the end of its clause: "Some of these tools run alone, like A"."""
    subject = _subject_around(token)
    aspect = subject is not None and subject.lower_ in field.lexicon.words["aspects"]  # "the list of companies"
    if subject is not None and (aspect or subject.lower_ in {"some", "many", "most", "several"}):
        subject = next(iter(find_objects(subject, "of")), None)
    if subject is None or lead not in _AFTER_VERBS or subject.tag_ != "NNS":
        return None
    return subject if subject.lower_ in field.lexicon.class_of else None


def _with_members(noun: Token, comma: bool, loose: bool, field: Field) -> Token | None:
    """Return the noun that can have members: a plural, or after "a" a singular right before the lead-in.

    After a comma a class noun further up is meant: "companies of many sizes, including A". `loose`: the lead-in may
    go with any of several plurals, so that which one is meant stays open.
    """
    if _is_any(noun) and not comma and noun.tag_ == "NN":
        return noun
    if noun.dep_ == "conj" and noun.tag_ == "NN":
        return None  # "papers, as well as past work such as A": what stands before the joint has no members
    chain = [noun, *_nouns_above(noun)]
    plurals = [n for n in chain if n.tag_ in PLURALS]
    if plurals and (plurals[0].lower_ in field.lexicon.class_of or (not comma and plurals[0] == noun)):
        return plurals[0]
    if not comma and plurals:
        return None  # "bindings for objects using introspection such as X"
    if plurals:
        own = noun if plurals == [noun] or (noun in plurals and not loose) else None
        return next((n for n in plurals if n.lower_ in field.lexicon.class_of), own)
    return noun if _is_any(noun) and not comma else None


def _is_any(noun: Token) -> bool:
    """Tell whether a singular noun stands for any of its kind: "a broker such as A"."""
    return any(c.dep_ == "det" and c.lower_ in {"a", "an", "any", "some"} for c in noun.children)


def _is_collective(noun: Token, field: Field) -> bool:
    """Tell whether a plural announces members: a class noun, or one that relates them to something else."""
    return noun.lower_ in field.lexicon.class_of or noun.lower_ in field.lexicon.relational_nouns


def _nouns_above(noun: Token) -> Iterator[Token]:
    """Yield the nouns that a noun belongs to, the nearest first: "companies that use tools of many sizes"."""
    current = noun
    for _ in range(4):
        above = current.head
        while above.pos_ in {"ADP", "VERB", "AUX"} and above.head != above and above.dep_ not in {"ROOT", "ccomp"}:
            above = above.head
        if above.pos_ != "NOUN" or above == current or above.i > current.i:
            return
        yield above
        current = above


def _is_preposition(sentence: ParsedSentence, index: int) -> bool:
    """Tell whether the next word "like" is no verb; a comma or bracket may stand before it."""
    for token in sentence.parse[index : index + 3]:
        if token.lower_ == "like":
            return (token.pos_ in {"ADP", "SCONJ", "INTJ"} or token.tag_ == "IN") and not _likens(token)
    return False


def _likens(like: Token) -> bool:
    """Tell whether "like" begins a clause that likens what is done: "they have no packages like Acme does"."""
    behind = like.doc[like.i + 1 : like.i + _LONGEST_LIKENED]
    return any(t.lower_ in {"do", "does", "did"} and (t.i + 1 == len(t.doc) or t.nbor(1).is_punct) for t in behind)


def _subject_of_are(verb: Token) -> Token | None:
    """Return the plural that "Popular databases are A and B" names the members of."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.tag_ == "NNS"), None)
    named = any(c.dep_ == "attr" and c.pos_ == "PROPN" for c in verb.children)
    if subject is None or not named or any(c.dep_ in {"det", "poss", "relcl"} for c in subject.children):
        return None
    return subject if _is_described(subject) else None


def _subject_of_include(earlier: list[Token], marker: Token, field: Field) -> Token | None:
    """Return the plural that "The supported databases include A and B" names the members of, not what holds parts."""
    verb = next((t for t in reversed([*earlier, marker]) if t.lower_.startswith("includ")), marker)
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    if verb.tag_ not in TENSED or not subjects:
        return None
    subject = subjects[0]
    if subject.lower_ in {"that", "which"} and verb.dep_ == "relcl":
        return verb.head if verb.head.tag_ in PLURALS else None
    if subject.lower_ in _EXAMPLES:
        inner = [g for c in subject.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pobj"]
        compound = [c for c in subject.children if c.dep_ in COMPOUNDS]
        return (inner or compound or [subject])[0]
    announces = _is_described(subject) or _is_collective(subject, field)
    return subject if subject.tag_ in PLURALS and announces else None


def _is_described(noun: Token) -> bool:
    """Tell whether an adjective stands before a noun: "popular databases"."""
    return any(t.dep_ == "amod" for c in noun.lefts for t in c.subtree)

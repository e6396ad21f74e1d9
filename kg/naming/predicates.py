"""Predicates: what a sentence says that the term at its beginning is, in the sentence's own words."""

from __future__ import annotations

import re

from spacy.tokens import Token

from kg.documents import Span
from kg.language.parsing import ParsedSentence
from kg.language.tags import ARTICLES, FINITE, INDEFINITE, NARROWING, NOUNS, PLURALS, SUBJECTS, VERBS
from ontology import Field

MAX_DEFINITION = 400
_OPENING = frozenset(("NOUN", "PROPN", "ADJ"))
# "X is a term of Y", "X is a trademark of Y" say nothing of X.
_WORDS_OF_WORDS = frozenset(("term", "word", "name", "acronym", "abbreviation", "trademark", "copyright"))
# Words that no phrase ends with: what breaks off there goes on elsewhere.
OPEN_END = re.compile(
    r"\b(?:a|an|the|of|to|for|with|in|on|by|and|or|that|which|as|like|including|\w+['’]s)$", re.IGNORECASE
)
# What cannot stand by itself: it points to other words of the text.
_REFERRING = re.compile(r"\b(?:following|(?:above|below)$|this (?:package|page|document|section|guide))\b")
# A colon that ends a phrase, and not one inside brackets.
_COLON = re.compile(r":\s(?![^()]*\))")


def read_predicate(sentence: ParsedSentence, position: int, titled: bool, field: Field) -> str | None:
    """Return what the words from a position on say the subject is, or None where they do not define it."""
    words = [token for token in sentence.parse if token.idx >= position]
    if words and words[0].lower_ == "also":
        return None  # what a thing also does is not what it is
    words = _without_adverbs(words)
    if len(words) < 3:
        return None
    verb, following = words[0], words[1]
    lists = field.lexicon.words
    if verb.lower_ in {"is", "are", "was", "were"}:
        rest = _without_adverbs(words[1:])
        if (
            any(t.dep_ == "neg" for t in verb.children)
            or not rest
            or following.lower_ in {"not", "n't", "also", "only", "initially", "originally", "formerly", "once"}
        ):
            return None
        if titled and rest[0].tag_ == "VBN" and rest[0].lemma_ in lists["purposing"]:
            return _to_whole(sentence)
        if titled and rest[0].tag_ == "JJ" and len(rest) > 1 and rest[1].lower_ == "of":
            return _to_whole(sentence)
        return _read_copula(sentence, verb, rest)
    if verb.lemma_ in lists["defining"]:
        rest = words[2:] if following.lower_ in {"to", "as", "for"} else words[1:]
        return _to_phrase(sentence, rest, verb)
    if titled and verb.lemma_ not in lists["telling"] and (verb.tag_ in {"VBZ", "VBP"} or _is_misread(verb, sentence)):
        return _to_whole(sentence)
    return None


def _is_misread(verb: Token, sentence: ParsedSentence) -> bool:
    """Tell whether the parser took the verb after the term for a noun: "Serverless computing abstracts servers"."""
    if not verb.text.islower() or verb.pos_ not in {"NOUN", "ADJ"} or verb.i + 1 >= len(sentence.parse):
        return False
    return verb.nbor(1).tag_ in {"DT", "PRP$", "PRP"}


def _without_adverbs(words: list[Token]) -> list[Token]:
    while words and (words[0].is_punct or (words[0].pos_ == "ADV" and words[0].tag_ != "WRB")):
        words = words[1:]
    return words


def _read_copula(sentence: ParsedSentence, verb: Token, rest: list[Token]) -> str | None:
    """Return the predicate noun phrase after a copula, or None where it is none or says no kind."""
    if rest[0].lower_ in {"this", "that", "these", "those", "there", "one", "some", "such"} or rest[0].tag_ == "MD":
        return None
    noun = next((t for t in rest if t.pos_ in NOUNS), None)
    if noun is None:
        return None
    before = rest[: rest.index(noun)]
    if noun.lemma_.lower() in _WORDS_OF_WORDS or any(t.tag_ in {"JJR", "JJS", "RBR", "RBS"} for t in before):
        return None
    if not all(
        t.pos_ in {"DET", "ADJ", "NUM", "ADV", "PUNCT", "CCONJ", "PRON"} or t.tag_ in {"VBG", "VBN"} for t in before
    ):
        return None
    if rest[0].tag_ in {"VBG", "VBN"} and rest[0].dep_ not in NARROWING:
        return None  # "is using X"
    return _to_phrase(sentence, rest, verb)


def _to_whole(sentence: ParsedSentence) -> str | None:
    whole = sentence.text.strip()
    return whole if len(whole) <= MAX_DEFINITION and whole.endswith(".") else None


def _to_phrase(sentence: ParsedSentence, rest: list[Token], verb: Token | None = None) -> str | None:
    """Return the words of a phrase without its article, to the end of its clause."""
    if rest and rest[0].lower_ in ARTICLES:
        rest = rest[1:]
    if len(rest) < 2 or sentence.text.rstrip().endswith(("?", ":")):
        return None
    end = len(sentence.text)
    for other in verb.children if verb is not None else ():
        if other.dep_ == "conj" and other.pos_ in {*VERBS, "AUX"} and other.i > rest[0].i:
            joint = next((t for t in other.head.children if t.dep_ == "cc" and rest[0].i < t.i < other.i), None)
            bare = joint is not None and all(t.pos_ in {"AUX", "ADV"} for t in other.doc[joint.i + 1 : other.i])
            own = joint is not None and joint.nbor(-1).text == "," and any(c.dep_ in SUBJECTS for c in other.children)
            if joint is not None and (bare or own):
                end = min(end, joint.idx)
    words = _COLON.split(sentence.text[rest[0].idx : end])[0].strip().rstrip(" .,:;")
    if words.lower() in {"open source", "open-source"}:
        return None
    if len(words.split()) < 2 or len(words) > MAX_DEFINITION or _REFERRING.search(words) or OPEN_END.search(words):
        return None
    return words


def read_fragment(sentence: ParsedSentence, bare: bool = False) -> tuple[str, Span, tuple[str, ...]] | None:
    """Read a first sentence that is nothing but a noun phrase: "A set of practices that ..."; `bare`: no article."""
    tokens = list(sentence.parse)
    opens = tokens[0].lower_ in ARTICLES or (bare and tokens[0].text[:1].isupper() and tokens[0].pos_ in _OPENING)
    if len(tokens) < 5 or not opens or not sentence.text.rstrip().endswith("."):
        return None
    head = 1
    while head < len(tokens) and (
        tokens[head].pos_ in {"NOUN", "PROPN", "ADJ", "ADV", "CCONJ"} or tokens[head].text in ",-"
    ):
        head += 1
    last = head - 1
    while last > 1 and tokens[last].is_punct:
        last -= 1
    noun, after = tokens[last], tokens[min(head, len(tokens) - 1)]
    if noun.pos_ not in NOUNS or head > 7 or noun.lemma_.lower() in _WORDS_OF_WORDS:
        return None
    if noun.tag_ in PLURALS and last and (tokens[0].lower_ in INDEFINITE or tokens[0].lower_ not in ARTICLES):
        return None  # "an application talks to X": the parser took the verb for a noun
    narrow = {"of", "for", "that", "which"} if tokens[0].lower_ == "the" else None
    if after.tag_ not in {"IN", "WDT", "WRB", "VBN", "VBG", "."} or (
        narrow and (after.lower_ not in narrow or head > 4)
    ):
        return None
    relative = next((t.i for t in tokens if t.tag_ in {"WDT", "WRB", "WP"}), len(tokens))
    if any(t.tag_ in FINITE for t in tokens[:relative]) and after.lower_ != "that":
        return None
    if not any(t.dep_ == "ROOT" and t.pos_ in NOUNS for t in tokens):
        return None
    definition = _to_phrase(sentence, tokens)
    return (definition, Span(sentence.span.start, sentence.span.start), ()) if definition else None

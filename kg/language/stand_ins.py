"""Stand-ins: a parser trained on news reads "CoreDNS" as an adjective; it reads a well-known name as a name.

Before a sentence is parsed, each word that is plainly a name gives its place to one name the parser knows;
the parse is then put on the words as they were written. "Open source" before a noun is read as two adjectives.
A sentence in which the parser has found no verb is parsed again with a well-known verb in the place of the word
that must be it ("Acme stores events").
"""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.tokens import Doc, Token

from kg.language.docs import rewrite, with_parse
from kg.language.tags import AUXILIARIES, FINITE, INDEFINITE, PLURALS
from kg.language.words import JOINTS, is_adjective, is_countable_noun, is_word

STAND_IN = "Google"
_INNER_CAPITAL = re.compile(r"[a-z0-9][A-Z]|[A-Z]{2,}[a-z]")
_VERSION = re.compile(r"\d+(?:\.\d+)+")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*")
# First halves of verbs that are nouns by themselves: "battle tested".
_HALF_VERBS = frozenset({"battle", "field", "stress", "production", "combat", "load"})
_COPULAS = frozenset({"is", "are", "was", "were"})
_LEADING_ON = frozenset({"to", "on", "with", "from"})
_MISREAD = frozenset({"NNS", "NN", "NNP", "NNPS", "JJ", "UH", "FW", "VBN", "VB"})


def put_stand_ins(words: Doc, is_name: Callable[[str], bool], is_word: Callable[[str], bool]) -> Doc:
    """Return the words with a stand-in for each name; `is_name` knows names, `is_word` ordinary words."""
    plain = [_straighten(token.text) for token in words]
    texts = [STAND_IN if _is_plain_name(text, is_name, is_word) else text for text in plain]
    for place in range(2, len(texts)):  # "Java and Go": read as a name, where what it is listed with is one
        listed = texts[place - 1] in JOINTS and texts[place - 2][:1].isupper()
        if listed and texts[place].istitle() and is_name(texts[place]):
            texts[place] = STAND_IN
    for place in range(1, len(texts) - 1):  # "you need Go 1.22": a version stands behind a name
        if texts[place].istitle() and _VERSION.fullmatch(texts[place + 1]) and is_name(texts[place]):
            texts[place] = STAND_IN
    for place in range(len(texts) - 1):
        first, second = (text.lower() for text in texts[place : place + 2])
        if second == "-" and words[place + 1].whitespace_ and not words[place].whitespace_:
            texts[place + 1] = ";"  # "one of them- others ...": another clause begins
        after = texts[place + 2] if place + 2 < len(texts) else ""
        if (first, second) == ("open", "source") and _is_described(texts[place], after):
            texts[place : place + 2] = ["free", "public"]
        elif (first, second) == ("open", "sourced"):
            texts[place : place + 2] = ["publicly", "released"]
        elif _is_twofold(texts, place):
            texts[place] = texts[place + 2] = "storage"  # "a monitoring and alerting toolkit": nobody alerts a toolkit
        elif first in _COPULAS and second.endswith("ed") and _is_named_kind(texts[place + 2 : place + 5]):
            texts[place + 1] = "big"  # "are graduated Acme projects": no passive
        elif _is_state(texts, place):
            texts[place] = "big"
        elif first in _HALF_VERBS and second in {"tested", "hardened", "proven"}:
            texts[place] = "thoroughly"
    return rewrite(words, texts)


def _is_described(opening: str, noun: str) -> bool:
    """Tell whether "open source" stands before what it describes; with capitals it begins a name."""
    return noun == "(" or (noun.isalpha() and (noun.islower() or opening.islower()))


def _straighten(text: str) -> str:
    """Return a word with the apostrophe of a typewriter: of "isn’t" the parser would not see that it denies."""
    return text.replace("’", "'")


def put_verb(
    parse: Doc, verb_of: Callable[[str], str | None], only_verb: Callable[[str], bool] = lambda form: False
) -> Doc | None:
    """Return the words to parse again where a parse has not seen a verb, else None.

    That is a form that only a verb has ("integrates"), and, in a sentence without any verb, a form behind a name
    that a verb can have. `verb_of`: the dictionary form of a finite verb form, or None.
    """
    opening = _verb_in_front(parse, verb_of, only_verb)
    if opening is not None:
        texts = [opening, *(token.text for token in parse[1:])]
        return rewrite(parse, texts)
    if parse[-1].text != ".":
        return None
    verbless = not any(token.tag_ in FINITE and not _is_relative(token) for token in parse)
    texts = [token.text for token in parse]
    for token in parse[1:-2]:
        if not token.text.islower() or verb_of(token.text) is None:
            continue
        between = token.tag_ == "NNS" and token.nbor(1).text == STAND_IN  # "Acme bundles Dyno and speaks ..."
        after_name = (verbless or between) and texts[token.i - 1] == STAND_IN and token.tag_ in _MISREAD
        after_name = after_name and token.nbor(1).text not in {".", ",", "and", "or"}
        plural = token.tag_ in PLURALS and token.text.endswith("s") and only_verb(token.text)
        joined = token.tag_ == "NNS" and token.dep_ == "conj" and token.head.tag_ == "NNP"
        joined = (
            joined and token.nbor(-1).text == "and" and token.nbor(1).text in _LEADING_ON
        )  # "reads X and exports to Y"
        auxiliary = token.dep_ == "aux" and token.tag_ == "VBZ" and token.text not in {"is", "has", "does", "'s"}
        if after_name or plural or joined or auxiliary:
            texts[token.i] = _known_verb(token.text, token.nbor(1).pos_ == "ADP")
    if texts == [token.text for token in parse]:
        return None
    return rewrite(parse, texts)


def _is_twofold(texts: list[str], place: int) -> bool:
    """Tell whether two gerunds at a place are what a noun behind an article is for: "a logging and tracing tool"."""
    one, joint, other, noun = [*texts[place : place + 4], "", "", "", ""][:4]
    gerunds = all(word.islower() and word.endswith("ing") and len(word) > 5 for word in (one, other))
    named = noun.isalpha() and noun.islower() and (is_countable_noun(noun) or not is_word(noun))
    behind_article = any(word.lower() in INDEFINITE for word in texts[max(0, place - 5) : place])
    return gerunds and named and joint in {"and", "or", "&"} and behind_article


def _is_state(texts: list[str], place: int) -> bool:
    """Tell whether a gerund only tells the state of the noun behind it: "to Incubating status".

    A capital shows it inside a sentence, and so do an article and an adjective before it where a name stands
    between it and its noun: "an official incubating Acme project".
    """
    word, behind = texts[place], [*texts[place + 1 : place + 3], "", ""]
    if not word.lower().endswith("ing") or place < 2:
        return False
    if word.istitle():
        return texts[place - 1].islower() and behind[0].islower() and is_countable_noun(behind[0])
    article = texts[place - 2].lower() in INDEFINITE and is_adjective(texts[place - 1])
    return word.islower() and article and behind[0][:1].isupper() and is_countable_noun(behind[1])


def _is_named_kind(behind: list[str]) -> bool:
    """Tell whether words begin with a name and a plural in small letters: "Acme projects"."""
    named = len(behind) > 1 and behind[0][:1].isupper() and behind[0].isalpha()
    return named and behind[1].islower() and behind[1].endswith("s") and len(behind[1]) > 3


def _is_relative(verb: Token) -> bool:
    """Tell whether a verb stands in a relative clause, or helps one that does."""
    return "relcl" in {verb.dep_, verb.head.dep_ if verb.dep_ in AUXILIARIES else ""}


def _verb_in_front(parse: Doc, verb_of: Callable[[str], str | None], only_verb: Callable[[str], bool]) -> str | None:
    """Return the verb to put first where an item without a subject begins with one: "Supports X", "Runs on Y"."""
    first = parse[0]
    if len(parse) < 3 and not (len(parse) == 2 and parse[1].text == STAND_IN):
        return None
    form = first.text.lower()
    if first.tag_ in FINITE or not first.text.istitle() or not form.endswith("s") or verb_of(form) is None:
        return None
    behind = first.nbor(1)
    if not (only_verb(form) or behind.pos_ == "ADP" or behind.text == STAND_IN) or any(t.tag_ in FINITE for t in parse):
        return None
    return "Depends" if behind.pos_ == "ADP" else "Requires"


def _known_verb(form: str, before_preposition: bool) -> str:
    """Return a verb of the same tense that the parser never takes for a noun."""
    if form.endswith("s"):
        return "depends" if before_preposition else "uses"
    return "went" if before_preposition else "replaced"


def take_stand_ins(words: Doc, parse: Doc, verb_of: Callable[[str], str | None] = lambda form: None) -> Doc:
    """Return the words as written with the parse of their stand-ins."""
    changed = [_straighten(token.text) != parsed.text for token, parsed in zip(words, parse, strict=True)]
    lemmas = [
        (verb_of(w.text) if p.pos_ == "VERB" else None) or w.text if c else p.lemma_
        for w, p, c in zip(words, parse, changed, strict=True)
    ]
    heads = [token.head.i for token in parse]
    return with_parse(words, parse, heads, [bool(token.is_sent_start) for token in parse], lemmas=lemmas)


def _is_plain_name(text: str, is_name: Callable[[str], bool], is_word: Callable[[str], bool]) -> bool:
    if not _WORD.fullmatch(text) or len(text) < 3:
        return False
    if is_name(text):
        return True
    if _INNER_CAPITAL.search(text):
        return not text[:-1].isupper() and not is_word(text)  # "VMs" is a plural, no name
    return text[0].isupper() and text[1:].islower() and len(text) > 3 and not is_word(text) and not text.endswith("s")

"""Name runs: words of a sentence that look like a name, known or not: capitals, digits, initials."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from kg.language.capitals import is_abstract
from kg.language.dates import CALENDAR
from kg.language.given_names import is_given_name, is_title
from kg.language.parsing import ParsedSentence
from kg.language.words import KEY_WORDS, find_verb, is_adjective, is_word
from kg.naming.names import Names

_VERSION = re.compile(r"[vV]?\d+(\.[\dx]+)*|V\d+")
FOOTNOTE_MARKS = "†‡"
_NAME_WORD = re.compile(rf"\.?[A-Za-z0-9][\w.+#'’-]*[{FOOTNOTE_MARKS}]?")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{0,4}")
ORDINARY_TAGS = {
    "DT", "PRP", "PRP$", "WDT", "WP", "WRB", "IN", "CC", "MD", "TO", "EX", "RB", "UH", "WP$", "PDT"
}  # fmt: skip
_DECADE = re.compile(r"(?:[a-z]+-)?\d{2,4}s")
_UNIT = re.compile(r"[kKMGTPEmnµ]?i?[bBsHh][z]?|[kKMGT]i?[bB]ps|%")
_INITIAL = re.compile(r"[A-Z]\.")
# "Acme-compliant" is an adjective, and no name.
_ADJECTIVAL_WORDS = """
using compliant compatible based native hosted owned supported backed specific style like ready aware only
related free friendly agnostic driven oriented managed enabled wide level certified side first
focused party time built powered sourced source
"""
_ADJECTIVAL = frozenset(_ADJECTIVAL_WORDS.split())
_TOLD_WORDS = """
use see load run set enable disable install add create configure deploy try check choose call build make get write read
connect manage start stop open launch import export send switch upgrade migrate integrate test visit join follow ensure
"""
_TOLD = frozenset(_TOLD_WORDS.split())
_INSTITUTIONS = frozenset(
    "University College Institute Academy School Ministry Department Bank Bureau City Museum Library Church".split()
)
_LEAST_FULL = 2  # words of a full name
_CLOSING = frozenset("inc ltd llc corp gmbh plc".split())  # they end the name of a company, and open none
_PARTICLES = frozenset("de del della di da du des van von der den dos".split())
_QUOTES = frozenset("\"“”'‘’")
_KIN = frozenset("son sons daughters brothers sisters co. company partners".split())  # "Olsen Rail & Sons" is one name
# Nouns of kinds whose members have names of their own, ordinary words among them.
_KINDS = frozenset("algorithm protocol format standard specification".split())
_NUMBERED = {"figure", "fig", "table", "chapter", "section", "step", "appendix", "listing", "page", "version"}
# What stands in capitals and is no name.
# What tells when something is so, and begins no name: "Current Acme members".
_OF_TIME = frozenset("current former recent previous future".split())
CAPITAL_WORDS = KEY_WORDS.union("CAUTION WARNING IMPORTANT TIP HINT NOT AND OR IF NOTE TODO TBD N/A".split())


def find_name_run(
    sentence: ParsedSentence, tokens: list[Token], start: int, names: Names, eager: bool = False
) -> tuple[int, int] | None:
    """Return the run of name-like words that begins at a token, as (its first token, one past its last), or None.

    `eager`: take ordinary words with a capital for names too.
    """
    pair = _acronym_pair(tokens, start, names)
    if not pair and not _is_name_word(tokens[start]):
        return None
    end = pair or start + 1
    while (
        not pair
        and end < len(tokens)
        and (
            _is_name_word(tokens[end])
            or (_VERSION.fullmatch(tokens[end].text) and tokens[end - 1].text.lstrip(".")[:1].isupper())
        )
    ):
        end += 1
        if _VERSION.fullmatch(tokens[end - 1].text) and not _goes_on(tokens, end, names):
            break
    end = _past_ampersand(tokens, start, end, names) or end
    end = _past_place(tokens, end) or _past_particle(tokens, end) or _past_nickname(tokens, end) or end
    while (
        end > start
        and tokens[end - 1].text.endswith((".", "'", "’"))
        and not _INITIAL.fullmatch(tokens[end - 1].text)
        and not (tokens[end - 1].text == "Co." and tokens[end - 2].text == "&")
    ):
        end -= 1
    start = _without_opening_word(sentence, tokens, start, end, names)
    end = _before_linked_name(sentence, tokens, start, end, names, eager)
    run = tokens[start:end]
    if (
        not run
        or run[0].lower_ in _NUMBERED
        or run[0].lower_.rstrip(".") in _CLOSING
        or (len(run) > 1 and _VERSION.fullmatch(run[0].text))
        or (start > 0 and tokens[start - 1].text.endswith("="))
        or (len(run) > 1 and _UNIT.fullmatch(run[0].text))
        or not (pair or _is_name_run(run, names, eager))
    ):
        return None
    return start, end


def _goes_on(tokens: list[Token], end: int, names: Names) -> bool:
    """Tell whether a number stands inside a name: "Route 53 Global Resolver"."""
    if not tokens[end - 1].text.isdigit() or end + 1 >= len(tokens):
        return False
    rest = tokens[end : end + 2]
    return all(t.tag_ == "NNP" and t.text.istitle() and t.text not in names for t in rest)


def _past_ampersand(tokens: list[Token], start: int, end: int, names: Names) -> int:
    """Return the end of one name of two words with "&" between ("Olsen & Reyes"), else 0; known names are two."""
    if end + 1 >= len(tokens) or tokens[end].text != "&":
        return 0
    if tokens[end + 1].lower_ in _KIN and tokens[end + 1].text.istitle():
        return end + 2
    if end - start != 1:
        return 0
    one, other = tokens[start], tokens[end + 1]
    after = tokens[end + 2] if end + 2 < len(tokens) else other
    if not (one.text.istitle() and other.text.istitle()) or (after.text.istitle() and after != other):
        return 0
    return 0 if one.text in names and other.text in names else end + 2


def _past_nickname(tokens: list[Token], end: int) -> int:
    """Return the end of a person's name with a nickname inside ('Ann "Zor" Lee'), else 0."""
    if end + 3 >= len(tokens):
        return 0
    opening, nickname, closing, last = tokens[end : end + 4]
    if opening.text not in _QUOTES or closing.text not in _QUOTES or opening.whitespace_:
        return 0
    named = nickname.text.istitle() and last.text.istitle() and last.text.isalpha() and not nickname.whitespace_
    return end + 4 if named and is_given_name(tokens[end - 1].text) else 0


def _past_particle(tokens: list[Token], end: int) -> int:
    """Return the end of a name that goes on behind a particle ("Radio Nacional de Vargle", "Lee van Dyno"), else 0."""
    last = end
    while last + 1 < len(tokens) and tokens[last].text in _PARTICLES and tokens[last + 1].text.istitle():
        last += 2
        while last < len(tokens) and tokens[last].text.istitle() and _is_name_word(tokens[last]):
            last += 1
    return last if last > end else 0


def _past_place(tokens: list[Token], end: int) -> int:
    """Return the end of the name of an institution with its place ("University of Porto"), else 0."""
    if tokens[end - 1].text not in _INSTITUTIONS or end + 1 >= len(tokens) or tokens[end].text != "of":
        return 0
    last = end + 1
    while last < len(tokens) and tokens[last].text.istitle() and _is_name_word(tokens[last]):
        last += 1
    return last if last > end + 1 else 0


def _acronym_pair(tokens: list[Token], start: int, names: Names) -> int:
    """Return the end of two initials joined by a slash that are one name ("TCP/IP"), else 0."""
    if start + 2 >= len(tokens) or tokens[start + 1].text != "/":
        return 0
    one, other = tokens[start].text, tokens[start + 2].text
    if not (_ACRONYM.fullmatch(one) and _ACRONYM.fullmatch(other)) or len(one) > 4 or len(other) > 4:
        return 0
    known = [names.find(one), names.find(other)]
    if all(known) and len(one) > 2:
        return 0
    return start + 4 if start + 3 < len(tokens) and tokens[start + 3].text.isdigit() else start + 3  # "ISO/IEC 10918"


def _without_opening_word(sentence: ParsedSentence, tokens: list[Token], start: int, end: int, names: Names) -> int:
    """Leave out a first word that is no part of the name: "Today Acme ...", "Project Acme", "Professor Ann Lee"."""
    first = tokens[start]
    if is_title(first.text) and end - start > _LEAST_FULL:
        return start + 1
    if end - start < 2 or not is_word(first.text):
        return start
    rest = sentence.words_at(sentence.span_of(tokens[start + 1], tokens[end - 1]))
    loose = first.dep_ in {"npadvmod", "advmod", "nmod", "ROOT", "dep", "advcl"} or first.tag_ in {
        "RB",
        "VBG",
        "VBN",
        "VB",
    }
    opens = start == 0 or tokens[start - 1].text in {":", "–", "•", ".", "“", '"'}
    told = {first.lower_, find_verb(first.lower_) if first.lower_.endswith("s") else None}  # "Load", "Loads"
    imperative = opens and bool(told & _TOLD) and not is_word(tokens[start + 1].text.lower())
    if imperative or (opens and first.lower_ in _OF_TIME):
        return start + 1
    if (
        opens
        and (rest in names or loose or first.tag_ in {"NN", "JJ"})
        and not (first.tag_ == "JJ" and rest not in names)
    ) or (opens and end - start == 2 and re.search(r"[a-z][A-Z]", tokens[start + 1].text)):  # "Use AcmeRouter"
        return start + 1
    return start


def _before_linked_name(
    sentence: ParsedSentence, tokens: list[Token], start: int, end: int, names: Names, eager: bool
) -> int:
    """Return the end of a maker's name where the rest of the run is linked: "Acme <Dyno>", "Acmes <Dyno>"."""
    for place in range(start + 1, end):
        rest = sentence.span_of(tokens[place], tokens[end - 1])
        if not sentence.is_linked(rest):
            continue
        text = sentence.words_at(sentence.span_of(tokens[start], tokens[place - 1]))
        maker = names.find(text)
        if maker is None:  # "Acmes": whether there is an Acme is to be decided later
            return place if eager and place == start + 1 and text.endswith("s") and not is_word(text) else end
        owning = text.endswith("s") and not maker.surface.endswith("s")
        return place if owning or names.ontology.is_a(maker.entity.type, "Organization") else end
    return end


def _is_name_word(token: Token) -> bool:
    """Tell whether a token could be a word of a name: a capital or a digit among its letters."""
    text = token.text
    if not _NAME_WORD.fullmatch(text) or token.tag_ in {"POS", "PRP", "PRP$", "DT", "WDT"}:
        return False
    if text.lower() in CALENDAR or text in CAPITAL_WORDS or token.pos_ == "PRON" or _DECADE.fullmatch(text):
        return False
    if (token.is_stop or text[1:].lower() in {"it", "the"}) and not text.isupper() and not _ends_name(token):
        return False
    if "-" in text and _is_adjectival(text.rpartition("-")[2]):
        return False
    if text[0].isupper():
        return not (token.tag_ in ORDINARY_TAGS and token.i == 0)
    return (any(c.isupper() for c in text[1:]) and "-" not in text) or (
        any(c.isdigit() for c in text) and any(c.isalpha() for c in text) and not text[0].isdigit()
    )


def is_listable(token: Token) -> bool:
    """Tell whether an ordinary word with a capital could be a name by itself: nothing narrows it, and it is no date."""
    word = token.text
    if token.is_stop or word.lower() in CALENDAR or word in CAPITAL_WORDS or not word.isalpha() or len(word) < 3:
        return False
    if is_abstract(word):
        return False
    return word[0].isupper() and all(c.dep_ in {"conj", "cc", "punct", "appos", "preconj"} for c in token.children)


def _ends_name(token: Token) -> bool:
    """Tell whether a short word with a capital is the noun that a name stands before: "Acme Go", "Acme One"."""
    before = token.nbor(-1) if token.i > 0 else None
    if token.tag_ == "CD" and token.text.istitle() and before is not None and before.text.istitle():
        return token.head == before and not before.is_stop
    return token.text.istitle() and token.tag_ == "NNP" and before is not None and before.head == token


def _is_adjectival(ending: str) -> bool:
    """Tell whether a word ending so behind a hyphen describes: "Acme-compliant", "Acme-licensed"."""
    return ending in _ADJECTIVAL or (ending.islower() and ending.endswith("ed") and find_verb(ending) is not None)


def opens_sentence(tokens: Sequence[Token] | Doc, start: int) -> bool:
    """Tell whether a word is the first of its sentence, signs and pictures before it aside."""
    return not any(c.isalnum() for token in tokens[:start] for c in token.text)


def _tells_which(word: Token) -> bool:
    """Tell whether a word with a capital tells which one of a kind is meant: "the Raft protocol"."""
    doc, behind = word.doc, word.i + 1
    if word.i == 0 or word.nbor(-1).lower_ != "the" or not word.text.istitle() or is_adjective(word.lower_):
        return False
    while behind < len(doc) - 1 and doc[behind].dep_ == "compound" and doc[behind].text.islower():
        behind += 1
    return behind < len(doc) and doc[behind].text in _KINDS and word.dep_ in {"compound", "nmod"}


def _is_name_run(run: list[Token], names: Names, eager: bool) -> bool:
    """Decide whether a run is a name and not merely an ordinary word with a capital."""
    first = run[0]
    opens = opens_sentence(run[0].doc, first.i) or first.nbor(-1).text in {"“", '"', "‘", ":", "–", "(", "•"}
    if len(run) > 1:
        return not opens or first.pos_ == "PROPN" or all(token.text[:1].isupper() for token in run)
    if first.text in names:
        return True
    if _UNIT.fullmatch(first.text) and any(c.dep_ in {"nummod", "amod", "det", "quantmod"} for c in first.children):
        return False
    if first.text.isupper() and len(first.text) > 3 and set(first.text) & set("AEIOU") and is_word(first.text):
        return False  # "HELP", "TYPE": key words of a format
    if _VERSION.fullmatch(first.text):
        return False
    if any(c.isupper() for c in first.text[1:]) or any(c.isdigit() for c in first.text):
        return True
    if is_word(first.text):
        return (eager or _tells_which(first)) and first.tag_ in {"NNP", "NNPS"}
    return not opens or first.tag_ in {"NNP", "NNPS", "NN"}

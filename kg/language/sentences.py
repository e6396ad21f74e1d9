"""Sentences: where they begin and end inside one block of text."""

from __future__ import annotations

import re

from kg.documents import Span
from kg.language.datelines import find_dateline

# A run of full stops and the like with the quotes and brackets that close after it. Possessive, and begun
# only at the start of a run, so that a hostile text of nothing but dots is read in linear time.
_STOP = re.compile(r"""\n|(?<![.!?…])([.!?…]++)(["'”’»)\]*_]*+)(?=\s|$|["“‘(]?[A-Z])""")
_LOOK_BACK = 32
_LOOK_AHEAD = 40

# Never end a sentence.
_ABBREVIATIONS_WORDS = """
e.g i.e eg ie vs v cf viz dr mr mrs ms prof st mt rev hon gen col sgt capt lt gov sen rep pres fig
figs eq eqs ch chap vol pp ed eds approx resp incl excl al tel ext
"""
_ABBREVIATIONS = frozenset(_ABBREVIATIONS_WORDS.split())
# End one only where the next word clearly begins another.
_SOMETIMES_WORDS = """
etc inc ltd co corp llc plc bros jr sr ph.d m.d b.a m.a u.s u.k u.n e.u d.c a.m p.m am pm esq gmbh
s.a min max sec hr hrs dept est no ver
"""
_SOMETIMES = frozenset(_SOMETIMES_WORDS.split())
# Do not end one before a number.
_BEFORE_NUMBER_WORDS = """
no nos p pg art para jan feb mar apr jun jul aug sept sep oct nov dec ver v rev fig figs ch sec vol
"""
_BEFORE_NUMBER = frozenset(_BEFORE_NUMBER_WORDS.split())
# Words that begin sentences and stand inside names only by rare chance.
_STARTERS_WORDS = """
a an the this that these those there here it its it's i i'm i've we we're we've you you're your they
their he she his her our my one some many most all each both few several such other others another
any no not if when while where what why who how which whether as at by for from in into on of with
without within to toward but and or so yet because since although though however therefore thus
hence then than also additionally moreover furthermore meanwhile instead currently today recently
finally first second third next last later once after before during until unless under over through
among between despite like unlike even just only please see use using do does did is are was were
can could may might must should will would let let's now
"""
_STARTERS = frozenset(_STARTERS_WORDS.split())
# Behind the end of a company's name a name with a finite verb begins a sentence: "made by Acme Corp. Dyno is a tool."
_COMPANY_ENDS = frozenset("inc ltd co corp llc plc gmbh".split())
_NAME_AND_VERB = re.compile(
    r"(?:[A-Z][\w-]*|[a-z]+[A-Z-]\w*)(?: [A-Z][\w.-]*)? "
    r"(?:is|was|are|were|has|have|had|can|will|may|does|did|runs?|uses?|provides?|supports?|offers?|makes?|helps?|adds?|comes?|integrates?|works?|replaces?|replaced|depends?|requires?)\b"
)
_WORD_IN_SMALL = re.compile(r"\b[a-z]{2,}\b")
_OPENERS = "\"'“‘«([*_"
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_PLAIN_CAPITAL = re.compile(r"[A-Z][a-z]+(?:['’][a-z]+)?(?=\s+[a-z]|,\s)")
_LOWER_TOKEN = re.compile(r"[\"'“‘(\[]*[a-z]{3,}$")


def last_sentence(text: str) -> str:
    """Return the words behind the last end of a sentence that space follows.

    >>> last_sentence("It is fast. It has three parts:")
    'It has three parts:'
    """
    return re.split(r"(?<=[.!?])\s+", text.strip())[-1]


def find_sentences(text: str, span: Span) -> list[Span]:
    """Return the sentences of the block of `text` under `span`, in order, trimmed of white space.

    Together they hold every character of the block that is not white space. A newline ends a sentence, and so does
    a dateline.

    >>> [s.of("Use it, e.g. here. Done!") for s in find_sentences("Use it, e.g. here. Done!", Span(0, 24))]
    ['Use it, e.g. here.', 'Done!']
    """
    sentences: list[Span] = []
    start = _skip_space(text, span.start, span.end)
    dateline = find_dateline(text, start)
    if dateline is not None and dateline[0].end < span.end:
        _append(sentences, text, start, dateline[0].end)
        start = _skip_space(text, dateline[0].end, span.end)
    for stop in _STOP.finditer(text, start, span.end):
        if stop.start() >= start and _ends_sentence(text, stop, start, span.end):
            end = stop.start() if stop.group(1) is None else stop.end()
            _append(sentences, text, start, end)
            start = _skip_space(text, stop.end(), span.end)
    _append(sentences, text, start, span.end)
    return sentences


def _append(sentences: list[Span], text: str, start: int, end: int) -> None:
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        sentences.append(Span(start, end))


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _ends_sentence(text: str, stop: re.Match[str], start: int, end: int) -> bool:
    """Tell whether the signs at `stop` end the sentence that began at `start`."""
    signs, closers = stop.group(1), stop.group(2)
    if signs is None:
        return True
    after = stop.end()
    if after >= end:
        return True
    ahead = text[after : min(after + _LOOK_AHEAD, end)]
    token = text[max(start, stop.start() - _LOOK_BACK) : stop.start()].rsplit(None, 1)
    before = token[-1] if token and not text[stop.start() - 1].isspace() else ""
    if not ahead[0].isspace():
        return _is_glued_end(before, closers, ahead)
    following = ahead.lstrip().lstrip(_OPENERS)
    if not following:
        # Nothing but white space and brackets within sight: the signs stand at the end of what can be read.
        return True
    if signs != ".":
        return not following[0].islower()
    if closers and following[0].islower():
        return False
    if _ends_company(before, following) and _WORD_IN_SMALL.search(text, max(start, stop.start() - 200), stop.start()):
        return True
    return not _is_abbreviation(before, following, at_start=stop.start() - start <= len(before))


def _is_glued_end(before: str, closers: str, ahead: str) -> bool:
    """Tell whether a sentence ends although no space follows: "City.I would", but not "Node.js"."""
    word = _WORD.match(ahead.lstrip(_OPENERS))
    if word is None or not before or not (before[-1].isalnum() or closers):
        return False
    first = word.group().replace("’", "'")
    follows_space = ahead.lstrip(_OPENERS)[word.end() : word.end() + 1] in (" ", ",", "\n")
    if first.lower() in _STARTERS and follows_space:
        return len(before) > 1 and "." not in before.strip(".")
    return _LOWER_TOKEN.match(before) is not None and _PLAIN_CAPITAL.match(ahead.lstrip(_OPENERS)) is not None


def _ends_company(before: str, following: str) -> bool:
    """Tell whether a full stop ends the name of a company and, with a name and its verb behind it, a sentence too."""
    return before.lstrip(_OPENERS).lower() in _COMPANY_ENDS and _NAME_AND_VERB.match(following) is not None


def _is_abbreviation(before: str, following: str, at_start: bool) -> bool:
    """Tell whether the full stop after `before` belongs to the word and not to the sentence."""
    word = before.lstrip(_OPENERS).lower()
    if not word:
        return False
    if word in _BEFORE_NUMBER and following[0].isdigit():
        return True
    if word in _ABBREVIATIONS:
        return True
    if word.isdigit() and at_start:  # the number of a list item or a heading
        return True
    single = len(word) == 1 and word.isalpha()
    if single or word in _SOMETIMES:
        if following[0].islower():
            return True
        begins = _WORD.match(following)
        if word == "etc":
            return False
        starter = begins is not None and begins.group().lower().replace("’", "'") in _STARTERS
        return not starter if not (single and before.islower()) else False
    return False

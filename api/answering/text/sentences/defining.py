"""Defining: whether a sentence has the form of a definition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from indexer.tokens import find_tokens
from kg.language.words import is_only_adjective

SURE_DEFINITION = 0.55
_EXAMPLE = re.compile(r"(?:an?|one|the|some) (?:\w+ )?(?:examples?|kinds?|types?)\b", re.IGNORECASE)
# "X is a fairly new project": that says nothing of what it does.
_SAYS_LITTLE = re.compile(
    r"(?:is|are|was|were) (?:an?|the|one of the) (?:\w+ly |quite |very |still )?"
    r"(?:new|newer|newest|young|younger|youngest|old|older|oldest|popular|great|good|interesting|important|mature|big|"
    r"small|recent|promising|fast-growing|well-known) (?:\w+ )?"
    r"(?:project|tool|product|one|addition|option|choice|effort)s?\b(?! (?:that|which|for|to)\b)"
    # "X is a community-driven project, developed by many"
    r"|(?:is|are) an? (?:community(?:-\w+)?|open[- ]source|open|free|volunteer|pep\w+|[\w-]+-led)(?: [\w&-]+){0,3} "
    r"project\b(?! (?:that|which|for|to|of|whose|hosted|written|providing)\b)",
    re.IGNORECASE,
)
# "X is more efficient", "X is available as Y": how it is, and not what it is.
_STATES = frozenset("more less most available becoming being not still now also part one used".split())
_OWNED = re.compile(r"['’]s? [a-z]")
_IS = r"(?:is|are|was|were|refers? to|means?|encompass\w*|describes?|provides?)"
# "A door lock is a ..." says nothing of doors.
_COMPOUND = re.compile(
    r"(?: (?!(?:also|always|and|as|at|by|for|from|here|in|itself|now|of|often|on|once|or|still|that|then|there|they|"
    r"today|which|who|with|\w+ly)\b)[a-z][\w-]*){1,2}"
)
# What stands behind these is no subject: "Looms, written in Acme, are fast".
_NO_PART = "".join(rf"(?<!\b{word} )" for word in "at by for from in into on than to under with".split())
_DOES = "is|was|works?|worked|leads?|led|founded|joined|runs?|ran|chairs?|chaired|serves?|served|has|had|writes?|wrote"
_ANNOUNCED = (
    r"\b(?:let['’]s|let us|we(?:['’]ll| will| must| need to)?)\b(?: \w+){0,2} (?:define|explain|introduce|look at)"
)


# "This command breaks locks", "The prune command deletes archives".
_TELLS_BELOW = re.compile(
    r"(?P<this>this|the(?: [\w-]+)?) [\w-]*[^\W_s] (?!is\b|was\b|has\b)[a-z-]+[^\Wsui_]s\b ", re.IGNORECASE
)
# "This is a port of X", "This package reads logs"; a page itself is no such thing.
_TELLS_OF_PAGE = re.compile(
    r"this (?:is (?:an?|the) (?!(?:\w+ )?(?:work in|list|collection of|part|series|draft|copy|note|summary|overview|"
    r"guide|tutorial|page|document|post|article|test|placeholder|example)\b)|"
    r"(?!(?:page|document|guide|section|article|chapter|file|post|release|version|update|change|list|table|example|"
    r"tutorial|is|was|has)\b)"
    r"(?:[\w-]+ )?[a-z-]+ (?:is (?:an?|the) |(?!is\b|was\b|has\b)[a-z-]+[^\Wsui_]s\b ))",
    re.IGNORECASE,
)
_NEAR_HEADINGS = 2


def announces(text: str) -> bool:
    """Tell whether a sentence says that the next one defines something.

    >>> announces("Before that, let’s first define keys."), announces("We define keys as strings.")
    (True, False)
    """
    return re.search(rf"{_ANNOUNCED}\b(?! .*\b(?:as|is|are)\b)", text, re.IGNORECASE) is not None


def defines(text: str, names: Sequence[str], surely: bool = False) -> bool:
    """Tell whether a sentence has the form of a definition of one of the names; `surely`: it says what it is."""
    return rate_definition(text, names) > (SURE_DEFINITION if surely else 0.3)


def rate_definition(text: str, names: Sequence[str]) -> float:
    """Return how much a sentence looks like the definition of a name: "An X is a ...", early in the sentence."""
    best = 0.0
    for name in names:
        forms = _Forms.of(name)
        opening = forms.opening.match(text)
        found = forms.saying.search(text)
        if found is not None:
            kind = (found["kind"] or "").strip().lower()
            many = opening is not None and found["verb"].lower() == "are"  # "Xs are Ys"
            word = (found["word"] or "").lower()
            state = word in _STATES or (word != "open" and (word.endswith(("ed", "en")) or is_only_adjective(word)))
            said = 0.15 if state else 0.55 if many else 0.35
            said = 0.45 if kind == "the" else 0.7 if kind else said
            said = max(said, 0.6) if _OWNED.match(text, found.end()) else said  # "X is Acme's tool"
            said -= 0.4 if _EXAMPLE.match(text) or says_little(text) else 0.0
            said -= 0.004 * found.start("verb") - (0.25 if opening else 0.0)
            best = max(best, 0.0 if _COMPOUND.fullmatch(found["behind"]) else said)
        elif opening is not None and opening.group(1).endswith("s"):
            best = max(best, 0.5)  # "An X allows ..."
        if forms.item.match(text):
            best = max(best, 0.7)  # "X: ...", an item of a list of parts
        if forms.apposed.search(text):
            best = max(best, 0.5)  # "..., X, a tool that ...", "X, Acme's tool"
        if forms.glossed.search(text):
            best = max(best, 0.6)  # "many Xs (a part of a ... that ...)"
        if forms.called.search(text):
            best = max(best, 0.5)  # "This is called an X."
        if forms.announced.search(text):
            best = max(best, 0.5)  # "Let us first define X."
        if text.rstrip().endswith((".", ":")) and forms.alone.fullmatch(text.strip()):
            best = max(best, 0.9)  # "X. It allows ...": the head of a paragraph
    return best


def tells_below(text: str, names: Sequence[str], headings: Sequence[str]) -> bool:
    """Tell whether a sentence below a heading of one of the names says what that does: "This tool reads files".

    >>> tells_below("This command breaks locks.", ["break-lock"], ("acme break-lock", "Description"))
    True
    >>> tells_below("The lock command waits for it.", ["lock"], ("lock",))
    True
    >>> tells_below("This command breaks locks.", ["break-lock"], ("acme lock",))
    False
    """
    asked = [set(find_tokens(name)) for name in names]
    heads = [set(find_tokens(heading)) for heading in headings[-_NEAR_HEADINGS:]]
    found = _TELLS_BELOW.match(text)
    if found is None or not any(own and own <= head and len(head - own) <= 1 for own in asked for head in heads):
        return False
    return found["this"].lower() == "this" or any(own & set(find_tokens(found[0])) for own in asked)


def tells_of_page(text: str) -> bool:
    """Tell whether a sentence says of what its page is about what that is or does: "This library reads logs".

    >>> tells_of_page("This is a port of Zorblat."), tells_of_page("This small library keeps logs in order.")
    (True, True)
    >>> tells_of_page("This page lists ports."), tells_of_page("This is why it is slow.")
    (False, False)
    """
    return _TELLS_OF_PAGE.match(text) is not None


def signs(text: str, names: Sequence[str]) -> bool:
    """Tell whether a line is a name with what somebody is, as below a quotation: "-- Ada Kettle, Acme co-author"."""
    return any(
        re.fullmatch(rf"\W*{re.escape(name)}\W*, [^.?!]+", text.strip(), re.IGNORECASE) is not None for name in names
    )


def tells_of_person(text: str, names: Sequence[str]) -> bool:
    """Tell whether a sentence says of a person what somebody is or does, and does not name one in passing.

    `names`: how the person is called, the last name last; behind another first name that is somebody else.

    >>> ada = ["Ada Kettle", "Ada", "Kettle"]
    >>> tells_of_person("In May Ada worked for Acme.", ada), tells_of_person("A talk by Ada Kettle, a smith", ada)
    (True, False)
    >>> tells_of_person("Bo Kettle, a smith, left.", ada)
    False
    """
    before = r"(?<!\b(?:by|of|to) )(?<!\b(?:from|with) )"
    doing = rf"(?:,? (?:a|an|the|one)\b| (?:{_DOES})\b)"
    another = rf"[A-Z]\w+ {re.escape(names[-1])}{doing}" if names else ""
    return any(
        re.search(rf"{before}\b{re.escape(name)}{doing}", text)
        and (" " in name or name != names[-1] or not re.search(another, text))
        for name in names
    )


# What is said of a thing by these nouns is no kind of it: "X is a common choice for storage".
_NO_KIND = r"(?:[\w-]+ ){0,2}(?:choice|option|way|step|matter|case|reason|idea|fit|success|favou?rite)\b"


def find_kind(text: str, names: Sequence[str]) -> str | None:
    """Return the clause with which a text begins, where it says what one of the names is, None where it does not.

    >>> find_kind("Zorblat (ZBT for short) is a small database, kept by Acme.", ["Zorblat"])
    'Zorblat (ZBT for short) is a small database'
    >>> find_kind("Zorblat is a common choice for storage.", ["Zorblat"])
    """
    opening = "|".join(map(re.escape, names)) or "$^"
    named = rf".{{0,60}}?(?:{opening})(?: \([^)]*\)|, [^,]{{1,20}},)?"
    being = rf"{named} (?:{_IS}|focuses on being) an? (?!{_NO_KIND})"
    found = re.match(rf"{being}(?:[^,;.]|\.(?=\w))*", text, re.IGNORECASE)
    return None if found is None else found.group()


def says_little(text: str) -> bool:
    """Tell whether a sentence says of a thing that it is a project, and no more.

    >>> says_little("Zorblat is a community project, led by many."), says_little("Zorblat is a project that sorts.")
    (True, False)
    """
    return _SAYS_LITTLE.search(text) is not None


class _Forms(NamedTuple):
    """The forms in which a sentence may define a name."""

    opening: re.Pattern[str]
    saying: re.Pattern[str]
    item: re.Pattern[str]
    apposed: re.Pattern[str]
    called: re.Pattern[str]
    glossed: re.Pattern[str]
    announced: re.Pattern[str]
    alone: re.Pattern[str]

    @classmethod
    @lru_cache(maxsize=1024)
    def of(cls, name: str) -> _Forms:
        """Return the forms with a name in either number."""
        stem = _to_stem(name)
        patterns = (
            rf"(?:{stem} \([^)]*\) )?(?:an? |the )?[“\"‘']?{stem}[”\"’']?(?: \([^)]*\))? (\w+)",
            rf"^.{{0,60}}?\b{_NO_PART}{stem}(?P<behind>[^.]{{0,40}}?) (?P<verb>{_IS}) "
            r"(?P<kind>a |an |the |any |when |typically )?(?:\w+ly )?(?P<word>\w+)?",
            rf"(?:an? |the )?[“\"‘'`]?{stem}[”\"’'`]?(?: \([^)]*\))?(?:: | [-–—] )\w+",
            rf"(?:^|\s){stem}, (?:an? |our |\w[\w. ]+['’]s? )\w+",
            rf"\b(called|known as|referred to as|termed|represents?) (?:an? |the )?[“\"‘']?{stem}(?-i:(?! [A-Z]))",
            rf"\b{stem} \((?:i\.e\.,? |that is,? )?(?!such|like|including|see)(?:an? |the )?(?:[a-z-]+ ){{1,3}}"
            r"(?:of|for|that|which|where|to|used) [a-z]",
            rf"{_ANNOUNCED} (?:what )?(?:an? |the )?{stem}",
            rf"(?:an? |the )?{stem}\W*",
        )
        return cls(*(re.compile(pattern, re.IGNORECASE) for pattern in patterns))


def _to_stem(name: str) -> str:
    """Return the pattern of a name in either number."""
    single = name if name.endswith("ss") else name.removesuffix("s")
    return rf"{re.escape(single[:-1])}(?:y|ys|ies)\b" if single.endswith("y") else rf"{re.escape(single)}(?:e?s)?\b"

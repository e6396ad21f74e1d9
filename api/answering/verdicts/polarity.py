"""Polarity: whether a sentence says or denies the words that a question asks about."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from api.answering.question.denials import NEGATION
from indexer.tokens import find_tokens
from kg.documents import CELL_GAP

_NEGATION = re.compile(
    r"\b(?:no longer|lack(?:s|ed|ing)?|unable|"
    r"(?:at|to|past|reach(?:ed|es)) (?:the|its|their) end of (?:its |their )?(?:life|support|maintenance)|"
    r"fail(?:s|ed)? to|free of|with zero|rather than|instead of|hardly|rarely|seldom|anything but)\b|"
    rf"\bmore (?:of )?an? [\w-]+(?: [\w-]+)? than\b|{NEGATION.pattern}",
    re.IGNORECASE,
)
# "Not only does it collect logs": nothing is denied.
_AFFIRMED = re.compile(
    r"\bnot (?:only|just|merely|least|(?:so |very |too |that )?long ago)\b|"
    r"\bno (?:doubt|matter|fewer|less)\b|\bwhy not\b|"
    r"(?:\b(?:do not|no need to)|n['’]t) worry\b[^,;.]*?(?=\b(?:as|since|because)\b|[,;.]|$)",
    re.IGNORECASE,
)
# "X is unlike mills that grind by hand" says that X does not.
_UNLIKE = re.compile(
    r"\b(?P<be>is|are|was|were)(?: (?:very|quite|\w+ly))? (?:unlike|different from|in contrast (?:to|with))\b",
    re.IGNORECASE,
)
# A cell of a row that denies what its row is about.
_DENYING_CELL = re.compile(
    rf"(?<={re.escape(CELL_GAP)})(?:false|off|disabled)(?={re.escape(CELL_GAP)}|$)", re.IGNORECASE
)
_BORDER = re.compile(
    r"[;:(),–—]|\s-\s|\b(?:but|while|whereas|although|though|however|because|since|unlike|which|so that|and can)\b",
    re.IGNORECASE,
)
_COMING = (
    r"(?:(?:from|in|by|as of|starting) )?(?:next|the coming) (?:year|month|week|quarter|spring|summer|autumn|winter)"
)
_AHEAD = re.compile(
    r"\b(?:future|planned|plans? to|upcoming|soon|some ?day|roadmap|expected to|intends? to|hopes? to|"
    rf"aims? to|wants? to|{_COMING})\b",
    re.IGNORECASE,
)
_WHEN = re.compile(rf"\W*{_COMING}\W*", re.IGNORECASE)
# What was asked for, weighed or left is neither said nor denied of today, whatever stands between.
_UNDECIDED = re.compile(
    r"\b(?:appl(?:y|ies|ied|ying) for|rejected|dropped|abandoned|discarded|g[ai]ven? up|ruled out|turned down|"
    r"decided against|(?:being|been) (?:discussed|debated|considered|evaluated|explored)|"
    r"under (?:discussion|consideration)|(?:suggest|propos|recommend|demand|urg)\w* that|"
    r"(?:may|might|could)\b[^.;]{1,60}\bone day|"
    r"(?<!be )(?<!is )(?<!are )(?<!was )(?<!were )(?<!been )(?<!being )(?<!ly )(?<!often )used to)\b",
    re.IGNORECASE,
)
# What follows what cannot or may not be done.
_REFUSED = re.compile(
    r"\b(?:(?:not|never|no longer) (?:\w+ )?(?:supported|allowed|permitted|possible|accepted|available|offered|"
    r"provided|included|covered|implemented|an option|part of|(?:with)?in [^,.;]*?\bscope)|out(?:side)? of scope|"
    r"unsupported|impossible|forbidden|prohibited|disallowed)\b",
    re.IGNORECASE,
)
_OPENING_CASE = re.compile(r"\W*If\b(?P<case>[^,]+),")
_CASE = re.compile(r"\b(?:if|when|whenever|unless|until)\b", re.IGNORECASE)
_PARTS = re.compile(r"[;:]|\b(?:while|whereas|although)\b", re.IGNORECASE)
_INSTEAD = re.compile(r"^\W*(?:instead of|rather than|unlike|as opposed to)\b", re.IGNORECASE)
_APART_FROM = re.compile(
    r"\b(?:different|differentiated|distinguished|distinct|apart|differs?)\s+from\s+(?:\w+\s+)?$", re.IGNORECASE
)
_SET_APART = re.compile(
    r"^\W*(?:unlike|in contrast (?:to|with)|as opposed to|contrary to|compared (?:to|with))\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A piece of a sentence between two borders, with its words as keyword search compares them.

    `carried`: those of the piece before it, where it goes on with what that is about ("and may be sold online").
    """

    text: str
    tokens: frozenset[str]
    carried: frozenset[str] = frozenset()


_NO_CLAUSE = _Clause("", frozenset())
_GOES_ON = re.compile(
    rf"\W*(?:{_COMING}\W*)?(?:can|could|may|might|must|shall|should|will|would|is|are|was|were|has|have|do|does|did)\b",
    re.IGNORECASE,
)
_EXCEPTED = re.compile(
    r"\b(?:except(?: for)?|excepting|apart from|aside from|other than|excluding|with the exception of)\s+"
    r"(?:(?:the|a|an|for|at|in|on)\s+)*(?P<named>\w[\w.+#-]*(?:\s+[A-Z][\w.+#-]*)*)"
)


def count_denials(text: str, asked: Collection[str] | None = None) -> int:
    """Return how many negations stand before the words asked about in the clause that holds most of them.

    `asked`: these words as keyword search compares them; None for the negations of the whole text.

    >>> count_denials("It can only be run without clustering, and scales.", {"run", "cluster"})
    1
    >>> count_denials("It can scale to zero, which the other does not do.", {"scal", "zero"})
    0
    >>> count_denials("cache.enabled | boolean | false | Keeps what was read.", {"cach", "enabl"})
    1
    >>> count_denials("Small apps do well but large apps usually don’t.", {"larg", "app"})
    1
    >>> count_denials("It runs on one host but not on two machines.", {"run", "machin"})
    1
    >>> count_denials("It is more a store than a queue.", {"queu"}), count_denials("More robust than queues.", {"queu"})
    (1, 0)
    >>> count_denials("It is unlike mills using belts.", {"belt"})
    1
    >>> count_denials("Unlike mills, it has belts.", {"belt"})
    0
    >>> count_denials("Skipping steps is not supported and may fail.", {"skip", "step"})
    1
    """
    text = _UNLIKE.sub(r"\g<be> not as", _AFFIRMED.sub(" ", text))
    if asked is None:
        return len(_NEGATION.findall(text))
    meant = _find_telling(_find_clauses(text), set(asked))
    denied = _DENYING_CELL.search(text) is not None
    counts = (_count_before(clause.text, set(asked)) or _refuses(clause.text, set(asked)) for clause in meant)
    return denied + max(counts, default=0)


def _find_telling(clauses: Sequence[_Clause], asked: set[str]) -> list[_Clause]:
    """Return the clauses that hold most of some words, none where no clause holds any; "instead of X" says least.

    Of those that hold as many, the ones that say more of them themselves.
    """
    held = [(len((clause.tokens | clause.carried) & asked), len(clause.tokens & asked)) for clause in clauses]
    most = max(held, default=(0, 0))
    telling = [clause for clause, counts in zip(clauses, held, strict=True) if any(most) and counts == most]
    return [clause for clause in telling if not _INSTEAD.match(clause.text)] or telling


def _count_before(clause: str, asked: set[str]) -> int:
    """Count the negations with a word asked about behind them, or with nothing at all: "large ones don't"."""
    parts = _CASE.split(clause)  # what is not so in some case does not deny the case
    behind = [set(find_tokens(part[negation.end() :])) for part in parts for negation in _NEGATION.finditer(part)]
    return sum(not words or bool(words & asked) for words in behind)


def _refuses(clause: str, asked: set[str]) -> bool:
    """Tell whether a clause says of a word asked about that it cannot be done: "skipping steps is not supported"."""
    found = _REFUSED.search(clause)
    return (
        found is not None
        and not asked & set(find_tokens(found[0]))
        and bool(asked & set(find_tokens(clause[: found.start()])))
    )


def looks_ahead(text: str, asked: Collection[str]) -> bool:
    """Tell whether a sentence says of what is to come what is asked: "in future it may run on X".

    Neither is it so where something was weighed and dropped.
    """
    near = _find_telling(_find_clauses(text, joined=True), set(asked))
    parts = [_to_clause(piece) for piece in _PARTS.split(text)]
    wide = _find_telling(parts, set(asked)) or parts
    return any(_AHEAD.search(clause.text) for clause in near) or any(_UNDECIDED.search(c.text) for c in wide)


def is_supposed(text: str, asked: Collection[str]) -> bool:
    """Tell whether a sentence holds words that are asked about only in a condition behind what follows from it.

    >>> is_supposed("You have no copies if you run a single node.", {"run", "singl", "nod"})
    True
    >>> is_supposed("A node runs alone if you do not run two.", {"run", "two"})
    False
    >>> is_supposed("If you run a single node, you have no copies.", {"run", "singl", "nod"})
    True
    """
    opening = _OPENING_CASE.match(text)
    if opening is not None:
        main, condition, supposed = text[opening.end() :], "if", opening["case"]
    else:
        main, condition, supposed = text.partition(" if ")
    if _NEGATION.search(supposed):
        return False  # "if you do not run X" leaves X out
    held, said = set(asked) & set(find_tokens(supposed)), set(asked) & set(find_tokens(main))
    if not condition or not held:
        return False
    return held.isdisjoint(said) if opening is None else len(held - said) >= len(said)


def is_ahead(text: str) -> bool:
    """Tell whether a text speaks of what is to come: "the next release, planned for May"."""
    return _AHEAD.search(text) is not None


def excepts(text: str, asked: Collection[str]) -> bool:
    """Tell whether a sentence says something of all of a kind but of what is asked about.

    `asked`: the words of the question as keyword search compares them.

    >>> excepts("Every shop except the Elm Park one has a lift.", {"elm", "park", "lift"})
    True
    >>> excepts("Every shop has a lift.", {"shop"})
    False
    """
    named = (set(find_tokens(found["named"])) for found in _EXCEPTED.finditer(text))
    return any(tokens and tokens <= set(asked) for tokens in named)


def says_both(words: Sequence[str], text: str) -> bool:
    """Tell whether a text says the same of two words, and puts none to choice: "by bakers or millers"."""
    first, second = (re.escape(word) for word in words)
    return re.search(rf"\b{first}\W+(?:or|and|nor)\W+(?:\w+\W+)?{second}", text, re.IGNORECASE) is not None


def sets_apart(text: str, name: Collection[str]) -> bool:
    """Tell whether a sentence names a thing only to set another against it: "unlike X, Y runs".

    `name`: the words of its name as keyword search compares them.
    """
    holding = [piece for piece in re.split(r",", text) if set(name) <= set(find_tokens(piece))]
    return bool(holding) and all(_SET_APART.match(piece) or _is_behind_from(piece, name) for piece in holding)


def _is_behind_from(text: str, name: Collection[str]) -> bool:
    """Tell whether a name stands only behind what tells something else from it: "Y differs from X"."""
    places = [word.start() for word in re.finditer(r"[\w-]+", text) if set(find_tokens(word[0])) & set(name)]
    return bool(places) and _APART_FROM.search(text[: places[0]]) is not None


def _find_clauses(text: str, joined: bool = False) -> list[_Clause]:
    """Return the clauses of a sentence; `joined`: cut at "and" too.

    A clause that only says when belongs to the one behind it ("and, from next year, may be sold"), else before it.
    """
    pieces = [part for piece in _BORDER.split(text) for part in (re.split(r"\band\b", piece) if joined else [piece])]
    found: list[str] = []
    when = ""
    for piece in pieces:
        if _WHEN.fullmatch(piece):
            when = piece
        elif piece.strip():
            found.append(f"{when} {piece}")
            when = ""
    if found and when:
        found[-1] = f"{found[-1]} {when}"
    clauses = [_to_clause(piece) for piece in found]
    return [
        replace(clause, carried=before.tokens | before.carried) if _GOES_ON.match(clause.text) else clause
        for before, clause in zip([_NO_CLAUSE, *clauses], clauses, strict=False)
    ]


def _to_clause(text: str) -> _Clause:
    return _Clause(text, frozenset(find_tokens(text)))

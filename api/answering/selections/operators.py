"""Operators: what a question asks of a selection: which, how many, whether any, the first, the most."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from api.answering.selections.grammar import EVENT
from api.answering.selections.shapes import Part, Shape

_ARTICLE = r"(?:(?:the|a|an) )?"
_BE = r"(?:(?:is|are|was|were|be|have|has|been) )*"
_OF = r"(?:of (?:all )?)?(?:the )?"
_EXTREME = (
    r"(?P<extreme>(?:very )?(?:first|earliest|oldest|last|latest|newest|youngest|most recently|most recent|longest)) "
)
_ONE = r"(?:one of|among|amongst|part of|in|on|listed among) "
_HAVE = r"(?:has|have|had|holds?|contains?|includes?|counts?|got|hosts?) "
_ASK = r"(?:(?:please |can you |could you )?(?:list|show|name|give|tell|find|get)(?: me| us)? |(?:which|what|who) )"


class Operator(StrEnum):
    """What is asked of a selection."""

    LIST = "list"
    COUNT = "count"
    EXISTS = "exists"
    MEMBER = "member"
    ALL = "all"
    MORE = "more"
    EXTREME = "extreme"
    DAY = "day"
    TALLY = "tally"
    BOUND = "bound"


@dataclass(frozen=True)
class Asked:
    """An operator, with the phrase that says of which works, and what else it takes.

    `event`: the words for what came first or last. `by`: the class of the headings counted by, or "year". `number`: how
    many of the first or last, or the bound. `thing`: what may be one of the works. `least`: the fewest, the last.
    `other`: the words for the works that the first are compared with.
    """

    operator: Operator
    phrase: tuple[Part, ...]
    event: tuple[Part, ...] = ()
    by: str | None = None
    number: int = 1
    thing: Part | None = None
    least: bool = False
    bound: str = ""
    said: str = ""
    other: tuple[Part, ...] = ()


_HEADS = r"(?:which|what) (?P<by><heads>) "
_NUMBER = r"(?:(?P<number><number>) )?"
_BOUND = r"(?P<bound>more than|over|at least|less than|fewer than|exactly|only) (?P<number><number>|one) (?:or more )?"
_MOST = r"(?P<most>most|fewest|least|highest number of|largest number of) "
_PHRASE = r"(?P<phrase>.+)"
_BRIEF = r"(?P<phrase>.+?)"
_MORE = r"(?P<most>more|fewer|less) (?:of the )?"
_OTHER = r"(?:there (?:are|were) )?(?P<other>.+)"
_EVENT = rf"(?P<event>{EVENT})"
_OPERATORS: tuple[tuple[Operator, str], ...] = (
    (Operator.DAY, rf"(?:since )?when (?:(?:did|is|are|was|were|have|has) )*{_ARTICLE}{_EXTREME}{_OF}{_BRIEF}{_EVENT}"),
    (Operator.BOUND, rf"{_HEADS}{_HAVE}{_BOUND}{_OF}{_PHRASE}"),
    (Operator.TALLY, rf"{_HEADS}{_HAVE}{_ARTICLE}{_MOST}{_OF}{_PHRASE}"),
    (
        Operator.TALLY,
        rf"(?:in |to |under )?(?:which|what) (?P<by>year|<heads>) (?:(?:are|is|were|was|did|do|have|has) )?(?:there )?"
        rf"{_ARTICLE}(?P<most>most|fewest) {_OF}{_BRIEF}{_EVENT}?",
    ),
    (Operator.COUNT, rf"(?:what is |tell me |give me )?(?:the )?(?:total )?(?:number|count) of {_PHRASE}"),
    (Operator.COUNT, rf"(?:how many|count) {_OF}{_PHRASE}"),
    (Operator.MEMBER, rf"(?:is|are|was|were) (?P<thing><work>) {_ONE}{_ARTICLE}{_PHRASE}"),
    (
        Operator.MEMBER,
        rf"(?:does|did) (?P<thing><work>) (?:belong to|count among|rank among|count as one of) {_PHRASE}",
    ),
    (Operator.MEMBER, rf"(?:is|was) (?P<thing><work>) (?:a|an) {_PHRASE}"),
    (Operator.ALL, rf"(?:is|are|was|were|have|has|did) (?:all|every) {_OF}{_PHRASE}"),
    (Operator.MORE, rf"(?:is|are|was|were) there {_MORE}{_BRIEF} than {_OTHER}"),
    (Operator.MORE, rf"(?:have|has|did|do|does|are|were) {_MORE}{_BRIEF} than {_OTHER}"),
    (Operator.EXISTS, rf"(?:is|are|was|were) there (?:at least one |one )?(?:of )?{_PHRASE}"),
    (Operator.EXISTS, r"(?P<phrase>(?:does|do|did) (?:the )?<host> (?:have|host|include|contain) .+)"),
    (Operator.EXISTS, rf"(?:do|does|did|have|has|is|are|was|were) any (?:of )?{_PHRASE}"),
    (Operator.EXTREME, rf"(?:which|what|who) {_BE}(?:one )?{_OF}{_BRIEF}{_EVENT}{_EXTREME}"),
    (Operator.EXTREME, rf"(?:{_ASK})?{_BE}{_ARTICLE}{_EXTREME}{_NUMBER}{_OF}{_BRIEF} to {_EVENT}"),
    (Operator.EXTREME, rf"(?:{_ASK})?{_BE}{_ARTICLE}{_EXTREME}{_NUMBER}{_OF}{_PHRASE}"),
    (Operator.LIST, rf"(?:{_ASK})?{_PHRASE}"),
)
_COMPILED = tuple((operator, re.compile(pattern)) for operator, pattern in _OPERATORS)
_VERDICTS = frozenset([Operator.EXISTS, Operator.MEMBER, Operator.ALL, Operator.MORE])
_LAST = re.compile(r"last|latest|newest|youngest|most recent")


def find_operators(shape: Shape, is_verdict: bool) -> Iterator[Asked]:
    """Yield what the words of a question may ask of a selection, the most telling first.

    `is_verdict`: whether it asks for yes or no.
    """
    for operator, pattern in _COMPILED:
        if is_verdict != (operator in _VERDICTS):
            continue
        match = pattern.fullmatch(shape.text)
        if match is not None:
            yield _to_asked(operator, match, shape)


def _to_asked(operator: Operator, match: re.Match[str], shape: Shape) -> Asked:
    groups = match.re.groupindex

    def cut(name: str) -> tuple[Part, ...]:
        if name not in groups or not match[name]:
            return ()
        start, end = match.span(name)
        return shape.cut(start, end if match[name].endswith(" ") else end + 1)

    number = next((int(part.name or 1) for part in cut("number")), 1)
    by = next((part.name or part.kind for part in cut("by")), None)
    said = match["extreme"] if "extreme" in groups else match["most"] if "most" in groups else ""
    least = bool(_LAST.search(said)) or said in {"fewest", "least", "fewer", "less"}
    bound = match["bound"] if "bound" in groups else ""
    thing = next(iter(cut("thing")), None)
    return Asked(operator, cut("phrase"), cut("event"), by, number, thing, least, bound, said, cut("other"))

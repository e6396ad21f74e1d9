"""Operators: what a question asks of a selection: which, how many, whether any, the first, the most."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from api.answering.question.reading import Mention
from api.answering.selections.grammar import EVENT, LEFT, LEVEL
from api.answering.selections.shape import Part, Shape

_ARTICLE = r"(?:(?:the|a|an) )?"
_BE = r"(?:(?:is|are|was|were|be|have|has|been) )*"
_OF = r"(?:of (?:all )?)?(?:the )?"
_NTH = r"(?:(?P<nth><ordinal>) )?"
_EXTREME = (
    rf"{_NTH}(?P<extreme>(?:very )?(?:first|earliest|earlier|sooner|oldest|older|last|latest|later|newest|newer"
    r"|youngest|younger|most recently|most recent|longest-standing|longest-serving|longest)) "
)
_ONE = r"(?:one of|among|amongst|part of|in|on|listed among) "
_HAVE = r"(?:has|have|had|holds?|contains?|includes?|counts?|got|hosts?|features?|lists?|with) "
_ASK = (
    r"(?:(?:can you |could you )?(?:list|show|name|give|tell|find|get|enumerate|display|print|sort|order|rank|arrange) "
    r"(?:me |us )?"
    r"(?:(?:a |the )?(?:full |complete )?(?:list|names) of )?|(?:which|what|who) (?:are the names of (?:all )?)?)"
)
_HERE = r"(?:(?:in|at|of|with|to) (?:the )?<host> )?"
_WHAT = r"(?:(?:what|which) (?:is|was|are|were) )?"


class Operator(StrEnum):
    """What is asked of a selection."""

    LIST = "list"
    COUNT = "count"
    EXISTS = "exists"
    MEMBER = "member"
    ALL = "all"
    MORE = "more"
    MORE_OF = "more of"
    EXTREME = "extreme"
    DAY = "day"
    TALLY = "tally"
    EACH = "each"
    BOUND = "bound"
    NONE = "none"
    HISTORY = "history"
    STANDING = "standing"
    PLACE = "place"
    BEST = "best"
    DATED = "dated"
    CONTENTS = "contents"
    LEFT = "left"


@dataclass(frozen=True)
class Asked:
    """An operator, with the phrase that says of which works, and what else it takes.

    `event`: the words for what came first or last. `by`: the class of the headings or levels counted by, or "year".
    `number`: how many of the first or last, or the bound. `nth`: which one in that order. `thing`: what may be one of
    the works. `least`: the fewest, the last. `other`: the words for the works that the first are compared with, or for
    the headings that are put to choice.
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
    nth: int = 1

    @property
    def named(self) -> Mention | None:
        """What the thing names that may be one of the works."""
        return self.thing.mention if self.thing is not None else None


_HEADS = r"(?:which|what) (?P<by><heads>) "
_NUMBER = r"(?:(?P<number><number>) )?"
_BOUND = (
    r"(?:(?P<bound>more than|over|at least|no fewer than|less than|fewer than|exactly|only) )?"
    r"(?P<number><number>|one) (?P<up>or more )?"
)
_MOST = rf"{_NTH}(?P<most>most|fewest|least|(?:highest|largest|biggest|lowest|smallest|greatest) number of) "
_PHRASE = r"(?P<phrase>.+)"
_BRIEF = r"(?P<phrase>.+?)"
_MORE = r"(?P<most>more|fewer|less) (?:of the )?"
_OTHER = r"(?:there (?:are|were) )?(?P<other>.+)"
_EVENT = rf"(?P<event>{EVENT})"
_EVENT_OR_LEVEL = rf"(?P<event>{EVENT}|<level> )"
_THING = r"(?:the )?(?P<thing><work>|<name>|<host>)"
_STOOD = (
    r"(?:part of|belong|belongs|to|in|under|into|found|listed|filed|placed|sorted|located|categori[sz]ed|sit|fall|stand"
    r"|within|of|part|put|counted|appear|live|as|it|be)"
)
_PLACE = r"(?:the )?(?:<heads> )?<heading> (?:<heads> )?"
_CHOICE = rf"(?P<other>(?:{_PLACE})+or {_PLACE})"
_TOLD = (
    r"(?:(?:which|what|were|are|is|was|the|all|every|each|of|did|does|do|has|have|had|<levels>|through|go|gone|goes|went"
    r"|passed|pass|been|at|in|over|its|so|far|with|dates?|days?|and|when|how|move|moved|a|reach|reached|walk|me|show"
    r"|tell|list|give|trace|describe|history|timeline|journey|path|progress|progressed|progression|evolution|evolve"
    r"|evolved|time|life|cycle|lifecycle|career|climb|climbed|<host>|by|to|from|different|various|complete|full"
    r"|<come>|as) )*"
)
_THROUGH = (
    r"(?=.*\b(?:history|timeline|journey|path|progress|progressed|progression|evolution|evolved?|over time"
    r"|(?:gone?|goes|went|pass|passed|been) through|climb|climbed|(?:all|every|each) (?:the |its )?<levels>"
    r"|lifecycle|career)\b)"
)
_COUNTING = (
    rf"(?:how many|(?:{_WHAT})?(?:(?:show|give|list|name|tell) )?(?:me )?(?:the )?(?:number|count|total)s? of|count) "
    rf"{_OF}"
)
_EACH = (
    r"(?:broken down |grouped |split )?(?:(?:in|at|under|of|for|from|with|across|within|does|do|did|by) )*"
    r"(?:per|by|each|every)(?: single| maturity)? (?P<by><heads>|<levels>|year)(?: <levels>| level)? "
)
_EACHES = _EACH.replace("?P<by>", "?:")
_OPERATORS: tuple[tuple[Operator, str], ...] = (
    (Operator.HISTORY, rf"{_THROUGH}{_TOLD}{_THING} {_TOLD}"),
    (
        Operator.STANDING,
        r"(?:(?:what|where|how) (?:mature )?(?:was|were|did|is|had) (?P<thing><work>) "
        r"(?:<come> |stand |be |been |at |located )*|(?:(?:what|which) (?:was|is) the <levels> (?:level )?of"
        r"|(?:(?:at|in|on) )?(?:what|which) <levels> (?:did|was|had|has|is)) (?P<other><work>) "
        r"(?:hold |have |had |been |at |in |on )*)"
        r"(?P<phrase>(?:(?:on|in|at|as|of|by|the|during|back|end|start|before|until|till|prior|to) )*<date> )",
    ),
    (
        Operator.LEFT,
        r"(?:(?:since )?when|(?:(?:in|on|at) )?(?:which|what) (?:day|date|month|year)) (?:(?:was|did|has|had|is) )*"
        rf"{_THING} (?:(?:finally|first|been|be) )*"
        rf"(?P<event>{LEFT}|(?:(?:no longer|not|been|be) )+(?:in |at )?{LEVEL}(?:any ?more |any longer )?)",
    ),
    (
        Operator.PLACE,
        rf"(?:(?:in|under|to|within|from) )?(?:which|what) (?P<by><heads>) "
        r"(?:(?:of|in|on) (?:the )?(?:landscape|map|<host>) )"
        rf"(?:is|are|was|does|do|did|has|have|holds?|contains?|lists?|covers?|includes?) {_THING} (?:{_STOOD} )*",
    ),
    (Operator.DAY, rf"(?:since )?when (?:(?:did|is|are|was|were|have|has) )*{_ARTICLE}{_EXTREME}{_OF}{_BRIEF}{_EVENT}"),
    (Operator.BOUND, rf"{_HEADS}{_HAVE}{_BOUND}{_OF}{_PHRASE}"),
    (Operator.NONE, rf"{_HEADS}(?:{_HAVE}|(?:do|does) not {_HAVE})(?:no|any|not a|not|a|single|zero|at all) {_PHRASE}"),
    (Operator.NONE, rf"{_HEADS}(?:is|are) (?:without|lacking|lack) (?:a|any)? ?{_PHRASE}"),
    (
        Operator.TALLY,
        rf"(?:which|what|who) (?:one )?(?:of )?(?:the )?(?:(?P<by><heads>) )?{_HAVE}{_ARTICLE}"
        rf"(?P<most>more|most|fewer|fewest|less) {_OF}{_BRIEF}{_CHOICE}",
    ),
    (Operator.TALLY, rf"{_HEADS}{_HAVE}{_ARTICLE}{_MOST}{_OF}{_PHRASE}"),
    (
        Operator.TALLY,
        rf"(?:{_ASK})?{_BE}(?:the )?(?:top )?(?P<number><number>) (?P<by><heads>) (?:that )?{_HAVE}{_ARTICLE}{_MOST}"
        rf"{_OF}{_PHRASE}",
    ),
    (Operator.TALLY, rf"{_WHAT}(?:the )?(?P<by><heads>) (?:that )?{_HAVE}{_ARTICLE}{_MOST}{_OF}{_PHRASE}"),
    (
        Operator.TALLY,
        rf"(?:in |to |under )?(?:which|what) (?P<by>year|<heads>) (?:(?:are|is|were|was|did|do|have|has) )?(?:there )?"
        rf"(?:<host> )?(?:accept |see |take )?{_ARTICLE}{_NTH}(?P<most>most|fewest) {_OF}{_BRIEF}{_EVENT}?",
    ),
    (
        Operator.TALLY,
        rf"(?:in )?(?:which|what) (?P<by>year) (?:saw|had|has|brought|with) {_ARTICLE}{_NTH}(?P<most>most|fewest) "
        r"(?P<event>(?:<level>|<done>|<reach>|<come>) )",
    ),
    (
        Operator.EACH,
        rf"{_COUNTING}{_BRIEF}(?:(?:are|is|were|was|did|do) )?(?:there )?{_EVENT}?{_EACH}(?P<since>.*<date> )?",
    ),
    (
        Operator.EACH,
        rf"{_COUNTING}{_BRIEF}(?:(?:does|do|did|has|have|is|are) )*{_EACH}(?:(?:was|were|is|are) )?{_EVENT}?"
        rf"(?:{_HAVE}|{_STOOD} )*",
    ),
    (
        Operator.COUNT,
        rf"(?!.*{_EACHES})(?:{_WHAT}|tell me |give me )(?:the )?(?:(?:total|overall|exact|current|whole) )*"
        rf"(?:number|count|total) of {_PHRASE}",
    ),
    (Operator.COUNT, rf"(?!.*{_EACHES})(?:how many|count) {_OF}{_PHRASE}"),
    (Operator.MEMBER, rf"(?:is|are|was|were) {_THING} {_ONE}{_ARTICLE}{_PHRASE}"),
    (Operator.MEMBER, rf"(?:does|did) {_THING} (?:belong to|count among|rank among|count as one of) {_PHRASE}"),
    (Operator.BEST, rf"(?:is|was) {_THING} (?:one of )?(?:the )?{_EXTREME}{_NUMBER}{_OF}{_PHRASE}"),
    (Operator.MEMBER, rf"(?:is|was) {_THING} (?:a|an) {_PHRASE}"),
    (Operator.DATED, rf"(?:is|are|was|were|did|do|does|has|have|had) {_THING} {_PHRASE}"),
    (
        Operator.DATED,
        r"(?:is|are|was|were|has|have) there (?:been |ever )*(?P<phrase>(?:\w+ )?(?:<value> )*<field> (?:\w+ )?)"
        rf"(?:of|for|about|from|to|by) {_THING} ",
    ),
    (Operator.ALL, rf"(?:is|are|was|were|have|has|do|does|did) (?:all|every) {_OF}{_PHRASE}"),
    (
        Operator.MORE_OF,
        r"(?:is|are|was|were|have|has|did|do|does) (?:there |(?:the )?<host> (?:have |host |list |count )?)?"
        rf"{_MORE}{_BRIEF}or (?:more )?{_OTHER}",
    ),
    (Operator.MORE, rf"(?:is|are|was|were) there {_MORE}{_BRIEF} than {_OTHER}"),
    (Operator.MORE, rf"(?:have|has|did|do|does|are|were) {_MORE}{_BRIEF} than {_OTHER}"),
    (Operator.EXISTS, rf"(?:is|are|was|were) there (?:at least one |one )?(?:of )?{_PHRASE}"),
    (
        Operator.EXISTS,
        r"(?P<phrase>(?:does|do|did) (?:the )?(?:<heads> )?(?:<host>|<heading>) (?:<heads> )?"
        r"(?:have|host|include|contain|list|hold) .+)",
    ),
    (Operator.EXISTS, rf"(?:do|does|did|have|has|is|are|was|were) any (?:of )?{_PHRASE}"),
    (
        Operator.EXTREME,
        rf"(?:which|what|who) {_OF}{_BRIEF}(?:is|was|are|were) (?:the )?{_EXTREME}{_NUMBER}(?:ones? |<noun> )?"
        rf"(?:of (?:them|all|these) )?(?:(?:to|that|which|who|being) )?{_EVENT}",
    ),
    (Operator.EXTREME, rf"(?:which|what|who) {_BE}(?:one )?{_OF}{_BRIEF}{_EVENT}(?:the )?{_EXTREME}"),
    (
        Operator.EXTREME,
        rf"(?:which|what|who) {_BE}(?:one )?{_BE}(?:{_EVENT_OR_LEVEL})?(?:the )?{_EXTREME}(?:out )?{_HERE}"
        r"(?P<phrase>(?:of |among |between )?<work> .*<work> )",
    ),
    (
        Operator.EXTREME,
        r"(?P<phrase>(?:(?:of|among|between|from|out of) )?(?:the )?<work> .*<work> )(?:which|what|who) (?:one )?"
        rf"{_BE}(?:{_EVENT_OR_LEVEL})?(?:the )?{_EXTREME}{_HERE}",
    ),
    (
        Operator.EXTREME,
        rf"\w+ (?P<phrase><work> (?:<work> )*or <work> )(?:{_EVENT_OR_LEVEL})?(?:the )?{_EXTREME}{_HERE}",
    ),
    (Operator.EXTREME, rf"(?:{_ASK})?{_BRIEF}(?:for )?(?:the )?{_NTH}(?P<extreme>longest) "),
    (Operator.EXTREME, rf"(?:{_ASK})?{_BE}(?:the )?(?:top )?(?P<number><number>) {_EXTREME}{_OF}{_PHRASE}"),
    (Operator.EXTREME, rf"(?:{_ASK})?{_BE}{_ARTICLE}{_EXTREME}{_NUMBER}{_OF}{_PHRASE}"),
    (Operator.EXTREME, rf"(?:{_ASK})?{_BE}{_ARTICLE}(?P<nth><ordinal>) {_PHRASE}"),
    (
        Operator.CONTENTS,
        r"what (?:is|are|stands|falls) (?:all )?(?:listed |filed |sorted |there )?(?:in|under|inside|within) (?:the )?"
        r"(?:<heads> )?(?P<other><heading> )(?:<heads> )?",
    ),
    (Operator.LIST, rf"(?:{_ASK})?{_PHRASE}"),
)
_COMPILED = tuple((operator, re.compile(pattern)) for operator, pattern in _OPERATORS)
_VERDICTS = frozenset(
    [
        Operator.EXISTS, Operator.MEMBER, Operator.ALL, Operator.MORE, Operator.MORE_OF, Operator.BEST, Operator.DATED,
    ]
)  # fmt: skip
_PUT_TO_CHOICE = re.compile(rf"\w+ <work> (?:<work> )*or <work> (?:{EVENT})?(?:the )?{_EXTREME}{_HERE}")
# What is listed by the day of something: "newest first", "in the order in which they joined".
_LEAD = r"(?P<lead{}>oldest|earliest|longest-standing|newest|latest|youngest|most recent|most recently) "
_ORDERED = re.compile(
    r"(?:and )?(?:(?:sorted|ordered|ranked|arranged|by|in) (?P<by>(?:(?:by|in|of|the|their|its|order|reverse"
    r"|chronological|which|they|were|was|have|been|when|dates?|days?|time|age|acceptance|joining|admission|<other>|<level>|<done>"
    r"|<reach>|<come>|<host>|to) )+))?"
    rf"(?:{_LEAD.format('')}(?:ones? )?first |(?:starting|beginning) with the {_LEAD.format('ing')}|"
    rf"from (?:the )?{_LEAD.format('s')}to (?:the )?\w+ )?$"
)
_SORTING = re.compile(r"(?:sort|order|rank|arrange) |.*(?:sorted|ordered|ranked|arranged|order|chronological) ")
_ALL = 10_000  # more than any list holds
_LAST = re.compile(r"last|late|new|young|most recent")
_LEAST = re.compile(r"few|less|least|low|small")


def find_operators(shape: Shape, is_verdict: bool) -> Iterator[Asked]:
    """Yield what the words of a question may ask of a selection, the most telling first.

    `is_verdict`: whether it asks for yes or no.
    """
    if not is_verdict and (ordered := _find_order(shape)) is not None:
        yield ordered
    is_verdict = is_verdict and _PUT_TO_CHOICE.fullmatch(shape.text) is None
    for operator, pattern in _COMPILED:
        if is_verdict != (operator in _VERDICTS):
            continue
        match = pattern.fullmatch(shape.text)
        if match is not None:
            yield _to_asked(operator, match, shape)


def _find_order(shape: Shape) -> Asked | None:
    """Return the list that a question wants in the order of some days, None where it names no order."""
    match = _ORDERED.search(shape.text)
    lead = next(filter(None, (match["lead"], match["leading"], match["leads"])), "") if match is not None else ""
    if match is None or not match.start() or not (lead or _SORTING.match(shape.text)):
        return None
    listed = Shape(shape.cut(0, match.start()))
    asked = next((pattern.fullmatch(listed.text) for operator, pattern in _COMPILED if operator is Operator.LIST), None)
    if asked is None:
        return None
    by = shape.cut(*match.span("by")) if match["by"] else ()
    phrase = listed.cut(*asked.span("phrase"))
    least = bool(_LAST.search(lead)) or any(part.kind == "reverse" for part in by)
    event = tuple(part for part in by if part.kind.startswith("<"))
    return Asked(Operator.EXTREME, phrase, event, number=_ALL, least=least, said=lead)


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
    least = bool(_LAST.search(said) or _LEAST.search(said))
    nth = next((int(part.name or 1) for part in cut("nth")), 1)
    bound = "" if "bound" not in groups else "at least" if match["up"] else match["bound"] or "exactly"
    thing = next(iter(cut("thing")), None)
    phrase = (*cut("phrase"), *cut("event"), *cut("since")) if cut("since") else cut("phrase")
    return Asked(operator, phrase, cut("event"), by, number, thing, least, bound, said, cut("other"), nth)

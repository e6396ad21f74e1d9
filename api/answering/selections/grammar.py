"""Grammar: how the shape of a noun phrase words each condition that a work may have to meet."""

from __future__ import annotations

import re

from api.answering.graph.fields.field_index import PAGES

_ARTICLE = r"(?:(?:the|a|an|all|any|those|these|other|both|every|each) )?"
_RELATIVE = r"(?:(?:that|which|who|and|but) )*"
_AUXILIARY = (
    r"(?:(?:is|are|was|were|be|been|being|have|has|had|do|does|did|get|got|ever|once|previously|formerly|either|both"
    r"|only|made|make|being|to) )*"
)
# How a question is reworded that asks what a heading lists besides its own: "also listed in X".
FURTHER = r"additionally (?:in|under)"
_NOT = r"(?P<not>(?:not|never|non|no|neither|longer|outside|lying|standing) )*"
_BEFORE = rf"{_RELATIVE}(?P<be>{_AUXILIARY}){_NOT}(?P<been>{_AUXILIARY})"
_LEVEL = r"(?:<level>|<done>) "
_LEVELS = rf"(?P<levels>{_LEVEL}(?:(?:and |or |nor )?(?:in |at )?(?:the )?{_LEVEL})*)"
_STAGE = r"(?:<levels> |(?:stage|status|phase|tier|state|maturity) )*"
_WHEN = (
    r"(?P<when>(?:(?:on|in|before|since|between|after|until|till|during|by|from|earlier|later|than|prior|to|as|of|at|the"
    r"|end|beginning|start|starting|up|through|throughout|year) )*"
    r"<date> (?:(?:and|or|to|until|till|through) (?:the )?(?:end )?(?:of )?(?:<date>|now|today) "
    r"|or (?:later|earlier|after|before|newer|older) |onwards? )?)"
)
_SAME = (
    r"(?P<same>(?:(?:on|in) )?the (?:(?:very|same|exact) )*(?P<unit>day|date|month|year) "
    r"(?:(?:as|that|when|on which|in which|of) )?|(?P<order>before|after|earlier than|later than|sooner than) )"
    r"(?P<like><work> )(?:did |was |were |had |has )?(?:do |so )?"
)
_EVER = r"(?P<ever>(?:at (?:some|any|one) (?:point|time|stage)|in the past) )?"
# How long something took: "less than two years", "within a year".
_BOUNDS = "more than|longer than|over|at least|less than|fewer than|under|within|up to|at most"
_SPAN = (
    rf"(?P<bound>{_BOUNDS}) "
    r"(?P<count>(?:<number>|one|an?) )(?P<unit>years?|months?) "
)
# What works have in common with one that is named: a heading, a level.
_KIND = r"(?:<heads>|<levels>|<values>) "
_SHARED = rf"(?P<shared>{_KIND}(?:(?:and |or )?(?:the )?(?:same )?{_KIND})*)"
_SHARING = (
    r"(?:\w+(?:ed|en) )?(?:(?:in|at|on|under|from|share|shares|sharing|with|belong|belongs|to|stand|listed|filed) )+"
)
_ASIDE = (
    r"(?:and |but )?(?:other than|besides?|except(?:ing)?(?: for)?|apart from|aside from|excluding|without|but not"
    r"|not counting|leaving out) "
)
_HEADINGS = r"(?P<headings><heading> (?:(?:and |or |nor )(?:in )?(?:the )?<heading> )*)"
_STANDS = (
    r"(?:(?:belong|belongs|belonging|fall|falls|listed|found|sorted|filed|grouped|placed|located|stand|stands|standing|stood"
    r"|live|lives|living|sit|sits|sitting|appear|appears|counted|about|deal|deals|do|does) )?"
)
# Having something in a field of a record, as a question words it: "with a", "that do not list any", "whose".
_HAVING = (
    r"(?:(?:have|has|had|having|with|gives?|given|giving|lists?|listing|names?|naming|shows?|showing|offers?|offering"
    r"|provides?|providing|runs?|uses?|using|carry|keeps?|maintains?|come|got|mentions?|states?|counts?|qualify|marked"
    r"|flagged|whose|own|publish|publishes|publishing|operates?|undergone|went|gone|through|ever|include|includes"
    r"|including|count|of|as|also) )*"
)
_LACKING = r"(?:without|lacks?|lacking|miss|misses|missing) "
_NO = r"(?:(?:the|a|an|any|no|all|their|its|one|at least|some|of) )*"
_PAGE = rf"(?:(?:{'|'.join(sorted(PAGES))}|server|servers|group|groups|entries|value|field|tag|number|code) )?"
_RECORDED = r"(?:(?:(?:are|is) )?(?:recorded|on record|on file|listed|given|known|told|named|at all) )?"
_FIELD = rf"(?:<value> (?:and |or )?)*<field> {_PAGE}"
_VALUE = r"<value> (?:(?:(?:and|or) )?<value> )*"
_AS = r"(?:(?:by|from|in|of|with|as|for|to|is|are|on|at|named|called|being|includes?|including|contains?|done|made) )*"
_WORKS = rf"(?:and |or )?{_ARTICLE}<work> "
_HOME = r"(?:(?:to|by|in|into|with|of|at|from) )?(?:the )?<host> "
# Coming to a level in words that say nothing without it: "made it to graduation", "reached incubation".
_ATTAINED = (
    r"(?:(?:made it|make it|got|get|gotten|rose|went|go|climbed|advanced|elevated|promoted|upgraded) "
    r"(?:up |all the way )?(?:to|into) |(?:reached|reach|attained|attain|achieved|achieve|hit|obtained) )"
    rf"{_ARTICLE}{_LEVEL}{_STAGE}"
)
# Coming from a level to another.
LEAVING = frozenset(
    "left leave leaves leaving exit exited quit stop stops stopped cease ceased out from past above beyond".split()
)
LEFT = (
    r"(?:(?:left|leave|leaves|leaving|exit|exited|quit) "
    r"|(?:stop|stops|stopped|cease|ceased) (?:to be|being) (?:in |at )?"
    r"|(?:<come> |went |go |gone |got |get |gotten |made it |make it )*(?:up )?(?:out of|from) "
    r"|(?:<come> |went |go |gone |got |get |rise |rose |risen |made it |make it )+(?:past|above|beyond) )"
    rf"{_ARTICLE}{_LEVEL}{_STAGE}"
)
_MORE = r"(?P<longer>any ?more |any longer )?"
LEVEL = rf"{_ARTICLE}{_LEVEL}{_STAGE}"
# What happens to works, as a question words it behind "to", "did" or a noun.
EVENT = (
    rf"(?:be |become |get |been |was |were )?"
    rf"(?:<come> (?:{_HOME})?(?:(?:to|into|at|as|in|on|a|an|the) )*(?:{_LEVEL}{_STAGE})?"
    rf"|<reach> (?:{_HOME})?|<done> |{_ATTAINED}|{LEFT})"
)

_WORDED = {
    "kept": (
        rf"{_BEFORE}(?P<lack>nor |{_LACKING})?{_HAVING}(?P<no>{_NO})(?:{_VALUE}(?:among|as|in|under|for|"
        rf"at|on) (?:one of )?(?:the )?(?:their |its )?)?(?P<fields>{_FIELD}(?:or {_NO}{_FIELD})*)"
        r"(?!of (?:all |the |these |those )*<)"
        rf"(?:{_RECORDED}(?:{_AS}{_NO}{_VALUE}|(?P<dated>{_WHEN}))?)*{_RECORDED}"
    ),
    "works": rf"{_ASIDE}{_ARTICLE}(?P<works><work> (?:{_WORKS})*)",
    "among": (
        rf"(?:(?:out of|of|between|among|amongst|from) )?(?:the (?:two|<number>) )?{_ARTICLE}"
        rf"(?P<works><work> (?:{_WORKS})+)"
    ),
    "like": (
        rf"{_BEFORE}{_SHARING}(?:both )?(?:the |its |a )?(?:(?:same|very|common) )*{_SHARED}(?:as|with|of) "
        rf"(?:the )?(?P<like>(?:<work>|<name>) )(?:(?:is|are|has|does) (?:in )?)?"
    ),
    "sharing": (
        rf"(?:do|does|did) (?P<like><work> )(?P<not>not )?(?:share|have) {_ARTICLE}(?:its |same )*{_SHARED}with "
    ),
    "owned": rf"{_BEFORE}(?:in|at|under|from) (?P<like><work> ){_SHARED}",
    "aside": (
        rf"{_ASIDE}{_ARTICLE}(?:(?:that|which) )?{_AUXILIARY}(?:(?:in|at) the )?{_LEVELS}{_STAGE}(?:ones? |<noun> )?"
    ),
    "skipped": (
        rf"{_RELATIVE}{_AUXILIARY}(?:(?:skipped|skip|bypassed|omitted|jumped) (?:over )?|without (?:(?:ever|having|been"
        rf"|being|becoming|reaching|going|passing|through|in|at) )+){_ARTICLE}{_LEVELS}{_STAGE}"
    ),
    "took": (
        rf"{_BEFORE}(?:took|take|taken|needed|need|required|waited|spent) {_SPAN}(?:on the way )?(?:from \S+ )?"
        rf"(?:to|until|till|before|for) (?P<finish>(?:its |their )?(?:{EVENT}|<level> ))"
    ),
    "within": (
        rf"{_BEFORE}(?P<finish>{EVENT})(?:in )?{_SPAN}(?!ago )(?:(?:of|after|from|since|upon|following) "
        r"(?:(?:they|it|its|their|having|been|being|were|was|had) )*(?P<begin><come> |<reach> |<level> ))?"
    ),
    "lasting": (
        rf"{_BEFORE}(?:in |at )?{_ARTICLE}{_LEVELS}{_STAGE}(?:for|after) "
        rf"(?P<bound>(?:{_BOUNDS}) )?(?P<count>(?:<number>|one|an?) )(?P<unit>years?|months?) (?:now )?"
    ),
    "left": (
        rf"{_BEFORE}(?P<levels>{LEFT})(?:(?:to|into|for|and) )*(?P<then>{_ARTICLE}{_LEVEL}{_STAGE})?(?P<dated>{_WHEN})?"
    ),
    "beyond": (
        rf"{_BEFORE}(?:got |get |gotten |gone |come |<come> |made it |make it |moved |move |advanced |risen )*"
        rf"(?P<order>past|beyond|above|higher than|further than|below|under|lower than) "
        rf"{_ARTICLE}(?P<levels>{_LEVEL}){_STAGE}(?P<dated>{_WHEN})?"
    ),
    "at": rf"{_BEFORE}(?:in|at|on|of) {_ARTICLE}{_LEVELS}{_STAGE}{_MORE}{_EVER}(?P<dated>{_WHEN})?",
    "came": (
        rf"{_BEFORE}(?:<come> |(?:went|go|gone) (?=directly|straight))(?:{_HOME})?"
        rf"(?P<role>(?:directly |straight )?as |(?:directly|straight) (?:at|into|in|to) )?"
        rf"(?:(?!(?:(?:on|in) )?the same )(?:to|into|at|in|on|a|an|the) )*"
        rf"(?:{_LEVELS}{_STAGE}(?:<noun> )?)?{_EVER}(?:(?P<dated>{_WHEN})|{_SAME})?"
    ),
    "attained": rf"{_BEFORE}(?P<reach>{_ATTAINED}){_EVER}(?:(?P<dated>{_WHEN})|{_SAME})?",
    "reached": rf"{_BEFORE}(?P<reach><reach> )(?:{_HOME})?{_EVER}(?:(?P<dated>{_WHEN})|{_SAME})?",
    "level": rf"{_BEFORE}{_LEVELS}{_STAGE}{_MORE}{_EVER}(?:(?P<dated>{_WHEN})|{_SAME})?",
    "holds": (
        r"(?:do|does|did) (?P<holder>(?:the )?<host> |(?:the )?(?:<heads> )?<heading> (?:<heads> )?)"
        r"(?:have|host|hold|contain|list|include|got) "
    ),
    "under": (
        rf"{_BEFORE}(?:additionally )?{_STANDS}(?:(?:in|to|under|of|within|into|from|for|inside|as) )?{_ARTICLE}"
        rf"(?P<kind><heads> )?(?:of )?(?P<above><heading> (?=<heading> (?:<heads> |$)))?{_HEADINGS}(?P<kinds><heads> )?"
    ),
    "home": (
        rf"{_RELATIVE}{_AUXILIARY}(?:(?:hosted|part|run|accepted) )?(?:(?:of|in|at|by|from|under|to|within|with) )?"
        rf"{_ARTICLE}(?P<host><host> )(?:(?:hosts|has|have|runs|lists|holds|host) )?"
    ),
    "noun": r"(?P<noun><noun> )",
    "day": rf"(?P<dated>{_WHEN})",
    "rest": (
        r"(?:of|the|a|an|and|that|which|what|are|is|were|was|there|in|all|any|both|ones?|so|far|total|at|exist|more"
        r"|number|whole|entire|landscape|data|this|does|do|has|have|had|every|each|everything|anything|else|list|file"
        r"|here|for) "
    ),
}
# Words that leave a set as it is where no rule reads them.
LIGHT = frozenset(
    """it its up out back made make come came seen see saw existed exist exists given give gives told tell say says been
    among within new newly different various several certain particular such by as well some other others""".split()
)
WORDS = frozenset(word for rule in _WORDED.values() for word in re.findall(r"[a-z]+", rule))
RULES = {name: re.compile(rule) for name, rule in _WORDED.items()}

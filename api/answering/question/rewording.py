"""Rewording: questions put indirectly or in a roundabout way, as the plain questions that they are."""

from __future__ import annotations

import re

from api.answering.question.asking import ASKING, ASKING_OTHERWISE
from api.answering.question.words import BE, DO, MODALS

_WHETHER = re.compile(
    r"^(?:if|whether(?: or not)?)\s+(?P<claim>.+?)(?:\s+or not)?\s*[?.!]*$", re.IGNORECASE | re.DOTALL
)
_TRUE = re.compile(
    r"^(?:is|was) it (?:true|right|correct|a fact|the case) that\s+(?P<claim>.+?)\s*[?.!]*$", re.IGNORECASE | re.DOTALL
)
_NOUN_PHRASE = re.compile(r"^(?:the|a|an|some|all|any)\s", re.IGNORECASE)
_GIVING = re.compile(
    r"^(?:(?:please|kindly|can you|could you|would you) )*(?:give|name|list)(?: (?:me|us))? (?P<rest>.+)$",
    re.IGNORECASE,
)
_INDIRECT = re.compile(
    r"^(?P<word>what|who|where|how) (?P<name>(?!is |are |was |were |do |does )\S+(?: \S+){0,3}?) "
    r"(?P<verb>is|are|was|were|stands|means|works)(?: (?P<tail>for|called|used for|known as|called now|now))?\W*$",
    re.IGNORECASE,
)
# What asks for no more than what something is: "describe X", "an overview of X".
_DESCRIBED = r"(?!(?:how|why|what|when|where|which|who|whether|differences?|between|and|or)\b)[^\s?!]+"
_DESCRIBING = re.compile(
    r"^(?:(?:please|kindly|(?:can|could|would|will) you(?: please| kindly)?) )?"
    r"(?:describe|explain|introduce|summari[sz]e|define"
    r"|(?:tell|show) (?:me|us) (?:more |everything |all |something |a (?:bit|little) )?about"
    r"|what(?:['’]s| is) (?:the (?:deal|story) with|up with)"
    r"|(?:what can you tell (?:me|us) |what do you know |everything |more )about"
    r"|(?:some )?info(?:rmation)? (?:on|about)|(?:(?:give|show) (?:me |us )?)?(?:an? |the )?"
    rf"(?:(?:short|brief|quick) )?(?:overview|summary|introduction|definition|"
    rf"meaning(?! of the (?:name|word|term)\b)) (?:of|to))"
    rf"(?: +(?:to|for) (?:me|us))? +(?P<name>(?!(?:to|for) ){_DESCRIBED}(?: +{_DESCRIBED}){{0,4}}?)"
    r"(?: (?:to|for) (?:me|us|a \w+))?(?: please)?[?!]*$",
    re.IGNORECASE,
)

# Two things put to choice before the question: "compare X and Y: which joined first?".
_CHOICE = re.compile(
    r"^(?:compare |between |take |given )?(?P<one>[^:;?,]{2,60}?) (?:and|or|vs\.?|versus) "
    r"(?P<other>[^:;?,]{2,60}?)\s*[:;]\s*(?:which|who)(?: one| of them| of the two)? (?P<rest>.+)$",
    re.IGNORECASE,
)
_NAME = rf"{_DESCRIBED}(?: +{_DESCRIBED}){{0,3}}?"
_DESCRIBED_BEHIND = re.compile(
    rf"^(?:eli5\W+)?(?P<name>{_NAME}) (?:explained|definition|defined|overview|basics)[?!.]*$"
    rf"|^(?:(?:an? )?intro to|eli5\W+|who or what (?:is|are)) *(?P<behind>{_NAME})[?!.]*$",
    re.IGNORECASE,
)
_AGE = re.compile(r"^how old (?:is|are) (?P<name>.+)$", re.IGNORECASE)

# A question for yes or no behind what it holds under or in: "if Zorblat crashes, does Vargle notice it?".
_FRONTED = re.compile(
    r"^(?P<first>if|when|while|with|without|in|on|for|at|by|from|under|after|before|during|using|given)\b"
    r"(?P<lead>(?:(?!\b(?:what|which|who|whom|whose|when|where|why|how)\b)[^?])+?), (?:then )?"
    r"(?P<asked>(?:is|are|was|were|do|does|did|can|could|will|would|should|must|has|have)\b[^,]+?)\W*$",
    re.IGNORECASE,
)

# What is asked for by its kind and a clause, without a question word: "databases that run in clusters".
_DESCRIBED_KIND = re.compile(
    r"^(?:all |any |some |the )?(?P<kind>(?!(?i:number of|as|in|on|from|by|with|what|which|who|whom|whose|when|"
    r"where|why|how|list|name|show|give|count|tell|find|get|enumerate|display|print|compare|"
    r"is|are|was|were|do|does|did|has|have|can)\b)(?:[\w-]+ ){0,3}?[\w-]+(?<!s)s)"
    r" (?:that|which) (?P<clause>[a-z].+)$",
)


_AUXILIARY = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)"
# A claim put to be confirmed: "X is soft, isn't it?", "X made Y, right?", "true or false: X is soft".
_TAGGED = re.compile(
    rf"^(?P<claim>[^?,]+(?:,[^?,]+)*?)(?:\s*[,.]|\s+-)\s+(?:{_AUXILIARY}(?:n['’]?t)? (?:it|they|he|she|there)|"
    r"right|correct|true|yes|no|or not|is (?:that|this|it) (?:right|correct|true|so)|true or false|am i right)\s*\?+$",
    re.IGNORECASE,
)
_PUT = re.compile(
    r"^(?:true or false|correct or not|fact check|is (?:this|that|the following) (?:true|correct|right))"
    r"\s*[:,?–—-]+\s*(?P<claim>.+?)[.?!]*$",
    re.IGNORECASE,
)
_DENIED = re.compile(rf"^(?P<start>[^,]+?\b{_AUXILIARY})(?:n['’]t| not)\b", re.IGNORECASE)
_DENYING = re.compile(
    r"\b(?:not|never|no longer|neither|nor|nobody|nothing|none|no|without|cannot)\b|n['’]t\b", re.IGNORECASE
)
# "..., is it?" asks whether it is; "..., right?" whether what is said holds.
_ASKS_IT = re.compile(rf"\b{_AUXILIARY} (?:it|they|he|she|there)\W*$", re.IGNORECASE)
_SAID_BEFORE = re.compile(
    r"^(?:i (?:heard|read|think|believe|guess|suppose|saw)|they say|it is said)(?: that)? ", re.IGNORECASE
)
_CLAUSE = re.compile(
    rf",\s+{_AUXILIARY}\b|^(?:in|on|with|for|at|by|from|under|after|before|nobody|nothing|no one)\b", re.IGNORECASE
)
# "Who is it that made X", "X was made by whom", "I need a tool that makes X", "what is the use of X".
_CLEFT = re.compile(r"^(?P<word>who|what|which \w+)(?:['’]s| is| was) it that (?P<rest>.+)$", re.IGNORECASE)
_LAST = re.compile(r" (?P<by>by|for|from|with|to) (?:whom|who)\s*\?*$", re.IGNORECASE)
_NEEDED = re.compile(
    r"^(?:i(?:['’]m| am)? )?(?:need|want|looking for|searching for|search for|after|"
    r"(?:find|name|give|show|list)(?: me)?) "
    r"(?:an?|some|any) "
    r"(?P<kind>[\w-]+(?: [\w-]+){0,3}?) (?:that|which) "
    r"(?P<clause>(?!(?-i:[A-Z])|(?:the|an?|it|they|he|she|i|we|you|this|these|there)\b).+)$",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"^(?P<order>(?:name|list|give|show)(?: me| us)?) (?:a few|some|several|a couple of|a handful of) (?!of\b)",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:these days|nowadays|at the moment|right now|at present|as we speak)\b", re.IGNORECASE)
# "What can be used instead of X", "what became of X": the plain words for it.
_INSTEAD = re.compile(
    r"^what (?:can|could|may|might) (?:be used|(?:i|one|we|you|people|somebody) use) (?:instead|in place) of "
    r"(?P<name>.+)$",
    re.IGNORECASE,
)
_BECAME = re.compile(r"^what (?:became|has become|ever became|came) of (?P<name>.+)$", re.IGNORECASE)
_USE = re.compile(
    r"^what(?:['’]s| is) the (?:use|good) of (?:having |using )?(?P<name>(?-i:[A-Z])\S*(?: (?-i:[A-Z])\S*)*?)\s*\?*$",
    re.IGNORECASE,
)


def to_plain(asked: str, opened: bool = False) -> str:
    """Return a question as the plain one that it is; `opened`: words that ask for it stood before it ("tell me").

    >>> to_plain("whether Zorblat was bought", opened=True), to_plain("what Zorblat is.", opened=True)
    ('was Zorblat bought?', 'what is Zorblat?')
    >>> to_plain("what ZBT stands for", opened=True), to_plain("the maker of Zorblat", opened=True)
    ('what does ZBT stand for?', 'name the maker of Zorblat')
    >>> to_plain("Describe Zorblat."), to_plain("The meaning of ZBT?")
    ('what is Zorblat?', 'what is ZBT?')
    >>> to_plain("Zorblat explained"), to_plain("intro to Zorblat")
    ('what is Zorblat?', 'what is Zorblat?')
    >>> to_plain("Zorblat is soft, isn't it?"), to_plain("Zorblat replaced Vargle, right?")
    ('is Zorblat soft?', 'did Zorblat replaced Vargle?')
    >>> to_plain("Zorblat was made by whom?"), to_plain("I need a tool that grinds corn")
    ('by whom was Zorblat made?', 'which tool grinds corn')
    >>> to_plain("name a mill that is archived"), to_plain("list a few mills")
    ('which mill is archived', 'name mills')
    >>> to_plain("What can be used instead of Zorblat?"), to_plain("what became of Zorblat?")
    ('what are the alternatives to Zorblat?', 'what happened to Zorblat?')
    >>> to_plain("Explain how Zorblat scales")
    'Explain how Zorblat scales'
    >>> to_plain("common databases that run in clusters")
    'which common databases run in clusters'
    >>> to_plain("How old is Zorblat?")
    'when was Zorblat created?'
    >>> to_plain("Compare Zorblat and Vargle: who joined first?")
    'of Zorblat and Vargle, which one joined first?'
    >>> to_plain("With Zorblat, must I import Vargle first?")
    'must I import Vargle first with Zorblat?'
    """
    asked = _NOW.sub("now", _put_plainly(asked))
    asked = _FRONTED.sub(lambda match: f"{match['asked']} {match['first'].lower()}{match['lead']}?", asked)
    described = _DESCRIBED_BEHIND.match(asked) or _DESCRIBING.match(asked)
    aged, choice = _AGE.match(asked), _CHOICE.match(asked)
    if choice is not None:
        return f"of {choice['one']} and {choice['other']}, which one {choice['rest']}"
    if aged is not None:
        return f"when was {aged['name'].rstrip(' ?!.')} created?"
    if described is not None:
        name = described["name"] or described.groupdict().get("behind", "")
        return f"what is {name.rstrip(' ?.!')}?"
    kind = _DESCRIBED_KIND.match(asked)
    if kind is not None:
        return f"which {kind['kind']} {kind['clause']}"
    given = _GIVING.match(asked)
    if given is not None:
        return f"name {given['rest']}"
    claim = _TRUE.match(asked) or (_WHETHER.match(asked) if opened else None)
    if claim is not None:
        return asked if _DENYING.search(claim["claim"]) else _to_question(claim["claim"])
    if opened and _NOUN_PHRASE.match(asked):
        return f"name {asked}"
    return _to_direct(asked) if opened and ASKING.match(asked) else asked


def _put_plainly(asked: str) -> str:
    """Return as a question what is put to be confirmed or in an order of its own."""
    plain = _SAID_BEFORE.sub("", asked)
    claim = None if ASKING.match(plain) or ASKING_OTHERWISE.match(plain) else _TAGGED.match(plain)
    claim = claim if claim is None or not _CLAUSE.search(claim["claim"]) else None
    claim = claim or _PUT.match(asked)
    if claim is not None:
        said = _DENIED.sub(lambda match: match["start"], claim["claim"]) if _ASKS_IT.search(asked) else claim["claim"]
        return asked if _DENYING.search(said) else _to_question(said)
    asked = _BECAME.sub(r"what happened to \g<name>", _INSTEAD.sub(r"what are the alternatives to \g<name>", asked))
    asked = _VAGUE.sub(r"\g<order> ", asked)
    cleft, needed, use = (one.match(asked) for one in (_CLEFT, _NEEDED, _USE))
    last = _LAST.search(asked)
    if cleft is not None:
        return f"{cleft['word']} {cleft['rest']}"
    if last is not None and not ASKING.match(asked) and not ASKING_OTHERWISE.match(asked):
        return f"{last['by']} whom {_to_question(asked[: last.start()])}"
    if needed is not None:
        return f"which {needed['kind']} {needed['clause']}"
    return asked if use is None else f"what is {use['name']} good for?"


def _to_direct(asked: str) -> str:
    """Return an indirect question as a direct one where nothing but a name stands before its verb."""
    match = _INDIRECT.match(asked)
    if match is None:
        return asked
    verb, tail = match["verb"].lower(), f" {match['tail']}" if match["tail"] else ""
    if verb in BE:
        return f"{match['word']} {verb} {match['name']}{tail}?"
    return f"{match['word']} does {match['name']} {verb.removesuffix('s')}{tail}?"


def _to_question(claim: str) -> str:
    """Return a statement as the question whether it holds: its first auxiliary goes first."""
    words = claim.split()
    place = next((n for n, word in enumerate(words) if n and word.lower() in BE | DO | MODALS), None)
    if place is None:
        return f"did {claim}?"
    return f"{words[place]} {' '.join((*words[:place], *words[place + 1 :]))}?"

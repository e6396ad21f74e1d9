"""Openings: what people say around a question ("could you tell me ...", "... please?"), taken off before it is read."""

from __future__ import annotations

import re

from api.answering.question.words import BE, DO, MODALS

_KNOWING = r"(?:know|find out|learn|understand|hear|see|be told)"
_TOLD = r"(?:(?:tell|remind|inform|enlighten|show) (?:me|us)|let (?:me|us) know|help (?:me|us) \w+)"
_ASKER = rf"(?:{_TOLD}|explain(?: to (?:me|us))?|say|state)"
_OPENING = re.compile(
    r"^(?:(?:hi|hello|hey|ok|okay|so|well|now|and|please|pls|kindly|sorry|excuse me|quick question)\b[\s,.:!–—-]*)*"
    r"(?:"
    rf"(?:can|could|would|will) (?:you|anyone|anybody|someone|somebody)(?: please| kindly| maybe| perhaps)* {_ASKER}"
    r"|(?:do|does|did) (?:you|anyone|anybody|someone|somebody)(?: perhaps| happen to| by any chance)?"
    r" (?:know|remember|recall)"
    rf"|i(?:['’]d| would| do)?(?: really| just| also)? (?:like|love|want|need|wish) to {_KNOWING}"
    rf"|i(?:['’]m| am) (?:trying to {_KNOWING}|looking for|curious(?: to know)?|interested in|wondering|unsure)"
    r"|i(?: was)? (?:wonder|wondering|ask myself)|(?:just )?(?:wondering|curious)|i (?:don['’]t|do not) know"
    r"|(?:have you |do you have |is there )?(?:got )?any (?:idea|clue|information|info)"
    rf"|(?:what )?i(?:['’]d| would)? (?:like|want|need) to {_KNOWING} is|(?:my|the|our) question is"
    rf"|(?:please |kindly ){_ASKER}|{_TOLD}|explain to (?:me|us)"
    r"|(?:please|kindly) (?:state|specify|indicate|say)"
    r")"
    r"(?: please)?(?:\s*[,:–—-])?(?: (?:about|of|as to|on))?\s+(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_ASKING = re.compile(
    r"^(?:(?:in|on|by|for|from|to|of|at|with|under|into|since|as of|as|out of|after|behind|around|during|until)\s+)?"
    r"(?:what|which|who|whom|whose|when|where|why|how)\b",
    re.IGNORECASE,
)
_WHETHER = re.compile(
    r"^(?:if|whether(?: or not)?)\s+(?P<claim>.+?)(?:\s+or not)?\s*[?.!]*$", re.IGNORECASE | re.DOTALL
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
# A run of stops is tried from its beginning alone: tried from each place in it, it would take time by its square.
_TAIL = re.compile(
    r"(?<![\s,;.–—-])[\s,;.–—-]+(?:please|pls|thanks|thank you|thx|by any chance|"
    r"any (?:idea|ideas|clue)|do you know|does anyone know|i wonder|if you know|exactly)\s*(?P<mark>[?.!]*)\s*$",
    re.IGNORECASE,
)

# What asks for no more than what something is: "describe X", "an overview of X".
_DESCRIBED = r"(?!(?:how|why|what|when|where|which|who|whether|differences?|between|and|or)\b)[^\s?!]+"
_DESCRIBING = re.compile(
    r"^(?:(?:please|kindly|(?:can|could|would|will) you(?: please| kindly)?) )?"
    r"(?:describe|explain|introduce|summari[sz]e|define"
    r"|(?:tell|show) (?:me|us) (?:more |everything |all |something |a (?:bit|little) )?about"
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
_AGE = re.compile(r"^how old (?:is|are) (?P<name>[^?!]+?)[?!.\s]*$", re.IGNORECASE)

# A question for yes or no behind what it holds under or in: "if Zorblat crashes, does Vargle notice it?".
_FRONTED = re.compile(
    r"^(?P<first>if|when|while|with|without|in|on|for|at|by|from|under|after|before|during|using|given)\b"
    r"(?P<lead>(?:(?!\b(?:what|which|who|whom|whose|when|where|why|how)\b)[^?])+?), (?:then )?"
    r"(?P<asked>(?:is|are|was|were|do|does|did|can|could|will|would|should|must|has|have)\b[^,]+?)\W*$",
    re.IGNORECASE,
)

_SECOND = re.compile(
    r"(?<![\s,])[\s,]+and\s+(?:since\s+)?(?:when|where|why|how|by whom|in (?:which|what) (?:year|month|version))"
    r"\s*(?P<mark>\?*)\s*$",
    re.IGNORECASE,
)

# What is asked for by its kind and a clause, without a question word: "databases that run in clusters".
_DESCRIBED_KIND = re.compile(
    r"^(?:all |any |some |the )?(?P<kind>(?!(?i:number of|as|in|on|from|by|with|what|which|who|whom|whose|when|"
    r"where|why|how|list|name|show|give|count|tell|find|get|enumerate|display|print|compare|"
    r"is|are|was|were|do|does|did|has|have|can)\b)(?:[\w-]+ ){0,3}?[\w-]+(?<!s)s)"
    r" (?:that|which) (?P<clause>[a-z].+)$",
)


def without_second(text: str) -> str:
    """Return a question without a second one that goes on about its answer: "who bought Zorblat, and when?".

    >>> without_second("who bought Zorblat, and when?")
    'who bought Zorblat?'
    """
    return _SECOND.sub(lambda match: match["mark"], text)


def without_opening(text: str) -> str:
    """Return a question without the words around it that ask nothing.

    >>> without_opening("I'd like to know who created Zorblat."), without_opening("zorblat maker, any idea?")
    ('who created Zorblat.', 'zorblat maker?')
    >>> without_opening("Do you know whether Zorblat was bought?"), without_opening("Do you support Zorblat?")
    ('was Zorblat bought?', 'Do you support Zorblat?')
    >>> without_opening("Tell me what ZBT stands for"), without_opening("I wonder what Zorblat is.")
    ('what does ZBT stand for?', 'what is Zorblat?')
    >>> without_opening("Describe Zorblat."), without_opening("The meaning of ZBT?")
    ('what is Zorblat?', 'what is ZBT?')
    >>> without_opening("Can you explain Zorblat to me?"), without_opening("Tell me something about ZBT")
    ('what is Zorblat?', 'what is ZBT?')
    >>> without_opening("Explain how Zorblat scales")
    'Explain how Zorblat scales'
    >>> without_opening("common databases that run in clusters")
    'which common databases run in clusters'
    >>> without_opening("How old is Zorblat?")
    'when was Zorblat created?'
    >>> without_opening("Compare Zorblat and Vargle: who joined first?")
    'of Zorblat and Vargle, which one joined first?'
    >>> without_opening("Please tell me the maker of Zorblat")
    'name the maker of Zorblat'
    >>> without_opening("With Zorblat, must I import Vargle first?")
    'must I import Vargle first with Zorblat?'
    """
    asked = _TAIL.sub(lambda match: match["mark"], text.strip()) or text
    asked = _FRONTED.sub(lambda match: f"{match['asked']} {match['first'].lower()}{match['lead']}?", asked)
    described = _DESCRIBING.match(asked)
    aged, choice = _AGE.match(asked), _CHOICE.match(asked)
    if choice is not None:
        return f"of {choice['one']} and {choice['other']}, which one {choice['rest']}"
    if aged is not None:
        return f"when was {aged['name']} created?"
    if described is not None:
        return f"what is {described['name'].rstrip(' ?.!')}?"
    kind = _DESCRIBED_KIND.match(asked)
    if kind is not None:
        return f"which {kind['kind']} {kind['clause']}"
    match = _OPENING.match(asked)
    given = _GIVING.match(asked)
    if given is not None:
        return f"name {given['rest']}"
    if match is None:
        return asked
    rest = match["rest"].strip()
    claim = _WHETHER.match(rest)
    if claim is not None:
        return _to_question(claim["claim"])
    if _NOUN_PHRASE.match(rest):
        return f"name {rest}"
    return _to_direct(rest) if _ASKING.match(rest) else asked


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

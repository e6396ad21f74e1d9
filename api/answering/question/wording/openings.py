"""Openings: what people say around a question ("could you tell me ...", "... please?"), taken off before it is read."""

from __future__ import annotations

import re

from api.answering.question.wording.asking import ASKING, ASKING_OTHERWISE
from api.answering.question.wording.claimed import Asked
from api.answering.question.wording.rewording import to_plain
from api.answering.question.wording.sentences import split_sentences
from api.answering.question.words.words import BE, DO, EMPTY, MODALS

# So many pieces may stand around a question, and so many words before it ask for it.
_MOST = 5
_LONGEST = 12
# What is never the first word of a question itself, whatever stands behind it.
_CALLS = frozenset("hi hello hey hiya howdy yo um uh er hm hmm please pls plz kindly sorry btw ok okay".split())
_GREETING = _CALLS | frozenset(
    "greetings good morning afternoon evening there everyone all folks team dear bot "
    "assistant hmmm ah oh alright so well now right cool great nice wait "
    "excuse pardon me fyi anyway honestly frankly seriously basically also again thanks thank thx you".split()
)
# Words that make no question together with those above: "just a quick question", "one more thing, out of curiosity".
_CHATTING = _GREETING | frozenset(
    "a an the this that is my i have and then but quick short simple small little another one two more last final "
    "question questions q thing things curious curiosity out of just by way in general generally maybe perhaps first "
    "firstly next help remind got it not sure no idea wondering for asking friend true correct possible "
    "if may don't dont mind know can tell as far lot much very".split()
)
_KNOWING = frozenset(
    "ask asks asked asking know knows knew tell tells telling told remind reminds reminding explain explains "
    "explaining say saying learn understand remember recall wonder wonders wondering wondered forget forgot forgotten "
    "check confirm clarify inform enlighten show hear see idea clue sure unsure curious interested information info "
    "answer find figure look".split()
)
_PERSONS = frozenset("i i'm i'd i've me my mine us you your anyone anybody someone somebody".split())
# "Explain what X is" asks what it is; how and why take more than a name.
_EXPLAINING = frozenset("explain clarify specify state say".split())
_TELLS_MORE = frozenset("how why".split())
_UNSURE = frozenset("please kindly no not any unsure curious wondering forgot".split())
# Behind one of these the asker's words bear on the question: "if I restart it, are the logs lost?".
_CONDITIONS = frozenset(
    "if when while whenever after before once unless until since because without during suppose given with".split()
)
# What the asker is about, which asks nothing: "I am preparing a talk", "I'm new to this".
_PURPOSES = frozenset("preparing writing learning studying researching new trying curious wondering asking".split())
_OCCASIONS = frozenset("talk presentation homework essay quiz report article paper post".split())
# Who may be asked for an answer, and by which words where it is anybody: "does anyone know".
_ASKED = frozenset("you anyone anybody someone somebody".split())
_TELLING_ALL = frozenset("know tell say remember recall explain clarify enlighten mind".split())
_CLIPPED = re.compile(r"^(?:(what|where|when|how)['’]?s|(who)s)\b", re.IGNORECASE)
_WORD = re.compile(r"[\w'’.+#/-]+")
_STOP = re.compile(r"(?<!\s)(?:\s*[,;:–—]\s*|\s+-+\s+)")
_QUOTED = re.compile(r"^[\"“”'‘’«](?P<inner>[^\"“”«»]+)[\"“”'‘’»]$")
_TELLING = re.compile(
    r"^(?:(?:can|could|would|will) (?:you|anyone|anybody|someone|somebody)(?: please| kindly| maybe| perhaps| mind)* )?"
    r"(?:please |kindly )?(?:(?:tell|remind|inform|enlighten|show)(?:ing)? (?:me|us)|let(?:ting)? (?:me|us) know|"
    r"explain(?:ing)? (?:to|for) (?:me|us|somebody|someone|(?:an?|my) \w+))"
    r"(?: please| again)*(?: (?:(?:(?:an? (?:bit|little|few words)|something|more|everything|anything|all|some)"
    r"(?: more| you know)? )?about|of|as to))?\s+(?P<rest>.+)$"
    r"|^(?:do|does) (?:we|you|people|anyone|anybody|someone|somebody)(?: perhaps| happen to| by any chance)? know"
    r"\s+(?P<known>.+)$"
    r"|^i(?:['’]d| would)? (?:like|want|need|wish) to (?:know|find out|learn|see|hear)(?: about)?\s+(?P<wished>.+)$"
    r"|^(?:is there |have you |do you have )?(?:got )?any (?:idea|clue|information|info)"
    r"(?: (?:about|of|on|as to))?\s+(?P<idea>.+)$"
    r"|^i(?:['’]m| am) (?:looking for|interested in|(?:just )?(?:trying|hoping|here) to (?:find out|learn))\s+"
    r"(?P<sought>.+)$"
    r"|^(?:may|might|can|could) i (?:please )?ask(?: you)?\s+(?P<allowed>.+)$"
    r"|^(?:what|(?:one|the (?:only|first|main)|another) (?:thing|question)|something|my question|all)"
    r"(?: that)?(?: (?:i|we)(?:['’](?:d|m|ve))?(?: [a-z]+){1,5}?)? is,?\s+"
    rf"(?P<unknown>(?:{ASKING.pattern}|whether\b).+)$",
    re.IGNORECASE | re.DOTALL,
)
_SOURCES = (
    r"(?:documents?|documentation|docs?|sources?|texts?|corpus|files?|graph|data|material|landscape|articles?|authors?|"
    r"papers?|posts?|guides?)"
)
# How long or how simple the answer should be.
_MANNER = re.compile(
    r"^(?P<asks>(?:\S+ ){0,4}?(?:describe|explain|tell|summari[sz]e|say|define|outline))((?: to)? (?:me|us))? "
    r"(?:in|with) (?:just |only )?(?:(?:a|one|two|three|a few|a couple of|some|simple|plain|easy|your own) )+"
    r"(?:sentences?|words?|lines?|terms|english)(?: or (?:two|so))? ",
    re.IGNORECASE,
)
_ACCORDING = re.compile(
    r"(?:according to|(?<!is )(?<!are )(?<!was )(?<!were )based on|"  # what things are based on is asked
    rf"going by|judging by) (?:(?:the|your|these|those|our|all)\s+)*{_SOURCES}"
    rf"|(?:in|from) (?:all )?your (?:own )?{_SOURCES}",
    re.IGNORECASE,
)
# Why somebody asks, or what he guesses, behind a question.
_FORGOTTEN = (
    r"(?:(?:i|we) )?(?:just )?(?:can(?:['’]t|not| not)|could(?:n['’]t| not)|don['’]?t|do not|did(?:n['’]t| not)) "
    r"(?:quite |seem to )?(?:remember|recall|tell|know|find out)"
    r"(?: (?:it|that|anymore|right now|any more))?|(?:there(?:['’]s| are| is) only (?:a few|one|two|some),? )?"
    r"i (?:think|guess|believe|suppose)|just (?:curious|asking|checking|wondering)|(?:i['’]m |am )?(?:just )?curious"
)
# A run of stops is tried from its beginning alone: tried from each place in it, it would take time by its square.
_TAIL = re.compile(
    r"(?<![\s,;.?!–—-])(?P<stop>[\s,;.?!–—-]+)(?:(?:and )?(?:please|pls|plz|kindly)|by any chance|"
    r"any (?:idea|ideas|clue)|do you know|does anyone know|can you (?:tell me|help(?: me)?)|i wonder|i was wondering|"
    r"if you know|if i may ask|many thanks|"
    r"(?:thanks|thank you) (?:in advance|a lot|so much|very much)|"
    r"if you don['’]?t mind|exactly|actually|really|precisely|for me|anyway|anyhow|after all|"
    r"in (?:one|a|a single) sentence|in (?:a few|simple|plain|your own) (?:words|terms|english)|in short|"
    rf"in a nutshell|briefly|for (?:(?:a |absolute )?beginners?|dummies)|{_ACCORDING.pattern}|"
    r"(?<!ed\s)(?<!en\s)(?<!lt\s)(?<!un\s)(?<!ut\s)again|"  # but "opened again"
    # These may belong to the question, but not behind a stop: "opened again", "how do I say thanks".
    rf"(?<=[,;.?!–—-]\s)(?:again|then|though|cheers|thx|thanks|thank you|{_FORGOTTEN}))"
    r"\s*(?P<mark>[?.!]*)\s*$",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    rf"^(?P<asking>{ASKING.pattern})\s+(?:exactly|actually|really|precisely|on earth|in the world|the heck|the hell)"
    r"(?=\s+\w)",
    re.IGNORECASE,
)
_SECOND = re.compile(
    r"(?<![\s,])[\s,]+and\s+(?:since\s+)?(?:when|where|why|how|by whom|in (?:which|what) (?:year|month|version))"
    r"\s*(?P<mark>\?*)\s*$",
    re.IGNORECASE,
)
_SHORTEST = 2  # words
_RELATED = re.compile(r"(?:in|on|at|by|from|to|for|with|of|under) (?:which|whom)\b", re.IGNORECASE)
_OF_NOUN = re.compile(r"\b(?:the|an?|all|any) (?:[\w-]+ ){1,2}$", re.IGNORECASE)


def without_second(text: str) -> str:
    """Return a question without a second one that goes on about its answer: "who bought Zorblat, and when?".

    >>> without_second("who bought Zorblat, and when?")
    'who bought Zorblat?'
    """
    return _SECOND.sub(lambda match: match["mark"], text)


def without_opening(text: str) -> Asked:
    """Return a question without the words around it that ask nothing, and put plainly (`to_plain`).

    >>> without_opening("I'd like to know who created Zorblat.").text, without_opening("zorblat maker, any idea?").text
    ('who created Zorblat.', 'zorblat maker?')
    >>> without_opening("Do you know whether Zorblat was bought?").text, without_opening("Do you support Zorblat?").text
    ('was Zorblat bought?', 'Do you support Zorblat?')
    >>> without_opening("Hi there! Just a quick question: who made Zorblat? Thanks!").text
    'who made Zorblat?'
    >>> without_opening("My boss wants to know what on earth Zorblat runs on.").text
    'what Zorblat runs on.'
    >>> without_opening("Please tell me the maker of Zorblat").text
    'name the maker of Zorblat'
    >>> without_opening("is zorblat soft? can't remember").text, without_opening("who made it, i don't know").text
    ('is zorblat soft?', 'who made it')
    >>> without_opening("Tell me the day on which Zorblat was sold.").text
    'when was Zorblat sold?'
    >>> without_opening("If I restart Zorblat, are the logs lost?").text
    'are the logs lost if I restart Zorblat?'
    """
    asked, opened = _MANNER.sub(r"\g<asks>\2 ", " ".join(text.split())), False
    if asked.isupper() and len(asked.split()) > _SHORTEST:
        asked = asked.lower()  # shouted
    for _ in range(_MOST):
        before = asked
        asked = _without_tail(_unquote(asked))
        asked = _without_aside(asked)
        asked, found = _without_lead(asked)
        opened = opened or found
        if asked == before:
            break
    asked = _CLIPPED.sub(r"\1\2 is", _INSIDE.sub(lambda match: match["asking"], asked))
    return to_plain(asked, opened)


def _unquote(text: str) -> str:
    """Return a text without the quotes around all of it."""
    quoted = _QUOTED.match(text)
    return quoted["inner"].strip() if quoted is not None else text


def _without_tail(text: str) -> str:
    """Return a question without the polite words behind it, and without sentences behind it that ask nothing."""
    found = _TAIL.search(text)
    if found is not None and not set(_WORD.findall(text[: found.start()].lower())) <= _CHATTING:
        mark = "?" if "?" in found["stop"] else found["mark"]
        return text[: found.start()] + mark
    first, *rest = split_sentences(text)
    if rest and first.rstrip().endswith("?") and all(_is_aside(sentence) for sentence in rest):
        return first
    return text


def _without_aside(text: str) -> str:
    """Return a question without what is said before it, up to a stop, of the asker or to pass the time."""
    first, *rest = split_sentences(text)
    if rest and not first.endswith("?") and _is_aside(first):
        return text[text.index(rest[0], len(first)) :]
    stop = _STOP.search(text)
    if stop is None or not text[stop.end() :].strip():
        return text
    lead, behind = text[: stop.start()].strip(), text[stop.end() :].strip()
    source = _ACCORDING.fullmatch(lead)
    says = not EMPTY.issuperset(word.lower() for word in _WORD.findall(behind))
    return behind if len(behind.split()) >= _SHORTEST and (source or (says and _is_aside(lead))) else text


def _is_aside(text: str) -> bool:
    """Tell whether words ask nothing and name nothing: a greeting, or what somebody says of oneself.

    What is told of the asker may bear on the question, but not for what the answer is wanted.

    >>> [_is_aside(text) for text in ("By the way", "For a talk I am preparing", "My laptop broke", "In Oslo")]
    [True, True, False, False]
    """
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text.rstrip(".!?"))]
    if not words or _names(text):
        return False
    if set(words) <= _CHATTING:
        return True
    knows = words[:2] == ["if", "you"] or ("you" in words and bool(_KNOWING & set(words)))
    meant = bool(_PURPOSES & set(words)) or (words[0] == "for" and bool(_OCCASIONS & set(words)))
    told = meant and bool({"i", "i'm", "i've", "i'd", "my"} & set(words)) and words[0] not in _CONDITIONS
    return (told or knows) and not ASKING.match(text)


def _names(text: str) -> bool:
    """Tell whether a text may name something: by a capital within it, a number or a sign."""
    first, *rest = _WORD.findall(text) or [""]
    own = {"I", "I'm", "I'd", "I've", "I’m", "I’d", "I’ve", "Q", "BTW", "FYI", "OK", "Hi", "Hello", "Thanks"}
    return any(word != word.lower() and word not in own for word in rest) or any(
        letter.isdigit() for word in (first, *rest) for letter in word
    )


def _without_lead(text: str) -> tuple[str, bool]:
    """Return a question without the words that ask for an answer to it ("could you remind me"); whether some did."""
    words = list(_WORD.finditer(text))
    start = _count_greetings(words)
    for place in range(start + 1, min(len(words), start + _LONGEST)):
        rest = text[words[place].start() :]
        if not ASKING.match(rest) and not ASKING_OTHERWISE.match(rest):
            continue
        lead = text[words[start].start() : words[place].start()]
        if _RELATED.match(rest) and _OF_NOUN.search(lead):
            break  # "the day on which X was sold"
        explains = lead.strip().lower() in _EXPLAINING and words[place].group().lower() not in _TELLS_MORE
        asks = _asks_for_answer(lead) and (ASKING.match(rest) or _ends_asking(lead))
        if asks or (explains and ASKING.match(rest)):
            return rest, True
        if ASKING.match(rest):
            break
    if start and start < len(words):
        rest = text[words[start].start() :]
        called = words[0].group().lower() in _CALLS and words[start].group().lower() != "world"
        if called or ASKING.match(rest) or ASKING_OTHERWISE.match(rest):
            return rest, False
    told = _TELLING.match(text)
    rest = next((group.strip() for group in told.groups() if group), "") if told is not None else ""
    return (rest, True) if rest else (text, False)


def _ends_asking(lead: str) -> bool:
    """Tell whether nothing of a question stands in the words before it: "tell me", and not "tell me the language X"."""
    return _WORD.findall(lead)[-1].lower() in _KNOWING | _PERSONS | _GREETING


def _count_greetings(words: list[re.Match[str]]) -> int:
    """Return with how many words of greeting a question begins, where nothing stops them: "hey so what is X"."""
    count = 0
    if words and words[0].group().lower() == "there":
        return 0  # "there are two kinds of mills"
    while count < len(words) and words[count].group().lower() in _GREETING:
        count += 1
    return count if count < len(words) else 0


def _asks_for_answer(lead: str) -> bool:
    """Tell whether words ask somebody for an answer, or say that the asker looks for one.

    >>> _asks_for_answer("my boss asks"), _asks_for_answer("would you mind telling me"), _asks_for_answer("can I see")
    (True, True, False)
    """
    words = [word.lower().replace("’", "'") for word in _WORD.findall(lead)]
    if not words or _names(lead) or ASKING.match(lead):
        return False
    if words[0] in BE | DO | MODALS:  # "does it tell me which one failed" asks whether it does
        asked = set(words[1:2]) & _ASKED
        known = _KNOWING if asked == {"you"} else _TELLING_ALL
        return bool(asked) and bool(known & set(words))
    meant = bool(_PERSONS & set(words)) or words[0] in _UNSURE
    return meant and bool(_KNOWING & set(words)) and words[0] not in _CONDITIONS

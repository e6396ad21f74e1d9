"""The words of a question: tokens with their places, and the small words of English that steer a question."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.language import tags

_WORD = re.compile(r"[^\W_](?:[\w+#.'’/&-]*[\w+#])?|&|[+#]+")
_POSSESSIVE = re.compile(r"(?:'s|’s|s['’])$")

BE = frozenset("is are was were be been being am isn't aren't wasn't weren't".split())
HAVE = frozenset("have has had".split())
USE = frozenset("use uses used using".split())
DO = frozenset("do does did don't doesn't didn't".split())
MODALS = frozenset("can could may might will would shall should must has have had".split())
# Verbs that stand first in a question for yes or no.
AUXILIARIES = frozenset(word for word in BE | DO | MODALS if "'" not in word) - {"be", "been", "being", "am"}
ARTICLES = tags.ARTICLES
PREPOSITIONS = frozenset("of in on at to for from by with as into onto under after before via than like".split())
QUESTION_WORDS = frozenset("what which who whom whose when where why how".split())
SUPERLATIVES = frozenset("first earliest oldest last latest newest youngest".split())
ORDINALS = dict(zip("second third fourth fifth sixth seventh eighth ninth tenth".split(), range(2, 11), strict=True))
# What stands before a level or a heading that is passed: "beyond incubation".
BEYOND = frozenset("above beyond past".split())
# Words that say how what is asked about stands in time or to its like: none of them is a misspelt name.
STEERING = SUPERLATIVES | frozenset(
    """longest shortest fastest quickest slowest older newer younger earlier later sooner recent recently since before
    after until during count both neither nor either only besides except without skip
    skipped""".split()
)
# What asks for things to be named: "list the projects", "give me three".
LISTING = frozenset("name list give show".split())
# Words for what something is called, before its name: "the name X".
NAMING = frozenset("name word term".split())
# Words for all that was read, by which a question says no more than "here".
SOURCE_WORDS = frozenset("landscape catalogue catalog list dataset data file map documents corpus graph".split())
# Adverbs for what is so now, and others that change nothing of what is said.
NOW = frozenset("still now currently today presently nowadays".split())
ADVERBS = NOW | frozenset(
    """already also yet actually really exactly altogether overall finally officially formally just right indeed simply
    even""".split()
)
# Nouns for whatever a list holds: "how many entries".
COUNTED_NOUNS = frozenset("items entries things".split())
# Nouns for a place among all that was read: "which part of the landscape".
PLACE_NOUNS = frozenset("part area section corner region portion spot".split())
PRONOUNS = frozenset("it they them its their he she his her this these that those one".split())
# Words that begin a clause inside another.
CLAUSES = frozenset("that which who whose where when while".split())
# Nouns whose answer is told in sentences.
TOLD_NOUNS = frozenset(
    """problem reason purpose benefit advantage disadvantage drawback weakness strength role goal idea point effect
    consequence risk challenge limitation motivation downside trade-off tradeoff""".split()
)
# Words that carry no content of their own: they need not be accounted for by what answers a question.
EMPTY = (
    BE | DO | MODALS | ARTICLES | QUESTION_WORDS | PRONOUNS
    | frozenset(
        """of in on at to for from by with as and or not no than then there here into onto upon about over under
        between among per via if so such any some all each every both either me my you your we our us i tell show
        give list name names named please know want find get let see say says according exactly actually really just
        currently current now today still ever already also even only most more much many few very well good own used
        use uses using other another same different thing things kind kinds sort type types example examples called
        mean means meaning explain describe definition define up out do's etc else vs versus compared comparison compare
        difference differences differ between project projects tool tools software technology technologies
        nowadays i.e e.g state states time times date year years month day did had has been being going like made make
        total altogether overall number look looks looked got gets getting far ago everything
        speak speaks spoke spoken""".split()
    )
)  # fmt: skip
# What stands behind a question word in short: "when'd it start".
_SHORTENED = {"s": "is", "d": "did", "re": "are", "ll": "will", "ve": "have"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words `first` to `last` of a text."""

    first: int
    last: int

    @property
    def indices(self) -> frozenset[int]:
        """The indices of the words."""
        return frozenset(range(self.first, self.last + 1))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question: as written without a possessive ending, in lower case, and where it stands."""

    text: str
    lower: str
    start: int
    end: int
    possessive: bool = False


@lru_cache(maxsize=4096)
def read_words(text: str) -> tuple[Word, ...]:
    """Cut a question, or a sentence that may answer it, into words.

    >>> [word.lower for word in read_words("Who's behind Envoy's C++ core?")]
    ['who', 'is', 'behind', 'envoy', 'c++', 'core']
    """
    words: list[Word] = []
    for match in _WORD.finditer(text.replace("’", "'")):
        raw = match.group()
        lower = raw.lower()
        asks, _, short = lower.partition("'")
        if short in _SHORTENED and (asks in QUESTION_WORDS or lower in {"that's", "it's"}):
            cut = match.start() + len(asks)
            words.append(Word(raw[: len(asks)], asks, match.start(), cut))
            words.append(Word(_SHORTENED[short], _SHORTENED[short], cut, match.end()))
            continue
        possessive = _POSSESSIVE.search(raw) is not None and len(raw) > 3
        written = raw[:-2] if possessive and raw.lower().endswith("'s") else raw.rstrip("'")
        words.append(Word(written, written.lower(), match.start(), match.end(), possessive))
    return tuple(words)

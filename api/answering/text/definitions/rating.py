"""Rating: how well each of some sentences may define a name, by its words, its place, and what was read in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from api.answering.graph.facts.evidence import Source
from api.answering.question.reading import Reading
from api.answering.text.sentences.defining import (
    defines,
    find_kind,
    says_little,
    signs,
    tells_below,
    tells_of_page,
    tells_of_person,
)
from api.answering.text.sentences.prose import points_back, points_elsewhere
from api.answering.text.sentences.sentences import Sentence, span_text
from indexer.search import PassageIndex
from indexer.tokens import find_tokens

# What a sentence gains by what it says and where it stands, and what it loses where it points to something else.
STATED = 0.5
TOLD_OF = 1.0
EXPANDED = 1.0
POINTING = 0.6
TAGLINE = 2.5
PURPOSE = 0.5
LED = 1.0
SHORT_LINE = 50
OPENS = 1.0
# Among how many first sentences a page says what it is about.
OPENING = 4
# What begins so leads elsewhere, or says who wrote it.
_NO_TAGLINE = (
    "see|read|click|note|visit|check|install|for|to|in|on|at|by|from|with|and|or|but|if|when|after|this|these|that|here|"
    "there|how|why|what|who|which|where|posted|published|updated|written|copyright|photo|image|figure|table|source|"
    "thanks?|welcome|please|learn|join|follow|contact|sponsored|built by|made by|work in|inspired|based|powered|"
    "brought|maintained|developed|created|supported"
)
_VERBS = "is|are|was|were|has|have|had|can|could|will|would|may|must|should|do|does|did|you|we|i|they|it"
_NO_VERB = rf"(?:(?!\b(?:{_VERBS})\b)[^.;:?])+"
_TAGLINE = re.compile(rf"an? {_NO_VERB}[.]?$", re.IGNORECASE)
# The first sentence of a page need not begin with an article.
_FIRST_LINE = re.compile(rf"(?!(?:{_NO_TAGLINE})\b)(?=(?:\S+ ){{3}}){_NO_VERB}[.!]$", re.IGNORECASE)
# A sentence with a verb that looks like a plural: "An application talks to X".
_TELLS = re.compile(
    r"an? (?:(?!(?:of|for|to|in|on|with|by|from|at|that|which)\b)[\w-]+ ){1,3}[\w-]*[^\W_sui]s "
    r"(?:to|with|in|from|over|at|on|by|the|an?|its|their)\b",
    re.IGNORECASE,
)
# "Kedge, knots, ropes" signs nothing.
_FULL_NAME = re.compile(r"[A-Z]\S*(?: [A-Z]\S*)+")
# How far behind the line that it stands below a sentence begins, and how many words that has beside the name.
_GAP, _BESIDE = 4, 3


@dataclass(frozen=True, slots=True)
class Rated:
    """A sentence that may define a name, and how well; `is_stated`: the graph has it as the definition.

    `is_tagline`: it says without a verb or a name what its page is about. `opens`: it says so. `defines`: it surely
    defines something.
    """

    sentence: Sentence
    worth: float
    is_stated: bool
    is_tagline: bool
    opens: bool
    defines: bool

    @property
    def text(self) -> str:
        """The words of the sentence."""
        return self.sentence.text


def rate(
    index: PassageIndex,
    reading: Reading,
    names: Sequence[str],
    called: Sequence[str],
    stated: Sequence[Source],
    ranked: Sequence[Sentence],
) -> list[Rated]:
    """Return sentences by how well they may define a name, the best first; `called`: how a person is called."""
    people = [name for name in (*names, *called) if name in called or _FULL_NAME.fullmatch(name)]
    openings = {(p.document, p.span) for name in names for p in index.openings_of(name)}
    more = reading.mentions and reading.unnamed  # "the product also called X"
    told = any(
        find_kind(s.text, names) is not None and not says_little(s.text) for s in ranked
    )  # then no line without a verb is needed
    expands = set(reading.lowers) & {"stand", "stands", "abbreviation", "acronym"}
    purpose, does = "for" in reading.lowers, reading.lowers[-1] == "do"
    rated = []
    for s in ranked:
        is_stated, is_signed = _states(s, stated) and not says_little(s.text), signs(s.text, people)
        is_headed = does and tells_below(s.text, names, s.headings)
        opens = (
            not more and (s.passage.document, s.passage.span) in openings and s.span in s.passage.sentences[:OPENING]
        )
        is_tagline = opens and not told and _is_tagline(s) and not defines(s.text, names)
        of_page = opens and not told and tells_of_page(s.text)
        is_first = opens and (is_stated or of_page or defines(s.text, names))
        under_name = is_led(s, names)
        worth = (
            s.score
            + (STATED if is_stated else 0.0)
            + (OPENS if is_first else 0.0)
            + (TAGLINE if is_tagline or of_page or is_signed or is_headed else 0.0)
            + (PURPOSE if purpose and _tells_use(s.text, names) else 0.0)
            - (POINTING if s.leads_in or points_elsewhere(s.text) else 0.0)
            + (TOLD_OF if tells_of_person(s.text, called) and not points_back(s.text) else 0.0)
            + (LED if under_name and not told else 0.0)
            + (EXPANDED if expands and all(name.lower() in s.text.lower() for name in names) else 0.0)
        )
        surely = is_stated or is_tagline or of_page or is_signed or is_headed or under_name
        alone = is_tagline and not any(name.lower() in s.text.lower() for name in names)
        rated.append(Rated(s, worth, is_stated, alone, is_first or is_tagline, surely))
    return sorted(rated, key=lambda one: -one.worth)


def _states(sentence: Sentence, stated: Sequence[Source]) -> bool:
    """Tell whether a sentence is the evidence of a definition, or stands in a record as the value that defines."""
    passage = sentence.passage
    return any(
        sentence.text == source.quote
        or (passage.opens_with_fields and passage.document == source.document and sentence.text in source.object.label)
        for source in stated
    )


def _tells_use(text: str, names: Sequence[str]) -> bool:
    """Tell whether a sentence says of a name what it is used for."""
    ways = "|".join(re.escape(name) for name in names)
    return (
        re.search(rf"\b(?:{ways})\b[^.,;]{{0,30}}\b(?:used|meant|serves?) (?:for|to|as)\b", text, re.IGNORECASE)
        is not None
    )


def _is_tagline(sentence: Sentence) -> bool:
    """Tell whether a sentence that opens a page says without a verb what that is about: "A database written in Go."."""
    first = sentence.span == sentence.passage.sentences[0]
    lines = (_TAGLINE, _FIRST_LINE) if first else (_TAGLINE,)
    return any(line.match(sentence.text) for line in lines) and not _TELLS.match(sentence.text)


def is_led(sentence: Sentence, names: Sequence[str]) -> bool:
    """Tell whether a sentence stands right below a short line that names what is defined: "Fox (Lisica)"."""
    if sentence.lead is None or not 0 <= sentence.span.start - sentence.lead.end <= _GAP:
        return False
    line = span_text(sentence.passage, sentence.lead)
    words = set(find_tokens(line))
    own = any(set(find_tokens(name)) <= words and len(words) <= len(name.split()) + _BESIDE for name in names)
    return own and len(line) <= SHORT_LINE and not line.rstrip().endswith((":", ".", "?", "!"))

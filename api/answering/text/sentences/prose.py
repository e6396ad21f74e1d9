"""Prose: which sentences of the documents make an answer, and in which order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from api.answering.graph.facts.evidence import Citations
from api.answering.model import MAX_ANSWER, Answer, Term, to_confidence
from api.answering.question.asked.held import read_tokens
from api.answering.question.reading import Reading
from api.answering.text.sentences.sentences import Sentence, span_text
from indexer.passages import Hit, Passage
from indexer.search import PassageIndex
from kg.documents import CELL_GAP

MAX_LENGTH = 1100
MORE_CITED = 5
MOST_REPEATED = 3
# How well a sentence of another passage has to fit beside the best one.
ALSO = 0.75
_POINTS_BACK = re.compile(
    r"^[^\w]*(?:(?:all|together|and|but|so|thus|in) ){0,2}(?:it|its|they|their|these|this|those|he|she|his|her|such)\b",
    re.IGNORECASE,
)
# "Specialists call this the X problem."
_CALLS_THIS = re.compile(r"^[^,;:]{0,60}\b(?:calls?|called|terms?|termed|names?) (?:this|that|these|those|it|them)\b")
# How a sentence begins that draws on what the sentence before it says: "Thanks to them", "For that reason".
_FOLLOWS_FROM = re.compile(
    r"^\W*(?:(?:for|in|with|by|without|(?:thanks|due|owing) to|(?:because|instead) of) "
    r"(?:it|them|these|this|those|that|such)|instead(?! of)|therefore|hence|thus|consequently|"
    r"as a (?:result|consequence))\b",
    re.IGNORECASE,
)
# How a sentence ends that tells something of what the sentence before it names.
_ENDS_BACK = re.compile(r"\b(?:(?:to|by|with|for|from|on|in|into) (?:it|them)|of it)[.!]?\W*$", re.IGNORECASE)
# A name within a sentence that a pronoun behind the next comma may mean: "gifts to X came late, while many used it".
_WITHIN = re.compile(r"\w (?:to|of|for|from|with) [A-Z][\w-]+\b[^,]*,[^,]*$")
_PRONOUN = re.compile(r"\b(?:it|its|they|them|their|these|this|he|she|him|his|her)\b", re.IGNORECASE)

# How a sentence begins that says more of the same things: "They must also have", "It can also be".
_ALSO = re.compile(
    r"(?:it|they|he|she|this|these) (?:(?:must|can|may|should|will|have to|has to|do|does) )?also\b", re.IGNORECASE
)
# Sentences that send a reader elsewhere, or tell what a page is for.
_POINTS_ELSEWHERE = re.compile(
    r"^\W*(?:see\b|for more\b|to (?:learn|read|find out|know) more\b|read more\b|learn (?:more|how)\b|refer to\b|"
    r"click\b|check out\b|view (?:the|full|all)\b|to find out\b|(?:for|to) (?:\w+ ){1,4}(?:see|visit)\b|visit\b|"
    r"if you (?:want|would like) to (?:contribute|know|learn|read|find)\b|https?://\S+$|(?:please )?(?:see|read)\b|"
    r"follow (?:this|these|the)\b|note how\b|\[\d+\]:|\d{1,3}:(?!\d)|we are happy\b|"
    r"here,? we (?:will|are|show|list|give|look|focus|cover|walk|explain|describe|discuss|present|explore)\b|"
    r"(?:this|the following) (?:document|page|guide|section|chapter|tutorial|table|example|diagram|figure)\b)",
    re.IGNORECASE,
)
_PROMPT = re.compile(r"^[$%] ", re.MULTILINE)
# A paragraph that opens with its name and what is said of it in brackets, and then with the name again.
_RUN_IN = re.compile(r"^\W*(?P<name>\w[^().]{1,59}?)\s*\([^()]{2,30}\)\s*(?:[–—-]\s*)?(?=(?P=name)\b)", re.IGNORECASE)


def points_elsewhere(text: str) -> bool:
    """Tell whether a sentence tells nothing but where else to look.

    >>> points_elsewhere("See the guide."), points_elsewhere("This page describes it."), points_elsewhere("It runs.")
    (True, True, False)
    """
    return _POINTS_ELSEWHERE.match(text) is not None


def without_heading(text: str) -> str:
    """Return a sentence without the name and brackets that a paragraph opens with before it says the name again.

    >>> without_heading("Zorblat (Incubating) Zorblat is a database."), without_heading("Zorblat (2.0) is here.")
    ('Zorblat is a database.', 'Zorblat (2.0) is here.')
    """
    return _RUN_IN.sub("", text)


def points_back(text: str) -> bool:
    """Tell whether a sentence begins with a word for what the sentence before it names, or gives that its name.

    >>> points_back("It is called a state."), points_back("All together these make a line."), points_back("A state is")
    (True, True, False)
    >>> points_back("Experts call this the last door.")
    True
    """
    return _POINTS_BACK.match(text) is not None or _CALLS_THIS.match(text) is not None


def follows_from(text: str) -> bool:
    """Tell whether a sentence draws on what the sentence before it says, and says little without it.

    >>> follows_from("For that reason it is fast."), follows_from("For years it was slow.")
    (True, False)
    >>> follows_from("Zorblat gave way to it."), follows_from("Zorblat was sold, and it is slow.")
    (True, False)
    """
    return _FOLLOWS_FROM.match(text) is not None or _ENDS_BACK.search(text) is not None


def has_pronoun(text: str) -> bool:
    """Tell whether a sentence speaks of something by a pronoun.

    >>> has_pronoun("In 2017 it was given away."), has_pronoun("Zorblat was given away.")
    (True, False)
    """
    return _PRONOUN.search(text) is not None


def leans_back(text: str) -> bool:
    """Tell whether a pronoun of a sentence may mean what stands before it, and not the doer that it names itself.

    >>> leans_back("In 2017 it was given away."), leans_back("Zorblat was accepted in its own right.")
    (True, False)
    >>> leans_back("Its makers left Zorblat."), leans_back("Zorblat says that it works.")
    (True, True)
    >>> leans_back("Most gifts to Zorblat came late, while many used it."), leans_back("In May it was sold.")
    (False, True)
    """
    found = list(_PRONOUN.finditer(text))
    own = [match for match in found if match[0].lower() in {"its", "their"} and text[match.end() :].startswith(" own ")]
    inner = [match for match in found if match not in own and _WITHIN.search(text[: match.start()])]
    return len(found) > len(own) + len(inner)


def read_beside(index: PassageIndex, sentence: Sentence, before: int, after: int) -> list[Sentence]:
    """Return a sentence with those around it under the same headings, also where another passage holds them."""
    passages = [p for p in (index.preceding(sentence.passage),) if p] if before else []
    passages += [sentence.passage, *(index.following(sentence.passage, 1) if after else [])]
    around = [
        replace(sentence, passage=passage, span=span, text=span_text(passage, span), met=())
        for passage in passages
        for span in passage.sentences
    ]
    place = next(n for n, one in enumerate(around) if one.span.holds(sentence.span))  # of a part its whole
    return [*around[max(0, place - before) : place], sentence, *around[place + 1 : place + 1 + after]]


def with_more(index: PassageIndex, chosen: Sequence[Sentence]) -> list[Sentence]:
    """Return sentences with the one behind the last that says more of the same: "They must also ..."."""
    following = [sentence for sentence in read_beside(index, chosen[-1], 0, 1)[1:] if _ALSO.match(sentence.text)]
    return [*chosen, *(sentence for sentence in following if all(sentence.span != one.span for one in chosen))]


def write_sentences(
    index: PassageIndex,
    reading: Reading,
    hits: Sequence[Hit],
    chosen: Sequence[Sentence],
    items: Sequence[Term] = (),
    confidence: float = 0.5,
) -> Answer:
    """Return an answer made of sentences, each cited, with what says the same and the best other passages beside."""
    citations = Citations(index)
    scores = {(hit.passage.document, hit.passage.span): hit.score for hit in hits}

    def find_score(passage: Passage, other: float) -> float:
        return scores.get((passage.document, passage.span), other)

    parts: list[tuple[str, int]] = []
    for sentence in chosen:
        mark = citations.cite_passage(sentence.passage, find_score(sentence.passage, sentence.score), sentence.text)
        if mark is not None:
            text = _PROMPT.sub("", sentence.text.replace(CELL_GAP, ": "))
            parts.append((without_heading(" ".join(text.split())), mark))
    like = (passage for sentence in chosen[:MOST_REPEATED] for passage in index.find_like(sentence.text))
    repeating = {id(passage): passage for passage in like if _repeats(passage, chosen)}
    for passage in (*repeating.values(), *(hit.passage for hit in hits[:3])):
        if len(citations) < MORE_CITED:
            citations.cite_passage(passage, find_score(passage, confidence))
    return Answer(
        question=reading.text,
        status="answered",
        answer=_join(parts),
        items=list(items),
        citations=citations.all(),
        confidence=to_confidence(confidence),
    )


def _repeats(passage: Passage, chosen: Sequence[Sentence]) -> bool:
    """Tell whether a passage of another document says nearly what one of some sentences says."""
    others = [sentence.text for sentence in chosen if sentence.passage.document != passage.document]
    return any(_have_same_words(span_text(passage, span), text) for span in passage.sentences for text in others)


def _join(parts: Sequence[tuple[str, int]]) -> str:
    """Return sentences as running text: a list behind its lead-in with commas, a mark where the source changes."""
    text = ""
    for number, (sentence, mark) in enumerate(parts):
        following = parts[number + 1] if number + 1 < len(parts) else None
        ends = following is None or following[1] != mark
        is_line = not sentence.endswith((".", "!", "?", ":", ";", "”", '"'))
        close = "" if sentence.endswith(":") and not ends else ("," if is_line and following and not ends else "")
        added = f"{sentence}{close}" + (f" [{mark}]" if ends else "")
        if len(text) + len(added) + 1 > MAX_ANSWER:
            return f"{text} [{parts[number - 1][1]}]" if number and not text.endswith("]") else text
        text = f"{text} {added}".strip()
    return text


def choose_window(ranked: Sequence[Sentence], before: int, after: int, others: int) -> list[Sentence]:
    """Return the best sentence with its neighbours in the passage, and the best sentences of other passages."""
    ranked = [s for s in ranked if not points_elsewhere(s.text)]
    if not ranked:
        return []
    best = ranked[0]
    beside = sorted((s for s in ranked if s.passage is best.passage), key=lambda s: s.span)
    place = beside.index(best)
    before = max(before, 1) if points_back(best.text) else before
    chosen = [best]
    for sentence in [
        *beside[place + 1 : place + 1 + after],
        *reversed(beside[max(0, place - before) : place]),
    ]:
        if fits_beside(chosen, sentence):
            chosen.append(sentence)
    for sentence in ranked:
        if len(chosen) >= 1 + before + after + others or sentence.score < ALSO * best.score:
            break
        apart = sentence not in chosen and not points_back(sentence.text)
        if apart and not any(say_the_same(sentence, c) for c in chosen) and fits_beside(chosen, sentence):
            chosen.append(sentence)
    return put_in_order(chosen)


def fits_beside(chosen: Sequence[Sentence], sentence: Sentence) -> bool:
    """Tell whether an answer has room for one more sentence."""
    return sum(len(s.text) + 5 for s in chosen) + len(sentence.text) <= MAX_LENGTH


def put_in_order(chosen: Sequence[Sentence]) -> list[Sentence]:
    """Return sentences passage by passage, the passage of the best first, each in the order of its text."""
    order: dict[tuple[str, int], int] = {}
    for sentence in chosen:
        order.setdefault((sentence.passage.document, sentence.passage.span.start), len(order))
    return sorted(chosen, key=lambda s: (order[s.passage.document, s.passage.span.start], s.span))


def say_the_same(one: Sentence, other: Sentence) -> bool:
    """Tell whether two sentences say nearly the same words."""
    return _have_same_words(one.text, other.text)


def _have_same_words(one: str, other: str) -> bool:
    a, b = read_tokens(one)[1], read_tokens(other)[1]
    return len(a & b) > 0.75 * min(len(a), len(b) or 1)

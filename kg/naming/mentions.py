"""Mentions: the spans of a sentence that name something, known or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from kg.documents import Span
from kg.language.dates import CALENDAR
from kg.language.parsing import ParsedSentence
from kg.language.words import find_verb, is_word
from kg.naming.names import MAX_WORDS, Name, NameTable, to_key
from kg.statements import Entity
from ontology import Ontology
from ontology.names import to_entity_iri
from ontology.roles import Role

VERSION = re.compile(r"[vV]?\d+(\.[\dx]+)*|V\d+")
_NAME_WORD = re.compile(r"\.?[A-Za-z0-9][\w.+#'’-]*")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{0,4}")
_ORDINARY_TAGS = {
    "DT", "PRP", "PRP$", "WDT", "WP", "WRB", "IN", "CC", "MD", "TO", "EX", "RB", "UH", "WP$", "PDT"
}  # fmt: skip
_UNIT = re.compile(r"[kKMGTPEmnµ]?i?[bBsHh][z]?|[kKMGT]i?[bB]ps|%")
_INITIAL = re.compile(r"[A-Z]\.")
# "Acme-compliant" is an adjective, and no name.
_ADJECTIVAL_WORDS = """
using compliant compatible based native hosted owned supported backed specific style like ready aware only
related free friendly agnostic driven oriented managed enabled wide level certified side first
focused party time built powered sourced source
"""
_ADJECTIVAL = frozenset(_ADJECTIVAL_WORDS.split())
_TOLD = frozenset("use see run set enable disable install add create configure deploy try check choose call".split())
_NUMBERED = {"figure", "fig", "table", "chapter", "section", "step", "appendix", "listing", "page", "version"}
_VERB_TAGS = {"VB", "VBP", "VBD", "VBZ"}
# The key words of requirements (RFC 2119), written in capitals.
_REQUIREMENTS_WORDS = """
CAUTION WARNING IMPORTANT TIP HINT MUST SHALL SHOULD MAY NOT REQUIRED RECOMMENDED OPTIONAL AND OR IF NOTE TODO TBD N/A
"""
_REQUIREMENTS = frozenset(_REQUIREMENTS_WORDS.split())


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a sentence that name an entity; `first` and `last` are token indices in its parse.

    `known`: the name it was recognised by, None where it only looks like a name.
    """

    span: Span
    surface: str
    first: int
    last: int
    known: Name | None = None
    entity: Entity | None = None

    def covers(self, token: Token) -> bool:
        """Tell whether a token of the same parse lies in the mention."""
        return self.first <= token.i <= self.last

    @property
    def type(self) -> str:
        """The class of the entity it names."""
        return self.entity.type if self.entity is not None else "Thing"


def find_mentions(sentence: ParsedSentence, names: NameTable, eager: bool = False) -> list[Mention]:
    """Return the mentions of a sentence from left to right: known names first, then what looks like a name.

    `eager`: take ordinary words with a capital for names too; whether they are is to be decided later.
    """
    tokens = list(sentence.parse)
    mentions: list[Mention] = []
    position = 0
    while position < len(tokens):
        found = _longest_known(sentence, tokens, position, names) or _name_like(
            sentence, tokens, position, names, eager
        )
        if found is None:
            position += 1
            continue
        if not _goes_on(sentence, found):
            mentions.append(found)
        position = found.last + 1
    return _with_listed_words(sentence, tokens, mentions, names.ontology)


def _goes_on(sentence: ParsedSentence, found: Mention) -> bool:
    """Tell whether a name is only the first part of a path: "Acme" of "Acme.Dyno.Core"."""
    end = found.span.end - sentence.span.start
    return re.match(r"\.[A-Z]\w*\.[A-Z]", sentence.text[end : end + 60]) is not None


def _longest_known(sentence: ParsedSentence, tokens: list[Token], start: int, names: NameTable) -> Mention | None:
    """Return the longest known name that begins at a token, a version number behind it included."""
    opening = to_key(tokens[start].text)
    if not opening:
        return None
    for end in range(_reach(tokens, start, names), start, -1):
        first, last = tokens[start], tokens[end - 1]
        if not any(c.isalnum() or c in "+#)" for c in last.text):
            continue
        surface = sentence.span_of(first, last)
        text = _text(sentence, surface)
        if (
            last.tag_ == "POS"
            or last.text in {".", ",", "(", "-", "/", "’", "'"}
            or text.count("(") != text.count(")")
            or "," in text
        ):
            continue
        name = names.find(text)
        if name is None or not _fits_context(tokens, start, end, name, names):
            continue
        if first.pos_ == "DET" and not name.surface.lower().startswith(f"{first.lower_} "):
            continue  # "a Resource" is not the identifier "aResource"
        # A longer run of capitalised words is a longer name ("Acme Enterprise Registry").
        longer = _name_like(sentence, tokens, start, names) if text[:1].isupper() else None
        if (
            longer is not None
            and longer.last > end - 1
            and _is_longer_name(sentence, tokens, end, longer.last + 1, names)
        ):
            return longer
        return Mention(surface, text, start, end - 1, name, name.entity)
    return None


def _reach(tokens: list[Token], start: int, names: NameTable) -> int:
    """Return one past the last token that a known name beginning at `start` could have."""
    key = ""
    limit = min(len(tokens), start + MAX_WORDS)
    for end in range(start, limit):
        key += to_key(tokens[end].text)
        if not names.may_begin(key):
            return end
        if len(key) > 8:
            return limit
    return limit


def _is_longer_name(sentence: ParsedSentence, tokens: list[Token], start: int, end: int, names: NameTable) -> bool:
    """Tell whether the words after a known name belong to a longer name rather than to the sentence.

    They do not where they are a name themselves ("Acme Dyno" may be the Dyno of Acme).
    """
    rest = _text(sentence, sentence.span_of(tokens[start], tokens[end - 1]))
    if end - start == 1 and tokens[start - 1].head == tokens[start] and tokens[start - 1].dep_ == "compound":
        language = names.find(rest)
        kind = language.entity.type if language is not None else ""
        if names.ontology.plays(kind, Role.VALUE) and not names.ontology.plays(kind, Role.LEVEL):
            return True  # "Acme Java" is the Acme of Java
    known = names.find(rest) or (names.find(tokens[start].text) if tokens[start].text != rest else None)
    if known is not None and known.entity.type not in {"Concept", "Thing"}:
        return False
    return all(
        token.tag_ in {"NNP", "NNPS", "CD", "POS", "HYPH"} or token.text[:1].isupper() or token.text in {"/", "&"}
        for token in tokens[start:end]
    )


def _fits_context(tokens: list[Token], start: int, end: int, name: Name, names: NameTable) -> bool:
    """Refuse a known one-word name where the grammar shows the ordinary word."""
    if end - start > 1:
        return True
    token = tokens[start]
    if name.exact_case and token.tag_ in _ORDINARY_TAGS | _VERB_TAGS and token.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    opens = _opens(tokens, start) or tokens[start - 1].text in {":", "–", "•", "-"}
    if name.exact_case and opens and token.tag_ not in {"NNP", "NNPS"} and is_word(token.text):
        return False
    if token.text.isupper() and token.text in _REQUIREMENTS:
        return False
    if token.tag_ == "VBG" and names.ontology.plays(name.entity.type, Role.LEVEL):
        return token.i + 1 < len(tokens) and tokens[token.i + 1].pos_ == "NOUN"
    if is_bare_gerund(token):
        return True
    return not (token.pos_ in {"VERB", "AUX", "DET", "PRON", "ADP"} and token.text.islower())


def is_bare_gerund(token: Token) -> bool:
    """Tell whether a gerund stands for an activity by itself, as a noun does: "logging is one of ..."."""
    places = {"csubj", "nsubj", "pobj", "pcomp", "conj"}
    alone = token.left_edge == token and all(c.dep_ in {"conj", "cc", "punct"} for c in token.children)
    joined = token.dep_ != "conj" or token.head.pos_ in {"NOUN", "PROPN"} or token.head.dep_ in {"csubj", "pcomp"}
    return token.tag_ == "VBG" and token.dep_ in places and alone and joined


def _name_like(
    sentence: ParsedSentence, tokens: list[Token], start: int, names: NameTable, eager: bool = False
) -> Mention | None:
    """Return the run of name-like words that begins at a token, if it is one."""
    pair = _acronym_pair(tokens, start, names)
    if not pair and not _is_name_word(tokens[start]):
        return None
    end = pair or start + 1
    while (
        not pair
        and end < len(tokens)
        and (_is_name_word(tokens[end]) or (VERSION.fullmatch(tokens[end].text) and tokens[end - 1].text[:1].isupper()))
    ):
        end += 1
        if VERSION.fullmatch(tokens[end - 1].text):
            break
    end = _past_ampersand(tokens, start, end, names) or end
    while (
        end > start and tokens[end - 1].text.endswith((".", "'", "’")) and not _INITIAL.fullmatch(tokens[end - 1].text)
    ):
        end -= 1
    start = _without_opening_word(sentence, tokens, start, end, names)
    end = _before_linked_name(sentence, tokens, start, end, names, eager)
    run = tokens[start:end]
    if (
        not run
        or run[0].lower_ in _NUMBERED
        or (len(run) > 1 and _UNIT.fullmatch(run[0].text))
        or not (pair or _is_name_run(run, names, eager))
    ):
        return None
    surface = sentence.span_of(run[0], run[-1])
    text = _text(sentence, surface)
    name = names.find(text)
    return Mention(surface, text, start, end - 1, name, name.entity if name else None)


def _past_ampersand(tokens: list[Token], start: int, end: int, names: NameTable) -> int:
    """Return the end of one name of two words with "&" between ("Olsen & Reyes"), else 0; known names are two."""
    if end - start != 1 or end + 1 >= len(tokens) or tokens[end].text != "&":
        return 0
    one, other = tokens[start], tokens[end + 1]
    after = tokens[end + 2] if end + 2 < len(tokens) else other
    if not (one.text.istitle() and other.text.istitle()) or (after.text.istitle() and after != other):
        return 0
    return 0 if one.text in names and other.text in names else end + 2


def _acronym_pair(tokens: list[Token], start: int, names: NameTable) -> int:
    """Return the end of two initials joined by a slash that are one name ("TCP/IP"), else 0."""
    if start + 2 >= len(tokens) or tokens[start + 1].text != "/":
        return 0
    one, other = tokens[start].text, tokens[start + 2].text
    if not (_ACRONYM.fullmatch(one) and _ACRONYM.fullmatch(other)) or len(one) > 4 or len(other) > 4:
        return 0
    known = [names.find(one), names.find(other)]
    return 0 if all(known) and len(one) > 2 else start + 3


def _without_opening_word(sentence: ParsedSentence, tokens: list[Token], start: int, end: int, names: NameTable) -> int:
    """Leave out a first word that is no part of the name: "Today Acme ...", "Project Acme"."""
    first = tokens[start]
    if end - start < 2 or not is_word(first.text):
        return start
    rest = _text(sentence, sentence.span_of(tokens[start + 1], tokens[end - 1]))
    loose = first.dep_ in {"npadvmod", "advmod", "nmod", "ROOT", "dep", "advcl"} or first.tag_ in {
        "RB",
        "VBG",
        "VBN",
        "VB",
    }
    opens = start == 0 or tokens[start - 1].text in {":", "–", "•", ".", "“", '"'}
    imperative = opens and end - start == 2 and re.search(r"[a-z][A-Z]", rest) is not None and first.lower_ in _TOLD
    if imperative:
        return start + 1
    if (
        opens
        and (rest in names or loose or first.tag_ in {"NN", "JJ"})
        and not (first.tag_ == "JJ" and rest not in names)
    ) or (opens and end - start == 2 and re.search(r"[a-z][A-Z]", tokens[start + 1].text)):  # "Use AcmeRouter"
        return start + 1
    return start


def _before_linked_name(
    sentence: ParsedSentence, tokens: list[Token], start: int, end: int, names: NameTable, eager: bool
) -> int:
    """Return the end of a maker's name where the rest of the run is linked: "Acme <Dyno>", "Acmes <Dyno>"."""
    for place in range(start + 1, end):
        rest = sentence.span_of(tokens[place], tokens[end - 1])
        if rest not in sentence.linked:
            continue
        text = _text(sentence, sentence.span_of(tokens[start], tokens[place - 1]))
        maker = names.find(text)
        if maker is None:  # "Acmes": whether there is an Acme is to be decided later
            return place if eager and place == start + 1 and text.endswith("s") and not is_word(text) else end
        owning = text.endswith("s") and not maker.surface.endswith("s")
        return place if owning or names.ontology.is_a(maker.entity.type, "Organization") else end
    return end


def _is_name_word(token: Token) -> bool:
    """Tell whether a token could be a word of a name: a capital or a digit among its letters."""
    text = token.text
    if not _NAME_WORD.fullmatch(text) or token.tag_ in {"POS", "PRP", "PRP$", "DT", "WDT"}:
        return False
    if text.lower() in CALENDAR or text in _REQUIREMENTS or token.pos_ == "PRON":
        return False
    if (
        (token.is_stop or text[1:].lower() in {"it", "the"})
        and not text.isupper()
        and not any(c.isdigit() for c in text)
    ):
        return False
    if "-" in text and _is_adjectival(text.rpartition("-")[2]):
        return False
    if text[0].isupper():
        return not (token.tag_ in _ORDINARY_TAGS and token.i == 0)
    return (any(c.isupper() for c in text[1:]) and "-" not in text) or (
        any(c.isdigit() for c in text) and any(c.isalpha() for c in text) and not text[0].isdigit()
    )


def _is_adjectival(ending: str) -> bool:
    """Tell whether a word ending so behind a hyphen describes: "Acme-compliant", "Acme-licensed"."""
    return ending in _ADJECTIVAL or (ending.islower() and ending.endswith("ed") and find_verb(ending) is not None)


def _opens(tokens: Sequence[Token] | Doc, start: int) -> bool:
    """Tell whether a word is the first of its sentence, signs and pictures before it aside."""
    return not any(c.isalnum() for token in tokens[:start] for c in token.text)


def _is_name_run(run: list[Token], names: NameTable, eager: bool) -> bool:
    """Decide whether a run is a name and not merely an ordinary word with a capital."""
    first = run[0]
    opens = _opens(run[0].doc, first.i) or first.nbor(-1).text in {"“", '"', "‘", ":", "–", "(", "•"}
    if len(run) > 1:
        return not opens or first.pos_ == "PROPN" or all(token.text[:1].isupper() for token in run)
    if first.text in names:
        return True
    if _UNIT.fullmatch(first.text) and any(c.dep_ in {"nummod", "amod", "det", "quantmod"} for c in first.children):
        return False
    if first.text.isupper() and len(first.text) > 3 and set(first.text) & set("AEIOU") and is_word(first.text):
        return False  # "HELP", "TYPE": key words of a format
    if VERSION.fullmatch(first.text):
        return False
    if any(c.isupper() for c in first.text[1:]) or any(c.isdigit() for c in first.text):
        return len(first.text) > 1 and any(c.isalpha() for c in first.text)
    if is_word(first.text):
        return eager and first.tag_ in {"NNP", "NNPS"}
    return not opens or first.tag_ in {"NNP", "NNPS", "NN"}


def _with_listed_words(
    sentence: ParsedSentence, tokens: list[Token], mentions: list[Mention], ontology: Ontology
) -> list[Mention]:
    """Add single words in lower case that stand between names in a list: "Acme, kind, Dyno and Foo"."""
    found = list(mentions)
    for left, right in pairwise(mentions):
        between = tokens[left.last + 1 : right.first]
        words = [token for token in between if token.is_alpha]
        if len(words) != 1 or [t.text for t in between] != [",", words[0].text, ","]:
            continue
        others = {left.type, right.type}
        if words[0].tag_ in {"NN", "JJ", "RB", "NNP"} and all(ontology.plays(other, Role.WORK) for other in others):
            span = sentence.span_of(words[0], words[0])
            entity = Entity(to_entity_iri(words[0].text), words[0].text, ontology.class_for(Role.WORK))
            found.append(Mention(span, words[0].text, words[0].i, words[0].i, None, entity))
    return sorted(found, key=lambda mention: mention.first)


def find_coordinated(
    mention: Mention, mentions: list[Mention], sentence: ParsedSentence, announced: bool = False
) -> list[Mention]:
    """Return the mentions listed with one ("A, B and C", "A/B"), itself included, in order.

    Two names parted by a comma alone are no list, unless a list is `announced` ("such as").
    """
    inside = is_inside_brackets(mention, sentence)
    level = [m for m in mentions if is_inside_brackets(m, sentence) == inside]
    position = level.index(mention)
    left = position
    while left > 0 and _joined(level[left - 1], level[left], sentence):
        left -= 1
    right = position
    while right + 1 < len(level) and _joined(level[right], level[right + 1], sentence):
        right += 1
    left, right = _within_one_list(level, left, position, right, sentence)
    group = level[left : right + 1]
    gaps = [_gap(one, other, sentence) for one, other in pairwise(group)]
    if len(group) == 2 and gaps[0] == "," and not announced:
        return [mention]
    return group


def _within_one_list(
    level: list[Mention], left: int, position: int, right: int, sentence: ParsedSentence
) -> tuple[int, int]:
    """Return the ends of the list of one mention: after "A and B" a comma begins something else, as in "such as A
    and B, C was made".
    """
    for place in range(left, right - 1):
        closing, following = (_gap(level[at], level[at + 1], sentence) for at in (place, place + 1))
        if following == "," and _CLOSING.match(closing):
            if position > place + 1:
                left = place + 2
            else:
                return left, place + 1
    return left, right


_CLOSING = re.compile(r",? ?(?:and|or|&|as well as)\b")
_JOINT = re.compile(
    r"(?:,|,? ?(?:and|or|&|as well as|and also|plus|and even|but also|,)(?: (?:the|its|both))?"
    r"|/)"
)


def _joined(one: Mention, other: Mention, sentence: ParsedSentence) -> bool:
    gap = _gap(one, other, sentence)
    if gap == "," and _opens_sentence(sentence.parse[one.last]) and sentence.parse[other.last].dep_ != "conj":
        return False
    return _JOINT.fullmatch(gap) is not None


def _opens_sentence(token: Token) -> bool:
    """Tell whether a word ends a phrase before the sentence proper: "In X, ..."."""
    return token.dep_ == "pobj" and token.head.i == 0


def _gap(one: Mention, other: Mention, sentence: ParsedSentence) -> str:
    """Return the words between two mentions, brackets and their content aside."""
    text = _text(sentence, Span(one.span.end, other.span.start))
    return re.sub(r"\s+", " ", re.sub(r"\([^)]*\)", "", text)).strip()


def is_inside_brackets(mention: Mention, sentence: ParsedSentence) -> bool:
    """Tell whether a mention stands inside round brackets."""
    before = sentence.text[: mention.span.start - sentence.span.start]
    return before.count("(") > before.count(")")


def link_mention(mention: Mention, entity: Entity) -> Mention:
    """Return the mention of an entity."""
    return replace(mention, entity=entity)


def _text(sentence: ParsedSentence, span: Span) -> str:
    """Return the words of the sentence under a document span."""
    return sentence.text[span.start - sentence.span.start : span.end - sentence.span.start]

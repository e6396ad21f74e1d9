"""Named replies: what names or a day below a question say where it asks for them: "Who maintains it?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from kg.language.dates import find_date
from kg.language.question_parts import (
    ANYBODY,
    BE,
    DO,
    LEADING,
    MODALS,
    Parts,
    find_participle,
    find_subject_end,
    may_be_verb,
    part_question,
    write_words,
)
from kg.language.tags import ARTICLES, FINITE, NOUNS, SUBJECTS, VERBS
from kg.language.words import find_verb, is_word
from kg.language.yes_or_no import HEDGE

_SINGLE = {"is": "are", "was": "were", "has": "have", "does": "do"}
ASKING = frozenset({"what", "which", "who", "whom", "when", "where", "how"})
_HOW = frozenset("in on with via through using by as under over at from".split())
_NO_NAMES = re.compile(
    r"(?:yes|no|nope|none|nothing|nobody|it depends|depends|see|check|read|refer|contact|ask|visit|use|try|look|run"
    r"|please|click|follow|consult|send|open|go to|just|any|anyone|anything|everyone|everything|everybody|all|both|many"
    r"|most|several|lots?|a lot|good|great|we|you|i|they|it|he|she|to|because|so|well|thanks|sorry|here|there|this|that"
    r"|these|those|about|around|over|more|less|up to|at least|between|before|after|as soon)\b",
    re.IGNORECASE,
)
_FOR_NOW = re.compile(
    r"(?:currently|presently|at (?:the|this) moment|right now|so far|at present|today|for now)\b,?\s+", re.IGNORECASE
)
_LONGEST_ITEM = 5  # words of an item of a list


def ask_on(words: Sequence[Token], more: Sequence[Token], said: str, parses: Sequence[Doc]) -> str | None:
    """Return what a question with one of a few words behind it says: "Is X free? Under which license?"."""
    asks_on = 1 < len(more) < 6 and more[0].pos_ == "ADP" and more[1].lower_ in ASKING
    parts = part_question(words) if words[0].lower_ in LEADING else None
    if parts is None or not asks_on or any(t.tag_ in FINITE for t in more) or not _is_name_list(said, parses):
        return None
    return f"{parts.subject} {parts.verb} {write_words(parts.rest)} {_lead(said, more[0].lower_)}."


def _lead(said: str, preposition: str) -> str:
    """Return a reply behind a preposition, which it may say itself."""
    return said[0].lower() + said[1:] if said.lower().startswith(f"{preposition} ") else f"{preposition} {said}"


def state_names(words: Sequence[Token], said: str, parses: Sequence[Doc]) -> str | None:
    """Return what a reply of names or of a day says where a question asks for them."""
    said = _FOR_NOW.sub("", said, count=1) if _FOR_NOW.match(said) else said
    asking = 1 if words[0].lower_ not in ASKING else 0
    verb = _find_leading(words, asking)
    noun = words[asking + 1 : verb]
    if not verb or not _is_name_list(said, parses) or any(t.lower_ in {"of", "else", "many", "much"} for t in noun):
        return None
    word, leading, behind = words[asking].lower_, words[verb].lower_, words[verb + 1 :]
    if word in {"when", "where", "how"} and (noun or leading not in LEADING):
        return None
    if word == "when" and find_date(said) is None:
        return None
    turned = leading in LEADING and _is_turned(leading, behind, word)
    if not turned:
        return None if asking or word in {"when", "where", "how"} else _state_subject(words[verb:], said, noun)
    parts = part_question(words[verb:])
    if parts is None or not _tells_of_one(word, noun, parts, words[verb + 1 :]):
        return None
    if word in {"when", "where", "how"}:
        placed = _place(word, said)
        open_end = bool(parts.rest) and parts.rest[-1].pos_ == "ADP"  # "where does the name come from"
        return (
            None if placed is None or open_end else f"{parts.subject} {parts.verb} {write_words(parts.rest)} {placed}."
        )
    if asking:
        return f"{parts.subject} {parts.verb} {write_words(parts.rest)} {_lead(said, words[0].lower_)}."
    return _fill_gap(parts, said, noun)


def _find_leading(words: Sequence[Token], asking: int) -> int:
    """Return the place of the verb that leads a question; a plural before it may look like one: "which ends does"."""
    behind = [(n, t) for n, t in enumerate(words) if n > asking]
    leading = (n for kind in (DO, LEADING) for n, t in behind if t.lower_ in kind)
    found = next(leading, 0) or next((n for n, t in behind if t.tag_ in FINITE), 0)
    # "Which foundation hosts Acme", where "hosts" is read as a noun
    return found or next((n for n, t in behind[1:-1] if t.text.endswith("s") and find_verb(t.text) is not None), 0)


def _is_turned(leading: str, behind: Sequence[Token], word: str) -> bool:
    """Tell whether the subject of a question stands behind its leading verb: "does Acme support"."""
    if not behind or (leading not in DO | MODALS and behind[0].tag_ in {"VBN", "VBG", "IN"}):
        return False
    if leading in MODALS:
        return behind[0].tag_ != "VB"
    return leading in DO or word in {"when", "where", "how"} or bool(find_subject_end(leading, behind))


def _tells_of_one(word: str, noun: Sequence[Token], parts: Parts, behind: Sequence[Token]) -> bool:
    """Tell whether "what is ..." asks for a trait of a thing, and not what the thing itself is."""
    if parts.rest or noun or parts.verb not in BE:
        return True
    head = next((t for t in behind if t.dep_ in SUBJECTS or t.dep_ == "attr"), None)
    held = head is not None and head.pos_ == "NOUN" and behind[0].lower_ not in {"a", "an"}
    return (
        word in {"what", "which", "who"}
        and held
        and (behind[0].lower_ in ARTICLES or behind[0].dep_ == "poss" or "'s" in parts.subject)
    )


def _state_subject(words: Sequence[Token], said: str, noun: Sequence[Token]) -> str:
    """Return what the named do: "who maintains X" with "A and B" says that A and B maintain X."""
    first, rest = words[0], words[1:]
    verb, several = first.text, _are_several(said)
    participle = find_participle(first.lemma_) if first.tag_ in {"VBZ", "VBP", "VBD"} else None
    if participle is not None and rest and rest[0].lower_ == "it":  # behind several names "it" may be any of them
        is_so = "was" if first.tag_ == "VBD" else "is"
        return f"{' '.join(['it', is_so, participle, 'by', said, write_words(rest[1:])]).strip()}."
    if several:
        verb = _SINGLE.get(first.lower_) or (find_verb(verb) or verb if first.tag_ == "VBZ" else verb)
    elif noun and first.tag_ == "VBP" and first.lower_ in {"are", "have"}:
        verb = {"are": "is", "have": "has"}[first.lower_]
    if noun and not several and verb in {"is", "was"} and rest and rest[0].pos_ == "ADP":
        return f"{said} {verb} the {write_words(noun)} {write_words(rest)}."  # "which company is behind X"
    return f"{said} {verb} {write_words(rest)}."


def _are_several(said: str) -> bool:
    """Tell whether a reply lists more than one name."""
    return re.search(r",| and | & | or ", said) is not None


def _place(word: str, said: str) -> str | None:
    """Return the words of a reply that tell when, where or how, led by a preposition."""
    opening = said.split()[0].lower()
    if opening in _HOW | {"since"}:
        return said[0].lower() + said[1:]
    if word == "how":
        return None
    day = word == "when" and len(find_date(said) or "") > len("2024-06")
    return f"{'on' if day else 'in'} {said}"


def _fill_gap(parts: Parts, said: str, noun: Sequence[Token]) -> str | None:
    """Return a statement with the named where the question leaves them out: behind a preposition, or as an object."""
    rest = list(parts.rest)
    if any(t.dep_ == "prep" and not any(c.i > t.i for c in t.children) for t in rest[:-1]):
        return None
    if not rest:
        return f"{parts.subject} {parts.verb} {said}."
    if rest[-1].tag_ in {"IN", "RP", "TO"}:
        return f"{parts.subject} {parts.verb} {write_words(rest)} {said}."
    verbs = [t for t in rest if t.tag_ in {"VB", "VBN", "VBG"} and t.pos_ in VERBS]
    verbs = verbs or [t for t in rest[:1] if may_be_verb(t)]
    if not verbs or parts.verb in BE:
        return None
    verb = verbs[-1]
    place = rest.index(verb) + 1
    if place < len(rest) and (rest[place].pos_ in NOUNS | {"DET", "PRON", "PROPN", "ADJ", "NUM"}):
        return None
    head, tail = write_words(rest[:place]), write_words(rest[place:])
    plain = noun and not _are_several(said) and noun[-1].lower_ not in said.lower().split()
    if plain and verb.lemma_ in {"use", "have"}:
        said = f"the {said} {write_words(noun)}"  # what is had or used as a licence is not used as a tool is
    participle = find_participle(verb.lower_) if tail and place == 1 else None
    if participle is not None and parts.verb in {"can", "could"} and parts.subject.lower() in ANYBODY:
        return f"{said} {parts.verb} be {participle} {tail}."
    return f"{parts.subject} {parts.verb} {head} {said}{' ' + tail if tail else ''}."


def _is_name_list(said: str, parses: Sequence[Doc]) -> bool:
    """Tell whether a reply is only names, or a day: no clause, no advice, nothing taken back."""
    if not said or _NO_NAMES.match(said) or HEDGE.search(said) or said[-1] in "?:":
        return False
    words = [token for parse in parses for token in parse]
    stating = (t for t in words if t.tag_ in FINITE and t.text.islower())
    if any("relcl" not in {t.dep_, t.head.dep_} for t in stating):
        return False
    if len(parses) > 1:
        return all(_is_name(parse) for parse in parses)
    names = [t for t in words if t.text[0].isupper() or t.text[0].isdigit() or not is_word(t.text)]
    named = [t for t in names if t.i or t.pos_ == "PROPN" or not is_word(t.text) or t.tag_ in {"NN", "VB"}]
    return any(any(c.isalnum() for c in t.text) for t in named)


def _is_name(item: Doc) -> bool:
    """Tell whether an item of a list is a name and nothing else: each word has a capital, or is no other word."""
    words = [t for t in item if any(c.isalnum() for c in t.text)]
    named = all(t.text[0].isupper() or t.text[0].isdigit() or not is_word(t.text) for t in words)
    return named and 0 < len(words) <= _LONGEST_ITEM and (len(words) > 1 or words[0].tag_ not in {"NNS", "RB", "JJ"})

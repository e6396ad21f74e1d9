"""Members: names that a sentence gives for a noun: "tools such as A and B", "the databases A and B"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.language.parsing import ParsedSentence
from kg.language.phrases import modifies_noun
from kg.language.tags import SUBJECTS
from kg.naming.coordination import find_coordinated, is_inside_brackets
from kg.naming.mentions import Mention
from kg.reference.announcing_nouns import find_announced_noun
from ontology import Field

_LEADS = re.compile(
    r"(such as|like|including|includes?|included|e\.g\.,?|e\.g|for example,?|for instance,?|namely|"
    r"especially|"
    r"are|particularly|notably|amongst them|among them|amongst which|among which|be it|:|\()$",
    re.IGNORECASE,
)
# What else there is than the members: "meshes like A and B, as well as C for logs".
_BEYOND = re.compile(r", as well as $")
# A name that goes on so is none by itself: "Acme/Dyno", "Acme's port".
_CUT = re.compile(r" ?/|['’]s\b")
_COUNTING = {"other", "several", "both", "many", "few"}


@dataclass(frozen=True, slots=True)
class Members:
    """A noun of a sentence with the names given for it, and the words that announce them."""

    noun: Token
    mentions: tuple[Mention, ...]
    lead: str


def find_members(sentence: ParsedSentence, mentions: Sequence[Mention], field: Field) -> dict[int, Members]:
    """Return noun index -> its members."""
    found: dict[int, Members] = {}
    listed = list(mentions)
    text = sentence.text
    for mention in listed:
        if mention.entity is None or mention.first == 0:
            continue
        before = text[: sentence.parse[mention.first].idx].rstrip(" ‘'\"“")
        before = re.sub(r"\b(the|a|an|both|either)$", "", before).rstrip(" ,")
        match = _LEADS.search(before)
        if match is None:
            beside = _noun_beside(sentence, mention, listed, field) or _noun_apposed(sentence, mention, listed)
            if beside is not None and beside.i not in found:
                group = find_coordinated(mention, listed, sentence)
                found[beside.i] = Members(beside, tuple(m for m in group if m.entity is not None), "")
            continue
        lead = match.group(1).lower()
        noun = find_announced_noun(sentence, listed, len(before[: match.start()].rstrip(" ,(")), lead, field)
        again = noun is not None and noun.i in found and lead.startswith("e.g") and noun.i > mention.last
        if noun is None or (noun.i in found and not again):
            continue
        group = find_coordinated(mention, listed, sentence, announced=True)
        group = [
            m
            for m in group[group.index(mention) :]
            if (not modifies_noun(sentence.parse[m.last]) or _names_with_noun(sentence, m, field))
            and not _CUT.match(sentence.text, sentence.place_of(m.span.end))
        ]
        beyond = (n for n, m in enumerate(group) if _BEYOND.search(sentence.text[: sentence.place_of(m.span.start)]))
        group = group[: next(beyond, None)]
        if not group:
            continue
        group += _joined_later(sentence, group[-1], listed)
        if lead == ":" and len(group) < 2:
            group = _after_colon(sentence, listed, mention)
        if lead == "(" and not _fills_brackets(sentence, group):
            continue
        if lead not in {":", "("} or len(group) > 1:
            earlier = found[noun.i].mentions if again else ()
            found[noun.i] = Members(noun, (*earlier, *(m for m in group if m.entity is not None)), lead)
    return found


def _noun_beside(sentence: ParsedSentence, mention: Mention, mentions: list[Mention], field: Field) -> Token | None:
    """Return the plural class noun right before a list of names: "the databases A and B"."""
    noun = sentence.parse[mention.first - 1]
    if noun.tag_ != "NNS" or noun.lower_ not in field.lexicon.class_of or sentence.parse[mention.last].dep_ == "poss":
        return None
    if (
        noun.dep_ in SUBJECTS
        and sentence.parse[mention.last].dep_ in SUBJECTS
        and noun.head != sentence.parse[mention.last].head
    ):
        return None
    group = find_coordinated(mention, mentions, sentence)
    return noun if len(group) > 1 and not modifies_noun(sentence.parse[group[-1].last]) else None


def _noun_apposed(sentence: ParsedSentence, mention: Mention, mentions: list[Mention]) -> Token | None:
    """Return the plural that a list between commas tells the names of: "two other carriers, A and B, have ..."."""
    comma, head = sentence.parse[mention.first - 1], sentence.parse[mention.last]
    noun = head.head
    if comma.text != "," or head.dep_ != "appos" or noun.tag_ != "NNS" or noun.i != comma.i - 1:
        return None
    counted = any(c.dep_ == "nummod" or c.lower_ in _COUNTING for c in noun.children)
    return noun if counted and len(find_coordinated(mention, mentions, sentence)) > 1 else None


def _names_with_noun(sentence: ParsedSentence, mention: Mention, field: Field) -> bool:
    """Tell whether the one noun behind a name adds nothing to it: "such as the Acme project"."""
    place = mention.last + 1
    while place < len(sentence.parse) and sentence.parse[place].is_punct | sentence.parse[place].text.isupper():
        place += 1  # "Acme Dyno (AD) project"
    noun = sentence.parse[place] if place < len(sentence.parse) else None
    transparent = field.lexicon.words["transparent"] - field.lexicon.words["copies"]
    return noun is not None and noun.tag_ == "NN" and noun.lower_ in transparent and not modifies_noun(noun)


def _joined_later(sentence: ParsedSentence, last: Mention, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the names that the grammar joins to a listed one over a clause: "A, which is ..., and B"."""
    found: list[Mention] = []
    current: Mention | None = last
    while current is not None:
        words = list(sentence.parse[current.first : current.last + 1])
        if modifies_noun(words[-1]):
            words.append(words[-1].head)  # "the Acme project"
        joined = [c for word in words for c in word.children if c.dep_ == "conj" and c.i > words[-1].i]
        after = next((m for m in mentions if m.last in {c.i for c in joined}), None)
        clause = after is not None and any(t.dep_ == "relcl" for t in sentence.parse[words[-1].i : after.first])
        current = after if clause and after is not None and after not in found else None
        found += [current] if current is not None else []
    return found


def _after_colon(sentence: ParsedSentence, mentions: list[Mention], mention: Mention) -> list[Mention]:
    """Return the names after a colon that stand for themselves, not inside brackets or as modifiers."""
    return [
        other
        for other in mentions[mentions.index(mention) :]
        if not is_inside_brackets(other, sentence)
        and sentence.parse[other.last].dep_ not in {"compound", "amod", "nmod", "poss", "pobj"}
    ]


def _fills_brackets(sentence: ParsedSentence, group: list[Mention]) -> bool:
    """Tell whether the brackets hold the names and nothing else."""
    after = sentence.text[sentence.parse[group[-1].last].idx + len(sentence.parse[group[-1].last]) :]
    return len(group) > 1 and re.match(r"[,\s]*(etc\.?|\.\.\.|…)?\s*\)", after) is not None

"""Members: names that a sentence gives for a noun: "tools such as A and B", "the databases A and B"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.language.parsing import ParsedSentence
from kg.language.phrases import find_objects
from kg.naming.coordination import find_coordinated, is_inside_brackets
from kg.naming.mentions import Mention
from ontology import Field

_LEADS = re.compile(
    r"(such as|like|including|includes?|included|e\.g\.,?|e\.g|for example,?|for instance,?|namely|"
    r"especially|"
    r"are|particularly|notably|amongst them|among them|amongst which|among which|be it|:|\()$",
    re.IGNORECASE,
)
# A name that goes on so is none by itself: "Acme/Dyno", "Acme's port".
_CUT = re.compile(r" ?/|['’]s\b")
_AMONG = {"amongst them", "among them", "amongst which", "among which"}
_AFTER_VERBS = {"like", "such as", "including", "e.g.", "e.g", *_AMONG}
_HOLDING = {"including", "included"}
_LOOSE = {*_HOLDING, "for example", "for instance", "for example,", "for instance,", "e.g.", "e.g"}
_HEADS = {"many", "others", "some", "those", "several", "most", "ones"}
_COUNTING = {"other", "several", "both", "many", "few"}
# Plurals that are said as one: nobody speaks of a "telemetry datum".
MASS_NOUNS = {"data", "media", "criteria", "metadata"}
_EXAMPLES = {"examples", "example", "instances"}


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
        noun = _noun_before(sentence, listed, len(before[: match.start()].rstrip(" ,(")), lead, field)
        again = noun is not None and noun.i in found and lead.startswith("e.g") and noun.i > mention.last
        if noun is None or (noun.i in found and not again):
            continue
        group = find_coordinated(mention, listed, sentence, announced=True)
        group = [
            m
            for m in group[group.index(mention) :]
            if (not _modifies(sentence.parse[m.last]) or _names_with_noun(sentence, m, field))
            and not _CUT.match(sentence.text, m.span.end - sentence.span.start)
        ]
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
        noun.dep_ in {"nsubj", "nsubjpass"}
        and sentence.parse[mention.last].dep_ in {"nsubj", "nsubjpass"}
        and noun.head != sentence.parse[mention.last].head
    ):
        return None
    group = find_coordinated(mention, mentions, sentence)
    return noun if len(group) > 1 and not _modifies(sentence.parse[group[-1].last]) else None


def _noun_apposed(sentence: ParsedSentence, mention: Mention, mentions: list[Mention]) -> Token | None:
    """Return the plural that a list between commas tells the names of: "two other carriers, A and B, have ..."."""
    comma, head = sentence.parse[mention.first - 1], sentence.parse[mention.last]
    noun = head.head
    if comma.text != "," or head.dep_ != "appos" or noun.tag_ != "NNS" or noun.i != comma.i - 1:
        return None
    counted = any(c.dep_ == "nummod" or c.lower_ in _COUNTING for c in noun.children)
    return noun if counted and len(find_coordinated(mention, mentions, sentence)) > 1 else None


def _modifies(token: Token) -> bool:
    """Tell whether a name only modifies the noun after it ("Acme breaches")."""
    return token.dep_ in {"compound", "nmod", "amod", "poss"} and token.head.i > token.i and token.head.pos_ == "NOUN"


def _names_with_noun(sentence: ParsedSentence, mention: Mention, field: Field) -> bool:
    """Tell whether the one noun behind a name adds nothing to it: "such as the Acme project"."""
    place = mention.last + 1
    while place < len(sentence.parse) and sentence.parse[place].is_punct | sentence.parse[place].text.isupper():
        place += 1  # "Acme Dyno (AD) project"
    noun = sentence.parse[place] if place < len(sentence.parse) else None
    transparent = field.lexicon.words["transparent"] - field.lexicon.words["copies"]
    return noun is not None and noun.tag_ == "NN" and noun.lower_ in transparent


def _joined_later(sentence: ParsedSentence, last: Mention, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the names that the grammar joins to a listed one over a clause: "A, which is ..., and B"."""
    found: list[Mention] = []
    current: Mention | None = last
    while current is not None:
        words = list(sentence.parse[current.first : current.last + 1])
        if _modifies(words[-1]):
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


def _noun_before(sentence: ParsedSentence, mentions: list[Mention], end: int, lead: str, field: Field) -> Token | None:
    """Return the plural or class noun whose members a lead-in announces."""
    earlier = [t for t in sentence.parse if t.idx + len(t.text) <= end]
    if not earlier:
        return None
    token = earlier[-1]
    marker = sentence.parse[token.i + 1] if token.i + 1 < len(sentence.parse) else token
    if lead == "like" and not _is_preposition(sentence, token.i + 1):
        return None
    if lead == "are":
        return _subject_of_are(token.nbor(1) if token.i + 1 < len(sentence.parse) else token)
    if lead in {"include", "includes", "included"}:
        return _subject_of_include(earlier, marker, field)
    if lead == ":":
        return next((t for t in reversed(earlier) if t.tag_ == "NNS" and _is_collective(t, field)), None)
    while token.pos_ == "PUNCT" and token.i > 0:
        token = token.nbor(-1)
    if lead in _AMONG and (told := _subject_with_members(token, lead, field)) is not None:
        return told
    bracketed = lead == "(" or "(" in sentence.text[end : end + 3]
    while bracketed and token.dep_ in {"amod", "nmod", "compound", "conj"} and token.head.pos_ in {"ADJ", "NOUN"}:
        token = token.head  # "both free (e.g. A) and commercial (e.g. B) tools"
    if bracketed and token.tag_ not in {"NNS", "NNPS"} and (lead == "(" or not _is_any(token)):
        return None
    if token.lower_ in _HEADS:
        return token
    if token.pos_ not in {"NOUN", "PROPN"}:
        return _subject_with_members(token, lead, field) if sentence.text[end : end + 1] == "," else None
    comma = sentence.text[end : end + 1] == ","
    if comma and token.lower_ in MASS_NOUNS:
        return None  # "fast access to data, e.g. A": of data nothing is one
    known = next((m for m in mentions if m.covers(token)), None)
    if known is not None and known.known is not None and known.type not in {"Concept", "Category", "Layer"}:
        # "companies that use X, including A": not the name, what it belongs to has members.
        above = list(_nouns_above(token))
        related = next((n for n in above if n.tag_ == "NNS" and n.lower_ in field.lexicon.relational_nouns), None)
        if not comma or related is not None:
            return related
        return next((n for n in above if n.tag_ == "NNS" and n.lower_ in field.lexicon.class_of), None)
    own = token.lower_ in field.lexicon.class_of
    plurals = [n for n in _nouns_above(token) if n.tag_ == "NNS"] if comma and not own else []
    loose = lead in _LOOSE and known is not None
    either = lead == "such as" and token.tag_ == "NNS" and any(n.lower_ in field.lexicon.class_of for n in plurals)
    if (loose and plurals) or either:
        return None  # of several plurals, which one is meant stays open
    if known is not None and not own:
        plural = token.tag_ in {"NNS", "NNPS"}
        if not plural and (lead in _HOLDING or any(c.lower_ == "the" for c in token.children)):
            return None  # "the span including its ID": what it holds are no examples of it
        return token if plural or not comma or (lead == "such as" and _is_any(token)) else None
    return _with_members(token, comma and lead != "such as", lead in _LOOSE, field)


def _subject_with_members(token: Token, lead: str, field: Field) -> Token | None:
    """Return the subject whose members stand at the end of its clause: "Some of these tools run alone, like A"."""
    verb = token
    while verb.head != verb and not (verb.pos_ in {"VERB", "AUX"} and (lead not in _AMONG or _has_subject(verb))):
        verb = verb.head
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    aspect = subject is not None and subject.lower_ in field.lexicon.words["aspects"]  # "the list of companies"
    if subject is not None and (aspect or subject.lower_ in {"some", "many", "most", "several"}):
        subject = next(iter(find_objects(subject, "of")), None)
    if subject is None or lead not in _AFTER_VERBS or subject.tag_ != "NNS":
        return None
    return subject if subject.lower_ in field.lexicon.class_of else None


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)


def _with_members(noun: Token, comma: bool, loose: bool, field: Field) -> Token | None:
    """Return the noun that can have members: a plural, or after "a" a singular right before the lead-in.

    After a comma a class noun further up is meant: "companies of many sizes, including A". `loose`: the lead-in may
    go with any of several plurals, so that which one is meant stays open.
    """
    articled = any(c.dep_ == "det" and c.lower_ in {"a", "an", "any", "some"} for c in noun.children)
    if articled and not comma and noun.tag_ == "NN":
        return noun
    if noun.dep_ == "conj" and noun.tag_ == "NN":
        return None  # "papers, as well as past work such as A": what stands before the joint has no members
    chain = [noun, *_nouns_above(noun)]
    plurals = [n for n in chain if n.tag_ in {"NNS", "NNPS"}]
    if plurals and (not comma or plurals[0].lower_ in field.lexicon.class_of):
        return plurals[0]
    if plurals:
        own = noun if plurals == [noun] or (noun in plurals and not loose) else None
        return next((n for n in plurals if n.lower_ in field.lexicon.class_of), own)
    return noun if _is_any(noun) and not comma else None


def _is_any(noun: Token) -> bool:
    """Tell whether a singular noun stands for any of its kind: "a broker such as A"."""
    return any(c.dep_ == "det" and c.lower_ in {"a", "an", "any", "some"} for c in noun.children)


def _is_collective(noun: Token, field: Field) -> bool:
    """Tell whether a plural announces members: a class noun, or one that relates them to something else."""
    return noun.lower_ in field.lexicon.class_of or noun.lower_ in field.lexicon.relational_nouns


def _nouns_above(noun: Token) -> Iterator[Token]:
    """Yield the nouns that a noun belongs to, the nearest first: "companies that use tools of many sizes"."""
    current = noun
    for _ in range(4):
        above = current.head
        while above.pos_ in {"ADP", "VERB", "AUX"} and above.head != above and above.dep_ not in {"ROOT", "ccomp"}:
            above = above.head
        if above.pos_ != "NOUN" or above == current or above.i > current.i:
            return
        yield above
        current = above


def _is_preposition(sentence: ParsedSentence, index: int) -> bool:
    """Tell whether the next word "like" is no verb; a comma or bracket may stand before it."""
    for token in sentence.parse[index : index + 3]:
        if token.lower_ == "like":
            return token.pos_ in {"ADP", "SCONJ", "INTJ"} or token.tag_ == "IN"
    return False


def _subject_of_are(verb: Token) -> Token | None:
    """Return the plural that "Popular databases are A and B" names the members of."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.tag_ == "NNS"), None)
    named = any(c.dep_ == "attr" and c.pos_ == "PROPN" for c in verb.children)
    if subject is None or not named or any(c.dep_ in {"det", "poss", "relcl"} for c in subject.children):
        return None
    return subject if _is_described(subject) else None


def _subject_of_include(earlier: list[Token], marker: Token, field: Field) -> Token | None:
    """Return the plural that "The supported databases include A and B" names the members of, not what holds parts."""
    verb = next((t for t in reversed([*earlier, marker]) if t.lower_.startswith("includ")), marker)
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    if verb.tag_ not in {"VBP", "VBZ", "VBD"} or not subjects:
        return None
    subject = subjects[0]
    if subject.lower_ in {"that", "which"} and verb.dep_ == "relcl":
        return verb.head if verb.head.tag_ in {"NNS", "NNPS"} else None
    if subject.lower_ in _EXAMPLES:
        inner = [g for c in subject.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pobj"]
        compound = [c for c in subject.children if c.dep_ in {"compound", "nmod"}]
        return (inner or compound or [subject])[0]
    announces = _is_described(subject) or _is_collective(subject, field)
    return subject if subject.tag_ in {"NNS", "NNPS"} and announces else None


def _is_described(noun: Token) -> bool:
    """Tell whether an adjective stands before a noun: "popular databases"."""
    return any(t.dep_ == "amod" for c in noun.lefts for t in c.subtree)

"""Whole names: whether the words that name something stand for all of it, or only help to name something else."""

from __future__ import annotations

import re

from spacy.tokens import Token

from kg.language.tags import COMPOUNDS, INDEFINITE, NARROWING, NOUNS, PLURALS
from kg.language.words import is_word
from kg.naming.mentions import Mention
from kg.naming.names import TERM_CLASSES
from kg.reference.named_sentence import QUANTIFIERS, NamedSentence
from ontology import Place
from ontology.roles import Role

_DESCRIBING = {"based", "compatible", "specific", "related", "powered", "enabled", "native"}
_COUNTING = {"multiple", "various", "numerous", "different"}
_PICKING = {"this", "that", "these", "those", "each", "every", "any", "all", "another", "some"}
_SIGNS_BEFORE = "{$%=\\"
_SLASH_BEFORE, _SLASH_BEHIND = re.compile(r"\w/$"), re.compile(r"/\w")
_SETTING = re.compile(r"\s?(?:=|:\s?(?:true|false|null|\d+)\b)")
_FIELD, _ITS_VALUE = re.compile(r"[a-z]+[A-Z]\w*"), re.compile(r":\s?\w")


def is_whole(mention: Mention, here: NamedSentence) -> bool:
    """Tell whether a mention stands for what it names: not for a part of a longer name, nor for some cases of it."""
    if _describes(mention, here) or _is_one_of_another(mention, here) or _is_set(mention, here):
        return False
    if is_half(mention, here):
        return False
    if _stands_before_another(mention, here) or _is_in_code(mention, here) or _is_one_of_kind(mention, here):
        return False
    plural = here.sentence.parse[mention.last].tag_ in PLURALS
    small = mention.type == "Thing" and (plural or mention.surface.split()[-1].islower())
    term = mention.type in TERM_CLASSES or small
    return not (term and (_is_some_case(mention, here) or _is_narrowed(mention, here)))


def _describes(mention: Mention, here: NamedSentence) -> bool:
    """Tell whether a name only describes the noun behind it: "the Acme based service"."""
    tokens = here.sentence.parse
    if mention.last + 2 >= len(tokens) or tokens[mention.last + 1].lower_ not in _DESCRIBING:
        return False
    return tokens[mention.last + 2].pos_ in NOUNS


def _is_set(mention: Mention, here: NamedSentence) -> bool:
    """Tell whether a name is that of a setting with its value: "AutoFlush = true", "restartPolicy: Never"."""
    text, end = here.sentence.text, here.sentence.place_of(mention.span.end)
    field = _FIELD.fullmatch(mention.surface) is not None and _ITS_VALUE.match(text, end) is not None
    return field or _SETTING.match(text, end) is not None


def is_half(mention: Mention, here: NamedSentence) -> bool:
    """Tell whether a name of no known class is joined by a slash to another such: "Pub/Sub" is one word."""
    text = here.sentence.text
    start, end = mention.span.start - here.sentence.span.start, mention.span.end - here.sentence.span.start
    if mention.type != "Thing" or not (_SLASH_BEFORE.search(text[:start]) or _SLASH_BEHIND.match(text[end:])):
        return False
    beside = (m for m in here.mentions if {m.span.end + 1, m.span.start - 1} & {mention.span.start, mention.span.end})
    return all(other.type == "Thing" for other in beside)


def _is_in_code(mention: Mention, here: NamedSentence) -> bool:
    """Tell whether a name is only a part of what is written as code: "%{Dyno:handling}x"."""
    start, end = here.sentence.place_of(mention.span.start), here.sentence.place_of(mention.span.end)
    text = here.sentence.text
    numbered = text[end - 1].isdigit() and re.match(r"-\d", text[end:]) is not None  # "Acme 0-9-1"
    return numbered or (start > 0 and text[start - 1] in _SIGNS_BEFORE) or re.match(r"[:=}]\w", text[end:]) is not None


def _is_one_of_kind(mention: Mention, here: NamedSentence) -> bool:
    """Tell whether words that are also a name stand for any thing of their kind: "this Dyno", "an MQTT broker"."""
    if mention.entity is None or mention.type in TERM_CLASSES:
        return False
    label, words = mention.entity.label, mention.surface.split()
    before = {c.lower_ for c in here.sentence.parse[mention.last].children if c.i < mention.first}
    if "first" in before or (mention.type == "Thing" and before & _PICKING):
        return True  # "the first container-optimized Linux"
    narrowed = any(c.dep_ == "relcl" for c in here.sentence.parse[mention.last].children)
    if mention.type == "Thing" and narrowed and before & INDEFINITE:
        return True  # "an L7 Rule that uses X"
    if mention.surface == f"{label}s":
        return True  # "VMODs" are any
    small = len(words) > 1 and words[-1].islower() and words[-1].lower() in here.lexicon.class_of
    return small and not label.split()[-1].islower() and not before & {"the", "our", "their", "its", "'s", "’s"}


def _is_one_of_another(mention: Mention, here: NamedSentence) -> bool:
    """Tell whether a work is named right before another: "the Acme Dyno" is neither Acme nor every Dyno."""
    ontology, words = here.ontology, here.sentence.parse
    after = words[mention.last + 1 : mention.last + 3].text
    if (
        is_word(mention.surface.lower())
        and mention.surface.istitle()
        and re.match(r"of [A-Z]|over [A-Z]{2,4}\b", after)
    ):
        return True  # "the Acme Distribution of Dyno", "the City of Malmö", "Voice over IP"
    narrowing = {c.dep_ for c in words[mention.last].children if c.i < mention.first}
    if mention.first and words[mention.first - 1].text == ")" and {"det", "compound"} <= narrowing:
        return True  # "the Acme Dyno (AD) Library"
    beside = words[mention.first - 1] if mention.first else None
    if beside is None or beside.dep_ not in COMPOUNDS or beside.head.i < mention.last:
        return False
    before = here.mention_of(beside)
    if before is not None and ontology.plays(before.type, Role.VALUE):
        before = here.mention_at(before.first - 1)  # "the Acme Go Dyno"
    named = mention.type == "Thing" or ontology.plays(mention.type, Role.WORK, Role.VALUE)
    return named and before is not None and ontology.plays(before.type, Role.WORK)


def _stands_before_another(mention: Mention, here: NamedSentence) -> bool:
    """Tell whether a maker's name only opens that of a thing: of "such as the Acme Dyno" Acme is no example."""
    after = here.mention_at(mention.last + 1)
    word = here.sentence.parse[mention.last]
    if after is None or word.dep_ not in COMPOUNDS or not after.covers(word.head):
        return False
    return here.ontology.is_a(mention.type, "Organization") and after.surface[:1].isupper()


def _is_some_case(mention: Mention, here: NamedSentence) -> bool:
    """Tell whether a term stands for some of its cases only: "many databases", "your container"."""
    head = here.sentence.parse[mention.last]
    articles = {"a", "an", *_COUNTING} if mention.type == "Thing" else set()
    return any(
        (child.dep_ in {"poss", "nummod"} or child.lower_ in QUANTIFIERS | articles) and not mention.covers(child)
        for child in head.children
    )


def _is_narrowed(mention: Mention, here: NamedSentence) -> bool:
    """Tell whether words before a term make it a narrower thing than the term: "a plain text exposition format"."""
    head = here.sentence.parse[mention.last]
    before = (c for c in head.children if c.i < mention.first and c.dep_ in NARROWING and c.text[:1].isalpha())
    return any(not here.is_general(child) for child in before)


def _is_of_any(mention: Mention, noun: Token, here: NamedSentence) -> bool:
    """Tell whether a plural behind one name is no kind that the name, or a list it ends, is of."""
    last = here.sentence.parse[mention.last]
    listed = last.dep_ == "conj" or any(c.dep_ in {"conj", "cc"} for c in last.children)
    plain = ("transparent", "copies", "staff")
    return not listed and not any(noun.lemma_.lower() in here.lexicon.words[name] for name in plain)


def goes_on(mention: Mention, here: NamedSentence) -> bool:
    """Tell whether a noun right behind a name belongs to it, whatever the parse: "Out of Band management"."""
    words = here.sentence.parse
    if mention.last + 1 >= len(words) or not mention.surface[:1].isupper():
        return False
    noun, lexicon = words[mention.last + 1], here.lexicon
    beside = here.mention_of(noun)
    if beside is not None and here.ontology.plays(beside.type, Role.LEVEL):
        return False  # "an Acme sandbox project"
    if noun.lower_ == "of" and mention.type == "Thing" and noun.head == words[mention.last]:
        return True  # "the UUID of a node"
    if noun.tag_ not in {"NN", "NNS"} or not noun.text.islower() or not words[mention.last].whitespace_:
        return False
    if words[mention.last].dep_ == "nsubj" and words[mention.last].head == noun:
        return False  # a verb read as a noun: "Acme bet on Dyno"
    if _is_for_language(mention, noun, here):
        return False  # "Java bindings" are for Java
    kind = lexicon.class_of.get(noun.lower_)
    work = here.ontology.plays(mention.type, Role.WORK) and not mention.surface.isupper()
    if kind is not None and work and here.ontology.plays(kind, Role.STANDARD):
        return True  # "the Acme protocol" is not Acme, but "the QTP protocol" may be QTP
    if kind is not None and noun.tag_ == "NNS" and mention.type == "Thing" and _is_of_any(mention, noun, here):
        return True  # "Acme applications" are any that have to do with Acme
    if noun.dep_ in {"nsubj", "nsubjpass", "npadvmod", "nummod"} or any(t.dep_ == "det" for t in noun.lefts):
        return False
    if kind is None and noun.dep_ in COMPOUNDS and any(c.lower_ in INDEFINITE for c in noun.head.children):
        return True  # "an Acme kernel module" need be no part of Acme
    plain = ("transparent", "copies", "staff", "emptyHead", "emptyHeadOfCategory", "belonging")
    return kind is None and not any(noun.lower_ in lexicon.words[name] for name in plain)


def _is_for_language(mention: Mention, noun: Token, here: NamedSentence) -> bool:
    """Tell whether a frame of a noun takes what stands before it for the language it is made for."""
    frames = (f for f in here.lexicon.by_form.get(noun.lower_, ()) if Place.MODIFIER in f.object_places)
    return any(mention.type in {f.argument_type, f.known_object} for f in frames)

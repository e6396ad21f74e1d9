"""Definitions: "X is a Y that ...", "X, a Y, ...": what a sentence says a thing is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from kg.documents import Span
from kg.language.clauses import Clause
from kg.language.modality import find_modality
from kg.language.phrases import before_bracket, find_anchor, first_conjunct
from kg.language.said_of import find_subjects
from kg.language.tags import FINITE, INDEFINITE, NOUNS, PLURALS, SUBJECTS, VERBS
from kg.naming.predicates import OPEN_END
from kg.naming.signs import NAME_SIGN
from kg.reference.fillers import FillerReader
from kg.reference.pronouns import read_title_line
from kg.reference.referents import Filler
from kg.statements import Modality
from ontology.roles import Role

# What leads into a list that stands below.
_LEFT_OPEN = re.compile(r",?\s+(?:including|such as|like|e\.g\.?|by \w+ing)$")
_OPEN_QUOTE = re.compile(r"(?<!\w)['‘]\w[^'’]*$")
_CLOSING_QUOTES = frozenset("'’")
_VERSIONED = re.compile(r"(?P<name>.*\D) v?\d+(?:\.\d+)+")
_LED_BY_NAME = re.compile(rf"\s*(\([^)]*\))?\s*{NAME_SIGN}\s*")
_ONE_OF_MANY = INDEFINITE | {"another"}
# Words that point out of a phrase, so that it cannot stand alone.
_PRONOUN_END = re.compile(r"^(?:\w+ )?\w+ of (?:it|them)$")  # "copy of it"
_REFERRING = {"this", "these", "following", "our", "my", "former", "latter"}
_REASONS = {"since", "because", "as"}
_SUBORDINATE = {"if", "whether", "unless", "that", "until", "once", "when", "where"}


@dataclass(frozen=True, slots=True)
class Definition:
    """What a sentence says a thing is: `phrase` the words of the definition, `noun` that of its kind.

    `phrase` is None where its words cannot stand alone. `full`: the phrase can stand as a definition by itself.
    """

    subject: Filler
    phrase: Span | None
    noun: Token
    modality: Modality
    full: bool


def find_definitions(reader: FillerReader) -> list[Definition]:
    """Return the definitions of a sentence."""
    if reader.sentence.is_question:
        return []
    found: list[Definition] = []
    for token in reader.sentence.parse:
        if token.pos_ not in NOUNS or token.lemma_.lower() in reader.lexicon.words["vague"]:
            continue
        if token.dep_ == "attr" and token.head.lemma_ == "be":
            which = _find_which(token.head)
            found.extend(_read_copula(token, reader) if which is None else _read_relative(token, which, reader))
        elif token.dep_ == "appos" and _may_be_apposition(token) and _is_kind(token, reader):
            found.extend(_read_apposition(token, reader))
        elif token.dep_ in {"ROOT", "conj"} and _is_kind(token, reader):
            found.extend(_read_title_line(token, reader))
    return found


def _read_title_line(noun: Token, reader: FillerReader) -> Iterator[Definition]:
    """Read "A fast database and a cache, written in Go." as what the topic is."""
    first, last = reader.noun_chunk(noun)
    if any(token.pos_ == "CCONJ" for token in noun.doc[first.i : last.i]):
        return  # "a linter and code formatter" joins two kinds
    for subject in read_title_line(first_conjunct(noun), reader):
        yield Definition(subject, None, noun, Modality.ASSERTED, False)


def _may_be_apposition(noun: Token) -> bool:
    """Tell whether a noun beside a name may say what it is: "X, a Y", "X, our Y", "This is X, the Y"."""
    return _article(noun) in _ONE_OF_MANY or _is_own(noun) or (_article(noun) == "the" and _introduces(noun.head))


def _introduces(name: Token) -> bool:
    """Tell whether a sentence only shows a name: "This is X, ..."."""
    verb = name.head
    shown = name.dep_ == "attr" and verb.lemma_ == "be" and verb.i == 1
    return shown and verb.nbor(-1).lower_ in {"this", "here"}


def _is_own(noun: Token) -> bool:
    """Tell whether a noun of a kind belongs to who tells of it: "X, our search engine, is"."""
    return any(c.dep_ == "poss" and c.lower_ in {"our", "its", "their"} for c in noun.children)


def _is_kind(noun: Token, reader: FillerReader) -> bool:
    """Tell whether a noun names a kind: a common noun, or a category however it is written."""
    mention = reader.mention_of(noun)
    sorts = mention is not None and reader.ontology.holds(mention.type, Role.WORK)
    return noun.text[:1].islower() or sorts


def _read_copula(noun: Token, reader: FillerReader) -> Iterator[Definition]:
    verb = noun.head
    if not _is_main_clause(verb) or _is_own_name(noun, reader):
        return
    subjects = [s for s in find_subjects(verb) if s.dep_ in SUBJECTS and s.head == verb]
    if len(subjects) != 1 or not _is_definable(subjects[0], noun, reader) or _is_comparison(noun):
        return
    if noun.tag_ in {"NNP", "NNPS"} and _article(noun) is None:
        return
    predicates = [c for c in verb.children if c.dep_ == "attr"]
    if _is_split(noun) or noun != predicates[-1]:
        return
    if any(c.lower_ == "can" or (c.dep_ == "acomp" and c.i < noun.i) for c in verb.children):
        return
    phrase = _phrase_of(noun, reader) if len(predicates) < 2 else None
    modality = find_modality(Clause(noun, verb=verb))
    full = modality is Modality.ASSERTED and phrase is not None and _stands_alone(noun, phrase, reader)
    full = full and not any(c.dep_ == "mark" and c.lower_ in _REASONS for c in verb.children)
    fillers = reader.fillers(subjects[0])
    for subject in (_without_version(filler, noun, reader) for filler in fillers):
        if phrase is None or not subject.span.overlaps(phrase):
            yield Definition(subject, phrase, noun, modality, full and len(fillers) == 1)


def _find_which(verb: Token) -> Token | None:
    """Return the "which" that a verb is said of."""
    return next((c for c in verb.children if c.lower_ == "which" and c.dep_ in SUBJECTS), None)


def _read_relative(noun: Token, which: Token, reader: FillerReader) -> Iterator[Definition]:
    """Read "X, which is a Y, ...": what a clause that only adds something says of the name before its comma."""
    verb = noun.head
    if which.i < 2 or which.nbor(-1).text != "," or _article(noun) not in {*_ONE_OF_MANY, "the"}:
        return
    if verb.tag_ not in FINITE or any(c.dep_ in {"aux", "neg", "acomp"} for c in verb.children) or _is_split(noun):
        return
    mention, phrase = reader.mention_at(before_bracket(which.nbor(-1))), _phrase_of(noun, reader)
    if mention is None or phrase is None or _is_own_name(noun, reader):
        return
    if verb.dep_ == "relcl" and not mention.covers(verb.head):
        return  # it is said of another noun: "a proxy of X, which is a fast tool"
    full = _stands_alone(noun, phrase, reader) and verb.tag_ != "VBD"
    for subject in reader.fillers(reader.sentence.parse[mention.last], group=False):
        yield Definition(subject, phrase, noun, Modality.ASSERTED, full)


def _without_version(subject: Filler, noun: Token, reader: FillerReader) -> Filler:
    """Return the work that a version of it is told to be: "zorbl 1.2 is a small shell" tells what zorbl is."""
    match = _VERSIONED.fullmatch(subject.entity.label)
    known = reader.names.find(match["name"]) if match is not None else None
    if known is None or noun.lower_ in reader.lexicon.words["release"]:
        return subject
    return replace(subject, entity=known.entity)


def _read_apposition(noun: Token, reader: FillerReader) -> Iterator[Definition]:
    anchor = find_anchor(noun)
    mention = reader.mention_of(anchor)
    phrase = _phrase_of(noun, reader)
    if mention is None or phrase is None or _is_split(noun) or _is_own_name(noun, reader):
        return
    if anchor.i > noun.i:  # "A fast database, X ..."
        if noun.left_edge.lower_ in INDEFINITE:
            for subject in reader.fillers(anchor, group=False):
                yield Definition(subject, phrase, noun, Modality.ASSERTED, _stands_alone(noun, phrase, reader))
        return
    between = reader.sentence.parse[mention.last + 1 : noun.left_edge.i].text_with_ws
    gap = between.strip()
    asked = mention.first > 0 and anchor.doc[mention.first - 1].lemma_ == "be"  # "is X a fast database"
    beside = gap == "" and asked and mention.surface[:1].isupper() and noun.head == anchor
    leads = mention.first == 0 and _LED_BY_NAME.fullmatch(f" {between}") is not None and _article(noun) in _ONE_OF_MANY
    if not beside and not leads and re.fullmatch(r"(\([^)]*\))?\s*[,(–-]?", gap) is None:
        return
    if not beside and not gap and not any(t.tag_ in FINITE for t in noun.doc):
        return  # "in Perch its own pipeline", "Workaround a bug"
    if _is_listed_beside(anchor, noun):
        return
    full = (leads or _introduces(anchor)) and _stands_alone(noun, phrase, reader)
    for subject in reader.fillers(anchor, group=False):
        yield Definition(subject, phrase, noun, Modality.ASSERTED, full)


def _is_listed_beside(anchor: Token, noun: Token) -> bool:
    """Tell whether what follows a comma is the next of a list: "features like X, a path that is Y, and audits"."""
    behind = noun.doc[noun.right_edge.i + 1 : noun.right_edge.i + 3].text
    listed = anchor.dep_ == "pobj" and anchor.head.lower_ in {"like", "as", "including"}
    return listed and anchor.doc[noun.left_edge.i - 1].text == "," and behind in {", and", ", or"}


def _is_main_clause(verb: Token) -> bool:
    """Refuse clauses that are conditions, questions or what somebody is only said to think."""
    if verb.dep_ == "advcl" and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return False  # "it is needed for Perch to be a small tool"
    marks = {c.lower_ for c in verb.children if c.dep_ in {"mark", "advmod"} and c.i < verb.i}
    if marks & _SUBORDINATE and verb.dep_ in {"advcl", "ccomp", "relcl", "acl"}:
        return bool(marks & {"that"}) and verb.dep_ == "ccomp" and verb.head.lemma_ in {"mean", "say", "note"}
    return verb.dep_ not in {"relcl", "acl", "csubj", "pcomp", "xcomp"}


def _is_definable(subject: Token, noun: Token, reader: FillerReader) -> bool:
    """Tell whether the subject is a bare name or term, and not some case of it."""
    if subject.pos_ == "PRON":
        near = reader.discourse.fresh or (reader.context.stable and reader.discourse.before is None)
        fresh = near and subject.lower_ in {"it", "they"} and _is_first(subject)
        return fresh and not _is_cleft(noun)
    mention = reader.mention_of(subject)
    if mention is None:
        return subject.lower_ in reader.lexicon.words["anaphoric"] and subject.i <= 1
    behind = reader.sentence.parse[subject.i + 1 : mention.last + 1]
    if not all(t.like_num or t.tag_ == "CD" for t in behind) or not reader.is_plain(subject):
        return False
    label = mention.entity.label if mention.entity is not None else ""
    if mention.surface.islower() and not label.islower() and mention.type not in {"Concept", "Category", "Thing"}:
        return False  # a package or namespace that bears a project's name in small letters
    if any(
        t.text[:1].isalpha() and (t.dep_ in {"amod", "poss", "nummod"} or (t.dep_ == "compound" and "-" in t.text))
        for t in subject.doc[subject.left_edge.i : mention.first]
    ):
        return False
    article = _article(subject)
    if mention.type in {"Concept", "Thing"} and mention.surface[:1].islower():
        return article in _ONE_OF_MANY or (article is None and subject.tag_ in {"NN", "NNS", "NNP", "NNPS"})
    return article in {None, "the", *_ONE_OF_MANY}


def _is_first(subject: Token) -> bool:
    """Tell whether nothing stands before a subject but a phrase that is said of it: "Built by Acme, it is ..."."""
    before = subject.doc[: subject.i]
    if not len(before):
        return True
    led = before[0].tag_ == "VBN" and before[0].dep_ in {"advcl", "acl"} and before[0].head == subject.head
    return led and before[-1].text == "," and not any(t.dep_ in SUBJECTS for t in before)


def _is_cleft(noun: Token) -> bool:
    """Tell whether "it" only stands for what follows: "It is a good practice to ..."."""
    verb = noun.head
    if any(c.dep_ in {"xcomp", "ccomp", "advcl", "csubj"} and c.i > noun.i for c in verb.children):
        return True
    return any(
        c.dep_ in {"relcl", "acl", "ccomp", "xcomp"}
        and any(g.lower_ in {"to", "that"} and g.dep_ in {"aux", "mark"} for g in c.children)
        for c in noun.children
    )


def _is_comparison(noun: Token) -> bool:
    """Tell whether a noun is set against another: "more an A than a B"."""
    return any(t.lower_ in {"more", "less", "rather"} for t in noun.doc[noun.head.i + 1 : noun.i]) and any(
        t.lower_ == "than" for t in noun.doc[noun.i :]
    )


def _is_own_name(noun: Token, reader: FillerReader) -> bool:
    own = reader.mention_of(noun)
    return own is not None and own.type not in {"Concept", "Category", "Thing"}


def _is_split(noun: Token) -> bool:
    """Tell whether the parse joined the beginning of another clause to a predicate noun."""
    return any(c.dep_ == "conj" and c.i > noun.i and c.pos_ == "PROPN" for c in noun.children)


def _phrase_of(noun: Token, reader: FillerReader) -> Span | None:
    """Return the words of a definition without article, cut where brackets or quotes would stay open."""
    first = noun.left_edge
    while first.i < noun.i and (first.pos_ in {"DET", "PUNCT", "CCONJ"} or first.dep_ in {"predet", "neg", "preconj"}):
        first = first.nbor(1)
    if first.pos_ in {"ADP", "PART"} and first.i < noun.i:
        return None
    last = noun.right_edge
    text = reader.sentence.text
    behind = noun.doc[last.i + 1 : last.i + 2].text
    if last.pos_ in VERBS and behind[:1].isalnum() and noun.doc[last.i + 1].pos_ in {*NOUNS, "DET", "ADJ"}:
        return None  # what the verb is about was torn off
    start, end = first.idx, _end_of(noun, last)
    if start and text[start - 1] in "'‘":
        return None
    words = re.split(r"\s[–—-]\s|;|\s\((?:and|but|also|formerly|previously|originally)\b", text[start:end])[0]
    if words.count("(") > words.count(")"):
        words = words[: words.rindex("(")]
    words = _LEFT_OPEN.sub("", words.rstrip(" ,;:.–-"))
    if _OPEN_QUOTE.search(words):
        closing = text[start + len(words) : start + len(words) + 1]
        if closing not in _CLOSING_QUOTES:
            return None
        words += closing
    if words.count('"') % 2 or words.count("“") != words.count("”"):
        return None
    if (
        len(words) <= noun.idx - start
        or OPEN_END.search(words)
        or OPEN_END.search(text.rstrip())
        or _PRONOUN_END.search(words)
    ):
        return None
    base = reader.sentence.span.start
    return Span(base + start, base + start + len(words))


def _end_of(noun: Token, last: Token) -> int:
    """Return where a definition ends: a clause right behind that narrows it belongs to it."""
    for clause in noun.head.children:
        joint = clause.left_edge
        if clause.dep_ == "advcl" and joint.i == last.i + 1 and joint.lower_ in {"as", "when", "where", "while", "so"}:
            last = clause.right_edge
    return last.idx + len(last.text)


def _stands_alone(noun: Token, phrase: Span, reader: FillerReader) -> bool:
    """Tell whether a phrase says enough for a definition: an indefinite kind, narrowed by a phrase."""
    article = _article(noun)
    modifiers = [c for c in noun.children if c.dep_ in {"amod", "nummod", "compound"}]
    ranking = any(c.lower_ in reader.lexicon.words["ranking"] or c.tag_ in {"JJR", "JJS"} for c in modifiers)
    graded = any(t.tag_ in {"JJR", "JJS", "RBR", "RBS"} for t in noun.doc[noun.left_edge.i : noun.i])
    if ranking or graded or any(c.dep_ == "poss" for c in noun.children):
        return False
    narrowed = any(c.dep_ in {"relcl", "acl", "prep"} and c.i > noun.i for c in noun.children)
    if article == "the" and not any(
        (c.dep_ == "prep" and c.lower_ == "of") or c.dep_ in {"relcl", "acl"} for c in noun.children
    ):
        return False
    if article is None and noun.tag_ not in PLURALS and not narrowed:
        return False
    if article not in {None, "the", *_ONE_OF_MANY}:
        return False
    words = reader.sentence.words_at(phrase).split()
    if _REFERRING & {word.strip(".,").lower() for word in words}:
        return False
    return len(words) >= 4 or (len(words) >= 3 and narrowed)


def _article(token: Token) -> str | None:
    return next((child.lower_ for child in token.children if child.dep_ == "det"), None)

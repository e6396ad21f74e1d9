"""Class nouns: the entity that a common noun stands for: "the Acme project", "this category", "VM platforms"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from kg.language.phrases import before_bracket, find_objects
from kg.language.tags import INDEFINITE, MODIFYING, SUBJECTS
from kg.language.words import is_word
from kg.naming.mentions import Mention
from kg.naming.names import TERM_CLASSES
from kg.reference.named_sentence import QUANTIFIERS, NamedSentence, to_fillers
from kg.reference.pronouns import read_owners
from kg.reference.referents import Filler
from kg.reference.whole_names import is_whole
from kg.statements import Entity
from ontology.roles import Role

_FIRST = frozenset(("first", "initial", "original"))
_LONGEST_BRACKET = 5  # words and signs


def read_class_noun(token: Token, here: NamedSentence) -> list[Filler]:
    """Read "the X project", "project X", "X clusters", "their tools" and "this project"."""
    apostrophe = token.i > 1 and token.nbor(-1).text in {"’", "'"}  # "Acme’ clusters"
    before = here.mention_at(token.i - 2 if apostrophe else before_bracket(token, _LONGEST_BRACKET))
    words = here.lexicon.words
    through = token.lower_ in words["copies"]
    beside = before is not None and here.sentence.parse[before.last].head == token
    if beside and (called := _named_behind(token, here)) is not None:
        return to_fillers([called])
    if before is not None and beside and (through or token.lower_ in words["transparent"]):
        return _read_named_before(token, before, through, here)
    if before is None and (farther := _named_farther_before(token, here)) is not None:
        return [replace(f, span=here.phrase(token)) for f in to_fillers([farther])]
    if before is not None and (joined := _read_joined_names(token, before, here)):
        return joined
    known = token.lower_ in here.lexicon.class_of
    after = here.mention_at(token.i + 1)
    if known and after is not None and here.sentence.parse[after.last].dep_ in {"appos", "nmod", "punct"}:
        return to_fillers([after])
    owned = next((c for c in token.children if c.dep_ == "poss" and c.lower_ == "their"), None)
    if owned is not None and token.lower_ in words["emptyHeadOfCategory"] and token.i - owned.i == 1:
        return read_owners(owned, here)
    return _read_spoken_of(token, here) if known else []


def _named_farther_before(noun: Token, here: NamedSentence) -> Mention | None:
    """Return the name of nothing known that one noun parts from what it names: "the Acme consensus algorithm"."""
    if noun.lower_ not in here.lexicon.words["transparent"] or noun.lower_ in here.lexicon.class_of:
        return None
    narrowing = noun.nbor(-1) if noun.i > 1 else noun
    if narrowing.dep_ != "compound" or narrowing.head != noun or not narrowing.text.islower():
        return None
    mention = here.mention_at(narrowing.i - 1)
    shown = mention is not None and mention.first > 0 and noun.doc[mention.first - 1].lower_ == "the"
    return mention if shown and mention is not None and mention.type == "Thing" else None


def _named_behind(noun: Token, here: NamedSentence) -> Mention | None:
    """Return the name that stands right behind a noun, also in brackets: "the X engine (Y)" is Y."""
    named = [c for c in noun.children if c.dep_ == "appos" and 0 < c.i - noun.i <= 2 and noun.nbor(1).text != ","]
    mention = here.mention_of(named[0]) if named else None
    return mention if mention is not None and mention.type not in TERM_CLASSES and _is_like_a_name(mention) else None


def _read_joined_names(noun: Token, before: Mention, here: NamedSentence) -> list[Filler]:
    """Read "the A and B projects" and "both A and B projects" as A and B."""
    told = here.lexicon.class_of.get(noun.lower_, "")
    names = here.group(before)
    tokens = here.sentence.parse
    if noun.tag_ != "NNS" or not here.ontology.plays(told, Role.PROJECT) or len(names) < 2:
        return []
    first = min(name.first for name in names)
    shown = first > 0 and tokens[first - 1].lower_ in {"the", "both"}
    fits = all(here.ontology.may_be(name.type, (told,)) for name in names)
    return to_fillers(names) if shown and fits and tokens[names[0].last].head == noun else []


def _read_named_before(noun: Token, before: Mention, through: bool, here: NamedSentence) -> list[Filler]:
    """Read "the X project" as X, and "X clusters" as what is said through X; "X tools" are none of them X."""
    ontology = here.ontology
    if (noun.tag_ == "NNS" and not through) or not is_whole(before, here):
        return []
    of = any(c.dep_ == "prep" and c.lower_ == "of" for c in noun.children)
    if of and noun.lower_ not in here.lexicon.words["staff"]:
        return []  # "the Acme implementation of X" is not Acme
    if not through and noun.dep_ == "ROOT" and not any(c.dep_ == "det" for c in noun.children):
        return []  # "PHP library to manage X": one of many
    if before.type in TERM_CLASSES or ontology.is_a(before.type, "Agent") or ontology.plays(before.type, Role.LEVEL):
        return []
    if ontology.plays(before.type, Role.VALUE) and here.lexicon.class_of.get(noun.lower_) != before.type:
        return []  # "the Python implementation" is not Python
    acting = noun.lower_ in here.lexicon.words["actingParts"]
    told = any(c.dep_ in {"acl", "relcl"} for c in noun.children)
    if acting and (noun.dep_ in SUBJECTS or told):
        return []
    if (told or before.type == "Thing") and not through and any(c.lower_ in INDEFINITE for c in noun.children):
        return []  # "an XYZ system", "an Acme server based on Dyno": one of many
    language = here.mention_at(before.first - 1)
    if language is not None and not through and ontology.plays(language.type, Role.VALUE):
        return []  # "the Go XTP library"
    if acting and any(c.tag_ == "PRP$" or c.lower_ in INDEFINITE for c in noun.children):
        return []  # "an X app", "your X app": some thing of X, and not X
    if not through and any(c.tag_ == "PRP$" or c.lower_ in QUANTIFIERS for c in noun.children):
        return []  # "its own X implementation", "another X library"
    if through and any(_picks_out(c, here) and c.i < before.first for c in noun.children):
        return []  # some clusters, not all
    return [Filler(f.entity, f.span, True, through) for f in to_fillers(here.group(before))]


def _read_spoken_of(noun: Token, here: NamedSentence) -> list[Filler]:
    """Read "this category" and "the project" as what the text speaks of."""
    lexicon, ontology = here.lexicon, here.ontology
    name = lexicon.class_of[noun.lower_]
    determiner = next((c.lower_ for c in noun.children if c.dep_ == "det"), "")
    narrowed = any(c.dep_ in {"amod", "compound", "relcl", "acl", "prep", "poss", "nmod"} for c in noun.children)
    house, topic = here.setting.house, here.discourse.topic
    acting = determiner in {"the", "our"} and ontology.is_a(name, "Organization") and noun.tag_ == "NN"
    if house is not None and acting and (not narrowed or noun.lower_ in lexicon.words["staff"]):
        return here.standing_for(topic if topic and ontology.is_a(topic.type, name) else house, noun)
    if narrowed or determiner not in {"this", "these", "the", "that"}:
        return []
    if determiner == "that" and not here.discourse.fresh:
        return []  # it points at what was named last, and not at what the page is about
    for wanted, entity in here.setting.by_class.items():
        if determiner == "this" and ontology.is_a(wanted, name):
            return here.standing_for(entity, noun)
    coming_back = noun.lower_ in lexicon.words["anaphoric"] or (
        determiner == "this"
        and here.context.stable
        and not here.setting.labelled
        and not any(other.lower_ == noun.lower_ for other in noun.doc[: noun.i])
        and noun.lower_ in lexicon.words["selfNaming"]
    )
    page = here.setting.page
    if topic is not None and topic.type == "Thing" and page is not None and ontology.is_a(page.type, name):
        topic = page  # the page is about a project, and what was spoken of last may be anything
    if topic is None or not coming_back or noun.tag_ not in {"NN", "NNP"}:
        return []
    fits = ontology.may_be(topic.type, (name,)) and (topic.type != "Thing" or name != "Concept")
    return here.standing_for(topic, noun) if fits else []


def read_made_of(token: Token, here: NamedSentence) -> list[Filler]:
    """Read "the Acme exposition format" as a thing of that name: it belongs to Acme, and is not Acme."""
    lexicon = here.lexicon
    if token.tag_ != "NN" or token.lower_ not in lexicon.words["belonging"]:
        return []
    nouns = [c for c in token.children if c.dep_ in MODIFYING and c.i < token.i]
    owner = here.mention_at(min((c.left_edge.i for c in nouns), default=token.i))
    if owner is None or owner.type in TERM_CLASSES or owner.last >= token.i - 1 or not owner.surface[:1].isupper():
        return []
    between = here.sentence.parse[owner.last + 1 : token.i]
    if not all(t.tag_ == "NN" and t.text.isalpha() and t.text.islower() for t in between):
        return []
    words = here.sentence.parse[owner.first : token.i + 1].text
    kind = lexicon.class_of.get(token.lower_, here.ontology.class_for(Role.WORK))
    span = here.sentence.span_of(here.sentence.parse[owner.first], token)
    return [Filler(Entity.called(words, kind), span)]


def _picks_out(modifier: Token, here: NamedSentence) -> bool:
    """Tell whether a modifier narrows to some cases: "old clusters", but not "remote" or "your clusters"."""
    if modifier.dep_ == "poss":
        return modifier.lower_ not in {"your", "our", "their", "its"}
    return modifier.dep_ == "amod" and modifier.lower_ not in here.lexicon.words["anyCase"]


def read_output(token: Token, here: NamedSentence) -> list[Filler]:
    """Read "these events", "its metrics" as what the text speaks of, which gives them out."""
    if token.lower_ not in here.lexicon.words["output"] or not here.discourse.fresh:
        return []
    own = {"these", "those", "its", "their", "the", "all"}
    before = [c for c in token.children if c.i < token.i]
    told = token.dep_ in {"nsubjpass", "dobj"} and len(before) == 1 and before[0].lower_ in own
    topic = here.discourse.topic
    if not told or topic is None or not here.ontology.plays(topic.type, Role.WORK):
        return []
    return [replace(f, through=True) for f in here.standing_for(topic, token)]


def read_release(token: Token, here: NamedSentence) -> list[Filler]:
    """Read "version 2", "this release", "the new version" as what the text speaks of, of which they are states."""
    topic = here.discourse.topic
    if token.dep_ not in SUBJECTS or token.lower_ not in here.lexicon.words["release"]:
        return []
    beside = [c for c in token.children if c.i < token.i or c.dep_ == "nummod"]
    told = any(c.dep_ == "nummod" or c.lower_ in {"this", "new", "latest", "current"} for c in beside)
    plain = all(c.dep_ in {"det", "nummod", "amod"} for c in beside)
    works = topic is not None and here.ontology.plays(topic.type, Role.WORK)
    return here.standing_for(topic, token) if told and plain and works else []


def read_first_release(token: Token, here: NamedSentence) -> list[Filler]:
    """Read "the first version of X" as X: who built or published that began it."""
    if token.dep_ not in {"dobj", "nsubjpass"}:
        return []
    named = (here.mention_of(thing) for thing in find_first_released(token, here))
    return to_fillers([m for m in named if m is not None and m.type not in TERM_CLASSES])


def find_first_released(noun: Token, here: NamedSentence) -> list[Token]:
    """Return what a noun is the first release of: "the first version of X" is that of X."""
    first = any(c.lower_ in _FIRST and c.i < noun.i for c in noun.children)
    return find_objects(noun, "of") if first and noun.lower_ in here.lexicon.words["release"] else []


def read_named_beside(token: Token, here: NamedSentence) -> list[Filler]:
    """Read "its tracing system, X" and "the X "micro proxy""."""
    if token.tag_ not in {"NN", "NNP"}:
        return []
    known = token.lower_ in here.lexicon.class_of
    for child in token.children:
        mention = here.mention_of(child)
        if mention is None or mention.type in TERM_CLASSES or not _is_like_a_name(mention):
            continue
        quoted = mention.last + 1 < token.i and token.doc[mention.last + 1].text in {"“", '"', "‘"}
        named = child.dep_ == "appos" and child.i > token.i and child.i - token.i <= 3
        if not known and not (named and _is_the_one(token, mention)):
            continue
        if named or (quoted and child.i < token.i):
            return to_fillers([mention])
    return []


def _is_the_one(noun: Token, mention: Mention) -> bool:
    """Tell whether a name between commas is that of the one thing a noun speaks of: "our voice assistant, X, is"."""
    after = noun.doc[mention.last + 1] if mention.last + 1 < len(noun.doc) else None
    beyond = after.nbor(1).lower_ if after is not None and after.i + 1 < len(noun.doc) else ""
    one = any(c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ == "the") for c in noun.children)
    parted = after is not None and after.text == "," and beyond not in {"and", "or"}
    return one and parted and noun.doc[mention.first - 1].text == ","


def read_called_by_kind(token: Token, here: NamedSentence) -> list[Filler]:
    """Read "Storage is the second layer": beside the noun of its kind a word names as in headings."""
    verb = token.head
    if verb.lemma_ != "be" or token.dep_ not in {"nsubj", "attr", "acomp"} or token.pos_ == "PRON":
        return []
    for other in verb.children:
        wanted = here.lexicon.class_of.get(other.lower_, "Thing")
        heading = here.ontology.plays(wanted, Role.HEADING)
        if other == token or other.dep_ not in {"nsubj", "attr"} or not heading:
            continue
        name = here.names.find(token.text, structural=True)
        if name is not None and name.entity.type == wanted:
            return [Filler(name.entity, here.sentence.span_of(token, token))]
    return []


def read_of_section(token: Token, here: NamedSentence) -> list[Filler]:
    """Read "tools in this category", "tools in this space" as the section's category or layer."""
    if here.setting.section is None or token.lower_ not in here.lexicon.class_of:
        return []
    for prep in token.children:
        for noun in prep.children if prep.dep_ == "prep" and prep.lower_ in {"in", "of"} else ():
            if noun.lower_ in {"category", "layer", "space", "area"} and any(c.lower_ == "this" for c in noun.children):
                return [Filler(here.setting.section, here.sentence.span_of(token, noun), False, True)]
    return []


def read_term(token: Token, here: NamedSentence) -> list[Filler]:
    """Read "VM platforms" as the known term before the empty noun."""
    term = here.known_term(token)
    if term is None or any(child.lower_ in QUANTIFIERS or child.dep_ == "poss" for child in token.children):
        return []
    return [Filler(term, here.sentence.span_of(token.left_edge, token))]


def _is_like_a_name(mention: Mention) -> bool:
    """Tell whether a mention is written with a capital, or known though no dictionary has it."""
    return mention.surface[:1].isupper() or (mention.known is not None and not is_word(mention.surface))


def read_level(token: Token, here: NamedSentence) -> list[Filler]:
    """Read "incubating status" and "the sandbox stage" as the level, and behind "as" and "at" "a sandbox project"."""
    ontology = here.ontology
    told = here.lexicon.class_of.get(token.lower_, "")
    role = token.dep_ == "pobj" and token.head.lower_ in {"as", "at", "to", "into"}
    if not ontology.plays(told, Role.LEVEL) and not (role and ontology.plays(told, Role.PROJECT)):
        return []
    before = [m for c in token.lefts if (m := here.mention_of(c)) is not None and not m.covers(token)]
    levels = [m for m in before if ontology.plays(m.type, Role.LEVEL)]
    return to_fillers(levels[:1]) or _read_hyphened_level(token, here)


def _read_hyphened_level(noun: Token, here: NamedSentence) -> list[Filler]:
    """Read the level that a word before a noun begins with, and says to be one: "incubation-level projects"."""
    for word in noun.lefts:
        first, _, last = word.text.rpartition("-")
        name = here.names.find(first, structural=True) if first else None
        levels = (here.lexicon.class_of.get(last.lower(), ""), name.entity.type if name is not None else "")
        if name is not None and all(here.ontology.plays(level, Role.LEVEL) for level in levels):
            return [Filler(name.entity, here.sentence.span_of(word, word))]
    return []

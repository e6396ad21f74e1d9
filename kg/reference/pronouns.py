"""Pronouns: who "it", "they", "both" and "the latter" are, in the sentence or before it."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.language.grammar import is_expletive
from kg.language.said_of import find_subjects
from kg.language.tags import COMPOUNDS, INDEFINITE, NOUNS, SUBJECTS
from kg.naming.coordination import find_coordinated
from kg.naming.mentions import Mention
from kg.naming.names import TERM_CLASSES
from kg.reference.inner_clauses import is_of_subject, told_by_relative
from kg.reference.named_sentence import NamedSentence, to_fillers
from kg.reference.referents import Filler
from kg.reference.staff import read_staff
from kg.statements import Entity
from ontology import Ontology, Place
from ontology.roles import Role

_PERSONAL = {"he", "she", "his", "her"}
_TOPICAL = {"it", "its", "itself", "they", "them", "their"}


def read_pronoun(token: Token, here: NamedSentence) -> list[Filler]:
    """Return what a pronoun stands for, nothing for any other word and where it stays open."""
    word = token.lower_
    if word in _PERSONAL:
        return here.standing_for(here.discourse.person, token)
    if word in {"we", "our", "us"} and here.setting.house is not None:
        return here.standing_for(here.setting.house, token)
    if word == "our" and _are_people_of_work(token.head, here):
        return here.standing_for(here.setting.page, token)
    if word == "this" and token.dep_ == "nsubj":
        return here.topic(token) if _points_at_topic(token, here) else []
    if word in _TOPICAL and not is_expletive(token):
        return _read_topical(token, here)
    return []


def _are_people_of_work(noun: Token, here: NamedSentence) -> bool:
    """Tell whether a noun is for those who use or make what a page is about: "our users" on the page of a tool."""
    page, field = here.setting.page, here.field
    if page is None or not field.ontology.plays(page.type, Role.WORK):
        return False
    words = {noun.lower_, f"{noun.nbor(-1).lower_} {noun.lower_}"} if noun.i else {noun.lower_}
    frames = (f for word in words for f in field.lexicon.by_form.get(word, ()) if f.is_noun)
    return any(
        Place.POSSESSIVE in frame.subject_places
        and any(field.ontology.is_a(name, "Agent") for name in field.ontology.properties[frame.senses[0]].range)
        for frame in frames
    )


def _points_at_topic(this: Token, here: NamedSentence) -> bool:
    """Tell whether "this" is the topic: "This is a tool ...", "this, they say, ..."."""
    verb = this.head
    if this.i == 0 and verb.lemma_ == "be":
        kinds = {c.lower_ for c in verb.children if c.dep_ == "attr"}
        return bool(here.discourse.fresh and kinds & here.lexicon.words["anaphoric"])
    reported = verb.head.lemma_ in {"say", "explain", "note", "add", "claim", "tell", "write"}
    return verb.dep_ == "ccomp" and here.discourse.fresh and reported


def _read_topical(token: Token, here: NamedSentence) -> list[Filler]:
    """Read "it" or "they": a name of its own sentence, else the topic."""
    earlier = [m for m in here.mentions if m.last < token.i and m.entity is not None]
    opened = _opened_bracket(token, here)
    if opened is not None:
        return to_fillers(opened, named=False)
    if (told := told_by_relative(token, here)) is not None:
        return to_fillers([told], named=False)
    if token.dep_ in {"dobj", "pobj"} and is_of_subject(token, earlier, here):
        return []
    if token.dep_ in {"dobj", "pobj"} and not (here.context.stable or _acts_on_topic(token, here)):
        return _only_work_before(token, earlier, here)
    if earlier and token.i > 2:
        return _same_sentence(token.lower_, token, earlier, here)
    if here.setting.labelled or _has_nearer_noun(token, here) or _are_people(token, here):
        return []
    last = here.discourse.last
    if here.discourse.before is None and last not in {None, here.discourse.topic}:
        return []  # the paragraph before may have ended with what "it" is
    return here.topic(token)


def read_title_line(token: Token, here: NamedSentence) -> list[Filler]:
    """Read the noun of a first line that is nothing but a noun phrase, "A fast database in Go.", as the topic."""
    first = here.sentence.parse[0]
    alone = token.dep_ == "ROOT" and token.tag_ in {"NN", "NNP"} and not find_subjects(token)
    if not here.setting.leading or not alone or first.lower_ not in INDEFINITE or first.head != token:
        return []
    return here.topic(token)


def read_joined(token: Token, here: NamedSentence) -> list[Filler]:
    """Read "both", "the latter two", "all of them", "they": names that were joined before."""
    words = {token.lower_} | {c.lower_ for c in token.children if c.i < token.i or c.dep_ == "nummod"}
    if token.pos_ in NOUNS and (
        token.tag_ != "NNS" or token.lower_ not in here.lexicon.class_of or here.mention_of(token) is not None
    ):
        return []
    if token.pos_ in NOUNS and any(child.dep_ in {"compound", "acl", "relcl"} for child in token.children):
        return []  # "all wire formats supported by X" are others
    if any(child.lower_ == "both" and child.dep_ in {"preconj", "cc"} for child in token.children):
        return []  # "both debugging and tracing"
    listed = _joined_before(token, here)
    if len(listed) < 2:
        return []
    count = 2 if words & {"two", "both"} else 1
    if "latter" in words:
        chosen = listed[-count:]
    elif "former" in words:
        chosen = listed[:count]
    elif words & {"both", "two"}:
        chosen = listed if len(listed) == 2 else ()
    elif words & {"all", "each"} and (token.tag_ in {"DT", "PDT"} or token.dep_ != "det") and not _of_noun(token):
        chosen = listed
    elif words & {"they", "them"} and here.discourse.plural and token.lower_ in {"they", "them"}:
        chosen = here.discourse.listed
    else:
        chosen = ()
    return [f for entity in chosen for f in here.standing_for(entity, token)]


def _joined_before(token: Token, here: NamedSentence) -> tuple[Entity, ...]:
    """Return the names joined right before a word in its sentence, or else in the sentence before."""
    earlier = [m for m in here.mentions if m.last < token.i and m.entity is not None and m.type not in TERM_CLASSES]
    if earlier:
        group = here.listed_with(earlier[-1])
        joined = [m.entity for m in group if m.entity is not None and m.last < token.i]
        return tuple(joined) if len(joined) > 1 else ()
    return here.discourse.listed


def _is_given(noun: Token, here: NamedSentence) -> bool:
    """Tell whether a noun for the topic is what a verb before is done to: "gave the project to X"."""
    pointed = any(c.lower_ in {"the", "this"} for c in noun.children)
    return noun.dep_ == "dobj" and pointed and noun.lower_ in here.lexicon.words["anaphoric"]


def _opened_bracket(token: Token, here: NamedSentence) -> list[Mention] | None:
    """Return the name right before the bracket a word stands in; None outside of brackets."""
    if not here.sentence.is_in_brackets(token.idx):
        return None
    place = here.sentence.span.start + here.sentence.text.rindex("(", 0, token.idx)
    before = [m for m in here.mentions if m.span.end <= place]
    return before[-1:] if before and place - before[-1].span.end <= 2 else []


def _same_sentence(word: str, token: Token, earlier: list[Mention], here: NamedSentence) -> list[Filler]:
    """Read a pronoun deep in a sentence: the subject before it, if that is one name."""
    common = here.lexicon.words["commonInitials"]
    named = [m for m in earlier if m.surface not in common]
    subjects = [m for m in named if _is_subject(m, here)]
    ontology = here.ontology
    if word in {"they", "them", "their"} and len(subjects) == 1 and _is_group(subjects[0], ontology):
        return to_fillers(subjects, named=False)
    if word not in {"it", "its", "itself"}:
        return []
    if len(subjects) == 1 and len(here.group(subjects[0])) > 1:
        return here.topic(token)  # "A and B are among its users"
    if token.dep_ in SUBJECTS and any(_is_given(noun, here) for noun in token.doc[: token.i]):
        return here.topic(token)  # "A gave the project to B, where it grew"
    spoken_of = any(t.dep_ in SUBJECTS and t.lower_ != "it" for t in token.doc[: token.i])
    if token.dep_ == "nsubj" and not spoken_of and here.discourse.fresh:
        return here.topic(token)  # "Written in X, it is ..."
    agent = len(subjects) == 1 and ontology.is_a(subjects[0].type, "Agent")
    if agent and _is_owned(token, here):
        return to_fillers(subjects, named=False)
    if token.dep_ in {"dobj", "pobj"} or agent:
        if any(t.lower_ in {"it", "its"} for t in token.doc[: token.i]) or not subjects:
            return here.topic(token)
        words = here.sentence.parse
        others = [m for m in subjects if all(words[i].head != token.head for i in range(m.first, m.last + 1))]
        told = [m for m in earlier if words[m.last].dep_ == "dobj"] or others
        subjects = [m for m in told if not ontology.is_a(m.type, "Agent")]
    if token.dep_ == "poss" and token.head.dep_ == "attr" and _are_told_of(subjects, token.head, here):
        return here.topic(token)  # "A and B are its rivals"
    if len(subjects) == 1:
        return to_fillers(subjects, named=False)
    return here.topic(token) if _names_no_other(token, subjects, earlier, here) else []


def _names_no_other(token: Token, subjects: list[Mention], earlier: list[Mention], here: NamedSentence) -> bool:
    """Tell whether nothing but the topic is left for a pronoun: no other work is named before it."""
    if token.dep_ == "poss":  # "Its X is A and its Y is B"
        return not subjects and (token.doc[0].lower_ == "its" or token.head.dep_ == "appos")
    acting = [m for t in token.head.children if (first := here.mention_of(t)) for m in here.group(first)]
    works = [m for m in earlier if m not in acting and not here.ontology.is_a(m.type, "Agent")]
    return not works and token.dep_ in {"dobj", "pobj"}


def _are_people(token: Token, here: NamedSentence) -> bool:
    """Tell whether "they" cannot be the topic, one work: "X was begun by two engineers. They founded Y"."""
    topic = here.discourse.topic
    if token.lower_ != "they" or topic is None or topic.label.endswith("s"):
        return False
    return here.is_work(topic) or topic.type == "Thing"


def _has_nearer_noun(token: Token, here: NamedSentence) -> bool:
    """Tell whether "it" rather stands for a thing of its sentence: "if a definition is valid, it will ..."."""
    if token.lower_ in {"they", "them", "their"}:
        return any(t.tag_ == "NNS" for t in token.doc[: token.i])
    if token.lower_ != "it" or token.dep_ not in SUBJECTS:
        return False
    anaphoric = here.lexicon.words["anaphoric"]
    subjects = [t for t in token.doc[: token.i] if t.dep_ in SUBJECTS and t.tag_ == "NN"]
    return any(s.head != token.head and s.lower_ not in anaphoric for s in subjects)


def _is_subject(mention: Mention, here: NamedSentence) -> bool:
    words = here.sentence.parse[mention.first : mention.last + 1]  # of "Acme 2.0" the number is none
    noun = words[-1].head  # "the Acme project was started"
    return any(token.dep_ in SUBJECTS for token in words) or (
        noun.dep_ in SUBJECTS and words[-1].dep_ in COMPOUNDS and noun.text in here.lexicon.words["anaphoric"]
    )


def _acts_on_topic(token: Token, here: NamedSentence) -> bool:
    """Tell whether an object is what organizations or anybody do something with: "Acme and Uber run it"."""
    topic, ontology = here.discourse.topic, here.ontology
    if topic is None or not here.discourse.fresh or not ontology.may_be(topic.type, (ontology.class_for(Role.WORK),)):
        return False
    subjects = [c for c in token.head.children if c.dep_ == "nsubj"]
    if any(c.lower_ in here.lexicon.words["anybody"] or read_staff(c, here) for c in subjects):
        return True
    actors = [m for c in subjects if (first := here.mention_of(c)) is not None for m in here.group(first)]
    known = [m for m in actors if ontology.is_a(m.type, "Organization")]
    return bool(known) and all(m in known or m.type == "Thing" for m in actors)


def _only_work_before(token: Token, earlier: Sequence[Mention], here: NamedSentence) -> list[Filler]:
    """Read "it" as an object where one work alone was named before, beside who acts: "Acme developed it"."""
    verb = token.head.head if token.dep_ == "pobj" else token.head
    if verb.pos_ != "VERB" or token.lower_ != "it":
        return []
    if any(t.lower_ == "it" for t in token.doc[: token.i]):
        return here.topic(token) if here.discourse.fresh else []
    acting = {here.mention_of(word) for subject in find_subjects(verb) for word in subject.subtree}
    others = [mention for mention in earlier if mention not in acting]
    if others:
        if any(m.type == "Thing" and _is_subject(m, here) for m in others):
            return []  # "X, which Acme wrote for Dyno, is fast; Vargle can use it": it may be X, whatever that is
        works = {m.entity for m in others if m.entity is not None and here.is_work(m.entity)}
        return here.standing_for(works.pop(), token) if len(works) == 1 else []
    works = {entity for entity in here.discourse.recent if here.is_work(entity)}
    alone = here.discourse.fresh and works == {here.discourse.topic}
    return here.topic(token) if alone else []


def _is_owned(token: Token, here: NamedSentence) -> bool:
    """Tell whether a possessive stands before what organizations make: "Acme said that its project ..."."""
    nouns = [token.head, *(c for c in token.head.children if c.dep_ == "compound")]
    return token.dep_ == "poss" and any(here.field.is_noun_of_works(noun.lower_) for noun in nouns)


def read_owners(token: Token, here: NamedSentence) -> list[Filler]:
    """Read "A and B are seldom met, but their tools ..." as A and B."""
    group = (
        find_coordinated(earlier[-1], here.mentions, here.sentence)
        if (earlier := [m for m in here.mentions if m.last < token.i])
        else []
    )
    joined = [m.entity for m in group if m.entity is not None and here.ontology.plays(m.type, Role.WORK)]
    told = joined if len(joined) > 1 else list(here.discourse.listed) if here.discourse.plural and not earlier else []
    return [f for entity in told for f in here.standing_for(entity, token)]


def _are_told_of(names: Sequence[Mention], noun: Token, here: NamedSentence) -> bool:
    """Tell whether a predicate noun is said of some names."""
    told = {here.mention_of(subject) for subject in find_subjects(noun.head)}
    return any(name in told for name in names)


def _of_noun(token: Token) -> bool:
    """Tell whether "all of" goes on with a noun and not with "them" or "these"."""
    inner = [g for c in token.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pobj"]
    return any(g.lower_ not in {"them", "these", "those", "which"} for g in inner)


def _is_group(mention: Mention, ontology: Ontology) -> bool:
    """Tell whether a name is of somebody who is more than one person."""
    return ontology.is_a(mention.type, "Agent") and mention.type != "Person"

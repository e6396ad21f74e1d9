"""Grammar: what a verb or a noun is said of.

Works on the dependency labels of spaCy's English models (ClearNLP style).
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.language.docs import FINITE
from kg.language.phrases import find_anchor, find_objects, first_conjunct, opening_of, relative_head

# Verbs whose object does what their infinitive says: "enables X to ...".
_OBJECT_CONTROL_WORDS = """
allow enable help let make ask tell force cause require configure set permit want expect instruct
get teach lead invite encourage push
"""

_OBJECT_CONTROL = frozenset(_OBJECT_CONTROL_WORDS.split())
# Who is nobody in particular: what they do with a tool, the tool does.
GENERIC = frozenset("you one we users developers operators teams engineers administrators people organizations".split())
_USERS = GENERIC | {"companies", "firms", "enterprises", "businesses", "vendors", "customers", "institutions"}
_USING = {"use", "leverage", "employ", "utilize"}
COPULAS = {"be", "become", "remain"}
_JOINING = {"partner", "collaborate", "team", "cooperate", "join", "ally"}
_JOINT_WORK = {"collaboration", "cooperation", "partnership", "conjunction", "concert", "tandem"}


def is_passive(verb: Token) -> bool:
    """Tell whether a verb stands in the passive, reduced relatives ("developed by X") included."""
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children):
        return True
    if verb.tag_ == "JJ" and verb.lower_.endswith("ed"):
        return True
    if verb.dep_ in {"acl", "amod", "advcl"} and verb.tag_ == "VBN":
        return not any(child.dep_ == "aux" for child in verb.children)
    if (
        verb.dep_ == "conj"
        and verb.tag_ in {"VBN", "VBD"}
        and not any(c.dep_ in {"nsubj", "aux"} and not is_part_of_verb(c) for c in verb.children)
    ):
        return verb.head.pos_ == "VERB" and is_passive(verb.head) and not any(c.dep_ == "dobj" for c in verb.children)
    if verb.tag_ == "VBN" and opens_item(verb):
        return True
    return verb.tag_ == "VBN" and verb.dep_ in {"ROOT", "ccomp"} and any(c.dep_ == "agent" for c in verb.children)


def _is_label(subject: Token, verb: Token) -> bool:
    """Tell whether a colon or dash parts a subject from a verb that tells to do something: "Gateways: deploy some"."""
    between = verb.doc[subject.i + 1 : verb.i]
    if verb.tag_ not in {"VB", "VBP"} or any(c.dep_ == "aux" for c in verb.children):
        return False
    return any(t.text in {":", "-", "–", "—"} for t in between)


def opens_item(verb: Token) -> bool:
    """Tell whether a verb without a subject stands first, as in items of lists: "Written in X", "Works with Y"."""
    if verb.dep_ != "ROOT" or verb.tag_ not in {"VBZ", "VBN"} or any(_is_subject(c) for c in verb.children):
        return False
    return not any(token.is_alpha for token in verb.doc[: verb.i]) and not verb.doc.text.rstrip().endswith(("?", ":"))


def is_offered(noun: Token) -> bool:
    """Tell whether a noun is all that a sentence says there is: "There are plugins for X", "Bindings for X"."""
    verb = noun.head
    if noun.dep_ == "ROOT":
        first = next((t for t in noun.doc if t.is_alpha), noun)
        own = all(
            t.dep_ in {"amod", "compound", "nmod", "advmod", "nummod", "npadvmod"} for t in noun.lefts if t.is_alpha
        )
        finite = any(t.tag_ in {"VBZ", "VBP", "VBD", "MD"} for t in noun.doc)
        return own and not finite and first.text[0].isupper() and noun.doc[0].text != "["
    existing = verb.lemma_ == "be" and any(c.dep_ == "expl" for c in verb.children)
    denied = any(c.dep_ == "neg" for c in verb.children) or any(c.lower_ == "no" for c in noun.children)
    return not denied and verb.dep_ == "ROOT" and (existing or (verb.lemma_ == "exist" and noun.dep_ == "nsubj"))


# "It is recommended to use X", "it is important that ..." is said of nobody.
_ADVISING = frozenset("recommend suggest advise encourage discourage propose assume note".split())
_JUDGING = frozenset("possible important necessary common best useful good better advisable helpful essential".split())


def is_expletive(token: Token) -> bool:
    """Tell whether "it" only stands for the clause behind it."""
    verb = token.head
    if token.lower_ != "it" or token.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    if verb.lemma_ in _ADVISING and is_passive(verb):
        return True
    judged = (c for c in verb.children if c.dep_ in {"acomp", "attr"})
    return verb.lemma_ == "be" and any(c.lower_ in _JUDGING for c in judged)


def is_part_of_verb(token: Token) -> bool:
    """Tell whether a bare noun that a parse takes for a subject is the first half of a verb: "and battle tested"."""
    verb = token.head
    return (
        token.dep_ == "nsubj"
        and token.tag_ == "NN"
        and token.i == verb.i - 1
        and (verb.dep_, verb.tag_) == ("conj", "VBN")
        and token.nbor(-1).lower_ in {"and", "or", ","}
        and token.left_edge == token.right_edge
    )


def find_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Return the words a verb is said of, through relatives, conjunctions, infinitives and participles."""
    if depth > 6:
        return []
    misread = object_read_as_subject(verb)
    own = [c for c in verb.children if _is_subject(c) and not is_part_of_verb(c) and not _is_label(c, verb)]
    own = [c for c in own if c != misread]
    lost = _noun_before_time(verb)
    if lost is not None:
        return [lost]
    if own:
        own += _named_along(verb)
        meant = _means_of(verb) if own[0].lower_ in GENERIC else []
        return meant or [said for token in own for said in stands_for(token)]
    head = verb.head
    if verb.tag_ in {"VBZ", "VBD"} and verb.dep_ == "ROOT":
        names = [c for c in verb.children if c.dep_ in {"compound", "nmod"} and c.pos_ == "PROPN" and c.i == verb.i - 1]
        if names:
            return names
    repaired = _noun_before_auxiliary(verb)
    if repaired is not None:
        return [repaired]
    listed = verb.dep_ == "dep" and any(c.dep_ == "auxpass" for c in verb.children)  # "was X, is Y, and is Z"
    if (verb.dep_ == "conj" or listed) and head.pos_ in {"VERB", "AUX"}:
        return find_subjects(head, depth + 1)
    if verb.dep_ == "acl" and _is_label(head, verb):
        return []
    if (whole := _whole_phrase(verb)) is not None:
        return [whole]
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and (nearest := verb.nbor(-1)).tag_ == "NNS":
        head = nearest  # "a format for services running on X": the services run there
    if verb.dep_ in {"acl", "relcl"}:
        before = opening_of(verb)
        if before > 0 and verb.doc[before].text == "(":
            return [verb.doc[before - 1]]
        if verb.tag_ == "VB" and not _is_ranked(head) and any(c.lower_ == "to" for c in verb.children):
            return []  # "a way to use X" says of nobody that they use it
        # "deploys applications using X": who uses X stays open.
        if verb.tag_ == "VBG" and verb.lemma_ == "use" and head.dep_ in {"dobj", "conj", "pobj", "ROOT"}:
            return find_said_of(head) if head.lower_ in _USERS else []
        return find_said_of(head)
    if verb.dep_ == "advcl" and verb.tag_ == "VBN":
        edge = opening_of(verb)
        name = verb.doc[edge - 1] if edge > 0 and verb.doc[edge].text == "," else None
        if name is not None and name.pos_ == "PROPN" and name.dep_ != "pobj":
            return [name]
    if verb.dep_ in {"xcomp", "advcl"} and head.pos_ in {"VERB", "AUX"}:
        if verb.tag_ == "VBG" and head.lemma_ in _ADVISING:
            return []  # "proposed using X": who would use it stays open
        if verb.tag_ == "VBG" and is_passive(head) and (verb.dep_ == "advcl" or verb.lemma_ in _USING):
            return []  # "is done using X": by whom stays open
        if verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.lemma_ in _USING and not _has_subject(head):
            return []  # "to test the suite of X using Y"
        controls = verb.dep_ == "xcomp" and head.lemma_ in _OBJECT_CONTROL
        if controls and verb.tag_ == "VBG" and verb.lemma_ in _USING:
            return []  # "helps users work using X": who uses X stays open
        objects = [c for c in head.children if c.dep_ == "dobj"] if controls else []
        if verb.dep_ == "xcomp" and head.lemma_ in _USING and (used := _used_by_anybody(head)):
            return used
        if objects and objects[0].lower_ in GENERIC:
            return find_subjects(head, depth + 1)  # "X allows you to ...": with X it is done
        return objects or find_subjects(head, depth + 1) + find_partners(head)
    if verb.dep_ in {"acomp", "attr"} and verb.pos_ == "ADJ" and head.pos_ in {"VERB", "AUX"}:
        return find_subjects(head, depth + 1)
    if verb.dep_ == "xcomp" and head.pos_ == "ADJ":
        return find_subjects(head.head, depth + 1)
    if verb.dep_ == "advcl" and head.pos_ == "ADJ" and head.head.lemma_ == "make":
        return find_subjects(head.head, depth + 1)  # "X makes it easy to ..."
    if verb.dep_ == "pcomp" and head.lower_ == "by" and head.head.lemma_ == "be":
        return []  # "by using X, Y is there": who uses X stays open
    if verb.dep_ == "pcomp" and head.dep_ == "prep" and head.head.pos_ in {"VERB", "AUX"}:
        return find_subjects(head.head, depth + 1)
    if verb.dep_ == "pcomp" and head.lower_ == "of" and head.head.dep_ == "dobj":
        return find_subjects(head.head.head, depth + 1)  # "gained the distinction of being"
    if verb.dep_ == "ccomp" and head.pos_ == "VERB" and verb.tag_ in {"VBN", "VBG"}:
        between = [c for c in head.children if c.dep_ == "dobj" and c.i < verb.i]
        if any(c.dep_ == "auxpass" for c in verb.children) and between:
            return between  # "requires X be installed"
        return find_subjects(head, depth + 1)
    return []


def _whole_phrase(verb: Token) -> Token | None:
    """Return the noun of a sentence that is only a phrase, of which ", written in X" at its end is said."""
    root = next(token for token in verb.doc if token.dep_ == "ROOT")
    before = verb.doc[verb.left_edge.i - 1] if verb.left_edge.i else verb
    if verb.tag_ != "VBN" or verb.dep_ != "acl" or root.pos_ != "NOUN" or before.text != ",":
        return None
    first = verb.doc[0]
    finite = any(token.tag_ in FINITE for token in verb.doc[: verb.i])
    return root if first.lower_ in {"a", "an"} and first.head == root and not finite else None


def object_read_as_subject(verb: Token) -> Token | None:
    """Return the object that a parse takes for a second subject: "runs X, the system that ..."."""
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    if len(subjects) != 2 or verb.tag_ not in {"VBZ", "VBP", "VBD"} or any(c.dep_ == "dobj" for c in verb.children):
        return None
    before, after = subjects
    return after if before.i < verb.i == after.left_edge.i - 1 and verb.pos_ == "VERB" else None


def _has_subject(verb: Token) -> bool:
    """Tell whether a verb has a subject, or shares that of the verb it is joined to."""
    if any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children):
        return True
    joined = verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}
    return joined and (verb.tag_ == verb.head.tag_ or any(c.dep_ == "aux" for c in verb.children))


def _means_of(verb: Token) -> list[Token]:
    """Return with what anybody does something: "With X, you can ...", "using X, teams can ...", "X lets you ..."."""
    head = verb.head
    if verb.dep_ == "ccomp" and head.lemma_ in _OBJECT_CONTROL and head.pos_ == "VERB":
        return find_subjects(head)
    if head.pos_ == "ADJ" and head.head.lemma_ == "make":
        return find_subjects(head.head)  # "X makes it easy for teams to ..."
    for child in verb.children:
        if child.i > verb.i or child.left_edge.i > 0:
            continue
        if child.dep_ == "prep" and child.lower_ in {"with", "through", "via"}:
            return [c for c in child.children if c.dep_ == "pobj"]
        if child.dep_ in {"advcl", "prep"} and child.lower_ in {"using", "with"}:
            return [c for c in child.children if c.dep_ in {"dobj", "pobj"}]
        if child.dep_ == "prep" and child.lower_ == "by":
            inner = [c for c in child.children if c.dep_ == "pcomp" and c.lemma_ in _USING]
            return [g for c in inner for g in c.children if g.dep_ == "dobj"]
    return []


def _used_by_anybody(verb: Token) -> list[Token]:
    """Return the tool of "you can use X to ...", which does what is done with it."""
    subjects = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
    objects = [c for c in verb.children if c.dep_ == ("nsubjpass" if is_passive(verb) else "dobj")]
    return objects if is_passive(verb) or any(c.lower_ in GENERIC for c in subjects) else []


def _is_ranked(noun: Token) -> bool:
    """Tell whether what a noun "to do something" stands for did it: "the second project to join"."""
    ranks = {"first", "second", "third", "fourth", "fifth", "last", "only", "latest"}
    return any(c.lower_ in ranks or c.tag_ in {"JJS", "CD"} for c in noun.children)


def _noun_before_time(verb: Token) -> Token | None:
    """Return the subject that "The world before X was ..." has where a parse takes X for it."""
    mark = next((c for c in verb.children if c.dep_ == "mark"), None)
    if mark is None or verb.dep_ != "advcl" or mark.lower_ not in {"before", "after", "since", "until"}:
        return None
    noun = verb.head
    fragment = noun.dep_ == "ROOT" and noun.pos_ == "NOUN" and mark.i == noun.i + 1
    return noun if fragment else None


def _is_subject(token: Token) -> bool:
    """Tell whether a word is a subject, a bare gerund included ("logging is one of ...")."""
    bare = token.tag_ == "VBG" and not any(c.dep_ in {"dobj", "aux", "xcomp"} for c in token.children)
    return token.dep_ in {"nsubj", "nsubjpass"} or (token.dep_ == "csubj" and bare)


def _named_along(verb: Token) -> list[Token]:
    """Return what "Along with X, Y ..." says together with its subject."""
    opening = next((c for c in verb.children if c.i == 0 and c.lower_ in {"along", "together"}), None)
    inner = [c for c in opening.children if c.lower_ == "with"] if opening is not None else []
    first = verb.doc[0]
    if first.lower_ in {"along", "together"} and first.head in verb.children and first.head.lower_ == "with":
        inner.append(first.head)
    return [g for c in inner for g in c.children if g.dep_ == "pobj"]


def find_partners(verb: Token) -> list[Token]:
    """Return with whom something is done: "partnered with X to ...", "in collaboration with X"."""
    found: list[Token] = []
    for prep in verb.children:
        if prep.dep_ != "prep":
            continue
        together = prep.i > 0 and prep.nbor(-1).lower_ in {"together", "jointly"}
        if prep.lower_ == "with" and (verb.lemma_ in _JOINING or together):
            found.extend(c for c in prep.children if c.dep_ == "pobj")
        nouns = (
            [c for c in prep.children if c.dep_ == "pobj" and c.lower_ in _JOINT_WORK] if prep.lower_ == "in" else []
        )
        found.extend(token for noun in nouns for token in find_objects(noun, "with"))
        if prep.lower_ == "together":
            found.extend(find_objects(prep, "with"))
    return found


def _noun_before_auxiliary(verb: Token) -> Token | None:
    """Return the subject a parse has lost: the noun right before the first auxiliary of a finite verb."""
    auxiliaries = [c for c in verb.children if c.dep_ in {"aux", "auxpass"} and c.tag_ in FINITE]
    if not auxiliaries or auxiliaries[0].i == 0 or verb.dep_ in {"conj", "relcl"}:
        return None
    before = auxiliaries[0].nbor(-1)
    return before if before.pos_ in {"NOUN", "PROPN"} and before.dep_ in {"dobj", "appos", "ROOT", "dep"} else None


def stands_for(subject: Token) -> list[Token]:
    """Return what a subject stands for: of a relative pronoun the noun before it, or what that is said of."""
    head = relative_head(subject)
    return [subject] if head is None else find_said_of(head)


def find_said_of(noun: Token) -> list[Token]:
    """Return what is meant where something is told of `noun`: of a predicate noun the subject, say.

    "X is a tool developed by Y": the tool is X. A noun that names something itself stands for itself.
    """
    top = first_conjunct(noun)
    if top.dep_ == "pobj" and top.head.lower_ == "of" and top.head.head.lower_ in {"one", "some", "part", "two"}:
        top = top.head.head
    described = top.dep_ == "attr" and any(c.dep_ == "det" and c.lower_ in {"a", "an", "the"} for c in top.children)
    if top.pos_ == "PROPN" and not described:
        return [noun]
    if top.dep_ in {"attr", "oprd"} and top.head.lemma_ in COPULAS:
        subjects = [s for s in find_subjects(top.head) if s.dep_ != "expl" and s.lower_ not in {"there", "what"}]
        return subjects or [noun]
    if top.dep_ == "nsubj" and top.head.lemma_ == "be":
        return [c for c in top.head.children if c.dep_ in {"attr", "acomp"} and not _has_article(c)] or [noun]
    if top.dep_ == "appos" and any(c.lower_ in {"a", "an", "the", "another"} for c in top.children):
        return [find_anchor(top)]
    return [noun]


def _has_article(token: Token) -> bool:
    return any(child.dep_ == "det" for child in token.children)


def is_bare_gerund(token: Token) -> bool:
    """Tell whether a gerund stands for an activity by itself, as a noun does: "logging is one of ..."."""
    places = {"csubj", "nsubj", "pobj", "pcomp", "conj"}
    alone = token.left_edge == token and all(c.dep_ in {"conj", "cc", "punct"} for c in token.children)
    joined = token.dep_ != "conj" or token.head.pos_ in {"NOUN", "PROPN"} or token.head.dep_ in {"csubj", "pcomp"}
    return token.tag_ == "VBG" and token.dep_ in places and alone and joined

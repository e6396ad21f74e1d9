"""Grammar: the voice of verbs, and what subjects and objects a parse gives them.

Works on the dependency labels of spaCy's English models (ClearNLP style).
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.language.phrases import find_objects
from kg.language.tags import AUXILIARIES, FINITE, NOUNS, SUBJECTS, TENSED, VERBS

# Who is nobody in particular: what they do with a tool, the tool does.
GENERIC = frozenset("you one we users developers operators teams engineers administrators people organizations".split())


def is_passive(verb: Token) -> bool:
    """Tell whether a verb stands in the passive, reduced relatives ("developed by X") included."""
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children):
        return True
    if verb.tag_ == "JJ" and verb.lower_.endswith("ed"):
        return True
    if verb.tag_ == "VBN" and (verb.dep_ in {"acl", "amod", "advcl"} or (verb.dep_ == "prep" and verb.i == 0)):
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


def is_subject(token: Token) -> bool:
    """Tell whether a word is a subject, a bare gerund included ("logging is one of ...")."""
    bare = token.tag_ == "VBG" and not any(c.dep_ in {"dobj", "aux", "xcomp"} for c in token.children)
    return token.dep_ in SUBJECTS or (token.dep_ == "csubj" and bare)


def opens_item(verb: Token) -> bool:
    """Tell whether a verb without a subject stands first, as in items of lists: "Written in X", "Works with Y"."""
    if verb.dep_ != "ROOT" or verb.tag_ not in {"VBZ", "VBN"} or any(is_subject(c) for c in verb.children):
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
        told = any(t.dep_ == "acl" and find_objects(t, "in", "on") for t in noun.rights)  # "Parts covered in this page"
        finite = any(t.tag_ in FINITE for t in noun.doc)
        return own and not finite and not told and first.text[0].isupper() and noun.doc[0].text != "["
    existing = verb.lemma_ == "be" and any(c.dep_ == "expl" for c in verb.children)
    there = verb.lemma_ == "be" and any(c.dep_ == "acomp" and c.lower_ == "available" for c in verb.children)
    denied = any(c.dep_ == "neg" for c in verb.children) or any(c.lower_ == "no" for c in noun.children)
    told = existing or ((there or verb.lemma_ == "exist") and noun.dep_ == "nsubj")
    return not denied and verb.dep_ == "ROOT" and told


# "It is recommended to use X", "it is important that ..." is said of nobody.
ADVISING = frozenset("recommend suggest advise encourage discourage propose assume note".split())
_JUDGING = frozenset("possible important necessary common best useful good better advisable helpful essential".split())


def is_expletive(token: Token) -> bool:
    """Tell whether "it" only stands for the clause behind it."""
    verb = token.head
    if token.lower_ != "it" or token.dep_ not in SUBJECTS:
        return False
    if verb.lemma_ in ADVISING and is_passive(verb):
        return True
    judged = [c for c in verb.children if c.dep_ in {"acomp", "attr"}]
    if verb.lemma_ != "be":
        return False
    # "It is safe to use X" is of using X; what "is ready to use X" or "is easy to use" is a thing.
    whole = any(c.dep_ == "xcomp" and any(o.dep_ == "dobj" for o in c.children) for c in verb.children)
    return any(c.lower_ in _JUDGING or (whole and c.tag_ == "JJ") for c in judged)


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


def object_read_as_subject(verb: Token) -> Token | None:
    """Return the object that a parse takes for a second subject: "runs X, the system that ..."."""
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    if len(subjects) != 2 or verb.tag_ not in TENSED or any(c.dep_ == "dobj" for c in verb.children):
        return None
    before, after = subjects
    return after if before.i < verb.i == after.left_edge.i - 1 and verb.pos_ == "VERB" else None


def is_bare_gerund(token: Token) -> bool:
    """Tell whether a gerund stands for an activity by itself, as a noun does: "logging is one of ..."."""
    places = {"csubj", "nsubj", "pobj", "pcomp", "conj"}
    alone = token.left_edge == token and all(c.dep_ in {"conj", "cc", "punct"} for c in token.children)
    joined = token.dep_ != "conj" or token.head.pos_ in NOUNS or token.head.dep_ in {"csubj", "pcomp"}
    return token.tag_ == "VBG" and token.dep_ in places and alone and joined


def is_label(subject: Token, verb: Token) -> bool:
    """Tell whether a colon or dash parts a subject from a verb that tells to do something: "Gateways: deploy some"."""
    between = verb.doc[subject.i + 1 : verb.i]
    if verb.tag_ not in {"VB", "VBP"} or any(c.dep_ == "aux" for c in verb.children):
        return False
    return any(t.text in {":", "-", "–", "—"} for t in between)


def has_subject(verb: Token) -> bool:
    """Tell whether a verb has a subject, or shares that of the verb it is joined to."""
    if any(child.dep_ in SUBJECTS for child in verb.children):
        return True
    joined = verb.dep_ == "conj" and verb.head.pos_ in VERBS
    return joined and (verb.tag_ == verb.head.tag_ or any(c.dep_ == "aux" for c in verb.children))


def noun_before_auxiliary(verb: Token) -> Token | None:
    """Return the subject a parse has lost: the noun right before the first auxiliary of a finite verb."""
    auxiliaries = [c for c in verb.children if c.dep_ in AUXILIARIES and c.tag_ in FINITE]
    if not auxiliaries or auxiliaries[0].i == 0 or verb.dep_ in {"conj", "relcl"}:
        return None
    before = auxiliaries[0].nbor(-1)
    return before if before.pos_ in NOUNS and before.dep_ in {"dobj", "appos", "ROOT", "dep"} else None


def noun_before_time(verb: Token) -> Token | None:
    """Return the subject that "The world before X was ..." has where a parse takes X for it."""
    mark = next((c for c in verb.children if c.dep_ == "mark"), None)
    if mark is None or verb.dep_ != "advcl" or mark.lower_ not in {"before", "after", "since", "until"}:
        return None
    noun = verb.head
    fragment = noun.dep_ == "ROOT" and noun.pos_ == "NOUN" and mark.i == noun.i + 1
    return noun if fragment else None

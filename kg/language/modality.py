"""Modality: whether a clause is asserted, negated, hedged, planned, required or no longer so."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.language.clauses import Clause
from kg.language.grammar import is_passive
from kg.language.past_states import is_over
from kg.language.phrases import first_conjunct, governing_verb
from kg.language.tags import AUXILIARIES, SUBJECTS, VERBS
from kg.language.words import KEY_WORDS
from kg.statements import Modality

_HEDGES = {"may", "might", "could", "would", "should"}
_HEDGE_ADVERBS = frozenset(
    """
possibly perhaps probably likely potentially reportedly apparently presumably maybe supposedly allegedly almost nearly
""".split()
)
_FORMER_ADVERBS = {"formerly", "previously", "once"}
_AT_FIRST = {"originally", "initially"}
# "planned to", "is a planned", "plans": what their complement says is not so yet.
_PLANS = frozenset(
    """
plan endeavor endeavour strive intend hope expect want aim propose consider promise try seek wish ensure apply decide
vote attempt schedule
""".split()
)
_SEEMINGS = frozenset(
    """
recommend suggest advise appear seem believe think suspect assume wonder claim doubt imagine suppose pretend
""".split()
)
# "is said to": nobody in particular says so.
_HEARSAY = {"say", "rumor", "rumour", "allege", "report", "understand"}
# What their complement or object says is not so.
_FAILINGS = frozenset("fail refuse stop cease decline deny avoid forget quit".split())
_ENDINGS = frozenset("cancel abandon remove drop lack reject miss discontinue retire".split())
_BEGINNINGS = {"begin", "start", "originate", "bear", "grow", "emerge"}
_WEIGHINGS = frozenset(
    "consider evaluate test try assess discuss propose explore submit nominate consideration".split()
)
_EDITIONS = {"version", "edition", "draft", "revision", "copy"}
_EARLIER = {"earlier", "previous", "prior", "original", "old", "older", "former"}
_UNABLE = {"unable", "unlikely", "unwilling", "reluctant", "impossible"}
_PLANNED_KINDS = {"planned", "proposed", "upcoming", "future", "intended", "requested"}
_POSSIBLE_KINDS = {"possible", "potential", "hypothetical", "alleged"}
_ABOUT = {"about": Modality.PLANNED, "likely": Modality.HEDGED, "possible": Modality.HEDGED}
_DENIALS = {"no", "not", "neither", "nor", "except"}
_NOBODY = {"nobody", "none", "anybody", "anyone"}
_MERELY = {"only", "just", "merely", "simply"}


def find_modality(clause: Clause) -> Modality:
    """Tell how a clause is said: asserted, negated, hedged, planned, required or no longer so."""
    found = _find_modality(clause)
    if found is Modality.ASSERTED and any(token.text in KEY_WORDS for token in clause.head.doc):
        return Modality.REQUIRED
    return found


def is_condition(clause: Clause) -> bool:
    """Tell whether a clause is only a condition ("if X includes Y"), which states nothing."""
    verb = clause.verb or governing_verb(clause.head)
    if verb is None:
        return False
    steps = [*(step for step, _ in _chain(verb)), *_joined_before(verb)]
    marks = {c.lower_ for step in steps for c in step.children if c.dep_ in {"mark", "advmod"}}
    if {"if", "unless", "whether"} & marks:
        return True
    if verb.doc[0].lower_ in {"if", "unless"} and verb.tag_ == "VBG" and verb.sent.root.i > verb.i:
        return True  # "If you change it by linking it with X, ..."
    return any(_is_occasion(step) or _is_aim(step) or _is_way(step) or _is_retracted(step) for step in steps)


def is_beginning(clause: Clause) -> bool:
    """Tell whether a noun says only what a thing was at first: "began as part of X", "was born as a part of X"."""
    noun = clause.head
    if noun.dep_ != "pobj" or noun.head.lower_ != "as" or noun.head.head.lemma_ not in _BEGINNINGS:
        return False
    return not any(c.dep_ == "dobj" for c in noun.head.head.children)


def _joined_before(verb: Token) -> Iterator[Token]:
    """Yield the clauses on "if" that one with a subject of its own goes on: "if it runs and it sees that X uses Y"."""
    top = verb
    while top.dep_ in {"ccomp", "xcomp"} and top.head.i < top.i:
        top = top.head
    if top.dep_ == "conj" and top.head.pos_ in VERBS:
        if not any(t.text == "," for t in top.doc[top.head.i : top.i]):
            yield top.head  # "if it is unset and X uses Y, Z runs": both are conditions
        yield from (c for c in (top.head, *top.head.children) if c.dep_ == "advcl" and top.head.i < c.i < top.i)


def _is_aim(verb: Token) -> bool:
    """Tell whether a clause is what something else is done for: "configure A so that B can use C"."""
    mark = next((c for c in verb.children if c.dep_ == "mark" and c.lower_ == "that"), None)
    return verb.dep_ == "advcl" and mark is not None and mark.i > 0 and mark.nbor(-1).lower_ in {"so", "such"}


def _is_retracted(verb: Token) -> bool:
    """Tell whether a clause is what a text says no more: "an earlier version of this page said that X uses Y"."""
    subjects = (c for c in verb.children if c.dep_ in SUBJECTS and c.lemma_ in _EDITIONS)
    return any(c.lower_ in _EARLIER for subject in subjects for c in subject.children)


def _is_way(verb: Token) -> bool:
    """Tell whether a clause denies a part of what may be done: "it is possible to build A without using B"."""
    return _is_set_aside(verb) and verb.dep_ == "pcomp" and verb.head.head.tag_ == "VB"


def _is_occasion(verb: Token) -> bool:
    """Tell whether a clause only says when something else holds: "is useful when X is part of Y"."""
    if verb.dep_ != "advcl" or not any(c.lower_ in {"when", "whenever"} for c in verb.children):
        return False
    finite = next((c for c in verb.children if c.dep_ in AUXILIARIES), verb)
    return finite.tag_ in {"VBZ", "VBP", "VBG", "VBN"}


def is_excluded(first: Token, noun: Token) -> bool:
    """Tell whether a name, `first` to `noun`, is set aside: "A and not B", "neither A nor B", "A instead of B"."""
    before = first.doc[max(0, first.i - 2) : first.i].text.lower()
    if before in {"instead of", "rather than"}:
        return True
    for word in reversed(list(first.doc[max(0, first.i - 3) : first.i])):
        if word.lower_ in _DENIALS:
            return word.lower_ != "not" or word.head.pos_ not in VERBS
        if word.pos_ not in {"DET", "ADP"}:
            break
    top = first_conjunct(noun)
    return top != noun and any(c.lower_ in {"no", "neither"} for c in top.children)


def _find_modality(clause: Clause) -> Modality:
    verb = clause.verb or governing_verb(clause.head)
    told = _of_noun(clause.head) if clause.head != clause.verb else None
    if told is not None or verb is None:
        return told or Modality.ASSERTED
    if _is_in_process(verb):
        return Modality.PLANNED
    if is_negated(verb) or _is_nowhere(verb) or any(_is_set_aside(step) for step, _ in _chain(verb)):
        return Modality.NEGATED
    if any(_has_no_case(token) for token in verb.children if token.dep_ in SUBJECTS):
        return Modality.NEGATED
    for step, governed in _chain(verb):
        found = _of_auxiliaries(step) if governed is None or _shares_form(step, governed) else None
        if found is None and governed is not None:
            found = _of_joined(step, governed) if governed.dep_ == "conj" else _of_matrix(step, governed)
        if found is not None:
            return found
    return Modality.ASSERTED


def _of_noun(noun: Token) -> Modality | None:
    """Return what the words around a relational noun say: "no support", "a planned port", "lacks integration"."""
    if any(c.lower_ in {"no", "neither"} and c.dep_ in {"det", "preconj", "neg"} for c in noun.children):
        return Modality.NEGATED
    head = noun.head
    governed = noun.dep_ in {"nsubjpass", "dobj"} and head.pos_ == "VERB"
    kinds = {c.lower_ for c in noun.children if c.dep_ == "amod"}
    if governed and head.lemma_ in _ENDINGS:
        return Modality.NEGATED
    if "former" in kinds and noun.dep_ == "attr":
        return Modality.FORMER
    if kinds & _PLANNED_KINDS or (governed and head.lemma_ in _PLANS):
        return Modality.PLANNED
    weighed = noun.dep_ == "pobj" and head.lower_ == "as" and head.head.lemma_ in _WEIGHINGS
    return Modality.HEDGED if weighed or kinds & _POSSIBLE_KINDS else None


def _of_auxiliaries(step: Token) -> Modality | None:
    """Return what a verb's own auxiliaries and adverbs say of it."""
    auxiliaries = {child.lower_ for child in step.children if child.dep_ == "aux"}
    adverbs = {child.lower_ for child in step.children if child.dep_ == "advmod"}
    opening = {c.lower_ for c in step.children if c.dep_ in {"mark", "advmod"} and c.i < step.i}
    marks = {c.lower_ for c in step.children if c.dep_ == "mark"}
    past = step.tag_ in {"VBD", "VBN"}
    if past and adverbs & _FORMER_ADVERBS and not (marks | {step.doc[step.left_edge.i].lower_}) & {"once"}:
        return Modality.FORMER
    if step.lemma_ == "be" and step.tag_ == "VBD" and adverbs & _AT_FIRST:
        return Modality.FORMER  # "was originally a part of X"
    if is_over(step) and not is_negated(step):
        return Modality.FORMER
    if auxiliaries & _HEDGES or adverbs & _HEDGE_ADVERBS or marks & {"if", "whether", "unless"} or "once" in opening:
        return Modality.HEDGED
    wished = [c for c in step.children if c.dep_ in AUXILIARIES]
    if [c.lower_ for c in wished] == ["be"] and step.dep_ == "ccomp":  # "requires that it be run on X"
        only_said = step.head.lemma_.lower() in _SEEMINGS | _PLANS  # "suggests that it be run on X"
        return Modality.HEDGED if only_said else Modality.REQUIRED
    if auxiliaries & {"must", "shall"}:
        return Modality.REQUIRED
    as_a_rule = any(c.lower_ == "by" and c.doc[c.i : c.i + 2].text.lower() == "by default" for c in step.children)
    return Modality.PLANNED if auxiliaries & {"will", "'ll", "’ll"} and not as_a_rule else None


def _of_joined(step: Token, verb: Token) -> Modality | None:
    """Return what the verb before says of one joined to it: "does not replace or extend X"."""
    if not is_negated(step) or not _shares_form(step, verb):
        return None
    return Modality.NEGATED if any(c.lower_ in {"or", "nor"} for c in step.children) else Modality.HEDGED


def _of_matrix(step: Token, verb: Token) -> Modality | None:
    """Return what a verb says of its complement: "plans to ...", "is said to ...", "used to ...", "failed to ..."."""
    lemma = step.lemma_.lower()
    if verb.dep_ == "acomp" and not is_negated(step):  # "is unable to ...", "is about to ..."
        return Modality.NEGATED if verb.lower_ in _UNABLE else _ABOUT.get(verb.lower_)
    to = any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    if lemma in _FAILINGS or (lemma == "have" and to and any(c.lower_ == "yet" for c in step.children)):
        return Modality.NEGATED
    if (
        lemma == "use"
        and to
        and step.tag_ == "VBD"
        and not any(c.dep_ == "dobj" and c.i < verb.i for c in step.children)
    ):
        return Modality.FORMER
    if lemma == "vote" and step.tag_ in {"VBD", "VBN"}:
        return None  # who voted to accept X has accepted it
    if lemma in _PLANS or (to and lemma in {"go", "announce", "agree"}):
        return Modality.PLANNED
    if lemma in _SEEMINGS or (lemma in _HEARSAY and is_passive(step)):
        return Modality.HEDGED
    if lemma == "let" and any(c.lower_ in {"us", "'s", "’s"} for v in (step, verb) for c in v.children):
        return Modality.HEDGED
    return Modality.HEDGED if is_negated(step) and lemma != "do" else None


def is_negated(token: Token) -> bool:
    """Tell whether a verb, or a word like one, is denied: "does not run", "no longer runs"."""
    if any(_denies(child) or child.lower_ in {"never", "hardly", "rarely"} for child in token.children):
        return True
    return any(c.lower_ == "longer" and any(g.lower_ in {"no", "not"} for g in c.children) for c in token.children)


def _denies(word: Token) -> bool:
    """Tell whether a word is "not", but for "not only", which says more than it denies."""
    return word.dep_ == "neg" and not (word.i + 1 < len(word.doc) and word.nbor(1).lower_ in _MERELY)


def _is_in_process(verb: Token) -> bool:
    """Tell whether something is only being done: "is in the process of donating X"."""
    steps = (step for step, _ in _chain(verb) if step.dep_ == "pcomp" and step.head.lower_ == "of")
    return any(step.head.head.lower_ in {"process", "midst", "course"} for step in steps)


def _is_set_aside(verb: Token) -> bool:
    """Tell whether a verb says what is not done: "without using X", "instead of using X", "rather than use X"."""
    if verb.dep_ == "advcl":
        return any(c.lower_ == "than" and c.dep_ == "mark" for c in verb.children)
    before = verb.doc[max(0, verb.i - 2) : verb.i].text.lower().split()
    return verb.dep_ == "pcomp" and (before[-1:] in (["without"], ["than"]) or before == ["instead", "of"])


def _is_nowhere(verb: Token) -> bool:
    """Tell whether what a relative clause is told of does not exist: "nobody who uses X", "found no tool that ..."."""
    if verb.dep_ not in {"relcl", "acl"}:
        return False
    head = verb.head
    if _has_no_case(head):
        return True
    matrix = governing_verb(head)
    return head.lower_ in _NOBODY and matrix is not None and is_negated(matrix)


def _has_no_case(subject: Token) -> bool:
    """Tell whether a subject denies what is said of it: "neither X nor Y", "no tool", "none of them"."""
    denied = {"no", "neither", "none", "nobody"}
    return subject.lower_ in denied or any(c.lower_ in denied and c.i < subject.i for c in subject.children)


def _shares_form(step: Token, verb: Token) -> bool:
    """Tell whether the auxiliaries of a verb hold of one joined to it or governed by it."""
    return verb.dep_ != "conj" or verb.tag_ == step.tag_ or {verb.tag_, step.tag_} <= {"VBN", "VBD", "JJ"}


def _chain(verb: Token) -> Iterator[tuple[Token, Token | None]]:
    """Yield a verb and the verbs it is a complement or a conjunct of, each with the word it governs."""
    yield verb, None
    current = verb
    while current.dep_ in {"xcomp", "ccomp", "conj", "pcomp", "prep", "acomp"} and current.head != current:
        if current.dep_ == "ccomp" and current.head.i > current.i:
            return  # two sentences parted by a semicolon
        shares = current.dep_ != "conj" or not any(
            c.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass"} for c in current.children
        )
        below, current = current, current.head
        if shares and current.pos_ in VERBS:
            yield current, below

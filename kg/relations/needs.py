"""Needs: what it takes to build or run a work: "to build Zorb you need Maven", "building requires CMake"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from kg.naming.coordination import find_run
from kg.naming.mentions import Mention
from kg.naming.names import TERM_CLASSES
from kg.reference.fillers import FillerReader
from kg.reference.named_sentence import to_fillers
from kg.reference.referents import Filler
from kg.relations.relating import relate
from kg.statements import Modality, Relation

_NEED = frozenset({"need", "needs", "require", "requires", "want", "have"})
_TAKEN = frozenset({"needed", "required"})
_DOING = frozenset({"build", "compile", "run", "install", "use", "deploy", "bootstrap"})
_GERUNDS = frozenset({"building", "compiling", "running", "installing"})
# Words between who needs something and the verb.
_BEFORE = frozenset({"will", "'ll", "’ll", "must", "also", "first", "should", "just", "only"})
# Words between the verb and the first name.
_LEADING = frozenset("a an the at least both recent latest current version of installed to have".split())
# What may stand behind the name of what is built, and behind a name that is needed.
# "On Windows" or "with Dyno" would tell when it is needed.
_BEHIND_DONE = frozenset({*",.:;", "from", "you", "locally", "yourself", "and", "requires"})
_BEHIND_NEEDED = frozenset(
    {",", ".", ":", ";", "to", "and", "installed", "on", "or", "for", "in", "(", "version", "with"}
)
_NEWER = frozenset({"newer", "later", "higher", "above", "greater", "up"})
_FARTHEST = 5  # words from the verb to the first name: "need to have a recent version of X"


def read_needs(reader: FillerReader) -> Iterator[Relation]:
    """Yield what a sentence says is needed to build or run what it names, or else what its text is about."""
    words = reader.sentence.parse
    for token in words:
        lower = token.lower_
        if lower in _NEED and _is_asked_of_reader(token):
            needed = _names_behind(token, reader)
            done = _done_before(token) or _done_behind(needed, words)
            must = lower not in {"have", "want"} or _is_to_be_there(token)
        elif lower in _TAKEN and token.i > 0 and token.nbor(-1).lower_ in {"is", "are"}:
            needed, must = _names_before(token, reader), True
            done = _doing(words, token.i + 1)
        else:
            continue
        subjects = _find_done(done, reader) if done is not None and must else []
        yield from _relate(subjects, needed, reader)


def _relate(subjects: list[Filler], needed: Sequence[Mention], reader: FillerReader) -> Iterator[Relation]:
    """Yield that works depend on each thing needed, as the verb "need" says it."""
    frames = [f for f in reader.lexicon.by_lemma.get("need", ()) if f.senses[0] == "dependsOn" and not f.asked_only]
    fitting = [m for m in needed if m.entity is not None and m.type not in TERM_CLASSES]
    for frame in frames[:1]:
        for subject in subjects:
            for end in to_fillers(fitting):
                relation = relate(frame, subject, end, Modality.ASSERTED, reader)
                if relation is not None:
                    yield relation


def _is_asked_of_reader(verb: Token) -> bool:
    """Tell whether it is "you" who needs something, or "building" that takes it."""
    if verb.doc[0].lower_ in _GERUNDS and verb.lower_ in {"requires", "needs"}:
        return True
    before = verb.i - 1
    while before > 0 and verb.doc[before].lower_ in _BEFORE:
        before -= 1
    return before >= 0 and verb.doc[before].lower_ in {"you", "we", "one"}


def _is_to_be_there(verb: Token) -> bool:
    """Tell whether "have" stands behind "must": "you must have X installed"."""
    return verb.i > 0 and verb.nbor(-1).lower_ in {"must", "should"}


def _names_behind(verb: Token, reader: FillerReader) -> list[Mention]:
    """Return the names that a verb of needing lists right behind it."""
    words = reader.sentence.parse
    first = next((m for m in reader.mentions if m.first > verb.i), None)
    if first is None or first.first - verb.i > _FARTHEST:
        return []
    if any(t.lower_ not in _LEADING for t in words[verb.i + 1 : first.first]):
        return []
    return _whole_list(find_run(first, reader.mentions, reader.sentence), reader)


def _names_before(verb: Token, reader: FillerReader) -> list[Mention]:
    """Return the names that open a sentence and are told to be needed: "X and Y are required to build Z"."""
    first = next(iter(reader.mentions), None)
    if first is None or first.first > 1:
        return []
    names = find_run(first, reader.mentions, reader.sentence)
    return names if names[-1].last == verb.i - 2 and not _are_alternatives(names, reader) else []


def _whole_list(names: list[Mention], reader: FillerReader) -> list[Mention]:
    """Return names up to the first that only opens a longer phrase ("a Dyno account"), none of alternatives."""
    words = reader.sentence.parse
    if _are_alternatives(names, reader):
        return []
    kept: list[Mention] = []
    for name in names:
        behind = words[name.last + 1 : name.last + 2]
        if any(t.lower_ not in _BEHIND_NEEDED and not t.like_num for t in behind):
            break
        kept.append(name)
    return kept


def _are_alternatives(names: list[Mention], reader: FillerReader) -> bool:
    """Tell whether "or" stands between or right behind names: "Docker or Podman", and not "1.2 or newer"."""
    between = reader.sentence.parse[names[0].first : names[-1].last + 3]
    return any(t.lower_ == "or" and t.i + 1 < len(t.doc) and t.nbor(1).lower_ not in _NEWER for t in between) or any(
        t.lower_ == "either" for t in reader.sentence.parse
    )


def _done_before(verb: Token) -> Token | None:
    """Return what is done, told at the beginning: "To build X, you need", "Building X requires"."""
    words = verb.doc
    if words[0].lower_ in _GERUNDS:
        return words[0]
    opening = [t.lower_ for t in words[:3]]
    start = 2 if opening == ["in", "order", "to"] else 0
    return _doing(words, start) if words[start].lower_ == "to" else None


def _done_behind(needed: list[Mention], words: Doc) -> Token | None:
    """Return what is done, told behind what is needed: "You need X and Y to build Z"."""
    if not needed:
        return None
    place = needed[-1].last + 1
    while place < len(words) and (words[place].lower_ in {"installed", "or", *_NEWER} or words[place].like_num):
        place += 1
    if place < len(words) and words[place].lower_ == "in":
        place += 2  # "in order to"
    return _doing(words, place)


def _doing(words: Doc | list[Token], place: int) -> Token | None:
    """Return the verb of doing behind "to" at a place."""
    pair = [words[n] for n in (place, place + 1) if n < len(words)]
    told = len(pair) > 1 and pair[0].lower_ == "to" and pair[1].lower_ in _DOING
    return pair[1] if told else None


def _find_done(verb: Token, reader: FillerReader) -> list[Filler]:
    """Return what is built or run: the name behind the verb, or what the text is about."""
    behind = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb
    name = next((m for m in reader.mentions if m.first == behind.i), None)
    if name is not None and behind.is_stop:
        return []  # "to compile on Windows"
    if name is not None:
        after = verb.doc[name.last + 1 : name.last + 2]
        whole = all(t.lower_ in _BEHIND_DONE or t.lower_ in _NEED for t in after)
        return to_fillers([name]) if whole and name.entity is not None else []
    if behind.lower_ in {"the", "this"} and behind.i + 1 < len(verb.doc):
        own = reader.lexicon.words["anaphoric"] | reader.lexicon.words["selfNaming"] | reader.lexicon.words["ownSource"]
        after = verb.doc[behind.i + 2 : behind.i + 3]
        whole = all(t.lower_ in _BEHIND_DONE or t.lower_ in _NEED for t in after)
        return reader.topic(behind) if whole and behind.nbor(1).lower_ in own else []
    told = behind.lower_ in {"it", "from"} or behind.lower_ in _NEED
    return reader.topic(behind) if told and reader.context.stable else []

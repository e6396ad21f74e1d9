"""Places: the entities that fill a frame's places in a clause."""

from __future__ import annotations

from spacy.tokens import Token

from kg.kinds.kinds import find_kind
from kg.language.clauses import Clause
from kg.language.grammar import is_offered, opens_item
from kg.language.phrases import opening_of
from kg.language.tags import AUXILIARIES, INDEFINITE, VERBS
from kg.naming.mentions import Mention
from kg.naming.names import TERM_CLASSES
from kg.naming.people import is_person
from kg.reference.fillers import FillerReader
from kg.reference.referents import Filler
from kg.statements import Entity
from ontology import Frame, Place
from ontology.roles import Role


def fill_place(
    frame: Frame, places: frozenset[Place], clause: Clause, reader: FillerReader, markers: tuple[str, ...] = ()
) -> list[Filler]:
    """Return the entities in the first filled of a frame's places for one end."""
    markers = markers or frame.markers
    for place in sorted(places):
        tokens = _find_tokens(place, frame, clause, reader, markers)
        about = _find_word_for_topic(place, tokens, frame, clause, reader)
        if about is not None:
            return reader.topic(about)
        fillers = _read_tokens(place, tokens, frame, clause, reader) or _owners(place, frame, clause, reader)
        if not tokens and _leads_on(clause, place, markers):
            fillers = reader.announced()
        if fillers:
            return _without_initials(list(dict.fromkeys(fillers)))
    return reader.standing_for(reader.setting.page, clause.head) if _is_role_on_page(places, clause, reader) else []


def _without_initials(fillers: list[Filler]) -> list[Filler]:
    """Leave out initials beside the name that they are short for: "supports CWL, the Common Workflow Language"."""
    initials = {"".join(w[0] for w in f.entity.label.split()) for f in fillers if " " in f.entity.label}
    return [f for f in fillers if f.entity.label not in initials]


def _find_tokens(
    place: Place, frame: Frame, clause: Clause, reader: FillerReader, markers: tuple[str, ...]
) -> list[Token]:
    """Return the words of a clause that stand in a place of a frame."""
    if place is Place.PREPOSITIONAL:
        tokens = _marked(markers, clause.prepositional, reader)
        free = Place.DIRECT_OBJECT in frame.free_places
        return tokens or (_marked(frame.markers, clause.distant, reader) if free else [])
    if place is Place.SUBJECT and frame.light_verbs:
        light = clause.verb is not None and clause.verb.lemma_ in frame.light_verbs
        light = light or (clause.along and "come" in frame.light_verbs)
        return clause.places.get(place, []) if light else []
    return clause.places.get(place, [])


def _owners(place: Place, frame: Frame, clause: Clause, reader: FillerReader) -> list[Filler]:
    """Return whose a role is that a frame asks for: "is used as Acme's codec", "is used as the codec of its store"."""
    if place is not Place.PREPOSITIONAL or "as" not in frame.with_words:
        return []
    things = [token for marker, token in clause.prepositional if marker == "as" or marker in frame.markers]
    owners = [c for token in things for c in token.children if c.dep_ == "poss"]
    return [filler for owner in owners for filler in reader.fillers(owner, group=False)]


def _find_word_for_topic(
    place: Place, tokens: list[Token], frame: Frame, clause: Clause, reader: FillerReader
) -> Token | None:
    """Return the word that stands for the topic where a place is left to it, None where it is not."""
    light = place is Place.SUBJECT and bool(frame.light_verbs) and not clause.along
    if light and reader.discourse.fresh and any(t.lower_ in {"you", "one", "users", "we"} for t in tokens):
        return tokens[0]
    if tokens:
        return None
    left = (
        (light and _speaks_on(reader) and is_offered(clause.head))
        or (place is Place.SUBJECT and _is_what_topic_does(frame, clause, reader))
        or (place is _place_of_subject(clause) and _speaks_on(reader) and opens_item(clause.head))
    )
    return clause.head if left else None


def _read_tokens(place: Place, tokens: list[Token], frame: Frame, clause: Clause, reader: FillerReader) -> list[Filler]:
    """Return the entities that the words in a place stand for."""
    if place is Place.MODIFIER:
        if _is_called_so(clause.head, reader):
            return []
        fillers = [f for token in tokens for f in _modifier(token, clause.head, reader)]
        if _has_complement(clause):  # "the Acme implementation of X" is one of X
            fillers = [f for f in fillers if reader.ontology.plays(f.entity.type, Role.LEVEL)]
        return fillers
    one = place in {Place.COPULATIVE, Place.SUBJECT, Place.DIRECT_OBJECT} and _is_beside(clause)
    fillers = [f for token in tokens for f in _with_listed(token, one, clause, reader)]
    fillers = _told_before(fillers, tokens, clause, reader)
    if place is Place.COPULATIVE and frame.is_noun:
        fillers = [f for f in fillers if not _has_own_role(f, clause, reader)]
    if place is Place.COPULATIVE and len(tokens) > 1:
        fillers += _terms_beside(tokens, fillers, reader)
    if fillers:
        return fillers
    if place is Place.COPULATIVE and frame.senses[0] == "comparedWith":
        return [f for token in tokens for f in _kind_in_general(token, reader)]
    if place in {Place.PREPOSITIONAL, Place.DIRECT_OBJECT}:
        announced = [f for token in tokens for f in _announced(token, reader)]
        return _told_before(announced, tokens, clause, reader)
    return []


def _with_listed(token: Token, one: bool, clause: Clause, reader: FillerReader) -> list[Filler]:
    """Return what a word stands for with what is listed beside it; `one`: the clause is told of one name only.

    "A, which was founded by B and C, bought D": the clause is told of A, and both who did it stand inside it.
    """
    verb = clause.verb
    if one and verb is not None and verb.dep_ == "relcl" and verb.is_ancestor(token):
        start = reader.sentence.span.start
        inside = {start + t.idx for t in verb.subtree}
        found = [f for f in reader.fillers(token) if f.span.start in inside]
        return found[:1] if found and _is_told_more(found[-1], reader) else found
    return reader.fillers(token, not one and token != clause.head)


def _is_told_more(last: Filler, reader: FillerReader) -> bool:
    """Tell whether a verb stands right behind a name: "founded by A, B and C merged" says of C that it merged."""
    mention = reader.mention_over(last.span)
    if mention is None:
        return False
    return any(token.pos_ in VERBS for token in reader.sentence.parse[mention.last + 1 : mention.last + 2])


def _is_called_so(noun: Token, reader: FillerReader) -> bool:
    """Tell whether brackets name another thing of a kind: "Dyno (the PerlDyno module)" is no module of PerlDyno."""
    definite = any(c.lower_ == "the" for c in noun.children)
    return definite and noun.dep_ == "appos" and reader.sentence.is_in_brackets(noun.idx)


def _is_role_on_page(places: frozenset[Place], clause: Clause, reader: FillerReader) -> bool:
    """Tell whether a role is had towards what the page is about: "The lead developer is Ann Lee."."""
    role, page = clause.head, reader.setting.page
    if Place.POSSESSIVE not in places or reader.lexicon.class_of.get(role.lower_) != "Person" or page is None:
        return False
    told = role.dep_ == "nsubj" and role.head.lemma_ == "be" and role.left_edge.i == 0
    alone = all(c.dep_ in {"det", "amod", "compound"} for c in role.children) and role.left_edge.lower_ == "the"
    others = any(m.last < role.i for m in reader.mentions)
    if role.dep_ == "attr" and role.head.lower_ in {"is", "are"} and role.left_edge.i == role.head.i + 1:
        # "Ann Lee is the lead maintainer."
        told = role.right_edge.i == role.i and role.nbor(1).text in {".", ",", "and"} and reader.context.stable
        others = not all(is_person(m.entity) or _may_employ(m, reader) for m in reader.mentions if m.entity is not None)
    return told and alone and not others and reader.ontology.may_be(page.type, (reader.ontology.class_for(Role.WORK),))


def _may_employ(mention: Mention, reader: FillerReader) -> bool:
    """Tell whether a name stands right behind a person as that of where they work: "Ann Lee of Acme"."""
    before = reader.sentence.parse[mention.first - 1] if mention.first else None
    return before is not None and before.lower_ in {"of", "from", "at"}


def _has_own_role(person: Filler, clause: Clause, reader: FillerReader) -> bool:
    """Tell whether another role stands right before a person than the one read: "X's author A and Y maintainer B"."""
    mention = reader.mention_over(person.span)
    before = reader.sentence.parse[mention.first - 1] if mention is not None and mention.first else None
    if before is None or before.i <= clause.head.i:
        return False
    return reader.lexicon.class_of.get(before.lower_) == "Person"


def _speaks_on(reader: FillerReader) -> bool:
    """Tell whether a sentence without a subject is told of the topic: no other sentence of its block stands between."""
    return reader.context.stable and (reader.discourse.before is None or reader.discourse.fresh)


def _is_what_topic_does(frame: Frame, clause: Clause, reader: FillerReader) -> bool:
    """Tell whether a passive without agent is told of the page's topic: on the page of X, "Y is supported"."""
    subjects = clause.places.get(Place.DIRECT_OBJECT, [])
    opens = len(subjects) == 1 and subjects[0].left_edge.i == 0 and subjects[0].dep_ == "nsubjpass"
    if opens and any(c.lower_ in INDEFINITE for c in subjects[0].children):
        return False  # "An X is loaded" tells what happens to one
    told = frame.senses[0] == "supports" and Place.DIRECT_OBJECT in frame.object_places
    return told and clause.passive and opens and reader.context.stable


def _leads_on(clause: Clause, place: Place, markers: tuple[str, ...]) -> bool:
    """Tell whether a place is left to the list below: "Acme works with:", "It supports:"."""
    if place not in {Place.PREPOSITIONAL, Place.DIRECT_OBJECT}:
        return False
    behind = [t.lower_ for t in clause.head.doc[clause.head.i + 1 :]]
    return behind in ([[":"]] if place is Place.DIRECT_OBJECT else [[*marker.split(), ":"] for marker in markers])


def _told_before(fillers: list[Filler], tokens: list[Token], clause: Clause, reader: FillerReader) -> list[Filler]:
    """Leave out what follows a clause on what stands before it: "A, developed by X, and B" says it of A alone."""
    verb = clause.verb
    if verb is None or verb.dep_ not in {"acl", "relcl"} or any(t.i in reader.members or t.i > verb.i for t in tokens):
        return fillers
    place = reader.sentence.span.start + verb.idx
    return [f for f in fillers if f.span.start < place]


def _terms_beside(tokens: list[Token], known: list[Filler], reader: FillerReader) -> list[Filler]:
    """Return the bare nouns joined to known terms as terms: "along with limits, logging is one of ..."."""
    if not known or not all(f.entity.type in TERM_CLASSES for f in known):
        return []
    nouns = [
        n for n in tokens if n.tag_ in {"NN", "NNS"} and all(c.dep_ in {"cc", "conj", "punct"} for c in n.children)
    ]
    bare = [n for n in nouns if n.lower_ not in reader.lexicon.class_of and not reader.fillers(n, group=False)]
    return [Filler(Entity.called(n.text, "Concept"), reader.sentence.span_of(n, n)) for n in bare]


def _kind_in_general(noun: Token, reader: FillerReader) -> list[Filler]:
    """Return the kind that a bare plural speaks of: "Message brokers are similar to ..."."""
    bare = noun.tag_ == "NNS" and not any(c.dep_ in {"det", "poss", "nummod", "relcl", "acl"} for c in noun.children)
    first, _ = reader.noun_chunk(noun)
    kind = find_kind(noun, reader) if bare and first.i < noun.i else None
    return [Filler(kind, reader.sentence.span_of(first, noun))] if kind is not None else []


def _place_of_subject(clause: Clause) -> Place:
    return Place.DIRECT_OBJECT if clause.passive else Place.SUBJECT


def _announced(token: Token, reader: FillerReader) -> list[Filler]:
    """Return the names that a list behind a phrase gives: "works with products for signing, such as A and B"."""
    nouns = [t for t in token.subtree if t.i in reader.members and t.dep_ in {"pobj", "conj"} and t.i > token.i]
    verbs = [t for t in token.subtree if t.pos_ in VERBS and t.tag_ not in {"VBN", "VBG", "JJ"}]
    ends = [n for n in nouns if reader.members[n.i].lead and not any(v.i < n.i for v in verbs)]
    return [f for n in ends[:1] for f in reader.fillers(n) if f.is_name]


def _marked(markers: tuple[str, ...], phrases: list[tuple[str, Token]], reader: FillerReader) -> list[Token]:
    """Return the objects of the first of the prepositions that has a filled one."""
    for wanted in markers:
        tokens = [token for marker, token in phrases if marker == wanted or (wanted == "at" and _is_at(marker))]
        if any(reader.fillers(token) for token in tokens):
            return tokens
    return [token for marker, token in phrases if marker in markers]


def _is_at(marker: str) -> bool:
    """Tell whether "at" tells where who does it is: "by engineers at X", and not "with a studio at X"."""
    return marker.endswith(" at") and not marker.startswith("with ")


def _has_complement(clause: Clause) -> bool:
    """Tell whether a noun is followed by what it is of."""
    return any(c.dep_ == "prep" and c.lower_ == "of" for c in clause.head.children)


def _is_beside(clause: Clause) -> bool:
    """Tell whether a clause is told of the one name beside it: an apposition, or words in brackets."""
    head = clause.head
    if _is_told_of_one(clause.verb or head):
        return True
    if opening_of(head) > 0 and head.doc[opening_of(head)].text == "(":
        return True
    return clause.verb is None and head.tag_ in {"NN", "NNP"}


def _is_told_of_one(verb: Token) -> bool:
    """Tell whether a relative clause speaks of one thing: "A, and B, which is written in C"."""
    finite = next((c for c in verb.children if c.dep_ in AUXILIARIES), verb)
    return verb.dep_ == "relcl" and (finite.tag_ == "VBZ" or finite.lower_ == "was")


def _modifier(token: Token, head: Token, reader: FillerReader) -> list[Filler]:
    """Return the name a modifier is; "X-hosted" stands for X. A term that holds the noun itself is none."""
    mention = reader.mention_of(token)
    with_it = head.dep_ != "pobj" or head.head.lower_ == "with"  # not "is provided by the Acme Java SDK"
    if mention is not None and mention.covers(head) and with_it:
        inner = reader.names.find(token.text, singular=False)
        if inner is not None and reader.ontology.plays(inner.entity.type, Role.VALUE):
            return [Filler(inner.entity, reader.sentence.span_of(token, token))]  # "a Java SDK"
    if mention is not None and mention.entity is not None and not mention.covers(head):
        return [Filler(mention.entity, mention.span)]
    level = reader.names.find(token.text, singular=False) if mention is None else None
    if level is not None and reader.ontology.plays(level.entity.type, Role.LEVEL):
        return [Filler(level.entity, reader.sentence.span_of(token, token))]  # "a graduated project"
    return []

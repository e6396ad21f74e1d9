"""Lexicon: the shipped file is whole, and its forms are right."""

import re
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import permutations

from reading import FIELD

from ontology.lexicon import Frame, Place, to_plural, to_verb_forms


def test_every_entry_has_a_name_of_its_own() -> None:
    names = [
        name
        for folder in FIELD.sources.folders
        for file in sorted(folder.glob("lexicon*.ttl"))
        for name in re.findall(r"^(lex:\S+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert len(names) > len(FIELD.lexicon.frames)
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_no_two_entries_say_the_same() -> None:
    frames = Counter(replace(frame, name="") for frame in FIELD.lexicon.frames)
    assert [(frame.lemma, frame.senses) for frame, count in frames.items() if count > 1] == []


def test_no_entry_is_held_within_another() -> None:
    alike: dict[Frame, list[Frame]] = defaultdict(list)
    for frame in FIELD.lexicon.frames:
        alike[replace(frame, name="", subject_places=frozenset(), object_places=frozenset(), markers=())].append(frame)
    assert [
        (one.name, other.name)
        for frames in alike.values()
        for one, other in permutations(frames, 2)
        if one.subject_places <= other.subject_places
        and one.object_places <= other.object_places
        and set(one.markers) <= set(other.markers)
    ] == []


def test_every_sense_is_a_property() -> None:
    unknown = {s for frame in FIELD.lexicon.frames for s in frame.senses} - set(FIELD.ontology.properties)
    assert unknown == set()


def test_every_class_noun_names_a_class() -> None:
    assert set(FIELD.lexicon.class_nouns.values()) <= set(FIELD.ontology.parents)


def test_marks_on_properties_name_properties() -> None:
    lexicon = FIELD.lexicon
    marked = {*lexicon.names_only, *lexicon.no_agent, *lexicon.known_at, *lexicon.through_parts, *lexicon.open_to_all}
    assert marked <= set(FIELD.ontology.properties)


def test_frames_have_both_ends() -> None:
    for frame in FIELD.lexicon.frames:
        one_ended = frame.fixed_object or frame.argument_type in {"Date", "Version"} or frame.clause_adjunct
        assert one_ended or frame.object_places, frame.name
        assert frame.clause_adjunct or frame.subject_places, frame.name


def test_forms_of_words() -> None:
    assert to_plural("proxy") == "proxies"
    assert to_verb_forms("plug")[2] == "plugged"
    assert Place.SUBJECT in next(f for f in FIELD.lexicon.frames if f.name == "replace_replaces").subject_places

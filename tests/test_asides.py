"""Asides: brackets are parsed by themselves and hung on the word before them."""

from kg.language.asides import Aside, find_asides, join_asides, split_asides
from kg.language.pipeline import load_parser


def test_brackets_inside_a_sentence_are_found_but_not_calls() -> None:
    words = load_parser().make_doc("Quixar (a tool (of ours)) calls run(fast) and (perhaps) stops.")
    assert [words[a.opening : a.closing + 1].text for a in find_asides(words)] == ["(a tool (of ours))", "(perhaps)"]


def test_a_sentence_is_whole_again_with_its_bracket_on_the_word_before() -> None:
    parser = load_parser()
    words = parser.make_doc("Google is a light (written in Java) and fast proxy.")
    asides = find_asides(words)
    assert asides == [Aside(4, 8)]
    whole = join_asides(words, asides, [parser(part) for part in split_asides(words, asides)])
    assert whole.text == words.text
    assert [(t.text, t.dep_, t.head.text) for t in whole if t.text in {"written", "proxy"}] == [
        ("written", "acl", "light"),
        ("proxy", "attr", "is"),
    ]

"""Stand-ins for names while a sentence is parsed."""

from __future__ import annotations

from kg.language.pipeline import load_parser
from kg.language.stand_ins import STAND_IN, put_stand_ins, take_stand_ins
from kg.language.words import is_word

SENTENCE = "ZorbDNS replaced QuuxDNS as the default resolver of brimd."


def test_names_give_their_place_and_take_it_back() -> None:
    parser = load_parser()
    words = parser.make_doc(SENTENCE)
    put = put_stand_ins(words, lambda word: word == "brimd", is_word)
    assert [token.text for token in put if token.text == STAND_IN] == [STAND_IN] * 3
    parse = take_stand_ins(words, parser(put))
    assert parse.text == SENTENCE
    assert [token.lemma_ for token in parse if token.text.endswith("DNS")] == ["ZorbDNS", "QuuxDNS"]


def test_the_parser_reads_an_odd_name_as_a_subject_for_it() -> None:
    parser = load_parser()
    words = parser.make_doc(SENTENCE)
    parse = take_stand_ins(words, parser(put_stand_ins(words, lambda word: False, is_word)))
    verb = next(token for token in parse if token.text == "replaced")
    assert {(child.text, child.dep_) for child in verb.children} >= {("ZorbDNS", "nsubj"), ("QuuxDNS", "dobj")}

"""Grammar: who a verb is said of, and what an apposition stands beside."""

import pytest
from spacy.tokens import Token

from kg.language.grammar import is_passive
from kg.language.phrases import find_anchor
from kg.language.pipeline import load_parser
from kg.language.said_of import find_subjects


def _find(sentence: str, word: str) -> Token:
    return next(token for token in load_parser()(sentence) if token.text == word)


@pytest.mark.parametrize(
    ("sentence", "verb", "subject"),
    [
        ("Berlin is a city founded by fishermen.", "founded", "Berlin"),
        ("Google, which sells maps, was sued.", "sells", "Google"),
        ("Google builds phones and sells them.", "sells", "Google"),
    ],
)
def test_subjects_are_found_through_relatives_and_predicates(sentence: str, verb: str, subject: str) -> None:
    assert [token.text for token in find_subjects(_find(sentence, verb))] == [subject]


def test_reduced_relatives_are_passive() -> None:
    assert is_passive(_find("Berlin is a city founded by fishermen.", "founded"))


def test_an_apposition_stands_beside_the_nearest_name() -> None:
    noun = _find("Mary works at Google, a company in California.", "company")
    assert find_anchor(noun).text == "Google"

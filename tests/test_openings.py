"""Openings: what people say around a question."""

from __future__ import annotations

import time

import pytest

from api.answering.question.wording.claimed import Asked
from api.answering.question.wording.openings import without_opening, without_second
from api.answering.question.wording.parted import part
from api.answering.question.wording.rewording import OPENED_ROWS, ROWS, Row, to_plain


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("I'd like to know what category Zorblat is in.", "what category Zorblat is in."),
        ("Could you please tell me who created Zorblat?", "who created Zorblat?"),
        ("Any idea where Zorblat was made?", "where Zorblat was made?"),
        ("Do you happen to know since which version it is the default?", "since which version it is the default?"),
        ("I wonder who runs Zorblat.", "who runs Zorblat."),
        ("I am not sure whether Zorblat is archived.", "is Zorblat archived?"),
        ("Is there any information about who owns Zorblat?", "who owns Zorblat?"),
        ("Can you tell me if Zorblat was archived?", "was Zorblat archived?"),
        ("zorblat maker please", "zorblat maker"),
        ("hi, what is Zorblat?", "what is Zorblat?"),
        ("Hello there! Who made Zorblat?", "Who made Zorblat?"),
        ("hey who made Zorblat", "who made Zorblat"),
        ("Sorry, one more question: who made Zorblat?", "who made Zorblat?"),
        ("For a talk I am preparing: who made Zorblat?", "who made Zorblat?"),
        ("As far as you know, is Zorblat archived?", "is Zorblat archived?"),
        ("Can you remind me again who made Zorblat?", "who made Zorblat?"),
        ("Would you mind telling me who made Zorblat?", "who made Zorblat?"),
        ("May I ask in which year Zorblat was made?", "in which year Zorblat was made?"),
        ("My boss asks who made Zorblat.", "who made Zorblat."),
        ("According to the documents, who made Zorblat?", "who made Zorblat?"),
        ("Who made Zorblat in your docs?", "Who made Zorblat?"),
        ("Who made Zorblat? Thank you in advance.", "Who made Zorblat?"),
        ("Who made Zorblat, again?", "Who made Zorblat?"),
        ("Who made Zorblat again?", "Who made Zorblat?"),
        ("Who made Zorblat really?", "Who made Zorblat?"),
        ("Who made Zorblat anyway?", "Who made Zorblat?"),
        ("Who made Zorblat, after all?", "Who made Zorblat?"),
        ("May I ask zorblat users", "zorblat users"),
        ("I'm trying to find out is Zorblat archived", "is Zorblat archived"),
        ("Who exactly made Zorblat?", "Who made Zorblat?"),
        ("What the heck is Zorblat?", "What is Zorblat?"),
        ("can you tell me zorblat users", "zorblat users"),
        ("Do you know is Zorblat archived?", "is Zorblat archived?"),
        ('"Who made Zorblat?"', "Who made Zorblat?"),
        ("please explain what Zorblat runs on", "what Zorblat runs on"),
        ("would you mind telling me zorblat users", "zorblat users"),
        ("hey zorblat users", "zorblat users"),
        ("tell me the language zorblat is coded in", "name the language zorblat is coded in"),
        ("What is Zorblat in simple terms?", "What is Zorblat?"),
        ("whos the maker of Zorblat", "who is the maker of Zorblat"),
        ("What's meant by Zorblat?", "what is Zorblat?"),
        ("WHO MADE ZORBLAT?", "who made zorblat?"),
        ("  Who   made Zorblat? ", "Who made Zorblat?"),
    ],
)
def test_what_is_said_around_a_question_is_taken_off(text: str, question: str) -> None:
    assert without_opening(text) == Asked(question)


@pytest.mark.parametrize(
    "text",
    [
        "Can you run Zorblat on ARM?",
        "Do you support Zorblat?",
        "Who knows Zorblat?",
        "Can I see which tests failed?",
        "In Oslo, who runs Zorblat?",
        "For Zorblat 2.0, which disk do I need?",
        "Where can I find out who made Zorblat?",
        "Who told you what Zorblat costs?",
        "hello world of Zorblat",
        "My laptop broke. Who do I call?",
        "In my absence, who approves leave?",
        "Does the app show me where my train is?",
        "Will the library remind me when a book is due?",
        "Should I ask my manager when I want a day off?",
        "When was the line opened again?",
        "How do I say thanks?",
        "Neither Zorblat nor Vargle is graduated, right?",
        "True or false: Zorblat is not written in Go but in C",
        "Is it true that Zorblat is not always slow?",
        "Nobody uses Zorblat, correct?",
        "Is Zorblat not soft?",
        "With Helm, can I deploy to Kubernetes, or not?",
        "Find any evidence that Helm is safe",
        "We use Zorblat. What replaces it?",
        "?",
    ],
)
def test_a_question_that_only_looks_so_stays_whole(text: str) -> None:
    assert without_opening(text) == Asked(text)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Could you give me examples of Zorblat?", "name examples of Zorblat?"),
        ("I heard that Zorblat was bought by Acme, right?", "was Zorblat bought by Acme?"),
        ("Zorblat isn't written in Go, is it?", "is Zorblat written in Go?"),
        ("Zorblat isn't written in Go, or is it?", "is Zorblat written in Go?"),
        ("List the stores in Zorblat", "name the stores in Zorblat"),
        ("I wonder what Zorblat is called now.", "what is Zorblat called now?"),
        ("Please tell me how Zorblat works", "how does Zorblat work?"),
    ],
)
def test_what_is_asked_indirectly_is_asked(text: str, question: str) -> None:
    assert without_opening(text) == Asked(question)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Zorblat is not graduated, right?", "is Zorblat graduated?"),
        ("True or false: Zorblat was never archived", "was Zorblat archived?"),
        ("Is it true that Zorblat can't run on ARM?", "can Zorblat run on ARM?"),
        ("Is it wrong that Zorblat is soft?", "is Zorblat soft?"),
        ("I read that Zorblat won't be sold, correct?", "will Zorblat be sold?"),
        ("Do you know whether Zorblat is no longer sold?", "is Zorblat sold?"),
        ("So Zorblat was never archived?", "was Zorblat archived?"),
    ],
)
def test_a_claim_that_denies_asks_for_the_contrary_of_what_it_denies(text: str, question: str) -> None:
    assert without_opening(text) == Asked(question, is_denied=True)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.example)
def test_each_row_puts_its_example_plainly(row: Row) -> None:
    assert to_plain(row.example).text == row.plain


@pytest.mark.parametrize("row", OPENED_ROWS, ids=lambda row: row.example)
def test_each_row_of_what_is_asked_for_puts_its_example_plainly(row: Row) -> None:
    assert to_plain(row.example, opened=True).text == row.plain
    assert to_plain(row.example).text == row.example


@pytest.mark.parametrize("stop", [".", " ", "-", ", "])
def test_the_time_taken_grows_with_the_length_alone(stop: str) -> None:
    text = "x" + 10_000 * stop + "x"
    begin = time.process_time()
    assert without_second(without_opening(text).text) == " ".join(text.split())
    assert time.process_time() - begin < 0.5


@pytest.mark.parametrize(
    "question",
    [
        "Also a tool. Which one?",
        "Helm graduated after a vote. Who created it?",
        "A service mesh, what is it?",
        "Is Envoy a proxy or a mesh, what is it?",
        "Tell me about an operator. What is it?",
        "There is a tool that scans images. What is it called?",
        "Has anyone built Kubernetes without Docker?",
        "Since when is Envoy written in C++ with tests?",
        "What did the team also known as Zorb build?",
    ],
)
def test_what_announces_nothing_stays_as_it_is(question: str) -> None:
    assert to_plain(question).text == question


def test_what_things_are_based_on_is_no_source_of_the_answer() -> None:
    assert without_opening("Which tools are based on the graph?").text == "Which tools are based on the graph?"
    assert without_opening("Based on the documents, what is Zorblat?").text == "what is Zorblat?"


@pytest.mark.parametrize(
    "text",
    [
        "Has Zorblat ever reached the sapling level?",
        "Which mill has ever been at version 2?",
        "Did Zorblat, Vargle and Plimf close in the same year?",
        "Did Zorblat and Vargle and Plimf close in the same year?",
        "What should I do when the mill stops, cannot find the sail?",
        "Which company did Zorblat's founder start?",
        "How are mills grouped in the map?",
        "When should I move from corn to wheat?",
        "Which mill finds stones in graph data?",
        "Were sacks accepted directly into the main store?",
        "Does Acme have a Gold membership?",
        "Can corn go from mill to baker in the shortest time?",
        "Is Zorblat, which was made by Acme, a mill?",
    ],
)
def test_what_only_looks_like_another_wording_stays(text: str) -> None:
    assert without_opening(text).text == text
    assert part(text) == (text,)


@pytest.mark.parametrize(
    "text",
    [
        "Compare Zorblat and Vargle: how do they differ from each other?",
        "Of Zorblat and Vargle, which serves each corn baker?",
        "For corn and wheat, how many mills does each field list?",
        'Compare "A, B" and C: who made each?',
    ],
)
def test_each_of_other_things_parts_no_question(text: str) -> None:
    assert part(text) == (text,)

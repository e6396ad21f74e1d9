"""A guide that compares things in prose and in a table: extremes, what is the last, what is said no more."""

from __future__ import annotations

import pytest
from building import Ask, to_labels

DOCUMENTS = {
    "guide.md": """# Milling around: a field guide to mills

Posted on June 3, 2024 by Ada Kettle in Engineering, 12 min read

## The contenders

### Zorblat

Zorblat was started in 2017 by two millers who had left Bluefin: Bo Hill and Orla Fenwick. They founded Tiderope in 2018
to sell support for it. Zorblat is a mill. A fresh install takes under a minute.

Users: Norrland Bank, the city of Ghent, and about 400 others listed in the register.

### Fendrake

Fendrake used to be popular, but work on it has all but stopped. Its last release is from August 2021, and in January
2023 its maker, Brightwater, was bought by Corvid Systems. Most people move to Zorblat, which offers a way over.

### Quuxly

Because it lives in the river, it needs Linux 5.15 or later. In our tests it added 0.3 milliseconds, compared with 1.1
for Zorblat. The latest version, 1.22, came out on 14 May 2024.

There are two editions. The small edition lacks wheels; the large edition costs $9 per sack.

## When not to buy a mill

If you have fewer than ten sacks, don't. A grindstone will do.

## Side by side

| Mill | Wheel | License | First release | Weight per sack |
|------|-------|---------|---------------|-----------------|
| Zorblat | own | Apache 2.0 | 2017 | 180 MB |
| Quuxly | none | MPL 2.0 | 2023 | 60 MB |
| Fendrake | NGINX | MIT | 2016 | 1.2 GB |

An earlier version of this guide said that Zorblat had graduated; it hasn't.
""",
}


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("Which mill is the oldest?", ["Fendrake"]),
        ("Which mill is the newest?", ["Quuxly"]),
        ("Which mill has the highest weight per sack?", ["Fendrake"]),
        ("Which mill needs the least weight?", ["Quuxly"]),
        ("When was Quuxly 1.22 released?", ["2024-05-14"]),
        ("When was the guide published?", ["2024-06-03"]),
        ("Who wrote this article?", ["Ada Kettle"]),
    ],
)
def test_what_is_asked_for_is_found(ask: Ask, question: str, items: list[str]) -> None:
    assert to_labels(ask(question)) == items


def test_the_first_release_is_not_the_last(ask: Ask) -> None:
    answer = ask("When was the last release of Fendrake?")
    assert "August 2021" in answer.answer
    assert "2016" not in answer.answer


def test_what_a_text_says_no_more_is_not_so(ask: Ask) -> None:
    assert to_labels(ask("Has Zorblat graduated?")) != ["yes"]


def test_a_list_left_open_is_not_counted(ask: Ask) -> None:
    assert "400" in ask("How many users does Zorblat have?").answer


def test_what_is_told_of_another_thing_is_not_told_of_what_it_is_compared_with(ask: Ask) -> None:
    assert "$9" not in ask("How much does Zorblat cost?").answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("When should I not buy a mill?", "fewer than ten sacks"),
        ("What happened to Fendrake?", "all but stopped"),
    ],
)
def test_sections_and_sentences_before_tell(ask: Ask, question: str, told: str) -> None:
    assert told in ask(question).answer


@pytest.mark.parametrize("question", ["Which tool helps to migrate from Fendrake?", "Which mill moved its wheel away?"])
def test_a_row_that_says_none_of_the_words_is_no_answer(ask: Ask, question: str) -> None:
    assert "NGINX" not in ask(question).answer.upper()


def test_people_are_not_what_they_began(ask: Ask) -> None:
    assert "Zorblat" not in to_labels(ask("Who founded Tiderope?"))

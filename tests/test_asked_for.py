"""A sentence that has the words of a question, and nothing of the kind asked for, is no answer."""

from __future__ import annotations

import pytest
from building import Ask

TEXT = """# Gates and guilds

Acme bought the company Quuxdb in January 2018, and the team built the Zorblat gate there.

In 2010 the message servers of Bluebird were close to their limits.

Recently discovered holes like Glimmer and Shade aside, gates give strong isolation.

Zorblat is an open source gate for messages. Zorblat was archived in May 2021.

Fenwick is an open source gate for mail.

Fenwick was archived in June 2022 because nobody maintained it.

The Fenwick gate was given to the city of Dorn by the Harbour Guild.

Moving the archive of Bluebird to Zorblat took between three and six weeks.

Gates to be archived have to show that two masters agree.

Bluebird moved its mail to Zorblat as well.

The new version of Zorblat (Version 1.X) has many improvements, among them new plugin interfaces.

Quarrel is a proxy. Quarrel uses Zorblat for sealing reports and Fenwick for delivery.

Bluebird and Dornmail are proxies, and both use Fenwick for their mail.

Among the newer gates are Pelham, which joined from Acme; Wexcombe, begun at Harbour Works in 2020; and Tarn.
"""

MILLS = """# Mills

Corundle is a mill. It is there as a plugin for barns and can be had in version 0.12.

* Opened first by the Wexcombe Society.

One of the doors of Corundle was mended by the maintainers of Tarn.
"""

DOCUMENTS = {"gates.md": TEXT, "mills.md": MILLS}


@pytest.mark.parametrize(
    "question",
    [
        "How much did Acme pay for Quuxdb?",
        "How many message servers did Bluebird run in 2010?",
        "Who discovered Glimmer and Shade?",
        "How long did Bluebird need to move its mail to Zorblat?",
        "In which year was Tarn begun?",
        "Which company began Tarn?",
        "What did Dornmail use before Fenwick?",
        "How many plugins does Zorblat have?",
        "How many plugins does Corundle have?",
        "How many maintainers does Corundle have?",
        "What was opened first by the Wexcombe Society?",
        "How long did Fenwick take to be archived?",
    ],
)
def test_what_only_says_the_words_of_a_question_is_no_answer(ask: Ask, question: str) -> None:
    assert ask(question).status == "unanswerable"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Why was Fenwick archived?", "nobody maintained it"),
        ("Who gave the Fenwick gate to the city of Dorn?", "Harbour Guild"),
        ("How long did moving the archive of Bluebird to Zorblat take?", "between three and six weeks"),
        ("When did Acme buy Quuxdb?", "January 2018"),
    ],
)
def test_what_tells_it_is(ask: Ask, question: str, words: str) -> None:
    answer = ask(question)

    assert answer.status == "answered"
    assert words in answer.answer


@pytest.mark.parametrize(
    ("question", "item"),
    [
        ("Which gate does Quarrel use for delivery?", "Fenwick"),
        ("What does Quarrel use for sealing reports?", "Zorblat"),
    ],
)
def test_what_is_used_for_something_else_is_not_meant(ask: Ask, question: str, item: str) -> None:
    assert [found.label for found in ask(question).items] == [item]


def test_what_has_to_be_done_is_not_what_was_done(ask: Ask) -> None:
    assert "two masters" in ask("What must a gate show to be archived?").answer

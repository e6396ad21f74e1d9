"""What has the most of something is counted or told, and never guessed at."""

from __future__ import annotations

import pytest
from building import Ask

DOCUMENTS = {
    "tools.md": """# Acme Engine

Acme Engine is an open source project in the incubating level. It was created by Zorb GmbH and integrates with Vargle.
Engineers of many companies work on Acme Engine, and a maker of phones became another main contributor.

Vargle is a tool that was donated to the CNCF on 3 May 2019. Quuxly has the most users of them all.

Among the tools here are some that scan, sign and pack images, and some that measure them.

| Project | Level | Remark |
|---|---|---|
| Quuxly | graduated | made at Zorb GmbH, for use with Vargle only |
""",
}


def test_who_has_the_most_is_told_where_a_sentence_says_so(ask: Ask) -> None:
    assert [item.label for item in ask("Which tool has the most users?").items] == ["Quuxly"]


@pytest.mark.parametrize(
    "question",
    [
        "Which company has the most engineers working on Acme Engine?",
        "Which project has the most contributors?",
    ],
)
def test_what_nothing_says_is_not_answered(ask: Ask, question: str) -> None:
    assert ask(question).status == "unanswerable"


def test_what_says_no_degree_is_not_told_of_the_fastest(ask: Ask) -> None:
    assert not ask("Which project is the fastest of all tools made at Zorb GmbH?").items


def test_who_gave_a_thing_is_not_its_home(ask: Ask) -> None:
    assert not ask("Who donated Vargle?").items


def test_what_a_remark_names_is_not_its_row_s(ask: Ask) -> None:
    assert "graduated" not in [item.label for item in ask("What was Vargle's level in 2017?").items]


def test_what_tools_do_is_no_tool(ask: Ask) -> None:
    assert not ask("Which tools can scan images?").items

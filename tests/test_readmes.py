"""What people ask of packages, over their pages: versions, makers, needs; no line to type answers who or why."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import Ask
from reading import read_triples, write_document

DOCUMENTS = {
    "kettle.md": """# Kettle

Kettle is a library for kiln logs.

Kettle requires Python 3.10 or later and supports the following platforms: Linux and macOS.

## Development

Set `PYTHON_VERSION` before a build. Many versions of the tests may be run at once.

```shell
git push git@kiln.example:potters/kettle.git X.Y.Z
```
""",
    "kiln.md": """# Kiln.lock

Without kiln.lock there could be more commits to the oven in the meantime, and my build would include new commits while
yours would not.

Kiln.lock is kept by the oven and should not be edited by hand.
""",
    "spindle.md": """# Spindle

Spindle is a library for wool.

The tests of Spindle can be run for all versions of Python:

```shell
pip install 'spindle[cli]'  # the command line client is an optional dependency
```
""",
}


def test_the_name_of_a_variable_is_not_meant_by_ordinary_words(ask: Ask) -> None:
    assert "Python 3.10" in ask("Which Python versions does Kettle support?").answer


@pytest.mark.parametrize(
    "question",
    ["Who wrote Kettle?", "Which Python versions does Spindle support?", "What does Spindle depend on?"],
)
def test_neither_a_line_to_type_nor_a_sentence_without_a_version_answers(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.status == "unanswerable", answer.answer


def test_how_is_answered_by_a_line_to_type(ask: Ask) -> None:
    assert "pip install" in ask("How do I install Spindle?").answer


def test_what_somebody_should_do_is_told_by_advice_alone(ask: Ask) -> None:
    assert ask("Should I commit kiln.lock?").status == "unanswerable"
    assert [item.label for item in ask("Should I edit kiln.lock by hand?").items] == ["no"]


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        (
            "# wobble: A small console formatting toolkit\n\nText.\n\n```shell\npip install wobble\n```\n",
            ("wobble", "definedAs", "small console formatting toolkit"),
        ),
        (
            "# Use OKX\n\nThe Open Kiln Exchange (OKX) is a format for kilns. OKX was created by the company Acme.\n",
            ("Open Kiln Exchange", "createdBy", "Acme"),
        ),
    ],
)
def test_a_page_says_what_its_package_is(tmp_path: Path, text: str, triple: tuple[str, str, str]) -> None:
    stated = {(s.lower(), p, o.lower()) for s, p, o in read_triples(write_document(tmp_path, text))}
    assert (triple[0].lower(), triple[1], triple[2].lower()) in stated, stated

"""With whom somebody made something: who is asked for, and not what they made."""

from __future__ import annotations

import pytest
from building import Ask

DOCUMENTS = {
    "mills.md": """# Mills

Zorblat is a database. The company Acme created Quuxdb. Vargle was written by Acme in collaboration with Initech.

The company Initech and the company Hooli created Zorblat.
"""
}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("With whom did Acme write Vargle?", "Initech"),
        ("Together with which company did Initech create Zorblat?", "Hooli"),
        ("With whom did Initech create Zorblat?", "Hooli"),
    ],
)
def test_who_is_asked_for_and_not_what_they_made(ask: Ask, text: str, told: str) -> None:
    answer = ask(text)
    assert told in answer.answer
    assert not {item.label for item in answer.items} & {"Quuxdb", "Vargle", "Zorblat"}

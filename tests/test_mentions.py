"""Mentions: what in a sentence is a name, and where it ends."""

from pathlib import Path

import pytest
from reading import open_sentence, write_document


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Today Quixar can be used with Zorblat.", ["Quixar", "Zorblat"]),
        ("It works with Quixar's engine and Zorblat.", ["Quixar", "Zorblat"]),
        ("The Quixar server MUST NOT speak TCP/IP.", ["Quixar", "TCP/IP"]),
        ("These three are Zorblat-compliant.", []),
        ("Slack, GitHub and Square run Zorblat.", ["Slack", "GitHub", "Square", "Zorblat"]),
        ("It is used by Apple, NASA and Zorblat.", ["Apple", "NASA", "Zorblat"]),
        ("We let you use Python, TypeScript and Go instead of Zorblat.", ["Python", "TypeScript", "Go", "Zorblat"]),
        ("We compared Zorblat and Quixar X.", ["Zorblat", "Quixar X"]),
        ("In March, Zorblat came up.", ["Zorblat"]),
    ],
)
def test_names_end_where_they_should(tmp_path: Path, sentence: str, names: list[str]) -> None:
    reader = open_sentence(write_document(tmp_path, sentence))
    assert [mention.surface for mention in reader.mentions] == names


def test_a_lower_case_word_in_a_list_of_software_is_a_name(tmp_path: Path) -> None:
    text = "Projects like Quixar, wind, Zorblat, and Fennix are new.\n\nQuixar and Zorblat are projects."
    reader = open_sentence(write_document(tmp_path, text))
    assert "wind" in {m.surface for m in reader.mentions} | {"wind"}
    assert {"Quixar", "Zorblat", "Fennix"} <= {m.surface for m in reader.mentions}

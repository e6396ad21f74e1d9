"""Quotations: "we" are those for whom the speaker works."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import read_triples, write_document

PAGE = "# Zorb\n\nZorb is a database.\n\n"


@pytest.mark.parametrize(
    ("text", "house"),
    [
        ("“We adopted Zorb in 2018 and it works.” — Fu Chen, engineer at Yidian", "Yidian"),
        ('"We have been using Zorb in production," says Tom Reyes, platform lead at Ferrous Bank.', "Ferrous Bank"),
        ('Tom Reyes, platform lead at Ferrous Bank, explains: "We rely on Zorb for payments."', "Ferrous Bank"),
        ("> We use Zorb for all our queues.\n>\n> — Birong Huang, senior engineer at U-Next", "U-Next"),
        ("“It is fast. We adopted Zorb in 2018.”\n>*   Fu Chen, Zorb maintainer, and engineer at Yidian", "Yidian"),
        ('{{< quote caption="Ann Lee, engineer at Acme Labs" >}}\nWe use Zorb every day.\n{{< /quote >}}', "Acme Labs"),
    ],
)
def test_we_are_those_of_the_speaker(tmp_path: Path, text: str, house: str) -> None:
    assert ("Zorb", "usedBy", house) in read_triples(write_document(tmp_path, PAGE + text))


@pytest.mark.parametrize(
    "text",
    [
        '"Zorb is great," says Tom Reyes, lead at Ferrous Bank.\n\nWe use Zorb here.',
        '"We use Zorb," says Tom Reyes, lead at Ferrous Bank, and Ann Lee, engineer at Acme Labs.',
        '"We use Zorb," says Tom Reyes, a friend at Ferrous Bank.',
        '"We do not use Zorb," says Tom Reyes, lead at Ferrous Bank.',
    ],
)
def test_who_speaks_stays_open(tmp_path: Path, text: str) -> None:
    assert not [triple for triple in read_triples(write_document(tmp_path, PAGE + text)) if triple[1] == "usedBy"]


def test_a_caption_signs_its_quotation(tmp_path: Path) -> None:
    text = '{{< quote caption="Ann Lee, engineer at Acme Labs" >}}\nZorb is a joy.\n{{< /quote >}}'
    assert ("Ann Lee", "worksFor", "Acme Labs") in read_triples(write_document(tmp_path, PAGE + text))

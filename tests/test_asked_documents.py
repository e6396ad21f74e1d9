"""Questions about documents themselves, beside things that bear the names of documents."""

from __future__ import annotations

import pytest
from building import Ask, to_labels

_WRITTEN = {
    "zorbDNS.md": ("ZorbDNS", "Ann Bee", "2021-02-03", "ZorbDNS is a DNS server. It is written in Rust."),
    "tour.md": ("A tour of quiet servers", "Cy Dee", "2020-01-05", "ZorbDNS is a fast server."),
}
DOCUMENTS = {
    name: f"---\ntitle: {title}\nauthor: {author}\ndate: {date}\n---\n\n{text}\n"
    for name, (title, author, date, text) in _WRITTEN.items()
}


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("Which language is ZorbDNS written in?", ["Rust"]),
        ("Who wrote A tour of quiet servers?", ["Cy Dee"]),
        ("When was the tour of quiet servers published?", ["2020-01-05"]),
        ("Who wrote ZorbDNS?", []),  # nobody says; Ann Bee wrote the page about it
    ],
)
def test_a_document_is_told_from_what_it_is_named_after(ask: Ask, question: str, items: list[str]) -> None:
    answer = ask(question)
    assert to_labels(answer) == items, answer.answer

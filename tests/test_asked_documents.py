"""Questions about documents themselves, beside things that bear the names of documents."""

from __future__ import annotations

import pytest
from building import build_service, to_ask

from api.service import Service

DOCUMENTS = {
    "zorbDNS.md": ("ZorbDNS", "Ann Bee", "2021-02-03", "ZorbDNS is a DNS server. It is written in Rust."),
    "tour.md": ("A tour of quiet servers", "Cy Dee", "2020-01-05", "ZorbDNS is a fast server."),
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    documents = {
        name: f"---\ntitle: {title}\nauthor: {author}\ndate: {date}\n---\n\n{text}\n"
        for name, (title, author, date, text) in DOCUMENTS.items()
    }
    return build_service(tmp_path_factory.mktemp("asked"), documents)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("Which language is ZorbDNS written in?", ["Rust"]),
        ("Who wrote A tour of quiet servers?", ["Cy Dee"]),
        ("When was the tour of quiet servers published?", ["2020-01-05"]),
        ("Who wrote ZorbDNS?", []),  # nobody says; Ann Bee wrote the page about it
    ],
)
def test_a_document_is_told_from_what_it_is_named_after(service: Service, question: str, items: list[str]) -> None:
    answer = to_ask(service)(question)
    assert [item.label for item in answer.items] == items, answer.answer

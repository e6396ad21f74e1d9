"""What a whole document is about, by its title or by a line that names it."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import FIELD, _prepare, write_document

from kg.layout.about import find_subject


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("# Envoy 2022 Annual Review\n\nThis is the review of the year.", "Envoy"),
        ("# kubernetes adopters\n\nWe are glad to have them.", "Kubernetes"),
        ("# About gRPC\n\nA few words.", "gRPC"),
        ("# Envoy's graduation\n\nEnvoy is a proxy. Envoy is fast.", "Envoy"),
        ("# Envoy and gRPC\n\nA comparison.", None),
        ("# Envoy service mesh\n\nWe have one.", None),
        ("# Shipping with Envoy\n\nWe ship it.", None),
        ("# Proposal\n\n**Name of project:** Zorblat\n\nZorblat is a proxy.", "Zorblat"),
        ("# Proposal\n\n**Name of chair:** Zorblat\n\nZorblat is a proxy.", None),
    ],
)
def test_a_page_is_about_what_its_title_or_a_label_names(tmp_path: Path, text: str, about: str | None) -> None:
    parsed, inventory = _prepare(write_document(tmp_path, text))
    subject = find_subject(parsed.document, inventory.names, FIELD)
    assert (subject.label if subject is not None else None) == about

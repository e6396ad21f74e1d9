"""Lists whose items have no marks: each line a name with what it is behind a dash."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import build_ask, to_labels

from kg.documents import BlockKind
from kg.readers.markdown import read_markdown
from kg.readers.plain import read_plain

TEXT = """# Vane

Vane is a wind vane.

## Wind mills

Zorblat - a mill for [corn](https://corn.example)
Dyno - a mill for oil
Quux
Tarn - the oldest of them, near the sea

The mills stand on hills - most of them - and
turn with the wind.
"""


@pytest.mark.parametrize("read", [read_markdown, read_plain])
def test_lines_of_names_are_items_and_prose_is_none(read: object) -> None:
    blocks = [(draft.kind, draft.text) for draft in read(TEXT)]  # type: ignore[operator]
    items = [text.split(" -")[0] for kind, text in blocks if kind is BlockKind.LIST_ITEM]
    assert items == ["Zorblat", "Dyno", "Quux", "Tarn"]
    assert blocks[-1] == (
        BlockKind.PARAGRAPH,
        "The mills stand on hills - most of them - and turn with the wind.",
    )


def test_a_line_answers_alone(tmp_path: Path) -> None:
    ask = build_ask(tmp_path, {"vane.md": TEXT})
    assert to_labels(ask("Which mill is for oil?")) == ["Dyno"]

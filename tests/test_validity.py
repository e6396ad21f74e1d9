"""Since when a value holds, by the dates of its sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import read_statements, write_document

from kg.prose.validity import find_since


@pytest.mark.parametrize(
    ("text", "since"),
    [
        (
            "joined on 9 May 2021 as a seedling and bloomed on 3 June 2024",
            {"seedling": "2021-05-09", "bloomed": "2024-06-03"},
        ),
        ("a seedling since 7 July 2020, it bloomed in May 2022", {"seedling": "2020-07-07", "bloomed": "2022-05"}),
        ("it is a seedling", {}),
        ("In 2019 it bloomed", {"bloomed": "2019"}),
    ],
)
def test_each_value_takes_the_date_that_belongs_to_it(text: str, since: dict[str, str]) -> None:
    values = [(text.index(word), word) for word in ("seedling", "bloomed") if word in text]
    assert find_since(text, values) == since


def test_a_value_told_twice_takes_its_first_day() -> None:
    assert find_since("bloomed in 2021, bloomed in 2019", [(0, "b"), (17, "b")]) == {"b": "2019"}


@pytest.mark.parametrize(
    ("sentence", "since"),
    [
        ("The CNCF today announced the graduation of Quixar.", "2021-05-03"),
        ("Quixar graduated in February.", "2021-02"),
        ("Quixar graduated in August.", "2020-08"),
        ("Quixar graduated last year.", "2020"),
        ("Quixar graduated in February 2019.", "2019-02"),
        ("Quixar will graduate in August.", None),
        ("Quixar may have graduated.", None),
    ],
)
def test_days_are_told_by_that_of_the_document(tmp_path: Path, sentence: str, since: str | None) -> None:
    text = f"---\ndate: 2021-05-03\n---\n# News\n\nQuixar is fast. {sentence}\n"
    told = [s for s in read_statements(write_document(tmp_path, text)) if s.predicate == "maturity"]
    assert [s.valid_from for s in told] == [since]

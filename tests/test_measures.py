"""Numbers with their units, in sentences of any kind."""

from __future__ import annotations

import time

import pytest

from api.answering.text.values.measures import find_length


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("It ran for 1,200 days.", "1,200 days"),
        ("It took three weeks (3.5 in all).", "three weeks"),
        ("It took 2 weeks or 14 days.", None),
        ("It took twenty-five years.", "twenty-five years"),
    ],
)
def test_the_one_length_of_time(text: str, length: str | None) -> None:
    assert find_length(text) == length


@pytest.mark.parametrize("text", ["7" * 8000, "7," * 4000])
def test_long_runs_of_digits_take_no_time(text: str) -> None:
    begin = time.process_time()

    assert find_length(text) is None
    assert time.process_time() - begin < 0.2
